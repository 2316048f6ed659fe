import { requireAwsProvider } from "@terrace/core";
import { addresses, inventory, synth, testStack } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { readFileSync } from "node:fs";
import path from "node:path";
import { blueGreen } from "../examples/blue-green";
import { cluster } from "../examples/cluster";
import { globalDatastore } from "../examples/global-datastore";
import { globalSecondary } from "../examples/global-secondary";
import { imported } from "../examples/import";
import { memcached } from "../examples/memcached";
import { minimal } from "../examples/minimal";
import { production } from "../examples/production";
import { users } from "../examples/users";
import { serverless } from "../examples/serverless";
import { shardPlacement } from "../examples/shard-placement.aws-6";

/** What every replication group consists of. */
const group = { aws_elasticache_replication_group: 1, aws_elasticache_parameter_group: 1, aws_elasticache_subnet_group: 1, aws_security_group: 1 };

test.each<[string, (stack: TerraformStack) => unknown, Record<string, number>]>([
  ["minimal", minimal, { ...group, aws_vpc_security_group_ingress_rule: 1 }],
  ["production", production, {
    ...group,
    aws_cloudwatch_log_group: 2,
    aws_cloudwatch_metric_alarm: 12,
    aws_route53_record: 2,
    aws_vpc_security_group_ingress_rule: 1,
  }],
  ["cluster", cluster, { ...group, aws_appautoscaling_policy: 2, aws_appautoscaling_target: 2 }],
  ["blue-green", blueGreen, {
    aws_elasticache_replication_group: 2,
    aws_elasticache_parameter_group: 2,
    aws_elasticache_subnet_group: 2,
    aws_security_group: 2,
    aws_vpc_security_group_ingress_rule: 2,
    aws_route53_record: 1,
  }],
  ["import", imported, group],
  ["global-datastore", globalDatastore, { ...group, aws_elasticache_global_replication_group: 1 }],
  ["global-secondary", globalSecondary, {
    aws_elasticache_replication_group: 1,
    aws_elasticache_subnet_group: 1,
    aws_security_group: 1,
    aws_vpc_security_group_ingress_rule: 1,
  }],
  ["serverless", serverless, { aws_elasticache_serverless_cache: 1, aws_security_group: 1, aws_vpc_security_group_ingress_rule: 1 }],
  ["memcached", memcached, {
    aws_elasticache_cluster: 1,
    aws_elasticache_parameter_group: 1,
    aws_elasticache_subnet_group: 1,
    aws_security_group: 1,
    aws_vpc_security_group_ingress_rule: 1,
  }],
  ["users", users, { ...group, aws_elasticache_user: 2, aws_elasticache_user_group: 1, aws_iam_role_policy: 1 }],
])("the example %s makes exactly what its README says", (_name, example, expected) => {
  const stack = testStack();
  example(stack);
  expect(inventory(synth(stack))).toEqual(expected);
});

test("the example shard-placement needs AWS provider 6, and writes what provider 5 lacks", () => {
  const stack = testStack();
  requireAwsProvider(stack, "6.20.0");
  shardPlacement(stack);
  const made = synth(stack);
  expect(inventory(made)).toEqual(group);
  expect(Object.values(made.resource?.aws_elasticache_replication_group ?? {})[0]).toMatchObject({
    num_node_groups: 2,
    snapshot_arns: ["arn:aws:s3:::shop-dumps/queries-0001.rdb", "arn:aws:s3:::shop-dumps/queries-0002.rdb"],
    node_group_configuration: [
      { node_group_id: "0001", primary_availability_zone: "ap-northeast-1a", replica_availability_zones: ["ap-northeast-1c"], replica_count: 1, slots: "0-8191" },
      { node_group_id: "0002", primary_availability_zone: "ap-northeast-1c", replica_availability_zones: ["ap-northeast-1d"], replica_count: 1, slots: "8192-16383" },
    ],
  });
});

test("addresses are the ones that users have in their states: a change is a major version, with moved blocks", () => {
  const stack = testStack();
  production(stack);
  const golden = readFileSync(path.join(__dirname, "production.addresses.txt"), "utf8");
  expect(`${addresses(synth(stack)).join("\n")}\n`).toBe(golden);
});
