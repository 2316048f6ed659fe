import { checkName, checkReachability, checkTags, isKmsKeyArn, mustBeKnown, oneOf, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkLoggingText } from "./check-fargate-logging-text";
import { loggingPages, loggingRetentionDays } from "./fargate-logging-limits";
import type { CloudWatchOutput, LogOutput } from "./fargate-logging-props";
import { isNewLogGroup, loggingWorkloads, routerLogGroupName, type FargateLoggingSettings } from "./fargate-logging-settings";

/** Every problem of the settings. Pure. */
export function checkFargateLogging(settings: FargateLoggingSettings): Problem[] {
  // A word that is none decides which fields there are: nothing else is looked at then.
  const words = Object.entries(settings.outputs).flatMap(([key, { to }]) => oneOf(`outputs.${key}.to`, to, ["cloudwatch", "firehose", "kinesis", "opensearch"]));
  if (words.length > 0) return words;
  const unknown = checkKnown(settings);
  if (unknown.length > 0) return unknown;
  const { outputs, network, tags } = settings;
  return [
    ...checkProfiles(settings),
    ...Object.entries(outputs).flatMap(([key, output]) => [...checkKey(`outputs.${key}`, key), ...checkOutput(`outputs.${key}`, output, settings.cluster.region)]),
    ...Object.keys(settings.parsers).flatMap((key) => checkParserName(`parsers.${key}`, key)),
    ...checkGroups(settings),
    ...checkRights(settings),
    ...checkLoggingText(settings),
    ...(network === undefined ? [] : loggingWorkloads(settings).flatMap((workload) => checkReachability(workload, network))),
    ...checkTags("tags", tags),
  ];
}

/** What the ConfigMap says must be known, since its size and its words are held against rules; ARNs may come later. */
function checkKnown({ cluster, outputs, filters, parsers, raw, routerLogs }: FargateLoggingSettings): Problem[] {
  const known = Object.entries(outputs).map(([key, output]) => [`outputs.${key}`, withoutArns(output)]);
  return mustBeKnown({
    "cluster.clusterName": cluster.clusterName,
    "cluster.region": cluster.region,
    "cluster.fargateProfiles": cluster.fargateProfiles.map(({ name, tier }) => ({ name, tier })),
    ...Object.fromEntries(known),
    outputs: Object.keys(outputs),
    filters,
    parsers,
    "raw.filters": raw.filters,
    "raw.outputs": raw.outputs,
    "raw.parsers": raw.parsers,
    routerLogs,
  });
}

function withoutArns(output: LogOutput): unknown {
  switch (output.to) {
    case "cloudwatch":
      return { ...output, logGroup: { ...output.logGroup, arn: "", kmsKeyArn: "" } };
    case "firehose":
    case "kinesis":
      return { ...output, streamArn: "" };
    case "opensearch":
      return { ...output, domainArn: "" };
  }
}

function checkProfiles({ cluster }: FargateLoggingSettings): Problem[] {
  if (cluster.fargateProfiles.length > 0) return [];
  const expected = "a cluster with a Fargate profile: pods on nodes are not served by this log router";
  return [{ code: "fargate-profiles-missing", path: "cluster.fargateProfiles", got: "empty", expected, see: loggingPages.logging }];
}

function checkKey(path: string, key: string): Problem[] {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(key)) return [];
  return [{ code: "logging-name", path, got: `named ${show(key)}`, expected: "lower-case letters, digits and single hyphens, starting with a letter" }];
}

function checkParserName(path: string, key: string): Problem[] {
  if (/^[\w.-]+$/.test(key)) return [];
  return [{ code: "logging-name", path, got: `named ${show(key)}`, expected: "letters, digits and ._-", see: loggingPages.format }];
}

function checkOutput(path: string, output: LogOutput, region: string): Problem[] {
  switch (output.to) {
    case "cloudwatch":
      return checkCloudWatch(path, output, region);
    case "firehose":
      return checkArn(`${path}.streamArn`, output.streamArn, { service: "firehose", region, resource: `deliverystream/${output.streamName}` }, "the Firehose stream");
    case "kinesis":
      return checkArn(`${path}.streamArn`, output.streamArn, { service: "kinesis", region, resource: `stream/${output.streamName}` }, "the Kinesis data stream");
    case "opensearch":
      return [...checkArn(`${path}.domainArn`, output.domainArn, { service: "es", region, resource: /^domain\/[a-z0-9-]+$/ }, "an OpenSearch domain"), ...checkHost(path, output.host)];
  }
}

function checkCloudWatch(path: string, { logGroup }: CloudWatchOutput, region: string): Problem[] {
  const problems = checkName(`${path}.logGroup.name`, logGroup.name, "log-group");
  if (!isNewLogGroup(logGroup)) {
    return [...problems, ...checkArn(`${path}.logGroup.arn`, logGroup.arn, { service: "logs", region, resource: `log-group:${logGroup.name}` }, "the log group, without :* at its end,")];
  }
  const { retentionDays = 90, kmsKeyArn } = logGroup;
  if (!loggingRetentionDays.some((days) => days === retentionDays)) {
    const expected = `one of ${loggingRetentionDays.join(", ")}`;
    problems.push({ code: "logging-retention", path: `${path}.logGroup.retentionDays`, got: show(retentionDays), expected, see: loggingPages.retention });
  }
  if (kmsKeyArn !== undefined && !isKmsKeyArn(kmsKeyArn)) {
    problems.push({ code: "logging-kms-key", path: `${path}.logGroup.kmsKeyArn`, got: show(kmsKeyArn), expected: "the ARN of a KMS key, not of an alias" });
  }
  return problems;
}

/** What an ARN must say: the router writes to what the ConfigMap names, in the cluster's region, by the rights that the ARN gives. */
interface ExpectedArn {
  readonly service: string;
  readonly region: string;
  readonly resource: RegExp | string;
}

function checkArn(path: string, arn: string, { service, region, resource }: ExpectedArn, what: string): Problem[] {
  if (Token.isUnresolved(arn)) return [];
  const [, ofService, ofRegion, ofResource = ""] = /^arn:aws[a-z-]*:([a-z]+):([a-z0-9-]+):\d{12}:(.+)$/.exec(arn) ?? [];
  const isNamed = typeof resource === "string" ? resource === ofResource : resource.test(ofResource);
  if (ofService === service && ofRegion === region && isNamed) return [];
  const named = typeof resource === "string" ? `, ending in :${resource}` : "";
  return [{ code: "logging-arn", path, got: show(arn), expected: `the ARN of ${what} in ${region}${named}`, see: loggingPages.rights }];
}

function checkHost(path: string, host: string): Problem[] {
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)) return [];
  return [{ code: "logging-host", path: `${path}.host`, got: show(host), expected: "the name of the domain's endpoint, without https:// and without a path" }];
}

/** A log group is made once. */
function checkGroups({ cluster, outputs, routerLogs }: FargateLoggingSettings): Problem[] {
  const seen = new Set(routerLogs ? [routerLogGroupName(cluster.clusterName)] : []);
  return Object.entries(outputs).flatMap(([key, output]) => {
    if (output.to !== "cloudwatch" || !isNewLogGroup(output.logGroup)) return [];
    const { name } = output.logGroup;
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const expected = "a log group of its own, or the ARN of the one that is there";
    return [{ code: "logging-group-twice", path: `outputs.${key}.logGroup.name`, got: `${show(name)}, which is made already`, expected }];
  });
}

function checkRights({ raw }: FargateLoggingSettings): Problem[] {
  const { rights = [] } = raw;
  const problems = rights.flatMap(({ actions, resources }, index): Problem[] => {
    const bad = actions.filter((action) => !/^[a-z0-9-]+:[A-Za-z]+$/.test(action));
    if (actions.length > 0 && bad.length === 0 && resources.length > 0) return [];
    return [{ code: "logging-rights", path: `raw.rights[${index}]`, got: show({ actions, resources }), expected: "actions such as logs:PutLogEvents, without wildcards, and the ARNs that they are for" }];
  });
  if (raw.outputs !== undefined && rights.length === 0) {
    const expected = "the rights that the raw outputs need: they cannot be read from Fluent Bit's words";
    problems.push({ code: "logging-rights", path: "raw.rights", got: "missing, with raw outputs", expected, see: loggingPages.rights });
  }
  return problems;
}
