import { Lazy, TerraformStack, type App } from "cdktf";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildStacks } from "../stacks";
import { dev } from "../stacks/environments/dev";
import { synthesize } from "../stacks/synthesize";
import { readTemplate, temporaryFolder } from "./app";

/** Hash of every file below a folder, hidden ones too, by path. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => statSync(path.join(folder, file)).isFile());
  const hash = (file: string) => createHash("sha256").update(readFileSync(path.join(folder, file), "latin1")).digest("hex");
  return Object.fromEntries(files.map((file) => [file, hash(file)]));
}

/** Runs the app as `npm run synth` does, in a process of its own. */
function runMain(outdir: string, env: Readonly<Record<string, string>>) {
  const own = { ...process.env, CDKTF_OUTDIR: outdir, TERRACE_ENVIRONMENTS: "", TERRACE_LOCAL_STATE: "", ...env };
  return spawnSync(process.execPath, ["tools/run/run.cjs", "main.ts"], { encoding: "utf8", env: own });
}

describe("main.ts", () => {
  const outdir = temporaryFolder();

  test("writes the chosen environments, and says which", () => {
    expect(runMain(outdir, { TERRACE_ENVIRONMENTS: "dev" })).toMatchObject({
      status: 0,
      stdout: `8 stacks in ${outdir}: dev-state, dev-registry, dev-network, dev-kubernetes, dev-kubernetes-platform, dev-cache, dev-storage, dev-containers\n`,
      stderr: "",
    });
    expect(readdirSync(path.join(outdir, "stacks"))).toEqual([
      "dev-cache",
      "dev-containers",
      "dev-kubernetes",
      "dev-kubernetes-platform",
      "dev-network",
      "dev-registry",
      "dev-state",
      "dev-storage",
    ]);
  });

  test("fails on an environment that there is not, and leaves what is there", () => {
    const before = contents(outdir);
    expect(Object.keys(before)).toContain("stacks/dev-network/cdk.tf.json");
    expect(runMain(outdir, { TERRACE_ENVIRONMENTS: "stg,prod" })).toMatchObject({
      status: 1,
      stdout: "",
      stderr: [
        `invalid choice of environments at "TERRACE_ENVIRONMENTS"`,
        `  - [unknown-environment] TERRACE_ENVIRONMENTS is "prod"`,
        `      expected: one or more of dev, stg, prd`,
        "",
      ].join("\n"),
    });
    expect(contents(outdir)).toEqual(before);
  });

  test("keeps states in files where the run says so, by absolute paths", () => {
    expect(runMain(outdir, { TERRACE_ENVIRONMENTS: "dev", TERRACE_LOCAL_STATE: "states" })).toMatchObject({ status: 0 });
    expect(readTemplate(outdir, "dev-network").terraform.backend).toEqual({
      local: { path: path.resolve("states/dev/network.tfstate") },
    });
  });
});

describe("synthesize", () => {
  const build = (app: App) => buildStacks(app, [dev]);

  test("takes the stacks in the order of their deployment, and tells their warnings", () => {
    const outdir = path.join(temporaryFolder(), "not-yet");
    const { stacks, warnings } = synthesize(outdir, (app) => {
      const endpoints = { ...dev.endpoints, tier: "private", interfaces: { sqs: {} } };
      buildStacks(app, [{ ...dev, endpoints }]);
    });
    expect(stacks).toEqual(["dev-state", "dev-registry", "dev-network", "dev-kubernetes", "dev-kubernetes-platform", "dev-cache", "dev-storage", "dev-containers"]);
    expect(warnings).toContainEqual(expect.stringContaining("dev-network: [endpoint-unused] endpoints.interfaces.sqs"));
  });

  test("leaves what terraform keeps beside the stacks, and nothing of its own", () => {
    const outdir = temporaryFolder();
    synthesize(outdir, build);
    const files = Object.keys(contents(outdir));
    mkdirSync(path.join(outdir, "stacks/dev-state/.terraform"), { recursive: true });
    writeFileSync(path.join(outdir, "stacks/dev-state/.terraform.lock.hcl"), "kept");
    writeFileSync(path.join(outdir, "stacks/dev-state/cdk.tf.json"), "old");
    synthesize(outdir, build);
    expect(Object.keys(contents(outdir)).toSorted()).toEqual([...files, "stacks/dev-state/.terraform.lock.hcl"].toSorted());
    expect(readTemplate(outdir, "dev-state").terraform).toBeDefined();
  });

  test.each<[string, (stack: TerraformStack) => void]>([
    ["a validation of it fails", (stack) => stack.node.addValidation({ validate: () => ["no"] })],
    ["it cannot be written", (stack) => stack.addOverride("locals.x", Lazy.stringValue({ produce: () => fail() }))],
  ])("leaves everything as it was when the last stack fails: %s", (_why, sabotage) => {
    const outdir = temporaryFolder();
    synthesize(outdir, build);
    const before = contents(outdir);
    const change = (app: App) => {
      buildStacks(app, [{ ...dev, project: "changed" }]);
      sabotage(new TerraformStack(app, "last"));
    };
    expect(() => synthesize(outdir, change)).toThrow();
    expect(contents(outdir)).toEqual(before);
  });

  test("leaves everything as it was when a stack cannot be built", () => {
    const outdir = temporaryFolder();
    synthesize(outdir, build);
    const before = contents(outdir);
    expect(() => synthesize(outdir, (app) => buildStacks(app, [{ ...dev, project: "changed", account: "1" }]))).toThrow("environment-account");
    expect(contents(outdir)).toEqual(before);
  });
});

function fail(): never {
  throw new Error("it cannot be written");
}
