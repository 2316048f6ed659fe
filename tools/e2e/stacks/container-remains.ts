import { DescribeScalableTargetsCommand } from "@aws-sdk/client-application-auto-scaling";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeLaunchTemplatesCommand, DescribeSecurityGroupsCommand } from "@aws-sdk/client-ec2";
import { DescribePullThroughCacheRulesCommand, DescribeRepositoriesCommand, DescribeRepositoryCreationTemplatesCommand } from "@aws-sdk/client-ecr";
import { DescribeCapacityProvidersCommand, ListClustersCommand, ListServicesCommand } from "@aws-sdk/client-ecs";
import { DescribeLoadBalancersCommand, DescribeTargetGroupsCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { ListInstanceProfilesCommand, ListPoliciesCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import type { Aws } from "../src/aws";

/**
 * Everything of containers that is in an account, by name: registry, cluster, services, load balancers, roles and groups.
 *
 * But for task definitions: old revisions stay on purpose, for whoever goes back to one.
 */
export async function containerRemains(aws: Aws): Promise<string[]> {
  const found = await Promise.all([images(aws), services(aws), loadBalancers(aws), rights(aws), others(aws)]);
  return found.flat().sort();
}

async function images({ ecr }: Aws): Promise<string[]> {
  const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({}));
  const { pullThroughCacheRules = [] } = await ecr.send(new DescribePullThroughCacheRulesCommand({}));
  const { repositoryCreationTemplates = [] } = await ecr.send(new DescribeRepositoryCreationTemplatesCommand({}));
  return [
    ...repositories.map(({ repositoryName }) => `repository ${repositoryName}`),
    ...pullThroughCacheRules.map(({ ecrRepositoryPrefix }) => `pull through cache ${ecrRepositoryPrefix}`),
    ...repositoryCreationTemplates.map(({ prefix }) => `creation template ${prefix}`),
  ];
}

async function services({ ecs, scaling }: Aws): Promise<string[]> {
  const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
  const ofClusters = await Promise.all(clusterArns.map((cluster) => ecs.send(new ListServicesCommand({ cluster }))));
  const { capacityProviders = [] } = await ecs.send(new DescribeCapacityProvidersCommand({}));
  const { ScalableTargets = [] } = await scaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace: "ecs" }));
  return [
    ...clusterArns,
    ...ofClusters.flatMap(({ serviceArns = [] }) => serviceArns),
    ...capacityProviders.filter(({ name }) => name?.startsWith("FARGATE") !== true).map(({ name }) => `capacity provider ${name}`),
    ...ScalableTargets.map(({ ResourceId }) => `scalable target ${ResourceId}`),
  ];
}

async function loadBalancers({ loadBalancing }: Aws): Promise<string[]> {
  const { LoadBalancers = [] } = await loadBalancing.send(new DescribeLoadBalancersCommand({}));
  const { TargetGroups = [] } = await loadBalancing.send(new DescribeTargetGroupsCommand({}));
  return [...LoadBalancers.map(({ LoadBalancerName }) => `load balancer ${LoadBalancerName}`), ...TargetGroups.map(({ TargetGroupName }) => `target group ${TargetGroupName}`)];
}

async function rights({ iam }: Aws): Promise<string[]> {
  const { Roles = [] } = await iam.send(new ListRolesCommand({}));
  const { InstanceProfiles = [] } = await iam.send(new ListInstanceProfilesCommand({}));
  const { Policies = [] } = await iam.send(new ListPoliciesCommand({ Scope: "Local" }));
  return [
    // AWS makes these by itself, and keeps them.
    ...Roles.filter(({ Path }) => Path?.startsWith("/aws-service-role/") !== true).map(({ RoleName }) => `role ${RoleName}`),
    ...InstanceProfiles.map(({ InstanceProfileName }) => `instance profile ${InstanceProfileName}`),
    ...Policies.map(({ PolicyName }) => `policy ${PolicyName}`),
  ];
}

async function others({ ec2, logs }: Aws): Promise<string[]> {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  const { LaunchTemplates = [] } = await ec2.send(new DescribeLaunchTemplatesCommand({}));
  return [
    ...logGroups.map(({ logGroupName }) => `log group ${logGroupName}`),
    ...SecurityGroups.filter(({ GroupName }) => GroupName !== "default").map(({ GroupName }) => `security group ${GroupName}`),
    ...LaunchTemplates.map(({ LaunchTemplateName }) => `launch template ${LaunchTemplateName}`),
  ];
}
