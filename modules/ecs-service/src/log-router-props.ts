/** How a log router works. */
export interface LogRouterProps {
  readonly type: "fluentbit" | "fluentd";
  /**
   * Configuration beside what ECS writes for `awsfirelens`: a file of the image, or files of buckets, which the init
   * process of AWS's image for Fluent Bit reads (tags that begin with `init-`). The task role gets the rights.
   *
   * @default - none
   * @throws InvalidPropsError [log-router-config] [log-router-init]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef-customconfig.html
   */
  readonly config?: { readonly from: "file"; readonly path: string } | { readonly from: "s3"; readonly arns: readonly string[] };
  /**
   * What ECS knows of the container stands beside each line.
   *
   * @default true
   */
  readonly ecsMetadata?: boolean;
}
