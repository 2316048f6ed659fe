/** A family of node types. */
export interface NodeFamily {
  readonly sizes: readonly string[];
  /**
   * First version of Redis OSS that runs on it.
   *
   * @default - every version
   */
  readonly sinceRedis?: string;
  /**
   * First version of Memcached that runs on it.
   *
   * @default - every version
   */
  readonly sinceMemcached?: string;
  /**
   * True where AWS makes no new clusters of it.
   *
   * @default false
   */
  readonly retired?: boolean;
}

const burstable = ["micro", "small", "medium"];
const intel = ["large", "xlarge", "2xlarge", "4xlarge", "12xlarge", "24xlarge"];
const graviton = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"];
const graviton2 = { sizes: graviton, sinceRedis: "5.0.6", sinceMemcached: "1.5.16" };
const graviton3 = { sizes: graviton, sinceRedis: "5.0.6" };

/** Families by name. Read November 2026 from the page of supported node types, and CreateReplicationGroup. */
export const nodeFamilies: Readonly<Record<string, NodeFamily>> = {
  t2: { sizes: burstable, retired: true },
  t3: { sizes: burstable },
  t4g: { sizes: burstable, sinceRedis: "5.0.6", sinceMemcached: "1.5.16" },
  m4: { sizes: ["large", "xlarge", "2xlarge", "4xlarge", "10xlarge"] },
  m5: { sizes: intel },
  m6g: graviton2,
  m7g: graviton3,
  m8g: graviton3,
  r4: { sizes: ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge"] },
  r5: { sizes: intel },
  r6g: graviton2,
  r6gd: { sizes: ["xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge"], sinceRedis: "6.2" },
  r7g: graviton3,
  r8g: graviton3,
  c7gn: graviton3,
  c8gn: graviton3,
};

/** Family and size of `cache.<family>.<size>`; undefined for any other text. */
export function parseNodeType(nodeType: string): { readonly family: string; readonly size: string } | undefined {
  const [, family, size] = /^cache\.([a-z0-9]+)\.([a-z0-9]+)$/.exec(nodeType) ?? [];
  return family === undefined || size === undefined ? undefined : { family, size };
}

/** True for nodes with SSDs beside their memory; such nodes are used with data tiering or not at all. */
export function isDataTiered(nodeType: string): boolean {
  return parseNodeType(nodeType)?.family === "r6gd";
}
