import { oneOf, show, type Problem } from "@terrace/core";
import { checkMap, checkRange } from "./check-ingress-values";
import { computeOf } from "./compute";
import { ingressPages as pages, ingressRanges as ranges } from "./ingress-limits";
import type { IngressHealthCheck } from "./ingress-load-balancer-props";
import { hasHttps, type IngressSettings } from "./ingress-settings";
import type { TargetGroupAttributes } from "./ingress-target-props";

/** The target groups of an Ingress. */
export function checkIngressTargets(settings: IngressSettings): Problem[] {
  const { targets, listeners, frontendNlb } = settings;
  const { type, protocol, protocolVersion, nodeLabels, controlPorts = {} } = targets;
  const problems = [
    ...oneOf("targets.type", type, ["instance", "ip"]),
    ...(protocol === undefined ? [] : oneOf("targets.protocol", protocol, ["HTTP", "HTTPS"])),
    ...(protocolVersion === undefined ? [] : oneOf("targets.protocolVersion", protocolVersion, ["GRPC", "HTTP1", "HTTP2"])),
    ...checkFargate(settings),
    ...checkHealth("targets.healthCheck", targets.healthCheck, protocolVersion === "GRPC", true),
    ...checkHealth("frontendNlb.healthCheck", frontendNlb?.healthCheck, false, false),
    ...checkTargetGroupAttributes("targets.attributes", targets.attributes),
    ...checkMap("targets.nodeLabels", nodeLabels),
    ...Object.entries(controlPorts).flatMap(([key, port]) => checkControlPort(`targets.controlPorts[${show(key)}]`, key, port)),
  ];
  if (protocolVersion === "GRPC" && !hasHttps(listeners)) {
    problems.push({ code: "grpc-listener", path: "targets.protocolVersion", got: `"GRPC", behind HTTP`, expected: "an HTTPS port: clients speak no HTTP/2 in plain text", see: pages.targetGroup });
  }
  if (nodeLabels !== undefined && type !== "instance") {
    problems.push({ code: "node-labels", path: "targets.nodeLabels", got: `given with the type ${show(type)}`, expected: `type "instance": pods are no nodes`, see: pages.annotations });
  }
  return problems;
}

/** Pods on Fargate have no node whose port could be a target. */
function checkFargate({ cluster, namespace, targets }: IngressSettings): Problem[] {
  const { profiles, profilesByLabel, linux } = computeOf(cluster, namespace);
  if (targets.type !== "instance") return [];
  const [profile] = profiles.length > 0 || !linux ? [...profiles, ...cluster.fargateProfiles] : [];
  if (profile !== undefined) {
    const got = `"instance", where the Fargate profile ${profile.name} runs the pods`;
    return [{ code: "target-type-fargate", path: "targets.type", got, expected: `"ip": nodes of Fargate are no targets`, see: pages.eksIngress }];
  }
  const [labelled] = profilesByLabel;
  if (labelled === undefined) return [];
  const got = `"instance", where the Fargate profile ${labelled.name} runs pods with its labels`;
  return [{ code: "target-type-fargate", path: "targets.type", got, expected: `"ip", unless no pod behind this Ingress has them`, see: pages.eksIngress, severity: "warning" }];
}

function checkHealth(path: string, check: IngressHealthCheck | undefined, isGrpc: boolean, mayNamePort: boolean): Problem[] {
  if (check === undefined) return [];
  const { port, intervalSeconds, timeoutSeconds, successCodes } = check;
  const see = pages.targetGroup;
  const problems = [
    ...(check.protocol === undefined ? [] : oneOf(`${path}.protocol`, check.protocol, ["HTTP", "HTTPS"])),
    ...checkRange("health-check", `${path}.intervalSeconds`, intervalSeconds, ranges.healthIntervalSeconds, see),
    ...checkRange("health-check", `${path}.timeoutSeconds`, timeoutSeconds, ranges.healthTimeoutSeconds, see),
    ...checkRange("health-check", `${path}.healthyThreshold`, check.healthyThreshold, ranges.healthThreshold, see),
    ...checkRange("health-check", `${path}.unhealthyThreshold`, check.unhealthyThreshold, ranges.healthThreshold, see),
    ...(typeof port === "number" ? checkRange("health-check", `${path}.port`, port, ranges.port, see) : []),
  ];
  if (typeof port === "string" && port !== "traffic-port" && !(mayNamePort && isPortName(port))) {
    const expected = mayNamePort ? `a number, "traffic-port", or the name of a Service's port` : `a number or "traffic-port"`;
    problems.push({ code: "health-check", path: `${path}.port`, got: show(port), expected, see: pages.annotations });
  }
  if (check.path !== undefined && !/^\/[^\s]{0,1023}$/.test(check.path)) {
    problems.push({ code: "health-check", path: `${path}.path`, got: show(check.path), expected: "up to 1024 characters without blanks, starting with a slash", see });
  }
  if ((intervalSeconds ?? 15) <= (timeoutSeconds ?? 5)) {
    problems.push({ code: "health-check", path: `${path}.intervalSeconds`, got: `${intervalSeconds ?? 15}, with a timeout of ${timeoutSeconds ?? 5}`, expected: `more than ${timeoutSeconds ?? 5}`, see });
  }
  return [...problems, ...checkCodes(`${path}.successCodes`, successCodes, isGrpc)];
}

/** A name of a port: an IANA service name. */
export function isPortName(name: string): boolean {
  return /^(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(name);
}

function checkCodes(path: string, codes: string | undefined, isGrpc: boolean): Problem[] {
  if (codes === undefined) return [];
  const { least, most } = isGrpc ? { least: 0, most: 99 } : { least: 200, most: 499 };
  const isRight = codes.split(",").every((part) => {
    const ends = part.split("-").map(Number);
    const [from = NaN, to = from] = ends;
    return /^\d{1,3}(-\d{1,3})?$/.test(part) && from >= least && to <= most && from <= to;
  });
  if (isRight) return [];
  return [{ code: "success-codes", path, got: show(codes), expected: `codes from ${least} to ${most}, such as ${isGrpc ? "0,12 or 0-99" : "200,201 or 200-299"}`, see: pages.targetGroup }];
}

/** Attributes of target groups. */
export function checkTargetGroupAttributes(path: string, attributes: TargetGroupAttributes = {}): Problem[] {
  const { slowStartSeconds: slowStart, algorithm = "round_robin", anomalyMitigation, stickiness } = attributes;
  const see = pages.targetGroupAttributes;
  const problems = [
    ...oneOf(`${path}.algorithm`, algorithm, ["least_outstanding_requests", "round_robin", "weighted_random"]),
    ...checkRange("target-group-range", `${path}.deregistrationDelaySeconds`, attributes.deregistrationDelaySeconds, ranges.deregistrationDelaySeconds, see),
    ...checkRange("target-group-range", `${path}.slowStartSeconds`, slowStart === 0 ? undefined : slowStart, ranges.slowStartSeconds, see),
    ...checkRange("stickiness", `${path}.stickiness.seconds`, stickiness?.seconds, ranges.stickinessSeconds, see),
  ];
  if (slowStart !== undefined && slowStart > 0 && algorithm !== "round_robin") {
    problems.push({ code: "slow-start", path: `${path}.slowStartSeconds`, got: `${slowStart}, with ${algorithm}`, expected: "0, or the algorithm round_robin", see });
  }
  if (anomalyMitigation === true && algorithm !== "weighted_random") {
    problems.push({ code: "anomaly-mitigation", path: `${path}.anomalyMitigation`, got: `true, with ${algorithm}`, expected: "false, or the algorithm weighted_random", see });
  }
  if (stickiness?.cookie !== undefined && /^(AWSALB|AWSALBAPP|AWSALBTG)|^$|[\s;,]/.test(stickiness.cookie)) {
    problems.push({ code: "stickiness", path: `${path}.stickiness.cookie`, got: show(stickiness.cookie), expected: "a cookie's name that is not the load balancer's own AWSALB, AWSALBAPP or AWSALBTG", see });
  }
  return problems;
}

function checkControlPort(path: string, key: string, port: number): Problem[] {
  const problems = checkRange("control-port", path, port, ranges.port, pages.annotations);
  if (/^[a-z0-9-]+\.[a-z0-9-]+$/.test(key)) return problems;
  return [...problems, { code: "control-port", path, got: `for ${show(key)}`, expected: "<Service>.<its port>, such as web.80", see: pages.annotations }];
}
