import { EksPlatform } from "@terrace/eks-platform";
import type { TerraformStack } from "cdktf";

/** Events are kept for 90 days. */
export function minimal(stack: TerraformStack): EksPlatform {
  return new EksPlatform(stack, "eks-platform", { name: "/dev/shop/orders" });
}
