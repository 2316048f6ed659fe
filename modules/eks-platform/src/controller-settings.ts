import type { ReleaseConfig } from "@cdktf/provider-helm/lib/release";
import { checkReachability, type ClusterRef, type NetworkRef, type SecurityGroupRef, type Tags } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import { computeOf, isIsolated, type Compute } from "./compute";
import { gatePolicies } from "./controller-extras";
import { controllerStatements } from "./controller-policy";
import type { CrdsProps, LoadBalancerControllerProps } from "./controller-props";
import { appVersionOf, type FeatureGate } from "./controller-versions";
import { eksRegistry } from "./eks-registries";
import type { AddonIdentityProps, Installed } from "./helm-props";
import type { Statement } from "./iam";
import type { IngressClassParamsProps } from "./ingress-class-params-props";
import { partitionOf, type ClusterPartition } from "./partition";
import type { HelmValues } from "./values-text";
import type { WorkloadIdentityProps } from "./workload-identity-props";

/** LoadBalancerControllerProps with every default filled in. */
export interface ControllerSettings {
  readonly cluster: ClusterRef;
  readonly network: NetworkRef;
  readonly compute: Compute;
  /** True if the pods have no way to the internet. */
  readonly isolated: boolean;
  readonly chartVersion: string;
  /** The controller in the chart; the chart's own number where the table does not have it. */
  readonly appVersion: string;
  /** Undefined for a region that nobody knows. */
  readonly partition: ClusterPartition | undefined;
  readonly identity: AddonIdentityProps;
  readonly serviceWebhook: "fail" | "ignore" | "off";
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly replicas: number;
  readonly crds: CrdsProps;
  readonly ingressClass: { readonly name: string; readonly create: boolean; readonly isDefault: boolean; readonly params: IngressClassParamsProps };
  readonly sslPolicy: string;
  readonly webhookCertificate: "cert-manager" | "each-upgrade" | "kept";
  readonly defaultTargetType: "instance" | "ip";
  readonly backendSecurityGroup: SecurityGroupRef | undefined;
  /** Undefined for the public registry, and where AWS's own of the region is not known. */
  readonly imageRepository: string | undefined;
  readonly wafv2: boolean;
  readonly shield: boolean;
  readonly certificateDiscovery: boolean;
  readonly featureGates: Readonly<Partial<Record<FeatureGate, boolean>>>;
  readonly defaultTags: Tags;
  readonly extraStatements: readonly Statement[];
  readonly besidesAutoMode: boolean;
  readonly values: HelmValues;
  readonly timeoutSeconds: number;
  readonly after: readonly Installed[];
  readonly dependsOn: readonly ITerraformDependable[];
  readonly tags: Tags;
  readonly override: { readonly release: Partial<ReleaseConfig> };
}

/** Fills every default. Pure; checks nothing. */
export function resolve(props: LoadBalancerControllerProps): ControllerSettings {
  const { cluster, network, chartVersion } = props;
  const namespace = props.namespace ?? "kube-system";
  const compute = computeOf(cluster, namespace);
  const isolated = isIsolated(compute, network);
  return {
    cluster,
    network,
    compute,
    isolated,
    chartVersion,
    appVersion: appVersionOf(chartVersion) ?? chartVersion,
    partition: partitionOf(cluster.region),
    identity: props.identity,
    serviceWebhook: props.serviceWebhook,
    namespace,
    serviceAccount: props.serviceAccount ?? "aws-load-balancer-controller",
    replicas: props.replicas ?? 2,
    crds: props.crds ?? "first-install",
    ingressClass: {
      name: props.ingressClass?.name ?? "alb",
      create: props.ingressClass?.create ?? true,
      isDefault: props.ingressClass?.isDefault ?? false,
      params: props.ingressClass?.params ?? {},
    },
    sslPolicy: props.sslPolicy ?? "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    webhookCertificate: props.webhookCertificate ?? "kept",
    defaultTargetType: props.defaultTargetType ?? "ip",
    backendSecurityGroup: props.backendSecurityGroup,
    imageRepository: props.imageRepository ?? (isolated ? regionalImage(cluster.region) : undefined),
    wafv2: props.wafv2 ?? reaches("wafv2", compute, network),
    shield: props.shield ?? !isolated,
    certificateDiscovery: props.certificateDiscovery ?? !isolated,
    featureGates: props.featureGates ?? {},
    defaultTags: props.defaultTags ?? {},
    extraStatements: props.extraStatements ?? [],
    besidesAutoMode: props.besidesAutoMode ?? false,
    values: props.values ?? {},
    timeoutSeconds: props.timeoutSeconds ?? 600,
    after: props.after ?? [],
    dependsOn: props.dependsOn ?? [],
    tags: props.tags ?? {},
    override: { release: props.override?.release ?? {} },
  };
}

function regionalImage(region: string): string | undefined {
  const registry = eksRegistry(region);
  return registry === undefined ? undefined : `${registry}/amazon/aws-load-balancer-controller`;
}

function reaches(service: "wafv2", { tiers }: Compute, network: NetworkRef): boolean {
  const needs = [{ service, why: "", see: "" }];
  return tiers.every((tier) => checkReachability({ name: "", tier, needs }, network).length === 0);
}

/** The identity of the controller: the policy of its version and partition, and what its switches need besides. */
export function identityProps(settings: ControllerSettings): WorkloadIdentityProps {
  const { cluster, identity, namespace, serviceAccount, appVersion, partition = "aws", featureGates, extraStatements, tags } = settings;
  return {
    ...identity,
    cluster,
    namespace,
    serviceAccount,
    policies: {
      controller: controllerStatements(appVersion, partition),
      ...gatePolicies(featureGates, partition),
      ...(extraStatements.length > 0 ? { extra: extraStatements } : {}),
    },
    tags,
  };
}
