import {
  ecsTaskNeeds,
  eksFargateNeeds,
  eksNodeNeeds,
  eventBridgeNeeds,
  loadBalancerControllerNeeds,
  preferredKind,
  sessionManagerNeeds,
  type DerivedEndpoint,
  type Need,
} from "@terrace/core";
import type { VpcEndpointsProps } from "./props";

/** A usual kind of workload, for a set of endpoints without naming workloads. */
export type EndpointPreset =
  | "ecs-ec2"
  | "ecs-exec"
  | "ecs-fargate"
  | "eks"
  | "eks-fargate"
  | "eventbridge"
  | "load-balancer-controller"
  | "session-manager";

const needsOf: Readonly<Record<EndpointPreset, () => Need[]>> = {
  "ecs-ec2": () => ecsTaskNeeds({ launchType: "ec2" }),
  "ecs-exec": () => ecsTaskNeeds({ launchType: "fargate", ecrImages: false, cloudWatchLogs: false, exec: true }),
  "ecs-fargate": () => ecsTaskNeeds({ launchType: "fargate" }),
  eks: () => eksNodeNeeds(),
  "eks-fargate": () => eksFargateNeeds(),
  eventbridge: () => eventBridgeNeeds(),
  "load-balancer-controller": () => loadBalancerControllerNeeds(),
  "session-manager": () => sessionManagerNeeds(),
};

/** Gateways and interfaces, as {@link VpcEndpointsProps} takes them. */
export interface EndpointSet {
  readonly gateways: NonNullable<VpcEndpointsProps["gateways"]>;
  readonly interfaces: NonNullable<VpcEndpointsProps["interfaces"]>;
}

/**
 * The endpoints of usual kinds of workload, with each service once.
 *
 * @example
 * new VpcEndpoints(stack, "endpoints", { ...props, ...endpointsOf("ecs-fargate", "ecs-exec") });
 */
export function endpointsOf(...presets: readonly EndpointPreset[]): EndpointSet {
  const services = new Set(presets.flatMap((preset) => needsOf[preset]().map(({ service }) => service)));
  return endpointSet([...services].map((service) => ({ service, kind: preferredKind(service), tiers: undefined })));
}

/**
 * The endpoints that `deriveEndpoints` found, as {@link VpcEndpointsProps} takes them. Gateways are given the tiers that
 * need them.
 */
export function endpointsFor(derived: readonly DerivedEndpoint[]): EndpointSet {
  return endpointSet(derived);
}

function endpointSet(
  endpoints: readonly (Pick<DerivedEndpoint, "kind" | "service"> & { readonly tiers: readonly string[] | undefined })[],
): EndpointSet {
  const sorted = endpoints.toSorted((a, b) => (a.service < b.service ? -1 : 1));
  const of = (kind: DerivedEndpoint["kind"]) => sorted.filter((endpoint) => endpoint.kind === kind);
  return {
    gateways: Object.fromEntries(of("gateway").map(({ service, tiers }) => [service, { tiers }])),
    interfaces: Object.fromEntries(of("interface").map(({ service }) => [service, {}])),
  };
}
