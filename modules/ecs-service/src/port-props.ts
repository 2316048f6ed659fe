/** A port that a container listens on. */
export interface PortProps {
  /** 1 to 65535. */
  readonly port: number;
  /**
   * What Service Connect knows it by: lower-case letters, digits, `_` and `-`, up to 64.
   *
   * @default - none: Service Connect cannot offer it
   */
  readonly name?: string;
  /**
   * @default "tcp"
   */
  readonly protocol?: "tcp" | "udp";
  /**
   * What is spoken, for Service Connect's metrics and retries. It cannot change as long as Service Connect offers the port.
   *
   * @default - TCP
   * @throws InvalidPropsError [app-protocol]
   */
  readonly appProtocol?: "grpc" | "http" | "http2";
}
