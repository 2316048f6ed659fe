import { Token } from "cdktf";
import type { NamePrefix } from "./names";
import { show, type Problem } from "./problems";

/** Tags of one resource, by key. */
export type Tags = Readonly<Record<string, string>>;

const see = "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html";

/** Read November 2026 from the page above. */
const limits = { keyLength: 128, valueLength: 256, count: 50 } as const;

/** Letters, digits, spaces and these signs are what every service accepts in a tag. */
const allowed = /^[\p{L}\p{N}\p{Z}_.:/=+\-@]*$/u;

/** The tags that every resource of an environment carries, set once as `default_tags` of its provider. */
export function environmentTags({ environment, project }: NamePrefix): Tags {
  return { Environment: environment, ManagedBy: "terraform", Project: project };
}

/**
 * Holds tags against what every AWS service accepts: keys of 1 to 128 characters, values of up to 256, at most 50.
 *
 * @returns problems with the codes `tag-key`, `tag-value` and `tag-count`
 */
export function checkTags(path: string, tags: Tags): Problem[] {
  const problems: Problem[] = [];
  const count = Object.keys(tags).length;
  if (count > limits.count) {
    problems.push({ code: "tag-count", path, got: `${count} tags`, expected: `at most ${limits.count}`, see });
  }
  for (const [key, value] of Object.entries(tags)) {
    if (key.length < 1 || key.length > limits.keyLength || /^aws:/i.test(key) || !allowed.test(key)) {
      problems.push({
        code: "tag-key",
        path: `${path}[${show(key)}]`,
        got: `a key of ${key.length} characters`,
        expected: `1 to ${limits.keyLength} letters, digits, spaces and _.:/=+-@, not starting with aws:`,
        see,
      });
    }
    if (!Token.isUnresolved(value) && (value.length > limits.valueLength || !allowed.test(value))) {
      problems.push({
        code: "tag-value",
        path: `${path}[${show(key)}]`,
        got: show(value),
        expected: `up to ${limits.valueLength} letters, digits, spaces and _.:/=+-@`,
        see,
      });
    }
  }
  return problems;
}
