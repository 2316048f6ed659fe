import type { InstancesSettings } from "./settings";
import { imageFacts } from "./images";

/** Settings of the agent that this module writes itself, and why. */
export const ownAgentSettings: Readonly<Record<string, string>> = {
  ECS_CLUSTER: "it is the cluster's name",
  ECS_AWSVPC_BLOCK_IMDS: "it keeps tasks from the instance's credentials",
  ECS_ENABLE_SPOT_INSTANCE_DRAINING: "it follows purchase",
  ECS_ENABLE_GPU_SUPPORT: "it follows image",
  ECS_INSTANCE_ATTRIBUTES: "attributes writes it",
};

/** What an instance is told when it starts: a shell script for AL2023, TOML for Bottlerocket. */
export function userData(settings: InstancesSettings, clusterName: string): string {
  return imageFacts(settings.image).os === "al2023" ? ecsConfig(settings, clusterName) : bottlerocketSettings(settings, clusterName);
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html */
function ecsConfig({ image, purchase, attributes, agent }: InstancesSettings, clusterName: string): string {
  const config: Record<string, string> = {
    ECS_CLUSTER: clusterName,
    ECS_AWSVPC_BLOCK_IMDS: "true",
    ...(purchase === "on-demand" ? {} : { ECS_ENABLE_SPOT_INSTANCE_DRAINING: "true" }),
    ...(imageFacts(image).accelerator === "gpu" ? { ECS_ENABLE_GPU_SUPPORT: "true" } : {}),
    ...(Object.keys(attributes).length > 0 ? { ECS_INSTANCE_ATTRIBUTES: JSON.stringify(attributes) } : {}),
    ...agent,
  };
  const lines = Object.entries(config).map(([key, value]) => `${key}=${value}`);
  return ["#!/bin/bash", "cat >> /etc/ecs/ecs.config <<'ECS_CONFIG'", ...lines, "ECS_CONFIG", ""].join("\n");
}

/** @see https://bottlerocket.dev/en/os/latest/api/settings/ecs/ */
function bottlerocketSettings({ purchase, attributes }: InstancesSettings, clusterName: string): string {
  const custom = Object.entries(attributes).map(([key, value]) => `${JSON.stringify(key)} = ${JSON.stringify(value)}`);
  return [
    "[settings.ecs]",
    `cluster = "${clusterName}"`,
    "awsvpc-block-imds = true",
    ...(purchase === "on-demand" ? [] : ["enable-spot-instance-draining = true"]),
    ...(custom.length > 0 ? ["[settings.ecs.instance-attributes]", ...custom] : []),
    "",
  ].join("\n");
}
