import { MyModule } from "../src";
import type { TerraformStack } from "cdktf";

/** Events are kept for 90 days. */
export function minimal(stack: TerraformStack): MyModule {
  return new MyModule(stack, "my-module", { name: "/dev/shop/orders" });
}
