import { show, type Problem } from "@terrace/core";
import { checkRange, repeated } from "./check-range";
import { pages, ranges } from "./limits";
import type { ServiceSettings } from "./service-settings";
import { isWindows } from "./task-settings";

const longTime = { least: 0, most: 2147483647 } as const;

/** Names in a namespace: each belongs to a port with that name, and there is a namespace. */
export function checkConnect({ serviceConnect, task }: ServiceSettings): Problem[] {
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
  return problems;
}
