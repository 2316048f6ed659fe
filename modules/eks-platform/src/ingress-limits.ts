/** What AWS and the controller say of Ingresses, each with its page. Read November 2026. */
export const ingressPages = {
  annotations: "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/",
  certificates: "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/cert_discovery/",
  classParams: "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/",
  securityGroups: "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/security_groups/",
  subnets: "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/subnet_discovery/",
  targetGroupBinding: "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/targetgroupbinding/targetgroupbinding/",
  eksIngress: "https://docs.aws.amazon.com/eks/latest/userguide/alb-ingress.html",
  autoMode: "https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html",
  ingress: "https://kubernetes.io/docs/concepts/services-networking/ingress/",
  kubernetesNames: "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/",
  kubernetesAnnotations: "https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/",
  loadBalancer: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
  loadBalancerAttributes: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html",
  listenerAttributes: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ListenerAttribute.html",
  quotas: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
  tlsPolicies: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
  mutualTls: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html",
  targetGroup: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
  targetGroupAttributes: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html",
  conditions: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html",
  forward: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupTuple.html",
  redirect: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html",
  fixedResponse: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_FixedResponseActionConfig.html",
  cognito: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AuthenticateCognitoActionConfig.html",
  oidc: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_AuthenticateOidcActionConfig.html",
  webAcl: "https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html",
  wafClassic: "https://docs.aws.amazon.com/waf/latest/developerguide/classic-waf-chapter.html",
} as const;

/** A range, both ends included. */
export interface IngressRange {
  readonly least: number;
  readonly most: number;
}

/** Ranges of numbers. */
export const ingressRanges = {
  port: { least: 1, most: 65_535 },
  groupOrder: { least: -1000, most: 1000 },
  capacityUnits: { least: 0, most: 100_000 },
  idleTimeoutSeconds: { least: 1, most: 4000 },
  clientKeepAliveSeconds: { least: 60, most: 604_800 },
  healthIntervalSeconds: { least: 5, most: 300 },
  healthTimeoutSeconds: { least: 2, most: 120 },
  healthThreshold: { least: 2, most: 10 },
  deregistrationDelaySeconds: { least: 0, most: 3600 },
  slowStartSeconds: { least: 30, most: 900 },
  stickinessSeconds: { least: 1, most: 604_800 },
  weight: { least: 0, most: 999 },
  sessionTimeoutSeconds: { least: 1, most: 604_800 },
} as const satisfies Record<string, IngressRange>;

/** Quotas of one load balancer. The first three can be raised. */
export const ingressQuotas = {
  rules: 100,
  listeners: 50,
  moreCertificates: 25,
  targetGroups: 100,
  targetGroupsPerAction: 5,
  conditionValues: 5,
  wildcards: 6,
  verifyListeners: 2,
} as const;

/** Lengths of texts. */
export const ingressLengths = { loadBalancerName: 32, groupName: 63, conditionValue: 128, headerName: 40, method: 40, body: 1024, annotationName: 63 } as const;

/** Types of the content of a fixed response. */
export const contentTypes = ["text/plain", "text/css", "text/html", "application/javascript", "application/json"] as const;

/** What AWS recommends: TLS 1.2 and 1.3 with forward secrecy, and a key exchange that outlives quantum computers. */
export const recommendedTlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/**
 * The oldest version of TLS that a policy lets clients speak, read from its name: all but three say it.
 *
 * @returns undefined for a name that is of no policy
 */
export function oldestTls(policy: string): string | undefined {
  if (policy === "ELBSecurityPolicy-2016-08" || policy === "ELBSecurityPolicy-FS-2018-06") return "1.0";
  const [, , major, minor] = /^ELBSecurityPolicy-(TLS13-|TLS-|FS-)([01])-([0-3])(-(Res|Ext|Ext[0-2]))?(-FIPS)?(-PQ)?-20\d\d-\d\d$/.exec(policy) ?? [];
  return major === undefined ? undefined : `${major}.${minor}`;
}

/** Attributes of a listener, and what a value of each may be. */
export const listenerAttributes: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(
    [
      "mtls_clientcert_serial_number",
      "mtls_clientcert_issuer",
      "mtls_clientcert_subject",
      "mtls_clientcert_validity",
      "mtls_clientcert_leaf",
      "mtls_clientcert",
      "tls_version",
      "tls_cipher_suite",
    ].map((name) => [`routing.http.request.x_amzn_${name}.header_name`, /^[\w-]{1,40}$/]),
  ),
  "routing.http.response.server.enabled": /^(true|false)$/,
  ...Object.fromEntries(
    [
      "strict_transport_security",
      "access_control_allow_origin",
      "access_control_allow_methods",
      "access_control_allow_headers",
      "access_control_allow_credentials",
      "access_control_expose_headers",
      "access_control_max_age",
      "content_security_policy",
      "x_content_type_options",
      "x_frame_options",
    ].map((name) => [`routing.http.response.${name}.header_value`, /^.+$/]),
  ),
};
