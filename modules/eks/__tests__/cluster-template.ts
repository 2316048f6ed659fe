import { requireAwsProvider } from "@terrace/core";
import { only, resourcesOf, synth, testStack, type Block, type Template } from "@terrace/testkit";
import type { AddonsProps } from "../src/addon-props";
import type { ClusterProps } from "../src/props";
import { make } from "./fixtures";

const made = new Map<string, Template>();

/** The JSON of a cluster, with the hashes of addresses taken away. What was made once is not made again. */
export function template(change: Partial<ClusterProps> = {}, provider?: string): Template {
  const key = JSON.stringify([change, provider]);
  const known = made.get(key) ?? synthesized(change, provider);
  made.set(key, known);
  return known;
}

function synthesized(change: Partial<ClusterProps>, provider: string | undefined): Template {
  const stack = testStack();
  if (provider !== undefined) requireAwsProvider(stack, provider);
  return JSON.parse(JSON.stringify(synth(make(change, stack).stack)).replace(/_[0-9A-F]{8}/g, ""));
}

export function cluster(change: Partial<ClusterProps> = {}, provider?: string): Block {
  return only(template(change, provider), "aws_eks_cluster");
}

/** One resource by the last part of its address. */
export function one(from: Template, type: string, id: string): Block {
  return resourcesOf(from, type)[`cluster_${id}`] ?? {};
}

/** Last parts of the addresses of one type. */
export function ids(from: Template, type: string): string[] {
  return Object.keys(resourcesOf(from, type)).map((id) => id.replace(/^cluster_/, "")).toSorted();
}

/** What a resource names in its depends_on, without the stack's part. */
export function needs(block: Block): string[] {
  const { depends_on: list = [] } = block;
  return Array.isArray(list) ? list.map((address) => String(address).replace(/\.cluster_/, ".")) : [];
}

/** The statements of a policy written as JSON. Quotes within an expression are Terraform's own, not JSON's. */
export function statements(json: unknown) {
  return JSON.parse(String(json).replace(/\$\{[^}]*\}/g, (expression) => expression.replaceAll('"', "'"))).Statement;
}

export const nodeGroups = { web: { instanceTypes: ["m7i.large"], maxSize: 4 } };
export const early = { "vpc-cni": { version: "v1.20.4-eksbuild.1" }, "kube-proxy": { version: "v1.35.0-eksbuild.2" } };
export const coredns = { version: "v1.13.1-eksbuild.1" };
export const onNodes = (addons: AddonsProps = {}, change: Partial<ClusterProps> = {}): Partial<ClusterProps> => ({ nodeGroups, addons: { ...early, coredns, ...addons }, ...change });
export const fargateProfiles = { system: { selectors: [{ namespace: "kube-system" }] } };
