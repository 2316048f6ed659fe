import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { InvalidPropsError, initialOf, lifecycleOf, mustBeKnown, throwIfAny, type SecurityGroupRef, type TargetGroupRef } from "@terrace/core";
import { Construct } from "constructs";
import { createAlarm, type AlarmSetting } from "./alarms";
import { createAlias } from "./alias";
import { unknownTargetGroup } from "./check-actions";
import { checkKnownListener, checkNetwork, checkNetworkListener } from "./check-network";
import { checkFree } from "./check-range";
import { checkTargetGroup, knownGroups } from "./check-target-groups";
import { checkTargetGroupWords } from "./check-words";
import { Doors } from "./doors";
import { logsOf } from "./logs";
import type { NetworkListenerProps, NetworkLoadBalancerProps } from "./network-props";
import { ownSubnets, resolveNetwork, resolveTls, type NetworkLoadBalancerSettings } from "./settings";
import type { NetworkTargetGroupProps } from "./target-group-props";
import { resolveNetworkTargetGroup, type TargetGroupSettings } from "./target-group-settings";
import { TargetGroups } from "./target-groups";

const clientRoutings = {
  "any-availability-zone": "any_availability_zone",
  "availability-zone-affinity": "availability_zone_affinity",
  "partial-availability-zone-affinity": "partial_availability_zone_affinity",
} as const;

/**
 * A load balancer for TCP, UDP and TLS that several services share, with an address of its own in each zone.
 *
 * Creates the load balancer with a security group, listeners with certificates, target groups, and on request logs'
 * settings, alarms and names. It makes no certificate, bucket, Elastic IP or target.
 *
 * Charged by the hour, by what passes through, and by its public IPv4 addresses.
 *
 * @example
 * const nlb = new NetworkLoadBalancer(stack, "nlb", { name: "dev-shop-mqtt", network: vpc.network, tier: "private" });
 * const mqtt = nlb.addTargetGroup("mqtt", { port: 1883 });
 * nlb.addListener("mqtt", { protocol: "TLS", port: 8883, certificateArn, targetGroup: "mqtt" });
 */
export class NetworkLoadBalancer extends Construct {
  /** The group of the load balancer; other modules' rules may name it. */
  public readonly securityGroup: SecurityGroupRef;

  private readonly settings: NetworkLoadBalancerSettings;
  private readonly loadBalancer: Lb;
  private readonly doors: Doors;
  private readonly groups: TargetGroups;
  private readonly listeners: { readonly key: string; readonly props: NetworkListenerProps; readonly arn: string }[] = [];

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: NetworkLoadBalancerProps) {
    super(scope, id);
    const settings = resolveNetwork(props);
    throwIfAny(this, "NetworkLoadBalancer", checkNetwork(settings));

    this.settings = settings;
    this.doors = new Doors(this, "security-group", settings);
    this.securityGroup = this.doors.securityGroup;
    this.loadBalancer = this.createLoadBalancer();
    this.groups = new TargetGroups(this, "target-group", settings);
    for (const [key, group] of Object.entries(settings.targetGroups)) this.createTargetGroup(key, group);
    for (const [key, listener] of Object.entries(settings.listeners)) this.createListener(key, listener);
    this.createAlarms();
    createAlias(this, settings, this.loadBalancer);
  }

  public get loadBalancerArn(): string {
    return this.loadBalancer.arn;
  }

  /** What CloudWatch calls it, in the dimension LoadBalancer. */
  public get arnSuffix(): string {
    return this.loadBalancer.arnSuffix;
  }

  /** The name that clients, or alias records, lead to. */
  public get dnsName(): string {
    return this.loadBalancer.dnsName;
  }

  /** The hosted zone of `dnsName`, for alias records. */
  public get zoneId(): string {
    return this.loadBalancer.zoneId;
  }

  /** ARNs of the listeners, by name. */
  public get listenerArns(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.listeners.map(({ key, arn }) => [key, arn]));
  }

  /**
   * A target group for one more service.
   *
   * @param key a stable name, which listeners lead to it by
   * @throws InvalidPropsError [key-name] [key-taken] [target-group-name]
   */
  public addTargetGroup(key: string, props: NetworkTargetGroupProps): TargetGroupRef {
    const settings = resolveNetworkTargetGroup(this.settings.name, key, props);
    const path = `targetGroups.${key}`;
    const unknown = [...mustBeKnown({ targetGroups: knownGroups({ [key]: settings }) }), ...checkTargetGroupWords(path, settings)];
    throwIfAny(this, "NetworkLoadBalancer", unknown.length > 0 ? unknown : [
      ...checkFree(path, key, this.groups.settings),
      ...checkTargetGroup(path, key, settings),
    ]);
    this.createTargetGroup(key, settings);
    return this.targetGroup(key);
  }

  /**
   * What a service registers with.
   *
   * @throws InvalidPropsError [target-group-unknown]
   */
  public targetGroup(key: string): TargetGroupRef {
    return this.groups.refOf(key, this.known("targetGroup", key), this.securityGroup);
  }

  /**
   * A listener for one more service, checked against all that are there.
   *
   * @param key a stable name
   * @throws InvalidPropsError [key-taken] [listener-port-twice] [target-group-unknown]
   */
  public addListener(key: string, props: NetworkListenerProps): void {
    const path = `listeners.${key}`;
    const others = Object.fromEntries(this.listeners.map((listener) => [listener.key, listener.props]));
    const unknown = checkKnownListener(path, props);
    throwIfAny(this, "NetworkLoadBalancer", unknown.length > 0 ? unknown : [
      ...checkFree(path, key, others),
      ...checkNetworkListener(path, key, props, { others, targetGroups: this.groups.settings }),
    ]);
    this.createListener(key, props);
  }

  /**
   * Opens every listener to a security group.
   *
   * @param id a stable name of the peer, such as `api`
   */
  public allowFrom(id: string, peer: SecurityGroupRef): void {
    this.doors.addSource(`peer-${id}`, { referencedSecurityGroupId: peer.securityGroupId, description: id });
  }

  /**
   * Opens the way to the targets of some target groups, for traffic and health checks. Nothing else is reached.
   *
   * @param id a stable name of the peer, such as `web`
   * @param peer the group of the targets, which must take the traffic too
   * @param targetGroups names of their target groups, such as `blue` and `green`
   * @throws InvalidPropsError [target-group-unknown]
   */
  public allowTo(id: string, peer: SecurityGroupRef, ...targetGroups: readonly string[]): void {
    this.doors.addTarget(id, peer, targetGroups.map((key) => this.known("targetGroups", key)));
  }

  private known(path: string, key: string): TargetGroupSettings {
    const { settings } = this.groups;
    const known = settings[key];
    if (known !== undefined) return known;
    const problems = [unknownTargetGroup(path, key, Object.keys(settings))];
    throw new InvalidPropsError([{ what: "NetworkLoadBalancer", at: this.node.path, problems }]);
  }

  private createLoadBalancer(): Lb {
    const { name, scheme, ipAddressType, deletionProtection, zonalShift, crossZone, clientRouting, checkPrivateLink, accessLogs, tags, override } = this.settings;
    return new Lb(this, "Resource", {
      name,
      loadBalancerType: "network",
      internal: scheme === "internal",
      ipAddressType,
      ...this.subnets(),
      securityGroups: [this.securityGroup.securityGroupId],
      enableDeletionProtection: deletionProtection,
      enableZonalShift: zonalShift,
      enableCrossZoneLoadBalancing: crossZone,
      dnsRecordClientRoutingPolicy: clientRoutings[clientRouting],
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: checkPrivateLink ? "on" : "off",
      accessLogs: logsOf(accessLogs),
      tags: { ...tags, Name: name },
      ...override.loadBalancer,
    });
  }

  /** Subnets, or subnets with addresses of the caller's choice. */
  private subnets() {
    const { addresses } = this.settings;
    const subnets = ownSubnets(this.settings);
    if (Object.keys(addresses).length === 0) return { subnets: subnets.map(({ subnetId }) => subnetId) };
    return {
      subnetMapping: subnets.map(({ subnetId, availabilityZone }) => ({
        subnetId,
        allocationId: addresses[availabilityZone]?.allocationId,
        privateIpv4Address: addresses[availabilityZone]?.privateIpv4,
      })),
    };
  }

  private createTargetGroup(key: string, settings: TargetGroupSettings): void {
    const { arnSuffix } = this.groups.add(key, settings);
    const { alarms } = this.settings;
    if (alarms?.unhealthyTargetsAbove === undefined) return;
    createAlarm(this, `unhealthy-${key}-alarm`, this.alarmSetting(alarms.topicArn), {
      name: `${key}-unhealthy`,
      description: `targets of ${key} behind ${this.settings.name} fail their health check`,
      metric: "UnHealthyHostCount",
      statistic: "Maximum",
      threshold: alarms.unhealthyTargetsAbove,
      dimensions: { LoadBalancer: this.arnSuffix, TargetGroup: arnSuffix },
    });
  }

  private createListener(key: string, props: NetworkListenerProps): void {
    const { protocol, port, targetGroup } = props;
    const tls = props.protocol === "TLS" ? resolveTls(props) : undefined;
    const { arn } = new LbListener(this, `listener-${key}`, {
      loadBalancerArn: this.loadBalancerArn,
      port,
      protocol,
      sslPolicy: tls?.policy,
      certificateArn: tls?.certificateArn,
      alpnPolicy: props.protocol === "TLS" ? props.alpn : undefined,
      tcpIdleTimeoutSeconds: props.protocol === "TCP" && "idleTimeoutSeconds" in props ? props.idleTimeoutSeconds : undefined,
      defaultAction: [{ type: "forward", targetGroupArn: this.groups.arnOf(initialOf(targetGroup)) }],
      tags: { ...this.settings.tags, Name: `${this.settings.name}-${key}` },
      lifecycle: lifecycleOf({ default_action: targetGroup }),
    });
    for (const [name, certificateArn] of Object.entries(tls?.moreCertificateArns ?? {})) {
      new LbListenerCertificate(this, `certificate-${key}-${name}`, { listenerArn: arn, certificateArn });
    }
    this.doors.addDoor(key, { protocol, port });
    this.groups.addRoute([initialOf(targetGroup)], arn);
    this.listeners.push({ key, props, arn });
  }

  private alarmSetting(topicArn: string): AlarmSetting {
    return { prefix: this.settings.name, namespace: "AWS/NetworkELB", topicArn, tags: this.settings.tags };
  }

  private createAlarms(): void {
    const { name, alarms } = this.settings;
    if (alarms?.loadBalancerResetsAbove === undefined) return;
    createAlarm(this, "load-balancer-resets-alarm", this.alarmSetting(alarms.topicArn), {
      name: "load-balancer-resets",
      description: `${name} itself breaks connections off`,
      metric: "TCP_ELB_Reset_Count",
      statistic: "Sum",
      threshold: alarms.loadBalancerResetsAbove,
      dimensions: { LoadBalancer: this.arnSuffix },
    });
  }
}
