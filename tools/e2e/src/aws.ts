import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { EFSClient } from "@aws-sdk/client-efs";
import { ElastiCacheClient } from "@aws-sdk/client-elasticache";
import { S3Client } from "@aws-sdk/client-s3";
import type { SessionKeys } from "../../local-aws/src";

/** Clients in the account of one environment: what they see is what is really there. */
export interface Aws {
  readonly ec2: EC2Client;
  readonly s3: S3Client;
  readonly logs: CloudWatchLogsClient;
  readonly efs: EFSClient;
  readonly elasticache: ElastiCacheClient;
}

export function openAws(endpoint: string, credentials: SessionKeys, region: string): Aws {
  const config = { endpoint, credentials, region };
  return {
    ec2: new EC2Client(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    logs: new CloudWatchLogsClient(config),
    efs: new EFSClient(config),
    elasticache: new ElastiCacheClient(config),
  };
}
