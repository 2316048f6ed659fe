/** The load balancer of an Ingress, or of its group: members that set the same thing must agree on it. */
export interface IngressLoadBalancer {
  /**
   * Up to 32 letters, digits and hyphens. Counts only when the load balancer is made.
   *
   * @default - a name that the controller makes: `k8s-<namespace>-<ingress>-<hash>`
   * @throws InvalidPropsError [load-balancer-name]
   */
  readonly name?: string;
  /**
   * A change replaces the load balancer, whose DNS name changes with it.
   *
   * @default - `internal`; in a group, what the other members say
   */
  readonly scheme?: "internal" | "internet-facing";
  /**
   * The two dual ones need subnets with IPv6 blocks.
   *
   * @default - IPv4
   * @throws InvalidPropsError [ip-address-type]
   */
  readonly ipAddressType?: "dualstack" | "dualstack-without-public-ipv4" | "ipv4";
  /**
   * Ids, or values of the tag `Name`: of two zones or more, one each. A load balancer that is there keeps its own.
   *
   * @default - the controller looks for subnets by their role tags
   * @throws InvalidPropsError [ingress-subnets]
   */
  readonly subnets?: readonly string[];
  /**
   * For Outposts. A change needs a new Ingress.
   *
   * @default - none
   * @throws InvalidPropsError [address-pool]
   */
  readonly customerOwnedIpv4PoolId?: string;
  /**
   * Pool of IPAM that public addresses come from; internet-facing only.
   *
   * @default - Amazon's addresses
   * @throws InvalidPropsError [address-pool]
   */
  readonly ipamIpv4PoolId?: string;
  /**
   * Capacity that is kept ready, charged by the hour. Unit: load balancer capacity units; 0 gives it back.
   *
   * @default - none
   * @throws InvalidPropsError [capacity-units]
   */
  readonly minimumCapacityUnits?: number;
  /**
   * Web ACL of WAF, regional and in the cluster's region; `none` takes away the one that is there.
   *
   * @default - the controller leaves what is there
   * @throws InvalidPropsError [web-acl]
   */
  readonly webAcl?: WebAclByArn | WebAclByName | "none";
  /**
   * Needs a subscription to Shield Advanced, which is charged.
   *
   * @default - the controller leaves what is there
   */
  readonly shieldAdvanced?: boolean;
  /**
   * @default - invalid headers are dropped; in a group, nothing is said. One that is taken out again keeps its last value
   */
  readonly attributes?: LoadBalancerAttributes;
}

/** A web ACL by its ARN. */
export interface WebAclByArn {
  readonly arn: string;
}

/** A web ACL by its name: the controller's role needs `wafv2:ListWebACLs` for it, which its published policy lacks. */
export interface WebAclByName {
  readonly name: string;
}

/**
 * Attributes of an Application Load Balancer.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
 */
export interface LoadBalancerAttributes {
  /**
   * @default - none
   * @throws InvalidPropsError [log-bucket]
   */
  readonly accessLogs?: LoadBalancerLogs;
  /**
   * @default - none
   * @throws InvalidPropsError [log-bucket]
   */
  readonly connectionLogs?: LoadBalancerLogs;
  /**
   * How long a connection of a client may be used. Unit: seconds. Range: 60 to 604800.
   *
   * @default - 3600, ELB's own
   * @throws InvalidPropsError [load-balancer-range]
   */
  readonly clientKeepAliveSeconds?: number;
  /**
   * How long a connection may be silent. Unit: seconds. Range: 1 to 4000.
   *
   * @default - 60, ELB's own
   * @throws InvalidPropsError [load-balancer-range]
   */
  readonly idleTimeoutSeconds?: number;
  /**
   * True keeps the controller from deleting the load balancer: the Ingress then hangs in deletion, and a destroy with it.
   *
   * @default - off
   * @throws InvalidPropsError [deletion-protection] a warning
   */
  readonly deletionProtection?: boolean;
  /**
   * @default - defensive, ELB's own
   */
  readonly desyncMitigation?: "defensive" | "monitor" | "strictest";
  /**
   * @default true
   */
  readonly dropInvalidHeaders?: boolean;
  /**
   * @default - off
   */
  readonly preserveHostHeader?: boolean;
  /**
   * Adds `x-amzn-tls-version` and `x-amzn-tls-cipher-suite` to requests.
   *
   * @default - off
   */
  readonly tlsHeaders?: boolean;
  /**
   * Adds the client's port to `X-Forwarded-For`.
   *
   * @default - off
   */
  readonly clientPort?: boolean;
  /**
   * What becomes of `X-Forwarded-For`.
   *
   * @default - append, ELB's own
   */
  readonly forwardedFor?: "append" | "preserve" | "remove";
  /**
   * @default - on
   */
  readonly http2?: boolean;
  /**
   * Lets requests through that WAF cannot judge.
   *
   * @default - off
   */
  readonly wafFailOpen?: boolean;
  /**
   * @default - off
   */
  readonly zonalShift?: boolean;
}

/** A bucket for logs: its policy must let ELB write. */
export interface LoadBalancerLogs {
  readonly bucket: string;
  /**
   * Without a slash at either end.
   *
   * @default - none
   */
  readonly prefix?: string;
}

/** Ports of the load balancer, and TLS. */
export interface IngressListeners {
  /**
   * @default - HTTP on 80; with certificates or TLS hosts, HTTPS on 443 too
   * @throws InvalidPropsError [listen-port] [listen-port-taken] [listener-quota]
   */
  readonly ports?: readonly IngressListener[];
  /**
   * Certificates of ACM in the cluster's region, or of IAM. The first is the default one, the others are chosen by name.
   *
   * @default - the controller looks in ACM for the hosts of the rules
   * @throws InvalidPropsError [certificate-arn] [certificate-missing] [certificate-quota]
   */
  readonly certificateArns?: readonly string[];
  /**
   * Hosts that the controller looks for certificates in ACM for, beside those of the rules.
   *
   * @default - none
   * @throws InvalidPropsError [ingress-host]
   */
  readonly tlsHosts?: readonly string[];
  /**
   * @default "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
   * @throws InvalidPropsError [tls-policy] [tls-policy-old]
   */
  readonly tlsPolicy?: string;
  /**
   * HTTPS port that every HTTP listener sends clients to; `false` for none. HTTP listeners then serve nothing else.
   *
   * @default - the first HTTPS port, where there are HTTP and HTTPS ports
   * @throws InvalidPropsError [redirect-port]
   */
  readonly redirectTo?: number | false;
  /**
   * The controller asks ACM for a certificate of the hosts, if its gate `EnableCertificateManagement` is on.
   *
   * @default - it does not
   * @throws InvalidPropsError [create-certificate]
   */
  readonly createCertificate?: CreateCertificate;
}

/** A certificate that the controller asks for. */
export interface CreateCertificate {
  /**
   * ARN of a private certificate authority.
   *
   * @default - a public one of ACM, validated in Route 53
   * @throws InvalidPropsError [create-certificate]
   */
  readonly privateCaArn?: string;
}

/** One port. */
export interface IngressListener {
  readonly protocol: "HTTP" | "HTTPS";
  /** 1 to 65535. */
  readonly port: number;
  /**
   * Attributes by their names at ELB, such as `routing.http.response.server.enabled`. One that is taken out again keeps its last value.
   *
   * @default - ELB's own
   * @throws InvalidPropsError [listener-attribute]
   */
  readonly attributes?: Readonly<Record<string, string>>;
  /**
   * Certificates of clients; HTTPS only. Write `off` to switch it off: to leave it out changes nothing.
   *
   * @default - not said
   * @throws InvalidPropsError [mutual-authentication]
   */
  readonly mutualAuthentication?: MutualAuthentication;
}

/** Certificates of clients. */
export type MutualAuthentication = { readonly mode: "off" | "passthrough" } | VerifiedClients;

/** Certificates of clients that the load balancer looks into. At most two listeners of a load balancer do. */
export interface VerifiedClients {
  readonly mode: "verify";
  /** ARN or name of a trust store. */
  readonly trustStore: string;
  /**
   * @default false
   */
  readonly ignoreExpiry?: boolean;
  /**
   * @default - off
   */
  readonly advertiseCaNames?: boolean;
}

/** Who reaches the load balancer. */
export type IngressAccess = AccessByRules | AccessByGroups;

/** A security group that the controller makes, with these rules. */
export interface AccessByRules {
  readonly type: "rules";
  /**
   * IPv4 and IPv6 blocks.
   *
   * @default - everywhere, unless prefix lists are given
   * @throws InvalidPropsError [inbound-cidr]
   */
  readonly cidrs?: readonly string[];
  /**
   * Ids of managed prefix lists. Each counts with its maximum of entries against the quota of rules.
   *
   * @default - none
   * @throws InvalidPropsError [prefix-list]
   */
  readonly prefixListIds?: readonly string[];
}

/** Security groups that are there. */
export interface AccessByGroups {
  readonly type: "security-groups";
  /**
   * Ids, or values of the tag `Name`.
   *
   * @throws InvalidPropsError [security-groups]
   */
  readonly securityGroupIds: readonly string[];
  /**
   * True lets the controller open the targets to them, by its shared backend group. False leaves that to you.
   *
   * @default true
   * @throws InvalidPropsError [backend-rules] a warning
   */
  readonly manageBackendRules?: boolean;
}

/** A Network Load Balancer before the application one, for fixed addresses. Controller 2.13.0 or later. */
export interface FrontendNlb {
  /**
   * @default "internal"
   */
  readonly scheme?: "internal" | "internet-facing";
  /**
   * @default - the controller looks for them
   * @throws InvalidPropsError [ingress-subnets]
   */
  readonly subnets?: readonly string[];
  /**
   * @default - one that the controller makes
   * @throws InvalidPropsError [security-groups]
   */
  readonly securityGroupIds?: readonly string[];
  /**
   * Elastic IP addresses, as many as subnets; internet-facing only.
   *
   * @default - none
   * @throws InvalidPropsError [elastic-ips]
   */
  readonly eipAllocationIds?: readonly string[];
  /**
   * Port of the application load balancer by port of this one.
   *
   * @default - the same ports
   * @throws InvalidPropsError [port-mapping]
   */
  readonly portMapping?: Readonly<Record<number, number>>;
  /**
   * @default - those of the application load balancer
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Attributes by their names at ELB. Controller 3.2.0 or later.
   *
   * @default - ELB's own
   */
  readonly attributes?: Readonly<Record<string, string>>;
  /**
   * @default - HTTP on the traffic port at `/`
   */
  readonly healthCheck?: IngressHealthCheck;
}

/** How a load balancer asks its targets. */
export interface IngressHealthCheck {
  /**
   * A port, `traffic-port`, or for Services the name of a port.
   *
   * @default "traffic-port"
   * @throws InvalidPropsError [health-check]
   */
  readonly port?: number | string;
  /**
   * @default - the one of the targets
   */
  readonly protocol?: "HTTP" | "HTTPS";
  /**
   * @default - `/`; for gRPC `/AWS.ALB/healthcheck`
   * @throws InvalidPropsError [health-check]
   */
  readonly path?: string;
  /**
   * Unit: seconds. Range: 5 to 300, and more than the timeout.
   *
   * @default - 15, the controller's own
   * @throws InvalidPropsError [health-check]
   */
  readonly intervalSeconds?: number;
  /**
   * Unit: seconds. Range: 2 to 120.
   *
   * @default - 5, the controller's own
   * @throws InvalidPropsError [health-check]
   */
  readonly timeoutSeconds?: number;
  /**
   * Answers in a row that make a target healthy. Range: 2 to 10.
   *
   * @default - 2, the controller's own
   * @throws InvalidPropsError [health-check]
   */
  readonly healthyThreshold?: number;
  /**
   * Answers in a row that make it unhealthy. Range: 2 to 10.
   *
   * @default - 2, the controller's own
   * @throws InvalidPropsError [health-check]
   */
  readonly unhealthyThreshold?: number;
  /**
   * Such as `200`, `200,201` and `200-299`; for gRPC 0 to 99.
   *
   * @default - 200; for gRPC 12
   * @throws InvalidPropsError [success-codes]
   */
  readonly successCodes?: string;
}
