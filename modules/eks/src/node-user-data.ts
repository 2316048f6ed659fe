import { Fn } from "cdktf";
import { imageFacts } from "./ami-types";
import type { MadeCluster } from "./compute-context";
import type { NodesSettings } from "./compute-settings";
import type { TaintEffect, TaintProps } from "./nodes-props";

/** Who tells nodes which cluster they join: EKS, which merges that into ours, or nobody but us. */
export type JoinedBy = "eks" | "user-data";

/** What the cluster's own values stand as until Terraform puts them in: the text around them holds quotes and lines. */
const places = {
  cluster: "@@terrace.cluster@@",
  endpoint: "@@terrace.endpoint@@",
  certificate: "@@terrace.certificate@@",
  cidr: "@@terrace.cidr@@",
  dns: "@@terrace.dns@@",
} as const;

/** What parts the archive: no part may hold it. */
export const boundary = "==TERRACE==";

/** Taint effects as the kubelet writes them. */
const kubeletEffects = {
  NO_EXECUTE: "NoExecute",
  NO_SCHEDULE: "NoSchedule",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
} as const satisfies Record<TaintEffect, string>;

/** What nodes are told when they start, encoded; undefined where there is nothing to say. */
export function encodedUserData(settings: NodesSettings, joinedBy: JoinedBy, cluster: MadeCluster): string | undefined {
  const text = userData(settings, joinedBy);
  if (text === undefined) return undefined;
  const values: Record<string, string> = {
    [places.cluster]: cluster.clusterName,
    [places.endpoint]: cluster.endpoint,
    [places.certificate]: cluster.certificateAuthorityData,
    [places.cidr]: cluster.serviceCidr,
    // The tenth address of the service block is always that of the cluster's DNS.
    [places.dns]: Fn.cidrhost(cluster.serviceCidr, 10),
  };
  const used = Object.entries(values).filter(([place]) => text.includes(place));
  // Encoded now, since quotes, backslashes and %{ in an argument of a function would be Terraform's own.
  const encoded = Buffer.from(text, "utf8").toString("base64");
  if (used.length === 0) return encoded;
  return Fn.base64encode(used.reduce((sofar, [place, value]) => Fn.replace(sofar, place, value), Fn.base64decode(encoded)));
}

/** The text, with places for what only Terraform knows. */
export function userData(settings: NodesSettings, joinedBy: JoinedBy): string | undefined {
  const write = { al2023: nodeadm, bottlerocket, windows }[imageFacts(settings.image).os];
  return write(settings, joinedBy);
}

/** How a node is labelled and tainted before its first pod, where EKS does not do it. */
function nodeLabels({ labels }: NodesSettings): string {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(",");
}

function nodeTaints({ taints }: NodesSettings): string {
  return taints.map((taint) => `${taint.key}=${taintValue(taint)}`).join(",");
}

/** Value and effect of a taint, as the kubelet takes them: `gpu:NoSchedule`. */
export function taintValue({ value = "", effect }: Omit<TaintProps, "key">): string {
  return `${value}:${kubeletEffects[effect]}`;
}

function kubeletFlags(settings: NodesSettings): string[] {
  return [
    ...(Object.keys(settings.labels).length > 0 ? [`--node-labels=${nodeLabels(settings)}`] : []),
    ...(settings.taints.length > 0 ? [`--register-with-taints=${nodeTaints(settings)}`] : []),
  ];
}

/**
 * A MIME archive of the caller's script and of nodeadm's configuration. JSON is YAML too, and has no indentation to err in.
 *
 * @see https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/
 */
function nodeadm(settings: NodesSettings, joinedBy: JoinedBy): string | undefined {
  const { maxPods, kubeletConfig, bootScript } = settings;
  const config = { ...(maxPods === undefined ? {} : { maxPods }), ...kubeletConfig };
  const flags = joinedBy === "eks" ? [] : kubeletFlags(settings);
  const kubelet = { ...(Object.keys(config).length > 0 ? { config } : {}), ...(flags.length > 0 ? { flags } : {}) };
  const { cluster: name, endpoint: apiServerEndpoint, certificate: certificateAuthority, cidr } = places;
  const spec = {
    ...(joinedBy === "eks" ? {} : { cluster: { name, apiServerEndpoint, certificateAuthority, cidr } }),
    ...(Object.keys(kubelet).length > 0 ? { kubelet } : {}),
  };
  const nodeConfig = { apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec };
  const parts = [
    ...(bootScript === undefined ? [] : [part("text/x-shellscript", bootScript)]),
    ...(Object.keys(spec).length > 0 ? [part("application/node.eks.aws", JSON.stringify(nodeConfig, undefined, 2))] : []),
  ];
  if (parts.length === 0) return undefined;
  return ["MIME-Version: 1.0", `Content-Type: multipart/mixed; boundary="${boundary}"`, "", ...parts, `--${boundary}--`, ""].join("\n");
}

function part(contentType: string, content: string): string {
  return [`--${boundary}`, `Content-Type: ${contentType}; charset="us-ascii"`, "", content, ""].join("\n");
}

type Tables = Record<string, Readonly<Record<string, boolean | number | string | string[]>>>;

/** @see https://bottlerocket.dev/en/os/latest/api/settings/kubernetes/ */
function bottlerocket(settings: NodesSettings, joinedBy: JoinedBy): string | undefined {
  const { labels, taints, maxPods, bottlerocketSettings } = settings;
  const { cluster, endpoint, certificate, dns } = places;
  const joining = { "cluster-name": cluster, "api-server": endpoint, "cluster-certificate": certificate, "cluster-dns-ip": dns };
  const kubernetes = {
    ...(joinedBy === "eks" ? {} : joining),
    ...(maxPods === undefined ? {} : { "max-pods": maxPods }),
    ...bottlerocketSettings["kubernetes"],
  };
  const keys = [...new Set(taints.map(({ key }) => key))];
  const taintLists = keys.map((key) => [key, taints.filter((taint) => taint.key === key).map(taintValue)] as const);
  const own: Tables = joinedBy === "eks" ? {} : { "kubernetes.node-labels": labels, "kubernetes.node-taints": Object.fromEntries(taintLists) };
  const tables: Tables = { ...bottlerocketSettings, ...own, kubernetes };
  const lines = Object.entries(tables)
    .filter(([, table]) => Object.keys(table).length > 0)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .flatMap(([name, table]) => [`[settings.${name}]`, ...Object.entries(table).map(([key, value]) => `${JSON.stringify(key)} = ${JSON.stringify(value)}`)]);
  return lines.length === 0 ? undefined : [...lines, ""].join("\n");
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html */
function windows(settings: NodesSettings, joinedBy: JoinedBy): string | undefined {
  if (joinedBy === "eks") return undefined;
  const { cluster, endpoint, certificate, cidr, dns } = places;
  const flags = kubeletFlags(settings).join(" ");
  const options = {
    EKSClusterName: cluster,
    APIServerEndpoint: endpoint,
    Base64ClusterCA: certificate,
    DNSClusterIP: dns,
    ServiceCIDR: cidr,
    ...(flags === "" ? {} : { KubeletExtraArgs: flags }),
  };
  const written = Object.entries(options).map(([name, value]) => `-${name} "${value}"`).join(" ");
  const script = `& "$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1" ${written}`;
  return ["<powershell>", script, "</powershell>", ""].join("\n");
}
