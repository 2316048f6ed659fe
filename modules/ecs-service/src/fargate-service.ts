import type { Construct } from "constructs";
import type { FargateServiceProps } from "./fargate-service-props";
import { Service } from "./service";
import { resolveFargate } from "./service-settings";

/**
 * A service that keeps tasks running on Fargate, and starts the first time: what ECS would refuse or leave hanging is
 * refused here, also a network from which tasks cannot reach their images, logs and secrets.
 *
 * Creates the service, its task definition, a task role and an execution role with exactly the rights that are used, a
 * log group, a security group, and autoscaling on request. It does not make clusters, load balancers or repositories.
 *
 * Charged by the second for the CPU and memory of the tasks, and by the gigabyte of logs.
 *
 * @example
 * const web = new FargateService(stack, "web", {
 *   name: "dev-shop-web", cluster, network: vpc.network, tier: "private",
 *   task: { cpu: 256, memoryMiB: 512, containers: { web: { image: { repository, tag }, ports: [{ port: 8080 }] } } },
 *   targets: { web: { targetGroup } },
 * });
 */
export class FargateService extends Service {
  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id, "FargateService", resolveFargate(props));
  }
}
