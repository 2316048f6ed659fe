import { Eks } from "@terrace/eks";
import type { TerraformStack } from "cdktf";

/** Events are kept for 90 days. */
export function minimal(stack: TerraformStack): Eks {
  return new Eks(stack, "eks", { name: "/dev/shop/orders" });
}
