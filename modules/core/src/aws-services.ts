import type { Partition } from "./regions";

/** An AWS service as a VPC reaches it privately. */
export interface AwsService {
  /**
   * - `gateway`: routes to it, free of charge, no security group, no name of its own
   * - `interface`: an address in each subnet, charged by the hour and the gigabyte
   */
  readonly kinds: readonly ("gateway" | "interface")[];
  /** Names that resolve to the interface endpoint inside the VPC, `*` for any label. `{region}` stands for the region. */
  readonly privateDnsNames: readonly string[];
  /** What workloads use it for. */
  readonly why: string;
  readonly see: string;
}

const pages = {
  ddb: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-ddb.html",
  ecr: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
  ecs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
  efs: "https://docs.aws.amazon.com/efs/latest/ug/efs-vpc-endpoints.html",
  eks: "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html",
  kms: "https://docs.aws.amazon.com/kms/latest/developerguide/kms-vpc-endpoint.html",
  lbc: "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/",
  list: "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
  logs: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-and-interface-VPC.html",
  s3: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html",
  secrets: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/vpc-endpoint-overview.html",
  ssm: "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html",
} as const;

/** A service with one interface endpoint at its public name. */
function atOwnName(id: string, why: string, see: string): AwsService {
  return { kinds: ["interface"], privateDnsNames: [`${id}.{region}.amazonaws.com`], why, see };
}

/** Services that workloads of this project reach, by the last part of their endpoint's name. Read November 2026. */
const services = {
  acm: atOwnName("acm", "the load balancer controller finds certificates", pages.lbc),
  "application-autoscaling": atOwnName("application-autoscaling", "calls that scale services", pages.list),
  autoscaling: atOwnName("autoscaling", "the cluster autoscaler sizes node groups", pages.eks),
  codedeploy: atOwnName("codedeploy", "deployments that CodeDeploy runs", pages.list),
  dynamodb: {
    kinds: ["gateway", "interface"],
    privateDnsNames: ["dynamodb.{region}.amazonaws.com"],
    why: "tables",
    see: pages.ddb,
  },
  ec2: atOwnName("ec2", "nodes, the VPC CNI and the EBS driver describe and attach", pages.eks),
  ec2messages: atOwnName("ec2messages", "SSM agents before 3.3.40.0 receive commands", pages.ssm),
  "ecr.api": {
    kinds: ["interface"],
    privateDnsNames: ["api.ecr.{region}.amazonaws.com"],
    why: "image pulls are authorised and manifests looked up",
    see: pages.ecr,
  },
  "ecr.dkr": {
    kinds: ["interface"],
    privateDnsNames: ["*.dkr.ecr.{region}.amazonaws.com"],
    why: "images are pulled from the registry",
    see: pages.ecr,
  },
  ecs: atOwnName("ecs", "container instances register with the cluster", pages.ecs),
  "ecs-agent": {
    kinds: ["interface"],
    privateDnsNames: ["ecs-a-*.{region}.amazonaws.com"],
    why: "the ECS agent, and the Service Connect agent, receive their work",
    see: pages.ecs,
  },
  "ecs-telemetry": {
    kinds: ["interface"],
    privateDnsNames: ["ecs-t-*.{region}.amazonaws.com"],
    why: "container instances report their metrics",
    see: pages.ecs,
  },
  eks: atOwnName("eks", "the EKS API is called from inside", pages.eks),
  "eks-auth": {
    kinds: ["interface"],
    privateDnsNames: ["eks-auth.{region}.api.aws"],
    why: "Pod Identity gives pods their credentials",
    see: pages.eks,
  },
  elasticache: atOwnName("elasticache", "the ElastiCache API is called from inside", pages.list),
  elasticfilesystem: atOwnName("elasticfilesystem", "the EFS driver describes file systems; mounts do not need it", pages.efs),
  elasticloadbalancing: atOwnName("elasticloadbalancing", "the load balancer controller makes load balancers", pages.eks),
  events: atOwnName("events", "events are sent to EventBridge", pages.list),
  "kinesis-firehose": {
    kinds: ["interface"],
    privateDnsNames: ["firehose.{region}.amazonaws.com"],
    why: "records are sent to Firehose",
    see: pages.list,
  },
  "kinesis-streams": {
    kinds: ["interface"],
    privateDnsNames: ["kinesis.{region}.amazonaws.com"],
    why: "records are sent to data streams",
    see: pages.list,
  },
  kms: atOwnName("kms", "values that a customer's key encrypts are decrypted", pages.kms),
  lambda: atOwnName("lambda", "functions are invoked", pages.list),
  logs: atOwnName("logs", "container logs are written", pages.logs),
  monitoring: atOwnName("monitoring", "metrics are written", pages.list),
  s3: {
    kinds: ["gateway", "interface"],
    privateDnsNames: ["s3.{region}.amazonaws.com", "*.s3.{region}.amazonaws.com"],
    why: "image layers and files are read",
    see: pages.s3,
  },
  secretsmanager: atOwnName("secretsmanager", "secrets are read", pages.secrets),
  servicediscovery: atOwnName("servicediscovery", "Cloud Map is called from inside", pages.list),
  sns: atOwnName("sns", "messages are published", pages.list),
  sqs: atOwnName("sqs", "messages are sent and received", pages.list),
  ssm: atOwnName("ssm", "parameters are read, and Session Manager is set up", pages.ssm),
  ssmmessages: atOwnName("ssmmessages", "Session Manager and ECS Exec open their channel", pages.ssm),
  states: atOwnName("states", "state machines are started", pages.list),
  sts: atOwnName("sts", "roles are assumed, by IRSA too", pages.eks),
  wafv2: atOwnName("wafv2", "the load balancer controller attaches web ACLs", pages.lbc),
  xray: atOwnName("xray", "traces are written", pages.list),
} as const satisfies Record<string, AwsService>;

/** A service of the catalogue, by the last part of its endpoint's name. */
export type AwsServiceId = keyof typeof services;

/** Every service of the catalogue. */
export const awsServiceIds: readonly AwsServiceId[] = Object.keys(services).filter(isAwsServiceId);

/** True for a service of the catalogue. */
export function isAwsServiceId(id: string): id is AwsServiceId {
  return Object.hasOwn(services, id);
}

/** The facts of a service. */
export function awsService(id: AwsServiceId): AwsService {
  return services[id];
}

/** Services whose endpoints are named `cn.com.amazonaws...` in China; the others keep `com.amazonaws...` there. */
const chineseNames: ReadonlySet<AwsServiceId> = new Set<AwsServiceId>([
  "application-autoscaling",
  "autoscaling",
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "elasticache",
  "elasticfilesystem",
  "lambda",
  "monitoring",
  "s3",
  "sqs",
  "states",
  "sts",
  "xray",
]);

/**
 * The name of a service's endpoint in a region, such as `com.amazonaws.eu-west-1.logs`.
 *
 * @param kind gateway endpoints have the same name everywhere
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export function endpointServiceName(
  id: AwsServiceId,
  region: string,
  partition: Partition,
  kind: "gateway" | "interface",
): string {
  const isChinese = partition === "aws-cn" && kind === "interface" && chineseNames.has(id);
  return `${isChinese ? "cn.com" : "com"}.amazonaws.${region}.${id}`;
}
