import { Repository } from "@terrace/ecr";
import type { TerraformStack } from "cdktf";

/** Releases that stay, builds that go, and another account and Lambda that pull. */
export function production(stack: TerraformStack): Repository {
  const web = new Repository(stack, "web", {
    name: "prd-shop/web",
    kmsKeyArn: "arn:aws:kms:ap-northeast-1:333333333333:key/01234567-89ab-cdef-0123-456789abcdef",
    lifecycle: [
      { priority: 10, description: "keep 50 releases", images: { tagStatus: "tagged", tagPatterns: ["v*"] }, when: { countType: "imageCountMoreThan", count: 50 } },
      { priority: 20, description: "builds of branches", images: { tagStatus: "tagged", tagPatterns: ["dev-*"] }, when: { countType: "sinceImagePushed", days: 14 } },
      { priority: 90, images: { tagStatus: "untagged" }, when: { countType: "sinceImagePushed", days: 7 } },
    ],
    access: { pull: ["222222222222"], organizationPull: ["o-a1b2c3d4e5"], lambdaPull: ["self", "222222222222"] },
    tags: { DataClass: "internal" },
  });
  web.grantPull("web", { roleName: "prd-shop-web-execution", roleArn: "arn:aws:iam::333333333333:role/prd-shop-web-execution" });
  web.grantPush("build", { roleName: "prd-shop-build", roleArn: "arn:aws:iam::333333333333:role/prd-shop-build" });
  return web;
}
