import type { NetworkRef } from "@terrace/core";
import { only, render, synth, testStack } from "@terrace/testkit";
import { Fn } from "cdktf";
import { policyDocument, policyFacts } from "../src/policy";
import type { EndpointPolicyProps } from "../src/props";
import { VpcEndpoints } from "../src/vpc-endpoints";

const account = "111111111111";
const organization = "o-a1b2c3d4e5";

const layers = {
  Effect: "Allow",
  Principal: "*",
  Action: ["s3:GetObject"],
  Resource: ["arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*"],
};

function document(policy: EndpointPolicyProps, service = "logs", region = "ap-northeast-1") {
  return policyDocument(policy, service, region);
}

describe("the policy document", () => {
  test("of an account holds for the caller and for what is called", () => {
    expect(document({ account })).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: ["*"],
          Resource: ["*"],
          Condition: {
            StringEquals: { "aws:PrincipalAccount": [account] },
            StringEqualsIfExists: { "aws:ResourceAccount": [account] },
          },
        },
      ],
    });
  });

  test("of an organisation holds for the caller and for what is called", () => {
    expect(document({ organization }).Statement).toMatchObject([
      {
        Condition: {
          StringEquals: { "aws:PrincipalOrgID": [organization] },
          StringEqualsIfExists: { "aws:ResourceOrgID": [organization] },
        },
      },
    ]);
  });

  test("of both holds for both", () => {
    expect(document({ account, organization }).Statement).toMatchObject([
      {
        Condition: {
          StringEquals: { "aws:PrincipalAccount": [account], "aws:PrincipalOrgID": [organization] },
          StringEqualsIfExists: { "aws:ResourceAccount": [account], "aws:ResourceOrgID": [organization] },
        },
      },
    ]);
  });

  test("of the caller's own statements has them as they are", () => {
    const statements = [
      { actions: ["sqs:SendMessage"], resources: ["queue"], principals: ["role"] },
      { effect: "Deny" as const, actions: ["sqs:*"], resources: ["*"], conditions: { Bool: { "aws:SecureTransport": ["false"] } } },
    ];
    expect(document({ statements }).Statement).toEqual([
      { Effect: "Allow", Principal: { AWS: ["role"] }, Action: ["sqs:SendMessage"], Resource: ["queue"] },
      { Effect: "Deny", Principal: "*", Action: ["sqs:*"], Resource: ["*"], Condition: { Bool: { "aws:SecureTransport": ["false"] } } },
    ]);
  });

  test("bounds the caller's own statements beside their own conditions, and leaves a denial whole", () => {
    const conditions = { StringEquals: { "aws:PrincipalTag/team": ["web"] }, StringEqualsIfExists: { "aws:SourceVpc": ["vpc-1"] } };
    const statements = [
      { actions: ["sqs:*"], resources: ["*"], conditions },
      { effect: "Deny" as const, actions: ["sqs:DeleteQueue"], resources: ["*"] },
    ];
    expect(document({ account, statements }).Statement).toEqual([
      expect.objectContaining({
        Condition: {
          StringEquals: { "aws:PrincipalTag/team": ["web"], "aws:PrincipalAccount": [account] },
          StringEqualsIfExists: { "aws:SourceVpc": ["vpc-1"], "aws:ResourceAccount": [account] },
        },
      }),
      { Effect: "Deny", Principal: "*", Action: ["sqs:DeleteQueue"], Resource: ["*"] },
    ]);
  });

  test("of S3 keeps the bucket of image layers reachable, which is nobody's", () => {
    expect(document({ account }, "s3").Statement).toEqual([expect.objectContaining({ Action: ["*"] }), layers]);
  });

  test("of S3 gives image layers up on request only", () => {
    expect(document({ account, ecrLayers: true }, "s3").Statement).toHaveLength(2);
    expect(document({ account, ecrLayers: false }, "s3").Statement).toHaveLength(1);
  });

  test("names the layers' bucket of the region and its partition", () => {
    const bucketIn = (region: string) => document({ account }, "s3", region).Statement[1]?.Resource;
    expect(bucketIn("cn-north-1")).toEqual(["arn:aws-cn:s3:::prod-cn-north-1-starport-layer-bucket/*"]);
    expect(bucketIn("us-gov-west-1")).toEqual(["arn:aws-us-gov:s3:::prod-us-gov-west-1-starport-layer-bucket/*"]);
  });
});

test.each<[string, EndpointPolicyProps | undefined, string, unknown]>([
  ["no policy", undefined, "s3", "everything"],
  ["a policy of S3", { account }, "s3", ["own", "ecr-layers"]],
  ["a policy of S3 without image layers", { account, ecrLayers: false }, "s3", ["own"]],
  ["a policy of another service", { account }, "logs", ["own"]],
])("what %s allows, in the words of needs", (_what, policy, service, expected) => {
  expect(policyFacts(policy, service, "ap-northeast-1")).toEqual({ allowedActions: expected, unreadStatements: false });
});

const everything = { actions: ["*"], resources: ["*"] };
const layerObject = "arn:aws:s3:::prod-ap-northeast-1-starport-layer-bucket/*";

test.each<[string, EndpointPolicyProps["statements"], readonly string[], boolean]>([
  ["that allow something are taken on trust", [{ actions: ["s3:GetObject"], resources: ["*"] }], ["own", "ecr-layers"], true],
  ["that refuse everything leave nothing", [everything, { effect: "Deny", ...everything }], [], false],
  ["that refuse reading leave no image layers", [everything, { effect: "Deny", actions: ["s3:Get*"], resources: ["*"] }], ["own"], true],
  ["that refuse the bucket of the layers leave none", [everything, { effect: "Deny", actions: ["s3:*"], resources: [layerObject] }], ["own"], true],
  ["that refuse another bucket leave the layers", [everything, { effect: "Deny", actions: ["s3:*"], resources: ["arn:aws:s3:::mine/*"] }], ["own", "ecr-layers"], true],
  ["that refuse writing leave the layers", [everything, { effect: "Deny", actions: ["s3:Put*"], resources: ["*"] }], ["own", "ecr-layers"], true],
  ["that refuse some callers leave the layers", [everything, { effect: "Deny", ...everything, principals: ["arn:aws:iam::111111111111:role/x"] }], ["own", "ecr-layers"], true],
  ["that refuse on a condition leave the layers", [everything, { effect: "Deny", ...everything, conditions: { Bool: { "aws:SecureTransport": ["false"] } } }], ["own", "ecr-layers"], true],
])("statements of S3 %s", (_what, statements, actions, unreadStatements) => {
  expect(policyFacts({ statements }, "s3", "ap-northeast-1")).toEqual({ allowedActions: actions, unreadStatements });
});

describe("an endpoint", () => {
  const network: NetworkRef = {
    vpcId: "vpc-1",
    cidrBlocks: ["10.0.0.0/16"],
    dualStack: false,
    dns: { support: true, hostnames: true },
    subnets: [
      { tier: "isolated", availabilityZone: "apne1-az1", subnetId: "subnet-1", routeTableId: "rtb-1", cidrBlock: "10.0.0.0/22", egress: "none" },
    ],
    endpoints: [],
  };

  function build(kind: "gateways" | "interfaces", serviceRegion?: string) {
    const stack = testStack();
    const s3 = { policy: { account }, ...(kind === "interfaces" ? { serviceRegion } : {}) };
    const endpoints = new VpcEndpoints(stack, "endpoints", { name: "dev", network, region: "ap-northeast-1", tier: "isolated", [kind]: { s3 } });
    return { endpoints, policy: only(synth(stack), "aws_vpc_endpoint").policy, render: (value: unknown) => render(stack, value) };
  }

  test.each(["gateways", "interfaces"] as const)("of %s carries its policy, and tells workloads", (kind) => {
    const { endpoints, policy, render: rendered } = build(kind);
    expect(policy).toBe(rendered(Fn.jsonencode(document({ account }, "s3"))));
    expect(endpoints.network.endpoints).toMatchObject([{ allowedActions: ["own", "ecr-layers"] }]);
  });

  test("of another region keeps that region's image layers", () => {
    expect(build("interfaces", "us-west-2").policy).toContain("prod-us-west-2-starport-layer-bucket");
  });

  test("of a service outside the catalogue carries its policy too", () => {
    const stack = testStack();
    const payments = { serviceName: "com.example.one", policy: { account } };
    const { network: after } = new VpcEndpoints(stack, "endpoints", { name: "dev", network, region: "ap-northeast-1", tier: "isolated", others: { payments } });
    expect(only(synth(stack), "aws_vpc_endpoint").policy).toContain("aws:PrincipalAccount");
    expect(after.endpoints).toMatchObject([{ allowedActions: ["own"] }]);
  });
});
