import {
  DescribeAccessPointsCommand,
  DescribeBackupPolicyCommand,
  DescribeFileSystemPolicyCommand,
  DescribeFileSystemsCommand,
  DescribeLifecycleConfigurationCommand,
  DescribeMountTargetsCommand,
  DescribeMountTargetSecurityGroupsCommand,
  type MountTargetDescription,
} from "@aws-sdk/client-efs";
import { initialOf, nameOf } from "@terrace/core";
import type { Environment } from "../../../stacks/environment";
import type { StorageProps } from "../../../stacks/storage";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import type { StackCase } from "./case";
import { defaultTagCheck } from "./tags";
import { openingCheck, subnetsOfTiers } from "./tiers";

const nfs = 2049;

/** The file systems of an environment. */
export const storage: StackCase = {
  stack: "storage",
  changes: [
    {
      name: "other-throughput",
      environments: ["dev"],
      updates: ["aws_efs_file_system.throughput_mode"],
      make: (environment) => withFileSystems(environment, { throughput: { mode: "elastic" } }),
    },
    {
      name: "other-lifecycle",
      environments: ["prd"],
      updates: ["aws_efs_file_system.lifecycle_policy"],
      make: (environment) => withFileSystems(environment, { lifecycle: { iaAfterDays: 14, backOnFirstAccess: true } }),
    },
  ],
  beforeDestroy: {
    name: "without-protection-of-files",
    environments: ["dev", "prd"],
    make: (environment) => withFileSystems(environment, { protect: false }),
  },

  async expect(aws, environment) {
    const checks = Object.entries(environment.fileSystems).map(([role, props]) => fileSystemChecks(aws, environment, role, props));
    return (await Promise.all(checks)).flat();
  },

  async remains({ efs }) {
    const { FileSystems = [] } = await efs.send(new DescribeFileSystemsCommand({}));
    const { AccessPoints = [] } = await efs.send(new DescribeAccessPointsCommand({}));
    return [
      ...FileSystems.map(({ FileSystemId }) => `file system ${FileSystemId}`),
      ...AccessPoints.map(({ AccessPointId }) => `access point ${AccessPointId}`),
    ];
  },
};

function withFileSystems(environment: Environment, change: Partial<StorageProps>): Environment {
  const fileSystems = Object.entries(environment.fileSystems).map(([role, props]) => [role, { ...props, ...change }]);
  return { ...environment, fileSystems: Object.fromEntries(fileSystems) };
}

async function fileSystemChecks(aws: Aws, environment: Environment, role: string, props: StorageProps): Promise<Check[]> {
  const { efs } = aws;
  const { FileSystems = [] } = await efs.send(new DescribeFileSystemsCommand({}));
  const name = nameOf({ environment: environment.name, project: environment.project }, role);
  const there = FileSystems.find(({ Name }) => Name === name);
  const FileSystemId = there?.FileSystemId;
  const { LifecyclePolicies } = await efs.send(new DescribeLifecycleConfigurationCommand({ FileSystemId }));
  const { BackupPolicy } = await efs.send(new DescribeBackupPolicyCommand({ FileSystemId }));
  const { Policy = "{}" } = await efs.send(new DescribeFileSystemPolicyCommand({ FileSystemId }));
  const { AccessPoints = [] } = await efs.send(new DescribeAccessPointsCommand({ FileSystemId }));
  const { MountTargets = [] } = await efs.send(new DescribeMountTargetsCommand({ FileSystemId }));
  const overwriting = initialOf(props.overwriteProtection ?? true) ? "ENABLED" : "DISABLED";
  return [
    equal(
      `state, mode, throughput and zone of ${role}`,
      [there?.LifeCycleState, there?.PerformanceMode, there?.ThroughputMode, there?.AvailabilityZoneId],
      ["available", props.performanceMode ?? "generalPurpose", props.throughput?.mode ?? "elastic", props.availabilityZone],
    ),
    equal(`encryption of ${role}`, there?.Encrypted, true),
    equal(`protection of ${role} from being overwritten`, there?.FileSystemProtection?.ReplicationOverwriteProtection, overwriting),
    equal(`lifecycle of ${role}`, LifecyclePolicies, wantedLifecycle(props)),
    equal(`backup of ${role}`, BackupPolicy?.Status, props.backup === false ? "DISABLED" : "ENABLED"),
    equal(`policy of ${role} refuses plain text`, plainTextDenials(JSON.parse(Policy)), [there?.FileSystemArn]),
    equal(
      `access points of ${role}`,
      AccessPoints.map(({ RootDirectory, PosixUser }) => [RootDirectory?.Path, PosixUser?.Uid, PosixUser?.Gid]).sort(),
      Object.values(props.accessPoints ?? {}).map(({ path = "/", user }) => [path, user?.uid, user?.gid]).sort(),
    ),
    defaultTagCheck(role, there?.Tags, environment),
    ...(await mountTargetChecks(aws, environment, role, props, MountTargets)),
  ];
}

function wantedLifecycle({ lifecycle: { iaAfterDays, archiveAfterDays, backOnFirstAccess } = {} }: StorageProps) {
  return [
    ...(iaAfterDays === undefined ? [] : [{ TransitionToIA: `AFTER_${iaAfterDays}_DAYS` }]),
    ...(archiveAfterDays === undefined ? [] : [{ TransitionToArchive: `AFTER_${archiveAfterDays}_DAYS` }]),
    ...(backOnFirstAccess ? [{ TransitionToPrimaryStorageClass: "AFTER_1_ACCESS" }] : []),
  ];
}

/** One in each zone of the tier, or in the one zone; and open to the tiers that the data names. */
async function mountTargetChecks(
  aws: Aws,
  environment: Environment,
  role: string,
  { availabilityZone, tier, openToTiers = [] }: StorageProps,
  targets: readonly MountTargetDescription[],
): Promise<Check[]> {
  const subnets = await subnetsOfTiers(aws, environment, [tier]);
  const wanted = subnets.filter(({ AvailabilityZoneId }) => availabilityZone === undefined || AvailabilityZoneId === availabilityZone);
  const groups = await Promise.all(
    targets.map(({ MountTargetId }) => aws.efs.send(new DescribeMountTargetSecurityGroupsCommand({ MountTargetId }))),
  );
  const groupIds = [...new Set(groups.flatMap(({ SecurityGroups = [] }) => SecurityGroups))];
  return [
    equal(`subnets with a mount target of ${role}`, targets.map(({ SubnetId }) => SubnetId).sort(), wanted.map(({ SubnetId }) => SubnetId).sort()),
    equal(`number of security groups of ${role}`, groupIds.length, 1),
    await openingCheck(aws, environment, { groupIds, port: nfs, tiers: openToTiers }),
  ];
}

interface Policy {
  readonly Statement?: readonly {
    readonly Effect: string;
    readonly Resource: unknown;
    readonly Condition?: { readonly Bool?: Readonly<Record<string, string>> };
  }[];
}

/** The resources of every statement that denies whoever does not use TLS. */
function plainTextDenials({ Statement = [] }: Policy): unknown[] {
  const denies = Statement.filter(({ Effect, Condition }) => Effect === "Deny" && Condition?.Bool?.["aws:SecureTransport"] === "false");
  return denies.map(({ Resource }) => Resource);
}
