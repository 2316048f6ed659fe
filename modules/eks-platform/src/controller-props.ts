import type { ReleaseConfig } from "@cdktf/provider-helm/lib/release";
import type { ClusterRef, NetworkRef, SecurityGroupRef, Tags } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import type { FeatureGate } from "./controller-versions";
import type { AddonIdentityProps, Installed } from "./helm-props";
import type { Statement } from "./iam";
import type { IngressClassParamsProps } from "./ingress-class-params-props";
import type { HelmValues } from "./values-text";

/** What a LoadBalancerController is made from. */
export interface LoadBalancerControllerProps {
  /** The cluster. It is another stack's, and has CoreDNS: the controller finds AWS by name. */
  readonly cluster: ClusterRef;

  /** The network of the cluster. */
  readonly network: NetworkRef;

  /**
   * One release of the chart `aws-load-balancer-controller`. The policy that belongs to it follows from it.
   *
   * An upgrade changes the CRDs first: {@link LoadBalancerController.crdCommand}.
   *
   * @throws InvalidPropsError [controller-chart] [controller-chart-withdrawn] [controller-partition] [controller-isolated-partition]
   * @see https://github.com/kubernetes-sigs/aws-load-balancer-controller/releases
   */
  readonly chartVersion: string;

  /**
   * How the controller gets its rights, and the name of its role.
   *
   * @throws InvalidPropsError [controller-pod-identity] [pod-identity-on-fargate]
   */
  readonly identity: AddonIdentityProps;

  /**
   * Whether new Services of type LoadBalancer become load balancers of this controller by themselves. A choice without a
   * default, because each has its price:
   *
   * - `fail`: all of them do; while no pod of the controller is ready, no Service at all can be made in the cluster
   * - `ignore`: they do while a pod is ready; otherwise they are left to whoever takes them
   * - `off`: only those that ask, by `loadBalancerClass: service.k8s.aws/nlb`
   *
   * @throws InvalidPropsError [not-one-of] [controller-webhook]
   */
  readonly serviceWebhook: "fail" | "ignore" | "off";

  /**
   * Namespace of the release, which exists.
   *
   * @default "kube-system"
   * @throws InvalidPropsError [kubernetes-name] [namespace-without-profile]
   */
  readonly namespace?: string;

  /**
   * The service account of the controller, which the chart makes.
   *
   * @default "aws-load-balancer-controller"
   * @throws InvalidPropsError [kubernetes-name]
   */
  readonly serviceAccount?: string;

  /**
   * Pods of the controller. One works, the others answer the webhooks with it and take over.
   *
   * @default 2
   * @throws InvalidPropsError [controller-replicas]
   */
  readonly replicas?: number;

  /**
   * Who installs and upgrades the CRDs. Helm installs those of a chart once and never upgrades one.
   *
   * @default "first-install"
   * @throws InvalidPropsError [chart-version] [chart-repository] [chart-name]
   */
  readonly crds?: CrdsProps;

  /**
   * The class by which Ingresses come to the controller.
   *
   * @default - the class `alb`, which is not the cluster's default
   */
  readonly ingressClass?: IngressClassProps;

  /**
   * TLS of listeners that say nothing else.
   *
   * @default "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
   * @throws InvalidPropsError [ssl-policy]
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
   */
  readonly sslPolicy?: string;

  /**
   * The certificate of the webhooks. `kept` makes one for ten years, and keeps it over upgrades; `cert-manager` needs
   * cert-manager in `after`; `each-upgrade` makes a new one whenever the release changes.
   *
   * @default "kept"
   * @throws InvalidPropsError [not-one-of] [controller-certificate]
   */
  readonly webhookCertificate?: "cert-manager" | "each-upgrade" | "kept";

  /**
   * What targets are where an Ingress or a Service says nothing: pods by their address, or ports of nodes.
   *
   * @default "ip"
   * @throws InvalidPropsError [not-one-of] [target-type-on-fargate]
   */
  readonly defaultTargetType?: "instance" | "ip";

  /**
   * A group of yours that load balancers reach their targets from. Without, the controller makes one for the cluster, which
   * it takes away with the last load balancer, if it still runs by then.
   *
   * @default - a group of the controller's own
   */
  readonly backendSecurityGroup?: SecurityGroupRef;

  /**
   * Where the image comes from, without tag: a copy of yours.
   *
   * @default - the public registry; AWS's own regional one where the pods have no way to the internet
   * @throws InvalidPropsError [controller-image]
   */
  readonly imageRepository?: string;

  /**
   * False to leave web ACLs of WAFv2 alone, also those that somebody else has put on.
   *
   * @default - true where the pods reach the service `wafv2`
   */
  readonly wafv2?: boolean;

  /**
   * True to put Shield Advanced on load balancers that ask for it. Isolated pods have no way there.
   *
   * @default - true where the pods have a way to the internet
   * @throws InvalidPropsError [controller-shield]
   */
  readonly shield?: boolean;

  /**
   * False where every Ingress names its certificates, so that the controller need not reach `acm`.
   *
   * @default - true where the pods have a way to the internet
   */
  readonly certificateDiscovery?: boolean;

  /**
   * Switches of the controller. Those that need more rights get them.
   *
   * @default - the controller's own
   * @throws InvalidPropsError [feature-gate] [feature-gate-partition]
   */
  readonly featureGates?: Readonly<Partial<Record<FeatureGate, boolean>>>;

  /**
   * Tags of every load balancer, target group and security group that the controller makes.
   *
   * @default - none but the controller's own
   * @throws InvalidPropsError [tag-key] [tag-value]
   */
  readonly defaultTags?: Tags;

  /**
   * What the controller may do besides, such as `wafv2:ListWebACLs` for web ACLs by name, or `sts:AssumeRole` for target
   * groups of other accounts.
   *
   * @default - nothing
   */
  readonly extraStatements?: readonly Statement[];

  /**
   * True where the cluster has Auto Mode, whose own controller makes load balancers too, and this one is wanted besides.
   *
   * @default false
   * @throws InvalidPropsError [auto-mode-controller] [auto-mode-class] [auto-mode-webhook]
   */
  readonly besidesAutoMode?: boolean;

  /**
   * Values over those that follow from the props above. Booleans must be booleans: the chart leaves flags out otherwise.
   *
   * @default - none
   * @throws InvalidPropsError [value-owned] [controller-flag]
   */
  readonly values?: HelmValues;

  /**
   * How long Helm waits for the pods. Unit: seconds.
   *
   * @default 600
   * @throws InvalidPropsError [helm-timeout]
   */
  readonly timeoutSeconds?: number;

  /**
   * What must be installed before, such as cert-manager.
   *
   * @default - nothing
   */
  readonly after?: readonly Installed[];

  /**
   * What else Terraform makes before.
   *
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[];

  /**
   * Tags of the role and its policies, beside the provider's `default_tags`.
   *
   * @default - none
   */
  readonly tags?: Tags;

  /**
   * Arguments of the provider's own resources, applied last: for what this module has no prop for.
   *
   * @default - none
   */
  readonly override?: LoadBalancerControllerOverrides;
}

/**
 * Who installs the CRDs.
 *
 * - `first-install`: Helm, those that are absent
 * - `applied-before`: somebody, by {@link LoadBalancerController.crdCommand}, before this stack is applied
 * - a chart of yours with them among its templates, which Helm upgrades as any other
 */
export type CrdsProps = "applied-before" | "first-install" | CrdChart;

/** A chart that has the CRDs among its templates. */
export interface CrdChart {
  /** Name of the chart. */
  readonly chart: string;
  /** Where it lies: `https://...` or `oci://...`. */
  readonly repository: string;
  /** One release of it. */
  readonly version: string;
}

/** The class by which Ingresses come to the controller. */
export interface IngressClassProps {
  /**
   * Name of the class. It is the cluster's: two controllers have two names.
   *
   * @default "alb"
   * @throws InvalidPropsError [kubernetes-name]
   */
  readonly name?: string;
  /**
   * False where the class exists. What is destroyed with the controller cannot be needed by Ingresses afterwards.
   *
   * @default true
   */
  readonly create?: boolean;
  /**
   * True to make it the class of Ingresses that name none. A cluster has one such.
   *
   * @default false
   * @throws InvalidPropsError [auto-mode-class]
   */
  readonly isDefault?: boolean;
  /**
   * What holds for every Ingress of the class, and wins over its annotations.
   *
   * @default - nothing is said for all
   * @throws InvalidPropsError [ingress-class-params] [needs-controller] and those of {@link IngressClassParamsProps}
   */
  readonly params?: IngressClassParamsProps;
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface LoadBalancerControllerOverrides {
  /**
   * For the release.
   *
   * @default - nothing is overridden
   */
  readonly release?: Partial<ReleaseConfig>;
}
