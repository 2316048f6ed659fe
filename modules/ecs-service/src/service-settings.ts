import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";
import { initialOf, type EcsClusterRef, type NetworkRef, type Owned, type SecurityGroupRef, type Tags, type TargetGroupRef } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import type { CodeDeployProps, CodeDeployTraffic } from "./codedeploy-props";
import type { HookProps } from "./hook-props";
import { deploymentDefaults, slowStartSeconds } from "./limits";
import type { ScalingProps } from "./scaling-props";
import type { FargateServiceProps, PlatformVersion } from "./fargate-service-props";
import type { AccessLogProps, ConnectOfferProps, ProxyLogProps } from "./connect-props";
import type { ExecProps, ReplicaProps, ShiftProps, StrategyProps, TargetProps } from "./service-props";
import type { DiscoveryProps } from "./discovery-props";
import type { PlacementStrategyProps } from "./ec2-service-props";
import { hasOwnAddress, onlyPort, resolveTask, type TaskSettings } from "./task-settings";

/** Where a task runs, and what it may do: what a service and a one-off task have in common. */
export interface PlacementSettings {
  readonly name: string;
  readonly cluster: EcsClusterRef;
  readonly network: NetworkRef;
  readonly tier: string;
  readonly publicIp: boolean;
  /** Undefined for what AWS takes, and on instances. */
  readonly platformVersion: PlatformVersion | undefined;
  readonly task: TaskSettings;
  /** The group of the instances, where it guards the tasks. */
  readonly instanceSecurityGroup: SecurityGroupRef | undefined;
  /** Undefined without ECS Exec. */
  readonly exec: ExecProps | undefined;
  readonly securityGroups: readonly SecurityGroupRef[];
  readonly tags: Tags;
}

/** CodeDeployProps with every default filled in. */
export interface CodeDeploySettings extends CodeDeployProps {
  readonly traffic: CodeDeployTraffic;
  readonly terminationMinutes: number;
  readonly rollbackOn: readonly ("failure" | "stop")[];
  readonly hookFunctionArns: readonly string[];
}

/** The share of one capacity provider. */
export interface CapacitySettings {
  readonly provider: string;
  readonly weight: number;
  readonly base: number;
}

/** The props of a service with every default filled in. */
export interface ServiceSettings extends PlacementSettings {
  readonly desiredCount: Owned<number>;
  readonly capacity: readonly CapacitySettings[];
  /** One task on each instance, or a number of tasks. */
  readonly scheduling: "DAEMON" | "REPLICA";
  /** Props of a daemon that daemons have not, from a synthesis without types. */
  readonly misfits: Readonly<Record<string, unknown>>;
  readonly placement: {
    readonly distinctInstances: boolean;
    readonly memberOf: readonly string[];
    readonly strategies: readonly PlacementStrategyProps[];
  };
  /** Load balancers are let in to the instances. */
  readonly opensInstances: boolean;
  readonly discovery: DiscoverySettings | undefined;
  readonly deployment: {
    readonly minHealthyPercent: number;
    readonly maxPercent: number;
    readonly circuitBreaker: "off" | "rollback" | "stop";
    readonly alarmNames: readonly string[];
    /** Undefined for a rolling deployment. */
    readonly strategy: Required<StrategyProps> | undefined;
    readonly hooks: Readonly<Record<string, HookProps>>;
    /** Undefined where ECS deploys. */
    readonly codeDeploy: CodeDeploySettings | undefined;
    /** True where the caller says it, whatever it is. */
    readonly circuitBreakerAsked: boolean;
    readonly percentsAsked: boolean;
  };
  readonly targets: readonly TargetSettings[];
  readonly gracePeriodSeconds: number | undefined;
  readonly serviceConnect:
    | {
        readonly namespaceArn: string | undefined;
        readonly offers: readonly OfferSettings[];
        readonly calls: readonly string[];
        /** Undefined where the proxy logs nowhere. */
        readonly proxyLogs: ProxyLogProps | undefined;
        readonly accessLogs: AccessLogProps | undefined;
      }
    | undefined;
  readonly scaling: ScalingProps | undefined;
  readonly taskDefinitionOwner: string | undefined;
  readonly availabilityZoneRebalancing: boolean;
  readonly waitForSteadyState: boolean;
  readonly dependsOn: readonly ITerraformDependable[];
  readonly override: Partial<EcsServiceConfig>;
}

export interface TargetSettings {
  readonly key: string;
  readonly targetGroup: TargetGroupRef;
  /** Undefined where the props leave a choice, which is a problem. */
  readonly container: string | undefined;
  readonly port: number | undefined;
  readonly shift: ShiftProps | undefined;
}

/** Names in a DNS namespace, with every default filled in. */
export interface DiscoverySettings extends Required<Pick<DiscoveryProps, "name" | "namespaceId" | "records" | "ttlSeconds">> {
  /** Undefined where the props leave a choice, which is a problem with SRV. */
  readonly container: string | undefined;
  readonly port: number | undefined;
}

export interface OfferSettings extends ConnectOfferProps {
  readonly portName: string;
}

/** What the kinds of services say in ways of their own: where tasks run, and what they are. */
export type LaunchSettings = Pick<
  ServiceSettings,
  "capacity" | "instanceSecurityGroup" | "misfits" | "opensInstances" | "placement" | "platformVersion" | "publicIp" | "scheduling" | "task" | "tier"
>;

/** Fills every default of a service on Fargate. Pure; checks nothing. */
export function resolveFargate(props: FargateServiceProps): ServiceSettings {
  return resolve(props, {
    tier: props.tier,
    publicIp: props.publicIp ?? false,
    platformVersion: props.platformVersion,
    task: resolveTask(props.task, "FARGATE"),
    capacity: resolveCapacity(props.capacity),
    instanceSecurityGroup: undefined,
    scheduling: "REPLICA",
    misfits: {},
    placement: { distinctInstances: false, memberOf: [], strategies: [] },
    opensInstances: true,
  });
}

/** Fills the defaults of shares. */
export function resolveCapacity(capacity: readonly (Partial<CapacitySettings> & { readonly provider: string })[] = []): CapacitySettings[] {
  return capacity.map(({ provider, weight, base }) => ({ provider, weight: weight ?? 1, base: base ?? 0 }));
}

/** Fills every default of what services have in common. Pure; checks nothing. */
export function resolve(props: ReplicaProps, launch: LaunchSettings): ServiceSettings {
  const { deployment = {}, scaling } = props;
  const maxPercent = deployment.maxPercent ?? deploymentDefaults.maxPercent;
  const targets = Object.entries(props.targets ?? {}).map(([key, target]) => resolveTarget(key, target, launch.task));
  return {
    ...launch,
    name: props.name,
    cluster: props.cluster,
    network: props.network,
    exec: resolveExec(props.exec),
    securityGroups: props.securityGroups ?? [],
    tags: props.tags ?? {},
    desiredCount: props.desiredCount ?? (scaling === undefined ? 1 : { initial: scaling.min, owner: "autoscaling" }),
    deployment: {
      minHealthyPercent: deployment.minHealthyPercent ?? deploymentDefaults.minHealthyPercent,
      maxPercent,
      circuitBreaker: deployment.circuitBreaker ?? "rollback",
      alarmNames: deployment.alarmNames ?? [],
      strategy: deployment.strategy && resolveStrategy(deployment.strategy),
      hooks: deployment.hooks ?? {},
      codeDeploy: deployment.codeDeploy && resolveCodeDeploy(deployment.codeDeploy),
      circuitBreakerAsked: deployment.circuitBreaker !== undefined,
      percentsAsked: deployment.minHealthyPercent !== undefined || deployment.maxPercent !== undefined,
    },
    targets,
    discovery: props.discovery && resolveDiscovery(props.discovery, props.name, launch.task),
    gracePeriodSeconds: props.gracePeriodSeconds === "slow-start" ? slowStartSeconds : (props.gracePeriodSeconds ?? usualGrace(targets)),
    serviceConnect: props.serviceConnect && {
      namespaceArn: props.serviceConnect.namespaceArn ?? props.cluster.serviceConnectNamespaceArn,
      offers: Object.entries(props.serviceConnect.offers ?? {}).map(([portName, offer]) => ({ ...offer, portName })),
      calls: props.serviceConnect.calls ?? [],
      proxyLogs: resolveProxyLogs(props.serviceConnect.proxyLogs),
      accessLogs: props.serviceConnect.accessLogs,
    },
    scaling,
    taskDefinitionOwner: props.taskDefinitionOwner,
    availabilityZoneRebalancing: props.availabilityZoneRebalancing ?? (maxPercent > 100 && deployment.codeDeploy === undefined && allowsRebalancing(launch)),
    waitForSteadyState: props.waitForSteadyState ?? false,
    dependsOn: props.dependsOn ?? [],
    override: props.override ?? {},
  };
}

function resolveProxyLogs(logs: ProxyLogProps | boolean = true): ProxyLogProps | undefined {
  return logs === true ? {} : logs === false ? undefined : logs;
}

/** ECS Exec as it is asked for: a switch, or what its record needs. */
export function resolveExec(exec: ExecProps | boolean | undefined): ExecProps | undefined {
  return exec === true ? {} : exec === false ? undefined : exec;
}

/** Zones can be balanced unless tasks are kept from some, or something else decides first. */
export function allowsRebalancing({ placement, task }: Pick<ServiceSettings, "placement" | "task">): boolean {
  const [first] = placement.strategies;
  const isByZone = first === undefined || (first.type === "spread" && first.field === zoneAttribute);
  return isByZone && ![...placement.memberOf, ...task.placementConstraints].some((expression) => expression.includes(zoneAttribute));
}

/** The attribute of an instance's zone. */
const zoneAttribute = "attribute:ecs.availability-zone";

function resolveDiscovery(props: DiscoveryProps, serviceName: string, task: TaskSettings): DiscoverySettings {
  return {
    ...findPort(props, task),
    namespaceId: props.namespaceId,
    name: props.name ?? serviceName,
    records: props.records ?? [hasOwnAddress(task) ? "A" : "SRV"],
    ttlSeconds: props.ttlSeconds ?? 15,
  };
}

function resolveTarget(key: string, props: TargetProps, task: TaskSettings): TargetSettings {
  return { key, targetGroup: props.targetGroup, ...findPort(props, task), shift: props.shift };
}

/** A container and its port, as far as the props leave no choice. */
function findPort({ container, port }: { readonly container?: string; readonly port?: number }, task: TaskSettings) {
  const inContainer = container === undefined ? task.containers : task.containers.filter(({ name }) => name === container);
  const withPort = port === undefined ? inContainer : inContainer.filter(({ ports }) => ports.some((one) => one.port === port));
  const only = onlyPort({ ...task, containers: withPort });
  const owner = withPort.length === 1 ? withPort[0]?.name : undefined;
  return { container: container ?? only?.container ?? owner, port: port ?? only?.port };
}

function resolveStrategy({ kind, bakeMinutes, stepPercent, stepBakeMinutes }: StrategyProps): Required<StrategyProps> {
  const isCanary = kind === "canary";
  return { kind, bakeMinutes: bakeMinutes ?? 5, stepPercent: stepPercent ?? (isCanary ? 5 : 10), stepBakeMinutes: stepBakeMinutes ?? (isCanary ? 10 : 6) };
}

function resolveCodeDeploy(props: CodeDeployProps): CodeDeploySettings {
  return {
    ...props,
    traffic: props.traffic ?? { kind: "all-at-once" },
    terminationMinutes: props.terminationMinutes ?? 5,
    rollbackOn: props.rollbackOn ?? ["failure"],
    hookFunctionArns: props.hookFunctionArns ?? [],
  };
}

function usualGrace(targets: readonly TargetSettings[]): number | undefined {
  if (targets.length === 0) return undefined;
  return targets.some(({ targetGroup }) => targetGroup.loadBalancer === "network") ? 330 : 60;
}

/** How many tasks run while a revision takes the place of another. */
export interface DeploymentBounds {
  /** Tasks that are wanted. */
  readonly desired: number;
  /** The fewest that run meanwhile. */
  readonly lowest: number;
  /** The most that run meanwhile. */
  readonly highest: number;
  /** False where no task may stop, and none may start beside. */
  readonly canProgress: boolean;
}

/**
 * What ECS makes of the percentages: the lower bound is rounded up, the upper one down. A deployment that shifts traffic
 * starts as many tasks again, whatever they say.
 */
export function deploymentBounds(desired: number, { minHealthyPercent, maxPercent, strategy, codeDeploy }: DeploymentSettings): DeploymentBounds {
  if (strategy !== undefined || codeDeploy !== undefined) return { desired, lowest: desired, highest: 2 * desired, canProgress: true };
  const lowest = Math.ceil((desired * minHealthyPercent) / 100);
  const highest = Math.floor((desired * maxPercent) / 100);
  return { desired, lowest, highest, canProgress: desired <= 0 || highest > desired || lowest < desired };
}

/** How a new revision takes the place of the old one. */
export type DeploymentSettings = ServiceSettings["deployment"];

/** Every count of tasks that the service can come to have. */
export function possibleCounts({ desiredCount, scaling }: ServiceSettings): number[] {
  const initial = initialOf(desiredCount);
  if (scaling === undefined) return [initial];
  const bounds = [scaling, ...Object.values(scaling.schedules ?? {})];
  const least = Math.min(...bounds.map(({ min }) => min));
  const most = Math.max(...bounds.map(({ max }) => max));
  return Array.from({ length: Math.max(0, Math.min(most, least + 200) - least + 1) }, (_, index) => least + index);
}
