/** What AWS says of the log router of Fargate pods, each with its page. Read November 2026. */
export const loggingPages = {
  logging: "https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html",
  rights: "https://github.com/aws-samples/amazon-eks-fluent-logging-examples",
  format: "https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/classic-mode/format-schema",
  retention: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
  outputCloudwatch: "https://docs.fluentbit.io/manual/pipeline/outputs/cloudwatch",
} as const;

/** Names that AWS fixed: the log router looks for these and no others. */
export const observability = {
  namespace: "aws-observability",
  label: { "aws-observability": "enabled" },
  configMap: "aws-logging",
} as const;

/** Characters that the ConfigMap may hold, all of its values together. */
export const configMapLength = 5300;

/** Plugins that AWS lets in. Names are compared without regard to case. */
export const plugins = {
  FILTER: ["grep", "parser", "record_modifier", "rewrite_tag", "throttle", "nest", "modify", "kubernetes"],
  OUTPUT: ["es", "firehose", "kinesis_firehose", "cloudwatch", "cloudwatch_logs", "kinesis"],
} as const;

/** Keys that each kind of section must have, in lower case. */
export const requiredKeys = { FILTER: ["name", "match"], OUTPUT: ["name", "match"], PARSER: ["name", "format"] } as const;

/** Keys of the kubernetes filter that AWS sets itself, in lower case. */
export const kubernetesKeys: readonly string[] = ["kube_url", "kube_ca_file", "kube_token_command", "kube_token_file"];

/** What the tag of every record begins with. */
export const recordTag = "kube.";

/** Days that CloudWatch Logs can keep a group's events. */
export const loggingRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;
