import { LaunchTemplate, type LaunchTemplateBlockDeviceMappings, type LaunchTemplateConfig } from "@cdktf/provider-aws/lib/launch-template";
import type { Construct } from "constructs";
import { imageFacts } from "./ami-types";
import type { ComputeContext } from "./compute-context";
import type { NodesSettings } from "./compute-settings";
import { encodedUserData, type JoinedBy } from "./node-user-data";
import type { LaunchTemplateOverride } from "./nodes-props";

/** What nodes of one kind are launched from. */
export interface TemplateOptions {
  /** Physical name, and the name of the instances. */
  readonly name: string;
  /** `eks` where EKS tells nodes which cluster they join. */
  readonly joinedBy: JoinedBy;
  /** What this kind of group says here rather than in the group: image, type, profile, market. */
  readonly own: Partial<LaunchTemplateConfig>;
  readonly override: LaunchTemplateOverride | undefined;
}

/**
 * A launch template for nodes: encrypted volumes, tokens for the metadata service, the group of the nodes.
 *
 * EKS adds none where one is named.
 */
export function createNodeTemplate(scope: Construct, id: string, settings: NodesSettings, options: TemplateOptions, context: ComputeContext): LaunchTemplate {
  const { name, joinedBy, own, override } = options;
  const { clusterSecurityGroupId, nodeSecurityGroup, facts } = context;
  // The load balancer controller takes no interface that carries two groups of the cluster.
  const ofCluster = nodeSecurityGroup?.securityGroupId ?? clusterSecurityGroupId;
  const instanceTags = { ...facts.tags, ...settings.tags, Name: name };
  return new LaunchTemplate(scope, id, {
    name,
    description: `Nodes of the EKS cluster ${facts.name}`,
    updateDefaultVersion: true,
    vpcSecurityGroupIds: [ofCluster, ...settings.securityGroups.map(({ securityGroupId }) => securityGroupId)],
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: settings.metadataHopLimit },
    blockDeviceMappings: blockDevices(settings),
    monitoring: { enabled: settings.detailedMonitoring },
    userData: encodedUserData(settings, joinedBy, context),
    // The provider's default tags reach neither instances nor volumes.
    tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags: instanceTags })),
    tags: { ...facts.tags, ...settings.tags },
    ...own,
    ...override,
  });
}

/** Bottlerocket keeps its system on a small volume of its own, and everything else on the second. */
function blockDevices({ image, volume }: NodesSettings): LaunchTemplateBlockDeviceMappings[] {
  const { sizeGiB: volumeSize, iops, throughputMibps: throughput, kmsKeyArn: kmsKeyId } = volume;
  const encryption = { encrypted: "true", kmsKeyId, deleteOnTermination: "true" };
  const data = { ebs: { ...encryption, volumeType: "gp3", volumeSize, iops, throughput } };
  const system = { ebs: { ...encryption, volumeType: "gp3" } };
  return {
    al2023: [{ deviceName: "/dev/xvda", ...data }],
    bottlerocket: [
      { deviceName: "/dev/xvda", ...system },
      { deviceName: "/dev/xvdb", ...data },
    ],
    windows: [{ deviceName: "/dev/sda1", ...data }],
  }[imageFacts(image).os];
}
