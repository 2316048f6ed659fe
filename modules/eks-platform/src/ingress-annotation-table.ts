/** How an annotation is read among the members of a group. */
export type AnnotationMerge =
  /** Members that set it must agree, or the whole group fails. */
  | "exclusive"
  /** The same for members that listen on a port. */
  | "exclusive-per-port"
  /** Values of all members are joined. */
  | "merged"
  /** Each Ingress for itself. */
  | "own";

/** An annotation of the controller. */
export interface AnnotationFacts {
  /** First version of the controller that reads it; `2.0.0` stands for that one and older ones. */
  readonly since: string;
  readonly merge: AnnotationMerge;
  /**
   * Why it is never written here.
   *
   * @default - it is written where a prop asks for it
   */
  readonly refused?: string;
}

/** What every annotation of the controller begins with. */
export const annotationPrefix = "alb.ingress.kubernetes.io/";

/**
 * The annotations that the controller reads on an Ingress, from its source at v3.5.0: pkg/annotations/constants.go of each
 * release for `since`, docs/guide/ingress/annotations.md for `merge`. `<...>` stands for a name.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
export const annotationTable: Readonly<Record<string, AnnotationFacts>> = {
  "acm-pca-arn": { since: "3.3.0", merge: "own" },
  "actions.<name>": { since: "2.0.0", merge: "own" },
  "auth-idp-cognito": { since: "2.0.0", merge: "own" },
  "auth-idp-oidc": { since: "2.0.0", merge: "own" },
  "auth-on-unauthenticated-request": { since: "2.0.0", merge: "own" },
  "auth-scope": { since: "2.0.0", merge: "own" },
  "auth-session-cookie": { since: "2.0.0", merge: "own" },
  "auth-session-timeout": { since: "2.0.0", merge: "own" },
  "auth-type": { since: "2.0.0", merge: "own" },
  "backend-protocol": { since: "2.0.0", merge: "own" },
  "backend-protocol-version": { since: "2.1.0", merge: "own" },
  "certificate-arn": { since: "2.0.0", merge: "merged" },
  "conditions.<name>": { since: "2.0.0", merge: "own" },
  "create-acm-cert": { since: "3.3.0", merge: "own" },
  "customer-owned-ipv4-pool": { since: "2.1.0", merge: "exclusive" },
  "dry-run-plan": { since: "3.4.0", merge: "own", refused: "the controller writes it itself" },
  "enable-frontend-nlb": { since: "2.13.0", merge: "exclusive" },
  "frontend-nlb-attributes": { since: "3.2.0", merge: "exclusive" },
  "frontend-nlb-eip-allocations": { since: "2.14.0", merge: "exclusive" },
  "frontend-nlb-healthcheck-healthy-threshold-count": { since: "2.13.0", merge: "own" },
  "frontend-nlb-healthcheck-interval-seconds": { since: "2.13.0", merge: "own" },
  "frontend-nlb-healthcheck-path": { since: "2.13.0", merge: "own" },
  "frontend-nlb-healthcheck-port": { since: "2.13.0", merge: "own" },
  "frontend-nlb-healthcheck-protocol": { since: "2.13.0", merge: "own" },
  "frontend-nlb-healthcheck-success-codes": { since: "2.13.0", merge: "own" },
  "frontend-nlb-healthcheck-timeout-seconds": { since: "2.13.0", merge: "own" },
  "frontend-nlb-healthcheck-unhealthy-threshold-count": { since: "2.13.0", merge: "own" },
  "frontend-nlb-listener-port-mapping": { since: "2.13.0", merge: "merged" },
  "frontend-nlb-scheme": { since: "2.13.0", merge: "exclusive" },
  "frontend-nlb-security-groups": { since: "2.13.0", merge: "exclusive" },
  "frontend-nlb-subnets": { since: "2.13.0", merge: "exclusive" },
  "frontend-nlb-tags": { since: "2.14.0", merge: "exclusive" },
  "group.name": { since: "2.0.0", merge: "own" },
  "group.order": { since: "2.0.0", merge: "own" },
  "healthcheck-interval-seconds": { since: "2.0.0", merge: "own" },
  "healthcheck-path": { since: "2.0.0", merge: "own" },
  "healthcheck-port": { since: "2.0.0", merge: "own" },
  "healthcheck-protocol": { since: "2.0.0", merge: "own" },
  "healthcheck-timeout-seconds": { since: "2.0.0", merge: "own" },
  "healthy-threshold-count": { since: "2.0.0", merge: "own" },
  "inbound-cidrs": { since: "2.0.0", merge: "exclusive-per-port" },
  "ip-address-type": { since: "2.0.0", merge: "exclusive" },
  "ipam-ipv4-pool-id": { since: "2.12.0", merge: "exclusive" },
  "jwt-validation": { since: "2.15.0", merge: "own" },
  "listen-ports": { since: "2.0.0", merge: "merged" },
  "listener-attributes.<PROTOCOL>-<PORT>": { since: "2.9.0", merge: "merged" },
  "load-balancer-attributes": { since: "2.0.0", merge: "exclusive" },
  "load-balancer-name": { since: "2.2.0", merge: "exclusive" },
  "manage-backend-security-group-rules": { since: "2.3.0", merge: "exclusive" },
  "minimum-load-balancer-capacity": { since: "2.11.0", merge: "exclusive" },
  "multi-cluster-target-group": { since: "2.10.0", merge: "own" },
  "mutual-authentication": { since: "2.7.0", merge: "exclusive-per-port" },
  scheme: { since: "2.0.0", merge: "exclusive" },
  "security-group-prefix-lists": { since: "2.8.0", merge: "exclusive-per-port" },
  "security-groups": { since: "2.0.0", merge: "exclusive" },
  "shield-advanced-protection": { since: "2.0.0", merge: "exclusive" },
  "ssl-policy": { since: "2.0.0", merge: "exclusive-per-port" },
  "ssl-redirect": { since: "2.2.0", merge: "exclusive" },
  subnets: { since: "2.0.0", merge: "exclusive" },
  "success-codes": { since: "2.0.0", merge: "own" },
  tags: { since: "2.0.0", merge: "merged" },
  "target-control-port.<serviceName>.<servicePort>": { since: "2.16.0", merge: "own" },
  "target-group-attributes": { since: "2.0.0", merge: "own" },
  "target-node-labels": { since: "2.2.0", merge: "own" },
  "target-type": { since: "2.0.0", merge: "own" },
  "transforms.<name>": { since: "2.14.1", merge: "own" },
  "unhealthy-threshold-count": { since: "2.0.0", merge: "own" },
  "use-regex-path-match": { since: "2.14.1", merge: "own" },
  "waf-acl-id": { since: "2.0.0", merge: "exclusive", refused: "WAF Classic has ended: wafv2-acl-arn" },
  "wafv2-acl-arn": { since: "2.0.0", merge: "exclusive" },
  "wafv2-acl-name": { since: "2.14.0", merge: "exclusive" },
  "web-acl-id": { since: "2.0.0", merge: "exclusive", refused: "an older spelling of waf-acl-id, whose WAF Classic has ended" },
};
