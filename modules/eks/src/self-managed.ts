import { AutoscalingGroup, type AutoscalingGroupConfig } from "@cdktf/provider-aws/lib/autoscaling-group";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import type { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { initialOf, lifecycleOf, type Tags } from "@terrace/core";
import { Fn, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { amiParameter } from "./ami-types";
import type { ComputeContext } from "./compute-context";
import { autoscalerTags } from "./compute-limits";
import { nodeSubnets, type SelfManagedGroupSettings } from "./compute-settings";
import { createNodeTemplate } from "./node-launch-template";
import type { MadeRole } from "./roles";
import { taintValue } from "./node-user-data";

/** A role that instances take, which the cluster lets in. */
export interface NodeIdentity {
  readonly role: MadeRole;
  readonly profile: IamInstanceProfile;
  readonly dependables: ITerraformDependable[];
}

/** Lets the nodes of a role join; EKS does it by itself for managed groups only. */
export function admitNodes(scope: Construct, id: string, role: MadeRole, type: "EC2_LINUX" | "EC2_WINDOWS", context: ComputeContext): EksAccessEntry {
  return new EksAccessEntry(scope, id, {
    clusterName: context.clusterName,
    principalArn: role.ref.roleArn,
    type,
    tags: context.facts.tags,
  });
}

/** The profile through which an instance takes a role; both have one name. */
export function createProfile(scope: Construct, id: string, { ref }: MadeRole, { facts }: ComputeContext): IamInstanceProfile {
  return new IamInstanceProfile(scope, id, { name: ref.roleName, role: ref.roleName, tags: facts.tags });
}

/** A launch template and an Auto Scaling group. */
export function createSelfManagedGroup(
  scope: Construct,
  key: string,
  settings: SelfManagedGroupSettings,
  identity: NodeIdentity,
  context: ComputeContext,
): AutoscalingGroup {
  const { facts } = context;
  const [firstType] = settings.instanceTypes;
  const template = createNodeTemplate(scope, `node-template-${key}`, settings, {
    name: `${facts.name}-${key}`,
    joinedBy: "user-data",
    own: {
      imageId: imageId(scope, key, settings, facts.kubernetesVersion),
      instanceType: isMixed(settings) ? undefined : firstType,
      iamInstanceProfile: { arn: identity.profile.arn },
    },
    override: settings.override.launchTemplate,
  }, context);
  return createAutoscalingGroup(scope, key, settings, { template, identity, context });
}

/** AWS's own parameters are public, so what they hold may be read in a plan. */
function imageId(scope: Construct, key: string, { image, kubernetesVersion, releaseVersion }: SelfManagedGroupSettings, clusterVersion: string): string {
  if (typeof image !== "string") return image.id;
  const name = amiParameter(image, kubernetesVersion ?? clusterVersion, releaseVersion);
  return new DataAwsSsmParameter(scope, `image-${key}`, { name }).insecureValue;
}

/** One type on demand is what a launch template says alone; all else takes a policy. */
function isMixed({ instanceTypes, purchase }: SelfManagedGroupSettings): boolean {
  return instanceTypes.length > 1 || purchase !== "on-demand";
}

interface GroupOptions {
  readonly template: LaunchTemplate;
  readonly identity: NodeIdentity;
  readonly context: ComputeContext;
}

function createAutoscalingGroup(scope: Construct, key: string, settings: SelfManagedGroupSettings, options: GroupOptions): AutoscalingGroup {
  const { template, identity, context } = options;
  const { desiredSize, refresh, maxLifetimeDays, terminationHookSeconds, purchase } = settings;
  return new AutoscalingGroup(scope, `self-managed-${key}`, {
    name: `${context.facts.name}-${key}`,
    vpcZoneIdentifier: nodeSubnets(settings, context.facts.network).map(({ subnetId }) => subnetId),
    minSize: settings.minSize,
    maxSize: settings.maxSize,
    desiredCapacity: initialOf(desiredSize),
    ...launchOf(settings, template),
    capacityRebalance: purchase === "on-demand" ? undefined : true,
    healthCheckType: "EC2",
    maxInstanceLifetime: maxLifetimeDays === undefined ? undefined : maxLifetimeDays * 24 * 3600,
    instanceRefresh:
      refresh === undefined ? undefined : { strategy: "Rolling", preferences: { minHealthyPercentage: refresh.minHealthyPercent } },
    initialLifecycleHook:
      terminationHookSeconds === undefined
        ? undefined
        : [
            {
              name: "drain",
              lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
              heartbeatTimeout: terminationHookSeconds,
              // A node that nobody drained goes all the same.
              defaultResult: "CONTINUE",
            },
          ],
    tag: marks(key, settings, context),
    lifecycle: lifecycleOf({ desired_capacity: desiredSize }),
    dependsOn: [...context.dependsOn, ...identity.dependables],
    ...settings.override.autoscalingGroup,
  });
}

/**
 * Tags that say whose nodes these are, and, to an autoscaler that starts from none, what they will carry.
 *
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 */
function marks(key: string, settings: SelfManagedGroupSettings, { facts }: ComputeContext): { key: string; value: string; propagateAtLaunch: boolean }[] {
  const { name } = facts;
  const propagated: Tags = { ...facts.tags, ...settings.tags, "Name": `${name}-${key}`, [`kubernetes.io/cluster/${name}`]: "owned" };
  const forAutoscaler: Tags = settings.autoscaler
    ? {
        "k8s.io/cluster-autoscaler/enabled": "true",
        [`k8s.io/cluster-autoscaler/${name}`]: "owned",
        ...Object.fromEntries(Object.entries(settings.labels).map(([label, value]) => [`${autoscalerTags.label}${label}`, value])),
        ...Object.fromEntries(settings.taints.map((taint) => [`${autoscalerTags.taint}${taint.key}`, taintValue(taint)])),
      }
    : {};
  return [
    ...Object.entries(propagated).map(([tag, value]) => ({ key: tag, value, propagateAtLaunch: true })),
    ...Object.entries(forAutoscaler).map(([tag, value]) => ({ key: tag, value, propagateAtLaunch: false })),
  ];
}

function launchOf(settings: SelfManagedGroupSettings, template: LaunchTemplate): Pick<AutoscalingGroupConfig, "launchTemplate" | "mixedInstancesPolicy"> {
  const version = Fn.tostring(template.latestVersion);
  if (!isMixed(settings)) return { launchTemplate: { id: template.id, version } };
  const { purchase, instanceTypes } = settings;
  const shares = {
    "on-demand": { onDemandBaseCapacity: 0, onDemandPercentageAboveBaseCapacity: 100 },
    spot: { onDemandBaseCapacity: 0, onDemandPercentageAboveBaseCapacity: 0 },
  };
  const distribution =
    typeof purchase === "string"
      ? shares[purchase]
      : { onDemandBaseCapacity: purchase.onDemandBase ?? 0, onDemandPercentageAboveBaseCapacity: purchase.onDemandPercent };
  return {
    mixedInstancesPolicy: {
      instancesDistribution: { ...distribution, onDemandAllocationStrategy: "prioritized", spotAllocationStrategy: "price-capacity-optimized" },
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.id, version },
        override: instanceTypes.map((instanceType) => ({ instanceType })),
      },
    },
  };
}
