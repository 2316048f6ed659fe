import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener, type LbListenerConfig } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { InvalidPropsError, lifecycleOf, mustBeKnown, show, throwIfAny, type OwnedElsewhere, type Problem, type SecurityGroupRef, type TargetGroupRef } from "@terrace/core";
import { Construct } from "constructs";
import { actionOf, conditionsOf } from "./actions";
import { createAlarm, type Alarm } from "./alarms";
import { createAlias } from "./alias";
import type { ApplicationLoadBalancerProps, ClientCertificates } from "./application-props";
import { targetGroupsOf, unknownTargetGroup } from "./check-actions";
import { checkApplication, checkKnownRule, checkRuleQuota } from "./check-application";
import { checkFree } from "./check-range";
import { checkRule } from "./check-rules";
import { checkTargetGroup, knownGroups } from "./check-target-groups";
import { checkActionWords, checkTargetGroupWords } from "./check-words";
import { Doors } from "./doors";
import { logsOf } from "./logs";
import type { RuleProps } from "./rule-props";
import { mapEntries, ownSubnets, resolveApplication, resolveRule, type ActionSettings, type ApplicationListenerSettings, type ApplicationLoadBalancerSettings, type RuleSettings } from "./settings";
import { resolveApplicationTargetGroup, type TargetGroupSettings } from "./target-group-settings";
import type { ApplicationTargetGroupProps } from "./target-group-props";
import { TargetGroups } from "./target-groups";

/**
 * A load balancer for HTTP that several services share.
 *
 * Creates the load balancer with a security group, listeners with certificates and rules, target groups, and on request
 * logs' settings, a web ACL's association, alarms and names. It makes no certificate, bucket, web ACL or target.
 *
 * Charged by the hour, by what passes through, and by its public IPv4 addresses.
 *
 * @example
 * const alb = new ApplicationLoadBalancer(stack, "alb", {
 *   name: "dev-shop", network: vpc.network, tier: "public", scheme: "internet-facing", allowFromCidrs: ["0.0.0.0/0"],
 *   listeners: { http: { protocol: "HTTP" }, https: { protocol: "HTTPS", certificateArn } },
 * });
 * const web = alb.addTargetGroup("web", { port: 8080 });
 * alb.addRule("https", "web", { priority: 100, conditions: { paths: ["/*"] }, action: { type: "forward", targetGroup: "web" } });
 */
export class ApplicationLoadBalancer extends Construct {
  /** The group of the load balancer; other modules' rules may name it. */
  public readonly securityGroup: SecurityGroupRef;
  /** ARNs of the listeners, by name. */
  public readonly listenerArns: Readonly<Record<string, string>>;

  private readonly settings: ApplicationLoadBalancerSettings;
  private readonly loadBalancer: Lb;
  private readonly doors: Doors;
  private readonly groups: TargetGroups;
  private readonly alarms: Record<string, string> = {};
  private readonly rules: { readonly listener: string; readonly key: string; readonly settings: RuleSettings; readonly arn: string }[] = [];

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id);
    const settings = resolveApplication(props);
    throwIfAny(this, "ApplicationLoadBalancer", checkApplication(settings));

    this.settings = settings;
    this.doors = new Doors(this, "security-group", settings);
    this.securityGroup = this.doors.securityGroup;
    this.loadBalancer = this.createLoadBalancer();
    this.groups = new TargetGroups(this, "target-group", settings);
    for (const [key, group] of Object.entries(settings.targetGroups)) this.createTargetGroup(key, group);
    this.listenerArns = mapEntries(settings.listeners, (listener, key) => this.createListener(key, listener));
    for (const [key, listener] of Object.entries(settings.listeners)) this.createRules(key, listener);
    this.createWafAssociation();
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

  /** ARNs of the rules, by `<listener>/<rule>`: what ECS's blue/green deployments shift traffic with. */
  public get ruleArns(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.rules.map(({ listener, key, arn }) => [`${listener}/${key}`, arn]));
  }

  /**
   * Names of the alarms, by their ends, such as `target-errors` and `web-unhealthy`: what a deployment is rolled back on.
   * Who takes one waits for the alarm.
   */
  public get alarmNames(): Readonly<Record<string, string>> {
    return { ...this.alarms };
  }

  /**
   * A target group for one more service.
   *
   * @param key a stable name, which rules lead to it by
   * @throws InvalidPropsError [key-name] [key-taken] [target-group-name]
   */
  public addTargetGroup(key: string, props: ApplicationTargetGroupProps): TargetGroupRef {
    const settings = resolveApplicationTargetGroup(this.settings.name, key, props);
    const path = `targetGroups.${key}`;
    const unknown = [...mustBeKnown({ targetGroups: knownGroups({ [key]: settings }) }), ...checkTargetGroupWords(path, settings)];
    throwIfAny(this, "ApplicationLoadBalancer", unknown.length > 0 ? unknown : [
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
   * A rule for one more service, checked against all that are there.
   *
   * @param listener name of the listener
   * @param key a stable name
   * @throws InvalidPropsError [listener-unknown] [key-taken] [rule-priority-taken] [target-group-unknown]
   */
  public addRule(listener: string, key: string, props: RuleProps): void {
    const path = `listeners.${listener}.rules.${key}`;
    const { protocol } = this.knownListener(listener);
    const rule = resolveRule(props);
    const others = this.rulesOf(listener);
    const unknown = [...checkKnownRule(path, rule), ...checkActionWords(`${path}.action`, rule.action)];
    throwIfAny(this, "ApplicationLoadBalancer", unknown.length > 0 ? unknown : [
      ...checkFree(path, key, others),
      ...checkRuleQuota(path, this.rules.length + 1),
      ...checkRule(path, key, rule, { protocol, targetGroups: this.groups.settings, others }),
    ]);
    this.createRule(listener, key, rule);
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
   * Opens the way to the targets of some target groups, for requests and health checks. Nothing else is reached.
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
    return settings[key] ?? this.refuse(unknownTargetGroup(path, key, Object.keys(settings)));
  }

  private knownListener(key: string): ApplicationListenerSettings {
    const { listeners } = this.settings;
    const expected = `one of ${Object.keys(listeners).join(", ")}`;
    return listeners[key] ?? this.refuse({ code: "listener-unknown", path: "listener", got: show(key), expected });
  }

  private refuse(problem: Problem): never {
    throw new InvalidPropsError([{ what: "ApplicationLoadBalancer", at: this.node.path, problems: [problem] }]);
  }

  private rulesOf(listener: string): Record<string, RuleSettings> {
    const own = this.rules.filter((rule) => rule.listener === listener);
    return Object.fromEntries(own.map(({ key, settings }) => [key, settings]));
  }

  private createLoadBalancer(): Lb {
    const { name, scheme, ipAddressType, idleTimeoutSeconds, clientKeepAliveSeconds, http, waf, override, tags } = this.settings;
    return new Lb(this, "Resource", {
      name,
      loadBalancerType: "application",
      internal: scheme === "internal",
      ipAddressType,
      subnets: ownSubnets(this.settings).map(({ subnetId }) => subnetId),
      securityGroups: [this.securityGroup.securityGroupId],
      enableDeletionProtection: this.settings.deletionProtection,
      enableZonalShift: this.settings.zonalShift,
      idleTimeout: idleTimeoutSeconds,
      clientKeepAlive: clientKeepAliveSeconds,
      enableHttp2: http.http2,
      dropInvalidHeaderFields: http.dropInvalidHeaders,
      desyncMitigationMode: http.desyncMitigation,
      preserveHostHeader: http.preserveHost,
      xffHeaderProcessingMode: http.forwardedFor,
      enableXffClientPort: http.forwardedClientPort,
      enableTlsVersionAndCipherSuiteHeaders: http.tlsHeaders,
      enableWafFailOpen: waf?.failOpen ?? false,
      accessLogs: logsOf(this.settings.accessLogs),
      connectionLogs: logsOf(this.settings.connectionLogs),
      tags: { ...tags, Name: name },
      ...override.loadBalancer,
    });
  }

  private createTargetGroup(key: string, settings: TargetGroupSettings): void {
    const { arnSuffix } = this.groups.add(key, settings);
    const { alarms } = this.settings;
    if (alarms?.unhealthyTargetsAbove === undefined) return;
    this.createAlarm(`unhealthy-${key}-alarm`, alarms.topicArn, {
      name: `${key}-unhealthy`,
      description: `targets of ${key} behind ${this.settings.name} fail their health check`,
      metric: "UnHealthyHostCount",
      statistic: "Maximum",
      threshold: alarms.unhealthyTargetsAbove,
      dimensions: { LoadBalancer: this.arnSuffix, TargetGroup: arnSuffix },
    });
  }

  private createListener(key: string, listener: ApplicationListenerSettings): string {
    const { protocol, port, tls, clientCertificates, action } = listener;
    const { arn } = new LbListener(this, `listener-${key}`, {
      loadBalancerArn: this.loadBalancerArn,
      port,
      protocol,
      sslPolicy: tls?.policy,
      certificateArn: tls?.certificateArn,
      mutualAuthentication: mutualAuthenticationOf(clientCertificates),
      defaultAction: [actionOf(action.action, (name) => this.groups.arnOf(name))],
      tags: { ...this.settings.tags, Name: `${this.settings.name}-${key}` },
      lifecycle: lifecycleOf({ default_action: ownedBy(action) }),
    });
    for (const [name, certificateArn] of Object.entries(tls?.moreCertificateArns ?? {})) {
      new LbListenerCertificate(this, `certificate-${key}-${name}`, { listenerArn: arn, certificateArn });
    }
    this.doors.addDoor(key, { protocol, port });
    this.groups.addRoute(targetGroupsOf(action.action), arn);
    return arn;
  }

  private createRules(listener: string, { rules }: ApplicationListenerSettings): void {
    for (const [key, rule] of Object.entries(rules)) this.createRule(listener, key, rule);
  }

  private createRule(listener: string, key: string, settings: RuleSettings): void {
    const { priority, conditions, action } = settings;
    const { arn } = new LbListenerRule(this, `rule-${listener}-${key}`, {
      listenerArn: this.listenerArns[listener] ?? "",
      priority,
      condition: conditionsOf(conditions),
      action: [actionOf(action, (name) => this.groups.arnOf(name))],
      tags: { ...this.settings.tags, Name: `${this.settings.name}-${key}` },
      lifecycle: lifecycleOf({ action: ownedBy(settings) }),
    });
    this.rules.push({ listener, key, settings, arn });
    this.groups.addRoute(targetGroupsOf(action), arn);
  }

  private createWafAssociation(): void {
    const { waf } = this.settings;
    if (waf === undefined) return;
    new Wafv2WebAclAssociation(this, "waf", { resourceArn: this.loadBalancerArn, webAclArn: waf.webAclArn });
  }

  private createAlarm(id: string, topicArn: string, alarm: Alarm): void {
    const { name: prefix, tags } = this.settings;
    this.alarms[alarm.name] = createAlarm(this, id, { prefix, namespace: "AWS/ApplicationELB", topicArn, tags }, alarm);
  }

  private createAlarms(): void {
    const { name, alarms } = this.settings;
    if (alarms === undefined) return;
    const { topicArn } = alarms;
    const dimensions = { LoadBalancer: this.arnSuffix };
    if (alarms.loadBalancerErrorsAbove !== undefined) {
      this.createAlarm("load-balancer-errors-alarm", topicArn, {
        name: "load-balancer-errors",
        description: `${name} answers with errors of its own: no healthy target, timeouts or broken connections`,
        metric: "HTTPCode_ELB_5XX_Count",
        statistic: "Sum",
        threshold: alarms.loadBalancerErrorsAbove,
        dimensions,
      });
    }
    if (alarms.targetErrorsAbove !== undefined) {
      this.createAlarm("target-errors-alarm", topicArn, {
        name: "target-errors",
        description: `targets behind ${name} answer with errors`,
        metric: "HTTPCode_Target_5XX_Count",
        statistic: "Sum",
        threshold: alarms.targetErrorsAbove,
        dimensions,
      });
    }
    if (alarms.responseSecondsAbove !== undefined) {
      this.createAlarm("response-time-alarm", topicArn, {
        name: "response-time",
        description: `targets behind ${name} are slow for one request in a hundred`,
        metric: "TargetResponseTime",
        statistic: "p99",
        threshold: alarms.responseSecondsAbove,
        dimensions,
      });
    }
  }
}

/** What {@link lifecycleOf} wants to know of an action. */
function ownedBy({ owner }: ActionSettings): OwnedElsewhere<boolean> | undefined {
  return owner === undefined ? undefined : { initial: true, owner };
}

function mutualAuthenticationOf(certificates: ClientCertificates | undefined): LbListenerConfig["mutualAuthentication"] {
  if (certificates?.mode !== "verify") return certificates;
  const { mode, trustStoreArn, ignoreExpiry } = certificates;
  return { mode, trustStoreArn, ignoreClientCertificateExpiry: ignoreExpiry ?? false, advertiseTrustStoreCaNames: "off" };
}
