import { nameOf, throwIfAny, type ClusterRef, type NetworkRef, type RoleRef } from "@terrace/core";
import {
  clusterAutoscaler,
  configureClusterProviders,
  externalDns,
  FargateLogging,
  HelmAddon,
  Ingress,
  LoadBalancerController,
  metricsServer,
  Namespace,
  WorkloadIdentity,
  type ChartOptions,
  type ClusterAutoscalerOptions,
  type ExternalDnsOptions,
  type FargateLoggingProps,
  type HelmChart,
  type IdentityMethod,
  type IngressProps,
  type LoadBalancerControllerProps,
  type WorkloadIdentityProps,
} from "@terrace/eks-platform";
import { defineContract, publishOutputs } from "@terrace/remote-state";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { checkPlatform } from "./check-kubernetes";
import type { Environment } from "./environment";
import { EnvironmentStack, type StackOptions } from "./environment-stack";
import type { KubernetesStack } from "./kubernetes";
import type { NetworkStack } from "./network";

/** What lives inside the cluster of an environment, as its file says it. */
export interface PlatformProps {
  /** How pods get the credentials of their roles, those of the charts and those of applications. */
  readonly identity: IdentityMethod;
  /**
   * ARN of the role that Terraform signs in to the cluster as; it has an access entry there.
   *
   * @default - the identity that runs Terraform
   */
  readonly roleArn?: string;
  /** Namespaces of the applications. A cluster of Fargate alone has a profile for each. */
  readonly namespaces: readonly string[];
  /** The AWS Load Balancer Controller. */
  readonly loadBalancerController: Omit<LoadBalancerControllerProps, "after" | "cluster" | "dependsOn" | "identity" | "network">;
  /**
   * Other charts, by name.
   *
   * @default - none
   */
  readonly charts?: ChartsProps;
  /**
   * Rights of applications, by the name of their service account, which is made here.
   *
   * @default - applications call no AWS service
   */
  readonly identities?: Readonly<Record<string, IdentityProps>>;
  /**
   * Ways in from outside, by name. Their Services are the applications' own.
   *
   * @default - none
   */
  readonly ingresses?: Readonly<Record<string, Omit<IngressProps, "cluster" | "controllerVersion" | "dependsOn" | "ingressClass" | "name">>>;
  /**
   * What becomes of the logs of pods on Fargate.
   *
   * @default - they are not kept
   */
  readonly fargateLogging?: Omit<FargateLoggingProps, "cluster" | "network">;
}

/** Rights of the pods of one service account. */
export type IdentityProps = Pick<WorkloadIdentityProps, "namespace" | "policies" | "policyArns">;

/** Charts that an environment can have. */
export interface ChartsProps {
  /** Sizes of pods and nodes, for `kubectl top` and autoscalers. */
  readonly metricsServer?: ChartOptions;
  /** Records of Route 53 for Ingresses. */
  readonly externalDns?: Omit<ExternalDnsOptions, "txtOwnerId">;
  /** Sizes node groups by what pods ask for. */
  readonly clusterAutoscaler?: ClusterAutoscalerOptions;
}

/** What the platform stack promises. */
export const platformContract = defineContract("kubernetes-platform", {
  controller_version: { type: "string", description: "Version of the AWS Load Balancer Controller" },
  controller_crd_command: { type: "string", description: "Command that upgrades its CRDs, before an upgrade of its chart" },
  ingress_class: { type: "string", description: "Class that Ingresses name" },
  role_arns: { type: "map(string)", description: "Roles of pods, by service account" },
});

/** What lives inside the cluster of an environment. It is destroyed before the cluster, while that one still answers. */
export class KubernetesPlatformStack extends EnvironmentStack {
  private readonly cluster: ClusterRef;
  private readonly network: NetworkRef;

  public constructor(scope: Construct, environment: Environment, options: StackOptions, networkStack: NetworkStack, kubernetesStack: KubernetesStack) {
    super(scope, "kubernetes-platform", environment, options);
    throwIfAny(this, "kubernetes-platform", checkPlatform(environment));
    const { roleArn, namespaces, fargateLogging, ingresses = {}, identities = {}, charts = {} } = environment.platform;
    this.network = networkStack.networkFor(this);
    this.cluster = kubernetesStack.clusterFor(this);
    configureClusterProviders(this, this.cluster, { roleArn });
    const { cluster, network } = this;
    if (fargateLogging !== undefined) new FargateLogging(this, "fargate-logging", { ...fargateLogging, cluster, network });
    const controller = this.createController();
    const made = new Map(namespaces.map((name) => [name, this.createNamespace(name, controller)]));
    const addons = this.createCharts(charts, controller);
    const roles = Object.entries(identities).map(([account, props]) => {
      const { role } = this.createIdentity(account, props, made.get(props.namespace));
      return [account, role] as const;
    });
    for (const [name, props] of Object.entries(ingresses)) this.createIngress(name, props, controller, made.get(props.namespace));
    publishOutputs(this, platformContract, {
      controller_version: controller.appVersion,
      controller_crd_command: controller.crdCommand,
      ingress_class: controller.ingressClassName,
      role_arns: Object.fromEntries([["load-balancer-controller", controller.role] as const, ...addons, ...roles].map(([account, { roleArn: arn }]) => [account, arn])),
    });
  }

  /** Destroyed before the controller, which takes away the load balancers of what applications have put into it. */
  private createNamespace(name: string, controller: LoadBalancerController): Namespace {
    return new Namespace(this, `namespace-${name}`, { cluster: this.cluster, name, override: { namespace: { dependsOn: [controller.release] } } });
  }

  private createController(): LoadBalancerController {
    const { loadBalancerController, identity } = this.environment.platform;
    const { cluster, network } = this;
    const name = nameOf(this.names, "load-balancer-controller");
    return new LoadBalancerController(this, "load-balancer-controller", { ...loadBalancerController, cluster, network, identity: { method: identity, name } });
  }

  /** @returns roles of those that call AWS, by their name here */
  private createCharts({ metricsServer: metrics, externalDns: dns, clusterAutoscaler: autoscaler }: ChartsProps, controller: LoadBalancerController) {
    const { cluster } = this;
    const txtOwnerId = cluster.clusterName;
    const charts = {
      ...(metrics === undefined ? {} : { "metrics-server": metricsServer(cluster, metrics) }),
      ...(dns === undefined ? {} : { "external-dns": externalDns(cluster, { ...dns, txtOwnerId }) }),
      ...(autoscaler === undefined ? {} : { "cluster-autoscaler": clusterAutoscaler(cluster, autoscaler) }),
    };
    return Object.entries(charts).flatMap(([name, chart]) => {
      const { role } = this.createChart(name, chart, controller);
      return role === undefined ? [] : [[name, role] satisfies [string, RoleRef]];
    });
  }

  /** Charts wait for the controller, whose webhook sees their Services. */
  private createChart(name: string, chart: HelmChart, controller: LoadBalancerController): HelmAddon {
    const { cluster, network } = this;
    const identity = chart.identity === undefined ? undefined : { method: this.environment.platform.identity, name: nameOf(this.names, name) };
    return new HelmAddon(this, name, { cluster, network, chart, identity, after: [controller] });
  }

  private createIdentity(serviceAccount: string, props: IdentityProps, namespace: Namespace | undefined): WorkloadIdentity {
    const { cluster, network } = this;
    return new WorkloadIdentity(this, `identity-${serviceAccount}`, {
      ...props,
      ...{ cluster, network, serviceAccount },
      name: nameOf(this.names, serviceAccount),
      method: this.environment.platform.identity,
      createServiceAccount: true,
      override: { serviceAccount: { dependsOn: readyOf(namespace) } },
    });
  }

  private createIngress(name: string, props: NonNullable<PlatformProps["ingresses"]>[string], controller: LoadBalancerController, namespace: Namespace | undefined): void {
    new Ingress(this, `ingress-${name}`, {
      ...props,
      name,
      cluster: this.cluster,
      controllerVersion: controller.appVersion,
      ingressClass: controller.ingressClassName,
      dependsOn: [controller.release, ...readyOf(namespace)],
    });
  }
}

/** A namespace that is made here comes first; any other must be there. */
function readyOf(namespace: Namespace | undefined): ITerraformDependable[] {
  return namespace === undefined ? [] : [namespace.ready];
}
