import { show, type Problem } from "@terrace/core";
import { checkRange, repeated } from "./check-range";
import { pages, ranges } from "./limits";
import type { ServiceSettings } from "./service-settings";
import { hasOwnAddress, isLater } from "./task-settings";

/** Names in a DNS namespace: kinds of records by network mode, and the port that SRV needs. */
export function checkDiscovery({ discovery, task }: ServiceSettings): Problem[] {
  if (discovery === undefined) return [];
  const see = pages.discovery;
  const { name, records, ttlSeconds, container, port } = discovery;
  if (task.networkMode === "none") {
    return [{ code: "discovery-network-mode", path: "discovery", got: `given with networkMode "none"`, expected: "another mode: nothing is reached", see }];
  }
  const path = "discovery.records";
  const problems: Problem[] = [];
  if (!isLater(name) && (name.length > 127 || !/^(?=.)[\w-]{1,63}(\.[\w-]{1,63})*$/.test(name))) {
    problems.push({ code: "discovery-name", path: "discovery.name", got: show(name), expected: "up to 127 letters, digits, _, - and dots, 63 between two dots", see });
  }
  if (records.length === 0 || repeated(records).length > 0) {
    problems.push({ code: "discovery-record", path, got: show(records), expected: "each kind once, one at least", see });
  }
  if (!hasOwnAddress(task) && records.some((record) => record !== "SRV")) {
    const got = `${show(records)} with networkMode ${show(task.networkMode)}`;
    problems.push({ code: "discovery-record", path, got, expected: `["SRV"]: tasks have no address of their own`, see });
  }
  problems.push(...checkRange("discovery-ttl", "discovery.ttlSeconds", ttlSeconds, ranges.recordTtl, see));
  if (!records.includes("SRV")) return problems;
  const ports = task.containers.flatMap((one) => one.ports.map((own) => `${one.name}:${own.port}`));
  if (container === undefined || port === undefined || !ports.includes(`${container}:${port}`)) {
    const got = port === undefined ? "missing, and not the only one" : `${container ?? "no container"}:${port}, which nobody listens on`;
    problems.push({ code: "discovery-port", path: "discovery.port", got, expected: ports.length === 0 ? "ports of a container" : `one of ${ports.join(", ")}`, see });
  }
  return problems;
}
