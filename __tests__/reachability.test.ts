import { checkReachability, deriveEndpoints, throwIfAny } from "@terrace/core";
import { problemsOf, invalidProps, testApp, testStack, warningsOf } from "@terrace/testkit";
import { buildStacks } from "../stacks";
import type { Environment } from "../stacks/environment";
import { environments } from "../stacks/environments";
import { dev } from "../stacks/environments/dev";
import { prd } from "../stacks/environments/prd";
import { NetworkStack } from "../stacks/network";
import { workloadOf, workloadsOf } from "../stacks/workloads";

function withoutEndpoint(service: string): Environment {
  const interfaces = Object.fromEntries(Object.entries(prd.endpoints.interfaces ?? {}).filter(([name]) => name !== service));
  return { ...prd, endpoints: { ...prd.endpoints, interfaces } };
}

/** The problem of every service and task of prd. */
function everyone(code: string): string[] {
  return ["web", "api", "worker", "migrate"].map((name) => `${code} workloads.${name}`);
}

describe("prd's isolated tier", () => {
  const { network } = new NetworkStack(testApp(), prd, {});
  const workloads = workloadsOf(prd);

  test("reaches AWS by exactly the derived endpoints, and the gateway for DynamoDB that is free of charge", () => {
    const derived = deriveEndpoints(workloads, network);
    expect(derived.map(({ service, kind }) => `${kind} ${service}`)).toEqual([
      "interface ecr.api",
      "interface ecr.dkr",
      "interface ecs-agent",
      "interface logs",
      "gateway s3",
      "interface secretsmanager",
      "interface ssm",
    ]);
    expect(derived.every(({ tiers }) => tiers.join() === "isolated")).toBe(true);
    expect(derived.find(({ service }) => service === "ssm")?.reasons).toEqual(["api: parameters are read before the containers start"]);
    expect(Object.keys(prd.endpoints.interfaces ?? {}).toSorted()).toEqual(
      derived.filter(({ kind }) => kind === "interface").map(({ service }) => service),
    );
  });

  test.each(Object.keys(prd.endpoints.interfaces ?? {}))("is refused without its endpoint %s, with two ways out", (service) => {
    const error = invalidProps(() => buildStacks(testApp(), [withoutEndpoint(service)]));
    expect(error.message).toContain(`[endpoint-missing] workloads.api is in the tier isolated, where it cannot reach ${service} (`);
    expect(error.message).toContain(`expected: the interface endpoint ${service}, or NAT for the tier: type "private" for isolated`);
    expect(error.reports.map(({ what, at }) => `${what} at ${at}`)).toEqual(["network at prd-network"]);
  });

  test("is refused without the gateway for image layers", () => {
    const changed = { ...prd, endpoints: { ...prd.endpoints, gateways: {} } };
    expect(problemsOf(() => buildStacks(testApp(), [changed]))).toEqual(everyone("endpoint-missing"));
  });

  test("is refused when a policy forgets the bucket of image layers", () => {
    const gateways = { s3: { policy: { account: prd.account, ecrLayers: false } } };
    const changed = { ...prd, endpoints: { ...prd.endpoints, gateways } };
    expect(problemsOf(() => buildStacks(testApp(), [changed]))).toEqual(everyone("endpoint-policy"));
  });
});

test("an endpoint that no workload needs is a warning, for it is charged by the hour", () => {
  const changed = { ...prd, endpoints: { ...prd.endpoints, interfaces: { ...prd.endpoints.interfaces, xray: {} } } };
  const stack = new NetworkStack(testApp(), changed, {});
  expect(warningsOf(stack)).toEqual([expect.stringContaining("[endpoint-unused] endpoints.interfaces.xray")]);
});

test.each(Object.values(environments))("$name carries all its workloads without a warning", (environment) => {
  expect(workloadsOf(environment).length).toBeGreaterThan(0);
  expect(warningsOf(new NetworkStack(testApp(), environment, {}))).toEqual([]);
});

test("a workload in another stack of the app is held against the network there", () => {
  const app = testApp();
  const reader = testStack(app, "prd-containers");
  const network = new NetworkStack(app, prd, {}).networkFor(reader);
  const task = workloadOf({ kind: "ecs-task", name: "worker", tier: "isolated", launchType: "fargate", exec: true });
  expect(problemsOf(() => throwIfAny(reader, "Worker", checkReachability(task, network)))).toEqual(["endpoint-missing workloads.worker"]);
});

test("every kind of workload that an environment can name has its needs", () => {
  const kinds = [
    { kind: "ecs-task", launchType: "fargate" },
    { kind: "eks-fargate" },
    { kind: "eks-nodes" },
    { kind: "load-balancer-controller" },
    { kind: "session-manager" },
  ] as const;
  for (const kind of kinds) {
    const workload = workloadOf({ ...kind, name: "x", tier: "private", availabilityZones: ["apne1-az1"], publicIp: true });
    expect(workload).toMatchObject({ name: "x", tier: "private", availabilityZones: ["apne1-az1"], publicIp: true });
    expect(workload.needs.length).toBeGreaterThan(1);
  }
});

test("dev reaches AWS by NAT, and by the gateways that are free of charge", () => {
  const { network } = new NetworkStack(testApp(), dev, {});
  expect(network.endpoints.map(({ kind, service }) => `${kind} ${service}`)).toEqual(["gateway s3", "gateway dynamodb"]);
});
