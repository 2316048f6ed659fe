import { testApp, warningsOf } from "@terrace/testkit";
import { Lazy } from "cdktf";
import { checkAccess, checkPlatform } from "../stacks/check-kubernetes";
import type { Environment } from "../stacks/environment";
import { dev } from "../stacks/environments/dev";
import { prd } from "../stacks/environments/prd";
import { KubernetesStack } from "../stacks/kubernetes";
import { KubernetesPlatformStack } from "../stacks/kubernetes-platform";
import { NetworkStack } from "../stacks/network";

const accountLater = Lazy.stringValue({ produce: () => "555555555555" });

const copied: Environment = { ...prd, account: "444444444444" };

function found(environment: Environment): string[] {
  return [...checkAccess(environment), ...checkPlatform(environment)].map(({ code, path, severity = "error" }) => `${severity} ${code} ${path}`);
}

test("a file that was copied from another account's lets in that one's roles, which is told", () => {
  expect(found(copied)).toEqual([
    "warning access-entry-account kubernetes.accessEntries.platform.principalArn",
    "warning access-entry-account kubernetes.accessEntries.operations.principalArn",
    "warning access-entry-account kubernetes.accessEntries.shop-team.principalArn",
    "warning platform-role-account platform.roleArn",
    "warning certificate-account platform.ingresses.shop.listeners.certificateArns[0]",
  ]);
});

test.each<[string, Environment]>([
  ["dev's own", dev],
  ["prd's own", prd],
  ["a role of an account that is not known yet", { ...dev, kubernetes: { ...dev.kubernetes, accessEntries: { ops: { principalArn: `arn:aws:iam::${accountLater}:role/ops`, access: "view" } } } }],
  ["no entries and no Ingresses", { ...dev, kubernetes: { ...dev.kubernetes, accessEntries: undefined }, platform: { ...dev.platform, ingresses: undefined } }],
])("%s: nothing to say", (_why, environment) => {
  expect(found(environment)).toEqual([]);
});

test("both stacks say it", () => {
  const app = testApp();
  const network = new NetworkStack(app, copied, {});
  const kubernetes = new KubernetesStack(app, copied, {}, network);
  const platform = new KubernetesPlatformStack(app, copied, {}, network, kubernetes);
  expect(warningsOf(kubernetes).filter((text) => text.includes("access-entry-account"))).toHaveLength(3);
  expect(warningsOf(platform).filter((text) => text.includes("platform-role-account"))).toHaveLength(1);
});
