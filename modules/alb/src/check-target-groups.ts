import { show, type Problem } from "@terrace/core";
import { checkKey, checkRange } from "./check-range";
import { nameLength, pages, ranges } from "./limits";
import { mapEntries } from "./settings";
import { hasUdp, roomForKey, type TargetGroupSettings } from "./target-group-settings";

/** What of target groups must be known: everything, and a name only where it is the caller's. */
export function knownGroups(groups: Readonly<Record<string, TargetGroupSettings>>): unknown {
  return mapEntries(groups, (group) => ({ ...group, name: group.isNameGiven ? group.name : "" }));
}

/** Every problem of one target group. */
export function checkTargetGroup(path: string, key: string, group: TargetGroupSettings): Problem[] {
  const delay = { ...ranges.deregistrationDelaySeconds, see: pages.targetGroupAttributes };
  return [
    ...checkKey(path, key),
    ...checkGroupName(path, group),
    ...checkRange("target-port", `${path}.port`, group.port, { ...ranges.port, see: pages.targetGroup }),
    ...checkRange("deregistration-delay", `${path}.deregistrationDelaySeconds`, group.deregistrationDelaySeconds, delay),
    ...checkHealthTimes(`${path}.healthCheck`, group),
    ...checkHealthAnswer(`${path}.healthCheck`, group),
    ...checkSlowStart(path, group),
    ...checkStickiness(path, group),
    ...checkClientIp(path, group),
  ];
}

function checkGroupName(path: string, { name, isNameGiven }: TargetGroupSettings): Problem[] {
  const see = pages.targetGroup;
  if (isNameGiven) {
    if (name.length <= nameLength && /^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/.test(name)) return [];
    const expected = `up to ${nameLength} letters, digits and hyphens, with a hyphen at neither end`;
    return [{ code: "target-group-name", path: `${path}.name`, got: show(name), expected, see }];
  }
  if (name.length <= nameLength) return [];
  const expected = `up to ${roomForKey} characters for the load balancer's name, a hyphen and the key, or a name of its own`;
  return [{ code: "target-group-name", path, got: `${show(name)} in AWS, ${name.length} characters`, expected, see }];
}

function checkHealthTimes(path: string, { healthCheck }: TargetGroupSettings): Problem[] {
  const { port, intervalSeconds, timeoutSeconds, healthyThreshold, unhealthyThreshold } = healthCheck;
  const see = pages.targetGroup;
  const problems = [
    ...(port === undefined ? [] : checkRange("health-check-port", `${path}.port`, port, { ...ranges.port, see })),
    ...checkRange("health-check-interval", `${path}.intervalSeconds`, intervalSeconds, { ...ranges.healthIntervalSeconds, see }),
    ...checkRange("health-check-timeout", `${path}.timeoutSeconds`, timeoutSeconds, { ...ranges.healthTimeoutSeconds, see }),
    ...checkRange("health-check-threshold", `${path}.healthyThreshold`, healthyThreshold, { ...ranges.healthThreshold, see }),
    ...checkRange("health-check-threshold", `${path}.unhealthyThreshold`, unhealthyThreshold, { ...ranges.healthThreshold, see }),
  ];
  if (timeoutSeconds < intervalSeconds) return problems;
  const got = `${timeoutSeconds}, with an interval of ${intervalSeconds}`;
  return [...problems, { code: "health-check-timeout", path: `${path}.timeoutSeconds`, got, expected: `less than ${intervalSeconds}`, see }];
}

function checkHealthAnswer(path: string, { healthCheck, loadBalancer, version }: TargetGroupSettings): Problem[] {
  const { protocol, path: asked, successCodes } = healthCheck;
  const see = loadBalancer === "application" ? pages.healthChecks : pages.networkHealthChecks;
  const problems: Problem[] = [];
  if (protocol === "TCP" && asked !== undefined) {
    problems.push({ code: "health-check-path", path: `${path}.path`, got: `${show(asked)} over TCP`, expected: `no path, or protocol: "HTTP"`, see });
  } else if (asked !== undefined && !/^\/\S{0,1023}$/.test(asked)) {
    problems.push({ code: "health-check-path", path: `${path}.path`, got: show(asked), expected: "up to 1024 characters, starting with a slash, without spaces", see });
  }
  if (successCodes === undefined) return problems;
  const at = `${path}.successCodes`;
  if (protocol === "TCP") {
    problems.push({ code: "health-check-codes", path: at, got: `${show(successCodes)} over TCP`, expected: `no codes, or protocol: "HTTP"`, see });
    return problems;
  }
  const most = loadBalancer === "network" ? 599 : 499;
  const range = version === "GRPC" ? { least: 0, most: 99 } : { least: 200, most };
  if (!areCodes(successCodes, range)) {
    const expected = `codes from ${range.least} to ${range.most}: one, several with commas, or a range with a hyphen`;
    problems.push({ code: "health-check-codes", path: at, got: show(successCodes), expected, see });
  }
  return problems;
}

function areCodes(text: string, { least, most }: { least: number; most: number }): boolean {
  if (!/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(text)) return false;
  return text.split(",").every((part) => {
    const codes = part.split("-").map(Number);
    const [from = 0, to = from] = codes;
    return from <= to && codes.every((code) => code >= least && code <= most);
  });
}

function checkSlowStart(path: string, { slowStartSeconds, algorithm }: TargetGroupSettings): Problem[] {
  if (slowStartSeconds === undefined) return [];
  const see = pages.targetGroupAttributes;
  const at = `${path}.slowStartSeconds`;
  const problems = checkRange("slow-start", at, slowStartSeconds, { ...ranges.slowStartSeconds, see });
  if (algorithm === "round-robin") return problems;
  const expected = `algorithm: "round-robin", or no slow start`;
  return [...problems, { code: "slow-start", path: at, got: `${slowStartSeconds} with ${show(algorithm)}`, expected, see }];
}

function checkStickiness(path: string, { stickiness, protocol, algorithm }: TargetGroupSettings): Problem[] {
  if (stickiness === undefined) return [];
  const see = pages.stickiness;
  if (stickiness.type === "source-ip") {
    if (protocol !== "TLS") return [];
    return [{ code: "stickiness-tls", path: `${path}.sticky`, got: "true with TLS", expected: `protocol: "TCP", or no stickiness`, see: pages.networkTargetGroups }];
  }
  const problems = checkRange("stickiness-seconds", `${path}.stickiness.seconds`, stickiness.seconds, { ...ranges.stickinessSeconds, see });
  if (algorithm === "weighted-random") {
    const expected = `algorithm: "round-robin" or "least-outstanding-requests", or no stickiness`;
    problems.push({ code: "stickiness-algorithm", path: `${path}.stickiness`, got: `given, with ${show(algorithm)}`, expected, see, severity: "warning" });
  }
  if (stickiness.type === "application-cookie" && !/^(?!AWSALB(APP|TG)?$)[^\s;,="]{1,512}$/.test(stickiness.cookie)) {
    const expected = "the name of a cookie of the application, none of AWSALB, AWSALBAPP and AWSALBTG";
    problems.push({ code: "stickiness-cookie", path: `${path}.stickiness.cookie`, got: show(stickiness.cookie), expected, see });
  }
  return problems;
}

function checkClientIp(path: string, { preserveClientIp, protocol }: TargetGroupSettings): Problem[] {
  if (preserveClientIp !== false || !hasUdp(protocol)) return [];
  const expected = "true: targets of UDP always see the client's address";
  return [{ code: "preserve-client-ip", path: `${path}.preserveClientIp`, got: `false for ${protocol}`, expected, see: pages.networkTargetGroups }];
}
