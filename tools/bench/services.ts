/** An app whose only containers are as many copies of prd's worker as TERRACE_BENCH_SERVICES says, with all that they need. */
import { buildStacks } from "../../stacks";
import { prd } from "../../stacks/environments/prd";
import { synthesize } from "../../stacks/synthesize";

const { CDKTF_OUTDIR: outdir = "cdktf.out", TERRACE_BENCH_SERVICES } = process.env;
const count = Number(TERRACE_BENCH_SERVICES);
if (!Number.isInteger(count) || count < 0) {
  throw new Error(`TERRACE_BENCH_SERVICES is "${TERRACE_BENCH_SERVICES}"\n    expected: the number of services`);
}
const { worker } = prd.containers.services;
if (worker === undefined) throw new Error("prd has no worker");

const services = Object.fromEntries(Array.from({ length: count }, (_, index) => [`worker-${index + 1}`, worker]));
// What nobody needs any more would be a warning for each endpoint.
const endpoints = { ...prd.endpoints, interfaces: count === 0 ? {} : { "ecr.api": {}, "ecr.dkr": {}, logs: {}, secretsmanager: {} } };

synthesize(outdir, (app) => buildStacks(app, [{ ...prd, endpoints, containers: { ...prd.containers, services, tasks: {} } }]));
