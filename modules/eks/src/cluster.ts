import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { needsProvider, throwIfAny, writeFeature, type ClusterRef, type Problem, type RoleRef, type SecurityGroupRef } from "@terrace/core";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { createAccess } from "./access";
import { check } from "./check";
import type { ClusterProps } from "./props";
import { clusterPolicies, clusterRoleName, createRole, trustOf, type MadeRole } from "./roles";
import { secretsKeyArn } from "./secrets-key";
import { createControlPlaneGroup, createNodeGroup, type MadeGroup } from "./security-groups";
import { controlPlaneSubnets, resolve, type ClusterSettings } from "./settings";

/**
 * An EKS cluster that comes up, can be entered, and can be destroyed again.
 *
 * Creates the control plane with its role, log group, key, security groups, access entries and OIDC provider. What lives
 * inside the cluster is a stack of its own, which reads `cluster` from this one.
 *
 * The control plane is charged by the hour, more in extended support; so are the key, and logs by the gigabyte.
 *
 * @example
 * const { cluster } = new Cluster(stack, "cluster", {
 *   name: "dev-shop", kubernetesVersion: "1.35", network: vpc.network, tier: "private",
 *   accessEntries: { platform: { principalArn: adminRoleArn, access: "cluster-admin" } },
 * });
 */
export class Cluster extends Construct {
  /** What the stack that lives inside the cluster needs of it. */
  public readonly cluster: ClusterRef;
  /** The role that EKS itself works with. */
  public readonly clusterRole: RoleRef;
  /** The group of EKS's network interfaces, which decides who reaches the private endpoint. */
  public readonly controlPlaneSecurityGroup: SecurityGroupRef;
  /** The group of nodes, the only one that their network interfaces carry. */
  public readonly nodeSecurityGroup: SecurityGroupRef;
  /** Name of the log group of the control plane; undefined where it logs nothing. */
  public readonly controlPlaneLogGroup: string | undefined;
  /** ARN of the key that encrypts secrets; undefined for AWS's own. */
  public readonly secretsKeyArn: string | undefined;
  /** Writes the cluster into the kubeconfig of whoever runs it, who needs an access entry. */
  public readonly kubeconfigCommand: string;

  private readonly resource: EksCluster;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const settings = resolve(props);
    throwIfAny(this, "Cluster", [...check(settings), ...this.checkProvider(settings)]);

    const partition = new DataAwsPartition(this, "partition", {});
    const role = this.createClusterRole(settings, partition);
    this.clusterRole = role.role;
    this.secretsKeyArn = secretsKeyArn(this, settings, partition);
    const logGroup = this.createLogGroup(settings);
    this.controlPlaneLogGroup = logGroup?.name;
    const controlPlane = createControlPlaneGroup(this, settings);
    this.controlPlaneSecurityGroup = controlPlane.securityGroup;
    this.resource = this.createCluster(settings, role, logGroup, controlPlane);
    const oidc = this.createOidcProvider(settings);
    createAccess(this, settings, this.resource.name, partition);
    const nodes = createNodeGroup(this, settings, controlPlane.securityGroup);
    this.nodeSecurityGroup = nodes.securityGroup;
    this.cluster = this.createReference(settings, oidc);
    this.kubeconfigCommand = `aws eks update-kubeconfig --region ${this.cluster.region} --name ${settings.name}`;
  }

  private checkProvider({ controlPlane: { tier, deletionProtection } }: ClusterSettings): Problem[] {
    return [
      ...needsProvider(this, "controlPlane.tier", tier === undefined ? undefined : "eks-control-plane-tier"),
      ...needsProvider(this, "controlPlane.deletionProtection", deletionProtection === true ? "eks-deletion-protection" : undefined),
    ];
  }

  private createClusterRole({ name, tags }: ClusterSettings, partition: DataAwsPartition): MadeRole {
    return createRole(this, "cluster-role", partition, {
      name: clusterRoleName(name),
      description: `EKS, for the cluster ${name}`,
      trust: trustOf("eks.amazonaws.com", "sts:TagSession"),
      awsPolicies: clusterPolicies(false, false),
      tags,
    });
  }

  private createLogGroup({ name, logs: { types, retentionDays, kmsKeyArn }, tags }: ClusterSettings): CloudwatchLogGroup | undefined {
    if (types.length === 0) return undefined;
    return new CloudwatchLogGroup(this, "log-group", {
      name: `/aws/eks/${name}/cluster`,
      retentionInDays: retentionDays,
      kmsKeyId: kmsKeyArn,
      tags,
    });
  }

  /**
   * The cluster waits for what it cannot do without, and is destroyed before it: the policies of its role, with which EKS
   * removes its network interfaces, and the log group, which EKS would make anew.
   */
  private createCluster(settings: ClusterSettings, role: MadeRole, logGroup: CloudwatchLogGroup | undefined, controlPlane: MadeGroup): EksCluster {
    const { name, kubernetesVersion, endpoint, authentication, kubernetesNetwork, logs, tags, override } = settings;
    const cluster = new EksCluster(this, "Resource", {
      name,
      version: kubernetesVersion,
      roleArn: role.role.roleArn,
      // The add-ons are this module's own. A change of it replaces the cluster.
      bootstrapSelfManagedAddons: false,
      accessConfig: {
        authenticationMode: authentication.mode,
        bootstrapClusterCreatorAdminPermissions: authentication.creatorAdmin,
      },
      vpcConfig: {
        subnetIds: controlPlaneSubnets(settings).map(({ subnetId }) => subnetId),
        securityGroupIds: [controlPlane.securityGroup.securityGroupId],
        endpointPrivateAccess: endpoint.access !== "public",
        endpointPublicAccess: endpoint.access !== "private",
        publicAccessCidrs: endpoint.access === "private" ? undefined : [...endpoint.publicCidrs],
      },
      kubernetesNetworkConfig: { ipFamily: kubernetesNetwork.ipFamily, serviceIpv4Cidr: kubernetesNetwork.serviceCidr },
      enabledClusterLogTypes: [...logs.types],
      encryptionConfig: this.secretsKeyArn === undefined ? undefined : { resources: ["secrets"], provider: { keyArn: this.secretsKeyArn } },
      upgradePolicy: { supportType: settings.controlPlane.supportType },
      zonalShiftConfig: settings.controlPlane.zonalShift ? { enabled: true } : undefined,
      forceUpdateVersion: settings.controlPlane.forceUpdate ? true : undefined,
      tags: { ...tags, Name: name },
      dependsOn: [...role.attachments, ...controlPlane.rules, ...(logGroup === undefined ? [] : [logGroup])],
      ...override.cluster,
    });
    this.writeFeatures(cluster, settings);
    return cluster;
  }

  /** What the older line of the provider lacks. Deletion protection is on wherever it exists, unless the caller says no. */
  private writeFeatures(cluster: EksCluster, { controlPlane: { tier, deletionProtection } }: ClusterSettings): void {
    if (tier !== undefined) writeFeature(cluster, "eks-control-plane-tier", { control_plane_scaling_config: { tier } });
    const isKnown = needsProvider(this, "controlPlane.deletionProtection", "eks-deletion-protection").length === 0;
    if (isKnown) writeFeature(cluster, "eks-deletion-protection", { deletion_protection: deletionProtection ?? true });
  }

  /** AWS trusts the issuer by its own list of authorities, so no thumbprint is kept. */
  private createOidcProvider({ name, tags }: ClusterSettings): IamOpenidConnectProvider {
    return new IamOpenidConnectProvider(this, "oidc-provider", {
      url: this.issuerUrl(),
      clientIdList: ["sts.amazonaws.com"],
      tags: { ...tags, Name: name },
    });
  }

  private issuerUrl(): string {
    return this.resource.identity.get(0).oidc.get(0).issuer;
  }

  private createReference(settings: ClusterSettings, oidc: IamOpenidConnectProvider): ClusterRef {
    const { name, kubernetesVersion, region = "", endpoint } = settings;
    return {
      clusterName: name,
      clusterArn: this.resource.arn,
      kubernetesVersion,
      region,
      endpoint: this.resource.endpoint,
      certificateAuthorityData: this.resource.certificateAuthority.get(0).data,
      endpointAccess: endpoint.access,
      oidc: { providerArn: oidc.arn, issuer: Fn.replace(this.issuerUrl(), "https://", "") },
      securityGroup: { securityGroupId: this.resource.vpcConfig.clusterSecurityGroupId },
      autoMode: false,
      addons: [],
      nodes: [],
      fargateProfiles: [],
    };
  }
}
