import { resourcesOf } from "@terrace/testkit";
import type { AddonsProps } from "../src/addon-props";
import type { ClusterProps } from "../src/props";
import { coredns, early, fargateProfiles, ids, needs, nodeGroups, onNodes, one, statements, template } from "./cluster-template";
import { keyArn, network } from "./fixtures";

describe("add-ons", () => {
  const addon = (addons: AddonsProps, name: string, change: Partial<ClusterProps> = {}) => one(template(onNodes(addons, change)), "aws_eks_addon", `addon-${name}`);

  test("have their version, and take over what they find", () => {
    expect(addon({}, "kube-proxy")).toMatchObject({
      cluster_name: "${aws_eks_cluster.cluster.name}",
      addon_name: "kube-proxy",
      addon_version: "v1.35.0-eksbuild.2",
      resolve_conflicts_on_create: "OVERWRITE",
      resolve_conflicts_on_update: "OVERWRITE",
      preserve: false,
    });
    const kept = addon({ "kube-proxy": { ...early["kube-proxy"], conflictsOnCreate: "NONE", conflictsOnUpdate: "PRESERVE", preserve: true } }, "kube-proxy");
    expect(kept).toMatchObject({ resolve_conflicts_on_create: "NONE", resolve_conflicts_on_update: "PRESERVE", preserve: true });
  });

  test("come in the order in which they are needed", () => {
    const made = template(onNodes({ "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.1" } }));
    const first = ["aws_eks_addon.addon-eks-pod-identity-agent", "aws_eks_addon.addon-kube-proxy", "aws_eks_addon.addon-vpc-cni"];
    for (const address of first) {
      expect(needs(one(made, "aws_eks_node_group", "node-group-web"))).toContain(address);
      expect(needs(one(made, "aws_eks_addon", "addon-coredns"))).toContain(address);
    }
    expect(needs(one(made, "aws_eks_addon", "addon-coredns"))).toContain("aws_eks_node_group.node-group-web");
    expect(needs(one(made, "aws_eks_addon", "addon-vpc-cni"))).not.toContain("aws_eks_node_group.node-group-web");
    expect(needs(one(made, "aws_eks_node_group", "node-group-web"))).toContain("aws_vpc_security_group_ingress_rule.control-plane-from-nodes");
  });

  test("CoreDNS waits for Fargate, and says that it runs there", () => {
    const block = one(template({ fargateProfiles, addons: { coredns } }), "aws_eks_addon", "addon-coredns");
    expect(block.configuration_values).toBe('{"computeType":"Fargate"}');
    expect(needs(block)).toContain("aws_eks_fargate_profile.fargate-system");
  });

  test.each<[string, string, AddonsProps, string | undefined]>([
    ["nothing", "vpc-cni", {}, undefined],
    [
      "prefixes, policies, groups and addresses of pods",
      "vpc-cni",
      { "vpc-cni": { ...early["vpc-cni"], prefixDelegation: true, networkPolicy: true, podSecurityGroups: true, externalSnat: true } },
      '{"enableNetworkPolicy":"true","env":{"AWS_VPC_K8S_CNI_EXTERNALSNAT":"true","ENABLE_POD_ENI":"true","ENABLE_PREFIX_DELEGATION":"true","POD_SECURITY_GROUP_ENFORCING_MODE":"standard","WARM_PREFIX_TARGET":"1"},"init":{"env":{"DISABLE_TCP_EARLY_DEMUX":"true"}}}',
    ],
    [
      "subnets of pods",
      "vpc-cni",
      { "vpc-cni": { ...early["vpc-cni"], podSubnets: { "ap-northeast-1a": { subnetId: "subnet-1", securityGroupIds: ["sg-1"] }, "ap-northeast-1c": { subnetId: "subnet-2" } } } },
      '{"eniConfig":{"create":true,"region":"ap-northeast-1","subnets":{"ap-northeast-1a":{"id":"subnet-1","securityGroups":["sg-1"]},"ap-northeast-1c":{"id":"subnet-2"}}},"env":{"AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG":"true","ENI_CONFIG_LABEL_DEF":"topology.kubernetes.io/zone"}}',
    ],
    ["a number of pods", "coredns", { coredns: { ...coredns, replicas: 3 } }, '{"replicaCount":3}'],
    ["bounds", "coredns", { coredns: { ...coredns, replicas: { min: 2, max: 10 } } }, '{"autoScaling":{"enabled":true,"maxReplicas":10,"minReplicas":2}}'],
    ["the kernel's load balancer", "kube-proxy", { "kube-proxy": { ...early["kube-proxy"], mode: "ipvs" } }, '{"ipvs":{"scheduler":"rr"},"mode":"ipvs"}'],
    ["a storage class", "aws-ebs-csi-driver", { "aws-ebs-csi-driver": { version: "v1.52.0-eksbuild.1", defaultStorageClass: true } }, '{"defaultStorageClass":{"enabled":true}}'],
    [
      "words of its own, laid over",
      "vpc-cni",
      { "vpc-cni": { ...early["vpc-cni"], prefixDelegation: true, configuration: { env: { WARM_PREFIX_TARGET: "2" }, tolerations: [{ key: "b", effect: "a" }] } } },
      '{"env":{"ENABLE_PREFIX_DELEGATION":"true","WARM_PREFIX_TARGET":"2"},"tolerations":[{"effect":"a","key":"b"}]}',
    ],
  ])("are configured with %s: %s", (_what, name, addons, expected) => {
    expect(addon(addons, name).configuration_values).toBe(expected);
  });

  test("Windows pods get addresses where nodes run Windows", () => {
    const windows = { ...nodeGroups, win: { instanceTypes: ["m7i.large"], maxSize: 4, image: "WINDOWS_CORE_2022_x86_64" } } as const;
    expect(addon({}, "vpc-cni", { nodeGroups: windows }).configuration_values).toBe('{"enableWindowsIpam":"true"}');
    expect(addon({}, "vpc-cni", { selfManagedGroups: { win: windows.win } }).configuration_values).toBe('{"enableWindowsIpam":"true"}');
  });

  const issuer = "${replace(aws_eks_cluster.cluster.identity[0].oidc[0].issuer, 'https://', '')}";

  test.each<[string, string, AddonsProps, string | string[], string[]]>([
    ["vpc-cni", "dev-shop-vpc-cni", {}, "kube-system:aws-node", ["AmazonEKS_CNI_Policy"]],
    ["aws-ebs-csi-driver", "dev-shop-ebs-csi", { "aws-ebs-csi-driver": { version: "v1.52.0-eksbuild.1" } }, "kube-system:ebs-csi-controller-sa", ["service-role/AmazonEBSCSIDriverPolicy"]],
    [
      "aws-efs-csi-driver",
      "dev-shop-efs-csi",
      { "aws-efs-csi-driver": { version: "v2.1.13-eksbuild.1" } },
      ["kube-system:efs-csi-controller-sa", "kube-system:efs-csi-node-sa"],
      ["service-role/AmazonEFSCSIDriverPolicy"],
    ],
    [
      "amazon-cloudwatch-observability",
      "dev-shop-cloudwatch",
      { "amazon-cloudwatch-observability": { version: "v4.0.0-eksbuild.1" } },
      "amazon-cloudwatch:cloudwatch-agent",
      ["CloudWatchAgentServerPolicy", "AWSXrayWriteOnlyAccess"],
    ],
  ])("%s has a role that only its service account takes", (name, roleName, addons, subject, policies) => {
    const made = template(onNodes(addons));
    const role = one(made, "aws_iam_role", `addon-role-${name}`);
    expect(role.name).toBe(roleName);
    const subjects = Array.isArray(subject) ? subject.map((text) => `system:serviceaccount:${text}`) : `system:serviceaccount:${subject}`;
    expect(statements(role.assume_role_policy)).toEqual([
      {
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com", [`${issuer}:sub`]: subjects } },
        Effect: "Allow",
        Principal: { Federated: "${aws_iam_openid_connect_provider.cluster_oidc-provider.arn}" },
      },
    ]);
    const attached = Object.entries(resourcesOf(made, "aws_iam_role_policy_attachment")).filter(([id]) => id.endsWith(`-of-addon-role-${name}`));
    expect(attached.map(([, { policy_arn }]) => String(policy_arn).replace(/^.*:policy\//, ""))).toEqual(policies);
    const block = one(made, "aws_eks_addon", `addon-${name}`);
    expect(block.service_account_role_arn).toBe(`\${aws_iam_role.cluster_addon-role-${name}.arn}`);
    expect(needs(block)).toContain(`aws_iam_role_policy_attachment.${attached[0]?.[0].replace("cluster_", "")}`);
  });

  test("have their role by Pod Identity on request", () => {
    const made = template(onNodes({ "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.1" }, "aws-ebs-csi-driver": { version: "v1.52.0-eksbuild.1", identity: "pod-identity" } }));
    const block = one(made, "aws_eks_addon", "addon-aws-ebs-csi-driver");
    expect(block.pod_identity_association).toEqual([{ role_arn: "${aws_iam_role.cluster_addon-role-aws-ebs-csi-driver.arn}", service_account: "ebs-csi-controller-sa" }]);
    expect(block).not.toHaveProperty("service_account_role_arn");
    expect(statements(one(made, "aws_iam_role", "addon-role-aws-ebs-csi-driver").assume_role_policy)).toEqual([
      { Action: ["sts:AssumeRole", "sts:TagSession"], Effect: "Allow", Principal: { Service: "pods.eks.amazonaws.com" } },
    ]);
  });

  test("have a role of the caller's, or the node's", () => {
    const roleArn = "arn:aws:iam::111111111111:role/mine";
    const mine = template(onNodes({ "aws-ebs-csi-driver": { version: "v1.52.0-eksbuild.1", roleArn } }));
    expect(one(mine, "aws_eks_addon", "addon-aws-ebs-csi-driver").service_account_role_arn).toBe(roleArn);
    expect(ids(mine, "aws_iam_role")).not.toContain("addon-role-aws-ebs-csi-driver");
    const node = addon({ "aws-ebs-csi-driver": { version: "v1.52.0-eksbuild.1", identity: "node" } }, "aws-ebs-csi-driver");
    expect(node).not.toHaveProperty("service_account_role_arn");
    const other = addon({ others: { "external-dns": { version: "v0.20.0-eksbuild.1", roleArn } } }, "external-dns");
    expect(other).toMatchObject({ addon_name: "external-dns", service_account_role_arn: roleArn });
  });

  test("volumes' keys, buckets and IPv6 are rights of their own", () => {
    const own = (name: string, addons: AddonsProps, change: Partial<ClusterProps> = {}) => {
      const made = template(onNodes(addons, change));
      expect(needs(one(made, "aws_eks_addon", `addon-${name}`))).toContain(`aws_iam_role_policy.own-of-addon-role-${name}`);
      return statements(one(made, "aws_iam_role_policy", `own-of-addon-role-${name}`).policy);
    };
    expect(own("aws-ebs-csi-driver", { "aws-ebs-csi-driver": { version: "v1.52.0-eksbuild.1", kmsKeyArns: [keyArn] } })).toEqual([
      { Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"], Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } }, Effect: "Allow", Resource: [keyArn] },
      { Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"], Effect: "Allow", Resource: [keyArn] },
    ]);
    expect(own("aws-mountpoint-s3-csi-driver", { "aws-mountpoint-s3-csi-driver": { version: "v2.2.0-eksbuild.1", bucketArns: ["arn:aws:s3:::data"] } })).toEqual([
      { Action: ["s3:ListBucket"], Effect: "Allow", Resource: ["arn:aws:s3:::data"] },
      { Action: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"], Effect: "Allow", Resource: ["arn:aws:s3:::data/*"] },
    ]);
    const ipv6: Partial<ClusterProps> = { network: { ...network, dualStack: true }, kubernetesNetwork: { ipFamily: "ipv6" } };
    expect(own("vpc-cni", {}, ipv6)[1]).toEqual({
      Action: ["ec2:CreateTags"],
      Effect: "Allow",
      Resource: "arn:${data.aws_partition.cluster_partition.partition}:ec2:*:*:network-interface/*",
    });
    expect(ids(template(onNodes({}, ipv6)), "aws_iam_role_policy_attachment")).not.toContain("cni-of-addon-role-vpc-cni");
  });
});
