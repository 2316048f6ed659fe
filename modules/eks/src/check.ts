import { checkName, checkTags, mustBeKnown, oneOf, show, type Problem } from "@terrace/core";
import { checkAccess } from "./check-access";
import { checkAddons } from "./check-addons";
import { checkCompute } from "./check-compute";
import { checkKeyArn } from "./check-key";
import { checkModes } from "./check-modes";
import { checkNetwork } from "./check-network";
import { checkVersion } from "./check-version";
import { controlPlanePorts, dnsPort, logTypes, pages, podPorts, retentionDays } from "./limits";
import { checkStart } from "./needs";
import { autoNodeRoleName, clusterRoleName } from "./roles";
import { computeFacts, isAuto, type ClusterSettings } from "./settings";

/** Every problem of the settings. Pure. */
export function check(settings: ClusterSettings): Problem[] {
  const unknown = checkKnown(settings);
  if (unknown.length > 0) return unknown;
  return [
    ...checkClusterName(settings),
    ...checkVersion(settings),
    ...checkNetwork(settings),
    ...checkAccess(settings),
    ...checkSecretsKey(settings),
    ...checkLogs(settings),
    ...checkControlPlane(settings),
    ...checkNodeTraffic(settings),
    ...checkModes(settings),
    ...checkCompute(settings.compute, computeFacts(settings)),
    ...checkAddons(settings),
    ...checkStart(settings),
    ...checkTags("tags", settings.tags),
  ];
}

/** What decides which resources exist, or what rules have to be held against; ids and ARNs may come later. */
function checkKnown(settings: ClusterSettings): Problem[] {
  const { endpoint, accessEntries, logs, secretsKey, network } = settings;
  const entries = Object.entries(accessEntries).map(([key, { grants, type }]) => [`accessEntries.${key}`, { access: grants, type }]);
  return mustBeKnown({
    name: settings.name,
    kubernetesVersion: settings.kubernetesVersion,
    upgradeFrom: settings.upgradeFrom,
    region: settings.region,
    tier: settings.tier,
    availabilityZones: settings.availabilityZones,
    "network.subnets": network.subnets.map(({ tier, egress, availabilityZone }) => ({ tier, egress, availabilityZone })),
    "endpoint.access": endpoint.access,
    "endpoint.publicCidrs": endpoint.publicCidrs,
    "endpoint.clients": Object.keys(endpoint.clients),
    authentication: settings.authentication,
    accessEntries: Object.keys(accessEntries),
    ...Object.fromEntries(entries),
    secretsKey: typeof secretsKey === "string" ? secretsKey : undefined,
    "logs.types": logs.types,
    "logs.retentionDays": logs.retentionDays,
    kubernetesNetwork: settings.kubernetesNetwork,
    controlPlane: settings.controlPlane,
    nodeTraffic: settings.nodeTraffic,
    autoMode: settings.autoMode,
    hybridNodes: settings.hybridNodes,
    "identityProvider.name": settings.identityProvider?.name,
    addons: settings.addons.map(({ name }) => name),
    ...Object.fromEntries(settings.addons.map(({ path, version, identity, conflictsOnCreate, conflictsOnUpdate, preserve }) => [path, { version, identity, conflictsOnCreate, conflictsOnUpdate, preserve }])),
    "addons.coredns.computeType": settings.addonProps.coredns?.computeType,
    "addons.coredns.replicas": settings.addonProps.coredns?.replicas,
    "addons.vpc-cni.podSubnets": Object.keys(settings.addonProps["vpc-cni"]?.podSubnets ?? {}),
  });
}

function checkClusterName({ name, autoMode }: ClusterSettings): Problem[] {
  // Security groups are called by it, and EC2 keeps names that begin with sg- for their ids.
  if (/^(?!sg-)[0-9A-Za-z][\w-]{0,99}$/.test(name)) {
    return checkName("name", isAuto(autoMode) ? autoNodeRoleName(name) : clusterRoleName(name), "iam-role");
  }
  const expected = "up to 100 letters, digits, hyphens and underscores, starting with a letter or digit, but not with sg-";
  return [{ code: "cluster-name", path: "name", got: show(name), expected, see: pages.cluster }];
}

function checkSecretsKey({ secretsKey, region }: ClusterSettings): Problem[] {
  if (typeof secretsKey === "string") return oneOf("secretsKey", secretsKey, ["made", "aws-owned"]);
  return checkKeyArn("secretsKey.kmsKeyArn", secretsKey.kmsKeyArn, region, pages.secrets);
}

function checkLogs({ logs: { types, retentionDays: days, kmsKeyArn }, region }: ClusterSettings): Problem[] {
  const problems: Problem[] = [];
  for (const [index, type] of types.entries()) {
    const path = `logs.types[${index}]`;
    if (!logTypes.some((one) => one === type)) {
      problems.push({ code: "log-type", path, got: show(type), expected: `one of ${logTypes.map(show).join(", ")}`, see: pages.logs });
    }
    if (types.indexOf(type) < index) {
      problems.push({ code: "log-type-duplicate", path, got: `${show(type)} again`, expected: "each type once", see: pages.logs });
    }
  }
  if (!types.includes("audit")) {
    const expected = `"audit" among them: who did what is known from it only`;
    problems.push({ code: "audit-unrecorded", path: "logs.types", got: show(types), expected, see: pages.logs, severity: "warning" });
  }
  if (!retentionDays.some((one) => one === days)) {
    problems.push({ code: "log-retention", path: "logs.retentionDays", got: show(days), expected: `one of ${retentionDays.join(", ")}`, see: pages.retention });
  }
  return [...problems, ...(kmsKeyArn === undefined ? [] : checkKeyArn("logs.kmsKeyArn", kmsKeyArn, region, pages.logsKey))];
}

function checkControlPlane({ controlPlane: { tier, supportType, forceUpdate } }: ClusterSettings): Problem[] {
  const problems = [
    ...(tier === undefined ? [] : oneOf("controlPlane.tier", tier, ["standard", "tier-xl", "tier-2xl", "tier-4xl", "tier-8xl"])),
    ...oneOf("controlPlane.supportType", supportType, ["EXTENDED", "STANDARD"]),
  ];
  if (forceUpdate) {
    const expected = "false, but for one upgrade whose findings you have read";
    problems.push({ code: "force-update", path: "controlPlane.forceUpdate", got: "true", expected, see: pages.insights, severity: "warning" });
  }
  return problems;
}

function checkNodeTraffic({ nodeTraffic }: ClusterSettings): Problem[] {
  const { betweenNodes, podPorts: pods, webhookPorts } = nodeTraffic;
  const problems = [
    ...oneOf("nodeTraffic.betweenNodes", betweenNodes, ["recommended", "everything"]),
    ...checkPorts("nodeTraffic.podPorts", pods, { openAnyway: [dnsPort], why: "DNS is open between nodes in any case" }),
    ...checkPorts("nodeTraffic.webhookPorts", webhookPorts, {
      openAnyway: controlPlanePorts,
      why: "443 and 10250 are open to the control plane in any case",
    }),
  ];
  for (const [index, port] of pods.entries()) {
    if (betweenNodes === "recommended" && port < podPorts.from) continue;
    const expected = betweenNodes === "everything" ? "none: everything is open between nodes" : `a port below ${podPorts.from}: the others are open`;
    problems.push({ code: "pod-port-open", path: `nodeTraffic.podPorts[${index}]`, got: show(port), expected, see: pages.securityGroups });
  }
  return problems;
}

function checkPorts(path: string, ports: readonly number[], { openAnyway, why }: { readonly openAnyway: readonly number[]; readonly why: string }): Problem[] {
  return ports.flatMap((port, index): Problem[] => {
    const at = `${path}[${index}]`;
    if (!Number.isInteger(port) || port < 1 || port > podPorts.to) {
      return [{ code: "port-range", path: at, got: show(port), expected: `an integer from 1 to ${podPorts.to}` }];
    }
    if (ports.indexOf(port) < index || openAnyway.includes(port)) {
      return [{ code: "port-duplicate", path: at, got: `${port} again`, expected: `each port once: ${why}`, see: pages.securityGroups }];
    }
    return [];
  });
}
