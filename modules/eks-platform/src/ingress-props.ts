import type { IngressV1Config } from "@cdktf/provider-kubernetes/lib/ingress-v1";
import type { ClusterRef, Tags } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import type { FrontendNlb, IngressAccess, IngressListeners, IngressLoadBalancer } from "./ingress-load-balancer-props";
import type { IngressAction, IngressBackend, IngressCondition, IngressRule, IngressTransform } from "./ingress-rule-props";
import type { IngressAuth, IngressTargets, JwtValidation } from "./ingress-target-props";

/** What an Ingress is made from. */
export interface IngressProps {
  /**
   * The cluster that it is in.
   *
   * @throws InvalidPropsError [namespace-without-profile] [compute-missing] [compute-os] [auto-mode-ingress]
   */
  readonly cluster: ClusterRef;
  /**
   * Lower-case letters, digits, hyphens and dots. A change replaces the Ingress, and a load balancer of its own.
   *
   * @throws InvalidPropsError [ingress-name]
   */
  readonly name: string;
  /**
   * Namespace of the Ingress and of its Services, which must be there.
   *
   * @throws InvalidPropsError [kubernetes-name]
   */
  readonly namespace: string;
  /**
   * IngressClass of the AWS Load Balancer Controller.
   *
   * @default "alb"
   * @throws InvalidPropsError [ingress-name]
   */
  readonly ingressClass?: string;
  /**
   * Version of the controller in the cluster, such as `3.5.0`: what a newer one brought is refused then.
   *
   * @default - not looked at
   * @throws InvalidPropsError [needs-controller] [controller-version]
   */
  readonly controllerVersion?: string;
  /**
   * What makes the controller, with its webhook: the Ingress is made after it and gone before it, so that the load balancer
   * is gone too.
   *
   * @default - nothing; where another stack makes the controller, the order of the stacks is enough
   */
  readonly dependsOn?: readonly ITerraformDependable[];
  /**
   * Ingresses of one group share a load balancer. Members of all stacks are held against each other: within a stack by
   * synthesis, across stacks by {@link checkIngressGroups}.
   *
   * @default - a load balancer of its own
   * @throws InvalidPropsError [group-name] [group-order]
   */
  readonly group?: IngressGroup;
  /**
   * @default - internal
   */
  readonly loadBalancer?: IngressLoadBalancer;
  /**
   * @default - HTTP on 80
   */
  readonly listeners?: IngressListeners;
  /**
   * @default - a security group that the controller makes, open to everywhere
   */
  readonly access?: IngressAccess;
  /**
   * @default - pods, by HTTP
   */
  readonly targets?: IngressTargets;
  /**
   * Sign-in, for all rules.
   *
   * @default - none
   * @throws InvalidPropsError [auth-listener] [auth-both]
   */
  readonly auth?: IngressAuth;
  /**
   * Tokens, for all rules.
   *
   * @default - none
   * @throws InvalidPropsError [auth-listener] [auth-both]
   */
  readonly jwt?: JwtValidation;
  /**
   * @default - none
   */
  readonly frontendNlb?: FrontendNlb;
  /**
   * @default - none
   * @throws InvalidPropsError [ingress-empty]
   */
  readonly rules?: readonly IngressRule[];
  /**
   * What becomes of requests that no rule takes. One for each port in a group.
   *
   * @default - the answer 404
   */
  readonly defaultBackend?: IngressBackend;
  /**
   * What backends can do but forward to a Service, by name.
   *
   * @default - none
   * @throws InvalidPropsError [backend-name] [action-unused]
   */
  readonly actions?: Readonly<Record<string, IngressAction>>;
  /**
   * Conditions by the name of a Service or action, for every path that leads to it.
   *
   * @default - none
   * @throws InvalidPropsError [backend-unknown] [ingress-condition] [condition-values] [condition-wildcards]
   */
  readonly conditions?: Readonly<Record<string, readonly IngressCondition[]>>;
  /**
   * Changes of requests by the name of a Service or action, for every path that leads to it.
   *
   * @default - none
   * @throws InvalidPropsError [backend-unknown] [ingress-transform]
   */
  readonly transforms?: Readonly<Record<string, readonly IngressTransform[]>>;
  /**
   * True reads `ImplementationSpecific` paths as regular expressions. Controller 2.14.1 or later.
   *
   * @default false
   */
  readonly regexPaths?: boolean;
  /**
   * Tags of all that the controller makes for it.
   *
   * @default - none
   * @throws InvalidPropsError [annotation-map]
   */
  readonly tags?: Tags;
  /**
   * Annotations of others, such as external-dns.
   *
   * @default - none
   * @throws InvalidPropsError [annotation-owned] [waf-classic]
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * True waits until the load balancer has a name, which `loadBalancerHostname` gives.
   *
   * @default true
   */
  readonly waitForLoadBalancer?: boolean;
  /**
   * Arguments of the provider's own resource, applied last: for what this module has no prop for.
   *
   * @default - none
   */
  readonly override?: IngressOverrides;
}

/** A group of Ingresses with one load balancer. */
export interface IngressGroup {
  /** Up to 63 lower-case letters, digits, hyphens and dots. Whoever may write an Ingress can join. */
  readonly name: string;
  /**
   * Place of its rules among those of the group, the lowest first. Range: -1000 to 1000, each number once.
   *
   * @default 0
   */
  readonly order?: number;
}

/** The escape hatch: arguments of the provider's resource, applied last. */
export interface IngressOverrides {
  /**
   * @default - nothing is overridden
   */
  readonly ingress?: Partial<IngressV1Config>;
}
