import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { EksIdentityProviderConfig } from "@cdktf/provider-aws/lib/eks-identity-provider-config";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { needsProvider, show, throwIfAny, type ClusterRef, type OidcRef, type Problem, type RoleRef, type SecurityGroupRef, type Workload } from "@terrace/core";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { admitAutoNodes, createAccess } from "./access";
import { createAddon, type AddonContext, type MadeAddon } from "./addons";
import { check } from "./check";
import { clusterConfig, writeFeatures } from "./cluster-config";
import { createCompute, type MadeCluster, type MadeCompute } from "./compute";
import type { KarpenterRef } from "./karpenter";
import { pages } from "./limits";
import { workloadsOf } from "./needs";
import type { ClusterProps } from "./props";
import { autoNodeRoleName, autoNodePolicies, awsPolicies, clusterPolicies, clusterRoleName, createRole, ec2Service, trustOf, type MadeRole } from "./roles";
import { secretsKeyArn } from "./secrets-key";
import { createControlPlaneGroup, createNodeGroup, joinGroups, type MadeGroup } from "./security-groups";
import { computeFacts, hasFargate, hasNodeGroup, isAuto, resolve, type ClusterSettings } from "./settings";
import { sharing } from "./sharing";

/**
 * An EKS cluster that comes up, can be entered, and can be destroyed again.
 *
 * Creates the control plane with its role, log group, key, security groups, access entries and OIDC provider, and on
 * request nodes, Fargate profiles and add-ons, in the order in which they need each other. What lives inside the cluster
 * is a stack of its own, which reads `cluster` from this one.
 *
 * The control plane is charged by the hour, more in extended support; so are nodes, the key, and logs by the gigabyte.
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
  /** The role of Auto Mode's nodes; undefined without Auto Mode. */
  public readonly autoNodeRole: RoleRef | undefined;
  /** Roles of nodes and of Fargate profiles. */
  public readonly computeRoles: readonly RoleRef[];
  /** Roles that were made for add-ons, by the add-on's name. */
  public readonly addonRoles: Readonly<Record<string, RoleRef>>;
  /** What Karpenter's chart needs to be told; undefined without Karpenter. */
  public readonly karpenter: KarpenterRef | undefined;
  /** The group of EKS's network interfaces, which decides who reaches the private endpoint. */
  public readonly controlPlaneSecurityGroup: SecurityGroupRef;
  /** The group of nodes, the only one that their network interfaces carry; undefined without nodes of your own. */
  public readonly nodeSecurityGroup: SecurityGroupRef | undefined;
  /** Name of the log group of the control plane; undefined where it logs nothing. */
  public readonly controlPlaneLogGroup: string | undefined;
  /** ARN of the key that encrypts secrets; undefined for AWS's own. */
  public readonly secretsKeyArn: string | undefined;
  /** Writes the cluster into the kubeconfig of whoever runs it, who needs an access entry and a way to the endpoint. */
  public readonly kubeconfigCommand: string;
  /** What nodes and Fargate pods must reach, for `requireReachability` and for deriving endpoints. */
  public readonly workloads: readonly Workload[];

  private readonly resource: EksCluster;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: ClusterProps) {
    super(scope, id);
    const settings = resolve(props);
    throwIfAny(this, "Cluster", [...check(settings), ...this.checkProvider(settings)]);

    const { partition } = new DataAwsPartition(this, "partition", {});
    const account = sharing(() => new DataAwsCallerIdentity(this, "account", {}).accountId);
    const role = this.createClusterRole(settings, partition);
    this.clusterRole = role.ref;
    const autoRole = this.createAutoNodeRole(settings, partition);
    this.autoNodeRole = autoRole?.ref;
    this.secretsKeyArn = secretsKeyArn(this, settings, partition, account);
    const logGroup = this.createLogGroup(settings);
    this.controlPlaneLogGroup = logGroup?.name;
    const controlPlane = createControlPlaneGroup(this, settings);
    this.controlPlaneSecurityGroup = controlPlane.securityGroup;
    this.resource = this.createCluster(settings, controlPlane, [
      ...role.dependables,
      ...(autoRole?.dependables ?? []),
      ...(logGroup === undefined ? [] : [logGroup]),
    ]);
    const oidc = this.createOidcProvider(settings);
    this.createAccess(settings, partition);
    this.createIdentityProvider(settings);

    const nodes = this.createNodeTraffic(settings);
    this.nodeSecurityGroup = nodes?.securityGroup;
    const context = { name: settings.name, clusterName: this.resource.name, partition, oidc, tags: settings.tags };
    const early = this.createAddons(settings, context, true, nodes?.rules ?? []);
    const compute = this.createCompute(settings, { partition, account, oidc }, [...early.map(({ addon }) => addon), ...(nodes?.rules ?? [])]);
    this.computeRoles = compute.roles;
    this.karpenter = compute.karpenter;
    const late = this.createAddons(settings, context, false, [...early.map(({ addon }) => addon), ...compute.dependables]);
    this.addonRoles = rolesOf([...early, ...late]);

    this.cluster = this.createReference(settings, oidc, compute);
    this.workloads = workloadsOf(settings);
    this.kubeconfigCommand = `aws eks update-kubeconfig --region ${this.cluster.region} --name ${settings.name}`;
  }

  /**
   * Leads a port of the caller's machine to a private endpoint, by Session Manager and an instance that reaches it.
   * While it runs, `kubectl --server https://localhost:<port> --tls-server-name <host of the endpoint>` is answered.
   *
   * @param instanceId of an instance in the VPC with Session Manager, whose group is one of `endpoint.clients`
   * @param localPort 1 to 65535
   * @throws InvalidPropsError [port-range]
   */
  public portForwardCommand(instanceId: string, localPort = 8443): string {
    throwIfAny(this, "Cluster", checkLocalPort(localPort));
    const host = Fn.replace(this.resource.endpoint, "https://", "");
    const parameters = `{"host":["${host}"],"portNumber":["443"],"localPortNumber":["${localPort}"]}`;
    const document = "AWS-StartPortForwardingSessionToRemoteHost";
    return `aws ssm start-session --region ${this.cluster.region} --target ${instanceId} --document-name ${document} --parameters '${parameters}'`;
  }

  private checkProvider({ controlPlane: { tier, deletionProtection } }: ClusterSettings): Problem[] {
    const lacking = needsProvider(this, "controlPlane.deletionProtection", "eks-deletion-protection");
    return [
      ...needsProvider(this, "controlPlane.tier", tier === undefined ? undefined : "eks-control-plane-tier"),
      ...(deletionProtection === true ? lacking : []),
      ...(deletionProtection === undefined ? lacking.map(unprotected) : []),
    ];
  }

  private createClusterRole(settings: ClusterSettings, partition: string): MadeRole {
    const { name, tags } = settings;
    return createRole(this, "cluster-role", {
      name: clusterRoleName(name),
      description: `EKS, for the cluster ${name}`,
      trust: isAuto(settings.autoMode) ? trustOf("eks.amazonaws.com", "sts:TagSession") : trustOf("eks.amazonaws.com"),
      policyArns: awsPolicies(partition, clusterPolicies(settings)),
      tags,
    });
  }

  private createAutoNodeRole({ name, region, autoMode, tags }: ClusterSettings, partition: string): MadeRole | undefined {
    if (!isAuto(autoMode)) return undefined;
    return createRole(this, "auto-node-role", {
      name: autoNodeRoleName(name),
      description: `Nodes of Auto Mode of the EKS cluster ${name}`,
      trust: trustOf(ec2Service(region)),
      policyArns: awsPolicies(partition, autoNodePolicies),
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
  private createCluster(settings: ClusterSettings, controlPlane: MadeGroup, needs: readonly ITerraformDependable[]): EksCluster {
    const cluster = new EksCluster(this, "Resource", {
      ...clusterConfig(settings, {
        roleArn: this.clusterRole.roleArn,
        autoNodeRoleArn: this.autoNodeRole?.roleArn,
        secretsKeyArn: this.secretsKeyArn,
        securityGroup: controlPlane.securityGroup,
      }),
      dependsOn: [...needs, ...controlPlane.rules],
      ...settings.override.cluster,
    });
    writeFeatures(cluster, settings);
    return cluster;
  }

  /** AWS trusts the issuer by its own list of authorities, so no thumbprint is kept. */
  private createOidcProvider({ name, tags }: ClusterSettings): OidcRef {
    const url = this.resource.identity.get(0).oidc.get(0).issuer;
    const provider = new IamOpenidConnectProvider(this, "oidc-provider", { url, clientIdList: ["sts.amazonaws.com"], tags: { ...tags, Name: name } });
    return { providerArn: provider.arn, issuer: Fn.replace(url, "https://", "") };
  }

  private createAccess(settings: ClusterSettings, partition: string): void {
    const { autoMode } = settings;
    createAccess(this, settings, this.resource.name, partition);
    if (this.autoNodeRole === undefined || !isAuto(autoMode) || autoMode.nodePools.length > 0) return;
    admitAutoNodes(this, settings, this.resource.name, this.autoNodeRole.roleArn, partition);
  }

  private createIdentityProvider({ identityProvider: provider, tags }: ClusterSettings): void {
    if (provider === undefined) return;
    const { name, requiredClaims, ...oidc } = provider;
    new EksIdentityProviderConfig(this, "identity-provider", {
      clusterName: this.resource.name,
      oidc: { ...oidc, identityProviderConfigName: name, requiredClaims: requiredClaims === undefined ? undefined : { ...requiredClaims } },
      tags,
    });
  }

  /** The group of nodes, where there are any, and its way to those that have EKS's own group. */
  private createNodeTraffic(settings: ClusterSettings): MadeGroup | undefined {
    const { compute, autoMode } = settings;
    if (!hasNodeGroup(compute)) return undefined;
    const nodes = createNodeGroup(this, settings, this.controlPlaneSecurityGroup);
    if (!hasFargate(compute) && !isAuto(autoMode)) return nodes;
    const joined = joinGroups(this, settings, nodes.securityGroup, this.clusterSecurityGroup());
    return { ...nodes, rules: [...nodes.rules, ...joined] };
  }

  private clusterSecurityGroup(): SecurityGroupRef {
    return { securityGroupId: this.resource.vpcConfig.clusterSecurityGroupId };
  }

  private createAddons(settings: ClusterSettings, context: AddonContext, beforeNodes: boolean, dependsOn: readonly ITerraformDependable[]): MadeAddon[] {
    const addons = settings.addons.filter(({ facts }) => facts.beforeNodes === beforeNodes);
    return addons.map((addon) => createAddon(this, addon, context, dependsOn));
  }

  private createCompute(settings: ClusterSettings, made: Pick<MadeCluster, "account" | "oidc" | "partition">, dependsOn: ITerraformDependable[]): MadeCompute {
    const { kubernetesNetworkConfig, name: clusterName, endpoint, certificateAuthority } = this.resource;
    const isIpv6 = settings.kubernetesNetwork.ipFamily === "ipv6";
    return createCompute(this, settings.compute, computeFacts(settings), {
      clusterName,
      endpoint,
      certificateAuthorityData: certificateAuthority.get(0).data,
      serviceCidr: isIpv6 ? kubernetesNetworkConfig.serviceIpv6Cidr : kubernetesNetworkConfig.serviceIpv4Cidr,
      clusterSecurityGroupId: this.clusterSecurityGroup().securityGroupId,
      ...(this.nodeSecurityGroup === undefined ? {} : { nodeSecurityGroup: this.nodeSecurityGroup }),
      ...made,
      dependsOn,
    });
  }

  private createReference(settings: ClusterSettings, oidc: OidcRef, { nodes, fargateProfiles }: MadeCompute): ClusterRef {
    const { name, kubernetesVersion, region = "", endpoint, autoMode, addons } = settings;
    return {
      clusterName: name,
      clusterArn: this.resource.arn,
      kubernetesVersion,
      region,
      endpoint: this.resource.endpoint,
      certificateAuthorityData: this.resource.certificateAuthority.get(0).data,
      endpointAccess: endpoint.access,
      oidc,
      securityGroup: this.clusterSecurityGroup(),
      ...(this.nodeSecurityGroup === undefined ? {} : { nodeSecurityGroup: this.nodeSecurityGroup }),
      autoMode: isAuto(autoMode),
      addons: addons.map((addon) => addon.name),
      nodes: [...nodes],
      fargateProfiles: [...fargateProfiles],
    };
  }
}

function rolesOf(made: readonly MadeAddon[]): Record<string, RoleRef> {
  return Object.fromEntries(made.flatMap(({ name, role }) => (role === undefined ? [] : [[name, role]])));
}

/** What cannot be had is not passed over in silence, where nobody said that it is not wanted. */
function unprotected({ path, expected, see }: Problem): Problem {
  const got = "off, since the provider has none";
  return { code: "deletion-unprotected", path, got, expected: `${expected}, or false`, see, severity: "warning" };
}

function checkLocalPort(port: number): Problem[] {
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return [];
  return [{ code: "port-range", path: "localPort", got: show(port), expected: "an integer from 1 to 65535", see: pages.portForward }];
}
