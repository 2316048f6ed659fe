import {
  deriveEndpoints,
  ecsTaskNeeds,
  eksFargateNeeds,
  eksNodeNeeds,
  eventBridgeNeeds,
  loadBalancerControllerNeeds,
  sessionManagerNeeds,
  type Need,
  type NetworkRef,
} from "@terrace/core";

/** A network with one isolated tier: nothing is reached but by endpoints. */
const isolated: NetworkRef = {
  vpcId: "vpc-1",
  cidrBlocks: ["10.0.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [
    {
      subnetId: "subnet-1",
      tier: "isolated",
      availabilityZone: "apne1-az1",
      routeTableId: "rtb-1",
      cidrBlock: "10.0.0.0/24",
      egress: "none",
    },
  ],
  endpoints: [],
};

const ecr = "docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html";
const ecs = "docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html";
const exec = "docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html";
const secrets = "docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html";
const connect = "docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html";
const xray = "docs.aws.amazon.com/xray/latest/devguide/xray-security-vpc-endpoint.html";
const efs = "docs.aws.amazon.com/efs/latest/ug/efs-vpc-endpoints.html";
const eks = "docs.aws.amazon.com/eks/latest/userguide/private-clusters.html";
const podIdentity = "docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html";
const lbc = "kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/";
const ssm = "docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html";
const ssmKms = "docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html";
const events = "docs.aws.amazon.com/eventbridge/latest/userguide/eb-related-service-vpc.html";

const image = { "ecr.api": ecr, "ecr.dkr": ecr, s3: ecr };
const eksImage = { "ecr.api": eks, "ecr.dkr": eks, s3: ecr };
const agent = { ecs: ecs, "ecs-agent": ecs, "ecs-telemetry": ecs };
const fargate = { launchType: "fargate" } as const;
const ec2 = { launchType: "ec2" } as const;

/** Each case: the services that the workload's endpoints are exactly, each with the page that the need comes from. */
test.each<[string, Need[], Record<string, string>]>([
  ["a Fargate task with secrets and Exec", ecsTaskNeeds({ ...fargate, secrets: ["secrets-manager"], exec: true }), { ...image, logs: ecs, secretsmanager: secrets, ssmmessages: exec }],
  ["a Fargate task", ecsTaskNeeds(fargate), { ...image, logs: ecs }],
  ["a Fargate task with parameters and Exec", ecsTaskNeeds({ ...fargate, secrets: ["parameter-store"], exec: true }), { ...image, logs: ecs, ssm: secrets, ssmmessages: exec }],
  ["a Fargate task with secrets, without Exec", ecsTaskNeeds({ ...fargate, secrets: ["secrets-manager"] }), { ...image, logs: ecs, secretsmanager: secrets }],
  ["a Fargate task with both kinds of secrets", ecsTaskNeeds({ ...fargate, secrets: ["secrets-manager", "parameter-store"] }), { ...image, logs: ecs, secretsmanager: secrets, ssm: secrets }],
  ["a Fargate task with secrets under its own key", ecsTaskNeeds({ ...fargate, secrets: ["secrets-manager"], customerKey: true }), { ...image, logs: ecs, secretsmanager: secrets, kms: secrets }],
  ["a Fargate task with EFS mounts, which go to mount targets", ecsTaskNeeds({ ...fargate, efs: true }), { ...image, logs: ecs }],
  ["a Fargate task that logs elsewhere", ecsTaskNeeds({ ...fargate, cloudWatchLogs: false }), image],
  ["a Fargate task with an image from elsewhere", ecsTaskNeeds({ ...fargate, ecrImages: false }), { logs: ecs }],
  ["a Fargate task whose Exec sessions are encrypted", ecsTaskNeeds({ ...fargate, exec: { kms: true } }), { ...image, logs: ecs, ssmmessages: exec, kms: exec }],
  ["a Fargate task whose Exec sessions are recorded in CloudWatch only", ecsTaskNeeds({ ...fargate, cloudWatchLogs: false, exec: { logs: "cloudwatch" } }), { ...image, logs: exec, ssmmessages: exec }],
  ["a Fargate task whose Exec sessions are recorded in S3, image from elsewhere", ecsTaskNeeds({ ...fargate, ecrImages: false, exec: { logs: "s3" } }), { s3: exec, logs: ecs, ssmmessages: exec }],
  ["a Fargate task in a Service Connect namespace", ecsTaskNeeds({ ...fargate, serviceConnect: true }), { ...image, logs: ecs, "ecs-agent": connect }],
  ["a Fargate task that traces", ecsTaskNeeds({ ...fargate, xray: true }), { ...image, logs: ecs, xray }],
  ["an ECS task on EC2", ecsTaskNeeds(ec2), { ...image, ...agent, logs: ecs }],
  ["an ECS task on EC2 with secrets and Exec", ecsTaskNeeds({ ...ec2, secrets: ["secrets-manager"], exec: true }), { ...image, ...agent, logs: ecs, secretsmanager: secrets, ssmmessages: exec }],
  ["an ECS task on EC2 with parameters", ecsTaskNeeds({ ...ec2, secrets: ["parameter-store"] }), { ...image, ...agent, logs: ecs, ssm: secrets }],
  ["EKS nodes with IRSA", eksNodeNeeds({ identity: "irsa" }), { ...eksImage, ec2: eks, sts: eks }],
  ["EKS nodes, which use IRSA unless told otherwise", eksNodeNeeds(), { ...eksImage, ec2: eks, sts: eks }],
  ["EKS nodes with Pod Identity", eksNodeNeeds({ identity: "pod-identity" }), { ...eksImage, ec2: eks, "eks-auth": podIdentity }],
  ["EKS nodes without workload identity", eksNodeNeeds({ identity: "none" }), { ...eksImage, ec2: eks }],
  ["EKS nodes that log and scale", eksNodeNeeds({ cloudWatchLogs: true, clusterAutoscaler: true }), { ...eksImage, ec2: eks, sts: eks, logs: eks, autoscaling: eks }],
  ["EKS nodes with the EFS driver, which calls the API", eksNodeNeeds({ efsDriver: true }), { ...eksImage, ec2: eks, sts: eks, elasticfilesystem: efs }],
  ["EKS nodes behind Session Manager", eksNodeNeeds({ sessionManager: true }), { ...eksImage, s3: ssm, ec2: eks, sts: eks, ssm: ssm, ssmmessages: ssm }],
  ["EKS nodes that trace", eksNodeNeeds({ xray: true }), { ...eksImage, ec2: eks, sts: eks, xray: eks }],
  ["pods on EKS Fargate", eksFargateNeeds(), { ...eksImage, sts: eks }],
  ["pods on EKS Fargate that log", eksFargateNeeds({ cloudWatchLogs: true }), { ...eksImage, sts: eks, logs: eks }],
  ["EKS nodes whose system images are copies in the account's own registry", eksNodeNeeds({ systemImages: "own" }), { ...image, ec2: eks, sts: eks }],
  ["the load balancer controller with IRSA", loadBalancerControllerNeeds(), { ec2: lbc, elasticloadbalancing: eks, sts: eks }],
  ["the load balancer controller with Pod Identity", loadBalancerControllerNeeds({ identity: "pod-identity" }), { ec2: lbc, elasticloadbalancing: eks, "eks-auth": podIdentity }],
  ["the load balancer controller with web ACLs and certificates", loadBalancerControllerNeeds({ wafv2: true, certificateDiscovery: true }), { ec2: lbc, elasticloadbalancing: eks, sts: eks, wafv2: lbc, acm: lbc }],
  ["an instance behind Session Manager", sessionManagerNeeds(), { s3: ssm, ssm: ssm, ssmmessages: ssm }],
  ["an instance whose agent never updates itself", sessionManagerNeeds({ agentUpdates: false }), { ssm: ssm, ssmmessages: ssm }],
  ["an instance with an old agent", sessionManagerNeeds({ oldAgent: true }), { s3: ssm, ssm: ssm, ssmmessages: ssm, ec2messages: ssm }],
  ["an instance whose sessions are encrypted and recorded", sessionManagerNeeds({ kms: true, logs: "cloudwatch" }), { s3: ssm, ssm: ssm, ssmmessages: ssm, kms: ssmKms, logs: ssm }],
  ["an instance whose sessions are recorded in S3", sessionManagerNeeds({ agentUpdates: false, logs: "s3" }), { ssm: ssm, ssmmessages: ssm, s3: ssm }],
  ["something that sends events", eventBridgeNeeds(), { events }],
])("%s", (_what, needs, expected) => {
  const derived = deriveEndpoints([{ name: "app", tier: "isolated", needs }], isolated);
  expect(derived.map(({ service }) => service)).toEqual(Object.keys(expected).toSorted());
  expect(derived.every(({ reasons }) => reasons.length > 0 && reasons.every((reason) => reason.length > "app: ".length))).toBe(true);
  expect(Object.fromEntries(needs.map(({ service, see }) => [service, see.replace("https://", "")]))).toEqual(expected);
  expect(derived.find(({ service }) => service === "s3")?.kind ?? "gateway").toBe("gateway");
});

test("image layers are told apart from other uses of S3, for endpoint policies", () => {
  const needs = ecsTaskNeeds({ ...fargate, exec: { logs: "s3" } }).filter(({ service }) => service === "s3");
  expect(needs.map(({ action }) => action)).toEqual(["ecr-layers", undefined]);
});

test("images of EKS's own are told apart, for endpoint policies of one account", () => {
  const actions = eksFargateNeeds().map(({ service, action = "own" }) => `${service} ${action}`);
  expect(actions).toEqual(["ecr.api own", "ecr.dkr own", "s3 ecr-layers", "ecr.api aws-images", "ecr.dkr aws-images", "sts own"]);
});
