import { only, problemsOf, render, synth } from "@terrace/testkit";
import type { ClusterProps } from "../src/props";
import { cluster, early, fargateProfiles, ids, needs, nodeGroups, onNodes, one, statements, template } from "./cluster-template";
import { adminArn, keyArn, make } from "./fixtures";

describe("the control plane", () => {
  test("is private, encrypted, logged, and entered by access entries alone", () => {
    const block = cluster({ tags: { Team: "platform" } });
    expect(block).toMatchObject({
      name: "dev-shop",
      version: "1.35",
      role_arn: "${aws_iam_role.cluster_cluster-role.arn}",
      bootstrap_self_managed_addons: false,
      access_config: { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: false },
      vpc_config: {
        subnet_ids: ["subnet-private-apne1-az1", "subnet-private-apne1-az2"],
        security_group_ids: ["${aws_security_group.cluster_control-plane-security-group.id}"],
        endpoint_private_access: true,
        endpoint_public_access: false,
      },
      kubernetes_network_config: { ip_family: "ipv4" },
      enabled_cluster_log_types: ["api", "audit", "authenticator"],
      encryption_config: { resources: ["secrets"], provider: { key_arn: "${aws_kms_key.cluster_secrets-key.arn}" } },
      upgrade_policy: { support_type: "EXTENDED" },
      tags: { Name: "dev-shop", Team: "platform" },
    });
    for (const absent of ["compute_config", "storage_config", "zonal_shift_config", "force_update_version", "remote_network_config", "deletion_protection"]) {
      expect(block).not.toHaveProperty(absent);
    }
    expect(block.vpc_config).not.toHaveProperty("public_access_cidrs");
  });

  test("waits for its role's policies, its log group and its group's rules, and is destroyed before them", () => {
    expect(needs(cluster({ endpoint: { clients: { vpn: { cidr: "10.0.0.0/8" } } } }))).toEqual([
      "aws_iam_role_policy_attachment.cluster-of-cluster-role",
      "aws_cloudwatch_log_group.log-group",
      "aws_vpc_security_group_ingress_rule.control-plane-from-client-vpn",
    ]);
  });

  test("can be reached over the internet", () => {
    const { vpc_config } = cluster({ endpoint: { access: "public-and-private", publicCidrs: ["203.0.113.0/24"] } });
    expect(vpc_config).toMatchObject({ endpoint_private_access: true, endpoint_public_access: true, public_access_cidrs: ["203.0.113.0/24"] });
    expect(cluster({ endpoint: { access: "public", publicCidrs: ["203.0.113.0/24"] } }).vpc_config).toMatchObject({ endpoint_private_access: false });
  });

  test("can be run in other ways", () => {
    const change: Partial<ClusterProps> = {
      availabilityZones: ["apne1-az2", "apne1-az1"],
      kubernetesNetwork: { serviceCidr: "172.20.0.0/16" },
      controlPlane: { supportType: "STANDARD", zonalShift: true, forceUpdate: true },
      authentication: { mode: "API_AND_CONFIG_MAP", creatorAdmin: true },
    };
    expect(cluster(change)).toMatchObject({
      kubernetes_network_config: { service_ipv4_cidr: "172.20.0.0/16" },
      upgrade_policy: { support_type: "STANDARD" },
      zonal_shift_config: { enabled: true },
      force_update_version: true,
      access_config: { authentication_mode: "API_AND_CONFIG_MAP", bootstrap_cluster_creator_admin_permissions: true },
    });
    expect(cluster({ override: { cluster: { version: "1.36" } } })).toMatchObject({ version: "1.36" });
  });

  test("stops to shift traffic away only when it is told to", () => {
    expect(cluster({ controlPlane: { zonalShift: false } })).toMatchObject({ zonal_shift_config: { enabled: false } });
  });

  test("is protected from deletion wherever the provider can", () => {
    const later = template({ controlPlane: { tier: "tier-xl" } }, "6.0.0");
    expect(only(later, "aws_eks_cluster")).toMatchObject({ deletion_protection: true, control_plane_scaling_config: { tier: "tier-xl" } });
    expect(later.terraform.required_providers).toMatchObject({ aws: { version: ">= 6.23.0, < 7.0.0" } });
    expect(cluster({ controlPlane: { deletionProtection: false } }, "6.9.0")).toMatchObject({ deletion_protection: false });
    expect(cluster({ controlPlane: { deletionProtection: false } })).not.toHaveProperty("deletion_protection");
  });

  test("has a role that only EKS takes", () => {
    const made = template();
    const role = only(made, "aws_iam_role");
    expect(role.name).toBe("dev-shop-cluster");
    expect(statements(role.assume_role_policy)).toEqual([{ Effect: "Allow", Principal: { Service: "eks.amazonaws.com" }, Action: "sts:AssumeRole" }]);
    expect(only(made, "aws_iam_role_policy_attachment").policy_arn).toBe("arn:${data.aws_partition.cluster_partition.partition}:iam::aws:policy/AmazonEKSClusterPolicy");
  });

  test("hands out pods' network interfaces where pods have groups, and to Windows", () => {
    const policy = (change: Partial<ClusterProps>) => ids(template(change), "aws_iam_role_policy_attachment").includes("vpc-resource-controller-of-cluster-role");
    expect(policy(onNodes({ "vpc-cni": { ...early["vpc-cni"], podSecurityGroups: true } }))).toBe(true);
    expect(policy(onNodes({}, { nodeGroups: { ...nodeGroups, win: { instanceTypes: ["m7i.large"], maxSize: 4, image: "WINDOWS_CORE_2022_x86_64" } } }))).toBe(true);
    expect(policy(onNodes())).toBe(false);
  });
});

describe("logs and secrets", () => {
  test("logs go to a group of the cluster's own, which forgets", () => {
    expect(only(template(), "aws_cloudwatch_log_group")).toMatchObject({ name: "/aws/eks/dev-shop/cluster", retention_in_days: 90 });
    const kept = template({ logs: { types: ["audit"], retentionDays: 365, kmsKeyArn: keyArn } });
    expect(only(kept, "aws_cloudwatch_log_group")).toMatchObject({ retention_in_days: 365, kms_key_id: keyArn });
    expect(only(kept, "aws_eks_cluster").enabled_cluster_log_types).toEqual(["audit"]);
  });

  test("no log group where nothing is logged", () => {
    const made = make({ logs: { types: [] } });
    expect(made.cluster.controlPlaneLogGroup).toBeUndefined();
    expect(ids(synth(made.stack), "aws_cloudwatch_log_group")).toEqual([]);
  });

  test("the key turns over, and the account decides who uses it", () => {
    const key = only(template(), "aws_kms_key");
    expect(key).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
    expect(statements(key.policy)).toEqual([
      {
        Action: "kms:*",
        Effect: "Allow",
        Principal: { AWS: "arn:${data.aws_partition.cluster_partition.partition}:iam::${data.aws_caller_identity.cluster_account.account_id}:root" },
        Resource: "*",
        Sid: "AccountDecides",
      },
    ]);
    expect(only(template(), "aws_kms_alias")).toMatchObject({ name: "alias/eks/dev-shop", target_key_id: "${aws_kms_key.cluster_secrets-key.key_id}" });
  });

  test("the key is the caller's, or AWS's", () => {
    expect(cluster({ secretsKey: { kmsKeyArn: keyArn } }).encryption_config).toMatchObject({ provider: { key_arn: keyArn } });
    const made = make({ secretsKey: "aws-owned" });
    expect(made.cluster.secretsKeyArn).toBeUndefined();
    expect(only(synth(made.stack), "aws_eks_cluster")).not.toHaveProperty("encryption_config");
  });
});

describe("access", () => {
  const policyArn = (name: string) => `arn:\${data.aws_partition.cluster_partition.partition}:eks::aws:cluster-access-policy/${name}`;

  test("an entry, and a policy for the whole cluster", () => {
    const made = template();
    expect(only(made, "aws_eks_access_entry")).toMatchObject({ cluster_name: "${aws_eks_cluster.cluster.name}", principal_arn: adminArn, type: "STANDARD" });
    expect(only(made, "aws_eks_access_policy_association")).toMatchObject({
      cluster_name: "${aws_eks_cluster.cluster.name}",
      principal_arn: "${aws_eks_access_entry.cluster_access-platform.principal_arn}",
      policy_arn: policyArn("AmazonEKSClusterAdminPolicy"),
      access_scope: { type: "cluster" },
    });
  });

  test.each([
    ["admin", "AmazonEKSAdminPolicy"],
    ["admin-view", "AmazonEKSAdminViewPolicy"],
    ["edit", "AmazonEKSEditPolicy"],
    ["view", "AmazonEKSViewPolicy"],
    ["AmazonEKSSecretReaderPolicy", "AmazonEKSSecretReaderPolicy"],
  ] as const)("%s is %s, here for namespaces", (policy, name) => {
    const made = template({ accessEntries: { team: { principalArn: adminArn, access: [{ policy, namespaces: ["shop", "team-*"] }] } } });
    expect(only(made, "aws_eks_access_policy_association")).toMatchObject({
      policy_arn: policyArn(name),
      access_scope: { type: "namespace", namespaces: ["shop", "team-*"] },
    });
  });

  test("groups, names and nodes", () => {
    const made = template({
      accessEntries: {
        readers: { principalArn: adminArn, groups: ["readers"], username: "reader:{{SessionName}}" },
        nodes: { principalArn: "arn:aws:iam::111111111111:role/hybrid", type: "HYBRID_LINUX" },
      },
    });
    expect(one(made, "aws_eks_access_entry", "access-readers")).toMatchObject({ kubernetes_groups: ["readers"], user_name: "reader:{{SessionName}}" });
    expect(one(made, "aws_eks_access_entry", "access-nodes")).toMatchObject({ type: "HYBRID_LINUX" });
    expect(ids(made, "aws_eks_access_policy_association")).toEqual([]);
  });

  test("the issuer is trusted without a thumbprint", () => {
    const provider = only(template(), "aws_iam_openid_connect_provider");
    expect(provider).toMatchObject({ url: "${aws_eks_cluster.cluster.identity[0].oidc[0].issuer}", client_id_list: ["sts.amazonaws.com"] });
    expect(provider).not.toHaveProperty("thumbprint_list");
  });

  test("another provider of users", () => {
    const identityProvider = { name: "okta", issuerUrl: "https://login.example.com", clientId: "kubernetes", groupsClaim: "groups", groupsPrefix: "oidc:", requiredClaims: { tenant: "1" } };
    expect(only(template({ identityProvider }), "aws_eks_identity_provider_config")).toMatchObject({
      cluster_name: "${aws_eks_cluster.cluster.name}",
      oidc: {
        identity_provider_config_name: "okta",
        issuer_url: "https://login.example.com",
        client_id: "kubernetes",
        groups_claim: "groups",
        groups_prefix: "oidc:",
        required_claims: { tenant: "1" },
      },
    });
  });
});

describe("what others are told", () => {
  test("the reference, the roles and the commands", () => {
    const { stack, cluster: made } = make(onNodes({}, { fargateProfiles, endpoint: { access: "public-and-private", publicCidrs: ["203.0.113.0/24"] } }));
    synth(stack);
    const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(render(stack, value)).replace(/_[0-9A-F]{8}/g, ""));
    expect(plain(made.cluster)).toMatchObject({
      clusterName: "dev-shop",
      clusterArn: "${aws_eks_cluster.cluster.arn}",
      kubernetesVersion: "1.35",
      region: "ap-northeast-1",
      endpoint: "${aws_eks_cluster.cluster.endpoint}",
      certificateAuthorityData: "${aws_eks_cluster.cluster.certificate_authority[0].data}",
      endpointAccess: "public-and-private",
      oidc: { providerArn: "${aws_iam_openid_connect_provider.cluster_oidc-provider.arn}", issuer: expect.stringContaining("replace(") },
      securityGroup: { securityGroupId: "${aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id}" },
      nodeSecurityGroup: { securityGroupId: "${aws_security_group.cluster_node-security-group.id}" },
      autoMode: false,
      addons: ["vpc-cni", "kube-proxy", "coredns"],
      nodes: [{ name: "web", os: "linux", architecture: "x86_64", tier: "private" }],
      fargateProfiles: [{ name: "system", tier: "private", selectors: [{ namespace: "kube-system" }] }],
    });
    expect(plain([made.clusterRole.roleArn, made.controlPlaneLogGroup, made.secretsKeyArn, made.addonRoles["vpc-cni"]?.roleName])).toEqual([
      "${aws_iam_role.cluster_cluster-role.arn}",
      "${aws_cloudwatch_log_group.cluster_log-group.name}",
      "${aws_kms_key.cluster_secrets-key.arn}",
      "${aws_iam_role.cluster_addon-role-vpc-cni.name}",
    ]);
    expect(Object.keys(made.addonRoles)).toEqual(["vpc-cni"]);
    expect(made.computeRoles).toHaveLength(2);
    expect(made.kubeconfigCommand).toBe("aws eks update-kubeconfig --region ap-northeast-1 --name dev-shop");
    expect(plain(made.portForwardCommand("i-0123456789abcdef0", 6443))).toBe(
      "aws ssm start-session --region ap-northeast-1 --target i-0123456789abcdef0 --document-name AWS-StartPortForwardingSessionToRemoteHost" +
        ' --parameters \'{"host":["${replace(aws_eks_cluster.cluster.endpoint, "https://", "")}"],"portNumber":["443"],"localPortNumber":["6443"]}\'',
    );
  });

  test("without compute, and with Auto Mode", () => {
    const { cluster: made } = make({ autoMode: {} });
    expect(made.cluster).toMatchObject({ autoMode: true, addons: [], nodes: [], fargateProfiles: [] });
    expect(made.cluster).not.toHaveProperty("nodeSecurityGroup");
    expect(made.autoNodeRole).toBeDefined();
    expect(made.karpenter).toBeUndefined();
    expect(made.workloads.map(({ name, tier }) => [name, tier])).toEqual([["dev-shop-auto", "private"]]);
  });

  test("a local port that is none", () => {
    expect(problemsOf(() => make().cluster.portForwardCommand("i-1", 0))).toEqual(["port-range localPort"]);
  });
});
