import { invalidProps, problemsOf, testStack, warningsOf } from "@terrace/testkit";
import { Lazy } from "cdktf";
import { FargateService } from "../src/fargate-service";
import type { ScalingProps } from "../src/scaling-props";
import type { FargateServiceProps } from "../src/fargate-service-props";
import type { ServiceConnectProps } from "../src/connect-props";
import { cluster, endpoint, image, network, subnet, targetGroup, task, valid, web, withTask, withWeb } from "./fixtures";

function problemsWith(change: Partial<FargateServiceProps>): string[] {
  return problemsOf(() => new FargateService(testStack(), "web", { ...valid, ...change }));
}

function warningsWith(change: Partial<FargateServiceProps>): string[] {
  const stack = testStack();
  new FargateService(stack, "web", { ...valid, ...change });
  return warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
}

const someToken = Lazy.stringValue({ produce: () => "later" });
const namespaceArn = "arn:aws:servicediscovery:ap-northeast-1:111111111111:namespace/ns-1";
const requests = { perTask: 100, resourceLabel: "app/web/1/targetgroup/web/2" };
const targets = { web: { targetGroup } };

const shift = { alternate: { ...targetGroup, targetGroupArn: "arn:other" }, productionRuleArn: "arn:rule" };
const shifting = { web: { targetGroup, shift } };
const old = "needs-provider deployment.strategy";

function withConnect(change: Partial<ServiceConnectProps>): Partial<FargateServiceProps> {
  return { serviceConnect: { namespaceArn, ...change } };
}

function withScaling(change: Partial<ScalingProps>): Partial<FargateServiceProps> {
  return { scaling: { min: 1, max: 4, cpuPercent: 60, ...change } };
}

function withSteps(...changes: { from?: number; to?: number; change: number }[]): Partial<FargateServiceProps> {
  return withScaling({ steps: { burst: { changes } } });
}

const windows = { cpu: 1024, memoryMiB: 2048, platform: { operatingSystem: "WINDOWS_SERVER_2022_CORE" }, containers: { web } } as const;

describe("bad input", () => {
  test.each<[string, Partial<FargateServiceProps>, string[]]>([
    ["a name that is known later", { name: someToken }, ["not-known-at-synth name"]],
    ["a tier that is known later", { tier: someToken }, ["not-known-at-synth tier"]],
    ["a zone that is known later", { network: { ...network, subnets: [subnet(someToken)] } }, ["not-known-at-synth network.subnets[0].availabilityZone"]],
    ["a name with capitals", { name: "Web" }, ["service-name name"]],
    ["a name too long for its roles", { name: "w".repeat(55) }, ["service-name name"]],
    ["a name that no security group can have", { name: "sg-web" }, ["service-name name"]],
    ["a tier that is not there", { tier: "data" }, ["service-tier tier"]],
    ["six security groups", { securityGroups: Array.from({ length: 5 }, (_, n) => ({ securityGroupId: `sg-${n}` })) }, ["security-group-count securityGroups"]],
    ["a tag key of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],

    ["half a task", { desiredCount: 1.5 }, ["desired-count desiredCount"]],
    ["less than no task", { desiredCount: -1 }, ["desired-count desiredCount"]],
    ["a provider that the cluster lacks", { cluster: { ...cluster, capacityProviders: ["FARGATE"] }, capacity: [{ provider: "FARGATE" }, { provider: "FARGATE_SPOT" }] }, ["capacity-provider capacity[1].provider"]],
    ["a provider of instances", JSON.parse(`{ "cluster": ${JSON.stringify({ ...cluster, capacityProviders: ["mine"] })}, "capacity": [{ "provider": "mine" }] }`), ["capacity-provider capacity[0].provider"]],
    ["a provider twice", { capacity: [{ provider: "FARGATE" }, { provider: "FARGATE" }] }, ["capacity-duplicate capacity[1].provider"]],
    ["two bases", { capacity: [{ provider: "FARGATE", base: 1 }, { provider: "FARGATE_SPOT", base: 1 }] }, ["capacity-base capacity[1].base"]],
    ["a base below zero", { capacity: [{ provider: "FARGATE", base: -1 }] }, ["capacity-base capacity[0].base"]],
    ["a weight beyond the last", { capacity: [{ provider: "FARGATE", weight: 1001 }] }, ["capacity-weight capacity[0].weight"]],
    ["no weight at all", { capacity: [{ provider: "FARGATE", weight: 0 }] }, ["capacity-weight capacity"]],
    ["Spot on Windows", { task: windows, capacity: [{ provider: "FARGATE" }, { provider: "FARGATE_SPOT" }] }, ["spot-windows capacity[1].provider"]],

    ["no task may stop, none may start", { deployment: { maxPercent: 100 } }, ["deployment-stuck deployment"]],
    ["one task, and half a task beside", { deployment: { maxPercent: 150 } }, ["deployment-stuck deployment"]],
    ["three tasks, of which all must stay", { desiredCount: 3, deployment: { minHealthyPercent: 67, maxPercent: 133 } }, ["deployment-stuck deployment"]],
    ["a count that scaling comes to, and is stuck at", { ...withScaling({}), deployment: { maxPercent: 150 } }, ["deployment-stuck deployment"]],
    ["percent below zero", { deployment: { minHealthyPercent: -1 } }, ["deployment-percent deployment.minHealthyPercent"]],
    ["more at least than at most", { deployment: { minHealthyPercent: 100, maxPercent: 50 } }, ["deployment-percent deployment.maxPercent"]],
    ["an alarm twice", { deployment: { alarmNames: ["a", "a"] } }, ["deployment-alarms deployment.alarmNames[1]"]],
    ["rebalancing without room", { availabilityZoneRebalancing: true, desiredCount: 2, deployment: { minHealthyPercent: 50, maxPercent: 100 } }, ["rebalancing-percent availabilityZoneRebalancing"]],

    ["a strategy of provider 6", { targets: shifting, deployment: { strategy: { kind: "blue-green" } } }, [old]],
    ["another side without a strategy", { targets: shifting }, ["shift-target targets.web.shift"]],
    ["a strategy without another side", { targets, deployment: { strategy: { kind: "canary" } } }, ["shift-target targets.web.shift", old]],
    ["a strategy without traffic", { deployment: { strategy: { kind: "blue-green" } } }, ["shift-target deployment.strategy", old]],
    ["both sides the same", { targets: { web: { targetGroup, shift: { ...shift, alternate: targetGroup } } }, deployment: { strategy: { kind: "blue-green" } } }, ["shift-same-group targets.web.shift.alternate", old]],
    ["a bake of two days", { targets: shifting, deployment: { strategy: { kind: "blue-green", bakeMinutes: 2880 } } }, ["shift-bake deployment.strategy.bakeMinutes", old]],
    ["half a minute between steps", { targets: shifting, deployment: { strategy: { kind: "linear", stepBakeMinutes: 0.5 } } }, ["shift-bake deployment.strategy.stepBakeMinutes", old]],
    ["steps too small", { targets: shifting, deployment: { strategy: { kind: "linear", stepPercent: 2 } } }, ["shift-percent deployment.strategy.stepPercent", old]],
    ["a canary too small", { targets: shifting, deployment: { strategy: { kind: "canary", stepPercent: 0.01 } } }, ["shift-percent deployment.strategy.stepPercent", old]],

    ["six target groups", { targets: Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`t${n}`, { targetGroup: { ...targetGroup, targetGroupArn: `${n}` } }])) }, ["target-count targets"]],
    ["a target group of instances", { targets: { web: { targetGroup: { ...targetGroup, targetType: "instance" } } } }, ["target-type targets.web.targetGroup.targetType"]],
    ["a target group twice", { targets: { a: { targetGroup }, b: { targetGroup } } }, ["target-duplicate targets.b.targetGroup"]],
    ["a container that is not there", { targets: { web: { targetGroup, container: "api" } } }, ["target-container targets.web.container"]],
    ["a port that nobody listens on", { targets: { web: { targetGroup, port: 9090 } } }, ["target-port targets.web.port"]],
    ["a choice of ports", { targets, ...withWeb({ ports: [{ port: 80 }, { port: 81 }] }) }, ["target-port targets.web.port"]],
    ["no port", { targets, ...withWeb({ ports: [] }) }, ["target-port targets.web.port"]],
    ["a port of udp behind an ALB", { targets, ...withWeb({ ports: [{ port: 53, protocol: "udp" }] }) }, ["target-port targets.web.port"]],
    ["seventeen subnets", { network: { ...network, subnets: Array.from({ length: 17 }, (_, index) => subnet(`apne1-az${(index % 3) + 1}`)) } }, ["subnet-count tier"]],
    ["Windows' version of Fargate", { platformVersion: "1.0.0" }, ["platform-version platformVersion"]],
    ["a version of Fargate that is none", { platformVersion: JSON.parse('"1.3.0"') }, ["not-one-of platformVersion"]],
    ["grace below zero", { targets, gracePeriodSeconds: -1 }, ["grace-period gracePeriodSeconds"]],

    ["names without a namespace", { serviceConnect: {} }, ["connect-namespace serviceConnect.namespaceArn"]],
    ["a name of no port", withConnect({ offers: { grpc: { dnsName: "web" } } }), ["connect-port serviceConnect.offers.grpc"]],
    ["a name of a port without one", { ...withConnect({ offers: { http: { dnsName: "web" } } }), ...withWeb({ ports: [{ port: 80 }] }) }, ["connect-port serviceConnect.offers.http"]],
    ["a name of a udp port", { ...withConnect({ offers: { dns: { dnsName: "dns" } } }), ...withWeb({ ports: [{ port: 53, name: "dns", protocol: "udp" }] }) }, ["connect-port serviceConnect.offers.dns"]],
    ["a name with capitals", withConnect({ offers: { http: { dnsName: "Web" } } }), ["connect-dns-name serviceConnect.offers.http.dnsName"]],
    ["no name at all", withConnect({ offers: { http: { dnsName: "" } } }), ["connect-dns-name serviceConnect.offers.http.dnsName"]],
    ["a name of two ports", { ...withConnect({ offers: { a: { dnsName: "web" }, b: { dnsName: "web" } } }), ...withWeb({ ports: [{ port: 80, name: "a" }, { port: 81, name: "b" }] }) }, ["connect-duplicate serviceConnect.offers.b.dnsName"]],
    ["an alias beyond the last port", withConnect({ offers: { http: { dnsName: "web", port: 65536 } } }), ["connect-alias-port serviceConnect.offers.http.port"]],
    ["an answer before the question", withConnect({ offers: { http: { dnsName: "web", requestTimeoutSeconds: -1 } } }), ["connect-timeout serviceConnect.offers.http.requestTimeoutSeconds"]],
    ["half a second of idleness", withConnect({ offers: { http: { dnsName: "web", idleTimeoutSeconds: 0.5 } } }), ["connect-timeout serviceConnect.offers.http.idleTimeoutSeconds"]],
    ["names on Windows", { ...withConnect({}), task: windows }, ["connect-windows serviceConnect"]],

    ["a count of Terraform's with scaling", { ...withScaling({}), desiredCount: 2 }, ["scaling-owner desiredCount"]],
    ["a count of CI's with scaling", { ...withScaling({}), desiredCount: { initial: 2, owner: "ci" } }, ["scaling-owner desiredCount"]],
    ["fewer at most than at least", withScaling({ min: 5 }), ["scaling-range scaling", "scaling-range desiredCount"]],
    ["a count outside of scaling", { ...withScaling({}), desiredCount: { initial: 9, owner: "autoscaling" } }, ["scaling-range desiredCount"]],
    ["more CPU than there is", withScaling({ cpuPercent: 101 }), ["scaling-percent scaling.cpuPercent"]],
    ["no memory", withScaling({ memoryPercent: 0 }), ["scaling-percent scaling.memoryPercent"]],
    ["no requests", { targets, ...withScaling({ requests: { ...requests, perTask: 0 } }) }, ["scaling-count scaling.requests.perTask"]],
    ["a load balancer's ARN", { targets, ...withScaling({ requests: { ...requests, resourceLabel: "arn:aws:x" } }) }, ["scaling-resource-label scaling.requests.resourceLabel"]],
    ["requests without a target group", withScaling({ requests }), ["scaling-requests scaling.requests"]],
    ["a queue's ARN", withScaling({ queue: { queueName: "arn:aws:sqs:x:y:z", messagesPerTask: 1 } }), ["scaling-queue scaling.queue.queueName"]],
    ["no messages", withScaling({ queue: { queueName: "jobs", messagesPerTask: 0 } }), ["scaling-count scaling.queue.messagesPerTask"]],
    ["a wait below zero", withScaling({ scaleInCooldownSeconds: -1 }), ["scaling-cooldown scaling.scaleInCooldownSeconds"]],
    ["no change", withSteps(), ["scaling-steps scaling.steps.burst.changes"]],
    ["an interval backwards", withSteps({ from: 5, to: 1, change: 1 }), ["scaling-steps scaling.steps.burst.changes"]],
    ["a gap between intervals", withSteps({ from: 0, to: 5, change: 1 }, { from: 6, change: 2 }), ["scaling-steps scaling.steps.burst.changes"]],
    ["intervals closed on both sides", withSteps({ from: 0, to: 5, change: 1 }), ["scaling-steps scaling.steps.burst.changes"]],
    ["a rate of nothing", withScaling({ schedules: { night: { schedule: "rate(0 hours)", min: 1, max: 2 } } }), ["scaling-schedule scaling.schedules.night.schedule"]],
    ["a minute that no hour has", withScaling({ schedules: { night: { schedule: "cron(61 18 * * ? *)", min: 1, max: 2 } } }), ["scaling-schedule scaling.schedules.night.schedule"]],
    ["a zone that is none", withScaling({ schedules: { night: { schedule: "cron(0 18 * * ? *)", timezone: "+09:00", min: 1, max: 2 } } }), ["scaling-timezone scaling.schedules.night.timezone"]],
    ["a cron line of five fields", withScaling({ schedules: { night: { schedule: "cron(0 18 * * *)", min: 1, max: 2 } } }), ["scaling-schedule scaling.schedules.night.schedule"]],
    ["a schedule with bounds reversed", withScaling({ schedules: { night: { schedule: "rate(5 minutes)", min: 2, max: 1 } } }), ["scaling-range scaling.schedules.night"]],

    ["sessions recorded nowhere", { exec: true, cluster: { ...cluster, exec: { logs: "cloudwatch" } } }, ["exec-record exec.logGroupArn"]],
    ["sessions recorded in no bucket", { exec: true, cluster: { ...cluster, exec: { logs: "s3" } } }, ["exec-record exec.bucketArn"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });
});

describe("will it start?", () => {
  const isolated = { tier: "isolated" } as const;
  const layers = [endpoint("ecr.api"), endpoint("ecr.dkr"), endpoint("s3", "gateway")];
  const withEndpoints = (...endpoints: string[]) => ({ ...isolated, network: { ...network, endpoints: [...layers, ...endpoints.map((service) => endpoint(service))] } });
  const secrets = { A: { from: "parameter-store", arn: someToken, kmsKeyArn: someToken } } as const;

  test.each<[string, Partial<FargateServiceProps>, string[]]>([
    ["no way to images and logs", isolated, Array.from({ length: 4 }, () => "endpoint-missing workloads.dev-shop-web")],
    ["no way to logs", withEndpoints(), ["endpoint-missing workloads.dev-shop-web"]],
    ["no way to a secret and its key", { ...withEndpoints("logs"), ...withWeb({ secrets }) }, ["endpoint-missing workloads.dev-shop-web", "endpoint-missing workloads.dev-shop-web"]],
    ["no way for a shell", { ...withEndpoints("logs"), exec: true }, ["endpoint-missing workloads.dev-shop-web"]],
    ["no way for names", { ...withEndpoints("logs"), ...withConnect({}) }, ["endpoint-missing workloads.dev-shop-web"]],
    ["no public address in a public tier", { tier: "public" }, Array.from({ length: 4 }, () => "public-ip-missing workloads.dev-shop-web")],
    ["an image of the internet without a way there", { ...withEndpoints("logs"), ...withWeb({ image: "nginx:1.29" }) }, ["image-needs-internet task.containers.web.image"]],
    ["an image of the internet in a public tier without an address", { tier: "public", ...withWeb({ image: "nginx:1.29", log: { driver: "none" } }) }, ["image-needs-internet task.containers.web.image"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test.each<[string, Partial<FargateServiceProps>]>([
    ["endpoints for all that is used", withEndpoints("logs")],
    ["a public address in a public tier", { tier: "public", publicIp: true, availabilityZoneRebalancing: false, ...withWeb({ image: "nginx:1.29" }) }],
    ["NAT", withWeb({ image: "public.ecr.aws/nginx/nginx:1.29", secrets })],
  ])("%s is enough", (_why, change) => {
    expect(warningsWith(change).filter((warning) => !warning.startsWith("one-zone"))).toEqual([]);
  });

  test("what cannot be reached is named, with the ways out", () => {
    const error = invalidProps(() => new FargateService(testStack(), "web", { ...valid, ...withEndpoints() }));
    expect(error.message).toBe(`invalid FargateService at "test/web"
  - [endpoint-missing] workloads.dev-shop-web is in the tier isolated, where it cannot reach logs (container logs are written): the tier has no way out, and the network no endpoint for it
      expected: the interface endpoint logs, or NAT for the tier: type "private" for isolated
      see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html`);
  });
});

describe("what works, and is likely to be regretted", () => {
  const network1 = { ...network, subnets: [subnet("apne1-az1")] };
  const byNlb = { web: { targetGroup: { ...targetGroup, loadBalancer: "network" } } } as const;
  test.each<[string, Partial<FargateServiceProps>, string[]]>([
    ["Spot alone", { capacity: [{ provider: "FARGATE_SPOT" }] }, ["spot-only capacity"]],
    ["all tasks stop at once", { deployment: { minHealthyPercent: 0 } }, ["deployment-outage deployment.minHealthyPercent"]],
    ["a revision that is tried for ever", { deployment: { circuitBreaker: "off" } }, ["circuit-breaker-off deployment.circuitBreaker"]],
    ["one zone", { network: network1 }, ["one-zone tier"]],
    ["no grace for an NLB", { targets: byNlb, gracePeriodSeconds: 60 }, ["grace-period-short gracePeriodSeconds"]],
    ["too little grace for an NLB, though an ALB is there too", { targets: { ...targets, nlb: { targetGroup: { ...byNlb.web.targetGroup, targetGroupArn: "arn:nlb" } } }, gracePeriodSeconds: 60 }, ["grace-period-short gracePeriodSeconds"]],
    ["no grace for an ALB", { targets, gracePeriodSeconds: 0 }, ["grace-period-short gracePeriodSeconds"]],
    ["grace that nobody needs", { gracePeriodSeconds: 60 }, ["grace-period-useless gracePeriodSeconds"]],
    ["bounds that nothing moves in", withScaling({ cpuPercent: undefined }), ["scaling-empty scaling"]],
    ["a public address that leads nowhere", { publicIp: true }, ["public-ip-useless publicIp"]],
  ])("%s", (_why, change, expected) => {
    expect(warningsWith(change)).toEqual(expected);
  });

  test.each<[string, Partial<FargateServiceProps>]>([
    ["one task that stops before the next starts is a choice", withTask({ containers: { web: { ...web, image } } })],
    ["four tasks, of which one may stop", { desiredCount: 4, deployment: { minHealthyPercent: 75, maxPercent: 100 } }],
    ["no task at all, however small the room", { desiredCount: 0, deployment: { maxPercent: 100 } }],
    ["several ports, one of them named", { targets: { web: { targetGroup, port: 81 } }, task: { ...task, containers: { web: { ...web, ports: [{ port: 80 }, { port: 81 }] } } } }],
    ["steps that touch", withSteps({ to: 0, change: -1 }, { from: 0, to: 10, change: 1 }, { from: 10, change: 3 })],
    ["grace with a health check of the container", { gracePeriodSeconds: 10, ...withWeb({ healthCheck: { command: ["CMD", "true"] } }) }],
  ])("%s is fine", (_why, change) => {
    expect(warningsWith(change)).toEqual([]);
  });
});
