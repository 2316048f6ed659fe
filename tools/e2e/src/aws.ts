import { ApplicationAutoScalingClient } from "@aws-sdk/client-application-auto-scaling";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECRClient } from "@aws-sdk/client-ecr";
import { ECSClient } from "@aws-sdk/client-ecs";
import { EFSClient } from "@aws-sdk/client-efs";
import { EKSClient } from "@aws-sdk/client-eks";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { ElastiCacheClient } from "@aws-sdk/client-elasticache";
import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client } from "@aws-sdk/client-s3";
import type { SessionKeys } from "../../local-aws/src";
import { openInCluster, type InCluster } from "./in-cluster";
import { openRequests, type Requests } from "./requests";

/** Clients in the account of one environment: what they see is what is really there. */
export interface Aws {
  readonly ec2: EC2Client;
  readonly s3: S3Client;
  readonly logs: CloudWatchLogsClient;
  readonly efs: EFSClient;
  readonly elasticache: ElastiCacheClient;
  readonly ecr: ECRClient;
  readonly ecs: ECSClient;
  readonly eks: EKSClient;
  readonly loadBalancing: ElasticLoadBalancingV2Client;
  readonly scaling: ApplicationAutoScalingClient;
  readonly iam: IAMClient;
  /** For services of which the run needs a word or two. */
  readonly requests: Requests;
  /** What stacks of the environment made inside its clusters. */
  readonly inCluster: InCluster;
}

/** @param standInLog what stand-ins for helm and kubernetes were asked to do */
export function openAws(endpoint: string, credentials: SessionKeys, region: string, standInLog: string): Aws {
  const config = { endpoint, credentials, region };
  return {
    ec2: new EC2Client(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    logs: new CloudWatchLogsClient(config),
    efs: new EFSClient(config),
    elasticache: new ElastiCacheClient(config),
    ecr: new ECRClient(config),
    ecs: new ECSClient(config),
    eks: new EKSClient(config),
    loadBalancing: new ElasticLoadBalancingV2Client(config),
    scaling: new ApplicationAutoScalingClient(config),
    iam: new IAMClient(config),
    requests: openRequests(endpoint, credentials, region),
    inCluster: openInCluster(standInLog),
  };
}
