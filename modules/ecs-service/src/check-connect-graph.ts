import { show, type Problem } from "@terrace/core";
import { TerraformStack } from "cdktf";
import { pages } from "./limits";
import { containerPort, discoveryName } from "./service-connect";
import { neighboursOf, type RegisteredService } from "./service-registry";
import type { OfferSettings } from "./service-settings";

/** Whether names that a service calls have a server, and names that it offers are its own: looked at when all are made. */
export function checkGraph(service: RegisteredService): Problem[] {
  const { serviceConnect } = service.settings;
  if (serviceConnect === undefined) return [];
  const neighbours = neighboursOf(service);
  const offered = neighbours.flatMap((neighbour) => offersOf(neighbour).map(({ dnsName }) => dnsName));
  const lost = serviceConnect.calls.flatMap((name, index) => (offered.includes(name) ? [] : [{ name, index }]));
  const taken = offersOf(service).flatMap((offer) => {
    const clash = neighbours.flatMap((one) => offersOf(one).map((other) => ({ one, other }))).find(({ one, other }) => isFirst(service, offer, one, other) && clashes(offer, other));
    return clash === undefined ? [] : [{ offer, clash }];
  });
  return [
    ...lost.map(({ name, index }) => ({
      code: "connect-no-server",
      path: `serviceConnect.calls[${index}]`,
      got: `${show(name)}, which no service of the namespace offers`,
      expected: offered.length === 0 ? "a service with offers" : `one of ${[...new Set(offered)].toSorted().join(", ")}`,
      see: pages.connect,
    })),
    ...taken.map(({ offer, clash }) => ({
      code: "connect-name-taken",
      path: `serviceConnect.offers.${offer.portName}.dnsName`,
      got: `${show(offer.dnsName)}, and ${clash.one.construct.node.path} offers ${show(clash.other.dnsName)}`,
      expected: "a name of its own in the namespace, dots and hyphens being the same",
      see: pages.connect,
    })),
  ];
}

function offersOf({ settings }: RegisteredService): readonly OfferSettings[] {
  return settings.serviceConnect?.offers ?? [];
}

/** Each pair is told once, at the later one; what one service says twice is told before. */
function isFirst(service: RegisteredService, offer: OfferSettings, one: RegisteredService, other: OfferSettings): boolean {
  if (one === service) return other.portName < offer.portName && other.dnsName !== offer.dnsName;
  return one.construct.node.path < service.construct.node.path;
}

function clashes(offer: OfferSettings, other: OfferSettings): boolean {
  return discoveryName(offer) === discoveryName(other);
}

/** A way from a client to a name of a server. */
export interface Connection {
  readonly dnsName: string;
  /** The client starts when the server is there. */
  readonly ordered: boolean;
}

/** The port that the server's proxy listens on, or what stands against the way. */
export function planConnection(client: RegisteredService, server: RegisteredService, { dnsName, ordered }: Connection): { readonly port: number; readonly problems: readonly Problem[] } {
  const see = pages.connect;
  const offers = offersOf(server);
  const offer = offers.find((one) => one.dnsName === dnsName);
  const problems: Problem[] = [];
  if (offer === undefined) {
    const names = offers.map((one) => one.dnsName);
    const got = `${show(dnsName)}, which ${server.settings.name} does not offer`;
    problems.push({ code: "connect-no-server", path: "dnsName", got, expected: names.length === 0 ? "serviceConnect.offers of it" : `one of ${names.join(", ")}`, see });
  }
  if (client.settings.serviceConnect === undefined) {
    problems.push({ code: "connect-no-client", path: "serviceConnect", got: "missing: its tasks know no names", expected: "{} at least", see });
  } else if (offer !== undefined && !neighboursOf(client).includes(server)) {
    const expected = `the namespace of ${server.settings.name}: names mean nothing outside of it`;
    problems.push({ code: "connect-namespace", path: "serviceConnect.namespaceArn", got: "another one", expected, see });
  }
  if (TerraformStack.of(client.construct) !== TerraformStack.of(server.construct)) {
    const expected = `securityGroup as an output of one, and allowFrom in the other`;
    problems.push({ code: "connect-stack", path: "server", got: "in another stack", expected });
  }
  if (ordered && reaches(server, client)) {
    const got = `${client.settings.name} after ${server.settings.name}, which starts after it`;
    problems.push({ code: "connect-cycle", path: "ordered", got, expected: "ordered: false for one of the two", see: pages.connectOrder });
  }
  return { port: (offer && containerPort(offer, server.settings)) ?? 0, problems };
}

function reaches(from: RegisteredService, to: RegisteredService, seen = new Set<RegisteredService>()): boolean {
  if (from === to) return true;
  seen.add(from);
  return [...from.after].some((next) => !seen.has(next) && reaches(next, to, seen));
}
