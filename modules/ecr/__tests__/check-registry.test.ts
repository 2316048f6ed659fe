import { accept, requireAwsProvider } from "@terrace/core";
import { problemsOf, testApp, testStack, warningsOf } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import { Registry } from "../src/registry";
import type { CreationTemplate, RegistryProps, ReplicationRule } from "../src/registry-props";

const someToken = Lazy.stringValue({ produce: () => "later" });
const credentialArn = "arn:aws:secretsmanager:ap-northeast-1:111111111111:secret:ecr-pullthroughcache/hub-AbCdEf";
const keyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";
const role = { roleName: "nodes", roleArn: "arn:aws:iam::111111111111:role/nodes" };

function stackOf6() {
  const stack = testStack();
  requireAwsProvider(stack, "6.10.0");
  return stack;
}

function problemsWith(props: RegistryProps, stack = stackOf6()): string[] {
  return problemsOf(() => new Registry(stack, "registry", props));
}

function warningsWith(props: RegistryProps): string[] {
  const stack = stackOf6();
  new Registry(stack, "registry", props);
  return warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
}

function to(change: Partial<ReplicationRule>): RegistryProps {
  return { replication: [{ destinations: [{ region: "ap-northeast-3" }], ...change }] };
}

function template(change: CreationTemplate): RegistryProps {
  return { creationTemplates: { ROOT: change } };
}

test.each<[string, RegistryProps]>([
  ["nothing is said", {}],
  ["prefixes of every shape", { pullThroughCache: { "a/b-c": { upstream: "k8s", upstreamPrefix: "ROOT" }, ROOT: { upstream: "quay" } } }],
  ["upstreams with a name of their own", { pullThroughCache: { azure: { upstream: "azure-container-registry", url: "shop.azurecr.io", credentialArn }, other: { upstream: "ecr", url: "222222222222.dkr.ecr.eu-west-1.amazonaws.com" } } }],
  ["values that are known later", {
    replication: [{ destinations: [{ region: someToken, accountId: someToken }] }],
    pullThroughCache: { hub: { upstream: "docker-hub", credentialArn: someToken }, other: { upstream: "ecr", url: someToken } },
    access: { replicationFrom: [someToken], cachePull: [someToken] },
    creationTemplates: { ROOT: { kmsKeyArn: someToken, customRoleArn: someToken, tags: { Team: "web" } } },
  }],
])("%s: nothing is wrong", (_why, props) => {
  expect(warningsWith(props)).toEqual([]);
});

describe("bad input", () => {
  test.each<[string, RegistryProps, string[]]>([
    ["a filter that is known later", { scanning: { type: "BASIC", scanOnPush: [someToken] } }, ["not-known-at-synth scanning.scanOnPush[0]"]],
    ["rules that are counted later", { replication: [{ destinations: [], prefixes: Token.asList("${local.prefixes}") }] }, ["not-known-at-synth replication[0].prefixes"]],
    ["accounts that are counted later", { access: { replicationFrom: Token.asList("${local.accounts}") } }, ["not-known-at-synth access.replicationFrom"]],
    ["a template's exclusion that is known later", template({ mutabilityExclusions: [someToken] }), ["not-known-at-synth creationTemplates.ROOT.mutabilityExclusions[0]"]],
    ["a template's principals that are counted later", template({ access: { pull: Token.asList("${local.roles}") } }), ["not-known-at-synth creationTemplates.ROOT.access.pull"]],

    ["a filter with capitals", { scanning: { type: "BASIC", scanOnPush: ["Prd-*"] } }, ["scan-filter scanning.scanOnPush[0]"]],
    ["a filter too long", { scanning: { type: "ENHANCED", continuous: ["a".repeat(256)] } }, ["scan-filter scanning.continuous[0]"]],
    ["101 filters", { scanning: { type: "ENHANCED", continuous: Array.from({ length: 101 }, (_, n) => `shop-${n}`) } }, ["scan-filter-count scanning.continuous"]],

    ["eleven rules", { replication: Array.from({ length: 11 }, () => ({ destinations: [{ region: "ap-northeast-3" }] })) }, ["replication-rules replication"]],
    ["nowhere to go", to({ destinations: [] }), ["replication-destinations replication[0].destinations"]],
    ["26 destinations", to({ destinations: Array.from({ length: 26 }, (_, n) => ({ region: "ap-northeast-3", accountId: String(100000000000 + n) })) }), ["replication-destinations replication"]],
    ["a region that is none", to({ destinations: [{ region: "moon-1" }] }), ["replication-region replication[0].destinations[0].region"]],
    ["an account's name", to({ destinations: [{ region: "ap-northeast-3", accountId: "prd" }] }), ["replication-account replication[0].destinations[0].accountId"]],
    ["a wildcard in a prefix", to({ prefixes: ["prd-shop/", "prd-*"] }), ["replication-prefix replication[0].prefixes[1]"]],
    ["a prefix of one letter", to({ prefixes: ["p"] }), ["replication-prefix replication[0].prefixes[0]"]],
    ["101 prefixes", to({ prefixes: Array.from({ length: 101 }, (_, n) => `shop-${n}`) }), ["replication-prefix replication[0].prefixes"]],

    ["a prefix with capitals", { pullThroughCache: { Hub: { upstream: "quay" } } }, ["cache-prefix pullThroughCache.Hub"]],
    ["a prefix too long", { pullThroughCache: { ["h".repeat(31)]: { upstream: "quay" } } }, [`cache-prefix pullThroughCache.${"h".repeat(31)}`]],
    ["an upstream's prefix of one letter", { pullThroughCache: { quay: { upstream: "quay", upstreamPrefix: "q" } } }, ["cache-prefix pullThroughCache.quay.upstreamPrefix"]],
    ["51 caches", { pullThroughCache: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`quay-${n}`, { upstream: "quay" }])) }, ["cache-rules pullThroughCache"]],
    ["a secret of another name", { pullThroughCache: { hub: { upstream: "docker-hub", credentialArn: "arn:aws:secretsmanager:ap-northeast-1:111111111111:secret:hub-AbCdEf" } } }, ["cache-credential pullThroughCache.hub.credentialArn"]],
    ["Azure without credentials", { pullThroughCache: { azure: { upstream: "azure-container-registry", url: "shop.azurecr.io" } } }, ["cache-credential pullThroughCache.azure.credentialArn"]],
    ["ECR with credentials", { pullThroughCache: { other: { upstream: "ecr", url: "222222222222.dkr.ecr.eu-west-1.amazonaws.com", credentialArn } } }, ["cache-credential pullThroughCache.other.credentialArn"]],
    ["a name with a scheme", { pullThroughCache: { azure: { upstream: "azure-container-registry", url: "https://shop.azurecr.io", credentialArn } } }, ["cache-url pullThroughCache.azure.url"]],
    ["ECR with a repository", { pullThroughCache: { other: { upstream: "ecr", url: "222222222222.dkr.ecr.eu-west-1.amazonaws.com/web" } } }, ["cache-url pullThroughCache.other.url"]],

    ["a template for a wildcard", { creationTemplates: { "prd-*": {} } }, ["template-prefix creationTemplates.prd-*"]],
    ["a template for nothing", template({ appliedFor: [] }), ["template-applied-for creationTemplates.ROOT.appliedFor"]],
    ["a description too long", template({ description: "d".repeat(257) }), ["template-description creationTemplates.ROOT.description"]],
    ["tags without a role", template({ tags: { Team: "web" } }), ["template-role creationTemplates.ROOT.customRoleArn"]],
    ["a key without a role", template({ kmsKeyArn: keyArn }), ["template-role creationTemplates.ROOT.customRoleArn"]],
    ["a template's exclusion in another grammar", template({ mutabilityExclusions: ["dev-.+"] }), ["exclusion-filter creationTemplates.ROOT.mutabilityExclusions[0]"]],
    ["a template's key's alias", template({ kmsKeyArn: "alias/images", customRoleArn: role.roleArn }), ["kms-key creationTemplates.ROOT.kmsKeyArn"]],
    ["a template's lifecycle", template({ lifecycle: [{ priority: 0, images: { tagStatus: "any" }, when: { countType: "imageCountMoreThan", count: 1 } }] }), ["lifecycle-priority creationTemplates.ROOT.lifecycle[0].priority"]],
    ["a template's access", template({ access: { pull: ["*"] } }), ["access-principal creationTemplates.ROOT.access.pull[0]"]],
    ["a template's tag key of AWS's own", template({ customRoleArn: role.roleArn, tags: { "aws:x": "y" } }), ['tag-key creationTemplates.ROOT.tags["aws:x"]']],

    ["copies from a role", { access: { replicationFrom: [role.roleArn] } }, ["replication-account access.replicationFrom[0]"]],
    ["a right to a cache that is not there", { access: { cachePull: ["222222222222"] } }, ["cache-missing access.cachePull"]],
    ["a right to a cache for everybody", { pullThroughCache: { quay: { upstream: "quay" } }, access: { cachePull: ["*"] } }, ["access-principal access.cachePull[0]"]],
  ])("%s", (_why, props, expected) => {
    expect(problemsWith(props)).toEqual(expected);
  });

  test("a second registry in its stack, but not in another one", () => {
    const app = testApp();
    const stack = testStack(app, "one");
    new Registry(stack, "registry");
    new Registry(testStack(app, "other"), "registry");
    expect(problemsOf(() => new Registry(stack, "again"))).toEqual(["registry-once id"]);
  });

  test("a template's exclusions with a provider that lacks them", () => {
    expect(problemsWith(template({ mutabilityExclusions: ["v*"] }), testStack())).toEqual(["needs-provider creationTemplates.ROOT.mutabilityExclusions"]);
  });

  test.each<[string, string, RegistryProps, string[]]>([
    ["an id with a slash", "my/nodes", { pullThroughCache: { quay: { upstream: "quay" } } }, ["grant-id id"]],
    ["no cache", "nodes", {}, ["cache-missing id"]],
  ])("a grant with %s", (_why, id, props, expected) => {
    expect(problemsOf(() => new Registry(testStack(), "registry", props).grantCachePull(id, role))).toEqual(expected);
  });

  test("a region that opened last week can be accepted", () => {
    const stack = testStack();
    accept(stack, "replication-region", "it opened last week");
    new Registry(stack, "registry", to({ destinations: [{ region: "moon-1" }] }));
    expect(warningsOf(stack)).toHaveLength(1);
  });
});

describe("warnings", () => {
  test.each<[string, RegistryProps, string[]]>([
    ["no repository is scanned", { scanning: { type: "ENHANCED", continuous: [] } }, ["scan-nothing scanning"]],
    ["a cache that cannot be refreshed", template({ imageTagMutability: "IMMUTABLE" }), ["template-immutable-cache creationTemplates.ROOT.imageTagMutability"]],
  ])("%s", (_why, props, expected) => {
    expect(warningsWith(props)).toEqual(expected);
  });
});
