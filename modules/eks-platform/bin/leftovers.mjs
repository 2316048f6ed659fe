#!/usr/bin/env node
/**
 * Shows what the AWS Load Balancer Controller has made for a cluster and not taken away: load balancers, target groups and
 * security groups with the tag `elbv2.k8s.aws/cluster`. Terraform does not know them, and a VPC cannot be deleted while they
 * are there.
 *
 *   terrace-eks-leftovers prd-shop --region ap-northeast-1          show them
 *   terrace-eks-leftovers prd-shop --region ap-northeast-1 --wait   wait until none is left
 *
 * It calls the AWS CLI (`aws`), which must be on the PATH, with the credentials that the CLI finds, and changes nothing. Exit codes: 0 when nothing is left, 1
 * when something is, 2 for wrong arguments, 124 when something was left after the time to wait, 125 when AWS refused.
 */
import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs, promisify } from "node:util";

const run = promisify(execFile);

const LEFT = 1;
const TOOK_TOO_LONG = 124;
const REFUSED = 125;
/** Longest time that may be asked for, in seconds between questions and in minutes in all. */
const LONGEST = 86_400;
const types = ["elasticloadbalancing:loadbalancer", "elasticloadbalancing:targetgroup", "ec2:security-group"];

/** An error of the caller's: its text is all there is to say. */
class UsageError extends Error {}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      region: { type: "string" },
      wait: { type: "boolean", default: false },
      "poll-seconds": { type: "string", default: "10" },
      "timeout-minutes": { type: "string", default: "15" },
    },
  });
  const [cluster, ...others] = positionals;
  if (cluster === undefined || others.length > 0) throw new UsageError("no cluster\n    expected: the cluster's name, such as prd-shop");
  // A comma would ask for two values of the tag, and an empty name for any.
  if (!/^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$/.test(cluster)) throw new UsageError(`the cluster is ${JSON.stringify(cluster)}\n    expected: the cluster's name, such as prd-shop`);
  if (values.region !== undefined && !/^[a-z]+(-[a-z]+)+-\d+$/.test(values.region)) throw new UsageError(`--region is ${JSON.stringify(values.region)}\n    expected: a region, such as ap-northeast-1`);
  const pollSeconds = readPositive("--poll-seconds", values["poll-seconds"]);
  return { cluster, region: values.region, wait: values.wait, pollSeconds, timeoutMinutes: readPositive("--timeout-minutes", values["timeout-minutes"]) };
}

function readPositive(option, text) {
  const number = Number(text);
  // A timer of Node's holds 24 days; more would end at once.
  if (number > 0 && number <= LONGEST) return number;
  throw new UsageError(`${option} is ${JSON.stringify(text)}\n    expected: a number above 0, up to ${LONGEST}`);
}

async function aws(args, region) {
  const regional = region === undefined ? args : [...args, "--region", region];
  const { stdout } = await run("aws", [...regional, "--output", "json"], { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}

/** ARNs of what carries the cluster's tag, and is there: the index of tags knows for a while what is gone. */
async function leftovers(cluster, region) {
  const filters = ["--tag-filters", `Key=elbv2.k8s.aws/cluster,Values=${cluster}`, "--resource-type-filters", ...types];
  const { ResourceTagMappingList: found = [] } = await aws(["resourcegroupstaggingapi", "get-resources", ...filters], region);
  const arns = found.map(({ ResourceARN }) => ResourceARN).toSorted();
  // One after the other: a cluster may have hundreds, and AWS refuses many questions at once.
  const present = [];
  for (const arn of arns) if (await isThere(arn, region)) present.push(arn);
  return present;
}

async function isThere(arn, region) {
  const question = arn.includes(":loadbalancer/")
    ? ["elbv2", "describe-load-balancers", "--load-balancer-arns", arn]
    : arn.includes(":targetgroup/")
      ? ["elbv2", "describe-target-groups", "--target-group-arns", arn]
      : ["ec2", "describe-security-groups", "--group-ids", arn.split("/").at(-1)];
  try {
    await aws(question, region);
    return true;
  } catch (error) {
    if (/NotFound/.test(String(error.stderr))) return false;
    throw error;
  }
}

async function main() {
  const { cluster, region, wait, pollSeconds, timeoutMinutes } = readArguments();
  const deadline = Date.now() + timeoutMinutes * 60_000;
  let shown = "";
  for (;;) {
    const left = await leftovers(cluster, region);
    if (left.length === 0) {
      console.error(`nothing of ${cluster} is left`);
      return 0;
    }
    const text = left.join("\n");
    if (text !== shown) console.log(text);
    shown = text;
    if (!wait) {
      console.error(`${left.length} left of ${cluster}: delete their Ingresses and Services while the controller runs, or them by hand`);
      return LEFT;
    }
    if (Date.now() > deadline) {
      console.error(`${left.length} left of ${cluster} after ${timeoutMinutes} minutes`);
      return TOOK_TOO_LONG;
    }
    await sleep(pollSeconds * 1000);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error.code === "ENOENT" ? "the AWS CLI is missing: no aws on the PATH" : error.stderr?.trim() || error.message);
  process.exitCode = error instanceof UsageError || error.code?.startsWith?.("ERR_PARSE_ARGS") ? 2 : REFUSED;
}
