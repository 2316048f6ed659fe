import { only, problemsOf, resourcesOf, synth, testStack, warningsOf } from "@terrace/testkit";
import { Lazy, Token, ref } from "cdktf";
import { FargateService } from "../src/fargate-service";
import type { FargateServiceProps } from "../src/fargate-service-props";
import type { FireLensLogs } from "../src/log-props";
import type { LogOutput } from "../src/log-output-props";
import type { ContainerProps } from "../src/container-props";
import type { LogRouterProps } from "../src/log-router-props";
import { decode } from "./decode";
import { endpoint, image, network, valid, web, withTask } from "./fixtures";

const region = "ap-northeast-1:111111111111";
const arns = {
  group: `arn:aws:logs:${region}:log-group:/shop/web`,
  firehose: `arn:aws:firehose:${region}:deliverystream/shop`,
  kinesis: `arn:aws:kinesis:${region}:stream/shop`,
  bucket: "arn:aws:s3:::shop-logs",
  domain: `arn:aws:es:${region}:domain/shop`,
  parameter: `arn:aws:ssm:${region}:parameter/key`,
  key: `arn:aws:kms:${region}:key/01234567-89ab-cdef-0123-456789abcdef`,
};
const secret = { from: "parameter-store", arn: arns.parameter } as const;
const later = Lazy.stringValue({ produce: () => "later" });

function routed(log: Partial<FireLensLogs>, router: Partial<ContainerProps> = {}): Partial<FargateServiceProps> {
  return withTask({ containers: { router: { image, logRouter: "fluentbit", ...router }, web: { ...web, log: { driver: "awsfirelens", ...log } } } });
}

function to(output: LogOutput): Partial<FargateServiceProps> {
  return routed({ output });
}

function make(change: Partial<FargateServiceProps>) {
  const stack = testStack();
  return { stack, service: new FargateService(stack, "web", { ...valid, ...change }) };
}

function containers(change: Partial<FargateServiceProps>) {
  return decode(only(synth(make(change).stack), "aws_ecs_task_definition")["container_definitions"]);
}

/** Statements that the task role, or the execution role, is given. */
function statements(change: Partial<FargateServiceProps>, id = "log-policy") {
  const found = Object.entries(resourcesOf(synth(make(change).stack), "aws_iam_role_policy")).find(([key]) => key.startsWith(`web_${id}`));
  return found === undefined ? undefined : decode(found[1]["policy"]).Statement;
}

describe("an output", () => {
  test.each<[string, LogOutput, Record<string, string>, unknown[] | undefined]>([
    [
      "to CloudWatch Logs",
      { to: "cloudwatch-logs", logGroupArn: arns.group, lineOnly: true },
      { Name: "cloudwatch_logs", region: "ap-northeast-1", log_group_name: "/shop/web", log_stream_prefix: "dev-shop-web/", auto_create_group: "false", log_key: "log" },
      [{ Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: `${arns.group}:*` }],
    ],
    [
      "to Firehose",
      { to: "firehose", deliveryStreamArn: arns.firehose },
      { Name: "kinesis_firehose", region: "ap-northeast-1", delivery_stream: "shop" },
      [{ Effect: "Allow", Action: "firehose:PutRecordBatch", Resource: arns.firehose }],
    ],
    [
      "to a data stream with a key",
      { to: "kinesis", streamArn: arns.kinesis, kmsKeyArn: arns.key },
      { Name: "kinesis_streams", region: "ap-northeast-1", stream: "shop" },
      [{ Effect: "Allow", Action: "kinesis:PutRecords", Resource: arns.kinesis }, { Effect: "Allow", Action: "kms:GenerateDataKey", Resource: arns.key }],
    ],
    [
      "to a bucket",
      { to: "s3", bucketArn: arns.bucket, prefix: "logs/", objectMiB: 10, uploadMinutes: 1 },
      {
        Name: "s3", bucket: "shop-logs", region: "ap-northeast-1", use_put_object: "On", compression: "gzip", total_file_size: "10M",
        upload_timeout: "1m", s3_key_format: "/logs/$TAG/%Y/%m/%d/%H/%M/%S/$UUID.gz",
      },
      [{ Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::shop-logs/logs/*" }],
    ],
    [
      "to OpenSearch",
      { to: "opensearch", domainArn: arns.domain, host: "search-shop.es.amazonaws.com", index: "web" },
      { Name: "opensearch", Host: "search-shop.es.amazonaws.com", Port: "443", Index: "web", AWS_Auth: "On", AWS_Region: "ap-northeast-1", Suppress_Type_Name: "On", tls: "On" },
      [{ Effect: "Allow", Action: "es:ESHttpPost", Resource: `${arns.domain}/*` }],
    ],
    [
      "to Datadog",
      { to: "datadog", apiKey: secret, tags: { env: "dev", team: "shop" } },
      { Name: "datadog", Host: "http-intake.logs.datadoghq.com", TLS: "on", compress: "gzip", provider: "ecs", dd_service: "dev-shop-web", dd_source: "web", dd_tags: "env:dev,team:shop" },
      undefined,
    ],
    ["to Splunk", { to: "splunk", host: "splunk.example.com", token: secret }, { Name: "splunk", Host: "splunk.example.com", Port: "8088", tls: "On" }, undefined],
    ["to New Relic", { to: "newrelic", licenseKey: secret, dataCenter: "eu" }, { Name: "nrlogs", base_uri: "https://log-api.eu.newrelic.com/log/v1" }, undefined],
    ["by https", { to: "http", host: "logs.example.com", path: "/in", header: secret }, { Name: "http", Host: "logs.example.com", Port: "443", URI: "/in", Format: "json", tls: "On" }, undefined],
  ])("%s becomes the plugin's options, and exactly its rights", (_why, output, options, rights) => {
    expect(containers(to(output))[1].logConfiguration.options).toEqual(options);
    expect(statements(to(output))).toEqual(rights);
  });

  test.each<[string, LogOutput, string]>([
    ["apikey", { to: "datadog", apiKey: secret }, "apikey"],
    ["token", { to: "splunk", host: "s", token: secret }, "Splunk_Token"],
    ["license key", { to: "newrelic", licenseKey: secret }, "license_key"],
    ["header", { to: "http", host: "h", header: secret }, "Header"],
  ])("has its %s as a secret that the execution role reads", (_why, output, name) => {
    expect(containers(to(output))[1].logConfiguration.secretOptions).toEqual([{ name, valueFrom: arns.parameter }]);
    expect(statements(to(output), "execution-policy")).toContainEqual({ Effect: "Allow", Action: "ssm:GetParameters", Resource: [arns.parameter] });
  });

  test("of a stream that is known later is named by Terraform", () => {
    const made = synth(make(to({ to: "firehose", deliveryStreamArn: Token.asString(ref("aws_x.y.arn")) })).stack);
    expect(only(made, "aws_ecs_task_definition")["container_definitions"]).toContain('"delivery_stream" = element(split("/", aws_x.y.arn), 1)');
  });

  test("that two containers share is allowed once", () => {
    const log = { driver: "awsfirelens", output: { to: "firehose", deliveryStreamArn: arns.firehose } } as const;
    const change = withTask({ containers: { router: { image, logRouter: "fluentbit" }, a: { image, log }, b: { image, log } } });
    expect(statements(change)).toHaveLength(1);
  });

  test("can be changed by options, buffered, and given more secrets", () => {
    const change = routed({ output: { to: "firehose", deliveryStreamArn: arns.firehose }, options: { region: "us-east-1" }, secretOptions: { x: secret }, bufferLines: 5000 });
    expect(containers(change)[1].logConfiguration).toEqual({
      logDriver: "awsfirelens",
      options: { Name: "kinesis_firehose", delivery_stream: "shop", "log-driver-buffer-limit": "5000", region: "us-east-1" },
      secretOptions: [{ name: "x", valueFrom: arns.parameter }],
    });
  });

  test.each<[string, LogOutput, string]>([
    ["CloudWatch Logs", { to: "cloudwatch-logs", logGroupArn: arns.group }, "logs"],
    ["Firehose", { to: "firehose", deliveryStreamArn: arns.firehose }, "kinesis-firehose"],
    ["a data stream", { to: "kinesis", streamArn: arns.kinesis }, "kinesis-streams"],
    ["a bucket", { to: "s3", bucketArn: arns.bucket }, "s3"],
  ])("to %s must be reachable", (_why, output, service) => {
    const { workload } = make(routed({ output }, { log: { driver: "none" } })).service;
    expect(workload.needs.filter(({ action }) => action === undefined).map((need) => need.service)).toContain(service);
  });
});

describe("a router", () => {
  const router = (logRouter: LogRouterProps, tag = "init-2.32.0") =>
    routed({}, { image: `public.ecr.aws/aws-observability/aws-for-fluent-bit:${tag}`, logRouter });

  test("reads a file of its image, and leaves out what ECS knows", () => {
    expect(containers(router({ type: "fluentd", config: { from: "file", path: "/extra.conf" }, ecsMetadata: false }))[0].firelensConfiguration).toEqual({
      type: "fluentd",
      options: { "config-file-type": "file", "config-file-value": "/extra.conf", "enable-ecs-log-metadata": "false" },
    });
  });

  test("reads files of a bucket with the task role's rights", () => {
    const change = router({ type: "fluentbit", config: { from: "s3", arns: ["arn:aws:s3:::conf/a.conf", "arn:aws:s3:::conf/b.conf"] } });
    expect(containers(change)[0].environment).toEqual([
      { name: "aws_fluent_bit_init_s3_1", value: "arn:aws:s3:::conf/a.conf" },
      { name: "aws_fluent_bit_init_s3_2", value: "arn:aws:s3:::conf/b.conf" },
    ]);
    expect(containers(change)[0].firelensConfiguration).toEqual({ type: "fluentbit" });
    expect(statements(change)).toEqual([
      { Effect: "Allow", Action: "s3:GetObject", Resource: ["arn:aws:s3:::conf/a.conf", "arn:aws:s3:::conf/b.conf"] },
      { Effect: "Allow", Action: "s3:GetBucketLocation", Resource: ["arn:aws:s3:::conf"] },
    ]);
  });

  test("sends Splunk's driver what it is told", () => {
    const log = { driver: "splunk", url: "https://splunk", token: secret, index: "main", sourceType: "web", format: "raw" } as const;
    expect(containers(withTask({ containers: { web: { ...web, log } } }))[0].logConfiguration.options).toEqual({
      "splunk-url": "https://splunk", "splunk-index": "main", "splunk-sourcetype": "web", "splunk-format": "raw",
    });
  });

  const path = "task.containers.router.logRouter";
  test.each<[string, Partial<FargateServiceProps>, string[]]>([
    ["a relative file", router({ type: "fluentbit", config: { from: "file", path: "extra.conf" } }), [`log-router-config ${path}.config.path`]],
    ["a file by its address", router({ type: "fluentbit", config: { from: "s3", arns: ["s3://conf/a.conf"] } }), ["log-router-config task.containers.router.logRouter.config.arns[0]"]],
    ["no file at all", router({ type: "fluentbit", config: { from: "s3", arns: [] } }), ["log-router-config task.containers.router.logRouter.config.arns"]],
    ["files of a bucket for Fluentd", router({ type: "fluentd", config: { from: "s3", arns: [later] } }), ["log-router-init task.containers.router.logRouter.type"]],
    ["a router on Windows", { task: { cpu: 1024, memoryMiB: 2048, platform: { operatingSystem: "WINDOWS_SERVER_2022_CORE" }, containers: { router: { image, logRouter: "fluentbit" }, web: { ...web, log: { driver: "awsfirelens" } } } } }, ["firelens-windows task.containers.router.logRouter"]],
  ])("is refused with %s", (_why, change, expected) => {
    expect(problemsOf(() => make(change))).toEqual(expected);
  });
});

describe("bad output", () => {
  const at = "task.containers.web.log";
  test.each<[string, Partial<FargateServiceProps>, string[]]>([
    ["a log group by name", to({ to: "cloudwatch-logs", logGroupArn: "/shop/web" }), ["log-output-arn task.containers.web.log.output.logGroupArn"]],
    ["a stream by name", to({ to: "firehose", deliveryStreamArn: "shop" }), ["log-output-arn task.containers.web.log.output.deliveryStreamArn"]],
    ["Firehose's ARN for a data stream", to({ to: "kinesis", streamArn: arns.firehose }), ["log-output-arn task.containers.web.log.output.streamArn"]],
    ["a bucket by name", to({ to: "s3", bucketArn: "shop-logs" }), ["log-output-arn task.containers.web.log.output.bucketArn"]],
    ["a domain by name", to({ to: "opensearch", domainArn: "shop", host: "h", index: "i" }), ["log-output-arn task.containers.web.log.output.domainArn"]],
    ["a domain's address", to({ to: "opensearch", domainArn: arns.domain, host: "https://search", index: "i" }), ["log-output-host task.containers.web.log.output.host"]],
    ["an intake's address", to({ to: "datadog", apiKey: secret, host: "https://intake/x" }), ["log-output-host task.containers.web.log.output.host"]],
    ["a collector with its port", to({ to: "splunk", host: "splunk:8088", token: secret }), ["log-output-host task.containers.web.log.output.host"]],
    ["a port beyond the last", to({ to: "splunk", host: "splunk", port: 65536, token: secret }), ["log-output-range task.containers.web.log.output.port"]],
    ["port zero", to({ to: "http", host: "h", port: 0 }), ["log-output-range task.containers.web.log.output.port"]],
    ["a relative path", to({ to: "http", host: "h", path: "in" }), ["absolute-path task.containers.web.log.output.path"]],
    ["an object without a size", to({ to: "s3", bucketArn: arns.bucket, objectMiB: 0 }), ["log-output-range task.containers.web.log.output.objectMiB"]],
    ["two days until an object is written", to({ to: "s3", bucketArn: arns.bucket, uploadMinutes: 2880 }), ["log-output-range task.containers.web.log.output.uploadMinutes"]],
    ["a prefix with a slash first", to({ to: "s3", bucketArn: arns.bucket, prefix: "/logs" }), ["log-output-prefix task.containers.web.log.output.prefix"]],
    ["a bucket's key by alias", to({ to: "s3", bucketArn: arns.bucket, kmsKeyArn: "alias/logs" }), ["log-output-key task.containers.web.log.output.kmsKeyArn"]],
    ["a stream's key by id", to({ to: "kinesis", streamArn: arns.kinesis, kmsKeyArn: "0123" }), ["log-output-key task.containers.web.log.output.kmsKeyArn"]],
    ["a key by name", to({ to: "datadog", apiKey: { from: "parameter-store", arn: "key" } }), ["secret-arn task.containers.web.log.output.apiKey.arn"]],
    ["a word that is no output", routed(JSON.parse('{ "output": { "to": "kafka" } }')), ["not-one-of task.containers.web.log.output.to"]],
    ["an output with Fluentd", routed({ output: { to: "firehose", deliveryStreamArn: later } }, { logRouter: "fluentd" }), ["log-output-router task.containers.web.log.output"]],
    ["two plugins", routed({ output: { to: "firehose", deliveryStreamArn: later }, options: { name: "s3" } }), ["log-output-name task.containers.web.log.options.name"]],
    ["an option that is a secret too", routed({ options: { x: "1" }, secretOptions: { x: secret } }), ["log-option-twice task.containers.web.log.secretOptions.x"]],
    ["a secret option by name", routed({ secretOptions: { x: { from: "secrets-manager", arn: "x" } } }), ["secret-arn task.containers.web.log.secretOptions.x.arn"]],
    ["less than no line", routed({ bufferLines: -1 }), ["log-output-range task.containers.web.log.bufferLines"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => make(change))).toEqual(expected);
  });

  test.each<[string, Partial<FargateServiceProps>, string[]]>([
    ["a router that the task outlives", routed({}, { essential: false }), ["log-router-essential task.containers.router.essential"]],
    ["files of a bucket for an image without an init process", routed({}, { logRouter: { type: "fluentbit", config: { from: "s3", arns: [later] } } }), ["log-router-init task.containers.router.image"]],
    ["a key for everybody to read", routed({ options: { apikey: "abc" } }), [`log-option-secret ${at}.options.apikey`]],
    [
      "a service of others without a way there",
      {
        ...to({ to: "newrelic", licenseKey: secret }),
        tier: "isolated",
        network: { ...network, endpoints: [endpoint("s3", "gateway"), ...["ecr.api", "ecr.dkr", "logs", "ssm"].map((one) => endpoint(one))] },
      },
      ["one-zone tier", `log-output-internet ${at}.output`],
    ],
  ])("%s is likely to be regretted", (_why, change, expected) => {
    const warnings = warningsOf(make(change).stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
    expect(warnings).toEqual(expected);
  });
});
