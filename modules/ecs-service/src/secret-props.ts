/** Where the value of a secret lies. */
export type SecretSource = ParameterSource | SecretsManagerSource;

/** A parameter of Parameter Store. */
export interface ParameterSource {
  readonly from: "parameter-store";
  /** ARN of the parameter. May be known only after apply. */
  readonly arn: string;
  /**
   * ARN of the customer's key that encrypts it.
   *
   * @default - AWS's own key, which needs no right
   */
  readonly kmsKeyArn?: string;
}

/** A secret of Secrets Manager. */
export interface SecretsManagerSource {
  readonly from: "secrets-manager";
  /** Full ARN of the secret, with the six characters that AWS adds. May be known only after apply. */
  readonly arn: string;
  /**
   * One key of a secret that is a JSON object.
   *
   * @default - the whole secret
   * @throws InvalidPropsError [secret-json-key]
   */
  readonly jsonKey?: string;
  /**
   * The stage of the version, such as `AWSPREVIOUS`.
   *
   * @default - `AWSCURRENT`
   * @throws InvalidPropsError [secret-json-key]
   */
  readonly versionStage?: string;
  /**
   * The id of the version.
   *
   * @default - that of the stage
   * @throws InvalidPropsError [secret-json-key]
   */
  readonly versionId?: string;
  /**
   * ARN of the customer's key that encrypts it.
   *
   * @default - AWS's own key, which needs no right
   */
  readonly kmsKeyArn?: string;
}
