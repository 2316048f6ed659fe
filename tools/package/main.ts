/**
 * `npm run package`: builds every module as it is published, compiled JavaScript with declarations in dist/.
 *
 *   npm run package -- --check    also packs them, installs the archives in an app of its own, and synthesizes there
 *
 * A consumer sees dist/ only; here in the repository the condition "terrace-source" leads to the sources.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { inOrder, type Manifest } from "./src/in-order";

const root = process.cwd();
const modules = inOrder(
  fs.readdirSync("modules").map((name): Manifest => JSON.parse(fs.readFileSync(`modules/${name}/package.json`, "utf8"))),
);

function main(): void {
  const { check } = parseArgs({ options: { check: { type: "boolean", default: false } } }).values;
  for (const { name } of modules) build(folderOf(name));
  console.log(`built ${modules.map(({ name }) => name).join(", ")}`);
  if (check === true) checkArchives();
}

function folderOf(name: string): string {
  return path.join(root, "modules", name.replace("@terrace/", ""));
}

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

/** Compiles one module. What it imports from core is read from core's dist/, as a consumer's compiler reads it. */
function build(folder: string): void {
  const outDir = path.join(folder, "dist");
  fs.rmSync(outDir, { recursive: true, force: true });
  const config = path.join(folder, "tsconfig.build.json");
  const compilerOptions = { noEmit: false, declaration: true, customConditions: [], types: ["node"], rootDir: "src", outDir: "dist" };
  fs.writeFileSync(config, JSON.stringify({ extends: "../../tsconfig.json", compilerOptions, include: ["src"] }));
  try {
    run(process.execPath, [path.join(root, "node_modules/typescript/bin/tsc"), "-p", config], folder);
  } finally {
    fs.rmSync(config);
  }
}

/** An app that has the archives and nothing of this repository but its installed packages. */
function checkArchives(): void {
  const app = fs.mkdtempSync(path.join(os.tmpdir(), "terrace-package-"));
  process.once("exit", () => fs.rmSync(app, { recursive: true, force: true }));
  for (const { name } of modules) {
    const [{ filename }] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", app], folderOf(name)));
    const target = path.join(app, "node_modules", name);
    fs.mkdirSync(target, { recursive: true });
    run("tar", ["-xzf", path.join(app, filename), "--strip-components=1", "-C", target], app);
  }
  for (const peer of ["cdktf", "constructs", "@cdktf"]) {
    fs.symlinkSync(path.join(root, "node_modules", peer), path.join(app, "node_modules", peer));
  }
  fs.writeFileSync(path.join(app, "main.js"), consumer);
  run(process.execPath, ["--preserve-symlinks", "main.js"], app);
  const { resource } = JSON.parse(fs.readFileSync(path.join(app, "cdktf.out/stacks/network/cdk.tf.json"), "utf8"));
  const types = Object.keys(resource);
  if (!types.includes("aws_vpc") || !types.includes("aws_vpc_endpoint")) throw new Error(`the app made ${types.join(", ")}`);
  const strange = modules.filter(({ name }) => fs.existsSync(path.join(app, "node_modules", name, "src")));
  if (strange.length > 0) throw new Error(`sources are published by ${strange.map(({ name }) => name).join(", ")}`);
  console.log(`an app with the archives alone makes ${types.length} types of resources`);
}

const consumer = `
const { App, TerraformStack } = require("cdktf");
const { AwsProvider } = require("@cdktf/provider-aws/lib/provider");
const { Vpc } = require("@terrace/vpc");
const { VpcEndpoints } = require("@terrace/vpc-endpoints");
const app = new App();
const stack = new TerraformStack(app, "network");
new AwsProvider(stack, "aws", { region: "eu-central-1" });
const { network } = new Vpc(stack, "vpc", {
  name: "shop",
  cidr: "10.0.0.0/16",
  availabilityZones: ["euc1-az1"],
  tiers: { isolated: { type: "isolated" } },
});
new VpcEndpoints(stack, "endpoints", { name: "shop", network, region: "eu-central-1", gateways: { s3: {} } });
app.synth();
`;

main();
