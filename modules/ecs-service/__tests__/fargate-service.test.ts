import { requireAwsProvider } from "@terrace/core";
import { inventory, only, problemsOf, render, resourcesOf, synth, testStack, type Template } from "@terrace/testkit";
import { Fn, TerraformOutput, type TerraformStack } from "cdktf";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { FargateService } from "../src/fargate-service";
import type { FargateServiceProps } from "../src/fargate-service-props";
import type { StrategyProps } from "../src/service-props";
import { decode } from "./decode";
import { cluster, image, network, targetGroup, valid, web, withTask, withWeb } from "./fixtures";

function make(change: Partial<FargateServiceProps> = {}, stack: TerraformStack = testStack()) {
  return { stack, service: new FargateService(stack, "web", { ...valid, ...change }) };
}

function template(change: Partial<FargateServiceProps> = {}): Template {
  return synth(make(change).stack);
}

function containers(change: Partial<FargateServiceProps>) {
  return decode(only(template(change), "aws_ecs_task_definition")["container_definitions"]);
}

function service(change: Partial<FargateServiceProps> = {}) {
  return only(template(change), "aws_ecs_service");
}

/** Statements of the inline policy whose id ends so. */
function statements(change: Partial<FargateServiceProps>, id: string) {
  const found = Object.entries(resourcesOf(template(change), "aws_iam_role_policy")).find(([key]) => key.startsWith(`web_${id}`));
  return found === undefined ? undefined : decode(found[1]["policy"]).Statement;
}

describe("the containers", () => {
  test("are written as ECS returns them, with its defaults", () => {
    expect(containers({})).toEqual([
      {
        name: "web",
        image,
        essential: true,
        cpu: 0,
        environment: [],
        mountPoints: [],
        portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: "tcp", name: "http" }],
        systemControls: [],
        volumesFrom: [],
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": "/ecs/dev-shop-web",
            "awslogs-region": "ap-northeast-1",
            "awslogs-stream-prefix": "dev-shop-web",
            mode: "non-blocking",
            "max-buffer-size": "10m",
          },
        },
      },
    ]);
  });

  test("have no empty command, as ECS returns none", () => {
    const [made] = containers(withWeb({ command: [], entryPoint: [] }));
    for (const absent of ["command", "entryPoint"]) expect(made).not.toHaveProperty(absent);
  });

  test("come in one order, whatever the order of the props", () => {
    const one = withTask({ containers: { b: { image, environment: { Z: "1", A: "2" } }, a: { image, ports: [{ port: 81 }, { port: 80 }] } } });
    const other = withTask({ containers: { a: { image, ports: [{ port: 80 }, { port: 81 }] }, b: { image, environment: { A: "2", Z: "1" } } } });
    expect(containers(one)).toEqual(containers(other));
    expect(containers(one)[1].environment).toEqual([{ name: "A", value: "2" }, { name: "Z", value: "1" }]);
  });

  test("keep the order of a command", () => {
    expect(containers(withWeb({ command: ["b", "a"], entryPoint: ["z", "y"] }))[0]).toMatchObject({ command: ["b", "a"], entryPoint: ["z", "y"] });
  });

  test.each(['say "hi"', '"quoted"', "back\\slash", "two\nlines", "a\ttab", "${HOME}", "%{ if true }"])("hand over the text %j as it is", (value) => {
    expect(containers(withWeb({ environment: { TEXT: value } }))[0].environment).toEqual([{ name: "TEXT", value }]);
  });

  test("say everything that was asked for", () => {
    const [container] = containers(
      withTask({
        volumes: [{ name: "tmp" }],
        containers: {
          web: {
            ...web,
            memoryMiB: 512,
            memoryReservationMiB: 256,
            workingDirectory: "/app",
            user: "1000:1000",
            readOnlyRoot: true,
            startTimeoutSeconds: 60,
            stopTimeoutSeconds: 90,
            mounts: { "/tmp": { volume: "tmp" } },
            ulimits: { nofile: { soft: 1024, hard: 4096 } },
            systemControls: { "net.core.somaxconn": "1024" },
            linux: { addCapabilities: ["SYS_PTRACE"], dropCapabilities: ["NET_RAW", "KILL"], init: true },
            healthCheck: { command: ["CMD", "true"], startPeriodSeconds: 10 },
          },
        },
      }),
    );
    expect(container).toMatchObject({
      memory: 512,
      memoryReservation: 256,
      workingDirectory: "/app",
      user: "1000:1000",
      readonlyRootFilesystem: true,
      startTimeout: 60,
      stopTimeout: 90,
      mountPoints: [{ containerPath: "/tmp", sourceVolume: "tmp", readOnly: false }],
      ulimits: [{ name: "nofile", softLimit: 1024, hardLimit: 4096 }],
      systemControls: [{ namespace: "net.core.somaxconn", value: "1024" }],
      linuxParameters: { initProcessEnabled: true, capabilities: { add: ["SYS_PTRACE"], drop: ["KILL", "NET_RAW"] } },
      healthCheck: { command: ["CMD", "true"], interval: 30, timeout: 5, retries: 3, startPeriod: 10 },
    });
  });

  test("log to Splunk with a token that ECS reads", () => {
    const arn = "arn:aws:ssm:ap-northeast-1:111111111111:parameter/token";
    const [container] = containers(withWeb({ log: { driver: "splunk", url: "https://splunk", token: { from: "parameter-store", arn } } }));
    expect(container.logConfiguration).toEqual({
      logDriver: "splunk",
      options: { "splunk-url": "https://splunk" },
      secretOptions: [{ name: "splunk-token", valueFrom: arn }],
    });
  });

  test("wait for each other, and route their logs", () => {
    const change = withTask({
      containers: { router: { image, logRouter: "fluentbit" }, web: { ...web, dependsOn: { router: "START" }, log: { driver: "awsfirelens", options: { Name: "stdout" } } } },
    });
    expect(containers(change)).toMatchObject([
      { name: "router", firelensConfiguration: { type: "fluentbit" } },
      { name: "web", dependsOn: [{ containerName: "router", condition: "START" }], logConfiguration: { logDriver: "awsfirelens", options: { Name: "stdout" } } },
    ]);
  });
});

describe("the task definition", () => {
  const definition = (change: Partial<FargateServiceProps> = {}) => only(template(change), "aws_ecs_task_definition");

  test("is for Fargate, and keeps old revisions", () => {
    expect(definition()).toMatchObject({
      family: "dev-shop-web",
      network_mode: "awsvpc",
      requires_compatibilities: ["FARGATE"],
      cpu: "512",
      memory: "1024",
      runtime_platform: { cpu_architecture: "X86_64", operating_system_family: "LINUX" },
      skip_destroy: true,
    });
  });

  test("mounts EFS with the task role's credentials, encrypted", () => {
    const volumes = [{ name: "files", fileSystemId: "fs-0123456789abcdef0", accessPointId: "fsap-1" }, { name: "empty" }];
    expect(definition(withTask({ volumes, ephemeralStorageGiB: 40, pidMode: "task" }))).toMatchObject({
      volume: [
        { name: "empty" },
        { name: "files", efs_volume_configuration: { file_system_id: "fs-0123456789abcdef0", transit_encryption: "ENABLED", authorization_config: { access_point_id: "fsap-1", iam: "ENABLED" } } },
      ],
      ephemeral_storage: { size_in_gib: 40 },
      pid_mode: "task",
    });
  });

  test("can be overridden", () => {
    expect(definition(withTask({ override: { trackLatest: true } }))).toMatchObject({ track_latest: true });
  });
});

describe("the roles", () => {
  test("are two, for tasks of this account only", () => {
    const roles = Object.values(resourcesOf(template(), "aws_iam_role"));
    expect(roles.map(({ name }) => name)).toEqual(["dev-shop-web-task", "dev-shop-web-execution"]);
    for (const { assume_role_policy: policy } of roles) {
      expect(policy).toContain('"Service" = "ecs-tasks.amazonaws.com"');
      expect(policy).toContain(`"aws:SourceAccount" = "111111111111"`);
    }
  });

  test("pull the images that are named, write to the log group that is made, and nothing else", () => {
    expect(statements({}, "execution-policy")).toEqual([
      { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
      {
        Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: ["arn:aws:ecr:ap-northeast-1:111111111111:repository/shop/web"],
      },
      { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.[\w-]+\.arn\}:\*$/) },
    ]);
    expect(statements({}, "exec-policy")).toBeUndefined();
  });

  test("read the secrets that are named, with their keys", () => {
    const secret = "arn:aws:secretsmanager:ap-northeast-1:111111111111:secret:db-AbCdEf";
    const parameter = "arn:aws:ssm:ap-northeast-1:111111111111:parameter/x";
    const kmsKeyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/1";
    const change = withWeb({
      image: "nginx:1.29",
      log: { driver: "none" },
      secrets: {
        USER: { from: "secrets-manager", arn: secret, jsonKey: "user", kmsKeyArn },
        PASSWORD: { from: "secrets-manager", arn: secret, jsonKey: "password", kmsKeyArn },
        X: { from: "parameter-store", arn: parameter },
      },
    });
    expect(statements(change, "execution-policy")).toEqual([
      { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: [secret] },
      { Effect: "Allow", Action: "ssm:GetParameters", Resource: [parameter] },
      { Effect: "Allow", Action: "kms:Decrypt", Resource: [kmsKeyArn] },
    ]);
    expect(containers(change)[0].secrets).toEqual([
      { name: "PASSWORD", valueFrom: `${secret}:password::` },
      { name: "USER", valueFrom: `${secret}:user::` },
      { name: "X", valueFrom: parameter },
    ]);
  });

  test("may be somebody else's", () => {
    const taskRole = { roleName: "theirs", roleArn: "arn:aws:iam::111111111111:role/theirs" };
    const made = template({ ...withTask({ taskRole }), exec: true });
    expect(inventory(made)["aws_iam_role"]).toBe(1);
    expect(only(made, "aws_ecs_task_definition")).toMatchObject({ task_role_arn: taskRole.roleArn });
  });
});

describe("the service", () => {
  test("runs on Fargate, rolls back by itself, and balances its zones", () => {
    expect(service()).toMatchObject({
      name: "dev-shop-web",
      cluster: cluster.clusterArn,
      desired_count: 1,
      launch_type: "FARGATE",
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      deployment_circuit_breaker: { enable: true, rollback: true },
      availability_zone_rebalancing: "ENABLED",
      network_configuration: { subnets: ["subnet-private-apne1-az1", "subnet-private-apne1-az2"], assign_public_ip: false },
      propagate_tags: "SERVICE",
      enable_execute_command: false,
      wait_for_steady_state: false,
    });
    expect(service()["lifecycle"]).toBeUndefined();
    expect(service()["health_check_grace_period_seconds"]).toBeUndefined();
    expect(service({ platformVersion: "1.4.0" })).toMatchObject({ platform_version: "1.4.0" });
  });

  test("starts after its rights are there, and after what it is told", () => {
    const stack = testStack();
    const queue = new SqsQueue(stack, "queue");
    make({ dependsOn: [queue] }, stack);
    expect(only(synth(stack), "aws_ecs_service")["depends_on"]).toEqual([expect.stringMatching(/^aws_iam_role_policy\.web_execution-policy/), "aws_sqs_queue.queue"]);
  });

  test("takes shares of Spot instead of a launch type", () => {
    const made = service({ capacity: [{ provider: "FARGATE", base: 1 }, { provider: "FARGATE_SPOT", weight: 3 }] });
    expect(made["launch_type"]).toBeUndefined();
    expect(made["capacity_provider_strategy"]).toEqual([
      { capacity_provider: "FARGATE", weight: 1, base: 1 },
      { capacity_provider: "FARGATE_SPOT", weight: 3, base: 0 },
    ]);
  });

  test("leaves the count and the revision to their owners", () => {
    const made = service({ desiredCount: { initial: 3, owner: "ci" }, taskDefinitionOwner: "ci" });
    expect(made).toMatchObject({ desired_count: 3, lifecycle: { ignore_changes: ["desired_count", "task_definition"] } });
  });

  test("has no room for rebalancing where no task can start beside", () => {
    expect(service({ desiredCount: 2, deployment: { minHealthyPercent: 50, maxPercent: 100 } })).toMatchObject({ availability_zone_rebalancing: "DISABLED" });
  });

  test("stops without going back, watches alarms, waits, and can be overridden", () => {
    const change = { deployment: { circuitBreaker: "stop", alarmNames: ["errors"] }, waitForSteadyState: true, override: { forceNewDeployment: true } } as const;
    expect(service(change)).toMatchObject({
      deployment_circuit_breaker: { enable: true, rollback: false },
      alarms: { alarm_names: ["errors"], enable: true, rollback: true },
      wait_for_steady_state: true,
      force_new_deployment: true,
    });
  });

  test("says how many tasks run while it deploys", () => {
    const { service: made } = make({ desiredCount: 4, deployment: { minHealthyPercent: 50, maxPercent: 150 } });
    expect(made.deploymentBounds).toEqual({ desired: 4, lowest: 2, highest: 6, canProgress: true });
  });

  test("says what it must reach", () => {
    expect(make().service.workload).toMatchObject({ name: "dev-shop-web", tier: "private", publicIp: false });
  });
});

describe("load balancers", () => {
  test("reach the port by matching rules, and give time to start", () => {
    const made = template({ targets: { web: { targetGroup } } });
    expect(only(made, "aws_ecs_service")).toMatchObject({
      load_balancer: [{ target_group_arn: targetGroup.targetGroupArn, container_name: "web", container_port: 8080 }],
      health_check_grace_period_seconds: 60,
    });
    expect(only(made, "aws_vpc_security_group_ingress_rule")).toMatchObject({ referenced_security_group_id: "sg-alb", from_port: 8080, to_port: 8080 });
    const out = Object.values(resourcesOf(made, "aws_vpc_security_group_egress_rule")).find((rule) => rule["security_group_id"] === "sg-alb");
    expect(out).toMatchObject({ from_port: 8080, to_port: 8080, ip_protocol: "tcp" });
  });

  test("that share a group and a port share the rules", () => {
    const other = { ...targetGroup, targetGroupArn: "arn:aws:elasticloadbalancing:x" };
    expect(inventory(template({ targets: { a: { targetGroup }, b: { targetGroup: other } } }))).toMatchObject({
      aws_vpc_security_group_ingress_rule: 1,
      aws_vpc_security_group_egress_rule: 2,
    });
  });

  test("reach a port of both protocols by a rule for each", () => {
    const nlb = { ...targetGroup, loadBalancer: "network" } as const;
    const dns = withWeb({ ports: [{ port: 53 }, { port: 53, protocol: "udp" }] });
    const { stack, service: made } = make({ ...dns, targets: { dns: { targetGroup: nlb, port: 53 } } });
    made.allowFrom("client", { securityGroupId: "sg-client" }, 53);
    const rules = Object.entries(resourcesOf(synth(stack), "aws_vpc_security_group_ingress_rule"));
    expect(rules.map(([id, rule]) => `${id.replace(/_[0-9A-F]{8}$/, "")} ${rule["ip_protocol"]}`)).toEqual([
      "web_from-target-dns tcp",
      "web_from-target-dns-udp udp",
      "web_from-client tcp",
      "web_from-client-udp udp",
    ]);
    const out = Object.values(resourcesOf(synth(stack), "aws_vpc_security_group_egress_rule")).filter((rule) => rule["security_group_id"] === "sg-alb");
    expect(out.map((rule) => rule["ip_protocol"])).toEqual(["tcp", "udp"]);
  });

  test("of the kind network get more time", () => {
    expect(service({ targets: { web: { targetGroup: { ...targetGroup, loadBalancer: "network" } } } })).toMatchObject({ health_check_grace_period_seconds: 330 });
    expect(service({ targets: { web: { targetGroup } }, gracePeriodSeconds: "slow-start" })).toMatchObject({ health_check_grace_period_seconds: 600 });
  });
});

describe("deployments that shift traffic", () => {
  const shift = { alternate: { ...targetGroup, targetGroupArn: "arn:other" }, productionRuleArn: "arn:rule", testRuleArn: "arn:test" };
  const shifted = (strategy: StrategyProps) => {
    const stack = testStack();
    requireAwsProvider(stack, "6.0.0");
    make({ targets: { web: { targetGroup, shift } }, deployment: { strategy } }, stack);
    return synth(stack);
  };

  test("go from one target group to the other by a role that may change these rules only", () => {
    const made = shifted({ kind: "blue-green" });
    expect(only(made, "aws_ecs_service")).toMatchObject({
      deployment_circuit_breaker: { enable: false, rollback: false },
      deployment_configuration: { strategy: "BLUE_GREEN", bake_time_in_minutes: "5" },
      load_balancer: [
        {
          target_group_arn: targetGroup.targetGroupArn,
          container_name: "web",
          container_port: 8080,
          advanced_configuration: { alternate_target_group_arn: "arn:other", production_listener_rule: "arn:rule", test_listener_rule: "arn:test" },
        },
      ],
    });
    const policy = Object.values(resourcesOf(made, "aws_iam_role_policy")).find(({ name }) => name === "dev-shop-web-shift");
    const role = Object.values(resourcesOf(made, "aws_iam_role")).find(({ name }) => name === "dev-shop-web-shift");
    expect(decode(role?.["assume_role_policy"]).Statement).toMatchObject([{ Principal: { Service: "ecs.amazonaws.com" } }]);
    expect(decode(policy?.["policy"]).Statement.slice(1)).toMatchObject([{ Resource: [targetGroup.targetGroupArn, "arn:other"] }, { Resource: ["arn:rule", "arn:test"] }]);
    expect(made.terraform["required_providers"]).toMatchObject({ aws: { version: ">= 6.4.0, < 7.0.0" } });
  });

  test.each<[StrategyProps, object]>([
    [{ kind: "linear" }, { strategy: "LINEAR", linear_configuration: { step_percent: 10, step_bake_time_in_minutes: "6" } }],
    [{ kind: "canary", bakeMinutes: 1 }, { strategy: "CANARY", bake_time_in_minutes: "1", canary_configuration: { canary_percent: 5, canary_bake_time_in_minutes: "10" } }],
  ])("move by and by: %j", (strategy, expected) => {
    expect(only(shifted(strategy), "aws_ecs_service")).toMatchObject({ deployment_configuration: expected });
  });
});

describe("names and clients", () => {
  test("a port is offered by a name, and the proxy logs beside the task", () => {
    const namespaceArn = "arn:aws:servicediscovery:ap-northeast-1:111111111111:namespace/ns-1";
    const change = { cluster: { ...cluster, serviceConnectNamespaceArn: namespaceArn }, serviceConnect: { offers: { http: { dnsName: "web.shop", port: 80, requestTimeoutSeconds: 30 } } } };
    expect(service(change)).toMatchObject({
      service_connect_configuration: {
        enabled: true,
        namespace: namespaceArn,
        service: [{ port_name: "http", discovery_name: "web-shop", client_alias: { dns_name: "web.shop", port: 80 }, timeout: { per_request_timeout_seconds: 30 } }],
        log_configuration: { log_driver: "awslogs", options: { "awslogs-region": "ap-northeast-1", "awslogs-stream-prefix": "dev-shop-web-proxy" } },
      },
    });
  });

  test("a peer reaches the only port, or one that is named", () => {
    const { stack, service: made } = make();
    made.allowFrom("api", { securityGroupId: "sg-api" });
    expect(only(synth(stack), "aws_vpc_security_group_ingress_rule")).toMatchObject({ referenced_security_group_id: "sg-api", from_port: 8080, to_port: 8080 });
    expect(problemsOf(() => made.allowFrom("other", { securityGroupId: "sg-x" }, 9090))).toEqual(["allow-from-port port"]);
  });

  test("IPv6 gets out of a dual-stack network", () => {
    const rules = Object.values(resourcesOf(template({ network: { ...network, dualStack: true } }), "aws_vpc_security_group_egress_rule"));
    expect(rules).toMatchObject([{ cidr_ipv4: "0.0.0.0/0" }, { cidr_ipv6: "::/0" }]);
  });
});

describe("ECS Exec", () => {
  const exec = { exec: true } as const;
  const kmsKeyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/1";
  const logGroupArn = "arn:aws:logs:ap-northeast-1:111111111111:log-group:/exec";

  test("is one switch: the service, the rights, the init process", () => {
    expect(service(exec)).toMatchObject({ enable_execute_command: true });
    expect(containers(exec)[0].linuxParameters).toEqual({ initProcessEnabled: true });
    const actions = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map((action) => `ssmmessages:${action}`);
    expect(statements(exec, "exec-policy")).toEqual([{ Effect: "Allow", Action: actions, Resource: "*" }]);
  });

  test("keeps the record that the cluster wants, with its key", () => {
    const change = { exec: { logGroupArn, bucketArn: "arn:aws:s3:::exec" }, cluster: { ...cluster, exec: { kmsKeyArn, logs: "cloudwatch" } } } as const;
    expect(statements(change, "exec-policy").slice(1)).toEqual([
      { Effect: "Allow", Action: "kms:Decrypt", Resource: kmsKeyArn },
      { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
      { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], Resource: `${logGroupArn}:*` },
      { Effect: "Allow", Action: "s3:GetEncryptionConfiguration", Resource: "arn:aws:s3:::exec" },
      { Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::exec/*" },
    ]);
  });

  test("lets a caller into these tasks only", () => {
    const { stack, service: made } = make(exec);
    const policy = String(render(stack, made.execCallerPolicy));
    expect(policy).toContain('"aws:ResourceTag/Name" = "dev-shop-web"');
    expect(policy).toContain('"Resource" = "arn:aws:ecs:ap-northeast-1:111111111111:task/dev-shop/*"');
    expect(make().service.execCallerPolicy).toBeUndefined();
  });
});

describe("autoscaling", () => {
  const scaling = { min: 2, max: 8, cpuPercent: 60 };

  test("owns the count from creation on", () => {
    const made = template({ scaling });
    expect(only(made, "aws_ecs_service")).toMatchObject({ desired_count: 2, lifecycle: { ignore_changes: ["desired_count"] } });
    expect(only(made, "aws_appautoscaling_target")).toMatchObject({ min_capacity: 2, max_capacity: 8, service_namespace: "ecs", scalable_dimension: "ecs:service:DesiredCount" });
    expect(only(made, "aws_appautoscaling_policy")).toMatchObject({
      name: "dev-shop-web-cpu",
      target_tracking_scaling_policy_configuration: {
        target_value: 60,
        scale_in_cooldown: 300,
        scale_out_cooldown: 60,
        predefined_metric_specification: { predefined_metric_type: "ECSServiceAverageCPUUtilization" },
      },
    });
  });

  test("follows memory, requests and a queue too", () => {
    const requests = { perTask: 100, resourceLabel: "app/web/1/targetgroup/web/2" };
    const made = template({ targets: { web: { targetGroup } }, scaling: { min: 2, max: 8, memoryPercent: 70, requests, queue: { queueName: "jobs", messagesPerTask: 5 } } });
    const policies = Object.values(resourcesOf(made, "aws_appautoscaling_policy"));
    expect(policies.map(({ name }) => name)).toEqual(["dev-shop-web-memory", "dev-shop-web-requests", "dev-shop-web-queue"]);
    expect(policies[0]).toMatchObject({ target_tracking_scaling_policy_configuration: { predefined_metric_specification: { predefined_metric_type: "ECSServiceAverageMemoryUtilization" } } });
    expect(policies[1]).toMatchObject({ target_tracking_scaling_policy_configuration: { predefined_metric_specification: { predefined_metric_type: "ALBRequestCountPerTarget", resource_label: requests.resourceLabel } } });
    expect(JSON.stringify(policies[2])).toContain('{"name":"QueueName","value":"jobs"}');
  });

  test("steps when alarms of yours say so, and by the clock", () => {
    const { stack, service: made } = make({
      scaling: { ...scaling, steps: { burst: { changes: [{ from: 0, change: 2 }] } }, schedules: { night: { schedule: "cron(0 18 * * ? *)", min: 1, max: 2 } } },
    });
    new TerraformOutput(stack, "burst", { value: Fn.jsonencode(made.scalingPolicyArns) });
    const out = synth(stack);
    expect(Object.values(resourcesOf(out, "aws_appautoscaling_policy"))[1]).toMatchObject({
      policy_type: "StepScaling",
      step_scaling_policy_configuration: { adjustment_type: "ChangeInCapacity", step_adjustment: [{ metric_interval_lower_bound: "0", scaling_adjustment: 2 }] },
    });
    expect(out.output?.["burst"]?.["value"]).toMatch(/"burst" = aws_appautoscaling_policy\.\w+step-burst_\w+\.arn/);
    expect(only(out, "aws_appautoscaling_scheduled_action")).toMatchObject({ timezone: "UTC", scalable_target_action: { min_capacity: "1", max_capacity: "2" } });
  });
});
