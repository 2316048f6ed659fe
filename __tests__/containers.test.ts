import { invalidProps, only, problemsOf, resourcesOf, synth, testApp, warningsOf, type Template } from "@terrace/testkit";
import { buildStacks } from "../stacks";
import { CacheStack } from "../stacks/cache";
import type { ContainersProps, ServiceProps } from "../stacks/container-props";
import { ContainersStack } from "../stacks/containers";
import type { Environment } from "../stacks/environment";
import { environments } from "../stacks/environments";
import { dev } from "../stacks/environments/dev";
import { prd } from "../stacks/environments/prd";
import { stg } from "../stacks/environments/stg";
import { NetworkStack } from "../stacks/network";
import { RegistryStack } from "../stacks/registry";
import { StorageStack } from "../stacks/storage";
import { workloadsOf } from "../stacks/workloads";

function stackOf(environment: Environment): ContainersStack {
  const app = testApp();
  const network = new NetworkStack(app, environment, {}, []);
  return new ContainersStack(app, environment, {}, {
    network,
    registry: new RegistryStack(app, environment, {}),
    cache: new CacheStack(app, environment, {}, network),
    storage: new StorageStack(app, environment, {}, network),
  });
}

function containersOf(environment: Environment): Template {
  return synth(stackOf(environment));
}

/** An environment with other services, or one of them changed. */
function withServices(environment: Environment, services: Readonly<Record<string, Partial<ServiceProps>>>): Environment {
  const { containers } = environment;
  const smallest: ServiceProps = { image: "web", tier: "private", cpu: 256, memoryMiB: 512 };
  const changed = Object.entries(services).map(([role, change]) => [role, { ...(containers.services[role] ?? smallest), ...change }]);
  return { ...environment, containers: { ...containers, services: { ...containers.services, ...Object.fromEntries(changed) } } };
}

function withContainers(environment: Environment, change: Partial<ContainersProps>): Environment {
  return { ...environment, containers: { ...environment.containers, ...change } };
}

const made = { dev: containersOf(dev), stg: containersOf(stg), prd: containersOf(prd) };

/** The text of a resource, for what stands in functions of Terraform. */
function textOf(template: Template, type: string, id: string): string {
  return JSON.stringify(resourcesOf(template, type)[id] ?? `no ${type}.${id}`).replaceAll('\\"', '"');
}

test.each(Object.values(environments))("$name makes its containers without a warning", (environment) => {
  expect(warningsOf(stackOf(environment))).toEqual([]);
});

describe("web", () => {
  test("is behind the load balancer that all share, by HTTPS where there is a certificate", () => {
    expect(resourcesOf(made.prd, "aws_lb_listener")).toMatchObject({
      "alb_listener-http": { port: 80, default_action: [{ type: "redirect", redirect: { protocol: "HTTPS" } }] },
      "alb_listener-https": { port: 443, certificate_arn: prd.containers.loadBalancer.certificateArn },
    });
    expect(only(made.prd, "aws_lb_listener_rule")).toMatchObject({
      listener_arn: "${aws_lb_listener.alb_listener-https.arn}",
      priority: 1000,
      condition: [{ path_pattern: { values: ["/*"] } }],
    });
    expect(only(made.prd, "aws_lb")).toMatchObject({ internal: false, enable_deletion_protection: true });
  });

  test("is behind plain text in dev, which only the network reaches", () => {
    expect(only(made.dev, "aws_lb_listener")).toMatchObject({ port: 80, default_action: [{ type: "fixed-response" }] });
    expect(only(made.dev, "aws_lb_listener_rule")).toMatchObject({ listener_arn: "${aws_lb_listener.alb_listener-http.arn}" });
    expect(only(made.dev, "aws_lb")).toMatchObject({ internal: true, enable_deletion_protection: false });
  });

  test("runs the image that the file names", () => {
    expect(textOf(made.prd, "aws_ecs_task_definition", "web_task-definition")).toContain(
      "${data.terraform_remote_state.state-of-terrace-prd-registry.outputs.repository_urls.web}:0.2.5",
    );
  });

  test("calls api by Service Connect, is let in by it, and starts after it", () => {
    const { web, api } = resourcesOf(made.prd, "aws_ecs_service");
    expect(web).toMatchObject({ service_connect_configuration: { enabled: true, service: [] } });
    expect(api).toMatchObject({ service_connect_configuration: { service: [{ port_name: "http", client_alias: { dns_name: "api", port: 8080 } }] } });
    expect(web?.depends_on).toContain("aws_ecs_service.api");
    expect(textOf(made.prd, "aws_ecs_task_definition", "web_task-definition")).toContain('"API_URL", "value" = "http://api:8080"');
    expect(resourcesOf(made.prd, "aws_vpc_security_group_ingress_rule")["api_from-web-8080"]).toMatchObject({
      security_group_id: "${aws_security_group.api_security-group.id}",
      referenced_security_group_id: "${aws_security_group.web_security-group.id}",
      from_port: 8080,
    });
  });

  test("finds the cache by variables, is let in, and starts after that", () => {
    const definition = textOf(made.prd, "aws_ecs_task_definition", "web_task-definition");
    const outputs = "data.terraform_remote_state.state-of-terrace-prd-cache.outputs";
    expect(definition).toContain(`"SESSIONS_URL", "value" = "rediss://\${${outputs}.primary_endpoints.sessions}:6379"`);
    expect(definition).toContain(`"SESSIONS_READER_URL", "value" = "rediss://\${${outputs}.reader_endpoints.sessions}:6379"`);
    expect(resourcesOf(made.prd, "aws_vpc_security_group_ingress_rule")["web-to-sessions"]).toMatchObject({
      security_group_id: `\${${outputs}.security_group_ids.sessions}`,
      referenced_security_group_id: "${aws_security_group.web_security-group.id}",
      from_port: 6379,
      to_port: 6379,
    });
    expect(resourcesOf(made.prd, "aws_ecs_service").web?.depends_on).toContain("aws_vpc_security_group_ingress_rule.web-to-sessions");
  });

  test("mounts the files through their access point, with the right to it and to nothing else", () => {
    const outputs = "data.terraform_remote_state.state-of-terrace-prd-storage.outputs";
    expect(resourcesOf(made.prd, "aws_ecs_task_definition")["web_task-definition"]).toMatchObject({
      volume: [
        {
          name: "uploads-web",
          efs_volume_configuration: {
            file_system_id: `\${${outputs}.file_system_ids.uploads}`,
            transit_encryption: "ENABLED",
            authorization_config: { access_point_id: `\${${outputs}.access_point_ids["uploads-web"]}`, iam: "ENABLED" },
          },
        },
      ],
    });
    expect(textOf(made.prd, "aws_ecs_task_definition", "web_task-definition")).toContain('"containerPath" = "/uploads"');
    const policy = textOf(made.prd, "aws_iam_role_policy", "web-files");
    expect(policy).toContain('"Action" = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]');
    expect(policy).toContain(`"Resource" = ${outputs}.file_system_arns.uploads`);
    expect(policy).toContain(`"elasticfilesystem:AccessPointArn" = ${outputs}.access_point_arns["uploads-web"]`);
    expect(resourcesOf(made.prd, "aws_vpc_security_group_ingress_rule")["web-to-uploads"]).toMatchObject({
      security_group_id: `\${${outputs}.security_group_ids.uploads}`,
      from_port: 2049,
    });
    expect(resourcesOf(made.prd, "aws_ecs_service").web?.depends_on).toEqual(
      expect.arrayContaining(["aws_iam_role_policy.web-files", "aws_vpc_security_group_ingress_rule.web-to-uploads"]),
    );
  });

  test("is rolled back on alarms of the load balancer", () => {
    expect(resourcesOf(made.prd, "aws_ecs_service").web).toMatchObject({
      alarms: {
        alarm_names: ["${aws_cloudwatch_metric_alarm.alb_target-errors-alarm.alarm_name}", "${aws_cloudwatch_metric_alarm.alb_unhealthy-web-alarm.alarm_name}"],
        enable: true,
        rollback: true,
      },
    });
  });
});

describe("secrets", () => {
  test("are read from where the file says; parameters are those of the environment's own account", () => {
    const definition = textOf(made.dev, "aws_ecs_task_definition", "api_task-definition");
    expect(definition).toContain('"FEATURES", "valueFrom" = "arn:aws:ssm:ap-northeast-1:111111111111:parameter/dev/terrace/features"');
    expect(definition).toContain('database-a1B2c3:url::"');
  });

  test("of a parameter with a key of one's own come with the right to decrypt", () => {
    const kmsKeyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";
    const keyed = containersOf(withServices(dev, { api: { secrets: { FEATURES: { from: "parameter-store", name: "features", kmsKeyArn } } } }));
    expect(textOf(keyed, "aws_iam_role_policy", "api_execution-policy")).toContain(kmsKeyArn);
    expect(textOf(keyed, "aws_ecs_task_definition", "api_task-definition")).toContain(":parameter/features");
  });
});

describe("environments differ", () => {
  test("in who decides how many tasks there are", () => {
    expect(resourcesOf(made.prd, "aws_ecs_service").web).toMatchObject({ desired_count: 3, lifecycle: { ignore_changes: ["desired_count"] } });
    expect(Object.keys(resourcesOf(made.prd, "aws_appautoscaling_target"))).toHaveLength(3);
    expect(resourcesOf(made.dev, "aws_ecs_service").web).toMatchObject({ desired_count: 1 });
    expect(resourcesOf(made.dev, "aws_appautoscaling_target")).toEqual({});
  });

  test("in Spot, which is not for production", () => {
    const worker = (template: Template) => resourcesOf(template, "aws_ecs_service").worker;
    expect(worker(made.dev)).toMatchObject({ capacity_provider_strategy: [{ capacity_provider: "FARGATE" }, { capacity_provider: "FARGATE_SPOT", weight: 3 }] });
    expect(worker(made.stg)).toMatchObject({ capacity_provider_strategy: [{ base: 1 }, { capacity_provider: "FARGATE_SPOT" }] });
    expect(worker(made.prd)).toMatchObject({ capacity_provider_strategy: [], launch_type: "FARGATE" });
  });

  test("in shells, which production has none of, so that roots are read only", () => {
    expect(resourcesOf(made.dev, "aws_ecs_service").web).toMatchObject({ enable_execute_command: true });
    expect(Object.keys(Object(made.dev.output?.exec_policies?.value)).toSorted()).toEqual(["api", "web", "worker"]);
    expect(resourcesOf(made.prd, "aws_ecs_service").web).toMatchObject({ enable_execute_command: false });
    expect(made.prd.output?.exec_policies?.value).toEqual({});
    expect(textOf(made.prd, "aws_ecs_task_definition", "web_task-definition")).toContain('"readonlyRootFilesystem" = true');
  });

  test("in what Container Insights measures", () => {
    const measured = (template: Template) => only(template, "aws_ecs_cluster").setting;
    expect(measured(made.dev)).toEqual([{ name: "containerInsights", value: "disabled" }]);
    expect(measured(made.prd)).toEqual([{ name: "containerInsights", value: "enhanced" }]);
  });
});

describe("migrate", () => {
  test("is a task of its own, with a command that runs it and the least that whoever runs it needs", () => {
    expect(textOf(made.prd, "aws_ecs_task_definition", "migrate_task-definition")).toContain('"command" = ["npm", "run", "migrate"]');
    const { run_commands: commands, run_policies: policies } = made.prd.output ?? {};
    expect(commands).toMatchObject({ value: { migrate: expect.stringMatching(/^echo '\$\{jsonencode\(.*migrate_task-definition.*\)\}' \| npx terrace-run-task -$/) } });
    expect(policies).toMatchObject({ value: { migrate: expect.stringContaining("ecs:RunTask") } });
    expect(Object.keys(Object(commands?.value))).toEqual(["migrate"]);
  });

  test("may use caches and files too", () => {
    const { tasks } = dev.containers;
    const { migrate } = tasks;
    if (migrate === undefined) throw new Error("dev has a migration");
    const used = { ...migrate, caches: ["sessions"], files: { "/in": { fileSystem: "uploads", accessPoint: "web" }, "/out": { fileSystem: "uploads", accessPoint: "web" } } };
    const template = containersOf(withContainers(dev, { tasks: { migrate: used } }));
    expect(Object.keys(resourcesOf(template, "aws_vpc_security_group_ingress_rule"))).toEqual(
      expect.arrayContaining(["migrate-to-sessions", "migrate-to-uploads"]),
    );
    expect(resourcesOf(template, "aws_ecs_task_definition")["migrate_task-definition"]?.volume).toHaveLength(1);
    expect(resourcesOf(template, "aws_iam_role_policy")["migrate-files"]).toBeDefined();
  });
});

test("outputs are the ones that readers have in their states: a renamed one breaks them", () => {
  expect(Object.keys(made.prd.output ?? {}).toSorted()).toEqual([
    "cluster_arn",
    "cluster_name",
    "exec_policies",
    "load_balancer_dns_name",
    "load_balancer_zone_id",
    "run_commands",
    "run_policies",
    "security_group_ids",
    "service_names",
    "task_definition_arns",
    "task_role_arns",
  ]);
  expect(Object.keys(Object(made.prd.output?.task_role_arns?.value)).toSorted()).toEqual(["api", "migrate", "web", "worker"]);
});

describe("a change of the file reaches what it says, and moves no address", () => {
  function differences(before: Template, after: Template): string[] {
    const all = (template: Template) =>
      new Map(Object.entries(template.resource ?? {}).flatMap(([type, made]) => Object.entries(made).map(([id, one]) => [`${type}.${id}`, JSON.stringify(one)] as const)));
    const [was, is] = [all(before), all(after)];
    return [...new Set([...was.keys(), ...is.keys()])].filter((address) => was.get(address) !== is.get(address)).toSorted();
  }

  test("a tag of an image changes the task definitions that run it", () => {
    const released = withContainers(dev, { tags: { ...dev.containers.tags, api: "0.3.0" } });
    expect(differences(made.dev, containersOf(released))).toEqual(["aws_ecs_task_definition.api_task-definition", "aws_ecs_task_definition.migrate_task-definition"]);
  });

  test("another owner of the number of tasks changes the service in place, and adds what decides", () => {
    const scaled = containersOf(withServices(dev, { web: { scaling: { min: 1, max: 3, cpuPercent: 60 } } }));
    expect(differences(made.dev, scaled)).toEqual(["aws_appautoscaling_policy.web_scale-on-cpu", "aws_appautoscaling_target.web_scaling-target", "aws_ecs_service.web"]);
  });
});

describe("what no module sees alone", () => {
  const secretElsewhere = "arn:aws:secretsmanager:ap-northeast-1:999999999999:secret:shared/database-a1B2c3";

  test.each<[string, Environment, string[]]>([
    [
      "a secret of another account, with a key that both may use",
      withServices(dev, {
        api: { secrets: { PASSWORD: { from: "secrets-manager", arn: secretElsewhere, kmsKeyArn: "arn:aws:kms:ap-northeast-1:999999999999:key/01234567-89ab-cdef-0123-456789abcdef" } } },
      }),
      [],
    ],
    [
      "a certificate of another account",
      withContainers(stg, {
        loadBalancer: { ...stg.containers.loadBalancer, certificateArn: "arn:aws:acm:ap-northeast-1:333333333333:certificate/33333333-3333-4333-8333-333333333333" },
      }),
      [expect.stringContaining("[certificate-account] containers.loadBalancer.certificateArn")],
    ],
  ])("%s is made, and told where it is doubtful", (_why, environment, warnings) => {
    expect(warningsOf(stackOf(environment))).toEqual(warnings);
  });

  test.each<[string, Environment, string[]]>([
    ["an image that there is not", withServices(dev, { web: { image: "wev" } }), ["container-image containers.services.web.image"]],
    ["an image without a tag", withContainers(dev, { tags: { api: "1", web: "1" } }), ["container-image-tag containers.tags.worker"]],
    ["a cache that there is not", withServices(dev, { worker: { caches: ["session"] } }), ["container-cache containers.services.worker.caches[0]"]],
    [
      "a file system that there is not",
      withServices(dev, { web: { files: { "/data": { fileSystem: "upload", accessPoint: "web" } } } }),
      ["container-files containers.services.web.files./data"],
    ],
    [
      "an access point that there is not",
      withServices(dev, { web: { files: { "/data": { fileSystem: "uploads", accessPoint: "wev" } } } }),
      ["container-files containers.services.web.files./data"],
    ],
    ["a route to nothing that listens", withServices(dev, { web: { port: undefined } }), ["service-without-port containers.services.web.port"]],
    ["a call of a service that there is not", withServices(dev, { web: { calls: ["apl"] } }), ["service-call containers.services.web.calls[0]"]],
    ["a call of a service that listens on no port", withServices(dev, { web: { calls: ["worker"] } }), ["service-without-port containers.services.web.calls[0]"]],
    ["calls in a circle", withServices(dev, { api: { calls: ["web"] } }), ["service-call-cycle containers.services.web.calls"]],
    ["a call of oneself", withServices(dev, { api: { calls: ["api"] } }), ["service-call-cycle containers.services.api.calls"]],
    [
      "a task that is called like a service",
      withContainers(dev, { tasks: { web: { image: "web", tier: "private", cpu: 256, memoryMiB: 512 } } }),
      ["container-name-clash containers.tasks.web"],
    ],
    [
      "a secret of another account, with a key that only that account may use",
      withServices(dev, { api: { secrets: { PASSWORD: { from: "secrets-manager", arn: secretElsewhere } } } }),
      ["container-secret-account containers.services.api.secrets.PASSWORD.arn"],
    ],
    [
      "a certificate of another region",
      withContainers(prd, { loadBalancer: { ...prd.containers.loadBalancer, certificateArn: "arn:aws:acm:us-east-1:333333333333:certificate/1" } }),
      ["certificate-region containers.loadBalancer.certificateArn"],
    ],
    ["an alarm that there is not", withServices(prd, { web: { rollbackOn: ["target-errors", "errors"] } }), ["service-alarm containers.services.web.rollbackOn[1]"]],
    ["an alarm where there are none", withServices(dev, { web: { rollbackOn: ["target-errors"] } }), ["service-alarm containers.services.web.rollbackOn[0]"]],
    [
      "two routes of one priority",
      withServices(dev, { api: { route: { priority: 1000, conditions: { paths: ["/api/*"] } } } }),
      ["rule-priority-taken listeners.http.rules.web.priority"],
    ],
  ])("%s", (_why, environment, expected) => {
    expect(problemsOf(() => buildStacks(testApp(), [environment]))).toEqual(expected);
  });

  test("is told all at once, with the ways out", () => {
    const broken = withServices(dev, { web: { image: "wev", caches: ["session"] }, api: { calls: ["api"] } });
    expect(invalidProps(() => buildStacks(testApp(), [broken])).message).toBe(
      [
        `invalid containers at "dev-containers"`,
        `  - [container-image] containers.services.web.image is "wev"`,
        `      expected: one of the images: api, web, worker`,
        `  - [container-cache] containers.services.web.caches[0] is "session"`,
        `      expected: one of the caches: sessions`,
        `  - [service-call-cycle] containers.services.api.calls is in a circle: api`,
        `      expected: calls without a circle: tasks see only names that were there when they started`,
        `      see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html`,
      ].join("\n"),
    );
  });

  test("where there is nothing to choose from, that is said", () => {
    const bare = withServices({ ...dev, caches: {} }, { web: { caches: ["sessions"] }, worker: { caches: [] } });
    expect(invalidProps(() => buildStacks(testApp(), [bare])).message).toContain("expected: one of the caches: there is none");
  });
});

describe("the network", () => {
  test.each(Object.values(environments))("of $name is held against the very needs that the services say", (environment) => {
    const { services, tasks } = environment.containers;
    const stack = stackOf(environment);
    const said = [...Object.keys(services), ...Object.keys(tasks)].map((role) => Object(stack.node.findChild(role)).workload);
    const prefix = `${environment.name}-${environment.project}-`;
    const bare = said.map(({ name, tier, needs }) => ({ name: name.replace(prefix, ""), tier, needs }));
    expect(workloadsOf({ ...environment, workloads: [] }).map(({ name, tier, needs }) => ({ name, tier, needs }))).toEqual(bare);
  });

  test("is held against secrets with a key of one's own", () => {
    const kmsKeyArn = "arn:aws:kms:ap-northeast-1:333333333333:key/01234567-89ab-cdef-0123-456789abcdef";
    const keyed = withServices(prd, { api: { secrets: { FEATURES: { from: "parameter-store", name: "features", kmsKeyArn } } } });
    expect(problemsOf(() => buildStacks(testApp(), [keyed]))).toEqual(["endpoint-missing workloads.api"]);
  });

  test("refuses a shell where no endpoint leads to it", () => {
    expect(problemsOf(() => buildStacks(testApp(), [withServices(prd, { api: { exec: true, readOnlyRoot: false } })]))).toEqual([
      "endpoint-missing workloads.api",
    ]);
  });
});
