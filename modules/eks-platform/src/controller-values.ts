import type { ControllerSettings } from "./controller-settings";
import { resolveIngressClassParams } from "./ingress-class-params";
import { mergeValues, type HelmValue, type HelmValues } from "./values-text";
import { isAtLeast } from "./versions";

/** Where the controller's service account stands among the values. */
export const accountPath = ["serviceAccount"] as const;

/** What the module writes itself. */
export const ownedValues: readonly (readonly string[])[] = [
  ["clusterName"],
  ["region"],
  ["vpcId"],
  ["serviceAccount", "create"],
  ["serviceAccount", "name"],
  ["serviceAccount", "annotations"],
  ["image", "repository"],
  ["image", "tag"],
  ["enableServiceMutatorWebhook"],
  ["controllerConfig", "featureGates"],
  ["ingressClass"],
  ["createIngressClassResource"],
];

/**
 * Flags that the chart passes on only when they are booleans: as text they are left out without a word.
 *
 * @see https://github.com/aws/eks-charts/blob/master/stable/aws-load-balancer-controller/templates/deployment.yaml
 */
export const booleanFlags = [
  "disableIngressClassAnnotation",
  "disableIngressGroupNameAnnotation",
  "disableRestrictedSecurityGroupRules",
  "enableBackendSecurityGroup",
  "enableEndpointSlices",
  "enableManageBackendSecurityGroupRules",
  "enablePodReadinessGateInject",
  "enableShield",
  "enableWaf",
  "enableWafv2",
  "tolerateNonExistentBackendAction",
  "tolerateNonExistentBackendService",
] as const;

/** Values of the chart, without the service account's, which come with its role. */
export function controllerValues(settings: ControllerSettings): HelmValues {
  const { cluster, network, replicas, sslPolicy, defaultTargetType, imageRepository, wafv2, shield, defaultTags } = settings;
  const values: HelmValues = {
    // The pods would ask the instance for both: Fargate has none to ask, and nodes that are careful do not answer pods.
    clusterName: cluster.clusterName,
    region: cluster.region,
    vpcId: network.vpcId,
    replicaCount: replicas,
    ...(replicas > 1 ? { podDisruptionBudget: { maxUnavailable: 1 } } : {}),
    resources: { requests: { cpu: "100m", memory: "200Mi" }, limits: { cpu: "200m", memory: "500Mi" } },
    defaultSSLPolicy: sslPolicy,
    defaultTargetType,
    ...(imageRepository === undefined ? {} : { image: { repository: imageRepository } }),
    enableShield: shield,
    // WAF classic has ended.
    enableWaf: false,
    enableWafv2: wafv2,
    ...(Object.keys(defaultTags).length > 0 ? { defaultTags } : {}),
    ...webhookValues(settings),
    ...classValues(settings),
    ...backendValues(settings),
    ...gateValues(settings),
  };
  return mergeValues(values, settings.values);
}

function webhookValues({ serviceWebhook, webhookCertificate, chartVersion }: ControllerSettings): HelmValues {
  return {
    enableServiceMutatorWebhook: serviceWebhook !== "off",
    ...(serviceWebhook !== "off" && isAtLeast(chartVersion, "1.8.0")
      ? { serviceMutatorWebhookConfig: { failurePolicy: serviceWebhook === "ignore" ? "Ignore" : "Fail" } }
      : {}),
    enableCertManager: webhookCertificate === "cert-manager",
    keepTLSSecret: webhookCertificate === "kept",
  };
}

function classValues({ ingressClass }: ControllerSettings): HelmValues {
  const { name, create, isDefault, params } = ingressClass;
  const spec = resolveIngressClassParams(params);
  return {
    ingressClass: name,
    createIngressClassResource: create,
    ingressClassConfig: { default: isDefault },
    ingressClassParams: Object.keys(spec).length > 0 ? { create: true, name, spec } : { create: false },
  };
}

function backendValues({ backendSecurityGroup }: ControllerSettings): HelmValues {
  return backendSecurityGroup === undefined ? {} : { backendSecurityGroup: backendSecurityGroup.securityGroupId };
}

function gateValues({ featureGates }: ControllerSettings): HelmValues {
  const gates = Object.entries(featureGates).flatMap(([name, on]): [string, HelmValue][] => (on === undefined ? [] : [[name, on]]));
  return gates.length > 0 ? { controllerConfig: { featureGates: Object.fromEntries(gates) } } : {};
}
