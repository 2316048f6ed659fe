import { checkTags, mustBeKnown, oneOf, show, type Problem } from "@terrace/core";
import { checkCacheName, checkPort, checkTier } from "./check";
import { checkArn } from "./check-access";
import { checkMaintenance } from "./check-schedule";
import { isWithin } from "./check-topology";
import { hasFeatureOf } from "./engines";
import type { GlobalDatastoreProps, SecondaryReplicationGroupProps } from "./global-props";
import { counts, defaultPort, globalNodeFamilies, pages } from "./limits";
import { parseNodeType } from "./node-types";

/** Every problem of a global datastore. Pure. */
export function checkGlobal({ suffix, primary }: GlobalDatastoreProps): Problem[] {
  const { engine, engineVersion, nodeType, isAutoscaled } = primary;
  const unknown = mustBeKnown({ suffix, "primary.engineVersion": engineVersion, "primary.nodeType": nodeType });
  if (unknown.length > 0) return unknown;
  const see = pages.global;
  const problems: Problem[] = [];
  if (!/^(?!.*--)[a-z][a-z0-9-]*$/.test(suffix) || suffix.endsWith("-")) {
    const expected = "lower-case letters, digits and single hyphens, starting with a letter";
    problems.push({ code: "global-suffix", path: "suffix", got: show(suffix), expected, see });
  }
  if (!hasFeatureOf(engine, engineVersion, "5.0.6")) {
    const got = `${show(engineVersion)}, of ${engine}`;
    problems.push({ code: "global-version", path: "primary.engineVersion", got, expected: "redis 5.0.6 or later, or valkey", see });
  }
  const { family, size = "" } = parseNodeType(nodeType) ?? {};
  if (!globalNodeFamilies.some((one) => one === family) || ["micro", "small", "medium"].includes(size)) {
    const expected = `a node type of ${globalNodeFamilies.join(", ")}, large or larger`;
    problems.push({ code: "global-node-type", path: "primary.nodeType", got: show(nodeType), expected, see, severity: "dated" });
  }
  if (isAutoscaled) {
    const expected = "a replication group without autoscaling";
    problems.push({ code: "global-autoscaling", path: "primary", got: "a group that is autoscaled", expected, see: pages.autoscaling });
  }
  return problems;
}

/** Every problem of a secondary replication group. Pure. */
export function checkSecondary(props: SecondaryReplicationGroupProps): Problem[] {
  const { name, network, tier, clusterMode, replicas, port = defaultPort, kmsKeyArn, maintenance = {}, tags = {} } = props;
  const zones = network.subnets.map((subnet) => ({ tier: subnet.tier, availabilityZone: subnet.availabilityZone }));
  const unknown = [
    ...mustBeKnown({ name, tier, clusterMode, replicas, port, "network.subnets": zones, "maintenance.window": maintenance.window }),
    ...oneOf("clusterMode", clusterMode, ["disabled", "enabled"]),
  ];
  if (unknown.length > 0) return unknown;
  const problems: Problem[] = [];
  if (!isWithin(replicas, counts.replicas)) {
    const expected = `an integer from ${counts.replicas.least} to ${counts.replicas.most}`;
    problems.push({ code: "replica-count", path: "replicas", got: show(replicas), expected, see: pages.create });
  }
  return [
    ...checkCacheName("name", name, 40),
    ...checkTier(network, tier),
    ...checkPort(port),
    ...problems,
    ...(kmsKeyArn === undefined ? [] : checkArn("kmsKeyArn", kmsKeyArn, "kms", pages.atRest)),
    ...checkMaintenance(maintenance),
    ...checkTags("tags", tags),
  ];
}
