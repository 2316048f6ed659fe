/**
 * What the name of an instance type says. Read November 2026.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */

/** Instruction set of an instance. */
export type Architecture = "arm64" | "x86_64";

/** What a pod computes on, beside the processor: NVIDIA's GPUs, or AWS's own Inferentia and Trainium. */
export type Accelerator = "neuron" | "nvidia";

/** Families of which the letters after the generation do not say the architecture. */
const armFamilies: readonly string[] = ["a1", "p6e-gb200", "p6e-gb300"];

/** Families with GPUs of NVIDIA; those of AMD (`g4ad`) and other chips (`dl1`, `vt1`) need images of their own. */
const nvidiaFamilies = /^(g3s?|g4dn|g5g?|g6[a-z]*|gr6[a-z]*|g7[a-z]*|p[2-9][a-z0-9-]*)$/;

/** Families with Inferentia or Trainium. */
const neuronFamilies = /^(inf|trn)\d/;

/** Families that Capacity Blocks can be bought for, from the page `capacityBlocks`. */
const blockFamilies = /^(p[4-9][a-z0-9-]*|trn\d[a-z]*)$/;

/** Families that start no EKS node: their generation has neither the network interfaces nor the images. */
const refusedFamilies: readonly string[] = ["c1", "cc1", "cc2", "cg1", "cr1", "g2", "hi1", "hs1", "m1", "m2", "mac1", "mac2", "t1"];

/** True for what can be the name of an instance type, such as `m7g.large`. */
export function isInstanceType(type: string): boolean {
  return /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(type);
}

/** Family of a type: `m7g` of `m7g.large`. */
export function familyOf(type: string): string {
  return type.split(".")[0] ?? type;
}

/** A `g` among the letters after the generation is a Graviton. */
export function architectureOf(type: string): Architecture {
  const family = familyOf(type);
  return armFamilies.includes(family) || /^[a-z]+\d+[a-z]*g[a-z]*$/.test(family) ? "arm64" : "x86_64";
}

/** What the type computes on, beside the processor. */
export function acceleratorOf(type: string): Accelerator | undefined {
  const family = familyOf(type);
  if (neuronFamilies.test(family)) return "neuron";
  return nvidiaFamilies.test(family) ? "nvidia" : undefined;
}

/** True where a Capacity Block can hold instances of the type. */
export function hasCapacityBlocks(type: string): boolean {
  return blockFamilies.test(familyOf(type));
}

/** True for a type that EKS has no nodes of. */
export function isRefused(type: string): boolean {
  const family = familyOf(type);
  return refusedFamilies.includes(family) || family.startsWith("mac");
}

/** True for a size with room for four pods only, of which the system's own are three. */
export function isTiny(type: string): boolean {
  return /^t[23][a-z]*\.(nano|micro)$/.test(type) || /^t4g\.(nano|micro)$/.test(type);
}
