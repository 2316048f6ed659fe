/**
 * `npm run bench`: what a synthesis costs, against the floor of node, against stock cdktf and against the usual way.
 * `npm run bench -- --quick` makes fewer runs.
 *
 * Seconds differ from machine to machine, so what is held against the aims are ratios within one run.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { bundleFiles } from "../run/stamp.cjs";
import { bundleFloor, bundleWithStockCdktf } from "./bundles";
import { growthExponent, measureInTurn, Synthesis } from "./measure";
import { benchPlanner } from "./planner";
import { printAim, printTable, usageCells, usageHeadings } from "./report";

const { quick } = parseArgs({ options: { quick: { type: "boolean", default: false } } }).values;
const runner = "tools/run/run.cjs";

// Beside the bundles of npm run synth, so that packages are found from here as from there.
const cache = "node_modules/.cache/terrace";
fs.mkdirSync(cache, { recursive: true });
const folder = path.resolve(fs.mkdtempSync(`${cache}/bench-`));
const written = path.join(folder, "written");
process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

void bench();

async function bench(): Promise<void> {
  console.log(`node ${process.version}, ${os.cpus().length} CPUs. Medians of runs in turn, after one run that is not counted.`);
  console.log("CPU: user and system time of the process. Peak: its resident memory.");
  await benchEnvironments();
  await benchCopies();
  await benchServices();
  benchPlanner(quick === true);
}

async function benchEnvironments(): Promise<void> {
  const ours = new Synthesis("npm run synth", [runner, "main.ts"]);
  const files = ours.write(written);

  const floorFile = path.join(folder, "floor.cjs");
  const stockFile = path.join(folder, "stock.cjs");
  await bundleFloor("main.ts", files, floorFile);
  await bundleWithStockCdktf("main.ts", stockFile);

  const floor = new Synthesis("floor: node loads the same packages as one file and writes the same bytes", [floorFile]);
  const stock = new Synthesis("the same app on stock cdktf, as one file too", [stockFile]);
  const edited = new Synthesis("npm run synth after an edit (CPU without esbuild's own process)", [runner, "main.ts"], {
    before: () => fs.rmSync(bundleFiles("main.ts").stamp),
  });
  const usual = new Synthesis("the usual way: types checked at run time as by ts-node, provider's index", [
    "--conditions=terrace-source",
    "tools/bench/as-most-projects.cjs",
    "main.ts",
  ]);
  const all = [floor, ours, edited, stock, usual];
  expectSameFiles(all);
  measureInTurn([floor, ours, edited, stock], quick ? 7 : 15, written);
  measureInTurn([usual], quick ? 1 : 3, written);

  const stacks = Object.keys(files).filter((file) => file.endsWith("cdk.tf.json")).length;
  const kilobytes = Object.values(files).reduce((sum, text) => sum + text.length, 0) / 1000;
  console.log(`\nAll environments: ${stacks} stacks, ${kilobytes.toFixed(0)} kB`);
  const timesFloor = ({ usage }: Synthesis) => usage.cpuSeconds / floor.usage.cpuSeconds;
  printTable([
    ["", ...usageHeadings, "CPU x floor"],
    ...all.map((each) => [each.name, ...usageCells(each.usage), timesFloor(each).toFixed(2)]),
  ]);
  printAim("CPU of npm run synth, in floors", timesFloor(ours), 1.7);
}

async function benchCopies(): Promise<void> {
  const sizes = await measureSizes("Copies of prd's network stack", "copies", "tools/bench/copies.ts", [0, 1, 10, 100, 300]);
  const [none, , ten, hundred, most] = sizes;
  if (!none || !ten || !hundred || !most) throw new Error("sizes are missing");
  printAim("CPU of 300 copies, as a part of stock cdktf's", timesStock(most), 0.5);
  printAim("exponent of growth from 10 to 300 copies, without the start", growthFrom(none, [ten, hundred, most]), 1.1);
  printAim("peak memory of 300 copies, in MiB", most.ours.usage.peakMiB, 200);
}

/** Services of one containers stack, each with its task, roles, rights, log group, group, rules and autoscaling. */
async function benchServices(): Promise<void> {
  const sizes = await measureSizes("Services like prd's worker, in one stack", "services", "tools/bench/services.ts", [0, 1, 10, 100]);
  const [none, , ten, most] = sizes;
  if (!none || !ten || !most) throw new Error("sizes are missing");
  printAim("CPU of 100 services, as a part of stock cdktf's", timesStock(most), 0.6);
  printAim("exponent of growth from 10 to 100 services, without the start", growthFrom(none, [ten, most]), 1.1);
}

/** An app of one size, ours and on stock cdktf. */
interface Size {
  readonly size: number;
  readonly ours: Synthesis;
  readonly stock: Synthesis;
}

/** Measures an app that is as large as TERRACE_BENCH_<UNIT> says, and prints a row for each size. */
async function measureSizes(title: string, unit: string, app: string, numbers: readonly number[]): Promise<Size[]> {
  const stockFile = path.join(folder, `stock-${unit}.cjs`);
  await bundleWithStockCdktf(app, stockFile);

  const sizes = numbers.map((size) => {
    const env = { [`TERRACE_BENCH_${unit.toUpperCase()}`]: `${size}` };
    const ours = new Synthesis(`${size} ${unit}`, [runner, app], { env });
    const stock = new Synthesis(`${size} ${unit} on stock cdktf`, [stockFile], { env });
    expectSameFiles([ours, stock]);
    measureInTurn([ours, stock], size < 100 ? (quick ? 3 : 9) : quick ? 1 : 3, written);
    return { size, ours, stock };
  });

  console.log(`\n${title}; beside each, the same app on stock cdktf, as one file too`);
  printTable([
    [unit, ...usageHeadings, ...usageHeadings.map((heading) => `stock ${heading}`), "CPU / stock"],
    ...sizes.map((one) => [`${one.size}`, ...usageCells(one.ours.usage), ...usageCells(one.stock.usage), timesStock(one).toFixed(2)]),
  ]);
  return sizes;
}

function timesStock({ ours, stock }: Size): number {
  return ours.usage.cpuSeconds / stock.usage.cpuSeconds;
}

function growthFrom(none: Size, sizes: readonly Size[]): number {
  return growthExponent(sizes.map(({ size, ours }) => [size, ours.usage.cpuSeconds - none.ours.usage.cpuSeconds] as const));
}

/** Faster only counts if the same is written. These runs are also the ones that are not counted. */
function expectSameFiles([first, ...others]: readonly Synthesis[]): void {
  const files = first?.write(written);
  for (const other of others) {
    if (!isDeepStrictEqual(other.write(written), files)) throw new Error(`"${other.name}" and "${first?.name}" write other files`);
  }
}
