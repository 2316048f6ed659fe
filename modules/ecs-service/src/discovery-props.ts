/** Names in a DNS namespace of Cloud Map that lead to the tasks. */
export interface DiscoveryProps {
  /** Id of the namespace, such as `ns-0123456789abcdef`. A change replaces the entry, and the service registers anew. */
  readonly namespaceId: string;
  /**
   * The name in the namespace: up to 127 characters, labels up to 63. A change replaces the entry.
   *
   * @default - the service's name
   * @throws InvalidPropsError [discovery-name]
   */
  readonly name?: string;
  /**
   * Kinds of records. `A` and `AAAA` have addresses of tasks, which only `awsvpc` gives them; `SRV` has ports too. A
   * change replaces the entry.
   *
   * @default - `["A"]` with `awsvpc`, else `["SRV"]`
   * @throws InvalidPropsError [discovery-record]
   */
  readonly records?: readonly ("A" | "AAAA" | "SRV")[];
  /**
   * Seconds that clients keep an answer: 0 to 2147483647. As long, they may call tasks that are gone.
   *
   * @default 15
   * @throws InvalidPropsError [discovery-ttl]
   */
  readonly ttlSeconds?: number;
  /**
   * The container that `SRV` leads to.
   *
   * @default - the only one with a port
   * @throws InvalidPropsError [discovery-port]
   */
  readonly container?: string;
  /**
   * A port of it.
   *
   * @default - its only one
   * @throws InvalidPropsError [discovery-port]
   */
  readonly port?: number;
}
