import type { ClusterRef, NetworkRef } from "@terrace/core";
import { addresses, invalidProps, only, problemsOf, render, resourcesOf, synth, testStack, warningsOf } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import { fargateLogging } from "../examples/fargate-logging";
import { fargateCluster } from "../examples/given/fargate-cluster";
import { FargateLogging } from "../src/fargate-logging";
import type { FargateLoggingProps, LogFilter, LogOutput } from "../src/fargate-logging-props";
import { configureClusterProviders } from "../src/providers";

const [, shop] = fargateCluster.fargateProfiles;
const someToken = Lazy.stringValue({ produce: () => "later" });

function stackWith(change: Partial<FargateLoggingProps> = {}) {
  const stack = testStack();
  configureClusterProviders(stack, fargateCluster);
  const logging = new FargateLogging(stack, "logging", { cluster: fargateCluster, ...change });
  return { stack, logging };
}

function made(change: Partial<FargateLoggingProps> = {}) {
  return synth(stackWith(change).stack);
}

function dataOf(change: Partial<FargateLoggingProps> = {}): Record<string, string> {
  const { data } = only(made(change), "kubernetes_config_map_v1");
  return JSON.parse(JSON.stringify(data));
}

function statements(change: Partial<FargateLoggingProps> = {}): unknown {
  return JSON.parse(String(only(made(change), "aws_iam_role_policy").policy)).Statement;
}

function needsOf(change: Partial<FargateLoggingProps>): string[] {
  const [workload] = stackWith(change).logging.workloads;
  return (workload?.needs ?? []).map(({ service }) => service);
}

function withOutput(output: LogOutput): Partial<FargateLoggingProps> {
  return { outputs: { main: output } };
}

function withFilter(...filters: LogFilter[]): Partial<FargateLoggingProps> {
  return { filters };
}

function rawOutputs(outputs: string): Partial<FargateLoggingProps> {
  return { raw: { outputs, rights: [{ actions: ["logs:PutLogEvents"], resources: ["*"] }] } };
}

describe("what it creates", () => {
  test("the names that AWS fixed", () => {
    const template = made();
    expect(only(template, "kubernetes_namespace_v1")).toMatchObject({ metadata: { name: "aws-observability", labels: { "aws-observability": "enabled" } } });
    expect(only(template, "kubernetes_config_map_v1")).toMatchObject({ metadata: { name: "aws-logging", namespace: "aws-observability" } });
  });

  test("a log group with 90 days, and an output that is not told to make it", () => {
    expect(only(made(), "aws_cloudwatch_log_group")).toMatchObject({ name: "/aws/eks/dev-shop/fargate", retention_in_days: 90 });
    expect(dataOf()).toEqual({
      "output.conf": [
        "[OUTPUT]",
        "    Name cloudwatch_logs",
        "    Match *",
        "    region ap-northeast-1",
        "    log_group_name /aws/eks/dev-shop/fargate",
        "    log_stream_prefix fargate-",
        "",
      ].join("\n"),
      flb_log_cw: "false",
    });
  });

  test("everything that pods need is there before the ConfigMap says so", () => {
    const { depends_on: before } = only(made({ routerLogs: true }), "kubernetes_config_map_v1");
    expect(before).toEqual([
      expect.stringMatching(/^kubernetes_namespace_v1\./),
      expect.stringMatching(/^aws_cloudwatch_log_group\.logging_log-group-main_/),
      expect.stringMatching(/^aws_cloudwatch_log_group\.logging_router-log-group_/),
      expect.stringMatching(/^aws_iam_role_policy\./),
    ]);
  });

  test("a role that two profiles share is given its rights once, another one its own", () => {
    expect(only(made(), "aws_iam_role_policy")).toMatchObject({ role: "dev-shop-fargate", name: "fargate-logging" });
    const other = { ...fargateCluster, fargateProfiles: [...fargateCluster.fargateProfiles, { name: "jobs", tier: "private", selectors: [], podExecutionRole: { roleName: "jobs", roleArn: "x" } }] };
    const policies = Object.values(resourcesOf(made({ cluster: other }), "aws_iam_role_policy"));
    expect(policies.map(({ role }) => role)).toEqual(["dev-shop-fargate", "jobs"]);
  });

  test("exactly the actions that the outputs call, on exactly what they name", () => {
    const group = expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.logging_log-group-main_\w+\.arn\}$/);
    const streams = expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.logging_log-group-main_\w+\.arn\}:\*$/);
    expect(statements()).toEqual([{ Effect: "Allow", Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], Resource: [group, streams] }]);
    expect(statements(withOutput({ to: "kinesis", streamName: "pods", streamArn: "arn:aws:kinesis:ap-northeast-1:111111111111:stream/pods" }))).toEqual([
      { Effect: "Allow", Action: ["kinesis:PutRecords"], Resource: ["arn:aws:kinesis:ap-northeast-1:111111111111:stream/pods"] },
    ]);
    expect(statements(withOutput({ to: "firehose", streamName: "pods", streamArn: someToken }))).toEqual([
      { Effect: "Allow", Action: ["firehose:PutRecordBatch"], Resource: ["later"] },
    ]);
    expect(statements(withOutput({ to: "opensearch", host: "search.example.com", domainArn: "arn:aws:es:ap-northeast-1:111111111111:domain/pods" }))).toEqual([
      { Effect: "Allow", Action: ["es:ESHttpPost", "es:ESHttpPut"], Resource: ["arn:aws:es:ap-northeast-1:111111111111:domain/pods/*"] },
    ]);
  });

  test("the router's own group, which the router asks to make although it is there", () => {
    expect(statements({ outputs: { main: { to: "cloudwatch", logGroup: { name: "given", arn: "arn:aws:logs:ap-northeast-1:111111111111:log-group:given" } } }, routerLogs: true })).toEqual([
      { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], Resource: ["arn:aws:logs:ap-northeast-1:111111111111:log-group:given", "arn:aws:logs:ap-northeast-1:111111111111:log-group:given:*"] },
      {
        Effect: "Allow",
        Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [expect.stringContaining("router-log-group"), expect.stringMatching(/router-log-group.*:\*$/)],
      },
    ]);
    expect(dataOf({ routerLogs: true })).toMatchObject({ flb_log_cw: "true" });
    expect(Object.values(resourcesOf(made({ routerLogs: true }), "aws_cloudwatch_log_group"))).toContainEqual(expect.objectContaining({ name: "dev-shop-fluent-bit-logs" }));
  });

  test("each output in the words of its plugin", () => {
    const outputs: Record<string, LogOutput> = {
      s3: { to: "firehose", streamName: "pods", streamArn: someToken, match: "kube.*" },
      stream: { to: "kinesis", streamName: "pods", streamArn: someToken, options: { partition_key: "container_id" } },
      search: { to: "opensearch", host: "search.example.com", domainArn: someToken, index: "pods", options: { Suppress_Type_Name: true } },
    };
    expect(dataOf({ outputs })["output.conf"]).toBe(
      [
        "[OUTPUT]\n    Name kinesis_firehose\n    Match kube.*\n    region ap-northeast-1\n    delivery_stream pods\n",
        "[OUTPUT]\n    Name kinesis\n    Match *\n    region ap-northeast-1\n    stream pods\n    partition_key container_id\n",
        "[OUTPUT]\n    Name es\n    Match *\n    Host search.example.com\n    Port 443\n    Index pods\n    AWS_Auth On\n    AWS_Region ap-northeast-1\n    tls On\n    Suppress_Type_Name On\n",
      ].join("\n"),
    );
  });

  test("filters, parsers and raw sections, written the same way", () => {
    const data = dataOf({
      filters: [{ name: "grep", options: { Exclude: ["log ^DEBUG", "log ^TRACE"] } }],
      parsers: { app: { format: "json", options: { Time_Keep: false } } },
      raw: { filters: "# mine\n[FILTER]\n  name   modify\n  match  *\n\n  Add env dev\n", parsers: "[PARSER]\n Name extra\n Format logfmt" },
    });
    expect(data["filters.conf"]).toBe(
      "[FILTER]\n    Name grep\n    Match kube.*\n    Exclude log ^DEBUG\n    Exclude log ^TRACE\n\n[FILTER]\n    name modify\n    match *\n    Add env dev\n",
    );
    expect(data["parsers.conf"]).toBe("[PARSER]\n    Name app\n    Format json\n    Time_Keep Off\n\n[PARSER]\n    Name extra\n    Format logfmt\n");
  });

  test("raw outputs stand alone, with the rights that the caller names", () => {
    const raw = { outputs: "[OUTPUT]\n  Name cloudwatch\n  Match *\n  region ap-northeast-1\n", rights: [{ actions: ["logs:PutLogEvents"], resources: ["*"] }] };
    expect(addresses(made({ raw })).filter((address) => address.startsWith("aws_cloudwatch_log_group"))).toEqual([]);
    expect(statements({ raw })).toEqual([{ Effect: "Allow", Action: ["logs:PutLogEvents"], Resource: ["*"] }]);
    expect(stackWith({ raw }).logging.workloads).toHaveLength(2);
  });

  test("overrides come last", () => {
    const template = made({
      override: { namespace: { waitForDefaultServiceAccount: true }, configMap: { immutable: true }, logGroup: { skipDestroy: true }, rolePolicy: { name: "logs" } },
      tags: { Team: "shop" },
    });
    expect(only(template, "kubernetes_namespace_v1")).toMatchObject({ wait_for_default_service_account: true });
    expect(only(template, "kubernetes_config_map_v1")).toMatchObject({ immutable: true });
    expect(only(template, "aws_cloudwatch_log_group")).toMatchObject({ skip_destroy: true, tags: { Team: "shop" } });
    expect(only(template, "aws_iam_role_policy")).toMatchObject({ name: "logs" });
  });

  test("outputs: what to wait for, the groups' ARNs, and what the pods must reach", () => {
    const { stack, logging } = stackWith();
    expect(render(stack, logging.ready.fqn)).toMatch(/kubernetes_config_map_v1\.logging_/);
    expect(render(stack, logging.logGroupArns)).toEqual({ main: expect.stringContaining("aws_cloudwatch_log_group.logging_log-group-main_") });
    expect(logging.workloads).toMatchObject([{ name: "fargate-system", tier: "private", needs: [{ service: "logs" }] }, { name: "fargate-shop" }]);
    expect(needsOf(withOutput({ to: "kinesis", streamName: "pods", streamArn: someToken }))).toEqual(["kinesis-streams"]);
    expect(needsOf(withOutput({ to: "firehose", streamName: "pods", streamArn: someToken }))).toEqual(["kinesis-firehose"]);
    expect(needsOf({ ...withOutput({ to: "firehose", streamName: "pods", streamArn: someToken }), routerLogs: true })).toEqual(["logs", "kinesis-firehose"]);
    expect(stackWith(withOutput({ to: "opensearch", host: "search.example.com", domainArn: someToken })).logging.workloads).toEqual([]);
    const raw = (name: string) => ({ raw: { outputs: `[OUTPUT]\n  Name ${name}\n  Match *`, rights: [{ actions: ["logs:PutLogEvents"], resources: ["arn"] }] } });
    expect(["cloudwatch", "kinesis", "firehose", "kinesis_firehose"].flatMap((name) => needsOf(raw(name)))).toEqual(["logs", "kinesis-streams", "kinesis-firehose", "kinesis-firehose"]);
  });

  test("a filter that makes other tags lets outputs match them", () => {
    const { stack } = stackWith({ ...withFilter({ name: "rewrite_tag", options: { Rule: "$log ^ERROR errors.$TAG false" } }), outputs: { errors: { to: "kinesis", match: "errors.*", streamName: "errors", streamArn: someToken } } });
    expect(warningsOf(stack)).toEqual([]);
  });

  test("a parser that nobody defined is a warning", () => {
    const { stack } = stackWith(withFilter({ name: "parser", options: { Key_Name: "log", Parser: "crio" } }));
    expect(warningsOf(stack)).toEqual([expect.stringContaining('[logging-parser] filters[0] is with the parser "crio"')]);
  });
});

const isolated: NetworkRef = {
  vpcId: "vpc-1",
  cidrBlocks: ["10.0.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [{ tier: "private", availabilityZone: "apne1-az1", subnetId: "subnet-1", routeTableId: "rtb-1", cidrBlock: "10.0.0.0/24", egress: "none" }],
  endpoints: [],
};

describe("bad input", () => {
  const none: ClusterRef = { ...fargateCluster, fargateProfiles: [] };

  test.each<[string, Partial<FargateLoggingProps>, string[]]>([
    ["a cluster's name that is known only after apply", { cluster: { ...fargateCluster, clusterName: someToken } }, ["not-known-at-synth cluster.clusterName", "not-known-at-synth outputs.main.logGroup.name"]],
    ["an option that is known only after apply", withOutput({ to: "kinesis", streamName: "pods", streamArn: "", options: { x: someToken } }), ["not-known-at-synth outputs.main.options.x"]],
    ["a group's name that is known only after apply", withOutput({ to: "cloudwatch", logGroup: { name: someToken } }), ["not-known-at-synth outputs.main.logGroup.name"]],
    ["a filter that is known only after apply", withFilter({ name: "grep", options: { Regex: someToken } }), ["not-known-at-synth filters[0].options.Regex"]],
    ["days that are known only after apply", withOutput({ to: "cloudwatch", logGroup: { name: "pods", retentionDays: Token.asNumber("later") } }), ["not-known-at-synth outputs.main.logGroup.retentionDays"]],

    ["a cluster without Fargate", { cluster: none }, ["fargate-profiles-missing cluster.fargateProfiles"]],
    ["no output", { outputs: {} }, ["logging-output-missing outputs"]],
    ["an output to a place that there is not", JSON.parse('{"outputs":{"main":{"to":"s3"}}}'), ["not-one-of outputs.main.to"]],
    ["an output's name with capitals", { outputs: { Main: { to: "kinesis", streamName: "pods", streamArn: someToken } } }, ["logging-name outputs.Main"]],
    ["a parser's name with a space", { parsers: { "my app": { format: "json" } } }, ["logging-name parsers.my app"]],
    ["a log group's name of AWS's own", withOutput({ to: "cloudwatch", logGroup: { name: "aws/pods" } }), ["name-characters outputs.main.logGroup.name"]],
    ["days that CloudWatch lacks", withOutput({ to: "cloudwatch", logGroup: { name: "pods", retentionDays: 31 } }), ["logging-retention outputs.main.logGroup.retentionDays"]],
    ["an alias for a key", withOutput({ to: "cloudwatch", logGroup: { name: "pods", kmsKeyArn: "alias/pods" } }), ["logging-kms-key outputs.main.logGroup.kmsKeyArn"]],
    ["a group's ARN with a star", withOutput({ to: "cloudwatch", logGroup: { name: "pods", arn: "arn:aws:logs:ap-northeast-1:111111111111:log-group:pods:*" } }), ["logging-arn outputs.main.logGroup.arn"]],
    ["a name for a Firehose stream's ARN", withOutput({ to: "firehose", streamName: "pods", streamArn: "pods" }), ["logging-arn outputs.main.streamArn"]],
    ["a stream of another name than its ARN", withOutput({ to: "firehose", streamName: "pods", streamArn: "arn:aws:firehose:ap-northeast-1:111111111111:deliverystream/jobs" }), ["logging-arn outputs.main.streamArn"]],
    ["a stream of another region", withOutput({ to: "kinesis", streamName: "pods", streamArn: "arn:aws:kinesis:us-east-1:111111111111:stream/pods" }), ["logging-arn outputs.main.streamArn"]],
    ["a log group of another name than its ARN", withOutput({ to: "cloudwatch", logGroup: { name: "/pods", arn: "arn:aws:logs:ap-northeast-1:111111111111:log-group:/jobs" } }), ["logging-arn outputs.main.logGroup.arn"]],
    ["a domain of another region", withOutput({ to: "opensearch", host: "search.example.com", domainArn: "arn:aws:es:us-east-1:111111111111:domain/pods" }), ["logging-arn outputs.main.domainArn"]],
    ["pods that no endpoint of Firehose serves", { ...withOutput({ to: "firehose", streamName: "pods", streamArn: someToken }), network: isolated, cluster: { ...fargateCluster, fargateProfiles: shop === undefined ? [] : [shop] } }, ["endpoint-missing workloads.fargate-shop"]],
    ["a Firehose stream for a Kinesis one", withOutput({ to: "kinesis", streamName: "pods", streamArn: "arn:aws:firehose:ap-northeast-1:111111111111:deliverystream/pods" }), ["logging-arn outputs.main.streamArn"]],
    ["a domain's ARN with a path", withOutput({ to: "opensearch", host: "search.example.com", domainArn: "arn:aws:es:ap-northeast-1:111111111111:domain/pods/*" }), ["logging-arn outputs.main.domainArn"]],
    ["a URL for a host", withOutput({ to: "opensearch", host: "https://search.example.com", domainArn: someToken }), ["logging-host outputs.main.host"]],
    ["one group made twice", { outputs: { a: { to: "cloudwatch", logGroup: { name: "pods" } }, b: { to: "cloudwatch", logGroup: { name: "pods" } } } }, ["logging-group-twice outputs.b.logGroup.name"]],
    ["the router's own group made twice", { ...withOutput({ to: "cloudwatch", logGroup: { name: "dev-shop-fluent-bit-logs" } }), routerLogs: true }, ["logging-group-twice outputs.main.logGroup.name"]],
    ["a pattern that no tag meets", withOutput({ to: "kinesis", streamName: "pods", streamArn: someToken, match: "app.*" }), ["logging-match outputs.main"]],
    ["an exact tag that no record has", withFilter({ name: "grep", match: "kube" }), ["logging-match filters[0]"]],
    ["an option with a variable", withOutput({ to: "kinesis", streamName: "pods", streamArn: someToken, options: { role: "$" + "{ROLE}" } }), ["logging-environment outputs.main"]],
    ["an option with a line of its own", withFilter({ name: "grep", options: { Regex: "log a\n[SERVICE]" } }), ["logging-value filters[0]"]],
    ["an option that Terraform would read", withFilter({ name: "grep", options: { Regex: "log %{x}" } }), ["logging-value filters[0]"]],
    ["an option without a value", withFilter({ name: "grep", options: { Regex: "" } }), ["logging-value filters[0]"]],
    ["an option's key with a space", withFilter({ name: "grep", options: { "Regex log": "x" } }), ["logging-key filters[0]"]],
    ["a key of the kubernetes filter that AWS sets", withFilter({ name: "kubernetes", options: { kube_URL: "https://example.com" } }), ["logging-kubernetes-key filters[0]"]],
    ["a regular expression that is missing", { parsers: { app: { format: "regex" } } }, ["logging-regex parsers.app.regex"]],
    ["a regular expression for JSON", { parsers: { app: { format: "json", regex: "x" } } }, ["logging-regex parsers.app.regex"]],
    ["a ConfigMap too long", withFilter({ name: "grep", options: { Exclude: Array.from({ length: 300 }, (_, index) => `log ^exception-${index}`) } }), ["logging-length filters"]],
    ["parsers too long", { parsers: { app: { format: "regex", regex: "x".repeat(5200) } } }, ["logging-length parsers"]],

    ["a raw section of another kind", { raw: { filters: "[SERVICE]\n  Name x\n  Match *" } }, ["logging-section raw.filters[line 1]", "logging-plugin raw.filters[line 1]"]],
    ["a raw input", rawOutputs("[INPUT]\n  Name cloudwatch\n  Match *"), ["logging-section raw.outputs[line 1]"]],
    ["a raw key before any section", { raw: { parsers: "Name x" } }, ["logging-section raw.parsers[line 1]"]],
    ["a raw key as deep as its section", { raw: { filters: "[FILTER]\nName grep\n  Match *" } }, ["logging-indentation raw.filters[line 2]"]],
    ["a raw tab", { raw: { filters: "[FILTER]\n\tName grep\n  Match *" } }, ["logging-indentation raw.filters[line 2]"]],
    ["raw sections of different depths", { raw: { filters: "[FILTER]\n  Name grep\n  Match *\n [FILTER]\n  Name grep\n  Match *" } }, ["logging-indentation raw.filters[line 4]"]],
    ["a raw filter without a match", { raw: { filters: "[FILTER]\n  Name grep" } }, ["logging-key-missing raw.filters[line 1]"]],
    ["a raw parser without a format", { raw: { parsers: "\n[PARSER]\n  Name app" } }, ["logging-key-missing raw.parsers[line 2]"]],
    ["a raw output of another plugin", rawOutputs("[OUTPUT]\n  Name s3\n  Match *"), ["logging-plugin raw.outputs[line 1]"]],
    ["a raw filter of another plugin", { raw: { filters: "[FILTER]\n  Name lua\n  Match *" } }, ["logging-plugin raw.filters[line 1]"]],
    ["a raw variable", rawOutputs("[OUTPUT]\n  Name es\n  Match *\n  Host $" + "{HOST}"), ["logging-environment raw.outputs[line 1]"]],
    ["raw outputs without rights", { raw: { outputs: "[OUTPUT]\n  Name es\n  Match *" } }, ["logging-rights raw.rights"]],
    ["a right to everything", { raw: { rights: [{ actions: ["logs:*"], resources: ["*"] }] } }, ["logging-rights raw.rights[0]"]],
    ["a right for nothing", { raw: { rights: [{ actions: ["logs:PutLogEvents"], resources: [] }] } }, ["logging-rights raw.rights[0]"]],
    ["a tag of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],
    ["pods that no endpoint of CloudWatch Logs serves", { network: isolated, cluster: { ...fargateCluster, fargateProfiles: shop === undefined ? [] : [shop] } }, ["endpoint-missing workloads.fargate-shop"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => stackWith(change))).toEqual(expected);
  });

  test("one error in full", () => {
    expect(invalidProps(() => stackWith(rawOutputs("[OUTPUT]\n  Name s3\n  Match *"))).message).toBe(
      [
        'invalid FargateLogging at "test/logging"',
        '  - [logging-plugin] raw.outputs[line 1] is OUTPUT of "s3"',
        "      expected: one of es, firehose, kinesis_firehose, cloudwatch, cloudwatch_logs, kinesis",
        "      see: https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html",
      ].join("\n"),
    );
  });
});

test("the example fits, warns of nothing, and keeps its addresses", () => {
  const stack = testStack();
  fargateLogging(stack);
  expect(addresses(synth(stack)).map((address) => address.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
    "aws_cloudwatch_log_group.logging_log-group-all",
    "aws_cloudwatch_log_group.logging_log-group-system",
    "aws_cloudwatch_log_group.logging_router-log-group",
    "aws_iam_role_policy.logging_rights-system",
    "kubernetes_config_map_v1.logging",
    "kubernetes_namespace_v1.logging_namespace",
  ]);
  expect(warningsOf(stack)).toEqual([]);
});
