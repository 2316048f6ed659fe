import { subnetsOf, type NetworkRef, type SubnetRef } from "@terrace/core";

function subnet(subnetId: string, tier: string): SubnetRef {
  return { subnetId, tier, availabilityZone: "apne1-az1", routeTableId: "rtb-1", cidrBlock: "10.0.0.0/24", egress: "none" };
}

test("the subnets of a tier come in the order of the network", () => {
  const network: NetworkRef = {
    vpcId: "vpc-1",
    cidrBlocks: ["10.0.0.0/16"],
    dualStack: false,
    dns: { support: true, hostnames: true },
    endpoints: [],
    subnets: [subnet("subnet-3", "private"), subnet("subnet-1", "public"), subnet("subnet-2", "private")],
  };
  expect(subnetsOf(network, "private").map(({ subnetId }) => subnetId)).toEqual(["subnet-3", "subnet-2"]);
  expect(subnetsOf(network, "isolated")).toEqual([]);
});
