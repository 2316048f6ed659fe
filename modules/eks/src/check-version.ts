import { show, type Problem } from "@terrace/core";
import { pages } from "./limits";
import type { ClusterSettings } from "./settings";
import { asOf, endingBefore, kubernetesVersions, minorOf, newestVersion } from "./versions";

/** The version of Kubernetes, and the step to it. */
export function checkVersion(settings: ClusterSettings): Problem[] {
  const { kubernetesVersion: version } = settings;
  const minor = minorOf(version);
  if (minor === undefined) {
    const expected = `a minor version such as ${show(newestVersion())}`;
    return [{ code: "kubernetes-version", path: "kubernetesVersion", got: show(version), expected, see: pages.versions }];
  }
  return [...checkSupport(settings, minor), ...checkStep(settings, minor)];
}

function checkSupport({ kubernetesVersion: version, controlPlane }: ClusterSettings, minor: number): Problem[] {
  const path = "kubernetesVersion";
  const see = pages.versions;
  const row = kubernetesVersions.get(version);
  const supported = [...kubernetesVersions].filter(([, { standardSupportEnds }]) => standardSupportEnds >= asOf).map(([name]) => name);
  const expected = `one of ${supported.join(", ")}, which have standard support`;
  if (row === undefined && minor > (minorOf(newestVersion()) ?? 0)) {
    const got = `${show(version)}, which is newer than this module's table of ${asOf}`;
    return [{ code: "kubernetes-version-unknown", path, got, expected: "a version that EKS offers: nothing of it was checked", see, severity: "warning" }];
  }
  if (row === undefined || row.extendedSupportEnds < asOf) {
    const ended = row === undefined ? "which EKS no longer has" : `whose extended support ended on ${row.extendedSupportEnds}`;
    return [{ code: "kubernetes-version-ended", path, got: `${show(version)}, ${ended}`, expected, see, severity: "dated" }];
  }
  if (row.standardSupportEnds < asOf) {
    const got = `${show(version)}, in extended support until ${row.extendedSupportEnds}: six times the price, and upgraded by AWS then`;
    const problems: Problem[] = [{ code: "kubernetes-version-extended", path, got, expected, see, severity: "warning" }];
    if (controlPlane.supportType === "EXTENDED") return problems;
    const policy = `"STANDARD" with ${version}, whose standard support ended on ${row.standardSupportEnds}`;
    problems.push({ code: "upgrade-policy", path: "controlPlane.supportType", got: policy, expected: `"EXTENDED", or ${expected}`, see: pages.support, severity: "dated" });
    return problems;
  }
  if (row.standardSupportEnds >= endingBefore) return [];
  const got = `${show(version)}, whose standard support ends on ${row.standardSupportEnds}`;
  return [{ code: "kubernetes-version-ending", path, got, expected: `an upgrade before that day, to ${supported.at(-1)} step by step`, see, severity: "warning" }];
}

function checkStep({ kubernetesVersion: version, upgradeFrom: from }: ClusterSettings, minor: number): Problem[] {
  if (from === undefined) return [];
  const former = minorOf(from);
  if (former === undefined) {
    const expected = `the minor version that runs now, such as ${show(newestVersion())}`;
    return [{ code: "kubernetes-version", path: "upgradeFrom", got: show(from), expected, see: pages.versions }];
  }
  if (minor < former) {
    const got = `${show(version)}, which is older than ${from}`;
    return [{ code: "kubernetes-version-downgrade", path: "kubernetesVersion", got, expected: `${from} or 1.${former + 1}: Terraform does not go back`, see: pages.update }];
  }
  if (minor > former + 1) {
    const got = `${show(version)}, ${minor - former} minor versions after ${from}`;
    return [{ code: "kubernetes-version-skip", path: "kubernetesVersion", got, expected: `"1.${former + 1}": one minor version at a time, nodes and add-ons with it`, see: pages.update }];
  }
  return [];
}
