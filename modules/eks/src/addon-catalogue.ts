/** An add-on that this module knows. Read November 2026. */
export interface AddonFacts {
  /** Its service accounts that call AWS, in its namespace: the first is the one that EKS binds the role to. */
  readonly serviceAccounts: readonly string[];
  readonly namespace: string;
  /** AWS's own policies by a name for the construct, as their paths. */
  readonly policies: Readonly<Record<string, string>>;
  /** Last part of the name of its role. */
  readonly roleSuffix: string;
  /** Whether nodes need it to be ready. */
  readonly beforeNodes: boolean;
  /** Whether it runs on nodes only: on each of them, or on their disks. */
  readonly nodesOnly: boolean;
  /** Whether Auto Mode has it built in. */
  readonly inAutoMode: boolean;
}

const none = {
  serviceAccounts: [],
  namespace: "kube-system",
  policies: {},
  roleSuffix: "",
  beforeNodes: false,
  nodesOnly: false,
  inAutoMode: false,
} as const;

/** @see https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html */
export const addonCatalogue: Readonly<Record<string, AddonFacts>> = {
  "vpc-cni": {
    ...none,
    serviceAccounts: ["aws-node"],
    policies: { cni: "AmazonEKS_CNI_Policy" },
    roleSuffix: "vpc-cni",
    beforeNodes: true,
    nodesOnly: true,
    inAutoMode: true,
  },
  "kube-proxy": { ...none, beforeNodes: true, nodesOnly: true, inAutoMode: true },
  "eks-pod-identity-agent": { ...none, beforeNodes: true, nodesOnly: true, inAutoMode: true },
  coredns: { ...none, inAutoMode: true },
  "aws-ebs-csi-driver": {
    ...none,
    serviceAccounts: ["ebs-csi-controller-sa"],
    policies: { ebs: "service-role/AmazonEBSCSIDriverPolicy" },
    roleSuffix: "ebs-csi",
    nodesOnly: true,
    inAutoMode: true,
  },
  "aws-efs-csi-driver": {
    ...none,
    serviceAccounts: ["efs-csi-controller-sa", "efs-csi-node-sa"],
    policies: { efs: "service-role/AmazonEFSCSIDriverPolicy" },
    roleSuffix: "efs-csi",
    nodesOnly: true,
  },
  "aws-mountpoint-s3-csi-driver": { ...none, serviceAccounts: ["s3-csi-driver-sa"], roleSuffix: "s3-csi", nodesOnly: true },
  "snapshot-controller": none,
  "metrics-server": none,
  "eks-node-monitoring-agent": { ...none, nodesOnly: true, inAutoMode: true },
  "amazon-cloudwatch-observability": {
    ...none,
    serviceAccounts: ["cloudwatch-agent"],
    namespace: "amazon-cloudwatch",
    policies: { agent: "CloudWatchAgentServerPolicy", traces: "AWSXrayWriteOnlyAccess" },
    roleSuffix: "cloudwatch",
    nodesOnly: true,
  },
};

/** What is known of an add-on that is not in the catalogue. */
export function factsOf(name: string, serviceAccount?: string): AddonFacts {
  return addonCatalogue[name] ?? { ...none, serviceAccounts: serviceAccount === undefined ? [] : [serviceAccount] };
}
