import type { ClusterRef } from "@terrace/core";
import { computeOf } from "./compute";
import type { HelmChart } from "./helm-props";
import { allow } from "./iam";
import { imageAt, registriesOf, type ChartOptions } from "./chart-images";
import { pages } from "./limits";

/**
 * metrics-server: what `kubectl top` and the horizontal pod autoscaler read. It calls no AWS service.
 *
 * On Fargate it listens on 10251, because 10250 is the kubelet's there.
 *
 * @see https://github.com/kubernetes-sigs/metrics-server/tree/master/charts/metrics-server
 */
export function metricsServer(cluster: ClusterRef, options: ChartOptions): HelmChart {
  const namespace = "kube-system";
  return {
    chart: "metrics-server",
    repository: "https://kubernetes-sigs.github.io/metrics-server",
    version: options.version,
    namespace,
    values: {
      ...imageAt(["image"], "metrics-server/metrics-server", options),
      ...(computeOf(cluster, namespace).profiles.length > 0 ? { containerPort: 10251 } : {}),
    },
    registries: registriesOf(["registry.k8s.io"], options),
    ports: [{ path: ["containerPort"], chartDefault: 10250 }],
    addon: "metrics-server",
    inAutoMode: false,
  };
}

/** What the cluster autoscaler is made from. */
export interface ClusterAutoscalerOptions extends ChartOptions {
  /**
   * Tag of the image, such as `v1.34.1`: its minor version is the cluster's, for it schedules as the scheduler of that
   * version does.
   *
   * @throws InvalidPropsError [addon-kubernetes]
   */
  readonly imageTag: string;
}

/**
 * The cluster autoscaler: it sizes Auto Scaling groups that carry the tags `k8s.io/cluster-autoscaler/enabled` and
 * `k8s.io/cluster-autoscaler/<cluster>`, and may change no other. Never for a group that Karpenter has.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 */
export function clusterAutoscaler(cluster: ClusterRef, options: ClusterAutoscalerOptions): HelmChart {
  const { clusterName, region, kubernetesVersion } = cluster;
  const see = pages.clusterAutoscaler;
  const ours = { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: "owned" } };
  return {
    chart: "cluster-autoscaler",
    repository: "https://kubernetes.github.io/autoscaler",
    version: options.version,
    namespace: "kube-system",
    values: {
      autoDiscovery: { clusterName },
      awsRegion: region,
      image: { tag: options.imageTag, ...(options.registry === undefined ? {} : { repository: `${options.registry}/autoscaling/cluster-autoscaler` }) },
    },
    identity: {
      serviceAccount: "cluster-autoscaler",
      accountPath: ["rbac", "serviceAccount"],
      policies: {
        autoscaler: [
          allow(
            [
              "autoscaling:DescribeAutoScalingGroups",
              "autoscaling:DescribeAutoScalingInstances",
              "autoscaling:DescribeLaunchConfigurations",
              "autoscaling:DescribeScalingActivities",
              "autoscaling:DescribeTags",
              "ec2:DescribeImages",
              "ec2:DescribeInstanceTypes",
              "ec2:DescribeLaunchTemplateVersions",
              "ec2:GetInstanceTypesFromInstanceRequirements",
              "eks:DescribeNodegroup",
            ],
            "*",
          ),
          allow(["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"], "*", ours),
        ],
      },
    },
    registries: registriesOf(["registry.k8s.io"], options),
    needs: [
      { service: "autoscaling", why: "the cluster autoscaler sizes node groups", see },
      { service: "ec2", why: "the cluster autoscaler looks up instance types", see },
      { service: "eks", why: "the cluster autoscaler reads labels of node groups", see },
    ],
    servesNodes: true,
    inAutoMode: true,
    kubernetes: { from: minorOf(options.imageTag), is: kubernetesVersion, what: `imageTag ${options.imageTag}`, see },
  };
}

/** `1.34` of `v1.34.1`. */
function minorOf(tag: string): string {
  return /^v?(\d+\.\d+)/.exec(tag)?.[1] ?? tag;
}

/** First chart of Karpenter for each version of Kubernetes. Read November 2026. */
const karpenterOf: Readonly<Record<string, string>> = {
  "1.30": "0.37.0", "1.31": "1.0.5", "1.32": "1.2.0", "1.33": "1.5.0", "1.34": "1.6.0", "1.35": "1.9.0", "1.36": "1.13.0",
};

/** What Karpenter is made from. */
export interface KarpenterOptions extends ChartOptions {
  /**
   * How the controller gets its rights: by IRSA from a role, or by the Pod Identity association of its service account.
   * Either is made with the cluster, as the role of its nodes is: `karpenter` of `@terrace/eks`.
   */
  readonly controller: { readonly by: "irsa"; readonly roleArn: string } | { readonly by: "pod-identity" };
  /**
   * Service account of the controller, which the chart makes.
   *
   * @default "karpenter"
   */
  readonly serviceAccount?: string;
  /**
   * Name of the queue that says which instances will be taken away.
   *
   * @default - none: Karpenter learns of an interruption when the node is gone
   */
  readonly interruptionQueue?: string;
  /**
   * True in a VPC without a way to the internet, where neither prices nor IAM are reached. Node classes name an instance
   * profile there, not a role.
   *
   * @default false
   */
  readonly isolatedVpc?: boolean;
}

/**
 * Karpenter: it makes nodes for pods that find none. Its CRDs are the chart of {@link karpenterCrds}, released before; its
 * roles and its queue are the cluster's.
 *
 * @see https://karpenter.sh/docs/reference/cloudformation/
 */
export function karpenter(cluster: ClusterRef, options: KarpenterOptions): HelmChart {
  const { clusterName, endpoint, kubernetesVersion } = cluster;
  const { controller, serviceAccount = "karpenter", interruptionQueue, isolatedVpc = false } = options;
  const see = pages.karpenter;
  const first = karpenterOf[kubernetesVersion];
  const services = ["ec2", "eks", "ssm"] as const;
  return {
    chart: "karpenter",
    repository: "oci://public.ecr.aws/karpenter",
    version: options.version,
    namespace: "kube-system",
    values: {
      ...imageAt(["controller", "image"], "karpenter/controller", options),
      settings: { clusterName, clusterEndpoint: endpoint, isolatedVPC: isolatedVpc, ...(interruptionQueue === undefined ? {} : { interruptionQueue }) },
      serviceAccount: { create: true, name: serviceAccount, annotations: controller.by === "irsa" ? { "eks.amazonaws.com/role-arn": controller.roleArn } : {} },
    },
    registries: registriesOf(["public.ecr.aws"], options),
    needs: [
      ...services.map((service) => ({ service, why: "Karpenter makes nodes", see })),
      { service: controller.by === "irsa" ? "sts" : "eks-auth", why: "Karpenter gets its credentials", see: controller.by === "irsa" ? pages.irsa : pages.podIdentity },
      ...(interruptionQueue === undefined ? [] : [{ service: "sqs" as const, why: "Karpenter reads interruptions", see }]),
    ],
    internet: isolatedVpc ? [] : ["pricing", "iam"],
    requires: ["karpenter-crd"],
    inAutoMode: true,
    ...(first === undefined ? {} : { minimumVersion: { version: first, why: `for Kubernetes ${kubernetesVersion}`, see: pages.karpenterCompatibility } }),
  };
}

/** The CRDs of Karpenter, as a chart that Helm upgrades: the same version as Karpenter's. */
export function karpenterCrds(options: { readonly version: string }): HelmChart {
  return { chart: "karpenter-crd", repository: "oci://public.ecr.aws/karpenter", version: options.version, namespace: "kube-system" };
}
