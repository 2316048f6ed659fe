import { mustBeKnown, oneOf, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkServiceName, checkServicePort } from "./check-ingress-rules";
import { checkBlock, checkRange, isArn } from "./check-ingress-values";
import { checkCompute, computeOf } from "./compute";
import { ingressPages as pages, ingressRanges as ranges } from "./ingress-limits";
import { checkKubernetesName } from "./names";
import type { TargetGroupBindingProps } from "./target-group-binding-props";
import { isExactVersion } from "./versions";

/** Every problem of one binding. Pure. That a target group is bound once is found by {@link checkBoundOnce}. */
export function checkTargetGroupBinding(props: TargetGroupBindingProps): Problem[] {
  const unknown = checkKnown(props);
  if (unknown.length > 0) return unknown;
  const { cluster, name, namespace, service, cidrs = [], openPort, ipAddressType } = props;
  return [
    ...checkKubernetesName("name", name, "release"),
    ...checkKubernetesName("namespace", namespace, "namespace"),
    ...checkCompute("namespace", cluster, namespace),
    ...checkChart(props),
    ...checkTargetGroup(props),
    ...checkServiceName("service.name", service.name),
    ...checkServicePort("service.port", service.port),
    ...cidrs.flatMap((cidr, index) => checkBlock("inbound-cidr", `cidrs[${index}]`, cidr)),
    ...checkRange("binding-port", "openPort", openPort, ranges.port, pages.targetGroupBinding),
    ...(ipAddressType === undefined ? [] : oneOf("ipAddressType", ipAddressType, ["ipv4", "ipv6"])),
    ...checkByType(props),
    ...checkNetworking(props),
  ];
}

function checkKnown({ name, namespace, chart, targetGroup, service, cidrs, openPort, nodeLabels, multiCluster }: TargetGroupBindingProps): Problem[] {
  return mustBeKnown({
    name,
    namespace,
    chart,
    "targetGroup.targetType": targetGroup.targetType,
    service,
    cidrs: Token.isUnresolved(cidrs) ? cidrs : cidrs?.length,
    openPort,
    nodeLabels,
    multiCluster,
  });
}

function checkChart({ chart }: TargetGroupBindingProps): Problem[] {
  const see = pages.targetGroupBinding;
  if ("folder" in chart) {
    return chart.folder !== "" ? [] : [{ code: "binding-chart", path: "chart.folder", got: show(chart.folder), expected: "the folder charts/target-group-binding of this package", see }];
  }
  const problems: Problem[] = [];
  if (!/^(https|oci):\/\/\S+$/.test(chart.repository)) problems.push({ code: "binding-chart", path: "chart.repository", got: show(chart.repository), expected: "a repository that begins with oci:// or https://", see });
  if (!isExactVersion(chart.version)) problems.push({ code: "binding-chart", path: "chart.version", got: show(chart.version), expected: "one release, such as 1.0.0", see });
  return problems;
}

function checkTargetGroup({ cluster, namespace, targetGroup: { targetGroupArn, targetType } }: TargetGroupBindingProps): Problem[] {
  const problems = oneOf("targetGroup.targetType", targetType, ["instance", "ip"]);
  if (!isArn(targetGroupArn, /^elasticloadbalancing:[a-z0-9-]+:\d{12}:targetgroup\/.+$/)) {
    problems.push({ code: "target-group-arn", path: "targetGroup.targetGroupArn", got: show(targetGroupArn), expected: "the ARN of a target group", see: pages.targetGroupBinding });
  }
  const { profiles } = computeOf(cluster, namespace);
  const [profile] = profiles;
  if (targetType === "instance" && profile !== undefined) {
    const got = `"instance", where the Fargate profile ${profile.name} runs the pods`;
    problems.push({ code: "target-type-fargate", path: "targetGroup.targetType", got, expected: `a target group of the type "ip": nodes of Fargate are no targets`, see: pages.eksIngress });
  }
  return problems;
}

/** Nodes have labels, pods have addresses that another VPC or account can lead to. */
function checkByType({ targetGroup: { targetType }, nodeLabels, vpcId, assumeRole }: TargetGroupBindingProps): Problem[] {
  const see = pages.targetGroupBinding;
  const problems: Problem[] = [];
  if (nodeLabels !== undefined && targetType === "ip") problems.push({ code: "node-labels", path: "nodeLabels", got: `given with the type "ip"`, expected: `a target group of the type "instance"`, see });
  if (vpcId !== undefined && (targetType === "instance" || !(Token.isUnresolved(vpcId) || /^vpc-[0-9a-f]+$/.test(vpcId)))) {
    problems.push({ code: "binding-vpc", path: "vpcId", got: `${show(vpcId)}, with the type ${show(targetType)}`, expected: `the id of a VPC, with a target group of the type "ip"`, see });
  }
  if (assumeRole !== undefined && (targetType === "instance" || !isArn(assumeRole.roleArn, /^iam::\d{12}:role\/.+$/))) {
    problems.push({ code: "binding-role", path: "assumeRole.roleArn", got: `${show(assumeRole.roleArn)}, with the type ${show(targetType)}`, expected: `the ARN of a role, with a target group of the type "ip"`, see });
  }
  return problems;
}

function checkNetworking({ targetGroup: { securityGroup }, cidrs = [] }: TargetGroupBindingProps): Problem[] {
  if (securityGroup !== undefined || cidrs.length > 0) return [];
  const expected = "cidrs, such as those of the load balancer's subnets, or rules of your own: the controller opens the targets to nobody";
  return [{ code: "binding-networking", path: "cidrs", got: "empty, for a load balancer without a security group", expected, see: pages.targetGroupBinding, severity: "warning" }];
}

/** The bindings of a stack: the webhook of the controller refuses a second one of a target group, unless all are of several clusters. */
export function checkBoundOnce(bindings: readonly TargetGroupBindingProps[]): Problem[] {
  return bindings.flatMap(({ name, targetGroup, multiCluster }, index): Problem[] => {
    const first = bindings.slice(0, index).find((other) => other.targetGroup.targetGroupArn === targetGroup.targetGroupArn);
    if (first === undefined || (first.multiCluster === true && multiCluster === true)) return [];
    const got = `bound by ${first.name} and by ${name}`;
    return [{ code: "target-group-taken", path: "targetGroup.targetGroupArn", got, expected: "one binding for each target group, or multiCluster in all of them", see: pages.targetGroupBinding }];
  });
}
