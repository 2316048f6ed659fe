import { only, resourcesOf, type Template } from "@terrace/testkit";
import type { ClusterProps } from "../src/props";
import { cluster, fargateProfiles, ids, onNodes, one, statements, template } from "./cluster-template";
import { network } from "./fixtures";

describe("security groups", () => {
  test("without nodes there is the control plane's only, open to clients", () => {
    const made = template({ endpoint: { clients: { vpn: { cidr: "10.0.0.0/8" }, bastion: { securityGroupId: "sg-1" } } } });
    expect(only(made, "aws_security_group")).toMatchObject({ name: "dev-shop-control-plane", vpc_id: "vpc-1", tags: { Name: "dev-shop-control-plane" } });
    expect(one(made, "aws_vpc_security_group_ingress_rule", "control-plane-from-client-vpn")).toMatchObject({ cidr_ipv4: "10.0.0.0/8", from_port: 443, to_port: 443, ip_protocol: "tcp" });
    expect(one(made, "aws_vpc_security_group_ingress_rule", "control-plane-from-client-bastion")).toMatchObject({ referenced_security_group_id: "sg-1" });
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

  test("everything is open to Fargate too then", () => {
    const made = template(onNodes({}, { fargateProfiles, nodeTraffic: { betweenNodes: "everything" } }));
    const clusterId = "${aws_eks_cluster.cluster.vpc_config[0].cluster_security_group_id}";
    expect(rule(made, "nodes-from-cluster-everything")).toMatchObject({ security_group_id: nodesId, referenced_security_group_id: clusterId, ip_protocol: "-1" });
    expect(rule(made, "cluster-from-nodes-everything")).toMatchObject({ security_group_id: clusterId, referenced_security_group_id: nodesId, ip_protocol: "-1" });
    expect(ids(made, "aws_vpc_security_group_ingress_rule").filter((id) => id.includes("cluster"))).toHaveLength(2);
  });

  test("a pod's port below 1025 is opened to Fargate too", () => {
    const made = template(onNodes({}, { fargateProfiles, nodeTraffic: { podPorts: [80] } }));
    expect(rule(made, "nodes-from-cluster-pods-80")).toMatchObject({ from_port: 80, to_port: 80 });
    expect(rule(made, "cluster-from-nodes-pods-80")).toMatchObject({ from_port: 80, to_port: 80 });
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
      "block-storage-of-cluster-role",
      "cluster-of-cluster-role",
      "compute-of-cluster-role",
      "images-of-auto-node-role",
      "load-balancing-of-cluster-role",
      "networking-of-cluster-role",
      "worker-of-auto-node-role",
    ]);
    expect(statements(one(made, "aws_iam_role", "cluster-role").assume_role_policy)[0].Action).toEqual(["sts:AssumeRole", "sts:TagSession"]);
    expect(statements(one(made, "aws_iam_role", "auto-node-role").assume_role_policy)[0].Principal).toEqual({ Service: "ec2.amazonaws.com" });
    expect(ids(made, "aws_eks_access_entry")).toEqual(["access-platform"]);
  });

  test("without pools of EKS's own lets other pools' nodes in", () => {
    const made = template({ autoMode: { nodePools: [] } });
    expect(only(made, "aws_eks_cluster").compute_config).toEqual({ enabled: true });
    expect(one(made, "aws_eks_access_entry", "auto-node-access")).toMatchObject({ type: "EC2", principal_arn: "${aws_iam_role.cluster_auto-node-role.arn}" });
    expect(one(made, "aws_eks_access_policy_association", "auto-node-grant").policy_arn).toMatch(/AmazonEKSAutoNodePolicy$/);
  });

  test("is switched off in all three parts", () => {
    expect(cluster({ autoMode: "disabled" })).toMatchObject({
      compute_config: { enabled: false },
      kubernetes_network_config: { elastic_load_balancing: { enabled: false } },
      storage_config: { block_storage: { enabled: false } },
    });
  });
});
