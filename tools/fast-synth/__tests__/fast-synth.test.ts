import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { App, TerraformStack } from "cdktf";
import esbuild from "esbuild";
import { bundleOptions } from "../../run/bundle.cjs";
import { fastSynth } from "../plugin.cjs";
import { replace } from "../replaced-files.cjs";
import { copyOf, temporaryFolder } from "./copy-of";

// Within node_modules, so that the bundle finds cdktf's own file when it zips, as the bundles of npm run synth do.
const folder = temporaryFolder();

afterAll(() => fs.rmSync(folder, { recursive: true }));

async function build(name: string, options: esbuild.BuildOptions) {
  const outfile = path.join(folder, `${name}.cjs`);
  const { metafile } = await esbuild.build({
    entryPoints: ["tools/fast-synth/__tests__/every-token.ts"],
    outfile,
    bundle: true,
    platform: "node",
    logLevel: "silent",
    metafile: true,
    ...options,
  });
  return { outfile, inputs: Object.keys(metafile?.inputs ?? {}) };
}

/** All files that the app writes, by their path, and what it prints, each line once: stock cdktf repeats its warnings. */
function writtenBy(bundle: string): Record<string, string> {
  const outdir = `${bundle}.out`;
  const { status, stderr } = spawnSync(process.execPath, [bundle], {
    env: { ...process.env, CDKTF_OUTDIR: outdir },
    encoding: "utf8",
  });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const names = fs.readdirSync(outdir, { recursive: true, encoding: "utf8" });
  const written = names.filter((name) => fs.statSync(path.join(outdir, name)).isFile());
  return { stderr: [...new Set(stderr.split("\n"))].join("\n"), ...Object.fromEntries(written.map((name) => [name, fs.readFileSync(path.join(outdir, name), "latin1")])) };
}

test("an app with every form of token is written byte for byte as stock cdktf writes it", async () => {
  const [stock, fast] = await Promise.all([
    build("stock", { packages: "external" }),
    build("fast", { plugins: [fastSynth] }),
  ]);
  const expected = writtenBy(stock.outfile);
  expect(Object.keys(expected)).toEqual(
    expect.arrayContaining(["manifest.json", "stacks/producer/cdk.tf.json", "stacks/consumer-13/cdk.tf.json"]),
  );
  expect(Object.keys(expected).filter((file) => file.endsWith(".zip"))).toHaveLength(1);
  expect(writtenBy(fast.outfile)).toEqual(expected);
});

test("every environment is written byte for byte as stock cdktf writes it", async () => {
  const bundle = async (outfile: string, options: esbuild.BuildOptions) => {
    await esbuild.build({ ...bundleOptions("main.ts", { outfile }), ...options });
    return writtenBy(outfile);
  };
  const expected = await bundle(path.join(folder, "stock-main.cjs"), { plugins: [] });
  expect(Object.keys(expected)).toContain("manifest.json");
  expect(await bundle(path.join(folder, "fast-main.cjs"), {})).toEqual(expected);
  // Two bundles of everything: jest's own five seconds are too few for a machine that is busy.
}, 60_000);

test("a bundle does not load archiver and what comes with it", async () => {
  const { inputs } = await build("inputs", { plugins: [fastSynth], write: false });
  expect(inputs.filter((file) => /node_modules\/(archiver|lodash|readable-stream|call-bound)\//.test(file))).toEqual([]);
  expect(inputs).toContainEqual(expect.stringMatching(/node_modules\/cdktf\/lib\/private\/fs\.js$/));
});

test("twenty stacks that all depend on the ones before are searched once each", () => {
  const dependsOn = jest.spyOn(TerraformStack.prototype, "dependsOn");
  const app = new App({ outdir: path.join(folder, "dense") });
  const stacks: TerraformStack[] = [];
  for (let index = 0; index < 20; index += 1) {
    const stack = new TerraformStack(app, `stack-${index}`);
    for (const before of stacks) stack.addDependency(before);
    stacks.push(stack);
  }
  const [first, last] = [stacks[0], stacks[19]];
  if (first === undefined || last === undefined) throw new Error("there are no stacks");
  expect(last.dependsOn(first)).toBe(true);
  expect(() => first.addDependency(last)).toThrow(/circular/);
  expect(dependsOn.mock.calls.length).toBeLessThan(20 ** 3);
});

test.each([
  [">=20", 0],
  [">=9999", 1],
])("semver is still there to hold the version of a program against %s", (constraint, problems) => {
  interface Validations {
    readonly ValidateBinaryVersion: new (binary: string, constraint: string, command: string) => { validate(): string[] };
  }
  const { ValidateBinaryVersion } = jest.requireActual<Validations>("cdktf/lib/validations/validate-binary-version");
  const command = `"${process.execPath}" --version`;
  expect(new ValidateBinaryVersion("node", constraint, command).validate()).toHaveLength(problems);
});

describe("the stack trace of a token", () => {
  interface StackTraceModule {
    captureStackTrace(): string[];
  }
  const load = () => {
    jest.resetModules();
    return jest.requireActual<StackTraceModule>("../replacements/stack-trace.cjs");
  };

  test("is not captured", () => {
    expect(load().captureStackTrace()).toEqual([]);
  });

  test("is captured as by stock cdktf with TERRACE_STACK_TRACES=1", () => {
    jest.replaceProperty(process, "env", { ...process.env, TERRACE_STACK_TRACES: "1" });
    const original = "node_modules/cdktf/lib/tokens/private/stack-trace.js";
    const stock = copyOf<StackTraceModule>(original, { neighbours: ".", packages: "." }, folder);
    const [fast, expected] = [load(), stock].map((module) => module.captureStackTrace());
    expect(fast).toEqual(expected);
    expect(fast?.[0]).toContain("fast-synth.test.ts");
  });
});

describe("a file that is not the one the replacement was proven for", () => {
  const original = "node_modules/cdktf/lib/util.js";

  test("is refused when its text differs", () => {
    const changed = `${fs.readFileSync(original, "utf8")}\n// changed`;
    expect(() => replace(path.resolve(original), changed)).toThrow(
      /^fast-synth does not know this text of cdktf\/lib\/util.js: its sha256 is [0-9a-f]{64}\n {4}expected: 0c07080443f1/,
    );
  });

  test("is refused when it belongs to another version of cdktf", () => {
    const root = path.join(folder, "node_modules/cdktf");
    fs.mkdirSync(path.join(root, "lib"), { recursive: true });
    fs.writeFileSync(path.join(root, "package.json"), JSON.stringify({ version: "0.22.0" }));
    expect(() => replace(path.resolve(root, "lib/util.js"), fs.readFileSync(original, "utf8"))).toThrow(
      /^fast-synth replaces files of cdktf 0.21.0, and cdktf 0.22.0 is installed in /,
    );
  });

  test("fails the build", async () => {
    const filename = path.resolve(folder, "node_modules/cdktf/lib/util.js");
    fs.writeFileSync(filename, "exports.changed = true;");
    fs.writeFileSync(path.join(folder, "node_modules/cdktf/package.json"), JSON.stringify({ version: "0.21.0" }));
    await expect(
      esbuild.build({ entryPoints: [filename], bundle: true, write: false, logLevel: "silent", plugins: [fastSynth] }),
    ).rejects.toThrow("fast-synth does not know this text of cdktf/lib/util.js");
  });
});
