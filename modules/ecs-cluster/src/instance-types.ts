import type { Accelerator, Architecture } from "./images";

/**
 * What the name of an instance type says. Read November 2026.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */

/** True for what can be the name of an instance type, such as `m7g.large`. */
export function isInstanceType(type: string): boolean {
  return /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(type);
}

/** A `g` among the letters after the generation is a Graviton; a1 was the first one, and p6e-gb200 has a Grace. */
export function architectureOf(type: string): Architecture {
  return /^(a1|[a-z]+\d+[a-z]*g[a-z]*|p6e-gb200)\./.test(type) ? "arm64" : "x86_64";
}

/** What the type computes on, beside the processor: NVIDIA's GPUs, or AWS's own Inferentia and Trainium. */
export function acceleratorOf(type: string): Accelerator | undefined {
  if (/^(inf|trn)\d/.test(type)) return "neuron";
  return /^(g4dn|g5g?|g6[a-z]*|gr6[a-z]*|g7[a-z]*|p[2-9][a-z0-9-]*)\./.test(type) ? "gpu" : undefined;
}
