export { configureClusterProviders, type ClusterProviderOptions, type ClusterProviders } from "./providers";
export { WorkloadIdentity } from "./workload-identity";
export type { Condition, Statement } from "./iam";
export type { IdentityMethod, ServiceAccountName, WorkloadIdentityOverrides, WorkloadIdentityProps } from "./workload-identity-props";
