import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openInCluster, valueAt } from "../src/in-cluster";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "terrace-test-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function logOf(...entries: readonly object[]) {
  const file = path.join(folder, "log.jsonl");
  fs.writeFileSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
  return openInCluster(file);
}

const release = { id: "one", name: "web", namespace: "shop", chart: "nginx" };
const map = { id: "two", metadata: [{ name: "settings", namespace: "shop" }], data: { a: "1" } };
const ingressClass = { id: "three", metadata: [{ name: "alb" }] };

test("what was made and changed is there, as it was given last", () => {
  const inside = logOf(
    { provider: "helm", action: "configure", value: { kubernetes: { host: "https://old" } } },
    { provider: "helm", action: "create", type: "helm_release", value: release },
    { provider: "kubernetes", action: "create", type: "kubernetes_config_map_v1", value: map },
    { provider: "kubernetes", action: "create", type: "kubernetes_ingress_class_v1", value: ingressClass },
    { provider: "helm", action: "update", type: "helm_release", value: { ...release, chart: "caddy" } },
    { provider: "helm", action: "read", type: "helm_template", value: release },
    { provider: "helm", action: "configure", value: { kubernetes: { host: "https://new" } } },
  );
  expect(inside.all()).toEqual(["helm_release shop/web", "kubernetes_config_map_v1 shop/settings", "kubernetes_ingress_class_v1 alb"]);
  expect(inside.objects("helm_release").get("shop/web")).toMatchObject({ chart: "caddy" });
  expect(inside.objects("helm_template").size).toBe(0);
  expect(inside.configuration("helm")).toEqual({ kubernetes: { host: "https://new" } });
  expect(inside.configuration("kubernetes")).toBeUndefined();
});

test("what was deleted is not", () => {
  const inside = logOf(
    { provider: "helm", action: "create", type: "helm_release", value: release },
    { provider: "helm", action: "delete", type: "helm_release", value: { id: "one" } },
  );
  expect(inside.all()).toEqual([]);
});

test("without a log, nothing is", () => {
  expect(openInCluster(path.join(folder, "missing")).all()).toEqual([]);
});

test("a value is found by its path", () => {
  expect(valueAt(map, "metadata", 0, "name")).toBe("settings");
  expect(valueAt(map, "metadata", 1, "name")).toBeUndefined();
  expect(valueAt(map, "data", 0)).toBeUndefined();
});
