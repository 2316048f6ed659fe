import { Token } from "cdktf";
import { show, type Problem } from "./problems";

/** What a name must satisfy at one AWS service. */
interface NameRule {
  readonly min: number;
  readonly max: number;
  readonly pattern: RegExp;
  /** The pattern in words. */
  readonly allowed: string;
  readonly see: string;
}

/** Read November 2026. */
const nameRules = {
  "s3-bucket": {
    min: 3,
    max: 63,
    pattern: /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|--x-s3|--table-s3)$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    allowed:
      "lower-case letters, digits and hyphens, starting and ending with a letter or digit, without S3's reserved prefixes and suffixes",
    see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
  },
  "iam-role": {
    min: 1,
    max: 64,
    pattern: /^[\w+=,.@-]+$/,
    allowed: "letters, digits and +=,.@_-",
    see: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
  },
  "log-group": {
    min: 1,
    max: 512,
    pattern: /^(?!aws\/)[\w./#-]+$/,
    allowed: "letters, digits and ._-/#, not starting with aws/",
    see: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
  },
  "dynamodb-table": {
    min: 3,
    max: 255,
    pattern: /^[\w.-]+$/,
    allowed: "letters, digits and ._-",
    see: "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html",
  },
  "rds-subnet-group": {
    min: 1,
    max: 255,
    pattern: /^(?!default$)[a-z0-9_. -]+$/,
    allowed: "lower-case letters, digits, spaces and ._-, and not the word default",
    see: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html",
  },
  "elasticache-subnet-group": {
    min: 1,
    max: 255,
    pattern: /^[a-z0-9-]+$/,
    allowed: "lower-case letters, digits and hyphens",
    see: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html",
  },
} as const satisfies Record<string, NameRule>;

/** A service whose rule for names is known here. */
export type NameKind = keyof typeof nameRules;

/** What every name of one environment begins with. */
export interface NamePrefix {
  /** Such as `prd`. */
  readonly environment: string;
  /** The application or project, such as `shop`. */
  readonly project: string;
}

/**
 * The physical name of a resource: `<environment>-<project>-<role>`, such as `prd-shop-vpc`.
 *
 * Nothing random is added, so the same name comes back after a destroy, and a name that is too long is an error
 * ({@link checkName}), never cut.
 */
export function nameOf({ environment, project }: NamePrefix, role: string): string {
  return `${environment}-${project}-${role}`;
}

/**
 * Holds a name against the rule of its service. A name that is known only after apply passes.
 *
 * @returns problems with the codes `name-length` and `name-characters`
 */
export function checkName(path: string, name: string, kind: NameKind): Problem[] {
  if (Token.isUnresolved(name)) return [];
  const { min, max, pattern, allowed, see }: NameRule = nameRules[kind];
  const problems: Problem[] = [];
  if (name.length < min || name.length > max) {
    problems.push({
      code: "name-length",
      path,
      got: `${show(name)}, ${name.length} characters`,
      expected: `${min} to ${max} characters for ${kind}`,
      see,
    });
  }
  if (name.length > 0 && !pattern.test(name)) {
    problems.push({ code: "name-characters", path, got: show(name), expected: `${allowed} for ${kind}`, see });
  }
  return problems;
}
