import { checkTags, mustBeKnown, type Problem } from "@terrace/core";
import { checkChart, checkHelm } from "./check-chart";
import { checkValues } from "./check-values";
import { checkWorkloadIdentity, identityNeeds } from "./check-workload-identity";
import { checkCompute, checkNeeds, checkPublicImages, computeOf, isIsolated } from "./compute";
import { identitySettings, type HelmAddonSettings } from "./helm-settings";
import { pages } from "./limits";
import { checkKubernetesName } from "./names";
import { valueAt } from "./values-text";
import { isAtLeast, isExactVersion } from "./versions";
import type { WorkloadIdentitySettings } from "./workload-identity-settings";

/** The kubelet of a Fargate pod listens at the pod's own address. */
const kubeletPort = 10250;

/** Every problem of the settings. Pure. */
export function checkHelmAddon(settings: HelmAddonSettings): Problem[] {
  const { cluster, chart, over, rights, tags } = settings;
  const { releaseName, namespace, repository, version } = chart;
  const unknown = mustBeKnown({
    "chart.chart": chart.chart,
    "chart.repository": repository,
    "chart.version": version,
    "chart.releaseName": releaseName,
    "chart.namespace": namespace,
    "cluster.addons": cluster.addons,
  });
  if (unknown.length > 0) return unknown;
  const owned = rights === undefined ? [] : ["create", "name", "annotations"].map((name) => [...rights.accountPath, name]);
  return [
    ...checkChart("chart", chart),
    ...checkKubernetesName("chart.releaseName", releaseName, "release"),
    ...checkKubernetesName("chart.namespace", namespace, "namespace"),
    ...(rights === undefined ? [] : checkKubernetesName("chart.identity.serviceAccount", rights.serviceAccount, "service account")),
    ...checkHelm(settings),
    ...checkValues("values", over, owned),
    ...checkCompute("chart.namespace", cluster, namespace),
    ...checkCluster(settings),
    ...checkVersions(settings),
    ...checkPorts(settings),
    ...checkRequired(settings),
    ...checkIdentity(settings),
    ...checkStart(settings),
    ...checkTags("tags", tags),
  ];
}

/** What the cluster has already, and what it has no use for. */
function checkCluster({ cluster, chart }: HelmAddonSettings): Problem[] {
  const { addon, servesNodes, inAutoMode } = chart;
  const problems: Problem[] = [];
  if (addon !== undefined && cluster.addons.includes(addon)) {
    const expected = "one of them: both would change the same objects";
    problems.push({ code: "addon-twice", path: "chart.chart", got: `"${chart.chart}", besides the cluster's add-on ${addon}`, expected, see: pages.addons });
  }
  if (servesNodes && !cluster.autoMode && cluster.nodes.length === 0 && cluster.fargateProfiles.length > 0) {
    const got = `"${chart.chart}", which serves nodes, in a cluster with Fargate alone`;
    problems.push({ code: "addon-on-fargate", path: "chart.chart", got, expected: "no such chart: Fargate has no nodes", see: pages.fargate });
  }
  if (inAutoMode && cluster.autoMode) {
    const got = `"${chart.chart}", in a cluster with Auto Mode, which does the same`;
    problems.push({ code: "addon-in-auto-mode", path: "chart.chart", got, expected: "none, while nodes come from Auto Mode alone", see: pages.autoModeController, severity: "warning" });
  }
  return problems;
}

/** Whether the chart goes with the cluster's Kubernetes. */
function checkVersions({ chart }: HelmAddonSettings): Problem[] {
  const { version, minimumVersion: minimum, kubernetes } = chart;
  const problems: Problem[] = [];
  if (minimum !== undefined && isExactVersion(version) && !isAtLeast(version, minimum.version)) {
    const got = `"${version}", too old ${minimum.why}`;
    problems.push({ code: "addon-version", path: "chart.version", got, expected: `${minimum.version} or later`, see: minimum.see });
  }
  if (kubernetes !== undefined && kubernetes.from !== kubernetes.is) {
    const { what, is, see } = kubernetes;
    problems.push({ code: "addon-kubernetes", path: "chart", got: `${what} in a cluster of ${is}`, expected: `one of ${is}`, see, severity: "warning" });
  }
  return problems;
}

function checkPorts({ cluster, chart, values }: HelmAddonSettings): Problem[] {
  const [profile] = computeOf(cluster, chart.namespace).profiles;
  if (profile === undefined) return [];
  return chart.ports
    .filter(({ path, chartDefault }) => (valueAt(path, values) ?? chartDefault) === kubeletPort)
    .map(({ path }) => ({
      code: "fargate-port",
      path: `values.${path.join(".")}`,
      got: `${kubeletPort} on Fargate, where the kubelet has it`,
      expected: "another port, such as 10260",
      see: pages.certManager,
    }));
}

function checkRequired({ cluster, chart, after }: HelmAddonSettings): Problem[] {
  return chart.requires
    .filter((name) => !cluster.addons.includes(name) && !after.some(({ chartName }) => chartName === name))
    .map((name) => ({
      code: "addon-requires",
      path: "after",
      got: `without ${name}, which "${chart.chart}" needs first`,
      expected: `the HelmAddon of ${name}, or the cluster's add-on of that name`,
      see: pages.addons,
    }));
}

function checkIdentity(settings: HelmAddonSettings): Problem[] {
  const { chart, rights, identity } = settings;
  const identitySet = identitySettings(settings);
  if (identitySet !== undefined) return checkIdentityOf("identity", identitySet);
  const see = pages.irsa;
  if (rights !== undefined) {
    const expected = `a name of the role and "irsa" or "pod-identity"`;
    return [{ code: "addon-identity", path: "identity", got: `missing, and "${chart.chart}" calls AWS`, expected, see }];
  }
  if (identity === undefined) return [];
  return [{ code: "addon-identity", path: "identity", got: `a role, and "${chart.chart}" has no rights`, expected: "none, or chart.identity", see }];
}

/** The problems of an identity inside of something that says its namespace and its tags itself. */
export function checkIdentityOf(path: string, identity: WorkloadIdentitySettings): Problem[] {
  return checkWorkloadIdentity(identity)
    .filter(({ path: own }) => !/^(namespace|serviceAccount|cluster|tags)\b/.test(own))
    .map((problem) => ({ ...problem, path: `${path}.${problem.path}` }));
}

/** "Will it start?": images, credentials, and what it calls. */
function checkStart(settings: HelmAddonSettings): Problem[] {
  const { cluster, network, chart, identity } = settings;
  const compute = computeOf(cluster, chart.namespace);
  const needs = [...chart.needs, ...(identity === undefined ? [] : identityNeeds(identity.method))];
  return [
    ...checkPublicImages("chart", compute, network, chart.registries),
    ...checkInternet(settings),
    ...checkNeeds(chart.releaseName, compute, network, needs),
  ];
}

/** Services that core knows no endpoint of: there may be one, so this is no error. */
function checkInternet({ cluster, network, chart }: HelmAddonSettings): Problem[] {
  if (chart.internet.length === 0 || !isIsolated(computeOf(cluster, chart.namespace), network)) return [];
  return [
    {
      code: "addon-needs-internet",
      path: "chart",
      got: `"${chart.chart}", which calls ${chart.internet.join(", ")}, where nothing leads to the internet`,
      expected: "NAT for the tier of its pods, or a way of yours",
      see: pages.privateClusters,
      severity: "warning",
    },
  ];
}
