import { requireAwsProvider, type NetworkRef, type SubnetRef } from "@terrace/core";
import { only, render, resourcesOf, synth, testStack, type Template } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { Cluster } from "../src/cluster";
import type { InstancesProps, ManagedInstancesProps } from "../src/instances-props";
import type { ClusterProps } from "../src/props";

function subnet(tier: string, availabilityZone: string): SubnetRef {
  return { tier, availabilityZone, subnetId: `subnet-${tier}-${availabilityZone}`, routeTableId: "rtb-1", cidrBlock: "10.0.0.0/24", egress: "nat" };
}

const network: NetworkRef = {
  vpcId: "vpc-1",
  cidrBlocks: ["10.0.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [subnet("private", "apne1-az1"), subnet("private", "apne1-az2"), subnet("data", "apne1-az1")],
  endpoints: [],
};

const group: InstancesProps = { tier: "private", instanceTypes: ["m7i.large"], maxSize: 4 };
const managed: ManagedInstancesProps = { tier: "private", vcpus: { min: 1, max: 4 }, memoryMiB: { min: 1024 } };
const keyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";
const namespaceArn = "arn:aws:servicediscovery:ap-northeast-1:111111111111:namespace/ns-0123456789abcdef";
const role = { roleName: "web", roleArn: "arn:aws:iam::111111111111:role/web" };

function make(change: Partial<ClusterProps> = {}, stack: TerraformStack = testStack()) {
  return { stack, cluster: new Cluster(stack, "cluster", { name: "dev-shop", network, ...change }) };
}

function template(change: Partial<ClusterProps> = {}, stack: TerraformStack = testStack()): Template {
  return synth(make(change, stack).stack);
}

function ofGroup(type: string, change: Partial<InstancesProps> = {}, others: Partial<ClusterProps> = {}) {
  return only(template({ instances: { web: { ...group, ...change } }, ...others }), type);
}

function ofManaged(type: string, change: Partial<ManagedInstancesProps> = {}) {
  const stack = testStack();
  requireAwsProvider(stack, "6.15.0");
  return only(template({ managedInstances: { web: { ...managed, ...change } } }, stack), type);
}

/** An expression with the hashes of addresses taken away. */
function plain(value: unknown): string {
  return JSON.stringify(value).replace(/_[0-9A-F]{8}/g, "");
}

/** What instances are told, with a place for the cluster's name. */
function started(userData: unknown): string {
  const [, encoded = ""] = /^\$\{base64encode\(replace\(base64decode\("([^"]*)"\), "@cluster@", aws_ecs_cluster\.cluster\.name\)\)\}$/.exec(plain(userData).slice(1, -1).replaceAll("\\", "")) ?? [];
  return Buffer.from(encoded, "base64").toString("utf8");
}

describe("the cluster", () => {
  test("watches each container, and says nothing that it need not", () => {
    const cluster = only(template({ tags: { Team: "web" } }), "aws_ecs_cluster");
    expect(cluster).toMatchObject({ name: "dev-shop", setting: [{ name: "containerInsights", value: "enhanced" }], tags: { Name: "dev-shop", Team: "web" } });
    for (const absent of ["configuration", "service_connect_defaults"]) expect(cluster).not.toHaveProperty(absent);
  });

  test.each(["enabled", "disabled"] as const)("can have insights %s", (containerInsights) => {
    expect(only(template({ containerInsights }), "aws_ecs_cluster").setting).toEqual([{ name: "containerInsights", value: containerInsights }]);
  });

  test("stores what tasks keep under the caller's keys", () => {
    const { configuration } = only(template({ managedStorage: { kmsKeyArn: keyArn, fargateKmsKeyArn: `${keyArn}0` } }), "aws_ecs_cluster");
    expect(configuration).toEqual({ managed_storage_configuration: { kms_key_id: keyArn, fargate_ephemeral_storage_kms_key_id: `${keyArn}0` } });
  });

  test("is overridden last", () => {
    expect(only(template({ override: { cluster: { name: "other" } } }), "aws_ecs_cluster").name).toBe("other");
  });
});

describe("the default strategy", () => {
  const strategy = (change: Partial<ClusterProps>) => only(template(change), "aws_ecs_cluster_capacity_providers").default_capacity_provider_strategy;
  const ofWeb = [{ base: 0, capacity_provider: expect.stringMatching(/^\$\{aws_ecs_capacity_provider\.cluster_capacity-provider-web_\w+\.name\}$/), weight: 1 }];

  test("is Fargate, also beside instances", () => {
    expect(strategy({ instances: { web: group } })).toEqual([{ base: 0, capacity_provider: "FARGATE", weight: 1 }]);
  });

  test("is the only group where Fargate is left out", () => {
    expect(strategy({ fargate: [], instances: { web: group } })).toEqual(ofWeb);
  });

  test("is nothing where there is a choice", () => {
    expect(strategy({ fargate: [], instances: { web: group, batch: group } })).toEqual([]);
  });

  test("is what the caller says", () => {
    const defaultStrategy = [{ provider: "FARGATE", base: 2 }, { provider: "FARGATE_SPOT", weight: 3 }];
    expect(strategy({ defaultStrategy })).toEqual([
      { base: 2, capacity_provider: "FARGATE", weight: 1 },
      { base: 0, capacity_provider: "FARGATE_SPOT", weight: 3 },
    ]);
  });
});

describe("ECS Exec", () => {
  const exec = (props: ClusterProps["exec"]) => plain(only(template({ exec: props }), "aws_ecs_cluster").configuration);

  test("is recorded in a log group that is made here, kept for a year", () => {
    const made = template({ exec: {}, tags: { Team: "web" } });
    expect(only(made, "aws_cloudwatch_log_group")).toMatchObject({ name: "/ecs/dev-shop/exec", retention_in_days: 365, tags: { Team: "web" } });
    expect(plain(only(made, "aws_ecs_cluster").configuration)).toBe(
      plain({
        execute_command_configuration: {
          logging: "OVERRIDE",
          log_configuration: { cloud_watch_encryption_enabled: false, cloud_watch_log_group_name: "${aws_cloudwatch_log_group.cluster_exec-log-group.name}" },
        },
      }),
    );
  });

  test("has keys for what travels, and for what is recorded", () => {
    const made = template({ exec: { kmsKeyArn: keyArn, logs: { to: "cloudwatch", retentionDays: 30, kmsKeyArn: `${keyArn}0` } } });
    expect(only(made, "aws_cloudwatch_log_group")).toMatchObject({ kms_key_id: `${keyArn}0`, retention_in_days: 30 });
    expect(only(made, "aws_ecs_cluster").configuration).toMatchObject({
      execute_command_configuration: { kms_key_id: keyArn, log_configuration: { cloud_watch_encryption_enabled: true } },
    });
  });

  test("is recorded in a bucket, encrypted", () => {
    expect(exec({ logs: { to: "s3", bucketName: "audit", bucketArn: "arn:aws:s3:::audit", prefix: "dev" } })).toBe(
      plain({ execute_command_configuration: { logging: "OVERRIDE", log_configuration: { s3_bucket_encryption_enabled: true, s3_bucket_name: "audit", s3_key_prefix: "dev" } } }),
    );
  });

  test("is recorded nowhere on request", () => {
    expect(exec({ logs: { to: "nowhere" } })).toBe(plain({ execute_command_configuration: { logging: "NONE" } }));
  });

  test.each<[string, ClusterProps["exec"], string[]]>([
    ["the log group", {}, ["logs:DescribeLogGroups", "logs:PutLogEvents", "aws_cloudwatch_log_group.cluster_exec-log-group.arn"]],
    ["the bucket", { logs: { to: "s3", bucketName: "audit", bucketArn: "arn:aws:s3:::audit" } }, ["s3:PutObject", "arn:aws:s3:::audit/*", "s3:GetEncryptionConfiguration"]],
    ["the bucket's folder", { logs: { to: "s3", bucketName: "audit", bucketArn: "arn:aws:s3:::audit", prefix: "dev" } }, ["arn:aws:s3:::audit/dev/*"]],
  ])("lets a task role record in %s", (_where, props, parts) => {
    const { stack, cluster } = make({ exec: props });
    cluster.grantExecLogs("web", role);
    const policy = only(synth(stack), "aws_iam_role_policy");
    expect(policy).toMatchObject({ name: "dev-shop-exec-logs-web", role: "web" });
    for (const part of parts) expect(plain(policy.policy)).toContain(part);
  });
});

describe("the namespace", () => {
  test("is the default of Service Connect", () => {
    const made = template({ namespace: { type: "http", name: "shop" }, tags: { Team: "web" } });
    expect(only(made, "aws_service_discovery_http_namespace")).toMatchObject({ name: "shop", tags: { Team: "web" } });
    expect(plain(only(made, "aws_ecs_cluster").service_connect_defaults)).toBe('{"namespace":"${aws_service_discovery_http_namespace.cluster_namespace-http.arn}"}');
  });

  test("answers in the network's DNS", () => {
    const made = template({ namespace: { type: "private-dns", name: "shop.internal" } });
    expect(only(made, "aws_service_discovery_private_dns_namespace")).toMatchObject({ name: "shop.internal", vpc: "vpc-1" });
  });

  test("may be there already", () => {
    const { stack, cluster } = make({ namespace: { type: "existing", arn: namespaceArn } });
    expect([cluster.namespaceId, cluster.namespaceArn]).toEqual([undefined, namespaceArn]);
    expect(only(synth(stack), "aws_ecs_cluster").service_connect_defaults).toEqual({ namespace: namespaceArn });
  });

  test("is no default on request", () => {
    const { stack, cluster } = make({ namespace: { type: "existing", arn: namespaceArn, serviceConnectDefault: false } });
    expect(only(synth(stack), "aws_ecs_cluster")).not.toHaveProperty("service_connect_defaults");
    expect(cluster.cluster).not.toHaveProperty("serviceConnectNamespaceArn");
  });
});

describe("the launch template", () => {
  const launch = (change: Partial<InstancesProps> = {}, others: Partial<ClusterProps> = {}) => ofGroup("aws_launch_template", change, others);

  test("keeps metadata from containers, and encrypts the disk", () => {
    expect(launch()).toMatchObject({
      name: "dev-shop-web",
      instance_type: "m7i.large",
      update_default_version: true,
      metadata_options: { http_endpoint: "enabled", http_tokens: "required", http_put_response_hop_limit: 1 },
      block_device_mappings: [{ device_name: "/dev/xvda", ebs: { encrypted: "true", delete_on_termination: "true", volume_type: "gp3", volume_size: 30 } }],
      monitoring: { enabled: false },
    });
  });

  test("gives Bottlerocket two disks, both encrypted", () => {
    const volume = { sizeGiB: 100, iops: 4000, throughputMibps: 250, kmsKeyArn: keyArn };
    expect(launch({ image: "bottlerocket", volume, detailedMonitoring: true })).toMatchObject({
      block_device_mappings: [
        { device_name: "/dev/xvda", ebs: { encrypted: "true", kms_key_id: keyArn } },
        { device_name: "/dev/xvdb", ebs: { encrypted: "true", kms_key_id: keyArn, volume_size: 100, iops: 4000, throughput: 250 } },
      ],
      monitoring: { enabled: true },
    });
  });

  test("tells the agent its cluster, and keeps tasks from the instance's credentials", () => {
    expect(started(launch().user_data)).toBe("#!/bin/bash\ncat >> /etc/ecs/ecs.config <<'ECS_CONFIG'\nECS_CLUSTER=@cluster@\nECS_AWSVPC_BLOCK_IMDS=true\nECS_CONFIG\n");
  });

  test("tells the agent what Terraform would read otherwise", () => {
    const login = String.raw`{"shop":{"password":"a\b%{if}${"$"}{x}"}}`;
    expect(started(launch({ agent: { ECS_ENGINE_AUTH_DATA: login } }).user_data)).toContain(`\nECS_ENGINE_AUTH_DATA=${login}\n`);
  });

  test("gives instances, volumes and interfaces the tags that default tags do not reach", () => {
    const tags = { Name: "dev-shop-web", Team: "web" };
    const kinds = ["instance", "volume", "network-interface"];
    expect(launch({}, { tags: { Team: "web" } }).tag_specifications).toEqual(kinds.map((kind) => ({ resource_type: kind, tags })));
  });

  test("takes the image from AWS's parameter, or the caller's own", () => {
    const data = (change: Partial<InstancesProps>) => Object.values(template({ instances: { web: { ...group, ...change } } }).data?.aws_ssm_parameter ?? {});
    expect(data({ instanceTypes: ["m7g.large"] })).toMatchObject([{ name: "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id" }]);
    expect(plain(launch().image_id)).toBe('"${data.aws_ssm_parameter.cluster_image-web.insecure_value}"');
    expect(data({ image: { id: "ami-01234567", os: "al2023", architecture: "x86_64" } })).toEqual([]);
    expect(launch({ image: { id: "ami-01234567", os: "al2023", architecture: "x86_64" } }).image_id).toBe("ami-01234567");
  });

  test("is overridden last", () => {
    expect(launch({}, { override: { launchTemplate: { keyName: "ops" } } }).key_name).toBe("ops");
  });
});

describe("the group", () => {
  const scaled = (change: Partial<InstancesProps> = {}, others: Partial<ClusterProps> = {}) => ofGroup("aws_autoscaling_group", change, others);

  test("starts empty in its tier's subnets, protected, marked as ECS's", () => {
    expect(scaled({}, { tags: { Team: "web" } })).toMatchObject({
      name: "dev-shop-web",
      min_size: 0,
      max_size: 4,
      vpc_zone_identifier: ["subnet-private-apne1-az1", "subnet-private-apne1-az2"],
      protect_from_scale_in: true,
      force_delete: false,
      health_check_type: "EC2",
      tag: [
        { key: "Team", value: "web", propagate_at_launch: true },
        { key: "Name", value: "dev-shop-web", propagate_at_launch: true },
        { key: "AmazonECSManaged", value: "true", propagate_at_launch: true },
      ],
    });
    for (const absent of ["desired_capacity", "mixed_instances_policy", "instance_refresh", "max_instance_lifetime", "capacity_rebalance"]) {
      expect(scaled()).not.toHaveProperty(absent);
    }
  });

  test("launches the newest version of its template", () => {
    expect(plain(scaled().launch_template)).toBe(
      plain({ id: "${aws_launch_template.cluster_launch-template-web.id}", version: "${tostring(aws_launch_template.cluster_launch-template-web.latest_version)}" }),
    );
  });

  test("is there only while instances may register and get out, and goes before they may not", () => {
    expect(plain(scaled().depends_on)).toBe(plain(["aws_iam_role_policy_attachment.cluster_instance-role-ecs", "aws_vpc_security_group_egress_rule.cluster_to-ipv4"]));
  });

  test.each<[string, InstancesProps["purchase"], number, number]>([
    ["Spot", "spot", 0, 0],
    ["both", { onDemandBase: 1, onDemandPercent: 25 }, 1, 25],
    ["both without a base", { onDemandPercent: 25 }, 0, 25],
  ])("buys %s, and makes room before Spot takes away", (_what, purchase, base, percent) => {
    expect(scaled({ purchase })).toMatchObject({
      capacity_rebalance: true,
      mixed_instances_policy: {
        instances_distribution: {
          on_demand_base_capacity: base,
          on_demand_percentage_above_base_capacity: percent,
          on_demand_allocation_strategy: "prioritized",
          spot_allocation_strategy: "price-capacity-optimized",
        },
      },
    });
  });

  test("has several types on demand in the caller's order", () => {
    const several = scaled({ instanceTypes: ["m7i.large", "m6i.large"] });
    expect(several.mixed_instances_policy).toMatchObject({
      instances_distribution: { on_demand_percentage_above_base_capacity: 100 },
      launch_template: { override: [{ instance_type: "m7i.large" }, { instance_type: "m6i.large" }] },
    });
    expect(several).not.toHaveProperty("launch_template");
    expect(ofGroup("aws_launch_template", { instanceTypes: ["m7i.large", "m6i.large"] })).not.toHaveProperty("instance_type");
  });

  test("replaces running instances on request, protected ones too", () => {
    expect(scaled({ refresh: {}, maxLifetimeDays: 7 })).toMatchObject({
      instance_refresh: { strategy: "Rolling", preferences: { min_healthy_percentage: 90, scale_in_protected_instances: "Refresh" } },
      max_instance_lifetime: 604_800,
    });
  });

  test("leaves the number to its owner", () => {
    const size = { scaling: "off", desiredSize: { initial: 2, owner: "ops" } } as const;
    expect(scaled(size)).toMatchObject({ desired_capacity: 2, lifecycle: { ignore_changes: ["desired_capacity"] }, protect_from_scale_in: false });
    expect(scaled({ scaling: "off", desiredSize: 3 })).toMatchObject({ desired_capacity: 3 });
  });

  test("is killed only on request", () => {
    expect(scaled({ forceDelete: true }).force_delete).toBe(true);
  });

  test("is overridden last", () => {
    expect(scaled({}, { override: { autoscalingGroup: { maxSize: 9 } } }).max_size).toBe(9);
  });
});

describe("the capacity provider of a group", () => {
  const provider = (change: Partial<InstancesProps> = {}) => ofGroup("aws_ecs_capacity_provider", change);

  test("scales, drains and protects", () => {
    expect(provider()).toMatchObject({
      name: "dev-shop-web",
      auto_scaling_group_provider: {
        managed_draining: "ENABLED",
        managed_termination_protection: "ENABLED",
        managed_scaling: { status: "ENABLED", target_capacity: 100, minimum_scaling_step_size: 1, maximum_scaling_step_size: 10_000, instance_warmup_period: 300 },
      },
    });
  });

  test("leaves the group alone on request", () => {
    expect(provider({ scaling: "off", draining: false })).toMatchObject({
      auto_scaling_group_provider: { managed_draining: "DISABLED", managed_termination_protection: "DISABLED", managed_scaling: { status: "DISABLED" } },
    });
  });

  test("scales as the caller says, without protection", () => {
    const scaling = { targetPercent: 80, minimumStep: 2, maximumStep: 4, warmupSeconds: 60 };
    expect(provider({ scaling, terminationProtection: false })).toMatchObject({
      auto_scaling_group_provider: {
        managed_termination_protection: "DISABLED",
        managed_scaling: { target_capacity: 80, minimum_scaling_step_size: 2, maximum_scaling_step_size: 4, instance_warmup_period: 60 },
      },
    });
  });
});

describe("the roles", () => {
  test("hold the agent's rights in the stack's own partition", () => {
    const attachment = ofGroup("aws_iam_role_policy_attachment");
    expect(plain(attachment.policy_arn)).toBe('"arn:${data.aws_partition.cluster_partition.partition}:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"');
    expect(ofGroup("aws_iam_role").name).toBe("dev-shop-instances");
  });

  test("hold more on request", () => {
    const made = template({ instances: { web: group }, instanceRole: { sessionManager: true, policyArns: { extra: "arn:aws:iam::aws:policy/X" } } });
    const policies = Object.values(resourcesOf(made, "aws_iam_role_policy_attachment")).map((attachment) => String(attachment.policy_arn).replace(/^.*policy\//, ""));
    expect(policies).toEqual(["service-role/AmazonEC2ContainerServiceforEC2Role", "AmazonSSMManagedInstanceCore", "X"]);
  });

  test("of Managed Instances are called as AWS's policy wants it", () => {
    const stack = testStack();
    requireAwsProvider(stack, "6.15.0");
    const made = template({ managedInstances: { web: managed } }, stack);
    const names = Object.values(resourcesOf(made, "aws_iam_role")).map(({ name, assume_role_policy }) => [name, /"(\w+)\.amazonaws\.com"/.exec(String(assume_role_policy))?.[1]]);
    expect(names).toEqual([["dev-shop-infrastructure", "ecs"], ["ecsInstanceRole-dev-shop", "ec2"]]);
    const policies = Object.values(resourcesOf(made, "aws_iam_role_policy_attachment")).map((attachment) => String(attachment.policy_arn).replace(/^.*policy\//, ""));
    expect(policies).toEqual(["AmazonECSInfrastructureRolePolicyForManagedInstances", "AmazonECSInstanceRolePolicyForManagedInstances"]);
  });
});

describe("Managed Instances", () => {
  test("belong to the cluster, and have no group", () => {
    const provider = ofManaged("aws_ecs_capacity_provider");
    expect(provider).not.toHaveProperty("auto_scaling_group_provider");
    expect(plain(provider.cluster)).toBe('"${aws_ecs_cluster.cluster.name}"');
    expect(provider.managed_instances_provider).toMatchObject({
      propagate_tags: "CAPACITY_PROVIDER",
      instance_launch_template: {
        monitoring: "BASIC",
        network_configuration: { subnets: ["subnet-private-apne1-az1", "subnet-private-apne1-az2"] },
        instance_requirements: { vcpu_count: { min: 1, max: 4 }, memory_mib: { min: 1024 } },
      },
    });
    expect(provider.managed_instances_provider).not.toHaveProperty("infrastructure_optimization");
  });

  test("take what the caller asks for", () => {
    const change: Partial<ManagedInstancesProps> = { instanceTypes: ["m7g.*"], cpuManufacturers: ["amazon-web-services"], storageGiB: 80, detailedMonitoring: true, scaleInAfterSeconds: 60 };
    expect(ofManaged("aws_ecs_capacity_provider", change).managed_instances_provider).toMatchObject({
      infrastructure_optimization: { scale_in_after: 60 },
      instance_launch_template: {
        monitoring: "DETAILED",
        storage_configuration: { storage_size_gib: 80 },
        instance_requirements: { allowed_instance_types: ["m7g.*"], cpu_manufacturers: ["amazon-web-services"] },
      },
    });
  });

  test.each<[number | undefined, string]>([[undefined, ">= 6.15.0, < 7.0.0"], [60, ">= 6.23.0, < 7.0.0"]])("idle for %p seconds need the provider %s", (scaleInAfterSeconds, version) => {
    const stack = testStack();
    requireAwsProvider(stack, "6.15.0");
    const made = template({ managedInstances: { web: { ...managed, scaleInAfterSeconds } } }, stack);
    expect(made.terraform.required_providers).toMatchObject({ aws: { version } });
  });
});

describe("the security group", () => {
  test("lets instances out everywhere, by IPv6 too where there is any", () => {
    const rules = (dualStack: boolean) =>
      Object.values(resourcesOf(template({ network: { ...network, dualStack }, instances: { web: group } }), "aws_vpc_security_group_egress_rule"));
    expect(rules(false)).toMatchObject([{ ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" }]);
    expect(rules(true)).toMatchObject([{ cidr_ipv4: "0.0.0.0/0" }, { ip_protocol: "-1", cidr_ipv6: "::/0" }]);
  });

  test.each([[undefined, 32_768, 65_535], [{ from: 80, to: 81 }, 80, 81]])("lets a peer in on %j", (ports, from, to) => {
    const { stack, cluster } = make({ instances: { web: group } });
    cluster.allowFrom("edge", { securityGroupId: "sg-1" }, ports);
    expect(only(synth(stack), "aws_vpc_security_group_ingress_rule")).toMatchObject({ referenced_security_group_id: "sg-1", ip_protocol: "tcp", from_port: from, to_port: to });
  });
});

describe("what the cluster offers", () => {
  test("waits for its capacity, and outlives what uses it", () => {
    const { stack, cluster } = make({ instances: { web: group }, exec: { kmsKeyArn: keyArn }, namespace: { type: "existing", arn: namespaceArn } });
    expect(plain(render(stack, cluster.cluster))).toBe(
      plain({
        clusterName: "${aws_ecs_cluster_capacity_providers.cluster_capacity-providers.cluster_name}",
        clusterArn: "${element([aws_ecs_cluster.cluster.arn, aws_ecs_cluster_capacity_providers.cluster_capacity-providers.id], 0)}",
        capacityProviders: ["FARGATE", "FARGATE_SPOT", "dev-shop-web"],
        exec: { kmsKeyArn: keyArn, logs: "cloudwatch" },
        serviceConnectNamespaceArn: namespaceArn,
      }),
    );
    expect(cluster.capacityProviderNames).toEqual({ web: "dev-shop-web" });
  });

  test("is no more than there is", () => {
    const { cluster } = make();
    expect(Object.keys(cluster.cluster)).toEqual(["clusterName", "clusterArn", "capacityProviders"]);
    expect([cluster.securityGroup, cluster.instanceRole, cluster.namespaceArn, cluster.execLogGroupName]).toEqual([undefined, undefined, undefined, undefined]);
    expect(cluster.workloads).toEqual([]);
  });

  test("says what instances must reach", () => {
    const services = (change: Partial<ClusterProps>) => make({ instances: { web: group }, ...change }).cluster.workloads.map(({ name, tier, needs }) => [name, tier, needs.map(({ service }) => service)]);
    expect(services({})).toEqual([["dev-shop-web", "private", ["ecs", "ecs-agent", "ecs-telemetry"]]]);
    expect(services({ instanceRole: { sessionManager: true } })[0]?.[2]).toEqual(["ecs", "ecs-agent", "ecs-telemetry", "ssm", "ssmmessages", "s3"]);
  });

  test("names the role and the log group", () => {
    const { stack, cluster } = make({ instances: { web: group }, exec: {} });
    expect(plain(render(stack, [cluster.instanceRole, cluster.execLogGroupName]))).toBe(
      plain([{ roleName: "${aws_iam_role.cluster_instance-role.name}", roleArn: "${aws_iam_role.cluster_instance-role.arn}" }, "${aws_cloudwatch_log_group.cluster_exec-log-group.name}"]),
    );
  });
});
