import { requireAwsProvider } from "@terrace/core";
import { only, problemsOf, render, resourcesOf, synth, testStack, type Block, type Template } from "@terrace/testkit";
import type { AddonsProps } from "../src/addon-props";
import type { ClusterProps } from "../src/props";
import { adminArn, keyArn, make, network } from "./fixtures";

/** The JSON of a cluster, with the hashes of addresses taken away. */
function template(change: Partial<ClusterProps> = {}, provider?: string): Template {
  const stack = testStack();
  if (provider !== undefined) requireAwsProvider(stack, provider);
  return JSON.parse(JSON.stringify(synth(make(change, stack).stack)).replace(/_[0-9A-F]{8}/g, ""));
}

function cluster(change: Partial<ClusterProps> = {}, provider?: string): Block {
  return only(template(change, provider), "aws_eks_cluster");
}

/** One resource by the last part of its address. */
function one(made: Template, type: string, id: string): Block {
  return resourcesOf(made, type)[`cluster_${id}`] ?? {};
}

/** Last parts of the addresses of one type. */
function ids(made: Template, type: string): string[] {
  return Object.keys(resourcesOf(made, type)).map((id) => id.replace(/^cluster_/, "")).toSorted();
}

/** What a resource names in its depends_on, without the stack's part. */
function needs(block: Block): string[] {
  const { depends_on: list = [] } = block;
  return Array.isArray(list) ? list.map((address) => String(address).replace(/\.cluster_/, ".")) : [];
}

/** The statements of a policy written as JSON. Quotes within an expression are Terraform's own, not JSON's. */
function statements(json: unknown) {
  return JSON.parse(String(json).replace(/\$\{[^}]*\}/g, (expression) => expression.replaceAll('"', "'"))).Statement;
}

const nodeGroups = { web: { instanceTypes: ["m7i.large"], maxSize: 4 } };
const early = { "vpc-cni": { version: "v1.20.4-eksbuild.1" }, "kube-proxy": { version: "v1.35.0-eksbuild.2" } };
const coredns = { version: "v1.13.1-eksbuild.1" };
const onNodes = (addons: AddonsProps = {}, change: Partial<ClusterProps> = {}): Partial<ClusterProps> => ({ nodeGroups, addons: { ...early, coredns, ...addons }, ...change });
const fargateProfiles = { system: { selectors: [{ namespace: "kube-system" }] } };

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
      "aws_iam_role_policy_attachment.cluster-role-cluster",
      "aws_cloudwatch_log_group.log-group",
      "aws_vpc_security_group_ingress_rule.control-plane-from-vpn",
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
    const policy = (change: Partial<ClusterProps>) => ids(template(change), "aws_iam_role_policy_attachment").includes("cluster-role-vpc-resource-controller");
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

describe("security groups", () => {
  test("without nodes there is the control plane's only, open to clients", () => {
    const made = template({ endpoint: { clients: { vpn: { cidr: "10.0.0.0/8" }, bastion: { securityGroupId: "sg-1" } } } });
    expect(only(made, "aws_security_group")).toMatchObject({ name: "dev-shop-control-plane", vpc_id: "vpc-1", tags: { Name: "dev-shop-control-plane" } });
    expect(one(made, "aws_vpc_security_group_ingress_rule", "control-plane-from-vpn")).toMatchObject({ cidr_ipv4: "10.0.0.0/8", from_port: 443, to_port: 443, ip_protocol: "tcp" });
    expect(one(made, "aws_vpc_security_group_ingress_rule", "control-plane-from-bastion")).toMatchObject({ referenced_security_group_id: "sg-1" });
  });

  const rule = (made: Template, id: string) => one(made, "aws_vpc_security_group_ingress_rule", id);
  const nodesId = "${aws_security_group.cluster_node-security-group.id}";
  const controlPlaneId = "${aws_security_group.cluster_control-plane-security-group.id}";

  test("nodes have exactly one group with the cluster's tag", () => {
    const made = template(onNodes());
    const tagged = Object.values(resourcesOf(made, "aws_security_group")).filter(({ tags }) => JSON.stringify(tags).includes("kubernetes.io/cluster/dev-shop"));
    expect(tagged).toEqual([expect.objectContaining({ name: "dev-shop-nodes", tags: { Name: "dev-shop-nodes", "kubernetes.io/cluster/dev-shop": "owned" } })]);
  });

  test("Karpenter finds the group of nodes", () => {
    const made = template(onNodes({}, { karpenter: { identity: "irsa" } }));
    expect(one(made, "aws_security_group", "node-security-group").tags).toMatchObject({ "karpenter.sh/discovery/dev-shop": "true" });
  });

  test.each([
    ["nodes-443-from-control-plane", { referenced_security_group_id: controlPlaneId, from_port: 443, to_port: 443, ip_protocol: "tcp" }],
    ["nodes-10250-from-control-plane", { referenced_security_group_id: controlPlaneId, from_port: 10250, to_port: 10250 }],
    ["nodes-9443-from-control-plane", { referenced_security_group_id: controlPlaneId, from_port: 9443, to_port: 9443 }],
    ["nodes-dns-tcp", { referenced_security_group_id: nodesId, from_port: 53, to_port: 53, ip_protocol: "tcp" }],
    ["nodes-dns-udp", { referenced_security_group_id: nodesId, from_port: 53, to_port: 53, ip_protocol: "udp" }],
    ["nodes-pods", { referenced_security_group_id: nodesId, from_port: 1025, to_port: 65535, ip_protocol: "tcp" }],
  ])("%s is open to nodes", (id, expected) => {
    expect(rule(template(onNodes()), id)).toMatchObject({ security_group_id: nodesId, ...expected });
  });

  test("nodes reach the API server, and everything outside", () => {
    const made = template(onNodes({}, { network: { ...network, dualStack: true } }));
    expect(rule(made, "control-plane-from-nodes")).toMatchObject({ security_group_id: controlPlaneId, referenced_security_group_id: nodesId, from_port: 443 });
    expect(one(made, "aws_vpc_security_group_egress_rule", "nodes-to-ipv4")).toMatchObject({ cidr_ipv4: "0.0.0.0/0", ip_protocol: "-1" });
    expect(one(made, "aws_vpc_security_group_egress_rule", "nodes-to-ipv6")).toMatchObject({ cidr_ipv6: "::/0", ip_protocol: "-1" });
    expect(ids(template(onNodes()), "aws_vpc_security_group_egress_rule")).toEqual(["nodes-to-ipv4"]);
  });

  test("ports of webhooks and of pods are opened on request, those of metrics-server with it", () => {
    const made = template(onNodes({ "metrics-server": { version: "v0.8.0-eksbuild.1" } }, { nodeTraffic: { webhookPorts: [8443], podPorts: [80] } }));
    expect(ids(made, "aws_vpc_security_group_ingress_rule")).toEqual([
      "control-plane-from-nodes",
      "nodes-10250-from-control-plane",
      "nodes-10251-from-control-plane",
      "nodes-443-from-control-plane",
      "nodes-8443-from-control-plane",
      "nodes-dns-tcp",
      "nodes-dns-udp",
      "nodes-pods",
      "nodes-pods-80",
    ]);
    expect(rule(made, "nodes-pods-80")).toMatchObject({ from_port: 80, to_port: 80, referenced_security_group_id: nodesId });
  });

  test("everything is open between nodes on request", () => {
    const made = template(onNodes({}, { nodeTraffic: { betweenNodes: "everything" } }));
    expect(rule(made, "nodes-everything")).toMatchObject({ security_group_id: nodesId, referenced_security_group_id: nodesId, ip_protocol: "-1" });
    expect(ids(made, "aws_vpc_security_group_ingress_rule")).not.toContain("nodes-pods");
  });

  test.each<[string, Partial<ClusterProps>]>([
    ["Fargate pods", { fargateProfiles }],
    ["Auto Mode's nodes", { autoMode: {} }],
  ])("nodes and %s reach each other", (_what, change) => {
    const made = template(onNodes({}, change));
    const clusterId = "${aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id}";
    expect(rule(made, "nodes-from-cluster-dns-udp")).toMatchObject({ security_group_id: nodesId, referenced_security_group_id: clusterId, ip_protocol: "udp" });
    expect(rule(made, "cluster-from-nodes-pods")).toMatchObject({ security_group_id: clusterId, referenced_security_group_id: nodesId, from_port: 1025 });
  });

  test("nodes and pods on premises reach the API server", () => {
    const made = template({ hybridNodes: { nodeCidrs: ["192.168.0.0/17"], podCidrs: ["192.168.128.0/17"] } });
    expect(rule(made, "control-plane-from-hybrid-nodes-192-168-0-0-17")).toMatchObject({ security_group_id: controlPlaneId, cidr_ipv4: "192.168.0.0/17", from_port: 443 });
    expect(rule(made, "control-plane-from-hybrid-pods-192-168-128-0-17")).toMatchObject({ cidr_ipv4: "192.168.128.0/17" });
    expect(only(made, "aws_eks_cluster").remote_network_config).toEqual({ remote_node_networks: { cidrs: ["192.168.0.0/17"] }, remote_pod_networks: { cidrs: ["192.168.128.0/17"] } });
    expect(cluster({ hybridNodes: { nodeCidrs: ["192.168.0.0/17"] } }).remote_network_config).toEqual({ remote_node_networks: { cidrs: ["192.168.0.0/17"] } });
  });

  test("the group of nodes can be overridden", () => {
    const made = template(onNodes({}, { override: { nodeSecurityGroup: { name: "other" } } }));
    expect(one(made, "aws_security_group", "node-security-group").name).toBe("other");
  });
});

describe("Auto Mode", () => {
  test("is on in all three parts, with nodes of two pools", () => {
    const made = template({ autoMode: {} });
    expect(only(made, "aws_eks_cluster")).toMatchObject({
      compute_config: { enabled: true, node_pools: ["general-purpose", "system"], node_role_arn: "${aws_iam_role.cluster_auto-node-role.arn}" },
      kubernetes_network_config: { elastic_load_balancing: { enabled: true } },
      storage_config: { block_storage: { enabled: true } },
      bootstrap_self_managed_addons: false,
    });
    expect(ids(made, "aws_iam_role_policy_attachment")).toEqual([
      "auto-node-role-images",
      "auto-node-role-worker",
      "cluster-role-block-storage",
      "cluster-role-cluster",
      "cluster-role-compute",
      "cluster-role-load-balancing",
      "cluster-role-networking",
    ]);
    expect(statements(one(made, "aws_iam_role", "cluster-role").assume_role_policy)[0].Action).toEqual(["sts:AssumeRole", "sts:TagSession"]);
    expect(statements(one(made, "aws_iam_role", "auto-node-role").assume_role_policy)[0].Principal).toEqual({ Service: "ec2.amazonaws.com" });
    expect(ids(made, "aws_eks_access_entry")).toEqual(["access-platform"]);
  });

  test("without pools of EKS's own lets other pools' nodes in", () => {
    const made = template({ autoMode: { nodePools: [] } });
    expect(only(made, "aws_eks_cluster").compute_config).toEqual({ enabled: true });
    expect(one(made, "aws_eks_access_entry", "access-auto-nodes")).toMatchObject({ type: "EC2", principal_arn: "${aws_iam_role.cluster_auto-node-role.arn}" });
    expect(one(made, "aws_eks_access_policy_association", "access-auto-nodes-policy").policy_arn).toMatch(/AmazonEKSAutoNodePolicy$/);
  });

  test("is switched off in all three parts", () => {
    expect(cluster({ autoMode: "disabled" })).toMatchObject({
      compute_config: { enabled: false },
      kubernetes_network_config: { elastic_load_balancing: { enabled: false } },
      storage_config: { block_storage: { enabled: false } },
    });
  });
});

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
      expect(needs(one(made, "aws_eks_node_group", "nodes-web"))).toContain(address);
      expect(needs(one(made, "aws_eks_addon", "addon-coredns"))).toContain(address);
    }
    expect(needs(one(made, "aws_eks_addon", "addon-coredns"))).toContain("aws_eks_node_group.nodes-web");
    expect(needs(one(made, "aws_eks_addon", "addon-vpc-cni"))).not.toContain("aws_eks_node_group.nodes-web");
    expect(needs(one(made, "aws_eks_node_group", "nodes-web"))).toContain("aws_vpc_security_group_ingress_rule.control-plane-from-nodes");
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
    const attached = Object.entries(resourcesOf(made, "aws_iam_role_policy_attachment")).filter(([id]) => id.startsWith(`cluster_addon-role-${name}-`));
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
      expect(needs(one(made, "aws_eks_addon", `addon-${name}`))).toContain(`aws_iam_role_policy.addon-role-${name}-own`);
      return statements(one(made, "aws_iam_role_policy", `addon-role-${name}-own`).policy);
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
    expect(ids(template(onNodes({}, ipv6)), "aws_iam_role_policy_attachment")).not.toContain("addon-role-vpc-cni-cni");
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
