import { ListClustersCommand } from "@aws-sdk/client-eks";
import { ListOpenIDConnectProvidersCommand } from "@aws-sdk/client-iam";
import type { Aws } from "../src/aws";
import { containerRemains } from "./container-remains";

/** Everything of Kubernetes that is in an account: clusters and what is in them, who they trust, roles, logs and groups. */
export async function kubernetesRemains(aws: Aws): Promise<string[]> {
  const { clusters = [] } = await aws.eks.send(new ListClustersCommand({}));
  const { OpenIDConnectProviderList = [] } = await aws.iam.send(new ListOpenIDConnectProvidersCommand({}));
  return [
    ...clusters.map((name) => `cluster ${name}`),
    ...OpenIDConnectProviderList.map(({ Arn }) => `identity provider ${Arn}`),
    ...aws.inCluster.all(),
    ...(await containerRemains(aws)),
  ];
}
