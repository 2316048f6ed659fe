import type { EcsServiceVolumeConfiguration } from "@cdktf/provider-aws/lib/ecs-service";
import type { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import { arnPart } from "./arn-parts";
import { createServiceRole } from "./service-role";
import type { ServiceSettings } from "./service-settings";
import { allow, type Statement } from "./statements";
import { tasksArnOf } from "./task-resources";
import { ebsOf, type EbsSettings } from "./volume-settings";

/** The volume of EBS that each task gets, and the rights by which ECS makes it. */
export interface VolumeResources {
  readonly configuration: EcsServiceVolumeConfiguration;
  readonly policy: IamRolePolicy;
}

/** Lets ECS make a volume of EBS for each task. Undefined where the task has none. */
export function createVolumes(scope: Construct, settings: ServiceSettings): VolumeResources | undefined {
  const volume = ebsOf(settings.task);
  if (volume === undefined) return undefined;
  const { ebs, name } = volume;
  const description = `Lets ECS make the volumes of ${settings.name}`;
  const statements = volumeStatements(settings, ebs);
  const { role, policy } = createServiceRole(scope, "volumes", settings, { principal: "ecs.amazonaws.com", description, statements });
  const configuration = {
    name,
    managedEbsVolume: {
      roleArn: role.arn,
      sizeInGb: ebs.sizeGiB,
      snapshotId: ebs.snapshotId,
      volumeInitializationRate: ebs.initializationRateMiBps,
      volumeType: ebs.type,
      iops: ebs.iops,
      throughput: ebs.throughputMiBps,
      encrypted: ebs.encrypted,
      kmsKeyId: ebs.kmsKeyArn,
      fileSystemType: ebs.fileSystem,
      tagSpecifications: [{ resourceType: "volume", propagateTags: "SERVICE" }],
    },
  };
  return { configuration, policy };
}

/**
 * What AWS's managed policy for volumes allows, for tasks of this cluster, this region, this snapshot and this key only.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInfrastructureRolePolicyForVolumes.html
 */
function volumeStatements({ cluster }: ServiceSettings, { snapshotId, kmsKeyArn }: EbsSettings): Statement[] {
  const { clusterArn } = cluster;
  const [partition, region, account] = [arnPart(clusterArn, 1), arnPart(clusterArn, 3), arnPart(clusterArn, 4)];
  const ec2 = (resource: string, owner = account) => `arn:${partition}:ec2:${region}:${owner}:${resource}`;
  const tasks = tasksArnOf({ cluster });
  const requested = { ArnLike: { "aws:RequestTag/AmazonECSCreated": tasks } };
  const managed = { "aws:ResourceTag/AmazonECSManaged": "true" };
  return [
    allow("ec2:CreateVolume", ec2("volume/*"), { ...requested, StringEquals: { "aws:RequestTag/AmazonECSManaged": "true" } }),
    // A snapshot has no account in its ARN.
    ...(snapshotId === undefined ? [] : [allow("ec2:CreateVolume", ec2(`snapshot/${snapshotId}`, ""))]),
    allow("ec2:CreateTags", ec2("volume/*"), {
      ...requested,
      StringEquals: { "ec2:CreateAction": "CreateVolume", "aws:RequestTag/AmazonECSManaged": "true" },
    }),
    allow(["ec2:DescribeAvailabilityZones", "ec2:DescribeInstances", "ec2:DescribeVolumes"], "*"),
    allow(["ec2:AttachVolume", "ec2:DetachVolume"], ec2("volume/*"), { StringEquals: managed }),
    allow(["ec2:AttachVolume", "ec2:DetachVolume"], ec2("instance/*")),
    allow("ec2:DeleteVolume", ec2("volume/*"), { ArnLike: { "aws:ResourceTag/AmazonECSCreated": tasks }, StringEquals: managed }),
    ...keyStatements(kmsKeyArn),
  ];
}

/** What EBS needs of a customer's key, in the name of the role. */
function keyStatements(kmsKeyArn: string | undefined): Statement[] {
  if (kmsKeyArn === undefined) return [];
  return [
    allow(["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncrypt*"], kmsKeyArn),
    allow("kms:CreateGrant", kmsKeyArn, { Bool: { "kms:GrantIsForAWSResource": "true" } }),
  ];
}
