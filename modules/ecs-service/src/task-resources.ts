import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsTaskDefinition, type EcsTaskDefinitionVolume } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { RoleRef } from "@terrace/core";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { arnPart } from "./arn-parts";
import { containerDefinitions, jsonOf } from "./container-definitions";
import { logStatements } from "./log-outputs";
import { regionOf } from "./needs";
import { execStatements, executionStatements } from "./policies";
import type { PlacementSettings } from "./service-settings";
import { policyOf, type Statement } from "./statements";
import { isWindows, usesLogGroup, type VolumeSettings } from "./task-settings";

/** What one task is made of in AWS. */
export interface TaskResources {
  readonly definition: EcsTaskDefinition;
  readonly taskRole: RoleRef;
  readonly executionRole: RoleRef;
  /** Undefined where no container logs to CloudWatch. */
  readonly logGroup: CloudwatchLogGroup | undefined;
  /** Region of the log group. */
  readonly region: string;
  /** A task that starts before its rights are there fails. */
  readonly policies: readonly IamRolePolicy[];
}

/** Makes the task definition, its two roles with exactly the rights they need, and the log group. */
export function createTask(scope: Construct, placement: PlacementSettings): TaskResources {
  const { name, task, tags } = placement;
  const logGroup = createLogGroup(scope, placement);
  const taskRole = task.taskRole ?? createRole(scope, "task", placement, `What the containers of ${name} act as`);
  const executionRole = task.executionRole ?? createRole(scope, "execution", placement, `What ECS acts as before the containers of ${name} start`);
  const policies = [
    ...createPolicy(scope, "execution-policy", `${name}-execution`, executionRole, executionStatements(task, logGroup?.arn)),
    ...createPolicy(scope, "exec-policy", `${name}-exec`, taskRole, execRights(placement)),
    ...createPolicy(scope, "log-policy", `${name}-logs`, taskRole, logStatements(task, name)),
  ];
  const region = regionOf(placement.network) ?? arnPart(placement.cluster.clusterArn, 3);
  const containers = containerDefinitions(task, {
    logs: { group: logGroupName(name), region, prefix: name },
    init: placement.exec !== undefined && !isWindows(task),
  });
  const definition = new EcsTaskDefinition(scope, "task-definition", {
    family: name,
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: String(task.cpu),
    memory: String(task.memoryMiB),
    runtimePlatform: { cpuArchitecture: task.platform.architecture, operatingSystemFamily: task.platform.operatingSystem },
    ephemeralStorage: task.ephemeralStorageGiB === undefined ? undefined : { sizeInGib: task.ephemeralStorageGiB },
    pidMode: task.pidMode,
    taskRoleArn: taskRole.roleArn,
    executionRoleArn: executionRole.roleArn,
    containerDefinitions: jsonOf(containers),
    volume: task.volumes.map(volumeOf),
    skipDestroy: task.keepRevisions,
    tags: { ...tags, Name: name },
    ...task.override,
  });
  return { definition, taskRole, executionRole, logGroup, region, policies };
}

/** Name of the log group of a task. */
function logGroupName(name: string): string {
  return `/ecs/${name}`;
}

function createLogGroup(scope: Construct, { name, task, tags }: PlacementSettings): CloudwatchLogGroup | undefined {
  if (!usesLogGroup(task)) return undefined;
  return new CloudwatchLogGroup(scope, "log-group", {
    name: logGroupName(name),
    retentionInDays: task.logs.retentionDays,
    kmsKeyId: task.logs.kmsKeyArn,
    tags: { ...tags, Name: name },
  });
}

function createRole(scope: Construct, kind: "execution" | "task", { name, cluster, tags }: PlacementSettings, description: string): RoleRef {
  const role = new IamRole(scope, `${kind}-role`, {
    name: `${name}-${kind}`,
    description,
    assumeRolePolicy: jsonOf({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Action: "sts:AssumeRole",
          // Nobody else's ECS may be talked into taking it.
          Condition: { StringEquals: { "aws:SourceAccount": Fn.element(Fn.split(":", cluster.clusterArn), 4) } },
        },
      ],
    }),
    tags: { ...tags, Name: `${name}-${kind}` },
  });
  return { roleName: role.name, roleArn: role.arn };
}

function createPolicy(scope: Construct, id: string, name: string, { roleName }: RoleRef, statements: readonly Statement[]): IamRolePolicy[] {
  if (statements.length === 0) return [];
  return [new IamRolePolicy(scope, id, { name, role: roleName, policy: jsonOf(policyOf(statements)) })];
}

function execRights({ exec, cluster }: PlacementSettings): Statement[] {
  if (exec === undefined) return [];
  return execStatements({ kmsKeyArn: cluster.exec?.kmsKeyArn, logGroupArn: exec.logGroupArn, bucketArn: exec.bucketArn });
}

function volumeOf({ name, efs }: VolumeSettings): EcsTaskDefinitionVolume {
  if (efs === undefined) return { name };
  const { fileSystemId, transitEncryption, accessPointId, iam, rootDirectory } = efs;
  return { name, efsVolumeConfiguration: { fileSystemId, transitEncryption, rootDirectory, authorizationConfig: { accessPointId, iam } } };
}

/** Every task of a cluster, as a policy names it. */
export function tasksArnOf({ cluster }: PlacementSettings): string {
  return `${Fn.replace(cluster.clusterArn, ":cluster/", ":task/")}/*`;
}
