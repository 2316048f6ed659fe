import { show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { pages } from "./limits";
import type { ClusterSettings } from "./settings";

/** The Cloud Map namespace. */
export function checkNamespace({ namespace, network }: ClusterSettings): Problem[] {
  if (namespace === undefined) return [];
  switch (namespace.type) {
    case "http": {
      if (/^[!-~]{1,1024}$/.test(namespace.name)) return [];
      const expected = "1 to 1024 visible characters without spaces";
      return [{ code: "namespace-name", path: "namespace.name", got: show(namespace.name), expected, see: pages.httpNamespace }];
    }
    case "existing": {
      const { arn } = namespace;
      if (Token.isUnresolved(arn) || /^arn:aws[a-z-]*:servicediscovery:[a-z0-9-]+:\d{12}:namespace\/ns-[a-z0-9]+$/.test(arn)) return [];
      const expected = "the ARN of a namespace: arn:<partition>:servicediscovery:<region>:<account>:namespace/ns-<id>";
      return [{ code: "namespace-arn", path: "namespace.arn", got: show(arn), expected, see: pages.connectDefault }];
    }
    case "private-dns": {
      const problems: Problem[] = [];
      if (!isDomain(namespace.name)) {
        const expected = "a domain such as shop.internal: up to 253 characters, labels of up to 63 letters, digits, hyphens and _";
        problems.push({ code: "namespace-name", path: "namespace.name", got: show(namespace.name), expected, see: pages.dnsNamespace });
      }
      if (network === undefined) {
        const expected = "the network whose DNS answers for the namespace";
        problems.push({ code: "network-missing", path: "network", got: "missing, with a private DNS namespace", expected, see: pages.dnsNamespace });
      } else if (!network.dns.support || !network.dns.hostnames) {
        const got = "without DNS, so nobody resolves the names of the namespace";
        const expected = "dns.support and dns.hostnames of the VPC";
        problems.push({ code: "namespace-dns", path: "network", got, expected, see: pages.privateDns, severity: "warning" });
      }
      return problems;
    }
  }
}

function isDomain(name: string): boolean {
  return name.length <= 253 && name.split(".").every((label) => /^(?!-)[a-zA-Z0-9_-]{1,63}(?<!-)$/.test(label));
}
