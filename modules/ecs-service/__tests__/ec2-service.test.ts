import { inventory, only, problemsOf, resourcesOf, synth, testStack, type Template } from "@terrace/testkit";
import { DaemonService } from "../src/daemon-service";
import { Ec2Service } from "../src/ec2-service";
import type { Ec2ServiceProps } from "../src/ec2-service-props";
import { FargateService } from "../src/fargate-service";
import { decode } from "./decode";
import { daemonValid, ec2Valid, image, instanceSecurityGroup, targetGroup, task, valid, web, withEc2Task, withEc2Web } from "./fixtures";

function make(change: Partial<Ec2ServiceProps> = {}) {
  const stack = testStack();
  return { stack, service: new Ec2Service(stack, "web", { ...ec2Valid, ...change }) };
}

function template(change: Partial<Ec2ServiceProps> = {}): Template {
  return synth(make(change).stack);
}

function service(change: Partial<Ec2ServiceProps> = {}) {
  return only(template(change), "aws_ecs_service");
}

function definition(change: Partial<Ec2ServiceProps> = {}) {
  return only(template(change), "aws_ecs_task_definition");
}

const shared = { instanceSecurityGroup, ...withEc2Task({ networkMode: "bridge" }) };
const targets = { web: { targetGroup: { ...targetGroup, targetType: "instance" } } } as const;

describe("a service on instances", () => {
  test("runs wherever an instance has room, with addresses of the tasks' own", () => {
    expect(service()).toMatchObject({
      launch_type: "EC2",
      desired_count: 1,
      availability_zone_rebalancing: "ENABLED",
      network_configuration: { assign_public_ip: false, subnets: ["subnet-private-apne1-az1", "subnet-private-apne1-az2"] },
    });
    expect(service()["scheduling_strategy"]).toBeUndefined();
    expect(definition()).toMatchObject({ requires_compatibilities: ["EC2"], network_mode: "awsvpc" });
    expect(definition()["cpu"]).toBeUndefined();
    expect(definition()["memory"]).toBeUndefined();
  });

  test("takes the size of the task, its namespaces, and where it may run", () => {
    const made = definition(withEc2Task({ cpu: 256, memoryMiB: 512, ipcMode: "task", pidMode: "host", placementConstraints: ["attribute:a exists"] }));
    expect(made).toMatchObject({ cpu: "256", memory: "512", ipc_mode: "task", pid_mode: "host", placement_constraints: [{ type: "memberOf", expression: "attribute:a exists" }] });
  });

  test("takes shares of the cluster's providers, constraints and strategies, in their order", () => {
    const strategies = [{ type: "spread", field: "attribute:ecs.availability-zone" }, { type: "binpack", field: "memory" }] as const;
    const made = service({ capacity: [{ provider: "dev-shop-general", base: 1 }], placement: { memberOf: ["attribute:a exists"], distinctInstances: true, strategies } });
    expect(made["launch_type"]).toBeUndefined();
    expect(made).toMatchObject({
      capacity_provider_strategy: [{ capacity_provider: "dev-shop-general", weight: 1, base: 1 }],
      placement_constraints: [{ type: "memberOf", expression: "attribute:a exists" }, { type: "distinctInstance" }],
      ordered_placement_strategy: strategies,
    });
  });

  test("does not balance zones that something else decides", () => {
    const packed = { placement: { strategies: [{ type: "binpack", field: "cpu" }] } } as const;
    expect(service(packed)).toMatchObject({ availability_zone_rebalancing: "DISABLED" });
    const one = withEc2Task({ placementConstraints: ["attribute:ecs.availability-zone == ap-northeast-1a"] });
    expect(service(one)).toMatchObject({ availability_zone_rebalancing: "DISABLED" });
  });

  test("is reached by any port of the instances that Docker may choose", () => {
    const made = template({ ...shared, targets });
    expect(only(made, "aws_ecs_service")["network_configuration"]).toBeUndefined();
    expect(inventory(made)["aws_security_group"]).toBeUndefined();
    expect(decode(only(made, "aws_ecs_task_definition")["container_definitions"])[0].portMappings).toEqual([{ containerPort: 8080, hostPort: 0, name: "http", protocol: "tcp" }]);
    const open = { from_port: 32768, to_port: 65535 };
    expect(only(made, "aws_vpc_security_group_ingress_rule")).toMatchObject({ security_group_id: "sg-instances", referenced_security_group_id: "sg-alb", ...open });
    expect(only(made, "aws_vpc_security_group_egress_rule")).toMatchObject({ security_group_id: "sg-alb", referenced_security_group_id: "sg-instances", ...open });
  });

  test("opens nothing that another service has opened", () => {
    expect(inventory(template({ ...shared, targets, opensInstances: false }))["aws_vpc_security_group_ingress_rule"]).toBeUndefined();
  });

  test("opens the port of the instance to who calls it", () => {
    const change = { instanceSecurityGroup, ...withEc2Task({ networkMode: "bridge", containers: { web: { ...web, memoryMiB: 256, ports: [{ port: 8080, hostPort: 80 }] } } }) } as const;
    const { stack, service: made } = make(change);
    made.allowFrom("client", { securityGroupId: "sg-client" });
    expect(only(synth(stack), "aws_vpc_security_group_ingress_rule")).toMatchObject({ security_group_id: "sg-instances", from_port: 80, to_port: 80 });
    expect(made.securityGroup).toEqual(instanceSecurityGroup);
    expect(problemsOf(() => made.allowFrom("other", { securityGroupId: "sg-other" }, 81))).toEqual(["allow-from-port port"]);
  });

  test("has ports of the instance itself in its network", () => {
    const change = { instanceSecurityGroup, deployment: { minHealthyPercent: 50 }, ...withEc2Task({ networkMode: "host", containers: { web: { ...web, user: "1000", memoryMiB: 256 } } }) } as const;
    expect(decode(definition(change)["container_definitions"])[0].portMappings).toMatchObject([{ containerPort: 8080, hostPort: 8080 }]);
  });

  test("leaves the mode to Windows", () => {
    const windows = { networkMode: "default", platform: { operatingSystem: "WINDOWS_SERVER_2022_CORE" } } as const;
    expect(definition({ instanceSecurityGroup, ...withEc2Task(windows) })["network_mode"]).toBeUndefined();
  });

  test("mounts what is on the instance", () => {
    const volumes = [
      { name: "host", hostPath: "/var/data" },
      { name: "shared", docker: { scope: "shared", driver: "rexray", options: { size: "1" }, labels: { team: "shop" } } },
      { name: "task", docker: {} },
    ] as const;
    expect(definition(withEc2Task({ volumes }))["volume"]).toEqual([
      { name: "host", host_path: "/var/data" },
      { name: "shared", docker_volume_configuration: { autoprovision: true, driver: "rexray", driver_opts: { size: "1" }, labels: { team: "shop" }, scope: "shared" } },
      { name: "task", docker_volume_configuration: { driver: "local", scope: "task" } },
    ]);
  });

  test("says what the instances must reach too", () => {
    const needs = make().service.workload.needs.map((need) => need.service);
    expect(needs).toEqual(expect.arrayContaining(["ecs", "ecs-agent", "ecs-telemetry", "ecr.api", "logs"]));
  });
});

describe("a daemon", () => {
  test("runs once on each instance, and stops before the next one starts", () => {
    const stack = testStack();
    new DaemonService(stack, "agent", { ...daemonValid, placement: { memberOf: ["attribute:a exists"] }, deployment: { circuitBreaker: "stop", alarmNames: ["errors"] } });
    const made = only(synth(stack), "aws_ecs_service");
    expect(made).toMatchObject({
      scheduling_strategy: "DAEMON",
      launch_type: "EC2",
      deployment_minimum_healthy_percent: 0,
      deployment_maximum_percent: 100,
      deployment_circuit_breaker: { enable: true, rollback: false },
      alarms: { alarm_names: ["errors"] },
      availability_zone_rebalancing: "DISABLED",
      placement_constraints: [{ type: "memberOf", expression: "attribute:a exists" }],
    });
    expect(made["desired_count"]).toBeUndefined();
  });
});

describe("what any service can have", () => {
  test("files, a registry, a specification and a log group of somebody else: with rights, and the way to them", () => {
    const secret = "arn:aws:secretsmanager:ap-northeast-1:111111111111:secret:hub-AbCdEf";
    const stack = testStack();
    const made = new FargateService(stack, "web", {
      ...valid,
      task: {
        ...task,
        containers: {
          web: {
            ...web,
            image: "registry.example.com/web:1",
            registrySecretArn: secret,
            environmentFiles: ["arn:aws:s3:::settings/web.env"],
            credentialSpec: "credentialspecdomainless:arn:aws:ssm:ap-northeast-1:111111111111:parameter/gmsa",
            log: { driver: "awslogs", group: "/shop/web", region: "eu-west-1", streamPrefix: "app" },
            secrets: { A: { from: "secrets-manager", arn: secret, versionStage: "AWSPREVIOUS" } },
          },
        },
      },
    });
    const json = synth(stack);
    expect(decode(only(json, "aws_iam_role_policy")["policy"]).Statement).toEqual([
      { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: [secret] },
      { Effect: "Allow", Action: "s3:GetObject", Resource: ["arn:aws:s3:::settings/web.env"] },
      { Effect: "Allow", Action: "s3:GetBucketLocation", Resource: ["arn:aws:s3:::settings"] },
      { Effect: "Allow", Action: "ssm:GetParameters", Resource: ["arn:aws:ssm:ap-northeast-1:111111111111:parameter/gmsa"] },
      { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: ["arn:aws:logs:eu-west-1:111111111111:log-group:/shop/web:*"] },
    ]);
    expect(decode(only(json, "aws_ecs_task_definition")["container_definitions"])[0]).toMatchObject({
      secrets: [{ name: "A", valueFrom: `${secret}::AWSPREVIOUS:` }],
      logConfiguration: { options: { "awslogs-group": "/shop/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "app" } },
    });
    expect(made.workload.needs.map((need) => need.service)).toEqual(expect.arrayContaining(["secretsmanager", "s3", "logs"]));
  });

  test("names in DNS for addresses", () => {
    const made = template({ discovery: { namespaceId: "ns-1" } });
    expect(only(made, "aws_service_discovery_service")).toMatchObject({
      name: "dev-shop-web",
      description: "Tasks of dev-shop-web",
      dns_config: { namespace_id: "ns-1", routing_policy: "MULTIVALUE", dns_records: [{ type: "A", ttl: 15 }] },
      health_check_custom_config: { failure_threshold: 1 },
    });
    expect(only(made, "aws_ecs_service")["service_registries"]).toEqual({ registry_arn: expect.stringMatching(/^\$\{aws_service_discovery_service\.[\w-]+\.arn\}$/) });
  });

  test("names in DNS for ports", () => {
    const made = template({ ...shared, discovery: { namespaceId: "ns-1", name: "web", ttlSeconds: 5 } });
    expect(only(made, "aws_service_discovery_service")).toMatchObject({ name: "web", dns_config: { dns_records: [{ type: "SRV", ttl: 5 }] } });
    expect(only(made, "aws_ecs_service")["service_registries"]).toMatchObject({ container_name: "web", container_port: 8080 });
  });

  test("a volume of EBS for each task, by a role that makes no others", () => {
    const kmsKeyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/1";
    const ebs = { sizeGiB: 200, iops: 4000, throughputMiBps: 250, fileSystem: "ext4", kmsKeyArn, snapshotId: "snap-0123456789abcdef0" } as const;
    const made = template(withEc2Task({ volumes: [{ name: "data", ebs }], containers: { web: { ...web, memoryMiB: 256, mounts: { "/data": { volume: "data" } } } } }));
    expect(only(made, "aws_ecs_task_definition")["volume"]).toEqual([{ name: "data", configure_at_launch: true }]);
    const [policyId, policy] = Object.entries(resourcesOf(made, "aws_iam_role_policy")).find(([id]) => id.startsWith("web_volumes")) ?? ["", {}];
    expect(only(made, "aws_ecs_service")).toMatchObject({
      volume_configuration: {
        name: "data",
        managed_ebs_volume: { size_in_gb: 200, volume_type: "gp3", iops: 4000, throughput: 250, encrypted: true, file_system_type: "ext4", kms_key_id: kmsKeyArn, snapshot_id: ebs.snapshotId },
      },
      depends_on: expect.arrayContaining([`aws_iam_role_policy.${policyId}`]),
    });
    const account = "ap-northeast-1:111111111111";
    const statements: { Action: unknown; Resource: unknown }[] = decode(policy["policy"]).Statement;
    expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ["ec2:CreateVolume", `arn:aws:ec2:${account}:volume/*`],
      ["ec2:CreateVolume", "arn:aws:ec2:ap-northeast-1::snapshot/snap-0123456789abcdef0"],
      ["ec2:CreateTags", `arn:aws:ec2:${account}:volume/*`],
      [["ec2:DescribeAvailabilityZones", "ec2:DescribeInstances", "ec2:DescribeVolumes"], "*"],
      [["ec2:AttachVolume", "ec2:DetachVolume"], `arn:aws:ec2:${account}:volume/*`],
      [["ec2:AttachVolume", "ec2:DetachVolume"], `arn:aws:ec2:${account}:instance/*`],
      ["ec2:DeleteVolume", `arn:aws:ec2:${account}:volume/*`],
      [["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncrypt*"], kmsKeyArn],
      ["kms:CreateGrant", kmsKeyArn],
    ]);
    expect(JSON.stringify(statements[0])).toContain('"aws:RequestTag/AmazonECSManaged":"true"');
  });
});

test("a GPU, devices and swap are asked for in AWS's words", () => {
  const [container] = decode(definition(withEc2Web({ image, gpus: 2, linux: { devices: { "/dev/a": { hostPath: "/dev/fuse" } }, maxSwapMiB: 0 } }))["container_definitions"]);
  expect(container).toMatchObject({
    resourceRequirements: [{ type: "GPU", value: "2" }],
    linuxParameters: { devices: [{ containerPath: "/dev/a", hostPath: "/dev/fuse" }], maxSwap: 0 },
  });
});
