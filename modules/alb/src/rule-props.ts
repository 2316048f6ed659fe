import type { OwnedElsewhere } from "@terrace/core";

/** What becomes of requests that meet conditions. */
export interface RuleProps {
  /**
   * Its place among the rules of the listener: the lowest number that matches decides. It stays when other rules come and
   * go. Range: 1 to 50000; leave gaps, such as 100, 200, 300.
   *
   * @throws InvalidPropsError [rule-priority] [rule-priority-taken]
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html
   */
  readonly priority: number;
  /**
   * All of them must be met.
   *
   * @throws InvalidPropsError [rule-conditions] [condition-values] [condition-wildcards] [rule-shadowed]
   */
  readonly conditions: RuleConditions;
  /** What is done. */
  readonly action: OwnedAction;
}

/**
 * An action that Terraform owns, or one that it only makes: `{ initial: { type: "weighted", ... }, owner: "ecs-deployment" }`
 * leaves the weights of a blue/green deployment alone.
 */
export type OwnedAction = OwnedElsewhere<RuleAction> | RuleAction;

/**
 * Conditions of one rule, at least one: each is met by any of its values. At most five values in all. In hosts, paths,
 * headers and queries, `*` stands for any characters and `?` for one.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html
 */
export interface RuleConditions {
  /**
   * Hosts, such as `www.example.com` and `*.example.com`. Up to 128 characters; not case sensitive.
   *
   * @default - any
   * @throws InvalidPropsError [condition-host]
   */
  readonly hosts?: readonly string[];
  /**
   * Paths, such as `/api/*`. Up to 128 characters; case sensitive, without the query.
   *
   * @default - any
   * @throws InvalidPropsError [condition-path]
   */
  readonly paths?: readonly string[];
  /**
   * Methods, such as `GET`. Upper-case; no wildcards.
   *
   * @default - any
   * @throws InvalidPropsError [condition-method]
   */
  readonly methods?: readonly string[];
  /**
   * Values by the name of their header. Use `hosts` for the Host header.
   *
   * @default - any
   * @throws InvalidPropsError [condition-header]
   */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  /**
   * Parts of the query.
   *
   * @default - any
   * @throws InvalidPropsError [condition-query]
   */
  readonly queries?: readonly QueryCondition[];
  /**
   * IPv4 or IPv6 blocks that the connection comes from: the client's own, or those of a proxy before it.
   *
   * @default - any
   * @throws InvalidPropsError [condition-source]
   */
  readonly sourceCidrs?: readonly string[];
}

/** A part of a query, such as `version=2`. */
export interface QueryCondition {
  /**
   * Its key.
   *
   * @default - any
   */
  readonly key?: string;
  readonly value: string;
}

/** What a rule does, or a listener with requests that no rule takes. */
export type RuleAction = FixedResponseAction | ForwardAction | RedirectAction | WeightedAction;

/** Forwards requests to one target group. */
export interface ForwardAction {
  readonly type: "forward";
  /**
   * Its name here.
   *
   * @throws InvalidPropsError [target-group-unknown] [grpc-listener]
   */
  readonly targetGroup: string;
}

/** Shares requests out to up to five target groups. */
export interface WeightedAction {
  readonly type: "weighted";
  /**
   * Weights by the name of the target group. Range: 0 to 999.
   *
   * @throws InvalidPropsError [target-group-unknown] [weight] [weights] [grpc-listener]
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupTuple.html
   */
  readonly weights: Readonly<Record<string, number>>;
  /**
   * A client stays with a target group for so long. Unit: seconds. Range: 1 to 604800.
   *
   * @default - each request anew
   * @throws InvalidPropsError [stickiness-seconds]
   */
  readonly stickinessSeconds?: number;
}

/**
 * Sends the client elsewhere. At least one part must differ, or it would come back for ever.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html
 */
export interface RedirectAction {
  readonly type: "redirect";
  /**
   * @default - the one that the request came with
   * @throws InvalidPropsError [redirect-downgrade]
   */
  readonly protocol?: "HTTP" | "HTTPS";
  /**
   * Up to 128 characters; `#{host}` is the one of the request.
   *
   * @default "#{host}"
   * @throws InvalidPropsError [redirect-host]
   */
  readonly host?: string;
  /**
   * @default - the one that the request came to
   * @throws InvalidPropsError [redirect-port]
   */
  readonly port?: number;
  /**
   * With a leading slash, up to 128 characters; `#{path}` is the one of the request, without its slash.
   *
   * @default "/#{path}"
   * @throws InvalidPropsError [redirect-path]
   */
  readonly path?: string;
  /**
   * Without the question mark, up to 128 characters; `#{query}` is the one of the request.
   *
   * @default "#{query}"
   * @throws InvalidPropsError [redirect-query]
   */
  readonly query?: string;
  /**
   * Browsers remember a permanent one (301), and ask again after one that is not (302).
   *
   * @default false
   */
  readonly permanent?: boolean;
}

/**
 * Answers by itself.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_FixedResponseActionConfig.html
 */
export interface FixedResponseAction {
  readonly type: "fixed-response";
  /**
   * 200 to 299, or 400 to 599.
   *
   * @throws InvalidPropsError [fixed-response-status]
   */
  readonly status: number;
  /**
   * Up to 1024 characters.
   *
   * @default - empty
   * @throws InvalidPropsError [fixed-response-body]
   */
  readonly body?: string;
  /**
   * @default "text/plain"
   * @throws InvalidPropsError [fixed-response-type]
   */
  readonly contentType?: "application/javascript" | "application/json" | "text/css" | "text/html" | "text/plain";
}
