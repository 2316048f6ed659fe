import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { type EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import { EcsCluster, type EcsClusterConfiguration } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { ServiceDiscoveryHttpNamespace } from "@cdktf/provider-aws/lib/service-discovery-http-namespace";
import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import {
  ecsTaskNeeds,
  needsProvider,
  sessionManagerNeeds,
  throwIfAny,
  type EcsClusterRef,
  type NetworkRef,
  type Problem,
  type RoleRef,
  type SecurityGroupRef,
  type Workload,
} from "@terrace/core";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { check } from "./check";
import { checkAllowFrom, checkGrant } from "./check-methods";
import { createGroup } from "./instances";
import { ephemeralPorts } from "./limits";
import { createManaged } from "./managed-instances";
import { execLogPolicy, type ExecRecord } from "./policy";
import type { ClusterProps, PortRange } from "./props";
import { createProfile, createRole, instanceRoleName, managedRoleName } from "./roles";
import { hasInstances, resolve, type ClusterSettings, type ExecSettings } from "./settings";

/**
 * An ECS cluster, and where its tasks run.
 *
 * Creates the cluster with Fargate and Fargate Spot, and on request groups of EC2 instances, Managed Instances, the
 * record of ECS Exec sessions, and a Cloud Map namespace. It makes no service, no task, and no key.
 *
 * The cluster and Fargate are free of charge until a task runs; Container Insights is charged by the metric.
 *
 * @example
 * const cluster = new Cluster(stack, "cluster", { name: "dev-shop" });
 */
export class Cluster extends Construct {
  /** What services and tasks need of the cluster. Whatever uses it is made after its capacity, and destroyed before. */
  public readonly cluster: EcsClusterRef;
  /** Names of the cluster's own capacity providers, by key. */
  public readonly capacityProviderNames: Readonly<Record<string, string>>;
  /** The group of the instances; undefined without any. Tasks of the awsvpc mode have groups of their own. */
  public readonly securityGroup: SecurityGroupRef | undefined;
  /** The role of the instances of groups; undefined without any. */
  public readonly instanceRole: RoleRef | undefined;
  /** What instances must reach before they can register, by tier: for `checkReachability` and `requireReachability` of core. */
  public readonly workloads: readonly Workload[];
  /** Id of the Cloud Map namespace that is made here; undefined otherwise. */
  public readonly namespaceId: string | undefined;
  /** ARN of the Cloud Map namespace, also of one that was there; undefined without. */
  public readonly namespaceArn: string | undefined;
  /** Name of the log group of ECS Exec sessions; undefined where there is none. */
  public readonly execLogGroupName: string | undefined;

  private readonly resource: EcsCluster;
  private readonly execRecord: ExecRecord | undefined;
  private readonly prefix: string;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const settings = resolve(props);
    throwIfAny(this, "Cluster", [...check(settings), ...this.checkProvider(settings)]);

    this.prefix = settings.name;
    const logGroup = this.createExecLogGroup(settings);
    this.execLogGroupName = logGroup?.name;
    this.execRecord = recordOf(settings, logGroup);
    const namespace = this.createNamespace(settings);
    this.namespaceId = namespace?.id;
    this.namespaceArn = namespace?.arn;
    this.resource = this.createCluster(settings, logGroup);
    const capacity = this.createCapacity(settings);
    this.securityGroup = capacity.securityGroup;
    this.instanceRole = capacity.instanceRole;
    this.capacityProviderNames = mapEntries(capacity.providers, (_, key) => `${settings.name}-${key}`);
    this.workloads = workloadsOf(settings);
    this.cluster = this.createReference(settings, this.createAssociation(settings, capacity.providers));
  }

  /**
   * Opens the instances to a security group: by default those ports that Docker gives to containers of the bridge mode.
   *
   * @param id a stable name of the peer, such as `load-balancer`
   * @param ports the ports; `{ from: 32768, to: 65535 }` without
   * @throws InvalidPropsError [allow-from-nothing] [port-range]
   */
  public allowFrom(id: string, peer: SecurityGroupRef, ports: PortRange = ephemeralPorts): void {
    throwIfAny(this, "Cluster", checkAllowFrom(this.securityGroup, ports));
    if (this.securityGroup === undefined) return;
    new VpcSecurityGroupIngressRule(this, `from-${id}`, {
      securityGroupId: this.securityGroup.securityGroupId,
      referencedSecurityGroupId: peer.securityGroupId,
      description: `Containers from ${id}`,
      ipProtocol: "tcp",
      fromPort: ports.from,
      toPort: ports.to,
    });
  }

  /**
   * Lets a task role record its ECS Exec sessions where the cluster says. Makes an inline policy of the role, in this stack.
   *
   * The rights to open a session, and to use `exec.kmsKeyArn`, are the service's own.
   *
   * @param id a stable name of the role, such as `web`
   * @throws InvalidPropsError [grant-without-record]
   */
  public grantExecLogs(id: string, role: RoleRef): void {
    throwIfAny(this, "Cluster", checkGrant(this.execRecord));
    if (this.execRecord === undefined) return;
    new IamRolePolicy(this, `exec-logs-of-${id}`, {
      name: `${this.prefix}-exec-logs-${id}`,
      role: role.roleName,
      policy: Fn.jsonencode(execLogPolicy(this.execRecord)),
    });
  }

  private checkProvider({ managedInstances }: ClusterSettings): Problem[] {
    return Object.entries(managedInstances).flatMap(([key, { scaleInAfterSeconds }]) => [
      ...needsProvider(this, `managedInstances.${key}`, "ecs-managed-instances"),
      ...needsProvider(
        this,
        `managedInstances.${key}.scaleInAfterSeconds`,
        scaleInAfterSeconds === undefined ? undefined : "ecs-infrastructure-optimization",
      ),
    ]);
  }

  private createExecLogGroup({ name, exec, tags }: ClusterSettings): CloudwatchLogGroup | undefined {
    if (exec?.logs.to !== "cloudwatch") return undefined;
    const { retentionDays: retentionInDays, kmsKeyArn: kmsKeyId } = exec.logs;
    return new CloudwatchLogGroup(this, "exec-log-group", { name: `/ecs/${name}/exec`, retentionInDays, kmsKeyId, tags });
  }

  private createNamespace({ namespace, network, tags }: ClusterSettings): { readonly id: string | undefined; readonly arn: string } | undefined {
    if (namespace === undefined) return undefined;
    const description = `Services of the ECS cluster ${this.prefix}`;
    switch (namespace.type) {
      case "existing":
        return { id: undefined, arn: namespace.arn };
      case "http": {
        const { id, arn } = new ServiceDiscoveryHttpNamespace(this, "namespace-http", { name: namespace.name, description, tags });
        return { id, arn };
      }
      case "private-dns": {
        const vpc = network?.vpcId ?? "";
        const { id, arn } = new ServiceDiscoveryPrivateDnsNamespace(this, "namespace-dns", { name: namespace.name, vpc, description, tags });
        return { id, arn };
      }
    }
  }

  private createCluster(settings: ClusterSettings, logGroup: CloudwatchLogGroup | undefined): EcsCluster {
    const { name, containerInsights, namespace, tags, override } = settings;
    const isDefault = namespace?.serviceConnectDefault ?? true;
    return new EcsCluster(this, "Resource", {
      name,
      setting: [{ name: "containerInsights", value: containerInsights }],
      configuration: configurationOf(settings, logGroup),
      serviceConnectDefaults: this.namespaceArn !== undefined && isDefault ? { namespace: this.namespaceArn } : undefined,
      tags: { ...tags, Name: name },
      ...override.cluster,
    });
  }

  private createCapacity(settings: ClusterSettings): Capacity {
    const { network } = settings;
    if (network === undefined || !hasInstances(settings)) return { providers: {}, securityGroup: undefined, instanceRole: undefined };
    const { securityGroup, rules } = this.createSecurityGroup(settings, network);
    const partition = new DataAwsPartition(this, "partition", {});
    const place = { network, securityGroup, rules, partition };
    const groups = this.createGroups(settings, place);
    return { providers: { ...groups.providers, ...this.createManagedInstances(settings, place) }, securityGroup, instanceRole: groups.role };
  }

  /** Nobody gets in before `allowFrom`; instances get out to ECS, to registries, and to wherever their tasks go. */
  private createSecurityGroup({ name, tags }: ClusterSettings, network: NetworkRef) {
    const { id: securityGroupId } = new SecurityGroup(this, "security-group", {
      name: `${name}-instances`,
      description: `Instances of the ECS cluster ${name}`,
      vpcId: network.vpcId,
      tags: { ...tags, Name: `${name}-instances` },
    });
    const out = { securityGroupId, ipProtocol: "-1", description: "Everywhere" };
    const rules = [new VpcSecurityGroupEgressRule(this, "to-ipv4", { ...out, cidrIpv4: "0.0.0.0/0" })];
    if (network.dualStack) rules.push(new VpcSecurityGroupEgressRule(this, "to-ipv6", { ...out, cidrIpv6: "::/0" }));
    return { securityGroup: { securityGroupId }, rules };
  }

  private createGroups(settings: ClusterSettings, { network, securityGroup, rules, partition }: Place) {
    const { name, instances, instanceRole, tags, override } = settings;
    if (Object.keys(instances).length === 0) return { providers: {}, role: undefined };
    const made = createRole(this, "instance-role", partition, {
      name: instanceRoleName(name),
      description: `Instances of the ECS cluster ${name}`,
      service: "ec2.amazonaws.com",
      awsPolicies: {
        ecs: "service-role/AmazonEC2ContainerServiceforEC2Role",
        ...(instanceRole.sessionManager ? { "session-manager": "AmazonSSMManagedInstanceCore" } : {}),
      },
      policyArns: instanceRole.policyArns,
      tags,
    });
    const profile = createProfile(this, "instance-profile", made, tags);
    const providers = mapEntries(instances, (group, key) =>
      createGroup(this, key, group, {
        name,
        clusterName: this.resource.name,
        network,
        securityGroupId: securityGroup.securityGroupId,
        instanceProfileArn: profile.arn,
        dependsOn: [...made.attachments, ...rules],
        tags,
        override,
      }),
    );
    return { providers, role: { roleName: made.role.name, roleArn: made.role.arn } };
  }

  private createManagedInstances(settings: ClusterSettings, { network, securityGroup, rules, partition }: Place): Record<string, EcsCapacityProvider> {
    const { name, managedInstances, tags } = settings;
    if (Object.keys(managedInstances).length === 0) return {};
    const infrastructure = createRole(this, "infrastructure-role", partition, {
      name: `${name}-infrastructure`,
      description: `ECS, for the Managed Instances of the cluster ${name}`,
      service: "ecs.amazonaws.com",
      awsPolicies: { ecs: "AmazonECSInfrastructureRolePolicyForManagedInstances" },
      tags,
    });
    const made = createRole(this, "managed-instance-role", partition, {
      name: managedRoleName(name),
      description: `Managed Instances of the ECS cluster ${name}`,
      service: "ec2.amazonaws.com",
      awsPolicies: { ecs: "AmazonECSInstanceRolePolicyForManagedInstances" },
      tags,
    });
    const profile = createProfile(this, "managed-instance-profile", made, tags);
    return mapEntries(managedInstances, (managed, key) =>
      createManaged(this, key, managed, {
        name,
        clusterName: this.resource.name,
        network,
        securityGroupId: securityGroup.securityGroupId,
        infrastructureRoleArn: infrastructure.role.arn,
        instanceProfileArn: profile.arn,
        dependsOn: [...infrastructure.attachments, ...made.attachments, ...rules],
        tags,
      }),
    );
  }

  /**
   * The cluster's providers and its default strategy. It is destroyed before providers and their groups, and after
   * every service, because services take the cluster's name and ARN from it.
   */
  private createAssociation(settings: ClusterSettings, providers: Readonly<Record<string, EcsCapacityProvider>>): EcsClusterCapacityProviders {
    return new EcsClusterCapacityProviders(this, "capacity-providers", {
      clusterName: this.resource.name,
      capacityProviders: [...settings.fargate, ...Object.values(providers).map(({ name }) => name)],
      defaultCapacityProviderStrategy: settings.defaultStrategy.map(({ provider, weight, base }) => ({
        capacityProvider: providers[provider]?.name ?? provider,
        weight,
        base,
      })),
    });
  }

  private createReference(settings: ClusterSettings, association: EcsClusterCapacityProviders): EcsClusterRef {
    const { fargate, exec, namespace } = settings;
    const logs = this.execRecord?.to;
    return {
      clusterName: association.clusterName,
      // The association has no ARN of the cluster, so it is named beside: who takes the ARN waits for both.
      clusterArn: Fn.element([this.resource.arn, association.id], 0),
      capacityProviders: [...fargate, ...Object.values(this.capacityProviderNames)],
      ...(exec === undefined
        ? {}
        : { exec: { ...(exec.kmsKeyArn === undefined ? {} : { kmsKeyArn: exec.kmsKeyArn }), ...(logs === undefined ? {} : { logs }) } }),
      ...(this.namespaceArn !== undefined && (namespace?.serviceConnectDefault ?? true)
        ? { serviceConnectNamespaceArn: this.namespaceArn }
        : {}),
    };
  }
}

/** What instances of all kinds share. */
interface Place {
  readonly network: NetworkRef;
  readonly securityGroup: SecurityGroupRef;
  readonly rules: readonly ITerraformDependable[];
  readonly partition: DataAwsPartition;
}

interface Capacity {
  readonly providers: Readonly<Record<string, EcsCapacityProvider>>;
  readonly securityGroup: SecurityGroupRef | undefined;
  readonly instanceRole: RoleRef | undefined;
}

function mapEntries<From, To>(record: Readonly<Record<string, From>>, change: (value: From, key: string) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

function recordOf({ exec }: ClusterSettings, logGroup: CloudwatchLogGroup | undefined): ExecRecord | undefined {
  if (logGroup !== undefined) return { to: "cloudwatch", logGroupArn: logGroup.arn };
  return exec?.logs.to === "s3" ? exec.logs : undefined;
}

function configurationOf({ exec, managedStorage }: ClusterSettings, logGroup: CloudwatchLogGroup | undefined): EcsClusterConfiguration | undefined {
  const { kmsKeyArn, fargateKmsKeyArn } = managedStorage;
  const isStorageKeyed = kmsKeyArn !== undefined || fargateKmsKeyArn !== undefined;
  if (exec === undefined && !isStorageKeyed) return undefined;
  return {
    executeCommandConfiguration: exec === undefined ? undefined : { kmsKeyId: exec.kmsKeyArn, ...loggingOf(exec.logs, logGroup) },
    managedStorageConfiguration: isStorageKeyed ? { kmsKeyId: kmsKeyArn, fargateEphemeralStorageKmsKeyId: fargateKmsKeyArn } : undefined,
  };
}

function loggingOf(logs: ExecSettings["logs"], logGroup: CloudwatchLogGroup | undefined) {
  switch (logs.to) {
    case "nowhere":
      return { logging: "NONE" };
    case "s3": {
      const { bucketName: s3BucketName, prefix: s3KeyPrefix } = logs;
      return { logging: "OVERRIDE", logConfiguration: { s3BucketName, s3KeyPrefix, s3BucketEncryptionEnabled: true } };
    }
    case "cloudwatch": {
      const cloudWatchEncryptionEnabled = logs.kmsKeyArn !== undefined;
      return { logging: "OVERRIDE", logConfiguration: { cloudWatchLogGroupName: logGroup?.name, cloudWatchEncryptionEnabled } };
    }
  }
}

/** Tasks have needs of their own, which their services say. */
function workloadsOf({ name, instances, managedInstances, instanceRole }: ClusterSettings): Workload[] {
  const agent = ecsTaskNeeds({ launchType: "ec2", ecrImages: false, cloudWatchLogs: false });
  const needs = [...agent, ...(instanceRole.sessionManager ? sessionManagerNeeds() : [])];
  return [
    ...Object.entries(instances).map(([key, { tier }]) => ({ name: `${name}-${key}`, tier, needs })),
    ...Object.entries(managedInstances).map(([key, { tier }]) => ({ name: `${name}-${key}`, tier, needs: agent })),
  ];
}
