import type { ClusterRef, Tags } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import { recommendedTlsPolicy } from "./ingress-limits";
import type { CreateCertificate, FrontendNlb, IngressAccess, IngressListener, IngressListeners, IngressLoadBalancer } from "./ingress-load-balancer-props";
import type { IngressGroup, IngressOverrides, IngressProps } from "./ingress-props";
import type { ActionBackend, IngressAction, IngressBackend, IngressCondition, IngressPath, IngressRule, IngressTransform } from "./ingress-rule-props";
import type { IngressAuth, IngressTargets, JwtValidation } from "./ingress-target-props";

/** IngressProps with every default filled in; `undefined` stands for what no annotation is written for. */
export interface IngressSettings {
  readonly cluster: ClusterRef;
  readonly name: string;
  readonly namespace: string;
  readonly ingressClass: string;
  readonly controllerVersion: string | undefined;
  readonly dependsOn: readonly ITerraformDependable[];
  readonly group: Required<IngressGroup> | undefined;
  readonly loadBalancer: IngressLoadBalancer;
  readonly listeners: ListenerSettings;
  readonly access: IngressAccess | undefined;
  readonly targets: IngressTargets & { readonly type: "instance" | "ip" };
  readonly auth: IngressAuth | undefined;
  readonly jwt: JwtValidation | undefined;
  readonly frontendNlb: FrontendNlb | undefined;
  readonly rules: readonly IngressRule[];
  readonly defaultBackend: IngressBackend | undefined;
  readonly actions: Readonly<Record<string, IngressAction>>;
  readonly conditions: Readonly<Record<string, readonly IngressCondition[]>>;
  readonly transforms: Readonly<Record<string, readonly IngressTransform[]>>;
  readonly regexPaths: boolean;
  readonly tags: Tags;
  readonly annotations: Readonly<Record<string, string>>;
  readonly waitForLoadBalancer: boolean;
  readonly override: IngressOverrides;
}

/** Ports of the load balancer, and TLS. */
export interface ListenerSettings {
  readonly ports: readonly IngressListener[];
  readonly certificateArns: readonly string[];
  readonly tlsHosts: readonly string[];
  readonly tlsPolicy: string | undefined;
  readonly redirectTo: number | undefined;
  readonly createCertificate: CreateCertificate | undefined;
}

/** Fills every default. Pure; checks nothing. */
export function resolveIngress(props: IngressProps): IngressSettings {
  const { group } = props;
  return {
    cluster: props.cluster,
    name: props.name,
    namespace: props.namespace,
    ingressClass: props.ingressClass ?? "alb",
    controllerVersion: props.controllerVersion,
    dependsOn: props.dependsOn ?? [],
    group: group === undefined ? undefined : { name: group.name, order: group.order ?? 0 },
    loadBalancer: resolveLoadBalancer(props.loadBalancer ?? {}, group !== undefined),
    listeners: resolveListeners(props.listeners ?? {}),
    access: props.access,
    targets: { ...props.targets, type: props.targets?.type ?? "ip" },
    auth: props.auth,
    jwt: props.jwt,
    frontendNlb: props.frontendNlb,
    rules: props.rules ?? [],
    defaultBackend: props.defaultBackend,
    actions: props.actions ?? {},
    conditions: props.conditions ?? {},
    transforms: props.transforms ?? {},
    regexPaths: props.regexPaths ?? false,
    tags: props.tags ?? {},
    annotations: props.annotations ?? {},
    waitForLoadBalancer: props.waitForLoadBalancer ?? true,
    override: props.override ?? {},
  };
}

/** A member of a group says only what it is told to: a default would contradict what another member says. */
function resolveLoadBalancer(loadBalancer: IngressLoadBalancer, inGroup: boolean): IngressLoadBalancer {
  if (inGroup) return loadBalancer;
  const { attributes = {} } = loadBalancer;
  return {
    ...loadBalancer,
    scheme: loadBalancer.scheme ?? "internal",
    attributes: { ...attributes, dropInvalidHeaders: attributes.dropInvalidHeaders ?? true },
  };
}

function resolveListeners(listeners: IngressListeners): ListenerSettings {
  const { certificateArns = [], tlsHosts = [], createCertificate, redirectTo } = listeners;
  const hasTls = certificateArns.length > 0 || tlsHosts.length > 0 || createCertificate !== undefined;
  const http: IngressListener = { protocol: "HTTP", port: 80 };
  const ports = listeners.ports ?? (hasTls ? [http, { protocol: "HTTPS" as const, port: 443 }] : [http]);
  const https = ports.find(({ protocol }) => protocol === "HTTPS");
  const firstHttps = ports.some(({ protocol }) => protocol === "HTTP") ? https?.port : undefined;
  return {
    ports,
    certificateArns,
    tlsHosts,
    tlsPolicy: listeners.tlsPolicy ?? (https === undefined ? undefined : recommendedTlsPolicy),
    redirectTo: redirectTo === false ? undefined : (redirectTo ?? firstHttps),
    createCertificate,
  };
}

/** True for a backend that is one of the actions. */
export function isAction(backend: IngressBackend): backend is ActionBackend {
  return "action" in backend;
}

/** What conditions and transforms call a backend by: the name that the controller finds in the Ingress. */
export function backendName(backend: IngressBackend): string {
  return isAction(backend) ? backend.action : backend.service;
}

/** A path, and where it was typed. */
export interface PathPlace {
  readonly at: string;
  readonly host: string | undefined;
  readonly path: IngressPath;
}

/** Paths of all rules. */
export function pathsOf({ rules }: Pick<IngressSettings, "rules">): PathPlace[] {
  return rules.flatMap(({ host, paths }, rule) => paths.map((path, index) => ({ at: `rules[${rule}].paths[${index}]`, host, path })));
}

/** True if any port speaks HTTPS. */
export function hasHttps({ ports }: ListenerSettings): boolean {
  return ports.some(({ protocol }) => protocol === "HTTPS");
}
