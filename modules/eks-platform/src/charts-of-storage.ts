import type { ClusterRef } from "@terrace/core";
import type { HelmChart } from "./helm-props";
import { imageAt, registriesOf, type ChartOptions } from "./chart-images";
import { allow, type Statement } from "./iam";
import { pages } from "./limits";
import { partitionOf, type ClusterPartition } from "./partition";
import { mergeValues, type HelmValues } from "./values-text";

/** What the driver of EBS is made from. */
export interface EbsCsiDriverOptions extends ChartOptions {
  /**
   * ARNs of the keys that volumes are encrypted with, where they are yours.
   *
   * @default - AWS's own key
   */
  readonly kmsKeyArns?: readonly string[];
}

/**
 * The driver of EBS volumes, for a cluster that does not take the EKS add-on `aws-ebs-csi-driver`. Pods on Fargate have no
 * EBS, and Auto Mode has a driver of its own.
 *
 * @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/example-iam-policy.json
 */
export function ebsCsiDriver(cluster: ClusterRef, options: EbsCsiDriverOptions): HelmChart {
  const { clusterName, region } = cluster;
  const { kmsKeyArns = [] } = options;
  const see = pages.ebsDriver;
  return {
    chart: "aws-ebs-csi-driver",
    repository: "https://kubernetes-sigs.github.io/aws-ebs-csi-driver",
    version: options.version,
    namespace: "kube-system",
    values: {
      ...imageAt(["image"], "ebs-csi-driver/aws-ebs-csi-driver", options),
      ...sidecarsAt(["provisioner", "attacher", "snapshotter", "livenessProbe", "resizer", "nodeDriverRegistrar"], options),
      controller: { region, k8sTagClusterId: clusterName },
    },
    identity: {
      serviceAccount: "ebs-csi-controller-sa",
      accountPath: ["controller", "serviceAccount"],
      policies: {
        ebs: ebsStatements(partitionOf(region) ?? "aws"),
        ...(kmsKeyArns.length > 0 ? { keys: keyStatements(kmsKeyArns) } : {}),
      },
    },
    registries: registriesOf(["public.ecr.aws"], options),
    needs: [
      { service: "ec2", why: "the EBS driver makes and attaches volumes", see },
      ...(kmsKeyArns.length > 0 ? [{ service: "kms" as const, why: "volumes are encrypted with a customer's key", see }] : []),
    ],
    addon: "aws-ebs-csi-driver",
    ...firstWithSidecars("2.47.0", options),
    servesNodes: true,
    inAutoMode: true,
  };
}

/**
 * Images of the side containers in the public registry. Both drivers take the same ones; older charts took others, of other
 * names.
 *
 * Read November 2026 from charts 2.47.0 of the EBS driver and 4.4.0 of the EFS driver.
 *
 * @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/charts/aws-ebs-csi-driver/values.yaml
 */
const sidecarImages = {
  attacher: "csi-attacher",
  csiProvisioner: "csi-provisioner",
  livenessProbe: "livenessprobe",
  nodeDriverRegistrar: "csi-node-driver-registrar",
  provisioner: "csi-provisioner",
  resizer: "csi-resizer",
  snapshotter: "csi-snapshotter",
} as const;

/** Side containers from the caller's registry too: one image from elsewhere keeps the whole pod from starting. */
function sidecarsAt(names: readonly (keyof typeof sidecarImages)[], options: ChartOptions): HelmValues {
  return names.map((name) => imageAt(["sidecars", name, "image"], `csi-components/${sidecarImages[name]}`, options)).reduce(mergeValues, {});
}

/** The first chart whose side containers have these names, where they come from the caller's registry. */
function firstWithSidecars(version: string, { registry }: ChartOptions): Pick<HelmChart, "minimumVersion"> {
  if (registry === undefined) return {};
  return { minimumVersion: { version, why: `for the side containers in ${registry}`, see: pages.ebsDriver } };
}

/** What the driver of EBS may do: it deletes only what it has made. */
function ebsStatements(partition: ClusterPartition): Statement[] {
  const volumes = `arn:${partition}:ec2:*:*:volume/*`;
  const snapshots = `arn:${partition}:ec2:*:*:snapshot/*`;
  const like = (key: string, value: string) => ({ StringLike: { [key]: value } });
  const describe = ["AvailabilityZones", "InstanceTypes", "Instances", "Snapshots", "Tags", "Volumes", "VolumesModifications", "VolumeStatus"];
  return [
    allow(describe.map((kind) => `ec2:Describe${kind}`), "*"),
    allow(["ec2:CreateSnapshot", "ec2:ModifyVolume"], volumes),
    allow("ec2:CopyVolumes", `arn:${partition}:ec2:*:*:volume/vol-*`),
    allow(["ec2:AttachVolume", "ec2:DetachVolume"], [volumes, `arn:${partition}:ec2:*:*:instance/*`]),
    allow(["ec2:CreateVolume", "ec2:EnableFastSnapshotRestores", "ec2:LockSnapshot"], snapshots),
    allow("ec2:CreateTags", [volumes, snapshots], { StringEquals: { "ec2:CreateAction": ["CreateVolume", "CreateSnapshot", "CopyVolumes"] } }),
    allow("ec2:DeleteTags", [volumes, snapshots]),
    allow(["ec2:CreateVolume", "ec2:CopyVolumes"], volumes, like("aws:RequestTag/ebs.csi.aws.com/cluster", "true")),
    allow(["ec2:CreateVolume", "ec2:CopyVolumes"], volumes, like("aws:RequestTag/CSIVolumeName", "*")),
    allow("ec2:DeleteVolume", volumes, like("ec2:ResourceTag/ebs.csi.aws.com/cluster", "true")),
    allow("ec2:DeleteVolume", volumes, like("ec2:ResourceTag/CSIVolumeName", "*")),
    allow("ec2:DeleteVolume", volumes, like("ec2:ResourceTag/kubernetes.io/created-for/pvc/name", "*")),
    allow("ec2:CreateSnapshot", snapshots, like("aws:RequestTag/CSIVolumeSnapshotName", "*")),
    allow("ec2:CreateSnapshot", snapshots, like("aws:RequestTag/ebs.csi.aws.com/cluster", "true")),
    allow("ec2:DeleteSnapshot", snapshots, like("ec2:ResourceTag/CSIVolumeSnapshotName", "*")),
    allow("ec2:DeleteSnapshot", snapshots, like("ec2:ResourceTag/ebs.csi.aws.com/cluster", "true")),
  ];
}

/** EBS itself uses the key later, by a grant that only an AWS service can hold. */
function keyStatements(kmsKeyArns: readonly string[]): Statement[] {
  return [
    allow("kms:CreateGrant", kmsKeyArns, { Bool: { "kms:GrantIsForAWSResource": "true" } }),
    allow(["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"], kmsKeyArns),
  ];
}

/**
 * The driver of EFS volumes, for a cluster that does not take the EKS add-on `aws-efs-csi-driver`. Pods on Fargate mount EFS
 * by themselves, volumes that exist: there the driver is of no use.
 *
 * A file system needs a mount target in each zone of the pods, open to them on 2049.
 *
 * @see https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/master/docs/iam-policy-example.json
 */
export function efsCsiDriver(_cluster: ClusterRef, options: ChartOptions): HelmChart {
  const see = pages.efsDriver;
  const tag = "efs.csi.aws.com/cluster";
  return {
    chart: "aws-efs-csi-driver",
    repository: "https://kubernetes-sigs.github.io/aws-efs-csi-driver",
    version: options.version,
    namespace: "kube-system",
    values: {
      ...imageAt(["image"], "efs-csi-driver/amazon/aws-efs-csi-driver", options),
      ...sidecarsAt(["livenessProbe", "nodeDriverRegistrar", "csiProvisioner"], options),
    },
    identity: {
      serviceAccount: "efs-csi-controller-sa",
      accountPath: ["controller", "serviceAccount"],
      policies: {
        efs: [
          allow(
            [
              "elasticfilesystem:DescribeAccessPoints",
              "elasticfilesystem:DescribeFileSystems",
              "elasticfilesystem:DescribeMountTargets",
              "ec2:DescribeAvailabilityZones",
            ],
            "*",
          ),
          allow("elasticfilesystem:CreateAccessPoint", "*", { StringLike: { [`aws:RequestTag/${tag}`]: "true" } }),
          allow("elasticfilesystem:TagResource", "*", { StringLike: { [`aws:ResourceTag/${tag}`]: "true" } }),
          allow("elasticfilesystem:DeleteAccessPoint", "*", { StringEquals: { [`aws:ResourceTag/${tag}`]: "true" } }),
        ],
      },
    },
    registries: registriesOf(["public.ecr.aws"], options),
    needs: [
      { service: "elasticfilesystem", why: "the EFS driver makes access points", see },
      { service: "ec2", why: "the EFS driver looks up zones", see },
    ],
    addon: "aws-efs-csi-driver",
    ...firstWithSidecars("4.4.0", options),
    servesNodes: true,
  };
}
