import {
  AllocateAddressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeAvailabilityZonesCommand,
  DescribeSubnetsCommand,
} from "@aws-sdk/client-ec2";
import { CreateClusterCommand } from "@aws-sdk/client-ecs";
import { CreateClusterCommand as CreateEksClusterCommand } from "@aws-sdk/client-eks";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import type { Aws } from "./aws";

/**
 * Examples name what they take as given: a VPC, subnets, certificates. This makes it, and names what was made instead, in
 * the run's own copy of the stack.
 *
 * What the server does not look for, such as keys, topics and buckets of logs, keeps its name.
 */
export async function makeGiven(text: string, aws: Aws): Promise<string> {
  await makeNamed(text, aws);
  const made = new Map<string, string>();
  let vpcId = "";
  const makers = makersOf(aws, () => vpcId);
  for (const { pattern, make } of makers) {
    for (const [index, name] of [...new Set(text.match(pattern) ?? [])].sort().entries()) {
      const id = await make(name, index);
      if (name.startsWith("vpc-")) vpcId = id;
      made.set(name, id);
    }
  }
  return [...made].reduce((changed, [name, id]) => changed.replaceAll(name, id), text);
}

interface Maker {
  readonly pattern: RegExp;
  /** Returns what to name instead. @param index the how manieth of its kind */
  make(name: string, index: number): Promise<string>;
}

/** In the order of need: what is in a VPC comes after it. */
function makersOf({ ec2, requests }: Aws, vpcId: () => string): Maker[] {
  return [
    { pattern: /vpc-[0-9a-f]{17}/g, make: async () => need((await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }))).Vpc?.VpcId) },
    {
      pattern: /subnet-[0-9a-f]{17}/g,
      make: async (_name, index) => {
        const { AvailabilityZones = [] } = await ec2.send(new DescribeAvailabilityZonesCommand({}));
        const AvailabilityZone = AvailabilityZones[index % AvailabilityZones.length]?.ZoneName;
        const CidrBlock = `10.0.${index * 4}.0/22`;
        return need((await ec2.send(new CreateSubnetCommand({ VpcId: vpcId(), CidrBlock, AvailabilityZone }))).Subnet?.SubnetId);
      },
    },
    {
      pattern: /sg-[0-9a-f]{17}/g,
      make: async (name) => {
        const given = { VpcId: vpcId(), GroupName: `given-${name.slice(3)}`, Description: "given" };
        return need((await ec2.send(new CreateSecurityGroupCommand(given))).GroupId);
      },
    },
    { pattern: /eipalloc-[0-9a-f]{17}/g, make: async () => need((await ec2.send(new AllocateAddressCommand({ Domain: "vpc" }))).AllocationId) },
    {
      pattern: /arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}/g,
      make: async (_name, index) =>
        member(await requests.json("acm", "CertificateManager.RequestCertificate", { DomainName: `given-${index}.example.com` }), "CertificateArn"),
    },
    {
      pattern: /arn:aws:wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/[\w/-]+/g,
      make: async (_name, index) => {
        const VisibilityConfig = { SampledRequestsEnabled: false, CloudWatchMetricsEnabled: false, MetricName: "given" };
        const acl = { Name: `given-${index}`, Scope: "REGIONAL", DefaultAction: { Allow: {} }, VisibilityConfig };
        return member(await requests.json("wafv2", "AWSWAF_20190729.CreateWebACL", acl), "Summary", "ARN");
      },
    },
    {
      pattern: /Z0123456789[A-Z]{10}/g,
      make: async () => {
        const zone = "<CreateHostedZoneRequest><Name>example.com</Name><CallerReference>given</CallerReference></CreateHostedZoneRequest>";
        return need(/<Id>\/hostedzone\/(\w+)<\/Id>/.exec(await requests.xml("route53", "/2013-04-01/hostedzone", zone))?.[1]);
      },
    },
  ];
}

/** What is found by its name: roles that get a policy, clusters of services and of parts of EKS, buckets that get objects. */
async function makeNamed(text: string, { ec2, iam, ecs, eks, s3 }: Aws): Promise<void> {
  const stack: GivenJson = JSON.parse(text);
  const attached = [...Object.values(stack.resource?.aws_iam_role_policy ?? {}), ...Object.values(stack.resource?.aws_iam_role_policy_attachment ?? {})];
  for (const RoleName of literals(attached.map(({ role }) => role))) {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [] }) }));
  }
  for (const clusterName of literals(Object.values(stack.resource?.aws_ecs_service ?? {}).map(({ cluster }) => cluster))) {
    await ecs.send(new CreateClusterCommand({ clusterName: clusterName.split("/").at(-1) }));
  }
  const parts = Object.entries(stack.resource ?? {}).flatMap(([type, resources]) => (type.startsWith("aws_eks_") ? Object.values(resources) : []));
  for (const name of literals(parts.map(({ cluster_name }) => cluster_name))) {
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
    const resourcesVpcConfig = { subnetIds: Subnets.flatMap(({ SubnetId }) => SubnetId ?? []) };
    const roleArn = "arn:aws:iam::111111111111:role/given";
    await eks.send(new CreateEksClusterCommand({ name, roleArn, resourcesVpcConfig, accessConfig: { authenticationMode: "API" } }));
  }
  for (const Bucket of literals(Object.values(stack.resource?.aws_s3_object ?? {}).map(({ bucket }) => bucket))) {
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "ap-northeast-1" } }));
  }
}

/** The part of a synthesized stack that is read here. */
interface GivenJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

/** Names that are written out, not computed. */
function literals(values: readonly unknown[]): string[] {
  return [...new Set(values.flatMap((value) => (typeof value === "string" && !value.includes("${") ? [value] : [])))];
}

function need(value: string | undefined): string {
  if (value === undefined) throw new Error("the local AWS server made nothing");
  return value;
}

/** A text in an answer, by its path. */
function member(answer: unknown, ...path: readonly string[]): string {
  const value = path.reduce<unknown>((at, name) => (typeof at === "object" && at !== null ? new Map(Object.entries(at)).get(name) : undefined), answer);
  if (typeof value !== "string") throw new Error(`no ${path.join(".")} in ${JSON.stringify(answer)}`);
  return value;
}
