import type { EcsClusterRef } from "@terrace/core";
import { DaemonService, Ec2Service } from "@terrace/ecs-service";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

const account = "ap-northeast-1:333333333333";

/** A cluster with instances, and their group, as `@terrace/ecs-cluster` offers both. */
const cluster: EcsClusterRef = { clusterName: "prd-shop", clusterArn: `arn:aws:ecs:${account}:cluster/prd-shop`, capacityProviders: ["prd-shop-general"] };
const instanceSecurityGroup = { securityGroupId: "sg-0123456789abcdef0" };

function repository(name: string) {
  return { repositoryUrl: `333333333333.dkr.ecr.ap-northeast-1.amazonaws.com/${name}`, repositoryArn: `arn:aws:ecr:${account}:repository/${name}` };
}

/** A service that packs instances, behind ports that Docker chooses; and an agent on each of them. */
export function instances(stack: TerraformStack): void {
  new Ec2Service(stack, "web", {
    name: "prd-shop-web",
    cluster,
    network,
    tier: "private",
    instanceSecurityGroup,
    desiredCount: 4,
    task: {
      networkMode: "bridge",
      containers: { web: { image: { repository: repository("shop/web"), tag: "3f2a9c1" }, memoryReservationMiB: 256, cpu: 128, ports: [{ port: 8080 }] } },
    },
    capacity: [{ provider: "prd-shop-general" }],
    placement: { strategies: [{ type: "spread", field: "attribute:ecs.availability-zone" }, { type: "binpack", field: "memory" }] },
    targets: {
      web: {
        targetGroup: {
          targetGroupArn: `arn:aws:elasticloadbalancing:${account}:targetgroup/web/0123456789abcdef`,
          port: 80,
          targetType: "instance",
          loadBalancer: "application",
          securityGroup: { securityGroupId: "sg-0123456789abcdef1" },
        },
      },
    },
  });
  new DaemonService(stack, "agent", {
    name: "prd-shop-agent",
    cluster,
    network,
    tier: "private",
    instanceSecurityGroup,
    task: {
      networkMode: "host",
      pidMode: "host",
      volumes: [{ name: "proc", hostPath: "/proc" }],
      containers: {
        agent: {
          image: { repository: repository("shop/agent"), tag: "7.61.0" },
          memoryMiB: 256,
          user: "1000",
          mounts: { "/host/proc": { volume: "proc", readOnly: true } },
        },
      },
    },
  });
}
