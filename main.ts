import { InvalidPropsError } from "@terrace/core";
import path from "node:path";
import { buildStacks } from "./stacks";
import { chooseEnvironments } from "./stacks/environments";
import { synthesize } from "./stacks/synthesize";

const { CDKTF_OUTDIR: outdir = "cdktf.out", TERRACE_ENVIRONMENTS, TERRACE_LOCAL_STATE } = process.env;
const localStateFolder = TERRACE_LOCAL_STATE ? path.resolve(TERRACE_LOCAL_STATE) : undefined;

try {
  const { stacks, warnings } = synthesize(outdir, (app) =>
    buildStacks(app, chooseEnvironments(TERRACE_ENVIRONMENTS), { localStateFolder }),
  );
  for (const warning of warnings) console.warn(`warning at ${warning}`);
  console.log(`${stacks.length} stacks in ${outdir}: ${stacks.join(", ")}`);
} catch (error) {
  if (!InvalidPropsError.isInvalidPropsError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
