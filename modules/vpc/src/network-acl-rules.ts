import type { NetworkAclIngress } from "@cdktf/provider-aws/lib/network-acl";
import { isIpv6Block } from "@terrace/core";
import { aclProtocols, icmpProtocols, portProtocols } from "./limits";
import type { NetworkAclRule } from "./props";

/** The provider's form of an ACL's rules, ingress and egress alike, lowest number first: so are the keys of a record. */
export function aclRules(rules: Readonly<Record<number, NetworkAclRule>>): NetworkAclIngress[] {
  return Object.entries(rules).map(([ruleNo, { action, cidr, protocol = "all", ports }]) => {
    const number = protocolNumber(protocol);
    const [fromPort, toPort] = portsOf(number, ports);
    return {
      ruleNo: Number(ruleNo),
      action,
      protocol: String(number),
      fromPort,
      toPort,
      ...(isIpv6Block(cidr) ? { ipv6CidrBlock: cidr } : { cidrBlock: cidr }),
      // AWS wants both for ICMP, and -1 is every type and code.
      ...(icmpProtocols.includes(number) ? { icmpType: -1, icmpCode: -1 } : {}),
    };
  });
}

/** The number of a protocol that a rule names, or gives by number. NaN for any other text. */
export function protocolNumber(protocol: string): number {
  const named = Object.hasOwn(aclProtocols, protocol) ? aclProtocols[protocol] : undefined;
  return named ?? Number(protocol);
}

/** Protocols without ports have 0 for both ends. */
function portsOf(protocol: number, ports: NetworkAclRule["ports"]): readonly [number, number] {
  if (ports === undefined) return portProtocols.includes(protocol) ? [0, 65535] : [0, 0];
  return typeof ports === "number" ? [ports, ports] : ports;
}
