import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeClusterCommand, type Cluster } from "@aws-sdk/client-eks";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import { nameIn } from "./container-runs";
import { defaultTagCheck } from "./tags";
import { subnetsOfTiers } from "./tiers";

/** The cluster of an environment, as EKS has it. */
export async function clusterIn({ eks }: Aws, environment: Environment): Promise<Cluster> {
  const { cluster } = await eks.send(new DescribeClusterCommand({ name: nameIn(environment, "apps") }));
  if (cluster === undefined) throw new Error(`no cluster ${nameIn(environment, "apps")}`);
  return cluster;
}

/** The control plane: its version, who reaches its API, what it logs. */
export async function clusterChecks(aws: Aws, environment: Environment): Promise<Check[]> {
  const { kubernetesVersion, tier, availabilityZones, endpoint, logs, secretsKey = "made", controlPlane, kubernetesNetwork } = environment.kubernetes;
  const cluster = await clusterIn(aws, environment);
  const { resourcesVpcConfig: place, encryptionConfig = [] } = cluster;
  const all = await subnetsOfTiers(aws, environment, [tier]);
  const subnets = all.filter(({ AvailabilityZoneId = "" }) => availabilityZones?.includes(AvailabilityZoneId) ?? true);
  const logGroup = `/aws/eks/${nameIn(environment, "apps")}/cluster`;
  const { logGroups = [] } = await aws.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroup }));
  const isPublic = endpoint?.access === "public-and-private";
  const enabled = cluster.logging?.clusterLogging?.find((setup) => setup.enabled)?.types;
  const key = encryptionConfig.map(({ provider, resources }) => [provider?.keyArn?.includes(`:${environment.account}:key/`), resources]);
  return [
    equal("state and version of the cluster", [cluster.status, cluster.version], ["ACTIVE", kubernetesVersion]),
    equal("subnets of the cluster", [...(place?.subnetIds ?? [])].sort(), subnets.map(({ SubnetId }) => SubnetId).sort()),
    equal("VPC of the cluster", place?.vpcId, subnets[0]?.VpcId),
    equal("security groups of the API server", [place?.securityGroupIds?.length, place?.clusterSecurityGroupId?.startsWith("sg-")], [1, true]),
    equal(
      "endpoint of the API server",
      [place?.endpointPrivateAccess, place?.endpointPublicAccess, place?.publicAccessCidrs],
      [true, isPublic, isPublic ? endpoint.publicCidrs : []],
    ),
    equal("who lets people in", cluster.accessConfig?.authenticationMode, "API"),
    equal("logs of the control plane", enabled, logs?.types ?? ["api", "audit", "authenticator"]),
    equal("retention of these logs", logGroups.map(({ logGroupName, retentionInDays }) => [logGroupName, retentionInDays]), [[logGroup, logs?.retentionDays]]),
    equal("key of the secrets", key, secretsKey === "aws-owned" ? [] : [[true, ["secrets"]]]),
    equal(
      "addresses of Services",
      [cluster.kubernetesNetworkConfig?.ipFamily, cluster.kubernetesNetworkConfig?.serviceIpv4Cidr],
      ["ipv4", kubernetesNetwork?.serviceCidr ?? "172.20.0.0/16"],
    ),
    equal("support and zonal shift", [cluster.upgradePolicy?.supportType, cluster.zonalShiftConfig?.enabled ?? false], ["EXTENDED", controlPlane?.zonalShift ?? false]),
    defaultTagCheck("the cluster", Object.entries(cluster.tags ?? {}).map(([Key, Value]) => ({ Key, Value })), environment),
  ];
}
