import type { IngressHealthCheck } from "./ingress-load-balancer-props";

/** The target groups of an Ingress. An annotation of the same name on a Service wins for its own. */
export interface IngressTargets {
  /**
   * `ip` sends requests to the pods; `instance` to the node ports of NodePort Services, which Fargate has not.
   *
   * @default "ip"
   * @throws InvalidPropsError [target-type-fargate]
   */
  readonly type?: "instance" | "ip";
  /**
   * HTTPS does not look into the certificate of the pod.
   *
   * @default "HTTP"
   */
  readonly protocol?: "HTTP" | "HTTPS";
  /**
   * @default "HTTP1"
   * @throws InvalidPropsError [grpc-listener]
   */
  readonly protocolVersion?: "GRPC" | "HTTP1" | "HTTP2";
  /**
   * @default - the controller's own
   */
  readonly healthCheck?: IngressHealthCheck;
  /**
   * @default - ELB's own. One that is taken out again keeps its last value
   */
  readonly attributes?: TargetGroupAttributes;
  /**
   * Labels of the nodes that are targets; with `instance` only.
   *
   * @default - all nodes
   * @throws InvalidPropsError [node-labels]
   */
  readonly nodeLabels?: Readonly<Record<string, string>>;
  /**
   * True lets several clusters share target groups. Controller 2.10.0 or later.
   *
   * @default false
   */
  readonly multiCluster?: boolean;
  /**
   * Ports of the target control agent by Service and its port, such as `{ "web.80": 3000 }`. Controller 2.16.0 or later.
   *
   * @default - none
   * @throws InvalidPropsError [control-port]
   */
  readonly controlPorts?: Readonly<Record<string, number>>;
}

/**
 * Attributes of target groups.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html
 */
export interface TargetGroupAttributes {
  /**
   * How long a target that leaves may finish its requests. Unit: seconds. Range: 0 to 3600.
   *
   * @default - 300, ELB's own
   * @throws InvalidPropsError [target-group-range]
   */
  readonly deregistrationDelaySeconds?: number;
  /**
   * How long a new target is given more and more requests; with `round_robin` only. Unit: seconds. Range: 30 to 900, 0 for none.
   *
   * @default - none
   * @throws InvalidPropsError [target-group-range] [slow-start]
   */
  readonly slowStartSeconds?: number;
  /**
   * @default - round_robin, ELB's own
   */
  readonly algorithm?: "least_outstanding_requests" | "round_robin" | "weighted_random";
  /**
   * With `weighted_random` only.
   *
   * @default - off
   * @throws InvalidPropsError [anomaly-mitigation]
   */
  readonly anomalyMitigation?: boolean;
  /**
   * @default - as the load balancer
   */
  readonly crossZone?: boolean;
  /**
   * Keeps a client at one target. Not with `instance` and several pods on a node.
   *
   * @default - none
   * @throws InvalidPropsError [stickiness]
   */
  readonly stickiness?: Stickiness;
}

/** What keeps a client at one target. */
export interface Stickiness {
  /**
   * Unit: seconds. Range: 1 to 604800.
   */
  readonly seconds: number;
  /**
   * Name of the application's own cookie, whose life ends it too.
   *
   * @default - a cookie of the load balancer
   */
  readonly cookie?: string;
}

/** Who may pass: HTTPS listeners only. */
export type IngressAuth = CognitoAuth | OidcAuth;

/** What both kinds have. */
export interface AuthOptions {
  /**
   * What becomes of those who have not signed in.
   *
   * @default "authenticate"
   */
  readonly onUnauthenticated?: "allow" | "authenticate" | "deny";
  /**
   * Scopes, with blanks between them.
   *
   * @default "openid"
   */
  readonly scope?: string;
  /**
   * @default "AWSELBAuthSessionCookie"
   */
  readonly sessionCookie?: string;
  /**
   * Unit: seconds. Range: 1 to 604800.
   *
   * @default 604800
   * @throws InvalidPropsError [auth-session]
   */
  readonly sessionTimeoutSeconds?: number;
  /**
   * More parameters of the request to sign in, at most 10.
   *
   * @default - none
   * @throws InvalidPropsError [auth-parameters]
   */
  readonly extraParameters?: Readonly<Record<string, string>>;
}

/** A user pool of Cognito. */
export interface CognitoAuth extends AuthOptions {
  readonly type: "cognito";
  /**
   * In the cluster's region.
   *
   * @throws InvalidPropsError [user-pool]
   */
  readonly userPoolArn: string;
  readonly userPoolClientId: string;
  /** Prefix of the pool's domain, or the whole of its own one. */
  readonly userPoolDomain: string;
}

/** Another provider of identities. */
export interface OidcAuth extends AuthOptions {
  readonly type: "oidc";
  /**
   * @throws InvalidPropsError [auth-endpoint]
   */
  readonly issuer: string;
  /**
   * @throws InvalidPropsError [auth-endpoint]
   */
  readonly authorizationEndpoint: string;
  /**
   * @throws InvalidPropsError [auth-endpoint]
   */
  readonly tokenEndpoint: string;
  /**
   * @throws InvalidPropsError [auth-endpoint]
   */
  readonly userInfoEndpoint: string;
  /**
   * Secret of the same namespace with the keys `clientID` and `clientSecret`. The controller must be let read it.
   *
   * @throws InvalidPropsError [auth-secret]
   */
  readonly secretName: string;
}

/** Tokens that requests must bring: HTTPS listeners only, not with `auth`. Controller 2.15.0 or later. */
export interface JwtValidation {
  /**
   * URL of the issuer's keys.
   *
   * @throws InvalidPropsError [auth-endpoint]
   */
  readonly jwksEndpoint: string;
  readonly issuer: string;
  /**
   * @default - none
   * @throws InvalidPropsError [jwt-claim]
   */
  readonly claims?: readonly JwtClaim[];
}

/** A claim that a token must have. */
export interface JwtClaim {
  readonly name: string;
  readonly format: "single-string" | "space-separated-values" | "string-array";
  readonly values: readonly string[];
}
