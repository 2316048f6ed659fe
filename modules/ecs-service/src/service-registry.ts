import { DefaultTokenResolver, StringConcat, TerraformStack, Token, Tokenization } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { ServiceSettings } from "./service-settings";

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
