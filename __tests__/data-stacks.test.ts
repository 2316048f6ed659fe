import { only, problemsOf, render, resourcesOf, synth, testApp, testStack } from "@terrace/testkit";
import { buildStacks } from "../stacks";
import { CacheStack } from "../stacks/cache";
import { dev } from "../stacks/environments/dev";
import { prd } from "../stacks/environments/prd";
import type { Environment } from "../stacks/environment";
import { NetworkStack } from "../stacks/network";
import { StorageStack } from "../stacks/storage";

function cacheOf(environment: Environment) {
  const app = testApp();
  return synth(new CacheStack(app, environment, {}, new NetworkStack(app, environment, {})));
}

function storageOf(environment: Environment) {
  const app = testApp();
  return synth(new StorageStack(app, environment, {}, new NetworkStack(app, environment, {})));
}

describe("caches", () => {
  test("are one small node in dev, and several zones with replicas in prd", () => {
    expect(only(cacheOf(dev), "aws_elasticache_replication_group")).toMatchObject({
      replication_group_id: "dev-terrace-sessions",
      num_cache_clusters: 1,
      multi_az_enabled: false,
      automatic_failover_enabled: false,
    });
    expect(only(cacheOf(prd), "aws_elasticache_replication_group")).toMatchObject({
      replication_group_id: "prd-terrace-sessions",
      num_cache_clusters: 3,
      multi_az_enabled: true,
      automatic_failover_enabled: true,
      snapshot_retention_limit: 7,
    });
  });

  test("stand in subnets that are read from the network's state, and are open to the tiers that the file names", () => {
    const { sessions } = dev.caches;
    if (sessions === undefined) throw new Error("dev has a cache");
    const made = cacheOf({ ...dev, caches: { sessions: { ...sessions, openToTiers: ["private"] } } });
    const subnetIds = JSON.stringify(only(made, "aws_elasticache_subnet_group").subnet_ids);
    expect(subnetIds).toMatch(/terraform_remote_state\.[\w-]+\.outputs\.subnet_ids\[\\"isolated-apne1-az1\\"\]/);
    const open = Object.values(resourcesOf(made, "aws_vpc_security_group_ingress_rule")).map(({ cidr_ipv4 }) => cidr_ipv4);
    expect(open.toSorted()).toEqual(["10.0.16.0/22", "10.0.28.0/22"]);
  });

  test("are closed to all but those that say that they use them", () => {
    for (const environment of [dev, prd]) expect(resourcesOf(cacheOf(environment), "aws_vpc_security_group_ingress_rule")).toEqual({});
  });

  test("are read by another stack: names and groups from the state, the rest as it is known", () => {
    const app = testApp();
    const writer = new CacheStack(app, prd, {}, new NetworkStack(app, prd, {}));
    const reader = testStack(app, "reader");
    const state = "data.terraform_remote_state.state-of-terrace-prd-cache.outputs";
    expect(render(reader, writer.cacheFor(reader, "sessions"))).toEqual({
      host: `\${${state}.primary_endpoints.sessions}`,
      readerHost: `\${${state}.reader_endpoints.sessions}`,
      port: 6379,
      clusterProtocol: false,
      tls: "required",
      securityGroup: { securityGroupId: `\${${state}.security_group_ids.sessions}` },
    });
    expect(reader.dependencies).toEqual([writer]);
    expect(writer.cacheFor(reader, "session")).toBeUndefined();
  });

  test("are published by role", () => {
    expect(Object.keys(cacheOf(prd).output ?? {}).toSorted()).toEqual(["ports", "primary_endpoints", "reader_endpoints", "security_group_ids"]);
    expect(cacheOf(prd).output?.primary_endpoints).toMatchObject({
      value: { sessions: expect.stringMatching(/^\$\{aws_elasticache_replication_group\.[\w-]+\.primary_endpoint_address\}$/) },
    });
    expect(cacheOf(prd).output?.ports).toMatchObject({ value: { sessions: "6379" } });
  });
});

describe("names of caches", () => {
  const { sessions } = dev.caches;
  if (sessions === undefined) throw new Error("dev has a cache");
  const caches = { sessions, "sessions-next": { ...sessions, engineVersion: "8.2" } };
  const named = (cache: string): Environment => ({ ...dev, caches, cacheNames: { "sessions.shop.internal": { zoneId: "Z0123456789ABCDEFGHIJ", cache } } });
  const recordOf = (cache: string) => resourcesOf(cacheOf(named(cache)), "aws_route53_record");

  test("lead to the cache that the file names; a swap changes the record alone", () => {
    expect(Object.keys(recordOf("sessions"))).toEqual(Object.keys(recordOf("sessions-next")));
    const [before] = Object.values(recordOf("sessions"));
    const [after] = Object.values(recordOf("sessions-next"));
    expect(before).toMatchObject({ name: "sessions.shop.internal", zone_id: "Z0123456789ABCDEFGHIJ" });
    expect(before?.records).toEqual([expect.stringMatching(/aws_elasticache_replication_group\.sessions\.primary/)]);
    expect(after?.records).toEqual([expect.stringMatching(/aws_elasticache_replication_group\.sessions-next\.primary/)]);
    const { aws_route53_record: _before, ...othersBefore } = cacheOf(named("sessions")).resource ?? {};
    const { aws_route53_record: _after, ...othersAfter } = cacheOf(named("sessions-next")).resource ?? {};
    expect(othersAfter).toEqual(othersBefore);
  });

  test("lead to a cache that there is", () => {
    expect(problemsOf(() => buildStacks(testApp(), [named("session")]))).toEqual(["cache-role cacheNames.sessions.shop.internal.cache"]);
  });
});

describe("file systems", () => {
  test("stand in one zone in dev, and in every zone of the tier in prd", () => {
    expect(Object.keys(resourcesOf(storageOf(dev), "aws_efs_mount_target"))).toHaveLength(1);
    expect(Object.keys(resourcesOf(storageOf(prd), "aws_efs_mount_target"))).toHaveLength(3);
    expect(only(storageOf(prd), "aws_efs_file_system")).toMatchObject({ encrypted: true, throughput_mode: "elastic", lifecycle: { prevent_destroy: true } });
    expect(only(storageOf(dev), "aws_efs_file_system")).not.toHaveProperty(["lifecycle", "prevent_destroy"]);
  });

  test("are open to the tiers that the file names, and published by role", () => {
    const { uploads } = dev.fileSystems;
    if (uploads === undefined) throw new Error("dev has a file system");
    const made = storageOf({ ...dev, fileSystems: { uploads: { ...uploads, openToTiers: ["private"] } } });
    const open = Object.values(resourcesOf(made, "aws_vpc_security_group_ingress_rule")).map(({ cidr_ipv4 }) => cidr_ipv4);
    expect(open.toSorted()).toEqual(["10.0.16.0/22", "10.0.28.0/22"]);
    expect(made.output?.file_system_ids).toMatchObject({ value: { uploads: expect.stringMatching(/^\$\{aws_efs_file_system\./) } });
    expect(made.output?.access_point_ids).toMatchObject({ value: { "uploads-web": expect.stringMatching(/^\$\{aws_efs_access_point\.[\w-]+\.id\}$/) } });
    expect(made.output?.access_point_arns).toMatchObject({ value: { "uploads-web": expect.stringMatching(/^\$\{aws_efs_access_point\.[\w-]+\.arn\}$/) } });
    expect(made.output?.file_system_arns).toMatchObject({ value: { uploads: expect.stringMatching(/^\$\{aws_efs_file_system\.[\w-]+\.arn\}$/) } });
  });

  test("are closed to all but those that say that they use them", () => {
    for (const environment of [dev, prd]) expect(resourcesOf(storageOf(environment), "aws_vpc_security_group_ingress_rule")).toEqual({});
  });
});

test("a tier that the network does not have is refused, in both stacks at once", () => {
  const { sessions } = dev.caches;
  const { uploads } = dev.fileSystems;
  if (sessions === undefined || uploads === undefined) throw new Error("dev has a cache and a file system");
  const changed: Environment = {
    ...dev,
    caches: { sessions: { ...sessions, openToTiers: ["privat"] } },
    fileSystems: { uploads: { ...uploads, openToTiers: ["private", "web"] } },
  };
  expect(problemsOf(() => buildStacks(testApp(), [changed]))).toEqual([
    "open-to-tier caches.sessions.openToTiers",
    "open-to-tier fileSystems.uploads.openToTiers",
  ]);
});
