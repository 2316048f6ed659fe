import { DataResource, Fn, Op, type TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import { awsServiceIds } from "./aws-services";
import { needActions, planReachability, type Need, type Workload } from "./reachability";
import type { NetworkRef } from "./refs";

/** Not the empty text, which CDKTF's operators write as undefined. */
const REACHED = "reached";

/**
 * What each tier of a network reaches, as a map of text that one app publishes and another reads.
 *
 * A key is `<tier> <service> <action>`, beginning with `public-ip:` for workloads with a public address. The value is
 * `reached`; else it is the code, the reason and the ways out, with `|` between them.
 */
export function reachabilityFacts(network: NetworkRef): Record<string, string> {
  const tiers = new Map(network.subnets.map(({ tier, egress }) => [tier, egress]));
  return Object.fromEntries(
    [...tiers].flatMap(([tier, egress]) => [
      ...factsOfTier(network, tier, false),
      ...(egress === "internet-gateway" ? factsOfTier(network, tier, true) : []),
    ]),
  );
}

function factsOfTier(network: NetworkRef, tier: string, publicIp: boolean): [string, string][] {
  const needs = awsServiceIds.flatMap((service) =>
    needActions(service).map((action): Need => ({ service, action, why: "", see: "" })),
  );
  const workload: Workload = { name: "", tier, publicIp, needs };
  const { reached, unreached } = planReachability(workload, network);
  return [
    ...reached.map(({ need }): [string, string] => [factKey(workload, need), REACHED]),
    ...unreached.map(({ need, code, because, remedies }): [string, string] => [
      factKey(workload, need),
      [code, because, remedies.join(", or ")].join("|"),
    ]),
  ];
}

function factKey({ tier, publicIp = false }: Workload, { service, action = "own" }: Need): string {
  return `${publicIp ? "public-ip:" : ""}${tier} ${service} ${action}`;
}

/**
 * Makes `terraform plan` refuse workloads that cannot reach what they need in a network of another app, with the code
 * and the words that synthesis has for a network of this one.
 *
 * The preconditions stand on a `terraform_data` resource, because Terraform does not look at those of a resource that
 * it destroys: a network that lost an endpoint never keeps a workload from being removed.
 *
 * A workload is held against its whole tier: across apps, its zones are not told apart.
 *
 * @param facts the map that the network's stack published, made by {@link reachabilityFacts}
 */
export function requireReachability(
  scope: Construct,
  id: string,
  workloads: readonly Workload[],
  facts: unknown,
): void {
  const conditions = workloads.flatMap((workload) => workload.needs.map((need) => preconditionOf(workload, need, facts)));
  const [first, ...others] = conditions;
  if (first === undefined) return;
  const lifecycle: TerraformResourceLifecycle = { precondition: [first, ...others] };
  new DataResource(scope, id, { lifecycle });
}

function preconditionOf(workload: Workload, need: Need, facts: unknown) {
  const unknown = ["tier-missing", "the network publishes no such tier", "a tier of the network"].join("|");
  const fact = Fn.lookup(facts, factKey(workload, need), unknown);
  const part = (index: number) => Fn.element(Fn.split("|", fact), index);
  const { name, tier } = workload;
  const where = `workloads.${name} is in the tier ${tier}, where it cannot reach ${need.service} (${need.why})`;
  const words = ["[%s] ", where.replaceAll("%", "%%"), ": %s\n      expected: %s\n      see: ", need.see.replaceAll("%", "%%")];
  return {
    condition: Op.eq(fact, REACHED),
    errorMessage: Fn.format(words.join(""), [part(0), part(1), part(2)]),
  };
}
