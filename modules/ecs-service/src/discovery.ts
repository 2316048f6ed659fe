import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import type { EcsServiceServiceRegistries } from "@cdktf/provider-aws/lib/ecs-service";
import type { Construct } from "constructs";
import type { ServiceSettings } from "./service-settings";

/** The entry of Cloud Map that tasks register with, as the service names it. */
export function createDiscovery(scope: Construct, { name, discovery, tags }: ServiceSettings): EcsServiceServiceRegistries | undefined {
  if (discovery === undefined) return undefined;
  const { namespaceId, records, ttlSeconds, container, port } = discovery;
  const { arn: registryArn } = new ServiceDiscoveryService(scope, "discovery", {
    name: discovery.name,
    description: `Tasks of ${name}`,
    dnsConfig: {
      namespaceId,
      // Every healthy task, not one by weight: clients choose.
      routingPolicy: "MULTIVALUE",
      dnsRecords: records.toSorted().map((type) => ({ type, ttl: ttlSeconds })),
    },
    // ECS says which tasks are healthy. Cloud Map has no other threshold than 1.
    healthCheckCustomConfig: { failureThreshold: 1 },
    // Tasks that ECS has not taken out yet would keep the entry from being deleted.
    forceDestroy: true,
    tags: { ...tags, Name: name },
  });
  return records.includes("SRV") ? { registryArn, containerName: container, containerPort: port } : { registryArn };
}
