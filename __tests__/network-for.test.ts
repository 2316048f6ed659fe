import { render, synth, testApp, testStack } from "@terrace/testkit";
import { Token } from "cdktf";
import type { Environment } from "../stacks/environment";
import { dev } from "../stacks/environments/dev";
import { NetworkStack } from "../stacks/network";

/** The network stack of an environment, and another stack that uses its network. */
function readNetwork(environment: Environment, localStateFolder?: string) {
  const app = testApp();
  const writer = new NetworkStack(app, environment, { localStateFolder });
  const reader = testStack(app, "reader");
  return { writer, reader, network: writer.networkFor(reader) };
}

const state = "data.terraform_remote_state.state-of-terrace-dev-network.outputs";

test("ids come from the state of the network stack, which is deployed first", () => {
  const { writer, reader, network } = readNetwork(dev);
  expect(render(reader, network.vpcId)).toBe(`\${${state}.vpc_id}`);
  expect(render(reader, network.subnets[0])).toMatchObject({
    tier: "public",
    availabilityZone: "apne1-az1",
    subnetId: `\${${state}.subnet_ids["public-apne1-az1"]}`,
    routeTableId: `\${${state}.route_table_ids["public-apne1-az1"]}`,
    egress: "internet-gateway",
  });
  expect(reader.dependencies).toEqual([writer]);
});

test("what is known stays known: blocks, zones, tiers and how they are left", () => {
  const { network } = readNetwork(dev);
  expect(network.cidrBlocks).toEqual(["10.0.0.0/16"]);
  expect(network.subnets.map(({ tier, availabilityZone, cidrBlock, egress }) => [tier, availabilityZone, cidrBlock, egress])).toEqual([
    ["public", "apne1-az1", "10.0.0.0/22", "internet-gateway"],
    ["public", "apne1-az4", "10.0.12.0/22", "internet-gateway"],
    ["private", "apne1-az1", "10.0.16.0/22", "nat"],
    ["private", "apne1-az4", "10.0.28.0/22", "nat"],
    ["isolated", "apne1-az1", "10.0.32.0/22", "none"],
    ["isolated", "apne1-az4", "10.0.44.0/22", "none"],
  ]);
});

test("blocks that IPAM chooses come from the state too", () => {
  const cidr = { ipamPoolId: "ipam-pool-0123456789abcdef0", netmaskLength: 16 };
  const { reader, network } = readNetwork({ ...dev, network: { ...dev.network, cidr } });
  expect(render(reader, network.cidrBlocks)).toEqual([`\${${state}.vpc_cidr_block}`]);
  expect(render(reader, network.subnets[0]?.cidrBlock)).toBe(`\${${state}.subnet_cidr_blocks["public-apne1-az1"]}`);
});

test("the keys that are read are the keys that are published", () => {
  const { writer, network } = readNetwork(dev);
  const { subnet_ids: ids, route_table_ids: tables, subnet_cidr_blocks: blocks } = synth(writer).output ?? {};
  const keys = network.subnets.map(({ tier, availabilityZone }) => `${tier}-${availabilityZone}`).toSorted();
  for (const output of [ids, tables, blocks]) expect(Object.keys(Object(output?.value)).toSorted()).toEqual(keys);
});

test("with local state, the file of the network stack is read", () => {
  const { writer, reader, network } = readNetwork(dev, "/states");
  const path = "/states/dev/network.tfstate";
  expect(synth(writer).terraform.backend).toEqual({ local: { path } });
  expect(synth(reader).data?.terraform_remote_state).toEqual({
    "state-of-dev-network": expect.objectContaining({ backend: "local", config: { path } }),
  });
  expect(Token.isUnresolved(network.vpcId)).toBe(true);
});
