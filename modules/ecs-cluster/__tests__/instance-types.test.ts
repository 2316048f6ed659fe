import { imageParameter, type ImageName } from "../src/images";
import { acceleratorOf, architectureOf } from "../src/instance-types";
import type { InstancesProps } from "../src/instances-props";
import { resolve } from "../src/settings";
import { userData } from "../src/user-data";

test.each<[string, "arm64" | "x86_64", "gpu" | "neuron" | undefined]>([
  ["a1.large", "arm64", undefined],
  ["t4g.micro", "arm64", undefined],
  ["m7g.large", "arm64", undefined],
  ["c6gn.xlarge", "arm64", undefined],
  ["m7gd.large", "arm64", undefined],
  ["x2gd.large", "arm64", undefined],
  ["im4gn.large", "arm64", undefined],
  ["is4gen.medium", "arm64", undefined],
  ["hpc7g.4xlarge", "arm64", undefined],
  ["g5g.xlarge", "arm64", "gpu"],
  ["m7i-flex.large", "x86_64", undefined],
  ["t3a.micro", "x86_64", undefined],
  ["u-6tb1.56xlarge", "x86_64", undefined],
  ["g4dn.xlarge", "x86_64", "gpu"],
  ["g4ad.xlarge", "x86_64", undefined],
  ["g6e.xlarge", "x86_64", "gpu"],
  ["gr6.4xlarge", "x86_64", "gpu"],
  ["p5en.48xlarge", "x86_64", "gpu"],
  ["p6e-gb200.36xlarge", "arm64", "gpu"],
  ["inf2.xlarge", "x86_64", "neuron"],
  ["trn1n.32xlarge", "x86_64", "neuron"],
])("%s is of %s with %s", (type, architecture, accelerator) => {
  expect([architectureOf(type), acceleratorOf(type)]).toEqual([architecture, accelerator]);
});

test.each<[ImageName, string | undefined, string]>([
  ["al2023", undefined, "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"],
  ["al2023-arm64", "al2023-ami-ecs-hvm-2023.0.20251108-kernel-6.1-arm64", "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/al2023-ami-ecs-hvm-2023.0.20251108-kernel-6.1-arm64/image_id"],
  ["al2023-gpu", undefined, "/aws/service/ecs/optimized-ami/amazon-linux-2023/gpu/recommended/image_id"],
  ["al2023-neuron", undefined, "/aws/service/ecs/optimized-ami/amazon-linux-2023/neuron/recommended/image_id"],
  ["bottlerocket", undefined, "/aws/service/bottlerocket/aws-ecs-2/x86_64/latest/image_id"],
  ["bottlerocket-arm64", "1.40.0", "/aws/service/bottlerocket/aws-ecs-2/arm64/1.40.0/image_id"],
  ["bottlerocket-nvidia", undefined, "/aws/service/bottlerocket/aws-ecs-2-nvidia/x86_64/latest/image_id"],
  ["bottlerocket-nvidia-arm64", undefined, "/aws/service/bottlerocket/aws-ecs-2-nvidia/arm64/latest/image_id"],
  ["bottlerocket-fips", undefined, "/aws/service/bottlerocket/aws-ecs-2-fips/x86_64/latest/image_id"],
  ["bottlerocket-fips-arm64", undefined, "/aws/service/bottlerocket/aws-ecs-2-fips/arm64/latest/image_id"],
])("%s at %s is found at %s", (image, version, expected) => {
  expect(imageParameter(image, version)).toBe(expected);
});

function told(change: Partial<InstancesProps>): string[] {
  const { instances } = resolve({ name: "dev", instances: { web: { tier: "private", instanceTypes: ["m7i.large"], maxSize: 1, ...change } } });
  return instances.web === undefined ? [] : userData(instances.web, "dev").split("\n");
}

test("AL2023 is told by the agent's file", () => {
  const lines = told({ image: "al2023-gpu", purchase: "spot", attributes: { stack: "a" }, agent: { ECS_LOGLEVEL: "debug" } });
  expect(lines).toEqual([
    "#!/bin/bash",
    "cat >> /etc/ecs/ecs.config <<'ECS_CONFIG'",
    "ECS_CLUSTER=dev",
    "ECS_AWSVPC_BLOCK_IMDS=true",
    "ECS_ENABLE_SPOT_INSTANCE_DRAINING=true",
    "ECS_ENABLE_GPU_SUPPORT=true",
    'ECS_INSTANCE_ATTRIBUTES={"stack":"a"}',
    "ECS_LOGLEVEL=debug",
    "ECS_CONFIG",
    "",
  ]);
});

test("Bottlerocket is told by settings", () => {
  expect(told({ image: "bottlerocket" })).toEqual(["[settings.ecs]", 'cluster = "dev"', "awsvpc-block-imds = true", ""]);
  expect(told({ image: "bottlerocket", purchase: { onDemandPercent: 0 }, attributes: { stack: "a" } })).toEqual([
    "[settings.ecs]",
    'cluster = "dev"',
    "awsvpc-block-imds = true",
    "enable-spot-instance-draining = true",
    "[settings.ecs.instance-attributes]",
    '"stack" = "a"',
    "",
  ]);
});
