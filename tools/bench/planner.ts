import { checkReachability, deriveEndpoints, ecsTaskNeeds, type NetworkRef, type SubnetRef, type Workload } from "@terrace/core";
import { growthExponent, median } from "./measure";
import { printAim, printTable } from "./report";

const zones = ["apne1-az1", "apne1-az2", "apne1-az4"];
const tiers = ["edge", "web", "jobs", "data"];

/** A network of four isolated tiers in three zones, with no endpoint. Each is an object of its own. */
function network(id: number): NetworkRef {
  const subnets = tiers.flatMap((tier, row) =>
    zones.map(
      (availabilityZone, column): SubnetRef => ({
        subnetId: `subnet-${id}-${row}-${column}`,
        tier,
        availabilityZone,
        routeTableId: `rtb-${id}-${row}-${column}`,
        cidrBlock: `10.${id % 256}.${row * 16 + column}.0/24`,
        egress: "none",
      }),
    ),
  );
  const dns = { support: true, hostnames: true };
  return { vpcId: `vpc-${id}`, cidrBlocks: [`10.${id % 256}.0.0/16`], dualStack: false, dns, subnets, endpoints: [] };
}

function workload(id: number): Workload {
  const needs = ecsTaskNeeds({ launchType: id % 2 === 0 ? "fargate" : "ec2", secrets: ["secrets-manager"], exec: true });
  return { name: `workload-${id}`, tier: tiers[id % tiers.length] ?? "web", needs };
}

/** Derives the endpoints of every network for its share of the workloads, and holds each workload against the result. */
function plan(workloads: number, networks: number): number {
  const started = process.cpuUsage();
  let answers = 0;
  for (let id = 0; id < networks; id++) {
    const all = Array.from({ length: workloads }, (_, index) => workload(index));
    const bare = network(id);
    const endpoints = deriveEndpoints(all, bare).map(({ service, kind, tiers: served }) => ({
      service,
      kind,
      tiers: served,
      availabilityZones: zones,
      privateDns: true,
      openTo: bare.cidrBlocks,
      allowedActions: "everything" as const,
      ipAddressType: "ipv4" as const,
    }));
    const carrying = { ...bare, endpoints };
    const problems = all.flatMap((one) => checkReachability(one, carrying));
    if (problems.length > 0) throw new Error(`the derived set is not enough: ${problems[0]?.got}`);
    answers += all.reduce((sum, { needs }) => sum + needs.length, 0);
  }
  if (answers === 0) throw new Error("nothing was planned");
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

/** How the planner grows: with the workloads of each network, and with the networks. */
export function benchPlanner(quick: boolean): void {
  const runs = quick ? 3 : 7;
  const sizes = [
    { workloads: 100, networks: 100 },
    { workloads: 300, networks: 100 },
    { workloads: 1000, networks: 100 },
    { workloads: 1000, networks: 10 },
    { workloads: 1000, networks: 30 },
  ].map((size) => ({ ...size, seconds: [plan(size.workloads, size.networks)].slice(1) }));
  for (let run = 0; run < runs; run++) {
    for (const { workloads, networks, seconds } of sizes) seconds.push(plan(workloads, networks));
  }
  const medians = sizes.map(({ workloads, networks, seconds }) => ({ workloads, networks, seconds: median(seconds) }));

  console.log("\nThe planner: endpoints derived and every workload checked, in each of the networks");
  printTable([
    ["workloads", "networks", "CPU s", "µs a workload"],
    ...medians.map(({ workloads, networks, seconds }) => [
      `${workloads}`,
      `${networks}`,
      seconds.toFixed(3),
      ((seconds * 1e6) / (workloads * networks)).toFixed(1),
    ]),
  ]);
  const byWorkloads = medians.filter(({ networks }) => networks === 100).map(({ workloads, seconds }) => [workloads, seconds] as const);
  const byNetworks = medians.filter(({ workloads }) => workloads === 1000).map(({ networks, seconds }) => [networks, seconds] as const);
  printAim("exponent of growth with the workloads", growthExponent(byWorkloads), 1.1);
  printAim("exponent of growth with the networks", growthExponent(byNetworks), 1.1);
}
