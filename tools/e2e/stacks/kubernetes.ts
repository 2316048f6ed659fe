import { ListClustersCommand } from "@aws-sdk/client-eks";
import { ListOpenIDConnectProvidersCommand } from "@aws-sdk/client-iam";
import type { Environment } from "../../../stacks/environment";
import type { KubernetesProps } from "../../../stacks/kubernetes";
import type { StackCase } from "./case";
import { containerRemains } from "./container-remains";
import { accessChecks } from "./kubernetes-access";
import { addonChecks } from "./kubernetes-addons";
import { clusterChecks } from "./kubernetes-cluster";
import { computeChecks } from "./kubernetes-compute";
import { clusterRoleChecks } from "./kubernetes-roles";
import { clusterTrafficChecks } from "./kubernetes-traffic";

/** The cluster of an environment, with its nodes and add-ons. Nothing runs in it. */
export const kubernetes: StackCase = {
  stack: "kubernetes",
  changes: [
    {
      name: "newer-coredns",
      environments: ["dev"],
      updates: ["aws_eks_addon.addon_version"],
      make: ({ kubernetes: { addons, ...others }, ...environment }) => {
        const { coredns } = addons ?? {};
        if (coredns === undefined) throw new Error(`${environment.name} has no coredns`);
        return { ...environment, kubernetes: { ...others, addons: { ...addons, coredns: { ...coredns, version: "v1.13.2-eksbuild.1" } } } };
      },
    },
    {
      name: "more-logs-of-the-control-plane",
      environments: ["dev"],
      make: (environment) => withKubernetes(environment, { logs: { ...environment.kubernetes.logs, types: ["api", "audit", "authenticator", "scheduler"] } }),
    },
    {
      name: "one-more-namespace-on-fargate",
      environments: ["dev"],
      make: (environment) =>
        withKubernetes(environment, { fargateProfiles: { ...environment.kubernetes.fargateProfiles, tools: { selectors: [{ namespace: "tools" }] } } }),
    },
    {
      name: "more-nodes",
      environments: ["prd"],
      updates: ["aws_eks_node_group.scaling_config"],
      make: (environment) => {
        const { general } = environment.kubernetes.nodeGroups ?? {};
        if (general === undefined) throw new Error(`${environment.name} has no nodes`);
        return withKubernetes(environment, { nodeGroups: { general: { ...general, maxSize: 9 } } });
      },
    },
  ],

  async expect(aws, environment) {
    const checks = [clusterChecks, accessChecks, computeChecks, addonChecks, clusterRoleChecks, clusterTrafficChecks];
    return (await Promise.all(checks.map((check) => check(aws, environment)))).flat();
  },

  /** The key of the secrets waits to be deleted. What other stacks have is theirs to remove. */
  async remains(aws) {
    const { clusters = [] } = await aws.eks.send(new ListClustersCommand({}));
    const { OpenIDConnectProviderList = [] } = await aws.iam.send(new ListOpenIDConnectProvidersCommand({}));
    const kinds = /^(role|security group|launch template|log group) .*-apps\b/;
    return [
      ...clusters.map((name) => `cluster ${name}`),
      ...OpenIDConnectProviderList.map(({ Arn }) => `identity provider ${Arn}`),
      ...(await containerRemains(aws)).filter((one) => kinds.test(one)),
    ];
  },
};

function withKubernetes(environment: Environment, change: Partial<KubernetesProps>): Environment {
  return { ...environment, kubernetes: { ...environment.kubernetes, ...change } };
}
