import { checkTags, loadBalancerControllerNeeds, mustBeKnown, oneOf, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkChart, checkHelm } from "./check-chart";
import { checkControllerVersion } from "./check-controller-version";
import { checkIdentityOf } from "./check-helm-addon";
import { checkValues } from "./check-values";
import { checkCompute, checkNeeds, checkPublicImages } from "./compute";
import { identityProps, type ControllerSettings } from "./controller-settings";
import { booleanFlags, ownedValues } from "./controller-values";
import { pages } from "./limits";
import { checkIngressClassParams } from "./ingress-class-params";
import type { IngressClassParamsProps } from "./ingress-class-params-props";
import { checkKubernetesName } from "./names";
import { resolve as resolveIdentity } from "./workload-identity-settings";

/** Every problem of the settings. Pure. */
export function checkController(settings: ControllerSettings): Problem[] {
  const { cluster, chartVersion, namespace, serviceAccount, crds, ingressClass, featureGates, values, tags, defaultTags } = settings;
  const unknown = mustBeKnown({
    chartVersion,
    namespace,
    serviceAccount,
    "ingressClass.name": ingressClass.name,
    "ingressClass.params": knownParams(ingressClass.params),
    ...(typeof crds === "object" ? { crds } : {}),
    "cluster.clusterName": cluster.clusterName,
    "cluster.region": cluster.region,
    "cluster.addons": cluster.addons,
    featureGates,
  });
  if (unknown.length > 0) return unknown;
  return [
    ...checkControllerVersion(settings),
    ...checkKubernetesName("namespace", namespace, "namespace"),
    ...checkKubernetesName("serviceAccount", serviceAccount, "service account"),
    ...checkKubernetesName("ingressClass.name", ingressClass.name, "service account"),
    ...(typeof crds === "object" ? checkChart("crds", crds) : oneOf("crds", crds, ["applied-before", "first-install"])),
    ...checkHelm({ atomic: true, wait: true, timeoutSeconds: settings.timeoutSeconds }),
    ...checkIngressClassParams("ingressClass.params", ingressClass.params, { region: cluster.region, controllerVersion: settings.appVersion }),
    ...checkChoices(settings),
    ...checkClusterOf(settings),
    ...checkCertificate(settings),
    ...checkSslPolicy(settings),
    ...checkImage(settings),
    ...checkValues("values", values, ownedValues),
    ...checkFlags(settings),
    ...checkIdentityOf("identity", resolveIdentity(identityProps(settings))),
    ...checkStart(settings),
    ...checkTags("tags", tags),
    ...checkTags("defaultTags", defaultTags),
  ];
}

/** Of the params, what rules are about; ids, ARNs and blocks may come later, but not how many there are. */
function knownParams(params: IngressClassParamsProps): unknown {
  const { subnets, webAcl } = params;
  return {
    ...params,
    subnets: subnets !== undefined && "ids" in subnets ? subnets.ids.length : subnets,
    inboundCidrs: params.inboundCidrs?.length,
    certificateArns: params.certificateArns?.length,
    prefixListIds: params.prefixListIds?.length,
    ipamIpv4PoolId: "",
    webAcl: typeof webAcl === "object" && "arn" in webAcl ? "" : webAcl,
    attributes: { ...params.attributes, accessLogs: "", connectionLogs: "" },
  };
}

function checkChoices(settings: ControllerSettings): Problem[] {
  const { serviceWebhook, webhookCertificate, defaultTargetType, replicas, compute, ingressClass } = settings;
  const problems = [
    ...oneOf("serviceWebhook", serviceWebhook, ["fail", "ignore", "off"]),
    ...oneOf("webhookCertificate", webhookCertificate, ["cert-manager", "each-upgrade", "kept"]),
    ...oneOf("defaultTargetType", defaultTargetType, ["instance", "ip"]),
  ];
  if (!Number.isInteger(replicas) || replicas < 1) {
    problems.push({ code: "controller-replicas", path: "replicas", got: show(replicas), expected: "an integer of 1 or more", see: pages.scaling });
  } else if (replicas === 1) {
    const got = "1: while its only pod moves, Ingresses and Services are refused";
    problems.push({ code: "controller-replicas", path: "replicas", got, expected: "2 or more", see: pages.scaling, severity: "warning" });
  }
  if (defaultTargetType === "instance" && !compute.linux) {
    const got = `"instance" in a cluster with Fargate alone`;
    problems.push({ code: "target-type-on-fargate", path: "defaultTargetType", got, expected: `"ip": pods on Fargate have no node's port`, see: pages.fargate });
  }
  if (Object.keys(ingressClass.params).length > 0 && !ingressClass.create) {
    const got = "params of a class that is not made here";
    problems.push({ code: "ingress-class-params", path: "ingressClass.params", got, expected: "create: true, or none", see: pages.controllerConfiguration });
  }
  return problems;
}

/** CoreDNS, and Auto Mode's own controller. */
function checkClusterOf({ cluster, namespace, besidesAutoMode, serviceWebhook, ingressClass }: ControllerSettings): Problem[] {
  const problems = checkCompute("namespace", cluster, namespace);
  const see = pages.autoModeController;
  if (!cluster.autoMode && !cluster.addons.includes("coredns")) {
    const got = "without the add-on coredns: the controller would find nothing by name";
    problems.push({ code: "controller-coredns", path: "cluster.addons", got, expected: "coredns among them", see: pages.coredns });
  }
  if (!cluster.autoMode) return problems;
  if (!besidesAutoMode) {
    const got = "a cluster with Auto Mode, which makes load balancers by itself";
    problems.push({ code: "auto-mode-controller", path: "cluster.autoMode", got, expected: "besidesAutoMode: true, or no LoadBalancerController", see });
    return problems;
  }
  if (serviceWebhook !== "off") {
    const got = `${show(serviceWebhook)}: Services of Auto Mode's own would become this controller's`;
    problems.push({ code: "auto-mode-webhook", path: "serviceWebhook", got, expected: `"off" besides Auto Mode`, see });
  }
  if (ingressClass.isDefault) {
    const got = "true: Ingresses of Auto Mode's own would become this controller's";
    problems.push({ code: "auto-mode-class", path: "ingressClass.isDefault", got, expected: "false besides Auto Mode", see });
  }
  return problems;
}

function checkCertificate({ webhookCertificate, cluster, after }: ControllerSettings): Problem[] {
  if (webhookCertificate === "each-upgrade") {
    const got = `"each-upgrade": webhooks are refused for a moment at each change`;
    return [{ code: "controller-certificate", path: "webhookCertificate", got, expected: `"kept"`, see: pages.controllerTls, severity: "warning" }];
  }
  const isThere = cluster.addons.includes("cert-manager") || after.some(({ chartName }) => chartName === "cert-manager");
  if (webhookCertificate !== "cert-manager" || isThere) return [];
  const expected = "cert-manager in after, or the cluster's add-on cert-manager";
  return [{ code: "controller-certificate", path: "webhookCertificate", got: `"cert-manager", which is not there`, expected, see: pages.controllerInstallation }];
}

/** Policies that still speak TLS 1.0 or 1.1. */
const oldPolicies = /^ELBSecurityPolicy-(2016-08|2015-05|TLS-1-0-2015-04|TLS-1-1-2017-01|FS-2018-06|FS-1-1-2019-08|TLS13-1-[01]-.*)$/;

function checkSslPolicy({ sslPolicy }: ControllerSettings): Problem[] {
  if (Token.isUnresolved(sslPolicy)) return [];
  const see = pages.sslPolicies;
  if (!sslPolicy.startsWith("ELBSecurityPolicy-")) {
    return [{ code: "ssl-policy", path: "sslPolicy", got: show(sslPolicy), expected: "a policy of Elastic Load Balancing: ELBSecurityPolicy-...", see }];
  }
  if (!oldPolicies.test(sslPolicy)) return [];
  const got = `${show(sslPolicy)}, which takes TLS 1.0 or 1.1`;
  return [{ code: "ssl-policy", path: "sslPolicy", got, expected: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", see, severity: "warning" }];
}

function checkImage({ isolated, imageRepository, cluster }: ControllerSettings): Problem[] {
  if (imageRepository === undefined) {
    if (!isolated) return [];
    const got = `missing, and ${cluster.region} has no registry of AWS's own that is known`;
    return [{ code: "controller-image", path: "imageRepository", got, expected: "a copy in the account's own ECR: the pods have no way to the internet", see: pages.addonImages }];
  }
  const last = Token.isUnresolved(imageRepository) ? "" : (imageRepository.split("/").at(-1) ?? "");
  if (!/[:@]/.test(last)) return [];
  return [{ code: "controller-image", path: "imageRepository", got: show(imageRepository), expected: "no tag: it follows from the chart", see: pages.addonImages }];
}

function checkFlags({ values }: ControllerSettings): Problem[] {
  return booleanFlags
    .filter((flag) => values[flag] !== undefined && typeof values[flag] !== "boolean")
    .map((flag) => ({
      code: "controller-flag",
      path: `values.${flag}`,
      got: show(values[flag]),
      expected: "true or false, as a boolean: the chart leaves the flag out otherwise",
      see: pages.controllerConfiguration,
    }));
}

/** "Will it start?": its image, its credentials, and the services that it calls. */
function checkStart(settings: ControllerSettings): Problem[] {
  const { compute, network, identity, certificateDiscovery, wafv2, shield, isolated, imageRepository, namespace } = settings;
  const needs = loadBalancerControllerNeeds({ identity: identity.method, certificateDiscovery, wafv2 });
  const problems = [
    ...checkNeeds("aws-load-balancer-controller", compute, network, needs),
    ...checkPublicImages("imageRepository", isolated ? { ...compute, tiers: [] } : compute, network, imageRepository === undefined ? ["public.ecr.aws"] : []),
  ];
  if (shield && isolated) {
    const got = `true in the namespace "${namespace}", whose pods have no way to the internet`;
    problems.push({ code: "controller-shield", path: "shield", got, expected: "false: Shield has no endpoint", see: pages.privateClusters });
  }
  return problems;
}
