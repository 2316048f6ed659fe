import { requireAwsProvider } from "@terrace/core";
import { only, render, resourcesOf, synth, testStack, type Template } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import type { AccessProps, RepositoryProps } from "../src/props";
import { Repository } from "../src/repository";

const kmsKeyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";
const role = { roleName: "web", roleArn: "arn:aws:iam::111111111111:role/web" };
const url = "aws_ecr_repository.web.repository_url";

function make(change: Partial<RepositoryProps> = {}, stack: TerraformStack = testStack()) {
  return { stack, web: new Repository(stack, "web", { name: "dev-shop/web", ...change }) };
}

function template(change: Partial<RepositoryProps> = {}): Template {
  return synth(make(change).stack);
}

function repository(change: Partial<RepositoryProps> = {}) {
  return only(template(change), "aws_ecr_repository");
}

/** A text with references in place of their hashed names. */
function plain(text: unknown): string {
  return String(text).replace(/_[0-9A-F]{8}/g, "");
}

/** The statements of a policy that is written with jsonencode. */
function statements(policy: unknown) {
  const json = plain(policy).replace(/^\$\{jsonencode\((.*)\)\}$/s, "$1").replace(/"([A-Za-z:]+)" = /g, '"$1": ').replace(/: (aws_ecr[\w.]+)/g, ': "$1"');
  const { Version, Statement } = JSON.parse(json);
  expect(Version).toBe("2012-10-17");
  return Statement;
}

function access(change: AccessProps) {
  return statements(only(template({ access: change }), "aws_ecr_repository_policy").policy);
}

const pull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const push = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"];
const lambda = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

describe("the repository", () => {
  test("has immutable tags, is encrypted and scanned, and is kept while it holds images", () => {
    expect(repository({ tags: { Team: "web" } })).toMatchObject({
      name: "dev-shop/web",
      image_tag_mutability: "IMMUTABLE",
      encryption_configuration: [{ encryption_type: "AES256" }],
      image_scanning_configuration: { scan_on_push: true },
      force_delete: false,
      tags: { Team: "web" },
    });
  });

  test("is all there is", () => {
    expect(Object.keys(template().resource ?? {})).toEqual(["aws_ecr_repository"]);
  });

  test("uses the caller's key", () => {
    expect(repository({ kmsKeyArn })).toMatchObject({ encryption_configuration: [{ encryption_type: "KMS", kms_key: kmsKeyArn }] });
  });

  test("is encrypted twice on request", () => {
    expect(repository({ encryption: "KMS_DSSE" })).toMatchObject({ encryption_configuration: [{ encryption_type: "KMS_DSSE" }] });
  });

  test("has movable tags, no scan, and goes with its images on request", () => {
    expect(repository({ imageTagMutability: "MUTABLE", scanOnPush: false, forceDelete: true })).toMatchObject({
      image_tag_mutability: "MUTABLE",
      image_scanning_configuration: { scan_on_push: false },
      force_delete: true,
    });
  });

  test.each(["IMMUTABLE", "MUTABLE"] as const)("leaves tags out of %s, with a provider that can", (imageTagMutability) => {
    const stack = testStack();
    requireAwsProvider(stack, "6.0.0");
    const json = synth(make({ imageTagMutability, mutabilityExclusions: ["latest", "dev-*"] }, stack).stack);
    expect(only(json, "aws_ecr_repository")).toMatchObject({
      image_tag_mutability: `${imageTagMutability}_WITH_EXCLUSION`,
      image_tag_mutability_exclusion_filter: [
        { filter: "latest", filter_type: "WILDCARD" },
        { filter: "dev-*", filter_type: "WILDCARD" },
      ],
    });
    expect(json.terraform.required_providers?.aws).toMatchObject({ version: ">= 6.8.0, < 7.0.0" });
  });

  test("takes what is overridden last", () => {
    expect(repository({ override: { repository: { imageTagMutability: "MUTABLE" } } }).image_tag_mutability).toBe("MUTABLE");
  });

  test("is a reference for others", () => {
    const { stack, web } = make();
    const { repositoryName, repositoryArn, repositoryUrl, registryId } = web;
    const rendered = render(stack, { ...web.repository, repositoryName, registryId, arn: repositoryArn, url: repositoryUrl });
    expect(JSON.parse(plain(JSON.stringify(rendered)))).toEqual({
      repositoryUrl: `\${${url}}`,
      repositoryArn: "${aws_ecr_repository.web.arn}",
      repositoryName: "${aws_ecr_repository.web.name}",
      registryId: "${aws_ecr_repository.web.registry_id}",
      arn: "${aws_ecr_repository.web.arn}",
      url: `\${${url}}`,
    });
  });
});

describe("the lifecycle", () => {
  test("is written in the order of priorities, in AWS's words", () => {
    const { repository: of, policy } = only(
      template({
        lifecycle: [
          { priority: 40, images: { tagStatus: "any" }, when: { countType: "sinceImageTransitioned", days: 365 } },
          { priority: 30, images: { tagStatus: "untagged" }, when: { countType: "sinceImagePulled", days: 90 } },
          { priority: 20, images: { tagStatus: "tagged", tagPrefixes: ["dev-"] }, when: { countType: "sinceImagePushed", days: 14 }, action: "archive" },
          { priority: 10, description: "releases", images: { tagStatus: "tagged", tagPatterns: ["v*"] }, when: { countType: "imageCountMoreThan", count: 20 } },
        ],
      }),
      "aws_ecr_lifecycle_policy",
    );
    expect(plain(of)).toBe("${aws_ecr_repository.web.name}");
    const archive = { type: "transition", targetStorageClass: "archive" };
    expect(JSON.parse(String(policy))).toEqual({
      rules: [
        { rulePriority: 10, description: "releases", selection: { tagStatus: "tagged", tagPatternList: ["v*"], countType: "imageCountMoreThan", countNumber: 20 }, action: { type: "expire" } },
        { rulePriority: 20, selection: { tagStatus: "tagged", tagPrefixList: ["dev-"], countType: "sinceImagePushed", countUnit: "days", countNumber: 14 }, action: archive },
        { rulePriority: 30, selection: { tagStatus: "untagged", countType: "sinceImagePulled", countUnit: "days", countNumber: 90 }, action: archive },
        { rulePriority: 40, selection: { tagStatus: "any", storageClass: "archive", countType: "sinceImageTransitioned", countUnit: "days", countNumber: 365 }, action: { type: "expire" } },
      ],
    });
  });
});

describe("who else gets in", () => {
  test("accounts and roles that pull", () => {
    const principals = ["222222222222", "arn:aws:iam::333333333333:role/web"];
    expect(access({ pull: principals })).toEqual([{ Sid: "Pull", Effect: "Allow", Principal: { AWS: principals }, Action: pull }]);
  });

  test("roles that push", () => {
    expect(access({ push: ["222222222222"] })).toEqual([{ Sid: "Push", Effect: "Allow", Principal: { AWS: ["222222222222"] }, Action: push }]);
  });

  test("organisations that pull", () => {
    const Condition = { StringEquals: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"] } };
    expect(access({ organizationPull: ["o-a1b2c3d4e5"] })).toEqual([{ Sid: "OrganizationPull", Effect: "Allow", Principal: { AWS: "*" }, Condition, Action: pull }]);
  });

  test("functions of the own account", () => {
    const Condition = { StringLike: { "aws:SourceArn": ["arn:*:lambda:*:${aws_ecr_repository.web.registry_id}:function:*"] } };
    expect(access({ lambdaPull: ["self"] })).toEqual([{ Sid: "LambdaPull", Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Condition, Action: lambda }]);
  });

  test("functions of another account, and who makes them", () => {
    const Condition = { StringLike: { "aws:SourceArn": ["arn:*:lambda:*:222222222222:function:*"] } };
    expect(access({ lambdaPull: ["222222222222"] })).toEqual([
      { Sid: "LambdaAccountsPull", Effect: "Allow", Principal: { AWS: ["222222222222"] }, Action: lambda },
      { Sid: "LambdaPull", Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Condition, Action: lambda },
    ]);
  });

  test("the policy is the repository's", () => {
    expect(plain(only(template({ access: { pull: ["222222222222"] } }), "aws_ecr_repository_policy").repository)).toBe("${aws_ecr_repository.web.name}");
  });
});

describe("grants", () => {
  test.each<["grantPull" | "grantPush", string, string[]]>([
    ["grantPull", "pull", pull],
    ["grantPush", "push", push],
  ])("%s gives a role of the account just what it needs", (method, right, Action) => {
    const { stack, web } = make();
    web[method]("api", role);
    const [[id, policy] = []] = Object.entries(resourcesOf(synth(stack), "aws_iam_role_policy"));
    expect(plain(id)).toBe(`web_${right}-by-api`);
    expect(policy).toMatchObject({ name: `dev-shop-web-${right}-api`, role: "web" });
    expect(statements(policy?.policy)).toEqual([
      { Effect: "Allow", Action, Resource: "aws_ecr_repository.web.arn" },
      { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    ]);
  });
});

describe("commands", () => {
  const host = `\${element(split("/", ${url}), 0)}`;
  const password = `aws ecr get-login-password --region \${element(split(".", ${url}), 3)}`;

  function commands(change: Partial<RepositoryProps>, of: (web: Repository) => string[]) {
    const { stack, web } = make(change);
    return of(web).map((command) => plain(render(stack, command)));
  }

  test("build and push an image under the commit's tag", () => {
    expect(commands({}, (web) => web.pushImageCommands())).toEqual([
      `${password} | docker login --username AWS --password-stdin ${host}`,
      `docker build --tag \${${url}}:$(git rev-parse HEAD) .`,
      `docker push \${${url}}:$(git rev-parse HEAD)`,
    ]);
  });

  test("take another tag", () => {
    expect(commands({}, (web) => web.pushImageCommands("v1")).at(-1)).toBe(`docker push \${${url}}:v1`);
  });

  test("push a chart to where Helm adds its name", () => {
    expect(commands({ name: "dev-shop/charts/web" }, (web) => web.pushChartCommands("deploy/web", "1.2.3"))).toEqual([
      `${password} | helm registry login --username AWS --password-stdin ${host}`,
      "helm package deploy/web --version 1.2.3",
      `helm push web-1.2.3.tgz oci://${host}/dev-shop/charts`,
    ]);
  });

  test("push a chart without a folder", () => {
    expect(commands({ name: "web" }, (web) => web.pushChartCommands(".", "1.2.3")).at(-1)).toBe(`helm push web-1.2.3.tgz oci://${host}`);
  });
});
