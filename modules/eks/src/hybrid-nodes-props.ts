/** Nodes that run on premises. They enter by an access entry of the type `HYBRID_LINUX`. */
export interface HybridNodesProps {
  /**
   * IPv4 blocks of the nodes: private, /8 to /32, apart from the VPC and from the services. With AWS provider 5 a change
   * replaces the cluster.
   *
   * @throws InvalidPropsError [hybrid-networks] [hybrid-cidr-range] [hybrid-cidr-overlap] [hybrid-ipv6] [hybrid-mode] [hybrid-entry] [hybrid-endpoint] [cidr-syntax] [cidr-host-bits] [cidr-size]
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteNetworkConfigRequest.html
   */
  readonly nodeCidrs: readonly string[];

  /**
   * IPv4 blocks of pods on them, where the control plane calls webhooks there.
   *
   * @default - none: webhooks run on nodes in the cloud
   * @throws InvalidPropsError [hybrid-cidr-range] [hybrid-cidr-overlap] [cidr-syntax] [cidr-host-bits] [cidr-size]
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteNetworkConfigRequest.html
   */
  readonly podCidrs?: readonly string[];
}
