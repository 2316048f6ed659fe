import { DescribeAddonCommand, ListAddonsCommand, type Addon } from "@aws-sdk/client-eks";
import type { AddonProps } from "@terrace/eks";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import { nameIn } from "./container-runs";

/** The add-ons of the file, at its versions, with what its words stand for, and each with the role that it needs. */
export async function addonChecks({ eks }: Aws, environment: Environment): Promise<Check[]> {
  const clusterName = nameIn(environment, "apps");
  const { addons = [] } = await eks.send(new ListAddonsCommand({ clusterName }));
  const { others = {}, ...known } = environment.kubernetes.addons ?? {};
  const wanted = Object.entries<AddonProps>({ ...known, ...others });
  const checks = wanted.map(async ([addonName, { version }]) => {
    const { addon } = await eks.send(new DescribeAddonCommand({ clusterName, addonName }));
    return [
      equal(`state and version of ${addonName}`, [addon?.status, addon?.addonVersion], ["ACTIVE", version]),
      equal(`configuration of ${addonName}`, configurationOf(addon), wantedConfiguration(environment, addonName)),
      equal(`role of ${addonName}`, addon?.serviceAccountRoleArn, wantedRole(environment, addonName)),
    ];
  });
  return [equal("add-ons", addons.toSorted(), wanted.map(([name]) => name).toSorted()), ...(await Promise.all(checks)).flat()];
}

function configurationOf(addon: Addon | undefined): unknown {
  return JSON.parse(addon?.configurationValues ?? "{}");
}

/** By the schema of each add-on: `aws eks describe-addon-configuration`. */
function wantedConfiguration({ kubernetes: { addons = {}, nodeGroups = {} } }: Environment, name: string): unknown {
  const { coredns, "vpc-cni": cni, "aws-ebs-csi-driver": ebs } = addons;
  if (name === "coredns") {
    const isOnFargate = Object.keys(nodeGroups).length === 0;
    const replicas = coredns?.replicas;
    return {
      ...(isOnFargate ? { computeType: "Fargate" } : {}),
      ...(typeof replicas === "object" ? { autoScaling: { enabled: true, minReplicas: replicas.min, maxReplicas: replicas.max } } : {}),
    };
  }
  if (name === "vpc-cni") {
    return {
      ...(cni?.networkPolicy === true ? { enableNetworkPolicy: "true" } : {}),
      ...(cni?.prefixDelegation === true ? { env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" } } : {}),
    };
  }
  return name === "aws-ebs-csi-driver" && ebs?.defaultStorageClass === true ? { defaultStorageClass: { enabled: true } } : {};
}

/** The other add-ons call nothing of AWS, or do so as the node. */
function wantedRole(environment: Environment, name: string): string | undefined {
  const ends = new Map([
    ["vpc-cni", "vpc-cni"],
    ["aws-ebs-csi-driver", "ebs-csi"],
  ]);
  const end = ends.get(name);
  return end === undefined ? undefined : `arn:aws:iam::${environment.account}:role/${nameIn(environment, `apps-${end}`)}`;
}
