import { OneOffTask } from "@terrace/ecs-service";
import { TerraformOutput, type TerraformStack } from "cdktf";
import { cluster } from "./given/cluster";
import { network } from "./given/network";

/** A migration that runs before each deployment, and cleans up at night: what runs it, and what lets somebody, are outputs. */
export function oneOffTask(stack: TerraformStack): OneOffTask {
  const migrate = new OneOffTask(stack, "migrate", {
    name: "dev-shop-migrate",
    cluster,
    network,
    tier: "private",
    task: {
      cpu: 256,
      memoryMiB: 512,
      containers: {
        migrate: {
          image: "111111111111.dkr.ecr.ap-northeast-1.amazonaws.com/shop/api:3f2a9c1",
          command: ["npm", "run", "migrate"],
          secrets: {
            DATABASE_URL: {
              from: "parameter-store",
              arn: "arn:aws:ssm:ap-northeast-1:111111111111:parameter/dev/shop/database-url",
            },
          },
        },
      },
    },
  });
  migrate.addSchedule("nightly", {
    schedule: "cron(30 3 * * ? *)",
    timezone: "Asia/Tokyo",
    flexibleMinutes: 15,
    command: ["npm", "run", "cleanup"],
    deadLetterQueue: { queueArn: "arn:aws:sqs:ap-northeast-1:111111111111:dev-shop-unstarted" },
  });
  new TerraformOutput(stack, "migrate_run", { value: migrate.runConfiguration });
  new TerraformOutput(stack, "migrate_policy", { value: migrate.runPolicy });
  return migrate;
}
