import { allow, unique, type Statement } from "./statements";
import { secretsOf, usesLogGroup, type TaskSettings } from "./task-settings";

/**
 * What ECS must be able to do before the containers start: pull from the repositories that they name, read the secrets
 * that they name, and write to their log group. Nothing else.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function executionStatements(task: TaskSettings, logGroupArn: string | undefined): Statement[] {
  const repositories = unique(task.containers.map(({ image }) => image.repositoryArn));
  const secrets = secretsOf(task).map(({ source }) => source);
  const fromSecretsManager = unique(secrets.map(({ from, arn }) => (from === "secrets-manager" ? arn : undefined)));
  const fromParameterStore = unique(secrets.map(({ from, arn }) => (from === "parameter-store" ? arn : undefined)));
  const keys = unique(secrets.map(({ kmsKeyArn }) => kmsKeyArn));
  return [
    ...(repositories.length > 0
      ? [
          // The token is of the whole registry, so it has no resource.
          allow("ecr:GetAuthorizationToken", "*"),
          allow(["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], repositories),
        ]
      : []),
    ...(usesLogGroup(task) && logGroupArn !== undefined ? [allow(["logs:CreateLogStream", "logs:PutLogEvents"], `${logGroupArn}:*`)] : []),
    ...(fromSecretsManager.length > 0 ? [allow("secretsmanager:GetSecretValue", fromSecretsManager)] : []),
    ...(fromParameterStore.length > 0 ? [allow("ssm:GetParameters", fromParameterStore)] : []),
    ...(keys.length > 0 ? [allow("kms:Decrypt", keys)] : []),
  ];
}

/** How Exec sessions are kept, with what rights need to name. */
export interface ExecRights {
  readonly kmsKeyArn: string | undefined;
  readonly logGroupArn: string | undefined;
  readonly bucketArn: string | undefined;
}

/**
 * What the task role needs for ECS Exec: to open the channel, and to keep a record where the cluster wants one.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
export function execStatements({ kmsKeyArn, logGroupArn, bucketArn }: ExecRights): Statement[] {
  const channels = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"];
  return [
    // A channel is no resource that a policy could name.
    allow(channels.map((action) => `ssmmessages:${action}`), "*"),
    ...(kmsKeyArn === undefined ? [] : [allow("kms:Decrypt", kmsKeyArn)]),
    ...(logGroupArn === undefined
      ? []
      : [
          allow("logs:DescribeLogGroups", "*"),
          allow(["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], `${logGroupArn}:*`),
        ]),
    ...(bucketArn === undefined ? [] : [allow("s3:GetEncryptionConfiguration", bucketArn), allow("s3:PutObject", `${bucketArn}/*`)]),
  ];
}

/** What a person needs to open a shell in the tasks that carry a tag, and in no others. */
export function execCallerStatements(clusterArn: string, tasksArn: string, name: string, kmsKeyArn: string | undefined): Statement[] {
  return [
    allow("ecs:ExecuteCommand", clusterArn),
    allow("ecs:ExecuteCommand", tasksArn, { StringEquals: { "aws:ResourceTag/Name": name } }),
    allow("ecs:DescribeTasks", tasksArn, { ArnEquals: { "ecs:cluster": clusterArn } }),
    // Listing is of the whole cluster, and has container instances as its resource.
    allow("ecs:ListTasks", "*", { ArnEquals: { "ecs:cluster": clusterArn } }),
    ...(kmsKeyArn === undefined ? [] : [allow("kms:GenerateDataKey", kmsKeyArn)]),
  ];
}

/** What somebody needs to run a task, follow it, read its log and stop it. */
export interface RunTargets {
  readonly clusterArn: string;
  /** Tasks of the cluster, as a pattern. */
  readonly tasksArn: string;
  /** Every revision of the task definition, as a pattern. */
  readonly taskDefinitionArns: string;
  readonly roleArns: readonly string[];
  readonly logGroupArn: string | undefined;
}

/** The least that runs one task definition in one cluster. */
export function runStatements({ clusterArn, tasksArn, taskDefinitionArns, roleArns, logGroupArn }: RunTargets): Statement[] {
  const inCluster = { ArnEquals: { "ecs:cluster": clusterArn } };
  return [
    allow("ecs:RunTask", taskDefinitionArns, inCluster),
    allow(["ecs:DescribeTasks", "ecs:StopTask"], tasksArn, inCluster),
    allow("iam:PassRole", roleArns, { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }),
    ...(logGroupArn === undefined ? [] : [allow("logs:GetLogEvents", `${logGroupArn}:*`)]),
  ];
}
