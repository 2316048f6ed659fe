import { addresses, only, problemsOf, render, resourcesOf, synth, testStack, warningsOf } from "@terrace/testkit";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ingress as example } from "../examples/ingress";
import { Ingress } from "../src/ingress";
import { annotationTable } from "../src/ingress-annotation-table";
import { annotationMap, annotationsOf } from "../src/ingress-annotations";
import type { IngressProps } from "../src/ingress-props";
import { resolveIngress } from "../src/ingress-settings";
import { cluster, platformStack } from "./fixtures";

const valid: IngressProps = { cluster, name: "web", namespace: "shop", rules: [{ paths: [{ path: "/", backend: { service: "web", port: 80 } }] }] };

function made(change: Partial<IngressProps> = {}) {
  const stack = platformStack();
  new Ingress(stack, "web", { ...valid, ...change });
  return synth(stack);
}

/** Annotations without the controller's prefix. */
function annotations(change: Partial<IngressProps> = {}): Record<string, string> {
  return Object.fromEntries(annotationsOf(resolveIngress({ ...valid, ...change })).map(({ name, value }) => [name, value]));
}

/** Two Ingresses that ask for everything that can be asked for. */
const everything: Partial<IngressProps>[] = [
  {
    group: { name: "shop", order: 10 },
    loadBalancer: {
      name: "shop",
      scheme: "internet-facing",
      ipAddressType: "dualstack",
      subnets: ["subnet-1", "subnet-2"],
      customerOwnedIpv4PoolId: "ipv4pool-coip-0123",
      ipamIpv4PoolId: "ipam-pool-0123",
      minimumCapacityUnits: 100,
      webAcl: { arn: "arn:aws:wafv2:ap-northeast-1:111111111111:regional/webacl/shop/0123" },
      shieldAdvanced: true,
      attributes: {
        accessLogs: { bucket: "logs", prefix: "web" },
        connectionLogs: { bucket: "logs" },
        clientKeepAliveSeconds: 600,
        idleTimeoutSeconds: 30,
        deletionProtection: false,
        desyncMitigation: "strictest",
        dropInvalidHeaders: true,
        preserveHostHeader: true,
        tlsHeaders: true,
        clientPort: true,
        forwardedFor: "remove",
        http2: false,
        wafFailOpen: true,
        zonalShift: true,
      },
    },
    listeners: {
      ports: [
        { protocol: "HTTP", port: 80 },
        { protocol: "HTTPS", port: 443, attributes: { "routing.http.response.server.enabled": "false", "routing.http.response.access_control_allow_methods.header_value": "GET,POST" }, mutualAuthentication: { mode: "verify", trustStore: "shop", ignoreExpiry: false, advertiseCaNames: true } },
        { protocol: "HTTPS", port: 8443, mutualAuthentication: { mode: "off" } },
      ],
      certificateArns: ["arn:aws:acm:ap-northeast-1:111111111111:certificate/1", "arn:aws:acm:ap-northeast-1:111111111111:certificate/2"],
      createCertificate: { privateCaArn: "arn:aws:acm-pca:ap-northeast-1:111111111111:certificate-authority/1" },
      tlsHosts: ["shop.example.com"],
    },
    access: { type: "rules", cidrs: ["10.0.0.0/8", "2001:db8::/32"], prefixListIds: ["pl-0123"] },
    targets: {
      type: "instance",
      protocol: "HTTPS",
      protocolVersion: "HTTP2",
      healthCheck: { port: 8080, path: "/health", intervalSeconds: 10, timeoutSeconds: 3, healthyThreshold: 3, unhealthyThreshold: 4, successCodes: "200-299" },
      attributes: { deregistrationDelaySeconds: 30, slowStartSeconds: 60, algorithm: "round_robin", anomalyMitigation: false, crossZone: true, stickiness: { seconds: 60 } },
      nodeLabels: { role: "web" },
      multiCluster: true,
      controlPorts: { "web.80": 3000 },
    },
    auth: {
      type: "cognito",
      userPoolArn: "arn:aws:cognito-idp:ap-northeast-1:111111111111:userpool/ap-northeast-1_a",
      userPoolClientId: "client",
      userPoolDomain: "shop",
      onUnauthenticated: "deny",
      scope: "openid email",
      sessionCookie: "shop",
      sessionTimeoutSeconds: 3600,
      extraParameters: { prompt: "login" },
    },
    frontendNlb: {
      scheme: "internet-facing",
      subnets: ["subnet-1", "subnet-2"],
      securityGroupIds: ["sg-1"],
      eipAllocationIds: ["eipalloc-1", "eipalloc-2"],
      portMapping: { 8080: 80, 443: 443 },
      tags: { Team: "shop" },
      attributes: { "load_balancing.cross_zone.enabled": "true" },
      healthCheck: { port: 80, protocol: "HTTP", path: "/health", intervalSeconds: 10, timeoutSeconds: 3, healthyThreshold: 3, unhealthyThreshold: 4, successCodes: "200" },
    },
    actions: {
      canary: { type: "forward", targets: [{ service: "web", port: 80, weight: 90 }, { targetGroupName: "next", weight: 10 }], stickinessSeconds: 60 },
      old: { type: "forward", targets: [{ targetGroupArn: "arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:targetgroup/old/1" }] },
      moved: { type: "redirect", permanent: true, protocol: "HTTPS", host: "www.example.com", port: 8443, path: "/#{path}", query: "a=b" },
      closed: { type: "fixed-response", status: 503, body: "closed", contentType: "text/html" },
    },
    conditions: {
      web: [
        { field: "host-header", values: ["a.example.com"] },
        { field: "path-pattern", regexValues: ["^/v[0-9]+"] },
        { field: "http-header", name: "X-Preview", values: ["on"] },
        { field: "http-request-method", values: ["GET"] },
        { field: "query-string", values: [{ key: "version", value: "2" }, { value: "beta" }] },
        { field: "source-ip", values: ["10.0.0.0/8"] },
      ],
    },
    transforms: { web: [{ type: "url-rewrite", rewrites: [{ regex: "^/v1", replace: "/v2" }] }, { type: "host-header-rewrite", rewrites: [{ regex: "^www", replace: "web" }] }] },
    regexPaths: true,
    tags: { Team: "shop", Note: "a,b=c" },
  },
  {
    loadBalancer: { webAcl: { name: "shop" } },
    access: { type: "security-groups", securityGroupIds: ["sg-1", "shop"] },
    targets: { attributes: { stickiness: { seconds: 60, cookie: "session" }, anomalyMitigation: true } },
    auth: { type: "oidc", issuer: "https://id", authorizationEndpoint: "https://id/a", tokenEndpoint: "https://id/t", userInfoEndpoint: "https://id/u", secretName: "oidc" },
    jwt: { jwksEndpoint: "https://id/keys", issuer: "id", claims: [{ name: "role", format: "string-array", values: ["shop"] }] },
  },
];

test.each([0, 1])("every annotation is written in one way: golden file %i", (index) => {
  const text = Object.entries(annotations(everything[index])).map(([name, value]) => `${name}: ${value}`).join("\n");
  const golden = readFileSync(path.join(__dirname, `ingress-${index}.annotations.txt`), "utf8");
  expect(`${text}\n`).toBe(golden);
});

describe("the annotations of the controller", () => {
  const names = Object.keys(annotationTable);

  test("are the 72 that its source has at v3.5.0", () => {
    expect(names).toHaveLength(72);
    expect(createHash("sha256").update(names.toSorted().join("\n")).digest("hex")).toBe("af3d55a9b79e73547522445fda5f3e902aaf1cfd517fc9dbcbff2ed50a10b9ae");
  });

  test("are all written where a prop asks for them, but those that are refused, each for a reason", () => {
    const kinds = everything.flatMap((change) => annotationsOf(resolveIngress({ ...valid, ...change })).map(({ kind }) => kind));
    expect([...new Set(kinds)].toSorted()).toEqual(names.filter((name) => annotationTable[name]?.refused === undefined).toSorted());
    expect(names.filter((name) => annotationTable[name]?.refused !== undefined)).toEqual(["dry-run-plan", "waf-acl-id", "web-acl-id"]);
  });
});

describe("defaults", () => {
  test("inside, pods, HTTP on 80, invalid headers dropped", () => {
    expect(annotations()).toEqual({
      "listen-ports": '[{"HTTP":80}]',
      "load-balancer-attributes": "routing.http.drop_invalid_header_fields.enabled=true",
      scheme: "internal",
      "target-type": "ip",
    });
  });

  test("a certificate brings HTTPS, a policy, and a redirect to it", () => {
    expect(annotations({ listeners: { certificateArns: ["arn"] } })).toMatchObject({
      "listen-ports": '[{"HTTP":80},{"HTTPS":443}]',
      "ssl-policy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      "ssl-redirect": "443",
    });
    expect(annotations({ listeners: { certificateArns: ["arn"], redirectTo: false } })).not.toHaveProperty("ssl-redirect");
    expect(annotations({ listeners: { certificateArns: ["arn"], ports: [{ protocol: "HTTPS", port: 443 }] } })).not.toHaveProperty("ssl-redirect");
  });

  test("a member of a group says only what it is told", () => {
    expect(annotations({ group: { name: "shop" } })).toEqual({ "group.name": "shop", "group.order": "0", "listen-ports": '[{"HTTP":80}]', "target-type": "ip" });
  });

  test("a web ACL that is taken away", () => {
    expect(annotations({ loadBalancer: { webAcl: "none" } })).toMatchObject({ "wafv2-acl-arn": "none" });
  });

  test("text that Terraform would read stays text, and references stay references", () => {
    const map = annotationMap(resolveIngress({ ...valid, annotations: { note: "a $" + "{b} %{c} #{path}" } }));
    expect(map.note).toBe("a $$" + "{b} %%{c} #{path}");
  });
});

describe("what it creates", () => {
  test("the Ingress, in the words of Kubernetes", () => {
    const template = made({
      ...everything[0],
      rules: [{ host: "shop.example.com", paths: [{ path: "/api", type: "Exact", backend: { service: "web", port: "http" } }, { path: "/old", backend: { action: "old" } }] }],
      conditions: {},
      transforms: {},
      defaultBackend: { action: "closed" },
      listeners: { ...everything[0]?.listeners, createCertificate: undefined },
    });
    expect(only(template, "kubernetes_ingress_v1")).toMatchObject({
      metadata: { name: "web", namespace: "shop", annotations: { "alb.ingress.kubernetes.io/scheme": "internet-facing" } },
      spec: {
        ingress_class_name: "alb",
        default_backend: { service: { name: "closed", port: { name: "use-annotation" } } },
        rule: [
          {
            host: "shop.example.com",
            http: {
              path: [
                { path: "/api", path_type: "Exact", backend: { service: { name: "web", port: { name: "http" } } } },
                { path: "/old", path_type: "Prefix", backend: { service: { name: "old", port: { name: "use-annotation" } } } },
              ],
            },
          },
        ],
        tls: [{ hosts: ["shop.example.com"] }],
      },
      wait_for_load_balancer: true,
    });
  });

  test("what the caller says of order, of waiting, of the class, and last", () => {
    const stack = platformStack();
    const first = new Ingress(stack, "first", { ...valid, name: "first" });
    new Ingress(stack, "web", { ...valid, ingressClass: "internal", waitForLoadBalancer: false, dependsOn: [first.ready], override: { ingress: { timeouts: { create: "20m" } } } });
    const [, second] = Object.values(resourcesOf(synth(stack), "kubernetes_ingress_v1"));
    expect(second).toMatchObject({
      depends_on: [expect.stringContaining("kubernetes_ingress_v1.first_")],
      spec: { ingress_class_name: "internal", rule: [{ http: { path: [{ backend: { service: { name: "web", port: { number: 80 } } } }] } }] },
      timeouts: { create: "20m" },
      wait_for_load_balancer: false,
    });
  });

  test("the name of its load balancer", () => {
    const stack = platformStack();
    const { loadBalancerHostname } = new Ingress(stack, "web", valid);
    expect(render(stack, loadBalancerHostname)).toMatch(/^\$\{kubernetes_ingress_v1\.web_\w+\.status\[0\]\.load_balancer\[0\]\.ingress\[0\]\.hostname\}$/);
  });

  test("Ingresses of a stack are held against each other when all are there", () => {
    const stack = platformStack();
    new Ingress(stack, "web", { ...valid, group: { name: "shop", order: 1 }, loadBalancer: { scheme: "internal" } });
    new Ingress(stack, "api", { ...valid, name: "api", group: { name: "shop", order: 2 }, loadBalancer: { scheme: "internet-facing" }, rules: [{ paths: [{ path: "/api", backend: { service: "api", port: 80 } }] }] });
    expect(problemsOf(() => synth(stack))).toEqual(['group-conflict ingresses["shop/api"].loadBalancer.scheme']);
  });
});

test("the example fits, warns of nothing, and keeps its address", () => {
  const stack = testStack();
  example(stack);
  expect(addresses(synth(stack)).map((address) => address.replace(/_[0-9A-F]{8}$/, ""))).toEqual(["kubernetes_ingress_v1.web"]);
  expect(warningsOf(stack)).toEqual([]);
});
