import type { TerraformResourceLifecycle } from "cdktf";

/** An attribute that Terraform sets at creation and somebody else changes from then on. */
export interface OwnedElsewhere<T> {
  /** The value at creation. A later change of it changes nothing. */
  readonly initial: T;
  /** Who changes it later, in a word for the reader: `autoscaling`, `ci`, `ecs-deployment`. */
  readonly owner: string;
}

/** A value that Terraform owns, or one that it only sets at creation. */
export type Owned<T extends string | number | boolean> = T | OwnedElsewhere<T>;

/** The value that Terraform writes: the value itself, or the initial one. */
export function initialOf<T extends string | number | boolean>(owned: Owned<T>): T {
  return typeof owned === "object" ? owned.initial : owned;
}

/**
 * The lifecycle of a resource, from who owns its attributes.
 *
 * The resource is the same one whoever owns it, so that changing the owner never moves an address.
 *
 * @param attributes by their Terraform names, such as `{ desired_count: props.desiredCount }`
 * @returns `ignore_changes` of the attributes with another owner, or undefined when there is none
 */
export function lifecycleOf(
  attributes: Readonly<Record<string, Owned<string | number | boolean> | undefined>>,
): TerraformResourceLifecycle | undefined {
  const ignoreChanges = Object.keys(attributes).filter((name) => typeof attributes[name] === "object");
  return ignoreChanges.length > 0 ? { ignoreChanges } : undefined;
}
