import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { throwIfAny } from "@terrace/core";
import { Construct } from "constructs";
import { check } from "./check";
import type { EksProps } from "./props";
import { resolve, type EksSettings } from "./settings";

/**
 * A log group with a bounded retention.
 *
 * Creates the log group. It does not create who writes into it, nor the policy that lets them. Charged by the gigabyte
 * taken in and kept.
 *
 * @example
 * new Eks(stack, "eks", { name: "/dev/shop/orders" });
 */
export class Eks extends Construct {
  private readonly logGroup: CloudwatchLogGroup;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: EksProps) {
    super(scope, id);
    const settings = resolve(props);
    throwIfAny(this, "Eks", check(settings));

    this.logGroup = this.createLogGroup(settings);
  }

  /** Name of the log group. */
  public get logGroupName(): string {
    return this.logGroup.name;
  }

  /** ARN of the log group, for the policy of those who write into it. */
  public get logGroupArn(): string {
    return this.logGroup.arn;
  }

  private createLogGroup({ name, retentionDays, tags, override }: EksSettings): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, "Resource", {
      name,
      retentionInDays: retentionDays,
      tags,
      ...override.logGroup,
    });
  }
}
