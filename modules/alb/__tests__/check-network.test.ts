import { problemsOf, testStack, warningsOf } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import { NetworkLoadBalancer } from "../src/network-load-balancer";
import type { NetworkListenerProps, NetworkLoadBalancerProps } from "../src/network-props";
import type { NetworkTargetGroupProps } from "../src/target-group-props";
import { certificateArn, network, subnet, topicArn } from "./given";

const tcp: NetworkListenerProps = { protocol: "TCP", port: 80, targetGroup: "web" };
const valid: NetworkLoadBalancerProps = {
  name: "dev-shop",
  network,
  tier: "private",
  targetGroups: { web: { port: 8080 }, names: { port: 53, protocol: "UDP" }, both: { port: 53, protocol: "TCP_UDP" }, tls: { port: 8443, protocol: "TLS" } },
  listeners: { web: tcp },
};
const someToken = Lazy.stringValue({ produce: () => "later" });
const someNumber = Token.asNumber("${local.n}");

type Change = Partial<NetworkLoadBalancerProps>;

function problemsWith(change: Change): string[] {
  return problemsOf(() => new NetworkLoadBalancer(testStack(), "nlb", { ...valid, ...change }));
}

function warningsWith(change: Change): string[] {
  const stack = testStack();
  new NetworkLoadBalancer(stack, "nlb", { ...valid, ...change });
  return warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
}

function withListener(web: NetworkListenerProps): Change {
  return { listeners: { web } };
}

function withGroup(change: Partial<NetworkTargetGroupProps>): Change {
  return { targetGroups: { web: { port: 8080, ...change } } };
}

test("the load balancer that the changes below start from is valid, and so is one in a single zone", () => {
  expect(warningsWith({})).toEqual([]);
  expect(warningsWith({ network: { ...network, subnets: [subnet("private", "apne1-az1", { cidrBlock: "10.0.0.0/28" })] } })).toEqual([]);
});

describe("bad input", () => {
  test.each<[string, Change, string[]]>([
    ["a port that is known later", withListener({ ...tcp, port: someNumber }), ["not-known-at-synth listeners.web.port"]],
    ["a target that is known later", withListener({ ...tcp, targetGroup: someToken }), ["not-known-at-synth listeners.web.targetGroup"]],
    ["a listener's name that is known later", { listeners: { [someToken]: tcp } }, ["not-known-at-synth listeners[0]"]],
    ["a zone that is known later", { addresses: { [someToken]: { privateIpv4: "10.0.0.5" } } }, ["not-known-at-synth addresses[0]"]],
    ["a target's port that is known later", withGroup({ port: someNumber }), ["not-known-at-synth targetGroups.web.port"]],
    ["a threshold that is known later", { alarms: { topicArn, unhealthyTargetsAbove: someNumber } }, ["not-known-at-synth alarms.unhealthyTargetsAbove"]],

    ["a name too long", { name: "s".repeat(33), targetGroups: {}, listeners: {} }, ["load-balancer-name name"]],
    ["the internet without a gateway", { scheme: "internet-facing" }, ["public-tier tier"]],
    ["a listener's key with capitals", { listeners: { Web: tcp } }, ["key-name listeners.Web"]],
    ["no port", withListener({ ...tcp, port: 0 }), ["listener-port listeners.web.port"]],
    ["a port twice", { listeners: { web: tcp, again: tcp } }, ["listener-port-twice listeners.again.port"]],
    ["more listeners than the quota", { listeners: Object.fromEntries([...Array(51).keys()].map((n) => [`l${n}`, { ...tcp, port: 1000 + n }])) }, ["listener-quota listeners.l50"]],
    ["a target group that is not there", withListener({ ...tcp, targetGroup: "api" }), ["target-group-unknown listeners.web.targetGroup"]],
    ["an owned target group that is not there", withListener({ ...tcp, targetGroup: { initial: "api", owner: "ecs-deployment" } }), ["target-group-unknown listeners.web.targetGroup"]],
    ["TCP to UDP", withListener({ ...tcp, targetGroup: "names" }), ["listener-target-protocol listeners.web.targetGroup"]],
    ["TCP to TLS", withListener({ ...tcp, targetGroup: "tls" }), ["listener-target-protocol listeners.web.targetGroup"]],
    ["UDP to TCP", withListener({ ...tcp, protocol: "UDP" }), ["listener-target-protocol listeners.web.targetGroup"]],
    ["both to UDP", withListener({ protocol: "TCP_UDP", port: 53, targetGroup: "names" }), ["listener-target-protocol listeners.web.targetGroup"]],
    ["TLS to both", withListener({ protocol: "TLS", port: 53, targetGroup: "both", certificateArn }), ["listener-target-protocol listeners.web.targetGroup"]],
    ["a certificate's id", withListener({ protocol: "TLS", port: 443, targetGroup: "web", certificateArn: "0123" }), ["certificate-arn listeners.web.certificateArn"]],
    ["an idle timeout for UDP", withListener({ protocol: "UDP", port: 53, targetGroup: "names", idleTimeoutSeconds: 60 }), ["tcp-idle-timeout listeners.web.idleTimeoutSeconds"]],
    ["an idle timeout too short", withListener({ ...tcp, idleTimeoutSeconds: 59 }), ["tcp-idle-timeout listeners.web.idleTimeoutSeconds"]],
    ["sticky TLS targets", withGroup({ protocol: "TLS", sticky: true }), ["listener-target-protocol listeners.web.targetGroup", "stickiness-tls targetGroups.web.sticky"]],
    ["a sticky target group behind TLS", { ...withGroup({ sticky: true }), ...withListener({ protocol: "TLS", port: 443, targetGroup: "web", certificateArn }) }, ["stickiness-tls listeners.web.targetGroup"]],
    ["UDP without the client's address", { targetGroups: { web: { port: 80 }, names: { port: 53, protocol: "UDP", preserveClientIp: false } } }, ["preserve-client-ip targetGroups.names.preserveClientIp"]],
    ["a path over TCP", withGroup({ healthCheck: { path: "/health" } }), ["health-check-path targetGroups.web.healthCheck.path"]],
    ["codes over TCP", withGroup({ healthCheck: { successCodes: "200" } }), ["health-check-codes targetGroups.web.healthCheck.successCodes"]],
    ["codes above what there is", withGroup({ healthCheck: { protocol: "HTTP", successCodes: "200-600" } }), ["health-check-codes targetGroups.web.healthCheck.successCodes"]],
    ["a target group's name too long", { targetGroups: { web: { port: 80 }, "administration-of-orders": { port: 80 } } }, ["target-group-name targetGroups.administration-of-orders"]],

    ["an address in one zone only", { addresses: { "apne1-az1": { privateIpv4: "10.0.0.5" } } }, ["addresses-zones addresses"]],
    ["an address in a zone that is not there", { addresses: { "apne1-az1": { privateIpv4: "10.0.0.5" }, "apne1-az4": { privateIpv4: "10.0.0.6" }, "apne1-az2": { privateIpv4: "10.0.0.7" } } }, ["addresses-zones addresses"]],
    ["an Elastic IP inside", { addresses: { "apne1-az1": { allocationId: "eipalloc-1" }, "apne1-az4": { privateIpv4: "10.0.0.6" } } }, ["addresses-scheme addresses.apne1-az1"]],
    ["an address of nothing", { addresses: { "apne1-az1": {}, "apne1-az4": { privateIpv4: "10.0.0.6" } } }, ["addresses-scheme addresses.apne1-az1"]],
    ["an address outside its subnet", { addresses: { "apne1-az1": { privateIpv4: "10.0.1.5" }, "apne1-az4": { privateIpv4: "10.0.0.6" } } }, ["address-ipv4 addresses.apne1-az1.privateIpv4"]],
    ["an address that is none", { addresses: { "apne1-az1": { privateIpv4: "ten" }, "apne1-az4": { privateIpv4: "10.0.0.6" } } }, ["address-ipv4 addresses.apne1-az1.privateIpv4"]],
    ["a topic's name", { alarms: { topicArn: "alarms", unhealthyTargetsAbove: 0 } }, ["alarm-topic alarms.topicArn"]],
    ["alarms of nothing", { alarms: { topicArn } }, ["alarm-empty alarms"]],
    ["a threshold below zero", { alarms: { topicArn, loadBalancerResetsAbove: -1 } }, ["alarm-threshold alarms.loadBalancerResetsAbove"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });
});

test("logs without a TLS listener are likely to be regretted", () => {
  const accessLogs = { bucket: "logs" };
  expect(warningsWith({ accessLogs })).toEqual(["logs-without-tls accessLogs"]);
  expect(warningsWith({ accessLogs, ...withListener({ protocol: "TLS", port: 443, targetGroup: "web", certificateArn }) })).toEqual([]);
});

describe("what is added later", () => {
  const nlb = () => new NetworkLoadBalancer(testStack(), "nlb", valid);

  test.each<[string, () => unknown, string[]]>([
    ["a listener that is there already", () => nlb().addListener("web", { ...tcp, port: 81 }), ["key-taken listeners.web"]],
    ["a listener on a port that is taken", () => nlb().addListener("again", tcp), ["listener-port-twice listeners.again.port"]],
    ["a listener whose port is known later", () => nlb().addListener("again", { ...tcp, port: someNumber }), ["not-known-at-synth listeners.again.port"]],
    ["a target group that is there already", () => nlb().addTargetGroup("web", { port: 80 }), ["key-taken targetGroups.web"]],
    ["a target group whose port is known later", () => nlb().addTargetGroup("api", { port: someNumber }), ["not-known-at-synth targetGroups.api.port"]],
    ["a target group that is asked for and not there", () => nlb().targetGroup("api"), ["target-group-unknown targetGroup"]],
    ["a way to a target group that is not there", () => nlb().allowTo("api", { securityGroupId: "sg-1" }, "api"), ["target-group-unknown targetGroups"]],
  ])("%s", (_why, build, expected) => {
    expect(problemsOf(build)).toEqual(expected);
  });
});
