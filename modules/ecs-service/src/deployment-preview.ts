import { initialOf } from "@terrace/core";
import type { IConstruct } from "constructs";
import { servicesBelow, type RegisteredService } from "./service-registry";
import { deploymentBounds, possibleCounts, type DeploymentBounds } from "./service-settings";

/** What a deployment of one service does to the number of its tasks. */
export interface DeploymentPreview extends DeploymentBounds {
  readonly service: string;
  /** How it deploys, such as `rolling 100-200 %`. */
  readonly way: string;
  /** What is likely to be regretted, in words. */
  readonly warnings: readonly string[];
}

/**
 * What deployments do to the services below a construct, such as a stack: the fewest and the most tasks meanwhile, and
 * whether they come to an end. Call it when all services are made.
 */
export function previewDeployments(scope: IConstruct): readonly DeploymentPreview[] {
  return servicesBelow(scope).map((service) => ({
    service: service.settings.name,
    ...deploymentBounds(initialOf(service.settings.desiredCount), service.settings.deployment),
    way: wayOf(service),
    warnings: warningsOf(service),
  }));
}

/** The same as a text to print: a line for each service, and its warnings below. */
export function printDeployments(scope: IConstruct): string {
  const rows = previewDeployments(scope).map(({ service, desired, lowest, highest, canProgress, way, warnings }) => ({
    cells: [service, String(desired), String(lowest), String(highest), canProgress ? "yes" : "no", way],
    warnings,
  }));
  const head = ["service", "desired", "lowest", "highest", "progresses", "how"];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd();
  return [line(head), ...rows.flatMap(({ cells, warnings }) => [line(cells), ...warnings.map((warning) => `  ! ${warning}`)])].join("\n");
}

function wayOf({ settings: { deployment } }: RegisteredService): string {
  const { codeDeploy, strategy, minHealthyPercent, maxPercent } = deployment;
  if (codeDeploy !== undefined) return `CodeDeploy, ${codeDeploy.traffic.kind}`;
  return strategy === undefined ? `rolling ${minHealthyPercent}-${maxPercent} %` : strategy.kind;
}

function warningsOf({ settings, connected }: RegisteredService): string[] {
  const { deployment, serviceConnect } = settings;
  const bounds = possibleCounts(settings).map((count) => deploymentBounds(count, deployment));
  const down = bounds.find(({ desired, lowest }) => desired > 0 && lowest === 0);
  const [least, most] = [bounds[0], bounds.at(-1)];
  const closed = (serviceConnect?.calls ?? []).filter((name) => !connected.has(name));
  return [
    ...(down === undefined ? [] : [`with ${down.desired} ${down.desired === 1 ? "task" : "tasks"}, all may stop before a new one has started`]),
    ...(least === undefined || most === undefined || least.desired === most.desired
      ? []
      : [`scaling: from ${least.lowest} of ${least.desired} to ${most.highest} of ${most.desired} tasks`]),
    ...closed.map((name) => `calls ${name}, and no connectTo opens the way`),
  ];
}
