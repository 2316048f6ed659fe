import { placeholderOf, type TypeOf } from "../src/placeholder";
import { placeholderState, readLocally, stateIdOf, stateWriters } from "../src/remote-state";
import type { Json, JsonObject } from "../src/stack-json";
import { reader, stack } from "./stacks";

const producer: JsonObject = {
  resource: {
    aws_vpc: { main: { cidr_block: "10.1.0.0/16" } },
    aws_subnet: { a: { availability_zone: "ap-northeast-1a" }, b: {} },
    aws_eip: { a: {}, b: {} },
  },
  data: { aws_region: { here: {} } },
};

const types: Record<string, Json> = {
  "aws_route53_zone.name_servers": ["list", "string"],
  "aws_lb.ports": ["set", "number"],
  "aws_vpc.enable_dns_support": "bool",
  "aws_vpc.tags_all": ["map", "string"],
  "aws_eks_cluster.identity": ["list", ["object", { issuer: "string" }]],
};
const typeOf: TypeOf = (_, type, attribute) => types[`${type}.${attribute}`];
const of = (expression: Json): Json => placeholderOf(expression, "output_name", producer, typeOf);

test.each<[expression: Json, value: unknown]>([
  ["a literal", "a literal"],
  [443, 443],
  [null, null],
  ["${aws_vpc.main.cidr_block}", "10.1.0.0/16"],
  ["${aws_vpc.main.id}", expect.stringMatching(/^vpc-[0-9a-f]{17}$/)],
  ["${aws_eip.a.public_ip}", expect.stringMatching(/^203\.0\.113\.\d+$/)],
  ["${aws_iam_role.app.arn}", expect.stringMatching(/^arn:aws:iam::123456789012:role\/placeholder-\d+$/)],
  ["${aws_kms_key.main.arn}", expect.stringMatching(/^arn:aws:kms:ap-northeast-1:123456789012:kms-key\/[0-9a-f]+$/)],
  ["${aws_route53_zone.z.name_servers}", [expect.any(String)]],
  ["${aws_lb.l.ports}", [1]],
  ["${aws_vpc.main.enable_dns_support}", false],
  ["${aws_vpc.main.tags_all}", {}],
  ["${aws_eks_cluster.c.identity}", [{ issuer: expect.stringMatching(/^https:\/\//) }]],
  ["${aws_eks_cluster.c.certificate_authority[0].data}", expect.stringMatching(/^cGxhY2Vob2xkZXIt/)],
  ["${aws_acm_certificate.c.options[0].data}", expect.stringMatching(/^placeholder-/)],
  ["${data.aws_region.here.id}", expect.any(String)],
  ["${jsonencode(aws_vpc.main)}", expect.stringMatching(/^placeholder-/)],
  ["https://${aws_vpc.main.cidr_block}/x", "https://10.1.0.0/16/x"],
  [
    ["${aws_vpc.main.cidr_block}", 1],
    ["10.1.0.0/16", 1],
  ],
  [{ zone: "${aws_subnet.a.availability_zone}" }, { zone: "ap-northeast-1a" }],
])("the expression %j has the placeholder of its shape", (expression, value) => {
  expect(of(expression)).toEqual(value);
});

test("two resources have two ids, and one has the same in every run", () => {
  expect(of("${aws_subnet.a.id}")).not.toBe(of("${aws_subnet.b.id}"));
  expect(of("${aws_subnet.a.id}")).toBe(of("${aws_subnet.a.id}"));
});

test("a state has the outputs of its stack, with the types of their values", () => {
  const writer = stack("dev-network", {
    output: {
      vpc_id: { value: "${aws_vpc.main.id}" },
      zones: { value: ["a", 1] },
      on: { value: { yes: true } },
      none: { value: null },
    },
  });
  expect(placeholderState(writer, typeOf)).toMatchObject({
    version: 4,
    resources: [],
    outputs: {
      vpc_id: { value: expect.stringMatching(/^vpc-/), type: "string" },
      zones: { value: ["a", 1], type: ["tuple", ["string", "number"]] },
      on: { value: { yes: true }, type: ["object", { yes: "bool" }] },
      none: { value: null, type: "dynamic" },
    },
  });
});

test.each<[backend: string, config: JsonObject, id: string]>([
  ["s3", { bucket: "b", key: "k" }, "s3://b/k"],
  ["local", { path: "/x.tfstate" }, "local:/x.tfstate"],
  ["http", { address: "a" }, 'http:{"address":"a"}'],
])("a %s state is known by where it lies", (backend, config, id) => {
  expect(stateIdOf(backend, config)).toBe(id);
});

test("a reader keeps its defaults and loses its workspace", () => {
  const writer = stack("dev-network");
  const network = {
    backend: "s3",
    workspace: "w",
    defaults: { a: 1 },
    config: { bucket: "states", key: "dev-network.tfstate" },
  };
  const reading = { data: { aws_region: { r: {} }, terraform_remote_state: { network } } };
  const { json, producers, orphans } = readLocally(reading, stateWriters([writer]), () => "/file");
  expect(json).toEqual({
    data: {
      aws_region: { r: {} },
      terraform_remote_state: { network: { backend: "local", defaults: { a: 1 }, config: { path: "/file" } } },
    },
  });
  expect(producers).toEqual([writer]);
  expect(orphans).toEqual([]);
});

test("a stack that reads nothing is left as it is", () => {
  const { json } = stack("dev-network");
  expect(readLocally(json, new Map(), () => "/file").json).toBe(json);
  expect(readLocally({ data: reader("gone") }, new Map(), () => "/file").orphans).toEqual([
    { address: "data.terraform_remote_state.network", stateId: "s3://states/gone" },
  ]);
});
