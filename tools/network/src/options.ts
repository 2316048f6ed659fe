import type { Prices } from "./cost";

/** What the command line asks for. */
export type Options = ShowOptions | DocsOptions;

/** One environment, for a person, as JSON, as a picture. */
export interface ShowOptions {
  readonly command: "show";
  readonly environment: string;
  /** The whole catalogue of services, and not only what the workloads need. */
  readonly all: boolean;
  readonly json: boolean;
  /** File for the picture. */
  readonly svg: string | undefined;
  readonly prices: Prices | undefined;
}

/** The pages of all environments. */
export interface DocsOptions {
  readonly command: "docs";
  /** Writes nothing, and tells what is not up to date. */
  readonly check: boolean;
}

const priceOptions = {
  "--endpoint-hour": "endpointHour",
  "--endpoint-gb": "endpointGb",
  "--nat-hour": "natHour",
  "--nat-gb": "natGb",
} as const satisfies Record<string, keyof Prices>;

type PriceOption = keyof typeof priceOptions;

const known = `--all, --json, --svg <file>, ${Object.keys(priceOptions).join(", ")}, --docs or --docs --check`;

/**
 * Reads the command line.
 *
 * @param environments names of the environments there are
 */
export function parseOptions(args: readonly string[], environments: readonly string[]): Options {
  const names: string[] = [];
  const flags = new Set<string>();
  const prices = new Map<keyof Prices, number>();
  let svg: string | undefined;
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (["--all", "--json", "--docs", "--check"].includes(arg)) flags.add(arg);
    else if (arg === "--svg") svg = toFile(rest.shift());
    else if (isPriceOption(arg)) prices.set(priceOptions[arg], toPrice(arg, rest.shift()));
    else if (arg.startsWith("-")) throw new Error(`unknown option "${arg}"\n    expected: ${known}`);
    else names.push(arg);
  }
  if (flags.has("--docs")) return toDocs(args, flags);
  if (flags.has("--check")) throw new Error("--check is given without --docs\n    expected: --docs --check");
  return {
    command: "show",
    environment: toEnvironment(names, environments),
    all: flags.has("--all"),
    json: flags.has("--json"),
    svg,
    prices: toPrices(prices),
  };
}

function isPriceOption(arg: string): arg is PriceOption {
  return Object.hasOwn(priceOptions, arg);
}

function toFile(file: string | undefined): string {
  if (file !== undefined && file !== "" && !file.startsWith("--")) return file;
  throw new Error(`--svg is ${file === undefined ? "missing" : `"${file}"`}\n    expected: a file such as network.svg`);
}

function toPrice(option: string, text: string | undefined): number {
  const price = text === undefined || text.trim() === "" ? NaN : Number(text);
  if (Number.isFinite(price) && price >= 0) return price;
  const got = text === undefined ? "missing" : `"${text}"`;
  throw new Error(`${option} is ${got}\n    expected: a price, a number of 0 or more, such as 0.01`);
}

/** A price that nobody gave would be a claim of ours, so there are four of them or none. */
function toPrices(prices: ReadonlyMap<keyof Prices, number>): Prices | undefined {
  if (prices.size === 0) return undefined;
  const missing = Object.entries(priceOptions).filter(([, name]) => !prices.has(name)).map(([option]) => option);
  if (missing.length > 0) {
    const are = missing.length === 1 ? "is" : "are";
    throw new Error(`${missing.join(", ")} ${are} missing\n    expected: all four prices, or none`);
  }
  const priceOf = (name: keyof Prices) => prices.get(name) ?? 0;
  return {
    endpointHour: priceOf("endpointHour"),
    endpointGb: priceOf("endpointGb"),
    natHour: priceOf("natHour"),
    natGb: priceOf("natGb"),
  };
}

function toDocs(args: readonly string[], flags: ReadonlySet<string>): DocsOptions {
  const other = args.find((arg) => arg !== "--docs" && arg !== "--check");
  if (other !== undefined) {
    throw new Error(`"${other}" is given with --docs, which is about all environments\n    expected: --docs, or --docs --check`);
  }
  return { command: "docs", check: flags.has("--check") };
}

function toEnvironment(names: readonly string[], environments: readonly string[]): string {
  const expected = `one of ${environments.join(", ")}`;
  const [name, second] = names;
  if (name === undefined) throw new Error(`environment is missing\n    expected: ${expected}`);
  if (second !== undefined) throw new Error(`environment is "${names.join(" ")}"\n    expected: ${expected}`);
  if (!environments.includes(name)) throw new Error(`environment is "${name}"\n    expected: ${expected}`);
  return name;
}
