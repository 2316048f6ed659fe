import { GetOpenIDConnectProviderCommand, ListOpenIDConnectProvidersCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import { nameIn } from "./container-runs";
import { clusterIn } from "./kubernetes-cluster";
import { rightsOf, type RoleRights } from "./role-rights";

/** The roles of a cluster: each taken by one service or one service account, with one purpose, and no others. */
export async function clusterRoleChecks(aws: Aws, environment: Environment): Promise<Check[]> {
  const start = nameIn(environment, "apps-");
  const wanted = await wantedRoles(aws, environment);
  const { Roles = [] } = await aws.iam.send(new ListRolesCommand({}));
  const there = Roles.flatMap(({ RoleName = "" }) => (RoleName.startsWith(start) ? [RoleName.slice(start.length)] : []));
  const found = await Promise.all(there.map(async (end) => [end, withoutLogging(await rightsOf(aws, `${start}${end}`))] as const));
  const checks = found.map(([end, rights]) => equal(`who takes the role ${start}${end}, and for what`, rights, wanted[end]));
  return [equal("roles of the cluster", there.toSorted(), Object.keys(wanted).toSorted()), ...checks, await issuerCheck(aws, environment)];
}

/** The right to write the logs of pods comes and goes with what lives inside the cluster. */
function withoutLogging({ own: { "fargate-logging": _, ...own }, ...others }: RoleRights): RoleRights {
  return { ...others, own };
}

/** Who gives out the tokens that roles trust. AWS knows its certificate, so no thumbprint is pinned. */
async function issuerCheck(aws: Aws, environment: Environment): Promise<Check> {
  const { OpenIDConnectProviderList: list = [] } = await aws.iam.send(new ListOpenIDConnectProvidersCommand({}));
  const found = await Promise.all(list.map(({ Arn }) => aws.iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: Arn }))));
  const issuer = await issuerOf(aws, environment);
  return equal("identity providers, and who their tokens are for", found.map(({ Url, ClientIDList }) => [Url, ClientIDList]), [[issuer, ["sts.amazonaws.com"]]]);
}

async function issuerOf(aws: Aws, environment: Environment): Promise<string> {
  const { identity } = await clusterIn(aws, environment);
  return (identity?.oidc?.issuer ?? "none").replace("https://", "");
}

/** Statements that let one service account of the cluster take a role by its token. */
export async function tokenTrust(aws: Aws, environment: Environment, namespace: string, serviceAccount: string): Promise<unknown[]> {
  const issuer = await issuerOf(aws, environment);
  return [
    {
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::${environment.account}:oidc-provider/${issuer}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com", [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}` } },
    },
  ];
}

async function wantedRoles(aws: Aws, environment: Environment): Promise<Record<string, RoleRights>> {
  const { nodeGroups = {}, fargateProfiles = {}, addons = {} } = environment.kubernetes;
  const managed = (...names: string[]): string[] => names.map((name) => `arn:aws:iam::aws:policy/${name}`);
  const service = (name: string, rest = {}): unknown[] => [{ Effect: "Allow", Principal: { Service: name }, Action: "sts:AssumeRole", ...rest }];
  const ofToken = (serviceAccount: string): Promise<unknown[]> => tokenTrust(aws, environment, "kube-system", serviceAccount);
  const roles: Record<string, RoleRights> = {
    cluster: { trust: service("eks.amazonaws.com"), attached: managed("AmazonEKSClusterPolicy"), own: {} },
  };
  if (Object.keys(nodeGroups).length > 0) {
    roles.nodes = { trust: service("ec2.amazonaws.com"), attached: managed("AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodePolicy"), own: {} };
  }
  if (Object.keys(fargateProfiles).length > 0) roles.fargate = fargateRole(environment, service, managed);
  if (addons["vpc-cni"] !== undefined && addons["aws-ebs-csi-driver"] !== undefined) {
    roles["vpc-cni"] = { trust: await ofToken("aws-node"), attached: managed("AmazonEKS_CNI_Policy"), own: {} };
    roles["ebs-csi"] = { trust: await ofToken("ebs-csi-controller-sa"), attached: managed("service-role/AmazonEBSCSIDriverPolicy"), own: {} };
  }
  return roles;
}

function fargateRole(
  environment: Environment,
  service: (name: string, rest?: object) => unknown[],
  managed: (...names: string[]) => string[],
): RoleRights {
  const { region, account } = environment;
  const SourceArn = `arn:aws:eks:${region}:${account}:fargateprofile/${nameIn(environment, "apps")}/*`;
  const logs = ["CreateLogGroup", "CreateLogStream", "DescribeLogStreams", "PutLogEvents", "PutRetentionPolicy"];
  return {
    trust: service("eks-fargate-pods.amazonaws.com", { Condition: { ArnLike: { "aws:SourceArn": SourceArn } } }),
    attached: managed("AmazonEKSFargatePodExecutionRolePolicy"),
    own: { logs: [{ Effect: "Allow", Action: logs.map((action) => `logs:${action}`), Resource: "*" }] },
  };
}
