import { checkName, oneOf, regionFacts, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { addonCatalogue } from "./addon-catalogue";
import { addonRoleName, hasOwnRole } from "./addons";
import type { AddonSettings } from "./addon-settings";
import { checkAddonProps } from "./check-addon-props";
import { pages } from "./limits";
import { hasFargate, hasNodeGroup, hasNodes, isAuto, isFargateOnly, type ClusterSettings } from "./settings";
import { minorOf } from "./versions";

/** Add-ons: each by itself, and all of them against what the cluster runs on. */
export function checkAddons(settings: ClusterSettings): Problem[] {
  return [
    ...settings.addons.flatMap((addon) => [
      ...checkAddonVersion(addon, settings),
      ...checkConflicts(addon),
      ...checkIdentity(addon, settings),
      ...checkPlace(addon, settings),
    ]),
    ...checkOthers(settings),
    ...checkMissing(settings),
    ...checkNodeRights(settings),
    ...checkKarpenterIdentity(settings),
    ...checkAddonProps(settings),
  ];
}

/** How the catalogue writes versions; sellers of the marketplace may have ways of their own. */
function checkAddonVersion({ name, path, version }: AddonSettings, { kubernetesVersion }: ClusterSettings): Problem[] {
  const at = `${path}.version`;
  const minor = /^v1\.(\d+)\.\d+-eksbuild\.\d+$/.exec(version)?.[1];
  if (!/^v\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) {
    const expected = `a version such as v1.20.4-eksbuild.1: aws eks describe-addon-versions --addon-name ${name} --kubernetes-version ${kubernetesVersion}`;
    const severity = Object.hasOwn(addonCatalogue, name) ? "error" : "warning";
    return [{ code: "addon-version", path: at, got: show(version), expected, see: pages.addonUpdate, severity }];
  }
  const cluster = minorOf(kubernetesVersion);
  if (name !== "kube-proxy" || minor === undefined || cluster === undefined || Number(minor) === cluster) return [];
  const got = `${show(version)}, with Kubernetes ${kubernetesVersion}`;
  const see = pages.versionSkew;
  if (Number(minor) > cluster) {
    return [{ code: "kube-proxy-version", path: at, got, expected: `v${kubernetesVersion}: it may not be newer than the API server`, see }];
  }
  return [{ code: "kube-proxy-older", path: at, got, expected: `v${kubernetesVersion}, once the nodes have that version`, see, severity: "warning" }];
}

function checkConflicts({ path, conflictsOnCreate, conflictsOnUpdate }: AddonSettings): Problem[] {
  return [
    ...oneOf(`${path}.conflictsOnCreate`, conflictsOnCreate, ["NONE", "OVERWRITE"]),
    ...oneOf(`${path}.conflictsOnUpdate`, conflictsOnUpdate, ["NONE", "OVERWRITE", "PRESERVE"]),
  ];
}

function checkIdentity(addon: AddonSettings, settings: ClusterSettings): Problem[] {
  const { name, path, facts, identity, identityGiven, roleArn } = addon;
  const kind = oneOf(`${path}.identity`, identity, ["irsa", "node", "pod-identity"]);
  if (kind.length > 0) return kind;
  const problems: Problem[] = [];
  if (roleArn !== undefined && !Token.isUnresolved(roleArn) && !/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(roleArn)) {
    problems.push({ code: "addon-role", path: `${path}.roleArn`, got: show(roleArn), expected: "the ARN of a role", see: pages.addonIam });
  }
  const isKnown = Object.hasOwn(addonCatalogue, name);
  if (isKnown && facts.serviceAccounts.length === 0 && (roleArn !== undefined || (identityGiven ?? "node") !== "node")) {
    const at = roleArn === undefined ? "identity" : "roleArn";
    problems.push({ code: "addon-identity-unused", path: `${path}.${at}`, got: "given for an add-on that does not call AWS", expected: "neither identity nor roleArn", see: pages.addonIam });
    return problems;
  }
  if (identity === "node") {
    if (roleArn === undefined) return problems;
    const expected = `identity "irsa" or "pod-identity": pods have the rights of their node otherwise`;
    return [...problems, { code: "addon-identity-unused", path: `${path}.roleArn`, got: `given beside identity "node"`, expected, see: pages.addonIam }];
  }
  if (roleArn === undefined && !hasOwnRole(addon)) {
    const expected = name === "aws-mountpoint-s3-csi-driver" ? "a role of yours, or bucketArns" : "a role of yours: what this add-on needs is not known here";
    problems.push({ code: "addon-role-missing", path: `${path}.roleArn`, got: "missing", expected, see: pages.addonIam });
  }
  if (hasOwnRole(addon)) problems.push(...checkName(path, addonRoleName(settings.name, addon), "iam-role"));
  if (identity === "pod-identity") problems.push(...checkPodIdentity(addon, settings));
  return problems;
}

function checkPodIdentity({ path, facts }: AddonSettings, settings: ClusterSettings): Problem[] {
  const { addons, autoMode, region } = settings;
  const at = `${path}.identity`;
  const see = pages.podIdentity;
  if (isFargateOnly(settings)) {
    return [{ code: "pod-identity-fargate", path: at, got: `"pod-identity" on Fargate`, expected: `"irsa": Fargate has no agent of Pod Identity`, see }];
  }
  const problems: Problem[] = [];
  if (!isAuto(autoMode) && !addons.some(({ name }) => name === "eks-pod-identity-agent")) {
    problems.push({ code: "pod-identity-agent", path: at, got: `"pod-identity" without its agent`, expected: `the add-on eks-pod-identity-agent, or "irsa"`, see });
  }
  if (region !== undefined && regionFacts(region)?.partition === "aws-cn") {
    problems.push({ code: "pod-identity-region", path: at, got: `"pod-identity" in ${region}`, expected: `"irsa"`, see, severity: "dated" });
  }
  if (facts.serviceAccounts.length === 0) {
    problems.push({ code: "addon-service-account", path: `${path}.serviceAccount`, got: "missing", expected: "the service account of its pods: Pod Identity binds the role to it", see });
  }
  return problems;
}

/** Whether an add-on has something to run on. */
function checkPlace({ name, path, facts }: AddonSettings, settings: ClusterSettings): Problem[] {
  const { autoMode, compute, hybridNodes, kubernetesNetwork } = settings;
  if (name === "vpc-cni" && kubernetesNetwork.cni === "own") {
    return [{ code: "addon-cni", path, got: `given beside kubernetesNetwork.cni "own"`, expected: `one CNI: without this add-on, or with cni "vpc-cni"` }];
  }
  if (isAuto(autoMode) && facts.inAutoMode && !hasNodeGroup(compute) && !hasFargate(compute)) {
    const expected = "without it: Auto Mode has it built in; only other nodes need it";
    return [{ code: "addon-auto-mode", path, got: "given with nothing but Auto Mode", expected, see: pages.autoMode, severity: "warning" }];
  }
  if (isFargateOnly(settings) && facts.nodesOnly && compute.karpenter === undefined && hybridNodes === undefined) {
    const expected = "without it, or with nodes: Fargate runs neither DaemonSets nor volumes of EBS";
    return [{ code: "addon-fargate-only", path, got: "given with nothing but Fargate", expected, see: pages.fargate, severity: "warning" }];
  }
  if (facts.beforeNodes || hasNodes(compute) || hasFargate(compute) || isAuto(autoMode)) return [];
  const got = compute.karpenter === undefined ? "given without anything to run on" : "given with Karpenter alone, whose chart is not there yet";
  const expected = "a node group or a Fargate profile: EKS waits for its pods, and the apply fails";
  return [{ code: "addon-without-compute", path, got, expected, see: pages.addons, severity: hybridNodes === undefined ? "error" : "warning" }];
}

function checkOthers({ addonProps, addons }: ClusterSettings): Problem[] {
  return Object.keys(addonProps.others ?? {}).flatMap((name): Problem[] => {
    const path = `addons.others.${name}`;
    const isKnown = Object.hasOwn(addonCatalogue, name);
    if (!isKnown && /^[a-z0-9][a-z0-9_-]{0,99}$/.test(name) && addons.filter((addon) => addon.name === name).length === 1) return [];
    const expected = isKnown ? `addons.${name}, which knows more of it` : "a name such as external-dns: aws eks describe-addon-versions";
    return [{ code: "addon-name", path, got: `named ${show(name)}`, expected, see: pages.addons }];
  });
}

/** What nodes and pods need, and nobody installs where it is not said: the cluster comes up empty. */
function checkMissing({ addons, compute, kubernetesNetwork, autoMode }: ClusterSettings): Problem[] {
  const has = (name: string) => addons.some((addon) => addon.name === name);
  const problems: Problem[] = [];
  if (hasNodeGroup(compute) && kubernetesNetwork.cni === "vpc-cni") {
    for (const name of ["vpc-cni", "kube-proxy"]) {
      if (has(name)) continue;
      const expected = `the add-on with a version, or kubernetesNetwork.cni "own": nodes are not ready without`;
      problems.push({ code: "addon-missing", path: `addons.${name}`, got: "missing, with nodes", expected, see: pages.addons });
    }
  }
  const needsDns = hasNodes(compute) || (hasFargate(compute) && !isAuto(autoMode));
  if (needsDns && !has("coredns")) {
    const expected = "the add-on with a version: pods resolve no name without, unless something else does";
    problems.push({ code: "coredns-missing", path: "addons.coredns", got: "missing, with pods", expected, see: pages.addons, severity: "warning" });
  }
  return problems;
}

/** The CNI attaches network interfaces: by a role of its own, or by the nodes'. */
function checkNodeRights({ addons, compute }: ClusterSettings): Problem[] {
  const cni = addons.find(({ name }) => name === "vpc-cni");
  if (cni?.identity !== "node") return [];
  const roles = [
    ...(hasNodes(compute) ? [{ prop: "nodeRole", role: compute.nodeRole }] : []),
    ...(compute.karpenter === undefined ? [] : [{ prop: compute.karpenter.nodeRole === compute.nodeRole ? "nodeRole" : "karpenter.nodeRole", role: compute.karpenter.nodeRole }]),
  ];
  const lacking = [...new Set(roles.filter(({ role }) => !role.vpcCni).map(({ prop }) => `${prop}.vpcCni`))];
  if (lacking.length === 0) return [];
  const expected = `"irsa" or "pod-identity", or ${lacking.join(" and ")} true: pods get no address otherwise`;
  return [{ code: "cni-rights", path: `${cni.path}.identity`, got: `"node", whose role may attach no network interface`, expected, see: pages.cniRole }];
}

/** Karpenter's controller runs on nodes, where Pod Identity needs its agent. */
function checkKarpenterIdentity({ addons, compute, autoMode }: ClusterSettings): Problem[] {
  if (compute.karpenter?.identity !== "pod-identity" || isAuto(autoMode) || addons.some(({ name }) => name === "eks-pod-identity-agent")) return [];
  const expected = `the add-on eks-pod-identity-agent, or identity "irsa", which Karpenter on Fargate needs in any case`;
  return [{ code: "pod-identity-agent", path: "karpenter.identity", got: `"pod-identity" without its agent`, expected, see: pages.podIdentity }];
}
