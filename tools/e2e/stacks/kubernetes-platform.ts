import { ListRolesCommand } from "@aws-sdk/client-iam";
import type { StackCase } from "./case";
import { containerRemains } from "./container-remains";
import { chartChecks, signInChecks } from "./platform-charts";
import { identityChecks } from "./platform-identities";
import { fargateLoggingChecks, objectChecks } from "./platform-objects";

/** What lives inside the cluster of an environment: stand-ins take what is asked of helm and kubernetes, and note it. */
export const kubernetesPlatform: StackCase = {
  stack: "kubernetes-platform",
  changes: [
    {
      name: "one-more-controller",
      environments: ["dev"],
      updates: ["helm_release.values"],
      make: ({ platform: { loadBalancerController, ...others }, ...environment }) => ({
        ...environment,
        platform: { ...others, loadBalancerController: { ...loadBalancerController, replicas: 3 } },
      }),
    },
    {
      name: "more-rights-of-pods",
      environments: ["prd"],
      updates: ["aws_iam_policy.policy"],
      make: ({ platform: { identities, ...others }, ...environment }) => {
        const { orders } = identities ?? {};
        if (orders === undefined) throw new Error(`${environment.name} has no orders`);
        const Resource = `arn:aws:sqs:${environment.region}:${environment.account}:orders`;
        const queue = [{ Effect: "Allow", Action: ["sqs:GetQueueUrl", "sqs:SendMessage"], Resource }] as const;
        return { ...environment, platform: { ...others, identities: { ...identities, orders: { ...orders, policies: { queue } } } } };
      },
    },
  ],

  async expect(aws, environment) {
    const checks = [signInChecks, identityChecks, chartChecks, objectChecks, fargateLoggingChecks];
    return (await Promise.all(checks.map((check) => check(aws, environment)))).flat();
  },

  async remains(aws) {
    const { Roles = [] } = await aws.iam.send(new ListRolesCommand({}));
    return [
      ...aws.inCluster.all(),
      ...Roles.filter(({ Description }) => Description?.startsWith("Pods of ") === true).map(({ RoleName }) => `role ${RoleName}`),
      ...(await containerRemains(aws)).filter((one) => /^policy |^log group .*\/pods$/.test(one)),
    ];
  },
};
