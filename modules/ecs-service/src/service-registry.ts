import { show, type Problem } from "@terrace/core";
import { DefaultTokenResolver, StringConcat, TerraformStack, Token, Tokenization } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { pages } from "./limits";
import type { ServiceSettings } from "./service-settings";
import { isLater } from "./task-settings";

/** A service as others of the same app see it. */
export interface RegisteredService {
  readonly construct: Construct;
  readonly settings: ServiceSettings;
  /** What this one starts after. */
  readonly after: Set<RegisteredService>;
  /** Names that a rule lets this one through to. */
  readonly connected: Set<string>;
}

const services = new WeakMap<IConstruct, RegisteredService[]>();

const claims = new WeakMap<IConstruct, Map<string, Construct>>();

/**
 * Claims a name in the construct's stack. Roles, log group and family are named after it, so AWS would refuse the second
 * one in the middle of an apply, or both would write to the same.
 *
 * @returns a problem where another construct has it
 */
export function claimName(construct: Construct, name: string): Problem[] {
  const stack = TerraformStack.of(construct);
  const claimed = claims.get(stack) ?? new Map<string, Construct>();
  const owner = claimed.get(name);
  if (owner === undefined && !isLater(name)) claims.set(stack, claimed.set(name, construct));
  if (owner === undefined) return [];
  const expected = "a name of its own: roles, log group and task definition are named after it";
  return [{ code: "name-taken", path: "name", got: `${show(name)}, which ${owner.node.path} has`, expected, see: pages.createService }];
}

/** Makes a service known to those of its app. */
export function registerService(construct: Construct, settings: ServiceSettings): RegisteredService {
  const registered = { construct, settings, after: new Set<RegisteredService>(), connected: new Set<string>() };
  const { root } = construct.node;
  services.set(root, [...(services.get(root) ?? []), registered]);
  return registered;
}

/** The services of an app, or below one of its constructs, in the order in which they were made. */
export function servicesBelow(scope: IConstruct): readonly RegisteredService[] {
  const all = services.get(scope.node.root) ?? [];
  return all.filter(({ construct }) => construct.node.scopes.includes(scope));
}

/** The services of the same namespace, in the whole app. */
export function neighboursOf({ construct, settings }: RegisteredService): readonly RegisteredService[] {
  const own = namespaceOf(construct, settings);
  if (own === undefined) return [];
  return servicesBelow(construct.node.root).filter((one) => namespaceOf(one.construct, one.settings) === own);
}

/** A namespace that Terraform knows later is the same one only within a stack. */
function namespaceOf(construct: Construct, { serviceConnect }: ServiceSettings): string | undefined {
  if (serviceConnect?.namespaceArn === undefined) return undefined;
  const stack = TerraformStack.of(construct);
  const resolver = new DefaultTokenResolver(new StringConcat());
  const namespace = String(Tokenization.resolve(serviceConnect.namespaceArn, { scope: stack, resolver, preparing: false }));
  return Token.isUnresolved(serviceConnect.namespaceArn) ? `${stack.node.path} ${namespace}` : namespace;
}
