import { DescribeLaunchTemplateVersionsCommand, DescribeLaunchTemplatesCommand, type Subnet } from "@aws-sdk/client-ec2";
import {
  DescribeFargateProfileCommand,
  DescribeNodegroupCommand,
  ListFargateProfilesCommand,
  ListNodegroupsCommand,
  type Nodegroup,
} from "@aws-sdk/client-eks";
import type { FargateProfileProps, NodeGroupProps } from "@terrace/eks";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import { nameIn } from "./container-runs";
import { tagOf } from "./tags";
import { subnetsOfTiers } from "./tiers";

/** Node groups with their launch template, one in each zone where the file says so, and Fargate profiles. */
export async function computeChecks(aws: Aws, environment: Environment): Promise<Check[]> {
  const { nodeGroups = {}, fargateProfiles = {}, tier } = environment.kubernetes;
  const clusterName = nameIn(environment, "apps");
  const subnets = await subnetsOfTiers(aws, environment, [tier]);
  const groups = Object.entries(nodeGroups).flatMap(([key, props]) => placesOf(key, props, subnets).map((place) => ({ key, props, ...place })));
  const { nodegroups = [] } = await aws.eks.send(new ListNodegroupsCommand({ clusterName }));
  const { fargateProfileNames = [] } = await aws.eks.send(new ListFargateProfilesCommand({ clusterName }));
  const checks = [
    ...groups.map((group) => nodeGroupChecks(aws, environment, group)),
    ...Object.keys(nodeGroups).map((key) => launchTemplateChecks(aws, environment, key)),
    ...Object.entries(fargateProfiles).map(([name, props]) => fargateChecks(aws, environment, name, props, subnets)),
  ];
  return [
    equal("node groups", nodegroups.toSorted(), groups.map(({ name }) => name).toSorted()),
    equal("Fargate profiles", fargateProfileNames.toSorted(), Object.keys(fargateProfiles).toSorted()),
    ...(await Promise.all(checks)).flat(),
  ];
}

interface NodeGroup {
  readonly key: string;
  readonly props: NodeGroupProps;
  readonly name: string;
  readonly subnets: readonly Subnet[];
}

function placesOf(key: string, { perZone = false }: NodeGroupProps, subnets: readonly Subnet[]): Pick<NodeGroup, "name" | "subnets">[] {
  return perZone ? subnets.map((subnet) => ({ name: `${key}-${subnet.AvailabilityZoneId}`, subnets: [subnet] })) : [{ name: key, subnets }];
}

async function nodeGroupChecks(aws: Aws, environment: Environment, { key, props, name, subnets }: NodeGroup): Promise<Check[]> {
  const { nodegroup } = await aws.eks.send(new DescribeNodegroupCommand({ clusterName: nameIn(environment, "apps"), nodegroupName: name }));
  const { LaunchTemplates = [] } = await aws.ec2.send(new DescribeLaunchTemplatesCommand({ LaunchTemplateNames: [nameIn(environment, `apps-${key}`)] }));
  const [template] = LaunchTemplates;
  return [
    equal(`state and version of ${name}`, [nodegroup?.status, nodegroup?.version], ["ACTIVE", environment.kubernetes.kubernetesVersion]),
    equal(`subnets of ${name}`, [...(nodegroup?.subnets ?? [])].sort(), subnets.map(({ SubnetId }) => SubnetId).sort()),
    equal(`size of ${name}`, sizeOf(nodegroup), [props.minSize, props.maxSize, props.minSize]),
    equal(`image and capacity of ${name}`, [nodegroup?.amiType, nodegroup?.capacityType], ["AL2023_ARM_64_STANDARD", "ON_DEMAND"]),
    equal(
      `launch template of ${name}`,
      [nodegroup?.launchTemplate?.id, nodegroup?.launchTemplate?.version],
      [template?.LaunchTemplateId, String(template?.LatestVersionNumber)],
    ),
    equal(`updates and repair of ${name}`, [nodegroup?.updateConfig?.maxUnavailable, nodegroup?.nodeRepairConfig?.enabled], [1, true]),
    equal(`role of ${name}`, nodegroup?.nodeRole, `arn:aws:iam::${environment.account}:role/${nameIn(environment, "apps-nodes")}`),
  ];
}

function sizeOf(group: Nodegroup | undefined): unknown[] {
  const { minSize, maxSize, desiredSize } = group?.scalingConfig ?? {};
  return [minSize, maxSize, desiredSize];
}

async function launchTemplateChecks({ ec2 }: Aws, environment: Environment, key: string): Promise<Check[]> {
  const LaunchTemplateName = nameIn(environment, `apps-${key}`);
  const { LaunchTemplateVersions = [] } = await ec2.send(new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateName, Versions: ["$Latest"] }));
  const data = LaunchTemplateVersions[0]?.LaunchTemplateData;
  const options = data?.MetadataOptions;
  const instance = data?.TagSpecifications?.find(({ ResourceType }) => ResourceType === "instance");
  return [
    equal(`instances of ${key}`, data?.InstanceType, environment.kubernetes.nodeGroups?.[key]?.instanceTypes?.[0]),
    equal(`metadata of the instances of ${key}`, [options?.HttpTokens, options?.HttpPutResponseHopLimit], ["required", 1]),
    equal(`volumes of ${key}`, data?.BlockDeviceMappings?.map(({ DeviceName, Ebs }) => [DeviceName, Ebs?.Encrypted, Ebs?.VolumeType]), [["/dev/xvda", true, "gp3"]]),
    equal(`name of the instances of ${key}`, tagOf(instance?.Tags, "Name"), LaunchTemplateName),
  ];
}

async function fargateChecks({ eks }: Aws, environment: Environment, name: string, { selectors }: FargateProfileProps, subnets: readonly Subnet[]): Promise<Check[]> {
  const { fargateProfile } = await eks.send(new DescribeFargateProfileCommand({ clusterName: nameIn(environment, "apps"), fargateProfileName: name }));
  return [
    equal(`state of the Fargate profile ${name}`, fargateProfile?.status, "ACTIVE"),
    equal(`pods of ${name}`, fargateProfile?.selectors?.map(({ namespace, labels = {} }) => [namespace, labels]), selectors.map(({ namespace, labels = {} }) => [namespace, labels])),
    equal(`subnets of ${name}`, [...(fargateProfile?.subnets ?? [])].sort(), subnets.map(({ SubnetId }) => SubnetId).sort()),
    equal(`role of the pods of ${name}`, fargateProfile?.podExecutionRoleArn, `arn:aws:iam::${environment.account}:role/${nameIn(environment, "apps-fargate")}`),
  ];
}
