import { CreateBucketCommand } from "@aws-sdk/client-s3";
import type { TerraformStack } from "cdktf";
import { blueGreen as albBlueGreen } from "../../../modules/alb/examples/blue-green";
import { edge as albEdge } from "../../../modules/alb/examples/edge";
import { minimal as albMinimal } from "../../../modules/alb/examples/minimal";
import { rules as albRules } from "../../../modules/alb/examples/rules";
import { shared as albShared } from "../../../modules/alb/examples/shared";
import { archive as ecrArchive } from "../../../modules/ecr/examples/archive";
import { chart as ecrChart } from "../../../modules/ecr/examples/chart";
import { minimal as ecrMinimal } from "../../../modules/ecr/examples/minimal";
import { production as ecrProduction } from "../../../modules/ecr/examples/production";
import { registry as ecrRegistry } from "../../../modules/ecr/examples/registry";
import { execToS3 as ecsClusterExecToS3 } from "../../../modules/ecs-cluster/examples/exec-to-s3";
import { images as ecsClusterImages } from "../../../modules/ecs-cluster/examples/images";
import { instances as ecsClusterInstances } from "../../../modules/ecs-cluster/examples/instances";
import { minimal as ecsClusterMinimal } from "../../../modules/ecs-cluster/examples/minimal";
import { production as ecsClusterProduction } from "../../../modules/ecs-cluster/examples/production";
import { codeDeploy as ecsServiceCodeDeploy } from "../../../modules/ecs-service/examples/code-deploy";
import { containerDefinitions as ecsServiceContainerDefinitions } from "../../../modules/ecs-service/examples/container-definitions";
import { dataVolume as ecsServiceDataVolume } from "../../../modules/ecs-service/examples/data-volume";
import { instances as ecsServiceInstances } from "../../../modules/ecs-service/examples/instances";
import { logRouter as ecsServiceLogRouter } from "../../../modules/ecs-service/examples/log-router";
import { minimal as ecsServiceMinimal } from "../../../modules/ecs-service/examples/minimal";
import { oneOffTask as ecsServiceOneOffTask } from "../../../modules/ecs-service/examples/one-off-task";
import { production as ecsServiceProduction } from "../../../modules/ecs-service/examples/production";
import { scaling as ecsServiceScaling } from "../../../modules/ecs-service/examples/scaling";
import { serviceConnect as ecsServiceServiceConnect } from "../../../modules/ecs-service/examples/service-connect";
import { autoMode as eksAutoMode } from "../../../modules/eks/examples/auto-mode";
import { fargateOnly as eksFargateOnly } from "../../../modules/eks/examples/fargate-only";
import { hybrid as eksHybrid } from "../../../modules/eks/examples/hybrid";
import { karpenter as eksKarpenter } from "../../../modules/eks/examples/karpenter";
import { minimal as eksMinimal } from "../../../modules/eks/examples/minimal";
import { nodeGroups as eksNodeGroups } from "../../../modules/eks/examples/node-groups";
import { production as eksProduction } from "../../../modules/eks/examples/production";
import { selfManaged as eksSelfManaged } from "../../../modules/eks/examples/self-managed";
import { addons as eksPlatformAddons } from "../../../modules/eks-platform/examples/addons";
import { fargateLogging as eksPlatformFargateLogging } from "../../../modules/eks-platform/examples/fargate-logging";
import { ingress as eksPlatformIngress } from "../../../modules/eks-platform/examples/ingress";
import { isolatedController as eksPlatformIsolatedController } from "../../../modules/eks-platform/examples/isolated-controller";
import { loadBalancerController as eksPlatformLoadBalancerController } from "../../../modules/eks-platform/examples/load-balancer-controller";
import { minimal as eksPlatformMinimal } from "../../../modules/eks-platform/examples/minimal";
import { ownChart as eksPlatformOwnChart } from "../../../modules/eks-platform/examples/own-chart";
import { targetGroupBinding as eksPlatformTargetGroupBinding } from "../../../modules/eks-platform/examples/target-group-binding";
import { cluster as elasticacheCluster } from "../../../modules/elasticache/examples/cluster";
import { dualStack } from "../../../modules/vpc/examples/dual-stack";
import { networkAcls } from "../../../modules/vpc/examples/network-acls";
import { production } from "../../../modules/vpc/examples/production";
import { secondaryCidr } from "../../../modules/vpc/examples/secondary-cidr";
import type { Aws } from "../src/aws";
import { cache } from "./cache";
import { caches } from "./caches";
import { containerRemains } from "./container-remains";
import { files } from "./files";
import { kubernetesRemains } from "./kubernetes-remains";
import { network } from "./network";
import { storage } from "./storage";

/** What is applied for what no environment uses: an example of a module, or one made for the run. */
export interface ExampleCase {
  /** Module and file, such as `vpc-dual-stack`; or what it is about. */
  readonly name: string;
  /** An account of its own: examples of one module use the same names. */
  readonly account: string;
  build(stack: TerraformStack): unknown;
  /** The account that the example names as its own, in ARNs. @default - account */
  readonly writtenFor?: string;
  /** Names a network, certificates or roles that must be there. They are made for it. @default - false */
  readonly takesGiven?: boolean;
  /** Makes what the example takes as given. @default - nothing */
  prepare?(aws: Aws): Promise<void>;
  /** What is in the account: the same before apply and after destroy. */
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
  { name: "alb-blue-green", account: "440000000007", writtenFor: "222222222222", takesGiven: true, build: albBlueGreen, remains: containerRemains },
  { name: "alb-edge", account: "440000000008", writtenFor: "333333333333", takesGiven: true, build: albEdge, remains: containerRemains },
  { name: "alb-minimal", account: "440000000009", writtenFor: "111111111111", takesGiven: true, build: albMinimal, remains: containerRemains },
  { name: "alb-rules", account: "440000000010", writtenFor: "111111111111", takesGiven: true, build: albRules, remains: containerRemains },
  { name: "alb-shared", account: "440000000011", writtenFor: "333333333333", takesGiven: true, build: albShared, remains: containerRemains },
  { name: "ecr-archive", account: "440000000012", takesGiven: true, build: ecrArchive, remains: containerRemains },
  { name: "ecr-chart", account: "440000000013", takesGiven: true, build: ecrChart, remains: containerRemains },
  { name: "ecr-minimal", account: "440000000014", writtenFor: "111111111111", takesGiven: true, build: ecrMinimal, remains: containerRemains },
  { name: "ecr-production", account: "440000000015", writtenFor: "333333333333", takesGiven: true, build: ecrProduction, remains: containerRemains },
  { name: "ecr-registry", account: "440000000016", writtenFor: "333333333333", takesGiven: true, build: ecrRegistry, remains: containerRemains },
  { name: "ecs-cluster-exec-to-s3", account: "440000000017", writtenFor: "222222222222", takesGiven: true, build: ecsClusterExecToS3, remains: containerRemains },
  { name: "ecs-cluster-images", account: "440000000018", takesGiven: true, build: ecsClusterImages, remains: containerRemains },
  { name: "ecs-cluster-instances", account: "440000000019", takesGiven: true, build: ecsClusterInstances, remains: containerRemains },
  { name: "ecs-cluster-minimal", account: "440000000020", takesGiven: true, build: ecsClusterMinimal, remains: containerRemains },
  { name: "ecs-cluster-production", account: "440000000021", writtenFor: "333333333333", takesGiven: true, build: ecsClusterProduction, remains: containerRemains },
  { name: "ecs-service-minimal", account: "440000000022", writtenFor: "111111111111", takesGiven: true, build: ecsServiceMinimal, remains: containerRemains },
  { name: "ecs-service-one-off-task", account: "440000000023", writtenFor: "111111111111", takesGiven: true, build: ecsServiceOneOffTask, remains: containerRemains },
  { name: "ecs-service-production", account: "440000000024", writtenFor: "333333333333", takesGiven: true, build: ecsServiceProduction, remains: containerRemains },
  { name: "ecs-service-code-deploy", account: "440000000042", writtenFor: "333333333333", takesGiven: true, build: ecsServiceCodeDeploy, remains: containerRemains },
  { name: "ecs-service-container-definitions", account: "440000000043", writtenFor: "333333333333", takesGiven: true, build: ecsServiceContainerDefinitions, remains: containerRemains },
  { name: "ecs-service-instances", account: "440000000044", writtenFor: "333333333333", takesGiven: true, build: ecsServiceInstances, remains: containerRemains },
  {
    // Three examples whose services have different names: what provider and plan take is paid once.
    name: "ecs-service-log-router-scaling-data-volume",
    account: "440000000045",
    writtenFor: "333333333333",
    takesGiven: true,
    build: (stack) => [ecsServiceLogRouter(stack), ecsServiceScaling(stack), ecsServiceDataVolume(stack)],
    remains: containerRemains,
  },
  { name: "ecs-service-service-connect", account: "440000000046", writtenFor: "333333333333", takesGiven: true, build: ecsServiceServiceConnect, remains: containerRemains },
  {
    name: "elasticache-cluster",
    account: "440000000025",
    takesGiven: true,
    build: elasticacheCluster,
    // The final snapshot stays.
    remains: async (aws) => (await cache.remains(aws)).filter((one) => !one.startsWith("snapshot ")),
  },
  { name: "eks-auto-mode", account: "440000000026", writtenFor: "111111111111", takesGiven: true, build: eksAutoMode, remains: kubernetesRemains },
  { name: "eks-fargate-only", account: "440000000027", writtenFor: "111111111111", takesGiven: true, build: eksFargateOnly, remains: kubernetesRemains },
  { name: "eks-hybrid", account: "440000000028", writtenFor: "111111111111", takesGiven: true, build: eksHybrid, remains: kubernetesRemains },
  { name: "eks-karpenter", account: "440000000029", writtenFor: "111111111111", takesGiven: true, build: eksKarpenter, remains: kubernetesRemains },
  { name: "eks-minimal", account: "440000000030", writtenFor: "111111111111", takesGiven: true, build: eksMinimal, remains: kubernetesRemains },
  { name: "eks-node-groups", account: "440000000031", writtenFor: "111111111111", takesGiven: true, build: eksNodeGroups, remains: kubernetesRemains },
  { name: "eks-production", account: "440000000032", writtenFor: "111111111111", takesGiven: true, build: eksProduction, remains: kubernetesRemains },
  { name: "eks-self-managed", account: "440000000033", writtenFor: "111111111111", takesGiven: true, build: eksSelfManaged, remains: kubernetesRemains },
  { name: "eks-platform-addons", account: "440000000034", writtenFor: "333333333333", takesGiven: true, build: eksPlatformAddons, remains: kubernetesRemains },
  { name: "eks-platform-fargate-logging", account: "440000000035", writtenFor: "111111111111", takesGiven: true, build: eksPlatformFargateLogging, remains: kubernetesRemains },
  { name: "eks-platform-ingress", account: "440000000036", writtenFor: "111111111111", takesGiven: true, build: eksPlatformIngress, remains: kubernetesRemains },
  { name: "eks-platform-isolated-controller", account: "440000000037", writtenFor: "333333333333", takesGiven: true, build: eksPlatformIsolatedController, remains: kubernetesRemains },
  { name: "eks-platform-load-balancer-controller", account: "440000000038", writtenFor: "333333333333", takesGiven: true, build: eksPlatformLoadBalancerController, remains: kubernetesRemains },
  { name: "eks-platform-minimal", account: "440000000039", writtenFor: "111111111111", takesGiven: true, build: eksPlatformMinimal, remains: kubernetesRemains },
  { name: "eks-platform-own-chart", account: "440000000040", writtenFor: "333333333333", takesGiven: true, build: eksPlatformOwnChart, remains: kubernetesRemains },
  { name: "eks-platform-target-group-binding", account: "440000000041", writtenFor: "111111111111", takesGiven: true, build: eksPlatformTargetGroupBinding, remains: kubernetesRemains },
];

/** Examples that are not, and why. They are validated and planned nevertheless, by `npm run validate`. */
export const notApplied: readonly { readonly name: string; readonly reason: string }[] = [
  { name: "vpc-fixed-addresses", reason: "names Elastic IPs that must be there" },
  { name: "vpc-ipam", reason: "needs an IPAM pool, which the server cannot make" },
  { name: "vpc-regional-nat", reason: "needs AWS provider 6" },
  { name: "elasticache-global-datastore, -global-secondary", reason: "the server has no global datastores (CreateGlobalReplicationGroup)" },
  { name: "elasticache-import", reason: "reads an RDB file from S3 that must be there" },
  { name: "elasticache-blue-green", reason: "begins with a snapshot that must be there" },
  { name: "ecr-exclusions, ecs-cluster-managed-instances, ecs-service-canary", reason: "need AWS provider 6" },
  { name: "elasticache and efs, all others", reason: "take a network as given, by ids; the stacks cache and storage, caches and files apply the same" },
];
