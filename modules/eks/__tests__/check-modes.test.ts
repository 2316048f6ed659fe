import { Lazy } from "cdktf";
import type { EndpointRef } from "@terrace/core";
import type { IdentityProviderProps } from "../src/identity-provider-props";
import type { ClusterProps } from "../src/props";
import { make, network, problemsWith, subnet, valid, warningsWith } from "./fixtures";

const someToken = Lazy.stringValue({ produce: () => "later" });
const hybridRole = { principalArn: "arn:aws:iam::111111111111:role/hybrid", type: "HYBRID_LINUX" } as const;

describe("Auto Mode", () => {
  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["a pool whose name is misspelt", { autoMode: JSON.parse('{ "nodePools": ["sytem"] }') }, ["auto-mode-pool autoMode.nodePools[0]"]],
    ["a pool twice", { autoMode: { nodePools: ["system", "system"] } }, ["auto-mode-pool-duplicate autoMode.nodePools[1]"]],
    ["nodes that nobody lets in", { autoMode: {}, accessEntries: {}, authentication: { mode: "CONFIG_MAP", creatorAdmin: true } }, ["auto-mode-access autoMode"]],
    ["a name whose nodes' role has 65 characters", { name: "a".repeat(54), autoMode: {} }, ["name-length name"]],
    ["a word that is none", { autoMode: JSON.parse('"off"') }, ["not-one-of autoMode"]],
    ["a pool that is known only after apply", { autoMode: JSON.parse(JSON.stringify({ nodePools: [someToken] })) }, ["not-known-at-synth autoMode.nodePools[0]"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test.each<[string, Partial<ClusterProps>]>([
    ["no pool", { autoMode: { nodePools: [] } }],
    ["that it is switched off again", { autoMode: "disabled" }],
  ])("takes %s", (_why, change) => {
    expect(warningsWith(change)).toEqual([]);
  });
});

describe("hybrid nodes", () => {
  const hybrid = (nodeCidrs: string[], podCidrs: string[] = [], change: Partial<ClusterProps> = {}): Partial<ClusterProps> => ({
    hybridNodes: { nodeCidrs, podCidrs },
    accessEntries: { ...valid.accessEntries, hybrid: hybridRole },
    ...change,
  });

  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["no block", hybrid([]), ["hybrid-networks hybridNodes.nodeCidrs"]],
    ["no block's form", hybrid(["192.168.0.0"]), ["cidr-syntax hybridNodes.nodeCidrs[0]"]],
    ["a public block", hybrid(["203.0.113.0/24"]), ["hybrid-cidr-range hybridNodes.nodeCidrs[0]"]],
    ["a block of the VPC", hybrid(["10.2.5.0/24"]), ["hybrid-cidr-overlap hybridNodes.nodeCidrs[0]"]],
    ["a block of the services", hybrid(["172.20.5.0/24"], [], { kubernetesNetwork: { serviceCidr: "172.20.0.0/16" } }), ["hybrid-cidr-overlap hybridNodes.nodeCidrs[0]"]],
    ["pods within nodes", hybrid(["192.168.0.0/16"], ["192.168.4.0/24"]), ["hybrid-cidr-overlap hybridNodes.podCidrs[0]"]],
    ["a block with bits after the prefix", hybrid(["192.168.0.1/16"]), ["cidr-host-bits hybridNodes.nodeCidrs[0]"]],
    ["IPv6", hybrid(["192.168.0.0/16"], [], { network: { ...network, dualStack: true }, kubernetesNetwork: { ipFamily: "ipv6" } }), ["hybrid-ipv6 hybridNodes"]],
    ["a ConfigMap", { hybridNodes: { nodeCidrs: ["192.168.0.0/16"] }, accessEntries: {}, authentication: { mode: "CONFIG_MAP", creatorAdmin: true } }, ["hybrid-mode hybridNodes"]],
    ["a block that is known only after apply", hybrid([someToken]), ["not-known-at-synth hybridNodes.nodeCidrs[0]"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["nodes that nobody lets in", hybrid(["192.168.0.0/16"], [], { accessEntries: valid.accessEntries ?? {} }), ["hybrid-entry accessEntries"]],
    ["two kinds of endpoint", hybrid(["192.168.0.0/16"], [], { endpoint: { access: "public-and-private", publicCidrs: ["203.0.113.0/24"] } }), ["hybrid-endpoint endpoint.access"]],
  ])("warns of %s", (_why, change, expected) => {
    expect(warningsWith(change)).toEqual(expected);
  });

  test("takes blocks apart from each other", () => {
    expect(warningsWith(hybrid(["192.168.0.0/17"], ["192.168.128.0/17"]))).toEqual([]);
    expect(warningsWith(hybrid(["192.168.0.0/17"], [], { network: { ...network, cidrBlocks: [someToken] } }))).toEqual([]);
  });
});

describe("another provider of users", () => {
  const provider = (change: Partial<IdentityProviderProps>): Partial<ClusterProps> => ({
    identityProvider: { name: "okta", issuerUrl: "https://login.example.com/oauth2", clientId: "kubernetes", ...change },
  });

  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["a name with a space", provider({ name: "my login" }), ["identity-provider-name identityProvider.name"]],
    ["an issuer without TLS", provider({ issuerUrl: "http://login.example.com" }), ["identity-provider-issuer identityProvider.issuerUrl"]],
    ["an issuer with a query", provider({ issuerUrl: "https://login.example.com?tenant=1" }), ["identity-provider-issuer identityProvider.issuerUrl"]],
    ["users as Kubernetes' own", provider({ usernamePrefix: "system:" }), ["identity-provider-prefix identityProvider.usernamePrefix"]],
    ["groups as Kubernetes' own", provider({ groupsPrefix: "system:" }), ["identity-provider-prefix identityProvider.groupsPrefix"]],
    ["a name that is known only after apply", provider({ name: someToken }), ["not-known-at-synth identityProvider.name"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test("takes what is well-formed", () => {
    expect(warningsWith(provider({ usernamePrefix: "-", groupsPrefix: "oidc:", groupsClaim: "groups" }))).toEqual([]);
    expect(warningsWith(provider({ issuerUrl: someToken }))).toEqual([]);
  });
});

describe("will it start?", () => {
  const isolated = { ...network, subnets: [subnet("private", "apne1-az1", "none"), subnet("private", "apne1-az2", "none")] };
  const endpoint = (service: string, kind: EndpointRef["kind"] = "interface"): EndpointRef => ({
    service,
    kind,
    tiers: ["private"],
    availabilityZones: ["apne1-az1", "apne1-az2"],
    privateDns: kind === "interface",
    openTo: ["10.2.0.0/16"],
    allowedActions: "everything",
    ipAddressType: "ipv4",
  });
  const nodes: Partial<ClusterProps> = {
    nodeGroups: { web: { instanceTypes: ["m7i.large"], maxSize: 4 } },
    addons: { "vpc-cni": { version: "v1.20.4-eksbuild.1" }, "kube-proxy": { version: "v1.35.0-eksbuild.2" }, coredns: { version: "v1.13.1-eksbuild.1" } },
  };
  const images = [endpoint("ecr.api"), endpoint("ecr.dkr"), endpoint("s3", "gateway")];

  const missing = (change: Partial<ClusterProps>, endpoints: EndpointRef[] = []) => {
    const { workloads } = make({ ...change }).cluster;
    expect(workloads.flatMap(({ needs }) => needs).length).toBeGreaterThan(0);
    return problemsWith({ ...change, network: { ...isolated, endpoints } });
  };

  test("nodes that reach nothing", () => {
    expect([...new Set(missing(nodes))]).toEqual(["endpoint-missing workloads.dev-shop-web"]);
  });

  test("nodes that reach all but STS, which IRSA asks", () => {
    expect(missing(nodes, [endpoint("ec2"), ...images])).toEqual(["endpoint-missing workloads.dev-shop-web"]);
    expect(warningsWith({ ...nodes, network: { ...isolated, endpoints: [endpoint("ec2"), endpoint("sts"), ...images] } })).toEqual([]);
  });

  test("Pod Identity asks its own service", () => {
    const addons = { ...nodes.addons, "vpc-cni": { version: "v1.20.4-eksbuild.1", identity: "pod-identity" }, "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.1" } } as const;
    const endpoints = [endpoint("ec2"), endpoint("eks-auth"), ...images];
    expect(warningsWith({ ...nodes, addons, network: { ...isolated, endpoints } })).toEqual([]);
    expect(missing({ ...nodes, addons }, [endpoint("ec2"), endpoint("sts"), ...images])).toEqual(["endpoint-missing workloads.dev-shop-web"]);
  });

  test.each<[string, string]>([
    ["amazon-cloudwatch-observability", "logs"],
    ["aws-efs-csi-driver", "elasticfilesystem"],
  ])("the add-on %s asks %s", (name, service) => {
    const addons = { ...nodes.addons, [name]: { version: "v1.0.0-eksbuild.1" } };
    const endpoints = [endpoint("ec2"), endpoint("sts"), ...images];
    expect(missing({ ...nodes, addons }, endpoints)).toEqual(["endpoint-missing workloads.dev-shop-web"]);
    expect(warningsWith({ ...nodes, addons, network: { ...isolated, endpoints: [...endpoints, endpoint(service)] } })).toEqual([]);
  });

  test("Session Manager on nodes asks its own services", () => {
    const found = missing({ ...nodes, nodeRole: { sessionManager: true } }, [endpoint("ec2"), endpoint("sts"), ...images]);
    expect(found).toEqual(["endpoint-missing workloads.dev-shop-web", "endpoint-missing workloads.dev-shop-web"]);
  });

  test("nodes of Auto Mode, and pods on Fargate, each by themselves", () => {
    expect(new Set(missing({ autoMode: {} }))).toEqual(new Set(["endpoint-missing workloads.dev-shop-auto"]));
    const fargateProfiles = { system: { selectors: [{ namespace: "kube-system" }] } };
    const found = missing({ fargateProfiles, addons: { coredns: { version: "v1.13.1-eksbuild.1" } } });
    expect(new Set(found)).toEqual(new Set(["endpoint-missing workloads.dev-shop-fargate-system"]));
  });

  test("nodes that have no way to a public endpoint", () => {
    const endpoints = [endpoint("ec2"), endpoint("sts"), ...images];
    const found = problemsWith({ ...nodes, endpoint: { access: "public", publicCidrs: ["203.0.113.0/24"] }, network: { ...isolated, endpoints } });
    expect(found).toEqual(["endpoint-nodes endpoint.access"]);
  });
});
