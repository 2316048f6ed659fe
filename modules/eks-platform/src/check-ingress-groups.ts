import { show, type Problem } from "@terrace/core";
import { checkClasses, underClass, type IngressClassInUse } from "./check-ingress-class";
import { checkListenerQuotas } from "./check-ingress-listeners";
import { loadBalancerAttributeMap } from "./ingress-attributes";
import { annotationsOf, factsOf, type Annotation } from "./ingress-annotations";
import { ingressPages as pages, ingressQuotas as quotas } from "./ingress-limits";
import { isAction, pathsOf, type IngressSettings } from "./ingress-settings";

/** An Ingress as it is held against others: of a stack, or of several. */
export interface IngressMember {
  /** Its settings, as its props and the defaults make them. */
  readonly settings: IngressSettings;
}

/**
 * Every problem that Ingresses have with each other: the controller makes one load balancer of a group, and fails all of it
 * for what one member says. An Ingress without a group is one by itself.
 *
 * Pure. Give it the members of all stacks of a cluster; each stack holds its own against each other by itself.
 *
 * @param classes - classes that say something for all their Ingresses, which wins over what an Ingress says
 * @returns problems whose paths begin with the Ingress that comes later, such as `ingresses["shop/web"].listeners.tlsPolicy`
 */
export function checkIngressGroups(members: readonly IngressMember[], classes: readonly IngressClassInUse[] = []): Problem[] {
  const own = members.map(({ settings }) => settings).toSorted(inOrder);
  const all = own.map((settings) => underClass(settings, classes)).toSorted(inOrder);
  const groups = new Map<string, IngressSettings[]>();
  for (const settings of all) groups.set(groupKey(settings), [...(groups.get(groupKey(settings)) ?? []), settings]);
  return [...checkClasses(own, classes), ...checkTwice(all), ...checkLoadBalancerNames([...groups.values()]), ...[...groups.values()].flatMap(checkGroup)];
}

/** The order in which the controller takes them. */
function inOrder(a: IngressSettings, b: IngressSettings): number {
  const difference = (a.group?.order ?? 0) - (b.group?.order ?? 0);
  return difference !== 0 ? difference : fullName(a) < fullName(b) ? -1 : 1;
}

function fullName({ namespace, name }: IngressSettings): string {
  return `${namespace}/${name}`;
}

/** What shares a load balancer. */
export function groupKey(settings: IngressSettings): string {
  const { cluster, group } = settings;
  return group === undefined ? `${cluster.clusterName} ingress ${fullName(settings)}` : `${cluster.clusterName} group ${group.name}`;
}

function at(settings: IngressSettings, path: string): string {
  return `ingresses[${show(fullName(settings))}].${path}`;
}

function checkTwice(all: readonly IngressSettings[]): Problem[] {
  return all.flatMap((settings, index): Problem[] => {
    const isTwice = all.slice(0, index).some((other) => other.cluster.clusterName === settings.cluster.clusterName && fullName(other) === fullName(settings));
    return isTwice ? [{ code: "ingress-twice", path: at(settings, "name"), got: `${show(settings.name)}, which the namespace has already`, expected: "a name of its own", see: pages.ingress }] : [];
  });
}

function checkLoadBalancerNames(groups: readonly (readonly IngressSettings[])[]): Problem[] {
  const seen = new Map<string, IngressSettings>();
  return groups.flatMap((members) => {
    const named = members.find(({ loadBalancer }) => loadBalancer.name !== undefined);
    const name = named?.loadBalancer.name;
    if (named === undefined || name === undefined) return [];
    const key = `${named.cluster.region} ${name}`;
    const other = seen.get(key);
    seen.set(key, other ?? named);
    if (other === undefined) return [];
    return [{ code: "load-balancer-name-taken", path: at(named, "loadBalancer.name"), got: `${show(name)}, which the load balancer of ${fullName(other)} has`, expected: "a name of its own in the region, or the same group", see: pages.loadBalancer }];
  });
}

function checkGroup(members: readonly IngressSettings[]): Problem[] {
  return [
    ...members.flatMap((member, index) => checkAgainst(member, members.slice(0, index))),
    ...checkRedirect(members),
    ...checkQuotas(members),
  ];
}

/** One member against those before it. */
function checkAgainst(member: IngressSettings, before: readonly IngressSettings[]): Problem[] {
  return before.flatMap((other) => [
    ...checkOrder(member, other),
    ...checkPorts(member, other),
    ...checkExclusive(member, other),
    ...checkMaps("loadBalancer.attributes", loadBalancerAttributeMap(member.loadBalancer.attributes), loadBalancerAttributeMap(other.loadBalancer.attributes), member, other),
    ...checkMaps("tags", member.tags, other.tags, member, other),
    ...checkDefaults(member, other),
    ...checkShadowed(member, other),
  ]);
}

function conflict(code: string, path: string, value: string, member: IngressSettings, other: IngressSettings, theirs: string): Problem {
  const got = `${value}, and ${theirs} in ${fullName(other)} of the same group`;
  return { code, path: at(member, path), got, expected: "the same in all members of the group, or in one of them only", see: pages.annotations };
}

function checkOrder(member: IngressSettings, other: IngressSettings): Problem[] {
  const order = member.group?.order ?? 0;
  if (member.group === undefined || order !== (other.group?.order ?? 0)) return [];
  const got = `${order}, which ${fullName(other)} has`;
  return [{ code: "group-order-taken", path: at(member, "group.order"), got, expected: "a number of its own: rules of equal order are sorted by name", see: pages.eksIngress }];
}

/** A port that two members listen on has one protocol. */
function checkPorts(member: IngressSettings, other: IngressSettings): Problem[] {
  return member.listeners.ports.flatMap(({ protocol, port, attributes = {} }, index) => {
    const same = other.listeners.ports.find((listener) => listener.port === port);
    if (same === undefined) return [];
    if (same.protocol !== protocol) return [conflict("group-protocol", `listeners.ports[${index}]`, `${protocol} on ${port}`, member, other, same.protocol)];
    return checkMaps(`listeners.ports[${index}].attributes`, attributes, same.attributes ?? {}, member, other);
  });
}

function checkExclusive(member: IngressSettings, other: IngressSettings): Problem[] {
  const theirs = new Map(annotationsOf(other).map((annotation) => [annotation.name, annotation]));
  const sharePort = member.listeners.ports.some(({ port }) => other.listeners.ports.some((listener) => listener.port === port));
  return annotationsOf(member).flatMap((mine) => {
    const { merge } = factsOf(mine);
    const same = theirs.get(mine.name);
    if (same === undefined || same.value === mine.value || mine.kind === "load-balancer-attributes") return [];
    if (merge === "exclusive") return [conflict("group-conflict", mine.path, show(mine.value), member, other, show(same.value))];
    if (merge === "exclusive-per-port" && sharePort && !isMutual(mine)) return [conflict("group-conflict", mine.path, show(mine.value), member, other, show(same.value))];
    return isMutual(mine) ? checkMutual(mine, member, other) : [];
  });
}

function isMutual({ kind }: Annotation): boolean {
  return kind === "mutual-authentication";
}

function checkMutual({ path }: Annotation, member: IngressSettings, other: IngressSettings): Problem[] {
  return member.listeners.ports.flatMap(({ port, mutualAuthentication: mine }) => {
    const theirs = other.listeners.ports.find((listener) => listener.port === port)?.mutualAuthentication;
    if (mine === undefined || theirs === undefined || JSON.stringify(mine) === JSON.stringify(theirs)) return [];
    return [conflict("group-conflict", path, show(mine), member, other, show(theirs))];
  });
}

function checkMaps(path: string, mine: Readonly<Record<string, string>>, theirs: Readonly<Record<string, string>>, member: IngressSettings, other: IngressSettings): Problem[] {
  return Object.entries(mine).flatMap(([key, value]) => {
    const same = theirs[key];
    return same === undefined || same === value ? [] : [conflict("group-conflict", `${path}[${show(key)}]`, show(value), member, other, show(same))];
  });
}

function checkDefaults(member: IngressSettings, other: IngressSettings): Problem[] {
  if (member.defaultBackend === undefined || other.defaultBackend === undefined) return [];
  const shared = member.listeners.ports.filter(({ port }) => other.listeners.ports.some((listener) => listener.port === port)).map(({ port }) => port);
  if (shared.length === 0) return [];
  const got = `given for ${shared.join(", ")}, where ${fullName(other)} of the same group has one`;
  return [{ code: "group-default-backend", path: at(member, "defaultBackend"), got, expected: "one default backend for each port of a group", see: pages.annotations }];
}

/** The same host and path in two members: the one of the higher order is never reached. */
function checkShadowed(member: IngressSettings, other: IngressSettings): Problem[] {
  const sharePort = member.listeners.ports.some(({ port }) => other.listeners.ports.some((listener) => listener.port === port));
  const conditioned = (settings: IngressSettings, backend: string) => settings.conditions[backend] !== undefined;
  if (!sharePort) return [];
  const earlier = pathsOf(other).filter(({ path: { backend } }) => !conditioned(other, isAction(backend) ? backend.action : backend.service));
  return pathsOf(member).flatMap(({ at: where, host, path }): Problem[] => {
    const first = earlier.find((one) => one.host === host && one.path.path === path.path && (one.path.type ?? "Prefix") === (path.type ?? "Prefix"));
    if (first === undefined) return [];
    const got = `${show(path.path)}, which ${fullName(other)} takes with a lower order`;
    return [{ code: "group-path-taken", path: at(member, `${where}.path`), got, expected: "each path of a host in one member of a group", see: pages.ingress, severity: "warning" }];
  });
}

/** The redirect leads to an HTTPS port that some member listens on. */
function checkRedirect(members: readonly IngressSettings[]): Problem[] {
  const https = new Set(members.flatMap(({ listeners }) => listeners.ports.filter(({ protocol }) => protocol === "HTTPS").map(({ port }) => port)));
  return members.flatMap((member): Problem[] => {
    const { redirectTo } = member.listeners;
    if (redirectTo === undefined || https.has(redirectTo)) return [];
    const expected = https.size === 0 ? "an HTTPS port, of which there is none" : `one of the HTTPS ports ${[...https].join(", ")}`;
    return [{ code: "redirect-port", path: at(member, "listeners.redirectTo"), got: show(redirectTo), expected, see: pages.annotations }];
  });
}

/** What all members have together. */
function checkQuotas(members: readonly IngressSettings[]): Problem[] {
  const last = members.at(-1);
  if (last === undefined) return [];
  const redirects = members.some(({ listeners }) => listeners.redirectTo !== undefined);
  const ports = members.flatMap(({ listeners }) => listeners.ports);
  const rules = members.reduce((sum, member) => sum + pathsOf(member).length * member.listeners.ports.filter(({ protocol }) => protocol === "HTTPS" || !redirects).length, 0);
  const certificates = new Set(members.flatMap(({ listeners }) => listeners.certificateArns)).size;
  const targetGroups = new Set(members.flatMap(targetGroupsOf)).size;
  const verifying = new Set(ports.filter(({ mutualAuthentication }) => mutualAuthentication?.mode === "verify").map(({ port }) => port)).size;
  const problems = checkListenerQuotas(at(last, ""), ports, certificates);
  if (rules > quotas.rules) problems.push({ code: "rule-quota", path: at(last, "rules"), got: `part of ${rules} rules on one load balancer`, expected: `at most ${quotas.rules}, or a raised quota`, see: pages.quotas, severity: "dated" });
  if (targetGroups > quotas.targetGroups) {
    problems.push({ code: "target-group-quota", path: at(last, "rules"), got: `part of ${targetGroups} target groups on one load balancer`, expected: `at most ${quotas.targetGroups}: another group for some of them`, see: pages.quotas });
  }
  if (verifying > quotas.verifyListeners) {
    problems.push({ code: "verify-quota", path: at(last, "listeners.ports"), got: `part of ${verifying} listeners that verify clients`, expected: `at most ${quotas.verifyListeners} on one load balancer`, see: pages.quotas });
  }
  return problems;
}

/** Target groups of a member: one for each Service and port, as often as it is named. */
function targetGroupsOf(settings: IngressSettings): string[] {
  const { actions, namespace, defaultBackend } = settings;
  const backends = [...pathsOf(settings).map(({ path }) => path.backend), ...(defaultBackend === undefined ? [] : [defaultBackend])];
  const services = backends.flatMap((backend) => (isAction(backend) ? [] : [`${namespace}/${backend.service}:${backend.port}`]));
  const weighted = Object.values(actions).flatMap((action) =>
    action.type !== "forward" ? [] : action.targets.map(({ service, port, targetGroupArn, targetGroupName }) => targetGroupArn ?? targetGroupName ?? `${namespace}/${service}:${port}`),
  );
  return [...services, ...weighted];
}
