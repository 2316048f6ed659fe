import { problemsOf, synth, warningsOf } from "@terrace/testkit";
import { checkIngressGroups, Ingress, LoadBalancerController, type IngressProps } from "../src";
import { checkIngressClassParams, resolveIngressClassParams } from "../src/ingress-class-params";
import type { IngressClassParamsProps } from "../src/ingress-class-params-props";
import { resolveIngress } from "../src/ingress-settings";
import { cluster, network, platformStack } from "./fixtures";

const place = { region: "ap-northeast-1", controllerVersion: "3.5.0" };
const codes = (props: IngressClassParamsProps, controllerVersion = "3.5.0") =>
  checkIngressClassParams("params", props, { ...place, controllerVersion }).map(({ code, path }) => `${code} ${path}`);

const everything: IngressClassParamsProps = {
  namespaceLabels: { team: "shop" },
  group: "shop",
  scheme: "internet-facing",
  ipAddressType: "dualstack",
  tags: { Team: "shop" },
  attributes: { http2: false },
  inboundCidrs: ["10.0.0.0/8"],
  tlsPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06",
  subnets: { tags: { tier: ["public"] } },
  certificateArns: ["arn:aws:acm:ap-northeast-1:111111111111:certificate/1"],
  listeners: [{ protocol: "HTTPS", port: 443, attributes: { "routing.http.response.server.enabled": "false" } }],
  minimumCapacityUnits: 100,
  ipamIpv4PoolId: "ipam-pool-0123",
  targetType: "ip",
  prefixListIds: ["pl-0123"],
  loadBalancerName: "shop",
  redirectTo: 443,
  webAcl: { name: "shop" },
};

test("every field in the words of the controller", () => {
  expect(codes(everything)).toEqual([]);
  expect(resolveIngressClassParams(everything)).toEqual({
    namespaceSelector: { matchLabels: { team: "shop" } },
    group: { name: "shop" },
    scheme: "internet-facing",
    ipAddressType: "dualstack",
    tags: [{ key: "Team", value: "shop" }],
    loadBalancerAttributes: [{ key: "routing.http2.enabled", value: "false" }],
    inboundCIDRs: ["10.0.0.0/8"],
    sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06",
    subnets: { tags: { tier: ["public"] } },
    certificateArn: ["arn:aws:acm:ap-northeast-1:111111111111:certificate/1"],
    listeners: [{ protocol: "HTTPS", port: 443, listenerAttributes: [{ key: "routing.http.response.server.enabled", value: "false" }] }],
    minimumLoadBalancerCapacity: { capacityUnits: 100 },
    ipamConfiguration: { ipv4IPAMPoolId: "ipam-pool-0123" },
    targetType: "ip",
    prefixListsIDs: ["pl-0123"],
    loadBalancerName: "shop",
    sslRedirectPort: "443",
    wafv2AclName: "shop",
  });
  expect(resolveIngressClassParams({ webAcl: { arn: "arn" }, subnets: { ids: ["subnet-1"] }, tlsPolicy: "p" })).toEqual({ wafv2AclArn: "arn", subnets: { ids: ["subnet-1"] }, sslPolicy: "p" });
  expect(resolveIngressClassParams({ webAcl: "none" })).toEqual({ wafv2AclArn: "none" });
  expect(resolveIngressClassParams({})).toEqual({});
});

test.each<[string, IngressClassParamsProps, string[]]>([
  ["a group with a capital", { group: "Shop" }, ["group-name params.group"]],
  ["an attribute out of range", { attributes: { idleTimeoutSeconds: 0 } }, ["load-balancer-range params.attributes.idleTimeoutSeconds"]],
  ["a block with host bits", { inboundCidrs: ["10.0.0.1/8"] }, ["cidr-host-bits params.inboundCidrs[0]"]],
  ["no policy", { tlsPolicy: "modern" }, ["tls-policy params.tlsPolicy"]],
  ["no subnet", { subnets: { ids: [] } }, ["ingress-subnets params.subnets"]],
  ["no tag of subnets", { subnets: { tags: {} } }, ["ingress-subnets params.subnets.tags"]],
  ["a tag's value twice", { subnets: { tags: { tier: ["a", "a"] } } }, ["ingress-subnets params.subnets.tags"]],
  ["a certificate of another region", { certificateArns: ["arn:aws:acm:us-east-1:111111111111:certificate/1"] }, ["certificate-arn params.certificateArns[0]"]],
  ["no certificate", { certificateArns: ["web"] }, ["certificate-arn params.certificateArns[0]"]],
  ["port 0", { listeners: [{ protocol: "HTTP", port: 0, attributes: {} }] }, ["listen-port params.listeners[0].port"]],
  ["half a unit", { minimumCapacityUnits: 0.5 }, ["capacity-units params.minimumCapacityUnits"]],
  ["a public pool inside", { scheme: "internal", ipamIpv4PoolId: "ipam-pool-0123" }, ["address-pool params.ipamIpv4PoolId"]],
  ["a prefix list twice", { prefixListIds: ["pl-1", "pl-1"] }, ["prefix-list params.prefixListIds[1]"]],
  ["a name too long", { loadBalancerName: "n".repeat(33) }, ["load-balancer-name params.loadBalancerName"]],
  ["a redirect to port 0", { redirectTo: 0 }, ["redirect-port params.redirectTo"]],
  ["a web ACL of CloudFront", { webAcl: { arn: "arn:aws:wafv2:us-east-1:111111111111:global/webacl/a/0" } }, ["web-acl params.webAcl.arn"]],
])("%s", (_why, props, expected) => {
  expect(codes(props)).toEqual(expected);
});

test("what an older controller does not read", () => {
  expect(codes({ targetType: "ip", webAcl: "none" }, "v2.12.0")).toEqual(["needs-controller params.targetType", "needs-controller params.webAcl"]);
});

describe("a class wins over its Ingresses", () => {
  const web: IngressProps = { cluster, name: "web", namespace: "shop", rules: [{ paths: [{ path: "/", backend: { service: "web", port: 80 } }] }] };
  const api: IngressProps = { ...web, name: "api", rules: [{ paths: [{ path: "/api", backend: { service: "api", port: 80 } }] }] };
  const under = (params: IngressClassParamsProps, ...members: IngressProps[]) => {
    const classes = [{ clusterName: cluster.clusterName, name: "alb", params }];
    return checkIngressGroups(members.map((props) => ({ settings: resolveIngress(props) })), classes).map(({ code, path }) => `${code} ${path}`);
  };

  test.each<[string, IngressClassParamsProps, Partial<IngressProps>, string[]]>([
    ["the default scheme of an Ingress becomes a public one", { scheme: "internet-facing" }, {}, ['class-overrides ingresses["shop/web"].loadBalancer.scheme']],
    ["a group", { group: "all" }, { group: { name: "shop", order: 1 } }, ['class-overrides ingresses["shop/web"].group.name']],
    ["a name", { loadBalancerName: "all" }, { loadBalancer: { name: "web" } }, ['class-overrides ingresses["shop/web"].loadBalancer.name']],
    ["a kind of address", { ipAddressType: "ipv4" }, { loadBalancer: { ipAddressType: "dualstack" } }, ['class-overrides ingresses["shop/web"].loadBalancer.ipAddressType']],
    ["subnets by id", { subnets: { ids: ["subnet-3"] } }, { loadBalancer: { subnets: ["subnet-1", "subnet-2"] } }, ['class-overrides ingresses["shop/web"].loadBalancer.subnets']],
    ["subnets by tag", { subnets: { tags: { tier: ["public"] } } }, { loadBalancer: { subnets: ["subnet-1", "subnet-2"] } }, ['class-overrides ingresses["shop/web"].loadBalancer.subnets']],
    ["a pool", { ipamIpv4PoolId: "ipam-pool-1" }, { loadBalancer: { ipamIpv4PoolId: "ipam-pool-2" } }, ['class-overrides ingresses["shop/web"].loadBalancer.ipamIpv4PoolId']],
    ["capacity", { minimumCapacityUnits: 100 }, { loadBalancer: { minimumCapacityUnits: 200 } }, ['class-overrides ingresses["shop/web"].loadBalancer.minimumCapacityUnits']],
    ["a web ACL", { webAcl: "none" }, { loadBalancer: { webAcl: { name: "shop" } } }, ['class-overrides ingresses["shop/web"].loadBalancer.webAcl']],
    ["certificates", { certificateArns: ["a"] }, { listeners: { certificateArns: ["b"] } }, ['class-overrides ingresses["shop/web"].listeners.certificateArns']],
    ["a policy", { tlsPolicy: "a" }, { listeners: { tlsPolicy: "b" } }, ['class-overrides ingresses["shop/web"].listeners.tlsPolicy']],
    ["blocks", { inboundCidrs: ["0.0.0.0/0"] }, { access: { type: "rules", cidrs: ["10.0.0.0/8"] } }, ['class-overrides ingresses["shop/web"].access.cidrs']],
    ["prefix lists", { prefixListIds: ["pl-1"] }, { access: { type: "rules", prefixListIds: ["pl-2"] } }, ['class-overrides ingresses["shop/web"].access.prefixListIds']],
    ["targets", { targetType: "instance" }, {}, ['class-overrides ingresses["shop/web"].targets.type']],
    ["the same", { scheme: "internal", targetType: "ip" }, {}, []],
    ["the params of another class", { scheme: "internet-facing" }, { ingressClass: "inside" }, []],
    ["the params of another cluster", { scheme: "internet-facing" }, { cluster: { ...cluster, clusterName: "other" } }, []],
  ])("%s", (_why, params, change, expected) => {
    expect(under(params, { ...web, ...change })).toEqual(expected);
  });

  test("Ingresses without a group are one by the group of their class", () => {
    expect(under({}, web, api)).toEqual([]);
    expect(under({ group: "all" }, web, api)).toEqual(['group-order-taken ingresses["shop/web"].group.order']);
    const said = (scheme: "internal" | "internet-facing", order: number): Partial<IngressProps> => ({ group: { name: "all", order }, loadBalancer: { scheme } });
    expect(under({ group: "all" }, { ...web, ...said("internal", 1) }, { ...api, ...said("internet-facing", 2) })).toEqual(['group-conflict ingresses["shop/api"].loadBalancer.scheme']);
    expect(under({ group: "all", scheme: "internal" }, { ...web, ...said("internal", 1) }, { ...api, ...said("internal", 2) })).toEqual([]);
  });

  test("in a stack with the controller, Ingresses are held against its class", () => {
    const withClass = (...members: IngressProps[]) => {
      const stack = platformStack();
      const identity = { method: "irsa", name: "dev-shop-controller" } as const;
      new LoadBalancerController(stack, "controller", { cluster, network, chartVersion: "3.5.0", serviceWebhook: "off", identity, ingressClass: { params: { scheme: "internet-facing", group: "all" } } });
      for (const props of members) new Ingress(stack, props.name, props);
      return stack;
    };
    const stack = withClass(web);
    synth(stack);
    expect(warningsOf(stack).filter((warning) => warning.includes("class-overrides"))).toEqual([expect.stringContaining('ingresses["shop/web"].loadBalancer.scheme')]);
    expect(problemsOf(() => synth(withClass(web, api)))).toContain('group-order-taken ingresses["shop/web"].group.order');
  });
});
