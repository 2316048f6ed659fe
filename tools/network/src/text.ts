import type { NetworkReport } from "./report";
import { textTable } from "./table";
import { costLines, endpointSummary, endpointTable, headline, needTable, reachTable, slotTable, subnetTable } from "./words";

/** The report for a person at a terminal. */
export function textOf(report: NetworkReport): string {
  const { table, notes } = reachTable(report);
  const sections = [
    [headline(report)],
    ["Subnets", ...textTable(subnetTable(report))],
    ["Free slots for new tiers", ...textTable(slotTable(report))],
    ["What each tier reaches, and how", ...textTable(table), ...notes.map((note) => `  ${note}`)],
    ...report.workloads.map((workload) => [
      `Workload ${workload.name}, in the tier ${workload.tier}`,
      ...textTable(needTable(workload)),
    ]),
    ["Endpoints", ...textTable(endpointTable(report)), `  ${endpointSummary(report)}`],
    ["Cost", ...costLines(report).map((line) => `  ${line}`)],
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
