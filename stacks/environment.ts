import { InvalidPropsError, cidrsOverlap, oneOf, parseCidr, regionFacts, regionNames, show, type Problem } from "@terrace/core";
import type { StateBucketProps } from "@terrace/remote-state";
import type { VpcProps } from "@terrace/vpc";
import type { VpcEndpointsProps } from "@terrace/vpc-endpoints";
import type { CacheName, CacheProps } from "./cache";
import type { ContainersProps } from "./container-props";
import type { KubernetesProps } from "./kubernetes";
import type { PlatformProps } from "./kubernetes-platform";
import type { ImagesProps } from "./registry";
import type { StorageProps } from "./storage";
import { workloadKinds, type WorkloadProps } from "./workloads";

/** Everything that differs between environments: typed data, no logic. */
export interface Environment {
  /** Short name, 2 to 8 lower-case letters and digits. It begins the name of everything in the environment. */
  readonly name: string;
  /** The application, 2 to 20 lower-case letters, digits and hyphens. */
  readonly project: string;
  /** The AWS account, 12 digits. A deployment with credentials of any other account is refused. */
  readonly account: string;
  readonly region: string;
  readonly state: Pick<StateBucketProps, "kmsKeyArn" | "oldVersionDays" | "protect">;
  readonly network: Omit<VpcProps, "name">;
  /** Private ways to AWS services. What no workload needs is a warning; what one lacks is an error. */
  readonly endpoints: Omit<VpcEndpointsProps, "name" | "network" | "region">;
  /**
   * What else will run here, beside `containers`, so that the network is known to carry it before anything is applied.
   *
   * @default - nothing
   */
  readonly workloads?: readonly WorkloadProps[];
  /** Where the images lie. */
  readonly registry: ImagesProps;
  /** Caches by role, such as `sessions`. */
  readonly caches: Readonly<Record<string, CacheProps>>;
  /**
   * Names by which applications know the caches, such as `sessions.shop.internal`, each in a hosted zone. A cache is
   * replaced by a second one beside it, and this one line changed (docs/operations/cache.md).
   *
   * @default - none: applications read the endpoints from the cache stack's outputs
   */
  readonly cacheNames?: Readonly<Record<string, CacheName>>;
  /** File systems by role, such as `uploads`. */
  readonly fileSystems: Readonly<Record<string, StorageProps>>;
  /** What runs in containers: services behind one load balancer, and tasks that run when somebody says so. */
  readonly containers: ContainersProps;
  /** The cluster of Kubernetes. */
  readonly kubernetes: KubernetesProps;
  /** What lives inside the cluster. */
  readonly platform: PlatformProps;
}

const namePattern = /^[a-z][a-z0-9]{1,7}$/;

/** The environments that stacks can be named after: a good name, and the first of that name. */
export function nameable(environments: readonly Environment[]): Environment[] {
  const isFirst = ({ name }: Environment, index: number) => environments.findIndex((one) => one.name === name) === index;
  return environments.filter((one, index) => namePattern.test(one.name) && isFirst(one, index));
}

/**
 * Holds environments against each other and against what no module sees alone.
 *
 * @throws InvalidPropsError [environment-name] [environment-project] [environment-account] [unknown-region]
 * [environment-zone] [environment-clash] [not-one-of]
 */
export function checkEnvironments(environments: readonly Environment[]): void {
  const reports = environments
    .map((environment, index) => ({
      what: "environment",
      at: environment.name,
      problems: [...checkEnvironment(environment), ...checkClash(environment, environments.slice(0, index))],
    }))
    .filter(({ problems }) => problems.length > 0);
  if (reports.length > 0) throw new InvalidPropsError(reports);
}

function checkEnvironment({ name, project, account, region, network, workloads = [] }: Environment): Problem[] {
  const problems = workloads.flatMap(({ kind }, index) => oneOf(`workloads[${index}].kind`, kind, workloadKinds));
  if (!namePattern.test(name)) {
    const expected = "2 to 8 lower-case letters and digits, starting with a letter";
    problems.push({ code: "environment-name", path: "name", got: show(name), expected });
  }
  if (!/^[a-z][a-z0-9-]{0,18}[a-z0-9]$/.test(project)) {
    const expected = "2 to 20 lower-case letters, digits and hyphens, starting with a letter";
    problems.push({ code: "environment-project", path: "project", got: show(project), expected });
  }
  if (!/^\d{12}$/.test(account)) {
    problems.push({ code: "environment-account", path: "account", got: show(account), expected: "12 digits, as text" });
  }
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) {
    const expected = `one of ${regionNames().join(", ")}`;
    return [...problems, { code: "unknown-region", path: "region", got: show(region), expected }];
  }
  // A region that looks like one and is in no table is told, and may be accepted, where its state is kept.
  const facts = regionFacts(region);
  if (facts === undefined) return problems;
  const isHere = (zone: string) => zone.startsWith(`${facts.zonePrefix}-`) || zone.startsWith(region);
  const elsewhere = network.availabilityZones.filter((zone) => !isHere(zone));
  if (elsewhere.length > 0) {
    const expected = `zones of ${region}: ${facts.zoneNumbers.map((number) => `${facts.zonePrefix}-az${number}`).join(", ")}`;
    problems.push({ code: "environment-zone", path: "network.availabilityZones", got: show(elsewhere), expected });
  }
  return problems;
}

/** Names decide state keys, and ranges decide whether two networks can ever be joined. */
function checkClash(environment: Environment, others: readonly Environment[]): Problem[] {
  const problems: Problem[] = [];
  if (others.some((other) => other.name === environment.name)) {
    const got = `${show(environment.name)}, as in another environment`;
    problems.push({ code: "environment-clash", path: "name", got, expected: "a name of its own" });
  }
  const range = rangeOf(environment);
  for (const other of others) {
    const taken = rangeOf(other);
    if (range !== undefined && taken !== undefined && cidrsOverlap(range, taken)) {
      const got = `${show(environment.network.cidr)}, which overlaps ${other.name} (${show(other.network.cidr)})`;
      const expected = "a range of its own: overlapping VPCs can never be peered";
      problems.push({ code: "environment-clash", path: "network.cidr", got, expected });
    }
  }
  return problems;
}

function rangeOf({ network: { cidr } }: Environment) {
  return typeof cidr === "string" ? parseCidr(cidr) : undefined;
}
