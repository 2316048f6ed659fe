import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { StateBucket } from "@terrace/remote-state";
import type { TerraformStack } from "cdktf";

/** States under a key of your own, and a lock table for teams that still run Terraform before 1.10. */
export function ownKey(stack: TerraformStack): StateBucket {
  const key = new KmsKey(stack, "state-key", { description: "Terraform states", enableKeyRotation: true });
  return new StateBucket(stack, "state", {
    bucketName: "prd-shop-tfstate-333333333333",
    oldVersionDays: 365,
    kmsKeyArn: key.arn,
    lockTableName: "prd-shop-tflock",
    tags: { DataClass: "internal" },
  });
}
