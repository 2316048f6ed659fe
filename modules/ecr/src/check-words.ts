import { oneOf, type Problem } from "@terrace/core";
import type { LifecycleRule } from "./lifecycle-props";
import { upstreams, type RegistrySettings } from "./registry-settings";
import type { EncryptionSettings, MutabilitySettings, RepositorySettings } from "./settings";

/** Words that decide which rules there are. Nothing else is looked at while one of them is not a word. */
export function checkRepositoryWords(settings: RepositorySettings): Problem[] {
  return checkImageWords("", settings);
}

/** The same of a registry. */
export function checkRegistryWords({ scanning, pullThroughCache, creationTemplates }: RegistrySettings): Problem[] {
  const known = [...Object.keys(upstreams), "azure-container-registry", "ecr"];
  return [
    ...oneOf("scanning.type", scanning.type, ["BASIC", "ENHANCED"]),
    ...Object.entries(pullThroughCache).flatMap(([prefix, { upstream }]) => oneOf(`pullThroughCache.${prefix}.upstream`, upstream, known)),
    ...Object.entries(creationTemplates).flatMap(([prefix, template]) => [
      ...template.appliedFor.flatMap((use, index) => oneOf(`creationTemplates.${prefix}.appliedFor[${index}]`, use, ["PULL_THROUGH_CACHE", "REPLICATION"])),
      ...checkImageWords(`creationTemplates.${prefix}.`, template),
    ]),
  ];
}

function checkImageWords(
  at: string,
  { imageTagMutability, encryption, lifecycle }: MutabilitySettings & EncryptionSettings & { readonly lifecycle: readonly LifecycleRule[] },
): Problem[] {
  return [
    ...oneOf(`${at}imageTagMutability`, imageTagMutability, ["IMMUTABLE", "MUTABLE"]),
    ...oneOf(`${at}encryption`, encryption, ["AES256", "KMS", "KMS_DSSE"]),
    ...lifecycle.flatMap(({ images, when, action }, index) => {
      const path = `${at}lifecycle[${index}]`;
      return [
        ...oneOf(`${path}.images.tagStatus`, images.tagStatus, ["tagged", "untagged", "any"]),
        ...oneOf(`${path}.when.countType`, when.countType, ["imageCountMoreThan", "sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned"]),
        ...(action === undefined ? [] : oneOf(`${path}.action`, action, ["archive", "expire"])),
      ];
    }),
  ];
}
