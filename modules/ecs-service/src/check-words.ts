import { oneOf, type Problem } from "@terrace/core";
import { checkTaskWords, oneOfAny } from "./check-task-words";
import type { ScalingProps } from "./scaling-props";
import type { DeploymentSettings, ServiceSettings } from "./service-settings";

/** Words that decide which rules and resources there are. Nothing else is looked at while one of them is not a word. */
export function checkWords({ platformVersion, task, deployment, discovery, placement, scaling, serviceConnect, targets }: ServiceSettings): Problem[] {
  return [
    ...checkTaskWords(task),
    ...oneOfAny("platformVersion", platformVersion, ["1.0.0", "1.4.0", "LATEST"]),
    ...checkDeploymentWords(deployment),
    ...(discovery?.records ?? []).flatMap((record, index) => oneOf(`discovery.records[${index}]`, record, ["A", "AAAA", "SRV"])),
    ...placement.strategies.flatMap(({ type }, index) => oneOf(`placement.strategies[${index}].type`, type, ["binpack", "random", "spread"])),
    ...oneOfAny("serviceConnect.proxyLogs.mode", serviceConnect?.proxyLogs?.mode, ["blocking", "non-blocking"]),
    ...oneOfAny("serviceConnect.accessLogs.format", serviceConnect?.accessLogs?.format, ["JSON", "TEXT"]),
    ...targets.flatMap(({ key, targetGroup }) => oneOf(`targets.${key}.targetGroup.loadBalancer`, targetGroup.loadBalancer, ["application", "network"])),
    ...(scaling === undefined ? [] : checkScalingWords(scaling)),
  ];
}

function checkDeploymentWords({ circuitBreaker, strategy, codeDeploy }: DeploymentSettings): Problem[] {
  return [
    ...oneOf("deployment.circuitBreaker", circuitBreaker, ["off", "rollback", "stop"]),
    ...oneOfAny("deployment.strategy.kind", strategy?.kind, ["blue-green", "canary", "linear"]),
    ...oneOfAny("deployment.codeDeploy.traffic.kind", codeDeploy?.traffic.kind, ["all-at-once", "canary", "linear"]),
    ...(codeDeploy?.rollbackOn ?? []).flatMap((reason, index) => oneOf(`deployment.codeDeploy.rollbackOn[${index}]`, reason, ["failure", "stop"])),
  ];
}

const comparisons = ["GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanOrEqualToThreshold", "LessThanThreshold"] as const;

function checkScalingWords({ predictive, steps = {} }: ScalingProps): Problem[] {
  return [
    ...oneOfAny("scaling.predictive.metric", predictive?.metric, ["cpu", "memory"]),
    ...oneOfAny("scaling.predictive.mode", predictive?.mode, ["ForecastAndScale", "ForecastOnly"]),
    ...Object.entries(steps).flatMap(([key, { adjustment, aggregation, alarm }]) => {
      const path = `scaling.steps.${key}`;
      return [
        ...oneOfAny(`${path}.adjustment`, adjustment, ["ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity"]),
        ...oneOfAny(`${path}.aggregation`, aggregation, ["Average", "Maximum", "Minimum"]),
        ...(typeof alarm?.metric === "string" ? oneOf(`${path}.alarm.metric`, alarm.metric, ["cpu", "memory"]) : []),
        ...oneOfAny(`${path}.alarm.comparison`, alarm?.comparison, comparisons),
        ...oneOfAny(`${path}.alarm.missingData`, alarm?.missingData, ["breaching", "ignore", "missing", "notBreaching"]),
      ];
    }),
  ];
}
