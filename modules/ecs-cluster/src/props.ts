import type { AutoscalingGroupConfig } from "@cdktf/provider-aws/lib/autoscaling-group";
import type { EcsClusterConfig } from "@cdktf/provider-aws/lib/ecs-cluster";
import type { LaunchTemplateConfig } from "@cdktf/provider-aws/lib/launch-template";
import type { NetworkRef, Tags } from "@terrace/core";
import type { InstancesProps, ManagedInstancesProps } from "./instances-props";

/** What a cluster is made from. */
export interface ClusterProps {
  /**
   * Name of the cluster, and the beginning of the name of everything here. Lower-case letters, digits and hyphens, up
   * to 100; up to 48 with instances, and then not beginning with `aws`, `ecs` or `fargate`.
   *
   * A change replaces everything.
   *
   * @throws InvalidPropsError [cluster-name] [capacity-provider-name]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html
   */
  readonly name: string;

  /**
   * CloudWatch Container Insights: `enhanced` measures each container, `enabled` each service; both are charged by the
   * metric. It changes in place.
   *
   * @default "enhanced"
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html
   */
  readonly containerInsights?: "disabled" | "enabled" | "enhanced";

  /**
   * Which of AWS's own capacity providers services may use. Free of charge until something runs.
   *
   * @default ["FARGATE", "FARGATE_SPOT"]
   * @throws InvalidPropsError [no-capacity]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
   */
  readonly fargate?: readonly FargateProvider[];

  /**
   * The network of instances, and of a private DNS namespace.
   *
   * @default - none: Fargate's tasks say their own
   * @throws InvalidPropsError [network-missing]
   */
  readonly network?: NetworkRef;

  /**
   * Groups of EC2 instances as capacity providers, by key: lower-case letters, digits and hyphens. A provider is called
   * `<name>-<key>`.
   *
   * @default - none
   * @throws InvalidPropsError [capacity-provider-key] [capacity-provider-duplicate]
   */
  readonly instances?: Readonly<Record<string, InstancesProps>>;

  /**
   * Instances that ECS manages by itself as capacity providers, by key: lower-case letters, digits and hyphens. AWS
   * provider 6.15.0 or later. Charged as instances, and for the management.
   *
   * @default - none
   * @throws InvalidPropsError [capacity-provider-key] [capacity-provider-duplicate] [needs-provider]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html
   */
  readonly managedInstances?: Readonly<Record<string, ManagedInstancesProps>>;

  /**
   * Rights of the instances of `instances`, beside those of the ECS agent. Tasks have roles of their own.
   *
   * @default - the ECS agent's only
   */
  readonly instanceRole?: InstanceRoleProps;

  /**
   * Where tasks run that say nothing themselves. Fargate, groups of instances and Managed Instances do not mix in one.
   *
   * It changes in place, for what is deployed from then on.
   *
   * @default - Fargate; without it the only capacity provider there is; with several nothing, and services must say
   * @throws InvalidPropsError [strategy-provider] [strategy-mix] [strategy-base] [strategy-weight] [strategy-length]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
   */
  readonly defaultStrategy?: readonly StrategyItem[];

  /**
   * How sessions of ECS Exec are encrypted and recorded. It changes in place, for new sessions.
   *
   * @default - TLS without a key, recorded where the container's own awslogs go
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
   */
  readonly exec?: ExecProps;

  /**
   * The Cloud Map namespace in which services find each other.
   *
   * @default - none
   * @throws InvalidPropsError [namespace-name] [namespace-arn]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html
   */
  readonly namespace?: NamespaceProps;

  /**
   * Keys of what ECS stores for tasks. It changes in place, for new tasks.
   *
   * @default - AWS's own keys
   * @throws InvalidPropsError [kms-key]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-storage-encryption.html
   */
  readonly managedStorage?: ManagedStorageProps;

  /**
   * Tags of everything here, beside the provider's `default_tags`; also of instances and their volumes.
   *
   * @default - none
   */
  readonly tags?: Tags;

  /**
   * Arguments of the provider's own resources, applied last: for what this module has no prop for.
   *
   * @default - none
   */
  readonly override?: ClusterOverrides;
}

/** A capacity provider that AWS offers everywhere. Tasks on Spot may be stopped with two minutes' notice. */
export type FargateProvider = "FARGATE" | "FARGATE_SPOT";

/** One part of a capacity provider strategy. */
export interface StrategyItem {
  /**
   * `FARGATE`, `FARGATE_SPOT`, or a key of `instances` or `managedInstances`.
   *
   * @throws InvalidPropsError [strategy-provider] [strategy-duplicate]
   */
  readonly provider: string;
  /**
   * Share of the tasks beyond the base: 0 to 1000.
   *
   * @default 1
   * @throws InvalidPropsError [strategy-weight]
   */
  readonly weight?: number;
  /**
   * Tasks that run here before any other: 0 to 100000. Only one item may have it.
   *
   * @default 0
   * @throws InvalidPropsError [strategy-base]
   */
  readonly base?: number;
}

/** Rights of the instances. */
export interface InstanceRoleProps {
  /**
   * Lets people open a shell on an instance by Session Manager. The policy also reads every parameter of the account.
   *
   * @default false
   * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonSSMManagedInstanceCore.html
   */
  readonly sessionManager?: boolean;
  /**
   * ARNs of more policies, by name. May be known only after apply.
   *
   * @default - none
   * @throws InvalidPropsError [policy-name] [policy-arn]
   */
  readonly policyArns?: Readonly<Record<string, string>>;
}

/** How sessions of ECS Exec are encrypted and recorded. */
export interface ExecProps {
  /**
   * ARN of the key that encrypts what travels between client and container. Task roles need `kms:Decrypt` on it.
   *
   * @default - TLS only
   * @throws InvalidPropsError [kms-key]
   */
  readonly kmsKeyArn?: string;
  /**
   * Where sessions are recorded. Task roles need rights for it: `grantExecLogs(id, role)`.
   *
   * @default - a log group that is made here
   */
  readonly logs?: ExecToCloudWatch | ExecToNowhere | ExecToS3;
}

/** Sessions are recorded in a log group that is made here: `/ecs/<name>/exec`. */
export interface ExecToCloudWatch {
  readonly to: "cloudwatch";
  /**
   * Days that records are kept: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731 ... 3653.
   *
   * @default 365
   * @throws InvalidPropsError [log-retention]
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  readonly retentionDays?: number;
  /**
   * ARN of the key that encrypts the log group. Its policy must let CloudWatch Logs use it.
   *
   * @default - AWS's own key
   * @throws InvalidPropsError [kms-key]
   */
  readonly kmsKeyArn?: string;
}

/** Sessions are recorded in a bucket that is there already, encrypted. */
export interface ExecToS3 {
  readonly to: "s3";
  /**
   * May be known only after apply.
   *
   * @throws InvalidPropsError [name-length] [name-characters]
   */
  readonly bucketName: string;
  /** ARN of that bucket, for the rights of `grantExecLogs`. */
  readonly bucketArn: string;
  /**
   * Folder in the bucket.
   *
   * @default - none
   * @throws InvalidPropsError [exec-prefix]
   */
  readonly prefix?: string;
}

/** Sessions are not recorded. CloudTrail still knows who opened one. */
export interface ExecToNowhere {
  readonly to: "nowhere";
}

/** The Cloud Map namespace of a cluster. */
export type NamespaceProps = DnsNamespace | ExistingNamespace | HttpNamespace;

/** A namespace for Service Connect and the Cloud Map API. Free of charge. */
export interface HttpNamespace extends NamespaceDefault {
  readonly type: "http";
  /**
   * 1 to 1024 characters. A change replaces the namespace, which must be empty.
   *
   * @throws InvalidPropsError [namespace-name]
   * @see https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateHttpNamespace.html
   */
  readonly name: string;
}

/** A namespace that the network's own DNS answers for: a private hosted zone, charged by the month. */
export interface DnsNamespace extends NamespaceDefault {
  readonly type: "private-dns";
  /**
   * A domain, such as `shop.internal`, up to 253 characters. A change replaces the namespace, which must be empty.
   *
   * @throws InvalidPropsError [namespace-name] [namespace-dns]
   * @see https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html
   */
  readonly name: string;
}

/** A namespace that is there already. */
export interface ExistingNamespace extends NamespaceDefault {
  readonly type: "existing";
  /**
   * May be known only after apply.
   *
   * @throws InvalidPropsError [namespace-arn]
   */
  readonly arn: string;
}

/** What a namespace is to the cluster's services. */
export interface NamespaceDefault {
  /**
   * Service Connect uses it for services that say no other.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterServiceConnectDefaultsRequest.html
   */
  readonly serviceConnectDefault?: boolean;
}

/** Keys of what ECS stores for tasks. */
export interface ManagedStorageProps {
  /**
   * ARN of the key of managed storage.
   *
   * @default - AWS's own key
   */
  readonly kmsKeyArn?: string;
  /**
   * ARN of the key of Fargate's ephemeral storage. Its policy must let `fargate.amazonaws.com` use it for this cluster.
   *
   * @default - AWS's own key
   */
  readonly fargateKmsKeyArn?: string;
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface ClusterOverrides {
  /**
   * For the cluster.
   *
   * @default - nothing is overridden
   */
  readonly cluster?: Partial<EcsClusterConfig>;
  /**
   * For every launch template.
   *
   * @default - nothing is overridden
   */
  readonly launchTemplate?: Partial<LaunchTemplateConfig>;
  /**
   * For every Auto Scaling group.
   *
   * @default - nothing is overridden
   */
  readonly autoscalingGroup?: Partial<AutoscalingGroupConfig>;
}

/** TCP ports, both included. */
export interface PortRange {
  /** 1 to 65535. */
  readonly from: number;
  /** `from` to 65535. */
  readonly to: number;
}
