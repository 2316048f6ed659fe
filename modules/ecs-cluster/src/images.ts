import type { OwnImage } from "./instances-props";

/** What runs on an instance, and how it is told what to do. */
export type OperatingSystem = "al2023" | "bottlerocket";

/** Instruction set of an instance. */
export type Architecture = "arm64" | "x86_64";

/** What a workload computes on, beside the processor. */
export type Accelerator = "gpu" | "neuron";

/** What is known of an image. */
export interface ImageFacts {
  readonly os: OperatingSystem;
  readonly architecture: Architecture;
  /**
   * @default - none
   */
  readonly accelerator?: Accelerator;
  /** Folder of its public parameters. */
  readonly folder: string;
}

const al2023 = "/aws/service/ecs/optimized-ami/amazon-linux-2023";
const bottlerocket = "/aws/service/bottlerocket/aws-ecs-2";

/**
 * The images that AWS makes for ECS. Read November 2026.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-bottlerocket-retrieve-ami.html
 */
export const images = {
  al2023: { os: "al2023", architecture: "x86_64", folder: al2023 },
  "al2023-arm64": { os: "al2023", architecture: "arm64", folder: `${al2023}/arm64` },
  "al2023-gpu": { os: "al2023", architecture: "x86_64", accelerator: "gpu", folder: `${al2023}/gpu` },
  "al2023-neuron": { os: "al2023", architecture: "x86_64", accelerator: "neuron", folder: `${al2023}/neuron` },
  bottlerocket: { os: "bottlerocket", architecture: "x86_64", folder: `${bottlerocket}/x86_64` },
  "bottlerocket-arm64": { os: "bottlerocket", architecture: "arm64", folder: `${bottlerocket}/arm64` },
  "bottlerocket-nvidia": { os: "bottlerocket", architecture: "x86_64", accelerator: "gpu", folder: `${bottlerocket}-nvidia/x86_64` },
  "bottlerocket-nvidia-arm64": { os: "bottlerocket", architecture: "arm64", accelerator: "gpu", folder: `${bottlerocket}-nvidia/arm64` },
  "bottlerocket-fips": { os: "bottlerocket", architecture: "x86_64", folder: `${bottlerocket}-fips/x86_64` },
  "bottlerocket-fips-arm64": { os: "bottlerocket", architecture: "arm64", folder: `${bottlerocket}-fips/arm64` },
} as const satisfies Record<string, ImageFacts>;

/** An image that AWS makes for ECS. */
export type ImageName = keyof typeof images;

/** What is known of an image, whoever made it. A name that is none is refused as such, not for what it would hold. */
export function imageFacts(image: ImageName | OwnImage): Omit<ImageFacts, "folder"> {
  if (typeof image !== "string") return image;
  return Object.hasOwn(images, image) ? images[image] : images.al2023;
}

/** The public parameter that holds an image's id: of one version, or of the newest. */
export function imageParameter(image: ImageName, version: string | undefined): string {
  const { os, folder }: ImageFacts = images[image];
  const newest = os === "al2023" ? "recommended" : "latest";
  return `${folder}/${version ?? newest}/image_id`;
}
