import type { TargetGroupRef } from "@terrace/core";
import { addresses, only, problemsOf, synth, testStack, warningsOf } from "@terrace/testkit";
import { Lazy } from "cdktf";
import { readFileSync } from "node:fs";
import { targetGroupBinding } from "../examples/target-group-binding";
import { TargetGroupBinding } from "../src/target-group-binding";
import type { TargetGroupBindingProps } from "../src/target-group-binding-props";
import { cluster, onFargate, platformStack } from "./fixtures";

const targetGroup: TargetGroupRef = {
  targetGroupArn: "arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:targetgroup/web/1",
  port: 8080,
  targetType: "ip",
  loadBalancer: "application",
  securityGroup: { securityGroupId: "sg-1" },
};
const nodePorts: TargetGroupRef = { ...targetGroup, targetType: "instance" };
const repository = "oci://111111111111.dkr.ecr.ap-northeast-1.amazonaws.com/charts";
const valid: TargetGroupBindingProps = { cluster, name: "web", namespace: "shop", chart: { repository, version: "1.0.0" }, targetGroup, service: { name: "web", port: "http" } };
const someToken = Lazy.stringValue({ produce: () => "later" });

function stackWith(...changes: Partial<TargetGroupBindingProps>[]) {
  const stack = platformStack();
  changes.forEach((change, index) => new TargetGroupBinding(stack, `binding-${index}`, { ...valid, ...change }));
  return stack;
}

function specOf(change: Partial<TargetGroupBindingProps> = {}): unknown {
  const { values } = only(synth(stackWith(change)), "helm_release");
  return JSON.parse(String(JSON.parse(JSON.stringify(values))[0])).spec;
}

describe("what it creates", () => {
  test("a release of the chart, which waits", () => {
    const release = only(synth(stackWith({ override: { release: { timeout: 60 } } })), "helm_release");
    expect(release).toMatchObject({ name: "web", namespace: "shop", chart: "target-group-binding", repository, version: "1.0.0", wait: true, timeout: 60 });
  });

  test("targets that the group of the load balancer reaches", () => {
    expect(specOf()).toEqual({
      targetGroupARN: targetGroup.targetGroupArn,
      targetType: "ip",
      serviceRef: { name: "web", port: "http" },
      networking: { ingress: [{ from: [{ securityGroup: { groupID: "sg-1" } }], ports: [{ protocol: "TCP" }] }] },
    });
  });

  test("all that can be said", () => {
    expect(
      specOf({ cidrs: ["10.0.0.0/16"], openPort: 8080, ipAddressType: "ipv6", vpcId: "vpc-1", assumeRole: { roleArn: "arn:aws:iam::222222222222:role/targets", externalId: "shop" }, multiCluster: true }),
    ).toMatchObject({
      networking: { ingress: [{ from: [{ securityGroup: { groupID: "sg-1" } }, { ipBlock: { cidr: "10.0.0.0/16" } }], ports: [{ protocol: "TCP", port: 8080 }] }] },
      ipAddressType: "ipv6",
      vpcID: "vpc-1",
      iamRoleArnToAssume: "arn:aws:iam::222222222222:role/targets",
      assumeRoleExternalId: "shop",
      multiClusterTargetGroup: true,
    });
    expect(specOf({ targetGroup: nodePorts, nodeLabels: { role: "web" } })).toMatchObject({ targetType: "instance", nodeSelector: { matchLabels: { role: "web" } } });
  });

  test("after what makes the controller", () => {
    const stack = platformStack();
    const { ready } = new TargetGroupBinding(stack, "first", valid);
    new TargetGroupBinding(stack, "web", { ...valid, name: "second", targetGroup: { ...targetGroup, targetGroupArn: someToken }, dependsOn: [ready] });
    const releases = Object.values(synth(stack).resource?.helm_release ?? {});
    expect(releases[1]).toMatchObject({ depends_on: [expect.stringMatching(/^helm_release\.first_/)] });
  });

  test("one target group in several bindings, where all say that it is of several clusters", () => {
    expect(() => synth(stackWith({ multiCluster: true }, { name: "other", multiCluster: true }))).not.toThrow();
  });
});

describe("bad input", () => {
  test.each<[string, Partial<TargetGroupBindingProps>, string[]]>([
    ["a name known later", { name: someToken }, ["not-known-at-synth name"]],
    ["a port known later", { service: { name: "web", port: someToken } }, ["not-known-at-synth service.port"]],
    ["a name with capitals", { name: "Web" }, ["kubernetes-name name"]],
    ["a namespace with a dot", { namespace: "a.b" }, ["kubernetes-name namespace"]],
    ["a namespace without a profile", { cluster: onFargate("other") }, ["namespace-without-profile namespace"]],
    ["no folder", { chart: { folder: "" } }, ["binding-chart chart.folder"]],
    ["a repository that is none", { chart: { repository: "charts", version: "1.0.0" } }, ["binding-chart chart.repository"]],
    ["a range of charts", { chart: { repository, version: "^1.0.0" } }, ["binding-chart chart.version"]],
    ["no target group", { targetGroup: { ...targetGroup, targetGroupArn: "web" } }, ["target-group-arn targetGroup.targetGroupArn"]],
    ["node ports on Fargate", { cluster: onFargate("shop"), targetGroup: nodePorts }, ["target-type-fargate targetGroup.targetType"]],
    ["no Service", { service: { name: "Web", port: 80 } }, ["backend-name service.name"]],
    ["no port of a Service", { service: { name: "web", port: 0 } }, ["backend-port service.port"]],
    ["no block", { cidrs: ["::1"] }, ["inbound-cidr cidrs[0]"]],
    ["no port", { openPort: 0 }, ["binding-port openPort"]],
    ["labels of nodes for pods", { nodeLabels: { role: "web" } }, ["node-labels nodeLabels"]],
    ["another VPC for nodes", { targetGroup: nodePorts, vpcId: "vpc-1" }, ["binding-vpc vpcId"]],
    ["no VPC", { vpcId: "main" }, ["binding-vpc vpcId"]],
    ["another account for nodes", { targetGroup: nodePorts, assumeRole: { roleArn: "arn:aws:iam::222222222222:role/targets" } }, ["binding-role assumeRole.roleArn"]],
    ["no role", { assumeRole: { roleArn: "targets" } }, ["binding-role assumeRole.roleArn"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => stackWith(change))).toEqual(expected);
  });

  test("one target group in two bindings", () => {
    expect(problemsOf(() => synth(stackWith({ multiCluster: true }, { name: "other" })))).toEqual(["target-group-taken targetGroup.targetGroupArn"]);
  });

  test("targets that nobody opens are a warning", () => {
    const { securityGroup: _none, ...withoutGroup } = targetGroup;
    expect(warningsOf(stackWith({ targetGroup: withoutGroup }))).toEqual([expect.stringContaining("[binding-networking] cidrs is empty")]);
  });
});

test("the example copies the chart beside the stack, under a name that is the same on every machine", () => {
  const stack = testStack();
  targetGroupBinding(stack);
  const template = synth(stack);
  expect(only(template, "helm_release")).toMatchObject({ chart: expect.stringMatching(/^assets\/web_chart_\w+\/[0-9A-F]+\/?$/) });
  expect(addresses(template).map((address) => address.replace(/_[0-9A-F]{8}$/, ""))).toEqual(["helm_release.web"]);
  expect(warningsOf(stack)).toEqual([]);
});

test("the chart has in its name what cannot be changed, and refuses values that it does not know how to use", () => {
  const template = readFileSync("modules/eks-platform/charts/target-group-binding/templates/target-group-binding.yaml", "utf8");
  for (const fixed of ["targetGroupARN", "targetType", "ipAddressType", "vpcID"]) expect(template).toMatch(new RegExp(`\\$fixed := .*\\.Values\\.spec\\.${fixed}`));
  const schema = JSON.parse(readFileSync("modules/eks-platform/charts/target-group-binding/values.schema.json", "utf8"));
  expect(schema.properties.spec.required).toEqual(["targetGroupARN", "targetType", "serviceRef"]);
});
