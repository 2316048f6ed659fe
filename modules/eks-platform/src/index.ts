export { EksPlatform } from "./eks-platform";
export type { EksPlatformOverrides, EksPlatformProps } from "./props";
