import type { ReleaseConfig } from "@cdktf/provider-helm/lib/release";
import type { ClusterRef, Need, NetworkRef, Tags } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import type { Statement } from "./iam";
import type { HelmValues } from "./values-text";
import type { IdentityMethod } from "./workload-identity-props";

/** A chart, and what its pods are and need: made by a function of this package, or written down. */
export interface HelmChart {
  /** Name of the chart in its repository, such as `metrics-server`. */
  readonly chart: string;

  /**
   * Where the chart lies: `https://...`, or `oci://...` without the chart's name. The machine that runs Terraform fetches it.
   *
   * @throws InvalidPropsError [chart-repository]
   */
  readonly repository: string;

  /**
   * One release of the chart, such as `3.13.1`. A range would be another chart tomorrow.
   *
   * @throws InvalidPropsError [chart-version]
   */
  readonly version: string;

  /**
   * Name of the Helm release. A change installs it anew.
   *
   * @default - the chart's name
   */
  readonly releaseName?: string;

  /** Namespace of the release. A change installs it anew. */
  readonly namespace: string;

  /**
   * True to make the namespace. Helm never deletes it.
   *
   * @default - true but for `kube-system` and `default`, which every cluster has
   */
  readonly createNamespace?: boolean;

  /**
   * Values of the chart.
   *
   * @default - the chart's own
   */
  readonly values?: HelmValues;

  /**
   * The rights of its pods.
   *
   * @default - none: they call no AWS service
   */
  readonly identity?: ChartIdentity;

  /**
   * Registries on the internet that its images come from, such as `registry.k8s.io`. None where all come from ECR.
   *
   * @default - none
   */
  readonly registries?: readonly string[];

  /**
   * What its pods must reach besides images and credentials.
   *
   * @default - nothing
   */
  readonly needs?: readonly Need[];

  /**
   * Name of the EKS add-on that installs the same, which a cluster must not have besides.
   *
   * @default - there is none
   */
  readonly addon?: string;

  /**
   * True where a cluster without nodes has no use for it: it serves nodes, and Fargate has none.
   *
   * @default false
   */
  readonly servesNodes?: boolean;

  /**
   * True where Auto Mode does the same by itself.
   *
   * @default false
   */
  readonly inAutoMode?: boolean;

  /**
   * Ports that its containers listen on, by the path of the value and the chart's own default. On Fargate 10250 is the
   * kubelet's.
   *
   * @default - none that matters
   */
  readonly ports?: readonly ChartPort[];

  /**
   * Charts that must be there first, by name; an EKS add-on of that name does as well.
   *
   * @default - none
   */
  readonly requires?: readonly string[];

  /**
   * AWS services that it calls and that core knows no endpoint of.
   *
   * @default - none
   */
  readonly internet?: readonly string[];

  /**
   * The oldest release that works with the cluster.
   *
   * @default - any
   */
  readonly minimumVersion?: MinimumVersion;

  /**
   * A version of Kubernetes that it is set to, beside the cluster's own.
   *
   * @default - it is set to none
   */
  readonly kubernetes?: KubernetesMatch;
}

/** A version that something has, and another that it should have. */
export interface KubernetesMatch {
  /** Minor version that the chart is set to. */
  readonly from: string;
  /** Minor version of the cluster. */
  readonly is: string;
  /** What is set to it, for the error. */
  readonly what: string;
  /** The page that says so. */
  readonly see: string;
}

/** The oldest release of a chart that works. */
export interface MinimumVersion {
  /** That release. */
  readonly version: string;
  /** For what, for the error. */
  readonly why: string;
  /** The page that says so. */
  readonly see: string;
}

/** The rights of a chart's pods. */
export interface ChartIdentity {
  /** The service account that the chart makes. */
  readonly serviceAccount: string;
  /** Where the chart's values say `create`, `name` and `annotations` of it, such as `["rbac", "serviceAccount"]`. */
  readonly accountPath: readonly string[];
  /** What the pods may do: statements by the name of the policy that they make. */
  readonly policies: Readonly<Record<string, readonly Statement[]>>;
}

/** A port of a chart's container. */
export interface ChartPort {
  /** Where the values say it, such as `["webhook", "port"]`. */
  readonly path: readonly string[];
  /** What the chart takes otherwise. */
  readonly chartDefault: number;
}

/** Something that Helm has installed, for what has to come later. */
export interface Installed {
  /** Name of the chart. */
  readonly chartName: string;
  /** The release, to depend on. */
  readonly release: ITerraformDependable;
}

/** How the pods of a chart get the credentials of a role. */
export interface AddonIdentityProps {
  /** How. */
  readonly method: IdentityMethod;
  /** Name of the role. */
  readonly name: string;
}

/** What a HelmAddon is made from. */
export interface HelmAddonProps {
  /** The cluster. It is another stack's. */
  readonly cluster: ClusterRef;

  /** The network of the cluster: what pods must reach is held against it. */
  readonly network: NetworkRef;

  /** The chart, with what its pods need. */
  readonly chart: HelmChart;

  /**
   * How its pods get their rights. Required for a chart that has some.
   *
   * @default - its pods have no rights
   * @throws InvalidPropsError [addon-identity]
   */
  readonly identity?: AddonIdentityProps;

  /**
   * Values over the chart's: objects are merged, everything else is replaced. Write booleans as booleans.
   *
   * @default - those of `chart`
   * @throws InvalidPropsError [value-owned]
   */
  readonly values?: HelmValues;

  /**
   * True to take a failed installation or upgrade back.
   *
   * @default true
   * @throws InvalidPropsError [helm-wait]
   */
  readonly atomic?: boolean;

  /**
   * True to wait until the pods are ready, which is what others depend on.
   *
   * @default true
   * @throws InvalidPropsError [helm-wait]
   */
  readonly wait?: boolean;

  /**
   * How long Helm waits for each step. Unit: seconds.
   *
   * @default 600
   * @throws InvalidPropsError [helm-timeout]
   */
  readonly timeoutSeconds?: number;

  /**
   * True to leave the CRDs of the chart's `crds` folder to somebody else. Helm installs those that are absent, and never
   * upgrades one.
   *
   * @default false
   */
  readonly skipCrds?: boolean;

  /**
   * What must be installed before: a LoadBalancerController whose webhook sees every Service, cert-manager.
   *
   * @default - nothing
   * @throws InvalidPropsError [addon-requires]
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
  readonly override?: HelmAddonOverrides;
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface HelmAddonOverrides {
  /**
   * For the release.
   *
   * @default - nothing is overridden
   */
  readonly release?: Partial<ReleaseConfig>;
}
