import { DescribeSecurityGroupRulesCommand, DescribeSecurityGroupsCommand, type SecurityGroupRule } from "@aws-sdk/client-ec2";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import { nameIn } from "./container-runs";

/** Who reaches the API server, and whom nodes reach. Exactly one group of the nodes has the tag that the controller looks for. */
export async function clusterTrafficChecks({ ec2 }: Aws, environment: Environment): Promise<Check[]> {
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  const { SecurityGroupRules = [] } = await ec2.send(new DescribeSecurityGroupRulesCommand({}));
  const { endpoint, nodeGroups = {} } = environment.kubernetes;
  const [controlPlane, nodes] = [nameIn(environment, "apps-control-plane"), nameIn(environment, "apps-nodes")];
  const nameOfGroup = (id: string | undefined): string | undefined => SecurityGroups.find(({ GroupId }) => GroupId === id)?.GroupName;
  const shown = ({ IpProtocol, FromPort, ToPort, ReferencedGroupInfo, CidrIpv4 }: SecurityGroupRule): string =>
    `${IpProtocol} ${FromPort}-${ToPort} ${nameOfGroup(ReferencedGroupInfo?.GroupId) ?? CidrIpv4}`;
  const ways = (group: string, isOut: boolean): string[] => {
    const id = SecurityGroups.find(({ GroupName }) => GroupName === group)?.GroupId;
    return SecurityGroupRules.filter(({ GroupId, IsEgress }) => GroupId === id && IsEgress === isOut).map(shown).toSorted();
  };
  const clients = Object.values(endpoint?.clients ?? {}).flatMap((client) => ("cidr" in client ? [`tcp 443-443 ${client.cidr}`] : []));
  const hasNodes = Object.keys(nodeGroups).length > 0;
  const tag = `kubernetes.io/cluster/${nameIn(environment, "apps")}`;
  const tagged = SecurityGroups.filter(({ Tags = [], GroupName }) => GroupName?.startsWith("eks-cluster-sg-") === false && Tags.some(({ Key }) => Key === tag));
  return [
    equal("who reaches the API server", ways(controlPlane, false), [...(hasNodes ? [`tcp 443-443 ${nodes}`] : []), ...clients].toSorted()),
    equal("whom the API server reaches by a group of its own", ways(controlPlane, true), []),
    equal(
      "who reaches the nodes",
      ways(nodes, false),
      hasNodes
        ? [
            ...[443, 9443, 10250].map((port) => `tcp ${port}-${port} ${controlPlane}`),
            ...[`tcp 53-53 ${nodes}`, `udp 53-53 ${nodes}`, `tcp 1025-65535 ${nodes}`],
          ].toSorted()
        : [],
    ),
    equal("whom the nodes reach", ways(nodes, true), hasNodes ? ["-1 -1--1 0.0.0.0/0"] : []),
    equal("groups that the controller may open", tagged.map(({ GroupName }) => GroupName), hasNodes ? [nodes] : []),
  ];
}
