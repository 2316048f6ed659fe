import { oneOf, type Problem } from "@terrace/core";
import { images } from "./images";
import type { ClusterSettings, InstancesSettings } from "./settings";

/** Words that decide which rules and resources there are. Nothing else is looked at while one of them is not a word. */
export function checkWords({ containerInsights, fargate, exec, namespace, instances }: ClusterSettings): Problem[] {
  return [
    ...oneOf("containerInsights", containerInsights, ["disabled", "enabled", "enhanced"]),
    ...fargate.flatMap((provider, index) => oneOf(`fargate[${index}]`, provider, ["FARGATE", "FARGATE_SPOT"])),
    ...(exec === undefined ? [] : oneOf("exec.logs.to", exec.logs.to, ["cloudwatch", "s3", "nowhere"])),
    ...(namespace === undefined ? [] : oneOf("namespace.type", namespace.type, ["http", "private-dns", "existing"])),
    ...Object.entries(instances).flatMap(([key, settings]) => checkInstancesWords(`instances.${key}`, settings)),
  ];
}

function checkInstancesWords(path: string, { image, purchase }: InstancesSettings): Problem[] {
  return [
    ...(typeof image === "string" ? oneOf(`${path}.image`, image, Object.keys(images)) : []),
    ...(typeof purchase === "string" ? oneOf(`${path}.purchase`, purchase, ["on-demand", "spot"]) : []),
  ];
}
