import { accept, requireAwsProvider, type NetworkRef, type SubnetRef } from "@terrace/core";
import { invalidProps, problemsOf, testStack, warningsOf } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import { FileSystem } from "../src/file-system";
import type { AccessPointProps, FileSystemProps } from "../src/props";

function subnet(availabilityZone: string, tier = "private", ipv6Only = false): SubnetRef {
  return { tier, availabilityZone, subnetId: `subnet-${availabilityZone}`, routeTableId: "rtb-1", cidrBlock: "10.0.0.0/24", egress: "nat", ipv6Only };
}

const network: NetworkRef = {
  vpcId: "vpc-1",
  cidrBlocks: ["10.0.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [subnet("apne1-az1"), subnet("apne1-az2"), subnet("apne1-az1", "public")],
  endpoints: [],
};

const valid: FileSystemProps = { name: "dev-shop-files", network, tier: "private" };
const topicArn = "arn:aws:sns:ap-northeast-1:111111111111:alarms";
const keyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";
const someToken = Lazy.stringValue({ produce: () => "later" });

function problemsWith(change: Partial<FileSystemProps>): string[] {
  return problemsOf(() => new FileSystem(testStack(), "files", { ...valid, ...change }));
}

function warningsWith(change: Partial<FileSystemProps>): string[] {
  const stack = testStack();
  new FileSystem(stack, "files", { ...valid, ...change });
  return warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
}

function withSubnets(...subnets: SubnetRef[]): Partial<FileSystemProps> {
  return { network: { ...network, subnets } };
}

function withAccessPoint(web: AccessPointProps): Partial<FileSystemProps> {
  return { accessPoints: { web } };
}

const user = { uid: 1000, gid: 1000 };

test("the file system that the changes below start from is valid", () => {
  expect(warningsWith({})).toEqual([]);
});

describe("structure that is known only after apply", () => {
  test.each<[string, Partial<FileSystemProps>, string[]]>([
    ["the name", { name: someToken }, ["not-known-at-synth name"]],
    ["the tier", { tier: someToken }, ["not-known-at-synth tier"]],
    ["the one zone", { availabilityZone: someToken }, ["not-known-at-synth availabilityZone"]],
    ["a subnet's zone", withSubnets(subnet(someToken)), ["not-known-at-synth network.subnets[0].availabilityZone"]],
    ["a speed", { throughput: { mode: "provisioned", mibps: Token.asNumber("${local.n}") } }, ["not-known-at-synth throughput.mibps"]],
    ["days", { lifecycle: { iaAfterDays: Token.asNumber("${local.n}") } }, ["not-known-at-synth lifecycle.iaAfterDays"]],
    ["a directory", withAccessPoint({ path: someToken }), ["not-known-at-synth accessPoints.web.path"]],
    ["how many blocks", { allowFromCidrs: Token.asList("${local.blocks}") }, ["not-known-at-synth allowFromCidrs"]],
    ["how many principals", { access: { allow: { Web: { principals: Token.asList("${local.roles}") } } } }, ["not-known-at-synth access.allow.Web.principals"]],
    ["a grant's name", { access: { allow: { [someToken]: { principals: [] } } } }, ["not-known-at-synth access.allow[0]"]],
    ["a threshold", { alarms: { topicArn, burstCreditsBelowGiB: Token.asNumber("${local.n}") } }, ["not-known-at-synth alarms.burstCreditsBelowGiB"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test("values may be: keys, topics, blocks, principals, file systems", () => {
    expect(
      warningsWith({
        kmsKeyArn: someToken,
        allowFromCidrs: [someToken],
        access: { allow: { Web: { principals: [someToken] } } },
        alarms: { topicArn: someToken, throughputAbovePercent: 80 },
        replication: { to: "file-system", fileSystemId: someToken, region: someToken },
      }),
    ).toEqual([]);
    expect(warningsWith({ replication: { to: "zone", availabilityZone: someToken, kmsKeyArn: someToken } })).toEqual([]);
  });
});

describe("bad input", () => {
  test.each<[string, Partial<FileSystemProps>, string[]]>([
    ["a name with capitals", { name: "Files" }, ["file-system-name name"]],
    ["a name that no security group can have", { name: "sg-files" }, ["file-system-name name"]],
    ["a name too long", { name: "f".repeat(101) }, ["file-system-name name"]],
    ["a tag key of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],

    ["a tier that is not there", { tier: "data" }, ["mount-tier tier"]],
    ["two subnets in one zone", withSubnets(subnet("apne1-az1"), subnet("apne1-az1")), ["mount-zone tier"]],
    ["IPv6 in a network without it", { ipAddressType: "dualstack" }, ["mount-ip-type ipAddressType", "needs-provider ipAddressType"]],
    ["IPv4 in subnets without it", withSubnets(subnet("apne1-az1", "private", true)), ["mount-ip-type ipAddressType"]],
    ["a zone outside the tier", { availabilityZone: "apne1-az4" }, ["one-zone availabilityZone"]],
    ["a zone by name in a network of ids", { availabilityZone: "ap-northeast-1a" }, ["one-zone availabilityZone"]],

    ["maxIO with elastic throughput", { performanceMode: "maxIO" }, ["max-io performanceMode"]],
    ["maxIO in One Zone", { performanceMode: "maxIO", throughput: { mode: "bursting" }, availabilityZone: "apne1-az1" }, ["max-io performanceMode"]],
    ["maxIO in One Zone, elastic too", { performanceMode: "maxIO", availabilityZone: "apne1-az1" }, ["max-io performanceMode", "max-io performanceMode"]],
    ["no speed", { throughput: { mode: "provisioned", mibps: 0 } }, ["provisioned-mibps throughput.mibps"]],
    ["a speed that is no number", { throughput: { mode: "provisioned", mibps: NaN } }, ["provisioned-mibps throughput.mibps"]],
    ["a speed above the region's quota", { throughput: { mode: "provisioned", mibps: 1025 } }, ["provisioned-mibps throughput.mibps"]],
    ["a speed above every quota", { throughput: { mode: "provisioned", mibps: 3415 }, ...withSubnets(subnet("use1-az1")) }, ["provisioned-mibps throughput.mibps"]],

    ["days that EFS does not count", { lifecycle: { iaAfterDays: 45 } }, ["lifecycle-days lifecycle.iaAfterDays"]],
    ["days that EFS does not count until archive", { lifecycle: { iaAfterDays: 30, archiveAfterDays: 100 } }, ["lifecycle-days lifecycle.archiveAfterDays"]],
    ["archive before infrequent access", { lifecycle: { iaAfterDays: 90, archiveAfterDays: 30 } }, ["archive-before-ia lifecycle.archiveAfterDays"]],
    ["archive together with infrequent access", { lifecycle: { iaAfterDays: 30, archiveAfterDays: 30 } }, ["archive-before-ia lifecycle.archiveAfterDays"]],
    ["archive without elastic throughput", { throughput: { mode: "bursting" }, lifecycle: { iaAfterDays: 30, archiveAfterDays: 90 } }, ["archive-mode lifecycle.archiveAfterDays"]],

    ["a key's alias", { kmsKeyArn: "alias/files" }, ["kms-key kmsKeyArn"]],
    ["an alias's ARN", { kmsKeyArn: "arn:aws:kms:ap-northeast-1:111111111111:alias/files" }, ["kms-key kmsKeyArn"]],
    ["a key without encryption", { encrypted: false, kmsKeyArn: keyArn }, ["kms-key kmsKeyArn"]],

    ["plain text without anonymous clients", { access: { plainText: true } }, ["plain-text-anonymous access.plainText"]],
    ["a grant that is no statement id", { access: { allow: { "web-1": { principals: ["arn:aws:iam::111111111111:role/web"] } } } }, ["access-name access.allow.web-1"]],
    ["a grant to nobody", { access: { allow: { Web: { principals: [] } } } }, ["access-principal access.allow.Web.principals"]],
    ["a grant to everybody", { access: { allow: { Web: { principals: ["*"] } } } }, ["access-principal access.allow.Web.principals"]],
    ["a grant to a role's name", { access: { allow: { Web: { principals: ["web"] } } } }, ["access-principal access.allow.Web.principals"]],
    ["a grant through no access point", { access: { allow: { Web: { principals: ["arn:aws:iam::111111111111:root"], accessPoint: "web" } } } }, ["access-point-unknown access.allow.Web.accessPoint"]],

    ["a replica in no region", { replication: { to: "region", region: "moon-1" } }, ["replication-region replication.region"]],
    ["a replica in another partition", { replication: { to: "region", region: "cn-north-1" } }, ["replication-region replication.region"]],
    ["a replica in a zone by id", { replication: { to: "zone", availabilityZone: "apne3-az1" } }, ["replication-zone replication.availabilityZone"]],
    ["a replica with a key's alias", { replication: { to: "region", region: "ap-northeast-3", kmsKeyArn: "alias/files" } }, ["kms-key replication.kmsKeyArn"]],
    ["a replica in a zone with a key's alias", { replication: { to: "zone", availabilityZone: "ap-northeast-3a", kmsKeyArn: "alias/files" } }, ["kms-key replication.kmsKeyArn"]],
    ["a replica that is no file system", { replication: { to: "file-system", fileSystemId: "files", region: "moon-1" } }, ["replication-file-system replication.fileSystemId", "replication-region replication.region"]],
    ["a source that is a destination", { replication: { to: "region", region: "ap-northeast-3" }, overwriteProtection: { initial: false, owner: "replication" } }, ["replication-chain overwriteProtection"]],

    ["an access point with a space", { accessPoints: { "my web": {} } }, ["access-point-name accessPoints.my web"]],
    ["a relative directory", withAccessPoint({ path: "uploads", user }), ["access-point-path accessPoints.web.path"]],
    ["a directory that ends with a slash", withAccessPoint({ path: "/uploads/", user }), ["access-point-path accessPoints.web.path"]],
    ["five levels", withAccessPoint({ path: "/a/b/c/d/e", user }), ["access-point-path accessPoints.web.path"]],
    ["a directory above another", withAccessPoint({ path: "/../etc", user }), ["access-point-path accessPoints.web.path"]],
    ["a directory too long", withAccessPoint({ path: `/${"a".repeat(100)}`, user }), ["access-point-path accessPoints.web.path"]],
    ["a user below zero", withAccessPoint({ user: { uid: -1, gid: 0 } }), ["posix-id accessPoints.web.user.uid"]],
    ["a group beyond 32 bits", withAccessPoint({ user: { uid: 0, gid: 4294967296 } }), ["posix-id accessPoints.web.user.gid"]],
    ["half a group", withAccessPoint({ user: { ...user, secondaryGids: [1, 1.5] } }), ["posix-id accessPoints.web.user.secondaryGids[1]"]],
    ["seventeen groups", withAccessPoint({ user: { ...user, secondaryGids: Array.from({ length: 17 }, (_, n) => n) } }), ["secondary-gids accessPoints.web.user.secondaryGids"]],
    ["an owner that is nobody", withAccessPoint({ path: "/a", directory: { uid: NaN, gid: -2, permissions: "755" } }), ["posix-id accessPoints.web.directory.uid", "posix-id accessPoints.web.directory.gid"]],
    ["a mode in letters", withAccessPoint({ path: "/a", directory: { ...user, permissions: "rwx" } }), ["directory-permissions accessPoints.web.directory.permissions"]],

    ["no IPv4 block", { allowFromCidrs: ["10.0.0.0"] }, ["cidr-syntax allowFromCidrs[0]"]],
    ["host bits set", { allowFromCidrs: ["10.0.0.1/16"] }, ["cidr-host-bits allowFromCidrs[0]"]],
    ["a block twice", { allowFromCidrs: ["10.0.0.0/16", "10.0.0.0/16"] }, ["allow-from-duplicate allowFromCidrs[1]"]],

    ["a topic's name", { alarms: { topicArn: "alarms", throughputAbovePercent: 80 } }, ["alarm-topic alarms.topicArn"]],
    ["a FIFO topic", { alarms: { topicArn: `${topicArn}.fifo`, throughputAbovePercent: 80 } }, ["alarm-topic alarms.topicArn"]],
    ["alarms without one", { alarms: { topicArn } }, ["alarm-empty alarms"]],
    ["no credits at all", { alarms: { topicArn, burstCreditsBelowGiB: 0 }, throughput: { mode: "bursting" } }, ["alarm-burst-credits alarms.burstCreditsBelowGiB"]],
    ["credits in bytes", { alarms: { topicArn, burstCreditsBelowGiB: 1e12 }, throughput: { mode: "bursting" } }, ["alarm-burst-credits alarms.burstCreditsBelowGiB"]],
    ["a share above the whole", { alarms: { topicArn, throughputAbovePercent: 120 } }, ["alarm-throughput alarms.throughputAbovePercent"]],
    ["a share below one percent", { alarms: { topicArn, throughputAbovePercent: 0.8 } }, ["alarm-throughput alarms.throughputAbovePercent"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test("IPv6 alone in subnets that have IPv4 too", () => {
    const stack = testStack();
    requireAwsProvider(stack, "6.12.0");
    const build = () => new FileSystem(stack, "files", { ...valid, network: { ...network, dualStack: true }, ipAddressType: "ipv6" });
    expect(problemsOf(build)).toEqual(["mount-ip-type ipAddressType"]);
  });

  test("an access point that is not there, asked for later", () => {
    const files = new FileSystem(testStack(), "files", { ...valid, accessPoints: { web: {} } });
    expect(problemsOf(() => files.ecsVolume("data", "api"))).toEqual(["access-point-unknown accessPoint"]);
    expect(problemsOf(() => files.volumeHandle("api"))).toEqual(["access-point-unknown accessPoint"]);
    expect(problemsOf(() => files.persistentVolume("data", "api"))).toEqual(["access-point-unknown accessPoint"]);
    const role = { roleName: "web", roleArn: "arn:aws:iam::111111111111:role/web" };
    expect(problemsOf(() => files.grantMount("web", role, { accessPoint: "api" }))).toEqual(["access-point-unknown accessPoint"]);
  });
});

describe("what works and is likely to be regretted", () => {
  test.each<[string, Partial<FileSystemProps>, string[]]>([
    ["maxIO", { performanceMode: "maxIO", throughput: { mode: "bursting" } }, ["max-io performanceMode"]],
    ["no encryption", { encrypted: false }, ["unencrypted encrypted"]],
    ["no DNS", { network: { ...network, dns: { support: true, hostnames: false } } }, ["mount-dns network"]],
    ["no resolver", { network: { ...network, dns: { support: false, hostnames: true } } }, ["mount-dns network"]],
    ["One Zone without backups", { availabilityZone: "apne1-az1", backup: false }, ["one-zone-backup backup"]],
    ["archive without infrequent access", { lifecycle: { archiveAfterDays: 90 } }, ["archive-without-ia lifecycle.archiveAfterDays"]],
    ["back from nowhere", { lifecycle: { backOnFirstAccess: true } }, ["back-from-nowhere lifecycle.backOnFirstAccess"]],
    ["a directory that nothing makes", withAccessPoint({ path: "/uploads" }), ["directory-missing accessPoints.web.path"]],
    ["an owner of the root", withAccessPoint({ directory: { ...user, permissions: "0755" } }), ["directory-owner accessPoints.web.directory"]],
    ["the whole internet", { allowFromCidrs: ["0.0.0.0/0"] }, ["allow-from-everywhere allowFromCidrs[0]"]],
    ["an alarm on credits that nobody spends", { alarms: { topicArn, burstCreditsBelowGiB: 512 } }, ["alarm-without-credits alarms.burstCreditsBelowGiB"]],
  ])("%s is a warning", (_why, change, expected) => {
    expect(warningsWith(change)).toEqual(expected);
  });
});

describe("what is right, though near to wrong", () => {
  test.each<[string, Partial<FileSystemProps>]>([
    ["a directory that the caller knows", withAccessPoint({ path: "/uploads", directory: "existing" })],
    ["four levels", withAccessPoint({ path: "/a/b/c/d.e", user })],
    ["the largest ids, and sixteen groups", withAccessPoint({ user: { uid: 4294967295, gid: 0, secondaryGids: Array.from({ length: 16 }, (_, n) => n) } })],
    ["the quota of a large region", { throughput: { mode: "provisioned", mibps: 3414 }, ...withSubnets(subnet("use1-az1")) }],
    ["the quota of a region by its zones' names", { throughput: { mode: "provisioned", mibps: 3414 }, ...withSubnets(subnet("eu-west-1a")) }],
    ["the quota of any region", { throughput: { mode: "provisioned", mibps: 1024 } }],
    ["a tier of one zone", withSubnets(subnet("apne1-az1"))],
    ["both kinds of plain access", { access: { plainText: true, anonymous: true } }],
    ["a replica in the same region", { replication: { to: "region", region: "ap-northeast-1" } }],
  ])("%s", (_why, change) => {
    expect(warningsWith(change)).toEqual([]);
  });
});

test("a quota that was raised is accepted, with the reason", () => {
  const stack = testStack();
  accept(stack, "provisioned-mibps", "raised to 2048 in May");
  new FileSystem(stack, "files", { ...valid, throughput: { mode: "provisioned", mibps: 2048 } });
  expect(warningsOf(stack)).toEqual([expect.stringContaining("accepted: raised to 2048 in May")]);
});

test("an id that is none is shown, with the range", () => {
  const build = () => new FileSystem(testStack(), "files", { ...valid, ...withAccessPoint({ user: { uid: -1, gid: 0 } }) });
  expect(invalidProps(build).message).toContain("user.uid is -1\n      expected: an integer from 0 to 4294967295");
});

test("the whole text of an error", () => {
  const build = () => new FileSystem(testStack(), "files", { ...valid, tier: "data", performanceMode: "maxIO", availabilityZone: "apne1-az1" });
  expect(invalidProps(build).message).toBe(
    [
      'invalid FileSystem at "test/files"',
      '  - [mount-tier] tier is "data"',
      "      expected: one of private, public",
      "      see: https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html",
      '  - [max-io] performanceMode is "maxIO" in One Zone',
      '      expected: "generalPurpose", or a regional file system',
      "      see: https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html",
      '  - [max-io] performanceMode is "maxIO" with elastic throughput',
      '      expected: "generalPurpose", or bursting or provisioned throughput',
      "      see: https://docs.aws.amazon.com/efs/latest/ug/performance.html",
    ].join("\n"),
  );
});

describe("a word that is none, from a program without types", () => {
  test.each<[string, string[]]>([
    ["{ performanceMode: 'fast' }", ["not-one-of performanceMode"]],
    ["{ throughput: { mode: 'Elastic' } }", ["not-one-of throughput.mode"]],
    ["{ ipAddressType: 'dual' }", ["not-one-of ipAddressType", "needs-provider ipAddressType"]],
    ["{ replication: { to: 'account' } }", ["not-one-of replication.to"]],
    ["{ accessPoints: { web: { path: '/web', directory: 'there' } } }", ["not-one-of accessPoints.web.directory"]],
  ])("%s", (change, expected) => {
    expect(problemsWith(new Function(`return (${change})`)())).toEqual(expected);
  });
});
