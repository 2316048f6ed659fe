import { accept, type SubnetRef } from "@terrace/core";
import { invalidProps, problemsOf, testStack, warningsOf } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import { ApplicationLoadBalancer } from "../src/application-load-balancer";
import type { ApplicationLoadBalancerProps, HttpsListenerProps } from "../src/application-props";
import type { RuleAction, RuleConditions, RuleProps } from "../src/rule-props";
import type { ApplicationTargetGroupProps } from "../src/target-group-props";
import { certificateArn, network, subnet, topicArn } from "./given";

const https: HttpsListenerProps = { protocol: "HTTPS", certificateArn };
const valid: ApplicationLoadBalancerProps = {
  name: "dev-shop",
  network,
  tier: "private",
  targetGroups: { web: { port: 8080 }, grpc: { port: 50051, version: "GRPC" } },
  listeners: { https },
};
const someToken = Lazy.stringValue({ produce: () => "later" });
const someNumber = Token.asNumber("${local.n}");

type Change = Partial<ApplicationLoadBalancerProps>;

function problemsWith(change: Change): string[] {
  return problemsOf(() => new ApplicationLoadBalancer(testStack(), "alb", { ...valid, ...change }));
}

function warningsWith(change: Change): string[] {
  const stack = testStack();
  new ApplicationLoadBalancer(stack, "alb", { ...valid, ...change });
  return warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
}

function withSubnets(...subnets: SubnetRef[]): Change {
  return { network: { ...network, subnets } };
}

function withHttps(change: Partial<HttpsListenerProps>): Change {
  return { listeners: { https: { ...https, ...change } } };
}

const fixed: RuleAction = { type: "fixed-response", status: 200 };

function withRules(rules: Record<string, RuleProps>): Change {
  return withHttps({ rules });
}

function withRule(change: Partial<RuleProps>): Change {
  return withRules({ api: { priority: 100, conditions: { paths: ["/api"] }, action: fixed, ...change } });
}

function withConditions(conditions: RuleConditions): Change {
  return withRule({ conditions });
}

function withAction(action: RuleAction): Change {
  return withHttps({ action });
}

function withGroup(change: Partial<ApplicationTargetGroupProps>): Change {
  return { targetGroups: { web: { port: 8080, ...change } } };
}

const publicSide: Change = { tier: "public", scheme: "internet-facing" };

test("the load balancer that the changes below start from is valid", () => {
  expect(warningsWith({})).toEqual([]);
});

describe("structure that is known only after apply", () => {
  test.each<[string, Change, string[]]>([
    ["the name", { name: someToken }, ["not-known-at-synth name"]],
    ["the tier", { tier: someToken }, ["not-known-at-synth tier"]],
    ["a subnet's zone", withSubnets(subnet("private", someToken)), ["not-known-at-synth network.subnets[0].availabilityZone"]],
    ["how many blocks", { allowFromCidrs: Token.asList("${local.blocks}") }, ["not-known-at-synth allowFromCidrs"]],
    ["a prefix list's name", { allowFromPrefixLists: { [someToken]: "pl-01234567" } }, ["not-known-at-synth allowFromPrefixLists[0]"]],
    ["a name in Route 53", { alias: { zoneId: "Z1", names: [someToken] } }, ["not-known-at-synth alias.names[0]"]],
    ["a listener's name", { listeners: { [someToken]: https } }, ["not-known-at-synth listeners[0]"]],
    ["a listener's port", withHttps({ port: someNumber }), ["not-known-at-synth listeners.https.port"]],
    ["a certificate's name", withHttps({ moreCertificateArns: { [someToken]: certificateArn } }), ["not-known-at-synth listeners.https.moreCertificateArns[0]"]],
    ["a target of a listener", withAction({ type: "forward", targetGroup: someToken }), ["not-known-at-synth listeners.https.action[0]"]],
    ["a rule's name", withRules({ [someToken]: { priority: 1, conditions: { paths: ["/"] }, action: fixed } }), ["not-known-at-synth listeners.https.rules[0]"]],
    ["a priority", withRule({ priority: someNumber }), ["not-known-at-synth listeners.https.rules.api.priority"]],
    ["how many paths", withConditions({ paths: Token.asList("${local.paths}") }), ["not-known-at-synth listeners.https.rules.api.conditions.paths"]],
    ["a target of a rule", withRule({ action: { type: "forward", targetGroup: someToken } }), ["not-known-at-synth listeners.https.rules.api.action[0]"]],
    ["a target's port", withGroup({ port: someNumber }), ["not-known-at-synth targetGroups.web.port"]],
    ["a target group's own name", withGroup({ name: someToken }), ["not-known-at-synth targetGroups.web.name"]],
    ["a timeout", { idleTimeoutSeconds: someNumber }, ["not-known-at-synth idleTimeoutSeconds"]],
    ["a threshold", { alarms: { topicArn, targetErrorsAbove: someNumber } }, ["not-known-at-synth alarms.targetErrorsAbove"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test("values may be: certificates, blocks, hosts, buckets, topics, web ACLs", () => {
    expect(
      warningsWith({
        allowFromCidrs: [someToken],
        allowFromPrefixLists: { cdn: someToken },
        accessLogs: { bucket: someToken, prefix: someToken },
        waf: { webAclArn: someToken },
        alarms: { topicArn: someToken, targetErrorsAbove: 1 },
        ...withHttps({
          certificateArn: someToken,
          tlsPolicy: someToken,
          clientCertificates: { mode: "verify", trustStoreArn: someToken },
          rules: {
            api: {
              priority: 1,
              conditions: { hosts: [someToken], sourceCidrs: [someToken], queries: [{ value: someToken }] },
              action: { type: "redirect", host: someToken, path: someToken },
            },
          },
        }),
      }),
    ).toEqual([]);
  });
});

describe("bad input", () => {
  test.each<[string, Change, string[]]>([
    ["a name with capitals", { name: "Shop" }, ["load-balancer-name name"]],
    ["a name of AWS's own", { name: "internal-shop" }, ["load-balancer-name name"]],
    ["a name that no security group can have", { name: "sg-shop" }, ["load-balancer-name name"]],
    ["a name that ends with a hyphen", { name: "shop-" }, ["load-balancer-name name"]],
    ["a name too long", { name: "s".repeat(33), targetGroups: {} }, ["load-balancer-name name"]],
    ["a tag key of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],

    ["a tier that is not there", { tier: "data" }, ["load-balancer-tier tier"]],
    ["one zone", withSubnets(subnet("private", "apne1-az1")), ["load-balancer-zones tier"]],
    ["two subnets in one zone", withSubnets(subnet("private", "apne1-az1"), subnet("private", "apne1-az1"), subnet("private", "apne1-az4")), ["load-balancer-zones tier"]],
    ["the internet without a gateway", { scheme: "internet-facing" }, ["public-tier tier"]],
    ["a tier without IPv4", withSubnets(subnet("private", "a", { ipv6Only: true }), subnet("private", "b", { ipv6Only: true })), ["load-balancer-tier tier"]],
    ["subnets too small", withSubnets(subnet("private", "a", { cidrBlock: "10.0.0.0/28" }), subnet("private", "b")), ["subnet-size tier"]],
    ["IPv6 in a network without it", { ipAddressType: "dualstack" }, ["ip-address-type ipAddressType"]],
    ["no public IPv4 for an internal one", { network: { ...network, dualStack: true }, ipAddressType: "dualstack-without-public-ipv4" }, ["ip-address-type ipAddressType"]],

    ["a block that is none", { allowFromCidrs: ["10.0.0.0"] }, ["cidr-syntax allowFromCidrs[0]"]],
    ["a block with host bits", { allowFromCidrs: ["10.0.0.1/16"] }, ["cidr-host-bits allowFromCidrs[0]"]],
    ["a block of IPv6 that is none", { allowFromCidrs: ["2001:db8::/129"] }, ["cidr-syntax allowFromCidrs[0]", "allow-from-ipv6 allowFromCidrs[0]"]],
    ["IPv6 without the address type", { allowFromCidrs: ["2001:db8::/32"] }, ["allow-from-ipv6 allowFromCidrs[0]"]],
    ["a block twice", { allowFromCidrs: ["10.0.0.0/8", "10.0.0.0/8"] }, ["allow-from-duplicate allowFromCidrs[1]"]],
    ["everybody to an internal one", { allowFromCidrs: ["0.0.0.0/0"] }, ["allow-from-everywhere allowFromCidrs[0]"]],
    ["a prefix list's name as its id", { allowFromPrefixLists: { cdn: "cloudfront" } }, ["prefix-list-id allowFromPrefixLists.cdn"]],
    ["a prefix list's key with capitals", { allowFromPrefixLists: { CDN: "pl-0123456789abcdef0" } }, ["key-name allowFromPrefixLists.CDN"]],

    ["no listener", { listeners: {} }, ["listener-none listeners"]],
    ["a listener's key with capitals", { listeners: { Web: https } }, ["key-name listeners.Web"]],
    ["a port too high", withHttps({ port: 65536 }), ["listener-port listeners.https.port"]],
    ["a port twice", { listeners: { a: https, b: https } }, ["listener-port-twice listeners.b.port"]],
    ["more listeners than the quota", { listeners: Object.fromEntries([...Array(51).keys()].map((n) => [`l${n}`, { ...https, port: 1000 + n }])) }, ["listener-quota listeners"]],
    ["HTTP alone", { listeners: { http: { protocol: "HTTP" } } }, ["redirect-nowhere listeners.http.action"]],
    ["HTTP that leads to another port", { listeners: { https, http: { protocol: "HTTP", action: { type: "redirect", protocol: "HTTPS", port: 8443 } } } }, ["redirect-nowhere listeners.http.action"]],
    ["HTTP that leads to HTTPS on its own port", { listeners: { https, http: { protocol: "HTTP", action: { type: "redirect", protocol: "HTTPS" } } } }, ["redirect-nowhere listeners.http.action"]],
    ["a certificate's id", withHttps({ certificateArn: "01234567" }), ["certificate-arn listeners.https.certificateArn"]],
    ["another certificate's id", withHttps({ moreCertificateArns: { admin: "01234567" } }), ["certificate-arn listeners.https.moreCertificateArns.admin"]],
    ["a certificate's key with a dot", withHttps({ moreCertificateArns: { "a.b": certificateArn } }), ["key-name listeners.https.moreCertificateArns.a.b"]],
    ["more certificates than the quota", withHttps({ moreCertificateArns: Object.fromEntries([...Array(26).keys()].map((n) => [`c${n}`, certificateArn])) }), ["certificate-quota listeners.https.moreCertificateArns"]],
    ["a policy that nobody knows", withHttps({ tlsPolicy: "TLS13" }), ["tls-policy-unknown listeners.https.tlsPolicy"]],
    ["a trust store's name", withHttps({ clientCertificates: { mode: "verify", trustStoreArn: "partners" } }), ["trust-store-arn listeners.https.clientCertificates.trustStoreArn"]],

    ["a target group that is not there", withAction({ type: "forward", targetGroup: "api" }), ["target-group-unknown listeners.https.action.targetGroup"]],
    ["a share for a target group that is not there", withAction({ type: "weighted", weights: { api: 1 } }), ["target-group-unknown listeners.https.action.weights.api"]],
    ["gRPC in plain text", { listeners: { http: { protocol: "HTTP", action: { type: "forward", targetGroup: "grpc" } } } }, ["grpc-listener listeners.http.action.targetGroup"]],
    ["no weights", withAction({ type: "weighted", weights: {} }), ["weights listeners.https.action.weights"]],
    ["weights of nothing", withAction({ type: "weighted", weights: { web: 0 } }), ["weights listeners.https.action.weights"]],
    ["a weight too large", withAction({ type: "weighted", weights: { web: 1000 } }), ["weight listeners.https.action.weights.web"]],
    ["stickiness for too long", withAction({ type: "weighted", weights: { web: 1 }, stickinessSeconds: 604801 }), ["stickiness-seconds listeners.https.action.stickinessSeconds"]],
    ["a redirect to itself", withAction({ type: "redirect" }), ["redirect-loop listeners.https.action"]],
    ["a redirect to its own protocol", withAction({ type: "redirect", protocol: "HTTPS" }), ["redirect-loop listeners.https.action"]],
    ["a redirect to no port", withAction({ type: "redirect", port: 0 }), ["redirect-port listeners.https.action.port"]],
    ["a redirect to no host", withAction({ type: "redirect", host: "" }), ["redirect-host listeners.https.action.host"]],
    ["a redirect to a path without a slash", withAction({ type: "redirect", path: "new" }), ["redirect-path listeners.https.action.path"]],
    ["a redirect to a path too long", withAction({ type: "redirect", path: `/${"p".repeat(128)}` }), ["redirect-path listeners.https.action.path"]],
    ["a redirect to a query with its mark", withAction({ type: "redirect", query: "?a=b" }), ["redirect-query listeners.https.action.query"]],
    ["a redirect to a query too long", withAction({ type: "redirect", query: "q".repeat(129) }), ["redirect-query listeners.https.action.query"]],
    ["a fixed redirect", withAction({ type: "fixed-response", status: 302 }), ["fixed-response-status listeners.https.action.status"]],
    ["a fixed status that is none", withAction({ type: "fixed-response", status: 600 }), ["fixed-response-status listeners.https.action.status"]],
    ["a body too long", withAction({ type: "fixed-response", status: 200, body: "b".repeat(1025) }), ["fixed-response-body listeners.https.action.body"]],

    ["a rule's key with capitals", withRules({ Api: { priority: 1, conditions: { paths: ["/"] }, action: fixed } }), ["key-name listeners.https.rules.Api"]],
    ["a priority of nothing", withRule({ priority: 0 }), ["rule-priority listeners.https.rules.api.priority"]],
    ["a priority too large", withRule({ priority: 50001 }), ["rule-priority listeners.https.rules.api.priority"]],
    ["a priority twice", withRules({ a: { priority: 1, conditions: { paths: ["/a"] }, action: fixed }, b: { priority: 1, conditions: { paths: ["/b"] }, action: fixed } }), ["rule-priority-taken listeners.https.rules.b.priority"]],
    ["more rules than the quota", withRules(Object.fromEntries([...Array(101).keys()].map((n) => [`r${n}`, { priority: n + 1, conditions: { paths: [`/${n}`] }, action: fixed }]))), ["rule-quota listeners"]],
    ["a rule to a target group that is not there", withRule({ action: { type: "forward", targetGroup: "api" } }), ["target-group-unknown listeners.https.rules.api.action.targetGroup"]],
    ["no condition", withConditions({}), ["rule-conditions listeners.https.rules.api.conditions"]],
    ["six values", withConditions({ paths: ["/a", "/b", "/c"], methods: ["GET", "HEAD", "PUT"] }), ["condition-values listeners.https.rules.api.conditions"]],
    ["seven wildcards", withConditions({ paths: ["/*/*/*/*", "/?/?/?"] }), ["condition-wildcards listeners.https.rules.api.conditions"]],
    ["no host in hosts", withConditions({ hosts: [], paths: ["/a"] }), ["condition-host listeners.https.rules.api.conditions.hosts"]],
    ["a host without a dot", withConditions({ hosts: ["localhost"] }), ["condition-host listeners.https.rules.api.conditions.hosts[0]"]],
    ["a host with its scheme", withConditions({ hosts: ["https://www.example.com"] }), ["condition-host listeners.https.rules.api.conditions.hosts[0]"]],
    ["a path without a slash", withConditions({ paths: ["api"] }), ["condition-path listeners.https.rules.api.conditions.paths[0]"]],
    ["a path with a space", withConditions({ paths: ["/a b"] }), ["condition-path listeners.https.rules.api.conditions.paths[0]"]],
    ["a path too long", withConditions({ paths: [`/${"p".repeat(128)}`] }), ["condition-path listeners.https.rules.api.conditions.paths[0]"]],
    ["a method in small letters", withConditions({ methods: ["get"] }), ["condition-method listeners.https.rules.api.conditions.methods[0]"]],
    ["the Host header", withConditions({ headers: { Host: ["www.example.com"] } }), ["condition-header listeners.https.rules.api.conditions.headers.Host"]],
    ["a header with a space", withConditions({ headers: { "X Y": ["1"] } }), ["condition-header listeners.https.rules.api.conditions.headers.X Y"]],
    ["a header without a value", withConditions({ headers: { X: [""] } }), ["condition-header listeners.https.rules.api.conditions.headers.X[0]"]],
    ["a query without a value", withConditions({ queries: [{ key: "version", value: "" }] }), ["condition-query listeners.https.rules.api.conditions.queries[0]"]],
    ["a query with a key of nothing", withConditions({ queries: [{ key: "", value: "2" }] }), ["condition-query listeners.https.rules.api.conditions.queries[0]"]],
    ["an address as a source", withConditions({ sourceCidrs: ["10.0.0.1"] }), ["cidr-syntax listeners.https.rules.api.conditions.sourceCidrs[0]"]],
    ["a source of IPv6 that is none", withConditions({ sourceCidrs: ["2001:db8::"] }), ["condition-source listeners.https.rules.api.conditions.sourceCidrs[0]"]],

    ["a target group's key with capitals", { targetGroups: { Web: { port: 80 } } }, ["key-name targetGroups.Web"]],
    ["a target group's name too long", { targetGroups: { "administration-of-orders": { port: 80 } } }, ["target-group-name targetGroups.administration-of-orders"]],
    ["a target group's own name too long", withGroup({ name: "w".repeat(33) }), ["target-group-name targetGroups.web.name"]],
    ["a target group's own name with a dot", withGroup({ name: "web.1" }), ["target-group-name targetGroups.web.name"]],
    ["no port", withGroup({ port: 0 }), ["target-port targetGroups.web.port"]],
    ["a port of health checks too high", withGroup({ healthCheck: { port: 70000 } }), ["health-check-port targetGroups.web.healthCheck.port"]],
    ["checks too often", withGroup({ healthCheck: { intervalSeconds: 4, timeoutSeconds: 2 } }), ["health-check-interval targetGroups.web.healthCheck.intervalSeconds"]],
    ["checks too rarely", withGroup({ healthCheck: { intervalSeconds: 301 } }), ["health-check-interval targetGroups.web.healthCheck.intervalSeconds"]],
    ["a timeout too short", withGroup({ healthCheck: { timeoutSeconds: 1 } }), ["health-check-timeout targetGroups.web.healthCheck.timeoutSeconds"]],
    ["a timeout as long as the interval", withGroup({ healthCheck: { intervalSeconds: 10, timeoutSeconds: 10 } }), ["health-check-timeout targetGroups.web.healthCheck.timeoutSeconds"]],
    ["healthy after one success", withGroup({ healthCheck: { healthyThreshold: 1 } }), ["health-check-threshold targetGroups.web.healthCheck.healthyThreshold"]],
    ["unhealthy after too many failures", withGroup({ healthCheck: { unhealthyThreshold: 11 } }), ["health-check-threshold targetGroups.web.healthCheck.unhealthyThreshold"]],
    ["a health check without a slash", withGroup({ healthCheck: { path: "health" } }), ["health-check-path targetGroups.web.healthCheck.path"]],
    ["codes in words", withGroup({ healthCheck: { successCodes: "2xx" } }), ["health-check-codes targetGroups.web.healthCheck.successCodes"]],
    ["errors as success", withGroup({ healthCheck: { successCodes: "200-500" } }), ["health-check-codes targetGroups.web.healthCheck.successCodes"]],
    ["codes backwards", withGroup({ healthCheck: { successCodes: "299-200" } }), ["health-check-codes targetGroups.web.healthCheck.successCodes"]],
    ["HTTP's codes for gRPC", withGroup({ version: "GRPC", healthCheck: { successCodes: "200" } }), ["health-check-codes targetGroups.web.healthCheck.successCodes"]],
    ["a delay too long", withGroup({ deregistrationDelaySeconds: 3601 }), ["deregistration-delay targetGroups.web.deregistrationDelaySeconds"]],
    ["a slow start too short", withGroup({ slowStartSeconds: 29 }), ["slow-start targetGroups.web.slowStartSeconds"]],
    ["a slow start with another algorithm", withGroup({ slowStartSeconds: 30, algorithm: "least-outstanding-requests" }), ["slow-start targetGroups.web.slowStartSeconds"]],
    ["stickiness of nothing", withGroup({ stickiness: { type: "load-balancer-cookie", seconds: 0 } }), ["stickiness-seconds targetGroups.web.stickiness.seconds"]],
    ["a cookie of AWS's own", withGroup({ stickiness: { type: "application-cookie", cookie: "AWSALB", seconds: 60 } }), ["stickiness-cookie targetGroups.web.stickiness.cookie"]],

    ["an idle timeout of nothing", { idleTimeoutSeconds: 0 }, ["idle-timeout idleTimeoutSeconds"]],
    ["an idle timeout too long", { idleTimeoutSeconds: 4001 }, ["idle-timeout idleTimeoutSeconds"]],
    ["a connection too short", { clientKeepAliveSeconds: 59 }, ["client-keep-alive clientKeepAliveSeconds"]],
    ["a bucket with capitals", { accessLogs: { bucket: "Logs" } }, ["name-characters accessLogs.bucket"]],
    ["a prefix that ends with a slash", { accessLogs: { bucket: "logs", prefix: "alb/" } }, ["log-prefix accessLogs.prefix"]],
    ["a prefix of AWS's own", { connectionLogs: { bucket: "logs", prefix: "AWSLogs" } }, ["log-prefix connectionLogs.prefix"]],
    ["a web ACL for CloudFront", { waf: { webAclArn: "arn:aws:wafv2:us-east-1:111111111111:global/webacl/shop/1" } }, ["web-acl-arn waf.webAclArn"]],
    ["a topic's name", { alarms: { topicArn: "alarms", targetErrorsAbove: 1 } }, ["alarm-topic alarms.topicArn"]],
    ["a FIFO topic", { alarms: { topicArn: `${topicArn}.fifo`, targetErrorsAbove: 1 } }, ["alarm-topic alarms.topicArn"]],
    ["alarms of nothing", { alarms: { topicArn } }, ["alarm-empty alarms"]],
    ["a threshold below zero", { alarms: { topicArn, unhealthyTargetsAbove: -1 } }, ["alarm-threshold alarms.unhealthyTargetsAbove"]],
    ["no name in Route 53", { alias: { zoneId: "Z1", names: [] } }, ["alias-name alias.names"]],
    ["a name without a zone", { alias: { zoneId: "Z1", names: ["www"] } }, ["alias-name alias.names[0]"]],
    ["a name twice", { alias: { zoneId: "Z1", names: ["a.example.com", "a.example.com"] } }, ["alias-name alias.names[1]"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test("a content type that plain JavaScript lets through", () => {
    const contentType = JSON.parse('"text/xml"');
    expect(problemsWith(withAction({ type: "fixed-response", status: 200, contentType }))).toEqual(["fixed-response-type listeners.https.action.contentType"]);
  });
});

describe("what works, and is likely to be regretted", () => {
  test.each<[string, Change, string[]]>([
    ["an internal one in a public tier", { tier: "public" }, ["internal-in-public-tier tier"]],
    ["TLS 1.0", withHttps({ tlsPolicy: "ELBSecurityPolicy-2016-08" }), ["tls-policy-old listeners.https.tlsPolicy"]],
    ["plain text from the internet", { ...publicSide, listeners: { http: { protocol: "HTTP", action: { type: "forward", targetGroup: "web" } } } }, ["plain-text-forward listeners.http.action"]],
    ["plain text from the internet by a rule", { ...publicSide, listeners: { https, http: { protocol: "HTTP", rules: { a: { priority: 1, conditions: { paths: ["/a"] }, action: { type: "forward", targetGroup: "web" } } } } } }, ["plain-text-forward listeners.http.action"]],
    ["a redirect to plain text", withAction({ type: "redirect", protocol: "HTTP", port: 80 }), ["redirect-downgrade listeners.https.action.protocol"]],
    ["smuggled requests", { http: { desyncMitigation: "monitor" } }, ["desync-monitor http.desyncMitigation"]],
    ["headers that are none", { http: { dropInvalidHeaders: false } }, ["invalid-headers http.dropInvalidHeaders"]],
    ["a sticky lottery", withGroup({ algorithm: "weighted-random", stickiness: { type: "load-balancer-cookie", seconds: 60 } }), ["stickiness-algorithm targetGroups.web.stickiness"]],
    ["a rule that is never reached", withRules({ a: { priority: 1, conditions: { paths: ["/a"] }, action: fixed }, b: { priority: 2, conditions: { paths: ["/a"] }, action: fixed } }), ["rule-shadowed listeners.https.rules.b.conditions"]],
  ])("%s", (_why, change, expected) => {
    expect(warningsWith(change)).toEqual(expected);
  });
});

test.each<[string, Change]>([
  ["everybody to a public one", { ...publicSide, allowFromCidrs: ["0.0.0.0/0"] }],
  ["IPv6 to a dual-stack one", { network: { ...network, dualStack: true }, ipAddressType: "dualstack", allowFromCidrs: ["2001:db8::/32"] }],
  ["plain text inside", { listeners: { http: { protocol: "HTTP", action: { type: "forward", targetGroup: "web" } } } }],
  ["a redirect to another host", { listeners: { http: { protocol: "HTTP", action: { type: "redirect", protocol: "HTTPS", host: "www.example.com" } } } }],
  ["lists of codes", withGroup({ healthCheck: { successCodes: "200,301-302" } })],
  ["sources of IPv6", withConditions({ sourceCidrs: ["2001:db8::/32"] })],
  ["a certificate of IAM in China", withHttps({ certificateArn: "arn:aws-cn:iam::111111111111:server-certificate/web" })],
])("%s is no problem", (_why, change) => {
  expect(warningsWith(change)).toEqual([]);
});

test("a quota that was raised is accepted with a reason", () => {
  const stack = testStack();
  accept(stack, "certificate-quota", "raised to 100");
  const moreCertificateArns = Object.fromEntries([...Array(26).keys()].map((n) => [`c${n}`, certificateArn]));
  new ApplicationLoadBalancer(stack, "alb", { ...valid, ...withHttps({ moreCertificateArns }) });
  expect(warningsOf(stack).join()).toContain("accepted: raised to 100");
});

test("a taken priority is answered with the next free one", () => {
  const rule = (priority: number, path: string): RuleProps => ({ priority, conditions: { paths: [path] }, action: fixed });
  const text = (rules: Record<string, RuleProps>) => invalidProps(() => new ApplicationLoadBalancer(testStack(), "alb", { ...valid, ...withRules(rules) })).message;
  expect(text({ a: rule(10, "/a"), b: rule(11, "/b"), c: rule(10, "/c") })).toBe(`invalid ApplicationLoadBalancer at "test/alb"
  - [rule-priority-taken] listeners.https.rules.c.priority is 10, which the rule a has
      expected: a number of its own: 12 is free
      see: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html`);
  expect(text({ a: rule(50000, "/a"), b: rule(50000, "/b") })).toContain("expected: a number of its own: 1 is free");
});

describe("what is added later", () => {
  function alb(): ApplicationLoadBalancer {
    return new ApplicationLoadBalancer(testStack(), "alb", { ...valid, ...withRule({}) });
  }
  const rule: RuleProps = { priority: 200, conditions: { paths: ["/b"] }, action: fixed };

  test.each<[string, () => unknown, string[]]>([
    ["a rule of a listener that is not there", () => alb().addRule("http", "web", rule), ["listener-unknown listener"]],
    ["a rule that is there already", () => alb().addRule("https", "api", rule), ["key-taken listeners.https.rules.api"]],
    ["a rule with a priority that is taken", () => alb().addRule("https", "web", { ...rule, priority: 100 }), ["rule-priority-taken listeners.https.rules.web.priority"]],
    ["a rule with a priority that is known later", () => alb().addRule("https", "web", { ...rule, priority: someNumber }), ["not-known-at-synth listeners.https.rules.web.priority"]],
    ["a target group that is there already", () => alb().addTargetGroup("web", { port: 80 }), ["key-taken targetGroups.web"]],
    ["a target group whose port is known later", () => alb().addTargetGroup("api", { port: someNumber }), ["not-known-at-synth targetGroups.api.port"]],
    ["a target group without a port", () => alb().addTargetGroup("api", { port: 0 }), ["target-port targetGroups.api.port"]],
    ["a target group that is asked for and not there", () => alb().targetGroup("api"), ["target-group-unknown targetGroup"]],
    ["a way to a target group that is not there", () => alb().allowTo("api", { securityGroupId: "sg-1" }, "api"), ["target-group-unknown targetGroups"]],
  ])("%s", (_why, build, expected) => {
    expect(problemsOf(build)).toEqual(expected);
  });

  test("rules beyond the quota", () => {
    const full = alb();
    const add = (n: number) => full.addRule("https", `r${n}`, { priority: 1000 + n, conditions: { paths: [`/r${n}`] }, action: fixed });
    for (let n = 0; n < 99; n += 1) add(n);
    expect(problemsOf(() => add(99))).toEqual(["rule-quota listeners.https.rules.r99"]);
  });
});
