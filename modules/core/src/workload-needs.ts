import type { AwsServiceId } from "./aws-services";
import type { Need, NeedAction } from "./reachability";

/**
 * What the kinds of workload must reach before they can start, from what they use.
 *
 * Each function gives the needs of a workload in a tier without NAT; every need says why, and which page says so.
 */

const pages = {
  ecr: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
  ecs: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
  exec: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
  secrets: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
  connect: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html",
  efs: "https://docs.aws.amazon.com/efs/latest/ug/efs-vpc-endpoints.html",
  eks: "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html",
  podIdentity: "https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html",
  lbc: "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/",
  ssm: "https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html",
  ssmKms: "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html",
  xray: "https://docs.aws.amazon.com/xray/latest/devguide/xray-security-vpc-endpoint.html",
  events: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-related-service-vpc.html",
} as const;

function need(service: AwsServiceId, why: string, see: string, action?: NeedAction): Need {
  return { service, why, see, ...(action === undefined ? {} : { action }) };
}

function when(used: boolean | undefined, ...needs: Need[]): Need[] {
  return used === true ? needs : [];
}

/** Where secrets come from. */
export type SecretStore = "parameter-store" | "secrets-manager";

/** What an ECS task uses. */
export interface EcsTaskFacts {
  readonly launchType: "ec2" | "fargate";
  /**
   * False for images from elsewhere than ECR.
   *
   * @default true
   */
  readonly ecrImages?: boolean;
  /**
   * True with the awslogs driver, or FireLens to CloudWatch Logs.
   *
   * @default true
   */
  readonly cloudWatchLogs?: boolean;
  /**
   * @default - no secrets
   */
  readonly secrets?: readonly SecretStore[];
  /**
   * True where a customer's KMS key encrypts the secrets.
   *
   * @default false
   */
  readonly customerKey?: boolean;
  /**
   * ECS Exec; with a key of its own, or with logs of the sessions.
   *
   * @default - no Exec
   */
  readonly exec?: boolean | { readonly kms?: boolean; readonly logs?: "cloudwatch" | "s3" };
  /**
   * @default false
   */
  readonly serviceConnect?: boolean;
  /**
   * True with EFS volumes. Mounts go to the file system's own mount targets and need no endpoint.
   *
   * @default false
   */
  readonly efs?: boolean;
  /**
   * @default false
   */
  readonly xray?: boolean;
}

/** What an ECS task must reach. */
export function ecsTaskNeeds(facts: EcsTaskFacts): Need[] {
  const { launchType, ecrImages = true, cloudWatchLogs = true, secrets = [], exec = false } = facts;
  const options = typeof exec === "object" ? exec : {};
  return unique([
    ...when(ecrImages, ...ecrNeeds()),
    ...when(cloudWatchLogs, need("logs", "container logs are written", pages.ecs)),
    ...when(
      launchType === "ec2",
      need("ecs", "container instances register with the cluster", pages.ecs),
      need("ecs-agent", "the ECS agent receives its tasks", pages.ecs),
      need("ecs-telemetry", "container instances report their metrics", pages.ecs),
    ),
    ...when(secrets.includes("secrets-manager"), need("secretsmanager", "secrets are read before the containers start", pages.secrets)),
    ...when(secrets.includes("parameter-store"), need("ssm", "parameters are read before the containers start", pages.secrets)),
    ...when(facts.customerKey, need("kms", "a customer's key decrypts the secrets", pages.secrets)),
    ...when(exec !== false, need("ssmmessages", "ECS Exec opens its channel", pages.exec)),
    ...when(options.kms, need("kms", "a key encrypts Exec sessions", pages.exec)),
    ...when(options.logs === "cloudwatch", need("logs", "Exec sessions are recorded", pages.exec)),
    ...when(options.logs === "s3", need("s3", "Exec sessions are recorded", pages.exec)),
    ...when(facts.serviceConnect, need("ecs-agent", "the Service Connect agent receives its configuration", pages.connect)),
    ...when(facts.xray, need("xray", "traces are written", pages.xray)),
  ]);
}

/** What pulling an image from the account's own ECR takes. The layers lie in a bucket of AWS's own. */
export function ecrNeeds(): Need[] {
  return [
    need("ecr.api", "image pulls are authorised", pages.ecr),
    need("ecr.dkr", "image manifests are pulled", pages.ecr),
    need("s3", "image layers are downloaded", pages.ecr, "ecr-layers"),
  ];
}

/** The images that EKS itself runs lie in AWS's own accounts, unless somebody copied them. */
function systemImageNeeds(systemImages: "aws" | "own" = "aws"): Need[] {
  return [
    ...ecrNeeds(),
    ...when(
      systemImages === "aws",
      need("ecr.api", "images of EKS's own are authorised", pages.eks, "aws-images"),
      need("ecr.dkr", "images of EKS's own are pulled", pages.eks, "aws-images"),
    ),
  ];
}

/** How pods get their credentials. */
export type WorkloadIdentity = "irsa" | "none" | "pod-identity";

/** What the nodes of a private EKS cluster, and what runs on them, use. */
export interface EksNodeFacts {
  /**
   * Whose registry the images of EKS itself come from: AWS's, or the account's own copies.
   *
   * @default "aws"
   */
  readonly systemImages?: "aws" | "own";
  /**
   * How pods get their credentials.
   *
   * @default "irsa"
   */
  readonly identity?: WorkloadIdentity;
  /**
   * @default false
   */
  readonly cloudWatchLogs?: boolean;
  /**
   * @default false
   */
  readonly clusterAutoscaler?: boolean;
  /**
   * True with the EFS driver, which calls the EFS API. Mounts alone need no endpoint.
   *
   * @default false
   */
  readonly efsDriver?: boolean;
  /**
   * Session Manager on the nodes.
   *
   * @default false
   */
  readonly sessionManager?: boolean;
  /**
   * @default false
   */
  readonly xray?: boolean;
}

/** What the nodes of an EKS cluster must reach. The cluster itself is reached by its private endpoint. */
export function eksNodeNeeds(facts: EksNodeFacts = {}): Need[] {
  return unique([
    need("ec2", "nodes and the VPC CNI describe themselves and attach addresses", pages.eks),
    ...systemImageNeeds(facts.systemImages),
    ...identityNeeds(facts.identity ?? "irsa"),
    ...when(facts.cloudWatchLogs, need("logs", "container logs are written", pages.eks)),
    ...when(facts.clusterAutoscaler, need("autoscaling", "the cluster autoscaler sizes node groups", pages.eks)),
    ...when(facts.efsDriver, need("elasticfilesystem", "the EFS driver describes file systems", pages.efs)),
    ...when(facts.sessionManager, ...sessionManagerNeeds()),
    ...when(facts.xray, need("xray", "traces are written", pages.eks)),
  ]);
}

/** What pods on EKS Fargate must reach. Pod Identity does not exist there. */
export function eksFargateNeeds(facts: Pick<EksNodeFacts, "cloudWatchLogs" | "systemImages"> = {}): Need[] {
  return unique([
    ...systemImageNeeds(facts.systemImages),
    ...identityNeeds("irsa"),
    ...when(facts.cloudWatchLogs, need("logs", "Fargate's own log router writes container logs", pages.eks)),
  ]);
}

function identityNeeds(identity: WorkloadIdentity): Need[] {
  return [
    ...when(identity === "irsa", need("sts", "IRSA exchanges the pod's token for credentials", pages.eks)),
    ...when(identity === "pod-identity", need("eks-auth", "Pod Identity gives pods their credentials", pages.podIdentity)),
  ];
}

/** What the AWS Load Balancer Controller uses. */
export interface LoadBalancerControllerFacts {
  /**
   * @default "irsa"
   */
  readonly identity?: WorkloadIdentity;
  /**
   * True where it looks for certificates by host name.
   *
   * @default false
   */
  readonly certificateDiscovery?: boolean;
  /**
   * True where it attaches WAFv2 web ACLs (enableWafv2 of its chart).
   *
   * @default false
   */
  readonly wafv2?: boolean;
}

/** What the AWS Load Balancer Controller must reach. Shield and WAF classic have no endpoint: switch them off. */
export function loadBalancerControllerNeeds(facts: LoadBalancerControllerFacts = {}): Need[] {
  return unique([
    need("ec2", "the controller finds subnets and security groups", pages.lbc),
    need("elasticloadbalancing", "the controller makes load balancers", pages.eks),
    ...identityNeeds(facts.identity ?? "irsa"),
    ...when(facts.certificateDiscovery, need("acm", "the controller finds certificates", pages.lbc)),
    ...when(facts.wafv2, need("wafv2", "the controller attaches web ACLs", pages.lbc)),
  ]);
}

/** What an instance behind Session Manager uses. */
export interface SessionManagerFacts {
  /**
   * True for SSM agents before 3.3.40.0.
   *
   * @default false
   */
  readonly oldAgent?: boolean;
  /**
   * False where the agent never updates itself.
   *
   * @default true
   */
  readonly agentUpdates?: boolean;
  /**
   * True where a key encrypts sessions.
   *
   * @default false
   */
  readonly kms?: boolean;
  /**
   * Where sessions are recorded.
   *
   * @default - nowhere
   */
  readonly logs?: "cloudwatch" | "s3";
}

/** What an instance must reach to be opened by Session Manager. */
export function sessionManagerNeeds(facts: SessionManagerFacts = {}): Need[] {
  return unique([
    need("ssm", "the SSM agent registers", pages.ssm),
    need("ssmmessages", "Session Manager opens its channel", pages.ssm),
    ...when(facts.agentUpdates ?? true, need("s3", "the SSM agent updates itself", pages.ssm, "aws-buckets")),
    ...when(facts.oldAgent, need("ec2messages", "SSM agents before 3.3.40.0 receive commands", pages.ssm)),
    ...when(facts.kms, need("kms", "a key encrypts sessions", pages.ssmKms)),
    ...when(facts.logs === "cloudwatch", need("logs", "sessions are recorded", pages.ssm)),
    ...when(facts.logs === "s3", need("s3", "sessions are recorded", pages.ssm)),
  ]);
}

/** What something that sends events must reach. */
export function eventBridgeNeeds(): Need[] {
  return [need("events", "events are sent to EventBridge", pages.events)];
}

/** One need for each service and action: the first reason stands. */
function unique(needs: readonly Need[]): Need[] {
  const seen = new Map<string, Need>();
  for (const one of needs) {
    const key = `${one.service} ${one.action ?? ""}`;
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}
