import { mustBeKnown, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkIngressActions } from "./check-ingress-actions";
import { checkIngressAuth } from "./check-ingress-auth";
import { checkIngressConditions } from "./check-ingress-conditions";
import { checkIngressListeners } from "./check-ingress-listeners";
import { checkFrontendNlb, checkIngressLoadBalancer } from "./check-ingress-load-balancer";
import { checkIngressRules } from "./check-ingress-rules";
import { checkIngressTargets } from "./check-ingress-targets";
import { checkMap, checkRange } from "./check-ingress-values";
import { checkCompute } from "./compute";
import { annotationPrefix, annotationTable } from "./ingress-annotation-table";
import { annotationsOf, factsOf } from "./ingress-annotations";
import { ingressLengths as lengths, ingressPages as pages, ingressRanges as ranges } from "./ingress-limits";
import type { IngressAction } from "./ingress-rule-props";
import type { IngressSettings } from "./ingress-settings";
import { checkKubernetesName } from "./names";
import { isAtLeast, isExactVersion } from "./versions";

/** Every problem of one Ingress. Pure. What it has with others is found by {@link checkIngressGroups}. */
export function checkIngress(settings: IngressSettings): Problem[] {
  const unknown = checkKnown(settings);
  if (unknown.length > 0) return unknown;
  return [
    ...checkNames(settings),
    ...checkGroup(settings),
    ...checkCluster(settings),
    ...checkIngressLoadBalancer(settings),
    ...checkIngressListeners(settings),
    ...checkIngressTargets(settings),
    ...checkIngressAuth(settings),
    ...checkFrontendNlb(settings),
    ...checkIngressRules(settings),
    ...checkIngressActions(settings),
    ...checkIngressConditions(settings),
    ...checkMap("tags", settings.tags),
    ...checkAnnotations(settings),
    ...checkVersions(settings),
  ];
}

/** Everything is held against rules now; ids, ARNs, buckets and the texts of identity providers may come later. */
function checkKnown(settings: IngressSettings): Problem[] {
  const { cluster, loadBalancer, listeners, access, frontendNlb, actions } = settings;
  const { attributes = {}, webAcl } = loadBalancer;
  return mustBeKnown({
    "cluster.clusterName": cluster.clusterName,
    "cluster.region": cluster.region,
    name: settings.name,
    namespace: settings.namespace,
    ingressClass: settings.ingressClass,
    controllerVersion: settings.controllerVersion,
    group: settings.group,
    loadBalancer: {
      ...loadBalancer,
      subnets: lengthOf(loadBalancer.subnets),
      ipamIpv4PoolId: "",
      customerOwnedIpv4PoolId: "",
      webAcl: typeof webAcl === "object" && "arn" in webAcl ? "" : webAcl,
      attributes: { ...attributes, accessLogs: attributes.accessLogs?.prefix, connectionLogs: attributes.connectionLogs?.prefix },
    },
    listeners: {
      ...listeners,
      certificateArns: lengthOf(listeners.certificateArns),
      createCertificate: "",
      ports: listeners.ports.map((port) => ({ ...port, mutualAuthentication: port.mutualAuthentication?.mode })),
    },
    access: access?.type === "security-groups" ? { ...access, securityGroupIds: lengthOf(access.securityGroupIds) } : { cidrs: lengthOf(access?.cidrs), prefixListIds: lengthOf(access?.prefixListIds) },
    targets: settings.targets,
    frontendNlb: { ...frontendNlb, subnets: lengthOf(frontendNlb?.subnets), securityGroupIds: lengthOf(frontendNlb?.securityGroupIds), eipAllocationIds: lengthOf(frontendNlb?.eipAllocationIds), tags: "" },
    rules: settings.rules,
    defaultBackend: settings.defaultBackend,
    actions: Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, withoutArns(action)])),
    conditions: settings.conditions,
    transforms: settings.transforms,
    regexPaths: settings.regexPaths,
    tags: Object.keys(settings.tags),
    annotations: Object.keys(settings.annotations),
  });
}

/** The list itself must be known, its values need not be. */
function lengthOf(values: readonly string[] | undefined): unknown {
  return Token.isUnresolved(values) ? values : values?.length;
}

function withoutArns(action: IngressAction): unknown {
  return action.type === "forward" ? { ...action, targets: action.targets.map((target) => ({ ...target, targetGroupArn: "", targetGroupName: "" })) } : { type: action.type };
}

function checkNames({ name, namespace, ingressClass }: IngressSettings): Problem[] {
  const subdomain = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
  const bad = Object.entries({ name, ingressClass }).filter(([, value]) => value.length > 253 || !subdomain.test(value));
  const expected = "up to 253 lower-case letters, digits, hyphens and dots, starting and ending with a letter or digit";
  return [
    ...bad.map(([path, value]) => ({ code: "ingress-name", path, got: show(value), expected, see: pages.kubernetesNames })),
    ...checkKubernetesName("namespace", namespace, "namespace"),
  ];
}

function checkGroup({ group }: IngressSettings): Problem[] {
  if (group === undefined) return [];
  const problems = checkRange("group-order", "group.order", group.order, ranges.groupOrder, pages.annotations);
  if (group.name.length > lengths.groupName || !/^([a-z0-9][-a-z0-9.]*)?[a-z0-9]$/.test(group.name)) {
    const expected = `up to ${lengths.groupName} lower-case letters, digits, hyphens and dots, starting and ending with a letter or digit`;
    problems.push({ code: "group-name", path: "group.name", got: show(group.name), expected, see: pages.annotations });
  }
  return problems;
}

function checkCluster({ cluster, namespace, ingressClass }: IngressSettings): Problem[] {
  const problems = checkCompute("namespace", cluster, namespace);
  if (cluster.autoMode) {
    const expected = "an IngressClass of the AWS Load Balancer Controller: the class of Auto Mode reads other annotations, and no group";
    problems.push({ code: "auto-mode-ingress", path: "ingressClass", got: `${show(ingressClass)}, in a cluster with Auto Mode`, expected, see: pages.autoMode, severity: "warning" });
  }
  return problems;
}

/** Annotations of others. Those of the controller have props, which are checked. */
function checkAnnotations(settings: IngressSettings): Problem[] {
  const problems = Object.keys(settings.annotations).flatMap((name): Problem[] => {
    const path = `annotations[${show(name)}]`;
    const see = pages.annotations;
    if (name === "kubernetes.io/ingress.class") return [{ code: "annotation-owned", path, got: "given", expected: "ingressClass: Ingresses with the old annotation do not read IngressClassParams", see: pages.classParams }];
    if (!name.startsWith(annotationPrefix)) return [];
    const short = name.slice(annotationPrefix.length);
    if (short === "waf-acl-id" || short === "web-acl-id") return [{ code: "waf-classic", path, got: "given", expected: "loadBalancer.webAcl, of WAFv2: WAF Classic has ended", see: pages.wafClassic }];
    const refused = annotationTable[short]?.refused;
    return [{ code: "annotation-owned", path, got: "given", expected: refused ?? "the prop that it stands for, which is checked", see }];
  });
  const tooLong = annotationsOf(settings).filter(({ name }) => name.length > lengths.annotationName);
  return [
    ...problems,
    ...tooLong.map(({ name, path }) => ({ code: "annotation-length", path, got: `an annotation ${show(name)} of ${name.length} characters`, expected: `at most ${lengths.annotationName}: a shorter name`, see: pages.kubernetesAnnotations })),
  ];
}

/** Annotations that an older controller would not read, which it does in silence. */
function checkVersions(settings: IngressSettings): Problem[] {
  const { controllerVersion: version, conditions, actions } = settings;
  if (version === undefined) return [];
  if (!isExactVersion(version)) return [{ code: "controller-version", path: "controllerVersion", got: show(version), expected: "a version such as 3.5.0", see: pages.annotations }];
  const needs = [
    ...annotationsOf(settings).map((annotation) => ({ path: annotation.path, since: factsOf(annotation).since })),
    ...Object.entries(conditions).flatMap(([name, list]) =>
      list.flatMap((condition, index) => ("regexValues" in condition && condition.regexValues !== undefined ? [{ path: `conditions.${name}[${index}].regexValues`, since: "2.14.1" }] : [])),
    ),
    ...Object.entries(actions).flatMap(([name, action]) =>
      action.type === "forward" ? action.targets.flatMap(({ targetGroupName }, index) => (targetGroupName === undefined ? [] : [{ path: `actions.${name}.targets[${index}].targetGroupName`, since: "2.14.0" }])) : [],
    ),
  ];
  return needs
    .filter(({ since }) => !isAtLeast(version, since))
    .map(({ path, since }) => ({ code: "needs-controller", path, got: `given, with the controller ${version}`, expected: `the controller ${since} or later`, see: pages.annotations }));
}
