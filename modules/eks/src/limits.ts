/** What AWS says of clusters, each with its page. Read November 2026. */
export const pages = {
  cluster: "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html",
  versions: "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
  update: "https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html",
  support: "https://docs.aws.amazon.com/eks/latest/userguide/extended-support-control.html",
  insights: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-insights.html",
  network: "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html",
  endpoint: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
  securityGroups: "https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html",
  serviceCidr: "https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html",
  ipv6: "https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html",
  logs: "https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html",
  retention: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
  logsKey: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  secrets: "https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html",
  authentication: "https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html",
  accessConfig: "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessConfigRequest.html",
  accessEntry: "https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html",
  accessEntryType: "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessEntry.html",
  accessPolicies: "https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html",
  accessGroups: "https://docs.aws.amazon.com/eks/latest/userguide/create-k8s-group-access-entry.html",
  username: "https://docs.aws.amazon.com/eks/latest/userguide/set-custom-username.html",
  namespaces: "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/",
  addons: "https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html",
  addonUpdate: "https://docs.aws.amazon.com/eks/latest/userguide/updating-an-add-on.html",
  addonIam: "https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html",
  podIdentity: "https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html",
  cniRole: "https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html",
  versionSkew: "https://kubernetes.io/releases/version-skew-policy/",
  customNetwork: "https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network.html",
  coreDnsScaling: "https://docs.aws.amazon.com/eks/latest/userguide/coredns-autoscaling.html",
  fargate: "https://docs.aws.amazon.com/eks/latest/userguide/fargate.html",
  fargateGettingStarted: "https://docs.aws.amazon.com/eks/latest/userguide/fargate-getting-started.html",
  taints: "https://docs.aws.amazon.com/eks/latest/userguide/node-taints-managed-node-groups.html",
  ebs: "https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html",
  s3Driver: "https://docs.aws.amazon.com/eks/latest/userguide/s3-csi-create.html",
  autoMode: "https://docs.aws.amazon.com/eks/latest/userguide/automode.html",
  nodePools: "https://docs.aws.amazon.com/eks/latest/userguide/set-builtin-node-pools.html",
  hybrid: "https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-cluster-update.html",
  remoteNetworks: "https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteNetworkConfigRequest.html",
  identityProvider: "https://docs.aws.amazon.com/eks/latest/APIReference/API_OidcIdentityProviderConfigRequest.html",
  portForward: "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html",
  zones: "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html",
} as const;

/** Zones in which EKS puts no network interface of a control plane. */
export const zonesWithoutEks: readonly string[] = ["use1-az3", "usw1-az2", "cac1-az3"];

/** Addresses that should be free in each subnet: an upgrade takes up to five. */
export const freeAddresses = { least: 6, advised: 16, reservedByAws: 5 } as const;

/** Blocks that may reach a public endpoint; from an archived list of quotas. */
export const publicCidrCount = 40;

/** Private ranges of RFC 1918. */
export const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] as const;

/** Ranges that no client on the internet has: private, shared, loopback, link-local, multicast and reserved ones. */
export const reservedRanges = [...privateRanges, "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4"] as const;

/** Prefixes of a services' block. */
export const serviceCidrPrefix = { shortest: 12, longest: 24 } as const;

/** Prefixes of a block on premises. */
export const hybridCidrPrefix = { shortest: 8, longest: 32 } as const;

/** Kinds of control plane logs. */
export const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;

/** Days that a log group can keep its events. */
export const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** EKS's own policies of access entries, by preset. */
export const accessPresets = {
  "cluster-admin": "AmazonEKSClusterAdminPolicy",
  admin: "AmazonEKSAdminPolicy",
  "admin-view": "AmazonEKSAdminViewPolicy",
  edit: "AmazonEKSEditPolicy",
  view: "AmazonEKSViewPolicy",
} as const;

/** Beginnings of names that EKS keeps for itself. */
export const reservedNames = /^(system|eks|aws|amazon|iam):/;

/** What the control plane reaches on every node: API services on 443, and the kubelet. */
export const controlPlanePorts = [443, 10_250] as const;

/** Port of DNS, by TCP and UDP. */
export const dnsPort = 53;

/** Port of the EKS add-on metrics-server: its usual one is the kubelet's on Fargate. */
export const metricsServerPort = 10_251;

/** Ports of pods, both included: those below 1025 are for a few well-known services. */
export const podPorts = { from: 1025, to: 65_535 } as const;
