import { checkGp3, type Gp3Volume } from "../src";

test.each<[Gp3Volume, string[]]>([
  [{ sizeGiB: 30 }, []],
  [{ sizeGiB: 29 }, ["volume-size root.sizeGiB"]],
  [{ sizeGiB: 65_537 }, ["volume-size root.sizeGiB"]],
  [{ sizeGiB: 30.5 }, ["volume-size root.sizeGiB"]],
  [{ sizeGiB: 30, iops: 15_000 }, []],
  [{ sizeGiB: 30, iops: 15_001 }, ["volume-iops root.iops"]],
  [{ sizeGiB: 30, iops: 2999 }, ["volume-iops root.iops"]],
  [{ sizeGiB: 1000, iops: 80_001 }, ["volume-iops root.iops"]],
  [{ sizeGiB: 30, throughputMibps: 750 }, []],
  [{ sizeGiB: 30, throughputMibps: 751 }, ["volume-throughput root.throughputMibps"]],
  [{ sizeGiB: 30, throughputMibps: 124 }, ["volume-throughput root.throughputMibps"]],
  [{ sizeGiB: 30, iops: 8000, throughputMibps: 1001 }, ["volume-throughput root.throughputMibps"]],
])("a gp3 volume of %j", (volume, expected) => {
  const problems = checkGp3("root", volume, { smallestGiB: 30, mostMibps: 1000, see: "https://example.com" });
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(expected);
});
