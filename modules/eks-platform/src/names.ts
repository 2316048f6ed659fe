import { show, type Problem } from "@terrace/core";
import { nameLengths, pages } from "./limits";

const label = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

/** Names of one kind. */
interface NameRule {
  readonly max: number;
  readonly pattern: RegExp;
  readonly allowed: string;
  readonly see: string;
}

const rules = {
  namespace: { max: nameLengths.namespace, pattern: label, allowed: "lower-case letters, digits and hyphens", see: pages.kubernetesNames },
  "service account": { max: nameLengths.serviceAccount, pattern: subdomain, allowed: "lower-case letters, digits, hyphens and dots", see: pages.kubernetesNames },
  release: { max: nameLengths.release, pattern: subdomain, allowed: "lower-case letters, digits, hyphens and dots", see: pages.helmReleaseName },
} as const satisfies Record<string, NameRule>;

/** Holds a name against Kubernetes' rules: it names one thing, so no pattern is a name. Code: `kubernetes-name`. */
export function checkKubernetesName(path: string, name: string, kind: keyof typeof rules): Problem[] {
  const { max, pattern, allowed, see }: NameRule = rules[kind];
  if (name.length <= max && pattern.test(name)) return [];
  return [{ code: "kubernetes-name", path, got: show(name), expected: `1 to ${max} ${allowed}, starting and ending with a letter or digit`, see }];
}
