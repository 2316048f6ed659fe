import { addresses, inventory, only, resourcesOf } from "@terrace/testkit";
import type { ComputeProps } from "../src/compute";
import { resolveCompute } from "../src/compute";
import type { NodeGroupProps } from "../src/node-group-props";
import { userData } from "../src/node-user-data";
import type { SelfManagedGroupProps } from "../src/self-managed-props";
import { facts, group, make, own, profile } from "./compute-fixture";
import { statements } from "./cluster-template";

function withGroup(change: Partial<NodeGroupProps>): ComputeProps {
  return { nodeGroups: { web: { ...group, ...change } } };
}

function withOwn(change: Partial<SelfManagedGroupProps>): ComputeProps {
  return { selfManagedGroups: { web: { ...own, ...change } } };
}

function nodeGroup(change: Partial<NodeGroupProps>) {
  return only(make(withGroup(change)).template, "aws_eks_node_group");
}

function template(props: ComputeProps) {
  return only(make(props).template, "aws_launch_template");
}

function autoscalingGroup(change: Partial<SelfManagedGroupProps>) {
  return only(make(withOwn(change)).template, "aws_autoscaling_group");
}

/** Ids without the hash of their path. */
function idsOf(props: ComputeProps, type: string): string[] {
  return Object.keys(resourcesOf(make(props).template, type)).map((id) => id.replace(/^eks_|_[0-9A-F]{8}$/g, ""));
}

test("no compute, nothing", () => {
  const { template: made, made: compute } = make({});
  expect(addresses(made)).toEqual([]);
  expect(made.data).toBeUndefined();
  expect(compute).toEqual({ nodes: [], fargateProfiles: [], roles: [], dependables: [] });
});

describe("managed node groups", () => {
  test("one is a group, a launch template and a role", () => {
    expect(inventory(make(withGroup({})).template)).toEqual({
      aws_eks_node_group: 1,
      aws_iam_role: 1,
      aws_iam_role_policy_attachment: 2,
      aws_launch_template: 1,
    });
  });

  test("it follows the cluster's version, and an autoscaler decides how many", () => {
    expect(nodeGroup({ minSize: 2 })).toMatchObject({
      cluster_name: "dev-shop",
      node_group_name: "web",
      ami_type: "AL2023_x86_64_STANDARD",
      version: "1.34",
      capacity_type: "ON_DEMAND",
      scaling_config: { min_size: 2, max_size: 4, desired_size: 2 },
      update_config: { max_unavailable: 1 },
      node_repair_config: { enabled: true },
      subnet_ids: ["subnet-private-apne1-az1", "subnet-private-apne1-az2"],
      lifecycle: { ignore_changes: ["scaling_config[0].desired_size"] },
    });
  });

  test("it has its role, and the newest version of its template", () => {
    expect(nodeGroup({})).toMatchObject({
      node_role_arn: expect.stringMatching(/^\$\{aws_iam_role\.eks_node-role-linux_\w+\.arn\}$/),
      launch_template: { id: expect.stringContaining("node-template-web"), version: expect.stringContaining(".latest_version)") },
    });
  });

  test("a number of nodes is Terraform's own", () => {
    expect(nodeGroup({ desiredSize: 3 })).toMatchObject({ scaling_config: { desired_size: 3 } });
    expect(nodeGroup({ desiredSize: 3 })).not.toHaveProperty("lifecycle");
  });

  test("it waits for its role's policies, which outlive it", () => {
    expect(nodeGroup({})["depends_on"]).toEqual([expect.stringContaining("worker-of-node-role-linux"), expect.stringContaining("images-of-node-role-linux")]);
  });

  test("what the caller says", () => {
    const change = {
      labels: { team: "a" },
      taints: [{ key: "gpu", value: "yes", effect: "NO_SCHEDULE" }],
      update: { maxUnavailablePercent: 33 },
      forceUpdate: true,
      repair: false,
      kubernetesVersion: "1.33",
      releaseVersion: "1.33.5-20251112",
      tags: { Team: "a" },
    } as const;
    expect(nodeGroup(change)).toMatchObject({
      labels: { team: "a" },
      taint: [{ key: "gpu", value: "yes", effect: "NO_SCHEDULE" }],
      update_config: { max_unavailable_percentage: 33 },
      force_update_version: true,
      node_repair_config: { enabled: false },
      version: "1.33",
      release_version: "1.33.5-20251112",
      tags: { Team: "a" },
    });
  });

  test.each<[string[], string]>([
    [["m7g.large"], "AL2023_ARM_64_STANDARD"],
    [["g6.xlarge"], "AL2023_x86_64_NVIDIA"],
    [["g5g.xlarge"], "AL2023_ARM_64_NVIDIA"],
    [["inf2.xlarge"], "AL2023_x86_64_NEURON"],
  ])("%p boot %s", (instanceTypes, image) => {
    expect(nodeGroup({ instanceTypes })).toMatchObject({ ami_type: image });
  });

  test("one type on demand stands in the template, so that another one rolls the nodes", () => {
    expect(nodeGroup({})).not.toHaveProperty("instance_types");
    expect(template(withGroup({}))).toMatchObject({ instance_type: "m7i.large" });
  });

  test("several types, and those of Spot, stand in the group", () => {
    const instanceTypes = ["m7i.large", "m7a.large"];
    expect(nodeGroup({ instanceTypes })).toMatchObject({ instance_types: instanceTypes, capacity_type: "ON_DEMAND" });
    expect(template(withGroup({ instanceTypes }))).not.toHaveProperty("instance_type");
    expect(nodeGroup({ capacity: "spot" })).toMatchObject({ instance_types: ["m7i.large"], capacity_type: "SPOT" });
  });

  test("a Capacity Block is named in the template", () => {
    const change = { capacity: { capacityBlockId: "cr-0123456789abcdef0" }, instanceTypes: ["p5.48xlarge"], zones: ["apne1-az2"] };
    expect(nodeGroup(change)).toMatchObject({ capacity_type: "CAPACITY_BLOCK", subnet_ids: ["subnet-private-apne1-az2"] });
    expect(nodeGroup(change)).not.toHaveProperty("instance_types");
    expect(template(withGroup(change))).toMatchObject({
      instance_type: "p5.48xlarge",
      instance_market_options: { market_type: "capacity-block" },
      capacity_reservation_specification: { capacity_reservation_target: { capacity_reservation_id: "cr-0123456789abcdef0" } },
    });
  });

  test("an image of one's own stands in the template, and EKS is told no version", () => {
    const change = { image: { id: "ami-0123456789abcdef0", os: "al2023", architecture: "x86_64" } } as const;
    const made = nodeGroup(change);
    for (const name of ["ami_type", "version", "release_version", "force_update_version"]) expect(made).not.toHaveProperty(name);
    expect(template(withGroup(change))).toMatchObject({ image_id: "ami-0123456789abcdef0", user_data: expect.stringContaining("base64decode") });
  });

  test("one group for each zone, called by it", () => {
    expect(idsOf(withGroup({ perZone: true }), "aws_eks_node_group")).toEqual(["node-group-web-apne1-az1", "node-group-web-apne1-az2"]);
    const groups = Object.values(resourcesOf(make(withGroup({ perZone: true })).template, "aws_eks_node_group"));
    expect(groups.map((made) => [made["node_group_name"], made["subnet_ids"]])).toEqual([
      ["web-apne1-az1", ["subnet-private-apne1-az1"]],
      ["web-apne1-az2", ["subnet-private-apne1-az2"]],
    ]);
    expect(idsOf(withGroup({ perZone: true }), "aws_launch_template")).toEqual(["node-template-web"]);
  });

  test("Windows has a role of its own", () => {
    const { template: made, made: compute } = make({ nodeGroups: { linux: group, win: { ...group, image: "WINDOWS_CORE_2022_x86_64" } } });
    expect(Object.values(resourcesOf(made, "aws_iam_role")).map(({ name }) => name)).toEqual(["dev-shop-nodes", "dev-shop-nodes-windows"]);
    expect(compute.nodes.map(({ name, os }) => [name, os])).toEqual([
      ["linux", "linux"],
      ["win", "windows"],
    ]);
  });

  test("an override comes last", () => {
    const override = { nodeGroup: { forceUpdateVersion: true }, launchTemplate: { ebsOptimized: "true" } };
    expect(nodeGroup({ override })).toMatchObject({ force_update_version: true });
    expect(template(withGroup({ override }))).toMatchObject({ ebs_optimized: "true" });
  });
});

describe("what nodes are launched from", () => {
  test("an encrypted volume, tokens for metadata, the nodes' group, and tags", () => {
    const change = { tags: { Team: "a" }, securityGroups: [{ securityGroupId: "sg-data" }], detailedMonitoring: true };
    expect(template(withGroup(change))).toMatchObject({
      name: "dev-shop-web",
      update_default_version: true,
      vpc_security_group_ids: ["sg-nodes", "sg-data"],
      metadata_options: { http_endpoint: "enabled", http_tokens: "required", http_put_response_hop_limit: 1 },
      block_device_mappings: [{ device_name: "/dev/xvda", ebs: { encrypted: "true", volume_type: "gp3", volume_size: 20, delete_on_termination: "true" } }],
      monitoring: { enabled: true },
      tag_specifications: ["instance", "volume", "network-interface"].map((type) => ({ resource_type: type, tags: { Team: "a", Name: "dev-shop-web" } })),
    });
    expect(template(withGroup(change))).not.toHaveProperty("user_data");
  });

  test("the group that EKS made, where nodes have none of their own", () => {
    expect(only(make(withGroup({}), {}, { nodeSecurityGroup: undefined }).template, "aws_launch_template")).toMatchObject({ vpc_security_group_ids: ["sg-cluster"] });
  });

  test("a volume and a hop as the caller says", () => {
    const kmsKeyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";
    const change = { volume: { sizeGiB: 100, iops: 6000, throughputMibps: 500, kmsKeyArn }, metadataHopLimit: 2 };
    expect(template(withGroup(change))).toMatchObject({
      block_device_mappings: [{ ebs: { volume_size: 100, iops: 6000, throughput: 500, kms_key_id: kmsKeyArn } }],
      metadata_options: { http_put_response_hop_limit: 2 },
    });
  });

  test.each<[NodeGroupProps["image"], object[]]>([
    ["BOTTLEROCKET_x86_64", [{ device_name: "/dev/xvda" }, { device_name: "/dev/xvdb", ebs: { volume_size: 20 } }]],
    ["WINDOWS_CORE_2022_x86_64", [{ device_name: "/dev/sda1", ebs: { volume_size: 50 } }]],
  ])("volumes of %s", (image, devices) => {
    const props = { ...withGroup({ image }), fargateProfiles: { apps: profile } };
    expect(template(props)).toMatchObject({ block_device_mappings: devices });
  });
});

describe("what nodes are told", () => {
  const marked = { labels: { team: "a", tier: "web" }, taints: [{ key: "gpu", value: "yes", effect: "NO_SCHEDULE" }, { key: "gpu", effect: "NO_EXECUTE" }] } as const;

  function told(change: Partial<NodeGroupProps>, joinedBy: "eks" | "user-data"): string | undefined {
    const settings = resolveCompute(withGroup(change), facts).nodeGroups["web"];
    if (settings === undefined) throw new Error("no group");
    return userData(settings, joinedBy);
  }

  test("nothing where EKS says all", () => {
    expect(told(marked, "eks")).toBeUndefined();
    expect(told({ ...marked, image: "BOTTLEROCKET_x86_64" }, "eks")).toBeUndefined();
    expect(told({ ...marked, image: "WINDOWS_CORE_2022_x86_64" }, "eks")).toBeUndefined();
  });

  test("a script and the kubelet's settings, which EKS merges", () => {
    const text = told({ bootScript: "#!/bin/bash\necho hello", maxPods: 50, kubeletConfig: { imageGCHighThresholdPercent: 70 } }, "eks");
    expect(text).toBe(
      [
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="==TERRACE=="',
        "",
        "--==TERRACE==",
        'Content-Type: text/x-shellscript; charset="us-ascii"',
        "",
        "#!/bin/bash",
        "echo hello",
        "",
        "--==TERRACE==",
        'Content-Type: application/node.eks.aws; charset="us-ascii"',
        "",
        JSON.stringify({ apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec: { kubelet: { config: { maxPods: 50, imageGCHighThresholdPercent: 70 } } } }, undefined, 2),
        "",
        "--==TERRACE==--",
        "",
      ].join("\n"),
    );
  });

  test("AL2023 is told the cluster, and how it is marked", () => {
    const text = told(marked, "user-data") ?? "";
    expect(JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1))).toEqual({
      apiVersion: "node.eks.aws/v1alpha1",
      kind: "NodeConfig",
      spec: {
        cluster: { name: "@@terrace.cluster@@", apiServerEndpoint: "@@terrace.endpoint@@", certificateAuthority: "@@terrace.certificate@@", cidr: "@@terrace.cidr@@" },
        kubelet: { flags: ["--node-labels=team=a,tier=web", "--register-with-taints=gpu=yes:NoSchedule,gpu=:NoExecute"] },
      },
    });
  });

  test("Bottlerocket is told so in TOML", () => {
    const settings = { "kernel.sysctl": { "vm.max_map_count": "262144" }, "kubernetes": { "allowed-unsafe-sysctls": "net.*" } };
    expect(told({ ...marked, image: "BOTTLEROCKET_x86_64", maxPods: 50, bottlerocketSettings: settings }, "user-data")).toBe(
      [
        "[settings.kernel.sysctl]",
        '"vm.max_map_count" = "262144"',
        "[settings.kubernetes]",
        '"cluster-name" = "@@terrace.cluster@@"',
        '"api-server" = "@@terrace.endpoint@@"',
        '"cluster-certificate" = "@@terrace.certificate@@"',
        '"cluster-dns-ip" = "@@terrace.dns@@"',
        '"max-pods" = 50',
        '"allowed-unsafe-sysctls" = "net.*"',
        "[settings.kubernetes.node-labels]",
        '"team" = "a"',
        '"tier" = "web"',
        "[settings.kubernetes.node-taints]",
        '"gpu" = ["yes:NoSchedule",":NoExecute"]',
        "",
      ].join("\n"),
    );
    expect(told({ image: "BOTTLEROCKET_x86_64", maxPods: 50 }, "eks")).toBe('[settings.kubernetes]\n"max-pods" = 50\n');
  });

  test("Windows is told so by its script", () => {
    expect(told({ labels: { team: "a" }, image: "WINDOWS_CORE_2022_x86_64" }, "user-data")).toBe(
      [
        "<powershell>",
        String.raw`& "$env:ProgramFiles\Amazon\EKS\Start-EKSBootstrap.ps1" -EKSClusterName "@@terrace.cluster@@" -APIServerEndpoint "@@terrace.endpoint@@" -Base64ClusterCA "@@terrace.certificate@@" -DNSClusterIP "@@terrace.dns@@" -ServiceCIDR "@@terrace.cidr@@" -KubeletExtraArgs "--node-labels=team=a"`,
        "</powershell>",
        "",
      ].join("\n"),
    );
  });

  test("text that Terraform would read as its own arrives as it is", () => {
    const script = '#!/bin/bash\necho "${HOME} %{x} \\n"';
    const encoded = String(template(withGroup({ bootScript: script }))["user_data"]);
    expect(Buffer.from(encoded, "base64").toString("utf8")).toContain(script);
  });

  test("Terraform puts in what only it knows, and the address of the cluster's DNS", () => {
    const { user_data: data } = template(withOwn({ image: "BOTTLEROCKET_x86_64" }));
    expect(data).toContain('"@@terrace.cluster@@", "dev-shop")');
    expect(data).toContain('"@@terrace.endpoint@@", "https://eks.example")');
    expect(data).toContain('"@@terrace.certificate@@", "Y2VydA==")');
    expect(data).toContain('"@@terrace.dns@@", cidrhost("172.20.0.0/16", 10))');
    expect(data).not.toContain("@@terrace.cidr@@");
  });
});

describe("the role of nodes", () => {
  function policies(props: ComputeProps, change = {}): unknown[] {
    return Object.values(resourcesOf(make(props, change).template, "aws_iam_role_policy_attachment")).map(({ policy_arn: arn }) => String(arn).replace(/^.*:policy\//, ""));
  }

  test("joins the cluster and pulls images, no more", () => {
    expect(policies(withGroup({}))).toEqual(["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"]);
  });

  test("does more when asked", () => {
    const nodeRole = { sessionManager: true, vpcCni: true, policyArns: { logs: "arn:aws:iam::111111111111:policy/logs" } };
    expect(policies({ ...withGroup({}), nodeRole })).toEqual([
      "AmazonEKSWorkerNodePolicy",
      "AmazonEC2ContainerRegistryPullOnly",
      "AmazonEKS_CNI_Policy",
      "AmazonSSMManagedInstanceCore",
      "logs",
    ]);
  });

  test("gives IPv6 addresses by a policy of this module, as AWS keeps none", () => {
    const { template: made } = make({ ...withGroup({}), nodeRole: { vpcCni: true } }, { ipFamily: "ipv6" });
    expect(statements(only(made, "aws_iam_role_policy")["policy"])).toMatchObject([
      { Action: expect.arrayContaining(["ec2:AssignIpv6Addresses"]), Resource: "*" },
      { Action: ["ec2:CreateTags"], Resource: "arn:aws:ec2:*:*:network-interface/*" },
    ]);
    expect(policies({ ...withGroup({}), nodeRole: { vpcCni: true } }, { ipFamily: "ipv6" })).not.toContain("AmazonEKS_CNI_Policy");
  });

  test.each([
    ["ap-northeast-1", "ec2.amazonaws.com"],
    ["cn-north-1", "ec2.amazonaws.com.cn"],
  ])("is taken by EC2 as it is called in %s", (region, service) => {
    expect(statements(only(make(withGroup({}), { region }).template, "aws_iam_role")["assume_role_policy"])).toEqual([
      { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" },
    ]);
  });
});

describe("self-managed groups", () => {
  test("one is an Auto Scaling group, a template, a role with its profile, and an entry that lets it in", () => {
    expect(inventory(make(withOwn({})).template)).toEqual({
      aws_autoscaling_group: 1,
      aws_eks_access_entry: 1,
      aws_iam_instance_profile: 1,
      aws_iam_role: 1,
      aws_iam_role_policy_attachment: 2,
      aws_launch_template: 1,
    });
    expect(only(make(withOwn({})).template, "aws_eks_access_entry")).toMatchObject({ cluster_name: "dev-shop", type: "EC2_LINUX" });
    expect(autoscalingGroup({})["depends_on"]).toContainEqual(expect.stringContaining("aws_eks_access_entry"));
  });

  test("all of it has the role, the zones and the newest template", () => {
    const { template: made } = make(withOwn({}));
    const reference = (name: string) => expect.stringMatching(new RegExp(`^\\$\\{${name}\\w*\\.\\w+\\}$`));
    expect(only(made, "aws_eks_access_entry")).toMatchObject({ principal_arn: reference("aws_iam_role.eks_role-self-managed-linux") });
    expect(only(made, "aws_iam_instance_profile")).toMatchObject({ name: reference("aws_iam_role.eks_role-self-managed-linux"), role: reference("aws_iam_role.eks_role-self-managed-linux") });
    expect(only(made, "aws_iam_role")).toMatchObject({ name: "dev-shop-self-managed-linux", description: "Nodes of the EKS cluster dev-shop" });
    expect(only(made, "aws_launch_template")).toMatchObject({ name: "dev-shop-web", iam_instance_profile: { arn: reference("aws_iam_instance_profile.eks_node-profile-linux") } });
    expect(only(made, "aws_autoscaling_group")).toMatchObject({
      name: "dev-shop-web",
      vpc_zone_identifier: ["subnet-private-apne1-az1", "subnet-private-apne1-az2"],
      health_check_type: "EC2",
      launch_template: { id: reference("aws_launch_template.eks_node-template-web"), version: expect.stringContaining(".latest_version)") },
    });
    expect(autoscalingGroup({ zones: ["apne1-az2"] })).toMatchObject({ vpc_zone_identifier: ["subnet-private-apne1-az2"] });
  });

  test("its tags say whose it is, and what an autoscaler would start", () => {
    const { tag } = autoscalingGroup({ labels: { team: "a" }, taints: [{ key: "gpu", value: "yes", effect: "NO_SCHEDULE" }] });
    expect(tag).toEqual([
      { key: "Name", value: "dev-shop-web", propagate_at_launch: true },
      { key: "kubernetes.io/cluster/dev-shop", value: "owned", propagate_at_launch: true },
      { key: "k8s.io/cluster-autoscaler/enabled", value: "true", propagate_at_launch: false },
      { key: "k8s.io/cluster-autoscaler/dev-shop", value: "owned", propagate_at_launch: false },
      { key: "k8s.io/cluster-autoscaler/node-template/label/team", value: "a", propagate_at_launch: false },
      { key: "k8s.io/cluster-autoscaler/node-template/taint/gpu", value: "yes:NoSchedule", propagate_at_launch: false },
    ]);
    expect(autoscalingGroup({ autoscaler: false })["tag"]).toHaveLength(2);
  });

  test("sizes, their owner, and how nodes are replaced", () => {
    expect(autoscalingGroup({ minSize: 2, refresh: {}, maxLifetimeDays: 7, terminationHookSeconds: 300 })).toMatchObject({
      min_size: 2,
      max_size: 4,
      desired_capacity: 2,
      lifecycle: { ignore_changes: ["desired_capacity"] },
      instance_refresh: { strategy: "Rolling", preferences: { min_healthy_percentage: 90 } },
      max_instance_lifetime: 604_800,
      initial_lifecycle_hook: [{ lifecycle_transition: "autoscaling:EC2_INSTANCE_TERMINATING", heartbeat_timeout: 300, default_result: "CONTINUE" }],
    });
    expect(autoscalingGroup({ desiredSize: 3 })).not.toHaveProperty("lifecycle");
  });

  test("one type on demand needs no policy", () => {
    expect(autoscalingGroup({})).toHaveProperty("launch_template");
    expect(autoscalingGroup({})).not.toHaveProperty("mixed_instances_policy");
    expect(template(withOwn({}))).toMatchObject({ instance_type: "m7i.large" });
  });

  test.each<[SelfManagedGroupProps["purchase"], number, number]>([
    ["on-demand", 0, 100],
    ["spot", 0, 0],
    [{ onDemandBase: 1, onDemandPercent: 25 }, 1, 25],
  ])("several types, %p", (purchase, base, percent) => {
    const instanceTypes = ["m7i.large", "m7a.large"];
    expect(autoscalingGroup({ instanceTypes, purchase })).toMatchObject({
      mixed_instances_policy: {
        instances_distribution: { on_demand_base_capacity: base, on_demand_percentage_above_base_capacity: percent, spot_allocation_strategy: "price-capacity-optimized" },
        launch_template: { override: [{ instance_type: "m7i.large" }, { instance_type: "m7a.large" }] },
      },
    });
    expect(autoscalingGroup({ instanceTypes, purchase })["capacity_rebalance"]).toBe(purchase === "on-demand" ? undefined : true);
  });

  test.each<[Partial<SelfManagedGroupProps>, string]>([
    [{}, "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/recommended/image_id"],
    [
      { releaseVersion: "1.34.1-20251112" },
      "/aws/service/eks/optimized-ami/1.34/amazon-linux-2023/x86_64/standard/amazon-eks-node-al2023-x86_64-standard-1.34-v20251112/image_id",
    ],
    [{ instanceTypes: ["g5g.xlarge"], kubernetesVersion: "1.33" }, "/aws/service/eks/optimized-ami/1.33/amazon-linux-2023/arm64/nvidia/recommended/image_id"],
    [{ image: "BOTTLEROCKET_x86_64_FIPS" }, "/aws/service/bottlerocket/aws-k8s-1.34-fips/x86_64/latest/image_id"],
    [{ image: "BOTTLEROCKET_x86_64", releaseVersion: "1.50.0-6d56dee1" }, "/aws/service/bottlerocket/aws-k8s-1.34/x86_64/1.50.0-6d56dee1/image_id"],
  ])("the image of %p is read from AWS's parameter", (change, name) => {
    const { data } = make(withOwn(change)).template;
    expect(Object.values(data?.["aws_ssm_parameter"] ?? {})).toEqual([expect.objectContaining({ name })]);
  });

  test("Windows is let in as such", () => {
    const { template: made } = make({ selfManagedGroups: { linux: own, win: { ...own, image: "WINDOWS_FULL_2019_x86_64" } } });
    expect(Object.values(resourcesOf(made, "aws_eks_access_entry")).map(({ type }) => type)).toEqual(["EC2_LINUX", "EC2_WINDOWS"]);
    expect(Object.values(made.data?.["aws_ssm_parameter"] ?? {})).toContainEqual(
      expect.objectContaining({ name: "/aws/service/ami-windows-latest/Windows_Server-2019-English-Full-EKS_Optimized-1.34/image_id" }),
    );
  });

  test("an image of one's own, and an override, come last", () => {
    const image = { id: "ami-0123456789abcdef0", os: "bottlerocket", architecture: "x86_64" } as const;
    const override = { autoscalingGroup: { healthCheckType: "ELB" }, launchTemplate: { ebsOptimized: "true" } };
    const { template: made } = make(withOwn({ image, override }));
    expect(made).not.toHaveProperty("data.aws_ssm_parameter");
    expect(only(made, "aws_launch_template")).toMatchObject({ image_id: "ami-0123456789abcdef0", ebs_optimized: "true" });
    expect(only(made, "aws_autoscaling_group")).toMatchObject({ health_check_type: "ELB" });
  });
});

test("the cluster's tags reach everything", () => {
  const all = { nodeGroups: { web: group }, selfManagedGroups: { own }, karpenter: { instanceProfile: "module" }, fargateProfiles: { apps: profile } } as const;
  const { template: made } = make(all, { tags: { Team: "a" } });
  const untagged = Object.entries(made.resource ?? {})
    .filter(([, resources]) => Object.values(resources).some((resource) => !JSON.stringify([resource["tags"], resource["tag"]]).includes("Team")))
    .map(([type]) => type);
  // These have no tags.
  expect(untagged.toSorted()).toEqual(["aws_cloudwatch_event_target", "aws_iam_role_policy", "aws_iam_role_policy_attachment", "aws_sqs_queue_policy"]);
});
