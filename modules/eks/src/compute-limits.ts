/** What AWS and Kubernetes say of what a cluster runs pods on, each with its page. Read November 2026. */
export const computePages = {
  nodeGroup: "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html",
  launchTemplate: "https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html",
  managed: "https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html",
  scaling: "https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html",
  update: "https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupUpdateConfig.html",
  taint: "https://docs.aws.amazon.com/eks/latest/userguide/node-taints-managed-node-groups.html",
  label: "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set",
  nodeLabel: "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction",
  instanceTypes: "https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html",
  instanceNames: "https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html",
  amis: "https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-amis.html",
  al2: "https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html",
  windows: "https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html",
  ipv6: "https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html",
  spot: "https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html#managed-node-group-capacity-types",
  capacityBlocks: "https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html",
  skew: "https://kubernetes.io/releases/version-skew-policy/#kubelet",
  releases: "https://docs.aws.amazon.com/eks/latest/userguide/eks-linux-ami-versions.html",
  volume: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html",
  metadata: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsRequest.html",
  securityGroups: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
  quotas: "https://docs.aws.amazon.com/general/latest/gr/eks.html",
  nodeadm: "https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/",
  bottlerocket: "https://bottlerocket.dev/en/os/latest/api/settings/kubernetes/",
  bootstrapWindows: "https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html",
  userData: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
  accessEntries: "https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html",
  selfManaged: "https://docs.aws.amazon.com/eks/latest/userguide/worker.html",
  distribution: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstancesDistribution.html",
  refresh: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_RefreshPreferences.html",
  lifetime: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-max-instance-lifetime.html",
  hook: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutLifecycleHook.html",
  autoscalingGroup: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html",
  tags: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html",
  fargate: "https://docs.aws.amazon.com/eks/latest/userguide/fargate.html",
  fargateProfile: "https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html",
  fargateApi: "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateFargateProfile.html",
  podExecutionRole: "https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html",
  podIdentity: "https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html",
  karpenter: "https://karpenter.sh/docs/reference/cloudformation/",
  karpenterStart: "https://karpenter.sh/docs/getting-started/getting-started-with-karpenter/",
  autoMode: "https://docs.aws.amazon.com/eks/latest/userguide/auto-migrate-karpenter.html",
  sqsName: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
  ruleName: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html",
  policyName: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html",
  templateName: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html",
} as const;

/** Quotas of a cluster that AWS raises on request, from the page `quotas`. */
export const quotas = {
  nodeGroups: 30,
  nodesPerGroup: 450,
  fargateProfiles: 10,
  selectorLabels: 5,
} as const;

/** What a node group may have at most. */
export const nodeGroup = { instanceTypes: 20, taints: 50, nameLength: 63, unavailable: 100 } as const;

/** Selectors of one Fargate profile. */
export const selectors = 5;

/** Security groups of one network interface. */
export const securityGroups = 5;

/** Hops that an answer of the metadata service may take. */
export const hopLimit = { least: 1, most: 64 } as const;

/**
 * A gp3 volume. The smallest sizes are EKS's own defaults, which its images are made for. EBS takes up to 2000 MiB/s;
 * AWS provider 5.100.0 takes 1000.
 */
export const volume = {
  smallestGiB: { al2023: 20, bottlerocket: 20, windows: 50 },
  mostMibps: 1000,
} as const;

/** Bytes of user data, before they are encoded. */
export const userDataBytes = 16_384;

/** Minor versions that a kubelet may be behind the API server. */
export const kubeletSkew = 3;

/** Pods of one node, up to what EKS itself reckons with for the largest. */
export const podsPerNode = { least: 1, most: 250 } as const;

/** Beginnings of the tags that tell the cluster autoscaler of a group's nodes, and what a tag's key has at most. */
export const autoscalerTags = {
  label: "k8s.io/cluster-autoscaler/node-template/label/",
  taint: "k8s.io/cluster-autoscaler/node-template/taint/",
  longest: 128,
} as const;

/** Days that an instance can be given to live. */
export const lifetimeDays = { least: 1, most: 365 } as const;

/** Seconds that a lifecycle hook waits. */
export const hookSeconds = { least: 30, most: 7200 } as const;

/** Lengths of names that begin with the cluster's. */
export const nameLengths = { template: 128, group: 255, queue: 80, rule: 64, policy: 128 } as const;
