import fs from "node:fs";
import path from "node:path";
import { providerKey, type Provider, type Terraform } from "@terrace/terraform";
import { isObject, objectAt, objectEntries, textAt, type Json, type Subject } from "./stack-json";

/** The AWS provider that a run is for: 5.100 or 6.25. */
export type AwsLine = "5" | "6";

/** Who answers terraform for one provider, and why. */
export type Answer =
  | { readonly by: "provider" }
  | { readonly by: "stand-in"; readonly packageFolder: string; readonly reason: string }
  | { readonly by: "nobody"; readonly reason: string };

/** A provider that stacks want, and who answers for it. */
export interface Supplied {
  /** As the stacks call it, such as `aws`. */
  readonly name: string;
  readonly provider: Provider;
  readonly answer: Answer;
}

/** A package that a stand-in can take its schema from. */
export interface BindingPackage {
  readonly folder: string;
  /** Version of the provider that the package was made from. */
  readonly version: string;
}

/** Every provider that the stacks want, each version once. */
export function wantedProviders(subjects: readonly Subject[]): { name: string; provider: Provider }[] {
  const wanted = subjects.flatMap(({ json }) =>
    objectEntries(objectAt(objectAt(json, "terraform"), "required_providers")).map(([name, requirement]) => ({
      name,
      provider: { source: textAt(requirement, "source") ?? name, version: textAt(requirement, "version") ?? "" },
    }))
  );
  return [...new Map(wanted.map((want) => [JSON.stringify(want), want])).values()];
}

/**
 * Decides who answers for a provider.
 *
 * The real AWS provider of the first line is what the whole check rests on, so nothing stands in for it. The second line
 * and the providers for what is inside a cluster may be answered by the schema of the installed binding, and the report
 * says so.
 *
 * @param failure why the real provider cannot be had, if it cannot
 */
export function decideAnswer(
  provider: Provider,
  failure: string | undefined,
  binding: BindingPackage | undefined,
  line: AwsLine
): Answer {
  if (failure === undefined) return { by: "provider" };
  if (providerKey(provider.source) === "hashicorp/aws" && line === "5") return { by: "nobody", reason: failure };
  if (binding === undefined)
    return { by: "nobody", reason: `${failure}; no binding is installed that a stand-in could be made from` };
  if (binding.version !== provider.version) {
    return {
      by: "nobody",
      reason: `${failure}; a stand-in would have the schema of ${binding.version}, from ${binding.folder}`,
    };
  }
  return { by: "stand-in", packageFolder: binding.folder, reason: failure };
}

/** Decides for all providers. What no mirror holds is tried: an empty configuration that needs this one provider. */
export async function supplyProviders(
  subjects: readonly Subject[],
  terraform: Terraform,
  line: AwsLine,
  folder: string
): Promise<Supplied[]> {
  const supplied: Supplied[] = [];
  for (const { name, provider } of wantedProviders(subjects)) {
    const failure =
      terraform.supplierOf(provider) === "mirror" ? undefined : await tryToInstall(provider, terraform, folder);
    supplied.push({ name, provider, answer: decideAnswer(provider, failure, findBinding(provider, line), line) });
  }
  return supplied;
}

async function tryToInstall(provider: Provider, terraform: Terraform, folder: string): Promise<string | undefined> {
  const probe = fs.mkdtempSync(path.join(folder, "probe-"));
  const required = { terraform: { required_providers: { wanted: provider } } };
  fs.writeFileSync(path.join(probe, "main.tf.json"), JSON.stringify(required));
  const { exitCode, stdout, stderr } = await terraform.run(["init", "-backend=false", "-no-color"], {
    cwd: probe,
    expect: [0, 1],
  });
  fs.rmSync(probe, { recursive: true, force: true });
  return exitCode === 0 ? undefined : reasonOf(`${stdout}${stderr}`);
}

/** The clause of what terraform says that tells why it cannot install: a host that did not answer, a version that is not there. */
export function reasonOf(words: string): string {
  const plain = words.replaceAll(/[│╷╵]/g, " ").replaceAll(/\s+/g, " ").trim();
  const clause =
    /(?:could not connect to|no available releases match|provider registry .*? does not have) .*?(?= To see which|$)/i.exec(
      plain
    )?.[0];
  return clause ?? (plain.slice(-300) || "terraform init failed and said nothing");
}

/** The folder of the binding that has a provider's schema, in the installed packages. */
export function findBinding({ source }: Provider, line: AwsLine): BindingPackage | undefined {
  const key = providerKey(source);
  const name = key.replace("hashicorp/", "");
  const folder =
    key === "hashicorp/aws" && line === "6" ? "node_modules/provider-aws-6" : `node_modules/@cdktf/provider-${name}`;
  const manifest = path.join(folder, "package.json");
  if (!key.startsWith("hashicorp/") || !fs.existsSync(manifest)) return undefined;
  const content: Json = JSON.parse(fs.readFileSync(manifest, "utf8"));
  return { folder, version: isObject(content) ? textAt(content, "cdktf", "provider", "version") ?? "" : "" };
}
