import type { JsonObject, Subject } from "../src/stack-json";

/** A stack of the shape that cdktf writes: one VPC, an S3 backend, a provider. */
export function stack(name: string, change: JsonObject = {}): Subject {
  return {
    kind: "stack",
    name,
    json: {
      "//": { outputs: { [name]: { ids: { "vpc-id": "vpc_id" } } } },
      terraform: {
        required_providers: { aws: { source: "aws", version: "5.100.0" } },
        backend: { s3: { bucket: "states", key: `${name}.tfstate`, region: "ap-northeast-1" } },
      },
      provider: {
        aws: [
          {
            region: "ap-northeast-1",
            allowed_account_ids: ["111111111111"],
            default_tags: [{ tags: { stack: name } }],
          },
        ],
      },
      resource: {
        aws_vpc: {
          main: { "//": { metadata: { path: `${name}/vpc/Resource`, uniqueId: "main" } }, cidr_block: "10.0.0.0/16" },
        },
      },
      output: { vpc_id: { value: "${aws_vpc.main.id}" } },
      ...change,
    },
  };
}

/** A data block that reads the state of another stack. */
export function reader(key: string): JsonObject {
  return {
    terraform_remote_state: { network: { backend: "s3", config: { bucket: "states", key, region: "ap-northeast-1" } } },
  };
}
