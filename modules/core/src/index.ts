export {
  checkCidr,
  cidrContains,
  cidrSize,
  cidrSubnet,
  cidrsOverlap,
  formatCidr,
  maskCidr,
  parseCidr,
  type Cidr,
} from "./cidr";
export { InvalidPropsError, accept, show, throwIfAny, type Problem, type ProblemReport } from "./problems";
export { mustBeKnown } from "./known";
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
  type ClusterRef,
  type Egress,
  type NetworkRef,
  type OidcRef,
  type RoleRef,
  type SecurityGroupRef,
  type SubnetRef,
  type TargetGroupRef,
} from "./refs";
