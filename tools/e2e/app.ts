/**
 * The app that the end-to-end run applies: the stacks of main.ts, from data that may be changed, and a stack that reads.
 *
 * TERRACE_E2E_CHANGES names the changes, separated by commas. TERRACE_E2E_GIVEN says what was made in place of something
 * that the data names, such as a certificate: an object of names. What the local AWS server cannot hold is ignored in what is
 * written here, and nowhere else.
 */
import fs from "node:fs";
import path from "node:path";
import { buildStacks } from "../../stacks";
import { chooseEnvironments } from "../../stacks/environments";
import { synthesize } from "../../stacks/synthesize";
import { inPlaceOf } from "./src/in-place-of";
import { withLeftOut } from "./src/left-out";
import { ReaderStack } from "./src/reader-stack";
import { withChanges } from "./stacks";

const { CDKTF_OUTDIR: outdir = "cdktf.out", TERRACE_ENVIRONMENTS, TERRACE_LOCAL_STATE, TERRACE_E2E_CHANGES = "", TERRACE_E2E_GIVEN = "{}" } = process.env;
const given: Readonly<Record<string, string>> = JSON.parse(TERRACE_E2E_GIVEN);
const changes = TERRACE_E2E_CHANGES.split(",").filter((name) => name !== "");
const environments = chooseEnvironments(TERRACE_ENVIRONMENTS).map((environment) => withChanges(environment, changes));

synthesize(outdir, (app) => {
  buildStacks(app, environments, { localStateFolder: TERRACE_LOCAL_STATE });
  for (const environment of environments) new ReaderStack(app, environment);
});

const stacks = path.join(outdir, "stacks");
for (const stack of fs.readdirSync(stacks)) {
  const file = path.join(stacks, stack, "cdk.tf.json");
  fs.writeFileSync(file, inPlaceOf(given, withLeftOut(stack, fs.readFileSync(file, "utf8"))));
}
