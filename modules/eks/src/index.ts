export { Eks } from "./eks";
export type { EksOverrides, EksProps } from "./props";
