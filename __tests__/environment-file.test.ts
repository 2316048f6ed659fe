import { invalidProps, problemsOf, testApp } from "@terrace/testkit";
import { buildStacks } from "../stacks";
import { checkEnvironments, type Environment } from "../stacks/environment";
import { chooseEnvironments, environments } from "../stacks/environments";
import { dev } from "../stacks/environments/dev";
import { prd } from "../stacks/environments/prd";
import { stg } from "../stacks/environments/stg";

describe("one environment", () => {
  test("all that there are are fine", () => {
    expect(() => checkEnvironments(Object.values(environments))).not.toThrow();
  });

  test.each<[string, Partial<Environment>, string[]]>([
    ["a name of one letter", { name: "d" }, ["environment-name name"]],
    ["a name of nine letters", { name: "developer" }, ["environment-name name"]],
    ["a name with a hyphen", { name: "dev-1" }, ["environment-name name"]],
    ["a name that begins with a digit", { name: "1dev" }, ["environment-name name"]],
    ["a project with capitals", { project: "Shop" }, ["environment-project project"]],
    ["a project of 21 letters", { project: "s".repeat(21) }, ["environment-project project"]],
    ["a project that ends with a hyphen", { project: "shop-" }, ["environment-project project"]],
    ["an account of 11 digits", { account: "11111111111" }, ["environment-account account"]],
    ["an account with hyphens", { account: "1111-1111-1111" }, ["environment-account account"]],
    ["a region that does not exist", { region: "tokyo" }, ["unknown-region region"]],
    [
      "a workload of no kind, as synthesis without types lets it through",
      { workloads: JSON.parse('[{ "name": "api", "tier": "private", "kind": "ecs-taks" }]') },
      ["not-one-of workloads[0].kind"],
    ],
    ["zones of another region", { region: "us-east-2" }, ["environment-zone network.availabilityZones"]],
    [
      "everything at once",
      { name: "D", project: "S", account: "", region: "" },
      ["environment-name name", "environment-project project", "environment-account account", "unknown-region region"],
    ],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => checkEnvironments([{ ...dev, ...change }]))).toEqual(expected);
  });

  test.each<[string, Partial<Environment>]>([
    ["the shortest names", { name: "p1", project: "s2" }],
    ["the longest names", { name: "n2345678", project: `s${"-".repeat(18)}p` }],
    ["a region newer than the table", { region: "ap-northeast-9" }],
    ["zones by name", { network: { ...dev.network, availabilityZones: ["ap-northeast-1a"] } }],
  ])("%s are fine", (_why, change) => {
    expect(() => checkEnvironments([{ ...dev, ...change }])).not.toThrow();
  });

  test("an error is told in full", () => {
    expect(invalidProps(() => checkEnvironments([{ ...dev, account: "1", region: "us-east-2" }])).message).toBe(
      [
        `invalid environment at "dev"`,
        `  - [environment-account] account is "1"`,
        `      expected: 12 digits, as text`,
        `  - [environment-zone] network.availabilityZones is ["apne1-az1","apne1-az4"]`,
        `      expected: zones of us-east-2: use2-az1, use2-az2, use2-az3`,
      ].join("\n"),
    );
  });
});

describe("environments beside each other", () => {
  const other: Environment = { ...dev, name: "qa", network: { ...dev.network, cidr: "10.9.0.0/16" } };

  test.each<[string, Partial<Environment>, string[]]>([
    ["a name twice", { name: "dev" }, ["environment-clash name"]],
    ["a range twice", { network: dev.network }, ["environment-clash network.cidr"]],
    ["a range inside another", { network: { ...dev.network, cidr: "10.0.128.0/20" } }, ["environment-clash network.cidr"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => checkEnvironments([dev, { ...other, ...change }]))).toEqual(expected);
  });

  test("ranges of their own are fine, and so is one that IPAM chooses", () => {
    const ipam: Environment = { ...other, network: { ...other.network, cidr: { ipamPoolId: "ipam-pool-1", netmaskLength: 16 } } };
    expect(() => checkEnvironments([dev, other])).not.toThrow();
    expect(() => checkEnvironments([dev, ipam])).not.toThrow();
  });
});

describe("the choice of environments", () => {
  test.each<[string, string | undefined, string[]]>([
    ["none", undefined, ["dev", "stg", "prd"]],
    ["empty", "", ["dev", "stg", "prd"]],
    ["commas alone", " , ", ["dev", "stg", "prd"]],
    ["one", "prd", ["prd"]],
    ["several, with spaces, in their order", "stg, dev", ["stg", "dev"]],
    ["one twice", "dev,dev", ["dev"]],
  ])("%s", (_why, names, expected) => {
    expect(chooseEnvironments(names).map(({ name }) => name)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ["an unknown name", "dev,prod", ["unknown-environment TERRACE_ENVIRONMENTS"]],
    ["two of them", "qa,prod", ["unknown-environment TERRACE_ENVIRONMENTS", "unknown-environment TERRACE_ENVIRONMENTS"]],
    ["a name that every object has", "toString", ["unknown-environment TERRACE_ENVIRONMENTS"]],
  ])("%s", (_why, names, expected) => {
    expect(problemsOf(() => chooseEnvironments(names))).toEqual(expected);
  });
});

test("a workload that would not start stops the network of its environment", () => {
  const interfaces = { ...prd.endpoints.interfaces, secretsmanager: undefined };
  const nothingRuns = { ...prd.containers, services: {}, tasks: {} };
  const workloads: Environment["workloads"] = [{ kind: "ecs-task", name: "report", tier: "isolated", launchType: "fargate", secrets: ["secrets-manager"] }];
  const broken: Environment = { ...prd, endpoints: { ...prd.endpoints, interfaces }, containers: nothingRuns, workloads };
  const error = invalidProps(() => buildStacks(testApp(), [broken]));
  expect(error.reports).toMatchObject([
    { what: "network", at: "prd-network", problems: [{ code: "endpoint-missing", path: "workloads.report", got: expect.stringContaining("secretsmanager") }] },
  ]);
});

describe("one run reports the problems of all stacks", () => {
  test("of two environments, of their files and of what their modules find", () => {
    const brokenDev: Environment = { ...dev, account: "1", state: { oldVersionDays: 0 } };
    const brokenStg: Environment = {
      ...stg,
      region: "us-east-2",
      network: { ...stg.network, cidr: "10.0.0.1/16", nat: { mode: "single", availabilityZone: "apne1-az2" } },
    };
    const error = invalidProps(() => buildStacks(testApp(), [brokenDev, brokenStg]));
    expect(error.reports.map(({ what, at, problems }) => [what, at, ...problems.map(({ code, path }) => `${code} ${path}`)])).toEqual([
      ["environment", "dev", "environment-account account"],
      ["environment", "stg", "environment-zone network.availabilityZones", "environment-clash network.cidr"],
      ["StateBucket", "dev-state/state", "version-days oldVersionDays"],
      [
        "containers",
        "dev-containers",
        ...["services.api", "services.worker", "tasks.migrate"].map((place) => `container-secret-account containers.${place}.secrets.DATABASE_URL.arn`),
      ],
      ["Vpc", "stg-network/vpc", "cidr-host-bits cidr", "nat-zone nat.availabilityZone"],
    ]);
  });

  test("an environment that stacks cannot be named after does not hide the others", () => {
    const environments = [{ ...dev, name: "my env" }, { ...dev, state: { oldVersionDays: 0 } }, dev];
    expect(problemsOf(() => buildStacks(testApp(), environments))).toEqual([
      "environment-name name",
      "environment-clash network.cidr",
      "environment-clash name",
      "environment-clash network.cidr",
      "environment-clash network.cidr",
      "version-days oldVersionDays",
    ]);
  });

  test("an error that is no problem of the caller's is not swallowed", () => {
    const broken = { ...dev, get state(): never { throw new TypeError("a bug of ours"); } };
    expect(() => buildStacks(testApp(), [broken])).toThrow("a bug of ours");
  });
});
