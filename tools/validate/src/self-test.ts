import fs from "node:fs";
import { checkSubjects } from "./check-line";
import type { Finding } from "./diagnostics";
import type { JsonObject, Subject } from "./stack-json";

/** A stack with one mistake, and where the check must find it. */
export interface Mistake {
  readonly subject: Subject;
  readonly expected: Partial<Finding>;
}

const vpcPath = "vpc/Resource";

/** A small sound stack of the shape that cdktf writes. */
function stack(
  name: string,
  change: {
    readonly vpc?: JsonObject;
    readonly more?: JsonObject;
    readonly provider?: JsonObject;
    readonly backend?: JsonObject;
  }
): Subject {
  const metadata = (path: string): JsonObject => ({ metadata: { path: `${name}/${path}`, uniqueId: path } });
  return {
    kind: "stack",
    name,
    json: {
      terraform: {
        required_providers: { aws: { source: "aws", version: "5.100.0" } },
        backend: {
          s3: {
            bucket: "terrace-self-test",
            key: `${name}.tfstate`,
            region: "ap-northeast-1",
            use_lockfile: true,
            ...change.backend,
          },
        },
      },
      provider: { aws: [{ region: "ap-northeast-1", ...change.provider }] },
      resource: {
        aws_vpc: { vpc: { "//": metadata(vpcPath), cidr_block: "10.0.0.0/16", ...change.vpc } },
        aws_subnet: {
          subnet: { "//": metadata("vpc/subnet"), vpc_id: "${aws_vpc.vpc.id}", cidr_block: "10.0.0.0/24" },
        },
      },
      output: { vpc_id: { value: "${aws_vpc.vpc.id}" } },
      ...change.more,
    },
  };
}

function reader(key: string, output: string): JsonObject {
  const config = { bucket: "terrace-self-test", key, region: "ap-northeast-1" };
  return {
    data: { terraform_remote_state: { network: { backend: "s3", config } } },
    output: { copy: { value: `\${data.terraform_remote_state.network.outputs.${output}}` } },
  };
}

/** A small sound stack inside a cluster. */
function inCluster(name: string, change: { readonly release?: JsonObject; readonly without?: string; readonly ingress?: JsonObject } = {}): Subject {
  const metadata = (path: string): JsonObject => ({ metadata: { path: `${name}/${path}`, uniqueId: path } });
  const providers: JsonObject = { helm: { source: "helm", version: "3.1.1" }, kubernetes: { source: "kubernetes", version: "2.38.0" } };
  const release: JsonObject = { "//": metadata("web/Resource"), name: "web", chart: "web", repository: "https://charts.example.com", timeout: 600 };
  const kept = Object.entries({ ...release, ...change.release }).filter(([key]) => key !== change.without);
  const backend: JsonObject = { service: { name: "web", port: { number: 80 } } };
  return {
    kind: "stack",
    name,
    json: {
      terraform: { required_providers: providers },
      provider: { helm: [{ kubernetes: { host: "https://localhost" } }], kubernetes: [{ host: "https://localhost" }] },
      resource: {
        helm_release: { web: Object.fromEntries(kept) },
        kubernetes_ingress_v1: {
          web: { "//": metadata("ingress/Resource"), metadata: { name: "web" }, spec: { default_backend: backend, ...change.ingress } },
        },
      },
    },
  };
}

/** The stacks that must pass beside all mistakes. */
export const sound = stack("sound", { more: reader("other.tfstate", "vpc_id") });
const other = stack("other", {});
const soundInCluster = inCluster("sound-in-cluster");
const soundStacks = [sound, other, soundInCluster];

/** One mistake of each kind that the check claims to find. */
export const mistakes: readonly Mistake[] = [
  {
    subject: stack("unknown-argument", { vpc: { cidr_blok: "10.0.0.0/16" } }),
    expected: {
      step: "validate",
      construct: `unknown-argument/${vpcPath}`,
      address: "aws_vpc.vpc",
      argument: "cidr_blok",
    },
  },
  {
    subject: stack("wrong-value", { vpc: { cidr_block: "10.0.0.0/33" } }),
    expected: { step: "validate", construct: `wrong-value/${vpcPath}`, address: "aws_vpc.vpc", argument: "cidr_block" },
  },
  {
    subject: stack("undeclared-reference", { vpc: { ipv4_ipam_pool_id: "${aws_vpc_ipam_pool.pool.id}" } }),
    expected: { step: "validate", construct: `undeclared-reference/${vpcPath}`, argument: "ipv4_ipam_pool_id" },
  },
  {
    subject: stack("deprecated", {
      more: { resource: { aws_eip: { address: { "//": { metadata: { path: "deprecated/address" } }, vpc: true } } } },
    }),
    expected: {
      step: "validate",
      severity: "warning",
      construct: "deprecated/address",
      address: "aws_eip.address",
      argument: "vpc",
    },
  },
  {
    subject: stack("wrong-provider", { provider: { regoin: "ap-northeast-1" } }),
    expected: { step: "validate", construct: "wrong-provider", address: "provider.aws", argument: "regoin" },
  },
  {
    subject: stack("wrong-backend", { backend: { use_lock_file: true } }),
    expected: { step: "validate", construct: "wrong-backend", address: "terraform.backend" },
  },
  {
    subject: stack("missing-output", { more: reader("other.tfstate", "vpc_identifier") }),
    expected: { step: "plan", construct: "missing-output", address: "output.copy" },
  },
  {
    subject: stack("missing-state", { more: reader("nobody.tfstate", "vpc_id") }),
    expected: { step: "plan", construct: "missing-state", summary: "reads a state that no stack writes" },
  },
  {
    subject: inCluster("unknown-argument-in-cluster", { ingress: { ingress_class: "alb" } }),
    expected: {
      step: "validate",
      construct: "unknown-argument-in-cluster/ingress/Resource",
      address: "kubernetes_ingress_v1.web",
      argument: "spec.ingress_class",
    },
  },
  {
    subject: inCluster("missing-argument-in-cluster", { without: "chart" }),
    expected: {
      step: "validate",
      construct: "missing-argument-in-cluster/web/Resource",
      address: "helm_release.web",
      summary: "Missing required argument",
    },
  },
  {
    subject: inCluster("wrong-type-in-cluster", { release: { timeout: "ten minutes" } }),
    expected: { step: "validate", construct: "wrong-type-in-cluster/web/Resource", address: "helm_release.web", argument: "timeout" },
  },
];

/** Runs the real check over known mistakes, and says for each whether it was found where it is. */
export async function selfTest(folder: string): Promise<number> {
  fs.mkdirSync(folder, { recursive: true });
  const subjects = [...soundStacks, ...mistakes.map(({ subject }) => subject)];
  const { result } = await checkSubjects(subjects, "5", folder);
  const outcomes = mistakes.map(({ subject, expected }): [string, string | undefined] => [
    subject.name,
    complaint(
      result.findings.filter((finding) => finding.subject === subject.name),
      expected
    ),
  ]);
  const unexpected = result.findings.filter(
    ({ subject }) => !mistakes.some((mistake) => mistake.subject.name === subject)
  );
  const passed = result.verdicts.filter(
    ({ subject, isPlanned }) => isPlanned && soundStacks.includes(subject)
  ).length;
  outcomes.push([
    "sound stacks",
    passed === soundStacks.length && unexpected.length === 0 ? undefined : `${passed} passed; found: ${JSON.stringify(unexpected)}`,
  ]);

  for (const [name, wrong] of outcomes)
    console.log(wrong === undefined ? `  ok   ${name}` : `  FAIL ${name}: ${wrong}`);
  const failed = outcomes.filter(([, wrong]) => wrong !== undefined).length;
  console.log(`\nself-test: ${outcomes.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** What is wrong with the findings for a mistake; nothing if one of them is as expected. */
export function complaint(findings: readonly Finding[], expected: Partial<Finding>): string | undefined {
  if (findings.length === 0) return "not found";
  const wanted = Object.entries(expected);
  const isAsExpected = (finding: Finding): boolean =>
    wanted.every(([key, value]) => Object.entries(finding).some(([k, v]) => k === key && v === value));
  return findings.some(isAsExpected)
    ? undefined
    : `expected ${JSON.stringify(expected)}, found ${JSON.stringify(findings)}`;
}
