import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { formatProblem, initialOf, lifecycleOf, show, subnetsOf, throwIfAny, type Problem, type RoleRef, type SecurityGroupRef, type Workload } from "@terrace/core";
import { dependable } from "cdktf";
import { Construct } from "constructs";
import { checkGraph, planConnection } from "./check-connect-graph";
import { check } from "./check-service";
import { createCodeDeploy, type CodeDeployDeployment } from "./codedeploy";
import { jsonOf } from "./container-definitions";
import { createDiscovery } from "./discovery";
import { pages } from "./limits";
import { workloadOf } from "./needs";
import { execCallerStatements } from "./policies";
import { checkScalingProvider, createScaling } from "./scaling";
import { checkConnectProvider, createConnect, writeConnectFeatures } from "./service-connect";
import { claimName, registerService, type RegisteredService } from "./service-registry";
import { checkShiftProvider, shiftTraffic } from "./shift";
import { deploymentBounds, type DeploymentBounds, type DeploymentSettings, type ServiceSettings } from "./service-settings";
import { policyOf } from "./statements";
import { createTask, tasksArnOf, type TaskResources } from "./task-resources";
import { createSecurityGroup, openToLoadBalancers, ruleId } from "./task-security-group";
import { hasOwnAddress, onlyPort, protocolsOf, reachedPorts } from "./task-settings";
import { createVolumes } from "./volumes";

/**
 * A service of ECS, wherever its tasks run: what its kinds have in common.
 *
 * Creates the service, its task definition, a task role and an execution role with exactly the rights that are used, a
 * log group, a security group, and autoscaling on request.
 */
export abstract class Service extends Construct {
  /** The group that guards the tasks, or the instances where tasks have no address; other modules' rules may name it. */
  public readonly securityGroup: SecurityGroupRef;
  /** What the containers act as: attach to it what the application may do. */
  public readonly taskRole: RoleRef;
  /** What ECS acts as before the containers start. The application's rights do not belong here. */
  public readonly executionRole: RoleRef;
  /** What the tasks must reach, for `requireReachability` and for deriving endpoints. */
  public readonly workload: Workload;
  /** How many tasks run while a revision takes the place of another. */
  public readonly deploymentBounds: DeploymentBounds;
  /** ARNs of the policies that alarms of yours trigger, by name. */
  public readonly scalingPolicyArns: Readonly<Record<string, string>>;
  /** Name of the log group; undefined where no container logs to CloudWatch. */
  public readonly logGroupName: string | undefined;
  /**
   * The policy of whoever may open a shell in the tasks: JSON for a role, a user or a permission set. Undefined without
   * `exec`.
   */
  public readonly execCallerPolicy: string | undefined;

  /** What a pipeline deploys by. Undefined without `deployment.codeDeploy`. */
  public readonly codeDeploy: CodeDeployDeployment | undefined;

  private readonly service: EcsService;
  private readonly definitionArn: string;
  private readonly registered: RegisteredService;

  protected constructor(scope: Construct, id: string, private readonly kind: string, private readonly settings: ServiceSettings) {
    super(scope, id);
    throwIfAny(this, kind, [...check(settings), ...claimName(this, settings.name), ...checkShiftProvider(this, settings), ...checkConnectProvider(this, settings), ...checkScalingProvider(this, settings)]);

    this.workload = workloadOf(settings, settings.serviceConnect !== undefined);
    this.deploymentBounds = deploymentBounds(initialOf(settings.desiredCount), settings.deployment);
    const task = createTask(this, settings);
    this.taskRole = task.taskRole;
    this.executionRole = task.executionRole;
    this.definitionArn = task.definition.arn;
    this.logGroupName = task.logGroup?.name;
    this.securityGroup = settings.instanceSecurityGroup ?? createSecurityGroup(this, settings);
    openToLoadBalancers(this, settings, this.securityGroup);
    this.service = this.createService(settings, task);
    shiftTraffic(this, settings, this.service);
    this.codeDeploy = createCodeDeploy(this, settings, this.service, task);
    this.scalingPolicyArns = createScaling(this, settings, this.service);
    this.execCallerPolicy = this.createExecCallerPolicy(settings);
    this.registered = registerService(this, settings);
    this.node.addValidation({ validate: () => checkGraph(this.registered).map(formatProblem) });
  }

  public get serviceName(): string {
    return this.service.name;
  }

  /** ARN of the service. The provider calls it the id. */
  public get serviceArn(): string {
    return this.service.id;
  }

  /** ARN of the revision that Terraform made last. */
  public get taskDefinitionArn(): string {
    return this.definitionArn;
  }

  /**
   * Opens a port of the tasks to a security group, such as that of a service that calls this one.
   *
   * @param id a stable name of the peer, such as `web`
   * @param port a port of a container; without, the only one
   * @throws InvalidPropsError [allow-from-port]
   */
  public allowFrom(id: string, peer: SecurityGroupRef, port?: number): void {
    const opened = port ?? onlyPort(this.settings.task)?.port;
    throwIfAny(this, this.kind, this.checkPort(opened));
    for (const ipProtocol of protocolsOf(this.settings.task, opened ?? 0)) {
      new VpcSecurityGroupIngressRule(this, `from-${ruleId(id, ipProtocol)}`, {
        securityGroupId: this.securityGroup.securityGroupId,
        referencedSecurityGroupId: peer.securityGroupId,
        ipProtocol,
        ...reachedPorts(this.settings.task, opened ?? 0),
        description: `Calls from ${id}`,
      });
    }
  }

  /**
   * Lets this service call another one by a name of Service Connect: a rule opens the server's port to this one's group,
   * and this one starts after it, because tasks never learn of names that are younger than they are.
   *
   * Both stand in one stack and one namespace.
   *
   * @param dnsName a name that `server` offers
   * @param ordered false where the server calls this one too, and starts after it
   * @throws InvalidPropsError [connect-no-server] [connect-no-client] [connect-namespace] [connect-stack] [connect-cycle]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
   */
  public connectTo(server: Service, dnsName: string, { ordered = true }: { readonly ordered?: boolean } = {}): void {
    const { port, problems } = planConnection(this.registered, server.registered, { dnsName, ordered });
    throwIfAny(this, this.kind, problems);
    this.registered.connected.add(dnsName);
    server.openTo(this, port);
    if (!ordered || this.registered.after.has(server.registered)) return;
    this.registered.after.add(server.registered);
    this.service.dependsOn = [...(this.service.dependsOn ?? []), dependable(server.service)];
  }

  /** Names that share a port share its rule, because AWS refuses the same rule twice. */
  private openTo(client: Service, port: number): void {
    const id = `${client.node.id}-${port}`;
    if (this.node.tryFindChild(`from-${id}`) === undefined) this.allowFrom(id, client.securityGroup, port);
  }

  private checkPort(port: number | undefined): Problem[] {
    const ports = this.settings.task.containers.flatMap((container) => container.ports.map((one) => one.port));
    if (port !== undefined && ports.includes(port)) return [];
    const expected = ports.length === 0 ? "ports of a container" : `one of ${ports.join(", ")}`;
    return [{ code: "allow-from-port", path: "port", got: show(port), expected, see: pages.portMapping }];
  }

  private createService(settings: ServiceSettings, task: TaskResources): EcsService {
    const { definition, policies } = task;
    const connect = createConnect(this, settings, task);
    const { name, cluster, desiredCount, capacity, deployment, placement, scheduling, targets, tags } = settings;
    const volumes = createVolumes(this, settings);
    const registry = createDiscovery(this, settings);
    const service = new EcsService(this, "Resource", {
      name,
      cluster: cluster.clusterArn,
      taskDefinition: definition.arn,
      desiredCount: scheduling === "DAEMON" ? undefined : initialOf(desiredCount),
      schedulingStrategy: scheduling === "DAEMON" ? scheduling : undefined,
      launchType: capacity.length === 0 ? settings.task.launchType : undefined,
      capacityProviderStrategy: capacity.map(({ provider, weight, base }) => ({ capacityProvider: provider, weight, base })),
      platformVersion: settings.platformVersion,
      ...controlOf(deployment),
      // The two lines of the provider differ in what they take where nothing is said.
      availabilityZoneRebalancing: settings.availabilityZoneRebalancing ? "ENABLED" : "DISABLED",
      // Those that shift their traffic are written with what the older binding lacks.
      loadBalancer: targets.filter(({ shift }) => shift === undefined).map(({ targetGroup, container, port }) => ({
        targetGroupArn: targetGroup.targetGroupArn,
        containerName: container ?? "",
        containerPort: port ?? 0,
      })),
      healthCheckGracePeriodSeconds: settings.gracePeriodSeconds,
      networkConfiguration: networkConfiguration(settings, this.securityGroup),
      placementConstraints: [
        ...placement.memberOf.map((expression) => ({ type: "memberOf", expression })),
        ...(placement.distinctInstances ? [{ type: "distinctInstance" }] : []),
      ],
      orderedPlacementStrategy: placement.strategies.map(({ type, field }) => ({ type, field })),
      volumeConfiguration: volumes?.configuration,
      serviceRegistries: registry,
      serviceConnectConfiguration: connect.configuration,
      enableExecuteCommand: settings.exec !== undefined,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      waitForSteadyState: settings.waitForSteadyState,
      tags: { ...tags, Name: name },
      dependsOn: [...policies, ...connect.policies, ...(volumes === undefined ? [] : [volumes.policy]), ...settings.dependsOn],
      lifecycle: lifecycleOf({ desired_count: desiredCount, ...ownersOf(settings) }),
      ...settings.override,
    });
    writeConnectFeatures(settings, service, connect);
    return service;
  }

  private createExecCallerPolicy(settings: ServiceSettings): string | undefined {
    const { exec, cluster, name } = settings;
    if (exec === undefined) return undefined;
    return jsonOf(policyOf(execCallerStatements(cluster.clusterArn, tasksArnOf(settings), name, cluster.exec?.kmsKeyArn)));
  }
}

/** Who deploys, and how. CodeDeploy has percentages, alarms and ways back of its own. */
function controlOf({ codeDeploy, strategy, circuitBreaker, alarmNames, minHealthyPercent, maxPercent }: DeploymentSettings) {
  if (codeDeploy !== undefined) return { deploymentController: { type: "CODE_DEPLOY" } };
  return {
    deploymentMinimumHealthyPercent: minHealthyPercent,
    deploymentMaximumPercent: maxPercent,
    deploymentCircuitBreaker: {
      enable: strategy === undefined && circuitBreaker !== "off",
      rollback: strategy === undefined && circuitBreaker === "rollback",
    },
    alarms: alarmNames.length === 0 ? undefined : { alarmNames: [...alarmNames], enable: true, rollback: true },
  };
}

/** What others change after creation. CodeDeploy changes all that a deployment is made of. */
function ownersOf({ taskDefinitionOwner, deployment }: ServiceSettings) {
  if (deployment.codeDeploy === undefined) return { task_definition: ownedBy(taskDefinitionOwner) };
  const byCodeDeploy = ownedBy("code-deploy");
  return { task_definition: byCodeDeploy, load_balancer: byCodeDeploy, network_configuration: byCodeDeploy };
}

/** Where tasks have an address of their own; instances never give theirs a public one. */
function networkConfiguration({ network, tier, publicIp, securityGroups, task }: ServiceSettings, own: SecurityGroupRef) {
  if (!hasOwnAddress(task)) return undefined;
  return {
    subnets: subnetsOf(network, tier).map(({ subnetId }) => subnetId),
    securityGroups: [own, ...securityGroups].map(({ securityGroupId }) => securityGroupId),
    assignPublicIp: task.launchType === "FARGATE" && publicIp,
  };
}

/** A revision that somebody else registers has no value of its own here. */
function ownedBy(owner: string | undefined) {
  return owner === undefined ? undefined : { initial: "", owner };
}
