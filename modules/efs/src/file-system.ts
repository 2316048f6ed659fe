import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { DataAwsAvailabilityZone } from "@cdktf/provider-aws/lib/data-aws-availability-zone";
import { EfsAccessPoint } from "@cdktf/provider-aws/lib/efs-access-point";
import { EfsBackupPolicy } from "@cdktf/provider-aws/lib/efs-backup-policy";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { EfsFileSystemPolicy } from "@cdktf/provider-aws/lib/efs-file-system-policy";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import { EfsReplicationConfiguration, type EfsReplicationConfigurationDestination } from "@cdktf/provider-aws/lib/efs-replication-configuration";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule, type VpcSecurityGroupIngressRuleConfig } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { initialOf, lifecycleOf, needsProvider, throwIfAny, writeFeature, type RoleRef, type SecurityGroupRef } from "@terrace/core";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { check } from "./check";
import { checkAccessPointOf } from "./check-access";
import { nfsPort } from "./limits";
import { fileSystemPolicy, mountPolicy, type PolicyTargets } from "./policy";
import type { FileSystemProps, LifecycleProps, MountOptions, ReplicationProps } from "./props";
import { isZoneId, mountSubnets, resolve, resolveMount, type AccessPointSettings, type FileSystemSettings } from "./settings";
import { ecsVolume, persistentVolume, volumeHandle, type EcsVolume, type MountMode, type PersistentVolume } from "./volumes";

const ipAddressTypes = { ipv4: "IPV4_ONLY", ipv6: "IPV6_ONLY", dualstack: "DUAL_STACK" } as const;

/**
 * A file system that tasks, pods, functions and instances of several zones share.
 *
 * Creates the file system with its policy and backups, a mount target in each zone of a tier, one security group, and
 * access points, a replication and alarms on request. It does not mount anything, and opens no port but to those that
 * are named.
 *
 * Charged by the gigabyte kept, and by default by the gigabyte read and written; backups by the gigabyte kept.
 *
 * @example
 * const files = new FileSystem(stack, "files", { name: "dev-shop-files", network: vpc.network, tier: "private" });
 * files.allowFrom("web", webSecurityGroup);
 */
export class FileSystem extends Construct {
  /** The group of the mount targets; other modules' rules may name it. */
  public readonly securityGroup: SecurityGroupRef;
  /** Ids of the access points, by name. */
  public readonly accessPointIds: Readonly<Record<string, string>>;
  /** ARNs of the access points, by name. */
  public readonly accessPointArns: Readonly<Record<string, string>>;
  /** Ids of the mount targets by zone. Nothing can mount before they are there: depend on them in the same stack. */
  public readonly mountTargetIds: Readonly<Record<string, string>>;

  private readonly fileSystem: EfsFileSystem;
  private readonly replication: EfsReplicationConfiguration | undefined;
  private readonly mode: MountMode;
  private readonly prefix: string;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: FileSystemProps) {
    super(scope, id);
    const settings = resolve(props);
    throwIfAny(this, "FileSystem", [...check(settings), ...this.checkProvider(settings)]);

    this.prefix = settings.name;
    this.mode = { tls: !settings.access.plainText, iam: !settings.access.anonymous };
    this.fileSystem = this.createFileSystem(settings);
    const accessPoints = this.createAccessPoints(settings);
    this.accessPointIds = mapEntries(accessPoints, (accessPoint) => accessPoint.id);
    this.accessPointArns = mapEntries(accessPoints, (accessPoint) => accessPoint.arn);
    const policy = this.createPolicy(settings);
    this.createBackupPolicy(settings);
    this.securityGroup = this.createSecurityGroup(settings);
    this.mountTargetIds = this.createMountTargets(settings, policy);
    this.replication = this.createReplication(settings);
    this.createAlarms(settings);
  }

  public get fileSystemId(): string {
    return this.fileSystem.id;
  }

  public get fileSystemArn(): string {
    return this.fileSystem.arn;
  }

  /** The name that clients mount: it resolves to the mount target of their own zone. */
  public get dnsName(): string {
    return this.fileSystem.dnsName;
  }

  /** Id of the replica; undefined without a replication. */
  public get replicaId(): string | undefined {
    return this.replication?.destination.fileSystemId;
  }

  /**
   * Opens the mount targets to a security group, on 2049.
   *
   * @param id a stable name of the peer, such as `web`
   */
  public allowFrom(id: string, peer: SecurityGroupRef): void {
    const { securityGroupId: referencedSecurityGroupId } = peer;
    this.openOnNfs(`from-${id}`, this.securityGroup.securityGroupId, { referencedSecurityGroupId, description: `NFS from ${id}` });
  }

  /**
   * Lets a role mount the file system: ECS takes the task role for it, a pod the role of the EFS CSI driver's node agent.
   *
   * Makes an inline policy of the role, in this stack.
   *
   * @param id a stable name of the role, such as `web`
   * @throws InvalidPropsError [access-point-unknown]
   */
  public grantMount(id: string, role: RoleRef, options: MountOptions = {}): void {
    const mount = resolveMount(options);
    throwIfAny(this, "FileSystem", checkAccessPointOf("accessPoint", mount, Object.keys(this.accessPointIds)));
    new IamRolePolicy(this, `mount-by-${id}`, {
      name: `${this.prefix}-mount-${id}`,
      role: role.roleName,
      policy: Fn.jsonencode(mountPolicy(mount, this.policyTargets())),
    });
  }

  /**
   * The volume of an ECS task definition, over TLS and with the task role's credentials unless `access` says otherwise.
   *
   * @param name what container definitions mount it by
   * @param accessPoint name of the access point that the task comes through; without, it sees the whole file system
   * @throws InvalidPropsError [access-point-unknown]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html
   */
  public ecsVolume(name: string, accessPoint?: string): EcsVolume {
    return ecsVolume(name, this.fileSystemId, this.accessPointIdOf(accessPoint), this.mode);
  }

  /**
   * What the EFS CSI driver knows the file system by, or one access point of it.
   *
   * @throws InvalidPropsError [access-point-unknown]
   * @see https://github.com/kubernetes-sigs/aws-efs-csi-driver
   */
  public volumeHandle(accessPoint?: string): string {
    return volumeHandle(this.fileSystemId, this.accessPointIdOf(accessPoint));
  }

  /**
   * The manifest of a Kubernetes PersistentVolume for the EFS CSI driver.
   *
   * @param name of the PersistentVolume, which a claim says as its `volumeName`
   * @param accessPoint name of the access point that pods come through; without, they see the whole file system
   * @throws InvalidPropsError [access-point-unknown]
   */
  public persistentVolume(name: string, accessPoint?: string): PersistentVolume {
    return persistentVolume(name, this.volumeHandle(accessPoint), this.mode);
  }

  private accessPointIdOf(accessPoint: string | undefined): string | undefined {
    throwIfAny(this, "FileSystem", checkAccessPointOf("accessPoint", { accessPoint }, Object.keys(this.accessPointIds)));
    return accessPoint === undefined ? undefined : this.accessPointIds[accessPoint];
  }

  private checkProvider({ ipAddressType }: FileSystemSettings) {
    return needsProvider(this, "ipAddressType", ipAddressType === "ipv4" ? undefined : "efs-mount-target-ip-type");
  }

  private createFileSystem(settings: FileSystemSettings): EfsFileSystem {
    const { name, performanceMode, throughput, lifecycle, encrypted, kmsKeyArn, overwriteProtection, protect, tags, override } = settings;
    return new EfsFileSystem(this, "Resource", {
      availabilityZoneName: this.zoneName(settings),
      performanceMode,
      throughputMode: throughput.mode,
      provisionedThroughputInMibps: throughput.mode === "provisioned" ? throughput.mibps : undefined,
      encrypted,
      kmsKeyId: kmsKeyArn,
      lifecyclePolicy: lifecyclePolicies(lifecycle),
      protection: { replicationOverwrite: initialOf(overwriteProtection) ? "ENABLED" : "DISABLED" },
      tags: { ...tags, Name: name },
      lifecycle: { ...lifecycleOf({ protection: overwriteProtection }), ...(protect ? { preventDestroy: true } : {}) },
      ...override.fileSystem,
    });
  }

  /** EFS takes a zone's name only. Which name an id has differs between accounts, so AWS is asked. */
  private zoneName({ availabilityZone }: FileSystemSettings): string | undefined {
    if (availabilityZone === undefined || !isZoneId(availabilityZone)) return availabilityZone;
    return new DataAwsAvailabilityZone(this, "zone", { zoneId: availabilityZone }).name;
  }

  private createAccessPoints({ name, accessPoints, tags }: FileSystemSettings): Record<string, EfsAccessPoint> {
    return mapEntries(accessPoints, (accessPoint, key) => {
      return new EfsAccessPoint(this, `access-point-${key}`, {
        fileSystemId: this.fileSystemId,
        ...accessPointOf(accessPoint),
        tags: { ...tags, Name: `${name}-${key}` },
      });
    });
  }

  private policyTargets(): PolicyTargets {
    return { fileSystemArn: this.fileSystemArn, accessPointArns: this.accessPointArns };
  }

  private createPolicy({ access }: FileSystemSettings): EfsFileSystemPolicy | undefined {
    const policy = fileSystemPolicy(access, this.policyTargets());
    if (policy === undefined) return undefined;
    return new EfsFileSystemPolicy(this, "policy", { fileSystemId: this.fileSystemId, policy: Fn.jsonencode(policy) });
  }

  private createBackupPolicy({ backup }: FileSystemSettings): void {
    // It says DISABLED too: AWS switches backups on by itself for One Zone.
    new EfsBackupPolicy(this, "backup", { fileSystemId: this.fileSystemId, backupPolicy: { status: backup ? "ENABLED" : "DISABLED" } });
  }

  private createSecurityGroup({ name, network, allowFromCidrs, tags }: FileSystemSettings): SecurityGroupRef {
    const { id: securityGroupId } = new SecurityGroup(this, "security-group", {
      name: `${name}-mount-targets`,
      description: `NFS to the mount targets of ${name}`,
      vpcId: network.vpcId,
      tags: { ...tags, Name: `${name}-mount-targets` },
      // AWS refuses to delete a group that a mount target uses, so a change of name makes the new one first.
      lifecycle: { createBeforeDestroy: true },
    });
    allowFromCidrs.forEach((cidrIpv4, index) => {
      this.openOnNfs(`nfs-from-${blockKey(cidrIpv4, index)}`, securityGroupId, { cidrIpv4, description: "NFS from a block of addresses" });
    });
    return { securityGroupId };
  }

  private openOnNfs(id: string, securityGroupId: string, from: Partial<VpcSecurityGroupIngressRuleConfig>): void {
    new VpcSecurityGroupIngressRule(this, id, { securityGroupId, ...from, ipProtocol: "tcp", fromPort: nfsPort, toPort: nfsPort });
  }

  private createMountTargets(settings: FileSystemSettings, policy: EfsFileSystemPolicy | undefined): Record<string, string> {
    return Object.fromEntries(
      mountSubnets(settings).map(({ availabilityZone, subnetId }) => {
        const mountTarget = new EfsMountTarget(this, `mount-target-${availabilityZone}`, {
          fileSystemId: this.fileSystemId,
          subnetId,
          securityGroups: [this.securityGroup.securityGroupId],
          // Nobody gets in before the policy says who may.
          dependsOn: policy === undefined ? undefined : [policy],
          ...settings.override.mountTarget,
        });
        if (settings.ipAddressType !== "ipv4") {
          writeFeature(mountTarget, "efs-mount-target-ip-type", { ip_address_type: ipAddressTypes[settings.ipAddressType] });
        }
        return [availabilityZone, mountTarget.id];
      }),
    );
  }

  private createReplication({ replication }: FileSystemSettings): EfsReplicationConfiguration | undefined {
    if (replication === undefined) return undefined;
    return new EfsReplicationConfiguration(this, "replication", {
      sourceFileSystemId: this.fileSystemId,
      destination: destinationOf(replication),
    });
  }

  private createAlarms({ name, alarms, tags }: FileSystemSettings): void {
    if (alarms === undefined) return;
    const { topicArn, burstCreditsBelowGiB, throughputAbovePercent } = alarms;
    const common = { alarmActions: [topicArn], okActions: [topicArn], tags };
    const dimensions = { FileSystemId: this.fileSystemId };
    const [namespace, period] = ["AWS/EFS", 300] as const;
    if (burstCreditsBelowGiB !== undefined) {
      new CloudwatchMetricAlarm(this, "burst-credits-alarm", {
        ...common,
        alarmName: `${name}-burst-credits`,
        alarmDescription: `${name} is slow once its burst credits are spent: think of elastic throughput`,
        namespace,
        metricName: "BurstCreditBalance",
        dimensions,
        statistic: "Minimum",
        period,
        evaluationPeriods: 3,
        comparisonOperator: "LessThanThreshold",
        threshold: burstCreditsBelowGiB * 2 ** 30,
      });
    }
    if (throughputAbovePercent !== undefined) {
      const metric = (metricName: string, stat: string) => ({ metric: { namespace, metricName, dimensions, period, stat } });
      new CloudwatchMetricAlarm(this, "throughput-alarm", {
        ...common,
        alarmName: `${name}-throughput`,
        alarmDescription: `${name} is near the throughput that it is permitted`,
        metricQuery: [
          { id: "used", ...metric("MeteredIOBytes", "Sum") },
          { id: "permitted", ...metric("PermittedThroughput", "Average") },
          { id: "percent", expression: "100 * used / PERIOD(used) / permitted", label: "Permitted throughput in use", returnData: true },
        ],
        evaluationPeriods: 3,
        comparisonOperator: "GreaterThanThreshold",
        threshold: throughputAbovePercent,
        // Nothing is metered while nobody reads or writes.
        treatMissingData: "notBreaching",
      });
    }
  }
}

function mapEntries<From, To>(record: Readonly<Record<string, From>>, change: (value: From, key: string) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

/** A part of a construct id: the block itself, or its place in the list where only Terraform will know it. */
function blockKey(cidr: string, index: number): string {
  return Token.isUnresolved(cidr) ? `block-${index}` : cidr.replace(/\W/g, "-");
}

/** EFS takes one transition in each block. */
function lifecyclePolicies({ iaAfterDays, archiveAfterDays, backOnFirstAccess }: LifecycleProps) {
  const ia = iaAfterDays === undefined ? [] : [{ transitionToIa: after(iaAfterDays) }];
  const archive = archiveAfterDays === undefined ? [] : [{ transitionToArchive: after(archiveAfterDays) }];
  const back = backOnFirstAccess === true ? [{ transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }] : [];
  return [...ia, ...archive, ...back];
}

function after(days: number): string {
  return `AFTER_${days}_${days === 1 ? "DAY" : "DAYS"}`;
}

function accessPointOf({ path, user, owner }: AccessPointSettings) {
  const creationInfo = owner === undefined ? undefined : { ownerUid: owner.uid, ownerGid: owner.gid, permissions: owner.permissions };
  const posixUser = user === undefined ? undefined : { uid: user.uid, gid: user.gid, secondaryGids: user.secondaryGids?.slice() };
  return { posixUser, rootDirectory: { path, creationInfo } };
}

function destinationOf(replication: ReplicationProps): EfsReplicationConfigurationDestination {
  switch (replication.to) {
    case "region":
      return { region: replication.region, kmsKeyId: replication.kmsKeyArn };
    case "zone":
      return { availabilityZoneName: replication.availabilityZone, kmsKeyId: replication.kmsKeyArn };
    case "file-system":
      return { fileSystemId: replication.fileSystemId, region: replication.region };
  }
}
