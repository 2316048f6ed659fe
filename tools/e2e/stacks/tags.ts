import type { Tag } from "@aws-sdk/client-ec2";
import type { Environment } from "../../../stacks/environment";
import { equal, type Check } from "../src/check";

/** Tags, as every service writes them. */
export type Tags = readonly Pick<Tag, "Key" | "Value">[];

/** The value of a tag. */
export function tagOf(tags: Tags | undefined, key: string): string | undefined {
  return tags?.find(({ Key }) => Key === key)?.Value;
}

/** The tags that everything of an environment has. */
export function defaultTagCheck(what: string | undefined, tags: Tags | undefined, { name, project }: Environment): Check {
  const keys = ["Environment", "Project", "ManagedBy"];
  return equal(`default tags of ${what}`, keys.map((key) => tagOf(tags, key)), [name, project, "terraform"]);
}
