import { show, type Problem } from "@terrace/core";
import { isExcluded } from "./check-lifecycle";
import { inlinePolicyName, pages, tag as tagPattern } from "./limits";
import type { MutabilitySettings } from "./settings";

/** A tag that an image is pushed with; what a shell puts together is left to the shell. */
export function checkPushTag(path: string, tag: string, { imageTagMutability, mutabilityExclusions }: MutabilitySettings): Problem[] {
  if (/^\$\(.+\)$/.test(tag)) return [];
  if (!tagPattern.test(tag)) {
    const expected = "1 to 128 letters, digits and _.-, not starting with . or -; or a command in $( )";
    return [{ code: "push-tag", path, got: show(tag), expected, see: pages.tag }];
  }
  const isMutable = (imageTagMutability === "MUTABLE") !== isExcluded(mutabilityExclusions, tag);
  if (tag !== "latest" || isMutable) return [];
  const expected = "a tag of each build, such as the commit: an immutable tag can be pushed once only";
  return [{ code: "push-tag", path, got: show(tag), expected, see: pages.mutability }];
}

/** The name of the inline policy that a grant makes. */
export function checkPolicyName(id: string, name: string): Problem[] {
  if (inlinePolicyName.test(name)) return [];
  const expected = "an id that leaves the name of the policy at up to 128 letters, digits and +=,.@_-";
  return [{ code: "grant-id", path: "id", got: `${show(id)}, for a policy named ${show(name)}`, expected, see: pages.inlinePolicy }];
}
