import { InvalidPropsError, show } from "@terrace/core";
import type { Environment } from "../environment";
import { dev } from "./dev";
import { prd } from "./prd";
import { stg } from "./stg";

/** Every environment, by name. */
export const environments: Readonly<Record<string, Environment>> = { dev, stg, prd };

/**
 * The environments that a run is about.
 *
 * @param names separated by commas, such as `dev,stg`; each counts once; all environments when missing or empty
 * @throws InvalidPropsError [unknown-environment]
 */
export function chooseEnvironments(names: string | undefined): Environment[] {
  const wanted = (names ?? "").split(",").map((name) => name.trim()).filter((name) => name !== "");
  if (wanted.length === 0) return Object.values(environments);
  const unknown = wanted.filter((name) => !Object.hasOwn(environments, name));
  if (unknown.length > 0) {
    const problems = unknown.map((name) => ({
      code: "unknown-environment",
      path: "TERRACE_ENVIRONMENTS",
      got: show(name),
      expected: `one or more of ${Object.keys(environments).join(", ")}`,
    }));
    throw new InvalidPropsError([{ what: "choice of environments", at: "TERRACE_ENVIRONMENTS", problems }]);
  }
  return [...new Set(wanted)].flatMap((name) => environments[name] ?? []);
}
