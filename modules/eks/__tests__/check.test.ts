import { requireAwsProvider } from "@terrace/core";
import { invalidProps, testStack, warningsOf } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import type { AccessEntryProps } from "../src/access-props";
import type { ClusterProps } from "../src/props";
import { adminArn, keyArn, make, network, problemsWith, subnet, valid, warningsWith } from "./fixtures";

const someToken = Lazy.stringValue({ produce: () => "later" });
const someNumber = Token.asNumber("${local.n}");

test("the cluster that the changes below start from is valid", () => {
  expect(warningsWith({})).toEqual([]);
});

test("one error in full", () => {
  const error = invalidProps(() => make({ kubernetesVersion: "1.36", upgradeFrom: "1.34" }));
  expect(error.message).toBe(
    [
      'invalid Cluster at "test/cluster"',
      '  - [kubernetes-version-skip] kubernetesVersion is "1.36", 2 minor versions after 1.34',
      '      expected: "1.35": one minor version at a time, nodes and add-ons with it',
      "      see: https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html",
    ].join("\n"),
  );
});

describe("structure that is known only after apply", () => {
  test.each<[string, Partial<ClusterProps>, string]>([
    ["the name", { name: someToken }, "name"],
    ["the version", { kubernetesVersion: someToken }, "kubernetesVersion"],
    ["the version before", { upgradeFrom: someToken }, "upgradeFrom"],
    ["the region", { region: someToken }, "region"],
    ["the tier", { tier: someToken }, "tier"],
    ["zones", { availabilityZones: Token.asList("${local.zones}") }, "availabilityZones"],
    ["a zone of the network", { network: { ...network, subnets: [subnet("private", someToken)] } }, "network.subnets[0].availabilityZone"],
    ["public blocks", { endpoint: { access: "public-and-private", publicCidrs: [someToken] } }, "endpoint.publicCidrs[0]"],
    ["a client's name", { endpoint: { clients: { [someToken]: { cidr: "10.0.0.0/8" } } } }, "endpoint.clients[0]"],
    ["an entry's name", { accessEntries: { [someToken]: { principalArn: adminArn, access: "view" } } }, "accessEntries[0]"],
    ["an entry's namespace", entry({ access: [{ policy: "view", namespaces: [someToken] }] }), "accessEntries.team.access[0].namespaces[0]"],
    ["days of logs", { logs: { retentionDays: someNumber } }, "logs.retentionDays"],
    ["the services' block", { kubernetesNetwork: { serviceCidr: someToken } }, "kubernetesNetwork.serviceCidr"],
    ["a port", { nodeTraffic: { podPorts: [someNumber] } }, "nodeTraffic.podPorts[0]"],
  ])("%s", (_why, change, path) => {
    expect(problemsWith(change)).toEqual([`not-known-at-synth ${path}`]);
  });
});

describe("name and version", () => {
  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["a name with a dot", { name: "dev.shop" }, ["cluster-name name"]],
    ["a name that EC2 keeps for ids of security groups", { name: "sg-shop" }, ["cluster-name name"]],
    ["a name of 101 characters", { name: "a".repeat(101) }, ["cluster-name name"]],
    ["a name whose role has 65 characters", { name: "a".repeat(57) }, ["name-length name"]],
    ["a patch version", { kubernetesVersion: "1.35.1" }, ["kubernetes-version kubernetesVersion"]],
    ["the latest version", { kubernetesVersion: "latest" }, ["kubernetes-version kubernetesVersion"]],
    ["a version whose support ended", { kubernetesVersion: "1.30" }, ["kubernetes-version-ended kubernetesVersion"]],
    ["a version that is gone", { kubernetesVersion: "1.23" }, ["kubernetes-version-ended kubernetesVersion"]],
    ["a skip", { kubernetesVersion: "1.36", upgradeFrom: "1.34" }, ["kubernetes-version-skip kubernetesVersion"]],
    ["a step back", { kubernetesVersion: "1.35", upgradeFrom: "1.36" }, ["kubernetes-version-downgrade kubernetesVersion"]],
    ["no version before", { upgradeFrom: "v1.34" }, ["kubernetes-version upgradeFrom"]],
    ["standard support after its end", { kubernetesVersion: "1.33", controlPlane: { supportType: "STANDARD" } }, ["upgrade-policy controlPlane.supportType"]],
    ["a tag of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["extended support", { kubernetesVersion: "1.33" }, ["kubernetes-version-extended kubernetesVersion"]],
    ["the end of standard support within a quarter", { kubernetesVersion: "1.34" }, ["kubernetes-version-ending kubernetesVersion"]],
    ["a version after the table", { kubernetesVersion: "1.37" }, ["kubernetes-version-unknown kubernetesVersion"]],
    ["a forced upgrade", { controlPlane: { forceUpdate: true } }, ["force-update controlPlane.forceUpdate"]],
  ])("warns of %s", (_why, change, expected) => {
    expect(warningsWith(change)).toEqual(expected);
  });

  test.each<[string, Partial<ClusterProps>]>([
    ["one step", { kubernetesVersion: "1.36", upgradeFrom: "1.35" }],
    ["no step", { upgradeFrom: "1.35" }],
  ])("takes %s", (_why, change) => {
    expect(warningsWith(change)).toEqual([]);
  });
});

describe("subnets", () => {
  const withSubnets = (...subnets: (typeof network.subnets)[number][]): Partial<ClusterProps> => ({ network: { ...network, subnets } });

  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["a tier that is not there", { tier: "data" }, ["cluster-tier tier"]],
    ["one zone", { tier: "isolated" }, ["cluster-zones tier"]],
    ["one chosen zone", { availabilityZones: ["apne1-az1"] }, ["cluster-zones availabilityZones"]],
    ["a zone that the tier lacks", { availabilityZones: ["apne1-az1", "apne1-az2", "apne1-az4"] }, ["zone-unknown availabilityZones[2]"]],
    ["no zone at all", { availabilityZones: [] }, ["cluster-zones availabilityZones"]],
    ["a zone without EKS", withSubnets(subnet("private", "use1-az1"), subnet("private", "use1-az2"), subnet("private", "use1-az3")), ["zone-without-eks availabilityZones"]],
    ["a region that nothing says", withSubnets(subnet("private", "a"), subnet("private", "b")), ["region-unknown region"]],
    ["a region that is none", { region: "ap-northeast-9" }, ["region-unknown region"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["a public tier", withSubnets(subnet("private", "apne1-az1", "internet-gateway"), subnet("private", "apne1-az2")), ["cluster-tier-public tier"]],
    ["small subnets", withSubnets(subnet("private", "apne1-az1", "nat", "10.2.0.0/28"), subnet("private", "apne1-az2")), ["subnet-small tier"]],
  ])("warns of %s", (_why, change, expected) => {
    expect(warningsWith(change)).toEqual(expected);
  });

  test("a zone without EKS can be left out, and zone names say the region too", () => {
    const zones = ["use1-az1", "use1-az2", "use1-az3"];
    expect(warningsWith({ ...withSubnets(...zones.map((zone) => subnet("private", zone))), availabilityZones: ["use1-az1", "use1-az2"] })).toEqual([]);
    expect(warningsWith(withSubnets(subnet("private", "eu-west-1a"), subnet("private", "eu-west-1b")))).toEqual([]);
  });
});

describe("endpoint", () => {
  const open = (...publicCidrs: string[]): Partial<ClusterProps> => ({ endpoint: { access: "public-and-private", publicCidrs } });

  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["no kind of access", JSON.parse('{ "endpoint": { "access": "both" } }'), ["not-one-of endpoint.access"]],
    ["a private name in a VPC without DNS", { network: { ...network, dns: { support: false, hostnames: false } } }, ["endpoint-dns endpoint.access"]],
    ["a private name in a VPC without host names", { network: { ...network, dns: { support: true, hostnames: false } } }, ["endpoint-dns endpoint.access"]],
    ["a public endpoint without blocks", open(), ["public-cidrs endpoint.publicCidrs"]],
    ["blocks of a private endpoint", { endpoint: { publicCidrs: ["203.0.113.0/24"] } }, ["public-cidrs endpoint.publicCidrs"]],
    ["a private block", open("10.1.0.0/16"), ["public-cidr-private endpoint.publicCidrs[0]"]],
    ["no block", open("203.0.113.0"), ["cidr-syntax endpoint.publicCidrs[0]"]],
    ["a block with bits after the prefix", open("203.0.113.1/24"), ["cidr-host-bits endpoint.publicCidrs[0]"]],
    ["an IPv6 block of an IPv4 cluster", open("2001:db8::/32"), ["cidr-syntax endpoint.publicCidrs[0]"]],
    ["clients of a public endpoint", { endpoint: { access: "public", publicCidrs: ["203.0.113.0/24"], clients: { vpn: { cidr: "10.0.0.0/8" } } } }, ["endpoint-clients-public endpoint.clients"]],
    ["a client's name with a space", { endpoint: { clients: { "my vpn": { cidr: "10.0.0.0/8" } } } }, ["endpoint-client-key endpoint.clients.my vpn"]],
    ["a client of neither kind", JSON.parse('{ "endpoint": { "clients": { "vpn": { "securityGroup": "sg-1" } } } }'), ["endpoint-client endpoint.clients.vpn"]],
    ["a client of both kinds", JSON.parse('{ "endpoint": { "clients": { "vpn": { "securityGroupId": "sg-1", "cidr": "10.0.0.0/8" } } } }'), ["endpoint-client endpoint.clients.vpn"]],
    ["a client's block twice", { endpoint: { clients: { vpn: { cidr: "10.0.0.0/8" }, office: { cidr: "10.0.0.0/8" } } } }, ["endpoint-client-duplicate endpoint.clients.office"]],
    ["a client's group twice", { endpoint: { clients: { a: { securityGroupId: "sg-1" }, b: { securityGroupId: "sg-1" } } } }, ["endpoint-client-duplicate endpoint.clients.b"]],
    [
      "a client's block that hybrid nodes have",
      {
        hybridNodes: { nodeCidrs: ["192.168.0.0/17"], podCidrs: ["192.168.128.0/17"] },
        endpoint: { clients: { nodes: { cidr: "192.168.0.0/17" }, pods: { cidr: "192.168.128.0/17" } } },
      },
      ["endpoint-client-duplicate endpoint.clients.nodes", "endpoint-client-duplicate endpoint.clients.pods"],
    ],
    ["a client that is no block", { endpoint: { clients: { vpn: { cidr: "10.0.0.0" } } } }, ["cidr-syntax endpoint.clients.vpn.cidr"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["everybody", open("0.0.0.0/0"), ["public-cidr-open endpoint.publicCidrs[0]"]],
    ["more blocks than fit", open(...Array.from({ length: 41 }, (_, index) => `203.0.113.${index}/32`)), ["public-cidr-count endpoint.publicCidrs"]],
    ["a public endpoint alone", { endpoint: { access: "public", publicCidrs: ["203.0.113.0/24"] } }, ["endpoint-public-only endpoint.access"]],
    [
      "everybody over IPv6",
      { ...open("::/0"), network: { ...network, dualStack: true }, kubernetesNetwork: { ipFamily: "ipv6" } },
      ["public-cidr-open endpoint.publicCidrs[0]"],
    ],
  ])("warns of %s", (_why, change, expected) => {
    expect(warningsWith(change)).toEqual(expected);
  });

  test("takes clients of every kind", () => {
    const clients = { vpn: { cidr: "10.0.0.0/8" }, bastion: { securityGroupId: "sg-1" } };
    expect(warningsWith({ endpoint: { access: "public-and-private", publicCidrs: ["203.0.113.0/24"], clients } })).toEqual([]);
  });
});

describe("addresses of services", () => {
  const cidr = (serviceCidr: string): Partial<ClusterProps> => ({ kubernetesNetwork: { serviceCidr } });
  const china = [subnet("private", "cnn1-az1"), subnet("private", "cnn1-az2")];

  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["no family", JSON.parse('{ "kubernetesNetwork": { "ipFamily": "dual" } }'), ["not-one-of kubernetesNetwork.ipFamily"]],
    ["no CNI", JSON.parse('{ "kubernetesNetwork": { "cni": "cilium" } }'), ["not-one-of kubernetesNetwork.cni"]],
    ["no block", cidr("172.20.0.0"), ["cidr-syntax kubernetesNetwork.serviceCidr"]],
    ["a block that is too small", cidr("172.20.0.0/25"), ["cidr-size kubernetesNetwork.serviceCidr"]],
    ["a block that is too large", cidr("10.96.0.0/11"), ["cidr-size kubernetesNetwork.serviceCidr"]],
    ["a block with bits after the prefix", cidr("172.20.1.0/16"), ["cidr-host-bits kubernetesNetwork.serviceCidr"]],
    ["a public block", cidr("203.0.113.0/24"), ["service-cidr-range kubernetesNetwork.serviceCidr"]],
    ["a block of the VPC", cidr("10.2.128.0/20"), ["service-cidr-overlap kubernetesNetwork.serviceCidr"]],
    ["IPv6 in a network without", { kubernetesNetwork: { ipFamily: "ipv6" } }, ["ipv6-network kubernetesNetwork.ipFamily"]],
    ["IPv6 in China", { kubernetesNetwork: { ipFamily: "ipv6" }, network: { ...network, dualStack: true, subnets: china } }, ["ipv6-region kubernetesNetwork.ipFamily"]],
    [
      "a block of services beside IPv6",
      { kubernetesNetwork: { ipFamily: "ipv6", serviceCidr: "172.20.0.0/16" }, network: { ...network, dualStack: true } },
      ["service-cidr-ipv6 kubernetesNetwork.serviceCidr"],
    ],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test("takes a block apart from the VPC", () => {
    expect(warningsWith(cidr("172.20.0.0/16"))).toEqual([]);
  });

  test("takes a VPC whose block is known only after apply", () => {
    expect(warningsWith({ ...cidr("172.20.0.0/16"), network: { ...network, cidrBlocks: [someToken] } })).toEqual([]);
  });
});

function entry(change: Partial<AccessEntryProps>): Partial<ClusterProps> {
  return { accessEntries: { ...valid.accessEntries, team: { principalArn: "arn:aws:iam::111111111111:role/team", access: "view", ...change } } };
}

describe("access", () => {
  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["a mode that is none", JSON.parse('{ "authentication": { "mode": "IAM" } }'), ["not-one-of authentication.mode"]],
    ["a former mode that is none", JSON.parse('{ "authentication": { "formerMode": "IAM" } }'), ["not-one-of authentication.formerMode"]],
    ["a type of entry that is none", entry(JSON.parse('{ "type": "NODE", "access": [] }')), ["not-one-of accessEntries.team.type"]],
    ["a way back", { authentication: { mode: "API_AND_CONFIG_MAP", formerMode: "API" } }, ["authentication-transition authentication.mode"]],
    ["two steps at once", { authentication: { mode: "API", formerMode: "CONFIG_MAP" } }, ["authentication-transition authentication.mode"]],
    [
      "entries beside the ConfigMap alone",
      { authentication: { mode: "CONFIG_MAP", creatorAdmin: true } },
      ["access-entries-mode accessEntries"],
    ],
    ["a ConfigMap that nobody may write", { authentication: { mode: "CONFIG_MAP" }, accessEntries: {} }, ["nobody-can-enter authentication.creatorAdmin"]],
    ["an entry's name with a dot", { accessEntries: { "a.b": { principalArn: adminArn, access: "view" } } }, ["access-entry-key accessEntries.a.b"]],
    ["a session", entry({ principalArn: "arn:aws:sts::111111111111:assumed-role/team/me" }), ["access-principal accessEntries.team.principalArn"]],
    ["a service-linked role", entry({ principalArn: "arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/y" }), ["access-principal accessEntries.team.principalArn"]],
    ["a name for an ARN", entry({ principalArn: "team" }), ["access-principal accessEntries.team.principalArn"]],
    ["a user as a node", entry({ principalArn: "arn:aws:iam::111111111111:user/team", access: [], type: "EC2_LINUX" }), ["access-principal-type accessEntries.team.principalArn"]],
    ["one principal twice", entry({ principalArn: adminArn }), ["access-principal-duplicate accessEntries.team.principalArn"]],
    ["access of a node", entry({ type: "EC2_LINUX" }), ["access-type-grants accessEntries.team.access"]],
    ["groups of a node", entry({ type: "FARGATE_LINUX", access: [], groups: ["x"] }), ["access-type-grants accessEntries.team.groups"]],
    ["a username of a node", entry({ type: "HYBRID_LINUX", access: [], username: "x" }), ["access-type-grants accessEntries.team.username"]],
    ["a preset that is none", entry(JSON.parse('{ "access": "admins" }')), ["access-policy accessEntries.team.access"]],
    ["a preset that only JavaScript knows", entry(JSON.parse('{ "access": "constructor" }')), ["access-policy accessEntries.team.access"]],
    ["a type that AWS provider 5 refuses", entry(JSON.parse('{ "type": "HYPERPOD_LINUX", "access": [] }')), ["not-one-of accessEntries.team.type"]],
    ["a policy that is none", entry({ access: [{ policy: "Amazon EKS" }] }), ["access-policy accessEntries.team.access[0].policy"]],
    ["a policy twice", entry({ access: [{ policy: "view" }, { policy: "view" }] }), ["access-policy-duplicate accessEntries.team.access[1].policy"]],
    ["no namespaces", entry({ access: [{ policy: "edit", namespaces: [] }] }), ["access-namespaces-empty accessEntries.team.access[0].namespaces"]],
    ["a namespace in capitals", entry({ access: [{ policy: "edit", namespaces: ["Shop"] }] }), ["access-namespace accessEntries.team.access[0].namespaces[0]"]],
    ["Kubernetes' own group", entry({ groups: ["system:masters"] }), ["access-group accessEntries.team.groups[0]"]],
    ["AWS's own user name", entry({ username: "eks:team" }), ["access-username accessEntries.team.username"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["a cluster that nobody can enter", { accessEntries: {} }, ["nobody-can-enter accessEntries"]],
    ["a cluster that only nodes can enter", { accessEntries: { nodes: { principalArn: adminArn, type: "EC2_LINUX" } } }, ["nobody-can-enter accessEntries"]],
    ["an entry without rights", entry({ access: [] }), ["access-empty accessEntries.team"]],
    ["cluster-admin of a namespace", entry({ access: [{ policy: "cluster-admin", namespaces: ["shop"] }] }), ["access-cluster-admin-scope accessEntries.team.access[0].policy"]],
  ])("warns of %s", (_why, change, expected) => {
    expect(warningsWith(change)).toEqual(expected);
  });

  test.each<[string, Partial<ClusterProps>]>([
    ["whoever makes the cluster", { accessEntries: {}, authentication: { creatorAdmin: true } }],
    ["the next mode", { authentication: { mode: "API_AND_CONFIG_MAP", formerMode: "CONFIG_MAP" } }],
    ["grants of namespaces", entry({ access: [{ policy: "edit", namespaces: ["shop", "team-*"] }, { policy: "AmazonEKSSecretReaderPolicy" }], groups: ["readers"] })],
    ["an ARN that is known only after apply", entry({ principalArn: someToken, groups: [someToken], username: someToken })],
    ["the role of Auto Mode's nodes", entry({ access: [{ policy: "AmazonEKSAutoNodePolicy" }], type: "EC2" })],
  ])("takes %s", (_why, change) => {
    expect(warningsWith(change)).toEqual([]);
  });
});

describe("keys, logs and ports", () => {
  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["an alias for the secrets' key", { secretsKey: { kmsKeyArn: "alias/eks" } }, ["kms-key secretsKey.kmsKeyArn"]],
    ["a secrets' key of another region", { secretsKey: { kmsKeyArn: keyArn.replace("ap-northeast-1", "eu-west-1") } }, ["kms-key-region secretsKey.kmsKeyArn"]],
    ["a logs' key of another region", { logs: { kmsKeyArn: keyArn.replace("ap-northeast-1", "eu-west-1") } }, ["kms-key-region logs.kmsKeyArn"]],
    ["a secrets' key without an ARN", JSON.parse('{ "secretsKey": {} }'), ["kms-key secretsKey.kmsKeyArn"]],
    ["a tier of the control plane that is none", JSON.parse('{ "controlPlane": { "tier": "xl" } }'), ["not-one-of controlPlane.tier", "needs-provider controlPlane.tier"]],
    ["an id for the logs' key", { logs: { kmsKeyArn: "01234567" } }, ["kms-key logs.kmsKeyArn"]],
    ["a key that is none", JSON.parse('{ "secretsKey": "mine" }'), ["not-one-of secretsKey"]],
    ["a type of log that is none", JSON.parse('{ "logs": { "types": ["audit", "kubelet"] } }'), ["log-type logs.types[1]"]],
    ["no kind of traffic", JSON.parse('{ "nodeTraffic": { "betweenNodes": "all" } }'), ["not-one-of nodeTraffic.betweenNodes"]],
    ["no kind of support", JSON.parse('{ "controlPlane": { "supportType": "NONE" } }'), ["not-one-of controlPlane.supportType"]],
    ["a type of log twice", { logs: { types: ["audit", "audit"] } }, ["log-type-duplicate logs.types[1]"]],
    ["days that CloudWatch lacks", { logs: { retentionDays: 31 } }, ["log-retention logs.retentionDays"]],
    ["a port that is none", { nodeTraffic: { webhookPorts: [0] } }, ["port-range nodeTraffic.webhookPorts[0]"]],
    ["a port beyond the last", { nodeTraffic: { webhookPorts: [65_536] } }, ["port-range nodeTraffic.webhookPorts[0]"]],
    ["half a port", { nodeTraffic: { podPorts: [80.5] } }, ["port-range nodeTraffic.podPorts[0]"]],
    ["a port twice", { nodeTraffic: { podPorts: [80, 80] } }, ["port-duplicate nodeTraffic.podPorts[1]"]],
    ["the port of DNS", { nodeTraffic: { podPorts: [53] } }, ["port-duplicate nodeTraffic.podPorts[0]"]],
    ["the kubelet's port", { nodeTraffic: { webhookPorts: [10_250] } }, ["port-duplicate nodeTraffic.webhookPorts[0]"]],
    ["a pod's port that is open", { nodeTraffic: { podPorts: [8080] } }, ["pod-port-open nodeTraffic.podPorts[0]"]],
    ["a pod's port where everything is", { nodeTraffic: { betweenNodes: "everything", podPorts: [80] } }, ["pod-port-open nodeTraffic.podPorts[0]"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test("warns of changes that nobody records", () => {
    expect(warningsWith({ logs: { types: ["api"] } })).toEqual(["audit-unrecorded logs.types"]);
  });

  test.each<[string, Partial<ClusterProps>]>([
    ["keys that are known only after apply", { secretsKey: { kmsKeyArn: someToken }, logs: { kmsKeyArn: someToken } }],
    ["keys of the caller's", { secretsKey: { kmsKeyArn: keyArn }, logs: { kmsKeyArn: keyArn } }],
    ["AWS's own key", { secretsKey: "aws-owned" }],
    ["ports", { nodeTraffic: { podPorts: [80, 443], webhookPorts: [8443] } }],
  ])("takes %s", (_why, change) => {
    expect(warningsWith(change)).toEqual([]);
  });
});

describe("what the provider lacks", () => {
  test.each<[string, ClusterProps["controlPlane"], string]>([
    ["a tier", { tier: "tier-xl" }, "needs-provider controlPlane.tier"],
    ["deletion protection", { deletionProtection: true }, "needs-provider controlPlane.deletionProtection"],
  ])("%s", (_why, controlPlane, expected) => {
    expect(problemsWith({ controlPlane })).toEqual([expected]);
    const stack = testStack();
    requireAwsProvider(stack, "6.0.0");
    make({ controlPlane }, stack);
  });

  test("deletion protection that nobody spoke of is warned of, once", () => {
    expect(warningsOf(make().stack)).toEqual([expect.stringMatching(/^\[deletion-unprotected\] controlPlane\.deletionProtection is off/)]);
    expect(warningsOf(make({ controlPlane: { deletionProtection: false } }).stack)).toEqual([]);
    const stack = testStack();
    requireAwsProvider(stack, "6.9.0");
    expect(warningsOf(make({}, stack).stack)).toEqual([]);
  });
});
