import type { Accelerator, Architecture } from "./instance-types";
import type { OwnImage } from "./nodes-props";

/** What runs on a node, and how it is told what to do: nodeadm, TOML, or a script of EKS. */
export type NodeOs = "al2023" | "bottlerocket" | "windows";

/** What is known of an image. */
export interface ImageFacts {
  readonly os: NodeOs;
  readonly architecture: Architecture;
  /**
   * @default - none
   */
  readonly accelerator?: Accelerator;
}

interface AmiFacts extends ImageFacts {
  /** Public parameter that holds the image's id, of the newest release or of `release`. */
  readonly parameter: (version: string, release?: string) => string;
}

function al2023(arch: Architecture, variant: "neuron" | "nvidia" | "standard"): AmiFacts["parameter"] {
  const name = (version: string, release: string) => `amazon-eks-node-al2023-${arch}-${variant}-${version}-v${release.split("-")[1] ?? release}`;
  return (version, release) =>
    `/aws/service/eks/optimized-ami/${version}/amazon-linux-2023/${arch}/${variant}/${release === undefined ? "recommended" : name(version, release)}/image_id`;
}

function bottlerocket(arch: Architecture, variant = ""): AmiFacts["parameter"] {
  return (version, release = "latest") => `/aws/service/bottlerocket/aws-k8s-${version}${variant}/${arch}/${release}/image_id`;
}

/** Only the newest has a parameter. */
function windows(year: 2019 | 2022, edition: "Core" | "Full"): AmiFacts["parameter"] {
  return (version) => `/aws/service/ami-windows-latest/Windows_Server-${year}-English-${edition}-EKS_Optimized-${version}/image_id`;
}

/**
 * The images that AWS makes for EKS, by the names of its API that AWS provider 5.100.0 takes. Read November 2026.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html
 */
const amis = {
  AL2023_x86_64_STANDARD: { os: "al2023", architecture: "x86_64", parameter: al2023("x86_64", "standard") },
  AL2023_ARM_64_STANDARD: { os: "al2023", architecture: "arm64", parameter: al2023("arm64", "standard") },
  AL2023_x86_64_NVIDIA: { os: "al2023", architecture: "x86_64", accelerator: "nvidia", parameter: al2023("x86_64", "nvidia") },
  AL2023_ARM_64_NVIDIA: { os: "al2023", architecture: "arm64", accelerator: "nvidia", parameter: al2023("arm64", "nvidia") },
  AL2023_x86_64_NEURON: { os: "al2023", architecture: "x86_64", accelerator: "neuron", parameter: al2023("x86_64", "neuron") },
  BOTTLEROCKET_x86_64: { os: "bottlerocket", architecture: "x86_64", parameter: bottlerocket("x86_64") },
  BOTTLEROCKET_ARM_64: { os: "bottlerocket", architecture: "arm64", parameter: bottlerocket("arm64") },
  BOTTLEROCKET_x86_64_NVIDIA: { os: "bottlerocket", architecture: "x86_64", accelerator: "nvidia", parameter: bottlerocket("x86_64", "-nvidia") },
  BOTTLEROCKET_ARM_64_NVIDIA: { os: "bottlerocket", architecture: "arm64", accelerator: "nvidia", parameter: bottlerocket("arm64", "-nvidia") },
  BOTTLEROCKET_x86_64_FIPS: { os: "bottlerocket", architecture: "x86_64", parameter: bottlerocket("x86_64", "-fips") },
  BOTTLEROCKET_ARM_64_FIPS: { os: "bottlerocket", architecture: "arm64", parameter: bottlerocket("arm64", "-fips") },
  WINDOWS_CORE_2019_x86_64: { os: "windows", architecture: "x86_64", parameter: windows(2019, "Core") },
  WINDOWS_FULL_2019_x86_64: { os: "windows", architecture: "x86_64", parameter: windows(2019, "Full") },
  WINDOWS_CORE_2022_x86_64: { os: "windows", architecture: "x86_64", parameter: windows(2022, "Core") },
  WINDOWS_FULL_2022_x86_64: { os: "windows", architecture: "x86_64", parameter: windows(2022, "Full") },
} as const satisfies Record<string, AmiFacts>;

/** An image that AWS makes for EKS, by the name of its API. */
export type AmiType = keyof typeof amis;

/** By name, for programs without types, which may bring another. */
const byName: ReadonlyMap<string, AmiFacts> = new Map(Object.entries(amis));

/** Names of all of them. */
export function amiTypes(): string[] {
  return [...byName.keys()];
}

/** What is known of an image, whoever made it; of an unknown name what is most common, so that its other problems are found too. */
export function imageFacts(image: AmiType | OwnImage): ImageFacts {
  return typeof image === "string" ? (byName.get(image) ?? amis.AL2023_x86_64_STANDARD) : image;
}

/** The public parameter that holds an image's id: of one release, or of the newest. */
export function amiParameter(type: AmiType, version: string, release: string | undefined): string {
  return amis[type].parameter(version, release);
}

/** The image that fits what an instance has. */
export function amiTypeFor(architecture: Architecture, accelerator: Accelerator | undefined): AmiType {
  if (accelerator === "neuron") return "AL2023_x86_64_NEURON";
  if (accelerator === "nvidia") return architecture === "arm64" ? "AL2023_ARM_64_NVIDIA" : "AL2023_x86_64_NVIDIA";
  return architecture === "arm64" ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD";
}
