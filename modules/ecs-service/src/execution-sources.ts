import { arnPart, bucketArnOf } from "./arn-parts";
import { allow, unique, type Statement } from "./statements";
import type { TaskSettings } from "./task-settings";

/**
 * What ECS must read and write before the containers start, beside what the module makes: files of variables,
 * specifications of gMSAs, log groups of somebody else.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function sourceStatements({ containers }: TaskSettings, clusterArn: string): Statement[] {
  const specifications = unique(containers.map(({ credentialSpec }) => credentialSpec?.replace(/^credentialspec(domainless)?:/, "")));
  const parameters = specifications.filter((arn) => !isObject(arn));
  const objects = unique([...containers.flatMap(({ environmentFiles }) => environmentFiles), ...specifications.filter(isObject)]);
  const groups = unique(containers.map(({ log }) => (log.driver === "awslogs" && log.group !== undefined ? streamsOf(clusterArn, log.group, log.region) : undefined)));
  return [
    ...(objects.length > 0 ? [allow("s3:GetObject", objects), allow("s3:GetBucketLocation", unique(objects.map(bucketArnOf)))] : []),
    ...(parameters.length > 0 ? [allow("ssm:GetParameters", parameters)] : []),
    ...(groups.length > 0 ? [allow(["logs:CreateLogStream", "logs:PutLogEvents"], groups)] : []),
  ];
}

function isObject(arn: string): boolean {
  return arn.split(":")[2] === "s3";
}

/** Every stream of a log group in the account of the cluster. */
function streamsOf(clusterArn: string, group: string, region: string | undefined): string {
  return ["arn", arnPart(clusterArn, 1), "logs", region ?? arnPart(clusterArn, 3), arnPart(clusterArn, 4), "log-group", group, "*"].join(":");
}
