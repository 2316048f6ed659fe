import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** What one run has used, or the medians over several. */
export interface Usage {
  /** User and system time of the process itself, without processes that it starts. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** The most memory that was resident. */
  readonly peakMiB: number;
}

/** A synthesis that is measured: a program of node that writes into CDKTF_OUTDIR. */
export class Synthesis {
  private readonly runs: Usage[] = [];

  public constructor(
    /** What it is called in the report. */
    public readonly name: string,
    /** Arguments of node. */
    private readonly args: readonly string[],
    private readonly options: {
      readonly env?: Readonly<Record<string, string>>;
      /** Done before each run, outside of the measurement. */
      readonly before?: () => void;
    } = {},
  ) {}

  /** Runs it into an empty folder and returns what was written there, the texts by their paths. */
  public write(folder: string): Record<string, string> {
    fs.rmSync(folder, { recursive: true, force: true });
    this.run(folder);
    const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
    const files = names.filter((name) => fs.statSync(path.join(folder, name)).isFile());
    return Object.fromEntries(files.map((name) => [name, fs.readFileSync(path.join(folder, name), "utf8")]));
  }

  /** Runs it once more and counts the run. */
  public measure(folder: string): void {
    this.runs.push(this.run(folder));
  }

  /** Medians over the counted runs. */
  public get usage(): Usage {
    return {
      cpuSeconds: median(this.runs.map(({ cpuSeconds }) => cpuSeconds)),
      wallSeconds: median(this.runs.map(({ wallSeconds }) => wallSeconds)),
      peakMiB: median(this.runs.map(({ peakMiB }) => peakMiB)),
    };
  }

  private run(folder: string): Usage {
    this.options.before?.();
    const usageFile = `${folder}.usage.json`;
    const start = process.hrtime.bigint();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--require", path.resolve("tools/bench/usage.cjs"), ...this.args],
      {
        env: { ...process.env, ...this.options.env, CDKTF_OUTDIR: folder, TERRACE_BENCH_USAGE: usageFile },
        encoding: "utf8",
      },
    );
    const wallSeconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (status !== 0) throw new Error(`"${this.name}" ended with status ${status}\n${stdout}${stderr}`);
    const usage: Omit<Usage, "wallSeconds"> = JSON.parse(fs.readFileSync(usageFile, "utf8"));
    return { ...usage, wallSeconds };
  }
}

/** Runs them in turn, `runs` times each, so that a busy moment of the machine hits all of them alike. */
export function measureInTurn(syntheses: readonly Synthesis[], runs: number, folder: string): void {
  for (let run = 0; run < runs; run += 1) {
    for (const synthesis of syntheses) synthesis.measure(folder);
  }
}

/** The middle of an odd number of values; the higher of the two in the middle of an even one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The exponent k of the power law y = c * x^k that fits the points best: the slope of a line on logarithmic scales. */
export function growthExponent(points: readonly (readonly [x: number, y: number])[]): number {
  const logs = points.map(([x, y]) => ({ x: Math.log(x), y: Math.log(y) }));
  const meanX = mean(logs.map(({ x }) => x));
  const meanY = mean(logs.map(({ y }) => y));
  return mean(logs.map(({ x, y }) => (x - meanX) * (y - meanY))) / mean(logs.map(({ x }) => (x - meanX) ** 2));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
