import { problemsOf, testStack, warningsOf } from "@terrace/testkit";
import { Lazy } from "cdktf";
import { DaemonService } from "../src/daemon-service";
import { Ec2Service } from "../src/ec2-service";
import type { Ec2ServiceProps } from "../src/ec2-service-props";
import type { Ec2ContainerProps, Ec2TaskProps } from "../src/ec2-task-props";
import { FargateService } from "../src/fargate-service";
import { OneOffTask } from "../src/one-off-task";
import { cluster, daemonValid, ec2Task, ec2Valid, image, instanceSecurityGroup, instancesCluster, network, task, targetGroup, valid, web, withEc2Task, withEc2Web } from "./fixtures";

const many = Array.from({ length: 21 }, (_, index) => `pool-${index}`);

function problemsWith(change: Partial<Ec2ServiceProps>): string[] {
  return problemsOf(() => new Ec2Service(testStack(), "web", { ...ec2Valid, ...change }));
}

function warningsWith(change: Partial<Ec2ServiceProps>): string[] {
  const stack = testStack();
  new Ec2Service(stack, "web", { ...ec2Valid, ...change });
  return warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
}

/** As a program without types asks for it. */
function daemonProblems(change: object): string[] {
  return problemsOf(() => new DaemonService(testStack(), "agent", { ...daemonValid, ...change }));
}

function fargateProblems(change: object): string[] {
  return problemsOf(() => new FargateService(testStack(), "web", { ...valid, ...change }));
}

const someToken = Lazy.stringValue({ produce: () => "later" });
const bridge = { networkMode: "bridge" } as const;
const shared = { instanceSecurityGroup, ...withEc2Task(bridge) };
const windows = { platform: { operatingSystem: "WINDOWS_SERVER_2022_CORE" } } as const;
const targets = { web: { targetGroup: { ...targetGroup, targetType: "instance" } } } as const;

/** Tasks behind ports of the instance, with their only container changed. */
function bridged(change: Partial<Ec2ContainerProps>, of: Partial<Ec2TaskProps> = {}): Partial<Ec2ServiceProps> {
  return { instanceSecurityGroup, task: { ...bridge, ...of, containers: { web: { ...web, memoryMiB: 256, ...change } } } };
}

function hosted(change: Partial<Ec2ContainerProps>): Partial<Ec2ServiceProps> {
  return bridged({ user: "1000", ...change }, { networkMode: "host" });
}

test("the services that the changes below start from are valid", () => {
  expect(warningsWith({})).toEqual([]);
  expect(warningsWith(shared)).toEqual([]);
  const stack = testStack();
  new DaemonService(stack, "agent", daemonValid);
  expect(warningsOf(stack)).toEqual([]);
});

describe("tasks on instances", () => {
  test.each<[string, Partial<Ec2ServiceProps>, string[]]>([
    ["a network mode that is none", withEc2Task(JSON.parse('{ "networkMode": "nat" }')), ["not-one-of task.networkMode"]],
    ["Windows' own mode on Linux", { instanceSecurityGroup, ...withEc2Task({ networkMode: "default" }) }, ["network-mode task.networkMode"]],
    ["Docker's bridge on Windows", bridged({}, windows), ["network-mode task.networkMode"]],
    ["a host name in the VPC", withEc2Web({ hostname: "web" }), ["network-mode task.containers.web.hostname"]],
    ["DNS servers in the VPC", withEc2Web({ dnsServers: ["10.0.0.2"] }), ["network-mode task.containers.web.dnsServers"]],
    ["hosts in the VPC", withEc2Web({ extraHosts: { db: "10.0.0.9" } }), ["network-mode task.containers.web.extraHosts"]],
    ["links without a bridge", { instanceSecurityGroup, task: { networkMode: "host", containers: { web: { ...web, user: "1000", memoryMiB: 256, links: ["db"] }, db: { image, user: "1000", memoryMiB: 256 } } }, deployment: { minHealthyPercent: 50 } }, ["network-mode task.containers.web.links"]],
    ["a link to nobody", bridged({ links: ["db:database"] }), ["link-unknown task.containers.web.links[0]"]],
    ["ports without a network", bridged({}, { networkMode: "none" }), ["network-mode task.containers.web.ports"]],
    ["a target without a network", { targets, ...bridged({ ports: [] }, { networkMode: "none" }) }, ["network-mode targets.web", "target-port targets.web.port"]],
    ["no group of the instances", withEc2Task(bridge), ["instance-security-group instanceSecurityGroup"]],
    ["groups for tasks without an address", { ...shared, securityGroups: [instanceSecurityGroup] }, ["network-mode securityGroups"]],
    ["addresses as targets of instances", { targets: { web: { targetGroup } }, ...shared }, ["target-type targets.web.targetGroup.targetType"]],
    ["instances as targets of addresses", { targets }, ["target-type targets.web.targetGroup.targetType"]],

    ["another port of an address of its own", withEc2Web({ ports: [{ port: 80, hostPort: 8080 }] }), ["host-port task.containers.web.ports[0].hostPort"]],
    ["another port in the network of the instance", { ...hosted({ ports: [{ port: 80, hostPort: 8080 }] }), deployment: { minHealthyPercent: 50 } }, ["host-port task.containers.web.ports[0].hostPort"]],
    ["a port beyond the last", { ...bridged({ ports: [{ port: 80, hostPort: 65536 }] }), deployment: { minHealthyPercent: 50 } }, ["host-port task.containers.web.ports[0].hostPort"]],
    ["a port of the instance twice", { ...bridged({ ports: [{ port: 80, hostPort: 8080 }, { port: 81, hostPort: 8080 }] }), deployment: { minHealthyPercent: 50 } }, ["host-port task.containers.web.ports[1].hostPort"]],
    ["the port of the ECS agent", { ...bridged({ ports: [{ port: 80, hostPort: 51678 }] }), deployment: { minHealthyPercent: 50 } }, ["host-port-reserved task.containers.web.ports[0].hostPort"]],
    ["a port of one container twice", bridged({ ports: [{ port: 80 }, { port: 80 }] }), ["port-duplicate task.containers.web.ports[1].port"]],

    ["less CPU than there can be", withEc2Task({ cpu: 127 }), ["ec2-cpu task.cpu"]],
    ["more CPU than an instance has", withEc2Task({ cpu: 196609 }), ["ec2-cpu task.cpu"]],
    ["half a megabyte", withEc2Task({ memoryMiB: 512.5 }), ["ec2-memory task.memoryMiB"]],
    ["no memory at all", withEc2Web({ memoryMiB: undefined }), ["memory-missing task.containers.web.memoryMiB"]],
    ["containers above the task", withEc2Task({ memoryMiB: 128 }), ["container-memory-sum task.memoryMiB"]],
    ["storage of Fargate's", withEc2Task(JSON.parse('{ "ephemeralStorageGiB": 30 }')), ["fargate-only task.ephemeralStorageGiB"]],
    ["parameters of shared memory that is the instance's", withEc2Task({ ipcMode: "host", containers: { web: { ...web, memoryMiB: 256, systemControls: { "kernel.msgmax": "1" } } } }), ["ipc-system-control task.containers.web.systemControls"]],
    ["an empty expression", withEc2Task({ placementConstraints: [""] }), ["placement-constraint task.placementConstraints[0]"]],
    ["an expression too long", { placement: { memberOf: ["x".repeat(2001)] } }, ["placement-constraint placement.memberOf[0]"]],
    ["half a GPU", withEc2Web({ gpus: 0.5 }), ["gpu-count task.containers.web.gpus"]],
    ["swappiness without swap", withEc2Web({ linux: { swappiness: 10 } }), ["linux-memory task.containers.web.linux.swappiness"]],
    ["more than fully swapped", withEc2Web({ linux: { maxSwapMiB: 1, swappiness: 101 } }), ["linux-memory task.containers.web.linux.swappiness"]],
    ["swap below zero", withEc2Web({ linux: { maxSwapMiB: -1 } }), ["linux-memory task.containers.web.linux.maxSwapMiB"]],
    ["no shared memory", withEc2Web({ linux: { sharedMemoryMiB: 0 } }), ["linux-memory task.containers.web.linux.sharedMemoryMiB"]],
    ["a privileged container on Windows", withEc2Task({ ...windows, containers: { web: { ...web, memoryMiB: 256, privileged: true } } }), ["windows-unsupported task.containers.web.privileged"]],
    ["the instance's shared memory on Windows", withEc2Task({ ...windows, ipcMode: "host" }), ["windows-unsupported task.ipcMode"]],
    ["a path of the instance that is relative", withEc2Task({ volumes: [{ name: "data", hostPath: "data" }] }), ["absolute-path task.volumes.data.hostPath"]],
    ["a driver of Windows' own", withEc2Task({ ...windows, volumes: [{ name: "data", docker: { driver: "rexray" } }] }), ["docker-volume task.volumes.data.docker.driver"]],
    ["a volume of one task, made once for all", withEc2Task({ volumes: [{ name: "data", docker: { autoprovision: true } }] }), ["docker-volume task.volumes.data.docker.autoprovision"]],
    ["a driver of logs that is none", withEc2Web(JSON.parse('{ "log": { "driver": "logentries" } }')), ["not-one-of task.containers.web.log.driver"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });
});

describe("services on instances", () => {
  const strategies = (...list: NonNullable<NonNullable<Ec2ServiceProps["placement"]>["strategies"]>) => ({ placement: { strategies: list } });
  test.each<[string, Partial<Ec2ServiceProps>, string[]]>([
    ["Fargate's provider", { cluster, capacity: [{ provider: "FARGATE" }] }, ["capacity-provider capacity[0].provider"]],
    [
      "twenty-one providers",
      { cluster: { ...instancesCluster, capacityProviders: many }, capacity: many.map((provider) => ({ provider })) },
      ["capacity-count capacity"],
    ],
    ["a provider that the cluster lacks", { capacity: [{ provider: "gpu" }] }, ["capacity-provider capacity[0].provider"]],
    ["six strategies", strategies(...Array.from({ length: 6 }, () => ({ type: "random" }) as const)), ["placement-strategy-count placement.strategies"]],
    ["packed by disk", strategies({ type: "binpack", field: "disk" }), ["placement-strategy placement.strategies[0]"]],
    ["spread over nothing", strategies({ type: "spread" }), ["placement-strategy placement.strategies[0]"]],
    ["spread by a word", strategies({ type: "spread", field: "zone" }), ["placement-strategy placement.strategies[0]"]],
    ["at random by something", strategies({ type: "random", field: "cpu" }), ["placement-strategy placement.strategies[0]"]],
    ["a strategy that is none", { placement: JSON.parse('{ "strategies": [{ "type": "pack" }] }') }, ["not-one-of placement.strategies[0].type"]],
    ["eleven constraints", { placement: { distinctInstances: true, memberOf: Array.from({ length: 9 }, (_, n) => `attribute:a == ${n}`) }, ...withEc2Task({ placementConstraints: ["attribute:b exists"] }) }, ["placement-constraint-count placement"]],
    ["balanced zones of packed tasks", { availabilityZoneRebalancing: true, ...strategies({ type: "binpack", field: "cpu" }) }, ["rebalancing-placement availabilityZoneRebalancing"]],
    ["balanced zones of which one is left", { availabilityZoneRebalancing: true, placement: { memberOf: ["attribute:ecs.availability-zone == ap-northeast-1a"] } }, ["rebalancing-placement availabilityZoneRebalancing"]],
    ["Service Connect in the network of the instance", { ...hosted({}), deployment: { minHealthyPercent: 50 }, serviceConnect: { namespaceArn: "arn:aws:servicediscovery:x" } }, ["connect-network-mode serviceConnect"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test.each<[string, Partial<Ec2ServiceProps>, string[]]>([
    ["root in the network of the instance", { ...bridged({ ports: [] }, { networkMode: "host" }) }, ["host-network-root task.containers.web.user"]],
    ["a fixed port, and no task may stop", bridged({ ports: [{ port: 80, hostPort: 8080 }] }), ["host-port-fixed task.containers.web.ports[0]"]],
    ["a group of the instances that nobody reads", { instanceSecurityGroup }, ["instance-security-group instanceSecurityGroup"]],
    ["public instances, and addresses that are not", { publicIp: true, tier: "public" }, ["ec2-public-task publicIp", "one-zone tier"]],
  ])("%s is likely to be regretted", (_why, change, expected) => {
    expect(warningsWith(change)).toEqual(expected);
  });

  test.each<[string, Partial<Ec2ServiceProps>]>([
    ["zones first, then memory", strategies({ type: "spread", field: "attribute:ecs.availability-zone" }, { type: "binpack", field: "memory" })],
    ["providers by name that are known later", { cluster: { ...instancesCluster, capacityProviders: [someToken] }, capacity: [{ provider: someToken }] }],
    ["capabilities, devices, and a driver of Docker's", withEc2Web({ log: { driver: "json-file" }, linux: { addCapabilities: ["NET_ADMIN"], devices: { "/dev/fuse": { hostPath: "/dev/fuse" } } } })],
    ["a port of two containers behind a bridge", { instanceSecurityGroup, task: { ...bridge, memoryMiB: 512, containers: { web, api: { image, ports: [{ port: 8080 }] } } } }],
    ["a stop that takes ten minutes", withEc2Web({ stopTimeoutSeconds: 600 })],
  ])("%s is fine", (_why, change) => {
    expect(warningsWith(change)).toEqual([]);
  });
});

describe("a daemon has not", () => {
  test.each<[string, object, string[]]>([
    ["a count", { desiredCount: 2 }, ["daemon-unsupported desiredCount"]],
    ["autoscaling", { scaling: { min: 1, max: 2 } }, ["daemon-unsupported scaling"]],
    ["shares of capacity", { capacity: [{ provider: "dev-shop-general" }] }, ["daemon-unsupported capacity"]],
    ["balanced zones", { availabilityZoneRebalancing: true }, ["daemon-unsupported availabilityZoneRebalancing"]],
    ["room for two on an instance", { deployment: { maxPercent: 200 } }, ["daemon-unsupported deployment.maxPercent"]],
    ["a strategy of deployment", { deployment: { strategy: { kind: "canary" } } }, ["daemon-unsupported deployment.strategy"]],
    ["CodeDeploy", { deployment: { codeDeploy: {} } }, ["daemon-unsupported deployment.codeDeploy"]],
    ["hooks", { deployment: { hooks: {} } }, ["daemon-unsupported deployment.hooks"]],
    ["a strategy of placement", { placement: { strategies: [{ type: "random" }] } }, ["daemon-unsupported placement.strategies"]],
    ["distinct instances", { placement: { distinctInstances: true } }, ["daemon-unsupported placement.distinctInstances"]],
    ["every task kept while the next one waits for its place", { deployment: { minHealthyPercent: 100 } }, ["deployment-stuck deployment"]],
  ])("%s", (_why, change, expected) => {
    expect(daemonProblems(change)).toEqual(expected);
  });

  test("anything against a deployment that stops its only task of an instance first", () => {
    const stack = testStack();
    new DaemonService(stack, "agent", { ...daemonValid, deployment: { circuitBreaker: "stop" } });
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe("Fargate has not", () => {
  const container = (change: object) => ({ task: { ...task, containers: { web: { ...web, ...change } } } });
  test.each<[string, object, string[]]>([
    ["another network mode", { task: { ...task, networkMode: "bridge" } }, ["instance-security-group instanceSecurityGroup", "network-mode task.networkMode"]],
    ["the instance's processes", { task: { ...task, pidMode: "host" } }, ["ec2-only task.pidMode"]],
    ["shared memory of its choosing", { task: { ...task, ipcMode: "task" } }, ["ec2-only task.ipcMode"]],
    ["instances to choose from", { task: { ...task, placementConstraints: ["attribute:a exists"] } }, ["ec2-only task.placementConstraints"]],
    ["directories of the instance", { task: { ...task, volumes: [{ name: "data", hostPath: "/data" }] } }, ["ec2-only task.volumes.data.hostPath"]],
    ["volumes of Docker's", { task: { ...task, volumes: [{ name: "data", docker: {} }] } }, ["ec2-only task.volumes.data.docker"]],
    ["GPUs", container({ gpus: 1 }), ["ec2-only task.containers.web.gpus"]],
    ["privileges", container({ privileged: true }), ["ec2-only task.containers.web.privileged"]],
    ["labels of SELinux", container({ dockerSecurityOptions: ["label:x"] }), ["ec2-only task.containers.web.dockerSecurityOptions"]],
    ["devices", container({ linux: { devices: { "/dev/fuse": { hostPath: "/dev/fuse" } } } }), ["ec2-only task.containers.web.linux.devices"]],
    ["shared memory by size", container({ linux: { sharedMemoryMiB: 128 } }), ["ec2-only task.containers.web.linux.sharedMemoryMiB"]],
    ["swap", container({ linux: { maxSwapMiB: 0 } }), ["ec2-only task.containers.web.linux.maxSwapMiB"]],
    ["another port", container({ ports: [{ port: 80, hostPort: 8080 }] }), ["host-port task.containers.web.ports[0].hostPort"]],
    ["a host name", container({ hostname: "web" }), ["network-mode task.containers.web.hostname"]],
    ["the log of an instance", container({ log: { driver: "journald" } }), ["log-driver task.containers.web.log.driver"]],
  ])("%s", (_why, change, expected) => {
    expect(fargateProblems(change)).toEqual(expected);
  });
});

describe("volumes of EBS", () => {
  const withEbs = (ebs: object): Partial<Ec2ServiceProps> =>
    withEc2Task({ volumes: [{ name: "data", ebs: { sizeGiB: 200, ...ebs } }], containers: { web: { ...web, memoryMiB: 256, mounts: { "/data": { volume: "data" } } } } });
  const mounted = (...names: string[]) => ({ web: { ...web, memoryMiB: 256, mounts: Object.fromEntries(names.map((name) => [`/${name}`, { volume: name }])) } });
  test.each<[string, Partial<Ec2ServiceProps>, string[]]>([
    ["a second one", withEc2Task({ volumes: [{ name: "a", ebs: { sizeGiB: 1 } }, { name: "b", ebs: { sizeGiB: 1 } }], containers: mounted("a", "b") }), ["ebs-count task.volumes.b.ebs"]],
    ["neither size nor snapshot", withEbs({ sizeGiB: undefined }), ["ebs-size task.volumes.data.ebs.sizeGiB"]],
    ["larger than ECS makes", withEbs({ sizeGiB: 16385 }), ["ebs-size task.volumes.data.ebs.sizeGiB"]],
    ["a cold disk too small", withEbs({ type: "sc1", sizeGiB: 100 }), ["ebs-size task.volumes.data.ebs.sizeGiB"]],
    ["a type that is none", withEbs({ type: "gp4" }), ["not-one-of task.volumes.data.ebs.type"]],
    ["fewer operations than gp3 has", withEbs({ iops: 2999 }), ["ebs-iops task.volumes.data.ebs.iops"]],
    ["operations of gp2", withEbs({ type: "gp2", iops: 3000 }), ["ebs-iops task.volumes.data.ebs.iops"]],
    ["io2 without operations", withEbs({ type: "io2" }), ["ebs-iops task.volumes.data.ebs.iops"]],
    ["more throughput than ECS gives", withEbs({ throughputMiBps: 1001 }), ["ebs-throughput task.volumes.data.ebs.throughputMiBps"]],
    ["throughput of io1", withEbs({ type: "io1", iops: 100, throughputMiBps: 125 }), ["ebs-throughput task.volumes.data.ebs.throughputMiBps"]],
    ["a rate without a snapshot", withEbs({ initializationRateMiBps: 100 }), ["ebs-snapshot task.volumes.data.ebs.initializationRateMiBps"]],
    ["a snapshot by name", withEbs({ snapshotId: "yesterday" }), ["ebs-snapshot task.volumes.data.ebs.snapshotId"]],
    ["a key by alias", withEbs({ kmsKeyArn: "alias/x" }), ["ebs-key task.volumes.data.ebs.kmsKeyArn"]],
    ["a key without encryption", withEbs({ encrypted: false, kmsKeyArn: someToken }), ["ebs-key task.volumes.data.ebs.kmsKeyArn"]],
    ["Windows' file system on Linux", withEbs({ fileSystem: "ntfs" }), ["ebs-file-system task.volumes.data.ebs.fileSystem"]],
    ["a file system that is none", withEbs({ fileSystem: "btrfs" }), ["not-one-of task.volumes.data.ebs.fileSystem"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  const fargateTask = { ...task, volumes: [{ name: "data", ebs: { sizeGiB: 10 } }], containers: { web: { ...web, mounts: { "/data": { volume: "data" } } } } };

  test("magnetic disks on Fargate", () => {
    const volumes = [{ name: "data", ebs: { sizeGiB: 10, type: "standard" } }];
    expect(fargateProblems({ task: { ...fargateTask, volumes } })).toEqual(["ebs-type task.volumes.data.ebs.type"]);
  });

  test("one of a task that no service starts", () => {
    const make = () => new OneOffTask(testStack(), "task", { name: "dev-shop-task", cluster, network, tier: "private", task: fargateTask });
    expect(problemsOf(make)).toEqual(["ebs-service task.volumes.data.ebs"]);
  });
});

describe("names in DNS", () => {
  const withNames = (change: object, of: Partial<Ec2ServiceProps> = {}): Partial<Ec2ServiceProps> => ({ ...of, discovery: { namespaceId: "ns-1", ...change } });
  test.each<[string, Partial<Ec2ServiceProps>, string[]]>([
    ["of tasks without a network", withNames({}, bridged({ ports: [] }, { networkMode: "none" })), ["discovery-network-mode discovery"]],
    ["addresses of tasks that have none", withNames({ records: ["A"] }, shared), ["discovery-record discovery.records"]],
    ["a kind twice", withNames({ records: ["A", "A"] }), ["discovery-record discovery.records"]],
    ["no kind", withNames({ records: [] }), ["discovery-record discovery.records"]],
    ["another kind", withNames({ records: ["CNAME"] }), ["not-one-of discovery.records[0]"]],
    ["a name with a space", withNames({ name: "my web" }), ["discovery-name discovery.name"]],
    ["a name too long", withNames({ name: Array.from({ length: 64 }, () => "a").join(".").concat(".b") }), ["discovery-name discovery.name"]],
    ["a label too long", withNames({ name: "w".repeat(64) }), ["discovery-name discovery.name"]],
    ["half a second", withNames({ ttlSeconds: 0.5 }), ["discovery-ttl discovery.ttlSeconds"]],
    ["a port that nobody listens on", withNames({ records: ["SRV"], port: 81 }), ["discovery-port discovery.port"]],
    ["a choice of ports", withNames({ records: ["SRV"] }, withEc2Web({ ports: [{ port: 80 }, { port: 81 }] })), ["discovery-port discovery.port"]],
    ["no port", withNames({}, bridged({ ports: [] })), ["discovery-port discovery.port"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });
});

describe("how containers are run", () => {
  const file = "arn:aws:s3:::settings/web.env";
  test.each<[string, object, string[]]>([
    ["eleven files", { environmentFiles: Array.from({ length: 11 }, () => file) }, ["environment-file-count task.containers.web.environmentFiles"]],
    ["a file with another ending", { environmentFiles: ["arn:aws:s3:::settings/web.json"] }, ["environment-file task.containers.web.environmentFiles[0]"]],
    ["a file by address", { environmentFiles: ["s3://settings/web.env"] }, ["environment-file task.containers.web.environmentFiles[0]"]],
    ["restarts after seconds", { restart: { attemptPeriodSeconds: 59 } }, ["restart-period task.containers.web.restart.attemptPeriodSeconds"]],
    ["51 exit codes", { restart: { ignoredExitCodes: Array.from({ length: 51 }, (_, code) => code) } }, ["restart-exit-codes task.containers.web.restart.ignoredExitCodes"]],
    ["a registry's secret by name", { registrySecretArn: "registry" }, ["secret-arn task.containers.web.registrySecretArn"]],
    ["a specification without its kind", { credentialSpec: "arn:aws:ssm:x" }, ["credential-spec task.containers.web.credentialSpec"]],
    ["a word that is no consistency", { versionConsistency: "on" }, ["not-one-of task.containers.web.versionConsistency"]],
    ["mounts of nobody", { volumesFrom: { data: {} } }, ["volumes-from task.containers.web.volumesFrom.data"]],
    ["a file system without room", { linux: { tmpfs: { "/run": { sizeMiB: 0 } } } }, ['tmpfs task.containers.web.linux.tmpfs["/run"].sizeMiB']],
    ["a log group by ARN", { log: { driver: "awslogs", group: "arn:aws:logs:x" } }, ["log-group task.containers.web.log.group"]],
    ["a region of no group", { log: { driver: "awslogs", region: "eu-west-1" } }, ["log-group task.containers.web.log.region"]],
    ["a version with a colon", { secrets: { A: { from: "secrets-manager", arn: someToken, versionId: "a:b" } } }, ["secret-json-key task.containers.web.secrets.A.versionId"]],
  ])("%s", (_why, change, expected) => {
    expect(fargateProblems({ task: { ...task, containers: { web: { ...web, ...change } } } })).toEqual(expected);
  });

  test("a secret for a registry that needs none", () => {
    const stack = testStack();
    new Ec2Service(stack, "web", { ...ec2Valid, task: { ...ec2Task, containers: { web: { ...web, memoryMiB: 256, registrySecretArn: someToken } } } });
    expect(warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"))).toEqual(["registry-secret-ecr task.containers.web.registrySecretArn"]);
  });
});
