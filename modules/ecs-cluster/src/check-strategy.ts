import { show, type Problem } from "@terrace/core";
import { pages, strategy } from "./limits";
import { kindOf, type ClusterSettings } from "./settings";

/** The default strategy, by ECS's own rules. */
export function checkStrategy(settings: ClusterSettings): Problem[] {
  const { fargate, defaultStrategy } = settings;
  const path = "defaultStrategy";
  const see = pages.strategy;
  const problems: Problem[] = defaultStrategy.flatMap((_, index) => checkItem(settings, index));
  const twice = fargate.findIndex((provider, index) => fargate.indexOf(provider) < index);
  if (twice >= 0) {
    const got = `${show(fargate[twice])} again`;
    problems.push({ code: "fargate-duplicate", path: `fargate[${twice}]`, got, expected: "each provider once", see: pages.provider, severity: "warning" });
  }
  if (defaultStrategy.length > strategy.items) {
    problems.push({ code: "strategy-length", path, got: `${defaultStrategy.length} items`, expected: `at most ${strategy.items}`, see });
  }
  const kinds = [...new Set(defaultStrategy.flatMap(({ provider }) => kindOf(provider, settings) ?? []))];
  if (kinds.length > 1) {
    const expected = "one kind only: ECS places no task by a strategy of several";
    problems.push({ code: "strategy-mix", path, got: `of ${kinds.join(" and ")}`, expected, see });
  }
  const based = defaultStrategy.filter(({ base }) => base > 0).map(({ provider }) => provider);
  if (based.length > 1) {
    problems.push({ code: "strategy-base", path, got: `with a base for ${based.join(" and ")}`, expected: "a base for one provider only", see });
  }
  if (defaultStrategy.length > 0 && defaultStrategy.every(({ weight }) => weight === 0)) {
    problems.push({ code: "strategy-weight", path, got: "with every weight 0", expected: "a weight of at least 1 for one provider", see });
  }
  if (defaultStrategy.length > 0 && defaultStrategy.every(({ provider, weight }) => provider === "FARGATE_SPOT" || weight === 0) && based.length === 0) {
    const expected = `{ provider: "FARGATE", base: 1 } too: AWS may take every task away at once`;
    problems.push({ code: "strategy-spot-only", path, got: "of FARGATE_SPOT alone", expected, see: pages.spot, severity: "warning" });
  }
  return problems;
}

function checkItem(settings: ClusterSettings, index: number): Problem[] {
  const { fargate, instances, managedInstances, defaultStrategy } = settings;
  const item = defaultStrategy[index];
  if (item === undefined) return [];
  const { provider, weight, base } = item;
  const see = pages.strategy;
  const path = `defaultStrategy[${index}]`;
  const problems: Problem[] = [];
  if (kindOf(provider, settings) === undefined) {
    const known = [...fargate, ...Object.keys(instances), ...Object.keys(managedInstances)];
    const expected = known.length === 0 ? "no strategy: there are no capacity providers" : `one of ${known.join(", ")}`;
    problems.push({ code: "strategy-provider", path: `${path}.provider`, got: show(provider), expected, see });
  }
  if (defaultStrategy.findIndex((other) => other.provider === provider) < index) {
    const got = `${show(provider)} again`;
    problems.push({ code: "strategy-duplicate", path: `${path}.provider`, got, expected: "each provider once", see, severity: "warning" });
  }
  if (!Number.isInteger(weight) || weight < 0 || weight > strategy.weight) {
    const expected = `an integer from 0 to ${strategy.weight}`;
    problems.push({ code: "strategy-weight", path: `${path}.weight`, got: show(weight), expected, see });
  }
  if (!Number.isInteger(base) || base < 0 || base > strategy.base) {
    const expected = `an integer from 0 to ${strategy.base}`;
    problems.push({ code: "strategy-base", path: `${path}.base`, got: show(base), expected, see });
  }
  return problems;
}
