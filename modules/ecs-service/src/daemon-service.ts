import type { Construct } from "constructs";
import { resolveDaemon } from "./ec2-settings";
import type { DaemonServiceProps } from "./ec2-service-props";
import { Service } from "./service";

/**
 * One task on each instance of the cluster, such as an agent that collects what the others say.
 *
 * Creates what `Ec2Service` does, without a count, a placement strategy, shares of capacity or autoscaling: ECS starts a
 * task wherever an instance joins, before others, and stops it last.
 *
 * Tasks cost nothing beside the instances; logs are charged by the gigabyte.
 *
 * @example
 * new DaemonService(stack, "agent", {
 *   name: "dev-shop-agent", cluster, network: vpc.network, tier: "private", instanceSecurityGroup,
 *   task: { networkMode: "host", containers: { agent: { image: { repository, tag }, memoryMiB: 256, user: "1000" } } },
 * });
 */
export class DaemonService extends Service {
  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: DaemonServiceProps) {
    super(scope, id, "DaemonService", resolveDaemon(props));
  }
}
