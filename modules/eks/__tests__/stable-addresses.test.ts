import { addresses, synth } from "@terrace/testkit";
import fc from "fast-check";
import type { ClusterProps } from "../src/props";
import { early } from "./cluster-template";
import { make, network, subnet } from "./fixtures";

const group = { instanceTypes: ["m7i.large"], maxSize: 4 };
const profile = { selectors: [{ namespace: "apps" }] };

/** What a cluster may have more of, by name. */
interface Parts {
  readonly zones: readonly string[];
  readonly entries: readonly string[];
  readonly clients: readonly string[];
  readonly groups: readonly string[];
  readonly profiles: readonly string[];
}

/** Names that are parts of ids of this module, so that a collision would show. */
const names = ["nodes", "pods", "dns-tcp", "auto-nodes", "a", "a-admin", "a-cluster", "hybrid-nodes", "access", "everything"];

function record<Value>(keys: readonly string[], value: (key: string, index: number) => Value): Record<string, Value> {
  return Object.fromEntries(keys.map((key, index) => [key, value(key, index)]));
}

function addressesOf({ zones, entries, clients, groups, profiles }: Parts): string[] {
  const change: Partial<ClusterProps> = {
    network: { ...network, subnets: ["apne1-az1", "apne1-az2", ...zones].map((zone) => subnet("private", zone)) },
    accessEntries: record(entries, (key) => ({
      principalArn: `arn:aws:iam::111111111111:role/${key}`,
      access: [{ policy: "cluster-admin" }, { policy: "admin" }, { policy: "admin-view" }, { policy: "view" }],
    })),
    endpoint: { clients: record(clients, (key) => ({ securityGroupId: `sg-${key}` })) },
    nodeGroups: { web: { ...group, perZone: true }, ...record(groups, () => group) },
    fargateProfiles: record(profiles, () => profile),
    addons: early,
  };
  return addresses(synth(make(change).stack));
}

const some = (of: readonly string[]) => fc.subarray([...of]);
const parts = fc.record({ zones: some(["apne1-az4"]), entries: some(names), clients: some(names), groups: some(names), profiles: some(names) });

test("more zones, entries, clients, groups and profiles move no address, whatever they are called", () => {
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      const both = (key: keyof Parts): string[] => [...new Set([...other[key], ...one[key]])];
      const more: Parts = { zones: both("zones"), entries: both("entries"), clients: both("clients"), groups: both("groups"), profiles: both("profiles") };
      expect(addressesOf(more)).toEqual(expect.arrayContaining(addressesOf(one)));
    }),
    { numRuns: 4 },
  );
});

test("all of them at once have addresses of their own", () => {
  const all = addressesOf({ zones: ["apne1-az4"], entries: names, clients: names, groups: names, profiles: names });
  expect(new Set(all).size).toBe(all.length);
});
