/** What all add-ons have in common. */
export interface AddonProps {
  /**
   * Version of the add-on, such as `v1.20.4-eksbuild.1`. A change rolls its pods.
   *
   * @throws InvalidPropsError [addon-version] [kube-proxy-version] [kube-proxy-older]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/updating-an-add-on.html
   */
  readonly version: string;

  /**
   * How its pods get the rights to call AWS: by IRSA, by Pod Identity, or from the role of their node.
   *
   * @default - "irsa" where the add-on calls AWS, which works also before the first node and on Fargate
   * @throws InvalidPropsError [addon-identity-unused] [pod-identity-agent] [pod-identity-fargate] [pod-identity-region] [cni-rights] [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/add-ons-iam.html
   */
  readonly identity?: "irsa" | "node" | "pod-identity";

  /**
   * ARN of a role of yours for its pods.
   *
   * @default - a role that is made here, with exactly what the add-on needs
   * @throws InvalidPropsError [addon-role] [addon-role-missing] [addon-identity-unused]
   */
  readonly roleArn?: string;

  /**
   * Configuration in the add-on's own words, laid over what the other props say.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-field-management.html
   */
  readonly configuration?: Readonly<Record<string, unknown>>;

  /**
   * What happens at creation to fields that somebody else has set: they are overwritten, or the creation fails.
   *
   * @default "OVERWRITE"
   * @throws InvalidPropsError [not-one-of]
   */
  readonly conflictsOnCreate?: "NONE" | "OVERWRITE";

  /**
   * What happens at an update to fields that somebody else has set: they are overwritten, kept, or the update fails.
   *
   * @default "OVERWRITE"
   * @throws InvalidPropsError [not-one-of]
   */
  readonly conflictsOnUpdate?: "NONE" | "OVERWRITE" | "PRESERVE";

  /**
   * Whether what the add-on installed stays in the cluster when it is taken out of here.
   *
   * @default false
   */
  readonly preserve?: boolean;
}

/** The VPC CNI: gives pods on nodes their addresses, those on Windows too where a group of nodes runs it. */
export interface VpcCniProps extends AddonProps {
  /**
   * Whether network interfaces get blocks of 16 addresses, so that more pods fit on a node.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html
   */
  readonly prefixDelegation?: boolean;

  /**
   * Whether network policies of Kubernetes are enforced.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
   */
  readonly networkPolicy?: boolean;

  /**
   * Whether pods can have security groups of their own. The cluster's role gets the right for it.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html
   */
  readonly podSecurityGroups?: boolean;

  /**
   * Whether pods keep their own address on the way out of the VPC: what leads there translates it, or need not.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eks/latest/userguide/external-snat.html
   */
  readonly externalSnat?: boolean;

  /**
   * Subnets that pods have instead of their node's, by the name of the zone, such as `ap-northeast-1a`. Not with IPv6.
   *
   * @default - the node's subnet
   * @throws InvalidPropsError [cni-pod-subnets-zone] [cni-pod-subnets-ipv6] [cni-pod-subnets-groups]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network.html
   */
  readonly podSubnets?: Readonly<Record<string, PodSubnet>>;
}

/** Where the pods of one zone have their addresses. */
export interface PodSubnet {
  readonly subnetId: string;
  /**
   * Groups of the pods' network interfaces, up to five.
   *
   * @default - the group of nodes
   */
  readonly securityGroupIds?: readonly string[];
}

/** CoreDNS: resolves names in the cluster. */
export interface CoreDnsProps extends AddonProps {
  /**
   * What its pods run on.
   *
   * @default - "fargate" where the cluster has Fargate profiles and no nodes, else "ec2"
   * @throws InvalidPropsError [coredns-profile] [coredns-room] [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/coredns-add-on-update.html
   */
  readonly computeType?: "ec2" | "fargate";

  /**
   * Number of pods, or bounds between which EKS scales them with the nodes and CPUs of the cluster.
   *
   * @default 2
   * @throws InvalidPropsError [coredns-replicas]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/coredns-autoscaling.html
   */
  readonly replicas?: number | { readonly min: number; readonly max: number };
}

/** kube-proxy: leads services' addresses to pods, on each node. */
export interface KubeProxyProps extends AddonProps {
  /**
   * How: by a list of rules, or by the kernel's own load balancer, which stays quick with a thousand services.
   *
   * @default "iptables"
   * @throws InvalidPropsError [not-one-of]
   */
  readonly mode?: "iptables" | "ipvs";
}

/** The EBS driver: volumes for pods on nodes. */
export interface EbsDriverProps extends AddonProps {
  /**
   * ARNs of keys of yours that encrypt volumes.
   *
   * @default - AWS's own key of EBS
   * @throws InvalidPropsError [kms-key] [kms-key-region]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html
   */
  readonly kmsKeyArns?: readonly string[];

  /**
   * Whether the driver makes the storage class that claims have when they name none.
   *
   * @default false
   */
  readonly defaultStorageClass?: boolean;
}

/** The driver of Mountpoint: buckets as folders of pods. */
export interface S3DriverProps extends AddonProps {
  /**
   * ARNs of the buckets that it may read and write.
   *
   * @default - none: give a role of yours
   * @throws InvalidPropsError [s3-bucket-arn] [addon-role-missing]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/s3-csi-create.html
   */
  readonly bucketArns?: readonly string[];
}

/** Another add-on of EKS's catalogue. */
export interface OtherAddonProps extends AddonProps {
  /**
   * Name of its service account: Pod Identity needs it.
   *
   * @default - none
   * @throws InvalidPropsError [addon-service-account]
   */
  readonly serviceAccount?: string;
}

/** Add-ons of a cluster, by EKS's own names. None is installed that is not named here. */
export interface AddonsProps {
  /**
   * Made before the nodes, which are not ready without it.
   *
   * @default - none
   */
  readonly "vpc-cni"?: VpcCniProps;
  /**
   * Made before the nodes.
   *
   * @default - none
   */
  readonly "kube-proxy"?: KubeProxyProps;
  /**
   * Made before the nodes: Pod Identity needs it on each.
   *
   * @default - none
   */
  readonly "eks-pod-identity-agent"?: AddonProps;
  /**
   * Made after nodes and Fargate profiles, without which it has nowhere to run.
   *
   * @default - none
   */
  readonly coredns?: CoreDnsProps;
  /**
   * @default - none
   */
  readonly "aws-ebs-csi-driver"?: EbsDriverProps;
  /**
   * @default - none
   */
  readonly "aws-efs-csi-driver"?: AddonProps;
  /**
   * @default - none
   */
  readonly "aws-mountpoint-s3-csi-driver"?: S3DriverProps;
  /**
   * Volume snapshots of the EBS driver need it.
   *
   * @default - none
   */
  readonly "snapshot-controller"?: AddonProps;
  /**
   * CPU and memory of pods, for the horizontal autoscaler and `kubectl top`.
   *
   * @default - none
   */
  readonly "metrics-server"?: AddonProps;
  /**
   * Tells EKS of ill nodes, so that it can repair them.
   *
   * @default - none
   */
  readonly "eks-node-monitoring-agent"?: AddonProps;
  /**
   * Container Insights. Charged by the observation.
   *
   * @default - none
   */
  readonly "amazon-cloudwatch-observability"?: AddonProps;
  /**
   * Other add-ons, by EKS's own name.
   *
   * @default - none
   * @throws InvalidPropsError [addon-name]
   */
  readonly others?: Readonly<Record<string, OtherAddonProps>>;
}
