import { parseOptions } from "../src/options";

const environments = ["dev", "prd"];
const parse = (line: string) => parseOptions(line.split(" ").filter((arg) => arg !== ""), environments);

test("one environment, and nothing else, by default", () => {
  expect(parse("prd")).toEqual({ command: "show", environment: "prd", all: false, json: false, svg: undefined, prices: undefined });
});

test("everything at once, in any order", () => {
  expect(parse("--json --svg a.svg --nat-gb 0.062 dev --endpoint-hour 0.014 --endpoint-gb 0 --nat-hour 1e-2 --all")).toEqual({
    command: "show",
    environment: "dev",
    all: true,
    json: true,
    svg: "a.svg",
    prices: { endpointHour: 0.014, endpointGb: 0, natHour: 0.01, natGb: 0.062 },
  });
});

test("the pages of all environments, made or checked", () => {
  expect(parse("--docs")).toEqual({ command: "docs", check: false });
  expect(parse("--docs --check")).toEqual({ command: "docs", check: true });
});

test.each([
  ["", "environment is missing\n    expected: one of dev, prd"],
  ["prod", 'environment is "prod"\n    expected: one of dev, prd'],
  ["constructor", 'environment is "constructor"\n    expected: one of dev, prd'],
  ["dev prd", 'environment is "dev prd"\n    expected: one of dev, prd'],
  ["dev --yaml", 'unknown option "--yaml"\n    expected: --all, --json, --svg <file>, --endpoint-hour, --endpoint-gb, --nat-hour, --nat-gb, --docs or --docs --check'],
  ["dev --svg", "--svg is missing\n    expected: a file such as network.svg"],
  ["dev --svg --json", '--svg is "--json"\n    expected: a file such as network.svg'],
  ["dev --nat-gb", "--nat-gb is missing\n    expected: a price, a number of 0 or more, such as 0.01"],
  ["dev --nat-gb cheap", '--nat-gb is "cheap"\n    expected: a price, a number of 0 or more, such as 0.01'],
  ["dev --nat-gb -1", '--nat-gb is "-1"\n    expected: a price, a number of 0 or more, such as 0.01'],
  ["dev --nat-gb Infinity", '--nat-gb is "Infinity"\n    expected: a price, a number of 0 or more, such as 0.01'],
  ["dev --nat-gb 0.1 --nat-hour 0.1", "--endpoint-hour, --endpoint-gb are missing\n    expected: all four prices, or none"],
  ["dev --nat-gb 1 --nat-hour 1 --endpoint-hour 1", "--endpoint-gb is missing\n    expected: all four prices, or none"],
  ["--docs dev", '"dev" is given with --docs, which is about all environments\n    expected: --docs, or --docs --check'],
  ["dev --check", "--check is given without --docs\n    expected: --docs --check"],
])("refuses %j", (line, message) => {
  expect(() => parse(line)).toThrow(new Error(message));
});

test("an empty price is no price of 0", () => {
  expect(() => parseOptions(["dev", "--nat-gb", ""], environments)).toThrow('--nat-gb is ""');
});
