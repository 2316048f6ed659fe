import { show } from "@terrace/core";
import type { Ec2LogProps } from "./ec2-task-props";
import type { JsonReader } from "./json-reader";
import { importSecret } from "./json-secrets";

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
  const at = `${path}.options`;
  if (driver !== "splunk" && Array.isArray(json?.secretOptions) && json.secretOptions.length > 0) {
    reader.report("json-key", `${path}.secretOptions`, `given with ${show(driver)}`, "no such key, or splunk");
  }
  switch (driver) {
    case "awslogs":
      return importAwsLogs(reader, options, at);
    case "splunk":
      return importSplunk(reader, options, json?.secretOptions, path);
    case undefined:
      reader.report("json-type", `${path}.logDriver`, "missing", `one of ${drivers.join(", ")}`);
      return { driver: "none" };
    default:
      return { driver, options: reader.textsByKey(options, at) };
  }
}

function importAwsLogs(reader: JsonReader, value: unknown, path: string): Ec2LogProps {
  const json = reader.object(value, path, awslogsKeys);
  if (json?.["awslogs-create-group"] === "true") {
    const expected = "no such option: the module makes the group, with a retention and without a right for every task";
    reader.report("json-log", `${path}["awslogs-create-group"]`, `"true"`, expected);
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
  return number === undefined ? reader.report("json-log", path, show(size), "MiB, such as 10m") : Number(number);
}

function importSplunk(reader: JsonReader, options: unknown, secretOptions: unknown, path: string): Ec2LogProps {
  const json = reader.object(options, `${path}.options`, ["splunk-url"]);
  const url = reader.text(json?.["splunk-url"], `${path}.options["splunk-url"]`) ?? "";
  const [token] = reader.list(secretOptions, `${path}.secretOptions`, (item, at) => {
    const one = reader.object(item, at, ["name", "valueFrom"]);
    reader.word(one?.name, `${at}.name`, ["splunk-token"]);
    return importSecret(reader, one?.valueFrom, `${at}.valueFrom`);
  });
  if (token === undefined) {
    reader.report("json-type", `${path}.secretOptions`, "without a token", "splunk-token from a parameter or a secret");
    return { driver: "none" };
  }
  return { driver: "splunk", url, token };
}
