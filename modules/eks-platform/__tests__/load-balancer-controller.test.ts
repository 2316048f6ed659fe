import { accept, type ClusterRef } from "@terrace/core";
import { addresses, invalidProps, only, problemsOf, resourcesOf, synth, warningsOf } from "@terrace/testkit";
import { Fn, Lazy, type TerraformStack } from "cdktf";
import { controllerStatements } from "../src/controller-policy";
import { HelmAddon, LoadBalancerController, type HelmChart, type HelmValues, type LoadBalancerControllerProps } from "../src";
import { cluster, isolatedCluster, network, nodes, onFargate, platformStack, withEndpoints } from "./fixtures";

const valid: LoadBalancerControllerProps = {
  cluster,
  network,
  chartVersion: "3.5.0",
  serviceWebhook: "off",
  identity: { method: "irsa", name: "dev-shop-controller" },
};
const someToken = Lazy.stringValue({ produce: () => "later" });
const certManager: HelmChart = { chart: "cert-manager", repository: "https://charts.jetstack.io", version: "1.19.1", namespace: "cert-manager" };

function make(change: Partial<LoadBalancerControllerProps> = {}, stack: TerraformStack = platformStack()) {
  return { stack, controller: new LoadBalancerController(stack, "controller", { ...valid, ...change }) };
}

function template(change: Partial<LoadBalancerControllerProps> = {}, stack: TerraformStack = platformStack()) {
  return synth(make(change, stack).stack);
}

function release(change: Partial<LoadBalancerControllerProps> = {}) {
  return only(template(change), "helm_release");
}

/** The values of the release; what Terraform encodes later stands in it as text. */
function values(change: Partial<LoadBalancerControllerProps> = {}): Record<string, unknown> {
  const [text] = Object.values(release(change).values ?? {});
  return JSON.parse(String(text).replace(/\$\{jsonencode\((.*?)\)\}/g, (_all, inner: string) => JSON.stringify(inner)));
}

function withCluster(change: Partial<ClusterRef>): Partial<LoadBalancerControllerProps> {
  return { cluster: { ...cluster, ...change } };
}

function inRegion(region: string): Partial<LoadBalancerControllerProps> {
  return withCluster({ region });
}

function warningsWith(change: Partial<LoadBalancerControllerProps>): string[] {
  const { stack } = make(change);
  return warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
}

/** Pods without a way to the internet, and endpoints for all that the controller needs. */
const isolated: Partial<LoadBalancerControllerProps> = { cluster: isolatedCluster, network: withEndpoints("ec2", "elasticloadbalancing", "sts") };
const autoMode = withCluster({ autoMode: true, nodes: [], addons: [] });

describe("the release", () => {
  test("is one of the chart, waited for, and taken back when it fails", () => {
    expect(release()).toMatchObject({
      name: "aws-load-balancer-controller",
      chart: "aws-load-balancer-controller",
      repository: "https://aws.github.io/eks-charts",
      version: "3.5.0",
      namespace: "kube-system",
      atomic: true,
      wait: true,
      timeout: 600,
      skip_crds: false,
    });
    expect(release()).not.toHaveProperty("set");
  });

  test("has values that follow from the cluster", () => {
    expect(values()).toEqual({
      clusterName: "dev-shop",
      region: "ap-northeast-1",
      vpcId: "vpc-1",
      replicaCount: 2,
      podDisruptionBudget: { maxUnavailable: 1 },
      resources: { requests: { cpu: "100m", memory: "200Mi" }, limits: { cpu: "200m", memory: "500Mi" } },
      defaultSSLPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      defaultTargetType: "ip",
      enableShield: true,
      enableWaf: false,
      enableWafv2: true,
      enableServiceMutatorWebhook: false,
      enableCertManager: false,
      keepTLSSecret: true,
      ingressClass: "alb",
      createIngressClassResource: true,
      ingressClassConfig: { default: false },
      ingressClassParams: { create: false },
      podAnnotations: { "terrace/role-arn": expect.stringMatching(/^aws_iam_role\./) },
      serviceAccount: {
        create: true,
        name: "aws-load-balancer-controller",
        annotations: { "eks.amazonaws.com/role-arn": expect.stringMatching(/^aws_iam_role\./) },
      },
    });
  });

  test("is the same text for the same values", () => {
    const [text] = Object.values(release().values ?? {});
    const keys = [...String(text).matchAll(/[{,]"(\w+)":/g)].map(([, key]) => key);
    expect(keys.indexOf("clusterName")).toBeLessThan(keys.indexOf("vpcId"));
    expect(text).toContain('"enableWaf":false');
  });

  test("knows a VPC that another stack makes", () => {
    expect(values({ network: { ...network, vpcId: Fn.lower("VPC-1") } }).vpcId).toBe('lower("VPC-1")');
  });

  test("is what the caller says", () => {
    const made = values({
      replicas: 3,
      defaultTargetType: "instance",
      backendSecurityGroup: { securityGroupId: "sg-backend" },
      imageRepository: "111111111111.dkr.ecr.ap-northeast-1.amazonaws.com/controller",
      wafv2: false,
      shield: false,
      serviceWebhook: "ignore",
      webhookCertificate: "each-upgrade",
      ingressClass: { name: "inside", isDefault: true, params: { scheme: "internal", group: "inside", tlsPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06" } },
      defaultTags: { Team: "shop" },
      featureGates: { EnhancedDefaultBehavior: true },
      sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06",
      values: { logLevel: "debug", resources: { limits: { memory: "1Gi" } } },
    });
    expect(made).toMatchObject({
      replicaCount: 3,
      defaultTargetType: "instance",
      backendSecurityGroup: "sg-backend",
      image: { repository: "111111111111.dkr.ecr.ap-northeast-1.amazonaws.com/controller" },
      enableWafv2: false,
      enableShield: false,
      enableServiceMutatorWebhook: true,
      serviceMutatorWebhookConfig: { failurePolicy: "Ignore" },
      keepTLSSecret: false,
      ingressClass: "inside",
      ingressClassConfig: { default: true },
      ingressClassParams: { create: true, name: "inside", spec: { scheme: "internal", group: { name: "inside" }, sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06" } },
      defaultTags: { Team: "shop" },
      controllerConfig: { featureGates: { EnhancedDefaultBehavior: true } },
      defaultSSLPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06",
      logLevel: "debug",
      resources: { requests: { cpu: "100m", memory: "200Mi" }, limits: { cpu: "200m", memory: "1Gi" } },
    });
  });

  test("of one pod has no disruption budget, which would keep its node for ever", () => {
    expect(values({ replicas: 1 })).not.toHaveProperty("podDisruptionBudget");
  });

  test("of an old chart says nothing that it does not know", () => {
    expect(values({ chartVersion: "1.7.2", serviceWebhook: "fail" })).not.toHaveProperty("serviceMutatorWebhookConfig");
    expect(values({ serviceWebhook: "fail" })).toMatchObject({ serviceMutatorWebhookConfig: { failurePolicy: "Fail" } });
  });

  test("can leave the class to somebody else", () => {
    expect(values({ ingressClass: { create: false } })).toMatchObject({ createIngressClassResource: false });
  });

  test("by Pod Identity has a service account without annotation, and waits for the association", () => {
    const made = template({ identity: { method: "pod-identity", name: "dev-shop-controller" } });
    const { values: [text] = [], depends_on } = JSON.parse(JSON.stringify(only(made, "helm_release")));
    expect(text).toContain('"serviceAccount":{"annotations":{},"create":true');
    expect(depends_on).toEqual(expect.arrayContaining([expect.stringMatching(/^aws_eks_pod_identity_association\./), expect.stringMatching(/^aws_iam_role_policy_attachment\./)]));
  });

  test("is overridden last", () => {
    expect(release({ override: { release: { timeout: 5 } } })).toMatchObject({ timeout: 5 });
  });

  test("is waited for by other charts", () => {
    const { stack, controller } = make();
    new HelmAddon(stack, "cert-manager", { cluster, network, chart: certManager, after: [controller] });
    const releases = Object.values(resourcesOf(synth(stack), "helm_release"));
    expect(releases[1]?.depends_on).toEqual([expect.stringMatching(/^helm_release\.controller_/)]);
  });
});

describe("the CRDs", () => {
  test("can be applied before, by the command of their version", () => {
    const { stack, controller } = make({ crds: "applied-before", chartVersion: "1.17.1" });
    expect(only(synth(stack), "helm_release")).toMatchObject({ skip_crds: true });
    expect(controller.appVersion).toBe("2.17.1");
    expect(controller.crdCommand).toBe(
      "kubectl apply --server-side -f https://raw.githubusercontent.com/kubernetes-sigs/aws-load-balancer-controller/v2.17.1/helm/aws-load-balancer-controller/crds/crds.yaml",
    );
  });

  test("can be a chart of their own, which comes first", () => {
    const crds = { chart: "controller-crds", repository: "oci://111111111111.dkr.ecr.ap-northeast-1.amazonaws.com/charts", version: "3.5.0" };
    const [first, second] = Object.values(resourcesOf(template({ crds }), "helm_release"));
    expect(first).toMatchObject({ name: "controller-crds", ...crds, namespace: "kube-system", atomic: true, wait: true });
    expect(second).toMatchObject({ skip_crds: true, depends_on: expect.arrayContaining([expect.stringMatching(/^helm_release\.controller_crds/)]) });
  });
});

describe("the rights", () => {
  test("are those of the controller's release", () => {
    const made = template({ chartVersion: "1.9.2" });
    expect(only(made, "aws_iam_policy")).toMatchObject({ name: "dev-shop-controller-controller" });
    expect(JSON.parse(String(only(made, "aws_iam_policy").policy)).Statement).toEqual(controllerStatements("2.9.2", "aws"));
  });

  test("are those of the partition", () => {
    const made = template({ ...inRegion("cn-north-1") });
    expect(String(only(made, "aws_iam_policy").policy)).toContain('"arn:aws-cn:ec2:*:*:security-group/*"');
  });

  test("grow with switches that need more, and with what the caller adds", () => {
    const { controller } = make({
      featureGates: { EnableRGTAPI: true, GlobalAcceleratorController: true, EnableCertificateManagement: true },
      extraStatements: [{ Effect: "Allow", Action: "wafv2:ListWebACLs", Resource: "*" }],
    });
    expect(Object.keys(controller.policies)).toEqual(["controller", "global-accelerator", "certificates", "resource-groups", "extra"]);
    expect(Object.keys(make({ featureGates: { EnableRGTAPI: false } }).controller.policies)).toEqual(["controller"]);
  });

  test("belong to one service account", () => {
    const made = template({ serviceAccount: "balancer" });
    expect(String(only(made, "aws_iam_role").assume_role_policy)).toContain("system:serviceaccount:kube-system:balancer");
  });
});

describe("without a way to the internet", () => {
  test("the image is AWS's own of the region, and what has no endpoint is off", () => {
    expect(values(isolated)).toMatchObject({
      image: { repository: "602401143452.dkr.ecr.ap-northeast-1.amazonaws.com/amazon/aws-load-balancer-controller" },
      enableShield: false,
      enableWaf: false,
      enableWafv2: false,
    });
    expect(warningsWith(isolated)).toEqual([]);
  });

  test("web ACLs are on where wafv2 is reached", () => {
    expect(values({ ...isolated, network: withEndpoints("ec2", "elasticloadbalancing", "sts", "wafv2") })).toMatchObject({ enableWafv2: true });
  });

  test("what it must reach is said, by tier", () => {
    const [workload] = make(isolated).controller.workloads;
    expect(workload).toMatchObject({ name: "aws-load-balancer-controller", tier: "isolated" });
    expect(workload?.needs.map(({ service }) => service)).toEqual(["ec2", "elasticloadbalancing", "sts"]);
  });
});

test("on Fargate it runs where a profile takes its namespace", () => {
  expect(values({ cluster: onFargate("kube-system") })).toMatchObject({ defaultTargetType: "ip", region: "ap-northeast-1" });
});

test("besides Auto Mode it is careful", () => {
  expect(warningsWith({ ...autoMode, besidesAutoMode: true })).toEqual([]);
});

test("a chart that is newer than the table is accepted, with the newest policy", () => {
  const stack = platformStack();
  accept(stack, "controller-chart", "its policy was read, and is the same");
  const made = template({ chartVersion: "3.6.0" }, stack);
  expect(JSON.parse(String(only(made, "aws_iam_policy").policy)).Statement).toEqual(controllerStatements("3.5.0", "aws"));
});

test("addresses are stable", () => {
  expect(addresses(template()).map((address) => address.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
    "aws_iam_policy.controller_identity_policy-controller",
    "aws_iam_role.controller_identity",
    "aws_iam_role_policy_attachment.controller_identity_attachment-controller",
    "helm_release.controller",
  ]);
});

describe("bad input", () => {
  const unknownGate: { featureGates: LoadBalancerControllerProps["featureGates"] } = JSON.parse('{"featureGates":{"NLBHealthCheckAdvancedConfiguration":true}}');
  const quotedGate: { featureGates: LoadBalancerControllerProps["featureGates"] } = JSON.parse('{"featureGates":{"ALBSingleSubnet":"true"}}');
  const flag = (name: string): Partial<LoadBalancerControllerProps> => ({ values: { [name]: "no" } });
  const owned = (over: HelmValues): Partial<LoadBalancerControllerProps> => ({ values: over });

  test.each<[string, Partial<LoadBalancerControllerProps>, string[]]>([
    ["a version known only after apply", { chartVersion: someToken }, ["not-known-at-synth chartVersion"]],
    ["a namespace known only after apply", { namespace: someToken }, ["not-known-at-synth namespace"]],
    ["a class known only after apply", { ingressClass: { name: someToken } }, ["not-known-at-synth ingressClass.name"]],
    ["CRDs known only after apply", { crds: { chart: "a", repository: "https://a", version: someToken } }, ["not-known-at-synth crds.version"]],
    ["a region known only after apply", inRegion(someToken), ["not-known-at-synth cluster.region"]],
    ["a range of versions", { chartVersion: "~3.5" }, ["controller-chart chartVersion"]],
    ["a version of the controller", { chartVersion: "2.13.4" }, ["controller-chart chartVersion"]],
    ["a chart that is too old", { chartVersion: "1.4.8" }, ["controller-chart chartVersion"]],
    ["a chart that is not known yet", { chartVersion: "3.6.0" }, ["controller-chart chartVersion"]],
    ["a chart that loses its certificate", { chartVersion: "3.0.0" }, ["controller-chart-withdrawn chartVersion"]],
    ["a region that nobody knows", inRegion("xx-north-1"), ["controller-partition cluster.region"]],
    ["a partition without a policy", { ...inRegion("eusc-de-east-1"), chartVersion: "1.14.1" }, ["controller-partition chartVersion"]],
    ["a controller that calls too much in an isolated partition", { ...inRegion("us-iso-east-1"), chartVersion: "3.2.2" }, ["controller-isolated-partition chartVersion"]],
    ["an older one that does", { ...inRegion("us-isob-east-1"), chartVersion: "1.9.1" }, ["controller-isolated-partition chartVersion"]],
    ["an old Kubernetes", withCluster({ kubernetesVersion: "1.21" }), ["controller-kubernetes cluster.kubernetesVersion"]],
    ["a switch as its page spells it", unknownGate, ["feature-gate featureGates.NLBHealthCheckAdvancedConfiguration"]],
    ["a switch as text", quotedGate, ["feature-gate featureGates.ALBSingleSubnet"]],
    ["a switch that is too new", { chartVersion: "1.13.0", featureGates: { EnhancedDefaultBehavior: true } }, ["feature-gate featureGates.EnhancedDefaultBehavior"]],
    ["a switch whose policy is not published", { ...inRegion("cn-north-1"), featureGates: { EnableCertificateManagement: true } }, ["feature-gate-partition featureGates.EnableCertificateManagement"]],
    ["Global Accelerator in GovCloud", { ...inRegion("us-gov-west-1"), featureGates: { GlobalAcceleratorController: true } }, ["feature-gate-partition featureGates.GlobalAcceleratorController"]],
    ["a webhook that the chart cannot relax", { chartVersion: "1.7.2", serviceWebhook: "ignore" }, ["controller-webhook serviceWebhook"]],
    ["Pod Identity with an old controller", { chartVersion: "1.6.2", identity: { method: "pod-identity", name: "c" } }, ["controller-pod-identity identity.method"]],
    ["Pod Identity on Fargate", { cluster: onFargate("kube-system"), identity: { method: "pod-identity", name: "c" } }, ["pod-identity-on-fargate identity.method", "pod-identity-agent identity.method"]],
    ["a role's name that is too long", { identity: { method: "irsa", name: "x".repeat(65) } }, ["name-length identity.name"]],
    ["a namespace that no profile takes", { cluster: onFargate("shop") }, ["namespace-without-profile namespace"]],
    ["a namespace with a capital", { namespace: "Kube" }, ["kubernetes-name namespace"]],
    ["a service account as a pattern", { serviceAccount: "*" }, ["kubernetes-name serviceAccount"]],
    ["a class with a blank", { ingressClass: { name: "my class" } }, ["kubernetes-name ingressClass.name"]],
    ["params of a class in the words of no load balancer", { ingressClass: { params: { scheme: "internal", ipamIpv4PoolId: "ipam-pool-0123" } } }, ["address-pool ingressClass.params.ipamIpv4PoolId"]],
    ["params that the controller does not read yet", { chartVersion: "1.12.0", ingressClass: { params: { targetType: "ip" } } }, ["needs-controller ingressClass.params.targetType"]],
    ["a certificate of another region for a class", { ingressClass: { params: { certificateArns: ["arn:aws:acm:us-east-1:111111111111:certificate/1"] } } }, ["certificate-arn ingressClass.params.certificateArns[0]"]],
    ["a group of a class known only after apply", { ingressClass: { params: { group: someToken } } }, ["not-known-at-synth ingressClass.params.group"]],
    ["params of a class that is not made", { ingressClass: { create: false, params: { scheme: "internal" } } }, ["ingress-class-params ingressClass.params"]],
    ["CRDs of any version", { crds: { chart: "crds", repository: "https://example.com", version: "*" } }, ["chart-version crds.version"]],
    ["CRDs over plain HTTP", { crds: { chart: "crds", repository: "http://example.com", version: "1.0.0" } }, ["chart-repository crds.repository"]],
    ["no time at all", { timeoutSeconds: 0 }, ["helm-timeout timeoutSeconds"]],
    ["no pod at all", { replicas: 0 }, ["controller-replicas replicas"]],
    ["half a pod", { replicas: 1.5 }, ["controller-replicas replicas"]],
    ["targets by node in a cluster without nodes", { cluster: onFargate("kube-system"), defaultTargetType: "instance" }, ["target-type-on-fargate defaultTargetType"]],
    ["no CoreDNS", withCluster({ addons: [] }), ["controller-coredns cluster.addons"]],
    ["nothing that could run it", withCluster({ nodes: [] }), ["compute-missing cluster"]],
    ["Windows nodes alone", withCluster({ nodes: [nodes("private", "windows")] }), ["compute-os cluster.nodes"]],
    ["Auto Mode", autoMode, ["auto-mode-controller cluster.autoMode"]],
    ["the webhook besides Auto Mode", { ...autoMode, besidesAutoMode: true, serviceWebhook: "fail" }, ["auto-mode-webhook serviceWebhook"]],
    ["the default class besides Auto Mode", { ...autoMode, besidesAutoMode: true, ingressClass: { isDefault: true } }, ["auto-mode-class ingressClass.isDefault"]],
    ["a certificate of nobody's", { webhookCertificate: "cert-manager" }, ["controller-certificate webhookCertificate"]],
    ["a TLS policy of another kind", { sslPolicy: "TLS-1-2" }, ["ssl-policy sslPolicy"]],
    ["an image with a tag", { imageRepository: "111111111111.dkr.ecr.ap-northeast-1.amazonaws.com/controller:v3" }, ["controller-image imageRepository"]],
    ["no image that is reached", { ...isolated, cluster: { ...isolatedCluster, region: "us-iso-east-1" }, chartVersion: "3.2.1" }, ["controller-image imageRepository"]],
    ["the public image from a public subnet", withCluster({ nodes: [nodes("public")] }), [...Array(4).fill("public-ip-missing workloads.aws-load-balancer-controller"), "image-needs-internet imageRepository"]],
    ["nothing that it could reach", { ...isolated, network: withEndpoints() }, Array(3).fill("endpoint-missing workloads.aws-load-balancer-controller")],
    ["certificates that it cannot look for", { ...isolated, certificateDiscovery: true }, ["endpoint-missing workloads.aws-load-balancer-controller"]],
    ["web ACLs that it cannot put on", { ...isolated, wafv2: true }, ["endpoint-missing workloads.aws-load-balancer-controller"]],
    ["Shield without a way there", { ...isolated, shield: true }, ["controller-shield shield"]],
    ["a tier that the network lacks", withCluster({ nodes: [nodes("data")] }), Array(4).fill("tier-missing workloads.aws-load-balancer-controller")],
    ["another cluster's name", owned({ clusterName: "other" }), ["value-owned values.clusterName"]],
    ["another service account", owned({ serviceAccount: { name: "other" } }), ["value-owned values.serviceAccount.name"]],
    ["another image's tag", owned({ image: { tag: "v2.0.0" } }), ["value-owned values.image.tag"]],
    ["a flag that is no boolean", flag("enableShield"), ["controller-flag values.enableShield"]],
    ["a number that JSON cannot say", owned({ priority: Number.NaN }), ["value-number values.priority"]],
    ["a tag of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],
    ["a tag of load balancers that AWS refuses", { defaultTags: { "aws:x": "y" } }, ['tag-key defaultTags["aws:x"]']],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => make(change))).toEqual(expected);
  });

  test("no choice of the webhook, from a program without types", () => {
    const nothing: { serviceWebhook: "off" } = JSON.parse('{"serviceWebhook":"maybe"}');
    expect(problemsOf(() => make(nothing))).toEqual(["not-one-of serviceWebhook"]);
  });

  test("the whole text of an error", () => {
    expect(invalidProps(() => make({ chartVersion: "3.0.0", ...withCluster({ addons: [] }) })).message).toBe(
      [
        'invalid LoadBalancerController at "test/controller"',
        '  - [controller-chart-withdrawn] chartVersion is "3.0.0", which makes a new certificate at each upgrade and cannot keep one',
        "      expected: 3.1.0 or later",
        "      see: https://github.com/kubernetes-sigs/aws-load-balancer-controller/pull/4581",
        "  - [controller-coredns] cluster.addons is without the add-on coredns: the controller would find nothing by name",
        "      expected: coredns among them",
        "      see: https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html",
      ].join("\n"),
    );
  });
});

test.each<[string, Partial<LoadBalancerControllerProps>, string[]]>([
  ["one pod", { replicas: 1 }, ["controller-replicas replicas"]],
  ["a certificate at each upgrade", { webhookCertificate: "each-upgrade" }, ["controller-certificate webhookCertificate"]],
  ["an old TLS policy", { sslPolicy: "ELBSecurityPolicy-2016-08" }, ["ssl-policy sslPolicy"]],
  ["a boolean as text", { values: { hostNetwork: "false" } }, ["value-text values.hostNetwork"]],
])("%s is a warning", (_why, change, expected) => {
  expect(warningsWith(change)).toEqual(expected);
});

test("text that says true is right where text is wanted", () => {
  expect(warningsWith({ values: { podLabels: { logged: "true" }, nodeSelector: { spot: "false" } } })).toEqual([]);
});

test("cert-manager in after gives the webhooks their certificate", () => {
  const stack = platformStack();
  const manager = new HelmAddon(stack, "cert-manager", { cluster, network, chart: certManager });
  const [, made] = Object.values(resourcesOf(template({ webhookCertificate: "cert-manager", after: [manager] }, stack), "helm_release"));
  expect(made?.depends_on).toEqual(expect.arrayContaining([expect.stringMatching(/^helm_release\.cert-manager/)]));
  expect(String(Object.values(made?.values ?? {}))).toContain('"enableCertManager":true');
});
