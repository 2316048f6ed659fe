import { parseMirrorVersion, platformName, providerKey, type Mirror } from "../src/mirror";
import { chooseSource, describeSource, supplierOf, type ProviderFacts } from "../src/provider-source";

const aws5 = { source: "aws", version: "5.100.0" };
const aws6 = { source: "hashicorp/aws", version: "6.25.0" };
const helm = { source: "helm", version: "3.1.1" };
const mirror: Mirror = { path: "/srv/plugins", holds: { "hashicorp/aws": ["5.100.0"], "hashicorp/random": ["3.7.2"] } };
const none: ProviderFacts = { foundMirrors: [] };

test.each<[why: string, facts: ProviderFacts, kind: string]>([
  [
    "a configuration file that exists says everything",
    { cliConfigFile: { path: "/a", exists: true }, namedMirror: mirror, foundMirrors: [mirror] },
    "cli-config",
  ],
  [
    "a named mirror beats the user's own file",
    { userConfigFile: "/home/.terraformrc", namedMirror: mirror, foundMirrors: [] },
    "mirror",
  ],
  [
    "the user's own file beats a mirror that was found",
    { userConfigFile: "/home/.terraformrc", foundMirrors: [mirror] },
    "cli-config",
  ],
  [
    "a configuration file that does not exist says nothing",
    { cliConfigFile: { path: "/a", exists: false }, foundMirrors: [mirror] },
    "mirror",
  ],
  ["without anything there is the registry", none, "registry"],
])("%s", (_, facts, kind) => {
  expect(chooseSource(facts, [aws5]).kind).toBe(kind);
});

test.each<[wanted: (typeof aws5)[], supplier: string[]]>([
  [[aws5], ["mirror"]],
  [[aws6], ["registry"]],
  [
    [aws5, helm],
    ["mirror", "registry"],
  ],
])("of %j, the mirror supplies what it has in this very version", (wanted, suppliers) => {
  const source = chooseSource({ foundMirrors: [mirror] }, wanted);
  expect(wanted.map((provider) => supplierOf(source, provider))).toEqual(suppliers);
});

test("nobody can tell what a configuration file supplies", () => {
  expect(supplierOf(chooseSource({ cliConfigFile: { path: "/a", exists: true }, foundMirrors: [] }, []), aws5)).toBe(
    "cli-config"
  );
});

test("the written configuration gives each provider to one side", () => {
  expect(chooseSource({ foundMirrors: [mirror] }, [aws5, helm])).toMatchObject({
    cliConfig: `disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path    = "/srv/plugins"
    include = ["hashicorp/aws","hashicorp/random"]
  }
  direct {
    exclude = ["hashicorp/aws","hashicorp/random"]
  }
}
`,
  });
});

test("a provider that the mirror has in another version only is left to the registry", () => {
  const source = chooseSource({ foundMirrors: [mirror] }, [aws6]);
  expect(source).toMatchObject({ cliConfig: expect.stringContaining('exclude = ["hashicorp/random"]') });
  expect(source).toMatchObject({ cliConfig: expect.stringContaining('include = ["hashicorp/random"]') });
});

test("a mirror from which nothing is wanted is not named at all", () => {
  const source = chooseSource({ foundMirrors: [{ path: "/srv/other", holds: { "hashicorp/aws": ["4.0.0"] } }] }, [
    aws5,
  ]);
  expect(source).toMatchObject({ cliConfig: expect.not.stringContaining("filesystem_mirror") });
});

test.each<[ProviderFacts, string]>([
  [{ foundMirrors: [mirror] }, "providers: mirror /srv/plugins, the registry for what it does not hold"],
  [none, "providers: the registry"],
  [
    { cliConfigFile: { path: "/gone", exists: false }, foundMirrors: [] },
    "providers: the registry (TF_CLI_CONFIG_FILE names /gone, which does not exist)",
  ],
  [{ cliConfigFile: { path: "/a", exists: true }, foundMirrors: [] }, "providers: as /a says (TF_CLI_CONFIG_FILE)"],
])("%j is described", (facts, description) => {
  expect(describeSource(chooseSource(facts, [aws5]))).toBe(description);
});

test.each([
  ["aws", "hashicorp/aws"],
  ["hashicorp/aws", "hashicorp/aws"],
  ["registry.terraform.io/hashicorp/aws", "hashicorp/aws"],
  ["integrations/github", "integrations/github"],
])("source %s is provider %s", (source, key) => {
  expect(providerKey(source)).toBe(key);
});

test.each([
  ["linux", "x64", "linux_amd64"],
  ["darwin", "arm64", "darwin_arm64"],
  ["win32", "ia32", "windows_386"],
])("%s on %s is %s", (os, arch, platform) => {
  expect(platformName(os, arch)).toBe(platform);
});

test.each<[entry: string, inside: string[], version: string | undefined]>([
  ["5.100.0", ["linux_amd64"], "5.100.0"],
  ["5.100.0", ["darwin_arm64"], undefined],
  ["index.json", [], undefined],
  ["terraform-provider-aws_6.25.0_linux_amd64.zip", [], "6.25.0"],
  ["terraform-provider-aws_6.25.0_darwin_arm64.zip", [], undefined],
])("a mirror's entry %s with %j inside offers %s", (entry, inside, version) => {
  expect(parseMirrorVersion(entry, inside, "linux_amd64")).toBe(version);
});
