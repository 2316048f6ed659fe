import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { defineContract, keepStateIn, publishOutputs, stateKey, type S3State } from "@terrace/remote-state";
import type { TerraformStack } from "cdktf";

/** What a stack of queues promises, declared once for the stack itself and for its readers. */
export const queuesContract = defineContract("queues", {
  order_queue_url: { type: "string", description: "Where orders are sent" },
  queue_arns: { type: "map(string)", description: "ARNs of the queues by name" },
  retention_seconds: { type: "number", description: "How long a message waits" },
});

/** Where its state lies, beside the states of the other stacks of the environment. */
export const queuesState: S3State = {
  kind: "s3",
  bucket: "dev-shop-tfstate-111111111111",
  key: stateKey({ project: "shop", environment: "dev" }, "queues"),
  region: "ap-northeast-1",
};

/** Keeps its state in the bucket, and publishes its outputs under the names of the contract. */
export function publishing(stack: TerraformStack): void {
  keepStateIn(stack, queuesState);
  const orders = new SqsQueue(stack, "orders", { name: "dev-shop-orders", messageRetentionSeconds: 86_400 });
  publishOutputs(stack, queuesContract, {
    order_queue_url: orders.url,
    queue_arns: { orders: orders.arn },
    retention_seconds: 86_400,
  });
}
