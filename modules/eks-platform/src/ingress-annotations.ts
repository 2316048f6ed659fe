import { annotationPrefix, annotationTable } from "./ingress-annotation-table";
import { loadBalancerAttributeMap, targetGroupAttributeMap } from "./ingress-attributes";
import type { FrontendNlb, IngressHealthCheck, IngressListener, IngressLoadBalancer } from "./ingress-load-balancer-props";
import type { ForwardTarget, IngressAction, IngressCondition, IngressTransform } from "./ingress-rule-props";
import type { IngressSettings, ListenerSettings } from "./ingress-settings";
import type { AuthOptions, IngressAuth, IngressTargets, JwtValidation } from "./ingress-target-props";

/** An annotation, and the prop that asks for it. */
export interface Annotation {
  /** Its name in the table, such as `actions.<name>`. */
  readonly kind: string;
  /** Its name without the controller's prefix. */
  readonly name: string;
  readonly path: string;
  readonly value: string;
}

/**
 * The annotations of an Ingress, sorted by name: each value written in one way, so that the same props give the same text.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
export function annotationsOf(settings: IngressSettings): Annotation[] {
  return [
    ...group(settings),
    ...loadBalancer(settings.loadBalancer),
    ...listeners(settings.listeners),
    ...access(settings),
    ...targets(settings.targets),
    ...auth(settings.auth),
    ...jwt(settings.jwt),
    ...frontend(settings.frontendNlb),
    ...entries("actions", settings.actions, actionJson),
    ...entries("conditions", settings.conditions, (conditions) => conditions.map(conditionJson)),
    ...entries("transforms", settings.transforms, (transforms) => transforms.map(transformJson)),
    ...one("use-regex-path-match", "regexPaths", settings.regexPaths ? true : undefined),
    ...map("tags", "tags", settings.tags),
  ].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** What stands in the Ingress: the controller's annotations, and those of others. */
export function annotationMap(settings: IngressSettings): Record<string, string> {
  const own = annotationsOf(settings).map(({ name, value }): [string, string] => [`${annotationPrefix}${name}`, value]);
  return Object.fromEntries([...own, ...Object.entries(settings.annotations)].map(([name, value]) => [name, withoutTemplates(value)]));
}

/** Terraform reads templates in every text; those that are not its own references are written so that it does not. */
function withoutTemplates(text: string): string {
  return text.replace(/([$%])\{(?!TfToken\[)/g, "$1$1{");
}

function one(kind: string, path: string, value: boolean | number | string | undefined, name = kind): Annotation[] {
  return value === undefined ? [] : [{ kind, name, path, value: String(value) }];
}

function list(kind: string, path: string, values: readonly (number | string)[] | undefined): Annotation[] {
  return values === undefined || values.length === 0 ? [] : one(kind, path, values.join(","));
}

/** A comma inside a value is escaped; the first equals sign ends the key. */
function map(kind: string, path: string, values: Readonly<Record<string, number | string>> | undefined, name = kind): Annotation[] {
  const pairs = Object.entries(values ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const text = pairs.map(([key, value]) => `${key}=${String(value).replaceAll(",", "\\,")}`).join(",");
  return pairs.length === 0 ? [] : one(kind, path, text, name);
}

function json(kind: string, path: string, value: unknown, name = kind): Annotation[] {
  return value === undefined ? [] : one(kind, path, JSON.stringify(value), name);
}

function entries<T>(kind: string, values: Readonly<Record<string, T>>, toJson: (value: T) => unknown): Annotation[] {
  return Object.entries(values).flatMap(([name, value]) => json(`${kind}.<name>`, `${kind}.${name}`, toJson(value), `${kind}.${name}`));
}

function group({ group: of }: IngressSettings): Annotation[] {
  return of === undefined ? [] : [...one("group.name", "group.name", of.name), ...one("group.order", "group.order", of.order)];
}

function loadBalancer(settings: IngressLoadBalancer): Annotation[] {
  const { webAcl, minimumCapacityUnits: units } = settings;
  const at = "loadBalancer";
  return [
    ...one("load-balancer-name", `${at}.name`, settings.name),
    ...one("scheme", `${at}.scheme`, settings.scheme),
    ...one("ip-address-type", `${at}.ipAddressType`, settings.ipAddressType),
    ...list("subnets", `${at}.subnets`, settings.subnets),
    ...one("customer-owned-ipv4-pool", `${at}.customerOwnedIpv4PoolId`, settings.customerOwnedIpv4PoolId),
    ...one("ipam-ipv4-pool-id", `${at}.ipamIpv4PoolId`, settings.ipamIpv4PoolId),
    ...map("minimum-load-balancer-capacity", `${at}.minimumCapacityUnits`, units === undefined ? undefined : { CapacityUnits: units }),
    ...(webAcl === undefined || webAcl === "none" ? one("wafv2-acl-arn", `${at}.webAcl`, webAcl) : "arn" in webAcl ? one("wafv2-acl-arn", `${at}.webAcl.arn`, webAcl.arn) : one("wafv2-acl-name", `${at}.webAcl.name`, webAcl.name)),
    ...one("shield-advanced-protection", `${at}.shieldAdvanced`, settings.shieldAdvanced),
    ...map("load-balancer-attributes", `${at}.attributes`, loadBalancerAttributeMap(settings.attributes)),
  ];
}

function listeners(settings: ListenerSettings): Annotation[] {
  const { ports, createCertificate } = settings;
  const mutual = ports.flatMap(mutualAuthentication);
  return [
    ...json("listen-ports", "listeners.ports", ports.map(({ protocol, port }) => ({ [protocol]: port }))),
    ...list("certificate-arn", "listeners.certificateArns", settings.certificateArns),
    ...one("ssl-policy", "listeners.tlsPolicy", settings.tlsPolicy),
    ...one("ssl-redirect", "listeners.redirectTo", settings.redirectTo),
    ...one("create-acm-cert", "listeners.createCertificate", createCertificate === undefined ? undefined : true),
    ...one("acm-pca-arn", "listeners.createCertificate.privateCaArn", createCertificate?.privateCaArn),
    ...json("mutual-authentication", "listeners.ports", mutual.length === 0 ? undefined : mutual),
    ...ports.flatMap(({ protocol, port, attributes }, index) =>
      map("listener-attributes.<PROTOCOL>-<PORT>", `listeners.ports[${index}].attributes`, attributes, `listener-attributes.${protocol}-${port}`),
    ),
  ];
}

function mutualAuthentication({ port, mutualAuthentication: mutual }: IngressListener): object[] {
  if (mutual === undefined) return [];
  if (mutual.mode !== "verify") return [{ port, mode: mutual.mode }];
  const { trustStore, ignoreExpiry, advertiseCaNames } = mutual;
  const advertised = advertiseCaNames === undefined ? undefined : advertiseCaNames ? "on" : "off";
  return [{ port, mode: "verify", trustStore, ignoreClientCertificateExpiry: ignoreExpiry, advertiseTrustStoreCaNames: advertised }];
}

function access({ access: by }: IngressSettings): Annotation[] {
  if (by === undefined) return [];
  if (by.type === "rules") return [...list("inbound-cidrs", "access.cidrs", by.cidrs), ...list("security-group-prefix-lists", "access.prefixListIds", by.prefixListIds)];
  return [
    ...list("security-groups", "access.securityGroupIds", by.securityGroupIds),
    ...one("manage-backend-security-group-rules", "access.manageBackendRules", by.manageBackendRules ?? true),
  ];
}

function targets(settings: IngressTargets): Annotation[] {
  const { protocol, healthCheck = {}, controlPorts = {} } = settings;
  const at = "targets";
  return [
    ...one("target-type", `${at}.type`, settings.type),
    ...one("backend-protocol", `${at}.protocol`, protocol),
    ...one("backend-protocol-version", `${at}.protocolVersion`, settings.protocolVersion),
    ...map("target-group-attributes", `${at}.attributes`, targetGroupAttributeMap(settings.attributes)),
    // The controller's documentation and its code differ in what it asks HTTPS targets by, so it is written out.
    ...health("", `${at}.healthCheck`, { ...healthCheck, protocol: healthCheck.protocol ?? (protocol === "HTTPS" ? "HTTPS" : undefined) }),
    ...map("target-node-labels", `${at}.nodeLabels`, settings.nodeLabels),
    ...one("multi-cluster-target-group", `${at}.multiCluster`, settings.multiCluster),
    ...Object.entries(controlPorts).flatMap(([key, port]) => one("target-control-port.<serviceName>.<servicePort>", `${at}.controlPorts.${key}`, port, `target-control-port.${key}`)),
  ];
}

function health(prefix: string, path: string, check: IngressHealthCheck): Annotation[] {
  const count = prefix === "" ? "" : `${prefix}healthcheck-`;
  return [
    ...one(`${prefix}healthcheck-port`, `${path}.port`, check.port),
    ...one(`${prefix}healthcheck-protocol`, `${path}.protocol`, check.protocol),
    ...one(`${prefix}healthcheck-path`, `${path}.path`, check.path),
    ...one(`${prefix}healthcheck-interval-seconds`, `${path}.intervalSeconds`, check.intervalSeconds),
    ...one(`${prefix}healthcheck-timeout-seconds`, `${path}.timeoutSeconds`, check.timeoutSeconds),
    ...one(`${count}healthy-threshold-count`, `${path}.healthyThreshold`, check.healthyThreshold),
    ...one(`${count}unhealthy-threshold-count`, `${path}.unhealthyThreshold`, check.unhealthyThreshold),
    ...one(`${count}success-codes`, `${path}.successCodes`, check.successCodes),
  ];
}

function auth(settings: IngressAuth | undefined): Annotation[] {
  if (settings === undefined) return [];
  const options: AuthOptions = settings;
  return [
    ...one("auth-type", "auth.type", settings.type),
    ...json(`auth-idp-${settings.type}`, "auth", identityProvider(settings)),
    ...one("auth-on-unauthenticated-request", "auth.onUnauthenticated", options.onUnauthenticated),
    ...one("auth-scope", "auth.scope", options.scope),
    ...one("auth-session-cookie", "auth.sessionCookie", options.sessionCookie),
    ...one("auth-session-timeout", "auth.sessionTimeoutSeconds", options.sessionTimeoutSeconds),
  ];
}

function identityProvider(settings: IngressAuth): object {
  const authenticationRequestExtraParams = settings.extraParameters;
  if (settings.type === "cognito") {
    const { userPoolArn, userPoolClientId, userPoolDomain } = settings;
    return { userPoolARN: userPoolArn, userPoolClientID: userPoolClientId, userPoolDomain, authenticationRequestExtraParams };
  }
  const { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, secretName } = settings;
  return { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, secretName, authenticationRequestExtraParams };
}

function jwt(settings: JwtValidation | undefined): Annotation[] {
  if (settings === undefined) return [];
  const { jwksEndpoint, issuer, claims } = settings;
  const additionalClaims = claims?.map(({ format, name, values }) => ({ format, name, values }));
  return json("jwt-validation", "jwt", { jwksEndpoint, issuer, additionalClaims });
}

function frontend(nlb: FrontendNlb | undefined): Annotation[] {
  if (nlb === undefined) return [];
  const at = "frontendNlb";
  return [
    ...one("enable-frontend-nlb", at, true),
    ...one("frontend-nlb-scheme", `${at}.scheme`, nlb.scheme ?? "internal"),
    ...list("frontend-nlb-subnets", `${at}.subnets`, nlb.subnets),
    ...list("frontend-nlb-security-groups", `${at}.securityGroupIds`, nlb.securityGroupIds),
    ...list("frontend-nlb-eip-allocations", `${at}.eipAllocationIds`, nlb.eipAllocationIds),
    ...map("frontend-nlb-listener-port-mapping", `${at}.portMapping`, nlb.portMapping),
    ...map("frontend-nlb-tags", `${at}.tags`, nlb.tags),
    ...map("frontend-nlb-attributes", `${at}.attributes`, nlb.attributes),
    ...health("frontend-nlb-", `${at}.healthCheck`, nlb.healthCheck ?? {}),
  ];
}

function actionJson(action: IngressAction): object {
  switch (action.type) {
    case "forward":
      return {
        type: action.type,
        forwardConfig: {
          targetGroups: action.targets.map(forwardTarget),
          targetGroupStickinessConfig: action.stickinessSeconds === undefined ? undefined : { enabled: true, durationSeconds: action.stickinessSeconds },
        },
      };
    case "redirect": {
      const { permanent, protocol, host, port, path, query } = action;
      return { type: action.type, redirectConfig: { statusCode: permanent === true ? "HTTP_301" : "HTTP_302", protocol, host, port: port === undefined ? undefined : String(port), path, query } };
    }
    case "fixed-response":
      return { type: action.type, fixedResponseConfig: { statusCode: String(action.status), contentType: action.contentType ?? "text/plain", messageBody: action.body } };
  }
}

function forwardTarget({ service, port, targetGroupArn, targetGroupName, weight }: ForwardTarget): object {
  return { serviceName: service, servicePort: port, targetGroupARN: targetGroupArn, targetGroupName, weight };
}

const configNames = {
  "host-header": "hostHeaderConfig",
  "path-pattern": "pathPatternConfig",
  "http-header": "httpHeaderConfig",
  "http-request-method": "httpRequestMethodConfig",
  "query-string": "queryStringConfig",
  "source-ip": "sourceIPConfig",
} as const;

function conditionJson(condition: IngressCondition): object {
  const httpHeaderName = condition.field === "http-header" ? condition.name : undefined;
  const regexValues = "regexValues" in condition ? condition.regexValues : undefined;
  const values = condition.field === "query-string" ? condition.values.map(({ key, value }) => ({ key, value })) : condition.values;
  return { field: condition.field, [configNames[condition.field]]: { httpHeaderName, values, regexValues } };
}

function transformJson({ type, rewrites }: IngressTransform): object {
  const config = { rewrites: rewrites.map(({ regex, replace }) => ({ regex, replace })) };
  return { type, [type === "url-rewrite" ? "urlRewriteConfig" : "hostHeaderRewriteConfig"]: config };
}

/** The table's row of an annotation. */
export function factsOf({ kind }: Annotation) {
  return annotationTable[kind] ?? { since: "0.0.0", merge: "own" as const };
}
