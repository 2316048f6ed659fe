import { requireAwsProvider } from "@terrace/core";
import { only, render, resourcesOf, synth, testStack, type Template } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { Registry } from "../src/registry";
import type { CreationTemplate, RegistryProps } from "../src/registry-props";

const account = "${aws_ecr_registry_scanning_configuration.registry_scanning.registry_id}";
const arn = `arn:\${data.aws_partition.registry_partition.partition}:ecr:\${data.aws_region.registry_region.id}:${account}`;

function make(props: RegistryProps, stack: TerraformStack = testStack()) {
  return { stack, registry: new Registry(stack, "registry", props) };
}

/** The JSON of a registry, its references without hashes. */
function template(props: RegistryProps, stack?: TerraformStack): Template {
  return JSON.parse(JSON.stringify(synth(make(props, stack).stack)).replace(/_[0-9A-F]{8}/g, ""));
}

function statements(policy: unknown) {
  const json = String(policy).replace(/^\$\{jsonencode\((.*)\)\}$/s, "$1").replace(/"([A-Za-z:]+)" = /g, '"$1": ');
  return JSON.parse(json).Statement;
}

function creationTemplate(change: CreationTemplate, stack?: TerraformStack) {
  return only(template({ creationTemplates: { "team/app": change } }, stack), "aws_ecr_repository_creation_template");
}

describe("scans", () => {
  test("are basic, on push and everywhere, and all there is", () => {
    const json = template({});
    expect(Object.keys(json.resource ?? {})).toEqual(["aws_ecr_registry_scanning_configuration"]);
    expect(json.data).toBeUndefined();
    expect(only(json, "aws_ecr_registry_scanning_configuration")).toMatchObject({
      scan_type: "BASIC",
      rule: [{ scan_frequency: "SCAN_ON_PUSH", repository_filter: [{ filter: "*", filter_type: "WILDCARD" }] }],
    });
  });

  test("can be enhanced", () => {
    expect(only(template({ scanning: { type: "ENHANCED", scanOnPush: ["dev-*"] } }), "aws_ecr_registry_scanning_configuration")).toMatchObject({
      scan_type: "ENHANCED",
      rule: [
        { scan_frequency: "SCAN_ON_PUSH", repository_filter: [{ filter: "dev-*", filter_type: "WILDCARD" }] },
        { scan_frequency: "CONTINUOUS_SCAN", repository_filter: [{ filter: "*", filter_type: "WILDCARD" }] },
      ],
    });
  });

  test("can be of some repositories", () => {
    const { rule } = only(template({ scanning: { type: "BASIC", scanOnPush: ["prd-*"] } }), "aws_ecr_registry_scanning_configuration");
    expect(rule).toMatchObject([{ repository_filter: [{ filter: "prd-*" }] }]);
  });
});

test("copies go to another region of the own account, and to another account", () => {
  const destinations = [{ region: "ap-northeast-3" }, { region: "ap-northeast-1", accountId: "444444444444" }];
  expect(only(template({ replication: [{ destinations, prefixes: ["prd/"] }] }), "aws_ecr_replication_configuration")).toMatchObject({
    replication_configuration: {
      rule: [
        {
          destination: [{ region: "ap-northeast-3", registry_id: account }, { region: "ap-northeast-1", registry_id: "444444444444" }],
          repository_filter: [{ filter: "prd/", filter_type: "PREFIX_MATCH" }],
        },
      ],
    },
  });
});

describe("caches", () => {
  const credentialArn = "arn:aws:secretsmanager:ap-northeast-1:111111111111:secret:ecr-pullthroughcache/x-AbCdEf";

  test.each<[NonNullable<RegistryProps["pullThroughCache"]>[string], string]>([
    [{ upstream: "ecr-public" }, "public.ecr.aws"],
    [{ upstream: "k8s" }, "registry.k8s.io"],
    [{ upstream: "quay" }, "quay.io"],
    [{ upstream: "docker-hub", credentialArn }, "registry-1.docker.io"],
    [{ upstream: "github-container-registry", credentialArn }, "ghcr.io"],
    [{ upstream: "gitlab-container-registry", credentialArn }, "registry.gitlab.com"],
    [{ upstream: "chainguard", credentialArn }, "cgr.dev"],
    [{ upstream: "azure-container-registry", url: "shop.azurecr.io", credentialArn }, "shop.azurecr.io"],
  ])("of %j read %s", (cache, url) => {
    const rule = only(template({ pullThroughCache: { cached: cache } }), "aws_ecr_pull_through_cache_rule");
    expect(rule).toMatchObject({ ecr_repository_prefix: "cached", upstream_registry_url: url });
    expect(rule.credential_arn).toBe("credentialArn" in cache ? credentialArn : undefined);
  });

  test("of another ECR have a role, and a part of it", () => {
    const [url, customRoleArn] = ["222222222222.dkr.ecr.eu-west-1.amazonaws.com", "arn:aws:iam::111111111111:role/cache"];
    const json = template({ pullThroughCache: { "other/ecr": { upstream: "ecr", url, customRoleArn, upstreamPrefix: "shop" } } });
    expect(Object.keys(resourcesOf(json, "aws_ecr_pull_through_cache_rule"))).toEqual(["registry_cache-other--ecr"]);
    expect(only(json, "aws_ecr_pull_through_cache_rule")).toMatchObject({ custom_role_arn: customRoleArn, upstream_repository_prefix: "shop", upstream_registry_url: url });
  });
});

describe("creation templates", () => {
  test("are for caches and copies, movable, and without anything else", () => {
    const made = creationTemplate({});
    expect(made).toMatchObject({
      prefix: "team/app",
      applied_for: ["PULL_THROUGH_CACHE", "REPLICATION"],
      image_tag_mutability: "MUTABLE",
      encryption_configuration: [{ encryption_type: "AES256" }],
    });
    for (const absent of ["lifecycle_policy", "repository_policy", "resource_tags", "custom_role_arn"]) expect(made).not.toHaveProperty(absent);
  });

  test("of copies alone are immutable", () => {
    expect(creationTemplate({ appliedFor: ["REPLICATION"] })).toMatchObject({ applied_for: ["REPLICATION"], image_tag_mutability: "IMMUTABLE" });
  });

  test("say everything that a repository says", () => {
    const [customRoleArn, kmsKeyArn] = ["arn:aws:iam::111111111111:role/ecr", "arn:aws:kms:ap-northeast-1:111111111111:key/0123"];
    const made = creationTemplate({
      description: "of the team",
      kmsKeyArn,
      customRoleArn,
      tags: { Team: "web" },
      access: { lambdaPull: ["self"] },
      lifecycle: [{ priority: 1, images: { tagStatus: "any" }, when: { countType: "imageCountMoreThan", count: 5 } }],
    });
    expect(made).toMatchObject({
      description: "of the team",
      encryption_configuration: [{ encryption_type: "KMS", kms_key: kmsKeyArn }],
      custom_role_arn: customRoleArn,
      resource_tags: { Team: "web" },
    });
    expect(JSON.parse(String(made.lifecycle_policy)).rules).toHaveLength(1);
    expect(statements(made.repository_policy)).toMatchObject([{ Condition: { StringLike: { "aws:SourceArn": [`arn:*:lambda:*:${account}:function:*`] } } }]);
  });

  test("leave tags out, with a provider that can", () => {
    const stack = testStack();
    requireAwsProvider(stack, "6.0.0");
    expect(creationTemplate({ mutabilityExclusions: ["v*"] }, stack)).toMatchObject({
      image_tag_mutability: "MUTABLE_WITH_EXCLUSION",
      image_tag_mutability_exclusion_filter: [{ filter: "v*", filter_type: "WILDCARD" }],
    });
  });
});

describe("who else may use it", () => {
  test("accounts that copy to here, and who fetches through a cache", () => {
    const access = { replicationFrom: ["222222222222"], cachePull: ["333333333333"] };
    const json = template({ pullThroughCache: { quay: { upstream: "quay" }, "hub/": { upstream: "k8s" } }, access });
    expect(statements(only(json, "aws_ecr_registry_policy").policy)).toEqual([
      { Sid: "ReplicationFrom", Effect: "Allow", Principal: { AWS: ["222222222222"] }, Action: ["ecr:CreateRepository", "ecr:ReplicateImage"], Resource: `${arn}:repository/*` },
      {
        Sid: "CachePull",
        Effect: "Allow",
        Principal: { AWS: ["333333333333"] },
        Action: ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"],
        Resource: [`${arn}:repository/quay/*`, `${arn}:repository/hub/*`],
      },
    ]);
  });

  test("one of the two alone", () => {
    expect(statements(only(template({ access: { replicationFrom: ["222222222222"] } }), "aws_ecr_registry_policy").policy)).toHaveLength(1);
  });

  test("roles of the own account that pull through a cache", () => {
    const { stack, registry } = make({ pullThroughCache: { ROOT: { upstream: "quay" } } });
    for (const id of ["nodes", "tasks"]) registry.grantCachePull(id, { roleName: id, roleArn: `arn:aws:iam::111111111111:role/${id}` });
    const json: Template = JSON.parse(JSON.stringify(synth(stack)).replace(/_[0-9A-F]{8}/g, ""));
    const policy = resourcesOf(json, "aws_iam_role_policy")["registry_cache-pull-by-nodes"];
    expect(policy).toMatchObject({ name: "ecr-cache-pull-nodes", role: "nodes" });
    expect(statements(policy?.policy)).toEqual([
      {
        Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchImportUpstreamImage", "ecr:CreateRepository"],
        Resource: [`${arn}:repository/*`],
      },
      { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    ]);
    expect(Object.keys(json.data ?? {})).toEqual(["aws_partition", "aws_region"]);
  });
});

test("the account is the registry's", () => {
  const { stack, registry } = make({});
  expect(String(render(stack, registry.registryId)).replace(/_[0-9A-F]{8}/g, "")).toBe(account);
});
