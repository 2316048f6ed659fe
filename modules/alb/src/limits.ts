/** What AWS says of load balancers, each with its page. Read November 2026. */
export const pages = {
  loadBalancer: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
  subnets: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
  attributes: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html",
  accessLogs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
  networkLogs: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html",
  quotas: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
  networkQuotas: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html",
  tlsPolicies: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
  listener: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html",
  networkListener: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html",
  rule: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html",
  condition: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html",
  host: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HostHeaderConditionConfig.html",
  path: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_PathPatternConditionConfig.html",
  header: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpHeaderConditionConfig.html",
  method: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_HttpRequestMethodConditionConfig.html",
  query: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_QueryStringKeyValuePair.html",
  forward: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupTuple.html",
  redirect: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html",
  fixedResponse: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_FixedResponseActionConfig.html",
  targetGroup: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
  targetGroupAttributes: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html",
  targetGroups: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html",
  networkTargetGroups: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html",
  healthChecks: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
  networkHealthChecks: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html",
  stickiness: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
  waf: "https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html",
} as const;

/** Characters in the name of a load balancer or a target group. */
export const nameLength = 32;

/** The longest prefix of a subnet that an Application Load Balancer grows in: `/27`, with 8 free addresses. */
export const subnetPrefix = 27;

/** Ranges, both ends included. */
export const ranges = {
  port: { least: 1, most: 65535 },
  priority: { least: 1, most: 50000 },
  idleTimeoutSeconds: { least: 1, most: 4000 },
  clientKeepAliveSeconds: { least: 60, most: 604800 },
  tcpIdleTimeoutSeconds: { least: 60, most: 6000 },
  weight: { least: 0, most: 999 },
  stickinessSeconds: { least: 1, most: 604800 },
  deregistrationDelaySeconds: { least: 0, most: 3600 },
  slowStartSeconds: { least: 30, most: 900 },
  healthIntervalSeconds: { least: 5, most: 300 },
  healthTimeoutSeconds: { least: 2, most: 120 },
  healthThreshold: { least: 2, most: 10 },
} as const;

/** Quotas. Those of a load balancer can be raised, those of a rule cannot. */
export const quotas = {
  rules: 100,
  listeners: 50,
  moreCertificates: 25,
  conditionValues: 5,
  wildcards: 6,
  weightedTargetGroups: 5,
} as const;

/**
 * Policies of TLS listeners, each with the oldest version of TLS that it lets clients speak.
 *
 * The first is the one that AWS recommends, and the default of its console.
 */
export const tlsPolicies: Readonly<Record<string, "1.0" | "1.1" | "1.2" | "1.3">> = {
  "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09": "1.2",
  "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09": "1.2",
  "ELBSecurityPolicy-TLS13-1-2-Ext0-PQ-2025-09": "1.2",
  "ELBSecurityPolicy-TLS13-1-2-Ext1-PQ-2025-09": "1.2",
  "ELBSecurityPolicy-TLS13-1-2-Ext2-PQ-2025-09": "1.2",
  "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09": "1.3",
  "ELBSecurityPolicy-TLS13-1-0-PQ-2025-09": "1.0",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09": "1.3",
  "ELBSecurityPolicy-TLS13-1-2-FIPS-PQ-2025-09": "1.2",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09": "1.2",
  "ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-PQ-2025-09": "1.2",
  "ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-PQ-2025-09": "1.2",
  "ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-PQ-2025-09": "1.2",
  "ELBSecurityPolicy-TLS13-1-1-FIPS-PQ-2025-09": "1.1",
  "ELBSecurityPolicy-TLS13-1-0-FIPS-PQ-2025-09": "1.0",
  "ELBSecurityPolicy-TLS13-1-3-2021-06": "1.3",
  "ELBSecurityPolicy-TLS13-1-2-2021-06": "1.2",
  "ELBSecurityPolicy-TLS13-1-2-Res-2021-06": "1.2",
  "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06": "1.2",
  "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06": "1.2",
  "ELBSecurityPolicy-TLS13-1-1-2021-06": "1.1",
  "ELBSecurityPolicy-TLS13-1-0-2021-06": "1.0",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04": "1.3",
  "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04": "1.2",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04": "1.2",
  "ELBSecurityPolicy-TLS13-1-2-Ext0-FIPS-2023-04": "1.2",
  "ELBSecurityPolicy-TLS13-1-2-Ext1-FIPS-2023-04": "1.2",
  "ELBSecurityPolicy-TLS13-1-2-Ext2-FIPS-2023-04": "1.2",
  "ELBSecurityPolicy-TLS13-1-1-FIPS-2023-04": "1.1",
  "ELBSecurityPolicy-TLS13-1-0-FIPS-2023-04": "1.0",
  "ELBSecurityPolicy-FS-1-2-Res-2020-10": "1.2",
  "ELBSecurityPolicy-FS-1-2-Res-2019-08": "1.2",
  "ELBSecurityPolicy-FS-1-2-2019-08": "1.2",
  "ELBSecurityPolicy-FS-1-1-2019-08": "1.1",
  "ELBSecurityPolicy-FS-2018-06": "1.0",
  "ELBSecurityPolicy-TLS-1-2-Ext-2018-06": "1.2",
  "ELBSecurityPolicy-TLS-1-2-2017-01": "1.2",
  "ELBSecurityPolicy-TLS-1-1-2017-01": "1.1",
  "ELBSecurityPolicy-2016-08": "1.0",
};

/** What AWS recommends: TLS 1.2 and 1.3 with forward secrecy, and a key exchange that outlives quantum computers. */
export const recommendedTlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** Statuses that stand for success when none is said. */
export const successCodes = { HTTP: "200", GRPC: "12" } as const;

/** Types of the content of a fixed response. */
export const contentTypes = ["text/plain", "text/css", "text/html", "application/javascript", "application/json"] as const;
