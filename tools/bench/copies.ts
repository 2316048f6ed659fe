/** An app with as many copies of the largest network as TERRACE_BENCH_COPIES says. */
import { prd } from "../../stacks/environments/prd";
import { NetworkStack } from "../../stacks/network";
import { synthesize } from "../../stacks/synthesize";

const { CDKTF_OUTDIR: outdir = "cdktf.out", TERRACE_BENCH_COPIES } = process.env;
const copies = Number(TERRACE_BENCH_COPIES);
if (!Number.isInteger(copies) || copies < 0) {
  throw new Error(`TERRACE_BENCH_COPIES is "${TERRACE_BENCH_COPIES}"\n    expected: the number of copies`);
}

synthesize(outdir, (app) => {
  for (let copy = 1; copy <= copies; copy += 1) new NetworkStack(app, { ...prd, name: `copy${copy}` }, {});
});
