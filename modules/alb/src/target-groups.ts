import { LbTargetGroup, type LbTargetGroupConfig } from "@cdktf/provider-aws/lib/lb-target-group";
import type { SecurityGroupRef, TargetGroupRef } from "@terrace/core";
import { Fn, Lazy, Token } from "cdktf";
import { Construct } from "constructs";
import type { LoadBalancerSettings } from "./settings";
import type { TargetGroupSettings } from "./target-group-settings";

/** The target groups of a load balancer, by name, and what leads to each. */
export class TargetGroups extends Construct {
  private readonly groups = new Map<string, { resource: LbTargetGroup; settings: TargetGroupSettings }>();
  private readonly routes = new Map<string, string[]>();

  public constructor(
    scope: Construct,
    id: string,
    private readonly common: Pick<LoadBalancerSettings, "network" | "override" | "tags">,
  ) {
    super(scope, id);
  }

  public add(key: string, settings: TargetGroupSettings): LbTargetGroup {
    const { tags, network, override } = this.common;
    const resource = new LbTargetGroup(this, key, {
      ...targetGroupConfig(settings),
      vpcId: network.vpcId,
      tags: { ...tags, Name: settings.name },
      // AWS removes no target group that a listener still uses, so the new one comes first.
      lifecycle: { createBeforeDestroy: true },
      ...override.targetGroup,
    });
    this.groups.set(key, { resource, settings });
    return resource;
  }

  /** Remembers what leads to target groups: a listener or a rule, by its ARN. */
  public addRoute(keys: readonly string[], arn: string): void {
    for (const key of keys) this.routes.set(key, [...(this.routes.get(key) ?? []), arn]);
  }

  /** The settings of every target group, by name. */
  public get settings(): Readonly<Record<string, TargetGroupSettings>> {
    return Object.fromEntries([...this.groups].map(([key, { settings }]) => [key, settings]));
  }

  /** The target group itself; callers have checked its name. */
  public arnOf(key: string): string {
    return this.groups.get(key)?.resource.arn ?? "";
  }

  /** What a service registers with. */
  public refOf(key: string, settings: TargetGroupSettings, securityGroup: SecurityGroupRef): TargetGroupRef {
    const { port, targetType, loadBalancer } = settings;
    return { targetGroupArn: this.arnBehindRoutes(key), port, targetType, loadBalancer, securityGroup };
  }

  /**
   * The ARN of a target group, known once everything that leads to it is there.
   *
   * ECS refuses a service whose target group no listener leads to. Naming the listeners and rules beside the ARN makes
   * Terraform wait for them, also where the reader is another module that knows nothing of them.
   */
  private arnBehindRoutes(key: string): string {
    return Lazy.stringValue({
      produce: () => {
        const routes = this.routes.get(key) ?? [];
        return routes.length === 0 ? this.arnOf(key) : Token.asString(Fn.element([this.arnOf(key), ...routes], 0));
      },
    });
  }
}

function targetGroupConfig(settings: TargetGroupSettings): LbTargetGroupConfig {
  const { name, port, protocol, version, targetType, healthCheck, deregistrationDelaySeconds, slowStartSeconds, algorithm } = settings;
  const { preserveClientIp, proxyProtocol, terminateConnections } = settings;
  return {
    name,
    port,
    protocol,
    protocolVersion: version,
    targetType,
    deregistrationDelay: String(deregistrationDelaySeconds),
    slowStart: slowStartSeconds,
    loadBalancingAlgorithmType: algorithm?.replaceAll("-", "_"),
    loadBalancingAnomalyMitigation: algorithm === "weighted-random" ? "on" : undefined,
    stickiness: stickinessOf(settings),
    connectionTermination: terminateConnections,
    preserveClientIp: preserveClientIp === undefined ? undefined : String(preserveClientIp),
    proxyProtocolV2: proxyProtocol,
    healthCheck: {
      enabled: true,
      protocol: healthCheck.protocol,
      port: healthCheck.port === undefined ? "traffic-port" : String(healthCheck.port),
      path: healthCheck.path,
      matcher: healthCheck.successCodes,
      interval: healthCheck.intervalSeconds,
      timeout: healthCheck.timeoutSeconds,
      healthyThreshold: healthCheck.healthyThreshold,
      unhealthyThreshold: healthCheck.unhealthyThreshold,
    },
  };
}

/** It says when there is none too, so that taking it away changes something; TLS has no such attribute at all. */
function stickinessOf({ stickiness, loadBalancer, protocol }: TargetGroupSettings): LbTargetGroupConfig["stickiness"] {
  if (protocol === "TLS") return undefined;
  switch (stickiness?.type) {
    case undefined:
      return { enabled: false, type: loadBalancer === "application" ? "lb_cookie" : "source_ip" };
    case "source-ip":
      return { enabled: true, type: "source_ip" };
    case "load-balancer-cookie":
      return { enabled: true, type: "lb_cookie", cookieDuration: stickiness.seconds };
    case "application-cookie":
      return { enabled: true, type: "app_cookie", cookieDuration: stickiness.seconds, cookieName: stickiness.cookie };
  }
}
