import { isKmsKeyArn, show, type Problem } from "@terrace/core";
import { checkRange } from "./check-range";
import { pages, ranges } from "./limits";
import type { FireLensLogs } from "./log-props";
import type { LogOutput } from "./log-output-props";
import { isLater, isWindows, type ContainerSettings, type TaskSettings } from "./task-settings";

/** The router of a task, and what the lines that it is given become. */
export function checkRouting(task: TaskSettings): Problem[] {
  const router = task.containers.find(({ logRouter }) => logRouter !== undefined);
  return [
    ...(router === undefined ? [] : checkRouter(router, task)),
    ...task.containers.flatMap(({ name, log }) => (log.driver === "awsfirelens" ? checkRouted(`task.containers.${name}.log`, log, router) : [])),
  ];
}

function checkRouter({ name, logRouter, essential, image }: ContainerSettings, task: TaskSettings): Problem[] {
  const path = `task.containers.${name}`;
  const see = pages.firelensConfig;
  const problems: Problem[] = [];
  if (isWindows(task)) {
    problems.push({ code: "firelens-windows", path: `${path}.logRouter`, got: "given on Windows", expected: "Linux, or awslogs", see: pages.firelens });
  }
  if (!essential) {
    const expected = "true: the others log into nothing without it";
    problems.push({ code: "log-router-essential", path: `${path}.essential`, got: "false for the router", expected, see: pages.firelens, severity: "warning" });
  }
  const config = logRouter?.config;
  if (config?.from === "file" && !config.path.startsWith("/")) {
    problems.push({ code: "log-router-config", path: `${path}.logRouter.config.path`, got: show(config.path), expected: "an absolute path in the image", see });
  }
  if (config?.from !== "s3") return problems;
  config.arns.forEach((arn, index) => {
    if (isLater(arn) || /^arn:aws[a-z-]*:s3:::[a-z0-9.-]{3,63}\/.+$/.test(arn)) return;
    problems.push({ code: "log-router-config", path: `${path}.logRouter.config.arns[${index}]`, got: show(arn), expected: "arn:<partition>:s3:::<bucket>/<key>", see });
  });
  if (config.arns.length === 0) {
    problems.push({ code: "log-router-config", path: `${path}.logRouter.config.arns`, got: "empty", expected: "a file, or no config", see });
  }
  if (logRouter?.type === "fluentd") {
    const got = `"fluentd", whose image has no init process`;
    problems.push({ code: "log-router-init", path: `${path}.logRouter.type`, got, expected: `"fluentbit", or config from a file`, see });
  } else if (image.tag !== undefined && !isLater(image.tag) && !/^(init-|sha256:)/.test(image.tag)) {
    const expected = "a tag that begins with init-, of AWS's image: no other reads files of buckets";
    problems.push({ code: "log-router-init", path: `${path}.image`, got: show(image.reference), expected, see, severity: "warning" });
  }
  return problems;
}

function checkRouted(path: string, { output, options = {}, secretOptions = {}, bufferLines }: FireLensLogs, router: ContainerSettings | undefined): Problem[] {
  const see = pages.fluentBit;
  const problems = checkRange("log-output-range", `${path}.bufferLines`, bufferLines, ranges.logBufferLines, pages.logs);
  const twice = Object.keys(secretOptions).find((option) => option in options);
  if (twice !== undefined) {
    const expected = "in options or in secretOptions";
    problems.push({ code: "log-option-twice", path: `${path}.secretOptions.${twice}`, got: "in options too", expected, see: pages.secrets });
  }
  const leaked = Object.keys(options).find((option) => /api_?key|license_?key|passw|token|secret/i.test(option));
  if (leaked !== undefined) {
    const got = "readable by whoever may describe the task definition";
    problems.push({ code: "log-option-secret", path: `${path}.options.${leaked}`, got, expected: "secretOptions", see: pages.secrets, severity: "warning" });
  }
  if (output === undefined) return problems;
  if (router?.logRouter?.type === "fluentd") {
    const expected = `logRouter "fluentbit": outputs are Fluent Bit's, or options of your own`;
    problems.push({ code: "log-output-router", path: `${path}.output`, got: "given with Fluentd", expected, see });
  }
  const named = Object.keys(options).find((option) => option.toLowerCase() === "name");
  if (named !== undefined) {
    const got = `${show(options[named])}, and output names a plugin too`;
    problems.push({ code: "log-output-name", path: `${path}.options.${named}`, got, expected: "output, or options", see });
  }
  return [...problems, ...checkOutput(`${path}.output`, output)];
}

const arns = {
  "cloudwatch-logs": { prop: "logGroupArn", pattern: /^arn:aws[a-z-]*:logs:[a-z0-9-]+:\d{12}:log-group:[\w./#-]{1,512}$/, expected: "arn:<partition>:logs:<region>:<account>:log-group:<name>" },
  firehose: { prop: "deliveryStreamArn", pattern: /^arn:aws[a-z-]*:firehose:[a-z0-9-]+:\d{12}:deliverystream\/[\w.-]{1,64}$/, expected: "arn:<partition>:firehose:<region>:<account>:deliverystream/<name>" },
  kinesis: { prop: "streamArn", pattern: /^arn:aws[a-z-]*:kinesis:[a-z0-9-]+:\d{12}:stream\/[\w.-]{1,128}$/, expected: "arn:<partition>:kinesis:<region>:<account>:stream/<name>" },
  s3: { prop: "bucketArn", pattern: /^arn:aws[a-z-]*:s3:::[a-z0-9.-]{3,63}$/, expected: "arn:<partition>:s3:::<bucket>" },
  opensearch: { prop: "domainArn", pattern: /^arn:aws[a-z-]*:es:[a-z0-9-]+:\d{12}:domain\/[a-z0-9-]{3,28}$/, expected: "arn:<partition>:es:<region>:<account>:domain/<name>" },
} as const;

function checkOutput(path: string, output: LogOutput): Problem[] {
  switch (output.to) {
    case "cloudwatch-logs":
      return checkArn(path, "cloudwatch-logs", output.logGroupArn);
    case "firehose":
      return checkArn(path, "firehose", output.deliveryStreamArn);
    case "kinesis":
      return [...checkArn(path, "kinesis", output.streamArn), ...checkKey(path, output.kmsKeyArn)];
    case "s3": {
      const { bucketArn, kmsKeyArn, objectMiB, uploadMinutes, prefix } = output;
      return [
        ...checkArn(path, "s3", bucketArn),
        ...checkKey(path, kmsKeyArn),
        ...checkRange("log-output-range", `${path}.objectMiB`, objectMiB, ranges.logObjectMiB, pages.fluentBitS3),
        ...checkRange("log-output-range", `${path}.uploadMinutes`, uploadMinutes, ranges.logUploadMinutes, pages.fluentBitS3),
        ...checkPrefix(path, prefix),
      ];
    }
    case "opensearch":
      return [...checkArn(path, "opensearch", output.domainArn), ...checkHost(path, output.host)];
    case "newrelic":
      return [];
    case "datadog":
      return checkHost(path, output.host);
    case "splunk":
      return [...checkHost(path, output.host), ...checkRange("log-output-range", `${path}.port`, output.port, ranges.port, pages.fluentBit)];
    case "http":
      return [
        ...checkHost(path, output.host),
        ...checkRange("log-output-range", `${path}.port`, output.port, ranges.port, pages.fluentBit),
        ...checkPath(path, output.path),
      ];
  }
}

function checkArn(path: string, kind: keyof typeof arns, arn: string): Problem[] {
  const { prop, pattern, expected } = arns[kind];
  if (isLater(arn) || pattern.test(arn)) return [];
  return [{ code: "log-output-arn", path: `${path}.${prop}`, got: show(arn), expected, see: pages.fluentBit }];
}

function checkKey(path: string, kmsKeyArn: string | undefined): Problem[] {
  if (kmsKeyArn === undefined || isKmsKeyArn(kmsKeyArn)) return [];
  const expected = "the ARN of a key: rights through an alias's ARN do not work";
  return [{ code: "log-output-key", path: `${path}.kmsKeyArn`, got: show(kmsKeyArn), expected, see: pages.secrets }];
}

function checkHost(path: string, host: string | undefined): Problem[] {
  if (host === undefined || isLater(host) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) return [];
  return [{ code: "log-output-host", path: `${path}.host`, got: show(host), expected: "a host, without scheme, port and path", see: pages.fluentBit }];
}

function checkPath(path: string, uri: string | undefined): Problem[] {
  if (uri === undefined || isLater(uri) || uri.startsWith("/")) return [];
  return [{ code: "absolute-path", path: `${path}.path`, got: show(uri), expected: `a path such as /${uri}`, see: pages.fluentBit }];
}

function checkPrefix(path: string, prefix: string | undefined): Problem[] {
  if (prefix === undefined || isLater(prefix) || /^[\w!.*'()-][\w!.*'()/-]*$/.test(prefix)) return [];
  const expected = "letters, digits and /, not beginning with /, such as logs/";
  return [{ code: "log-output-prefix", path: `${path}.prefix`, got: show(prefix), expected, see: pages.fluentBitS3 }];
}
