import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { NetworkRef } from "@terrace/core";
import { FileSystem } from "@terrace/efs";
import { Fn, TerraformOutput, type TerraformStack } from "cdktf";

/** The network, as `@terrace/vpc` offers it or as somebody else's is written down. */
const network: NetworkRef = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlocks: ["10.2.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [
    {
      tier: "private",
      availabilityZone: "apne1-az1",
      subnetId: "subnet-0123456789abcdef0",
      routeTableId: "rtb-0123456789abcdef0",
      cidrBlock: "10.2.16.0/22",
      egress: "nat",
    },
    {
      tier: "private",
      availabilityZone: "apne1-az2",
      subnetId: "subnet-0123456789abcdef1",
      routeTableId: "rtb-0123456789abcdef1",
      cidrBlock: "10.2.20.0/22",
      egress: "nat",
    },
    {
      tier: "private",
      availabilityZone: "apne1-az4",
      subnetId: "subnet-0123456789abcdef2",
      routeTableId: "rtb-0123456789abcdef2",
      cidrBlock: "10.2.28.0/22",
      egress: "nat",
    },
  ],
  endpoints: [],
};

/** One access point as the volume of an ECS task and as a volume of Kubernetes. */
export function volumes(stack: TerraformStack): FileSystem {
  const files = new FileSystem(stack, "files", {
    name: "prd-shop-files",
    network,
    tier: "private",
    accessPoints: { uploads: { path: "/uploads", user: { uid: 1000, gid: 1000 } } },
  });

  const taskRole = { roleName: "prd-shop-web-task", roleArn: "arn:aws:iam::333333333333:role/prd-shop-web-task" };
  files.allowFrom("web", { securityGroupId: "sg-0123456789abcdef0" });
  files.grantMount("web", taskRole, { accessPoint: "uploads" });
  const { name, fileSystemId, transitEncryption, accessPointId, iam } = files.ecsVolume("uploads", "uploads");
  new EcsTaskDefinition(stack, "web", {
    family: "prd-shop-web",
    taskRoleArn: taskRole.roleArn,
    containerDefinitions: Fn.jsonencode([
      { name: "web", image: "public.ecr.aws/nginx/nginx:1.29", memory: 256, mountPoints: [{ sourceVolume: name, containerPath: "/uploads" }] },
    ]),
    volume: [{ name, efsVolumeConfiguration: { fileSystemId, transitEncryption, authorizationConfig: { accessPointId, iam } } }],
  });

  const csiNodeRole = { roleName: "prd-shop-efs-csi-node", roleArn: "arn:aws:iam::333333333333:role/prd-shop-efs-csi-node" };
  files.allowFrom("nodes", { securityGroupId: "sg-0123456789abcdef1" });
  files.grantMount("csi-node", csiNodeRole, { accessPoint: "uploads" });
  new TerraformOutput(stack, "uploads_volume", { value: Fn.jsonencode(files.persistentVolume("uploads", "uploads")) });
  return files;
}
