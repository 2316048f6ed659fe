import type { ClusterRef } from "@terrace/core";
import { invalidProps, problemsOf, warningsOf } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import { Ingress } from "../src/ingress";
import { oldestTls } from "../src/ingress-limits";
import type { FrontendNlb, IngressListener, IngressListeners, IngressLoadBalancer } from "../src/ingress-load-balancer-props";
import type { IngressProps } from "../src/ingress-props";
import type { ForwardTarget, IngressAction, IngressCondition, IngressPath, IngressTransform } from "../src/ingress-rule-props";
import type { CognitoAuth, IngressTargets, JwtValidation, OidcAuth } from "../src/ingress-target-props";
import { cluster, onFargate, platformStack, profile } from "./fixtures";

const certificate = "arn:aws:acm:ap-northeast-1:111111111111:certificate/01234567-89ab-cdef-0123-456789abcdef";
const webAcl = "arn:aws:wafv2:ap-northeast-1:111111111111:regional/webacl/shop/01234567-89ab-cdef-0123-456789abcdef";
const web = { service: "web", port: 80 };
const valid: IngressProps = { cluster, name: "web", namespace: "shop", rules: [{ paths: [{ path: "/", backend: web }] }] };
const tls: IngressListeners = { certificateArns: [certificate] };
const someToken = Lazy.stringValue({ produce: () => "later" });
const someNumber = Token.asNumber("later");
const cognito: CognitoAuth = { type: "cognito", userPoolArn: "arn:aws:cognito-idp:ap-northeast-1:111111111111:userpool/ap-northeast-1_abcdef", userPoolClientId: "client", userPoolDomain: "shop" };
const oidc: OidcAuth = { type: "oidc", issuer: "https://id.example.com", authorizationEndpoint: "https://id.example.com/a", tokenEndpoint: "https://id.example.com/t", userInfoEndpoint: "https://id.example.com/u", secretName: "oidc" };
const jwt: JwtValidation = { jwksEndpoint: "https://id.example.com/keys", issuer: "id" };

function stackWith(change: Partial<IngressProps>) {
  const stack = platformStack();
  new Ingress(stack, "web", { ...valid, ...change });
  return stack;
}

function warningsWith(change: Partial<IngressProps>): string[] {
  return warningsOf(stackWith(change)).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
}

const lb = (loadBalancer: IngressLoadBalancer): Partial<IngressProps> => ({ loadBalancer });
const on = (...ports: IngressListener[]): Partial<IngressProps> => ({ listeners: { ports } });
const https = (change: Partial<IngressListener>): Partial<IngressProps> => ({ listeners: { ...tls, ports: [{ protocol: "HTTPS", port: 443, ...change }] } });
const to = (targets: IngressTargets): Partial<IngressProps> => ({ targets });
const paths = (...list: IngressPath[]): Partial<IngressProps> => ({ rules: [{ paths: list }] });
const nlb = (frontendNlb: FrontendNlb): Partial<IngressProps> => ({ frontendNlb });
const action = (it: IngressAction): Partial<IngressProps> => ({ actions: { it }, ...paths({ path: "/", backend: { action: "it" } }) });
const forward = (...targets: ForwardTarget[]): Partial<IngressProps> => action({ type: "forward", targets });
const when = (...list: IngressCondition[]): Partial<IngressProps> => ({ conditions: { web: list } });
const change = (...list: IngressTransform[]): Partial<IngressProps> => ({ transforms: { web: list } });

test("the Ingress that the changes below start from is valid", () => {
  expect(warningsWith({})).toEqual([]);
  expect(warningsWith({ listeners: tls, loadBalancer: { scheme: "internet-facing" } })).toEqual([]);
});

test("what is known only after apply: ids, ARNs and buckets", () => {
  expect(
    warningsWith({
      loadBalancer: { subnets: [someToken, someToken], webAcl: { arn: someToken }, ipamIpv4PoolId: someToken, scheme: "internet-facing", attributes: { accessLogs: { bucket: someToken } } },
      listeners: { certificateArns: [someToken] },
      access: { type: "security-groups", securityGroupIds: [someToken] },
      auth: { ...cognito, userPoolArn: someToken, userPoolClientId: someToken },
      tags: { Team: someToken },
      ...forward({ targetGroupArn: someToken }),
    }),
  ).toEqual([]);
});

describe("bad input", () => {
  const labelled: ClusterRef = { ...cluster, fargateProfiles: [profile("jobs", "shop", { type: "job" })] };
  const many = (count: number) => Array.from({ length: count }, (_, index) => index);

  test.each<[string, Partial<IngressProps>, string[]]>([
    ["a name known later", { name: someToken }, ["not-known-at-synth name"]],
    ["a path known later", paths({ path: someToken, backend: web }), ["not-known-at-synth rules[0].paths[0].path"]],
    ["a port known later", on({ protocol: "HTTP", port: someNumber }), ["not-known-at-synth listeners.ports[0].port"]],
    ["subnets known later", lb({ subnets: Token.asList("later") }), ["not-known-at-synth loadBalancer.subnets"]],
    ["a condition known later", when({ field: "host-header", values: [someToken] }), ["not-known-at-synth conditions.web[0].values[0]"]],

    ["a name with capitals", { name: "Web" }, ["ingress-name name"]],
    ["a class with a slash", { ingressClass: "a/b" }, ["ingress-name ingressClass"]],
    ["a namespace with a dot", { namespace: "a.b" }, ["kubernetes-name namespace"]],
    ["a namespace without a profile", { cluster: onFargate("other") }, ["namespace-without-profile namespace"]],
    ["a group's name with a capital", { group: { name: "Shop" } }, ["group-name group.name"]],
    ["a group's name too long", { group: { name: "s".repeat(64) } }, ["group-name group.name"]],
    ["an order too high", { group: { name: "shop", order: 1001 } }, ["group-order group.order"]],
    ["no version", { controllerVersion: "latest" }, ["controller-version controllerVersion"]],

    ["a load balancer's name too long", lb({ name: "n".repeat(33) }), ["load-balancer-name loadBalancer.name"]],
    ["a load balancer's name of ELB's own", lb({ name: "internal-web" }), ["load-balancer-name loadBalancer.name"]],
    ["no public IPv4 inside", lb({ ipAddressType: "dualstack-without-public-ipv4" }), ["ip-address-type loadBalancer.ipAddressType"]],
    ["one subnet", lb({ subnets: ["subnet-1"] }), ["ingress-subnets loadBalancer.subnets"]],
    ["one subnet twice", lb({ subnets: ["subnet-1", "subnet-1"] }), ["ingress-subnets loadBalancer.subnets[1]"]],
    ["two subnets in one text", lb({ subnets: ["subnet-1,subnet-2", "subnet-3"] }), ["ingress-subnets loadBalancer.subnets[0]"]],
    ["a public pool inside", lb({ ipamIpv4PoolId: "ipam-pool-0123" }), ["address-pool loadBalancer.ipamIpv4PoolId"]],
    ["no pool of IPAM", lb({ scheme: "internet-facing", ipamIpv4PoolId: "pool" }), ["address-pool loadBalancer.ipamIpv4PoolId"]],
    ["no pool of an Outpost", lb({ customerOwnedIpv4PoolId: "pool" }), ["address-pool loadBalancer.customerOwnedIpv4PoolId"]],
    ["half a capacity unit", lb({ minimumCapacityUnits: 0.5 }), ["capacity-units loadBalancer.minimumCapacityUnits"]],
    ["a web ACL of CloudFront", lb({ webAcl: { arn: webAcl.replace("regional", "global") } }), ["web-acl loadBalancer.webAcl.arn"]],
    ["a web ACL of another region", lb({ webAcl: { arn: webAcl.replace("ap-northeast-1", "us-east-1") } }), ["web-acl loadBalancer.webAcl.arn"]],
    ["a web ACL of WAF Classic", lb({ webAcl: { arn: "01234567-89ab-cdef-0123-456789abcdef" } }), ["web-acl loadBalancer.webAcl.arn"]],
    ["a web ACL's name with a blank", lb({ webAcl: { name: "my acl" } }), ["web-acl loadBalancer.webAcl.name"]],
    ["an idle timeout too long", lb({ attributes: { idleTimeoutSeconds: 4001 } }), ["load-balancer-range loadBalancer.attributes.idleTimeoutSeconds"]],
    ["a keep-alive too short", lb({ attributes: { clientKeepAliveSeconds: 59 } }), ["load-balancer-range loadBalancer.attributes.clientKeepAliveSeconds"]],
    ["no bucket", lb({ attributes: { accessLogs: { bucket: "s3://logs" } } }), ["log-bucket loadBalancer.attributes.accessLogs.bucket"]],
    ["a folder with a slash", lb({ attributes: { connectionLogs: { bucket: "logs", prefix: "/web" } } }), ["log-bucket loadBalancer.attributes.connectionLogs.prefix"]],

    ["port 0", on({ protocol: "HTTP", port: 0 }), ["listen-port listeners.ports[0].port"]],
    ["no port", on(), ["listen-port listeners.ports"]],
    ["a port twice", on({ protocol: "HTTP", port: 80 }, { protocol: "HTTP", port: 80 }), ["listen-port-taken listeners.ports[1].port"]],
    ["an attribute that no listener has", on({ protocol: "HTTP", port: 80, attributes: { "tcp.idle": "1" } }), ['listener-attribute listeners.ports[0].attributes["tcp.idle"]']],
    ["an attribute's value", on({ protocol: "HTTP", port: 80, attributes: { "routing.http.response.server.enabled": "no" } }), ['listener-attribute listeners.ports[0].attributes["routing.http.response.server.enabled"]']],
    ["client certificates by HTTP", on({ protocol: "HTTP", port: 80, mutualAuthentication: { mode: "passthrough" } }), ["mutual-authentication listeners.ports[0].mutualAuthentication"]],
    ["an empty trust store", https({ mutualAuthentication: { mode: "verify", trustStore: "" } }), ["mutual-authentication listeners.ports[0].mutualAuthentication.trustStore"]],
    ["no certificate's ARN", { listeners: { certificateArns: ["web"] } }, ["certificate-arn listeners.certificateArns[0]"]],
    ["a certificate of another region", { listeners: { certificateArns: [certificate.replace("ap-northeast-1", "us-east-1")] } }, ["certificate-arn listeners.certificateArns[0]"]],
    ["HTTPS without a certificate or host", on({ protocol: "HTTPS", port: 443 }), ["certificate-missing listeners.certificateArns"]],
    ["a certificate without HTTPS", { listeners: { ...tls, ports: [{ protocol: "HTTP", port: 80 }] } }, ["certificate-unused listeners.certificateArns"]],
    ["no TLS policy", { listeners: { ...tls, tlsPolicy: "modern" } }, ["tls-policy listeners.tlsPolicy"]],
    ["a TLS host with a port", { listeners: { tlsHosts: ["a.example.com:443"] } }, ["ingress-host listeners.tlsHosts[0]"]],
    ["a certificate to ask for, beside one", { listeners: { ...tls, tlsHosts: ["a.example.com"], createCertificate: {} } }, ["create-certificate listeners.createCertificate"]],
    ["a certificate to ask for, without a host", { listeners: { createCertificate: {} } }, ["certificate-missing listeners.certificateArns", "create-certificate listeners.createCertificate"]],
    ["no private authority", { listeners: { tlsHosts: ["a.example.com"], createCertificate: { privateCaArn: "ca" } } }, ["create-certificate listeners.createCertificate.privateCaArn"]],

    ["a block with host bits", { access: { type: "rules", cidrs: ["10.0.0.1/16"] } }, ["cidr-host-bits access.cidrs[0]"]],
    ["no IPv6 block", { access: { type: "rules", cidrs: ["2001:db8::"] } }, ["inbound-cidr access.cidrs[0]"]],
    ["no prefix list", { access: { type: "rules", prefixListIds: ["list"] } }, ["prefix-list access.prefixListIds[0]"]],
    ["no security group", { access: { type: "security-groups", securityGroupIds: [] } }, ["security-groups access.securityGroupIds"]],
    ["a security group twice", { access: { type: "security-groups", securityGroupIds: ["sg-1", "sg-1"] } }, ["security-groups access.securityGroupIds[1]"]],

    ["node ports on Fargate", { cluster: onFargate("shop"), ...to({ type: "instance" }) }, ["target-type-fargate targets.type"]],
    ["gRPC by HTTP", to({ protocolVersion: "GRPC" }), ["grpc-listener targets.protocolVersion"]],
    ["labels of nodes for pods", to({ nodeLabels: { role: "web" } }), ["node-labels targets.nodeLabels"]],
    ["a label with a comma", to({ type: "instance", nodeLabels: { "a,b": "web" } }), ['annotation-map targets.nodeLabels["a,b"]']],
    ["a Service without a port", to({ controlPorts: { web: 3000 } }), ['control-port targets.controlPorts["web"]']],
    ["a control port too high", to({ controlPorts: { "web.80": 70_000 } }), ['control-port targets.controlPorts["web.80"]']],
    ["an interval too long", to({ healthCheck: { intervalSeconds: 301 } }), ["health-check targets.healthCheck.intervalSeconds"]],
    ["an interval as short as its timeout", to({ healthCheck: { intervalSeconds: 10, timeoutSeconds: 10 } }), ["health-check targets.healthCheck.intervalSeconds"]],
    ["a timeout too short", to({ healthCheck: { timeoutSeconds: 1 } }), ["health-check targets.healthCheck.timeoutSeconds"]],
    ["a threshold of one", to({ healthCheck: { healthyThreshold: 1 } }), ["health-check targets.healthCheck.healthyThreshold"]],
    ["a threshold too high", to({ healthCheck: { unhealthyThreshold: 11 } }), ["health-check targets.healthCheck.unhealthyThreshold"]],
    ["a health check's path without a slash", to({ healthCheck: { path: "health" } }), ["health-check targets.healthCheck.path"]],
    ["a health check's port that is no name", to({ healthCheck: { port: "My Port" } }), ["health-check targets.healthCheck.port"]],
    ["a health check's port too high", to({ healthCheck: { port: 65_536 } }), ["health-check targets.healthCheck.port"]],
    ["no success", to({ healthCheck: { successCodes: "2xx" } }), ["success-codes targets.healthCheck.successCodes"]],
    ["HTTP codes for gRPC", { listeners: tls, ...to({ protocolVersion: "GRPC", healthCheck: { successCodes: "200" } }) }, ["success-codes targets.healthCheck.successCodes"]],
    ["a delay too long", to({ attributes: { deregistrationDelaySeconds: 3601 } }), ["target-group-range targets.attributes.deregistrationDelaySeconds"]],
    ["a slow start too short", to({ attributes: { slowStartSeconds: 29 } }), ["target-group-range targets.attributes.slowStartSeconds"]],
    ["a slow start by chance", to({ attributes: { slowStartSeconds: 30, algorithm: "weighted_random" } }), ["slow-start targets.attributes.slowStartSeconds"]],
    ["anomalies in turn", to({ attributes: { anomalyMitigation: true } }), ["anomaly-mitigation targets.attributes.anomalyMitigation"]],
    ["stickiness for ever", to({ attributes: { stickiness: { seconds: 604_801 } } }), ["stickiness targets.attributes.stickiness.seconds"]],
    ["a cookie of the load balancer's", to({ attributes: { stickiness: { seconds: 60, cookie: "AWSALB" } } }), ["stickiness targets.attributes.stickiness.cookie"]],

    ["sign-in by HTTP", { auth: cognito }, ["auth-listener auth"]],
    ["tokens by HTTP", { jwt }, ["auth-listener jwt"]],
    ["sign-in and tokens", { listeners: tls, auth: cognito, jwt }, ["auth-both jwt"]],
    ["no user pool", { listeners: tls, auth: { ...cognito, userPoolArn: "pool" } }, ["user-pool auth.userPoolArn"]],
    ["a user pool of another region", { listeners: tls, auth: { ...cognito, userPoolArn: "arn:aws:cognito-idp:us-east-1:111111111111:userpool/us-east-1_abc" } }, ["user-pool auth.userPoolArn"]],
    ["a session too long", { listeners: tls, auth: { ...cognito, sessionTimeoutSeconds: 604_801 } }, ["auth-session auth.sessionTimeoutSeconds"]],
    ["too many parameters", { listeners: tls, auth: { ...cognito, extraParameters: Object.fromEntries(many(11).map((index) => [`p${index}`, "x"])) } }, ["auth-parameters auth.extraParameters"]],
    ["an endpoint in plain text", { listeners: tls, auth: { ...oidc, tokenEndpoint: "http://id.example.com/t" } }, ["auth-endpoint auth.tokenEndpoint"]],
    ["a Secret with a capital", { listeners: tls, auth: { ...oidc, secretName: "Oidc" } }, ["auth-secret auth.secretName"]],
    ["keys in plain text", { listeners: tls, jwt: { ...jwt, jwksEndpoint: "http://id.example.com" } }, ["auth-endpoint jwt.jwksEndpoint"]],
    ["no issuer", { listeners: tls, jwt: { ...jwt, issuer: "" } }, ["auth-endpoint jwt.issuer"]],
    ["a claim of two single values", { listeners: tls, jwt: { ...jwt, claims: [{ name: "role", format: "single-string", values: ["a", "b"] }] } }, ["jwt-claim jwt.claims[0]"]],

    ["fixed addresses inside", nlb({ eipAllocationIds: ["eipalloc-1"] }), ["elastic-ips frontendNlb.eipAllocationIds"]],
    ["fewer addresses than subnets", nlb({ scheme: "internet-facing", subnets: ["subnet-1", "subnet-2"], eipAllocationIds: ["eipalloc-1"] }), ["elastic-ips frontendNlb.eipAllocationIds"]],
    ["a port that nobody listens on", nlb({ portMapping: { 80: 8080 } }), ["port-mapping frontendNlb.portMapping.80"]],
    ["a port of the NLB too high", nlb({ portMapping: { 70000: 80 } }), ["port-mapping frontendNlb.portMapping.70000"]],
    ["a subnet of the NLB twice", nlb({ subnets: ["subnet-1", "subnet-1"] }), ["ingress-subnets frontendNlb.subnets[1]"]],
    ["a named port of the NLB's health check", nlb({ healthCheck: { port: "http" } }), ["health-check frontendNlb.healthCheck.port"]],

    ["no rule", { rules: [] }, ["ingress-empty rules"]],
    ["no path", { rules: [{ paths: [] }] }, ["ingress-paths rules[0].paths"]],
    ["a host with a scheme", { rules: [{ host: "https://a.example.com", paths: [{ path: "/", backend: web }] }] }, ["ingress-host rules[0].host"]],
    ["a path without a slash", paths({ path: "api", backend: web }), ["ingress-path rules[0].paths[0].path"]],
    ["a wildcard in a prefix", paths({ path: "/api/*", backend: web }), ["ingress-path rules[0].paths[0].path"]],
    ["a path that climbs", paths({ path: "/a/../b", backend: web }), ["ingress-path rules[0].paths[0].path"]],
    ["a path with a blank", paths({ path: "/a b", type: "ImplementationSpecific", backend: web }), ["ingress-path rules[0].paths[0].path"]],
    ["a path twice", paths({ path: "/a", backend: web }, { path: "/a", type: "Prefix", backend: web }), ["path-taken rules[0].paths[1].path"]],
    ["a Service's name with a dot", paths({ path: "/", backend: { service: "a.b", port: 80 } }), ["backend-name rules[0].paths[0].backend.service"]],
    ["a Service's port 0", paths({ path: "/", backend: { service: "web", port: 0 } }), ["backend-port rules[0].paths[0].backend.port"]],
    ["the controller's own word", { defaultBackend: { service: "web", port: "use-annotation" } }, ["backend-port defaultBackend.port"]],
    ["an action that is not there", paths({ path: "/", backend: { action: "canary" } }), ["action-unknown rules[0].paths[0].backend.action"]],
    ["a Service called like an action", { ...action({ type: "fixed-response", status: 200 }), defaultBackend: { service: "it", port: 80 } }, ["backend-name defaultBackend.service"]],

    ["no target group", forward(), ["forward-targets actions.it.targets"]],
    ["six target groups", forward(...many(6).map((index) => ({ service: `web-${index}`, port: 80, weight: 1 }))), ["forward-targets actions.it.targets"]],
    ["a Service and an ARN", forward({ service: "web", port: 80, targetGroupArn: someToken }), ["forward-targets actions.it.targets[0]"]],
    ["no target group's ARN", forward({ targetGroupArn: "web" }), ["target-group-arn actions.it.targets[0].targetGroupArn"]],
    ["a Service without its port", forward({ service: "web" }), ["backend-port actions.it.targets[0].port"]],
    ["a weight that is missing", forward({ service: "a", port: 80, weight: 1 }, { service: "b", port: 80 }), ["forward-weight actions.it.targets[1].weight"]],
    ["a weight too high", forward({ service: "a", port: 80, weight: 1000 }), ["forward-weight actions.it.targets[0].weight"]],
    ["no weight at all", forward({ service: "a", port: 80, weight: 0 }, { service: "b", port: 80, weight: 0 }), ["forward-weight actions.it.targets"]],
    ["stickiness of a forward", action({ type: "forward", targets: [{ service: "a", port: 80 }], stickinessSeconds: 0 }), ["stickiness actions.it.stickinessSeconds"]],
    ["a redirect to itself", action({ type: "redirect", permanent: true }), ["redirect-loop actions.it"]],
    ["a redirect's path", action({ type: "redirect", path: "new" }), ["redirect-part actions.it.path"]],
    ["a redirect's query", action({ type: "redirect", query: "?a=b" }), ["redirect-part actions.it.query"]],
    ["a redirect's host", action({ type: "redirect", host: "" }), ["redirect-part actions.it.host"]],
    ["a redirect's port", action({ type: "redirect", port: 0 }), ["redirect-part actions.it.port"]],
    ["a fixed redirect", action({ type: "fixed-response", status: 301 }), ["fixed-response actions.it.status"]],
    ["a fixed body too long", action({ type: "fixed-response", status: 200, body: "x".repeat(1025) }), ["fixed-response actions.it.body"]],

    ["conditions of nothing", { conditions: { api: [{ field: "source-ip", values: ["10.0.0.0/8"] }] } }, ["backend-unknown conditions.api"]],
    ["transforms of nothing", { transforms: { api: [{ type: "url-rewrite", rewrites: [{ regex: "a", replace: "b" }] }] } }, ["backend-unknown transforms.api"]],
    ["a condition without values", when({ field: "http-request-method", values: [] }), ["ingress-condition conditions.web[0]"]],
    ["a method in lower case", when({ field: "http-request-method", values: ["get"] }), ["ingress-condition conditions.web[0].values[0]"]],
    ["the Host header", when({ field: "http-header", name: "Host", values: ["a"] }), ["ingress-condition conditions.web[0].name"]],
    ["values and regular expressions", when({ field: "path-pattern", values: ["/a"], regexValues: ["^/b"] }), ["ingress-condition conditions.web[0]"]],
    ["an empty regular expression", when({ field: "host-header", regexValues: [""] }), ["ingress-condition conditions.web[0].regexValues[0]"]],
    ["an empty value of a query", when({ field: "query-string", values: [{ key: "a", value: "" }] }), ["ingress-condition conditions.web[0].values[0]"]],
    ["a source that is no block", when({ field: "source-ip", values: ["2001:db8::"] }), ["ingress-condition conditions.web[0].values[0]"]],
    ["a path without its slash", when({ field: "path-pattern", values: ["a"] }), ["ingress-condition conditions.web[0].values[0]"]],
    ["a host with a slash", when({ field: "host-header", values: ["a/b"] }), ["ingress-condition conditions.web[0].values[0]"]],
    ["a field twice", when({ field: "host-header", values: ["a.b"] }, { field: "host-header", values: ["c.d"] }), ["ingress-condition conditions.web[1].field"]],
    ["six values in one rule", { ...when({ field: "http-header", name: "X", values: ["a", "b", "c"] }), rules: [{ host: "a.example.com", paths: [{ path: "/a", backend: web }] }] }, ["condition-values rules[0].paths[0].path"]],
    ["seven wildcards in one rule", paths({ path: "/*/*/*/*/*/*/*", type: "ImplementationSpecific", backend: web }), ["condition-wildcards rules[0].paths[0].path"]],
    ["a transform twice", change({ type: "url-rewrite", rewrites: [{ regex: "a", replace: "b" }] }, { type: "url-rewrite", rewrites: [{ regex: "c", replace: "d" }] }), ["ingress-transform transforms.web[1].type"]],
    ["a transform of nothing", change({ type: "url-rewrite", rewrites: [] }), ["ingress-transform transforms.web[0].rewrites"]],
    ["a transform that finds nothing", change({ type: "url-rewrite", rewrites: [{ regex: "", replace: "b" }] }), ["ingress-transform transforms.web[0].rewrites[0].regex"]],

    ["a tag's key with an equals sign", { tags: { "a=b": "c" } }, ['annotation-map tags["a=b"]']],
    ["WAF Classic", { annotations: { "alb.ingress.kubernetes.io/waf-acl-id": "1" } }, ['waf-classic annotations["alb.ingress.kubernetes.io/waf-acl-id"]']],
    ["WAF Classic by its older name", { annotations: { "alb.ingress.kubernetes.io/web-acl-id": "1" } }, ['waf-classic annotations["alb.ingress.kubernetes.io/web-acl-id"]']],
    ["an annotation that has a prop", { annotations: { "alb.ingress.kubernetes.io/scheme": "internal" } }, ['annotation-owned annotations["alb.ingress.kubernetes.io/scheme"]']],
    ["an annotation that the controller writes", { annotations: { "alb.ingress.kubernetes.io/dry-run-plan": "x" } }, ['annotation-owned annotations["alb.ingress.kubernetes.io/dry-run-plan"]']],
    ["the class of old", { annotations: { "kubernetes.io/ingress.class": "alb" } }, ['annotation-owned annotations["kubernetes.io/ingress.class"]']],
    ["an action's name too long", { actions: { ["a".repeat(60)]: { type: "fixed-response", status: 200 } }, ...paths({ path: "/", backend: { action: "a".repeat(60) } }) }, [`annotation-length actions.${"a".repeat(60)}`]],
    ["tokens before 2.15", { controllerVersion: "2.14.1", listeners: tls, jwt }, ["needs-controller jwt"]],
    ["attributes of listeners before 2.9", { controllerVersion: "v2.8.3", ...on({ protocol: "HTTP", port: 80, attributes: { "routing.http.response.server.enabled": "false" } }) }, ["needs-controller listeners.ports[0].attributes"]],
    ["regular expressions before 2.14.1", { controllerVersion: "2.14.0", ...when({ field: "path-pattern", regexValues: ["^/a"] }) }, ["needs-controller conditions.web[0].regexValues"]],
    ["target groups by name before 2.14", { controllerVersion: "2.13.4", ...forward({ targetGroupName: "web" }) }, ["needs-controller actions.it.targets[0].targetGroupName"]],
  ])("%s", (_why, bad, expected) => {
    expect(problemsOf(() => stackWith(bad))).toEqual(expected);
  });

  test.each<[string, Partial<IngressProps>, string[]]>([
    ["Auto Mode", { cluster: { ...cluster, autoMode: true } }, ["auto-mode-ingress ingressClass"]],
    ["plain text on the internet", lb({ scheme: "internet-facing" }), ["plain-http listeners.ports"]],
    ["a load balancer that cannot be deleted", lb({ attributes: { deletionProtection: true } }), ["deletion-protection loadBalancer.attributes.deletionProtection"]],
    ["an IPv6 block without IPv6", { access: { type: "rules", cidrs: ["::/0"] } }, ["inbound-cidr access.cidrs[0]"]],
    ["targets that nobody opens", { access: { type: "security-groups", securityGroupIds: ["sg-1"], manageBackendRules: false } }, ["backend-rules access.manageBackendRules"]],
    ["old TLS", { listeners: { ...tls, tlsPolicy: "ELBSecurityPolicy-2016-08" } }, ["tls-policy-old listeners.tlsPolicy"]],
    ["an action that nothing leads to", { actions: { it: { type: "fixed-response", status: 200 } } }, ["action-unused actions.it"]],
    ["node ports where some pods are on Fargate", { cluster: labelled, ...to({ type: "instance" }) }, ["target-type-fargate targets.type"]],
  ])("%s is a warning", (_why, odd, expected) => {
    expect(warningsWith(odd)).toEqual(expected);
  });

  test("one error in full", () => {
    expect(invalidProps(() => stackWith({ cluster: onFargate("shop"), targets: { type: "instance" } })).message).toBe(
      [
        'invalid Ingress at "test/web"',
        '  - [target-type-fargate] targets.type is "instance", where the Fargate profile shop runs the pods',
        '      expected: "ip": nodes of Fargate are no targets',
        "      see: https://docs.aws.amazon.com/eks/latest/userguide/alb-ingress.html",
      ].join("\n"),
    );
  });
});

test.each([
  ["ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", "1.2"],
  ["ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04", "1.3"],
  ["ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-PQ-2025-09", "1.2"],
  ["ELBSecurityPolicy-TLS13-1-0-2021-06", "1.0"],
  ["ELBSecurityPolicy-FS-1-2-Res-2020-10", "1.2"],
  ["ELBSecurityPolicy-FS-1-1-2019-08", "1.1"],
  ["ELBSecurityPolicy-FS-2018-06", "1.0"],
  ["ELBSecurityPolicy-TLS-1-2-Ext-2018-06", "1.2"],
  ["ELBSecurityPolicy-2016-08", "1.0"],
  ["ELBSecurityPolicy-2015-05", undefined],
])("the oldest TLS of %s is %s", (policy, oldest) => {
  expect(oldestTls(policy)).toBe(oldest);
});
