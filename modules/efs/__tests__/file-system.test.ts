import { requireAwsProvider, type NetworkRef, type SubnetRef } from "@terrace/core";
import { addresses, inventory, only, render, resourcesOf, synth, testStack, type Template } from "@terrace/testkit";
import { Lazy, type TerraformStack } from "cdktf";
import { FileSystem } from "../src/file-system";
import type { FileSystemProps } from "../src/props";

function subnet(tier: string, availabilityZone: string): SubnetRef {
  return { tier, availabilityZone, subnetId: `subnet-${tier}-${availabilityZone}`, routeTableId: "rtb-1", cidrBlock: "10.0.0.0/24", egress: "nat" };
}

const network: NetworkRef = {
  vpcId: "vpc-1",
  cidrBlocks: ["10.0.0.0/16"],
  dualStack: true,
  dns: { support: true, hostnames: true },
  subnets: [subnet("private", "apne1-az1"), subnet("private", "apne1-az2"), subnet("public", "apne1-az4")],
  endpoints: [],
};

const props: FileSystemProps = { name: "dev-shop-files", network, tier: "private" };
const topicArn = "arn:aws:sns:ap-northeast-1:111111111111:alarms";
const kmsKeyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";
const ownId = expect.stringMatching(/^\$\{aws_efs_file_system\.files\w*\.id\}$/);
const role = { roleName: "web", roleArn: "arn:aws:iam::111111111111:role/web" };

function make(change: Partial<FileSystemProps> = {}, stack: TerraformStack = testStack()) {
  return { stack, files: new FileSystem(stack, "files", { ...props, ...change }) };
}

function template(change: Partial<FileSystemProps> = {}, stack: TerraformStack = testStack()): Template {
  return synth(make(change, stack).stack);
}

function fileSystem(change: Partial<FileSystemProps> = {}) {
  return only(template(change), "aws_efs_file_system");
}

/** Address ids of a type without CDKTF's hash, and without what every one begins with. */
function ids(from: Template, type: string): string[] {
  return Object.keys(resourcesOf(from, type)).map((id) => id.replace(/^files_(.*?)(_[0-9A-F]{8})?$/, "$1"));
}

/** The only resource of a type whose id ends so. */
function find(from: Template, type: string, id: string) {
  const index = ids(from, type).indexOf(id);
  expect(ids(from, type)).toContain(id);
  return Object.values(resourcesOf(from, type))[index] ?? {};
}

/** The statements of a policy that is written with jsonencode, its references in place of their hashed names. */
function statements(policy: unknown): unknown {
  const text = String(policy).replace(/^\$\{jsonencode\((.*)\)\}$/s, "$1").replace(/_[0-9A-F]{8}/g, "");
  const json = text.replace(/(aws_efs_[\w.-]+)/g, '"$1"').replace(/"([A-Za-z:]+)" = /g, '"$1": ');
  const { Version, Statement } = JSON.parse(json);
  expect(Version).toBe("2012-10-17");
  return Statement;
}

describe("the file system", () => {
  test("is encrypted, general purpose, elastic and protected, in several zones, under its name", () => {
    expect(fileSystem({ tags: { Team: "web" } })).toMatchObject({
      encrypted: true,
      performance_mode: "generalPurpose",
      throughput_mode: "elastic",
      protection: { replication_overwrite: "ENABLED" },
      lifecycle: { prevent_destroy: true },
      tags: { Name: "dev-shop-files", Team: "web" },
    });
    for (const absent of ["availability_zone_name", "kms_key_id", "provisioned_throughput_in_mibps", "creation_token"]) {
      expect(fileSystem()).not.toHaveProperty(absent);
    }
  });

  test("uses the caller's key", () => {
    expect(fileSystem({ kmsKeyArn })).toMatchObject({ encrypted: true, kms_key_id: kmsKeyArn });
  });

  test("is left unencrypted only on request", () => {
    expect(fileSystem({ encrypted: false }).encrypted).toBe(false);
  });

  test("can have the other performance mode", () => {
    expect(fileSystem({ performanceMode: "maxIO", throughput: { mode: "bursting" } })).toMatchObject({ performance_mode: "maxIO", throughput_mode: "bursting" });
  });

  test("is provisioned with a speed", () => {
    const provisioned = fileSystem({ throughput: { mode: "provisioned", mibps: 128 } });
    expect(provisioned).toMatchObject({ throughput_mode: "provisioned", provisioned_throughput_in_mibps: 128 });
  });

  test("moves no file by itself", () => {
    expect(fileSystem().lifecycle_policy).toEqual([]);
  });

  test("moves files by one block for each transition", () => {
    expect(fileSystem({ lifecycle: { iaAfterDays: 1, archiveAfterDays: 90, backOnFirstAccess: true } }).lifecycle_policy).toEqual([
      { transition_to_ia: "AFTER_1_DAY" },
      { transition_to_archive: "AFTER_90_DAYS" },
      { transition_to_primary_storage_class: "AFTER_1_ACCESS" },
    ]);
  });

  test("can be destroyed where the caller says so", () => {
    expect(fileSystem({ protect: false }).lifecycle).toEqual({});
  });

  test("is overridden last, by the provider's own arguments", () => {
    const made = template({ override: { fileSystem: { creationToken: "files", encrypted: false }, mountTarget: { ipAddress: "10.0.0.9" } } });
    expect(only(made, "aws_efs_file_system")).toMatchObject({ creation_token: "files", encrypted: false });
    expect(find(made, "aws_efs_mount_target", "mount-target-apne1-az1").ip_address).toBe("10.0.0.9");
  });
});

describe("One Zone", () => {
  test("asks AWS for the name of a zone's id", () => {
    const made = template({ availabilityZone: "apne1-az2" });
    expect(Object.values(made.data?.aws_availability_zone ?? {})).toMatchObject([{ zone_id: "apne1-az2" }]);
    expect(only(made, "aws_efs_file_system").availability_zone_name).toMatch(/^\$\{data\.aws_availability_zone\.files_zone\w*\.name\}$/);
  });

  test("takes a zone's name as it is", () => {
    const named = { ...network, subnets: [subnet("private", "ap-northeast-1a"), subnet("private", "ap-northeast-1c")] };
    const made = template({ network: named, availabilityZone: "ap-northeast-1c" });
    expect(only(made, "aws_efs_file_system").availability_zone_name).toBe("ap-northeast-1c");
    expect(made.data).toBeUndefined();
  });

  test("has its only mount target there", () => {
    expect(ids(template({ availabilityZone: "apne1-az2" }), "aws_efs_mount_target")).toEqual(["mount-target-apne1-az2"]);
  });
});

describe("mount targets", () => {
  test("stand in each zone of the tier, behind the group, and wait for the policy", () => {
    const made = template();
    expect(ids(made, "aws_efs_mount_target")).toEqual(["mount-target-apne1-az1", "mount-target-apne1-az2"]);
    const target = find(made, "aws_efs_mount_target", "mount-target-apne1-az2");
    expect(target).toMatchObject({
      file_system_id: ownId,
      subnet_id: "subnet-private-apne1-az2",
      security_groups: [expect.stringMatching(/^\$\{aws_security_group\.files_security-group\w*\.id\}$/)],
      depends_on: [expect.stringMatching(/^aws_efs_file_system_policy\.files_policy/)],
    });
    expect(target).not.toHaveProperty("ip_address_type");
  });

  test("of one more zone leave the others where they are", () => {
    const wider = { ...network, subnets: [subnet("private", "apne1-az4"), ...network.subnets.slice(0, 2)] };
    expect(addresses(template({ network: wider }))).toEqual(expect.arrayContaining(addresses(template())));
  });

  test.each([
    ["dualstack", "DUAL_STACK", false],
    ["ipv6", "IPV6_ONLY", true],
  ] as const)("of the type %s say so to a provider that knows it", (ipAddressType, expected, ipv6Only) => {
    const stack = testStack();
    requireAwsProvider(stack, "6.12.0");
    const subnets = network.subnets.map((one) => ({ ...one, ipv6Only }));
    const made = template({ ipAddressType, network: { ...network, subnets } }, stack);
    expect(find(made, "aws_efs_mount_target", "mount-target-apne1-az1").ip_address_type).toBe(expected);
  });

  test("are offered by zone", () => {
    const { stack, files } = make();
    expect(render(stack, files.mountTargetIds)).toEqual({
      "apne1-az1": expect.stringMatching(/^\$\{aws_efs_mount_target\.files_mount-target-apne1-az1\w*\.id\}$/),
      "apne1-az2": expect.stringMatching(/^\$\{aws_efs_mount_target\.files_mount-target-apne1-az2\w*\.id\}$/),
    });
  });
});

describe("the security group", () => {
  test("is open to nobody", () => {
    const made = template({ tags: { Team: "web" } });
    expect(only(made, "aws_security_group")).toMatchObject({
      name: "dev-shop-files-mount-targets",
      description: "NFS to the mount targets of dev-shop-files",
      vpc_id: "vpc-1",
      lifecycle: { create_before_destroy: true },
      tags: { Name: "dev-shop-files-mount-targets", Team: "web" },
    });
    expect(resourcesOf(made, "aws_vpc_security_group_ingress_rule")).toEqual({});
  });

  test("is opened to a client's group, on NFS", () => {
    const { stack, files } = make();
    files.allowFrom("web", { securityGroupId: "sg-web" });
    const made = synth(stack);
    expect(find(made, "aws_vpc_security_group_ingress_rule", "from-web")).toMatchObject({
      security_group_id: render(stack, files.securityGroup.securityGroupId),
      referenced_security_group_id: "sg-web",
      description: "NFS from web",
      ip_protocol: "tcp",
      from_port: 2049,
      to_port: 2049,
    });
  });

  test("is opened to blocks, by a rule that is named after each, or after its place where only Terraform knows it", () => {
    const made = template({ allowFromCidrs: ["10.9.0.0/16", Lazy.stringValue({ produce: () => "later" })] });
    expect(ids(made, "aws_vpc_security_group_ingress_rule")).toEqual(["nfs-from-10-9-0-0-16", "nfs-from-block-1"]);
    expect(find(made, "aws_vpc_security_group_ingress_rule", "nfs-from-10-9-0-0-16")).toMatchObject({ cidr_ipv4: "10.9.0.0/16", from_port: 2049 });
  });
});

describe("the policy", () => {
  const clientActions = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite", "elasticfilesystem:ClientRootAccess"];
  const everybody = { Principal: { AWS: "*" }, Action: clientActions, Resource: "aws_efs_file_system.files.arn" };
  const denyPlainText = { Sid: "DenyPlainText", Effect: "Deny", ...everybody, Condition: { Bool: { "aws:SecureTransport": "false" } } };
  const allowAnonymous = {
    Sid: "AllowAnonymous",
    Effect: "Allow",
    ...everybody,
    Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
  };
  const audit = { principals: ["arn:aws:iam::444444444444:role/audit"] };
  const grant = { Sid: "Audit", Effect: "Allow", Principal: { AWS: audit.principals }, Resource: "aws_efs_file_system.files.arn" };

  function policyOf(access: FileSystemProps["access"], change: Partial<FileSystemProps> = {}) {
    return statements(only(template({ ...change, access }), "aws_efs_file_system_policy").policy);
  }

  test("refuses plain text, and by allowing nobody whoever has no credentials", () => {
    expect(policyOf({})).toEqual([denyPlainText]);
  });

  test("takes clients without credentials where the caller says so, still over TLS", () => {
    expect(policyOf({ anonymous: true })).toEqual([denyPlainText, allowAnonymous]);
  });

  test("is not there where everything is allowed: AWS does so without one", () => {
    expect(resourcesOf(template({ access: { plainText: true, anonymous: true } }), "aws_efs_file_system_policy")).toEqual({});
    const target = find(template({ access: { plainText: true, anonymous: true } }), "aws_efs_mount_target", "mount-target-apne1-az1");
    expect(target).not.toHaveProperty("depends_on");
  });

  test("allows everybody in words once it has a statement of its own", () => {
    const expected = [allowAnonymous, { ...grant, Action: clientActions.slice(0, 2) }];
    expect(policyOf({ plainText: true, anonymous: true, allow: { Audit: audit } })).toEqual(expected);
  });

  test("allows principals to read and write, but not as root", () => {
    expect(policyOf({ allow: { Audit: audit } })).toEqual([denyPlainText, { ...grant, Action: clientActions.slice(0, 2) }]);
  });

  test("allows principals to read only, through one access point", () => {
    const allow = { Audit: { ...audit, write: false, accessPoint: "web" } };
    const Condition = { StringEquals: { "elasticfilesystem:AccessPointArn": "aws_efs_access_point.files_access-point-web.arn" } };
    const expected = [denyPlainText, { ...grant, Action: clientActions.slice(0, 1), Condition }];
    expect(policyOf({ allow }, { accessPoints: { web: {} } })).toEqual(expected);
  });

  test("allows principals to stay root", () => {
    expect(policyOf({ allow: { Audit: { ...audit, root: true } } })).toEqual([denyPlainText, { ...grant, Action: clientActions }]);
  });

  test("of a role lets it mount, through one access point on request", () => {
    const { stack, files } = make({ accessPoints: { web: {} } });
    files.grantMount("web", role);
    files.grantMount("reader", role, { write: false, root: true, accessPoint: "web" });
    const made = synth(stack);
    const web = find(made, "aws_iam_role_policy", "mount-by-web");
    expect(web).toMatchObject({ name: "dev-shop-files-mount-web", role: "web" });
    expect(statements(web.policy)).toEqual([{ Effect: "Allow", Action: clientActions.slice(0, 2), Resource: "aws_efs_file_system.files.arn" }]);
    expect(statements(find(made, "aws_iam_role_policy", "mount-by-reader").policy)).toEqual([
      {
        Effect: "Allow",
        Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess"],
        Resource: "aws_efs_file_system.files.arn",
        Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": "aws_efs_access_point.files_access-point-web.arn" } },
      },
    ]);
  });
});

describe("backups", () => {
  test.each([
    [undefined, "ENABLED"],
    [false, "DISABLED"],
  ])("of %s are %s, in words", (backup, status) => {
    expect(only(template({ backup }), "aws_efs_backup_policy").backup_policy).toEqual({ status });
  });
});

describe("replication", () => {
  test.each<[NonNullable<FileSystemProps["replication"]>, Record<string, string>]>([
    [{ to: "region", region: "ap-northeast-3", kmsKeyArn }, { region: "ap-northeast-3", kms_key_id: kmsKeyArn }],
    [{ to: "zone", availabilityZone: "ap-northeast-3a", kmsKeyArn }, { availability_zone_name: "ap-northeast-3a", kms_key_id: kmsKeyArn }],
    [{ to: "file-system", fileSystemId: "fs-0123456789abcdef0", region: "ap-northeast-3" }, { file_system_id: "fs-0123456789abcdef0", region: "ap-northeast-3" }],
  ])("%j", (replication, destination) => {
    expect(only(template({ replication }), "aws_efs_replication_configuration")).toMatchObject({
      source_file_system_id: ownId,
      destination,
    });
  });

  test("offers the id of the replica, and none without one", () => {
    const { stack, files } = make({ replication: { to: "region", region: "ap-northeast-3" } });
    expect(render(stack, files.replicaId)).toMatch(/^\$\{aws_efs_replication_configuration\.files_replication\w*\.destination\[0\]\.file_system_id\}$/);
    expect(make().files.replicaId).toBeUndefined();
  });

  test("over this file system is allowed in words", () => {
    const replica = fileSystem({ overwriteProtection: false });
    expect(replica).toMatchObject({ protection: { replication_overwrite: "DISABLED" }, lifecycle: { prevent_destroy: true } });
    expect(replica.lifecycle).not.toHaveProperty("ignore_changes");
  });

  test("changes the protection of a destination, which Terraform then leaves alone", () => {
    const replica = fileSystem({ overwriteProtection: { initial: false, owner: "replication" } });
    expect(replica).toMatchObject({
      protection: { replication_overwrite: "DISABLED" },
      lifecycle: { prevent_destroy: true, ignore_changes: ["protection"] },
    });
  });
});

describe("access points", () => {
  const accessPoint = (web: NonNullable<FileSystemProps["accessPoints"]>[string]) => only(template({ accessPoints: { web } }), "aws_efs_access_point");

  test("are named, and act as a user in a directory that EFS makes for it", () => {
    const made = only(template({ accessPoints: { web: { path: "/web", user: { uid: 1, gid: 2, secondaryGids: [3] } } }, tags: { Team: "web" } }), "aws_efs_access_point");
    expect(made).toMatchObject({
      file_system_id: ownId,
      posix_user: { uid: 1, gid: 2, secondary_gids: [3] },
      root_directory: { path: "/web", creation_info: { owner_uid: 1, owner_gid: 2, permissions: "0755" } },
      tags: { Name: "dev-shop-files-web", Team: "web" },
    });
  });

  test("make a directory for another owner", () => {
    const made = accessPoint({ path: "/web", user: { uid: 1, gid: 2 }, directory: { uid: 3, gid: 4, permissions: "0700" } });
    expect(made.root_directory).toEqual({ path: "/web", creation_info: { owner_uid: 3, owner_gid: 4, permissions: "0700" } });
  });

  test("make nothing of a directory that exists", () => {
    const made = accessPoint({ path: "/web", user: { uid: 1, gid: 2 }, directory: "existing" });
    expect(made.root_directory).toEqual({ path: "/web" });
  });

  test("make nothing of the root, and leave clients their own ids", () => {
    const made = accessPoint({});
    expect(made.root_directory).toEqual({ path: "/" });
    expect(made).not.toHaveProperty("posix_user");
    expect(accessPoint({ user: { uid: 1, gid: 2 } }).root_directory).toEqual({ path: "/" });
  });

  test("are offered by name", () => {
    const { stack, files } = make({ accessPoints: { web: {} } });
    expect(render(stack, files.accessPointIds)).toEqual({ web: expect.stringMatching(/^\$\{aws_efs_access_point\.files_access-point-web\w*\.id\}$/) });
    expect(render(stack, files.accessPointArns)).toEqual({ web: expect.stringMatching(/^\$\{aws_efs_access_point\.files_access-point-web\w*\.arn\}$/) });
  });
});

describe("alarms", () => {
  test("are made on request only", () => {
    expect(resourcesOf(template(), "aws_cloudwatch_metric_alarm")).toEqual({});
  });

  test("watch burst credits, in bytes", () => {
    const made = template({ throughput: { mode: "bursting" }, alarms: { topicArn, burstCreditsBelowGiB: 512 }, tags: { Team: "web" } });
    expect(only(made, "aws_cloudwatch_metric_alarm")).toMatchObject({
      alarm_name: "dev-shop-files-burst-credits",
      alarm_description: expect.stringMatching(/^dev-shop-files is slow/),
      namespace: "AWS/EFS",
      metric_name: "BurstCreditBalance",
      dimensions: { FileSystemId: ownId },
      statistic: "Minimum",
      period: 300,
      evaluation_periods: 3,
      comparison_operator: "LessThanThreshold",
      threshold: 549755813888,
      alarm_actions: [topicArn],
      ok_actions: [topicArn],
      tags: { Team: "web" },
    });
  });

  test("watch the throughput in use, in percent of what is permitted", () => {
    const made = only(template({ alarms: { topicArn, throughputAbovePercent: 80 } }), "aws_cloudwatch_metric_alarm");
    expect(made).toMatchObject({
      alarm_name: "dev-shop-files-throughput",
      alarm_description: expect.stringMatching(/^dev-shop-files is near/),
      evaluation_periods: 3,
      comparison_operator: "GreaterThanThreshold",
      threshold: 80,
      treat_missing_data: "notBreaching",
      alarm_actions: [topicArn],
    });
    expect(made.metric_query).toMatchObject([
      { id: "used", metric: { namespace: "AWS/EFS", metric_name: "MeteredIOBytes", stat: "Sum", period: 300 } },
      { id: "permitted", metric: { namespace: "AWS/EFS", metric_name: "PermittedThroughput", stat: "Average", period: 300 } },
      { id: "percent", expression: "100 * used / PERIOD(used) / permitted", return_data: true },
    ]);
  });
});

describe("volumes", () => {
  const accessPoints = { web: {} };
  const point = expect.stringMatching(/^\$\{aws_efs_access_point\.files_access-point-web\w*\.id\}$/);
  const open = { access: { plainText: true, anonymous: true }, accessPoints };

  test("of ECS are mounted over TLS, as the task role", () => {
    const { stack, files } = make({ accessPoints });
    expect(render(stack, files.ecsVolume("data"))).toEqual({ name: "data", fileSystemId: ownId, transitEncryption: "ENABLED", iam: "ENABLED" });
  });

  test("of ECS go through an access point", () => {
    const { stack, files } = make({ accessPoints });
    expect(render(stack, files.ecsVolume("data", "web"))).toMatchObject({ accessPointId: point, transitEncryption: "ENABLED", iam: "ENABLED" });
  });

  test("of ECS are as plain as the file system is open, but never through an access point", () => {
    const { stack, files } = make(open);
    expect(render(stack, files.ecsVolume("data"))).toMatchObject({ transitEncryption: "DISABLED", iam: "DISABLED" });
    expect(render(stack, files.ecsVolume("data", "web"))).toMatchObject({ transitEncryption: "ENABLED", iam: "DISABLED" });
  });

  test("of Kubernetes are known by the file system's id, and the access point's", () => {
    const { stack, files } = make({ accessPoints });
    expect(render(stack, files.volumeHandle())).toEqual(ownId);
    expect(render(stack, files.volumeHandle("web"))).toMatch(/^\$\{aws_efs_file_system\.files\w*\.id\}::\$\{aws_efs_access_point\.files_access-point-web\w*\.id\}$/);
  });

  test("of Kubernetes are a manifest, whose data stay, mounted with the driver's credentials", () => {
    const { stack, files } = make({ accessPoints });
    expect(render(stack, files.persistentVolume("data", "web"))).toEqual({
      apiVersion: "v1",
      kind: "PersistentVolume",
      metadata: { name: "data" },
      spec: {
        capacity: { storage: "1Gi" },
        volumeMode: "Filesystem",
        accessModes: ["ReadWriteMany"],
        persistentVolumeReclaimPolicy: "Retain",
        storageClassName: "",
        mountOptions: ["iam"],
        csi: { driver: "efs.csi.aws.com", volumeHandle: render(stack, files.volumeHandle("web")) },
      },
    });
  });

  test("of Kubernetes need no credentials where the file system asks for none", () => {
    expect(make(open).files.persistentVolume("data").spec.mountOptions).toEqual([]);
  });
});

test("offers its id, its ARN and the name that clients mount", () => {
  const { stack, files } = make();
  const own = ({ fileSystemId, fileSystemArn, dnsName }: FileSystem) => ({ fileSystemId, fileSystemArn, dnsName });
  expect(render(stack, own(files))).toEqual({
    fileSystemId: ownId,
    fileSystemArn: expect.stringMatching(/^\$\{aws_efs_file_system\.files\w*\.arn\}$/),
    dnsName: expect.stringMatching(/^\$\{aws_efs_file_system\.files\w*\.dns_name\}$/),
  });
});

test("makes nothing else", () => {
  expect(inventory(template())).toEqual({
    aws_efs_file_system: 1,
    aws_efs_file_system_policy: 1,
    aws_efs_backup_policy: 1,
    aws_efs_mount_target: 2,
    aws_security_group: 1,
  });
});
