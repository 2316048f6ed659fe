import {
  defineContract,
  keepStateIn,
  OutputReader,
  publishOutputs,
  type LocalState,
  type PublishedValues,
  type S3State,
} from "@terrace/remote-state";
import { invalidProps, problemsOf, render, synth, testApp, testStack, type Template } from "@terrace/testkit";
import { Token } from "cdktf";

const contract = defineContract("network", {
  vpc_id: { type: "string", description: "Id of the VPC" },
  zone_count: { type: "number", description: "How many zones it spreads over" },
  dual_stack: { type: "bool", description: "Whether it has IPv6" },
  nat_public_ips: { type: "list(string)", description: "Addresses for allow-lists" },
  subnet_ids: { type: "map(string)", description: "Ids of the subnets" },
  vpn_secret: { type: "string", description: "Shared with the partner", sensitive: true },
});
const values: PublishedValues<(typeof contract)["outputs"]> = {
  vpc_id: "vpc-1",
  zone_count: 2,
  dual_stack: false,
  nat_public_ips: ["203.0.113.1"],
  subnet_ids: { "private-apne1-az1": "subnet-1" },
  vpn_secret: "secret",
};
const location: S3State = {
  kind: "s3",
  bucket: "dev-shop-tfstate-111111111111",
  key: "shop/dev/network.tfstate",
  region: "ap-northeast-1",
};

/** A publishing and a reading stack of one app. */
function twoStacks() {
  const app = testApp();
  const [writer, reader] = [testStack(app, "dev-network"), testStack(app, "dev-service")];
  publishOutputs(writer, contract, values);
  return { writer, reader };
}

function remoteStates(template: Template) {
  return template.data?.terraform_remote_state ?? {};
}

describe("a contract", () => {
  test.each([["vpcId"], ["vpc-id"], ["1st"], ["vpc_"], [""]])("refuses the output name %j", (name) => {
    const define = () => defineContract("network", { [name]: { type: "string", description: "" } });
    expect(problemsOf(define)).toEqual([`output-name ${name}`]);
  });
});

describe("publishing", () => {
  test("makes outputs under exactly the names of the contract", () => {
    const stack = testStack();
    publishOutputs(stack, contract, { ...values, vpc_id: Token.asString("${aws_vpc.v.id}") });
    expect(synth(stack).output).toEqual({
      vpc_id: { value: "${aws_vpc.v.id}", description: "Id of the VPC" },
      zone_count: { value: 2, description: "How many zones it spreads over" },
      dual_stack: { value: false, description: "Whether it has IPv6" },
      nat_public_ips: { value: ["203.0.113.1"], description: "Addresses for allow-lists" },
      subnet_ids: { value: { "private-apne1-az1": "subnet-1" }, description: "Ids of the subnets" },
      vpn_secret: { value: "secret", description: "Shared with the partner", sensitive: true },
    });
  });

  test("refuses to leave an output out, or to add one", () => {
    const { vpc_id: _left, ...rest } = values;
    // @ts-expect-error The contract promises vpc_id, which types refuse to leave out.
    const incomplete = () => publishOutputs(testStack(), contract, { ...rest, vpc_arn: "arn" });
    expect(problemsOf(incomplete)).toEqual(["output-missing vpc_id", "output-unknown vpc_arn"]);
  });

  test("takes several contracts, as long as their names differ", () => {
    const stack = testStack();
    publishOutputs(stack, contract, values);
    publishOutputs(stack, defineContract("dns", { zone_id: { type: "string", description: "" } }), { zone_id: "Z1" });
    expect(Object.keys(synth(stack).output ?? {})).toEqual(expect.arrayContaining(["vpc_id", "zone_id"]));

    const again = defineContract("vpc", { vpc_id: { type: "string", description: "" } });
    expect(problemsOf(() => publishOutputs(stack, again, { vpc_id: "vpc-2" }))).toEqual(["output-clash vpc_id"]);
  });
});

describe("reading", () => {
  test("makes one data source, locked and encrypted as the backend is", () => {
    const { writer, reader } = twoStacks();
    new OutputReader(reader, contract, { location, stack: writer });
    new OutputReader(reader, contract, { location, stack: writer });
    expect(remoteStates(synth(reader))).toEqual({
      "state-of-shop-dev-network": expect.objectContaining({
        backend: "s3",
        config: {
          bucket: "dev-shop-tfstate-111111111111",
          key: "shop/dev/network.tfstate",
          region: "ap-northeast-1",
          encrypt: true,
          use_lockfile: true,
        },
      }),
    });
  });

  test("reads where the other stack writes, whatever the options", () => {
    const full: S3State = { ...location, kmsKeyArn: "arn:aws:kms:ap-northeast-1:111111111111:key/0123", dynamodbTable: "tflock" };
    const { writer, reader } = twoStacks();
    keepStateIn(writer, full);
    new OutputReader(reader, contract, { location: full, stack: writer });
    expect(remoteStates(synth(reader))["state-of-shop-dev-network"]?.config).toEqual(
      synth(writer).terraform.backend?.s3,
    );
  });

  test("gives each output in its type", () => {
    const { writer, reader } = twoStacks();
    const outputs = new OutputReader(reader, contract, { location, stack: writer });
    const all = "data.terraform_remote_state.state-of-shop-dev-network.outputs";
    expect(
      render(reader, {
        string: outputs.getString("vpc_id"),
        number: outputs.getNumber("zone_count"),
        bool: outputs.getBoolean("dual_stack"),
        list: outputs.getList("nat_public_ips"),
        map: outputs.getMap("subnet_ids"),
        entry: outputs.getMapValue("subnet_ids", "private-apne1-az1"),
      }),
    ).toEqual({
      string: `\${${all}.vpc_id}`,
      number: `\${${all}.zone_count}`,
      bool: `\${${all}.dual_stack}`,
      list: `\${${all}.nat_public_ips}`,
      map: `\${${all}.subnet_ids}`,
      entry: `\${${all}.subnet_ids["private-apne1-az1"]}`,
    });
  });

  test("makes the other stack of the same app come first", () => {
    const { writer, reader } = twoStacks();
    new OutputReader(reader, contract, { location, stack: writer });
    expect(reader.dependencies).toEqual([writer]);
  });

  test("takes a stack of another app, which nothing is known of", () => {
    const reader = testStack();
    new OutputReader(reader, contract, { location });
    expect(reader.dependencies).toEqual([]);
    expect(Object.keys(remoteStates(synth(reader)))).toEqual(["state-of-shop-dev-network"]);
  });

  test("takes a state in a file", () => {
    const { writer, reader } = twoStacks();
    const file: LocalState = { kind: "local", path: "/states/dev/network.tfstate" };
    new OutputReader(reader, contract, { location: file, stack: writer });
    new OutputReader(reader, contract, { location: file, stack: writer });
    expect(remoteStates(synth(reader))).toEqual({
      "state-of-dev-network": expect.objectContaining({ backend: "local", config: { path: "/states/dev/network.tfstate" } }),
    });
  });

  test("takes the states of two projects side by side", () => {
    const reader = testStack();
    new OutputReader(reader, contract, { location });
    new OutputReader(reader, contract, { location: { ...location, key: "pay/dev/network.tfstate" } });
    expect(Object.keys(remoteStates(synth(reader)))).toEqual(["state-of-shop-dev-network", "state-of-pay-dev-network"]);
  });

  test("stands in the stack whatever construct asks", () => {
    const { writer, reader } = twoStacks();
    new OutputReader(reader.node.children[0] ?? reader, contract, { location, stack: writer });
    expect(reader.node.tryFindChild("state-of-shop-dev-network")).toBeDefined();
  });
});

describe("bad input of a reader", () => {
  test("a stack that publishes nothing, or something else", () => {
    const app = testApp();
    const [empty, other, reader] = [testStack(app, "empty"), testStack(app, "other"), testStack(app, "reader")];
    publishOutputs(other, defineContract("dns", { zone_id: { type: "string", description: "" } }), { zone_id: "Z1" });
    expect(problemsOf(() => new OutputReader(reader, contract, { location, stack: empty }))).toEqual(["contract-not-published stack"]);
    expect(invalidProps(() => new OutputReader(reader, contract, { location, stack: other })).message).toBe(
      [
        `invalid reader of network at "reader"`,
        `  - [contract-not-published] stack is other, which publishes dns`,
        `      expected: a stack that publishes network`,
      ].join("\n"),
    );
  });

  test("a location that no backend could have", () => {
    const bad = { ...location, bucket: "tf", key: "network" };
    expect(problemsOf(() => new OutputReader(testStack(), contract, { location: bad }))).toEqual(["name-length bucket", "state-key key"]);
  });

  test("an output that the contract does not have", () => {
    const { writer, reader } = twoStacks();
    const outputs = new OutputReader(reader, contract, { location, stack: writer });
    // @ts-expect-error Types refuse it, but a synthesis does not check types.
    expect(invalidProps(() => outputs.getString("vpc_arn")).message).toBe(
      [
        `invalid reader of network at "dev-service"`,
        `  - [output-unknown] vpc_arn is not in the contract network`,
        `      expected: one of vpc_id, zone_count, dual_stack, nat_public_ips, subnet_ids, vpn_secret`,
      ].join("\n"),
    );
  });

  test.each<[string, (outputs: OutputReader<(typeof contract)["outputs"]>) => unknown, string]>([
    // @ts-expect-error Types refuse it.
    ["a number read as a string", (outputs) => outputs.getString("zone_count"), "zone_count"],
    // @ts-expect-error Types refuse it.
    ["a string read as a number", (outputs) => outputs.getNumber("vpc_id"), "vpc_id"],
    // @ts-expect-error Types refuse it.
    ["a number read as a boolean", (outputs) => outputs.getBoolean("zone_count"), "zone_count"],
    // @ts-expect-error Types refuse it.
    ["a map read as a list", (outputs) => outputs.getList("subnet_ids"), "subnet_ids"],
    // @ts-expect-error Types refuse it.
    ["a string read as a map", (outputs) => outputs.getMap("vpc_id"), "vpc_id"],
    // @ts-expect-error Types refuse it.
    ["a list read as a map", (outputs) => outputs.getMapValue("nat_public_ips", "a"), "nat_public_ips"],
  ])("%s", (_why, read, name) => {
    const { writer, reader } = twoStacks();
    const outputs = new OutputReader(reader, contract, { location, stack: writer });
    expect(problemsOf(() => read(outputs))).toEqual([`output-type ${name}`]);
  });

  test("the same key of another bucket, and the same folder elsewhere", () => {
    const reader = testStack();
    new OutputReader(reader, contract, { location });
    const elsewhere = { ...location, bucket: "prd-shop-tfstate-333333333333" };
    expect(problemsOf(() => new OutputReader(reader, contract, { location: elsewhere }))).toEqual(["state-source-clash key"]);
    expect(() => new OutputReader(reader, contract, { location: elsewhere })).toThrow(
      [
        `key is "s3://prd-shop-tfstate-333333333333/shop/dev/network.tfstate", while s3://dev-shop-tfstate-111111111111/shop/dev/network.tfstate is read too`,
        `      expected: one that differs: both would be data.terraform_remote_state.state-of-shop-dev-network`,
      ].join("\n"),
    );

    const file: LocalState = { kind: "local", path: "/states/dev/network.tfstate" };
    new OutputReader(reader, contract, { location: file });
    const otherFile: LocalState = { kind: "local", path: "/old/dev/network.tfstate" };
    expect(problemsOf(() => new OutputReader(reader, contract, { location: otherFile }))).toEqual(["state-source-clash path"]);
  });
});
