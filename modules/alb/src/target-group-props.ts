import type { HealthCheckTimes } from "./props";

/** What an Application Load Balancer forwards requests to. */
export interface ApplicationTargetGroupProps {
  /**
   * Port of the targets. Range: 1 to 65535. A change makes a new target group, and then removes the old one.
   *
   * @throws InvalidPropsError [target-port]
   */
  readonly port: number;
  /**
   * How targets are spoken to; a change as for the port. A certificate of a target is not verified.
   *
   * @default "HTTP"
   */
  readonly protocol?: "HTTP" | "HTTPS";
  /**
   * Version of HTTP that targets speak; a change as for the port. `GRPC` and `HTTP2` need an HTTPS listener.
   *
   * @default "HTTP1"
   * @throws InvalidPropsError [grpc-listener]
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
   */
  readonly version?: "GRPC" | "HTTP1" | "HTTP2";
  /**
   * What registers: addresses of tasks and pods, or instances. A change as for the port.
   *
   * @default "ip"
   */
  readonly targetType?: "instance" | "ip";
  /**
   * Its name in AWS: up to 32 letters, digits and hyphens. With a name of your own, a change that replaces it needs
   * another name too.
   *
   * @default - `<name>-<key>` and four characters that say port, protocol, version and type
   * @throws InvalidPropsError [target-group-name]
   */
  readonly name?: string;
  /**
   * When a target is healthy.
   *
   * @default - it answers `/` with 200
   */
  readonly healthCheck?: ApplicationHealthCheck;
  /**
   * How long a target that is taken out may finish its requests. A deployment waits for it. Unit: seconds. Range: 0 to 3600.
   *
   * @default - 60, the default idle timeout: no request that is quiet for longer survives anyway
   * @throws InvalidPropsError [deregistration-delay]
   */
  readonly deregistrationDelaySeconds?: number;
  /**
   * A new target gets its share of requests bit by bit over so long. Unit: seconds. Range: 30 to 900. `round-robin` only.
   *
   * @default - at once
   * @throws InvalidPropsError [slow-start]
   */
  readonly slowStartSeconds?: number;
  /**
   * A client stays with a target.
   *
   * @default - each request anew
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
   */
  readonly stickiness?: ApplicationStickiness;
  /**
   * Who gets the next request. `weighted-random` leaves out targets that answer worse than the others.
   *
   * @default "round-robin"
   * @throws InvalidPropsError [slow-start] [stickiness-algorithm]
   */
  readonly algorithm?: "least-outstanding-requests" | "round-robin" | "weighted-random";
}

/** When a target of an Application Load Balancer is healthy. */
export interface ApplicationHealthCheck extends HealthCheckTimes {
  /**
   * What is asked for, with a leading slash, up to 1024 characters; for gRPC, a method such as `/package.service/method`.
   *
   * @default - "/", and "/AWS.ALB/healthcheck" for gRPC
   * @throws InvalidPropsError [health-check-path]
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
   */
  readonly path?: string;
  /**
   * Statuses that stand for success, such as `200`, `200,302` or `200-299`: 200 to 499, and 0 to 99 for gRPC.
   *
   * @default - "200", and "12" for gRPC
   * @throws InvalidPropsError [health-check-codes]
   */
  readonly successCodes?: string;
  /**
   * How it is asked.
   *
   * @default - as targets are spoken to
   */
  readonly protocol?: "HTTP" | "HTTPS";
}

/** A client stays with a target, by a cookie. */
export type ApplicationStickiness = ApplicationCookie | LoadBalancerCookie;

/** The load balancer makes a cookie of its own. */
export interface LoadBalancerCookie {
  readonly type: "load-balancer-cookie";
  /**
   * Unit: seconds. Range: 1 to 604800.
   *
   * @throws InvalidPropsError [stickiness-seconds]
   */
  readonly seconds: number;
}

/** The load balancer follows a cookie that the application sets. */
export interface ApplicationCookie {
  readonly type: "application-cookie";
  /**
   * Name of the cookie; AWSALB, AWSALBAPP and AWSALBTG are AWS's own.
   *
   * @throws InvalidPropsError [stickiness-cookie]
   */
  readonly cookie: string;
  /**
   * Unit: seconds. Range: 1 to 604800.
   *
   * @throws InvalidPropsError [stickiness-seconds]
   */
  readonly seconds: number;
}

/** What a Network Load Balancer forwards connections to. */
export interface NetworkTargetGroupProps {
  /**
   * Port of the targets. Range: 1 to 65535. A change makes a new target group, and then removes the old one.
   *
   * @throws InvalidPropsError [target-port]
   */
  readonly port: number;
  /**
   * How targets are spoken to; a change as for the port. A certificate of a target is not verified.
   *
   * @default "TCP"
   * @throws InvalidPropsError [listener-target-protocol]
   */
  readonly protocol?: "TCP" | "TCP_UDP" | "TLS" | "UDP";
  /**
   * What registers: addresses of tasks and pods, or instances. A change as for the port.
   *
   * @default "ip"
   */
  readonly targetType?: "instance" | "ip";
  /**
   * Its name in AWS: up to 32 letters, digits and hyphens. With a name of your own, a change that replaces it needs
   * another name too.
   *
   * @default - `<name>-<key>` and four characters that say port, protocol and type
   * @throws InvalidPropsError [target-group-name]
   */
  readonly name?: string;
  /**
   * When a target is healthy.
   *
   * @default - it takes a TCP connection
   */
  readonly healthCheck?: NetworkHealthCheck;
  /**
   * How long a target that is taken out may keep its connections. Unit: seconds. Range: 0 to 3600.
   *
   * @default 300
   * @throws InvalidPropsError [deregistration-delay]
   */
  readonly deregistrationDelaySeconds?: number;
  /**
   * Breaks off connections that are still open after the delay.
   *
   * @default false
   */
  readonly terminateConnections?: boolean;
  /**
   * A client's address stays with a target. Not with TLS.
   *
   * @default false
   * @throws InvalidPropsError [stickiness-tls]
   */
  readonly sticky?: boolean;
  /**
   * Targets see the client's address. UDP always has it.
   *
   * @default - true for instances and for UDP, false for addresses
   * @throws InvalidPropsError [preserve-client-ip]
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html
   */
  readonly preserveClientIp?: boolean;
  /**
   * Says the client's address in a header of the connection (proxy protocol 2), which targets must understand.
   *
   * @default false
   */
  readonly proxyProtocol?: boolean;
}

/** When a target of a Network Load Balancer is healthy. */
export interface NetworkHealthCheck extends HealthCheckTimes {
  /**
   * How it is asked.
   *
   * @default "TCP"
   */
  readonly protocol?: "HTTP" | "HTTPS" | "TCP";
  /**
   * What is asked for over HTTP, with a leading slash, up to 1024 characters.
   *
   * @default "/"
   * @throws InvalidPropsError [health-check-path]
   */
  readonly path?: string;
  /**
   * Statuses that stand for success over HTTP: 200 to 599.
   *
   * @default "200-399"
   * @throws InvalidPropsError [health-check-codes]
   */
  readonly successCodes?: string;
}
