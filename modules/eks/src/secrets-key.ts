import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { Construct } from "constructs";
import { canonicalJson } from "./canonical-json";
import type { ClusterSettings } from "./settings";

/**
 * ARN of the key that encrypts secrets, made here on request; undefined for AWS's own.
 *
 * EKS works with grants that whoever makes the cluster gives it, so the key's policy names nobody but the account: its
 * IAM policies decide.
 */
export function secretsKeyArn(scope: Construct, { name, secretsKey, tags }: ClusterSettings, partition: string, account: () => string): string | undefined {
  if (secretsKey === "aws-owned") return undefined;
  if (secretsKey !== "made") return secretsKey.kmsKeyArn;
  const key = new KmsKey(scope, "secrets-key", {
    description: `Kubernetes secrets of the EKS cluster ${name}`,
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: canonicalJson({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AccountDecides",
          Effect: "Allow",
          Principal: { AWS: `arn:${partition}:iam::${account()}:root` },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    }),
    tags: { ...tags, Name: `${name}-secrets` },
  });
  new KmsAlias(scope, "secrets-key-alias", { name: `alias/eks/${name}`, targetKeyId: key.keyId });
  return key.arn;
}
