import { CreateBucketCommand } from "@aws-sdk/client-s3";
import type { TerraformStack } from "cdktf";
import { dualStack } from "../../../modules/vpc/examples/dual-stack";
import { networkAcls } from "../../../modules/vpc/examples/network-acls";
import { production } from "../../../modules/vpc/examples/production";
import { secondaryCidr } from "../../../modules/vpc/examples/secondary-cidr";
import type { Aws } from "../src/aws";
import { cache } from "./cache";
import { caches } from "./caches";
import { files } from "./files";
import { network } from "./network";
import { storage } from "./storage";

/** What is applied for what no environment uses: an example of a module, or one made for the run. */
export interface ExampleCase {
  /** Module and file, such as `vpc-dual-stack`; or what it is about. */
  readonly name: string;
  /** An account of its own: examples of one module use the same names. */
  readonly account: string;
  build(stack: TerraformStack): unknown;
  /** Makes what the example takes as given. @default - nothing */
  prepare?(aws: Aws): Promise<void>;
  /** What is left in the account. Empty after destroy. */
  remains(aws: Aws): Promise<string[]>;
}

export const exampleRegion = "ap-northeast-1";

const { remains } = network;

/** Every example that is applied. */
export const examples: readonly ExampleCase[] = [
  { name: "vpc-dual-stack", account: "440000000001", build: dualStack, remains },
  { name: "vpc-network-acls", account: "440000000002", build: networkAcls, remains },
  {
    name: "vpc-production",
    account: "440000000003",
    build: production,
    remains,
    prepare: async ({ s3 }) => {
      const LocationConstraint = exampleRegion;
      await s3.send(new CreateBucketCommand({ Bucket: "shop-flow-logs", CreateBucketConfiguration: { LocationConstraint } }));
    },
  },
  { name: "vpc-secondary-cidr", account: "440000000004", build: secondaryCidr, remains },
  {
    name: "caches",
    account: "440000000005",
    build: caches,
    remains: async (aws) => [...(await cache.remains(aws)), ...(await remains(aws))],
  },
  {
    name: "files",
    account: "440000000006",
    build: files,
    // EFS leaves the replica, in its region.
    remains: async (aws) => [...(await storage.remains(aws)), ...(await remains(aws))],
  },
];

/** Examples that are not, and why. They are validated and planned nevertheless, by `npm run validate`. */
export const notApplied: readonly { readonly name: string; readonly reason: string }[] = [
  { name: "vpc-fixed-addresses", reason: "names Elastic IPs that must be there" },
  { name: "vpc-ipam", reason: "needs an IPAM pool, which the server cannot make" },
  { name: "vpc-regional-nat", reason: "needs AWS provider 6" },
  { name: "elasticache-cluster", reason: "follows the load by App Auto Scaling, whose targets the server cannot tag (the shards themselves: caches)" },
  { name: "elasticache-global-datastore, -global-secondary", reason: "the server has no global datastores (CreateGlobalReplicationGroup)" },
  { name: "elasticache-import", reason: "reads an RDB file from S3 that must be there" },
  { name: "elasticache-blue-green", reason: "begins with a snapshot that must be there" },
  { name: "elasticache and efs, all others", reason: "take a network as given, by ids; the stacks cache and storage, caches and files apply the same" },
];
