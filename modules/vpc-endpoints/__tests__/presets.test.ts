import type { DerivedEndpoint } from "@terrace/core";
import { endpointsFor, endpointsOf, type EndpointPreset, type EndpointSet } from "../src/presets";

function names({ gateways, interfaces }: EndpointSet): string[] {
  return [...Object.keys(gateways).map((id) => `${id} (gateway)`), ...Object.keys(interfaces)];
}

test.each<[EndpointPreset, string[]]>([
  ["ecs-ec2", ["s3 (gateway)", "ecr.api", "ecr.dkr", "ecs", "ecs-agent", "ecs-telemetry", "logs"]],
  ["ecs-exec", ["ssmmessages"]],
  ["ecs-fargate", ["s3 (gateway)", "ecr.api", "ecr.dkr", "logs"]],
  ["eks", ["s3 (gateway)", "ec2", "ecr.api", "ecr.dkr", "sts"]],
  ["eks-fargate", ["s3 (gateway)", "ecr.api", "ecr.dkr", "sts"]],
  ["eventbridge", ["events"]],
  ["load-balancer-controller", ["ec2", "elasticloadbalancing", "sts"]],
  ["session-manager", ["s3 (gateway)", "ssm", "ssmmessages"]],
])("the preset %s is exactly its services", (preset, expected) => {
  expect(names(endpointsOf(preset))).toEqual(expected);
});

test("presets together have each service once, in alphabetical order", () => {
  expect(names(endpointsOf("session-manager", "ecs-exec", "ecs-fargate"))).toEqual([
    "s3 (gateway)",
    "ecr.api",
    "ecr.dkr",
    "logs",
    "ssm",
    "ssmmessages",
  ]);
});

test("presets lead every tier to their gateways", () => {
  expect(endpointsOf("ecs-fargate").gateways).toEqual({ s3: { tiers: undefined } });
});

test("no preset is no endpoint", () => {
  expect(endpointsOf()).toEqual({ gateways: {}, interfaces: {} });
});

test("derived endpoints lead the tiers that need them to their gateways", () => {
  const derived: DerivedEndpoint[] = [
    { service: "s3", kind: "gateway", tiers: ["isolated"], reasons: ["api: image layers are downloaded"] },
    { service: "ecr.api", kind: "interface", tiers: ["isolated"], reasons: ["api: image pulls are authorised"] },
  ];
  expect(endpointsFor(derived)).toEqual({ gateways: { s3: { tiers: ["isolated"] } }, interfaces: { "ecr.api": {} } });
});
