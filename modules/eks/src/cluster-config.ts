import type { EksCluster, EksClusterConfig } from "@cdktf/provider-aws/lib/eks-cluster";
import { needsProvider, writeFeature, type SecurityGroupRef } from "@terrace/core";
import { controlPlaneSubnets, isAuto, type ClusterSettings } from "./settings";

/** What the cluster is made with, as Terraform knows it. */
export interface MadeNeeds {
  readonly roleArn: string;
  readonly autoNodeRoleArn: string | undefined;
  readonly secretsKeyArn: string | undefined;
  readonly securityGroup: SecurityGroupRef;
}

/** The arguments of the cluster's resource. */
export function clusterConfig(settings: ClusterSettings, { roleArn, secretsKeyArn, securityGroup, autoNodeRoleArn }: MadeNeeds): EksClusterConfig {
  const { name, kubernetesVersion, endpoint, authentication, logs, controlPlane, hybridNodes, tags } = settings;
  return {
    name,
    version: kubernetesVersion,
    roleArn,
    // The add-ons are this module's own. A change of it replaces the cluster.
    bootstrapSelfManagedAddons: false,
    accessConfig: {
      authenticationMode: authentication.mode,
      bootstrapClusterCreatorAdminPermissions: authentication.creatorAdmin,
    },
    vpcConfig: {
      subnetIds: controlPlaneSubnets(settings).map(({ subnetId }) => subnetId),
      securityGroupIds: [securityGroup.securityGroupId],
      endpointPrivateAccess: endpoint.access !== "public",
      endpointPublicAccess: endpoint.access !== "private",
      publicAccessCidrs: endpoint.access === "private" ? undefined : [...endpoint.publicCidrs],
    },
    ...autoModeConfig(settings, autoNodeRoleArn),
    remoteNetworkConfig:
      hybridNodes === undefined
        ? undefined
        : {
            remoteNodeNetworks: { cidrs: [...hybridNodes.nodeCidrs] },
            remotePodNetworks: hybridNodes.podCidrs.length === 0 ? undefined : { cidrs: [...hybridNodes.podCidrs] },
          },
    enabledClusterLogTypes: [...logs.types],
    encryptionConfig: secretsKeyArn === undefined ? undefined : { resources: ["secrets"], provider: { keyArn: secretsKeyArn } },
    upgradePolicy: { supportType: controlPlane.supportType },
    zonalShiftConfig: controlPlane.zonalShift === undefined ? undefined : { enabled: controlPlane.zonalShift },
    forceUpdateVersion: controlPlane.forceUpdate ? true : undefined,
    tags: { ...tags, Name: name },
  };
}

/** The three parts of Auto Mode, which EKS takes together only: all on, all off, or none of them said. */
function autoModeConfig({ kubernetesNetwork: { ipFamily, serviceCidr }, autoMode }: ClusterSettings, nodeRoleArn: string | undefined) {
  const kubernetesNetworkConfig = { ipFamily, serviceIpv4Cidr: serviceCidr };
  if (autoMode === undefined) return { kubernetesNetworkConfig };
  const enabled = isAuto(autoMode);
  const nodePools = isAuto(autoMode) ? [...autoMode.nodePools] : [];
  return {
    computeConfig: nodePools.length === 0 ? { enabled } : { enabled, nodePools, nodeRoleArn },
    kubernetesNetworkConfig: { ...kubernetesNetworkConfig, elasticLoadBalancing: { enabled } },
    storageConfig: { blockStorage: { enabled } },
  };
}

/** What the older line of the provider lacks. Deletion protection is on wherever it exists, unless the caller says no. */
export function writeFeatures(cluster: EksCluster, { controlPlane: { tier, deletionProtection } }: ClusterSettings): void {
  if (tier !== undefined) writeFeature(cluster, "eks-control-plane-tier", { control_plane_scaling_config: { tier } });
  const isKnown = needsProvider(cluster, "controlPlane.deletionProtection", "eks-deletion-protection").length === 0;
  if (isKnown) writeFeature(cluster, "eks-deletion-protection", { deletion_protection: deletionProtection ?? true });
}
