import { show, type Problem } from "@terrace/core";
import type { ControllerSettings } from "./controller-settings";
import { appVersionOf, chartVersions, featureGates, firstPolicyOf, knowsGate, newestChart, type FeatureGate } from "./controller-versions";
import { pages } from "./limits";
import { isIsoPartition } from "./partition";
import { isAtLeast, isExactVersion } from "./versions";

/** Oldest Kubernetes of every controller in the table. */
const oldestKubernetes = "1.22";

/** Whether chart, controller, policy, partition, Kubernetes and switches fit together. */
export function checkControllerVersion(settings: ControllerSettings): Problem[] {
  const { chartVersion } = settings;
  if (!isExactVersion(chartVersion) || (appVersionOf(chartVersion) === undefined && !isAtLeast(chartVersion, newestChart))) {
    const expected = `one of ${chartVersions.slice(-6).join(", ")}, or an older one from 1.5.0`;
    return [{ code: "controller-chart", path: "chartVersion", got: show(chartVersion), expected, see: pages.controllerReleases }];
  }
  return [...checkChart(settings), ...checkPartition(settings), ...checkKubernetes(settings), ...checkGates(settings), ...checkFeatures(settings)];
}

function checkChart({ chartVersion }: ControllerSettings): Problem[] {
  if (chartVersion === "3.0.0") {
    const got = `"3.0.0", which makes a new certificate at each upgrade and cannot keep one`;
    return [{ code: "controller-chart-withdrawn", path: "chartVersion", got, expected: "3.1.0 or later", see: pages.controllerTls }];
  }
  if (appVersionOf(chartVersion) !== undefined) return [];
  const got = `${show(chartVersion)}, newer than this module: its policy is not known`;
  return [{ code: "controller-chart", path: "chartVersion", got, expected: `${newestChart}, or a newer version of this module`, see: pages.controllerPolicies, severity: "dated" }];
}

function checkPartition({ appVersion, partition, cluster, chartVersion }: ControllerSettings): Problem[] {
  const see = pages.controllerPolicies;
  if (partition === undefined) {
    return [{ code: "controller-partition", path: "cluster.region", got: show(cluster.region), expected: "a region whose partition is known", see }];
  }
  const first = firstPolicyOf[partition];
  if (!isAtLeast(appVersion, first)) {
    const got = `${show(chartVersion)} in ${partition}, for which its release has no policy`;
    return [{ code: "controller-partition", path: "chartVersion", got, expected: `the chart of controller ${first} or later`, see }];
  }
  const callsAttributes = (isAtLeast(appVersion, "2.9.0") && !isAtLeast(appVersion, "2.9.2")) || isAtLeast(appVersion, "3.2.2");
  if (!isIsoPartition(partition) || !callsAttributes) return [];
  const got = `${show(chartVersion)} in ${partition}, where it reads attributes of listeners that its policy does not allow`;
  return [{ code: "controller-isolated-partition", path: "chartVersion", got, expected: "3.2.1, or another before 3.2.2 but 1.9.0 and 1.9.1", see }];
}

function checkKubernetes({ cluster }: ControllerSettings): Problem[] {
  if (isAtLeast(cluster.kubernetesVersion, oldestKubernetes)) return [];
  const { kubernetesVersion } = cluster;
  return [{ code: "controller-kubernetes", path: "cluster.kubernetesVersion", got: show(kubernetesVersion), expected: `${oldestKubernetes} or later`, see: pages.controllerInstallation }];
}

function checkGates({ featureGates: gates, appVersion, partition }: ControllerSettings): Problem[] {
  return Object.entries(gates).flatMap(([name, value]): Problem[] => {
    const path = `featureGates.${name}`;
    if (!isGate(name)) {
      return [{ code: "feature-gate", path, got: "no switch of the controller, which would stop at start", expected: `one of ${Object.keys(featureGates).join(", ")}`, see: pages.featureGates }];
    }
    if (typeof value !== "boolean") return [{ code: "feature-gate", path, got: show(value), expected: "true or false", see: pages.featureGates }];
    if (!knowsGate(appVersion, name)) {
      const got = `set for controller ${appVersion}, which would stop at start`;
      return [{ code: "feature-gate", path, got, expected: `controller ${featureGates[name]} or later`, see: pages.featureGates }];
    }
    // The policies of these two are published for one partition.
    const isPublished = partition === "aws" || (name !== "GlobalAcceleratorController" && name !== "EnableCertificateManagement");
    if (!value || isPublished) return [];
    const got = `on in ${partition}, for which its policy is not published`;
    return [{ code: "feature-gate-partition", path, got, expected: "off", see: pages.controllerPolicies }];
  });
}

function isGate(name: string): name is FeatureGate {
  return Object.hasOwn(featureGates, name);
}

/** What came with a later chart or controller than the one that was chosen. */
function checkFeatures({ chartVersion, appVersion, serviceWebhook, identity }: ControllerSettings): Problem[] {
  const problems: Problem[] = [];
  if (serviceWebhook === "ignore" && !isAtLeast(chartVersion, "1.8.0")) {
    const got = `"ignore" with chart ${chartVersion}, which cannot say it`;
    problems.push({ code: "controller-webhook", path: "serviceWebhook", got, expected: `chart 1.8.0 or later, "fail" or "off"`, see: pages.controllerInstallation });
  }
  if (identity.method === "pod-identity" && !isAtLeast(appVersion, "2.7.0")) {
    const got = `"pod-identity" with controller ${appVersion}, which does not know it`;
    problems.push({ code: "controller-pod-identity", path: "identity.method", got, expected: `controller 2.7.0 or later, or "irsa"`, see: pages.controllerPodIdentity });
  }
  return problems;
}
