import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import type { LaunchTemplateConfig } from "@cdktf/provider-aws/lib/launch-template";
import { initialOf, lifecycleOf, type Owned } from "@terrace/core";
import { Fn, type TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import type { ComputeContext } from "./compute-context";
import { placesOf, type NodeGroupPlace, type NodeGroupSettings } from "./compute-settings";
import { createNodeTemplate } from "./node-launch-template";
import type { MadeRole } from "./roles";

/** The groups of one entry, with the launch template that they share. */
export function createNodeGroups(scope: Construct, key: string, settings: NodeGroupSettings, role: MadeRole, context: ComputeContext): EksNodeGroup[] {
  const { facts } = context;
  const template = createNodeTemplate(scope, `node-template-${key}`, settings, {
    name: `${facts.name}-${key}`,
    // An image of one's own is never told anything by EKS.
    joinedBy: typeof settings.image === "string" ? "eks" : "user-data",
    own: launchOf(settings),
    override: settings.override.launchTemplate,
  }, context);
  const launchTemplate = { id: template.id, version: Fn.tostring(template.latestVersion) };
  return placesOf(key, settings, facts.network).map((place) => createNodeGroup(scope, place, settings, { context, launchTemplate, role }));
}

interface NodeGroupOptions {
  readonly context: ComputeContext;
  readonly launchTemplate: { readonly id: string; readonly version: string };
  readonly role: MadeRole;
}

function createNodeGroup(scope: Construct, place: NodeGroupPlace, settings: NodeGroupSettings, options: NodeGroupOptions): EksNodeGroup {
  const { context, launchTemplate, role } = options;
  const { image, capacity, update, minSize, maxSize, desiredSize } = settings;
  return new EksNodeGroup(scope, `node-group-${place.name}`, {
    clusterName: context.clusterName,
    nodeGroupName: place.name,
    nodeRoleArn: role.ref.roleArn,
    subnetIds: place.subnets.map(({ subnetId }) => subnetId),
    launchTemplate,
    ...imageOf(settings, context.facts.kubernetesVersion),
    capacityType: typeof capacity === "object" ? "CAPACITY_BLOCK" : { "on-demand": "ON_DEMAND", spot: "SPOT" }[capacity],
    instanceTypes: typeInTemplate(settings) ? undefined : [...settings.instanceTypes],
    scalingConfig: { minSize, maxSize, desiredSize: initialOf(desiredSize) },
    updateConfig: "maxUnavailable" in update ? update : { maxUnavailablePercentage: update.maxUnavailablePercent },
    forceUpdateVersion: typeof image === "string" ? settings.forceUpdate : undefined,
    nodeRepairConfig: { enabled: settings.repair },
    labels: settings.labels,
    taint: settings.taints.map((taint) => ({ ...taint })),
    tags: { ...context.facts.tags, ...settings.tags },
    lifecycle: lifecycleOfGroup(desiredSize),
    dependsOn: [...context.dependsOn, ...role.dependables],
    ...settings.override.nodeGroup,
  });
}

/** EKS takes neither image, version nor release where the launch template names an image. */
function imageOf({ image, releaseVersion, kubernetesVersion }: NodeGroupSettings, clusterVersion: string) {
  if (typeof image !== "string") return {};
  return { amiType: image, releaseVersion, version: kubernetesVersion ?? clusterVersion };
}

function lifecycleOfGroup(desiredSize: Owned<number>): TerraformResourceLifecycle | undefined {
  return lifecycleOf({ "scaling_config[0].desired_size": desiredSize });
}

/**
 * True where the launch template says the instance type: another one then rolls the nodes. In the group it would replace
 * the group; there it must be for several types and for Spot, and may not be for Capacity Blocks.
 */
function typeInTemplate({ capacity, instanceTypes }: NodeGroupSettings): boolean {
  return typeof capacity === "object" || (capacity === "on-demand" && instanceTypes.length === 1);
}

function launchOf(settings: NodeGroupSettings): Partial<LaunchTemplateConfig> {
  const { image, capacity, instanceTypes } = settings;
  return {
    imageId: typeof image === "string" ? undefined : image.id,
    instanceType: typeInTemplate(settings) ? instanceTypes[0] : undefined,
    ...(typeof capacity === "string"
      ? {}
      : {
          instanceMarketOptions: { marketType: "capacity-block" },
          capacityReservationSpecification: { capacityReservationTarget: { capacityReservationId: capacity.capacityBlockId } },
        }),
  };
}
