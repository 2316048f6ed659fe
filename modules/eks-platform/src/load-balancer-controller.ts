import { Release } from "@cdktf/provider-helm/lib/release";
import { loadBalancerControllerNeeds, throwIfAny, type RoleRef, type Workload } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { checkController } from "./check-controller";
import type { IngressClassInUse } from "./check-ingress-class";
import { checkClusterSource } from "./cluster-source";
import type { LoadBalancerControllerProps } from "./controller-props";
import { identityProps, resolve, type ControllerSettings } from "./controller-settings";
import { accountPath, controllerValues } from "./controller-values";
import type { Installed } from "./helm-props";
import type { Statement } from "./iam";
import { mergeValues, valuesAt, valuesText } from "./values-text";
import { WorkloadIdentity } from "./workload-identity";

const CONTROLLER = Symbol.for("terrace/LoadBalancerController");
const chart = { name: "aws-load-balancer-controller", repository: "https://aws.github.io/eks-charts" } as const;

/**
 * The AWS Load Balancer Controller, which makes load balancers of Ingresses and Services.
 *
 * Creates the release, its role with the policy that belongs to the release and the partition, and an IngressClass. It does
 * not make Ingresses, nor upgrade CRDs. Free of charge; the load balancers that it makes are charged by the hour.
 *
 * Terraform does not know those load balancers. What makes them depends on {@link release}, so that the controller is still
 * there to take them away; `terrace-eks-leftovers` shows what is left.
 *
 * @example
 * const controller = new LoadBalancerController(stack, "controller", {
 *   cluster, network, chartVersion: "3.5.0", serviceWebhook: "off",
 *   identity: { method: "irsa", name: "dev-shop-load-balancer-controller" },
 * });
 */
export class LoadBalancerController extends Construct implements Installed {
  /** True for a controller of this package, also of another copy of it. */
  public static isLoadBalancerController(construct: unknown): construct is LoadBalancerController {
    return typeof construct === "object" && construct !== null && CONTROLLER in construct;
  }

  /** Name of the chart. */
  public readonly chartName: string = chart.name;
  /** The controller's version, such as `2.17.1`. */
  public readonly appVersion: string;
  /** The role of the controller. */
  public readonly role: RoleRef;
  /** Name of the class that Ingresses name. */
  public readonly ingressClassName: string;
  /** The class and what it says for all its Ingresses, which those of this stack are held against: see {@link checkIngressGroups}. */
  public readonly ingressClass: IngressClassInUse;
  /**
   * The release: its webhooks answer when it is there. Ingresses, Services, target group bindings and other charts depend on
   * it, to be made after it and destroyed before it.
   */
  public readonly release: ITerraformDependable;
  /** What the controller must reach, by tier, for `requireReachability` and for deriving endpoints. */
  public readonly workloads: readonly Workload[];
  /** The command that installs and upgrades the CRDs of this version, before the stack is applied. */
  public readonly crdCommand: string;
  /** What the controller may do, by the name of the policy, for review. */
  public readonly policies: Readonly<Record<string, readonly Statement[]>>;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: LoadBalancerControllerProps) {
    super(scope, id);
    Object.defineProperty(this, CONTROLLER, { value: true });
    const settings = resolve(props);
    throwIfAny(this, "LoadBalancerController", [...checkController(settings), ...checkClusterSource(this, "cluster", settings.cluster)]);

    this.appVersion = settings.appVersion;
    this.ingressClassName = settings.ingressClass.name;
    this.ingressClass = { clusterName: settings.cluster.clusterName, name: settings.ingressClass.name, params: settings.ingressClass.params };
    this.workloads = workloadsOf(settings);
    this.crdCommand = crdCommand(settings);
    const identity = new WorkloadIdentity(this, "identity", identityProps(settings));
    this.role = identity.role;
    this.policies = identity.policies;
    this.release = this.createRelease(settings, identity, this.createCrds(settings));
  }

  private createCrds({ crds, namespace, timeoutSeconds, after }: ControllerSettings): Release | undefined {
    if (typeof crds === "string") return undefined;
    return new Release(this, "crds", {
      name: crds.chart,
      chart: crds.chart,
      repository: crds.repository,
      version: crds.version,
      namespace,
      atomic: true,
      wait: true,
      timeout: timeoutSeconds,
      dependsOn: after.map(({ release }) => release),
    });
  }

  private createRelease(settings: ControllerSettings, identity: WorkloadIdentity, crds: Release | undefined): Release {
    const { chartVersion, namespace, serviceAccount, timeoutSeconds, after, dependsOn, override } = settings;
    const account = valuesAt(accountPath, { create: true, name: serviceAccount, annotations: identity.annotations });
    // Credentials are put into pods when they start: another role makes other pods.
    const restart = { podAnnotations: { "terrace/role-arn": identity.role.roleArn } };
    return new Release(this, "Resource", {
      name: chart.name,
      chart: chart.name,
      repository: chart.repository,
      version: chartVersion,
      namespace,
      values: [valuesText(mergeValues(mergeValues(restart, controllerValues(settings)), account))],
      atomic: true,
      wait: true,
      timeout: timeoutSeconds,
      skipCrds: settings.crds !== "first-install",
      dependsOn: [...identity.ready, ...(crds === undefined ? [] : [crds]), ...after.map(({ release }) => release), ...dependsOn],
      ...override.release,
    });
  }
}

function workloadsOf({ compute, identity, certificateDiscovery, wafv2 }: ControllerSettings): Workload[] {
  const needs = loadBalancerControllerNeeds({ identity: identity.method, certificateDiscovery, wafv2 });
  return compute.tiers.map((tier) => ({ name: chart.name, tier, needs }));
}

/**
 * The CRDs of the controller's own release, not of the chart's newest: an older controller does not know newer ones.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/
 */
function crdCommand({ appVersion }: ControllerSettings): string {
  const folder = "https://raw.githubusercontent.com/kubernetes-sigs/aws-load-balancer-controller";
  return `kubectl apply --server-side -f ${folder}/v${appVersion}/helm/aws-load-balancer-controller/crds/crds.yaml`;
}
