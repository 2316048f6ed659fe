export { isKmsKeyArn } from "./arns";
export {
  checkCidr,
  cidrContains,
  cidrSize,
  cidrSubnet,
  cidrsOverlap,
  formatCidr,
  isIpv4Address,
  isIpv6Address,
  isIpv6Block,
  maskCidr,
  parseCidr,
  type Cidr,
} from "./cidr";
export { checkGp3, type Gp3Bounds, type Gp3Volume } from "./gp3";
export { InvalidPropsError, accept, formatProblem, show, throwIfAny, type Problem, type ProblemReport } from "./problems";
export { mustBeKnown } from "./known";
export { oneOf } from "./one-of";
export { checkName, nameOf, type NameKind, type NamePrefix } from "./names";
export { checkTags, environmentTags, type Tags } from "./tags";
export { initialOf, lifecycleOf, type Owned, type OwnedElsewhere } from "./ownership";
export {
  regionFacts,
  regionNames,
  regionOfZonePrefix,
  zonesPage,
  type Partition,
  type RegionFacts,
} from "./regions";
export { awsProviderVersion, needsProvider, requireAwsProvider, writeFeature, type ProviderFeatureName } from "./provider-features";
export {
  subnetsOf,
  type CacheRef,
  type ClusterRef,
  type Egress,
  type EcsClusterRef,
  type EndpointRef,
  type FargateProfileRef,
  type FargateSelectorRef,
  type NetworkRef,
  type NodesRef,
  type OidcRef,
  type RepositoryRef,
  type RoleRef,
  type SecurityGroupRef,
  type SubnetRef,
  type TargetGroupRef,
} from "./refs";
export {
  awsService,
  awsServiceIds,
  endpointServiceName,
  isAwsServiceId,
  type AwsService,
  type AwsServiceId,
} from "./aws-services";
export {
  checkReachability,
  deriveEndpoints,
  needActions,
  planReachability,
  preferredKind,
  reachabilityProblem,
  unusedEndpoints,
  type DerivedEndpoint,
  type Need,
  type NeedAction,
  type ReachabilityPlan,
  type Reached,
  type Unreached,
  type UnreachedCode,
  type Way,
  type Workload,
} from "./reachability";
export {
  ecrNeeds,
  ecsTaskNeeds,
  eksFargateNeeds,
  eksNodeNeeds,
  eventBridgeNeeds,
  loadBalancerControllerNeeds,
  sessionManagerNeeds,
  type EcsTaskFacts,
  type EksNodeFacts,
  type LoadBalancerControllerFacts,
  type SecretStore,
  type SessionManagerFacts,
  type WorkloadIdentity,
} from "./workload-needs";
export { reachabilityFacts, requireReachability } from "./reachability-facts";
