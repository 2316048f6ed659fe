import { show, type Problem, type SecurityGroupRef } from "@terrace/core";
import { pages } from "./limits";
import type { ExecRecord } from "./policy";
import type { PortRange } from "./props";

/** Whether there is somebody to let in, and on which ports. */
export function checkAllowFrom(securityGroup: SecurityGroupRef | undefined, { from, to }: PortRange): Problem[] {
  const problems: Problem[] = [];
  if (securityGroup === undefined) {
    const expected = "instances or managedInstances: tasks on Fargate have groups of their own";
    problems.push({ code: "allow-from-nothing", path: "instances", got: "empty, so there is nothing to open", expected, see: pages.taskNetworking });
  }
  if (!isPort(from) || !isPort(to) || from > to) {
    problems.push({ code: "port-range", path: "ports", got: `${show(from)} to ${show(to)}`, expected: "ports from 1 to 65535, the lower one first" });
  }
  return problems;
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}

/** Whether there is a record to write. */
export function checkGrant(record: ExecRecord | undefined): Problem[] {
  if (record !== undefined) return [];
  const expected = `exec: { logs: { to: "cloudwatch" } } or "s3", or no such grant`;
  return [{ code: "grant-without-record", path: "exec.logs", got: "without a record of the cluster's own", expected, see: pages.exec }];
}
