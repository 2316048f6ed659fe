import { checkCidr, isIpv6Block, oneOf, show, type Problem } from "@terrace/core";
import { aclActions, aclProtocols, aclRuleNumbers, pages, portProtocols, quotas } from "./limits";
import { protocolNumber } from "./network-acl-rules";
import type { NetworkAclRule } from "./props";
import type { VpcSettings } from "./settings";

/** The rules of every tier's network ACL. */
export function checkNetworkAcls({ tiers }: VpcSettings): Problem[] {
  return Object.entries(tiers).flatMap(([name, { networkAcl }]) =>
    (["ingress", "egress"] as const).flatMap((direction) =>
      checkRules(`tiers.${name}.networkAcl.${direction}`, networkAcl[direction]),
    ),
  );
}

function checkRules(path: string, rules: Readonly<Record<number, NetworkAclRule>>): Problem[] {
  const entries = Object.entries(rules);
  const ipv6 = entries.filter(([, { cidr }]) => isIpv6Block(cidr)).length;
  const tooMany = [...checkCount(path, entries.length - ipv6, "IPv4"), ...checkCount(path, ipv6, "IPv6")];
  return [...tooMany, ...entries.flatMap(([number, rule]) => checkRule(`${path}.${number}`, Number(number), rule))];
}

/** AWS counts each IP version and direction apart, and its own last rule, which refuses the rest, with the others. */
function checkCount(path: string, count: number, version: string): Problem[] {
  const { byDefault, most } = quotas.rulesPerNetworkAcl;
  if (count <= byDefault) return [];
  return [
    {
      code: "acl-rule-count",
      path,
      got: `${count} ${version} rules`,
      expected: count > most ? `at most ${most}` : `at most ${byDefault}, or a raised quota (up to ${most})`,
      see: pages.quotas,
      ...(count > most ? {} : { severity: "dated" as const }),
    },
  ];
}

function checkRule(path: string, number: number, { action, cidr, protocol, ports }: NetworkAclRule): Problem[] {
  const see = pages.networkAcl;
  const problems = oneOf(`${path}.action`, action, aclActions);
  const { lowest, highest } = aclRuleNumbers;
  if (!Number.isInteger(number) || number < lowest || number > highest) {
    const expected = `a rule number from ${lowest} to ${highest}`;
    problems.push({ code: "acl-rule-number", path, got: `numbered ${number}`, expected, see });
  }
  if (!isIpv6Block(cidr)) {
    problems.push(...checkCidr(`${path}.cidr`, cidr, { shortest: 0, longest: 32, see }));
  }
  if (protocol !== undefined && !Object.hasOwn(aclProtocols, protocol) && !isProtocolNumber(protocol)) {
    const expected = `${Object.keys(aclProtocols).join(", ")}, or a number from 0 to 255`;
    problems.push({ code: "acl-protocol", path: `${path}.protocol`, got: show(protocol), expected, see });
  }
  if (ports === undefined) return problems;
  if (!portProtocols.includes(protocolNumber(protocol ?? "all"))) {
    const got = `given for the protocol ${protocol ?? "all"}`;
    problems.push({ code: "acl-ports", path: `${path}.ports`, got, expected: `protocol: "tcp" or "udp"`, see });
  }
  const [first, last] = typeof ports === "number" ? [ports, ports] : ports;
  const isPort = (port: number) => Number.isInteger(port) && port >= 0 && port <= 65535;
  if (!isPort(first) || !isPort(last) || first > last) {
    const expected = "a port from 0 to 65535, or the first and the last of a range";
    problems.push({ code: "acl-ports", path: `${path}.ports`, got: show(ports), expected, see });
  }
  return problems;
}

function isProtocolNumber(protocol: string): boolean {
  return /^\d{1,3}$/.test(protocol) && Number(protocol) <= 255;
}
