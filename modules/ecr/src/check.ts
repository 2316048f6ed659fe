import { checkTags, isKmsKeyArn, mustBeKnown, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkAccess } from "./check-access";
import { checkLifecycle } from "./check-lifecycle";
import { checkRepositoryWords } from "./check-words";
import { exclusion, names, pages } from "./limits";
import type { AccessSettings, EncryptionSettings, MutabilitySettings, RepositorySettings } from "./settings";

/** Every problem of the settings. Pure. */
export function check(settings: RepositorySettings): Problem[] {
  const unknown = checkKnown(settings);
  if (unknown.length === 0) unknown.push(...checkRepositoryWords(settings));
  if (unknown.length > 0) return unknown;
  return [
    ...checkName(settings),
    ...checkExclusions("", settings),
    ...checkEncryption("", settings),
    ...checkLifecycle("lifecycle", settings.lifecycle),
    ...checkAccess("access", settings.access),
    ...checkTags("tags", settings.tags),
  ];
}

/** What decides which resources exist, or what rules have to be held against. */
function checkKnown(settings: RepositorySettings): Problem[] {
  const { name, imageTagMutability, mutabilityExclusions, encryption, lifecycle, access } = settings;
  return mustBeKnown({ name, imageTagMutability, mutabilityExclusions, encryption, lifecycle, ...unknownLists("access", access) });
}

/** Single principals may be known later; how many there are may not. */
export function unknownLists(path: string, access: AccessSettings): Record<string, unknown> {
  const lists = Object.entries(access).filter(([, list]) => Token.isUnresolved(list));
  return Object.fromEntries(lists.map(([prop, list]) => [`${path}.${prop}`, list]));
}

function checkName({ name }: RepositorySettings): Problem[] {
  const { least, most } = names.repositoryLength;
  if (name.length >= least && name.length <= most && names.repository.test(name)) return [];
  const expected = `${least} to ${most} lower-case letters and digits, with single . and _, __, hyphens or / between them`;
  return [{ code: "repository-name", path: "name", got: show(name), expected, see: pages.create }];
}

/** @param at what stands before the prop, such as `creationTemplates.ROOT.`; empty for a repository */
export function checkExclusions(at: string, { imageTagMutability, mutabilityExclusions: filters }: MutabilitySettings): Problem[] {
  const path = `${at}mutabilityExclusions`;
  const see = pages.exclusion;
  const problems = filters.flatMap((filter, index): Problem[] => {
    const place = `${path}[${index}]`;
    if (!exclusion.pattern.test(filter)) {
      return [{ code: "exclusion-filter", path: place, got: show(filter), expected: "1 to 128 letters, digits and ._*-", see }];
    }
    if (filters.indexOf(filter) < index) {
      return [{ code: "exclusion-duplicate", path: place, got: `${show(filter)}, as before`, expected: "each filter once", see }];
    }
    if (!/^\*+$/.test(filter)) return [];
    const expected = `imageTagMutability: ${show(imageTagMutability === "IMMUTABLE" ? "MUTABLE" : "IMMUTABLE")}`;
    return [{ code: "exclusion-everything", path: place, got: `${show(filter)}, every tag`, expected, see: pages.mutability, severity: "warning" }];
  });
  if (filters.length > exclusion.most) {
    problems.push({ code: "exclusion-count", path, got: `${filters.length} filters`, expected: `at most ${exclusion.most}`, see: pages.mutability });
  }
  return problems;
}

/** @param at what stands before the prop; empty for a repository */
export function checkEncryption(at: string, { encryption, kmsKeyArn }: EncryptionSettings): Problem[] {
  if (kmsKeyArn === undefined) return [];
  const path = `${at}kmsKeyArn`;
  const see = pages.encryption;
  if (encryption === "AES256") {
    return [{ code: "kms-key", path, got: `given with encryption "AES256"`, expected: `"KMS" or "KMS_DSSE", or no key`, see }];
  }
  if (isKmsKeyArn(kmsKeyArn)) return [];
  const expected = "the ARN of a key: arn:<partition>:kms:<region>:<account>:key/<id>";
  return [{ code: "kms-key", path, got: show(kmsKeyArn), expected, see }];
}
