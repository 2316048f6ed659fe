import { AutoscalingGroup, type AutoscalingGroupConfig } from "@cdktf/provider-aws/lib/autoscaling-group";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import { LaunchTemplate, type LaunchTemplateBlockDeviceMappings } from "@cdktf/provider-aws/lib/launch-template";
import { initialOf, lifecycleOf, subnetsOf, type NetworkRef, type Tags } from "@terrace/core";
import { Fn, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { imageFacts, imageParameter } from "./images";
import type { ClusterOverrides } from "./props";
import type { InstancesSettings } from "./settings";
import { userData } from "./user-data";

/** What a group of instances is launched into. */
export interface GroupOptions {
  /** Of the cluster, which `name-key` begins with. */
  readonly name: string;
  /** The cluster's name as Terraform knows it, so that the cluster outlives its instances. */
  readonly clusterName: string;
  readonly network: NetworkRef;
  readonly securityGroupId: string;
  readonly instanceProfileArn: string;
  /** What instances need from their first minute to their last. */
  readonly dependsOn: ITerraformDependable[];
  readonly tags: Tags;
  readonly override: ClusterOverrides;
}

/** A launch template, an Auto Scaling group, and the capacity provider that ECS scales it by. */
export function createGroup(scope: Construct, key: string, settings: InstancesSettings, options: GroupOptions): EcsCapacityProvider {
  const template = createTemplate(scope, key, settings, options);
  const group = createAutoscalingGroup(scope, key, settings, { ...options, template });
  return createProvider(scope, key, settings, { ...options, group });
}

function createTemplate(scope: Construct, key: string, settings: InstancesSettings, options: GroupOptions): LaunchTemplate {
  const { name, clusterName, securityGroupId, instanceProfileArn, tags, override } = options;
  const [firstType] = settings.instanceTypes;
  const instanceTags = { ...tags, Name: `${name}-${key}` };
  return new LaunchTemplate(scope, `launch-template-${key}`, {
    name: `${name}-${key}`,
    description: `Instances of the ECS cluster ${name}`,
    updateDefaultVersion: true,
    imageId: imageId(scope, key, settings),
    instanceType: isMixed(settings) ? undefined : firstType,
    iamInstanceProfile: { arn: instanceProfileArn },
    vpcSecurityGroupIds: [securityGroupId],
    // One hop keeps containers of the bridge mode away; the user data keeps those of the awsvpc mode away.
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: blockDevices(settings),
    monitoring: { enabled: settings.detailedMonitoring },
    userData: encodedUserData(settings, clusterName),
    // The provider's default tags reach neither instances nor volumes.
    tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags: instanceTags })),
    tags: instanceTags,
    ...override.launchTemplate,
  });
}

/**
 * The text is known now; the name is Terraform's, so it is put in later. Encoded first, since quotes, backslashes and `%{`
 * in an argument of a function would be Terraform's own.
 */
function encodedUserData(settings: InstancesSettings, clusterName: string): string {
  const place = "@cluster@";
  const encoded = Buffer.from(userData(settings, place), "utf8").toString("base64");
  return Fn.base64encode(Fn.replace(Fn.base64decode(encoded), place, clusterName));
}

/** AWS's own parameters are public, so what they hold may be read in a plan. */
function imageId(scope: Construct, key: string, { image, imageVersion }: InstancesSettings): string {
  if (typeof image !== "string") return image.id;
  return new DataAwsSsmParameter(scope, `image-${key}`, { name: imageParameter(image, imageVersion) }).insecureValue;
}

/** Bottlerocket keeps its system on a small volume of its own, and everything else on the second. */
function blockDevices({ image, volume }: InstancesSettings): LaunchTemplateBlockDeviceMappings[] {
  const { sizeGiB: volumeSize, iops, throughputMibps: throughput, kmsKeyArn: kmsKeyId } = volume;
  const encryption = { encrypted: "true", kmsKeyId, deleteOnTermination: "true" };
  const data = { ebs: { ...encryption, volumeType: "gp3", volumeSize, iops, throughput } };
  if (imageFacts(image).os === "al2023") return [{ deviceName: "/dev/xvda", ...data }];
  return [
    { deviceName: "/dev/xvda", ebs: { ...encryption, volumeType: "gp3" } },
    { deviceName: "/dev/xvdb", ...data },
  ];
}

/** One type on demand is what a launch template says alone; all else takes a policy. */
function isMixed({ instanceTypes, purchase }: InstancesSettings): boolean {
  return instanceTypes.length > 1 || purchase !== "on-demand";
}

interface AutoscalingGroupOptions extends GroupOptions {
  readonly template: LaunchTemplate;
}

function createAutoscalingGroup(scope: Construct, key: string, settings: InstancesSettings, options: AutoscalingGroupOptions): AutoscalingGroup {
  const { name, network, template, dependsOn, tags, override } = options;
  const { desiredSize, refresh, maxLifetimeDays, purchase } = settings;
  // ECS marks a group that it scales, and Terraform must not take the mark away.
  const marks: Tags = { ...tags, Name: `${name}-${key}`, AmazonECSManaged: "true" };
  return new AutoscalingGroup(scope, `autoscaling-group-${key}`, {
    name: `${name}-${key}`,
    vpcZoneIdentifier: subnetsOf(network, settings.tier).map(({ subnetId }) => subnetId),
    minSize: settings.minSize,
    maxSize: settings.maxSize,
    desiredCapacity: desiredSize === undefined ? undefined : initialOf(desiredSize),
    ...launchOf(settings, template),
    capacityRebalance: purchase === "on-demand" ? undefined : true,
    healthCheckType: "EC2",
    protectFromScaleIn: settings.terminationProtection,
    maxInstanceLifetime: maxLifetimeDays === undefined ? undefined : maxLifetimeDays * 24 * 3600,
    instanceRefresh:
      refresh === undefined
        ? undefined
        : {
            strategy: "Rolling",
            // Protected instances are refreshed too: managed draining empties them first.
            preferences: { minHealthyPercentage: refresh.minHealthyPercent, scaleInProtectedInstances: "Refresh" },
          },
    forceDelete: settings.forceDelete,
    tag: Object.entries(marks).map(([tagKey, value]) => ({ key: tagKey, value, propagateAtLaunch: true })),
    lifecycle: lifecycleOf({ desired_capacity: desiredSize }),
    dependsOn,
    ...override.autoscalingGroup,
  });
}

function launchOf(settings: InstancesSettings, template: LaunchTemplate): Pick<AutoscalingGroupConfig, "launchTemplate" | "mixedInstancesPolicy"> {
  const version = Fn.tostring(template.latestVersion);
  if (!isMixed(settings)) return { launchTemplate: { id: template.id, version } };
  const { purchase, instanceTypes } = settings;
  const distribution = {
    "on-demand": { onDemandBaseCapacity: 0, onDemandPercentageAboveBaseCapacity: 100 },
    spot: { onDemandBaseCapacity: 0, onDemandPercentageAboveBaseCapacity: 0 },
  };
  const shares =
    typeof purchase === "string"
      ? distribution[purchase]
      : { onDemandBaseCapacity: purchase.onDemandBase ?? 0, onDemandPercentageAboveBaseCapacity: purchase.onDemandPercent };
  return {
    mixedInstancesPolicy: {
      instancesDistribution: { ...shares, onDemandAllocationStrategy: "prioritized", spotAllocationStrategy: "price-capacity-optimized" },
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.id, version },
        override: instanceTypes.map((instanceType) => ({ instanceType })),
      },
    },
  };
}

interface ProviderOptions extends GroupOptions {
  readonly group: AutoscalingGroup;
}

function createProvider(scope: Construct, key: string, settings: InstancesSettings, { name, group, tags }: ProviderOptions): EcsCapacityProvider {
  const { scaling, draining, terminationProtection } = settings;
  return new EcsCapacityProvider(scope, `capacity-provider-${key}`, {
    name: `${name}-${key}`,
    autoScalingGroupProvider: {
      autoScalingGroupArn: group.arn,
      managedDraining: stateOf(draining),
      managedTerminationProtection: stateOf(terminationProtection),
      managedScaling:
        scaling === undefined
          ? { status: "DISABLED" }
          : {
              status: "ENABLED",
              targetCapacity: scaling.targetPercent,
              minimumScalingStepSize: scaling.minimumStep,
              maximumScalingStepSize: scaling.maximumStep,
              instanceWarmupPeriod: scaling.warmupSeconds,
            },
    },
    tags,
  });
}

function stateOf(isOn: boolean): string {
  return isOn ? "ENABLED" : "DISABLED";
}
