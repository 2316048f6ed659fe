import type { EcsClusterRef, EndpointRef, NetworkRef, SubnetRef, TargetGroupRef } from "@terrace/core";
import type { DaemonServiceProps, Ec2ServiceProps } from "../src/ec2-service-props";
import type { Ec2ContainerProps, Ec2TaskProps } from "../src/ec2-task-props";
import type { FargateServiceProps } from "../src/fargate-service-props";
import type { ContainerProps } from "../src/container-props";
import type { TaskProps } from "../src/task-props";

export function subnet(availabilityZone: string, tier = "private", egress: SubnetRef["egress"] = "nat"): SubnetRef {
  return { tier, availabilityZone, subnetId: `subnet-${tier}-${availabilityZone}`, routeTableId: "rtb-1", cidrBlock: "10.0.0.0/24", egress };
}

export const network: NetworkRef = {
  vpcId: "vpc-1",
  cidrBlocks: ["10.0.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [subnet("apne1-az1"), subnet("apne1-az2"), subnet("apne1-az1", "isolated", "none"), subnet("apne1-az1", "public", "internet-gateway")],
  endpoints: [],
};

export function endpoint(service: string, kind: EndpointRef["kind"] = "interface"): EndpointRef {
  const tiers = kind === "gateway" ? ["isolated"] : [];
  return { service, kind, tiers, availabilityZones: ["apne1-az1"], privateDns: true, openTo: "unknown", allowedActions: "everything", ipAddressType: "ipv4" };
}

export const cluster: EcsClusterRef = {
  clusterName: "dev-shop",
  clusterArn: "arn:aws:ecs:ap-northeast-1:111111111111:cluster/dev-shop",
  capacityProviders: ["FARGATE", "FARGATE_SPOT"],
};

export const image = "111111111111.dkr.ecr.ap-northeast-1.amazonaws.com/shop/web:3f2a9c1";
export const web: ContainerProps = { image, ports: [{ port: 8080, name: "http" }] };
export const task: TaskProps = { cpu: 512, memoryMiB: 1024, containers: { web } };

export const targetGroup: TargetGroupRef = {
  targetGroupArn: "arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:targetgroup/web/0123456789abcdef",
  port: 8080,
  targetType: "ip",
  loadBalancer: "application",
  securityGroup: { securityGroupId: "sg-alb" },
};

/** A service that has nothing wrong with it. */
export const valid: FargateServiceProps = { name: "dev-shop-web", cluster, network, tier: "private", task };

/** Its task changed. */
export function withTask(change: Partial<TaskProps>): Partial<FargateServiceProps> {
  return { task: { ...task, ...change } };
}

/** Its only container changed. */
export function withWeb(change: Partial<ContainerProps>): Partial<FargateServiceProps> {
  return withTask({ containers: { web: { ...web, ...change } } });
}

export const instancesCluster: EcsClusterRef = { ...cluster, capacityProviders: ["dev-shop-general"] };
export const instanceSecurityGroup = { securityGroupId: "sg-instances" };
export const ec2Task: Ec2TaskProps = { containers: { web: { ...web, memoryMiB: 256 } } };

/** A service on instances that has nothing wrong with it: its tasks have addresses of their own. */
export const ec2Valid: Ec2ServiceProps = { name: "dev-shop-web", cluster: instancesCluster, network, tier: "private", task: ec2Task };

/** Its task changed. */
export function withEc2Task(change: Partial<Ec2TaskProps>): Partial<Ec2ServiceProps> {
  return { task: { ...ec2Task, ...change } };
}

/** Its only container changed. */
export function withEc2Web(change: Partial<Ec2ContainerProps>): Partial<Ec2ServiceProps> {
  return withEc2Task({ containers: { web: { ...web, memoryMiB: 256, ...change } } });
}

/** A daemon that has nothing wrong with it. */
export const daemonValid: DaemonServiceProps = {
  name: "dev-shop-agent",
  cluster: instancesCluster,
  network,
  tier: "private",
  instanceSecurityGroup,
  task: { networkMode: "host", containers: { agent: { image, memoryMiB: 128, user: "1000" } } },
};
