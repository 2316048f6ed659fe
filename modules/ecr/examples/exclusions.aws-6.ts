import { Repository } from "@terrace/ecr";
import type { TerraformStack } from "cdktf";

/** Immutable tags, but for those that follow a branch. AWS provider 6.8.0 or later. */
export function exclusions(stack: TerraformStack): Repository {
  return new Repository(stack, "web", { name: "dev-shop/web", mutabilityExclusions: ["latest", "dev-*"] });
}
