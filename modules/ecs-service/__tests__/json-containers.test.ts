import { only, problemsOf, synth, testStack, warningsOf } from "@terrace/testkit";
import { Lazy } from "cdktf";
import { Ec2Service } from "../src/ec2-service";
import { FargateService } from "../src/fargate-service";
import type { RawContainers } from "../src/task-props";
import { decode } from "./decode";
import { ec2Valid, image, instanceSecurityGroup, task, valid } from "./fixtures";

const someToken = Lazy.stringValue({ produce: () => "later" });
const logConfiguration = { logDriver: "awslogs", options: { "awslogs-group": "/ecs/web", "awslogs-region": "ap-northeast-1", "awslogs-stream-prefix": "web" } };
const web = { name: "web", image, essential: true, memory: 256, logConfiguration };
const secret = "arn:aws:secretsmanager:ap-northeast-1:111111111111:secret:db-AbCdEf";

function onFargate(containers: RawContainers) {
  const stack = testStack();
  new FargateService(stack, "web", { ...valid, task: { ...task, containers } });
  return stack;
}

function problemsWith(change: object, ...others: object[]): string[] {
  return problemsOf(() => onFargate([{ ...web, ...change }, ...others]));
}

function onInstances(containers: RawContainers) {
  const stack = testStack();
  new Ec2Service(stack, "web", { ...ec2Valid, instanceSecurityGroup, task: { networkMode: "bridge", containers, volumes: [{ name: "data" }] } });
  return decode(only(synth(stack), "aws_ecs_task_definition")["container_definitions"]);
}

/** All that a container definition has, as ECS returns it. */
const everything = {
  name: "web",
  image,
  essential: true,
  cpu: 128,
  memory: 512,
  memoryReservation: 256,
  command: ["run"],
  entryPoint: ["/bin/app"],
  workingDirectory: "/app",
  user: "1000",
  environment: [{ name: "A", value: "1" }],
  environmentFiles: [{ type: "s3", value: "arn:aws:s3:::settings/web.env" }],
  secrets: [{ name: "PASSWORD", valueFrom: `${secret}:password:AWSPREVIOUS:` }, { name: "TOKEN", valueFrom: "arn:aws:ssm:ap-northeast-1:111111111111:parameter/token" }],
  portMappings: [{ containerPort: 8080, hostPort: 0, protocol: "tcp", appProtocol: "http", name: "http" }],
  mountPoints: [{ containerPath: "/data", readOnly: true, sourceVolume: "data" }],
  volumesFrom: [{ readOnly: true, sourceContainer: "files" }],
  dependsOn: [{ condition: "SUCCESS", containerName: "files" }],
  links: ["files:files"],
  healthCheck: { command: ["CMD", "true"], interval: 10, retries: 2, timeout: 3, startPeriod: 20 },
  restartPolicy: { enabled: true, ignoredExitCodes: [0, 1], restartAttemptPeriod: 120 },
  startTimeout: 60,
  stopTimeout: 300,
  hostname: "web",
  dnsServers: ["10.0.0.2"],
  dnsSearchDomains: ["shop.internal"],
  extraHosts: [{ hostname: "db", ipAddress: "10.0.0.9" }],
  dockerLabels: { team: "shop" },
  dockerSecurityOptions: ["label:type:svirt"],
  credentialSpecs: ["credentialspecdomainless:arn:aws:s3:::settings/web.json"],
  repositoryCredentials: { credentialsParameter: secret },
  interactive: true,
  pseudoTerminal: true,
  privileged: true,
  disableNetworking: true,
  readonlyRootFilesystem: true,
  versionConsistency: "disabled",
  resourceRequirements: [{ type: "GPU", value: "1" }],
  systemControls: [{ namespace: "net.core.somaxconn", value: "1024" }],
  ulimits: [{ hardLimit: 4096, name: "nofile", softLimit: 1024 }],
  linuxParameters: {
    capabilities: { add: ["NET_ADMIN"], drop: ["KILL"] },
    devices: [{ containerPath: "/dev/a", hostPath: "/dev/fuse", permissions: ["read", "write"] }],
    initProcessEnabled: true,
    maxSwap: 128,
    sharedMemorySize: 64,
    swappiness: 10,
    tmpfs: [{ containerPath: "/run", mountOptions: ["noexec"], size: 16 }],
  },
  logConfiguration: { logDriver: "syslog", options: { "syslog-address": "tcp://10.0.0.9:514" } },
};
const files = { name: "files", image, essential: false, memory: 128, logConfiguration };

describe("container definitions that are JSON", () => {
  test("come out as they went in, whatever they say", () => {
    const [first, second] = onInstances([files, everything]);
    expect(first.name).toBe("files");
    expect(second).toEqual(everything);
  });

  test("come out the same from a text, and from what came out", () => {
    const once = onInstances(JSON.stringify([everything, files]));
    expect(onInstances(once)).toEqual(once);
  });

  test("keep their log group, and the execution role may write there", () => {
    const template = synth(onFargate([web]));
    expect(template.resource?.["aws_cloudwatch_log_group"]).toBeUndefined();
    expect(decode(only(template, "aws_iam_role_policy")["policy"]).Statement).toContainEqual({
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: ["arn:aws:logs:ap-northeast-1:111111111111:log-group:/ecs/web:*"],
    });
  });

  test("log to a group of another region", () => {
    const elsewhere = { logDriver: "awslogs", options: { ...logConfiguration.options, "awslogs-region": "us-east-1" } };
    const containers = decode(only(synth(onFargate([{ ...web, logConfiguration: elsewhere }])), "aws_ecs_task_definition")["container_definitions"]);
    expect(containers).toMatchObject([{ logConfiguration: elsewhere }]);
  });

  test("say nothing of logs where nothing is kept", () => {
    const stack = onFargate([{ ...web, logConfiguration: null, command: [], dependsOn: null }]);
    expect(warningsOf(stack).map((warning) => warning.slice(0, 51))).toEqual(["[log-none] task.containers[0].logConfiguration is n"]);
    expect(decode(only(synth(stack), "aws_ecs_task_definition")["container_definitions"])[0]).not.toHaveProperty("command");
  });

  test("route their logs", () => {
    const router = { name: "router", image, logConfiguration, firelensConfiguration: { type: "fluentd", options: { "config-file-type": "file", "config-file-value": "/fluent.conf" } } };
    const routed = { logDriver: "awsfirelens", options: { Name: "x" }, secretOptions: [{ name: "key", valueFrom: secret }] };
    const containers = decode(only(synth(onFargate([{ ...web, logConfiguration: routed }, router])), "aws_ecs_task_definition")["container_definitions"]);
    expect(containers).toMatchObject([{ firelensConfiguration: router.firelensConfiguration }, { logConfiguration: routed }]);
  });

  test("log to Splunk", () => {
    const splunk = { logDriver: "splunk", options: { "splunk-index": "web", "splunk-url": "https://splunk" }, secretOptions: [{ name: "splunk-token", valueFrom: secret }] };
    const containers = decode(only(synth(onFargate([{ ...web, logConfiguration: splunk }])), "aws_ecs_task_definition")["container_definitions"]);
    expect(containers).toMatchObject([{ logConfiguration: splunk }]);
  });
});

describe("JSON that ECS would refuse, or not heed", () => {
  test.each<[string, object, string[]]>([
    ["a misspelt key", { memoryreservation: 128 }, ["json-key task.containers[0].memoryreservation"]],
    ["a key further in", { portMappings: [{ containerPort: 80, port: 80 }] }, ["json-key task.containers[0].portMappings[0].port"]],
    ["a container without a name", { name: undefined }, ["json-type task.containers[0].name"]],
    ["a container without an image", { image: null }, ["json-type task.containers[0].image"]],
    ["a text for a number", { cpu: "256" }, ["json-type task.containers[0].cpu"]],
    ["a text for a truth", { essential: "true" }, ["json-type task.containers[0].essential"]],
    ["a text for a list", { command: "run" }, ["json-type task.containers[0].command"]],
    ["a list for an object", { healthCheck: [] }, ["json-type task.containers[0].healthCheck"]],
    ["a number for a text", { environment: [{ name: "A", value: 1 }] }, ["json-type task.containers[0].environment[0].value", "json-type task.containers[0].environment[0]"]],
    ["a port without a number", { portMappings: [{}] }, ["json-type task.containers[0].portMappings[0].containerPort"]],
    ["a word that is none", { dependsOn: [{ containerName: "files", condition: "started" }] }, ["json-type task.containers[0].dependsOn[0].condition"]],
    ["a mount without a volume", { mountPoints: [{ containerPath: "/data" }] }, ["json-type task.containers[0].mountPoints[0]"]],
    ["a limit without a value", { ulimits: [{ name: "nofile" }] }, ["json-type task.containers[0].ulimits[0]"]],
    ["mounts of nobody", { volumesFrom: [{}] }, ["json-type task.containers[0].volumesFrom[0].sourceContainer"]],
    ["a variable twice", { environment: [{ name: "A", value: "1" }, { name: "A", value: "2" }] }, ["json-duplicate task.containers[0].environment"]],
    ["two specifications", { credentialSpecs: ["a", "b"] }, ["json-type task.containers[0].credentialSpecs"]],
    ["accelerators that are gone", { resourceRequirements: [{ type: "InferenceAccelerator", value: "a" }] }, ["json-type task.containers[0].resourceRequirements[0].type"]],
    ["a secret by name", { secrets: [{ name: "A", valueFrom: "db" }] }, ["json-secret task.containers[0].secrets[0].valueFrom"]],
    ["a secret that is known later", { secrets: [{ name: "A", valueFrom: someToken }] }, ["json-secret task.containers[0].secrets[0].valueFrom"]],
    ["a secret from nowhere", { secrets: [{ name: "A" }] }, ["json-type task.containers[0].secrets[0].valueFrom"]],
    ["a driver that is none", { logConfiguration: { logDriver: "logentries" } }, ["json-type task.containers[0].logConfiguration.logDriver"]],
    ["no driver", { logConfiguration: {} }, ["json-type task.containers[0].logConfiguration.logDriver"]],
    ["a group that each task makes", { logConfiguration: { logDriver: "awslogs", options: { "awslogs-create-group": "true" } } }, ['json-log task.containers[0].logConfiguration.options["awslogs-create-group"]']],
    ["a buffer in bytes", { logConfiguration: { logDriver: "awslogs", options: { "max-buffer-size": "4096" } } }, ['json-log task.containers[0].logConfiguration.options["max-buffer-size"]']],
    ["secrets of a driver that has none", { logConfiguration: { logDriver: "awslogs", secretOptions: [{ name: "a", valueFrom: secret }] } }, ["json-log task.containers[0].logConfiguration.secretOptions"]],
    ["Splunk without a token", { logConfiguration: { logDriver: "splunk", options: {} } }, ["json-log task.containers[0].logConfiguration.secretOptions"]],
    ["Splunk with more than a token", { logConfiguration: { logDriver: "splunk", secretOptions: [{ name: "splunk-token", valueFrom: secret }, { name: "x", valueFrom: secret }] } }, ["json-log task.containers[0].logConfiguration.secretOptions"]],
    ["a router of no kind", { firelensConfiguration: {} }, ["json-type task.containers[0].firelensConfiguration.type"]],
    ["a router's file in a bucket", { firelensConfiguration: { type: "fluentbit", options: { "config-file-type": "s3" } } }, ['json-type task.containers[0].firelensConfiguration.options["config-file-type"]']],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test("two containers of one name, a text that is known later, something else than a list", () => {
    expect(problemsWith({}, web)).toEqual(["json-duplicate task.containers"]);
    expect(problemsOf(() => onFargate(someToken))).toEqual(["not-known-at-synth task.containers"]);
    expect(problemsOf(() => onFargate('{ "name": "web" }'))).toEqual(["json-type task.containers"]);
    expect(() => onFargate("[")).toThrow(SyntaxError);
  });
});

describe("rules of typed containers, at the paths of the JSON", () => {
  test.each<[string, object, string[]]>([
    ["memory", { memory: 5 }, ["container-memory task.containers[1].memory"]],
    ["a reservation", { memory: undefined, memoryReservation: 5 }, ["container-memory task.containers[1].memoryReservation"]],
    ["a port", { portMappings: [{ containerPort: 0 }] }, ["port-range task.containers[1].portMappings[0].containerPort"]],
    ["a port's name", { portMappings: [{ containerPort: 80, name: "HTTP" }] }, ["port-name task.containers[1].portMappings[0].name"]],
    ["a mount", { mountPoints: [{ containerPath: "/data", sourceVolume: "data" }] }, ['mount-volume task.containers[1].mountPoints["/data"].sourceVolume']],
    ["a relative mount", { mountPoints: [{ containerPath: "data", sourceVolume: "cache" }] }, ['absolute-path task.containers[1].mountPoints["data"]', 'mount-volume task.containers[1].mountPoints["data"].sourceVolume'].toReversed()],
    ["a time", { stopTimeout: 121 }, ["stop-timeout task.containers[1].stopTimeout"]],
    ["a health check", { healthCheck: { command: ["CMD", "true"], interval: 1 } }, ["health-interval task.containers[1].healthCheck.interval"]],
    ["a restart", { restartPolicy: { enabled: true, restartAttemptPeriod: 1 } }, ["restart-period task.containers[1].restartPolicy.restartAttemptPeriod"]],
    ["exit codes", { restartPolicy: { enabled: true, ignoredExitCodes: Array.from({ length: 51 }, (_, n) => n) } }, ["restart-exit-codes task.containers[1].restartPolicy.ignoredExitCodes"]],
    ["a driver", { logConfiguration: { logDriver: "gelf" } }, ["log-driver task.containers[1].logConfiguration.logDriver"]],
    ["a buffer", { logConfiguration: { logDriver: "awslogs", options: { "max-buffer-size": "0m" } } }, ['log-buffer task.containers[1].logConfiguration.options["max-buffer-size"]']],
    ["first lines", { logConfiguration: { logDriver: "awslogs", options: { "awslogs-datetime-format": "%Y", "awslogs-multiline-pattern": "^x" } } }, ['log-multiline task.containers[1].logConfiguration.options["awslogs-multiline-pattern"]']],
    ["a group", { logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "a:b" } } }, ['log-group task.containers[1].logConfiguration.options["awslogs-group"]']],
    ["an address of Splunk", { logConfiguration: { logDriver: "splunk", options: { "splunk-url": "http://x" }, secretOptions: [{ name: "splunk-token", valueFrom: secret }] } }, ['splunk-url task.containers[1].logConfiguration.options["splunk-url"]']],
    ["a capability", { linuxParameters: { capabilities: { add: ["NET_ADMIN"] } } }, ["linux-capability task.containers[1].linuxParameters.capabilities.add"]],
    ["shared memory", { linuxParameters: { sharedMemorySize: 64 } }, ["ec2-only task.containers[1].linuxParameters.sharedMemorySize"]],
    ["swap", { linuxParameters: { maxSwap: 64 } }, ["ec2-only task.containers[1].linuxParameters.maxSwap"]],
    ["a GPU", { resourceRequirements: [{ type: "GPU", value: "1" }] }, ["ec2-only task.containers[1].resourceRequirements"]],
    ["a registry", { repositoryCredentials: { credentialsParameter: "x" } }, ["secret-arn task.containers[1].repositoryCredentials.credentialsParameter"]],
    ["a specification", { credentialSpecs: ["x"] }, ["credential-spec task.containers[1].credentialSpecs"]],
    ["a file", { environmentFiles: [{ type: "s3", value: "x" }] }, ["environment-file task.containers[1].environmentFiles[0]"]],
    ["a router", { firelensConfiguration: { type: "fluentbit" }, logConfiguration: { logDriver: "awsfirelens" } }, ["log-router task.containers[1].logConfiguration.logDriver"]],
    ["a kernel parameter", { systemControls: [{ namespace: "vm.swappiness", value: "1" }] }, ["system-control task.containers[1].systemControls"]],
  ])("%s", (_why, change, expected) => {
    const first = { name: "w", image, memory: 128, logConfiguration };
    expect(problemsOf(() => onFargate([first, { ...web, ...change }]))).toEqual(expected);
  });

  test("a root that nothing may be written to", () => {
    const make = () => new FargateService(testStack(), "web", { ...valid, exec: true, task: { ...task, containers: [{ ...web, readonlyRootFilesystem: true }] } });
    expect(problemsOf(make)).toEqual(["exec-read-only-root task.containers[0].readonlyRootFilesystem"]);
  });
});
