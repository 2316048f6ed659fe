import { problemsOf, testStack, warningsOf } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import { FargateService } from "../src/fargate-service";
import type { FargateServiceProps } from "../src/fargate-service-props";
import type { ContainerProps } from "../src/container-props";
import { image, task, valid, web, withTask, withWeb } from "./fixtures";

function problemsWith(change: Partial<FargateServiceProps>): string[] {
  return problemsOf(() => new FargateService(testStack(), "web", { ...valid, ...change }));
}

function warningsWith(change: Partial<FargateServiceProps>): string[] {
  const stack = testStack();
  new FargateService(stack, "web", { ...valid, ...change });
  return warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
}

const someToken = Lazy.stringValue({ produce: () => "later" });
const role = { roleName: "one", roleArn: "arn:aws:iam::111111111111:role/one" };
const secretArn = "arn:aws:secretsmanager:ap-northeast-1:111111111111:secret:db-AbCdEf";
const windows = { operatingSystem: "WINDOWS_SERVER_2022_CORE" } as const;
const check = { command: ["CMD", "true"] };
const efs = { name: "files", fileSystemId: "fs-0123456789abcdef0" };

function withContainers(containers: Record<string, Partial<ContainerProps>>): Partial<FargateServiceProps> {
  return withTask({ containers: Object.fromEntries(Object.entries(containers).map(([name, change]) => [name, { image, ...change }])) });
}

test("the task that the changes below start from is valid", () => {
  expect(warningsWith({})).toEqual([]);
});

describe("structure that is known only after apply", () => {
  test.each<[string, Partial<FargateServiceProps>, string[]]>([
    ["CPU", withTask({ cpu: Token.asNumber("${local.n}") }), ["not-known-at-synth task.cpu"]],
    ["memory", withTask({ memoryMiB: Token.asNumber("${local.n}") }), ["not-known-at-synth task.memoryMiB"]],
    ["a container's name", withContainers({ [someToken]: {} }), [`not-known-at-synth task.containers.${someToken}.name`]],
    ["a port", withWeb({ ports: [{ port: Token.asNumber("${local.n}") }] }), ["not-known-at-synth task.containers.web.ports[0].port"]],
    ["a variable's name", withWeb({ environment: { [someToken]: "x" } }), ["not-known-at-synth task.containers.web.environment[0]"]],
    ["a volume's name", withTask({ volumes: [{ name: someToken }] }), ["not-known-at-synth task.volumes[0]"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test("values may be: tags, variables, ARNs, file systems", () => {
    const secrets = { A: { from: "secrets-manager", arn: someToken, kmsKeyArn: someToken }, B: { from: "parameter-store", arn: someToken } } as const;
    const repository = { repositoryUrl: someToken, repositoryArn: someToken };
    expect(
      warningsWith(
        withTask({
          volumes: [{ name: "files", fileSystemId: someToken, accessPointId: someToken }],
          containers: { web: { image: { repository, tag: someToken }, environment: { HOST: someToken }, secrets, mounts: { "/files": { volume: "files" } } } },
        }),
      ),
    ).toEqual([]);
  });
});

describe("bad input", () => {
  test.each<[string, Partial<FargateServiceProps>, string[]]>([
    ["a CPU size that Fargate lacks", withTask({ cpu: 300 }), ["fargate-cpu task.cpu"]],
    ["a CPU size too small for Windows", withTask({ platform: windows }), ["fargate-cpu task.cpu"]],
    ["memory too small for the CPU", withTask({ cpu: 1024, memoryMiB: 1024 }), ["fargate-memory task.memoryMiB"]],
    ["memory too large for the CPU", withTask({ cpu: 256, memoryMiB: 4096 }), ["fargate-memory task.memoryMiB"]],
    ["memory between two sizes", withTask({ cpu: 8192, memoryMiB: 18432 }), ["fargate-memory task.memoryMiB"]],
    ["half a size", withTask({ memoryMiB: 1536 }), ["fargate-memory task.memoryMiB"]],
    ["ephemeral storage that is there anyway", withTask({ ephemeralStorageGiB: 20 }), ["ephemeral-storage task.ephemeralStorageGiB"]],
    ["too much ephemeral storage", withTask({ ephemeralStorageGiB: 201 }), ["ephemeral-storage task.ephemeralStorageGiB"]],
    ["Windows on ARM", withTask({ cpu: 1024, memoryMiB: 2048, platform: { ...windows, architecture: "ARM64" } }), ["windows-arm task.platform.architecture"]],
    ["shared processes on Windows", withTask({ cpu: 1024, memoryMiB: 2048, platform: windows, pidMode: "task" }), ["windows-unsupported task.pidMode"]],
    ["EFS on Windows", { task: { ...task, cpu: 1024, memoryMiB: 2048, platform: windows, volumes: [efs] } }, ["windows-unsupported task.volumes.files"]],
    ["a read-only root on Windows", { task: { cpu: 1024, memoryMiB: 2048, platform: windows, containers: { web: { ...web, readOnlyRoot: true } } } }, ["windows-unsupported task.containers.web.readOnlyRoot"]],

    ["no container", withTask({ containers: {} }), ["container-count task.containers"]],
    ["eleven containers", withContainers(Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`c${n}`, {}]))), ["container-count task.containers"]],
    ["a container with a space", withContainers({ "my web": {} }), ["container-name task.containers.my web"]],
    ["no essential container", withWeb({ essential: false }), ["no-essential-container task.containers"]],
    ["shares above the task's CPU", withContainers({ a: { cpu: 256 }, b: { cpu: 512 } }), ["container-cpu-sum task.cpu"]],
    ["a share below zero", withWeb({ cpu: -1 }), ["container-cpu task.containers.web.cpu"]],
    ["containers that keep more memory than there is", withContainers({ a: { memoryMiB: 1024 }, b: { memoryReservationMiB: 512 } }), ["container-memory-sum task.memoryMiB"]],
    ["a limit above the task's memory", withWeb({ memoryMiB: 2048, memoryReservationMiB: 128 }), ["container-memory task.containers.web.memoryMiB"]],
    ["five megabytes", withWeb({ memoryMiB: 5 }), ["container-memory task.containers.web.memoryMiB"]],
    ["a reservation above the limit", withWeb({ memoryMiB: 256, memoryReservationMiB: 256 }), ["memory-reservation task.containers.web.memoryReservationMiB"]],

    ["an image that is known later", withWeb({ image: someToken }), ["image-known task.containers.web.image"]],
    ["an image with a space", withWeb({ image: "my web:1" }), ["image-syntax task.containers.web.image"]],
    ["a digest cut short", withWeb({ image: "web@sha256:abc" }), ["image-syntax task.containers.web.image"]],
    ["port zero", withWeb({ ports: [{ port: 0 }] }), ["port-range task.containers.web.ports[0].port"]],
    ["a port beyond the last", withWeb({ ports: [{ port: 65536 }] }), ["port-range task.containers.web.ports[0].port"]],
    ["a port's name with capitals", withWeb({ ports: [{ port: 80, name: "HTTP" }] }), ["port-name task.containers.web.ports[0].name"]],
    ["a protocol over udp", withWeb({ ports: [{ port: 80, name: "http", protocol: "udp", appProtocol: "http" }] }), ["app-protocol task.containers.web.ports[0].appProtocol"]],
    ["a protocol without a name", withWeb({ ports: [{ port: 80, appProtocol: "grpc" }] }), ["app-protocol task.containers.web.ports[0].appProtocol"]],
    ["a port of two containers", withContainers({ a: { ports: [{ port: 80 }] }, b: { ports: [{ port: 80 }] } }), ["port-duplicate task.containers.b.ports[0].port"]],
    ["a port's name twice", withWeb({ ports: [{ port: 80, name: "a" }, { port: 81, name: "a" }] }), ["port-name-duplicate task.containers.web.ports[1].name"]],

    ["a variable with a space", withWeb({ environment: { "MY VAR": "x" } }), ["environment-name task.containers.web.environment"]],
    ["a secret with a digit first", withWeb({ secrets: { "1A": { from: "parameter-store", arn: someToken } } }), ["environment-name task.containers.web.secrets"]],
    ["a variable that is a secret too", withWeb({ environment: { A: "x" }, secrets: { A: { from: "secrets-manager", arn: secretArn } } }), ["environment-and-secret task.containers.web.secrets.A"]],
    ["a secret by name", withWeb({ secrets: { A: { from: "secrets-manager", arn: "db" } } }), ["secret-arn task.containers.web.secrets.A.arn"]],
    ["a parameter that is a secret", withWeb({ secrets: { A: { from: "parameter-store", arn: secretArn } } }), ["secret-arn task.containers.web.secrets.A.arn"]],
    ["a key of a secret with a colon", withWeb({ secrets: { A: { from: "secrets-manager", arn: secretArn, jsonKey: "a:b" } } }), ["secret-json-key task.containers.web.secrets.A.jsonKey"]],
    ["a key by alias", withWeb({ secrets: { A: { from: "secrets-manager", arn: secretArn, kmsKeyArn: "alias/x" } } }), ["secret-kms-key task.containers.web.secrets.A.kmsKeyArn"]],

    ["a health check without CMD", withWeb({ healthCheck: { command: ["curl", "localhost"] } }), ["health-command task.containers.web.healthCheck.command"]],
    ["an empty health check", withWeb({ healthCheck: { command: ["CMD"] } }), ["health-command task.containers.web.healthCheck.command"]],
    ["a line in parts", withWeb({ healthCheck: { command: ["CMD-SHELL", "curl", "localhost"] } }), ["health-command task.containers.web.healthCheck.command"]],
    ["checks too often", withWeb({ healthCheck: { ...check, intervalSeconds: 4 } }), ["health-interval task.containers.web.healthCheck.intervalSeconds"]],
    ["a check too slow", withWeb({ healthCheck: { ...check, timeoutSeconds: 61 } }), ["health-timeout task.containers.web.healthCheck.timeoutSeconds"]],
    ["no try", withWeb({ healthCheck: { ...check, retries: 0 } }), ["health-retries task.containers.web.healthCheck.retries"]],
    ["a start too slow", withWeb({ healthCheck: { ...check, startPeriodSeconds: 301 } }), ["health-start-period task.containers.web.healthCheck.startPeriodSeconds"]],
    ["a stop that takes too long", withWeb({ stopTimeoutSeconds: 121 }), ["stop-timeout task.containers.web.stopTimeoutSeconds"]],
    ["a start that is given up at once", withWeb({ startTimeoutSeconds: 1 }), ["start-timeout task.containers.web.startTimeoutSeconds"]],

    ["a wait for nobody", withWeb({ dependsOn: { db: "START" } }), ["depends-on-unknown task.containers.web.dependsOn.db"]],
    ["a wait for itself", withWeb({ dependsOn: { web: "START" } }), ["depends-on-cycle task.containers.web.dependsOn"]],
    ["a circle", withContainers({ a: { dependsOn: { b: "START" } }, b: { dependsOn: { c: "START" } }, c: { dependsOn: { a: "START" } } }), ["depends-on-cycle task.containers.a.dependsOn"]],
    ["the end of an essential container", withContainers({ a: {}, b: { dependsOn: { a: "COMPLETE" } } }), ["depends-on-essential task.containers.b.dependsOn.a"]],
    ["the success of an essential container", withContainers({ a: {}, b: { dependsOn: { a: "SUCCESS" } } }), ["depends-on-essential task.containers.b.dependsOn.a"]],
    ["health that nobody checks", withContainers({ a: {}, b: { dependsOn: { a: "HEALTHY" } } }), ["depends-on-health task.containers.b.dependsOn.a"]],

    ["a volume that is not there", withWeb({ mounts: { "/data": { volume: "data" } } }), ['mount-volume task.containers.web.mounts["/data"].volume']],
    ["a relative mount", { task: { ...task, volumes: [{ name: "data" }], containers: { web: { ...web, mounts: { data: { volume: "data" } } } } } }, ['absolute-path task.containers.web.mounts["data"]']],
    ["a relative directory", withWeb({ workingDirectory: "app" }), ["absolute-path task.containers.web.workingDirectory"]],
    ["a volume of two kinds", withTask({ volumes: [{ ...efs, name: "data", ebs: { sizeGiB: 10 } }], containers: { web: { ...web, mounts: { "/data": { volume: "data" } } } } }), ["volume-key task.volumes.data.ebs"]],
    ["a mistyped key of a volume", withTask({ volumes: JSON.parse('[{ "name": "data", "filesystemId": "fs-0123456789abcdef0" }]') }), ["volume-key task.volumes.data.filesystemId"]],
    ["a volume twice", withTask({ volumes: [{ name: "a" }, { name: "a" }] }), ["volume-duplicate task.volumes"]],
    ["a volume with a slash", withTask({ volumes: [{ name: "a/b" }] }), ["volume-name task.volumes.a/b"]],
    ["a file system by name", withTask({ volumes: [{ ...efs, fileSystemId: "files" }] }), ["efs-id task.volumes.files.fileSystemId"]],
    ["an access point in plain text", withTask({ volumes: [{ ...efs, accessPointId: "fsap-1", iam: "DISABLED", transitEncryption: "DISABLED" }] }), ["efs-encryption task.volumes.files.transitEncryption"]],
    ["credentials in plain text", withTask({ volumes: [{ ...efs, transitEncryption: "DISABLED" }] }), ["efs-encryption task.volumes.files.transitEncryption"]],
    ["a directory below an access point", withTask({ volumes: [{ ...efs, accessPointId: "fsap-1", rootDirectory: "/a" }] }), ["efs-root task.volumes.files.rootDirectory"]],

    ["a limit without a meaning", withWeb({ ulimits: { files: { soft: 1, hard: 1 } } }), ["ulimit-name task.containers.web.ulimits.files"]],
    ["a soft limit above the hard one", withWeb({ ulimits: { nofile: { soft: 2, hard: 1 } } }), ["ulimit-range task.containers.web.ulimits.nofile"]],
    ["a parameter of the whole kernel", withWeb({ systemControls: { "vm.swappiness": "1" } }), ["system-control task.containers.web.systemControls"]],
    ["a capability that Fargate refuses", withWeb({ linux: { addCapabilities: ["NET_ADMIN"] } }), ["linux-capability task.containers.web.linux.addCapabilities"]],
    ["a capability added and dropped", withWeb({ linux: { addCapabilities: ["SYS_PTRACE"], dropCapabilities: ["SYS_PTRACE"] } }), ["linux-capability task.containers.web.linux"]],

    ["days that CloudWatch does not count", withTask({ logs: { retentionDays: 31 } }), ["log-retention task.logs.retentionDays"]],
    ["a buffer without an end", withWeb({ log: { driver: "awslogs", bufferMiB: 0 } }), ["log-buffer task.containers.web.log.bufferMiB"]],
    ["a buffer that nothing waits in", withWeb({ log: { driver: "awslogs", mode: "blocking", bufferMiB: 1 } }), ["log-buffer task.containers.web.log.bufferMiB"]],
    ["two ways to find the first line", withWeb({ log: { driver: "awslogs", datetimeFormat: "%Y", multilinePattern: "^\\d" } }), ["log-multiline task.containers.web.log.multilinePattern"]],
    ["Splunk in plain text", withWeb({ log: { driver: "splunk", url: "http://splunk", token: { from: "parameter-store", arn: someToken } } }), ["splunk-url task.containers.web.log.url"]],
    ["a token by name", withWeb({ log: { driver: "splunk", url: "https://splunk", token: { from: "parameter-store", arn: "token" } } }), ["secret-arn task.containers.web.log.token.arn"]],
    ["FireLens without a router", withWeb({ log: { driver: "awsfirelens" } }), ["log-router task.containers.web.log.driver"]],
    ["two routers", withContainers({ a: { logRouter: "fluentbit" }, b: { logRouter: "fluentbit" } }), ["log-router task.containers.b.logRouter"]],
    ["a router that routes itself", withWeb({ logRouter: "fluentbit", log: { driver: "awsfirelens" } }), ["log-router task.containers.web.log.driver"]],
    ["a driver that only instances have", withWeb(JSON.parse('{ "log": { "driver": "json-file" } }')), ["log-driver task.containers.web.log.driver"]],

    ["one role for both", withTask({ taskRole: role, executionRole: role }), ["same-role task.executionRole"]],
    ["a shell in a read-only root", { exec: true, ...withWeb({ readOnlyRoot: true }) }, ["exec-read-only-root task.containers.web.readOnlyRoot"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });
});

describe("images", () => {
  const repository = image.replace(/:[^:]*$/, "");
  test.each([
    ["without a tag", repository, ["image-tag task.containers.web.image"]],
    ["whatever is the latest", `${repository}:latest`, ["image-tag task.containers.web.image"]],
    ["named in capitals", "ghcr.io/Shop/web:1", ["image-syntax task.containers.web.image"]],
    ["in capitals without a host", "Shop/web:1", ["image-syntax task.containers.web.image"]],
    ["of a host that is none", "ghcr.io:port/shop/web:1", ["image-syntax task.containers.web.image"]],
    ["with two slashes", "ghcr.io//web:1", ["image-syntax task.containers.web.image"]],
    ["with half a digest", `${repository}@sha256:0123`, ["image-syntax task.containers.web.image"]],
  ])("%s are refused", (_why, named, expected) => {
    expect(problemsWith(withWeb({ image: named }))).toEqual(expected);
  });

  test.each([
    ["of a host with capitals and a port", "Registry.example.com:5000/shop/web:1"],
    ["of a host without dots", "localhost/shop/web:1"],
    ["with dots and double underscores", "docker.io/shop/web.v2__old-a--b:V1.2_x"],
    ["by tag and digest", `${repository}:1@sha256:${"0".repeat(64)}`],
  ])("%s are taken", (_why, named) => {
    expect(warningsWith(withWeb({ image: named }))).toEqual([]);
  });
});

describe("what works, and is likely to be regretted", () => {
  test.each<[string, Partial<FargateServiceProps>, string[]]>([
    ["memory that containers keep to the last MiB", withContainers({ a: { memoryMiB: 512 }, b: { memoryReservationMiB: 512 } }), ["container-memory-tight task.memoryMiB"]],
    ["a password that everybody reads", withWeb({ environment: { DB_PASSWORD: "hunter2" } }), ["environment-secret task.containers.web.environment.DB_PASSWORD"]],
    ["a secret without its suffix", withWeb({ secrets: { A: { from: "secrets-manager", arn: secretArn.replace("-AbCdEf", "") } } }), ["secret-arn-suffix task.containers.web.secrets.A.arn"]],
    ["a volume that nobody mounts", withTask({ volumes: [{ name: "idle" }] }), ["volume-unused task.volumes.idle"]],
    ["logs that stop the container", withWeb({ log: { driver: "awslogs", mode: "blocking" } }), ["log-blocking task.containers.web.log.mode"]],
    ["no logs", withWeb({ log: { driver: "none" } }), ["log-none task.containers.web.log"]],
    ["a router without lines", withWeb({ logRouter: "fluentbit" }), ["log-router-idle task.containers.web.logRouter"]],
  ])("%s", (_why, change, expected) => {
    expect(warningsWith(change)).toEqual(expected);
  });

  test.each<[string, Partial<FargateServiceProps>]>([
    ["an image by digest", withWeb({ image: `${image.replace(/:[^:]*$/, "")}@sha256:${"0".repeat(64)}` })],
    ["the address of a secret", withWeb({ environment: { SECRET_ARN: secretArn } })],
    ["a router and its container", withContainers({ router: { logRouter: "fluentbit" }, web: { log: { driver: "awsfirelens" } } })],
    ["an order that ends", withContainers({ a: { essential: false }, b: { dependsOn: { a: "SUCCESS" } }, c: { dependsOn: { a: "START", b: "START" } } })],
  ])("%s is fine", (_why, change) => {
    expect(warningsWith(change)).toEqual([]);
  });
});
