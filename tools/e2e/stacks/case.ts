import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import type { Check } from "../src/check";

/** What the run knows of one kind of stack. */
export interface StackCase {
  /** The kind: `network` of `dev-network`. */
  readonly stack: string;
  /** Changes of an environment's data, one after the other. None may remove or replace what it does not name. */
  readonly changes: readonly Change[];
  /**
   * Makes what the environment's data takes as given, such as a certificate.
   *
   * @returns what was made instead, by the name in the data
   * @default - nothing
   */
  prepare?(aws: Aws, environment: Environment): Promise<Readonly<Record<string, string>>>;
  /** What has to be changed before the stack can be destroyed. @default - nothing */
  readonly beforeDestroy?: Change;
  /** Holds what is really there against what the environment's data says. */
  expect(aws: Aws, environment: Environment): Promise<Check[]>;
  /** What is left in the account. */
  remains(aws: Aws): Promise<string[]>;
  /** What is meant to be left after destroy. @default - nothing */
  leaves?(environment: Environment): string[];
}

/** A change of an environment's data. */
export interface Change {
  readonly name: string;
  /** The environments that it is tried on. */
  readonly environments: readonly string[];
  /**
   * What it changes in place, by type and attribute: `aws_elasticache_replication_group.maintenance_window`.
   *
   * @default - nothing: it may only add
   */
  readonly updates?: readonly string[];
  /**
   * Types of resources that it may replace, because they have no other way to change: `aws_ecs_task_definition`.
   *
   * @default - none
   */
  readonly replaces?: readonly string[];
  /**
   * Types of resources that it takes away: `aws_appautoscaling_target`.
   *
   * @default - none
   */
  readonly removes?: readonly string[];
  make(environment: Environment): Environment;
}
