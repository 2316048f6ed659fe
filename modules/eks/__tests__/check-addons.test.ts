import { Lazy } from "cdktf";
import type { AddonProps, AddonsProps } from "../src/addon-props";
import type { ClusterProps } from "../src/props";
import { keyArn, network, problemsWith, subnet, warningsWith } from "./fixtures";

const someToken = Lazy.stringValue({ produce: () => "later" });
const roleArn = "arn:aws:iam::111111111111:role/mine";

const early = {
  "vpc-cni": { version: "v1.20.4-eksbuild.1" },
  "kube-proxy": { version: "v1.35.0-eksbuild.2" },
} satisfies AddonsProps;
const coredns = { version: "v1.13.1-eksbuild.1" };
const nodeGroups = { web: { instanceTypes: ["m7i.large"], maxSize: 4 } };
const dnsProfile = { fargateProfiles: { system: { selectors: [{ namespace: "kube-system" }] } } };

/** A cluster with nodes, and these add-ons beside those that nodes need. */
function onNodes(addons: AddonsProps, change: Partial<ClusterProps> = {}): Partial<ClusterProps> {
  return { nodeGroups, addons: { ...early, coredns, ...addons }, ...change };
}

/** A cluster with Fargate only. */
function onFargate(addons: AddonsProps, change: Partial<ClusterProps> = {}): Partial<ClusterProps> {
  return { ...dnsProfile, addons: { coredns, ...addons }, ...change };
}

test.each<[string, Partial<ClusterProps>]>([
  ["nodes", onNodes({})],
  ["Fargate", onFargate({})],
  ["Auto Mode", { autoMode: {} }],
])("a cluster with %s is valid", (_what, change) => {
  expect(warningsWith(change)).toEqual([]);
});

describe("one add-on", () => {
  const ebs = (change: Partial<AddonProps>) => onNodes({ "aws-ebs-csi-driver": { version: "v1.52.0-eksbuild.1", ...change } });
  const other = (name: string, change: Partial<AddonProps> = {}) => onNodes({ others: { [name]: { version: "v1.0.0-eksbuild.1", ...change } } });

  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["the latest version", ebs({ version: "latest" }), ["addon-version addons.aws-ebs-csi-driver.version"]],
    ["a version without v", ebs({ version: "1.52.0" }), ["addon-version addons.aws-ebs-csi-driver.version"]],
    ["a version that is known only after apply", ebs({ version: someToken }), ["not-known-at-synth addons.aws-ebs-csi-driver.version"]],
    ["a kube-proxy that is newer", onNodes({ "kube-proxy": { version: "v1.36.0-eksbuild.1" } }), ["kube-proxy-version addons.kube-proxy.version"]],
    ["no identity", ebs(JSON.parse('{ "identity": "iam" }')), ["not-one-of addons.aws-ebs-csi-driver.identity"]],
    ["no way at creation", ebs(JSON.parse('{ "conflictsOnCreate": "PRESERVE" }')), ["not-one-of addons.aws-ebs-csi-driver.conflictsOnCreate"]],
    ["no way at an update", ebs(JSON.parse('{ "conflictsOnUpdate": "IGNORE" }')), ["not-one-of addons.aws-ebs-csi-driver.conflictsOnUpdate"]],
    ["a role's name", ebs({ roleArn: "mine" }), ["addon-role addons.aws-ebs-csi-driver.roleArn"]],
    ["a role beside that of the node", ebs({ roleArn, identity: "node" }), ["addon-identity-unused addons.aws-ebs-csi-driver.roleArn"]],
    ["an identity that is not used", onNodes({ "kube-proxy": { version: "v1.35.0-eksbuild.2", identity: "irsa" } }), ["addon-identity-unused addons.kube-proxy.identity"]],
    ["a role that is not used", onNodes({ coredns: { ...coredns, roleArn } }), ["addon-identity-unused addons.coredns.roleArn"]],
    ["Pod Identity without its agent", ebs({ identity: "pod-identity" }), ["pod-identity-agent addons.aws-ebs-csi-driver.identity"]],
    ["an unknown add-on without a role", other("external-dns", { identity: "irsa" }), ["addon-role-missing addons.others.external-dns.roleArn"]],
    [
      "Pod Identity for nobody",
      onNodes({ "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.1" }, others: { "external-dns": { version: "v0.20.0-eksbuild.1", roleArn, identity: "pod-identity" } } }),
      ["addon-service-account addons.others.external-dns.serviceAccount"],
    ],
    ["buckets that nobody named", onNodes({ "aws-mountpoint-s3-csi-driver": { version: "v2.2.0-eksbuild.1", identity: "irsa" } }), ["addon-role-missing addons.aws-mountpoint-s3-csi-driver.roleArn"]],
    ["a known add-on among the others", other("metrics-server"), ["addon-name addons.others.metrics-server"]],
    ["a name in capitals", other("External"), ["addon-name addons.others.External"]],
    ["Pod Identity in China", { ...onNodes({ "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.1" }, "aws-ebs-csi-driver": { version: "v1.52.0-eksbuild.1", identity: "pod-identity" } }), network: { ...network, subnets: [subnet("private", "cnn1-az1"), subnet("private", "cnn1-az2")] } }, ["pod-identity-region addons.aws-ebs-csi-driver.identity"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test("a role's name of 65 characters", () => {
    const addons = { "amazon-cloudwatch-observability": { version: "v4.0.0-eksbuild.1" } };
    const change = { name: "a".repeat(54), addons, hybridNodes: { nodeCidrs: ["192.168.0.0/16"] } };
    expect(problemsWith(change)).toEqual(["name-length addons.amazon-cloudwatch-observability"]);
  });

  test("warns of a seller's way to write versions", () => {
    expect(warningsWith(other("seller_agent", { version: "2.1", roleArn }))).toEqual(["addon-version addons.others.seller_agent.version"]);
  });

  test("warns of a kube-proxy that lags behind", () => {
    expect(warningsWith(onNodes({ "kube-proxy": { version: "v1.34.1-eksbuild.2" } }))).toEqual(["kube-proxy-older addons.kube-proxy.version"]);
  });

  test.each<[string, Partial<ClusterProps>]>([
    ["a role of the caller's", ebs({ roleArn })],
    ["a role that is known only after apply", ebs({ roleArn: someToken })],
    ["Pod Identity with its agent", onNodes({ "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.1" }, "aws-efs-csi-driver": { version: "v2.1.13-eksbuild.1", identity: "pod-identity" } })],
    ["another add-on", onNodes({ others: { "external-dns": { version: "v0.20.0-eksbuild.1", roleArn } } })],
  ])("takes %s", (_why, change) => {
    expect(warningsWith(change)).toEqual([]);
  });
});

describe("props of one add-on", () => {
  const cni = (change: Omit<NonNullable<AddonsProps["vpc-cni"]>, "version">) => onNodes({ "vpc-cni": { ...early["vpc-cni"], ...change } });
  const dns = (change: object) => onNodes({ coredns: { ...coredns, ...change } });

  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["pods' subnets by the id of a zone", cni({ podSubnets: { "apne1-az1": { subnetId: "subnet-1" } } }), ["cni-pod-subnets-zone addons.vpc-cni.podSubnets.apne1-az1"]],
    ["pods' subnets of another region", cni({ podSubnets: { "eu-west-1a": { subnetId: "subnet-1" } } }), ["cni-pod-subnets-zone addons.vpc-cni.podSubnets.eu-west-1a"]],
    [
      "six groups of pods",
      cni({ podSubnets: { "ap-northeast-1a": { subnetId: "subnet-1", securityGroupIds: ["a", "b", "c", "d", "e", "f"] } } }),
      ["cni-pod-subnets-groups addons.vpc-cni.podSubnets.ap-northeast-1a.securityGroupIds"],
    ],
    [
      "pods' subnets with IPv6",
      { ...cni({ podSubnets: { "ap-northeast-1a": { subnetId: "subnet-1" } } }), network: { ...network, dualStack: true }, kubernetesNetwork: { ipFamily: "ipv6" } },
      ["cni-pod-subnets-ipv6 addons.vpc-cni.podSubnets"],
    ],
    ["no pod of CoreDNS", dns({ replicas: 0 }), ["coredns-replicas addons.coredns.replicas"]],
    ["bounds of CoreDNS that cross", dns({ replicas: { min: 4, max: 2 } }), ["coredns-replicas addons.coredns.replicas"]],
    ["no compute of CoreDNS", dns(JSON.parse('{ "computeType": "lambda" }')), ["not-one-of addons.coredns.computeType"]],
    ["CoreDNS on Fargate without a profile", dns({ computeType: "fargate" }), ["coredns-profile addons.coredns"]],
    ["no mode of kube-proxy", onNodes({ "kube-proxy": JSON.parse('{ "version": "v1.35.0-eksbuild.2", "mode": "nft" }') }), ["not-one-of addons.kube-proxy.mode"]],
    [
      "a volume's key of another region",
      onNodes({ "aws-ebs-csi-driver": { version: "v1.52.0-eksbuild.1", kmsKeyArns: [keyArn.replace("ap-northeast-1", "eu-west-1")] } }),
      ["kms-key-region addons.aws-ebs-csi-driver.kmsKeyArns[0]"],
    ],
    ["an alias of a volume's key", onNodes({ "aws-ebs-csi-driver": { version: "v1.52.0-eksbuild.1", kmsKeyArns: ["alias/x"] } }), ["kms-key addons.aws-ebs-csi-driver.kmsKeyArns[0]"]],
    ["a bucket's name", onNodes({ "aws-mountpoint-s3-csi-driver": { version: "v2.2.0-eksbuild.1", bucketArns: ["data"] } }), ["s3-bucket-arn addons.aws-mountpoint-s3-csi-driver.bucketArns[0]"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  const groups = (...changes: object[]): Partial<ClusterProps> => ({
    nodeGroups: Object.fromEntries(changes.map((change, index) => [`g${index}`, { instanceTypes: ["m7i.large"], maxSize: 4, ...change }])),
  });
  const tainted = { taints: [{ key: "team", effect: "NO_SCHEDULE" as const }] };
  const room = ["coredns-room addons.coredns"];

  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["groups that start empty", groups({ minSize: 0 }), room],
    ["a group that starts with a node", groups({ minSize: 0 }, {}), []],
    ["groups that are all tainted", groups(tainted, { taints: [{ key: "team", effect: "NO_EXECUTE" }] }), room],
    ["a group that is open, but starts empty", groups(tainted, { minSize: 0 }), room],
    ["a taint that only asks", groups({ taints: [{ key: "team", effect: "PREFER_NO_SCHEDULE" }] }), []],
    ["a taint that CoreDNS tolerates", groups({ taints: [{ key: "CriticalAddonsOnly", effect: "NO_SCHEDULE" }] }), []],
    ["Fargate beside", { ...groups(tainted), ...dnsProfile }, []],
    ["Auto Mode beside", { ...groups(tainted), autoMode: {} }, []],
    ["Windows beside", groups({}, { image: "WINDOWS_CORE_2022_x86_64" }), []],
    ["Windows beside what is tainted", groups(tainted, { image: "WINDOWS_CORE_2022_x86_64" }), room],
    ["tolerations of the caller's", { ...groups(tainted), addons: { ...early, coredns: { ...coredns, configuration: { tolerations: [] } } } }, []],
    ["tolerations, but no node", { ...groups({ minSize: 0 }), addons: { ...early, coredns: { ...coredns, configuration: { tolerations: [] } } } }, room],
  ])("CoreDNS with %s", (_what, change, expected) => {
    expect(warningsWith(onNodes({}, change))).toEqual(expected);
  });

  test("warns of a single pod of CoreDNS", () => {
    expect(warningsWith(dns({ replicas: 1 }))).toEqual(["coredns-single addons.coredns.replicas"]);
    expect(warningsWith(dns({ replicas: { min: 1, max: 2 } }))).toEqual(["coredns-single addons.coredns.replicas"]);
  });

  test.each<[string, object]>([
    ["the whole namespace", { namespace: "kube-system" }],
    ["every namespace", { namespace: "*" }],
    ["CoreDNS by its label", { namespace: "kube-?ystem", labels: { "k8s-app": "kube-*" } }],
  ])("CoreDNS runs on a profile that takes %s", (_what, selector) => {
    const fargateProfiles = { system: { selectors: [JSON.parse(JSON.stringify(selector))] } };
    expect(warningsWith(onFargate({}, { fargateProfiles }))).toEqual([]);
  });

  test.each<[string, object]>([
    ["another namespace", { namespace: "default" }],
    ["another label", { namespace: "kube-system", labels: { app: "web" } }],
    ["another value", { namespace: "kube-system", labels: { "k8s-app": "metrics-server" } }],
    ["a name that only looks alike", { namespace: "kube.system" }],
  ])("CoreDNS does not run on a profile that takes %s", (_what, selector) => {
    const fargateProfiles = { system: { selectors: [JSON.parse(JSON.stringify(selector))] } };
    expect(problemsWith(onFargate({}, { fargateProfiles }))).toContain("coredns-profile addons.coredns");
  });
});

describe("what the cluster runs on", () => {
  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["nodes without what makes them ready", { nodeGroups, addons: { coredns } }, ["addon-missing addons.vpc-cni", "addon-missing addons.kube-proxy"]],
    ["a CNI with no rights", onNodes({ "vpc-cni": { ...early["vpc-cni"], identity: "node" } }), ["cni-rights addons.vpc-cni.identity"]],
    ["a CNI with no rights on Karpenter's nodes", { ...onFargate({ "vpc-cni": { ...early["vpc-cni"], identity: "node" }, "kube-proxy": early["kube-proxy"] }), karpenter: { identity: "irsa" } }, ["cni-rights addons.vpc-cni.identity"]],
    [
      "a CNI with rights on nodes of groups only",
      onNodes({ "vpc-cni": { ...early["vpc-cni"], identity: "node" } }, { nodeRole: { vpcCni: true }, karpenter: { identity: "irsa", nodeRole: {} } }),
      ["cni-rights addons.vpc-cni.identity"],
    ],
    ["Karpenter without its agent", onNodes({}, { karpenter: {} }), ["pod-identity-agent karpenter.identity"]],
    ["two CNIs", onNodes({}, { kubernetesNetwork: { cni: "own" } }), ["addon-cni addons.vpc-cni"]],
    ["CoreDNS without anything to run on", { addons: { coredns } }, ["addon-without-compute addons.coredns"]],
    ["Pod Identity on Fargate", onFargate({ "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.1" }, "aws-efs-csi-driver": { version: "v2.1.13-eksbuild.1", identity: "pod-identity" } }), ["pod-identity-fargate addons.aws-efs-csi-driver.identity"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["nodes without names", { nodeGroups, addons: early }, ["coredns-missing addons.coredns"]],
    ["Fargate pods without names", dnsProfile, ["coredns-missing addons.coredns"]],
    ["what Auto Mode has", { autoMode: {}, addons: { coredns, "aws-ebs-csi-driver": { version: "v1.52.0-eksbuild.1" } } }, ["addon-auto-mode addons.coredns", "addon-auto-mode addons.aws-ebs-csi-driver"]],
    ["a DaemonSet on Fargate", onFargate({ "vpc-cni": early["vpc-cni"] }), ["addon-fargate-only addons.vpc-cni"]],
    [
      "CoreDNS that waits for nodes on premises",
      { addons: { coredns }, hybridNodes: { nodeCidrs: ["192.168.0.0/16"] }, accessEntries: { nodes: { principalArn: roleArn, type: "HYBRID_LINUX" } }, authentication: { creatorAdmin: true } },
      ["addon-without-compute addons.coredns"],
    ],
  ])("warns of %s", (_why, change, expected) => {
    expect(warningsWith(change)).toEqual(expected);
  });

  test.each<[string, Partial<ClusterProps>]>([
    [
      "a CNI with the rights of Karpenter's nodes too",
      onNodes({ "vpc-cni": { ...early["vpc-cni"], identity: "node" } }, { nodeRole: { vpcCni: true }, karpenter: { identity: "irsa" } }),
    ],
    ["a CNI with the nodes' rights", onNodes({ "vpc-cni": { ...early["vpc-cni"], identity: "node" } }, { nodeRole: { vpcCni: true } })],
    ["Karpenter with its agent", onNodes({ "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.1" } }, { karpenter: {} })],
    ["Karpenter by IRSA", onNodes({}, { karpenter: { identity: "irsa" } })],
    ["a CNI of the caller's", { nodeGroups, addons: { coredns }, kubernetesNetwork: { cni: "own" } }],
    ["add-ons for nodes beside Auto Mode", onNodes({}, { autoMode: {} })],
    ["a key of volumes", onNodes({ "aws-ebs-csi-driver": { version: "v1.52.0-eksbuild.1", kmsKeyArns: [keyArn] } })],
  ])("takes %s", (_why, change) => {
    expect(warningsWith(change)).toEqual([]);
  });
});
