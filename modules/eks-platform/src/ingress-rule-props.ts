/** What becomes of requests to a host. */
export interface IngressRule {
  /**
   * Such as `www.example.com` and `*.example.com`.
   *
   * @default - any
   * @throws InvalidPropsError [ingress-host]
   */
  readonly host?: string;
  /**
   * @throws InvalidPropsError [ingress-paths] [path-taken]
   */
  readonly paths: readonly IngressPath[];
}

/** What becomes of requests to a path. */
export interface IngressPath {
  /**
   * With a leading slash. `Exact` and `Prefix` take it as it is; `ImplementationSpecific` as a pattern with `*` and `?`, or
   * with `regexPaths` as a regular expression.
   *
   * @throws InvalidPropsError [ingress-path] [condition-values] [condition-wildcards]
   */
  readonly path: string;
  /**
   * @default "Prefix"
   */
  readonly type?: "Exact" | "ImplementationSpecific" | "Prefix";
  readonly backend: IngressBackend;
}

/** A Service of the same namespace, or one of `actions`. */
export type IngressBackend = ActionBackend | ServiceBackend;

/** A Service of the same namespace. */
export interface ServiceBackend {
  /**
   * @throws InvalidPropsError [backend-name]
   */
  readonly service: string;
  /**
   * Number or name of the Service's port.
   *
   * @throws InvalidPropsError [backend-port]
   */
  readonly port: number | string;
}

/** One of `actions`. */
export interface ActionBackend {
  /**
   * @throws InvalidPropsError [action-unknown]
   */
  readonly action: string;
}

/** What the load balancer does with a request. */
export type IngressAction = FixedResponse | Forward | Redirect;

/**
 * Forwards to up to five target groups by weight.
 *
 * @throws InvalidPropsError [forward-targets] [forward-weight]
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupTuple.html
 */
export interface Forward {
  readonly type: "forward";
  readonly targets: readonly ForwardTarget[];
  /**
   * A client stays with a target group for so long. Unit: seconds. Range: 1 to 604800.
   *
   * @default - each request anew
   * @throws InvalidPropsError [stickiness]
   */
  readonly stickinessSeconds?: number;
}

/** A target group: exactly one of `service`, `targetGroupArn` and `targetGroupName`. */
export interface ForwardTarget {
  /**
   * A Service of the same namespace.
   *
   * @default - a target group that is there
   * @throws InvalidPropsError [backend-name]
   */
  readonly service?: string;
  /**
   * Number or name of the Service's port; with `service`.
   *
   * @default - none
   * @throws InvalidPropsError [backend-port]
   */
  readonly port?: number | string;
  /**
   * @default - none
   * @throws InvalidPropsError [target-group-arn]
   */
  readonly targetGroupArn?: string;
  /**
   * Controller 2.14.0 or later.
   *
   * @default - none
   */
  readonly targetGroupName?: string;
  /**
   * Range: 0 to 999; required of each where there are several.
   *
   * @default - all requests
   * @throws InvalidPropsError [forward-weight]
   */
  readonly weight?: number;
}

/**
 * Sends the client elsewhere.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html
 */
export interface Redirect {
  readonly type: "redirect";
  /**
   * Browsers remember 301, and ask again after 302.
   *
   * @default false
   */
  readonly permanent?: boolean;
  /**
   * @default - the one that the request came with
   */
  readonly protocol?: "HTTP" | "HTTPS";
  /**
   * `#{host}` is the one of the request.
   *
   * @default "#{host}"
   * @throws InvalidPropsError [redirect-part]
   */
  readonly host?: string;
  /**
   * @default - the one that the request came to
   * @throws InvalidPropsError [redirect-part]
   */
  readonly port?: number;
  /**
   * With a leading slash; `#{path}` is the one of the request, without its slash.
   *
   * @default "/#{path}"
   * @throws InvalidPropsError [redirect-part]
   */
  readonly path?: string;
  /**
   * Without the question mark; `#{query}` is the one of the request.
   *
   * @default "#{query}"
   * @throws InvalidPropsError [redirect-part]
   */
  readonly query?: string;
}

/**
 * Answers by itself.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_FixedResponseActionConfig.html
 */
export interface FixedResponse {
  readonly type: "fixed-response";
  /**
   * 200 to 299, or 400 to 599.
   *
   * @throws InvalidPropsError [fixed-response]
   */
  readonly status: number;
  /**
   * Up to 1024 characters.
   *
   * @default - empty
   * @throws InvalidPropsError [fixed-response]
   */
  readonly body?: string;
  /**
   * @default "text/plain"
   */
  readonly contentType?: "application/javascript" | "application/json" | "text/css" | "text/html" | "text/plain";
}

/**
 * A condition beside the host and path of a rule: all must be met, each by any of its values. A rule has at most five
 * values in all, its host and path counted, and a `Prefix` path twice.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
export type IngressCondition = HeaderCondition | MethodCondition | PatternCondition | QueryCondition | SourceCondition;

/** Hosts or paths; `*` stands for any characters, `?` for one. */
export interface PatternCondition {
  readonly field: "host-header" | "path-pattern";
  /**
   * Up to 128 characters each. Not with `regexValues`.
   *
   * @default - none
   */
  readonly values?: readonly string[];
  /**
   * Regular expressions. Controller 2.14.1 or later.
   *
   * @default - none
   */
  readonly regexValues?: readonly string[];
}

/** Values of a header. */
export interface HeaderCondition {
  readonly field: "http-header";
  /** Up to 40 characters, and not `Host`. */
  readonly name: string;
  /**
   * Up to 128 characters each. Not with `regexValues`.
   *
   * @default - none
   */
  readonly values?: readonly string[];
  /**
   * Regular expressions. Controller 2.14.1 or later.
   *
   * @default - none
   */
  readonly regexValues?: readonly string[];
}

/** Methods, such as `GET`. */
export interface MethodCondition {
  readonly field: "http-request-method";
  readonly values: readonly string[];
}

/** Parts of the query. */
export interface QueryCondition {
  readonly field: "query-string";
  readonly values: readonly QueryValue[];
}

/** A part of a query, such as `version=2`. */
export interface QueryValue {
  /**
   * @default - any
   */
  readonly key?: string;
  readonly value: string;
}

/** Blocks that the connection comes from. */
export interface SourceCondition {
  readonly field: "source-ip";
  readonly values: readonly string[];
}

/** A change of the request before it is forwarded. At most one of each type. Controller 2.14.1 or later. */
export interface IngressTransform {
  readonly type: "host-header-rewrite" | "url-rewrite";
  /** A regular expression, and what takes the place of what it finds. */
  readonly rewrites: readonly { readonly regex: string; readonly replace: string }[];
}
