export { VpcEndpoints } from "./vpc-endpoints";
export { endpointsFor, endpointsOf, type EndpointPreset, type EndpointSet } from "./presets";
export type {
  EndpointPolicyProps,
  EndpointStatement,
  GatewayEndpointProps,
  GatewayServiceId,
  InterfaceEndpointProps,
  OtherEndpointProps,
  VpcEndpointsProps,
} from "./props";
