/** Nodes, load balancers and volumes that EKS makes itself. Charged by the hour on top of each instance. */
export interface AutoModeProps {
  /**
   * Node pools of EKS's own: `general-purpose` for workloads, `system` for what the cluster itself needs. Without any,
   * nodes come from pools of yours, which live inside the cluster.
   *
   * @default ["general-purpose", "system"]
   * @throws InvalidPropsError [auto-mode-pool] [auto-mode-pool-duplicate]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/set-builtin-node-pools.html
   */
  readonly nodePools?: readonly ("general-purpose" | "system")[];
}
