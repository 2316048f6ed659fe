import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import { subnetsOf, writeFeature, type NetworkRef, type Tags } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { RangeProps } from "./instances-props";
import type { ManagedInstancesSettings } from "./settings";

/** What Managed Instances are launched into. */
export interface ManagedOptions {
  readonly name: string;
  /** The cluster's name as Terraform knows it. */
  readonly clusterName: string;
  readonly network: NetworkRef;
  readonly securityGroupId: string;
  readonly infrastructureRoleArn: string;
  readonly instanceProfileArn: string;
  readonly dependsOn: ITerraformDependable[];
  readonly tags: Tags;
}

/**
 * A capacity provider whose instances ECS manages by itself.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InstanceLaunchTemplate.html
 */
export function createManaged(scope: Construct, key: string, settings: ManagedInstancesSettings, options: ManagedOptions): EcsCapacityProvider {
  const { name, clusterName, network, securityGroupId, infrastructureRoleArn, instanceProfileArn, dependsOn, tags } = options;
  const { tier, vcpus, memoryMiB, instanceTypes, cpuManufacturers, storageGiB, detailedMonitoring, scaleInAfterSeconds } = settings;
  const provider = new EcsCapacityProvider(scope, `capacity-provider-${key}`, {
    name: `${name}-${key}`,
    // The older binding's type asks for a group, which such a provider must not have: it is taken out below.
    autoScalingGroupProvider: { autoScalingGroupArn: "" },
    tags,
    dependsOn,
  });
  writeFeature(provider, "ecs-managed-instances", {
    auto_scaling_group_provider: undefined,
    cluster: clusterName,
    managed_instances_provider: {
      infrastructure_role_arn: infrastructureRoleArn,
      propagate_tags: "CAPACITY_PROVIDER",
      instance_launch_template: {
        ec2_instance_profile_arn: instanceProfileArn,
        monitoring: detailedMonitoring ? "DETAILED" : "BASIC",
        network_configuration: {
          subnets: subnetsOf(network, tier).map(({ subnetId }) => subnetId),
          security_groups: [securityGroupId],
        },
        instance_requirements: {
          vcpu_count: range(vcpus),
          memory_mib: range(memoryMiB),
          ...(instanceTypes === undefined ? {} : { allowed_instance_types: instanceTypes }),
          ...(cpuManufacturers === undefined ? {} : { cpu_manufacturers: cpuManufacturers }),
        },
        ...(storageGiB === undefined ? {} : { storage_configuration: { storage_size_gib: storageGiB } }),
      },
    },
  });
  if (scaleInAfterSeconds !== undefined) {
    writeFeature(provider, "ecs-infrastructure-optimization", {
      "managed_instances_provider.infrastructure_optimization": { scale_in_after: scaleInAfterSeconds },
    });
  }
  return provider;
}

function range({ min, max }: RangeProps) {
  return max === undefined ? { min } : { min, max };
}
