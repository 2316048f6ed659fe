import { Repository } from "@terrace/ecr";
import { Fn, TerraformOutput, type TerraformStack } from "cdktf";

/** A repository, a service that pulls from it, and the commands that fill it. */
export function minimal(stack: TerraformStack): Repository {
  const web = new Repository(stack, "web", { name: "dev-shop/web" });
  web.grantPull("web", { roleName: "dev-shop-web-execution", roleArn: "arn:aws:iam::111111111111:role/dev-shop-web-execution" });
  new TerraformOutput(stack, "push_web", { value: Fn.join("\n", web.pushImageCommands()) });
  return web;
}
