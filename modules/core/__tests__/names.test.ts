import { checkName, nameOf, type NameKind } from "@terrace/core";
import { Lazy } from "cdktf";

test("a name is environment, project and role, and nothing random", () => {
  expect(nameOf({ environment: "prd", project: "shop" }, "vpc")).toBe("prd-shop-vpc");
});

const long = (length: number) => "a".repeat(length);

test.each<[NameKind, string, string[]]>([
  ["s3-bucket", "prd-shop-tfstate-333333333333", []],
  ["s3-bucket", long(3), []],
  ["s3-bucket", long(63), []],
  ["s3-bucket", "", ["name-length"]],
  ["s3-bucket", "a", ["name-length"]],
  ["s3-bucket", long(64), ["name-length"]],
  ["s3-bucket", "Shop-states", ["name-characters"]],
  ["s3-bucket", "shop.states", ["name-characters"]],
  ["s3-bucket", "-states", ["name-characters"]],
  ["s3-bucket", "states-", ["name-characters"]],
  ["s3-bucket", "xn--states", ["name-characters"]],
  ["s3-bucket", "sthree-states", ["name-characters"]],
  ["s3-bucket", "amzn-s3-demo-states", ["name-characters"]],
  ["s3-bucket", "states-s3alias", ["name-characters"]],
  ["s3-bucket", "states--ol-s3", ["name-characters"]],
  ["s3-bucket", "states--x-s3", ["name-characters"]],
  ["s3-bucket", "states--table-s3", ["name-characters"]],
  ["s3-bucket", `-${long(63)}`, ["name-length", "name-characters"]],
  ["iam-role", "Shop_role+=,.@-1", []],
  ["iam-role", long(64), []],
  ["iam-role", long(65), ["name-length"]],
  ["iam-role", "", ["name-length"]],
  ["iam-role", "shop/role", ["name-characters"]],
  ["log-group", "/vpc/prd-shop_1.#", []],
  ["log-group", "", ["name-length"]],
  ["log-group", long(512), []],
  ["log-group", long(513), ["name-length"]],
  ["log-group", "aws/vpc", ["name-characters"]],
  ["log-group", "my group", ["name-characters"]],
  ["dynamodb-table", "Shop_lock.1-2", []],
  ["dynamodb-table", "ab", ["name-length"]],
  ["dynamodb-table", long(256), ["name-length"]],
  ["dynamodb-table", "shop lock", ["name-characters"]],
  ["rds-subnet-group", "prd shop_1.x-y", []],
  ["rds-subnet-group", "", ["name-length"]],
  ["rds-subnet-group", long(256), ["name-length"]],
  ["rds-subnet-group", "default", ["name-characters"]],
  ["rds-subnet-group", "Shop", ["name-characters"]],
  ["elasticache-subnet-group", "prd-shop-1", []],
  ["elasticache-subnet-group", "", ["name-length"]],
  ["elasticache-subnet-group", long(256), ["name-length"]],
  ["elasticache-subnet-group", "prd_shop", ["name-characters"]],
])("%s: %j", (kind, name, codes) => {
  expect(checkName("name", name, kind).map(({ code }) => code)).toEqual(codes);
});

const s3 =
  "lower-case letters, digits and hyphens, starting and ending with a letter or digit, without S3's reserved prefixes and suffixes";

test.each<[NameKind, string, string]>([
  ["s3-bucket", s3, "AmazonS3/latest/userguide/bucketnamingrules.html"],
  ["iam-role", "letters, digits and +=,.@_-", "IAM/latest/APIReference/API_CreateRole.html"],
  ["log-group", "letters, digits and ._-/#, not starting with aws/", "AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html"],
  ["dynamodb-table", "letters, digits and ._-", "amazondynamodb/latest/APIReference/API_CreateTable.html"],
  [
    "rds-subnet-group",
    "lower-case letters, digits, spaces and ._-, and not the word default",
    "AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html",
  ],
  [
    "elasticache-subnet-group",
    "lower-case letters, digits and hyphens",
    "AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html",
  ],
])("%s: the error says what is allowed, and which page says so", (kind, allowed, page) => {
  expect(checkName("name", "***", kind)).toEqual([
    { code: "name-characters", path: "name", got: '"***"', expected: `${allowed} for ${kind}`, see: `https://docs.aws.amazon.com/${page}` },
  ]);
});

test("a name that is known only after apply passes", () => {
  expect(checkName("name", Lazy.stringValue({ produce: () => "Later" }), "s3-bucket")).toEqual([]);
});

test("a problem gives the name, its length and the page of the rule", () => {
  expect(checkName("props.name", `/${long(64)}`, "iam-role")).toEqual([
    {
      code: "name-length",
      path: "props.name",
      got: `"/${long(64)}", 65 characters`,
      expected: "1 to 64 characters for iam-role",
      see: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
    },
    {
      code: "name-characters",
      path: "props.name",
      got: `"/${long(64)}"`,
      expected: "letters, digits and +=,.@_- for iam-role",
      see: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
    },
  ]);
});
