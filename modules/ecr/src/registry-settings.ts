import type { Tags } from "@terrace/core";
import type { LifecycleRule } from "./lifecycle-props";
import type { CreationTemplate, RegistryProps, ReplicationDestination } from "./registry-props";
import { resolveAccess, resolveEncryption, type AccessSettings, type EncryptionSettings, type MutabilitySettings } from "./settings";

/** RegistryProps with every default filled in. */
export interface RegistrySettings {
  readonly scanning: ScanningSettings;
  readonly replication: readonly ReplicationSettings[];
  readonly pullThroughCache: NonNullable<RegistryProps["pullThroughCache"]>;
  readonly creationTemplates: Readonly<Record<string, TemplateSettings>>;
  readonly access: RegistryAccessSettings;
}

export interface ScanningSettings {
  readonly type: "BASIC" | "ENHANCED";
  readonly scanOnPush: readonly string[];
  readonly continuous: readonly string[];
}

export interface ReplicationSettings {
  readonly destinations: readonly ReplicationDestination[];
  readonly prefixes: readonly string[];
}

export interface TemplateSettings extends MutabilitySettings, EncryptionSettings {
  readonly appliedFor: readonly ("PULL_THROUGH_CACHE" | "REPLICATION")[];
  readonly description: string | undefined;
  readonly lifecycle: readonly LifecycleRule[];
  readonly access: AccessSettings;
  readonly tags: Tags;
  readonly customRoleArn: string | undefined;
}

export interface RegistryAccessSettings {
  readonly replicationFrom: readonly string[];
  readonly cachePull: readonly string[];
}

/** Fills every default. Pure; checks nothing. */
export function resolveRegistry(props: RegistryProps): RegistrySettings {
  const { creationTemplates = {}, access = {} } = props;
  return {
    scanning: resolveScanning(props.scanning),
    replication: (props.replication ?? []).map(({ destinations, prefixes }) => ({ destinations, prefixes: prefixes ?? [] })),
    pullThroughCache: props.pullThroughCache ?? {},
    creationTemplates: Object.fromEntries(Object.entries(creationTemplates).map(([prefix, template]) => [prefix, resolveTemplate(template)])),
    access: { replicationFrom: access.replicationFrom ?? [], cachePull: access.cachePull ?? [] },
  };
}

function resolveScanning(scanning: RegistryProps["scanning"] = { type: "BASIC" }): ScanningSettings {
  if (scanning.type === "BASIC") return { type: "BASIC", scanOnPush: scanning.scanOnPush ?? ["*"], continuous: [] };
  return { type: scanning.type, scanOnPush: scanning.scanOnPush ?? [], continuous: scanning.continuous ?? ["*"] };
}

function resolveTemplate(template: CreationTemplate): TemplateSettings {
  const appliedFor = template.appliedFor ?? ["PULL_THROUGH_CACHE", "REPLICATION"];
  return {
    appliedFor,
    description: template.description,
    imageTagMutability: template.imageTagMutability ?? (appliedFor.includes("PULL_THROUGH_CACHE") ? "MUTABLE" : "IMMUTABLE"),
    mutabilityExclusions: template.mutabilityExclusions ?? [],
    ...resolveEncryption(template),
    lifecycle: template.lifecycle ?? [],
    access: resolveAccess(template.access),
    tags: template.tags ?? {},
    customRoleArn: template.customRoleArn,
  };
}

/** Names of the registries that have one name for everybody. */
export const upstreams = {
  chainguard: "cgr.dev",
  "docker-hub": "registry-1.docker.io",
  "ecr-public": "public.ecr.aws",
  "github-container-registry": "ghcr.io",
  "gitlab-container-registry": "registry.gitlab.com",
  k8s: "registry.k8s.io",
  quay: "quay.io",
} as const;

/** The name of an upstream registry. */
export function upstreamUrl(cache: RegistrySettings["pullThroughCache"][string]): string {
  return "url" in cache ? cache.url : upstreams[cache.upstream];
}
