import { show, type Problem } from "@terrace/core";
import type { IngressClassParamsProps } from "./ingress-class-params-props";
import { ingressPages as pages } from "./ingress-limits";
import type { IngressSettings } from "./ingress-settings";

/** A class of Ingresses, and what it says for all of them. */
export interface IngressClassInUse {
  readonly clusterName: string;
  /** Name of the class. */
  readonly name: string;
  readonly params: IngressClassParamsProps;
}

/** What the controller makes of an Ingress: the class wins over what the Ingress says. Pure. */
export function underClass(settings: IngressSettings, classes: readonly IngressClassInUse[]): IngressSettings {
  const params = paramsOf(settings, classes);
  if (params === undefined) return settings;
  const { group, loadBalancer, listeners, targets, access } = settings;
  const { group: name, inboundCidrs: cidrs, prefixListIds, webAcl, targetType } = params;
  const hasRules = cidrs !== undefined || prefixListIds !== undefined;
  return {
    ...settings,
    group: name === undefined ? group : { name, order: group?.order ?? 0 },
    loadBalancer: {
      ...loadBalancer,
      name: params.loadBalancerName ?? loadBalancer.name,
      scheme: params.scheme ?? loadBalancer.scheme,
      ipAddressType: params.ipAddressType ?? loadBalancer.ipAddressType,
      subnets: params.subnets === undefined ? loadBalancer.subnets : "ids" in params.subnets ? params.subnets.ids : undefined,
      ipamIpv4PoolId: params.ipamIpv4PoolId ?? loadBalancer.ipamIpv4PoolId,
      minimumCapacityUnits: params.minimumCapacityUnits ?? loadBalancer.minimumCapacityUnits,
      webAcl: webAcl ?? loadBalancer.webAcl,
    },
    listeners: {
      ...listeners,
      certificateArns: params.certificateArns ?? listeners.certificateArns,
      tlsPolicy: params.tlsPolicy ?? listeners.tlsPolicy,
      redirectTo: params.redirectTo ?? listeners.redirectTo,
    },
    access: hasRules && access?.type !== "security-groups" ? { ...access, type: "rules", ...(cidrs === undefined ? {} : { cidrs }), ...(prefixListIds === undefined ? {} : { prefixListIds }) } : access,
    targets: { ...targets, type: targetType ?? targets.type },
  };
}

/**
 * A warning for everything that an Ingress says, or has by default, and its class says in another way: the controller does
 * what the class says, without a word.
 */
export function checkClasses(members: readonly IngressSettings[], classes: readonly IngressClassInUse[]): Problem[] {
  return members.flatMap((settings) => {
    const made = saidBy(underClass(settings, classes));
    return Object.entries(saidBy(settings)).flatMap(([path, mine]): Problem[] => {
      if (isUnsaid(mine) || JSON.stringify(mine) === JSON.stringify(made[path])) return [];
      const got = `${show(mine)}, and ${show(made[path])} by the class ${settings.ingressClass}, which wins`;
      const expected = "what the class says, or another class";
      return [{ code: "class-overrides", path: `ingresses[${show(`${settings.namespace}/${settings.name}`)}].${path}`, got, expected, see: pages.classParams, severity: "warning" }];
    });
  });
}

function paramsOf({ cluster, ingressClass }: IngressSettings, classes: readonly IngressClassInUse[]): IngressClassParamsProps | undefined {
  return classes.find(({ clusterName, name }) => clusterName === cluster.clusterName && name === ingressClass)?.params;
}

/** What a class can say as well, by the path of the Ingress's own prop. Tags and attributes are joined, and not here. */
function saidBy({ group, loadBalancer, listeners, access, targets }: IngressSettings): Readonly<Record<string, unknown>> {
  return {
    "group.name": group?.name,
    "loadBalancer.name": loadBalancer.name,
    "loadBalancer.scheme": loadBalancer.scheme,
    "loadBalancer.ipAddressType": loadBalancer.ipAddressType,
    "loadBalancer.subnets": loadBalancer.subnets,
    "loadBalancer.ipamIpv4PoolId": loadBalancer.ipamIpv4PoolId,
    "loadBalancer.minimumCapacityUnits": loadBalancer.minimumCapacityUnits,
    "loadBalancer.webAcl": loadBalancer.webAcl,
    "listeners.certificateArns": listeners.certificateArns,
    "listeners.tlsPolicy": listeners.tlsPolicy,
    "listeners.redirectTo": listeners.redirectTo,
    "access.cidrs": access?.type === "rules" ? access.cidrs : undefined,
    "access.prefixListIds": access?.type === "rules" ? access.prefixListIds : undefined,
    "targets.type": targets.type,
  };
}

function isUnsaid(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}
