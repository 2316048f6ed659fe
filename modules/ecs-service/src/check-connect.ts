import { isKmsKeyArn, show, type Problem } from "@terrace/core";
import { checkRange, repeated } from "./check-range";
import { pages, ranges } from "./limits";
import type { OfferSettings, ServiceSettings } from "./service-settings";
import { isLater, isWindows, usesLogGroup } from "./task-settings";

const longTime = { least: 0, most: 2147483647 } as const;

/** Names in a namespace: each belongs to a port with that name, and there is a namespace. */
export function checkConnect(settings: ServiceSettings): Problem[] {
  const { serviceConnect, task } = settings;
  if (serviceConnect === undefined) return [];
  const see = pages.connect;
  const { namespaceArn, offers } = serviceConnect;
  const problems: Problem[] = [];
  if (namespaceArn === undefined) {
    const expected = "its ARN, or a cluster with a namespace of its own";
    problems.push({ code: "connect-namespace", path: "serviceConnect.namespaceArn", got: "missing", expected, see });
  }
  if (isWindows(task)) {
    problems.push({ code: "connect-windows", path: "serviceConnect", got: "given on Windows", expected: "Linux", see });
  }
  if (task.networkMode === "host" || task.networkMode === "none") {
    const got = `given with networkMode ${show(task.networkMode)}`;
    problems.push({ code: "connect-network-mode", path: "serviceConnect", got, expected: `"awsvpc" or "bridge"`, see });
  }
  const ports = task.containers.flatMap((container) => container.ports);
  const names = ports.flatMap(({ name }) => (name === undefined ? [] : [name]));
  for (const { portName, dnsName, port, requestTimeoutSeconds, idleTimeoutSeconds } of offers) {
    const path = `serviceConnect.offers.${portName}`;
    const offered = ports.find(({ name }) => name === portName);
    if (offered === undefined) {
      const expected = names.length === 0 ? "a port of a container with this name" : `one of ${names.join(", ")}`;
      problems.push({ code: "connect-port", path, got: "no name of a container's port", expected, see });
    } else if (offered.protocol === "udp") {
      problems.push({ code: "connect-port", path, got: "a port of udp", expected: "a port of tcp", see });
    }
    if (dnsName.length > 64 || !/^(?=.)([a-z0-9]([a-z0-9-]*[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(dnsName)) {
      const expected = "up to 64 lower-case letters, digits, hyphens and dots, such as api";
      problems.push({ code: "connect-dns-name", path: `${path}.dnsName`, got: show(dnsName), expected, see });
    }
    problems.push(
      ...checkRange("connect-alias-port", `${path}.port`, port, ranges.port, see),
      ...checkRange("connect-timeout", `${path}.requestTimeoutSeconds`, requestTimeoutSeconds, longTime, see),
      ...checkRange("connect-timeout", `${path}.idleTimeoutSeconds`, idleTimeoutSeconds, longTime, see),
    );
  }
  for (const index of repeated(offers.map(({ dnsName }) => dnsName))) {
    const { portName, dnsName } = offers[index] ?? { portName: "", dnsName: "" };
    const got = `${show(dnsName)} again`;
    problems.push({ code: "connect-duplicate", path: `serviceConnect.offers.${portName}.dnsName`, got, expected: "a name of its own for each port", see });
  }
  return [...problems, ...checkProxyLogs(settings), ...offers.flatMap(checkTls), ...checkTestHeaders(settings)];
}

/** Where the proxy logs to, and how. */
function checkProxyLogs({ serviceConnect, task }: ServiceSettings): Problem[] {
  const path = "serviceConnect.proxyLogs";
  const { proxyLogs, accessLogs } = serviceConnect ?? {};
  const problems = checkRange("log-buffer", `${path}.bufferMiB`, proxyLogs?.bufferMiB, ranges.logBufferMiB, pages.logs);
  if (proxyLogs?.mode === "blocking" && proxyLogs.bufferMiB !== undefined) {
    const expected = `mode: "non-blocking", or no buffer`;
    problems.push({ code: "log-buffer", path: `${path}.bufferMiB`, got: `given with mode "blocking"`, expected, see: pages.logs });
  }
  if (accessLogs !== undefined && (proxyLogs === undefined || !usesLogGroup(task))) {
    const expected = "proxyLogs, and a container that logs to CloudWatch: they go where the proxy's own log goes";
    problems.push({ code: "connect-access-logs", path: "serviceConnect.accessLogs", got: "given, and the proxy logs nowhere", expected, see: pages.connect });
  }
  return problems;
}

function checkTls({ portName, tls }: OfferSettings): Problem[] {
  if (tls === undefined) return [];
  const path = `serviceConnect.offers.${portName}.tls`;
  const { certificateAuthorityArn: arn, kmsKeyArn } = tls;
  const problems: Problem[] = [];
  if (!isLater(arn) && !/^arn:aws[a-z-]*:acm-pca:[a-z0-9-]+:\d{12}:certificate-authority\/[\w-]+$/.test(arn)) {
    const expected = "arn:<partition>:acm-pca:<region>:<account>:certificate-authority/<id>";
    problems.push({ code: "connect-tls-authority", path: `${path}.certificateAuthorityArn`, got: show(arn), expected, see: pages.connectTls });
  }
  if (kmsKeyArn !== undefined && !isKmsKeyArn(kmsKeyArn)) {
    const expected = "the ARN of a symmetric key";
    problems.push({ code: "connect-tls-key", path: `${path}.kmsKeyArn`, got: show(kmsKeyArn), expected, see: pages.connectTls });
  }
  return problems;
}

/** Headers that lead to a revision that only other strategies have. */
function checkTestHeaders({ serviceConnect, deployment }: ServiceSettings): Problem[] {
  return (serviceConnect?.offers ?? []).flatMap(({ portName, testHeader }): Problem[] => {
    if (testHeader === undefined) return [];
    const path = `serviceConnect.offers.${portName}.testHeader`;
    if (deployment.strategy === undefined) {
      return [{ code: "connect-test-header", path, got: "given for a rolling deployment", expected: "deployment.strategy, or no such prop", see: pages.deployment }];
    }
    if (/^[\w!#$%&'*+.^`|~-]+$/.test(testHeader.name) && testHeader.value.length > 0) return [];
    return [{ code: "connect-test-header", path, got: show(testHeader), expected: "the name of a header, and a value", see: pages.connect }];
  });
}
