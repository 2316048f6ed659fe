import { initialOf, oneOf, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import type { CoreDnsProps, VpcCniProps } from "./addon-props";
import { coreDnsComputeType } from "./addon-settings";
import { imageFacts } from "./ami-types";
import { selects } from "./check-fargate-profile";
import { checkKeyArn } from "./check-key";
import { pages } from "./limits";
import { hasFargate, isAuto, isFargateOnly, type ClusterSettings } from "./settings";

/** Props that one add-on has of its own. */
export function checkAddonProps(settings: ClusterSettings): Problem[] {
  const { addonProps } = settings;
  const cni = addonProps["vpc-cni"];
  const { coredns } = addonProps;
  const mode = addonProps["kube-proxy"]?.mode;
  return [
    ...(cni === undefined ? [] : checkVpcCni(cni, settings)),
    ...(coredns === undefined ? [] : checkCoreDns(coredns, settings)),
    ...(mode === undefined ? [] : oneOf("addons.kube-proxy.mode", mode, ["iptables", "ipvs"])),
    ...(addonProps["aws-ebs-csi-driver"]?.kmsKeyArns ?? []).flatMap((arn, index) =>
      checkKeyArn(`addons.aws-ebs-csi-driver.kmsKeyArns[${index}]`, arn, settings.region, pages.ebs),
    ),
    ...(addonProps["aws-mountpoint-s3-csi-driver"]?.bucketArns ?? []).flatMap((arn, index) =>
      checkBucket(`addons.aws-mountpoint-s3-csi-driver.bucketArns[${index}]`, arn),
    ),
  ];
}

function checkVpcCni({ podSubnets = {} }: VpcCniProps, { region, kubernetesNetwork }: ClusterSettings): Problem[] {
  const path = "addons.vpc-cni.podSubnets";
  const see = pages.customNetwork;
  const problems: Problem[] = [];
  if (Object.keys(podSubnets).length > 0 && kubernetesNetwork.ipFamily === "ipv6") {
    problems.push({ code: "cni-pod-subnets-ipv6", path, got: "given in a cluster of IPv6", expected: "none: IPv6 has addresses enough", see });
  }
  for (const [zone, { securityGroupIds = [] }] of Object.entries(podSubnets)) {
    if (region !== undefined && !(zone.startsWith(region) && /^[a-z]$/.test(zone.slice(region.length)))) {
      const expected = `the name of a zone such as ${region}a: nodes are labelled with it, not with its id`;
      problems.push({ code: "cni-pod-subnets-zone", path: `${path}.${zone}`, got: `named ${show(zone)}`, expected, see });
    }
    if (securityGroupIds.length > 5) {
      problems.push({ code: "cni-pod-subnets-groups", path: `${path}.${zone}.securityGroupIds`, got: `${securityGroupIds.length} groups`, expected: "at most 5", see });
    }
  }
  return problems;
}

function checkCoreDns(props: CoreDnsProps, settings: ClusterSettings): Problem[] {
  const { replicas, computeType } = props;
  const path = "addons.coredns";
  const problems: Problem[] = computeType === undefined ? [] : oneOf(`${path}.computeType`, computeType, ["ec2", "fargate"]);
  const counts = typeof replicas === "object" ? [replicas.min, replicas.max] : [replicas ?? 2];
  const isOrdered = typeof replicas !== "object" || replicas.min <= replicas.max;
  if (!counts.every((count) => Number.isInteger(count) && count >= 1) || !isOrdered) {
    problems.push({ code: "coredns-replicas", path: `${path}.replicas`, got: show(replicas), expected: "an integer of 1 or more, or bounds of which min is not above max", see: pages.coreDnsScaling });
  } else if (counts[0] === 1) {
    const expected = "2 or more: no name is resolved while its only pod moves";
    problems.push({ code: "coredns-single", path: `${path}.replicas`, got: show(replicas), expected, see: pages.coreDnsScaling, severity: "warning" });
  }
  if (coreDnsComputeType(props, isFargateOnly(settings)) !== "fargate") return [...problems, ...checkRoom(props, settings)];
  const selectors = Object.values(settings.compute.fargateProfiles).flatMap((profile) => profile.selectors);
  if (selectors.some((selector) => selects(selector, coreDnsPod))) return problems;
  const expected = `a profile with the selector { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } }`;
  return [...problems, { code: "coredns-profile", path, got: "on Fargate, where no profile takes its pods", expected, see: pages.fargateGettingStarted }];
}

/** Where CoreDNS's pods are, and what they carry. */
const coreDnsPod = { namespace: "kube-system", labels: { "k8s-app": "kube-dns", "eks.amazonaws.com/component": "coredns" } } as const;

/** Taints that CoreDNS's pods tolerate by themselves. */
const toleratedTaints: readonly string[] = ["CriticalAddonsOnly", "node-role.kubernetes.io/control-plane"];

/** Whether a node takes CoreDNS's pods from the start: EKS waits for them, and the apply fails where none does. */
function checkRoom({ configuration = {} }: CoreDnsProps, { compute, autoMode }: ClusterSettings): Problem[] {
  const groups = [...Object.values(compute.nodeGroups), ...Object.values(compute.selfManagedGroups)].filter(({ image }) => imageFacts(image).os !== "windows");
  if (groups.length === 0 || isAuto(autoMode) || hasFargate(compute)) return [];
  const started = groups.filter(({ desiredSize }) => initialOf(desiredSize) > 0);
  const isOpen = started.some(({ taints }) => taints.every(({ key, effect }) => effect === "PREFER_NO_SCHEDULE" || toleratedTaints.includes(key)));
  if (isOpen || (started.length > 0 && "tolerations" in configuration)) return [];
  const got = started.length === 0 ? "on groups that start without a node" : "on groups whose taints keep its pods away";
  const expected = "a group of Linux that starts with a node, and without taints unless its configuration has tolerations";
  return [{ code: "coredns-room", path: "addons.coredns", got, expected, see: pages.taints, severity: "warning" }];
}

function checkBucket(path: string, arn: string): Problem[] {
  if (Token.isUnresolved(arn) || /^arn:aws[a-z-]*:s3:::[^/]+$/.test(arn)) return [];
  return [{ code: "s3-bucket-arn", path, got: show(arn), expected: "the ARN of a bucket, without a path", see: pages.s3Driver }];
}
