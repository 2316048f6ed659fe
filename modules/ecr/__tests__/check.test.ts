import { requireAwsProvider } from "@terrace/core";
import { invalidProps, problemsOf, testStack, warningsOf } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import type { LifecycleRule } from "../src/lifecycle-props";
import type { AccessProps, RepositoryProps } from "../src/props";
import { Repository } from "../src/repository";

const valid: RepositoryProps = { name: "dev-shop/web" };
const keyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";
const someToken = Lazy.stringValue({ produce: () => "later" });
const count: LifecycleRule["when"] = { countType: "imageCountMoreThan", count: 10 };

/** The stack says that it is for a newer provider, so that only the rules of AWS speak. */
function stackOf6() {
  const stack = testStack();
  requireAwsProvider(stack, "6.8.0");
  return stack;
}

function problemsWith(change: Partial<RepositoryProps>, stack = stackOf6()): string[] {
  return problemsOf(() => new Repository(stack, "web", { ...valid, ...change }));
}

function warningsWith(change: Partial<RepositoryProps>): string[] {
  const stack = stackOf6();
  new Repository(stack, "web", { ...valid, ...change });
  return warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
}

function tagged(priority: number, ...tagPatterns: string[]): LifecycleRule {
  return { priority, images: { tagStatus: "tagged", tagPatterns }, when: count };
}

function prefixed(priority: number, ...tagPrefixes: string[]): LifecycleRule {
  return { priority, images: { tagStatus: "tagged", tagPrefixes }, when: count };
}

function status(priority: number, tagStatus: "any" | "untagged", when: LifecycleRule["when"] = count): LifecycleRule {
  return { priority, images: { tagStatus }, when };
}

const archived: LifecycleRule["when"] = { countType: "sinceImageTransitioned", days: 90 };
const archiving: LifecycleRule = { ...tagged(1, "v*"), action: "archive" };

function access(change: AccessProps): Partial<RepositoryProps> {
  return { access: change };
}

test("the repository that the changes below start from is valid", () => {
  expect(warningsWith({})).toEqual([]);
});

test.each<[string, Partial<RepositoryProps>]>([
  ["names of every shape", { name: "a1/b.c/d_e/f__g/h--i" }],
  ["a key, and two layers of it", { encryption: "KMS_DSSE", kmsKeyArn: keyArn }],
  ["AWS's own key", { encryption: "KMS" }],
  ["values that are known later", { kmsKeyArn: someToken, access: { pull: [someToken], push: [someToken], organizationPull: [someToken], lambdaPull: [someToken] } }],
  ["five exclusions", { mutabilityExclusions: ["latest", "dev-*", "*-rc", "pr-*", "main"] }],
  ["four wildcards", { lifecycle: [tagged(1, "*test*1*2*3")] }],
  ["any in both classes, in any order", { lifecycle: [{ ...status(2, "any"), action: "archive" }, status(1, "any", archived)] }],
  ["untagged in both classes", { lifecycle: [{ ...status(1, "untagged"), action: "archive" }, status(2, "untagged", archived)] }],
  ["a wide rule after a narrow one", { lifecycle: [tagged(1, "v1*"), tagged(2, "v*"), status(3, "any")] }],
  ["rules that only overlap", { lifecycle: [tagged(1, "v*", "*rc"), tagged(2, "v*"), prefixed(3, "dev")] }],
  ["the same prefixes in both classes", { lifecycle: [{ ...prefixed(1, "v"), action: "archive" }, { ...prefixed(2, "v"), when: archived }] }],
])("%s: nothing is wrong", (_why, change) => {
  expect(warningsWith(change)).toEqual([]);
});

describe("structure that is known only after apply", () => {
  test.each<[string, Partial<RepositoryProps>, string[]]>([
    ["the name", { name: someToken }, ["not-known-at-synth name"]],
    ["an exclusion", { mutabilityExclusions: [someToken] }, ["not-known-at-synth mutabilityExclusions[0]"]],
    ["a priority", { lifecycle: [tagged(Token.asNumber("${local.n}"), "v*")] }, ["not-known-at-synth lifecycle[0].priority"]],
    ["a pattern", { lifecycle: [tagged(1, someToken)] }, ["not-known-at-synth lifecycle[0].images.tagPatterns[0]"]],
    ["a count", { lifecycle: [{ ...tagged(1, "v*"), when: { countType: "imageCountMoreThan", count: Token.asNumber("${local.n}") } }] }, ["not-known-at-synth lifecycle[0].when.count"]],
    ["how many pull", access({ pull: Token.asList("${local.roles}") }), ["not-known-at-synth access.pull"]],
    ["how many functions", access({ lambdaPull: Token.asList("${local.accounts}") }), ["not-known-at-synth access.lambdaPull"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });
});

describe("bad input", () => {
  test.each<[string, Partial<RepositoryProps>, string[]]>([
    ["a name with capitals", { name: "Web" }, ["repository-name name"]],
    ["a name of one letter", { name: "w" }, ["repository-name name"]],
    ["a name too long", { name: "w".repeat(257) }, ["repository-name name"]],
    ["a name that ends with a slash", { name: "shop/" }, ["repository-name name"]],
    ["a name with two dots", { name: "shop..web" }, ["repository-name name"]],
    ["a name with a tag", { name: "shop/web:1" }, ["repository-name name"]],
    ["a tag key of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],

    ["six exclusions", { mutabilityExclusions: ["a", "b", "c", "d", "e", "f"] }, ["exclusion-count mutabilityExclusions"]],
    ["an empty exclusion", { mutabilityExclusions: [""] }, ["exclusion-filter mutabilityExclusions[0]"]],
    ["an exclusion in another grammar", { mutabilityExclusions: ["latest", "dev-.+"] }, ["exclusion-filter mutabilityExclusions[1]"]],
    ["an exclusion too long", { mutabilityExclusions: ["a".repeat(129)] }, ["exclusion-filter mutabilityExclusions[0]"]],
    ["an exclusion twice", { mutabilityExclusions: ["latest", "latest"] }, ["exclusion-duplicate mutabilityExclusions[1]"]],

    ["a key without KMS", { encryption: "AES256", kmsKeyArn: keyArn }, ["kms-key kmsKeyArn"]],
    ["a key's alias", { kmsKeyArn: "alias/images" }, ["kms-key kmsKeyArn"]],
    ["an alias's ARN", { kmsKeyArn: "arn:aws:kms:ap-northeast-1:111111111111:alias/images" }, ["kms-key kmsKeyArn"]],

    ["a priority of zero", { lifecycle: [tagged(0, "v*")] }, ["lifecycle-priority lifecycle[0].priority"]],
    ["half a priority", { lifecycle: [tagged(1.5, "v*")] }, ["lifecycle-priority lifecycle[0].priority"]],
    ["a priority twice", { lifecycle: [tagged(10, "v*"), tagged(10, "dev-*")] }, ["lifecycle-priority-duplicate lifecycle[1].priority"]],
    ["any before another", { lifecycle: [status(1, "any"), tagged(2, "v*")] }, ["lifecycle-any-last lifecycle[0].priority"]],
    ["any twice", { lifecycle: [status(1, "any"), status(2, "any")] }, ["lifecycle-any-once lifecycle[1].images"]],
    ["any before another class", { lifecycle: [archiving, status(2, "any"), { ...tagged(3, "v*"), when: archived }] }, ["lifecycle-any-last lifecycle[1].priority"]],
    ["untagged twice", { lifecycle: [status(1, "untagged"), status(2, "untagged")] }, ["lifecycle-untagged-once lifecycle[1].images"]],
    ["tagged without tags", { lifecycle: [{ priority: 1, images: { tagStatus: "tagged" }, when: count }] }, ["lifecycle-tags lifecycle[0].images"]],
    ["tagged with an empty list", { lifecycle: [tagged(1)] }, ["lifecycle-tags lifecycle[0].images"]],
    ["patterns and prefixes", { lifecycle: [{ priority: 1, images: { tagStatus: "tagged", tagPatterns: ["v*"], tagPrefixes: ["v"] }, when: count }] }, ["lifecycle-tags lifecycle[0].images"]],
    ["five wildcards", { lifecycle: [tagged(1, "v*", "*test*1*2*3*4")] }, ["lifecycle-wildcards lifecycle[0].images.tagPatterns[1]"]],
    ["the same prefixes twice", { lifecycle: [prefixed(1, "a", "b"), prefixed(2, "b", "a")] }, ["lifecycle-prefix-duplicate lifecycle[1].images.tagPrefixes"]],
    ["a count of nothing", { lifecycle: [{ ...tagged(1, "v*"), when: { countType: "imageCountMoreThan", count: 0 } }] }, ["lifecycle-count lifecycle[0].when.count"]],
    ["half a day", { lifecycle: [{ ...tagged(1, "v*"), when: { countType: "sinceImagePushed", days: 0.5 } }] }, ["lifecycle-count lifecycle[0].when.days"]],
    ["no day since the pull", { lifecycle: [{ ...tagged(1, "v*"), when: { countType: "sinceImagePulled", days: 0 } }] }, ["lifecycle-count lifecycle[0].when.days"]],
    ["89 days of archive", { lifecycle: [archiving, status(2, "any", { countType: "sinceImageTransitioned", days: 89 })] }, ["lifecycle-count lifecycle[1].when.days"]],
    ["what nobody pulls deleted", { lifecycle: [{ ...tagged(1, "v*"), when: { countType: "sinceImagePulled", days: 30 }, action: "expire" }] }, ["lifecycle-action lifecycle[0].action"]],
    ["what is archived archived again", { lifecycle: [{ ...tagged(1, "v*"), when: archived, action: "archive" }] }, ["lifecycle-action lifecycle[0].action"]],
    ["51 rules", { lifecycle: Array.from({ length: 51 }, (_, n) => tagged(n + 1, `v${n}-*`)) }, ["lifecycle-size lifecycle"]],
    ["a policy too long", { lifecycle: [{ ...tagged(1, "v*"), description: "d".repeat(30720) }] }, ["lifecycle-size lifecycle"]],

    ["everybody pulls", access({ pull: ["*"] }), ["access-principal access.pull[0]"]],
    ["an account of eleven digits", access({ pull: ["11111111111"] }), ["access-principal access.pull[0]"]],
    ["a role's name pushes", access({ push: ["build"] }), ["access-principal access.push[0]"]],
    ["a bucket pushes", access({ push: ["arn:aws:s3:::bucket"] }), ["access-principal access.push[0]"]],
    ["an account twice", access({ pull: ["111111111111", "111111111111"] }), ["access-duplicate access.pull[1]"]],
    ["an organisation's path", access({ organizationPull: ["o-a1b2c3d4e5/r-ab12"] }), ["organization-id access.organizationPull[0]"]],
    ["an organisational unit", access({ organizationPull: ["ou-ab12-34cd56ef"] }), ["organization-id access.organizationPull[0]"]],
    ["a function's name", access({ lambdaPull: ["thumbnails"] }), ["lambda-account access.lambdaPull[0]"]],
    ["the own functions twice", access({ lambdaPull: ["self", "self"] }), ["lambda-account access.lambdaPull[1]"]],
    ["a policy too long", access({ pull: Array.from({ length: 700 }, (_, n) => String(100000000000 + n)) }), ["policy-size access"]],

    ["several at once", { name: "Web", mutabilityExclusions: [""], access: { pull: ["*"] } }, ["repository-name name", "exclusion-filter mutabilityExclusions[0]", "access-principal access.pull[0]"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test("exclusions with a provider that lacks them", () => {
    expect(problemsWith({ mutabilityExclusions: ["latest"] }, testStack())).toEqual(["needs-provider mutabilityExclusions"]);
  });
});

describe("warnings", () => {
  test.each<[string, Partial<RepositoryProps>, string[]]>([
    ["every tag is excluded", { mutabilityExclusions: ["*"] }, ["exclusion-everything mutabilityExclusions[0]"]],
    ["a wildcard in a prefix", { lifecycle: [prefixed(1, "v*")] }, ["lifecycle-dead-tag lifecycle[0].images.tagPrefixes[0]"]],
    ["a pattern that no tag is like", { lifecycle: [tagged(1, "feature/*")] }, ["lifecycle-dead-tag lifecycle[0].images.tagPatterns[0]"]],
    ["a rule whose images an earlier one takes", { lifecycle: [tagged(2, "v1.*"), tagged(1, "v*")] }, ["lifecycle-shadowed lifecycle[0]"]],
    ["a rule with fewer tags to match than a later one", { lifecycle: [prefixed(1, "v"), tagged(2, "v1*", "*rc*")] }, ["lifecycle-shadowed lifecycle[1]"]],
    ["an archive that nothing fills", { lifecycle: [status(1, "any", archived)] }, ["lifecycle-nothing-archived lifecycle[0].when"]],
  ])("%s", (_why, change, expected) => {
    expect(warningsWith(change)).toEqual(expected);
  });
});

describe("what a method is given", () => {
  const role = { roleName: "web", roleArn: "arn:aws:iam::111111111111:role/web" };

  test.each<[string, (web: Repository) => unknown, string[]]>([
    ["a tag with a space", (web) => web.pushImageCommands("my tag"), ["push-tag tag"]],
    ["a tag too long", (web) => web.pushImageCommands("a".repeat(129)), ["push-tag tag"]],
    ["latest, once and never again", (web) => web.pushImageCommands("latest"), ["push-tag tag"]],
    ["a version with a plus", (web) => web.pushChartCommands("chart", "1.0.0+build"), ["push-tag version"]],
    ["an id with a slash", (web) => web.grantPull("my/web", role), ["grant-id id"]],
    ["an id too long", (web) => web.grantPush("w".repeat(120), role), ["grant-id id"]],
  ])("%s", (_why, use, expected) => {
    expect(problemsOf(() => use(new Repository(testStack(), "web", valid)))).toEqual(expected);
  });

  test.each<[string, Partial<RepositoryProps>]>([
    ["is mutable", { imageTagMutability: "MUTABLE" }],
    ["leaves it out", { mutabilityExclusions: ["lat*"] }],
  ])("latest is a tag where the repository %s", (_why, change) => {
    expect(new Repository(stackOf6(), "web", { ...valid, ...change }).pushImageCommands("latest")).toHaveLength(3);
  });

  test("latest is none where the repository is mutable but for it", () => {
    const change: Partial<RepositoryProps> = { imageTagMutability: "MUTABLE", mutabilityExclusions: ["latest"] };
    expect(problemsOf(() => new Repository(stackOf6(), "web", { ...valid, ...change }).pushImageCommands("latest"))).toEqual(["push-tag tag"]);
  });
});

test("an error says what is wrong, where, and what to do", () => {
  const rules = [status(1, "any"), tagged(20, "v*")];
  expect(invalidProps(() => new Repository(testStack(), "web", { ...valid, lifecycle: rules })).message).toBe(
    [
      'invalid Repository at "test/web"',
      "  - [lifecycle-any-last] lifecycle[0].priority is 1 for any image, before 20",
      "      expected: 21 or more",
      "      see: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html",
    ].join("\n"),
  );
});
