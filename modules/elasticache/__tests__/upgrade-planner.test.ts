import { upgradePages as page, type UpgradePage } from "../src/upgrade-pages";
import { planUpgrade, type CacheState, type UpgradePath, type UpgradePlan } from "../src/upgrade-planner";

const guide = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg";
const redis = (engineVersion: string, rest: Partial<CacheState> = {}): CacheState => ({ engine: "redis", engineVersion, replicas: 1, ...rest });
const valkey = (engineVersion: string, rest: Partial<CacheState> = {}): CacheState => ({ engine: "valkey", engineVersion, replicas: 1, ...rest });
const memcached = (engineVersion: string, rest: Partial<CacheState> = {}): CacheState => ({ engine: "memcached", engineVersion, ...rest });

/** What is expected of a case: how it goes, what clients feel, and the page that says so. */
type Case = [why: string, from: CacheState, to: CacheState, path: UpgradePath, felt: string, page: UpgradePage];

test.each<Case>([
  ["a minor version of one family", valkey("8.0"), valkey("8.1"), "in-place", "reads go on, writes stop for the few seconds", page.considerations],
  ["a major version of Valkey", valkey("8.1"), valkey("9.0"), "parameter-group-swap", "reads go on, writes stop for the few seconds", page.considerations],
  ["a minor version of Redis OSS 7", redis("7.0"), redis("7.1"), "in-place", "reads go on, writes stop for the few seconds", page.considerations],
  ["from Redis OSS 6 to 7", redis("6.2"), redis("7.1"), "parameter-group-swap", "reads go on, writes stop for the few seconds", page.considerations],
  ["from Redis OSS 6.0 to 6.2", redis("6.0"), redis("6.2"), "in-place", "reads go on, writes stop for the few seconds", page.considerations],
  ["from before 5.0.6", redis("4.0.10"), redis("6.2"), "parameter-group-swap", "writes stop for 30 seconds to a minute", page.considerations],
  ["a single node", redis("7.0", { replicas: 0 }), redis("7.1", { replicas: 0 }), "in-place", "the primary is away for the whole upgrade", page.considerations],
  ["replicas that nothing promotes", redis("7.0", { automaticFailover: false }), redis("7.1", { automaticFailover: false }), "in-place", "the primary is away for the whole upgrade", page.considerations],
  ["from Redis OSS to Valkey", redis("7.1"), valkey("8.1"), "parameter-group-swap", "reads go on, writes stop for the few seconds", page.considerations],
  ["from Redis OSS 4 to Valkey", redis("4.0.10"), valkey("7.2"), "parameter-group-swap", "writes stop for 30 seconds to a minute", page.considerations],
  ["from Valkey to Redis OSS", valkey("8.1"), redis("7.1"), "new-cluster", "to a cold cache", page.restore],
  ["an older version", valkey("8.1"), valkey("7.2"), "new-cluster", "to a cold cache", page.restore],
  ["cluster mode", redis("7.1"), redis("7.1", { clusterMode: "enabled" }), "parameter-group-swap", "clients that do not speak the cluster protocol are refused", page.clusterMode],
  ["the second half of cluster mode", valkey("8.1", { clusterMode: "compatible" }), valkey("8.1", { clusterMode: "enabled" }), "in-place", "clients that do not speak the cluster protocol are refused", page.clusterMode],
  ["cluster mode before Redis OSS 7", redis("6.2"), redis("6.2", { clusterMode: "enabled" }), "new-cluster", "what is written between the snapshot and then is lost", page.restore],
  ["out of cluster mode", valkey("8.1", { clusterMode: "enabled" }), valkey("8.1"), "new-cluster", "what is written between the snapshot and then is lost", page.restore],
  ["larger nodes", valkey("8.1", { nodeType: "cache.r7g.large" }), valkey("8.1", { nodeType: "cache.r7g.xlarge" }), "in-place", "writes stop for less than a second", page.verticalScaling],
  ["a larger single node", valkey("8.1", { nodeType: "cache.t4g.micro", replicas: 0 }), valkey("8.1", { nodeType: "cache.t4g.small", replicas: 0 }), "in-place", "the primary is away for a few seconds", page.verticalScaling],
  ["to data tiering", valkey("8.1", { nodeType: "cache.r6g.xlarge" }), valkey("8.1", { nodeType: "cache.r6gd.xlarge" }), "new-cluster", "what is written between the snapshot and then is lost", page.restore],
  ["fewer replicas", valkey("8.1", { replicas: 2 }), valkey("8.1"), "in-place", "readers of a replica that goes connect again", page.replicas],
  ["TLS of all clients", redis("7.1", { inTransit: "off" }), redis("7.1"), "in-place", "connections in plain text break", page.tls],
  ["no TLS any more", redis("7.1"), redis("7.1", { inTransit: "off" }), "in-place", "connections with TLS break", page.tls],
  ["TLS before Redis OSS 7", redis("6.2", { inTransit: "off" }), redis("6.2"), "new-cluster", "what is written between the snapshot and then is lost", page.restore],
  ["encryption at rest", redis("7.1", { atRest: false }), redis("7.1"), "new-cluster", "what is written between the snapshot and then is lost", page.restore],
  ["another port", redis("7.1"), redis("7.1", { port: 7000 }), "new-cluster", "what is written between the snapshot and then is lost", page.restore],
  ["users in place of a token", redis("7.1", { authentication: "token" }), redis("7.1", { authentication: "user-group" }), "in-place", "are refused", page.auth],
  ["a token where there was none", redis("7.1"), redis("7.1", { authentication: "token" }), "in-place", "are refused", page.auth],
  ["nodes to serverless", valkey("8.1"), valkey("8", { deployment: "serverless" }), "new-cluster", "what is written between the snapshot and then is lost", page.restore],
  ["a newer Memcached", memcached("1.6.12"), memcached("1.6.22"), "in-place", "every node is empty afterwards", page.management],
  ["a newer family of Memcached", memcached("1.5.16"), memcached("1.6.22"), "parameter-group-swap", "every node is empty afterwards", page.management],
  ["an older Memcached", memcached("1.6.22"), memcached("1.6.12"), "new-cluster", "to a cold cache", page.restore],
  ["other nodes of Memcached", memcached("1.6.22", { nodeType: "cache.t4g.small" }), memcached("1.6.22", { nodeType: "cache.t4g.medium" }), "new-cluster", "to a cold cache", page.restore],
  ["from Memcached to Valkey", memcached("1.6.22"), valkey("8.1"), "new-cluster", "to a cold cache", page.restore],
])("%s", (_why, from, to, path, felt, source) => {
  const plan = planUpgrade(from, to);
  expect(plan.path).toBe(path);
  expect(plan.interruptions).toContainEqual({ what: expect.stringContaining(felt), page: source });
});

describe("what nobody feels", () => {
  test.each<[string, CacheState, CacheState, UpgradePath]>([
    ["nothing that differs", redis("7.1"), redis("7.1"), "none"],
    ["more shards", valkey("8.1", { clusterMode: "enabled" }), valkey("8.1", { clusterMode: "enabled", shards: 3 }), "in-place"],
    ["more replicas", valkey("8.1"), valkey("8.1", { replicas: 2 }), "in-place"],
    ["TLS for those who like", redis("7.1", { inTransit: "off" }), redis("7.1", { inTransit: "preferred" }), "in-place"],
    ["the first half of cluster mode", redis("7.1"), redis("7.1", { clusterMode: "compatible" }), "parameter-group-swap"],
    ["a newer serverless cache", valkey("7", { deployment: "serverless" }), valkey("8", { deployment: "serverless" }), "in-place"],
    ["a serverless cache from Redis OSS to Valkey", redis("7", { deployment: "serverless" }), valkey("8", { deployment: "serverless" }), "in-place"],
    ["a newer serverless Memcached", memcached("1.6", { deployment: "serverless" }), memcached("1.7", { deployment: "serverless" }), "in-place"],
  ])("%s", (_why, from, to, path) => {
    expect(planUpgrade(from, to)).toMatchObject({ path, interruptions: [] });
  });
});

describe("steps", () => {
  const whats = ({ steps }: UpgradePlan) => steps.map(({ what }) => what);

  test("nothing to do where nothing differs", () => {
    expect(planUpgrade(redis("7.1"), redis("7.1"))).toEqual({ path: "none", steps: [], interruptions: [], irreversible: [] });
  });

  test("parameters are looked at before a new family, and the switch is not deferred", () => {
    expect(whats(planUpgrade(redis("6.2"), valkey("8.1")))).toEqual([
      "rename or drop parameters that valkey8 lacks: the new parameter group is made beside the old one",
      "set engine and engineVersion to valkey 8.1, with maintenance.applyImmediately: the old parameter group can go only when the cache has left it",
    ]);
  });

  test("each change says the prop that it is", () => {
    expect(whats(planUpgrade(valkey("7", { deployment: "serverless" }), valkey("8", { deployment: "serverless" })))).toEqual([
      "set engine and majorEngineVersion to valkey 8",
    ]);
    expect(whats(planUpgrade(valkey("8.1", { nodeType: "cache.r7g.large" }), valkey("8.1", { nodeType: "cache.r7g.xlarge" })))).toEqual([
      "set nodeType to cache.r7g.xlarge; a smaller one must hold the data",
    ]);
    expect(whats(planUpgrade(memcached("1.6.12"), memcached("1.6.22")))).toEqual(["set engineVersion to 1.6.22, when a cold cache can be borne"]);
  });

  test("nothing but the engine is asked of a serverless cache", () => {
    const serverless = { deployment: "serverless" } as const;
    expect(planUpgrade(valkey("8", { ...serverless, port: 7000 }), valkey("8", serverless)).path).toBe("none");
  });

  test("cluster mode looks at the keys before, and at clients between", () => {
    expect(whats(planUpgrade(redis("7.1"), redis("7.1", { clusterMode: "enabled" })))).toEqual([
      "see that all keys are in database 0, and that clients speak the cluster protocol",
      'set topology.clusterMode to "compatible", and nothing else until the next step',
      "move clients to the configuration endpoint",
      'set topology.clusterMode to "enabled"',
    ]);
  });

  test("a single node gets a replica first", () => {
    expect(whats(planUpgrade(valkey("8.0", { replicas: 0 }), valkey("8.1", { replicas: 0 })))[0]).toMatch(/^add a replica first/);
  });

  test("the secondary regions of a global datastore go first", () => {
    expect(whats(planUpgrade(valkey("8.0", { globalDatastore: true }), valkey("8.1")))[0]).toBe("upgrade the secondary regions first, this one last");
  });

  test("cluster mode is two applies, after the version that it needs and before the shards that need it", () => {
    const plan = planUpgrade(redis("6.2"), valkey("8.1", { clusterMode: "enabled", shards: 2 }));
    const steps = whats(plan);
    const places = ["valkey 8.1", '"compatible"', '"enabled"', "topology.shards"].map((text) => steps.findIndex((step) => step.includes(text)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(plan.path).toBe("parameter-group-swap");
  });

  test("cluster mode without a replica adds one", () => {
    const [first] = whats(planUpgrade(redis("7.1", { replicas: 0 }), redis("7.1", { replicas: 0, clusterMode: "compatible" })));
    expect(first).toBe("add a replica, with automatic failover");
  });

  test("TLS goes over preferred, both ways", () => {
    expect(whats(planUpgrade(redis("7.1", { inTransit: "off" }), redis("7.1")))).toEqual([
      'set encryption.inTransit to "preferred"',
      'set encryption.inTransit to "required"',
    ]);
    expect(whats(planUpgrade(redis("7.1", { inTransit: "preferred" }), redis("7.1")))).toEqual(['set encryption.inTransit to "required"']);
    expect(whats(planUpgrade(redis("7.1"), redis("7.1", { inTransit: "off" })))).toEqual([
      'set encryption.inTransit to "preferred"',
      'set encryption.inTransit to "off"',
    ]);
  });

  test("a token is rotated in before it is demanded, and taken away when users come", () => {
    expect(whats(planUpgrade(redis("7.1"), redis("7.1", { authentication: "token" })))).toEqual([
      'set the token with updateStrategy "ROTATE": clients may use it, or none',
      'set updateStrategy to "SET": clients must use it',
    ]);
    expect(whats(planUpgrade(redis("7.1", { authentication: "token" }), redis("7.1", { authentication: "user-group" })))).toEqual([
      "take the token away, with a user group in its place",
    ]);
    expect(whats(planUpgrade(redis("7.1"), redis("7.1", { authentication: "user-group" })))).toEqual(['set authentication to "user-group"']);
  });

  test("a second cache is filled from a snapshot, and takes every other change with it", () => {
    expect(whats(planUpgrade(redis("6.2", { atRest: false, shards: 1 }), valkey("8.1", { clusterMode: "enabled", shards: 4 })))).toEqual([
      "make a snapshot of the cache, after its last writes or with those after it lost",
      "make a second cache of valkey 8.1 beside the first, with snapshots.restoreFrom",
      "change the cache of the CacheRecord: applications move as they look the name up again",
      "remove the first cache when nobody needs to go back; it leaves its final snapshot",
    ]);
  });

  test("a second cache that no snapshot fills begins empty", () => {
    expect(whats(planUpgrade(valkey("8.1"), redis("7.1")))[0]).toBe("make a second cache of redis 7.1 beside the first; it begins empty, and applications fill it");
  });
});

describe("what cannot be taken back", () => {
  const lost = (from: CacheState, to: CacheState) => planUpgrade(from, to).irreversible;

  test.each<[string, CacheState, CacheState, string, UpgradePage]>([
    ["a version", redis("7.0"), redis("7.1"), "the cache cannot go back to redis 7.0", page.modify],
    ["a serverless version", valkey("7", { deployment: "serverless" }), valkey("8", { deployment: "serverless" }), "cannot go back", page.modify],
    ["an engine", valkey("8.1"), redis("7.1"), "no way from Valkey to Redis OSS", page.modify],
    ["an older version", redis("7.1"), redis("7.0"), "no older version in place", page.modify],
    ["cluster mode", redis("7.1"), redis("7.1", { clusterMode: "compatible" }), "cluster mode cannot be taken back", page.clusterMode],
    ["the way out of cluster mode", redis("7.1", { clusterMode: "compatible" }), redis("7.1"), "cluster mode goes one way only", page.clusterMode],
    ["cluster mode before 7", redis("6.2"), redis("6.2", { clusterMode: "enabled" }), "before Redis OSS 7.0", page.clusterMode],
    ["the last replica", valkey("8.1"), valkey("8.1", { replicas: 0 }), "nothing fails over", page.failover],
    ["encryption at rest", valkey("8.1"), valkey("8.1", { atRest: false }), "encryption at rest", page.atRest],
    ["a port", valkey("8.1", { port: 7000 }), valkey("8.1"), "the port", page.create],
    ["data tiering", valkey("8.1", { nodeType: "cache.r6gd.xlarge" }), valkey("8.1", { nodeType: "cache.r7g.xlarge" }), "data tiering", page.dataTiering],
    ["TLS before 7", redis("6.2", { inTransit: "off" }), redis("6.2"), "before Redis OSS 7.0 TLS", page.tls],
    ["serverless", valkey("8.1"), valkey("8", { deployment: "serverless" }), "endpoints change", page.restore],
    ["Memcached's data", memcached("1.6.12"), memcached("1.6.22"), "all data", page.management],
    ["Memcached's nodes", memcached("1.6.22", { nodeType: "cache.t4g.small" }), memcached("1.6.22", { nodeType: "cache.t4g.medium" }), "all data", page.memcachedScaling],
    ["another engine than Memcached", memcached("1.6.22"), valkey("8.1"), "nothing carries the data of Memcached over", page.create],
  ])("%s", (_why, from, to, what, source) => {
    expect(lost(from, to)).toContainEqual({ what: expect.stringContaining(what), page: source });
  });

  test("TLS may wait for the version that can change it", () => {
    expect(planUpgrade(redis("6.2", { inTransit: "off" }), redis("7.1")).path).toBe("parameter-group-swap");
  });

  test("fewer replicas are taken back by more, as long as one is left", () => {
    expect(lost(valkey("8.1", { replicas: 2 }), valkey("8.1"))).toEqual([]);
  });
});

test("every page is one of AWS's own", () => {
  for (const source of Object.values(page)) {
    expect(source.startsWith(guide) || source.startsWith("https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/")).toBe(true);
  }
});
