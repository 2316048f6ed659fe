import { allow, type Statement } from "./iam";
import type { FeatureGate } from "./controller-versions";
import type { ClusterPartition } from "./partition";

const clusterTag = "elbv2.k8s.aws/cluster";
const ownAccelerator = { Null: { [`aws:ResourceTag/${clusterTag}`]: "false" }, StringEquals: { "aws:ResourceTag/aga.k8s.aws/resource": "GlobalAccelerator" } } as const;
const newAccelerator = { Null: { [`aws:RequestTag/${clusterTag}`]: "false" }, StringEquals: { "aws:RequestTag/aga.k8s.aws/resource": "GlobalAccelerator" } } as const;

/**
 * What the controller may do besides when it makes Global Accelerator's resources.
 *
 * @see https://github.com/kubernetes-sigs/aws-load-balancer-controller/tree/main/docs/install
 */
export function globalAcceleratorStatements(partition: ClusterPartition): Statement[] {
  const accelerators = `arn:${partition}:globalaccelerator::*:accelerator/*`;
  const parts = [accelerators, `${accelerators}/listener/*`, `${accelerators}/listener/*/endpoint-group/*`];
  const named = (...actions: readonly string[]) => actions.map((action) => `globalaccelerator:${action}`);
  return [
    allow("iam:CreateServiceLinkedRole", "*", { StringEquals: { "iam:AWSServiceName": "globalaccelerator.amazonaws.com" } }),
    allow([...named("ListAccelerators", "ListEndpointGroups", "ListListeners", "ListTagsForResource"), "ec2:DescribeRegions", "tag:GetResources"], "*"),
    allow(
      named(
        "DescribeAccelerator",
        "DescribeEndpointGroup",
        "DescribeListener",
        "UpdateAccelerator",
        "DeleteAccelerator",
        "CreateListener",
        "UpdateListener",
        "DeleteListener",
        "CreateEndpointGroup",
        "UpdateEndpointGroup",
        "DeleteEndpointGroup",
        "AddEndpoints",
        "RemoveEndpoints",
      ),
      parts,
      ownAccelerator,
    ),
    allow(named("CreateAccelerator"), "*", newAccelerator),
    allow(named("TagResource", "UntagResource"), accelerators, {
      Null: { [`aws:RequestTag/${clusterTag}`]: "true", ...ownAccelerator.Null },
      StringEquals: ownAccelerator.StringEquals,
    }),
    allow(named("TagResource"), accelerators, newAccelerator),
  ];
}

/** What the controller may do besides when it orders certificates for hosts of Ingresses. */
export function certificateStatements(): Statement[] {
  return [
    allow(
      ["acm:ListTagsForCertificate", "acm:AddTagsToCertificate", "route53:ListHostedZones", "route53:ListHostedZonesByName", "route53:ChangeResourceRecordSets"],
      "*",
    ),
    allow("acm:RequestCertificate", "*", { Null: { [`aws:RequestTag/${clusterTag}`]: "false" } }),
    allow("acm:DeleteCertificate", "*", { Null: { [`aws:ResourceTag/${clusterTag}`]: "false" } }),
    allow(["acm-pca:IssueCertificate", "acm-pca:GetCertificate", "acm-pca:ListPermissions"], "*"),
  ];
}

/** Policies that switches of the controller need besides its own, by name. */
export function gatePolicies(gates: Readonly<Partial<Record<FeatureGate, boolean>>>, partition: ClusterPartition): Record<string, readonly Statement[]> {
  return {
    ...(gates.GlobalAcceleratorController === true ? { "global-accelerator": globalAcceleratorStatements(partition) } : {}),
    ...(gates.EnableCertificateManagement === true ? { certificates: certificateStatements() } : {}),
    ...(gates.EnableRGTAPI === true ? { "resource-groups": [allow("tag:GetResources", "*")] } : {}),
  };
}
