import type { NetworkAclIngress } from "@cdktf/provider-aws/lib/network-acl";
import { isIpv6Block } from "./check-network-acls";
import { aclProtocols } from "./limits";
import type { NetworkAclRule } from "./props";

/** The provider's form of an ACL's rules, ingress and egress alike, lowest number first. */
export function aclRules(rules: Readonly<Record<number, NetworkAclRule>>): NetworkAclIngress[] {
  return Object.entries(rules)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([number, { action, cidr, protocol = "all", ports = 0 }]) => {
      const [fromPort, toPort] = typeof ports === "number" ? [ports, ports] : ports;
      return {
        ruleNo: Number(number),
        action,
        protocol: String(aclProtocols[protocol] ?? protocol),
        fromPort,
        toPort,
        ...(isIpv6Block(cidr) ? { ipv6CidrBlock: cidr } : { cidrBlock: cidr }),
        // AWS wants both for ICMP, and -1 is every type and code.
        ...(protocol === "icmp" || protocol === "icmpv6" ? { icmpType: -1, icmpCode: -1 } : {}),
      };
    });
}
