import type { Construct } from "constructs";
import type { Ec2ServiceProps } from "./ec2-service-props";
import { resolveEc2 } from "./ec2-settings";
import { Service } from "./service";

/**
 * A service that keeps tasks running on instances of the cluster: for GPUs, for what Fargate refuses, and for tasks that
 * fill instances well.
 *
 * Creates what `FargateService` does. With `bridge`, `host` and `none`, tasks have no security group of their own: that of
 * the instances guards them. It does not make instances: `addInstances` of `@terrace/ecs-cluster` does.
 *
 * Tasks cost nothing beside the instances; logs are charged by the gigabyte.
 *
 * @example
 * const api = new Ec2Service(stack, "api", {
 *   name: "dev-shop-api", cluster, network: vpc.network, tier: "private", capacity: [{ provider: "dev-shop-general" }],
 *   task: { containers: { api: { image: { repository, tag }, memoryReservationMiB: 256, ports: [{ port: 8080 }] } } },
 *   targets: { api: { targetGroup } },
 * });
 */
export class Ec2Service extends Service {
  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: Ec2ServiceProps) {
    super(scope, id, "Ec2Service", resolveEc2(props));
  }
}
