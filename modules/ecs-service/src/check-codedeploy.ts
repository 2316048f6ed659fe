import { show, type Problem } from "@terrace/core";
import { checkRange, repeated } from "./check-range";
import { hookStages } from "./hook-props";
import { pages } from "./limits";
import type { ServiceSettings } from "./service-settings";
import { isLater } from "./task-settings";

const parts = { least: 1, most: 99 } as const;
const functionPattern = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]{1,64}(:[\w$-]+)?$/;

/** What CodeDeploy takes, and what it refuses. */
export function checkCodeDeploy({ deployment, targets, serviceConnect, taskDefinitionOwner }: ServiceSettings): Problem[] {
  const { codeDeploy, strategy, circuitBreakerAsked, percentsAsked, hooks } = deployment;
  if (codeDeploy === undefined) return [];
  const see = pages.codeDeploy;
  const path = "deployment.codeDeploy";
  const problems: Problem[] = [];
  const refused = {
    "deployment.strategy": strategy !== undefined,
    "deployment.circuitBreaker": circuitBreakerAsked,
    "deployment.hooks": Object.keys(hooks).length > 0,
    serviceConnect: serviceConnect !== undefined,
    taskDefinitionOwner: taskDefinitionOwner !== undefined,
  };
  for (const [prop, isGiven] of Object.entries(refused)) {
    if (!isGiven) continue;
    problems.push({ code: "codedeploy-refuses", path: prop, got: "given with deployment.codeDeploy", expected: "one of the two: CodeDeploy decides it", see });
  }
  if (percentsAsked) {
    const got = "minHealthyPercent or maxPercent given with codeDeploy, which has no use for them";
    problems.push({ code: "codedeploy-percent", path: "deployment", got, expected: "no such prop", see, severity: "warning" });
  }
  const [target, ...others] = targets;
  if (target === undefined || others.length > 0) {
    problems.push({ code: "codedeploy-target", path: "targets", got: `${targets.length} of them with codeDeploy`, expected: "one", see });
  } else {
    const { targetGroup } = target;
    const { alternate, traffic } = codeDeploy;
    if (alternate.targetGroupArn === targetGroup.targetGroupArn) {
      problems.push({ code: "codedeploy-group", path: `${path}.alternate`, got: "the same target group", expected: "another one", see });
    } else if (alternate.loadBalancer !== targetGroup.loadBalancer || alternate.targetType !== targetGroup.targetType) {
      const expected = `one for the same kind of load balancer (${targetGroup.loadBalancer}) and of targets (${targetGroup.targetType})`;
      problems.push({ code: "codedeploy-group", path: `${path}.alternate`, got: "a target group of another kind", expected, see });
    }
    if (targetGroup.loadBalancer === "network" && traffic.kind !== "all-at-once") {
      problems.push({ code: "codedeploy-traffic", path: `${path}.traffic.kind`, got: `${show(traffic.kind)} with an NLB`, expected: `"all-at-once"`, see });
    }
  }
  return [...problems, ...checkValues(path, codeDeploy)];
}

function checkValues(path: string, codeDeploy: NonNullable<ServiceSettings["deployment"]["codeDeploy"]>): Problem[] {
  const { traffic, approvalMinutes, terminationMinutes, testListenerArn, productionListenerArn, hookFunctionArns } = codeDeploy;
  const see = pages.codeDeploy;
  const twoDays = (least: number) => ({ least, most: 2880 });
  const problems = [
    ...checkRange("codedeploy-minutes", `${path}.approvalMinutes`, approvalMinutes, twoDays(1), see),
    ...checkRange("codedeploy-minutes", `${path}.terminationMinutes`, terminationMinutes, twoDays(0), see),
  ];
  if (traffic.kind !== "all-at-once") {
    problems.push(
      ...checkRange("codedeploy-traffic", `${path}.traffic.percent`, traffic.percent, parts, see),
      ...checkRange("codedeploy-traffic", `${path}.traffic.minutes`, traffic.minutes, twoDays(1), see),
    );
  }
  if (testListenerArn === productionListenerArn) {
    problems.push({ code: "codedeploy-listener", path: `${path}.testListenerArn`, got: "the production listener", expected: "another one of the same load balancer", see });
  }
  return [...problems, ...hookFunctionArns.flatMap((arn, index) => checkFunction(`${path}.hookFunctionArns[${index}]`, arn))];
}

/** Functions that are asked while traffic shifts. */
export function checkHooks({ deployment, targets, serviceConnect }: ServiceSettings): Problem[] {
  const { hooks, strategy } = deployment;
  const see = pages.hooks;
  const tests = targets.some(({ shift }) => shift?.testRuleArn !== undefined) || serviceConnect?.offers.some(({ testHeader }) => testHeader !== undefined) === true;
  return Object.entries(hooks).flatMap(([key, { functionArn, stages }]) => {
    const path = `deployment.hooks.${key}`;
    const problems = checkFunction(`${path}.functionArn`, functionArn);
    if (strategy === undefined && deployment.codeDeploy === undefined) {
      problems.push({ code: "hook-strategy", path, got: "given for a rolling deployment", expected: "deployment.strategy, or no hooks", see });
    }
    if (stages.length === 0 || repeated(stages).length > 0 || stages.some((stage) => !hookStages.includes(stage))) {
      problems.push({ code: "hook-stages", path: `${path}.stages`, got: show(stages), expected: `each once of ${hookStages.join(", ")}`, see });
    }
    if (!tests && stages.some((stage) => stage.endsWith("TEST_TRAFFIC_SHIFT"))) {
      const expected = "shift.testRuleArn of a target, or testHeader of a name";
      problems.push({ code: "hook-test-traffic", path: `${path}.stages`, got: "for test traffic, of which there is none", expected, see, severity: "warning" });
    }
    return problems;
  });
}

function checkFunction(path: string, arn: string): Problem[] {
  if (isLater(arn) || functionPattern.test(arn)) return [];
  return [{ code: "hook-function", path, got: show(arn), expected: "arn:<partition>:lambda:<region>:<account>:function:<name>", see: pages.hooks }];
}
