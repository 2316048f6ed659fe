import type { SecurityGroupRef } from "@terrace/core";

/** From where the API server is reached. */
export interface EndpointProps {
  /**
   * - `private`: from the VPC, and from networks that lead to it
   * - `public-and-private`: nodes by the VPC, others over the internet
   * - `public`: everybody over the internet, nodes too
   *
   * @default "private"
   * @throws InvalidPropsError [endpoint-dns] [endpoint-public-only] [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
   */
  readonly access?: "private" | "public" | "public-and-private";

  /**
   * Blocks from which the public endpoint is reached. Required with one: AWS opens it to everybody otherwise.
   *
   * @default - none
   * @throws InvalidPropsError [public-cidrs] [public-cidr-private] [public-cidr-open] [public-cidr-count] [cidr-syntax] [cidr-host-bits]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
   */
  readonly publicCidrs?: readonly string[];

  /**
   * Who reaches the private endpoint on 443 beside the nodes, by a name of your own: a security group, or an IPv4 block
   * of the VPC or of a network that leads to it.
   *
   * @default - nobody but nodes and pods
   * @throws InvalidPropsError [endpoint-client-key] [endpoint-client] [endpoint-client-duplicate] [endpoint-clients-public] [cidr-syntax] [cidr-host-bits]
   */
  readonly clients?: Readonly<Record<string, SecurityGroupRef | { readonly cidr: string }>>;
}

/** A kind of log of the control plane. */
export type LogType = "api" | "audit" | "authenticator" | "controllerManager" | "scheduler";

/** What the control plane logs: into `/aws/eks/<name>/cluster`, made before the cluster and destroyed after it. */
export interface LogsProps {
  /**
   * Charged by the gigabyte; `audit` is by far the largest.
   *
   * @default ["api", "audit", "authenticator"]
   * @throws InvalidPropsError [log-type] [log-type-duplicate] [audit-unrecorded]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html
   */
  readonly types?: readonly LogType[];

  /**
   * Days that events are kept, one of CloudWatch's own steps. A shorter time deletes older events.
   *
   * @default 90
   * @throws InvalidPropsError [log-retention]
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  readonly retentionDays?: number;

  /**
   * ARN of the key that encrypts the log group. Its policy must let CloudWatch Logs use it.
   *
   * @default - CloudWatch's own key
   * @throws InvalidPropsError [kms-key] [kms-key-region]
   */
  readonly kmsKeyArn?: string;
}

/** Addresses of pods and services. A change of the first two replaces the cluster. */
export interface KubernetesNetworkProps {
  /**
   * `ipv6` needs a network with IPv6, and does not exist in China.
   *
   * @default "ipv4"
   * @throws InvalidPropsError [ipv6-network] [ipv6-region] [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html
   */
  readonly ipFamily?: "ipv4" | "ipv6";

  /**
   * Block of the services' addresses: /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, apart from the VPC
   * and from networks that lead to it. Not with `ipv6`.
   *
   * @default - 10.100.0.0/16 or 172.20.0.0/16, as EKS chooses
   * @throws InvalidPropsError [service-cidr-range] [service-cidr-overlap] [service-cidr-ipv6] [cidr-syntax] [cidr-host-bits] [cidr-size]
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
   */
  readonly serviceCidr?: string;

  /**
   * Who gives pods on nodes their addresses: the add-on `vpc-cni`, or a plugin that you install yourself.
   *
   * @default "vpc-cni"
   * @throws InvalidPropsError [not-one-of]
   */
  readonly cni?: "own" | "vpc-cni";
}

/** How the control plane is run. */
export interface ControlPlaneProps {
  /**
   * Capacity that is kept ready for the API server. Needs AWS provider 6.23.0.
   *
   * @default "standard": as EKS scales it
   * @throws InvalidPropsError [needs-provider] [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-provisioned-control-plane.html
   */
  readonly tier?: "standard" | "tier-2xl" | "tier-4xl" | "tier-8xl" | "tier-xl";

  /**
   * What happens when the standard support of the version ends: `EXTENDED` keeps the version, at six times the price of
   * the control plane; `STANDARD` has AWS upgrade it without being asked.
   *
   * @default "EXTENDED"
   * @throws InvalidPropsError [upgrade-policy] [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/extended-support-control.html
   */
  readonly supportType?: "EXTENDED" | "STANDARD";

  /**
   * Whether traffic may be shifted away from a zone that is impaired. The other zones must have room for all pods. To
   * switch it off again say `false`: AWS takes no silence for it.
   *
   * @default - it never was switched on
   * @see https://docs.aws.amazon.com/eks/latest/userguide/zone-shift.html
   */
  readonly zonalShift?: boolean;

  /**
   * Whether EKS refuses to delete the cluster: it must be switched off before a destroy. Needs AWS provider 6.9.0.
   *
   * @default - true where the provider has it
   * @throws InvalidPropsError [needs-provider] [deletion-unprotected]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html
   */
  readonly deletionProtection?: boolean;

  /**
   * Whether an upgrade goes on although EKS found that something in the cluster is not ready for it.
   *
   * @default false
   * @throws InvalidPropsError [force-update]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cluster-insights.html
   */
  readonly forceUpdate?: boolean;
}

/** What the security group of nodes lets through. Fargate pods and Auto Mode's nodes have the group that EKS makes. */
export interface NodeTrafficProps {
  /**
   * Between nodes and pods on them, and between these and what has EKS's own group:
   *
   * - `recommended`: DNS, and TCP from port 1025. A pod that listens below, such as on 80, is not reached from another node
   * - `everything`
   *
   * @default "recommended"
   * @throws InvalidPropsError [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
   */
  readonly betweenNodes?: "everything" | "recommended";

  /**
   * TCP ports below 1025 on which pods are reached from other nodes, such as `[80]`.
   *
   * @default - none
   * @throws InvalidPropsError [port-range] [port-duplicate] [pod-port-open]
   */
  readonly podPorts?: readonly number[];

  /**
   * TCP ports of webhooks and of API services, on which the control plane calls pods, beside 443 and 10250: 9443 is that
   * of the AWS Load Balancer Controller, 8443 of Karpenter and of NGINX, 6443 of the Prometheus adapter, 4443 of
   * metrics-server's own chart. The port of the add-on `metrics-server` is opened with the add-on.
   *
   * @default [9443]
   * @throws InvalidPropsError [port-range] [port-duplicate]
   * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/
   */
  readonly webhookPorts?: readonly number[];
}
