import { defineContract, publishOutputs, StateBucket } from "@terrace/remote-state";
import type { Construct } from "constructs";
import type { Environment } from "./environment";
import { EnvironmentStack, stateBucketName, type StackOptions } from "./environment-stack";

/** What the state stack promises. */
export const stateContract = defineContract("state", {
  bucket_name: { type: "string", description: "Bucket that holds the states of the environment" },
  bucket_arn: { type: "string", description: "ARN of the bucket, for the deployer's policy" },
});

/** The bucket for the states of all stacks, its own included once it has been moved there (docs/operations). */
export class StateStack extends EnvironmentStack {
  public constructor(scope: Construct, environment: Environment, options: StackOptions) {
    super(scope, "state", environment, options);
    const bucket = new StateBucket(this, "state", {
      ...environment.state,
      bucketName: stateBucketName(environment),
    });
    publishOutputs(this, stateContract, { bucket_name: bucket.bucketName, bucket_arn: bucket.bucketArn });
  }
}
