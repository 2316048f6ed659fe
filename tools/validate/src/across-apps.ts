import { checkReachability, formatProblem, reachabilityFacts, requireReachability, type NetworkRef } from "@terrace/core";
import { defineContract, keepStateIn, OutputReader, publishOutputs } from "@terrace/remote-state";
import { openTerraform, type Terraform } from "@terrace/terraform";
import { App, TerraformStack } from "cdktf";
import fs from "node:fs";
import path from "node:path";
import { prd } from "../../../stacks/environments/prd";
import { NetworkStack } from "../../../stacks/network";
import { workloadsOf } from "../../../stacks/workloads";

/**
 * Shows with real terraform that an app which only reads the outputs of a network is told at plan what synthesis tells
 * within one app: a network that carries its workloads is planned, one that lacks an endpoint is refused in the very
 * same words.
 *
 * @returns what went otherwise; nothing when both went as they should
 */
export async function checkAcrossApps(folder: string): Promise<string[]> {
  const terraform = openTerraform();
  const built = new NetworkStack(new App({ outdir: path.join(made(folder), "prd") }), prd, {}).network;
  const lacking: NetworkRef = { ...built, endpoints: built.endpoints.filter(({ service }) => service !== "logs") };
  const workloads = workloadsOf(prd);
  const expected = workloads.flatMap((workload) => checkReachability(workload, lacking)).map(formatProblem);
  if (expected.length === 0) return ["prd without its logs endpoint has no problem, so nothing can be shown with it"];

  const accepted = await refusals(terraform, path.join(folder, "built"), built);
  const refused = await refusals(terraform, path.join(folder, "lacking"), lacking);
  return [
    ...accepted.map((words) => `the network that carries its workloads was refused: ${words}`),
    ...difference(expected, refused).map((words) => `not refused at plan: ${words}`),
    ...difference(refused, expected).map((words) => `refused at plan only: ${words}`),
  ];
}

function difference(these: readonly string[], others: readonly string[]): string[] {
  return these.filter((words) => !others.includes(words));
}

/** What `terraform plan` of an app with prd's workloads says against a network of another app. */
async function refusals(terraform: Terraform, folder: string, network: NetworkRef): Promise<string[]> {
  const { publisher, reader } = synthesize(folder, network);
  const logFile = path.join(folder, "terraform.log");
  await terraform.run(["init"], { cwd: publisher, logFile });
  await terraform.run(["apply", "-auto-approve"], { cwd: publisher, logFile });
  await terraform.run(["init"], { cwd: reader, logFile });
  const { stdout } = await terraform.run(["plan", "-json"], { cwd: reader, logFile, expect: [0, 1] });
  return stdout.split("\n").flatMap((line) => {
    const message: { readonly "@level"?: string; readonly diagnostic?: { readonly detail: string } } = line === "" ? {} : JSON.parse(line);
    return message["@level"] === "error" && message.diagnostic !== undefined ? [message.diagnostic.detail] : [];
  });
}

/** Two stacks that know of each other only by state: one publishes what a network reaches, one has the workloads. */
function synthesize(folder: string, network: NetworkRef): { publisher: string; reader: string } {
  const contract = defineContract("network", {
    reachability: { type: "map(string)", description: "What each tier reaches" },
  });
  const location = { kind: "local", path: path.join(made(folder), "prd", "network.tfstate") } as const;
  const app = new App({ outdir: path.join(folder, "out") });
  const publisher = new TerraformStack(app, "publisher");
  keepStateIn(publisher, location);
  publishOutputs(publisher, contract, { reachability: reachabilityFacts(network) });

  const reader = new TerraformStack(app, "reader");
  const facts = new OutputReader(reader, contract, { location }).getMap("reachability");
  requireReachability(reader, "will-it-start", workloadsOf(prd), facts);
  app.synth();
  const folderOf = (stack: string) => path.join(folder, "out", "stacks", stack);
  return { publisher: folderOf("publisher"), reader: folderOf("reader") };
}

function made(folder: string): string {
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}
