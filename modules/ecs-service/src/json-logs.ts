import { show } from "@terrace/core";
import type { Ec2LogProps } from "./ec2-task-props";
import type { JsonReader } from "./json-reader";
import { importSecrets } from "./json-secrets";
import type { LogRouterProps } from "./log-router-props";
import type { SecretSource } from "./secret-props";

const drivers = ["awsfirelens", "awslogs", "fluentd", "gelf", "journald", "json-file", "splunk", "syslog"] as const;

const awslogsKeys = [
  "awslogs-create-group", "awslogs-datetime-format", "awslogs-group", "awslogs-multiline-pattern", "awslogs-region",
  "awslogs-stream-prefix", "max-buffer-size", "mode",
] as const;

/** Reads `logConfiguration`. Without it, nothing is kept of what a container says. */
export function importLog(reader: JsonReader, value: unknown, path: string): Ec2LogProps {
  if (value === undefined || value === null) return { driver: "none" };
  const json = reader.object(value, path, ["logDriver", "options", "secretOptions"]);
  const driver = reader.word(json?.logDriver, `${path}.logDriver`, drivers);
  const options = json?.options ?? {};
  const secretOptions = importSecrets(reader, json?.secretOptions, `${path}.secretOptions`);
  if (driver !== "splunk" && driver !== "awsfirelens" && Object.keys(secretOptions).length > 0) {
    reader.refuse({ code: "json-log", path: `${path}.secretOptions`, got: `given with ${show(driver)}`, expected: "splunk or awsfirelens" });
  }
  switch (driver) {
    case "awslogs":
      return importAwsLogs(reader, options, `${path}.options`);
    case "awsfirelens":
      return { driver, options: reader.textsByKey(options, `${path}.options`), secretOptions };
    case "splunk":
      return importSplunk(reader, options, secretOptions, path);
    case undefined:
      if (json?.logDriver === undefined) reader.refuse({ code: "json-type", path: `${path}.logDriver`, got: "missing", expected: `one of ${drivers.join(", ")}` });
      return { driver: "none" };
    default:
      return { driver, options: reader.textsByKey(options, `${path}.options`) };
  }
}

/** Reads `firelensConfiguration`: a router, and a file of its image. */
export function importRouter(reader: JsonReader, value: unknown, path: string): LogRouterProps | undefined {
  if (value === undefined || value === null) return undefined;
  const json = reader.object(value, path, ["options", "type"]);
  const type = reader.word(json?.type, `${path}.type`, ["fluentbit", "fluentd"]);
  const options = reader.object(json?.options ?? {}, `${path}.options`, ["config-file-type", "config-file-value", "enable-ecs-log-metadata"]);
  const file = reader.text(options?.["config-file-value"], `${path}.options["config-file-value"]`);
  reader.word(options?.["config-file-type"], `${path}.options["config-file-type"]`, ["file"]);
  const metadata = reader.word(options?.["enable-ecs-log-metadata"], `${path}.options["enable-ecs-log-metadata"]`, ["false", "true"]);
  if (type === undefined) return reader.refuse({ code: "json-type", path: `${path}.type`, got: "no router", expected: "fluentbit or fluentd" });
  return { type, ecsMetadata: metadata !== "false", ...(file === undefined ? {} : { config: { from: "file", path: file } }) };
}

function importAwsLogs(reader: JsonReader, value: unknown, path: string): Ec2LogProps {
  const json = reader.object(value, path, awslogsKeys);
  if (json?.["awslogs-create-group"] === "true") {
    const expected = "no such option: the module makes the group, with a retention and without a right for every task";
    reader.refuse({ code: "json-log", path: `${path}["awslogs-create-group"]`, got: `"true"`, expected });
  }
  const text = (key: (typeof awslogsKeys)[number]) => reader.text(json?.[key], `${path}["${key}"]`);
  return {
    driver: "awslogs",
    group: text("awslogs-group"),
    region: text("awslogs-region"),
    streamPrefix: text("awslogs-stream-prefix"),
    mode: reader.word(json?.mode, `${path}.mode`, ["blocking", "non-blocking"]),
    bufferMiB: importBuffer(reader, text("max-buffer-size"), `${path}["max-buffer-size"]`),
    datetimeFormat: text("awslogs-datetime-format"),
    multilinePattern: text("awslogs-multiline-pattern"),
  };
}

function importBuffer(reader: JsonReader, size: string | undefined, path: string): number | undefined {
  if (size === undefined) return undefined;
  const [, number] = /^(\d+)m$/.exec(size) ?? [];
  return number === undefined ? reader.refuse({ code: "json-log", path, got: show(size), expected: "MiB, such as 10m" }) : Number(number);
}

function importSplunk(reader: JsonReader, options: unknown, secrets: Readonly<Record<string, SecretSource>>, path: string): Ec2LogProps {
  const at = `${path}.options`;
  const json = reader.object(options, at, ["splunk-format", "splunk-index", "splunk-sourcetype", "splunk-url"]);
  const { "splunk-token": token, ...others } = secrets;
  for (const name of Object.keys(others)) reader.refuse({ code: "json-log", path: `${path}.secretOptions`, got: `with ${show(name)}`, expected: "splunk-token" });
  if (token === undefined) {
    reader.refuse({ code: "json-log", path: `${path}.secretOptions`, got: "without a token", expected: "splunk-token from a parameter or a secret" });
    return { driver: "none" };
  }
  return {
    driver: "splunk",
    token,
    url: reader.text(json?.["splunk-url"], `${at}["splunk-url"]`) ?? "",
    index: reader.text(json?.["splunk-index"], `${at}["splunk-index"]`),
    sourceType: reader.text(json?.["splunk-sourcetype"], `${at}["splunk-sourcetype"]`),
    format: reader.word(json?.["splunk-format"], `${at}["splunk-format"]`, ["inline", "json", "raw"]),
  };
}
