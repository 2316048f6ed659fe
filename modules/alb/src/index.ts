export { ApplicationLoadBalancer } from "./application-load-balancer";
export { NetworkLoadBalancer } from "./network-load-balancer";
export type {
  ApplicationAlarmProps,
  ApplicationListenerProps,
  ApplicationLoadBalancerProps,
  ClientCertificates,
  HttpListenerProps,
  HttpProps,
  HttpsListenerProps,
  PassedCertificates,
  VerifiedCertificates,
  WafProps,
} from "./application-props";
export type {
  FixedResponseAction,
  ForwardAction,
  OwnedAction,
  QueryCondition,
  RedirectAction,
  RuleAction,
  RuleConditions,
  RuleProps,
  WeightedAction,
} from "./rule-props";
export type {
  ApplicationCookie,
  ApplicationHealthCheck,
  ApplicationStickiness,
  ApplicationTargetGroupProps,
  LoadBalancerCookie,
  NetworkHealthCheck,
  NetworkTargetGroupProps,
} from "./target-group-props";
export type {
  NetworkAddress,
  NetworkAlarmProps,
  NetworkListenerProps,
  NetworkLoadBalancerProps,
  StreamListenerProps,
  TlsListenerProps,
} from "./network-props";
export type { AliasProps, HealthCheckTimes, LoadBalancerOverrides, LoadBalancerProps, LogsProps } from "./props";
