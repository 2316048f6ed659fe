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

test("every region is there, and those whose zones are not the first three", () => {
  expect(regionNames().join(" ")).toBe(
    "af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 " +
      "ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 " +
      "ca-central-1 ca-west-1 cn-north-1 cn-northwest-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 " +
      "eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2 " +
      "us-gov-east-1 us-gov-west-1 us-west-1 us-west-2",
  );
  const zones = regionNames().map((name) => [name, regionFacts(name)?.zoneNumbers.join("")]);
  expect(Object.fromEntries(zones.filter(([, numbers]) => numbers !== "123"))).toEqual({
    "ap-northeast-1": "124",
    "ap-northeast-2": "1234",
    "ca-central-1": "124",
    "cn-north-1": "12",
    "us-east-1": "123456",
    "us-west-1": "13",
    "us-west-2": "1234",
  });
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
