import { CodedeployApp } from "@cdktf/provider-aws/lib/codedeploy-app";
import { CodedeployDeploymentConfig } from "@cdktf/provider-aws/lib/codedeploy-deployment-config";
import { CodedeployDeploymentGroup } from "@cdktf/provider-aws/lib/codedeploy-deployment-group";
import type { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import type { Construct } from "constructs";
import { arnName, inCluster, replaceIn } from "./arn-parts";
import { jsonOf } from "./container-definitions";
import { createServiceRole } from "./service-role";
import type { CodeDeploySettings, ServiceSettings } from "./service-settings";
import { allow, unique, type Statement } from "./statements";
import type { TaskResources } from "./task-resources";

/** What a pipeline must know to deploy by CodeDeploy. */
export interface CodeDeployDeployment {
  readonly applicationName: string;
  readonly deploymentGroupName: string;
  /**
   * The AppSpec file of the revision that Terraform made last, as JSON: what `aws deploy create-deployment` takes.
   * A pipeline that registers revisions puts theirs into it.
   */
  readonly appSpec: string;
}

/** Lets CodeDeploy put revisions beside each other: an application, a deployment group, and a role for this service only. */
export function createCodeDeploy(scope: Construct, settings: ServiceSettings, service: EcsService, task: TaskResources): CodeDeployDeployment | undefined {
  const { codeDeploy, alarmNames } = settings.deployment;
  const [target] = settings.targets;
  if (codeDeploy === undefined || target === undefined) return undefined;
  const { name, cluster, tags } = settings;
  const { role, policy } = createServiceRole(scope, "codedeploy", settings, {
    principal: "codedeploy.amazonaws.com",
    description: `Lets CodeDeploy deploy ${name}`,
    statements: codeDeployStatements(settings, codeDeploy, task),
  });
  const app = new CodedeployApp(scope, "codedeploy-app", { name, computePlatform: "ECS", tags: { ...tags, Name: name } });
  const { approvalMinutes, terminationMinutes, testListenerArn, productionListenerArn, alternate } = codeDeploy;
  const group = new CodedeployDeploymentGroup(scope, "codedeploy-group", {
    appName: app.name,
    deploymentGroupName: name,
    deploymentConfigName: trafficConfig(scope, settings, codeDeploy),
    serviceRoleArn: role.arn,
    deploymentStyle: { deploymentOption: "WITH_TRAFFIC_CONTROL", deploymentType: "BLUE_GREEN" },
    // The service's own name, so that it is there before its group.
    ecsService: { clusterName: cluster.clusterName, serviceName: service.name },
    loadBalancerInfo: {
      targetGroupPairInfo: {
        prodTrafficRoute: { listenerArns: [productionListenerArn] },
        testTrafficRoute: testListenerArn === undefined ? undefined : { listenerArns: [testListenerArn] },
        targetGroup: [target.targetGroup, alternate].map(({ targetGroupArn }) => ({ name: arnName(targetGroupArn) })),
      },
    },
    blueGreenDeploymentConfig: {
      deploymentReadyOption:
        approvalMinutes === undefined ? { actionOnTimeout: "CONTINUE_DEPLOYMENT" } : { actionOnTimeout: "STOP_DEPLOYMENT", waitTimeInMinutes: approvalMinutes },
      terminateBlueInstancesOnDeploymentSuccess: { action: "TERMINATE", terminationWaitTimeInMinutes: terminationMinutes },
    },
    alarmConfiguration: alarmNames.length === 0 ? undefined : { alarms: [...alarmNames], enabled: true },
    autoRollbackConfiguration: { enabled: true, events: rollbackEvents(codeDeploy, alarmNames.length > 0) },
    tags: { ...tags, Name: name },
    dependsOn: [policy],
  });
  return { applicationName: app.name, deploymentGroupName: group.deploymentGroupName, appSpec: jsonOf(appSpecOf(task.definition.arn, target)) };
}

function rollbackEvents({ rollbackOn }: CodeDeploySettings, hasAlarms: boolean): string[] {
  const names = { failure: "DEPLOYMENT_FAILURE", stop: "DEPLOYMENT_STOP_ON_REQUEST" } as const;
  return [...rollbackOn.map((event) => names[event]), ...(hasAlarms ? ["DEPLOYMENT_STOP_ON_ALARM"] : [])].toSorted();
}

/** The name of a configuration: AWS's own for all at once, one of the service's own for anything else. */
function trafficConfig(scope: Construct, { name }: ServiceSettings, { traffic }: CodeDeploySettings): string {
  if (traffic.kind === "all-at-once") return "CodeDeployDefault.ECSAllAtOnce";
  const { kind, percent, minutes } = traffic;
  const steps =
    kind === "canary"
      ? { type: "TimeBasedCanary", timeBasedCanary: { percentage: percent, interval: minutes } }
      : { type: "TimeBasedLinear", timeBasedLinear: { percentage: percent, interval: minutes } };
  // A configuration cannot be changed, so its name says what it is, and the new one is there before the old one goes.
  return new CodedeployDeploymentConfig(scope, "codedeploy-config", {
    deploymentConfigName: `${name}-${kind}-${percent}-${minutes}`,
    computePlatform: "ECS",
    trafficRoutingConfig: steps,
    lifecycle: { createBeforeDestroy: true },
  }).deploymentConfigName;
}

/**
 * The managed policy AWSCodeDeployRoleForECSLimited, for one service.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCodeDeployRoleForECSLimited.html
 */
function codeDeployStatements({ name, cluster, deployment }: ServiceSettings, codeDeploy: CodeDeploySettings, { taskRole, executionRole }: TaskResources): Statement[] {
  const { clusterArn } = cluster;
  const listeners = [codeDeploy.productionListenerArn, codeDeploy.testListenerArn].filter((arn) => arn !== undefined);
  const functions = codeDeploy.hookFunctionArns;
  const reads = ["DescribeListeners", "DescribeRules", "DescribeTargetGroups"];
  return [
    allow(["ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet"], inCluster(clusterArn, "service", name)),
    allow("ecs:DeleteTaskSet", inCluster(clusterArn, "task-set", `${name}/*`)),
    // What is yet to be made has no resource that a policy could name.
    allow("ecs:CreateTaskSet", "*", { ArnEquals: { "ecs:cluster": clusterArn } }),
    allow(reads.map((action) => `elasticloadbalancing:${action}`), "*"),
    allow("elasticloadbalancing:ModifyListener", listeners),
    allow("elasticloadbalancing:ModifyRule", listeners.map(rulesOf)),
    allow("iam:PassRole", unique([taskRole.roleArn, executionRole.roleArn]), { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }),
    // Reading alarms has no resource.
    ...(deployment.alarmNames.length === 0 ? [] : [allow("cloudwatch:DescribeAlarms", "*")]),
    ...(functions.length === 0 ? [] : [allow("lambda:InvokeFunction", functions)]),
  ];
}

/** Every rule of a listener, as a policy names them. */
function rulesOf(listenerArn: string): string {
  return `${replaceIn(listenerArn, ":listener/", ":listener-rule/")}/*`;
}

function appSpecOf(definitionArn: string, { container, port }: ServiceSettings["targets"][number]) {
  return {
    version: 1,
    Resources: [
      {
        TargetService: {
          Type: "AWS::ECS::Service",
          Properties: { TaskDefinition: definitionArn, LoadBalancerInfo: { ContainerName: container, ContainerPort: port } },
        },
      },
    ],
  };
}
