import { ApplicationLoadBalancer } from "@terrace/alb";
import { nameOf, show, throwIfAny, type EcsClusterRef, type NetworkRef, type Problem, type TargetGroupRef } from "@terrace/core";
import { Cluster } from "@terrace/ecs-cluster";
import { FargateService, OneOffTask, type PortProps } from "@terrace/ecs-service";
import { defineContract, publishOutputs } from "@terrace/remote-state";
import { dependable, TerraformResource, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { checkContainers, inOrderOfCalls } from "./check-containers";
import type { OneOffProps, ServiceProps, SharedLoadBalancerProps } from "./container-props";
import { TaskMaker, variableOf, type TaskSources } from "./container-task";
import type { Environment } from "./environment";
import { EnvironmentStack, type StackOptions } from "./environment-stack";
import type { NetworkStack } from "./network";

/** The stacks whose outputs are read here. */
export interface ContainerSources extends TaskSources {
  readonly network: NetworkStack;
}

/** What the containers stack promises. Keys of maps are the roles of services and tasks. */
export const containersContract = defineContract("containers", {
  cluster_name: { type: "string", description: "Name of the cluster" },
  cluster_arn: { type: "string", description: "ARN of the cluster" },
  load_balancer_dns_name: { type: "string", description: "Name that clients, or alias records, lead to" },
  load_balancer_zone_id: { type: "string", description: "Hosted zone of that name, for alias records" },
  service_names: { type: "map(string)", description: "Names of the services" },
  task_definition_arns: { type: "map(string)", description: "Revisions that Terraform made last, of services and tasks" },
  task_role_arns: { type: "map(string)", description: "What containers act as: policies of the application belong there" },
  security_group_ids: { type: "map(string)", description: "Groups of the tasks" },
  exec_policies: { type: "map(string)", description: "Policies of who may open a shell, of services with ECS Exec" },
  run_commands: { type: "map(string)", description: "Commands that run a task, follow its log, and end with its exit code" },
  run_policies: { type: "map(string)", description: "The least that runs a task, as the policy of a pipeline" },
});

/** The port that Service Connect knows a service by. */
const portName = "http";

/** The services of an environment in one cluster behind one load balancer, and its one-off tasks. */
export class ContainersStack extends EnvironmentStack {
  private readonly network: NetworkRef;
  private readonly cluster: EcsClusterRef;
  private readonly loadBalancer: ApplicationLoadBalancer;
  private readonly tasks: TaskMaker;
  private readonly services = new Map<string, FargateService>();

  /** @throws InvalidPropsError with what {@link checkContainers} finds, and what the modules find */
  public constructor(scope: Construct, environment: Environment, options: StackOptions, sources: ContainerSources) {
    super(scope, "containers", environment, options);
    throwIfAny(this, "containers", checkContainers(environment));
    const { cluster, loadBalancer, services, tasks } = environment.containers;
    const name = nameOf(this.names, "apps");
    this.network = sources.network.networkFor(this);
    this.tasks = new TaskMaker(this, sources);
    ({ cluster: this.cluster } = new Cluster(this, "cluster", { ...cluster, name, namespace: { type: "http", name } }));
    this.loadBalancer = this.createLoadBalancer(loadBalancer);
    for (const [role, service] of inOrderOfCalls(services)) this.services.set(role, this.createService(role, service));
    this.publish(new Map(Object.entries(tasks).map(([role, task]) => [role, this.createTask(role, task)])));
  }

  private createLoadBalancer({ certificateArn, ...props }: SharedLoadBalancerProps): ApplicationLoadBalancer {
    return new ApplicationLoadBalancer(this, "alb", {
      ...props,
      name: nameOf(this.names, "alb"),
      network: this.network,
      listeners:
        certificateArn === undefined
          ? { http: { protocol: "HTTP", action: { type: "fixed-response", status: 404 } } }
          : { http: { protocol: "HTTP" }, https: { protocol: "HTTPS", certificateArn } },
    });
  }

  private createService(role: string, props: ServiceProps): FargateService {
    const { tier, calls = [], deployment = {}, rollbackOn = [] } = props;
    const { availabilityZoneRebalancing, capacity, desiredCount, exec, gracePeriodSeconds, scaling, taskDefinitionOwner } = props;
    const targetGroup = this.createRoute(role, props);
    const ports = this.portsOf(role, props);
    const service = new FargateService(this, role, {
      ...{ availabilityZoneRebalancing, capacity, desiredCount, exec, gracePeriodSeconds, scaling, taskDefinitionOwner, tier },
      name: nameOf(this.names, role),
      cluster: this.cluster,
      network: this.network,
      task: this.tasks.taskOf(role, props, { ports, environment: this.urlsOf(calls) }),
      targets: targetGroup === undefined ? {} : { [role]: { targetGroup } },
      serviceConnect: connectionOf(role, ports, calls),
      deployment: { ...deployment, alarmNames: [...(deployment.alarmNames ?? []), ...this.alarmsOf(role, rollbackOn)] },
    });
    this.connect(service, calls);
    startAfter(service, this.tasks.openWays(role, props, service));
    return service;
  }

  private connect(service: FargateService, calls: readonly string[]): void {
    for (const callee of calls) {
      const server = this.services.get(callee);
      if (server !== undefined) service.connectTo(server, callee);
    }
  }

  private createRoute(role: string, { port, route }: ServiceProps): TargetGroupRef | undefined {
    if (port === undefined || route === undefined) return undefined;
    const { priority, conditions, healthCheck } = route;
    const listener = "https" in this.loadBalancer.listenerArns ? "https" : "http";
    this.loadBalancer.addTargetGroup(role, { port, healthCheck });
    this.loadBalancer.addRule(listener, role, { priority, conditions, action: { type: "forward", targetGroup: role } });
    return this.loadBalancer.targetGroup(role);
  }

  /** Only a port that is called needs a name, and only Service Connect reads what is spoken there. */
  private portsOf(role: string, { port }: ServiceProps): PortProps[] {
    if (port === undefined) return [];
    const isCalled = Object.values(this.environment.containers.services).some(({ calls = [] }) => calls.includes(role));
    return [isCalled ? { port, name: portName, appProtocol: "http" } : { port }];
  }

  private urlsOf(calls: readonly string[]): Record<string, string> {
    const { services } = this.environment.containers;
    return Object.fromEntries(calls.map((callee) => [variableOf(callee, "URL"), `http://${callee}:${services[callee]?.port}`]));
  }

  /** Names of alarms by their ends. Alarms of target groups are there only now, so no earlier check knows them. */
  private alarmsOf(role: string, ends: readonly string[]): string[] {
    const { alarmNames } = this.loadBalancer;
    const unknown = ends.flatMap((end, index): Problem[] => {
      if (end in alarmNames) return [];
      const expected = `one of the load balancer's: ${Object.keys(alarmNames).join(", ") || "it has none"}`;
      return [{ code: "service-alarm", path: `containers.services.${role}.rollbackOn[${index}]`, got: show(end), expected }];
    });
    throwIfAny(this, "containers", unknown);
    return ends.flatMap((end) => alarmNames[end] ?? []);
  }

  private createTask(role: string, props: OneOffProps): OneOffTask {
    const task = new OneOffTask(this, role, {
      name: nameOf(this.names, role),
      cluster: this.cluster,
      network: this.network,
      tier: props.tier,
      task: this.tasks.taskOf(role, props),
    });
    this.tasks.openWays(role, props, task);
    return task;
  }

  private publish(tasks: ReadonlyMap<string, OneOffTask>): void {
    const all: (readonly [string, FargateService | OneOffTask])[] = [...this.services, ...tasks];
    publishOutputs(this, containersContract, {
      cluster_name: this.cluster.clusterName,
      cluster_arn: this.cluster.clusterArn,
      load_balancer_dns_name: this.loadBalancer.dnsName,
      load_balancer_zone_id: this.loadBalancer.zoneId,
      service_names: mapOf(this.services, ({ serviceName }) => serviceName),
      task_definition_arns: mapOf(all, ({ taskDefinitionArn }) => taskDefinitionArn),
      task_role_arns: mapOf(all, ({ taskRole }) => taskRole.roleArn),
      security_group_ids: mapOf(all, ({ securityGroup }) => securityGroup.securityGroupId),
      exec_policies: mapOf(this.services, ({ execCallerPolicy }) => execCallerPolicy),
      run_commands: mapOf(tasks, ({ runConfiguration }) => `echo '${runConfiguration}' | npx terrace-run-task -`),
      run_policies: mapOf(tasks, ({ runPolicy }) => runPolicy),
    });
  }
}

/** It offers the port that has a name, or only calls others, or neither. */
function connectionOf(role: string, ports: readonly PortProps[], calls: readonly string[]) {
  if (ports.some(({ name }) => name === portName)) return { offers: { [portName]: { dnsName: role } } };
  return calls.length > 0 ? {} : undefined;
}

/** Rules and rights name the service's group and role, so they are made after both, and before its tasks. */
function startAfter({ node }: FargateService, things: readonly ITerraformDependable[]): void {
  const resource = node.defaultChild;
  if (TerraformResource.isTerraformResource(resource)) resource.dependsOn = [...(resource.dependsOn ?? []), ...things.map(dependable)];
}

function mapOf<T>(entries: Iterable<readonly [string, T]>, value: (one: T) => string | undefined): Record<string, string> {
  const values = [...entries].map(([role, one]) => [role, value(one)] as const);
  return Object.fromEntries(values.flatMap(([role, text]) => (text === undefined ? [] : [[role, text] as const])));
}
