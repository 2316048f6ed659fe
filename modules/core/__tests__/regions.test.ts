import { regionFacts, regionNames, regionOfZonePrefix, zonesPage, type RegionFacts } from "@terrace/core";

test.each<[string, RegionFacts | undefined]>([
  ["ap-northeast-1", { partition: "aws", zonePrefix: "apne1", zoneNumbers: [1, 2, 4] }],
  ["eu-west-1", { partition: "aws", zonePrefix: "euw1", zoneNumbers: [1, 2, 3] }],
  ["us-east-1", { partition: "aws", zonePrefix: "use1", zoneNumbers: [1, 2, 3, 4, 5, 6] }],
  ["cn-north-1", { partition: "aws-cn", zonePrefix: "cnn1", zoneNumbers: [1, 2] }],
  ["us-gov-west-1", { partition: "aws-us-gov", zonePrefix: "usgw1", zoneNumbers: [1, 2, 3] }],
  ["ap-moon-1", undefined],
])("the facts of %s", (name, expected) => {
  expect(regionFacts(name)).toEqual(expected);
});

test("a zone prefix leads back to its region, for every region", () => {
  expect(regionNames().map((name) => regionOfZonePrefix(regionFacts(name)?.zonePrefix ?? ""))).toEqual(regionNames());
  expect(regionOfZonePrefix("apm1")).toBeUndefined();
});

test("a zone prefix is the region's name in short", () => {
  const short = (name: string) => {
    const [area = "", direction = "", number = ""] = name.replace("-gov-", "g-").split("-");
    return `${area}${direction.replace(/north|south|east|west|central/g, (word) => word.slice(0, 1))}${number}`;
  };
  expect(regionNames().map((name) => regionFacts(name)?.zonePrefix)).toEqual(regionNames().map(short));
});

test("the page of the table is AWS's own", () => {
  expect(zonesPage).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
});
