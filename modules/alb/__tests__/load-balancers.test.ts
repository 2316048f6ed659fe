import { inventory, only, render, resourcesOf, synth, testStack, type Template } from "@terrace/testkit";
import { ApplicationLoadBalancer } from "../src/application-load-balancer";
import type { ApplicationLoadBalancerProps, HttpsListenerProps } from "../src/application-props";
import { NetworkLoadBalancer } from "../src/network-load-balancer";
import type { NetworkLoadBalancerProps } from "../src/network-props";
import type { RuleProps } from "../src/rule-props";
import type { ApplicationTargetGroupProps, NetworkTargetGroupProps } from "../src/target-group-props";
import { certificateArn, network, topicArn } from "./given";

const https: HttpsListenerProps = { protocol: "HTTPS", certificateArn };

function makeAlb(change: Partial<ApplicationLoadBalancerProps> = {}) {
  const stack = testStack();
  const alb = new ApplicationLoadBalancer(stack, "alb", {
    name: "dev-shop",
    network,
    tier: "private",
    targetGroups: { web: { port: 8080 } },
    listeners: { https },
    ...change,
  });
  return { stack, alb };
}

function makeNlb(change: Partial<NetworkLoadBalancerProps> = {}) {
  const stack = testStack();
  const nlb = new NetworkLoadBalancer(stack, "nlb", {
    name: "dev-shop",
    network,
    tier: "private",
    targetGroups: { web: { port: 8080 } },
    listeners: { web: { protocol: "TCP", port: 80, targetGroup: "web" } },
    ...change,
  });
  return { stack, nlb };
}

function alb(change: Partial<ApplicationLoadBalancerProps> = {}): Template {
  return synth(makeAlb(change).stack);
}

function nlb(change: Partial<NetworkLoadBalancerProps> = {}): Template {
  return synth(makeNlb(change).stack);
}

/** The only resource of a type whose address contains this. */
function find(from: Template, type: string, part: string) {
  const found = Object.entries(resourcesOf(from, type)).filter(([id]) => id.includes(part));
  expect(found).toHaveLength(1);
  return found[0]?.[1] ?? {};
}

const groupArn = (name: string) => expect.stringMatching(new RegExp(`^\\$\\{aws_lb_target_group\\.\\w+_target-group_${name}_\\w+\\.arn\\}$`));

describe("an Application Load Balancer", () => {
  test("is internal, protected, and drops headers that are none", () => {
    expect(only(alb({ tags: { Team: "web" } }), "aws_lb")).toMatchObject({
      name: "dev-shop",
      load_balancer_type: "application",
      internal: true,
      ip_address_type: "ipv4",
      subnets: ["subnet-private-apne1-az1", "subnet-private-apne1-az4"],
      enable_deletion_protection: true,
      enable_zonal_shift: false,
      idle_timeout: 60,
      client_keep_alive: 3600,
      enable_http2: true,
      drop_invalid_header_fields: true,
      desync_mitigation_mode: "defensive",
      preserve_host_header: false,
      xff_header_processing_mode: "append",
      enable_xff_client_port: false,
      enable_tls_version_and_cipher_suite_headers: false,
      enable_waf_fail_open: false,
      tags: { Name: "dev-shop", Team: "web" },
    });
    for (const absent of ["access_logs", "connection_logs"]) expect(only(alb(), "aws_lb")).not.toHaveProperty(absent);
  });

  test("takes every choice", () => {
    const change: Partial<ApplicationLoadBalancerProps> = {
      network: { ...network, dualStack: true },
      tier: "public",
      scheme: "internet-facing",
      ipAddressType: "dualstack-without-public-ipv4",
      deletionProtection: false,
      zonalShift: true,
      idleTimeoutSeconds: 120,
      clientKeepAliveSeconds: 600,
      http: { http2: false, desyncMitigation: "strictest", preserveHost: true, forwardedFor: "remove", forwardedClientPort: true, tlsHeaders: true },
      accessLogs: { bucket: "logs", prefix: "alb" },
      connectionLogs: { bucket: "logs" },
    };
    expect(only(alb(change), "aws_lb")).toMatchObject({
      internal: false,
      ip_address_type: "dualstack-without-public-ipv4",
      subnets: ["subnet-public-apne1-az1", "subnet-public-apne1-az4"],
      enable_deletion_protection: false,
      enable_zonal_shift: true,
      idle_timeout: 120,
      client_keep_alive: 600,
      enable_http2: false,
      desync_mitigation_mode: "strictest",
      preserve_host_header: true,
      xff_header_processing_mode: "remove",
      enable_xff_client_port: true,
      enable_tls_version_and_cipher_suite_headers: true,
      access_logs: { enabled: true, bucket: "logs", prefix: "alb" },
      connection_logs: { enabled: true, bucket: "logs" },
    });
  });

  test("lets nobody in and reaches nobody by itself", () => {
    const template = alb();
    expect(only(template, "aws_security_group")).toMatchObject({ name: "dev-shop-load-balancer", vpc_id: "vpc-1", lifecycle: { create_before_destroy: true } });
    expect(inventory(template)).not.toHaveProperty("aws_vpc_security_group_ingress_rule");
    expect(inventory(template)).not.toHaveProperty("aws_vpc_security_group_egress_rule");
  });

  test("is opened to blocks, prefix lists and groups, on its listeners", () => {
    const { stack, alb: made } = makeAlb({
      allowFromCidrs: ["10.0.0.0/8"],
      allowFromPrefixLists: { cdn: "pl-0123456789abcdef0" },
      listeners: { https: { ...https, port: 8443 } },
    });
    made.allowFrom("api", { securityGroupId: "sg-api" });
    const template = synth(stack);
    const type = "aws_vpc_security_group_ingress_rule";
    const port = { ip_protocol: "tcp", from_port: 8443, to_port: 8443 };
    expect(find(template, type, "https-tcp-from-10-0-0-0-8")).toMatchObject({ cidr_ipv4: "10.0.0.0/8", ...port });
    expect(find(template, type, "https-tcp-from-list-cdn")).toMatchObject({ prefix_list_id: "pl-0123456789abcdef0", ...port });
    expect(find(template, type, "https-tcp-from-peer-api")).toMatchObject({ referenced_security_group_id: "sg-api", ...port });
    expect(inventory(template)[type]).toBe(3);
  });

  test("reaches targets, on the port of requests and of health checks, once for blue and green", () => {
    const group = { port: 8080, healthCheck: { port: 9090 } };
    const { stack, alb: made } = makeAlb({ targetGroups: { blue: group, green: group } });
    made.allowTo("web", { securityGroupId: "sg-web" }, "blue", "green");
    const template = synth(stack);
    const type = "aws_vpc_security_group_egress_rule";
    expect(find(template, type, "to-web-tcp-8080")).toMatchObject({ referenced_security_group_id: "sg-web", ip_protocol: "tcp", from_port: 8080, to_port: 8080 });
    expect(find(template, type, "to-web-tcp-9090")).toMatchObject({ from_port: 9090 });
    expect(inventory(template)[type]).toBe(2);
  });

  test("takes overrides last", () => {
    const template = alb({ override: { loadBalancer: { idleTimeout: 7 }, targetGroup: { slowStart: 31 } } });
    expect(only(template, "aws_lb").idle_timeout).toBe(7);
    expect(only(template, "aws_lb_target_group").slow_start).toBe(31);
  });

  test("passes its requests through a web ACL", () => {
    const webAclArn = "arn:aws:wafv2:ap-northeast-1:111111111111:regional/webacl/shop/1";
    const template = alb({ waf: { webAclArn, failOpen: true } });
    expect(only(template, "aws_wafv2_web_acl_association")).toMatchObject({ web_acl_arn: webAclArn });
    expect(only(template, "aws_lb").enable_waf_fail_open).toBe(true);
  });

  test("has names, in IPv6 too where it has that", () => {
    const alias = { zoneId: "Z1", names: ["www.example.com"] };
    expect(only(alb({ alias }), "aws_route53_record")).toMatchObject({ zone_id: "Z1", name: "www.example.com", type: "A", alias: { evaluate_target_health: true } });
    const dual = alb({ alias, network: { ...network, dualStack: true }, ipAddressType: "dualstack" });
    expect(find(dual, "aws_route53_record", "aaaa")).toMatchObject({ type: "AAAA" });
  });

  test("says what readers need", () => {
    const { stack, alb: made } = makeAlb();
    const read = render(stack, { arn: made.loadBalancerArn, suffix: made.arnSuffix, dns: made.dnsName, zone: made.zoneId, listener: made.listenerArns.https });
    expect(read).toEqual({
      arn: expect.stringMatching(/aws_lb\.\w+\.arn/),
      suffix: expect.stringMatching(/aws_lb\.\w+\.arn_suffix/),
      dns: expect.stringMatching(/aws_lb\.\w+\.dns_name/),
      zone: expect.stringMatching(/aws_lb\.\w+\.zone_id/),
      listener: expect.stringMatching(/aws_lb_listener\.alb_listener-https_\w+\.arn/),
    });
  });
});

describe("listeners", () => {
  test("HTTPS has a modern policy, and answers 404 to what no rule takes", () => {
    expect(only(alb(), "aws_lb_listener")).toMatchObject({
      port: 443,
      protocol: "HTTPS",
      certificate_arn: certificateArn,
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      default_action: [{ type: "fixed-response", fixed_response: { status_code: "404", content_type: "text/plain", message_body: "not found" } }],
    });
    expect(only(alb(), "aws_lb_listener")).not.toHaveProperty("lifecycle");
    expect(only(alb(), "aws_lb_listener")).not.toHaveProperty("mutual_authentication");
  });

  test("HTTP leads to the port of HTTPS for ever", () => {
    const template = alb({ listeners: { http: { protocol: "HTTP" }, https: { ...https, port: 8443 } } });
    expect(find(template, "aws_lb_listener", "listener-http_")).toMatchObject({
      port: 80,
      protocol: "HTTP",
      default_action: [{ type: "redirect", redirect: { status_code: "HTTP_301", protocol: "HTTPS", port: "8443" } }],
    });
  });

  test("show more certificates to those who name their host", () => {
    const other = certificateArn.replace("0123", "9999");
    expect(only(alb({ listeners: { https: { ...https, moreCertificateArns: { admin: other } } } }), "aws_lb_listener_certificate")).toMatchObject({ certificate_arn: other });
  });

  test("ask for certificates of clients", () => {
    const trustStoreArn = "arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:truststore/a/1";
    const withCertificates = (clientCertificates: HttpsListenerProps["clientCertificates"]) =>
      only(alb({ listeners: { https: { ...https, clientCertificates } } }), "aws_lb_listener").mutual_authentication;
    expect(withCertificates({ mode: "verify", trustStoreArn })).toEqual({
      mode: "verify",
      trust_store_arn: trustStoreArn,
      ignore_client_certificate_expiry: false,
      advertise_trust_store_ca_names: "off",
    });
    expect(withCertificates({ mode: "verify", trustStoreArn, ignoreExpiry: true })).toMatchObject({ ignore_client_certificate_expiry: true });
    expect(withCertificates({ mode: "passthrough" })).toEqual({ mode: "passthrough" });
  });

  test("leave an action alone that somebody else owns", () => {
    const action = { initial: { type: "forward", targetGroup: "web" }, owner: "ecs-deployment" } as const;
    expect(only(alb({ listeners: { https: { ...https, action } } }), "aws_lb_listener")).toMatchObject({
      default_action: [{ type: "forward", target_group_arn: groupArn("web") }],
      lifecycle: { ignore_changes: ["default_action"] },
    });
  });
});

describe("rules", () => {
  function rule(change: Partial<RuleProps>) {
    const api: RuleProps = { priority: 100, conditions: { paths: ["/api/*"] }, action: { type: "forward", targetGroup: "web" }, ...change };
    return only(alb({ listeners: { https: { ...https, rules: { api } } } }), "aws_lb_listener_rule");
  }

  test("forward what meets their conditions", () => {
    const made = rule({});
    expect(made).toMatchObject({ priority: 100, condition: [{ path_pattern: { values: ["/api/*"] } }], action: [{ type: "forward", target_group_arn: groupArn("web") }] });
    expect(made).not.toHaveProperty("lifecycle");
  });

  test("have every kind of condition", () => {
    const conditions = { hosts: ["a.example.com"], methods: ["GET"], headers: { X: ["1"] }, queries: [{ key: "v", value: "2" }], sourceCidrs: ["10.0.0.0/8"] };
    expect(rule({ conditions }).condition).toEqual([
      { host_header: { values: ["a.example.com"] } },
      { http_request_method: { values: ["GET"] } },
      { http_header: { http_header_name: "X", values: ["1"] } },
      { query_string: [{ key: "v", value: "2" }] },
      { source_ip: { values: ["10.0.0.0/8"] } },
    ]);
  });

  test("share requests out, and leave weights alone that a deployment owns", () => {
    const initial = { type: "weighted", weights: { web: 100 }, stickinessSeconds: 60 } as const;
    expect(rule({ action: { initial, owner: "ecs-deployment" } })).toMatchObject({
      action: [{ type: "forward", forward: { target_group: [{ arn: groupArn("web"), weight: 100 }], stickiness: { enabled: true, duration: 60 } } }],
      lifecycle: { ignore_changes: ["action"] },
    });
    expect(rule({ action: { type: "weighted", weights: { web: 1 } } })).toMatchObject({ action: [{ forward: { stickiness: { enabled: false } } }] });
  });

  test("send elsewhere, and answer", () => {
    expect(rule({ action: { type: "redirect", host: "b.example.com", path: "/x", query: "y", port: 8443 } })).toMatchObject({
      action: [{ type: "redirect", redirect: { status_code: "HTTP_302", host: "b.example.com", path: "/x", query: "y", port: "8443" } }],
    });
    expect(rule({ action: { type: "fixed-response", status: 503, contentType: "application/json", body: "{}" } })).toMatchObject({
      action: [{ fixed_response: { status_code: "503", content_type: "application/json", message_body: "{}" } }],
    });
  });

  test("that are added are known by listener and name", () => {
    const { stack, alb: made } = makeAlb();
    made.addRule("https", "api", { priority: 1, conditions: { paths: ["/"] }, action: { type: "forward", targetGroup: "web" } });
    expect(render(stack, made.ruleArns)).toEqual({ "https/api": expect.stringMatching(/aws_lb_listener_rule\.alb_rule-https-api_\w+\.arn/) });
  });
});

describe("target groups for requests", () => {
  function group(change: Partial<ApplicationTargetGroupProps> = {}) {
    return only(alb({ targetGroups: { web: { port: 8080, ...change } } }), "aws_lb_target_group");
  }

  test("are for addresses, and healthy with 200 at /", () => {
    expect(group()).toMatchObject({
      port: 8080,
      protocol: "HTTP",
      protocol_version: "HTTP1",
      target_type: "ip",
      vpc_id: "vpc-1",
      deregistration_delay: "60",
      load_balancing_algorithm_type: "round_robin",
      stickiness: { enabled: false, type: "lb_cookie" },
      health_check: { enabled: true, protocol: "HTTP", port: "traffic-port", path: "/", matcher: "200", interval: 15, timeout: 5, healthy_threshold: 2, unhealthy_threshold: 2 },
      lifecycle: { create_before_destroy: true },
    });
    expect(group()).not.toHaveProperty("slow_start");
    expect(group()).not.toHaveProperty("preserve_client_ip");
  });

  test("have a name that changes with what replaces them, and with nothing else", () => {
    const name = String(group().name);
    expect(name).toMatch(/^dev-shop-web-[a-z0-9]{4}$/);
    expect(group({ slowStartSeconds: 60, healthCheck: { path: "/health" } }).name).toBe(name);
    const others = [group({ port: 8081 }), group({ protocol: "HTTPS" }), group({ version: "HTTP2" }), group({ targetType: "instance" })].map((one) => one.name);
    expect(new Set([name, ...others]).size).toBe(5);
    expect(group({ name: "mine" }).name).toBe("mine");
  });

  test("ask gRPC in its own way", () => {
    expect(group({ version: "GRPC" })).toMatchObject({ protocol_version: "GRPC", health_check: { path: "/AWS.ALB/healthcheck", matcher: "12" } });
  });

  test("take every choice", () => {
    expect(
      group({
        protocol: "HTTPS",
        targetType: "instance",
        deregistrationDelaySeconds: 0,
        slowStartSeconds: 30,
        stickiness: { type: "load-balancer-cookie", seconds: 60 },
        healthCheck: { port: 9090, protocol: "HTTP", path: "/health", successCodes: "204", intervalSeconds: 30, timeoutSeconds: 10, healthyThreshold: 3, unhealthyThreshold: 4 },
      }),
    ).toMatchObject({
      protocol: "HTTPS",
      target_type: "instance",
      deregistration_delay: "0",
      slow_start: 30,
      stickiness: { enabled: true, type: "lb_cookie", cookie_duration: 60 },
      health_check: { port: "9090", protocol: "HTTP", path: "/health", matcher: "204", interval: 30, timeout: 10, healthy_threshold: 3, unhealthy_threshold: 4 },
    });
    expect(group({ stickiness: { type: "application-cookie", cookie: "S", seconds: 60 } })).toMatchObject({ stickiness: { type: "app_cookie", cookie_name: "S", cookie_duration: 60 } });
    expect(group({ protocol: "HTTPS" })).toMatchObject({ health_check: { protocol: "HTTPS" } });
    expect(group({ algorithm: "weighted-random" })).toMatchObject({ load_balancing_algorithm_type: "weighted_random", load_balancing_anomaly_mitigation: "on" });
    expect(group({ algorithm: "least-outstanding-requests" })).toMatchObject({ load_balancing_algorithm_type: "least_outstanding_requests" });
  });

  test("are referred to by port, type, and the group that traffic comes from", () => {
    const { stack, alb: made } = makeAlb();
    expect(render(stack, made.targetGroup("web"))).toEqual({
      targetGroupArn: groupArn("web"),
      port: 8080,
      targetType: "ip",
      loadBalancer: "application",
      securityGroup: { securityGroupId: expect.stringMatching(/aws_security_group\.\w+/) },
    });
  });

  test("make their readers wait for what leads to them, also for rules that come later", () => {
    const { stack, alb: made } = makeAlb({ targetGroups: {}, listeners: { https } });
    const { targetGroupArn } = made.addTargetGroup("api", { port: 3000 });
    made.addRule("https", "api", { priority: 1, conditions: { paths: ["/"] }, action: { type: "forward", targetGroup: "api" } });
    expect(render(stack, targetGroupArn)).toMatch(/^\$\{element\(\[aws_lb_target_group\.alb_target-group_api_\w+\.arn, aws_lb_listener_rule\.alb_rule-https-api_\w+\.arn\], 0\)\}$/);
  });

  test("make their readers wait for a listener too", () => {
    const { stack, alb: made } = makeAlb({ listeners: { https: { ...https, action: { type: "weighted", weights: { web: 1 } } } } });
    expect(render(stack, made.targetGroup("web").targetGroupArn)).toMatch(/aws_lb_listener\.alb_listener-https/);
  });
});

describe("alarms", () => {
  test("watch errors, health and time, three times five minutes", () => {
    const template = alb({ alarms: { topicArn, loadBalancerErrorsAbove: 1, targetErrorsAbove: 2, unhealthyTargetsAbove: 0, responseSecondsAbove: 3 } });
    const type = "aws_cloudwatch_metric_alarm";
    const LoadBalancer = expect.stringMatching(/aws_lb\.\w+\.arn_suffix/);
    expect(find(template, type, "load-balancer-errors")).toMatchObject({
      alarm_name: "dev-shop-load-balancer-errors",
      namespace: "AWS/ApplicationELB",
      metric_name: "HTTPCode_ELB_5XX_Count",
      statistic: "Sum",
      threshold: 1,
      period: 300,
      evaluation_periods: 3,
      comparison_operator: "GreaterThanThreshold",
      treat_missing_data: "notBreaching",
      dimensions: { LoadBalancer },
      alarm_actions: [topicArn],
      ok_actions: [topicArn],
    });
    expect(find(template, type, "target-errors")).toMatchObject({ metric_name: "HTTPCode_Target_5XX_Count", statistic: "Sum", threshold: 2 });
    expect(find(template, type, "response-time")).toMatchObject({ metric_name: "TargetResponseTime", extended_statistic: "p99", threshold: 3 });
    expect(find(template, type, "unhealthy-web")).toMatchObject({
      metric_name: "UnHealthyHostCount",
      statistic: "Maximum",
      threshold: 0,
      dimensions: { LoadBalancer, TargetGroup: expect.stringMatching(/aws_lb_target_group\.\w+_target-group_web_\w+\.arn_suffix/) },
    });
  });

  test("are known by the ends of their names, and awaited by who takes one", () => {
    const { stack, alb: made } = makeAlb({ alarms: { topicArn, targetErrorsAbove: 2, unhealthyTargetsAbove: 0 } });
    expect(Object.keys(made.alarmNames).toSorted()).toEqual(["target-errors", "web-unhealthy"]);
    expect(render(stack, made.alarmNames["web-unhealthy"])).toMatch(/^\$\{aws_cloudwatch_metric_alarm\.\w*unhealthy-web-alarm\w*\.alarm_name\}$/);
    expect(makeAlb({}).alb.alarmNames).toEqual({});
  });

  test("of a Network Load Balancer watch health and resets", () => {
    const template = nlb({ alarms: { topicArn, unhealthyTargetsAbove: 0, loadBalancerResetsAbove: 9 } });
    const type = "aws_cloudwatch_metric_alarm";
    expect(find(template, type, "unhealthy-web")).toMatchObject({ namespace: "AWS/NetworkELB", metric_name: "UnHealthyHostCount", dimensions: { TargetGroup: expect.any(String) } });
    expect(find(template, type, "load-balancer-resets")).toMatchObject({ metric_name: "TCP_ELB_Reset_Count", statistic: "Sum", threshold: 9 });
  });

  test("are made on request only", () => {
    expect(inventory(alb({ alarms: { topicArn, targetErrorsAbove: 1 } })).aws_cloudwatch_metric_alarm).toBe(1);
    expect(inventory(nlb({ alarms: { topicArn, loadBalancerResetsAbove: 1 } })).aws_cloudwatch_metric_alarm).toBe(1);
  });
});

describe("a Network Load Balancer", () => {
  test("is internal and protected, stays in the zone, and has a group from the beginning", () => {
    const made = only(nlb(), "aws_lb");
    expect(made).toMatchObject({
      load_balancer_type: "network",
      internal: true,
      subnets: ["subnet-private-apne1-az1", "subnet-private-apne1-az4"],
      security_groups: [expect.stringMatching(/aws_security_group/)],
      enable_deletion_protection: true,
      enable_zonal_shift: false,
      enable_cross_zone_load_balancing: false,
      dns_record_client_routing_policy: "any_availability_zone",
      enforce_security_group_inbound_rules_on_private_link_traffic: "on",
    });
    expect(made).not.toHaveProperty("subnet_mapping");
    expect(made).not.toHaveProperty("drop_invalid_header_fields");
  });

  test("takes every choice", () => {
    const made = only(nlb({ crossZone: true, clientRouting: "availability-zone-affinity", checkPrivateLink: false, deletionProtection: false, zonalShift: true, override: { loadBalancer: { name: "mine" } } }), "aws_lb");
    expect(made).toMatchObject({
      name: "mine",
      enable_deletion_protection: false,
      enable_zonal_shift: true,
      enable_cross_zone_load_balancing: true,
      dns_record_client_routing_policy: "availability_zone_affinity",
      enforce_security_group_inbound_rules_on_private_link_traffic: "off",
    });
  });

  test("has addresses of the caller's choice", () => {
    const fixed = nlb({ addresses: { "apne1-az1": { privateIpv4: "10.0.0.5" }, "apne1-az4": { privateIpv4: "10.0.0.6" } } });
    expect(only(fixed, "aws_lb").subnet_mapping).toEqual([
      { subnet_id: "subnet-private-apne1-az1", private_ipv4_address: "10.0.0.5" },
      { subnet_id: "subnet-private-apne1-az4", private_ipv4_address: "10.0.0.6" },
    ]);
    const elastic = nlb({ tier: "public", scheme: "internet-facing", addresses: { "apne1-az1": { allocationId: "eipalloc-1" }, "apne1-az4": { allocationId: "eipalloc-2" } } });
    expect(only(elastic, "aws_lb")).toMatchObject({ subnet_mapping: [{ allocation_id: "eipalloc-1" }, { allocation_id: "eipalloc-2" }] });
  });

  test("has listeners of its protocols, opened to those who may", () => {
    const template = nlb({
      allowFromCidrs: ["10.0.0.0/8"],
      targetGroups: { web: { port: 8080 }, names: { port: 53, protocol: "TCP_UDP" } },
      listeners: {
        web: { protocol: "TCP", port: 80, targetGroup: "web", idleTimeoutSeconds: 600 },
        tls: { protocol: "TLS", port: 443, targetGroup: "web", certificateArn, moreCertificateArns: { b: certificateArn }, alpn: "HTTP2Preferred" },
        names: { protocol: "TCP_UDP", port: 53, targetGroup: { initial: "names", owner: "ecs-deployment" } },
      },
    });
    expect(find(template, "aws_lb_listener", "listener-web")).toMatchObject({ protocol: "TCP", port: 80, tcp_idle_timeout_seconds: 600, default_action: [{ type: "forward", target_group_arn: groupArn("web") }] });
    expect(find(template, "aws_lb_listener", "listener-web")).not.toHaveProperty("lifecycle");
    expect(find(template, "aws_lb_listener", "listener-tls")).toMatchObject({ certificate_arn: certificateArn, ssl_policy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", alpn_policy: "HTTP2Preferred" });
    expect(find(template, "aws_lb_listener", "listener-names")).toMatchObject({ default_action: [{ target_group_arn: groupArn("names") }], lifecycle: { ignore_changes: ["default_action"] } });
    expect(inventory(template).aws_lb_listener_certificate).toBe(1);
    expect(find(template, "aws_vpc_security_group_ingress_rule", "names-udp-from")).toMatchObject({ ip_protocol: "udp", from_port: 53 });
    expect(find(template, "aws_vpc_security_group_ingress_rule", "names-tcp-from")).toMatchObject({ ip_protocol: "tcp", from_port: 53 });
    expect(inventory(template).aws_vpc_security_group_ingress_rule).toBe(4);
  });

  test("opens a listener that comes later to a source that came before, and waits for it", () => {
    const { stack, nlb: made } = makeNlb({ listeners: {} });
    made.allowFrom("api", { securityGroupId: "sg-api" });
    made.addListener("late", { protocol: "TCP", port: 81, targetGroup: "web" });
    expect(render(stack, made.targetGroup("web").targetGroupArn)).toMatch(/aws_lb_listener\.nlb_listener-late/);
    expect(render(stack, made.listenerArns)).toEqual({ late: expect.stringMatching(/aws_lb_listener\.nlb_listener-late_\w+\.arn/) });
    expect(find(synth(stack), "aws_vpc_security_group_ingress_rule", "late-tcp-from-peer-api")).toMatchObject({ referenced_security_group_id: "sg-api", from_port: 81 });
  });

  test("reaches targets of UDP, whose health it asks over TCP", () => {
    const { stack, nlb: made } = makeNlb({ targetGroups: { names: { port: 53, protocol: "UDP" } }, listeners: {} });
    made.allowTo("names", { securityGroupId: "sg-1" }, "names");
    const template = synth(stack);
    expect(find(template, "aws_vpc_security_group_egress_rule", "udp-53")).toMatchObject({ ip_protocol: "udp" });
    expect(find(template, "aws_vpc_security_group_egress_rule", "tcp-53")).toMatchObject({ ip_protocol: "tcp" });
  });

  test("says what readers need, and has names", () => {
    const { stack, nlb: made } = makeNlb({ alias: { zoneId: "Z1", names: ["a.example.com"] } });
    const { targetGroupArn: _arn, ...rest } = made.addTargetGroup("api", { port: 3000, targetType: "instance" });
    expect(rest).toMatchObject({ port: 3000, targetType: "instance", loadBalancer: "network", securityGroup: made.securityGroup });
    expect(render(stack, [made.loadBalancerArn, made.arnSuffix, made.dnsName, made.zoneId])).toEqual(
      ["arn", "arn_suffix", "dns_name", "zone_id"].map((attribute) => expect.stringMatching(new RegExp(`aws_lb\\.\\w+\\.${attribute}\\}`))),
    );
    expect(only(synth(stack), "aws_route53_record")).toMatchObject({ name: "a.example.com" });
  });
});

describe("target groups for connections", () => {
  function group(change: Partial<NetworkTargetGroupProps> = {}) {
    return only(nlb({ targetGroups: { web: { port: 8080, ...change } }, listeners: {} }), "aws_lb_target_group");
  }

  test("are for addresses, and healthy when they take a connection", () => {
    const made = group();
    expect(made).toMatchObject({
      name: expect.stringMatching(/^dev-shop-web-[a-z0-9]{4}$/),
      protocol: "TCP",
      target_type: "ip",
      deregistration_delay: "300",
      connection_termination: false,
      preserve_client_ip: "false",
      proxy_protocol_v2: false,
      stickiness: { enabled: false, type: "source_ip" },
      health_check: { protocol: "TCP", port: "traffic-port", interval: 15 },
    });
    for (const absent of ["protocol_version", "load_balancing_algorithm_type"]) expect(made).not.toHaveProperty(absent);
    for (const absent of ["path", "matcher"]) expect(made.health_check).not.toHaveProperty(absent);
  });

  test("take every choice", () => {
    expect(group({ name: "mine", sticky: true, deregistrationDelaySeconds: 1, terminateConnections: true, preserveClientIp: true, proxyProtocol: true, healthCheck: { protocol: "HTTP" } })).toMatchObject({
      name: "mine",
      stickiness: { enabled: true, type: "source_ip" },
      deregistration_delay: "1",
      connection_termination: true,
      preserve_client_ip: "true",
      proxy_protocol_v2: true,
      health_check: { protocol: "HTTP", path: "/", matcher: "200-399" },
    });
  });

  test("show the client's address to instances and over UDP", () => {
    expect(group({ targetType: "instance" }).preserve_client_ip).toBe("true");
    expect(group({ protocol: "UDP" }).preserve_client_ip).toBe("true");
  });

  test("have no stickiness over TLS", () => {
    expect(group({ protocol: "TLS" })).not.toHaveProperty("stickiness");
  });
});
