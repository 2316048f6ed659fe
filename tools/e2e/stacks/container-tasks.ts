import { DescribeTaskDefinitionCommand, type ContainerDefinition, type TaskDefinition } from "@aws-sdk/client-ecs";
import { DescribeFileSystemsCommand } from "@aws-sdk/client-efs";
import { DescribeRepositoriesCommand } from "@aws-sdk/client-ecr";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeReplicationGroupsCommand } from "@aws-sdk/client-elasticache";
import type { SecretProps } from "../../../stacks/container-props";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import { nameIn, runsOf, type Run } from "./container-runs";

/** The newest revision of each task: what it runs, with what, and where its lines go. */
export async function taskChecks(aws: Aws, environment: Environment): Promise<Check[]> {
  const checks = runsOf(environment).map(async ([role, props]) => {
    const { taskDefinition } = await aws.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: nameIn(environment, role) }));
    return checksOf(aws, environment, role, props, taskDefinition);
  });
  return (await Promise.all(checks)).flat();
}

async function checksOf(aws: Aws, environment: Environment, role: string, props: Run, task: TaskDefinition | undefined): Promise<Check[]> {
  const name = nameIn(environment, role);
  const [container, ...others] = task?.containerDefinitions ?? [];
  const { logGroups = [] } = await aws.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: `/ecs/${name}` }));
  return [
    equal(
      `size and platform of ${role}`,
      [task?.cpu, task?.memory, task?.networkMode, task?.requiresCompatibilities, task?.runtimePlatform?.cpuArchitecture],
      [String(props.cpu), String(props.memoryMiB), "awsvpc", ["FARGATE"], props.platform?.architecture ?? "X86_64"],
    ),
    equal(`containers of ${role}`, [container?.name, others.length], [role, 0]),
    equal(`image of ${role}`, container?.image, await imageOf(aws, environment, props)),
    equal(`command of ${role}`, container?.command ?? [], props.command ?? []),
    equal(`ports of ${role}`, container?.portMappings?.map(({ containerPort }) => containerPort), props.port === undefined ? [] : [props.port]),
    equal(`root of ${role} is read only`, container?.readonlyRootFilesystem ?? false, props.readOnlyRoot ?? false),
    equal(`init process of ${role}, for shells`, container?.linuxParameters?.initProcessEnabled ?? false, props.exec === true),
    equal(`secrets of ${role}`, secretsOf(container), Object.entries(props.secrets ?? {}).map(([variable, secret]) => [variable, valueFrom(secret, environment)]).sort()),
    equal(`variables of ${role}`, variablesOf(container), await wantedVariables(aws, environment, props)),
    equal(`files of ${role}`, filesOf(task, container), await wantedFiles(aws, environment, props)),
    equal(
      `log of ${role}`,
      [container?.logConfiguration?.logDriver, container?.logConfiguration?.options?.["awslogs-group"], logGroups[0]?.retentionInDays],
      ["awslogs", `/ecs/${name}`, props.logs?.retentionDays ?? 30],
    ),
  ];
}

async function imageOf({ ecr }: Aws, { name, project, containers: { tags } }: Environment, { image }: Run): Promise<string> {
  const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [`${name}-${project}/${image}`] }));
  return `${repositories[0]?.repositoryUri}:${tags[image]}`;
}

function secretsOf(container: ContainerDefinition | undefined): unknown[] {
  return (container?.secrets ?? []).map((secret) => [secret.name, secret.valueFrom]).sort();
}

/** As ECS writes it, by hand. */
function valueFrom(secret: SecretProps, { region, account }: Environment): string {
  if (secret.from === "parameter-store") return `arn:aws:ssm:${region}:${account}:parameter${secret.name}`;
  return secret.jsonKey === undefined ? secret.arn : `${secret.arn}:${secret.jsonKey}::`;
}

function variablesOf(container: ContainerDefinition | undefined): unknown[] {
  return (container?.environment ?? []).map(({ name, value }) => [name, value]).sort();
}

/** What is called and used is found by variables. */
async function wantedVariables({ elasticache }: Aws, environment: Environment, { caches = [], calls = [], environment: given = {} }: Run) {
  const { ReplicationGroups = [] } = await elasticache.send(new DescribeReplicationGroupsCommand({}));
  const ofCaches = caches.flatMap((role) => {
    const [group] = ReplicationGroups.filter(({ ReplicationGroupId }) => ReplicationGroupId === nameIn(environment, role));
    const { PrimaryEndpoint, ReaderEndpoint } = group?.NodeGroups?.[0] ?? {};
    const variable = role.toUpperCase();
    const writing = [`${variable}_URL`, `rediss://${PrimaryEndpoint?.Address}:${PrimaryEndpoint?.Port}`];
    return [writing, [`${variable}_READER_URL`, `rediss://${ReaderEndpoint?.Address}:${ReaderEndpoint?.Port}`]];
  });
  const ofCalls = calls.map((role) => [`${role.toUpperCase()}_URL`, `http://${role}:${environment.containers.services[role]?.port}`]);
  return [...ofCaches, ...ofCalls, ...Object.entries(given)].sort();
}

function filesOf(task: TaskDefinition | undefined, container: ContainerDefinition | undefined): unknown[] {
  return (container?.mountPoints ?? []).map(({ containerPath, sourceVolume }) => {
    const volume = task?.volumes?.find(({ name }) => name === sourceVolume)?.efsVolumeConfiguration;
    return [containerPath, volume?.fileSystemId, volume?.transitEncryption, volume?.authorizationConfig?.iam];
  });
}

async function wantedFiles({ efs }: Aws, environment: Environment, { files = {} }: Run): Promise<unknown[]> {
  const { FileSystems = [] } = await efs.send(new DescribeFileSystemsCommand({}));
  const idOf = (role: string): string | undefined => FileSystems.find(({ Name }) => Name === nameIn(environment, role))?.FileSystemId;
  return Object.entries(files).map(([path, { fileSystem }]) => [path, idOf(fileSystem), "ENABLED", "ENABLED"]);
}
