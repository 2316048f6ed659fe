import { Registry } from "@terrace/ecr";
import type { TerraformStack } from "cdktf";

/** One for each account: scans by Inspector, copies in another region, and other registries' images through this one. */
export function registry(stack: TerraformStack): Registry {
  const registry = new Registry(stack, "registry", {
    scanning: { type: "ENHANCED", continuous: ["prd-*"], scanOnPush: ["dev-*"] },
    replication: [{ destinations: [{ region: "ap-northeast-3" }, { region: "ap-northeast-1", accountId: "444444444444" }], prefixes: ["prd-shop/"] }],
    pullThroughCache: {
      "ecr-public": { upstream: "ecr-public" },
      "docker-hub": {
        upstream: "docker-hub",
        credentialArn: "arn:aws:secretsmanager:ap-northeast-1:333333333333:secret:ecr-pullthroughcache/docker-hub-AbCdEf",
      },
    },
    creationTemplates: {
      ROOT: {
        description: "what comes through a cache goes when it is old",
        lifecycle: [{ priority: 10, images: { tagStatus: "any" }, when: { countType: "sinceImagePushed", days: 90 } }],
      },
    },
    access: { replicationFrom: ["222222222222"] },
  });
  registry.grantCachePull("nodes", { roleName: "prd-shop-nodes", roleArn: "arn:aws:iam::333333333333:role/prd-shop-nodes" });
  return registry;
}
