import { arnName, arnPart, bucketArnOf } from "./arn-parts";
import type { Ec2LogProps } from "./ec2-task-props";
import type { LogOutput } from "./log-output-props";
import { allow, distinct, unique, type Statement } from "./statements";
import type { SecretSource } from "./secret-props";
import type { LogRouterSettings, TaskSettings } from "./task-settings";

/** What outputs take from the task around them. */
export interface OutputContext {
  /** Name of the task. */
  readonly name: string;
  readonly container: string;
  readonly region: string;
}

/** A secret that a log driver is given. */
export interface LogSecret {
  /** Name of the driver's option. */
  readonly option: string;
  /** The prop below `log` that says where it lies. */
  readonly prop: string;
  readonly source: SecretSource;
}

/** What an output asks of the rest of the task. */
interface OutputFacts {
  /** What Fluent Bit's plugin takes. */
  readonly options: Readonly<Record<string, string>>;
  /** What it takes and nobody may read. */
  readonly secrets?: readonly LogSecret[];
  /** What the task role must be able to do. */
  readonly statements?: readonly Statement[];
}

/** The typed output of a container, or undefined where it has none. */
export function outputOf(log: Ec2LogProps): LogOutput | undefined {
  return log.driver === "awsfirelens" ? log.output : undefined;
}

/**
 * All that is told from an output: names and keys are those of the plugins in AWS's image for Fluent Bit.
 *
 * @see https://docs.fluentbit.io/manual/data-pipeline/outputs
 */
export function outputFacts(output: LogOutput, { name, container, region }: OutputContext): OutputFacts {
  switch (output.to) {
    case "cloudwatch-logs": {
      const { logGroupArn, streamPrefix = `${name}/` } = output;
      const group = { log_group_name: arnPart(logGroupArn, 6), log_stream_prefix: streamPrefix, auto_create_group: "false" };
      return {
        options: { Name: "cloudwatch_logs", region: arnPart(logGroupArn, 3), ...group, ...lineOnly(output) },
        statements: [allow(["logs:CreateLogStream", "logs:PutLogEvents"], `${logGroupArn}:*`)],
      };
    }
    case "firehose": {
      const { deliveryStreamArn } = output;
      return {
        options: { Name: "kinesis_firehose", region: arnPart(deliveryStreamArn, 3), delivery_stream: arnName(deliveryStreamArn), ...lineOnly(output) },
        statements: [allow("firehose:PutRecordBatch", deliveryStreamArn)],
      };
    }
    case "kinesis": {
      const { streamArn, kmsKeyArn } = output;
      return {
        options: { Name: "kinesis_streams", region: arnPart(streamArn, 3), stream: arnName(streamArn), ...lineOnly(output) },
        statements: [allow("kinesis:PutRecords", streamArn), ...byKey(kmsKeyArn)],
      };
    }
    case "s3": {
      const { bucketArn, prefix = `${name}/`, objectMiB = 50, uploadMinutes = 10, kmsKeyArn } = output;
      return {
        options: {
          Name: "s3",
          bucket: arnPart(bucketArn, 5),
          region: output.region ?? region,
          // Each object in one request, so that a task that is killed leaves no upload behind that is paid for.
          use_put_object: "On",
          compression: "gzip",
          total_file_size: `${objectMiB}M`,
          upload_timeout: `${uploadMinutes}m`,
          s3_key_format: `/${prefix}$TAG/%Y/%m/%d/%H/%M/%S/$UUID.gz`,
          ...lineOnly(output),
        },
        statements: [allow("s3:PutObject", `${bucketArn}/${prefix}*`), ...byKey(kmsKeyArn)],
      };
    }
    case "opensearch":
      return {
        options: {
          Name: "opensearch",
          Host: output.host,
          Port: "443",
          Index: output.index,
          AWS_Auth: "On",
          AWS_Region: arnPart(output.domainArn, 3),
          Suppress_Type_Name: "On",
          tls: "On",
        },
        statements: [allow("es:ESHttpPost", `${output.domainArn}/*`)],
      };
    case "datadog": {
      const tags = Object.entries(output.tags ?? {}).map(([key, value]) => `${key}:${value}`);
      return {
        options: {
          Name: "datadog",
          Host: output.host ?? "http-intake.logs.datadoghq.com",
          TLS: "on",
          compress: "gzip",
          provider: "ecs",
          dd_service: output.service ?? name,
          dd_source: output.source ?? container,
          ...(tags.length > 0 ? { dd_tags: tags.join(",") } : {}),
        },
        secrets: [{ option: "apikey", prop: "output.apiKey", source: output.apiKey }],
      };
    }
    case "splunk":
      return {
        options: { Name: "splunk", Host: output.host, Port: String(output.port ?? 8088), tls: "On" },
        secrets: [{ option: "Splunk_Token", prop: "output.token", source: output.token }],
      };
    case "newrelic":
      return {
        options: { Name: "nrlogs", base_uri: `https://log-api.${output.dataCenter === "eu" ? "eu." : ""}newrelic.com/log/v1` },
        secrets: [{ option: "license_key", prop: "output.licenseKey", source: output.licenseKey }],
      };
    case "http":
      return {
        options: { Name: "http", Host: output.host, Port: String(output.port ?? 443), URI: output.path ?? "/", Format: "json", tls: "On" },
        secrets: output.header === undefined ? [] : [{ option: "Header", prop: "output.header", source: output.header }],
      };
  }
}

function lineOnly(output: { readonly lineOnly?: boolean }): Readonly<Record<string, string>> {
  return output.lineOnly === true ? { log_key: "log" } : {};
}

function byKey(kmsKeyArn: string | undefined): Statement[] {
  return kmsKeyArn === undefined ? [] : [allow("kms:GenerateDataKey", kmsKeyArn)];
}

/** Secrets that a container's log driver is given. ECS reads them, as it reads those of the container. */
export function logSecrets(log: Ec2LogProps): readonly LogSecret[] {
  if (log.driver === "splunk") return [{ option: "splunk-token", prop: "token", source: log.token }];
  if (log.driver !== "awsfirelens") return [];
  const own = Object.entries(log.secretOptions ?? {}).map(([option, source]) => ({ option, prop: `secretOptions.${option}`, source }));
  const nowhere = { name: "", container: "", region: "" };
  return log.output === undefined ? own : [...(outputFacts(log.output, nowhere).secrets ?? []), ...own];
}

/** What the task role must be able to do so that the router reaches its outputs and reads its files. */
export function logStatements({ containers }: TaskSettings, name: string): Statement[] {
  const outputs = containers.flatMap(({ name: container, log }) => {
    const output = outputOf(log);
    return output === undefined ? [] : (outputFacts(output, { name, container, region: "" }).statements ?? []);
  });
  return distinct([...outputs, ...readsOf(containers.flatMap(({ logRouter }) => initFiles(logRouter)))]);
}

function readsOf(fileArns: readonly string[]): Statement[] {
  if (fileArns.length === 0) return [];
  return [allow("s3:GetObject", fileArns), allow("s3:GetBucketLocation", unique(fileArns.map(bucketArnOf)))];
}

/** Files of configuration in buckets, which the router reads itself with the task role's rights. */
export function initFiles(router: LogRouterSettings | undefined): readonly string[] {
  return router?.config?.from === "s3" ? router.config.arns : [];
}
