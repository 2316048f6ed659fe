import { DescribeRepositoriesCommand } from "@aws-sdk/client-ecr";
import { DescribeAccessPointsCommand, DescribeFileSystemsCommand } from "@aws-sdk/client-efs";
import { GetRoleCommand, GetRolePolicyCommand, ListAttachedRolePoliciesCommand, ListRolePoliciesCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import { nameIn, runsOf, type Run } from "./container-runs";

/** Two roles for each service and task, with exactly the rights that its words in the file stand for, and nothing else. */
export async function rightsChecks(aws: Aws, environment: Environment): Promise<Check[]> {
  const { Roles = [] } = await aws.iam.send(new ListRolesCommand({}));
  const runs = runsOf(environment);
  const names = runs.flatMap(([role]) => [`${nameIn(environment, role)}-execution`, `${nameIn(environment, role)}-task`]);
  const there = Roles.map(({ RoleName }) => RoleName ?? "").filter((name) => /-(execution|task)$/.test(name));
  const checks = runs.map(async ([role, run]) => [
    ...(await roleChecks(aws, environment, `${nameIn(environment, role)}-execution`, await executionRights(aws, environment, role, run))),
    ...(await roleChecks(aws, environment, `${nameIn(environment, role)}-task`, await taskRights(aws, environment, role, run))),
  ]);
  return [equal("roles of tasks", there.sort(), names.sort()), ...(await Promise.all(checks)).flat()];
}

type Rights = Readonly<Record<string, readonly unknown[]>>;

async function roleChecks({ iam }: Aws, environment: Environment, RoleName: string, wanted: Rights): Promise<Check[]> {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  const documents = PolicyNames.map(async (PolicyName) => {
    const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    return [PolicyName, JSON.parse(decodeURIComponent(PolicyDocument)).Statement] as const;
  });
  const trust = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "%7B%7D"));
  return [
    equal(`rights of ${RoleName}`, Object.fromEntries(await Promise.all(documents)), wanted),
    equal(`attached policies of ${RoleName}`, AttachedPolicies, []),
    equal(`who takes ${RoleName}`, trust.Statement, [
      {
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": environment.account } },
      },
    ]),
  ];
}

/** Before the containers start: one repository, one log group, the secrets of the file. */
async function executionRights({ ecr }: Aws, environment: Environment, role: string, { image, secrets = {} }: Run): Promise<Rights> {
  const { name, project, region, account } = environment;
  const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [`${name}-${project}/${image}`] }));
  const full = nameIn(environment, role);
  const read = Object.values(secrets);
  const arns = [...new Set(read.flatMap((secret) => (secret.from === "secrets-manager" ? [secret.arn] : [])))];
  const parameters = read.flatMap((secret) => (secret.from === "parameter-store" ? [`arn:aws:ssm:${region}:${account}:parameter${secret.name}`] : []));
  return {
    [`${full}-execution`]: [
      { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
      {
        Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: [repositories[0]?.repositoryArn],
      },
      { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: `arn:aws:logs:${region}:${account}:log-group:/ecs/${full}:*` },
      ...(arns.length === 0 ? [] : [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: arns }]),
      ...(parameters.length === 0 ? [] : [{ Effect: "Allow", Action: "ssm:GetParameters", Resource: parameters }]),
    ],
  };
}

/** What the containers may do: a shell's channel where there are shells, and the access points of the file. */
async function taskRights({ efs }: Aws, environment: Environment, role: string, { exec = false, files = {} }: Run): Promise<Rights> {
  const full = nameIn(environment, role);
  const { FileSystems = [] } = await efs.send(new DescribeFileSystemsCommand({}));
  const { AccessPoints = [] } = await efs.send(new DescribeAccessPointsCommand({}));
  const mounts = Object.values(files).map(({ fileSystem, accessPoint }) => {
    const found = FileSystems.find(({ Name }) => Name === nameIn(environment, fileSystem));
    const path = environment.fileSystems[fileSystem]?.accessPoints?.[accessPoint]?.path;
    const point = AccessPoints.find(({ FileSystemId, RootDirectory }) => FileSystemId === found?.FileSystemId && RootDirectory?.Path === path);
    return {
      Effect: "Allow",
      Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      Resource: found?.FileSystemArn,
      Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": point?.AccessPointArn } },
    };
  });
  const channels = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"];
  return {
    ...(exec === false ? {} : { [`${full}-exec`]: [{ Effect: "Allow", Action: channels.map((action) => `ssmmessages:${action}`), Resource: "*" }] }),
    ...(mounts.length === 0 ? {} : { [`${full}-files`]: mounts }),
  };
}
