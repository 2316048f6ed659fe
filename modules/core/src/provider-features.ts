import { cdktf as binding } from "@cdktf/provider-aws/package.json";
import { TerraformStack, type TerraformElement } from "cdktf";
import type { Construct } from "constructs";
import type { Problem } from "./problems";

/** A feature of the AWS provider that one of the supported lines, or both, lack. */
interface ProviderFeature {
  /** In words, for the error. */
  readonly title: string;
  /** First release of the provider that has it. */
  readonly since: string;
  /** Page of the AWS feature. */
  readonly see: string;
}

/** Every such feature, in one place. Releases were read from the provider's changelog, November 2026. */
const features = {
  "regional-nat-gateway": {
    title: "a regional NAT gateway",
    since: "6.24.0",
    see: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html",
  },
  "elasticache-shard-placement": {
    title: "the placement of a cache's shards",
    since: "6.20.0",
    see: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_NodeGroupConfiguration.html",
  },
  "efs-mount-target-ip-type": {
    title: "a mount target with IPv6",
    since: "6.12.0",
    see: "https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html",
  },
  "ecr-tag-exclusions": {
    title: "tags that are left out of a repository's mutability",
    since: "6.8.0",
    see: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
  },
  "ecr-template-tag-exclusions": {
    title: "tags that are left out of a creation template's mutability",
    since: "6.10.0",
    see: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RepositoryCreationTemplate.html",
  },
  "ecs-managed-instances": {
    title: "a capacity provider of ECS Managed Instances",
    since: "6.15.0",
    see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html",
  },
  "ecs-infrastructure-optimization": {
    title: "when ECS Managed Instances takes idle instances away",
    since: "6.23.0",
    see: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InfrastructureOptimization.html",
  },
  "ecs-blue-green": {
    title: "a blue/green deployment of ECS's own",
    since: "6.4.0",
    see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html",
  },
  "ecs-gradual-shift": {
    title: "a linear or canary deployment of ECS's own",
    since: "6.21.0",
    see: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
  },
  "ecs-hook-details": {
    title: "what a hook of a deployment is told",
    since: "6.14.0",
    see: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html",
  },
  "ecs-predictive-scaling": {
    title: "predictive scaling of an ECS service",
    since: "6.13.0",
    see: "https://docs.aws.amazon.com/autoscaling/application/userguide/aas-create-predictive-scaling-policy.html",
  },
  // The release stands in a public module's notes, not in the changelog.
  "ecs-connect-access-logs": {
    title: "access logs of Service Connect",
    since: "6.34.0",
    see: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectAccessLogConfiguration.html",
  },
  "pod-identity-target-role": {
    title: "a target role of a Pod Identity association",
    since: "6.2.0",
    see: "https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html",
  },
  "pod-identity-session-tags": {
    title: "Pod Identity without session tags",
    since: "6.2.0",
    see: "https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html",
  },
  "eks-deletion-protection": {
    title: "deletion protection of a cluster",
    since: "6.9.0",
    see: "https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html",
  },
  "eks-control-plane-tier": {
    title: "a scaling tier of a control plane",
    since: "6.23.0",
    see: "https://docs.aws.amazon.com/eks/latest/userguide/eks-provisioned-control-plane.html",
  },
} as const satisfies Record<string, ProviderFeature>;

/** A feature from the table. */
export type ProviderFeatureName = keyof typeof features;

const REQUIRED = "terrace:aws-provider";

/** Version of the AWS provider that `scope` is made for, such as `5.100.0`: the binding's, or what its stack requires. */
export function awsProviderVersion(scope: Construct): string {
  const required = TerraformStack.of(scope).node.metadata.findLast((entry) => entry.type === REQUIRED);
  return required?.data ?? binding.provider.version;
}

/**
 * Requires a release of the AWS provider that is newer than the binding's, within its major version.
 *
 * CDKTF pins the binding's own version otherwise. A stack that was raised before is never lowered.
 */
export function requireAwsProvider(stack: TerraformStack, version: string): void {
  if (isAtLeast(awsProviderVersion(stack), version)) return;
  stack.node.addMetadata(REQUIRED, version);
  stack.addOverride("terraform.required_providers.aws.version", `>= ${version}, < ${major(version) + 1}.0.0`);
}

/**
 * A problem when the provider of `scope` lacks a feature that the caller asked for.
 *
 * The bindings drop a property that they do not know without a word, so asking is the only protection.
 *
 * @param feature undefined when the caller did not ask for any
 * @returns no problem, or one with the code `needs-provider`
 */
export function needsProvider(scope: Construct, path: string, feature: ProviderFeatureName | undefined): Problem[] {
  if (feature === undefined) return [];
  const { title, since, see }: ProviderFeature = features[feature];
  const version = awsProviderVersion(scope);
  const raisable = major(version) === major(since);
  if (isAtLeast(version, since) || raisable) return [];
  return [
    {
      code: "needs-provider",
      path,
      got: `${title}, which AWS provider ${version} lacks`,
      expected: `AWS provider ${since} or later: npm install @cdktf/provider-aws@^21.22.1`,
      see,
    },
  ];
}

/**
 * Writes attributes that a supported binding lacks, and raises the provider that the stack requires where the
 * binding's own version is too old for them. Call it only after {@link needsProvider} found nothing.
 *
 * @param attributes by their Terraform names
 */
export function writeFeature(
  element: TerraformElement & { addOverride(path: string, value: unknown): void },
  feature: ProviderFeatureName,
  attributes: Readonly<Record<string, unknown>>,
): void {
  for (const [name, value] of Object.entries(attributes)) element.addOverride(name, value);
  requireAwsProvider(TerraformStack.of(element), features[feature].since);
}

function major(version: string): number {
  return Number(version.split(".")[0]);
}

/** True if `version` is `wanted` or newer, by numbers: 6.9.0 is older than 6.21.0. */
export function isAtLeast(version: string, wanted: string): boolean {
  const have = version.split(".").map(Number);
  const need = wanted.split(".").map(Number);
  const differing = need.findIndex((part, index) => part !== have[index]);
  return differing < 0 || (have[differing] ?? 0) > (need[differing] ?? 0);
}
