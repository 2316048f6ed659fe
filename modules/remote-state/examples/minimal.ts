import { StateBucket } from "@terrace/remote-state";
import type { TerraformStack } from "cdktf";

/** The bucket for all states of an account. Old versions of a state are kept for 90 days. */
export function minimal(stack: TerraformStack): StateBucket {
  return new StateBucket(stack, "state", { bucketName: "dev-shop-tfstate-111111111111" });
}
