import { DescribeSecurityGroupRulesCommand, DescribeSecurityGroupsCommand, type SecurityGroup, type SecurityGroupRule } from "@aws-sdk/client-ec2";
import {
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  type LoadBalancer,
  type TargetGroup,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import { nameIn, runsOf } from "./container-runs";
import { subnetsOfTiers } from "./tiers";

/** How requests come in, and who reaches whom. */
export async function trafficChecks(aws: Aws, environment: Environment): Promise<Check[]> {
  const { LoadBalancers = [] } = await aws.loadBalancing.send(new DescribeLoadBalancersCommand({}));
  const { TargetGroups = [] } = await aws.loadBalancing.send(new DescribeTargetGroupsCommand({}));
  const [loadBalancer] = LoadBalancers;
  return [
    equal("names of the load balancers", LoadBalancers.map(({ LoadBalancerName }) => LoadBalancerName), [nameIn(environment, "alb")]),
    ...(await loadBalancerChecks(aws, environment, loadBalancer)),
    ...(await listenerChecks(aws, environment, loadBalancer, TargetGroups)),
    ...(await wayChecks(aws, environment)),
  ];
}

async function loadBalancerChecks(aws: Aws, environment: Environment, loadBalancer: LoadBalancer | undefined): Promise<Check[]> {
  const { scheme = "internal", deletionProtection = true, tier } = environment.containers.loadBalancer;
  const { Attributes = [] } = await aws.loadBalancing.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: loadBalancer?.LoadBalancerArn }));
  const subnets = await subnetsOfTiers(aws, environment, [tier]);
  const attribute = (key: string): string | undefined => Attributes.find(({ Key }) => Key === key)?.Value;
  return [
    equal("scheme of the load balancer", [loadBalancer?.Scheme, loadBalancer?.Type, loadBalancer?.State?.Code], [scheme, "application", "active"]),
    equal("subnets of the load balancer", loadBalancer?.AvailabilityZones?.map(({ SubnetId }) => SubnetId).sort(), subnets.map(({ SubnetId }) => SubnetId).sort()),
    equal(
      "protection and invalid headers",
      [attribute("deletion_protection.enabled"), attribute("routing.http.drop_invalid_header_fields.enabled")],
      [String(deletionProtection), "true"],
    ),
  ];
}

async function listenerChecks({ loadBalancing }: Aws, environment: Environment, loadBalancer: LoadBalancer | undefined, groups: readonly TargetGroup[]): Promise<Check[]> {
  const { loadBalancer: { certificateArn }, services } = environment.containers;
  const { Listeners = [] } = await loadBalancing.send(new DescribeListenersCommand({ LoadBalancerArn: loadBalancer?.LoadBalancerArn }));
  const shown = Listeners.map(({ Protocol, Port, Certificates = [], DefaultActions = [] }) => [Protocol, Port, Certificates[0]?.CertificateArn, DefaultActions[0]?.Type]);
  const serving = Listeners.find(({ Protocol }) => Protocol === (certificateArn === undefined ? "HTTP" : "HTTPS"));
  const { Rules = [] } = await loadBalancing.send(new DescribeRulesCommand({ ListenerArn: serving?.ListenerArn }));
  const routed = Object.entries(services).flatMap(([role, { route, port }]) => (route === undefined ? [] : [{ role, route, port }]));
  const groupOf = (role: string): TargetGroup | undefined => groups.find(({ TargetGroupName }) => TargetGroupName?.startsWith(`${nameIn(environment, "alb")}-${role}-`));
  return [
    equal(
      "listeners",
      shown.sort(),
      certificateArn === undefined ? [["HTTP", 80, undefined, "fixed-response"]] : [["HTTP", 80, undefined, "redirect"], ["HTTPS", 443, certificateArn, "fixed-response"]],
    ),
    equal(
      "rules of the listener",
      Rules.filter(({ IsDefault }) => IsDefault !== true)
        .map(({ Priority, Conditions = [], Actions = [] }) => [Priority, Conditions[0]?.PathPatternConfig?.Values ?? Conditions[0]?.Values, Actions[0]?.TargetGroupArn])
        .sort(),
      routed.map(({ role, route }) => [String(route.priority), route.conditions.paths, groupOf(role)?.TargetGroupArn]).sort(),
    ),
    equal("number of target groups", groups.length, routed.length),
    ...routed.map(({ role, route, port }) => {
      const group = groupOf(role);
      return equal(
        `target group of ${role}`,
        [group?.Port, group?.Protocol, group?.TargetType, group?.HealthCheckPath, group?.HealthCheckIntervalSeconds],
        [port, "HTTP", "ip", route.healthCheck?.path ?? "/", 15],
      );
    }),
  ];
}

/** Who may come in where: each rule as `from:port`, and nothing beside. */
async function wayChecks({ ec2 }: Aws, environment: Environment): Promise<Check[]> {
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({}));
  const idOf = (name: string): string | undefined => SecurityGroups.find(({ GroupName }) => GroupName === name)?.GroupId;
  const { services } = environment.containers;
  const users = (uses: (run: ReturnType<typeof runsOf>[number][1]) => boolean): string[] => runsOf(environment).flatMap(([role, run]) => (uses(run) ? [role] : []));
  const tasksOf = (role: string): string => `${nameIn(environment, role)}-tasks`;
  const opened = (group: string | undefined): string[] => waysInto(group, SecurityGroupRules, SecurityGroups);
  return [
    ...runsOf(environment).map(([role, { port, route }]) => {
      const callers = Object.entries(services).flatMap(([caller, { calls = [] }]) => (calls.includes(role) ? [tasksOf(caller)] : []));
      const all = [...callers, ...(route === undefined ? [] : [`${nameIn(environment, "alb")}-load-balancer`])];
      return equal(`who reaches ${role}`, opened(idOf(tasksOf(role))), all.map((from) => `${from}:${port}`).sort());
    }),
    ...Object.keys(environment.caches).map((cache) =>
      equal(`who reaches the cache ${cache}`, openedBy(cache, environment, SecurityGroups, SecurityGroupRules), users(({ caches = [] }) => caches.includes(cache)).map((role) => `${tasksOf(role)}:6379`).sort()),
    ),
    ...Object.keys(environment.fileSystems).map((files) =>
      equal(
        `who reaches the file system ${files}`,
        openedBy(files, environment, SecurityGroups, SecurityGroupRules),
        users((run) => Object.values(run.files ?? {}).some(({ fileSystem }) => fileSystem === files)).map((role) => `${tasksOf(role)}:2049`).sort(),
      ),
    ),
  ];
}

/** Groups of caches and file systems begin with the name of theirs. */
function openedBy(role: string, environment: Environment, groups: readonly SecurityGroup[], rules: readonly SecurityGroupRule[]): string[] {
  const own = groups.filter(({ GroupName = "" }) => GroupName.startsWith(nameIn(environment, role)));
  return own.flatMap(({ GroupId }) => waysInto(GroupId, rules, groups)).sort();
}

function waysInto(group: string | undefined, rules: readonly SecurityGroupRule[], groups: readonly SecurityGroup[]): string[] {
  const nameOfGroup = (id: string | undefined): string | undefined => groups.find(({ GroupId }) => GroupId === id)?.GroupName;
  return rules
    .filter(({ GroupId, IsEgress }) => GroupId === group && IsEgress !== true)
    .map(({ ReferencedGroupInfo, CidrIpv4, FromPort }) => `${nameOfGroup(ReferencedGroupInfo?.GroupId) ?? CidrIpv4}:${FromPort}`)
    .sort();
}
