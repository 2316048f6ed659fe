export { checkVersion, installHint, TerraformNotFoundError } from "./binary";
export { parseMirrorVersion, providerKey, type Mirror, type Provider } from "./mirror";
export {
  chooseSource,
  describeSource,
  supplierOf,
  type ProviderFacts,
  type ProviderSource,
  type Supplier,
} from "./provider-source";
export { onInterrupt, TerraformFailedError, type RunOptions, type RunResult } from "./run";
export { openTerraform, type OpenOptions, type Terraform } from "./terraform";
