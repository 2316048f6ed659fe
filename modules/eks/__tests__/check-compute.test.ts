import { invalidProps, problemsOf } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import type { ComputeFacts, ComputeProps } from "../src/compute";
import type { FargateProfileProps } from "../src/fargate-profile-props";
import type { KarpenterProps } from "../src/karpenter-props";
import type { NodeGroupProps } from "../src/node-group-props";
import type { SelfManagedGroupProps } from "../src/self-managed-props";
import { group, make, own, profile } from "./compute-fixture";

const later = Lazy.stringValue({ produce: () => "later" });
const number = Token.asNumber("${local.n}");

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

/** Props of a program without types. */
function untyped(props: object): ComputeProps {
  return JSON.parse(JSON.stringify(props));
}

test("what the changes below start from is valid", () => {
  expect(make({ ...withGroup({}), selfManagedGroups: { own }, karpenter: {}, fargateProfiles: { apps: profile } }).warnings).toEqual([]);
});

test("one error in full", () => {
  const error = invalidProps(() => make(withGroup({ instanceTypes: ["m7g.large"], image: "AL2023_x86_64_STANDARD" })));
  expect(error.message).toBe(
    [
      'invalid Cluster at "test/eks"',
      '  - [instance-architecture] nodeGroups.web.instanceTypes[0] is "m7g.large", of arm64',
      "      expected: a type of x86_64, which AL2023_x86_64_STANDARD is made for, or an image for arm64",
      "      see: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html",
    ].join("\n"),
  );
});

describe("structure that is known only after apply", () => {
  test.each<[string, ComputeProps, string[]]>([
    ["a group's name", { nodeGroups: { [later]: group } }, ["not-known-at-synth nodeGroups[0]"]],
    ["a tier", withGroup({ tier: later }), ["not-known-at-synth nodeGroups.web.tier"]],
    ["instance types", withGroup({ instanceTypes: Token.asList("${local.types}") }), ["not-known-at-synth nodeGroups.web.instanceTypes"]],
    ["a size", withGroup({ maxSize: number }), ["not-known-at-synth nodeGroups.web.maxSize"]],
    ["a label", withGroup({ labels: { team: later } }), ["not-known-at-synth nodeGroups.web.labels.team"]],
    ["a volume's size", withGroup({ volume: { sizeGiB: number } }), ["not-known-at-synth nodeGroups.web.volume.sizeGiB"]],
    ["a self-managed size", withOwn({ minSize: number }), ["not-known-at-synth selfManagedGroups.web.minSize"]],
    ["a namespace", withProfile({ selectors: [{ namespace: later }] }), ["not-known-at-synth fargateProfiles.apps.selectors[0].namespace"]],
    ["Karpenter's namespace", withKarpenter({ namespace: later }), ["not-known-at-synth karpenter.namespace"]],
    ["a policy's name", { ...withGroup({}), nodeRole: { policyArns: { [later]: "x" } } }, ["not-known-at-synth nodeRole.policyArns[0]"]],
    [
      "a pod execution policy's name",
      { ...withProfile({}), podExecutionRole: { policyArns: { [later]: "x" } } },
      ["not-known-at-synth podExecutionRole.policyArns[0]"],
    ],
  ])("%s", (_why, props, expected) => {
    expect(problemsOf(() => make(props))).toEqual(expected);
  });

  test("ids, ARNs and tags may come later", () => {
    const image = { id: later, os: "al2023", architecture: "x86_64" } as const;
    const change = { image, volume: { kmsKeyArn: later }, securityGroups: [{ securityGroupId: later }], tags: { Owner: later } };
    expect(make({ ...withGroup(change), nodeRole: { policyArns: { logs: later } } }).warnings).toEqual([]);
    expect(make(withGroup({ capacity: { capacityBlockId: later }, instanceTypes: ["p5.48xlarge"], zones: ["apne1-az1"] })).warnings).toEqual([]);
  });
});

describe("names and numbers of groups", () => {
  test.each<[string, ComputeProps, string[]]>([
    ["a space", { nodeGroups: { "my group": group } }, ["node-group-name nodeGroups.my group"]],
    ["64 characters", { nodeGroups: { ["g".repeat(64)]: group } }, [`node-group-name nodeGroups.${"g".repeat(64)}`]],
    [
      "64 characters with the zone",
      { nodeGroups: { ["g".repeat(54)]: { ...group, perZone: true } } },
      [`node-group-name nodeGroups.${"g".repeat(54)}`],
    ],
    ["two kinds of one name", { nodeGroups: { web: group }, selfManagedGroups: { web: own } }, ["node-group-duplicate selfManagedGroups.web"]],
    [
      "a group called as one of a zone",
      { nodeGroups: { web: { ...group, perZone: true }, "web-apne1-az1": group } },
      ["node-group-duplicate nodeGroups.web-apne1-az1"],
    ],
    [
      "31 groups",
      { nodeGroups: Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`g${index}`, group])) },
      ["node-group-quota nodeGroups"],
    ],
    ["a bad name of one's own", { selfManagedGroups: { "-web": own } }, ["node-group-name selfManagedGroups.-web"]],
  ])("%s", (_why, props, expected) => {
    expect(problemsOf(() => make(props))).toEqual(expected);
  });

  test.each<[string, ComputeProps, Partial<ComputeFacts>, string[]]>([
    ["a role", withGroup({}), { name: "c".repeat(59) }, ["name-length name"]],
    ["a role of one's own", withOwn({}), { name: "c".repeat(46) }, ["name-length name"]],
    ["a role of Fargate", withProfile({}), { name: "c".repeat(57) }, ["name-length name"]],
    ["a profile's role", withProfile({ podExecutionRole: {} }), { name: "c".repeat(52) }, ["name-length fargateProfiles.apps"]],
    ["Karpenter's nodes", withKarpenter({}), { name: "c".repeat(43) }, ["karpenter-name name"]],
    [
      "a launch template",
      { nodeGroups: { ["g".repeat(63)]: group } },
      { name: "c".repeat(65) },
      [`template-name nodeGroups.${"g".repeat(63)}`, "name-length name"],
    ],
  ])("too long a name of the cluster for %s", (_why, props, change, expected) => {
    expect(problemsOf(() => make(props, change))).toEqual(expected);
  });
});

describe("what nodes are", () => {
  test.each<[string, Partial<NodeGroupProps>, string[]]>([
    ["a tier that is not there", { tier: "data" }, ["nodes-tier nodeGroups.web.tier"]],
    ["no zone", { zones: [] }, ["nodes-zone nodeGroups.web.zones"]],
    ["a zone that the tier lacks", { zones: ["apne1-az1", "apne1-az4"] }, ["nodes-zone nodeGroups.web.zones[1]"]],
    ["no instance type", { instanceTypes: [] }, ["instance-types nodeGroups.web.instanceTypes"]],
    ["21 types", { instanceTypes: Array.from({ length: 21 }, (_, n) => `m7i.${n + 1}xlarge`) }, ["instance-types nodeGroups.web.instanceTypes"]],
    ["no type's name", { instanceTypes: ["large"] }, ["instance-type nodeGroups.web.instanceTypes[0]"]],
    ["an old type", { instanceTypes: ["m1.large"] }, ["instance-type-refused nodeGroups.web.instanceTypes[0]"]],
    ["a Mac", { instanceTypes: ["mac2-m2.metal"] }, ["instance-type-refused nodeGroups.web.instanceTypes[0]"]],
    ["two architectures", { instanceTypes: ["m7i.large", "m7g.large"] }, ["instance-architecture nodeGroups.web.instanceTypes[1]"]],
    ["an image of another architecture", { image: "BOTTLEROCKET_ARM_64" }, ["instance-architecture nodeGroups.web.instanceTypes[0]"]],
    ["an own image of another architecture", { image: { id: "ami-01234567", os: "al2023", architecture: "arm64" } }, ["instance-architecture nodeGroups.web.instanceTypes[0]"]],
    ["no id of an image", { image: { id: "my-image", os: "al2023", architecture: "x86_64" } }, ["image-id nodeGroups.web.image.id"]],
    ["a release of another Kubernetes", { releaseVersion: "1.33.1-20251112" }, ["release-version nodeGroups.web.releaseVersion"]],
    ["a release of another image", { releaseVersion: "1.50.0-6d56dee1" }, ["release-version nodeGroups.web.releaseVersion"]],
    ["a release of Bottlerocket without its commit", { image: "BOTTLEROCKET_x86_64", releaseVersion: "1.50.0" }, ["release-version nodeGroups.web.releaseVersion"]],
    [
      "versions of one's own image",
      { image: { id: "ami-01234567", os: "al2023", architecture: "x86_64" }, kubernetesVersion: "1.33", releaseVersion: "1.33.1-20251112" },
      ["release-version nodeGroups.web.kubernetesVersion", "release-version nodeGroups.web.releaseVersion"],
    ],
    ["nodes newer than the cluster", { kubernetesVersion: "1.35" }, ["node-version nodeGroups.web.kubernetesVersion"]],
    ["nodes four versions behind", { kubernetesVersion: "1.30" }, ["node-version nodeGroups.web.kubernetesVersion"]],
    ["a patch version", { kubernetesVersion: "1.34.1" }, ["node-version nodeGroups.web.kubernetesVersion"]],
    ["less than no node", { minSize: -1 }, ["group-size nodeGroups.web.minSize"]],
    ["no node at most", { minSize: 0, maxSize: 0 }, ["group-size nodeGroups.web.maxSize"]],
    ["more at least than at most", { minSize: 5 }, ["group-size nodeGroups.web.maxSize"]],
    ["more wanted than at most", { desiredSize: 5 }, ["group-size nodeGroups.web.desiredSize"]],
    ["fewer wanted than at least", { minSize: 2, desiredSize: { initial: 1, owner: "autoscaler" } }, ["group-size nodeGroups.web.desiredSize"]],
    ["451 nodes", { maxSize: 451 }, ["group-quota nodeGroups.web.maxSize"]],
    ["a hop limit of 0", { metadataHopLimit: 0 }, ["hop-limit nodeGroups.web.metadataHopLimit"]],
    ["no pod", { maxPods: 0 }, ["max-pods nodeGroups.web.maxPods"]],
    ["a small volume", { volume: { sizeGiB: 10 } }, ["volume-size nodeGroups.web.volume.sizeGiB"]],
    ["a small volume of Bottlerocket", { image: "BOTTLEROCKET_x86_64", volume: { sizeGiB: 19 } }, ["volume-size nodeGroups.web.volume.sizeGiB"]],
    ["few operations", { volume: { iops: 100 } }, ["volume-iops nodeGroups.web.volume.iops"]],
    ["more operations than the size has", { volume: { sizeGiB: 20, iops: 12000 } }, ["volume-iops nodeGroups.web.volume.iops"]],
    ["more throughput than operations have", { volume: { throughputMibps: 800 } }, ["volume-throughput nodeGroups.web.volume.throughputMibps"]],
    ["more throughput than the provider takes", { volume: { sizeGiB: 50, iops: 16000, throughputMibps: 1500 } }, ["volume-throughput nodeGroups.web.volume.throughputMibps"]],
    [
      "a key of another region",
      { volume: { kmsKeyArn: "arn:aws:kms:eu-west-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef" } },
      ["kms-key-region nodeGroups.web.volume.kmsKeyArn"],
    ],
    ["an alias of a key", { volume: { kmsKeyArn: "alias/ebs" } }, ["kms-key nodeGroups.web.volume.kmsKeyArn"]],
    [
      "six security groups",
      { securityGroups: ["a", "b", "c", "d", "e"].map((id) => ({ securityGroupId: `sg-${id}` })) },
      ["security-group-count nodeGroups.web.securityGroups"],
    ],
    ["a tag of AWS's", { tags: { "aws:x": "y" } }, ['tag-key nodeGroups.web.tags["aws:x"]']],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => make(withGroup(change)))).toEqual(expected);
  });

  test.each<[string, object, string[]]>([
    ["Amazon Linux 2", { image: "AL2_x86_64" }, ["ami-type-retired nodeGroups.web.image"]],
    ["CUSTOM without an id", { image: "CUSTOM" }, ["ami-type nodeGroups.web.image"]],
    ["an unknown image", { image: "AL2025_x86_64" }, ["ami-type nodeGroups.web.image"]],
    ["an unknown system", { image: { id: "ami-01234567", os: "ubuntu", architecture: "x86_64" }, volume: { sizeGiB: 20 } }, ["not-one-of nodeGroups.web.image.os"]],
    ["an unknown way to pay", { capacity: "SPOT" }, ["not-one-of nodeGroups.web.capacity"]],
    ["an unknown effect", { taints: [{ key: "gpu", effect: "NoSchedule" }] }, ["not-one-of nodeGroups.web.taints[0].effect"]],
    ["a number and percent", { update: { maxUnavailable: 1, maxUnavailablePercent: 10 } }, ["update-config nodeGroups.web.update"]],
  ])("without types: %s", (_why, change, expected) => {
    expect(problemsOf(() => make(untyped({ nodeGroups: { web: { ...group, ...change } } })))).toEqual(expected);
  });

  test.each<[string, Partial<NodeGroupProps>, string[]]>([
    ["a public tier", { tier: "public" }, ["nodes-public nodeGroups.web.tier"]],
    ["a type twice", { instanceTypes: ["m7i.large", "m7i.large"] }, ["instance-type-duplicate nodeGroups.web.instanceTypes[1]"]],
    ["one type from Spot", { capacity: "spot" }, ["spot-types nodeGroups.web.instanceTypes"]],
    ["a tiny type", { instanceTypes: ["t3.micro"] }, ["instance-small nodeGroups.web.instanceTypes[0]"]],
    ["a GPU without drivers", { instanceTypes: ["g6.xlarge"], image: "AL2023_x86_64_STANDARD" }, ["instance-accelerator nodeGroups.web.instanceTypes[0]"]],
    ["drivers without a GPU", { image: "AL2023_x86_64_NVIDIA" }, ["instance-accelerator nodeGroups.web.instanceTypes[0]"]],
    ["Trainium with drivers for NVIDIA", { instanceTypes: ["trn1.2xlarge"], image: "AL2023_x86_64_NVIDIA" }, ["instance-accelerator nodeGroups.web.instanceTypes[0]"]],
  ])("a warning for %s", (_why, change, expected) => {
    expect(make(withGroup(change)).warnings).toEqual(expected);
  });
});
