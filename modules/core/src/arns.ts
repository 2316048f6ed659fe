import { Token } from "cdktf";

/**
 * False for a text that is not the ARN of a KMS key: of an alias, of another service, or only an id. What is known only
 * after apply passes.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN
 */
export function isKmsKeyArn(arn: string): boolean {
  return Token.isUnresolved(arn) || /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/.test(arn);
}
