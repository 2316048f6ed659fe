import { requireAwsProvider, type NetworkRef, type SubnetRef } from "@terrace/core";
import { invalidProps, problemsOf, testStack, warningsOf } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import { Cluster } from "../src/cluster";
import type { InstancesProps, ManagedInstancesProps } from "../src/instances-props";
import type { ClusterProps, StrategyItem } from "../src/props";

function subnet(tier: string, availabilityZone: string, egress: SubnetRef["egress"]): SubnetRef {
  return { tier, availabilityZone, subnetId: `subnet-${availabilityZone}`, routeTableId: "rtb-1", cidrBlock: "10.0.0.0/24", egress };
}

const network: NetworkRef = {
  vpcId: "vpc-1",
  cidrBlocks: ["10.0.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [subnet("private", "apne1-az1", "nat"), subnet("private", "apne1-az2", "nat"), subnet("public", "apne1-az1", "internet-gateway")],
  endpoints: [],
};

const valid: ClusterProps = { name: "dev-shop", network };
const group: InstancesProps = { tier: "private", instanceTypes: ["m7i.large"], maxSize: 4 };
const managed: ManagedInstancesProps = { tier: "private", vcpus: { min: 1 }, memoryMiB: { min: 1024 } };
const someToken = Lazy.stringValue({ produce: () => "later" });
const someNumber = Token.asNumber("${local.n}");
const keyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";

function make(change: Partial<ClusterProps>, provider?: string): Cluster {
  const stack = testStack();
  if (provider !== undefined) requireAwsProvider(stack, provider);
  return new Cluster(stack, "cluster", { ...valid, ...change });
}

function problemsWith(change: Partial<ClusterProps>, provider?: string): string[] {
  return problemsOf(() => make(change, provider));
}

function warningsWith(change: Partial<ClusterProps>): string[] {
  const stack = testStack();
  new Cluster(stack, "cluster", { ...valid, ...change });
  return warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
}

function withGroup(change: Partial<InstancesProps>): Partial<ClusterProps> {
  return { instances: { web: { ...group, ...change } } };
}

function withStrategy(...defaultStrategy: StrategyItem[]): Partial<ClusterProps> {
  return { defaultStrategy };
}

test("the clusters that the changes below start from are valid", () => {
  expect(warningsWith({})).toEqual([]);
  expect(warningsWith(withGroup({}))).toEqual([]);
});

test("one error in full", () => {
  const error = invalidProps(() => make(withGroup({ instanceTypes: ["m7g.large"], image: "al2023" })));
  expect(error.message).toBe(
    [
      'invalid Cluster at "test/cluster"',
      '  - [instance-architecture] instances.web.instanceTypes[0] is "m7g.large", of arm64',
      "      expected: a type of x86_64, which al2023 is made for, or an image for arm64",
      "      see: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-types.html",
    ].join("\n"),
  );
});

describe("structure that is known only after apply", () => {
  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["the name", { name: someToken }, ["not-known-at-synth name"]],
    ["the strategy", withStrategy({ provider: someToken }), ["not-known-at-synth defaultStrategy[0].provider"]],
    ["a tier", withGroup({ tier: someToken }), ["not-known-at-synth instances.web.tier"]],
    ["instance types", withGroup({ instanceTypes: Token.asList("${local.types}") }), ["not-known-at-synth instances.web.instanceTypes"]],
    ["a size", withGroup({ maxSize: someNumber }), ["not-known-at-synth instances.web.maxSize"]],
    ["an agent's setting", withGroup({ agent: { ECS_LOGLEVEL: someToken } }), ["not-known-at-synth instances.web.agent.ECS_LOGLEVEL"]],
    ["a volume's size", withGroup({ volume: { sizeGiB: someNumber } }), ["not-known-at-synth instances.web.volume.sizeGiB"]],
    ["a policy's name", { ...withGroup({}), instanceRole: { policyArns: { [someToken]: "x" } } }, ["not-known-at-synth instanceRole.policyArns[0]"]],
    ["a namespace's name", { namespace: { type: "http", name: someToken } }, ["not-known-at-synth namespace.name"]],
    ["days of logs", { exec: { logs: { to: "cloudwatch", retentionDays: someNumber } } }, ["not-known-at-synth exec.logs.retentionDays"]],
    ["a folder", { exec: { logs: { to: "s3", bucketName: "audit", bucketArn: "arn:aws:s3:::audit", prefix: someToken } } }, ["not-known-at-synth exec.logs.prefix"]],
    ["a subnet's tier", { network: { ...network, subnets: [subnet(someToken, "apne1-az1", "nat")] } }, ["not-known-at-synth network.subnets[0].tier"]],
    ["Managed Instances' memory", { managedInstances: { web: { ...managed, memoryMiB: { min: someNumber } } } }, ["not-known-at-synth managedInstances.web.memoryMiB.min", "needs-provider managedInstances.web"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test("values may be: keys, images, policies, namespaces, buckets", () => {
    expect(
      warningsWith({
        ...withGroup({ image: { id: someToken, os: "al2023", architecture: "x86_64" }, volume: { kmsKeyArn: someToken } }),
        instanceRole: { policyArns: { extra: someToken } },
        namespace: { type: "existing", arn: someToken },
        exec: { kmsKeyArn: someToken, logs: { to: "s3", bucketName: someToken, bucketArn: someToken } },
        managedStorage: { kmsKeyArn: someToken, fargateKmsKeyArn: someToken },
      }),
    ).toEqual([]);
  });
});

describe("bad input of a cluster", () => {
  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["a name with capitals", { name: "Shop" }, ["cluster-name name"]],
    ["a name that no security group can have", { name: "sg-shop" }, ["cluster-name name"]],
    ["a name too long", { name: "s".repeat(101) }, ["cluster-name name"]],
    ["a tag key of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],
    ["a name that ECS keeps to itself, with instances", { name: "ecs-shop", ...withGroup({}) }, ["capacity-provider-name name"]],
    ["a name too long for a role", { name: "s".repeat(60), ...withGroup({}) }, ["name-length name"]],
    ["instances without a network", { network: undefined, ...withGroup({}) }, ["network-missing network"]],
    ["a key with capitals", { instances: { Web: group } }, ["capacity-provider-key instances.Web"]],

    ["a strategy with what is not there", withStrategy({ provider: "web" }), ["strategy-provider defaultStrategy[0].provider"]],
    ["a strategy with Fargate that is left out", { fargate: ["FARGATE_SPOT"], ...withStrategy({ provider: "FARGATE" }) }, ["strategy-provider defaultStrategy[0].provider"]],
    ["a strategy without anything", { fargate: [], ...withStrategy({ provider: "web" }) }, ["strategy-provider defaultStrategy[0].provider"]],
    ["Fargate and a group in one strategy", { ...withGroup({}), ...withStrategy({ provider: "FARGATE" }, { provider: "web" }) }, ["strategy-mix defaultStrategy"]],
    ["two bases", withStrategy({ provider: "FARGATE", base: 1 }, { provider: "FARGATE_SPOT", base: 1 }), ["strategy-base defaultStrategy"]],
    ["no weight at all", withStrategy({ provider: "FARGATE", weight: 0 }), ["strategy-weight defaultStrategy"]],
    ["a weight too large", withStrategy({ provider: "FARGATE", weight: 1001 }), ["strategy-weight defaultStrategy[0].weight"]],
    ["a weight below zero", withStrategy({ provider: "FARGATE", weight: -1 }), ["strategy-weight defaultStrategy[0].weight"]],
    ["half a base", withStrategy({ provider: "FARGATE", base: 0.5 }), ["strategy-base defaultStrategy[0].base"]],
    ["a base too large", withStrategy({ provider: "FARGATE", base: 100_001 }), ["strategy-base defaultStrategy[0].base"]],
    [
      "21 items",
      { fargate: [], instances: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`web${n}`, group])), defaultStrategy: Array.from({ length: 21 }, (_, n) => ({ provider: `web${n}` })) },
      ["strategy-length defaultStrategy"],
    ],

    ["a key's alias for sessions", { exec: { kmsKeyArn: "alias/exec" } }, ["kms-key exec.kmsKeyArn"]],
    ["a key's id for logs", { exec: { logs: { to: "cloudwatch", kmsKeyArn: "0123" } } }, ["kms-key exec.logs.kmsKeyArn"]],
    ["days that CloudWatch does not keep", { exec: { logs: { to: "cloudwatch", retentionDays: 100 } } }, ["log-retention exec.logs.retentionDays"]],
    ["a bucket with capitals", { exec: { logs: { to: "s3", bucketName: "Audit", bucketArn: "arn:aws:s3:::audit" } } }, ["name-characters exec.logs.bucketName"]],
    ["a bucket's name as its ARN", { exec: { logs: { to: "s3", bucketName: "audit", bucketArn: "audit" } } }, ["exec-bucket-arn exec.logs.bucketArn"]],
    ["a folder that begins with a slash", { exec: { logs: { to: "s3", bucketName: "audit", bucketArn: "arn:aws:s3:::audit", prefix: "/dev" } } }, ["exec-prefix exec.logs.prefix"]],
    ["a folder that ends with a slash", { exec: { logs: { to: "s3", bucketName: "audit", bucketArn: "arn:aws:s3:::audit", prefix: "dev/" } } }, ["exec-prefix exec.logs.prefix"]],

    ["a namespace with spaces", { namespace: { type: "http", name: "my shop" } }, ["namespace-name namespace.name"]],
    ["a namespace without a name", { namespace: { type: "http", name: "" } }, ["namespace-name namespace.name"]],
    ["a domain with an empty label", { namespace: { type: "private-dns", name: "shop..internal" } }, ["namespace-name namespace.name"]],
    ["a domain with a long label", { namespace: { type: "private-dns", name: `${"s".repeat(64)}.internal` } }, ["namespace-name namespace.name"]],
    ["a domain too long", { namespace: { type: "private-dns", name: `${"shop.".repeat(51)}internal` } }, ["namespace-name namespace.name"]],
    ["a domain without a network", { network: undefined, namespace: { type: "private-dns", name: "shop.internal" } }, ["network-missing network"]],
    ["a namespace by its id", { namespace: { type: "existing", arn: "ns-0123456789abcdef" } }, ["namespace-arn namespace.arn"]],

    ["a key's alias for storage", { managedStorage: { kmsKeyArn: "alias/ecs" } }, ["kms-key managedStorage.kmsKeyArn"]],
    ["a key's alias for Fargate", { managedStorage: { fargateKmsKeyArn: "alias/ecs" } }, ["kms-key managedStorage.fargateKmsKeyArn"]],

    ["a policy's name with spaces", { ...withGroup({}), instanceRole: { policyArns: { "my policy": "arn:aws:iam::aws:policy/X" } } }, ["policy-name instanceRole.policyArns.my policy"]],
    ["a policy by its name", { ...withGroup({}), instanceRole: { policyArns: { extra: "CloudWatchAgentServerPolicy" } } }, ["policy-arn instanceRole.policyArns.extra"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });
});

describe("bad input of a group of instances", () => {
  const web = (rule: string) => [rule.replace(" ", " instances.web.")];
  test.each<[string, Partial<InstancesProps>, string[]]>([
    ["a tier that is not there", { tier: "data" }, web("instances-tier tier")],
    ["no type", { instanceTypes: [] }, web("instance-types instanceTypes")],
    ["a family alone", { instanceTypes: ["m7i"] }, web("instance-type instanceTypes[0]")],
    ["a type with capitals", { instanceTypes: ["M7i.large"] }, web("instance-type instanceTypes[0]")],
    ["two architectures", { instanceTypes: ["m7i.large", "m7g.large"] }, web("instance-architecture instanceTypes[1]")],
    ["Graviton with an image for x86", { instanceTypes: ["c7gn.large"], image: "bottlerocket" }, web("instance-architecture instanceTypes[0]")],
    ["x86 with an image for arm64", { image: "al2023-arm64" }, web("instance-architecture instanceTypes[0]")],
    ["x86 with one's own image for arm64", { image: { id: "ami-0123456789abcdef0", os: "al2023", architecture: "arm64" } }, web("instance-architecture instanceTypes[0]")],
    ["an image by its name", { image: { id: "al2023", os: "al2023", architecture: "x86_64" } }, web("image-id image.id")],
    ["an image's id and a version", { image: { id: "ami-01234567", os: "al2023", architecture: "x86_64" }, imageVersion: "1.40.0" }, web("image-version imageVersion")],
    ["Bottlerocket's version for AL2023", { imageVersion: "1.40.0" }, web("image-version imageVersion")],
    ["AL2023's version for Bottlerocket", { image: "bottlerocket", imageVersion: "al2023-ami-ecs-hvm-2023.0.20251108-kernel-6.1-x86_64" }, web("image-version imageVersion")],
    ["the newest by its own word", { image: "bottlerocket", imageVersion: "latest" }, web("image-version imageVersion")],

    ["fewer than none", { minSize: -1 }, web("group-size minSize")],
    ["none at most", { maxSize: 0 }, web("group-size maxSize")],
    ["fewer at most than at least", { minSize: 5 }, web("group-size maxSize")],
    ["half an instance", { maxSize: 1.5 }, web("group-size maxSize")],
    ["more wanted than at most", { desiredSize: 5, scaling: "off" }, web("group-size desiredSize")],
    ["fewer wanted than at least", { minSize: 2, desiredSize: { initial: 1, owner: "ops" }, scaling: "off" }, web("group-size desiredSize")],
    ["a number wanted under managed scaling", { desiredSize: 2 }, web("desired-size-owner desiredSize")],

    ["a base above the most", { purchase: { onDemandBase: 5, onDemandPercent: 0 } }, web("purchase-base purchase.onDemandBase")],
    ["a share above the whole", { purchase: { onDemandPercent: 101 } }, web("purchase-percent purchase.onDemandPercent")],
    ["a share below none", { purchase: { onDemandPercent: -1 } }, web("purchase-percent purchase.onDemandPercent")],

    ["a target of none", { scaling: { targetPercent: 0 } }, web("scaling-target scaling.targetPercent")],
    ["a target above the whole", { scaling: { targetPercent: 101 } }, web("scaling-target scaling.targetPercent")],
    ["a step of none", { scaling: { minimumStep: 0 } }, web("scaling-step scaling.minimumStep")],
    ["a step too large", { scaling: { maximumStep: 10_001 } }, web("scaling-step scaling.maximumStep")],
    ["a largest step below the smallest", { scaling: { minimumStep: 5, maximumStep: 4 } }, web("scaling-step scaling.maximumStep")],
    ["a warm-up of days", { scaling: { warmupSeconds: 10_001 } }, web("scaling-warmup scaling.warmupSeconds")],
    ["protection without scaling", { scaling: "off", terminationProtection: true }, web("termination-protection terminationProtection")],

    ["a volume below AL2023's", { volume: { sizeGiB: 29 } }, web("volume-size volume.sizeGiB")],
    ["a volume below Bottlerocket's", { image: "bottlerocket", volume: { sizeGiB: 19 } }, web("volume-size volume.sizeGiB")],
    ["a volume above all", { volume: { sizeGiB: 65_537 } }, web("volume-size volume.sizeGiB")],
    ["too few operations", { volume: { iops: 2999 } }, web("volume-iops volume.iops")],
    ["too many operations for the size", { volume: { sizeGiB: 30, iops: 15_001 } }, web("volume-iops volume.iops")],
    ["too many operations for any", { volume: { sizeGiB: 1000, iops: 80_001 } }, web("volume-iops volume.iops")],
    ["too slow", { volume: { throughputMibps: 124 } }, web("volume-throughput volume.throughputMibps")],
    ["too fast for the operations", { volume: { throughputMibps: 751 } }, web("volume-throughput volume.throughputMibps")],
    ["too fast for any", { volume: { sizeGiB: 100, iops: 16_000, throughputMibps: 2001 } }, web("volume-throughput volume.throughputMibps")],
    ["a volume's key by its alias", { volume: { kmsKeyArn: "alias/ebs" } }, web("kms-key volume.kmsKeyArn")],

    ["more than all healthy", { refresh: { minHealthyPercent: 101 } }, web("refresh-percent refresh.minHealthyPercent")],
    ["a life of hours", { maxLifetimeDays: 0.5 }, web("instance-lifetime maxLifetimeDays")],
    ["a life beyond a year", { maxLifetimeDays: 366 }, web("instance-lifetime maxLifetimeDays")],
    ["an attribute with a space", { attributes: { "my attribute": "x" } }, web('instance-attribute attributes["my attribute"]')],
    ["an attribute of ECS's own", { attributes: { "ecs.os-type": "x" } }, web('instance-attribute attributes["ecs.os-type"]')],
    ["an attribute without a value", { attributes: { stack: "" } }, web('instance-attribute attributes["stack"]')],
    ["an attribute that ends with a space", { attributes: { stack: "a " } }, web('instance-attribute attributes["stack"]')],
    ["another cluster", { agent: { ECS_CLUSTER: "other" } }, web("agent-setting agent.ECS_CLUSTER")],
    ["the instance's credentials for tasks", { agent: { ECS_AWSVPC_BLOCK_IMDS: "false" } }, web("agent-setting agent.ECS_AWSVPC_BLOCK_IMDS")],
    ["a setting in small letters", { agent: { ecs_loglevel: "debug" } }, web("agent-setting agent.ecs_loglevel")],
    ["a setting of two lines", { agent: { ECS_LOGLEVEL: "debug\nECS_CLUSTER=x" } }, web("agent-setting agent.ECS_LOGLEVEL")],
    ["the agent's settings for Bottlerocket", { image: "bottlerocket", agent: { ECS_LOGLEVEL: "debug" } }, web("agent-setting agent")],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(withGroup(change))).toEqual(expected);
  });
});

describe("bad input of Managed Instances", () => {
  test.each<[string, Partial<ManagedInstancesProps>, string[]]>([
    ["a tier that is not there", { tier: "data" }, ["instances-tier managedInstances.web.tier"]],
    ["no vCPU", { vcpus: { min: 0 } }, ["managed-range managedInstances.web.vcpus.min"]],
    ["fewer at most than at least", { memoryMiB: { min: 2048, max: 1024 } }, ["managed-range managedInstances.web.memoryMiB.max"]],
    ["no type", { instanceTypes: [] }, ["managed-instance-type managedInstances.web.instanceTypes"]],
    ["a type with a space", { instanceTypes: ["m7g large"] }, ["managed-instance-type managedInstances.web.instanceTypes[0]"]],
    ["no storage", { storageGiB: 0 }, ["managed-storage managedInstances.web.storageGiB"]],
    ["idle for hours", { scaleInAfterSeconds: 3601 }, ["managed-scale-in managedInstances.web.scaleInAfterSeconds"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith({ managedInstances: { web: { ...managed, ...change } } }, "6.23.0")).toEqual(expected);
  });

  test("a key of both kinds", () => {
    const both = { ...withGroup({}), managedInstances: { web: managed } };
    expect(problemsWith(both, "6.23.0")).toEqual(["capacity-provider-duplicate managedInstances.web"]);
  });

  test("a group and Managed Instances in one strategy", () => {
    const both = { ...withGroup({}), managedInstances: { more: managed }, ...withStrategy({ provider: "web" }, { provider: "more" }) };
    expect(problemsWith(both, "6.23.0")).toEqual(["strategy-mix defaultStrategy"]);
  });

  test("a key with capitals", () => {
    expect(problemsWith({ managedInstances: { Web: managed } }, "6.23.0")).toEqual(["capacity-provider-key managedInstances.Web"]);
  });

  test("a name too long for their role", () => {
    expect(problemsWith({ name: "s".repeat(49), managedInstances: { web: managed } }, "6.23.0")).toEqual(["name-length name"]);
  });

  test("the older provider", () => {
    expect(problemsWith({ managedInstances: { web: { ...managed, scaleInAfterSeconds: 60 } } })).toEqual([
      "needs-provider managedInstances.web",
      "needs-provider managedInstances.web.scaleInAfterSeconds",
    ]);
  });
});

describe("what methods refuse", () => {
  const peer = { securityGroupId: "sg-1" };
  test("opening instances that are not there", () => {
    expect(problemsOf(() => make({}).allowFrom("web", peer))).toEqual(["allow-from-nothing instances"]);
  });

  test.each([[0, 80], [80, 65_536], [81, 80], [1.5, 80]])("ports %d to %d", (from, to) => {
    expect(problemsOf(() => make(withGroup({})).allowFrom("web", peer, { from, to }))).toEqual(["port-range ports"]);
  });

  test.each<[string, Partial<ClusterProps>]>([["no record", {}], ["a record nowhere", { exec: { logs: { to: "nowhere" } } }]])("rights for %s", (_why, change) => {
    const role = { roleName: "web", roleArn: "arn:aws:iam::111111111111:role/web" };
    expect(problemsOf(() => make(change).grantExecLogs("web", role))).toEqual(["grant-without-record exec.logs"]);
  });
});

describe("what works and is likely to be regretted", () => {
  test.each<[string, Partial<ClusterProps>, string[]]>([
    ["no capacity", { fargate: [] }, ["no-capacity fargate"]],
    ["Spot alone", withStrategy({ provider: "FARGATE_SPOT" }), ["strategy-spot-only defaultStrategy"]],
    ["a provider twice", withStrategy({ provider: "FARGATE" }, { provider: "FARGATE", weight: 2 }), ["strategy-duplicate defaultStrategy[1].provider"]],
    ["Fargate twice", { fargate: ["FARGATE", "FARGATE"] }, ["fargate-duplicate fargate[1]"]],
    ["a type twice", withGroup({ instanceTypes: ["m7i.large", "m7i.large"] }), ["instance-type-duplicate instances.web.instanceTypes[1]"]],
    ["sessions without a record", { exec: { logs: { to: "nowhere" } } }, ["exec-unrecorded exec.logs"]],
    ["a namespace in a network without DNS", { network: { ...network, dns: { support: true, hostnames: false } }, namespace: { type: "private-dns", name: "shop.internal" } }, ["namespace-dns network"]],
    ["a namespace in a network without a resolver", { network: { ...network, dns: { support: false, hostnames: true } }, namespace: { type: "private-dns", name: "shop.internal" } }, ["namespace-dns network"]],
    ["a role of nobody", { instanceRole: { sessionManager: true } }, ["role-without-instances instanceRole"]],
    ["instances in a public tier", withGroup({ tier: "public" }), ["instances-public instances.web.tier"]],
    ["GPUs without drivers", withGroup({ instanceTypes: ["g6.xlarge"] }), ["instance-accelerator instances.web.instanceTypes[0]"]],
    ["drivers without GPUs", withGroup({ image: "al2023-gpu" }), ["instance-accelerator instances.web.instanceTypes[0]"]],
    ["Trainium without drivers", withGroup({ instanceTypes: ["trn1.2xlarge"] }), ["instance-accelerator instances.web.instanceTypes[0]"]],
  ])("%s is a warning", (_why, change, expected) => {
    expect(warningsWith(change)).toEqual(expected);
  });
});

describe("what is right, though near to wrong", () => {
  test.each<[string, Partial<ClusterProps>]>([
    ["a reserved name without instances", { name: "ecs-shop" }],
    ["Spot beside a base on Fargate", withStrategy({ provider: "FARGATE", base: 1, weight: 0 }, { provider: "FARGATE_SPOT" })],
    ["the limits of a strategy", withStrategy({ provider: "FARGATE", base: 100_000, weight: 1000 })],
    ["Bottlerocket's version with its build", withGroup({ image: "bottlerocket", imageVersion: "1.40.0-0a1b2c3d" })],
    ["the limits of scaling", withGroup({ scaling: { targetPercent: 1, minimumStep: 10_000, maximumStep: 10_000, warmupSeconds: 0 } })],
    ["the limits of a volume", withGroup({ volume: { sizeGiB: 160, iops: 80_000, throughputMibps: 2000, kmsKeyArn: keyArn } })],
    ["an attribute with every sign", withGroup({ attributes: { "a/b\\c_d.e-f": "x: y@z/\\.-" } })],
    ["GPUs with drivers", withGroup({ instanceTypes: ["g5g.xlarge"], image: "bottlerocket-nvidia-arm64" })],
    ["instances of a fixed number", withGroup({ scaling: "off", desiredSize: 4 })],
  ])("%s", (_why, change) => {
    expect(warningsWith(change)).toEqual([]);
  });
});
