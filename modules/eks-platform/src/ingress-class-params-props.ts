import type { IngressLoadBalancer, LoadBalancerAttributes } from "./ingress-load-balancer-props";

/**
 * What holds for every Ingress of a class, and wins over its annotations; tags and attributes are joined by their keys.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/
 */
export interface IngressClassParamsProps {
  /**
   * Labels of the namespaces that may use the class.
   *
   * @default - all namespaces
   */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  /**
   * All Ingresses of the class share the load balancer of this group.
   *
   * @default - as each Ingress says
   */
  readonly group?: string;
  /** @default - as each Ingress says */
  readonly scheme?: "internal" | "internet-facing";
  /** @default - as each Ingress says */
  readonly ipAddressType?: IngressLoadBalancer["ipAddressType"];
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly attributes?: LoadBalancerAttributes;
  /** @default - as each Ingress says */
  readonly inboundCidrs?: readonly string[];
  /** @default - as each Ingress says; the controller's `sslPolicy` where it says nothing */
  readonly tlsPolicy?: string;
  /**
   * Ids, or values of tags that subnets have.
   *
   * @default - the controller looks for them
   */
  readonly subnets?: { readonly ids: readonly string[] } | { readonly tags: Readonly<Record<string, readonly string[]>> };
  /** @default - as each Ingress says */
  readonly certificateArns?: readonly string[];
  /**
   * Attributes of listeners; this makes none.
   *
   * @default - none
   */
  readonly listeners?: readonly { readonly protocol: "HTTP" | "HTTPS"; readonly port: number; readonly attributes: Readonly<Record<string, string>> }[];
  /** @default - as each Ingress says */
  readonly minimumCapacityUnits?: number;
  /** @default - as each Ingress says */
  readonly ipamIpv4PoolId?: string;
  /** @default - as each Ingress says */
  readonly targetType?: "instance" | "ip";
  /** @default - as each Ingress says */
  readonly prefixListIds?: readonly string[];
  /** @default - as each Ingress says */
  readonly loadBalancerName?: string;
  /** @default - as each Ingress says */
  readonly redirectTo?: number;
  /** @default - as each Ingress says */
  readonly webAcl?: IngressLoadBalancer["webAcl"];
}
