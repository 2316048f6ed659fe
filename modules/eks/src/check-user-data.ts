import { show, type Problem } from "@terrace/core";
import { imageFacts } from "./ami-types";
import { computePages as pages, userDataBytes } from "./compute-limits";
import type { NodesSettings } from "./compute-settings";
import { boundary, userData } from "./node-user-data";

/** Bytes that the cluster's own values take, of which the certificate is nearly all. */
const clusterBytes = 2048;

/** Parts of the kubelet's configuration that other props write, and which. */
const ownKubeletKeys: Readonly<Record<string, string>> = {
  maxPods: "maxPods writes it",
  registerWithTaints: "taints writes it",
  clusterDNS: "it follows the cluster",
};

/** Settings of Bottlerocket that this module writes, and why. */
const ownBottlerocketKeys: Readonly<Record<string, string>> = {
  "cluster-name": "it is the cluster's",
  "api-server": "it is the cluster's",
  "cluster-certificate": "it is the cluster's",
  "cluster-dns-ip": "it is the cluster's",
  "max-pods": "maxPods writes it",
};

/** What nodes are told when they start, each in the words of its own system. */
export function checkUserData(path: string, settings: NodesSettings): Problem[] {
  const { os } = imageFacts(settings.image);
  return [...checkKubeletConfig(path, settings, os), ...checkScript(path, settings, os), ...checkBottlerocket(path, settings, os), ...checkBytes(path, settings)];
}

function checkKubeletConfig(path: string, { kubeletConfig }: NodesSettings, os: string): Problem[] {
  const at = `${path}.kubeletConfig`;
  const keys = Object.keys(kubeletConfig);
  if (keys.length > 0 && os !== "al2023") {
    const expected = os === "bottlerocket" ? "bottlerocketSettings instead" : "no such prop for Windows";
    return [{ code: "kubelet-config", path: at, got: `given for ${os}`, expected, see: pages.nodeadm }];
  }
  return keys.flatMap((key) => {
    const own = ownKubeletKeys[key];
    if (own !== undefined) return [{ code: "kubelet-config", path: `${at}.${key}`, got: "one that the module writes", expected: `no such setting: ${own}`, see: pages.nodeadm }];
    if (/^[a-z][A-Za-z0-9]*$/.test(key)) return [];
    return [{ code: "kubelet-config", path: `${at}.${key}`, got: `named ${show(key)}`, expected: "a name such as imageGCHighThresholdPercent", see: pages.nodeadm }];
  });
}

function checkScript(path: string, { bootScript }: NodesSettings, os: string): Problem[] {
  if (bootScript === undefined) return [];
  const at = `${path}.bootScript`;
  if (os !== "al2023") return [{ code: "boot-script", path: at, got: `given for ${os}`, expected: "no such prop: it runs no shell scripts", see: pages.launchTemplate }];
  if (bootScript.startsWith("#!") && !bootScript.includes(boundary)) return [];
  const expected = `a script that begins with #!, without ${boundary}`;
  return [{ code: "boot-script", path: at, got: show(bootScript), expected, see: pages.launchTemplate }];
}

function checkBottlerocket(path: string, { bottlerocketSettings }: NodesSettings, os: string): Problem[] {
  const at = `${path}.bottlerocketSettings`;
  const see = pages.bottlerocket;
  const tables = Object.entries(bottlerocketSettings);
  if (tables.length > 0 && os !== "bottlerocket") {
    const expected = "no such prop, or an image of Bottlerocket";
    return [{ code: "bottlerocket-settings", path: at, got: `given for ${os}`, expected, see }];
  }
  return tables.flatMap(([name, table]) => {
    const here = `${at}[${show(name)}]`;
    if (name === "kubernetes.node-labels" || name === "kubernetes.node-taints") {
      return [{ code: "bottlerocket-settings", path: here, got: "one that the module writes", expected: "labels and taints instead", see }];
    }
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(name)) {
      return [{ code: "bottlerocket-settings", path: here, got: `named ${show(name)}`, expected: "a table such as kernel.sysctl", see }];
    }
    if (name !== "kubernetes") return [];
    return Object.keys(table).flatMap((key) => {
      const own = ownBottlerocketKeys[key];
      return own === undefined ? [] : [{ code: "bottlerocket-settings", path: `${here}.${key}`, got: "one that the module writes", expected: `no such setting: ${own}`, see }];
    });
  });
}

function checkBytes(path: string, settings: NodesSettings): Problem[] {
  const text = userData(settings, "user-data") ?? "";
  const bytes = new TextEncoder().encode(text).length + clusterBytes;
  if (bytes <= userDataBytes) return [];
  const expected = `at most ${userDataBytes}, ${clusterBytes} for the cluster's own counted`;
  const prop = settings.bootScript === undefined ? "labels" : "bootScript";
  return [{ code: "user-data-size", path: `${path}.${prop}`, got: `user data of ${bytes} bytes`, expected, see: pages.userData }];
}
