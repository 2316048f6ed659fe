import { problemsOf } from "@terrace/testkit";
import type { ComputeFacts, ComputeProps } from "../src/compute";
import type { FargateProfileProps } from "../src/fargate-profile-props";
import type { KarpenterProps } from "../src/karpenter-props";
import type { NodeGroupProps } from "../src/node-group-props";
import type { SelfManagedGroupProps } from "../src/self-managed-props";
import { group, make, own, profile } from "./compute-fixture";

const bottlerocket = { image: "BOTTLEROCKET_x86_64" } as const;
const windows = { image: "WINDOWS_CORE_2022_x86_64" } as const;
const role = { roleName: "pods", roleArn: "arn:aws:iam::111111111111:role/pods" };

function withGroup(change: Partial<NodeGroupProps>): ComputeProps {
  return { nodeGroups: { web: { ...group, ...change } } };
}

function withOwn(change: Partial<SelfManagedGroupProps>): ComputeProps {
  return { selfManagedGroups: { web: { ...own, ...change } } };
}

function withProfile(change: Partial<FargateProfileProps>): ComputeProps {
  return { fargateProfiles: { apps: { ...profile, ...change } } };
}

function withKarpenter(change: Partial<KarpenterProps>): ComputeProps {
  return { ...withGroup({}), karpenter: change };
}

describe("labels and taints", () => {
  test.each<[string, Partial<NodeGroupProps>, string[]]>([
    ["a label's name with a space", { labels: { "my team": "a" } }, ['node-label nodeGroups.web.labels["my team"]']],
    ["a label's value with a slash", { labels: { team: "a/b" } }, ['node-label nodeGroups.web.labels["team"]']],
    ["a label of 64 characters", { labels: { ["t".repeat(64)]: "a" } }, [`node-label nodeGroups.web.labels["${"t".repeat(64)}"]`]],
    ["a role of Kubernetes's own", { labels: { "node-role.kubernetes.io/worker": "" } }, ['node-label-reserved nodeGroups.web.labels["node-role.kubernetes.io/worker"]']],
    ["a label of EKS's own", { labels: { "eks.amazonaws.com/nodegroup": "a" } }, ['node-label-reserved nodeGroups.web.labels["eks.amazonaws.com/nodegroup"]']],
    ["a label of k8s.io", { labels: { "k8s.io/a": "b" } }, ['node-label-reserved nodeGroups.web.labels["k8s.io/a"]']],
    ["51 taints", { taints: Array.from({ length: 51 }, (_, n) => ({ key: `k${n}`, effect: "NO_SCHEDULE" })) }, ["node-taint-count nodeGroups.web.taints"]],
    ["a taint's key with a space", { taints: [{ key: "my key", effect: "NO_SCHEDULE" }] }, ["node-taint nodeGroups.web.taints[0].key"]],
    ["a taint's key of 64 characters", { taints: [{ key: `example.com/${"k".repeat(52)}`, effect: "NO_SCHEDULE" }] }, ["node-taint nodeGroups.web.taints[0].key"]],
    ["a taint's value with a space", { taints: [{ key: "gpu", value: "a b", effect: "NO_EXECUTE" }] }, ["node-taint nodeGroups.web.taints[0].value"]],
    [
      "a taint twice",
      {
        taints: [
          { key: "gpu", value: "a", effect: "NO_SCHEDULE" },
          { key: "gpu", value: "b", effect: "NO_SCHEDULE" },
        ],
      },
      ["node-taint-duplicate nodeGroups.web.taints[1]"],
    ],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => make(withGroup(change)))).toEqual(expected);
  });

  test("what the kubelet may give itself passes", () => {
    const labels = { "node.kubernetes.io/pool": "web", "example.com/team": "a", "empty": "" };
    expect(make(withGroup({ labels, taints: [{ key: "gpu", effect: "NO_SCHEDULE" }, { key: "gpu", effect: "NO_EXECUTE" }] })).warnings).toEqual([]);
  });
});

describe("what nodes are told", () => {
  test.each<[string, Partial<NodeGroupProps>, string[]]>([
    ["a kubelet's setting that a prop writes", { kubeletConfig: { maxPods: 10 } }, ["kubelet-config nodeGroups.web.kubeletConfig.maxPods"]],
    ["a kubelet's flag", { kubeletConfig: { "--v": 2 } }, ["kubelet-config nodeGroups.web.kubeletConfig.--v"]],
    ["a kubelet's settings for Bottlerocket", { ...bottlerocket, kubeletConfig: { a: 1 } }, ["kubelet-config nodeGroups.web.kubeletConfig"]],
    ["a script without a shell", { bootScript: "echo" }, ["boot-script nodeGroups.web.bootScript"]],
    ["a script that ends the archive", { bootScript: "#!/bin/bash\n--==TERRACE==--\n" }, ["boot-script nodeGroups.web.bootScript"]],
    ["a script for Bottlerocket", { ...bottlerocket, bootScript: "#!/bin/bash" }, ["boot-script nodeGroups.web.bootScript"]],
    ["a script of 20 KB", { bootScript: `#!/bin/bash\n${"#".repeat(20_000)}` }, ["user-data-size nodeGroups.web.bootScript"]],
    ["settings of Bottlerocket for AL2023", { bottlerocketSettings: { motd: {} } }, ["bottlerocket-settings nodeGroups.web.bottlerocketSettings"]],
    [
      "no name of a table",
      { ...bottlerocket, bottlerocketSettings: { "kernel sysctl": {} } },
      ['bottlerocket-settings nodeGroups.web.bottlerocketSettings["kernel sysctl"]'],
    ],
    [
      "labels in a table",
      { ...bottlerocket, bottlerocketSettings: { "kubernetes.node-labels": { a: "b" } } },
      ['bottlerocket-settings nodeGroups.web.bottlerocketSettings["kubernetes.node-labels"]'],
    ],
    [
      "the cluster's name in a table",
      { ...bottlerocket, bottlerocketSettings: { kubernetes: { "cluster-name": "other" } } },
      ['bottlerocket-settings nodeGroups.web.bottlerocketSettings["kubernetes"].cluster-name'],
    ],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => make(withGroup(change)))).toEqual(expected);
  });

  test("labels too many for user data", () => {
    const labels = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`label-${n}-${"x".repeat(40)}`, "y".repeat(60)]));
    expect(problemsOf(() => make(withOwn({ labels })))).toContain("user-data-size selfManagedGroups.web.labels");
  });
});

describe("Windows", () => {
  const linux = { linux: group };
  test.each<[string, ComputeProps, Partial<ComputeFacts>, string[]]>([
    ["with IPv6", { nodeGroups: { ...linux, web: { ...group, ...windows } } }, { ipFamily: "ipv6" }, ["windows-ipv6 nodeGroups.web.image"]],
    ["with a number of pods", { nodeGroups: { ...linux, web: { ...group, ...windows, maxPods: 30 } } }, {}, ["max-pods nodeGroups.web.maxPods"]],
    ["on a small volume", { nodeGroups: { ...linux, web: { ...group, ...windows, volume: { sizeGiB: 30 } } } }, {}, ["volume-size nodeGroups.web.volume.sizeGiB"]],
    ["with a kubelet's settings", { nodeGroups: { ...linux, web: { ...group, ...windows, kubeletConfig: { a: 1 } } } }, {}, ["kubelet-config nodeGroups.web.kubeletConfig"]],
    [
      "of one's own, pinned",
      { nodeGroups: linux, selfManagedGroups: { web: { ...own, ...windows, releaseVersion: "1.34-2025.11.12" } } },
      {},
      ["release-version selfManagedGroups.web.releaseVersion"],
    ],
  ])("%s", (_why, props, change, expected) => {
    expect(problemsOf(() => make(props, change))).toEqual(expected);
  });

  test("a warning where nothing else is there", () => {
    expect(make(withGroup(windows)).warnings).toEqual(["windows-needs-linux nodeGroups.web.image"]);
    expect(make({ selfManagedGroups: { web: { ...own, ...windows } } }).warnings).toEqual(["windows-needs-linux selfManagedGroups.web.image"]);
    expect(make(withGroup(windows), { autoMode: true }).warnings).toEqual([]);
  });

  test("passes with Linux beside it, or with Fargate", () => {
    const pinned = { ...windows, releaseVersion: "1.34-2025.11.12" };
    expect(make({ nodeGroups: { ...linux, web: { ...group, ...pinned } } }).warnings).toEqual([]);
    expect(make({ ...withGroup(windows), fargateProfiles: { apps: profile } }).warnings).toEqual([]);
  });
});

describe("managed groups", () => {
  const block = { capacity: { capacityBlockId: "cr-0123456789abcdef0" }, instanceTypes: ["p5.48xlarge"], zones: ["apne1-az1"] };
  test.each<[string, Partial<NodeGroupProps>, string[]]>([
    ["no id of a Capacity Block", { ...block, capacity: { capacityBlockId: "cr-1" } }, ["capacity-block-id nodeGroups.web.capacity.capacityBlockId"]],
    ["a Capacity Block of two types", { ...block, instanceTypes: ["p5.48xlarge", "p5en.48xlarge"] }, ["capacity-block-types nodeGroups.web.instanceTypes"]],
    ["a Capacity Block of m7i", { ...block, instanceTypes: ["m7i.large"] }, ["capacity-block-family nodeGroups.web.instanceTypes[0]"]],
    ["a Capacity Block in two zones", { ...block, zones: ["apne1-az1", "apne1-az2"] }, ["capacity-block-zone nodeGroups.web.zones"]],
    ["no node away", { update: { maxUnavailable: 0 } }, ["update-config nodeGroups.web.update.maxUnavailable"]],
    ["101 nodes away", { update: { maxUnavailable: 101 } }, ["update-config nodeGroups.web.update.maxUnavailable"]],
    ["101 percent away", { update: { maxUnavailablePercent: 101 } }, ["update-config nodeGroups.web.update.maxUnavailablePercent"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => make(withGroup(change)))).toEqual(expected);
  });
});

describe("self-managed groups", () => {
  test.each<[string, Partial<SelfManagedGroupProps>, string[]]>([
    ["a base beyond the group", { purchase: { onDemandBase: 5, onDemandPercent: 100 } }, ["purchase-base selfManagedGroups.web.purchase.onDemandBase"]],
    ["percent beyond a hundred", { purchase: { onDemandPercent: 101 } }, ["purchase-percent selfManagedGroups.web.purchase.onDemandPercent"]],
    ["a refresh of more than all", { refresh: { minHealthyPercent: 101 } }, ["refresh-percent selfManagedGroups.web.refresh.minHealthyPercent"]],
    ["a life of no day", { maxLifetimeDays: 0 }, ["instance-lifetime selfManagedGroups.web.maxLifetimeDays"]],
    ["a life of more than a year", { maxLifetimeDays: 366 }, ["instance-lifetime selfManagedGroups.web.maxLifetimeDays"]],
    ["a short wait", { terminationHookSeconds: 10 }, ["hook-seconds selfManagedGroups.web.terminationHookSeconds"]],
    ["a label too long for a tag", { labels: { [`${"a".repeat(60)}.example/${"b".repeat(20)}`]: "c" } }, [`autoscaler-tag selfManagedGroups.web.labels["${"a".repeat(60)}.example/${"b".repeat(20)}"]`]],
    ["what holds for all nodes", { tier: "data" }, ["nodes-tier selfManagedGroups.web.tier"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => make(withOwn(change)))).toEqual(expected);
  });

  test.each([["spot" as const], [{ onDemandPercent: 50 }]])("a warning for one type with %p", (purchase) => {
    expect(make(withOwn({ purchase })).warnings).toEqual(["spot-types selfManagedGroups.web.instanceTypes"]);
  });

  test("access entries need the API", () => {
    const props = { ...withOwn({}), karpenter: {} };
    expect(problemsOf(() => make(props, { accessMode: "CONFIG_MAP" }))).toEqual(["access-entry-mode selfManagedGroups.web", "access-entry-mode karpenter"]);
    expect(make(props, { accessMode: "API_AND_CONFIG_MAP" }).warnings).toEqual([]);
  });

  test("without types: an unknown way to pay", () => {
    const props: ComputeProps = JSON.parse(JSON.stringify({ selfManagedGroups: { web: { ...own, instanceTypes: ["m7i.large", "m7a.large"], purchase: "SPOT" } } }));
    expect(problemsOf(() => make(props))).toEqual(["not-one-of selfManagedGroups.web.purchase"]);
  });
});

describe("Karpenter", () => {
  const onFargate = { fargateProfiles: { karpenter: { selectors: [{ namespace: "kube-*", labels: { "app.kubernetes.io/name": "karp?nter" } }] } } };
  test.each<[string, ComputeProps, Partial<ComputeFacts>, string[]]>([
    ["no namespace", withKarpenter({ namespace: "Kube System" }), {}, ["karpenter-service-account karpenter.namespace"]],
    ["no service account", withKarpenter({ serviceAccount: "" }), {}, ["karpenter-service-account karpenter.serviceAccount"]],
    ["Pod Identity on Fargate", { karpenter: {}, ...onFargate }, {}, ["karpenter-identity karpenter.identity"]],
    ["Pod Identity in China", withKarpenter({}), { region: "cn-north-1" }, ["karpenter-identity karpenter.identity"]],
    ["a tier that is not there", withKarpenter({ tagTiers: ["data"] }), {}, ["nodes-tier karpenter.tagTiers[0]"]],
    ["a tier twice", withKarpenter({ tagTiers: ["private", "private"] }), {}, ["karpenter-tier-duplicate karpenter.tagTiers[1]"]],
    ["a long name of its rules", withKarpenter({}), { name: "c".repeat(46) }, ["karpenter-name name"]],
    ["a name too long for all", withKarpenter({ identity: "irsa" }), { name: "c".repeat(80) }, ["name-length name", "name-length name", "karpenter-name name", "karpenter-name name"]],
    ["a policy that is none", withKarpenter({ nodeRole: { policyArns: { logs: "logs" } } }), {}, ["policy-arn karpenter.nodeRole.policyArns.logs"]],
  ])("%s", (_why, props, change, expected) => {
    expect(problemsOf(() => make(props, change))).toEqual(expected);
  });

  test("passes on Fargate with IRSA", () => {
    expect(make({ karpenter: { identity: "irsa" }, ...onFargate }).warnings).toEqual([]);
  });

  test("warnings", () => {
    expect(make({ karpenter: {} }).warnings).toEqual(["karpenter-capacity karpenter"]);
    expect(make({ karpenter: { identity: "irsa" }, fargateProfiles: { apps: profile } }).warnings).toEqual(["karpenter-capacity karpenter"]);
    expect(make(withKarpenter({}), { autoMode: true }).warnings).toEqual(["karpenter-auto-mode karpenter"]);
    expect(make(withKarpenter({ tagTiers: ["public"] })).warnings).toEqual(["nodes-public karpenter.tagTiers[0]"]);
  });

  test("without types: an unknown identity and profile", () => {
    const props: ComputeProps = JSON.parse(JSON.stringify({ ...withGroup({}), karpenter: { identity: "kiam", instanceProfile: "mine" } }));
    expect(problemsOf(() => make(props))).toEqual(["not-one-of karpenter.identity", "not-one-of karpenter.instanceProfile"]);
  });
});

describe("Fargate", () => {
  test.each<[string, ComputeProps, Partial<ComputeFacts>, string[]]>([
    ["a name of EKS's own", { fargateProfiles: { "eks-apps": profile } }, {}, ["fargate-name fargateProfiles.eks-apps"]],
    ["11 profiles", { fargateProfiles: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`p${n}`, profile])) }, {}, ["fargate-quota fargateProfiles"]],
    ["GovCloud", withProfile({}), { region: "us-gov-west-1" }, ["fargate-region fargateProfiles"]],
    ["a public tier", withProfile({ tier: "public" }), {}, ["fargate-public fargateProfiles.apps.tier"]],
    ["a tier that is not there", withProfile({ tier: "data" }), {}, ["nodes-tier fargateProfiles.apps.tier"]],
    ["no selector", withProfile({ selectors: [] }), {}, ["fargate-selectors fargateProfiles.apps.selectors"]],
    ["six selectors", withProfile({ selectors: ["a", "b", "c", "d", "e", "f"].map((namespace) => ({ namespace })) }), {}, ["fargate-selectors fargateProfiles.apps.selectors"]],
    ["no namespace", withProfile({ selectors: [{ namespace: "" }] }), {}, ["fargate-namespace fargateProfiles.apps.selectors[0].namespace"]],
    ["a namespace with a capital letter", withProfile({ selectors: [{ namespace: "Apps" }] }), {}, ["fargate-namespace fargateProfiles.apps.selectors[0].namespace"]],
    [
      "six labels",
      withProfile({ selectors: [{ namespace: "apps", labels: { a: "1", b: "1", c: "1", d: "1", e: "1", f: "1" } }] }),
      {},
      ["fargate-label-quota fargateProfiles.apps.selectors[0].labels"],
    ],
    [
      "a label with a space",
      withProfile({ selectors: [{ namespace: "apps", labels: { team: "a b" } }] }),
      {},
      ['fargate-labels fargateProfiles.apps.selectors[0].labels["team"]'],
    ],
    ["a policy's bad name", withProfile({ podExecutionRole: { policyArns: { "My Logs": role.roleArn.replace("role", "policy") } } }), {}, ['policy-name fargateProfiles.apps.podExecutionRole.policyArns["My Logs"]']],
    ["a role as a policy", { ...withProfile({}), podExecutionRole: { policyArns: { logs: role.roleArn } } }, {}, ["policy-arn podExecutionRole.policyArns.logs"]],
    ["a role as a policy of nodes", { ...withGroup({}), nodeRole: { policyArns: { logs: role.roleArn } } }, {}, ["policy-arn nodeRole.policyArns.logs"]],
  ])("%s", (_why, props, change, expected) => {
    expect(problemsOf(() => make(props, change))).toEqual(expected);
  });

  test("a warning for a selector twice", () => {
    const selectors = [{ namespace: "apps", labels: { a: "1", b: "2" } }, { namespace: "apps", labels: { b: "2", a: "1" } }];
    expect(make(withProfile({ selectors })).warnings).toEqual(["fargate-selector-duplicate fargateProfiles.apps.selectors[1]"]);
  });

  test("wildcards pass everywhere", () => {
    const selectors = [{ namespace: "*" }, { namespace: "prod-?", labels: { "example.com/*": "*-web", "tier?": "a?" } }];
    expect(make(withProfile({ selectors, podExecutionRole: role })).warnings).toEqual([]);
  });
});

test("a label too long for a tag is taken where no autoscaler reads tags", () => {
  const labels = { [`${"a".repeat(60)}.example/${"b".repeat(20)}`]: "c" };
  expect(make(withOwn({ labels, autoscaler: false })).warnings).toEqual([]);
});
