import type { ClusterPartition } from "./partition";
import { isAtLeast } from "./versions";

/**
 * Charts of the AWS Load Balancer Controller before 3.0.0, and the controller in each. From 3.0.0 both have one number.
 *
 * Read November 2026 from the history of the chart.
 *
 * @see https://github.com/aws/eks-charts/commits/master/stable/aws-load-balancer-controller
 */
const olderCharts: Readonly<Record<string, string>> = {
  "1.5.0": "2.5.0", "1.5.1": "2.5.1", "1.5.2": "2.5.1", "1.5.3": "2.5.2", "1.5.4": "2.5.3", "1.5.5": "2.5.4",
  "1.6.0": "2.6.0", "1.6.1": "2.6.1", "1.6.2": "2.6.2",
  "1.7.0": "2.7.0", "1.7.1": "2.7.1", "1.7.2": "2.7.2",
  "1.8.0": "2.8.0", "1.8.1": "2.8.1", "1.8.2": "2.8.2", "1.8.3": "2.8.3", "1.8.4": "2.8.3",
  "1.9.0": "2.9.0", "1.9.1": "2.9.1", "1.9.2": "2.9.2",
  "1.10.0": "2.10.0", "1.10.1": "2.10.1",
  "1.11.0": "2.11.0",
  "1.12.0": "2.12.0",
  "1.13.0": "2.13.0", "1.13.1": "2.13.1", "1.13.2": "2.13.2", "1.13.3": "2.13.3", "1.13.4": "2.13.4",
  "1.14.0": "2.14.0", "1.14.1": "2.14.1",
  "1.15.0": "2.15.0",
  "1.16.0": "2.16.0",
  "1.17.0": "2.17.0", "1.17.1": "2.17.1",
};

const newerCharts = ["3.0.0", "3.1.0", "3.2.0", "3.2.1", "3.2.2", "3.3.0", "3.4.0", "3.4.1", "3.4.2", "3.4.3", "3.5.0"] as const;

/** Versions of the chart that are known, the oldest first. */
export const chartVersions: readonly string[] = [...Object.keys(olderCharts), ...newerCharts];

/** The newest chart whose policy was read. */
export const newestChart = "3.5.0";

/** The controller in a chart, such as `2.13.4`; undefined for a chart that is not in the table. */
export function appVersionOf(chartVersion: string): string | undefined {
  return olderCharts[chartVersion] ?? newerCharts.find((version) => version === chartVersion);
}

/** First controller whose release has a policy for a partition. There is none to fall back to: ARNs name the partition. */
export const firstPolicyOf: Readonly<Record<ClusterPartition, string>> = {
  aws: "2.5.0",
  "aws-cn": "2.5.0",
  "aws-us-gov": "2.5.0",
  "aws-iso": "2.5.3",
  "aws-iso-b": "2.5.3",
  "aws-iso-e": "2.12.0",
  "aws-iso-f": "2.12.0",
  "aws-eusc": "2.15.0",
};

/**
 * Switches of the controller, and the first version that knows each. One that does not know a name stops at start.
 *
 * Read November 2026 from the controller's own source at each release: its pages spell two names in another way.
 *
 * @see https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/config/feature_gates.go
 */
export const featureGates = {
  ALBGatewayAPI: "2.13.0",
  ALBSingleSubnet: "2.7.0",
  ALBTargetControlAgent: "2.16.0",
  EnableCertificateManagement: "3.3.0",
  EnableDefaultTagsLowPriority: "2.14.1",
  EnableIPTargetType: "2.4.3",
  EnableRGTAPI: "2.5.2",
  EnableServiceController: "2.4.3",
  EnableTCPUDPListener: "2.13.0",
  EndpointsFailOpen: "2.4.1",
  EnhancedDefaultBehavior: "2.14.0",
  GatewayListenerSet: "3.2.0",
  GlobalAcceleratorController: "2.17.0",
  IngressPlanAnnotation: "3.4.0",
  LBCapacityReservation: "2.11.0",
  ListenerRulesTagging: "2.3.1",
  NLBGatewayAPI: "2.13.0",
  NLBHealthCheckAdvancedConfig: "2.4.6",
  NLBSecurityGroup: "2.6.0",
  ServiceTypeLoadBalancerOnly: "2.4.0",
  SubnetDiscoveryByReachability: "2.13.0",
  SubnetsClusterTagCheck: "2.4.3",
  WeightedTargetGroups: "2.3.1",
} as const satisfies Record<string, string>;

/** A switch of the controller. */
export type FeatureGate = keyof typeof featureGates;

/** True if a controller knows a switch. */
export function knowsGate(appVersion: string, gate: FeatureGate): boolean {
  return isAtLeast(appVersion, featureGates[gate]);
}
