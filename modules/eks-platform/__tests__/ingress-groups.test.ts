import { accept, type Problem } from "@terrace/core";
import { problemsOf, synth, warningsOf } from "@terrace/testkit";
import { checkIngressGroups } from "../src/check-ingress-groups";
import { Ingress } from "../src/ingress";
import type { IngressListener } from "../src/ingress-load-balancer-props";
import type { IngressProps } from "../src/ingress-props";
import { resolveIngress } from "../src/ingress-settings";
import { cluster, platformStack } from "./fixtures";

const group = { name: "shop", order: 1 };
const backend = { service: "web", port: 80 };
const https: IngressListener = { protocol: "HTTPS", port: 443 };
const at = (path: string) => [{ paths: [{ path, backend }] }];

const web: IngressProps = { cluster, name: "web", namespace: "shop", group, rules: at("/web") };
const api: IngressProps = { cluster, name: "api", namespace: "shop", group: { name: "shop", order: 2 }, rules: at("/api") };

function problems(...members: IngressProps[]): Problem[] {
  return checkIngressGroups(members.map((props) => ({ settings: resolveIngress(props) })));
}

function codes(...members: IngressProps[]): string[] {
  return problems(...members).map(({ code, path }) => `${code} ${path}`);
}

const certificates = Array.from({ length: 27 }, (_, index) => `arn:aws:acm:ap-northeast-1:111111111111:certificate/${index}`);
const manyPaths = Array.from({ length: 60 }, (_, index) => ({ path: `/p${index}`, backend }));
const manyServices = Array.from({ length: 101 }, (_, index) => ({ path: `/s${index}`, backend: { service: `s${index}`, port: 80 } }));
const verifying = (...ports: number[]) => ports.map((port): IngressListener => ({ protocol: "HTTPS", port, mutualAuthentication: { mode: "verify", trustStore: "shop" } }));

describe("members of one group", () => {
  test("that agree, or leave the word to one of them, have no problem", () => {
    expect(codes(web, api)).toEqual([]);
    expect(codes({ ...web, loadBalancer: { scheme: "internet-facing", attributes: { http2: false } }, listeners: { tlsHosts: ["a.example.com"] } }, { ...api, loadBalancer: { attributes: { idleTimeoutSeconds: 30 } } })).toEqual([]);
  });

  test.each<[string, Partial<IngressProps>, Partial<IngressProps>, string[]]>([
    ["another scheme", { loadBalancer: { scheme: "internal" } }, { loadBalancer: { scheme: "internet-facing" } }, ['group-conflict ingresses["shop/api"].loadBalancer.scheme']],
    ["another name", { loadBalancer: { name: "a" } }, { loadBalancer: { name: "b" } }, ['group-conflict ingresses["shop/api"].loadBalancer.name']],
    ["other subnets", { loadBalancer: { subnets: ["subnet-1", "subnet-2"] } }, { loadBalancer: { subnets: ["subnet-1", "subnet-3"] } }, ['group-conflict ingresses["shop/api"].loadBalancer.subnets']],
    ["another value of an attribute", { loadBalancer: { attributes: { http2: false } } }, { loadBalancer: { attributes: { http2: true } } }, ['group-conflict ingresses["shop/api"].loadBalancer.attributes["routing.http2.enabled"]']],
    ["another web ACL", { loadBalancer: { webAcl: "none" } }, { loadBalancer: { webAcl: { arn: "b" } } }, ['group-conflict ingresses["shop/api"].loadBalancer.webAcl.arn']],
    ["another value of a tag", { tags: { Team: "a" } }, { tags: { Team: "b" } }, ['group-conflict ingresses["shop/api"].tags["Team"]']],
    ["another policy on one port", { listeners: { ports: [https], tlsPolicy: "a" } }, { listeners: { ports: [https], tlsPolicy: "b" } }, ['group-conflict ingresses["shop/api"].listeners.tlsPolicy']],
    ["other blocks on one port", { access: { type: "rules", cidrs: ["10.0.0.0/8"] } }, { access: { type: "rules", cidrs: ["10.1.0.0/16"] } }, ['group-conflict ingresses["shop/api"].access.cidrs']],
    ["other certificates of clients on one port", { listeners: { ports: verifying(443) } }, { listeners: { ports: [{ ...https, mutualAuthentication: { mode: "off" } }] } }, ['group-conflict ingresses["shop/api"].listeners.ports']],
    ["another value of a listener's attribute", { listeners: { ports: [{ protocol: "HTTP", port: 80, attributes: { a: "1" } }] } }, { listeners: { ports: [{ protocol: "HTTP", port: 80, attributes: { a: "2" } }] } }, ['group-conflict ingresses["shop/api"].listeners.ports[0].attributes["a"]']],
    ["another protocol on one port", { listeners: { ports: [{ protocol: "HTTP", port: 8080 }] } }, { listeners: { ports: [{ protocol: "HTTPS", port: 8080 }] } }, ['group-protocol ingresses["shop/api"].listeners.ports[0]']],
    ["the same order", {}, { group }, ['group-order-taken ingresses["shop/web"].group.order']],
    ["a second default backend", { defaultBackend: backend }, { defaultBackend: backend }, ['group-default-backend ingresses["shop/api"].defaultBackend']],
    ["a redirect to a port of nobody", { listeners: { redirectTo: 8443 } }, {}, ['redirect-port ingresses["shop/web"].listeners.redirectTo']],
    ["the same path", { rules: at("/a") }, { rules: at("/a") }, ['group-path-taken ingresses["shop/api"].rules[0].paths[0].path']],
    ["too many rules together", { rules: [{ paths: manyPaths.slice(0, 50) }] }, { rules: [{ host: "a.example.com", paths: manyPaths.slice(0, 51) }] }, ['rule-quota ingresses["shop/api"].rules']],
    ["too many certificates together", { listeners: { certificateArns: certificates.slice(0, 20) } }, { listeners: { certificateArns: certificates.slice(20) } }, ['certificate-quota ingresses["shop/api"].listeners.certificateArns']],
    ["too many verifying listeners together", { listeners: { ports: verifying(443, 8443) } }, { listeners: { ports: verifying(9443) } }, ['verify-quota ingresses["shop/api"].listeners.ports']],
    ["too many target groups together", { rules: [{ paths: manyServices.slice(0, 50) }] }, { rules: [{ paths: manyServices.slice(50) }] }, ['rule-quota ingresses["shop/api"].rules', 'target-group-quota ingresses["shop/api"].rules']],
    ["too many ports together", { listeners: { ports: Array.from({ length: 26 }, (_, index) => ({ protocol: "HTTP", port: 8000 + index })) } }, { listeners: { ports: Array.from({ length: 25 }, (_, index) => ({ protocol: "HTTP", port: 9000 + index })) } }, ['listener-quota ingresses["shop/api"].listeners.ports']],
    ["the name of another", {}, { name: "web", rules: at("/other") }, ['ingress-twice ingresses["shop/web"].name']],
  ])("%s", (_why, first, second, expected) => {
    expect(codes({ ...web, ...first }, { ...api, ...second })).toEqual(expected);
  });

  test("what is exclusive for a port may differ between ports", () => {
    const first = { ...web, listeners: { ports: [https], tlsPolicy: "a" }, access: { type: "rules" as const, cidrs: ["10.0.0.0/8"] } };
    const second = { ...api, listeners: { ports: [{ ...https, port: 8443 }], tlsPolicy: "b" }, access: { type: "rules" as const, cidrs: ["10.1.0.0/16"] } };
    expect(codes(first, second)).toEqual([]);
    expect(codes({ ...first, defaultBackend: backend }, { ...second, defaultBackend: backend })).toEqual([]);
  });

  test("the redirect of one may lead to the port of another", () => {
    expect(codes({ ...web, listeners: { redirectTo: 443 } }, { ...api, listeners: { ports: [https], certificateArns: ["a"] } })).toEqual([]);
  });

  test("a path with conditions leaves the rest to the same path of another", () => {
    expect(codes({ ...web, rules: at("/a"), conditions: { web: [{ field: "source-ip", values: ["10.0.0.0/8"] }] } }, { ...api, rules: at("/a") })).toEqual([]);
  });

  test("the problem says both sides", () => {
    const [problem] = problems({ ...web, loadBalancer: { scheme: "internal" } }, { ...api, loadBalancer: { scheme: "internet-facing" } });
    expect(problem?.got).toBe('"internet-facing", and "internal" in shop/web of the same group');
  });
});

describe("Ingresses of other groups, and without one", () => {
  test("do not bind each other", () => {
    const alone = { ...web, group: undefined };
    expect(codes({ ...alone, loadBalancer: { scheme: "internal" }, defaultBackend: backend }, { ...alone, name: "api", loadBalancer: { scheme: "internet-facing" }, defaultBackend: backend })).toEqual([]);
    const elsewhere = { ...cluster, clusterName: "stg-shop" };
    expect(codes({ ...web, loadBalancer: { scheme: "internal" } }, { ...web, cluster: elsewhere, loadBalancer: { scheme: "internet-facing" } })).toEqual([]);
  });

  test("but have load balancers of different names", () => {
    expect(codes({ ...web, loadBalancer: { name: "shop" } }, { ...api, group: undefined, loadBalancer: { name: "shop" } })).toEqual(['load-balancer-name-taken ingresses["shop/web"].loadBalancer.name']);
  });

  test("a redirect of an Ingress alone leads to a port of its own", () => {
    expect(codes({ ...web, group: undefined, listeners: { redirectTo: 443 } })).toEqual(['redirect-port ingresses["shop/web"].listeners.redirectTo']);
  });
});

describe("in a stack", () => {
  function stackWith(...members: IngressProps[]) {
    const stack = platformStack();
    return { stack, make: () => members.map((props) => new Ingress(stack, props.name, props)) };
  }

  test("quotas that were raised can be accepted", () => {
    const { stack, make } = stackWith({ ...web, rules: [{ paths: manyPaths }] }, { ...api, rules: [{ host: "a.example.com", paths: manyPaths }] });
    accept(stack, "rule-quota", "raised to 200");
    make();
    synth(stack);
    expect(warningsOf(stack)).toEqual([expect.stringContaining("accepted: raised to 200")]);
  });

  test("and are refused otherwise, once for all", () => {
    const { stack, make } = stackWith({ ...web, rules: [{ paths: manyPaths }] }, { ...api, rules: [{ host: "a.example.com", paths: manyPaths }] });
    make();
    expect(problemsOf(() => synth(stack))).toEqual(['rule-quota ingresses["shop/api"].rules']);
  });
});
