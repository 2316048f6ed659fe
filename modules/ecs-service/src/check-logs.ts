import { show, type Problem } from "@terrace/core";
import { checkRange } from "./check-range";
import { checkSecret } from "./check-container";
import { checkRouting } from "./check-log-outputs";
import { logSecrets } from "./log-outputs";
import { pages, ranges, retentionDays } from "./limits";
import type { Ec2LogProps } from "./ec2-task-props";
import { isLater, type ContainerSettings, type LaunchType, type TaskSettings } from "./task-settings";

/** Where the output of a task's containers goes, and whether it can get there. */
export function checkLogs(task: TaskSettings): Problem[] {
  return [...checkGroup(task), ...checkRouters(task), ...checkRouting(task), ...task.containers.flatMap((container) => checkLog(container, task.launchType))];
}

function checkGroup({ logs }: TaskSettings): Problem[] {
  const problems: Problem[] = [];
  if (!retentionDays.some((days) => days === logs.retentionDays)) {
    const expected = `one of ${retentionDays.join(", ")}`;
    problems.push({ code: "log-retention", path: "task.logs.retentionDays", got: show(logs.retentionDays), expected, see: pages.retention });
  }
  return problems;
}

function checkRouters({ containers }: TaskSettings): Problem[] {
  const routers = containers.filter(({ logRouter }) => logRouter !== undefined);
  const routed = containers.filter(({ log }) => log.driver === "awsfirelens");
  const see = pages.firelens;
  const [first, second] = routers;
  if (second !== undefined) {
    const got = `a second one beside ${first?.name}`;
    return [{ code: "log-router", path: `task.containers.${second.name}.logRouter`, got, expected: "one router in a task", see }];
  }
  const [lost] = routed;
  if (first === undefined && lost !== undefined) {
    const expected = "a container with logRouter";
    return [{ code: "log-router", path: `task.containers.${lost.name}.log.driver`, got: `"awsfirelens" without a router`, expected, see }];
  }
  if (first !== undefined && first.log.driver === "awsfirelens") {
    const expected = "another driver, such as awslogs: a router cannot route what it says itself";
    return [{ code: "log-router", path: `task.containers.${first.name}.log.driver`, got: `"awsfirelens" of the router`, expected, see }];
  }
  if (first !== undefined && lost === undefined) {
    const got = "given, and no container logs to it";
    const expected = `log: { driver: "awsfirelens" } of another container`;
    return [{ code: "log-router-idle", path: `task.containers.${first.name}.logRouter`, got, expected, see, severity: "warning" }];
  }
  return [];
}

function checkLog({ name, log }: ContainerSettings, launchType: LaunchType): Problem[] {
  const path = `task.containers.${name}.log`;
  const see = pages.logs;
  switch (log.driver) {
    case "awslogs": {
      const problems = checkRange("log-buffer", `${path}.bufferMiB`, log.bufferMiB, ranges.logBufferMiB, see);
      if (log.mode === "blocking" && log.bufferMiB !== undefined) {
        problems.push({ code: "log-buffer", path: `${path}.bufferMiB`, got: `given with mode "blocking"`, expected: `mode: "non-blocking", or no buffer`, see });
      }
      if (log.group !== undefined && !isLater(log.group) && !/^[\w./#-]{1,512}$/.test(log.group)) {
        problems.push({ code: "log-group", path: `${path}.group`, got: show(log.group), expected: "the name of a log group, not its ARN", see });
      }
      if (log.region !== undefined && log.group === undefined) {
        problems.push({ code: "log-group", path: `${path}.region`, got: "given without group", expected: "group: the task's own is in the region of the task", see });
      }
      if (log.datetimeFormat !== undefined && log.multilinePattern !== undefined) {
        problems.push({ code: "log-multiline", path: `${path}.multilinePattern`, got: "given with datetimeFormat", expected: "one of the two", see });
      }
      if (log.mode === "blocking") {
        const got = `"blocking": the container stops when CloudWatch Logs does not answer`;
        problems.push({ code: "log-blocking", path: `${path}.mode`, got, expected: `"non-blocking", unless no line may be lost`, see, severity: "warning" });
      }
      return problems;
    }
    case "splunk": {
      const problems = checkSecrets(path, log);
      if (!isLater(log.url) && !/^https:\/\/[^/]+/.test(log.url)) {
        problems.push({ code: "splunk-url", path: `${path}.url`, got: show(log.url), expected: "an https address", see });
      }
      return problems;
    }
    case "none":
      return [{ code: "log-none", path, got: "none, so nobody learns why it stopped", expected: "a driver", see, severity: "warning" }];
    case "awsfirelens":
      return checkSecrets(path, log);
    case "fluentd":
    case "gelf":
    case "journald":
    case "json-file":
    case "syslog":
      if (launchType === "EC2") return [];
      return [{ code: "log-driver", path: `${path}.driver`, got: `${show(log.driver)} on Fargate`, expected: "awslogs, awsfirelens, splunk or none", see }];
  }
}

function checkSecrets(path: string, log: Ec2LogProps): Problem[] {
  return logSecrets(log).flatMap(({ prop, source }) => checkSecret(`${path}.${prop}`, source));
}
