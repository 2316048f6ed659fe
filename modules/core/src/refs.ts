/**
 * The plain data through which modules meet. A module offers one of these, another takes it; neither knows the other.
 *
 * A reference carries what is known at synth (zones, tiers, routes) as literals, and what Terraform knows later
 * (ids, ARNs) as tokens or as the literal ids of something that somebody else made.
 */

/** How a subnet reaches destinations outside the VPC. */
export type Egress =
  /** An internet gateway: also reachable from outside. */
  | "internet-gateway"
  /** A NAT gateway: outgoing IPv4 only. */
  | "nat"
  /** Nothing but the VPC, and what is attached to it. */
  | "none";

/** One subnet. */
export interface SubnetRef {
  readonly subnetId: string;
  /** Name of its tier, such as `private`. */
  readonly tier: string;
  /** Zone id (`apne1-az1`) or zone name (`ap-northeast-1a`), as the network was declared. */
  readonly availabilityZone: string;
  readonly routeTableId: string;
  /** IPv4 block; a token where IPAM chose the VPC's. */
  readonly cidrBlock: string;
  /** How IPv4 leaves it. */
  readonly egress: Egress;
  /**
   * True for a subnet without IPv4.
   *
   * @default false
   */
  readonly ipv6Only?: boolean;
}

/** A private way to one AWS service, made by `@terrace/vpc-endpoints` or by somebody else. */
export interface EndpointRef {
  /** Last part of the endpoint's name, such as `ecr.api`; the whole name for what is no AWS service. */
  readonly service: string;
  readonly kind: "gateway" | "interface";
  /** For a gateway: tiers whose route tables lead to it. */
  readonly tiers: readonly string[];
  /** For an interface: zones that it has an address in. */
  readonly availabilityZones: readonly string[];
  /** For an interface: true if the service's public name resolves to it. */
  readonly privateDns: boolean;
  /** For an interface: IPv4 blocks that its security group is open to on 443, or `unknown` where nobody can tell now. */
  readonly openTo: readonly string[] | "unknown";
  /** What its policy allows: everything, or the named actions of needs. */
  readonly allowedActions: readonly string[] | "everything";
  /**
   * True where its policy has statements that nobody has looked into: what they allow is taken on trust, and said.
   *
   * @default false
   */
  readonly unreadStatements?: boolean;
  /** For an interface: which addresses it has. */
  readonly ipAddressType: "dualstack" | "ipv4" | "ipv6";
}

/** A VPC and its subnets, made by `@terrace/vpc` or by somebody else. */
export interface NetworkRef {
  readonly vpcId: string;
  /** IPv4 blocks of the VPC, the primary one first. */
  readonly cidrBlocks: readonly string[];
  /** True if subnets have IPv6 blocks too. */
  readonly dualStack: boolean;
  /** What private endpoints and private DNS names need: both true unless somebody switched them off. */
  readonly dns: { readonly support: boolean; readonly hostnames: boolean };
  readonly subnets: readonly SubnetRef[];
  /** Private ways to AWS services. A central VPC's shared endpoints stand here too. */
  readonly endpoints: readonly EndpointRef[];
}

/** A security group that rules may name. */
export interface SecurityGroupRef {
  readonly securityGroupId: string;
}

/** An IAM role that policies may be attached to. */
export interface RoleRef {
  readonly roleName: string;
  readonly roleArn: string;
}

/** The OIDC provider of a cluster, for workload identity. */
export interface OidcRef {
  readonly providerArn: string;
  /** The issuer without `https://`. */
  readonly issuer: string;
}

/** Compute of an EKS cluster that pods with room on its nodes are placed on. */
export interface NodesRef {
  /** Name of the node group, or of what makes the nodes. */
  readonly name: string;
  readonly os: "linux" | "windows";
  readonly architecture: "arm64" | "x86_64";
  /** Tier of the nodes' subnets. */
  readonly tier: string;
}

/** Which pods a Fargate profile runs. */
export interface FargateSelectorRef {
  /** `*` and `?` stand for any characters and for one. */
  readonly namespace: string;
  /**
   * Labels that a pod must have, all of them.
   *
   * @default - any pod of the namespace
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A Fargate profile of an EKS cluster. */
export interface FargateProfileRef {
  readonly name: string;
  /** Tier of the pods' subnets. */
  readonly tier: string;
  readonly selectors: readonly FargateSelectorRef[];
  /** The role that Fargate pulls images and writes logs with. */
  readonly podExecutionRole: RoleRef;
}

/** An EKS cluster, as the stack that lives inside it needs it. What is known at synth is literal, the rest may be tokens. */
export interface ClusterRef {
  /** Known at synth. */
  readonly clusterName: string;
  readonly clusterArn: string;
  /** Minor version such as `1.34`, known at synth. */
  readonly kubernetesVersion: string;
  /** Known at synth. */
  readonly region: string;
  /** URL of the API server. */
  readonly endpoint: string;
  /** Base64, as EKS gives it. */
  readonly certificateAuthorityData: string;
  /** From where the API server is reached. */
  readonly endpointAccess: "private" | "public" | "public-and-private";
  readonly oidc: OidcRef;
  /** The group that EKS makes: of the control plane, of Fargate pods and Auto Mode's nodes, and of nodes without one of their own. */
  readonly securityGroup: SecurityGroupRef;
  /**
   * The group of nodes, and of pods on them, where it is another one.
   *
   * @default - none: nodes are in `securityGroup`
   */
  readonly nodeSecurityGroup?: SecurityGroupRef;
  /** True where EKS itself makes nodes, load balancers and volumes (Auto Mode). */
  readonly autoMode: boolean;
  /** Names of the add-ons that EKS installs, such as `coredns`. Pod Identity needs `eks-pod-identity-agent`, or Auto Mode. */
  readonly addons: readonly string[];
  /** Nodes that are not Auto Mode's. */
  readonly nodes: readonly NodesRef[];
  readonly fargateProfiles: readonly FargateProfileRef[];
}

/** A load balancer's target group that a service registers with. */
export interface TargetGroupRef {
  readonly targetGroupArn: string;
  /** Port of the targets, 1 to 65535. */
  readonly port: number;
  readonly targetType: "instance" | "ip";
  /** Kind of the load balancer in front. */
  readonly loadBalancer: "application" | "network";
  /**
   * Group of the load balancer, from which its traffic comes.
   *
   * @default - a load balancer without a group
   */
  readonly securityGroup?: SecurityGroupRef;
}

/** An ECS cluster that services and tasks run in. */
export interface EcsClusterRef {
  readonly clusterName: string;
  readonly clusterArn: string;
  /** Names that a capacity provider strategy may use: `FARGATE`, `FARGATE_SPOT`, and the cluster's own. */
  readonly capacityProviders: readonly string[];
  /**
   * How ECS Exec sessions are kept.
   *
   * @default - ECS's own way: no key, no record
   */
  readonly exec?: { readonly kmsKeyArn?: string; readonly logs?: "cloudwatch" | "s3" };
  /**
   * ARN of the Cloud Map namespace that Service Connect uses unless a service says another.
   *
   * @default - none
   */
  readonly serviceConnectNamespaceArn?: string;
}

/** An image repository. */
export interface RepositoryRef {
  /** Without tag, such as `111111111111.dkr.ecr.eu-west-1.amazonaws.com/web`. */
  readonly repositoryUrl: string;
  readonly repositoryArn: string;
}

/** A cache that clients connect to. */
export interface CacheRef {
  /** The name to connect to: of the primary, or of the whole cluster. */
  readonly host: string;
  /**
   * The name that spreads reads over replicas.
   *
   * @default - none: clients find replicas themselves, or there are none
   */
  readonly readerHost?: string;
  /** 1 to 65535. */
  readonly port: number;
  /** True if clients must speak the cluster protocol. */
  readonly clusterProtocol: boolean;
  /** What clients speak: TLS only, either, or plain text only. */
  readonly tls: "off" | "preferred" | "required";
  /** The group that decides who reaches the port. */
  readonly securityGroup: SecurityGroupRef;
}

/** The subnets of one tier, in the order of the network. */
export function subnetsOf(network: NetworkRef, tier: string): SubnetRef[] {
  return network.subnets.filter((subnet) => subnet.tier === tier);
}
