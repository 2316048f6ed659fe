import type { ClusterRef } from "@terrace/core";
import { invalidProps, only, problemsOf, resourcesOf, synth, warningsOf } from "@terrace/testkit";
import { Fn, Lazy, Token, type TerraformStack } from "cdktf";
import { HelmAddon, type HelmAddonProps, type HelmChart, type HelmValues } from "../src";
import { mergeValues, valuesText } from "../src/values-text";
import { cluster, isolatedCluster, network, nodes, onFargate, platformStack, withEndpoints } from "./fixtures";

const chart: HelmChart = { chart: "tool", repository: "https://charts.example.com", version: "1.2.3", namespace: "tools" };
const valid: HelmAddonProps = { cluster, network, chart };
const rights: HelmChart["identity"] = {
  serviceAccount: "tool",
  accountPath: ["rbac", "serviceAccount"],
  policies: { tool: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }] },
};
const identity = { method: "irsa", name: "dev-shop-tool" } as const;
const someToken = Lazy.stringValue({ produce: () => "later" });

function make(change: Partial<HelmAddonProps> = {}, stack: TerraformStack = platformStack()) {
  return { stack, addon: new HelmAddon(stack, "tool", { ...valid, ...change }) };
}

function release(change: Partial<HelmAddonProps> = {}) {
  return only(synth(make(change).stack), "helm_release");
}

function withChart(change: Partial<HelmChart>): Partial<HelmAddonProps> {
  return { chart: { ...chart, ...change } };
}

function withCluster(change: Partial<ClusterRef>): Partial<HelmAddonProps> {
  return { cluster: { ...cluster, ...change } };
}

function warningsWith(change: Partial<HelmAddonProps>): string[] {
  const { stack } = make(change);
  return warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
}

describe("values", () => {
  test("are one text for one meaning", () => {
    expect(valuesText({ b: [1, { z: true, a: null }], a: "x" })).toBe('{"a":"x","b":[1,{"a":null,"z":true}]}');
    expect(valuesText({ a: "x", b: [1, { a: null, z: true }] })).toBe('{"a":"x","b":[1,{"a":null,"z":true}]}');
  });

  test("keep templates of the chart's own from Terraform", () => {
    expect(valuesText({ "${key}": "${POD_NAME} %{if}" })).toBe('{"$${key}":"$${POD_NAME} %%{if}"}');
  });

  test("that come later are encoded by Terraform, lists and numbers too", () => {
    const change = withChart({ values: { text: Fn.lower("A"), list: Token.asList(Fn.split(",", "a,b")), number: Token.asNumber(Fn.max([1, 2])) } });
    expect(release(change).values).toEqual([
      '{"list":${jsonencode(split(",", "a,b"))},"number":${jsonencode(max(1, 2))},"text":${jsonencode(lower("A"))}}',
    ]);
  });

  test("are merged by name, and lists are replaced", () => {
    const under: HelmValues = { a: { b: 1, c: [1, 2] }, d: "x" };
    expect(mergeValues(under, { a: { c: [3] }, d: { e: 1 } })).toEqual({ a: { b: 1, c: [3] }, d: { e: 1 } });
  });
});

describe("the release", () => {
  test("is one of the chart in a namespace of its own", () => {
    expect(release()).toMatchObject({
      name: "tool",
      chart: "tool",
      repository: "https://charts.example.com",
      version: "1.2.3",
      namespace: "tools",
      create_namespace: true,
      values: ["{}"],
      atomic: true,
      wait: true,
      timeout: 600,
      skip_crds: false,
    });
  });

  test("is what the caller says", () => {
    const override = { release: { maxHistory: 3 } };
    const made = release({ ...withChart({ releaseName: "other", createNamespace: false }), atomic: false, wait: false, timeoutSeconds: 60, skipCrds: true, override });
    expect(made).toMatchObject({ name: "other", create_namespace: false, atomic: false, wait: false, timeout: 60, skip_crds: true, max_history: 3 });
  });

  test.each(["kube-system", "default"])("makes no namespace %s, which is there", (namespace) => {
    expect(release(withChart({ namespace }))).toMatchObject({ create_namespace: false });
  });

  test("has a service account with its role where the chart wants it", () => {
    const { stack, addon } = make({ ...withChart({ identity: rights, values: { rbac: { create: true } } }), identity, values: { level: 2 }, tags: { Team: "shop" } });
    const made = synth(stack);
    const { values: [text] = [], depends_on } = JSON.parse(JSON.stringify(only(made, "helm_release")));
    expect(text).toMatch(/^\{"level":2,"rbac":\{"create":true,"serviceAccount":\{"annotations":\{"eks\.amazonaws\.com\/role-arn":\$\{jsonencode\(aws_iam_role\.\w+\.arn\)\}\},"create":true,"name":"tool"\}\}\}$/);
    expect(depends_on).toEqual(expect.arrayContaining([expect.stringMatching(/^aws_iam_role\./), expect.stringMatching(/^aws_iam_role_policy_attachment\./)]));
    expect(only(made, "aws_iam_role")).toMatchObject({ name: "dev-shop-tool", tags: { Team: "shop" } });
    expect(addon.role).toBeDefined();
    expect(make().addon.role).toBeUndefined();
  });

  test("comes after what it needs", () => {
    const stack = platformStack();
    const first = new HelmAddon(stack, "first", valid);
    make({ ...withChart({ requires: ["tool"] }), after: [first], dependsOn: [first.release] }, stack);
    const [, second] = Object.values(resourcesOf(synth(stack), "helm_release"));
    expect(second?.depends_on).toEqual([expect.stringMatching(/^helm_release\.first_/), expect.stringMatching(/^helm_release\.first_/)]);
    expect(first).toMatchObject({ chartName: "tool", namespace: "tools" });
  });
});

describe("bad input", () => {
  const needs: HelmChart["needs"] = [{ service: "ec2", why: "it describes instances", see: "https://example.com" }];
  const ports: HelmChart["ports"] = [{ path: ["webhook", "port"], chartDefault: 10250 }];

  test.each<[string, Partial<HelmAddonProps>, string[]]>([
    ["a version known only after apply", withChart({ version: someToken }), ["not-known-at-synth chart.version"]],
    ["a namespace known only after apply", withChart({ namespace: someToken }), ["not-known-at-synth chart.namespace"]],
    ["add-ons known only after apply", withCluster({ addons: Token.asList("${local.addons}") }), ["not-known-at-synth cluster.addons"]],
    ["a chart by its path", withChart({ chart: "charts/tool" }), ["chart-name chart.chart", "kubernetes-name chart.releaseName"]],
    ["a repository over plain HTTP", withChart({ repository: "http://charts.example.com" }), ["chart-repository chart.repository"]],
    ["a repository with a password", withChart({ repository: "https://me:secret@charts.example.com" }), ["chart-repository chart.repository"]],
    ["a folder", withChart({ repository: "./charts" }), ["chart-repository chart.repository"]],
    ["a range of versions", withChart({ version: "^1.2.3" }), ["chart-version chart.version"]],
    ["the latest version", withChart({ version: "latest" }), ["chart-version chart.version"]],
    ["half a version", withChart({ version: "1.2" }), ["chart-version chart.version"]],
    ["a release's name that is too long", withChart({ releaseName: "r".repeat(54) }), ["kubernetes-name chart.releaseName"]],
    ["a namespace with an underscore", withChart({ namespace: "my_tools" }), ["kubernetes-name chart.namespace"]],
    ["a service account as a pattern", { ...withChart({ identity: { ...rights, serviceAccount: "*" } }), identity }, ["kubernetes-name chart.identity.serviceAccount"]],
    ["half a second", { timeoutSeconds: 0.5 }, ["helm-timeout timeoutSeconds"]],
    ["not waiting for what waits", { wait: false }, ["helm-wait wait"]],
    ["the service account's name among the values", { ...withChart({ identity: rights }), identity, values: { rbac: { serviceAccount: { name: "other" } } } }, ["value-owned values.rbac.serviceAccount.name"]],
    ["a key known only after apply", { values: { [someToken]: 1 } }, ["not-known-at-synth values"]],
    ["an endless number", { values: { list: [Infinity] } }, ["value-number values.list.0"]],
    ["a namespace that no profile takes", { cluster: onFargate("kube-system") }, ["namespace-without-profile chart.namespace"]],
    ["a cluster that runs nothing", withCluster({ nodes: [] }), ["compute-missing cluster"]],
    ["Windows alone", withCluster({ nodes: [nodes("private", "windows")] }), ["compute-os cluster.nodes"]],
    ["what the cluster has as an add-on", { ...withChart({ addon: "coredns" }) }, ["addon-twice chart.chart"]],
    ["what serves nodes, without nodes", { ...withChart({ servesNodes: true }), cluster: onFargate("tools") }, ["addon-on-fargate chart.chart"]],
    ["the kubelet's port on Fargate", { ...withChart({ ports }), cluster: onFargate("tools") }, ["fargate-port values.webhook.port"]],
    ["something that is not there yet", withChart({ requires: ["cert-manager"] }), ["addon-requires after"]],
    ["rights without a role", withChart({ identity: rights }), ["addon-identity identity"]],
    ["a role without rights", { identity }, ["addon-identity identity"]],
    ["a role's name that IAM refuses", { ...withChart({ identity: rights }), identity: { ...identity, name: "my tool" } }, ["name-characters identity.name"]],
    ["Pod Identity without its agent", { ...withChart({ identity: rights }), ...withCluster({ addons: [] }), identity: { ...identity, method: "pod-identity" } }, ["pod-identity-agent identity.method"]],
    ["public images without a way there", { ...withChart({ registries: ["quay.io"] }), cluster: isolatedCluster }, ["image-needs-internet chart"]],
    ["a service that is not reached", { ...withChart({ needs }), cluster: isolatedCluster }, ["endpoint-missing workloads.tool"]],
    ["credentials that are not reached", { ...withChart({ identity: rights }), identity, cluster: isolatedCluster, network: withEndpoints("ec2") }, ["endpoint-missing workloads.tool"]],
    ["a tag of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => make(change))).toEqual(expected);
  });

  test("the whole text of an error", () => {
    expect(invalidProps(() => make({ ...withChart({ registries: ["quay.io", "ghcr.io"] }), cluster: isolatedCluster })).message).toBe(
      [
        'invalid HelmAddon at "test/tool"',
        "  - [image-needs-internet] chart is images of quay.io, ghcr.io in the tier isolated, which has no NAT",
        "      expected: copies in the account's own ECR, such as by a pull-through cache, or NAT for the tier",
        "      see: https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html",
      ].join("\n"),
    );
  });
});

test.each<[string, Partial<HelmAddonProps>, string[]]>([
  ["what Auto Mode does by itself", { ...withChart({ inAutoMode: true }), ...withCluster({ autoMode: true }) }, ["addon-in-auto-mode chart.chart"]],
  ["a boolean as text", { values: { list: [{ enabled: "true" }] } }, ["value-text values.list.0.enabled"]],
])("%s is a warning", (_why, change, expected) => {
  expect(warningsWith(change)).toEqual(expected);
});

test.each<[string, Partial<HelmAddonProps>]>([
  ["another port on Fargate", { ...withChart({ ports: [{ path: ["port"], chartDefault: 10250 }] }), cluster: onFargate("tools"), values: { port: 10260 } }],
  ["the kubelet's port on nodes", withChart({ ports: [{ path: ["port"], chartDefault: 10250 }] })],
  ["what serves nodes, with nodes", { ...withChart({ servesNodes: true }), ...withCluster({ fargateProfiles: onFargate("a").fargateProfiles }) }],
  ["public images behind NAT", withChart({ registries: ["quay.io"] })],
  ["an add-on in the place of a chart", { ...withChart({ requires: ["cert-manager"] }), ...withCluster({ addons: ["cert-manager"] }) }],
])("%s is right", (_why, change) => {
  expect(warningsWith(change)).toEqual([]);
});
