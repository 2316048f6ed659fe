import { isDeepStrictEqual } from "node:util";
import { environments } from "../../../stacks/environments";
import { inPlaceOf } from "../src/in-place-of";
import { countOf } from "../src/stack-folder";
import { Steps } from "../src/steps";
import { doAll } from "../src/workers";
import { bootstrap, later, withChanges, type Change } from "../stacks";

describe("jobs", () => {
  test("run so many at a time, and keep their order", async () => {
    let [running, most] = [0, 0];
    const job = (result: number) => async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 10 - result));
      running--;
      return result;
    };
    expect(await doAll([1, 2, 3, 4, 5].map(job), 2)).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  test("throw what one of them threw, when the others have ended", async () => {
    let hasEnded = false;
    const long = () => new Promise((resolve) => setTimeout(resolve, 5)).then(() => (hasEnded = true));
    await expect(doAll([() => Promise.reject(new Error("no")), long], 2)).rejects.toThrow("no");
    expect(hasEnded).toBe(true);
  });
});

describe("steps", () => {
  test("are said, timed and kept by stack", async () => {
    const said: string[] = [];
    const steps = new Steps((line) => said.push(line));
    await steps.do("network", "apply", async (found) => void (found.applied = 3));
    await steps.do("network", "look", async ({ checks }) => void checks.push({ what: "tags", problem: "none" }));
    const [report] = steps.report("terraform", (stack) => `dev-${stack}`);
    expect(report).toMatchObject({ stack: "dev-network", by: "terraform", applied: 3, checks: [{ what: "tags", problem: "none" }] });
    expect(report?.seconds).toBeGreaterThan(0);
    expect(said).toEqual(["network: apply", "network: look", "network: failed: tags: none"]);
  });

  test("stop a track where one cannot be done, and say why", async () => {
    const steps = new Steps(() => {});
    let isReached = false;
    await steps.until(async () => {
      await steps.do("network", "apply", () => Promise.reject(new Error("no provider")));
      isReached = true;
    });
    expect(isReached).toBe(false);
    expect(steps.report("terraform", String)[0]?.checks).toEqual([{ what: "apply", problem: "no provider" }]);
  });

  test("let other errors through", async () => {
    await expect(new Steps(() => {}).until(() => Promise.reject(new Error("a mistake of ours")))).rejects.toThrow("a mistake of ours");
  });
});

test.each([
  ["apply", "Apply complete! Resources: 36 added, 2 changed, 0 destroyed.", 36, 0],
  ["destroy", "Destroy complete! Resources: 59 destroyed.", 0, 59],
  ["nothing", "No changes.", 0, 0],
  ["several", "1 added\n2 added", 2, 0],
])("numbers at the end of %s", (_command, output, added, destroyed) => {
  expect([countOf("added", output), countOf("destroyed", output)]).toEqual([added, destroyed]);
});

test("what was made stands wherever the data names something in its place", () => {
  expect(inPlaceOf({ "arn:one": "arn:two", x: "y" }, '["arn:one","arn:one","x"]')).toBe('["arn:two","arn:two","y"]');
  expect(inPlaceOf({}, "as it was")).toBe("as it was");
});

describe("changes", () => {
  const { dev } = environments;
  if (dev === undefined) throw new Error("no dev");

  test("are made one after the other, of a copy", () => {
    const changed = withChanges(dev, ["one-more-zone", "one-more-tier"]);
    expect(changed.network.availabilityZones).toEqual([...dev.network.availabilityZones, "apne1-az2"]);
    expect(Object.keys(changed.network.tiers)).toEqual([...Object.keys(dev.network.tiers), "data"]);
    expect(Object.keys(dev.network.tiers)).not.toContain("data");
  });

  test("must be known", () => {
    expect(() => withChanges(dev, ["one-less"])).toThrow('unknown change "one-less"\n    expected: one of without-protection, one-more-image, one-more-zone, ');
  });

  const changes: Change[] = [bootstrap, ...later].flatMap((stackCase) => [...stackCase.changes, ...(stackCase.beforeDestroy ? [stackCase.beforeDestroy] : [])]);

  test("have names of their own, and environments that exist", () => {
    expect(new Set(changes.map(({ name }) => name)).size).toBe(changes.length);
    expect(changes.flatMap((change) => change.environments).filter((name) => environments[name] === undefined)).toEqual([]);
  });

  test("change something, in every environment that they are tried on", () => {
    const tried = changes.filter((change) => !change.name.startsWith("without-protection"));
    const same = tried.flatMap((change) => change.environments.filter((name) => {
      const environment = environments[name];
      return environment !== undefined && isDeepStrictEqual(change.make(environment), environment);
    }));
    expect(same).toEqual([]);
  });
});

test("a cache leaves its final snapshot, unless none is made", () => {
  const { dev, prd } = environments;
  const cache = later.find(({ stack }) => stack === "cache");
  if (dev === undefined || prd === undefined) throw new Error("no dev or prd");
  expect([cache?.leaves?.(dev), cache?.leaves?.(prd)]).toEqual([[], ["snapshot prd-terrace-sessions-final"]]);
});

test("one more replica is one more", () => {
  const { prd } = environments;
  if (prd === undefined) throw new Error("no prd");
  const replicas = withChanges(prd, ["one-more-replica"]).caches.sessions?.topology;
  expect([prd.caches.sessions?.topology, replicas]).toMatchObject([{ replicas: 2 }, { replicas: 3 }]);
});
