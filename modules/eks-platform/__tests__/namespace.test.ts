import { only, problemsOf, synth } from "@terrace/testkit";
import { Lazy } from "cdktf";
import { Namespace, type NamespaceProps } from "../src";
import { cluster, onFargate, platformStack } from "./fixtures";

const valid: NamespaceProps = { cluster, name: "shop" };

function template(change: Partial<NamespaceProps> = {}) {
  const stack = platformStack();
  new Namespace(stack, "shop", { ...valid, ...change });
  return only(synth(stack), "kubernetes_namespace_v1");
}

test("pods may not get out of their container unless somebody says so", () => {
  expect(template()).toMatchObject({ metadata: { name: "shop", labels: { "pod-security.kubernetes.io/enforce": "baseline" } } });
  expect(template({ podSecurity: "restricted" })).toMatchObject({ metadata: { labels: { "pod-security.kubernetes.io/enforce": "restricted" } } });
});

test("labels and overrides stand beside", () => {
  expect(template({ labels: { team: "shop" } })).toMatchObject({ metadata: { labels: { team: "shop", "pod-security.kubernetes.io/enforce": "baseline" } } });
  expect(template({ override: { namespace: { waitForDefaultServiceAccount: true } } })).toMatchObject({ wait_for_default_service_account: true });
});

test.each<[string, Partial<NamespaceProps>, string[]]>([
  ["a name that is no label", { name: "Shop" }, ["kubernetes-name name"]],
  ["a name that is known later", { name: Lazy.stringValue({ produce: () => "later" }) }, ["not-known-at-synth name"]],
  ["a level that there is not", { podSecurity: new Function("return 'strict'")() }, ["not-one-of podSecurity"]],
  ["no profile that takes its pods", { cluster: onFargate("apps") }, ["namespace-without-profile name"]],
])("%s is refused", (_why, change, expected) => {
  expect(problemsOf(() => template(change))).toEqual(expected);
});

test("a profile that takes its pods is enough", () => {
  expect(template({ cluster: onFargate("sh*") })).toMatchObject({ metadata: { name: "shop" } });
});
