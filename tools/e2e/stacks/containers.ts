import { DescribeClustersCommand, DescribeServicesCommand, type Service } from "@aws-sdk/client-ecs";
import { initialOf } from "@terrace/core";
import type { ServiceProps } from "../../../stacks/container-props";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import type { StackCase } from "./case";
import { containerRemains } from "./container-remains";
import { rightsChecks } from "./container-rights";
import { nameIn } from "./container-runs";
import { scalingChecks } from "./container-scaling";
import { taskChecks } from "./container-tasks";
import { trafficChecks } from "./container-traffic";
import { defaultTagCheck } from "./tags";
import { subnetsOfTiers } from "./tiers";

/** The services of an environment, and its one-off tasks. Nothing runs: the server has tasks in name only. */
export const containers: StackCase = {
  stack: "containers",
  changes: [
    {
      name: "new-image",
      environments: ["dev", "prd"],
      updates: ["aws_ecs_service.task_definition"],
      replaces: ["aws_ecs_task_definition"],
      make: ({ containers: { tags, ...others }, ...environment }) => ({ ...environment, containers: { ...others, tags: { ...tags, web: `${tags.web}.1` } } }),
    },
    {
      name: "count-by-autoscaling",
      environments: ["dev"],
      make: (environment) => withServices(environment, { web: { scaling: { min: 1, max: 3, cpuPercent: 60 } } }),
    },
    {
      // The service stays at its address, and the number that Terraform then gives it is the one that it has.
      name: "count-by-terraform",
      environments: ["dev"],
      removes: ["aws_appautoscaling_target", "aws_appautoscaling_policy"],
      make: (environment) => withServices(environment, { web: { scaling: undefined } }),
    },
    {
      name: "one-more-service",
      environments: ["dev"],
      make: (environment) => {
        const { web } = environment.containers.services;
        const route = { priority: 500, conditions: { paths: ["/admin/*"] } };
        return withServices(environment, web === undefined ? {} : { admin: { ...web, route, scaling: undefined, calls: [] } });
      },
    },
    {
      name: "without-deletion-protection",
      environments: ["prd"],
      updates: ["aws_lb.enable_deletion_protection"],
      make: ({ containers: { loadBalancer, ...others }, ...environment }) => ({
        ...environment,
        containers: { ...others, loadBalancer: { ...loadBalancer, deletionProtection: false } },
      }),
    },
  ],

  async prepare({ requests }, { containers: { loadBalancer } }) {
    const { certificateArn } = loadBalancer;
    if (certificateArn === undefined) return {};
    const answer = await requests.json("acm", "CertificateManager.RequestCertificate", { DomainName: "www.example.com" });
    return { [certificateArn]: String(Object(answer).CertificateArn) };
  },

  async expect(aws, environment) {
    const checks = [clusterChecks, servicesChecks, taskChecks, rightsChecks, trafficChecks, scalingChecks];
    return (await Promise.all(checks.map((check) => check(aws, environment)))).flat();
  },

  /** Task definitions stay: a rollback finds them. What other stacks have is theirs to remove. */
  async remains(aws) {
    const kinds = /^(arn:|scalable target|load balancer|target group|role .*-(execution|task)$|security group .*-(load-balancer|tasks)$)/;
    return (await containerRemains(aws)).filter((one) => kinds.test(one) && !one.includes(":task-definition/"));
  },
};

function withServices(environment: Environment, services: Readonly<Record<string, Partial<ServiceProps>>>): Environment {
  const { containers: before } = environment;
  const smallest = { image: "web", tier: "private", cpu: 256, memoryMiB: 512 };
  const changed = Object.entries(services).map(([role, change]) => [role, { ...smallest, ...before.services[role], ...change }]);
  return { ...environment, containers: { ...before, services: { ...before.services, ...Object.fromEntries(changed) } } };
}

async function clusterChecks({ ecs }: Aws, environment: Environment): Promise<Check[]> {
  const { clusters = [] } = await ecs.send(new DescribeClustersCommand({ clusters: [nameIn(environment, "apps")], include: ["SETTINGS", "TAGS"] }));
  const [cluster] = clusters;
  const tags = cluster?.tags?.map(({ key, value }) => ({ Key: key, Value: value }));
  return [
    equal("state of the cluster", cluster?.status, "ACTIVE"),
    equal("Container Insights", cluster?.settings?.map(({ value }) => value), [environment.containers.cluster?.containerInsights ?? "enhanced"]),
    equal("capacity providers", [...(cluster?.capacityProviders ?? [])].sort(), ["FARGATE", "FARGATE_SPOT"]),
    equal("namespace of Service Connect", cluster?.serviceConnectDefaults?.namespace?.includes(":namespace/"), true),
    defaultTagCheck("cluster", tags, environment),
  ];
}

async function servicesChecks(aws: Aws, environment: Environment): Promise<Check[]> {
  const wanted = Object.entries(environment.containers.services);
  const { services = [] } = await aws.ecs.send(
    new DescribeServicesCommand({ cluster: nameIn(environment, "apps"), services: wanted.map(([role]) => nameIn(environment, role)), include: ["TAGS"] }),
  );
  const checks = wanted.map(([role, props]) => serviceChecks(aws, environment, role, props, services.find((one) => one.serviceName === nameIn(environment, role))));
  return [equal("number of services", services.length, wanted.length), ...(await Promise.all(checks)).flat()];
}

async function serviceChecks(aws: Aws, environment: Environment, role: string, props: ServiceProps, service: Service | undefined): Promise<Check[]> {
  const { capacity = [], scaling, desiredCount, exec = false, tier, route, port, calls = [], rollbackOn = [] } = props;
  const { services } = environment.containers;
  const subnets = await subnetsOfTiers(aws, environment, [tier]);
  const place = service?.networkConfiguration?.awsvpcConfiguration;
  const deployment = service?.deploymentConfiguration;
  const isCalled = Object.values(services).some((other) => other.calls?.includes(role));
  const connect = service?.deployments?.[0]?.serviceConnectConfiguration;
  return [
    equal(`state and tasks of ${role}`, [service?.status, service?.desiredCount], ["ACTIVE", scaling?.min ?? (desiredCount === undefined ? 1 : initialOf(desiredCount))]),
    equal(
      `capacity of ${role}`,
      capacity.length === 0 ? service?.launchType : service?.capacityProviderStrategy?.map(({ capacityProvider, weight, base }) => [capacityProvider, weight, base ?? 0]),
      capacity.length === 0 ? "FARGATE" : capacity.map(({ provider, weight = 1, base = 0 }) => [provider, weight, base]),
    ),
    equal(`subnets of ${role}`, [...(place?.subnets ?? [])].sort(), subnets.map(({ SubnetId }) => SubnetId).sort()),
    equal(`security groups and public address of ${role}`, [place?.securityGroups?.length, place?.assignPublicIp], [1, "DISABLED"]),
    equal(
      `deployment of ${role}`,
      [deployment?.minimumHealthyPercent, deployment?.maximumPercent, deployment?.deploymentCircuitBreaker],
      [100, 200, { enable: true, rollback: true }],
    ),
    equal(
      `alarms that roll ${role} back`,
      [...(deployment?.alarms?.alarmNames ?? [])].sort(),
      rollbackOn.map((end) => `${nameIn(environment, "alb")}-${end}`).sort(),
    ),
    equal(`shell in ${role}`, service?.enableExecuteCommand, exec !== false),
    equal(`zones of ${role} are balanced`, service?.availabilityZoneRebalancing, "ENABLED"),
    equal(
      `ports of ${role} behind the load balancer`,
      service?.loadBalancers?.map(({ containerName, containerPort }) => [containerName, containerPort]),
      route === undefined ? [] : [[role, port]],
    ),
    equal(
      `Service Connect of ${role}`,
      connect?.enabled === true ? (connect.services ?? []).map(({ clientAliases }) => clientAliases?.map(({ dnsName, port: of }) => [dnsName, of])) : "none",
      isCalled ? [[[role, port]]] : calls.length > 0 ? [] : "none",
    ),
    defaultTagCheck(role, service?.tags?.map(({ key, value }) => ({ Key: key, Value: value })), environment),
  ];
}
