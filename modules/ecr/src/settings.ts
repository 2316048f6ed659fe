import type { Tags } from "@terrace/core";
import type { LifecycleRule } from "./lifecycle-props";
import type { AccessProps, EncryptionType, RepositoryOverrides, RepositoryProps, TagMutability } from "./props";

/** RepositoryProps with every default filled in. */
export interface RepositorySettings extends MutabilitySettings, EncryptionSettings {
  readonly name: string;
  readonly scanOnPush: boolean;
  readonly lifecycle: readonly LifecycleRule[];
  readonly access: AccessSettings;
  readonly forceDelete: boolean;
  readonly tags: Tags;
  readonly override: RepositoryOverrides;
}

/** Which tags can be pushed again; a creation template says the same of later repositories. */
export interface MutabilitySettings {
  readonly imageTagMutability: TagMutability;
  readonly mutabilityExclusions: readonly string[];
}

export interface EncryptionSettings {
  readonly encryption: EncryptionType;
  readonly kmsKeyArn: string | undefined;
}

export interface AccessSettings {
  readonly pull: readonly string[];
  readonly push: readonly string[];
  readonly organizationPull: readonly string[];
  readonly lambdaPull: readonly string[];
}

/** Fills every default. Pure; checks nothing. */
export function resolve(props: RepositoryProps): RepositorySettings {
  return {
    name: props.name,
    imageTagMutability: props.imageTagMutability ?? "IMMUTABLE",
    mutabilityExclusions: props.mutabilityExclusions ?? [],
    ...resolveEncryption(props),
    scanOnPush: props.scanOnPush ?? true,
    lifecycle: props.lifecycle ?? [],
    access: resolveAccess(props.access),
    forceDelete: props.forceDelete ?? false,
    tags: props.tags ?? {},
    override: props.override ?? {},
  };
}

/** A key says that it is used. */
export function resolveEncryption({ encryption, kmsKeyArn }: Pick<RepositoryProps, "encryption" | "kmsKeyArn">): EncryptionSettings {
  return { encryption: encryption ?? (kmsKeyArn === undefined ? "AES256" : "KMS"), kmsKeyArn };
}

export function resolveAccess({ pull, push, organizationPull, lambdaPull }: AccessProps = {}): AccessSettings {
  return { pull: pull ?? [], push: push ?? [], organizationPull: organizationPull ?? [], lambdaPull: lambdaPull ?? [] };
}

/** What AWS calls a mutability with exceptions. */
export function mutabilityOf({ imageTagMutability, mutabilityExclusions }: MutabilitySettings): string {
  return mutabilityExclusions.length === 0 ? imageTagMutability : `${imageTagMutability}_WITH_EXCLUSION`;
}
