import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsTaskDefinition, type EcsTaskDefinitionVolume } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { RoleRef } from "@terrace/core";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { arnPart } from "./arn-parts";
import { containerDefinitions, jsonOf } from "./container-definitions";
import { sourceStatements } from "./execution-sources";
import { logStatements } from "./log-outputs";
import { regionOf } from "./needs";
import { execStatements, executionStatements } from "./policies";
import { createRole } from "./service-role";
import type { PlacementSettings } from "./service-settings";
import { policyOf, type Statement } from "./statements";
import { isLater, isWindows, usesLogGroup } from "./task-settings";
import type { VolumeSettings } from "./volume-settings";

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
  const taskRole = task.taskRole ?? createTaskRole(scope, "task", placement, `What the containers of ${name} act as`);
  const executionRole = task.executionRole ?? createTaskRole(scope, "execution", placement, `What ECS acts as before the containers of ${name} start`);
  const policies = [
    ...createPolicy(scope, "execution-policy", `${name}-execution`, executionRole, [
      ...executionStatements(task, logGroup?.arn),
      ...sourceStatements(task, placement.cluster.clusterArn),
    ]),
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
    requiresCompatibilities: [task.launchType],
    // Windows' own mode has no name: it is what is there without one.
    networkMode: task.networkMode === "default" ? undefined : task.networkMode,
    cpu: task.cpu === undefined ? undefined : String(task.cpu),
    memory: task.memoryMiB === undefined ? undefined : String(task.memoryMiB),
    runtimePlatform: { cpuArchitecture: task.platform.architecture, operatingSystemFamily: task.platform.operatingSystem },
    ephemeralStorage: task.ephemeralStorageGiB === undefined ? undefined : { sizeInGib: task.ephemeralStorageGiB },
    pidMode: task.pidMode,
    ipcMode: task.ipcMode,
    placementConstraints: task.placementConstraints.map((expression) => ({ type: "memberOf", expression })),
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

function createTaskRole(scope: Construct, kind: "execution" | "task", placement: PlacementSettings, description: string): RoleRef {
  const { name, arn } = createRole(scope, kind, placement, "ecs-tasks.amazonaws.com", description);
  return { roleName: name, roleArn: arn };
}

function createPolicy(scope: Construct, id: string, name: string, { roleName }: RoleRef, statements: readonly Statement[]): IamRolePolicy[] {
  if (statements.length === 0) return [];
  return [new IamRolePolicy(scope, id, { name, role: roleName, policy: jsonOf(policyOf(statements)) })];
}

function execRights({ exec, cluster }: PlacementSettings): Statement[] {
  if (exec === undefined) return [];
  return execStatements({ kmsKeyArn: cluster.exec?.kmsKeyArn, logGroupArn: exec.logGroupArn, bucketArn: exec.bucketArn });
}

function volumeOf({ name, efs, ebs, hostPath, docker }: VolumeSettings): EcsTaskDefinitionVolume {
  // What it is made of is the service's to say.
  if (ebs !== undefined) return { name, configureAtLaunch: true };
  if (docker !== undefined) {
    const { scope, autoprovision, driver, options, labels } = docker;
    return { name, dockerVolumeConfiguration: { scope, autoprovision, driver, driverOpts: options, labels } };
  }
  if (efs === undefined) return { name, hostPath };
  const { fileSystemId, transitEncryption, accessPointId, iam, rootDirectory } = efs;
  return { name, efsVolumeConfiguration: { fileSystemId, transitEncryption, rootDirectory, authorizationConfig: { accessPointId, iam } } };
}

/** Every task of a cluster, as a policy names it. */
export function tasksArnOf({ cluster }: Pick<PlacementSettings, "cluster">): string {
  const { clusterArn } = cluster;
  const tasks = isLater(clusterArn) ? Fn.replace(clusterArn, ":cluster/", ":task/") : clusterArn.replace(":cluster/", ":task/");
  return `${tasks}/*`;
}
