import { problemsOf, testStack } from "@terrace/testkit";
import { ApplicationLoadBalancer } from "../src/application-load-balancer";
import { NetworkLoadBalancer } from "../src/network-load-balancer";
import { certificateArn, network } from "./given";

/** A value that TypeScript would refuse, as it comes from a program without its types. */
function untyped(text: string) {
  return new Function("certificateArn", `return (${text})`)(certificateArn);
}

const valid = { name: "dev-shop", network, tier: "private", listeners: { https: { protocol: "HTTPS", certificateArn } } } as const;

test.each<[string, string[]]>([
  ["{ scheme: 'public' }", ["not-one-of scheme"]],
  ["{ ipAddressType: 'ipv6' }", ["not-one-of ipAddressType"]],
  ["{ http: { desyncMitigation: 'off' } }", ["not-one-of http.desyncMitigation"]],
  ["{ http: { forwardedFor: 'drop' } }", ["not-one-of http.forwardedFor"]],
  ["{ listeners: { web: { protocol: 'TLS', certificateArn } } }", ["not-one-of listeners.web.protocol"]],
  ["{ listeners: { web: { protocol: 'HTTPS', certificateArn, clientCertificates: { mode: 'on' } } } }", ["not-one-of listeners.web.clientCertificates.mode"]],
  ["{ listeners: { web: { protocol: 'HTTPS', certificateArn, action: { type: 'drop' } } } }", ["not-one-of listeners.web.action.type"]],
  [
    "{ listeners: { web: { protocol: 'HTTPS', certificateArn, rules: { old: { priority: 1, conditions: { paths: ['/'] }, action: { type: 'redirect', protocol: 'http' } } } } } }",
    ["not-one-of listeners.web.rules.old.action.protocol"],
  ],
  ["{ targetGroups: { web: { port: 80, protocol: 'TCP' } } }", ["not-one-of targetGroups.web.protocol", "not-one-of targetGroups.web.healthCheck.protocol"]],
  ["{ targetGroups: { web: { port: 80, version: 'HTTP3' } } }", ["not-one-of targetGroups.web.version"]],
  ["{ targetGroups: { web: { port: 80, targetType: 'pod' } } }", ["not-one-of targetGroups.web.targetType"]],
  ["{ targetGroups: { web: { port: 80, stickiness: { type: 'cookie' } } } }", ["not-one-of targetGroups.web.stickiness.type"]],
  ["{ targetGroups: { web: { port: 80, algorithm: 'random' } } }", ["not-one-of targetGroups.web.algorithm"]],
])("an Application Load Balancer with %s", (change, expected) => {
  expect(problemsOf(() => new ApplicationLoadBalancer(testStack(), "alb", { ...valid, ...untyped(change) }))).toEqual(expected);
});

test.each<[string, string[]]>([
  ["{ ipAddressType: 'dualstack-without-public-ipv4' }", ["not-one-of ipAddressType"]],
  ["{ clientRouting: 'zonal' }", ["not-one-of clientRouting"]],
  ["{ listeners: { mqtt: { protocol: 'HTTPS', port: 8883, targetGroup: 'mqtt' } } }", ["not-one-of listeners.mqtt.protocol"]],
])("a Network Load Balancer with %s", (change, expected) => {
  const props = { name: "dev-shop", network, tier: "private", targetGroups: { mqtt: { port: 1883 } }, ...untyped(change) };
  expect(problemsOf(() => new NetworkLoadBalancer(testStack(), "nlb", props))).toEqual(expected);
});

test("what is added later is read as strictly", () => {
  const alb = new ApplicationLoadBalancer(testStack(), "alb", valid);
  expect(problemsOf(() => alb.addTargetGroup("web", untyped("{ port: 80, targetType: 'pod' }")))).toEqual(["not-one-of targetGroups.web.targetType"]);
  const rule = untyped("{ priority: 1, conditions: { paths: ['/'] }, action: { type: 'drop' } }");
  expect(problemsOf(() => alb.addRule("https", "old", rule))).toEqual(["not-one-of listeners.https.rules.old.action.type"]);

  const nlb = new NetworkLoadBalancer(testStack(), "nlb", { name: "dev-shop", network, tier: "private" });
  expect(problemsOf(() => nlb.addTargetGroup("mqtt", untyped("{ port: 1883, protocol: 'HTTP' }")))).toEqual(["not-one-of targetGroups.mqtt.protocol"]);
  const listener = untyped("{ protocol: 'HTTP', port: 80, targetGroup: 'mqtt' }");
  expect(problemsOf(() => nlb.addListener("mqtt", listener))).toEqual(["not-one-of listeners.mqtt.protocol"]);
});
