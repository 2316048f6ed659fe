import { show, subnetsOf, type Problem } from "@terrace/core";
import { most, pages } from "./limits";
import type { PlacementSettings } from "./service-settings";
import { hasOwnAddress, isWindows } from "./task-settings";

/** What services and one-off tasks have in common: name, groups, the record of Exec sessions. */
export function checkPlacement(placement: PlacementSettings): Problem[] {
  return [...checkName(placement), ...checkSubnets(placement), ...checkGroups(placement), ...checkPlatform(placement), ...checkExecRecord(placement)];
}

/** 54 characters, because roles have 64 and end with -execution. */
function checkName({ name }: PlacementSettings): Problem[] {
  if (/^(?!sg-)[a-z][a-z0-9-]{0,53}$/.test(name)) return [];
  const expected = "up to 54 lower-case letters, digits and hyphens, starting with a letter but not with sg-";
  return [{ code: "service-name", path: "name", got: show(name), expected, see: pages.createService }];
}

/** ECS takes so many subnets in one configuration, whatever the network has. */
function checkSubnets({ network, tier, task }: PlacementSettings): Problem[] {
  const { length } = subnetsOf(network, tier);
  if (length <= most.subnets || !hasOwnAddress(task)) return [];
  return [{ code: "subnet-count", path: "tier", got: `${show(tier)} with ${length} subnets`, expected: `a tier with at most ${most.subnets}`, see: pages.networkConfiguration }];
}

function checkGroups({ securityGroups }: PlacementSettings): Problem[] {
  const others = most.securityGroups - 1;
  if (securityGroups.length <= others) return [];
  const got = `${securityGroups.length} groups beside its own`;
  return [{ code: "security-group-count", path: "securityGroups", got, expected: `at most ${others}`, see: pages.networkConfiguration }];
}

/** Linux and Windows count their versions of Fargate in ways of their own. */
function checkPlatform({ platformVersion, task }: PlacementSettings): Problem[] {
  const own = isWindows(task) ? "1.0.0" : "1.4.0";
  if (platformVersion === undefined || platformVersion === "LATEST" || platformVersion === own) return [];
  const got = `${show(platformVersion)} with ${task.platform.operatingSystem}`;
  return [{ code: "platform-version", path: "platformVersion", got, expected: `${show(own)} or "LATEST"`, see: pages.platformVersion }];
}

/** A session that cannot be recorded is refused when somebody needs it. */
function checkExecRecord({ exec, cluster }: PlacementSettings): Problem[] {
  if (exec === undefined) return [];
  const wanted = cluster.exec?.logs;
  if (wanted === "cloudwatch" && exec.logGroupArn === undefined) {
    const got = "without the log group that the cluster records sessions in";
    return [{ code: "exec-record", path: "exec.logGroupArn", got, expected: "its ARN, so that tasks may write there", see: pages.exec }];
  }
  if (wanted === "s3" && exec.bucketArn === undefined) {
    const got = "without the bucket that the cluster records sessions in";
    return [{ code: "exec-record", path: "exec.bucketArn", got, expected: "its ARN, so that tasks may write there", see: pages.exec }];
  }
  return [];
}
