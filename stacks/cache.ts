import { nameOf, show, throwIfAny, type CacheRef, type NetworkRef } from "@terrace/core";
import { CacheRecord, ReplicationGroup, type ReplicationGroupProps } from "@terrace/elasticache";
import { defineContract, OutputReader, publishOutputs } from "@terrace/remote-state";
import type { Construct } from "constructs";
import type { Environment } from "./environment";
import { EnvironmentStack, type StackOptions } from "./environment-stack";
import type { NetworkStack } from "./network";
import { cidrsOfTiers } from "./tiers";

/** One cache of an environment, as its file says it. */
export interface CacheProps extends Omit<ReplicationGroupProps, "name" | "network"> {
  /**
   * Tiers all of whose addresses may connect, beside the services that say that they use it.
   *
   * @default - none
   */
  readonly openToTiers?: readonly string[];
}

/** Which cache a name leads to. */
export interface CacheName {
  /** Id of the hosted zone that the name is in. */
  readonly zoneId: string;
  /** Role of the cache, such as `sessions`. */
  readonly cache: string;
}

/** What the cache stack promises. Keys of maps are the caches' roles. */
export const cacheContract = defineContract("cache", {
  primary_endpoints: { type: "map(string)", description: "Host names for writing, by role" },
  reader_endpoints: { type: "map(string)", description: "Host names for reading, by role" },
  ports: { type: "map(string)", description: "Ports by role" },
  security_group_ids: { type: "map(string)", description: "Security groups by role" },
});

/** The caches of an environment. */
export class CacheStack extends EnvironmentStack {
  private readonly caches: ReadonlyMap<string, ReplicationGroup>;

  public constructor(scope: Construct, environment: Environment, options: StackOptions, networkStack: NetworkStack) {
    super(scope, "cache", environment, options);
    const network = networkStack.networkFor(this);
    this.caches = new Map(Object.entries(environment.caches).map(([role, props]) => [role, this.createCache(role, props, network)]));
    this.createNames(environment.cacheNames ?? {}, this.caches);
    const byRole = (value: (cache: ReplicationGroup) => string) =>
      Object.fromEntries([...this.caches].map(([role, cache]) => [role, value(cache)]));
    publishOutputs(this, cacheContract, {
      primary_endpoints: byRole((cache) => cache.primaryEndpoint ?? cache.configurationEndpoint ?? ""),
      reader_endpoints: byRole((cache) => cache.readerEndpoint ?? cache.configurationEndpoint ?? ""),
      ports: byRole((cache) => String(cache.port)),
      security_group_ids: byRole((cache) => cache.securityGroup.securityGroupId),
    });
  }

  /**
   * A cache as another stack of the same app may use it: its names from this stack's state, the rest as it is known.
   *
   * @param reader a construct of the other stack, which is then deployed after this one
   * @returns undefined for a role that there is not
   */
  public cacheFor(reader: Construct, role: string): CacheRef | undefined {
    const cache = this.caches.get(role)?.cache;
    if (cache === undefined) return undefined;
    const outputs = new OutputReader(reader, cacheContract, { location: this.location, stack: this });
    const { readerHost, ...known } = cache;
    return {
      ...known,
      host: outputs.getMapValue("primary_endpoints", role),
      ...(readerHost === undefined ? {} : { readerHost: outputs.getMapValue("reader_endpoints", role) }),
      securityGroup: { securityGroupId: outputs.getMapValue("security_group_ids", role) },
    };
  }

  private createNames(names: Readonly<Record<string, CacheName>>, caches: ReadonlyMap<string, ReplicationGroup>): void {
    const lost = Object.entries(names).filter(([, { cache }]) => !caches.has(cache));
    throwIfAny(
      this,
      "names of caches",
      lost.map(([name, { cache }]) => ({
        code: "cache-role",
        path: `cacheNames.${name}.cache`,
        got: show(cache),
        expected: `one of ${[...caches.keys()].join(", ")}`,
      })),
    );
    for (const [name, { zoneId, cache: role }] of Object.entries(names)) {
      const cache = caches.get(role)?.cache;
      if (cache !== undefined) new CacheRecord(this, `name-${name.replace(/\W/g, "-")}`, { zoneId, name, cache });
    }
  }

  private createCache(role: string, { openToTiers = [], ...props }: CacheProps, network: NetworkRef): ReplicationGroup {
    const cache = new ReplicationGroup(this, role, { ...props, name: nameOf(this.names, role), network });
    cache.allowFromCidrs("tiers", cidrsOfTiers(this, `caches.${role}.openToTiers`, network, openToTiers));
    return cache;
  }
}
