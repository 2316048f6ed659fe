import type { ClusterRef, Problem } from "@terrace/core";
import {
  DefaultTokenResolver,
  StringConcat,
  TerraformDataSource,
  TerraformLocal,
  TerraformModule,
  TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from "cdktf";
import type { IConstruct } from "constructs";
import { pages } from "./limits";

/**
 * A problem when what the helm and kubernetes providers need of a cluster comes from a resource of the same stack: the
 * providers would be configured before it exists, and after it is gone. Data sources are allowed, such as the remote state
 * of the stack that makes the cluster, unless they read something that this stack makes.
 *
 * @returns no problem, or one with the code `provider-from-own-stack` for each token
 */
export function checkClusterSource(scope: IConstruct, path: string, cluster: ClusterRef): Problem[] {
  const { endpoint, certificateAuthorityData } = cluster;
  return Object.entries({ endpoint, certificateAuthorityData }).flatMap(([name, value]) => {
    const made = Token.isUnresolved(value) ? resourceBehind(TerraformStack.of(scope), value) : undefined;
    if (made === undefined) return [];
    return [
      {
        code: "provider-from-own-stack",
        path: `${path}.${name}`,
        got: `taken from ${made}, which this stack makes`,
        expected: "the output of another stack, read from its state",
        see: pages.providerConfiguration,
      },
    ];
  });
}

/** Address of the first thing that a stack makes among those that a value is taken from, looked for through data and locals. */
function resourceBehind(stack: TerraformStack, value: unknown): string | undefined {
  const elements = stack.node.findAll();
  const seen = new Set<string>();
  const waiting = [textOf(stack, value)];
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    for (const element of elements) {
      const address = addressOf(element);
      if (address === undefined || seen.has(address) || !mentions(text, address)) continue;
      seen.add(address);
      const passesOn = element instanceof TerraformLocal || TerraformDataSource.isTerraformDataSource(element);
      if (!passesOn) return address;
      waiting.push(textOf(stack, element.toTerraform()));
    }
  }
  return undefined;
}

function textOf(stack: TerraformStack, value: unknown): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return JSON.stringify(Tokenization.resolve(value, { scope: stack, resolver, preparing: false })) ?? "";
}

/** How other parts of the stack refer to it; undefined for what nothing refers to. */
function addressOf(element: IConstruct): string | undefined {
  if (element instanceof TerraformLocal) return `local.${element.friendlyUniqueId}`;
  if (element instanceof TerraformModule) return `module.${element.friendlyUniqueId}`;
  if (TerraformDataSource.isTerraformDataSource(element)) return `data.${element.terraformResourceType}.${element.friendlyUniqueId}`;
  if (TerraformResource.isTerraformResource(element)) return `${element.terraformResourceType}.${element.friendlyUniqueId}`;
  return undefined;
}

/** True if a text has the address as a whole: not as the end of `data.…`, nor as the start of a longer name. */
function mentions(text: string, address: string): boolean {
  const escaped = address.replace(/[.]/g, "\\.");
  return new RegExp(`(?<![\\w.-])${escaped}(?![\\w-])`).test(text);
}
