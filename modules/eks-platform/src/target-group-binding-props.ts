import type { ReleaseConfig } from "@cdktf/provider-helm/lib/release";
import type { ClusterRef, TargetGroupRef } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";

/** What binds the pods of a Service to a target group. */
export interface TargetGroupBindingProps {
  /**
   * The cluster that the pods are in.
   *
   * @throws InvalidPropsError [namespace-without-profile] [compute-missing] [compute-os] [provider-from-own-stack]
   */
  readonly cluster: ClusterRef;
  /**
   * Name of the release, up to 53 characters; the binding's own is it with eight more, which stand for what cannot be changed.
   *
   * @throws InvalidPropsError [kubernetes-name]
   */
  readonly name: string;
  /**
   * Namespace of the Service, which must be there.
   *
   * @throws InvalidPropsError [kubernetes-name]
   */
  readonly namespace: string;
  /** Where Helm finds the chart that this package brings in `charts/target-group-binding`. */
  readonly chart: BindingChartFolder | BindingChartRepository;
  /**
   * The target group, of a load balancer that Terraform owns.
   *
   * @throws InvalidPropsError [target-group-arn] [target-group-taken] [target-type-fargate]
   */
  readonly targetGroup: TargetGroupRef;
  readonly service: BoundService;
  /**
   * Who may reach the targets, beside the group of the load balancer: blocks, such as the VPC's for a load balancer without
   * a group.
   *
   * @default - the group of the load balancer only
   * @throws InvalidPropsError [inbound-cidr] [binding-networking]
   */
  readonly cidrs?: readonly string[];
  /**
   * Port that the targets are opened on. Range: 1 to 65535.
   *
   * @default - all TCP ports: which ones the pods listen on is said by the Service
   * @throws InvalidPropsError [binding-port]
   */
  readonly openPort?: number;
  /**
   * @default - IPv4
   */
  readonly ipAddressType?: "ipv4" | "ipv6";
  /**
   * Labels of the nodes that are targets; for target groups of the type `instance`.
   *
   * @default - all nodes
   * @throws InvalidPropsError [node-labels]
   */
  readonly nodeLabels?: Readonly<Record<string, string>>;
  /**
   * VPC of the target group where it is not the cluster's; for the type `ip`. Controller 2.8.0 or later.
   *
   * @default - the cluster's
   * @throws InvalidPropsError [binding-vpc]
   */
  readonly vpcId?: string;
  /**
   * Role of another account that the controller takes to reach the target group; for the type `ip`. Its own role needs
   * `sts:AssumeRole`. Controller 2.12.0 or later.
   *
   * @default - the controller's own
   * @throws InvalidPropsError [binding-role]
   */
  readonly assumeRole?: BindingRole;
  /**
   * True where other clusters bind the same target group: all of them say so. Controller 2.10.0 or later.
   *
   * @default false
   */
  readonly multiCluster?: boolean;
  /**
   * What makes the controller: the binding is made after it, with its CRDs, and gone before it.
   *
   * @default - nothing; where another stack makes the controller, the order of the stacks is enough
   */
  readonly dependsOn?: readonly ITerraformDependable[];
  /**
   * Arguments of the provider's own resource, applied last: for what this module has no prop for.
   *
   * @default - none
   */
  readonly override?: TargetGroupBindingOverrides;
}

/** The chart as a folder, which is copied into the stack's output. */
export interface BindingChartFolder {
  /**
   * Its path, such as `node_modules/@terrace/eks-platform/charts/target-group-binding`; a relative one begins at cdktf.json.
   *
   * @throws InvalidPropsError [binding-chart]
   */
  readonly folder: string;
}

/** The chart in a repository of your own, where `helm push` has put it. */
export interface BindingChartRepository {
  /**
   * Such as `oci://111111111111.dkr.ecr.eu-west-1.amazonaws.com/charts`.
   *
   * @throws InvalidPropsError [binding-chart]
   */
  readonly repository: string;
  /**
   * One release of it.
   *
   * @throws InvalidPropsError [binding-chart]
   */
  readonly version: string;
}

/** A Service. */
export interface BoundService {
  /**
   * @throws InvalidPropsError [backend-name]
   */
  readonly name: string;
  /**
   * Number or name of its port.
   *
   * @throws InvalidPropsError [backend-port]
   */
  readonly port: number | string;
}

/** A role of another account. */
export interface BindingRole {
  readonly roleArn: string;
  /**
   * @default - none
   */
  readonly externalId?: string;
}

/** The escape hatch: arguments of the provider's resource, applied last. */
export interface TargetGroupBindingOverrides {
  /**
   * @default - nothing is overridden
   */
  readonly release?: Partial<ReleaseConfig>;
}
