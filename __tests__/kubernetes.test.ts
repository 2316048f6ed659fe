import { addresses, only, problemsOf, resourcesOf, synth, testApp, warningsOf, type Template } from "@terrace/testkit";
import { buildStacks } from "../stacks";
import type { Environment } from "../stacks/environment";
import { environments } from "../stacks/environments";
import { dev } from "../stacks/environments/dev";
import { prd } from "../stacks/environments/prd";
import { stg } from "../stacks/environments/stg";
import { KubernetesStack, type KubernetesProps } from "../stacks/kubernetes";
import { KubernetesPlatformStack, type PlatformProps } from "../stacks/kubernetes-platform";
import { NetworkStack } from "../stacks/network";
import { implicitReferences } from "./app";

function stacksOf(environment: Environment) {
  const app = testApp();
  const network = new NetworkStack(app, environment, {}, []);
  const kubernetes = new KubernetesStack(app, environment, {}, network);
  return { kubernetes, platform: new KubernetesPlatformStack(app, environment, {}, network, kubernetes) };
}

function made(environment: Environment): { readonly kubernetes: Template; readonly platform: Template } {
  const { kubernetes, platform } = stacksOf(environment);
  return { kubernetes: synth(kubernetes), platform: synth(platform) };
}

function withKubernetes(environment: Environment, change: Partial<KubernetesProps>): Environment {
  return { ...environment, kubernetes: { ...environment.kubernetes, ...change } };
}

function withPlatform(environment: Environment, change: Partial<PlatformProps>): Environment {
  return { ...environment, platform: { ...environment.platform, ...change } };
}

const of = { dev: made(dev), stg: made(stg), prd: made(prd) };

test.each(Object.values(environments))("$name makes its cluster, and what lives inside it, without a warning", (environment) => {
  const { kubernetes, platform } = stacksOf(environment);
  expect([...warningsOf(kubernetes), ...warningsOf(platform)]).toEqual([]);
});

describe("a cluster as the stack inside it sees it", () => {
  test("is read from the state of the stack that makes it, and by nothing else", () => {
    for (const { platform } of Object.values(of)) {
      expect(implicitReferences(platform)).toEqual([]);
      expect(JSON.stringify(platform.resource)).not.toContain("aws_eks_cluster");
      expect(JSON.stringify(platform.provider)).toContain(".outputs.cluster_endpoint");
    }
  });

  test("has the outputs that its roles trust: the issuer of tokens in dev, the cluster itself in prd", () => {
    const outputs = (name: string): string => `data.terraform_remote_state.state-of-terrace-${name}-kubernetes.outputs`;
    expect(resourcesOf(of.dev.platform, "aws_iam_role")["identity-orders"]?.assume_role_policy).toContain(`\${${outputs("dev")}.oidc_issuer}:sub`);
    expect(resourcesOf(of.dev.platform, "aws_iam_role")["identity-orders"]?.assume_role_policy).toContain(`\${${outputs("dev")}.oidc_provider_arn}`);
    expect(resourcesOf(of.prd.platform, "aws_iam_role")["identity-orders"]?.assume_role_policy).toContain(`\${${outputs("prd")}.cluster_arn}`);
  });

  test("gives up namespaces while the controller still takes away load balancers", () => {
    expect(resourcesOf(of.dev.platform, "kubernetes_namespace_v1")["namespace-shop"]?.depends_on).toEqual(["helm_release.load-balancer-controller"]);
  });

  test("is deployed before what lives inside it, and destroyed after", () => {
    const { kubernetes, platform } = stacksOf(dev);
    expect(platform.dependencies).toContain(kubernetes);
  });

  test("has one role for profiles that share one, which is given its rights once", () => {
    expect(resourcesOf(of.dev.platform, "aws_iam_role_policy")).toEqual({
      "fargate-logging_rights-shop": expect.objectContaining({
        role: "${data.terraform_remote_state.state-of-terrace-dev-kubernetes.outputs.pod_execution_role_names.shop}",
      }),
    });
  });

  test("has the role of a profile that has one of its own", () => {
    const { fargateProfiles } = dev.kubernetes;
    const own = withKubernetes(dev, { fargateProfiles: { ...fargateProfiles, system: { selectors: [{ namespace: "kube-system" }], podExecutionRole: {} } } });
    expect(Object.keys(resourcesOf(made(own).platform, "aws_iam_role_policy"))).toEqual(["fargate-logging_rights-shop", "fargate-logging_rights-system"]);
    const roleArn = "arn:aws:iam::111111111111:role/given";
    const given = withKubernetes(dev, {
      fargateProfiles: { ...fargateProfiles, system: { selectors: [{ namespace: "kube-system" }], podExecutionRole: { roleArn, roleName: "given" } } },
    });
    expect(resourcesOf(made(given).platform, "aws_iam_role_policy")["fargate-logging_rights-system"]).toMatchObject({ role: "given" });
  });

  test("has no group of nodes where there are none", () => {
    expect(JSON.stringify(of.dev.platform)).not.toContain("node_security_group_id");
    expect(of.dev.kubernetes.output?.node_security_group_id?.value).toBe("");
    expect(of.prd.kubernetes.output?.node_security_group_id?.value).toBe("${aws_security_group.cluster_node-security-group.id}");
  });
});

describe("outputs are the ones that readers have in their states: a renamed one breaks them", () => {
  test("of the cluster", () => {
    expect(Object.keys(of.prd.kubernetes.output ?? {}).toSorted()).toEqual([
      "certificate_authority_data",
      "cluster_arn",
      "cluster_endpoint",
      "cluster_security_group_id",
      "kubeconfig_command",
      "node_security_group_id",
      "oidc_issuer",
      "oidc_provider_arn",
      "pod_execution_role_arns",
      "pod_execution_role_names",
      "port_forward_command",
    ]);
    expect(Object.keys(Object(of.dev.kubernetes.output?.pod_execution_role_names?.value)).toSorted()).toEqual(["shop", "system"]);
  });

  test("of what lives inside it", () => {
    expect(Object.keys(of.prd.platform.output ?? {}).toSorted()).toEqual(["controller_crd_command", "controller_version", "ingress_class", "role_arns"]);
    expect(Object.keys(Object(of.prd.platform.output?.role_arns?.value)).toSorted()).toEqual(["cluster-autoscaler", "external-dns", "load-balancer-controller", "orders"]);
    expect(Object.keys(Object(of.dev.platform.output?.role_arns?.value)).toSorted()).toEqual(["load-balancer-controller", "orders"]);
  });
});

describe("environments differ", () => {
  test("in who reaches the API server", () => {
    const place = (template: Template) => Object(only(template, "aws_eks_cluster").vpc_config);
    expect(place(of.dev.kubernetes)).toMatchObject({ endpoint_public_access: true, public_access_cidrs: ["203.0.113.0/24"] });
    expect(place(of.prd.kubernetes)).toMatchObject({ endpoint_private_access: true, endpoint_public_access: false });
  });

  test("in what pods run on: Fargate, nodes in all zones, nodes in each", () => {
    const nodes = (template: Template) => Object.keys(resourcesOf(template, "aws_eks_node_group"));
    expect(nodes(of.dev.kubernetes)).toEqual([]);
    expect(Object.keys(resourcesOf(of.dev.kubernetes, "aws_eks_fargate_profile"))).toEqual(["cluster_fargate-shop", "cluster_fargate-system"]);
    expect(nodes(of.stg.kubernetes)).toEqual(["cluster_node-group-general"]);
    expect(nodes(of.prd.kubernetes)).toEqual(["cluster_node-group-general-apne1-az1", "cluster_node-group-general-apne1-az2", "cluster_node-group-general-apne1-az4"]);
  });

  test("in how pods get their roles", () => {
    expect(resourcesOf(of.dev.platform, "aws_eks_pod_identity_association")).toEqual({});
    expect(Object.keys(resourcesOf(of.prd.platform, "aws_eks_pod_identity_association"))).toHaveLength(4);
  });

  test("in who Terraform signs in as", () => {
    expect(JSON.stringify(of.dev.platform.provider)).not.toContain("--role-arn");
    expect(JSON.stringify(of.prd.platform.provider)).toContain('"--role-arn","arn:aws:iam::333333333333:role/platform"');
  });
});

describe("a change of the file reaches what it says, and moves no address", () => {
  function differences(before: Template, after: Template): string[] {
    const all = (template: Template) =>
      new Map(Object.entries(template.resource ?? {}).flatMap(([type, ones]) => Object.entries(ones).map(([id, one]) => [`${type}.${id}`, JSON.stringify(one)] as const)));
    const [was, is] = [all(before), all(after)];
    return [...new Set([...was.keys(), ...is.keys()])].filter((address) => was.get(address) !== is.get(address)).toSorted();
  }

  test("another chart of the controller changes its release and its policy", () => {
    const older = withPlatform(prd, { loadBalancerController: { ...prd.platform.loadBalancerController, chartVersion: "1.12.0" } });
    expect(differences(of.prd.platform, made(older).platform)).toEqual([
      "aws_iam_policy.load-balancer-controller_identity_policy-controller",
      "helm_release.load-balancer-controller",
    ]);
    expect(differences(of.prd.kubernetes, made(older).kubernetes)).toEqual([]);
  });

  test("a newer add-on changes the add-on", () => {
    const newer = withKubernetes(prd, { addons: { ...prd.kubernetes.addons, "kube-proxy": { version: "v1.35.0-eksbuild.3" } } });
    expect(differences(of.prd.kubernetes, made(newer).kubernetes)).toEqual(["aws_eks_addon.cluster_addon-kube-proxy"]);
    expect(differences(of.prd.platform, made(newer).platform)).toEqual([]);
  });

  test("one more namespace on Fargate adds a profile and the namespace", () => {
    const { fargateProfiles } = dev.kubernetes;
    const more = withPlatform(withKubernetes(dev, { fargateProfiles: { ...fargateProfiles, tools: { selectors: [{ namespace: "tools" }] } } }), { namespaces: ["shop", "tools"] });
    const before = addresses(of.dev.platform);
    expect(addresses(made(more).platform).filter((address) => !before.includes(address))).toEqual(["kubernetes_namespace_v1.namespace-tools"]);
    expect(addresses(made(more).kubernetes)).toEqual([...addresses(of.dev.kubernetes), "aws_eks_fargate_profile.cluster_fargate-tools"].toSorted());
  });
});

test.each<[string, Environment, string[]]>([
  [
    "a tier that there is not",
    withKubernetes(dev, { tier: "privat" }),
    ["cluster-tier tier", "nodes-tier fargateProfiles.system.tier", "nodes-tier fargateProfiles.shop.tier"],
  ],
  [
    "a tier from which nodes do not reach what they need",
    withKubernetes(prd, { tier: "isolated" }),
    ["endpoint-missing workloads.prd-terrace-apps-general", "endpoint-missing workloads.prd-terrace-apps-general"],
  ],
  ["a version that is gone", withKubernetes(dev, { kubernetesVersion: "1.20" }), ["kubernetes-version-ended kubernetesVersion"]],
  ["a public endpoint for nobody", withKubernetes(prd, { endpoint: { access: "public-and-private", publicCidrs: [] } }), ["public-cidrs endpoint.publicCidrs"]],
  ["a namespace that no profile covers", withPlatform(dev, { namespaces: ["shop", "blog"] }), ["namespace-without-profile name"]],
  [
    "Pod Identity for pods on Fargate",
    withPlatform(dev, { identity: "pod-identity" }),
    ["pod-identity-on-fargate identity.method", "pod-identity-agent identity.method"],
  ],
  [
    "a chart that nobody knows",
    withPlatform(stg, { loadBalancerController: { ...stg.platform.loadBalancerController, chartVersion: "99.0.0" } }),
    ["controller-chart chartVersion"],
  ],
  [
    "an Ingress to pods that find nothing to run on",
    withPlatform(dev, { ingresses: { blog: { namespace: "blog", rules: [{ paths: [{ path: "/", backend: { service: "blog", port: 80 } }] }] } } }),
    ["namespace-without-profile namespace"],
  ],
])("%s is refused", (_why, environment, expected) => {
  expect(problemsOf(() => buildStacks(testApp(), [environment]))).toEqual(expected);
});
