import type { RoleRef } from "@terrace/core";

/** Names in a namespace. A service without `offers` only calls others. */
export interface ServiceConnectProps {
  /**
   * ARN of the Cloud Map namespace.
   *
   * @default - the cluster's
   * @throws InvalidPropsError [connect-namespace]
   */
  readonly namespaceArn?: string;
  /**
   * What it offers to others, by the name of a container's port.
   *
   * @default - nothing: it calls others
   * @throws InvalidPropsError [connect-port] [connect-dns-name] [connect-duplicate]
   */
  readonly offers?: Readonly<Record<string, ConnectOfferProps>>;
  /**
   * Names that it calls, of services of this app: synthesis ends where none of the namespace offers one. A call by
   * `connectTo` needs no mention here.
   *
   * @default - nobody looks what it calls
   * @throws InvalidPropsError [connect-no-server]
   */
  readonly calls?: readonly string[];
  /**
   * The proxy beside each task logs to the task's log group.
   *
   * @default - it does, dropping lines rather than blocking
   * @throws InvalidPropsError [log-buffer]
   */
  readonly proxyLogs?: ProxyLogProps | boolean;
  /**
   * The proxy writes a line for each request, where it writes its own log to. It needs AWS provider 6.34.0 or later.
   *
   * @default - none
   * @throws InvalidPropsError [needs-provider] [connect-access-logs]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectAccessLogConfiguration.html
   */
  readonly accessLogs?: AccessLogProps;
}

/** How the proxy's lines are sent. */
export interface ProxyLogProps {
  /**
   * What happens when lines come faster than they can be sent.
   *
   * @default "non-blocking"
   */
  readonly mode?: "blocking" | "non-blocking";
  /**
   * Lines that wait to be sent, in MiB of each task's memory, with `non-blocking`: 1 to 1024.
   *
   * @default 10
   * @throws InvalidPropsError [log-buffer]
   */
  readonly bufferMiB?: number;
}

/** A line for each request. */
export interface AccessLogProps {
  readonly format: "JSON" | "TEXT";
  /**
   * What stands behind the question mark is written too. It often holds what nobody should read.
   *
   * @default false
   */
  readonly queryParameters?: boolean;
}

/** A port that other services call by a name. */
export interface ConnectOfferProps {
  /** The name that clients connect to, such as `api`: up to 64 lower-case letters, digits, hyphens and dots. */
  readonly dnsName: string;
  /**
   * The port that clients connect to.
   *
   * @default - the container's
   * @throws InvalidPropsError [connect-alias-port]
   */
  readonly port?: number;
  /**
   * Seconds in which a request must be answered; 0 for ever.
   *
   * @default - 15, of the proxy
   * @throws InvalidPropsError [connect-timeout]
   */
  readonly requestTimeoutSeconds?: number;
  /**
   * Seconds until an idle connection is closed; 0 for never.
   *
   * @default - 300, of the proxy
   * @throws InvalidPropsError [connect-timeout]
   */
  readonly idleTimeoutSeconds?: number;
  /**
   * The proxies of both sides speak TLS 1.3 with each other, with certificates that ECS makes and rotates every five days.
   * A private certificate authority is charged by the month.
   *
   * @default - plain text
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html
   */
  readonly tls?: ConnectTlsProps;
  /**
   * Requests with this header go to the new revision before the others do: with `deployment.strategy` only.
   *
   * @default - none
   * @throws InvalidPropsError [connect-test-header] [needs-provider]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectTestTrafficRules.html
   */
  readonly testHeader?: { readonly name: string; readonly value: string };
}

/** Whose certificates the proxies use, and who keeps their keys. */
export interface ConnectTlsProps {
  /**
   * ARN of an AWS Private CA with the tag `AmazonECSManaged` of `true`; short-lived certificates cost least.
   *
   * @throws InvalidPropsError [connect-tls-authority]
   */
  readonly certificateAuthorityArn: string;
  /**
   * ARN of the symmetric key that encrypts the private keys. Its policy must let `role` use it.
   *
   * @default - a key of AWS's own
   * @throws InvalidPropsError [connect-tls-key]
   */
  readonly kmsKeyArn?: string;
  /**
   * What ECS acts as when it makes and rotates certificates.
   *
   * @default - a role of the service's own, for this authority, this key and this service's secrets only
   */
  readonly role?: RoleRef;
}
