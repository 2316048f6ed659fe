export { configureClusterProviders, type ClusterProviderOptions, type ClusterProviders } from "./providers";
export { Namespace, type NamespaceOverrides, type NamespaceProps } from "./namespace";
export { WorkloadIdentity } from "./workload-identity";
export { LoadBalancerController } from "./load-balancer-controller";
export { HelmAddon } from "./helm-addon";
export type { Condition, Statement } from "./iam";
export type { HelmValue, HelmValues } from "./values-text";
export type { FeatureGate } from "./controller-versions";
export type { IdentityMethod, ServiceAccountName, WorkloadIdentityOverrides, WorkloadIdentityProps } from "./workload-identity-props";
export { FargateLogging } from "./fargate-logging";
export type {
  CloudWatchOutput,
  FargateLoggingOverrides,
  FargateLoggingProps,
  FirehoseOutput,
  GivenLogGroup,
  KinesisOutput,
  LogFilter,
  LogOutput,
  LogParser,
  LoggingRights,
  NewLogGroup,
  OpenSearchOutput,
  OutputOptions,
  RawLogging,
} from "./fargate-logging-props";
export type { CrdChart, CrdsProps, IngressClassProps, LoadBalancerControllerOverrides, LoadBalancerControllerProps } from "./controller-props";
export type {
  AddonIdentityProps,
  ChartIdentity,
  ChartPort,
  HelmAddonOverrides,
  HelmAddonProps,
  HelmChart,
  Installed,
} from "./helm-props";
export { Ingress } from "./ingress";
export { checkIngressGroups, type IngressMember } from "./check-ingress-groups";
export type { IngressGroup, IngressOverrides, IngressProps } from "./ingress-props";
export type {
  AccessByGroups,
  AccessByRules,
  CreateCertificate,
  FrontendNlb,
  IngressAccess,
  IngressHealthCheck,
  IngressListener,
  IngressListeners,
  IngressLoadBalancer,
  LoadBalancerAttributes,
  LoadBalancerLogs,
  MutualAuthentication,
  VerifiedClients,
  WebAclByArn,
  WebAclByName,
} from "./ingress-load-balancer-props";
export type {
  AuthOptions,
  CognitoAuth,
  IngressAuth,
  IngressTargets,
  JwtClaim,
  JwtValidation,
  OidcAuth,
  Stickiness,
  TargetGroupAttributes,
} from "./ingress-target-props";
export type {
  ActionBackend,
  FixedResponse,
  Forward,
  ForwardTarget,
  HeaderCondition,
  IngressAction,
  IngressBackend,
  IngressCondition,
  IngressPath,
  IngressRule,
  IngressTransform,
  MethodCondition,
  PatternCondition,
  QueryCondition,
  QueryValue,
  Redirect,
  ServiceBackend,
  SourceCondition,
} from "./ingress-rule-props";
export { TargetGroupBinding } from "./target-group-binding";
export type {
  BindingChartFolder,
  BindingChartRepository,
  BindingRole,
  BoundService,
  TargetGroupBindingOverrides,
  TargetGroupBindingProps,
} from "./target-group-binding-props";
export type { IngressClassInUse } from "./check-ingress-class";
export { checkIngressClassParams, resolveIngressClassParams, type IngressClassParamsPlace } from "./ingress-class-params";
export type { IngressClassParamsProps } from "./ingress-class-params-props";
export type { KubernetesMatch, MinimumVersion } from "./helm-props";
export type { ChartOptions } from "./chart-images";
export {
  clusterAutoscaler,
  karpenter,
  karpenterCrds,
  metricsServer,
  type ClusterAutoscalerOptions,
  type KarpenterOptions,
} from "./charts-of-cluster";
export { ebsCsiDriver, efsCsiDriver, type EbsCsiDriverOptions } from "./charts-of-storage";
export {
  adotCollector,
  certManager,
  externalDns,
  externalSecrets,
  type AdotCollectorOptions,
  type CertManagerOptions,
  type ExternalDnsOptions,
  type ExternalSecretsOptions,
} from "./charts-of-workloads";
