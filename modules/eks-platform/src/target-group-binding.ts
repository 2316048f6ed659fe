import { Release, type ReleaseConfig } from "@cdktf/provider-helm/lib/release";
import { throwIfAny } from "@terrace/core";
import { AssetType, TerraformAsset, TerraformStack, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { checkBoundOnce, checkTargetGroupBinding } from "./check-target-group-binding";
import { checkClusterSource } from "./cluster-source";
import type { TargetGroupBindingProps } from "./target-group-binding-props";
import { valuesText, type HelmValues } from "./values-text";

const BINDING = Symbol.for("terrace/TargetGroupBinding");

/**
 * Pods of a Service as the targets of a load balancer that Terraform owns: with its listeners, rules, certificates and logs,
 * it outlives the cluster, and a destroy waits for nothing that Terraform does not know.
 *
 * Creates a Helm release with one TargetGroupBinding, because the Kubernetes provider's own resource for objects of others
 * asks for their definition when it plans, when the controller may not be there yet. The chart is a part of this package.
 * The controller must run, and need not be let make load balancers. Costs nothing.
 *
 * @example
 * new TargetGroupBinding(stack, "web", { cluster, name: "web", namespace: "shop", chart, targetGroup, service: { name: "web", port: 80 } });
 */
export class TargetGroupBinding extends Construct {
  /** True for a binding of this package, also of another copy of it. */
  public static isTargetGroupBinding(construct: unknown): construct is TargetGroupBinding {
    return typeof construct === "object" && construct !== null && BINDING in construct;
  }

  private readonly props: TargetGroupBindingProps;
  private readonly release: Release;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: TargetGroupBindingProps) {
    super(scope, id);
    Object.defineProperty(this, BINDING, { value: true });
    throwIfAny(this, "TargetGroupBinding", [...checkTargetGroupBinding(props), ...checkClusterSource(this, "cluster", props.cluster)]);

    this.props = props;
    this.release = this.createRelease(props);
    this.node.addValidation({ validate: () => this.validateTogether() });
  }

  /** What waits for it. */
  public get ready(): ITerraformDependable {
    return this.release;
  }

  private createRelease(props: TargetGroupBindingProps): Release {
    const { name, namespace, dependsOn = [], override } = props;
    return new Release(this, "Resource", {
      name,
      namespace,
      ...this.chartOf(props),
      values: [valuesText(bindingValues(props))],
      wait: true,
      dependsOn: dependsOn.length === 0 ? undefined : [...dependsOn],
      ...override?.release,
    });
  }

  /** A folder is copied beside the stack's JSON under a name made from what it holds, so that the plan is the same on every machine. */
  private chartOf({ chart }: TargetGroupBindingProps): Pick<ReleaseConfig, "chart" | "repository" | "version"> {
    if ("folder" in chart) return { chart: new TerraformAsset(this, "chart", { path: chart.folder, type: AssetType.DIRECTORY }).path };
    return { chart: "target-group-binding", repository: chart.repository, version: chart.version };
  }

  /** The first binding of a stack speaks for all of them, when all are there. */
  private validateTogether(): string[] {
    const inStack = TerraformStack.of(this).node.findAll().filter(TargetGroupBinding.isTargetGroupBinding);
    if (inStack[0] === this) throwIfAny(this, "TargetGroupBinding", checkBoundOnce(inStack.map(({ props }) => props)));
    return [];
  }
}

/**
 * Values of the chart.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/targetgroupbinding/spec/
 */
function bindingValues(props: TargetGroupBindingProps): HelmValues {
  const { name, targetGroup, service, ipAddressType, nodeLabels, vpcId, assumeRole, multiCluster } = props;
  const from = sourcesOf(props);
  const ports = [{ protocol: "TCP", ...(props.openPort === undefined ? {} : { port: props.openPort }) }];
  return {
    name,
    spec: {
      targetGroupARN: targetGroup.targetGroupArn,
      targetType: targetGroup.targetType,
      serviceRef: { name: service.name, port: service.port },
      ...(from.length === 0 ? {} : { networking: { ingress: [{ from, ports }] } }),
      ...(ipAddressType === undefined ? {} : { ipAddressType }),
      ...(nodeLabels === undefined ? {} : { nodeSelector: { matchLabels: nodeLabels } }),
      ...(vpcId === undefined ? {} : { vpcID: vpcId }),
      ...(assumeRole === undefined ? {} : { iamRoleArnToAssume: assumeRole.roleArn }),
      ...(assumeRole?.externalId === undefined ? {} : { assumeRoleExternalId: assumeRole.externalId }),
      ...(multiCluster === undefined ? {} : { multiClusterTargetGroup: multiCluster }),
    },
  };
}

function sourcesOf({ targetGroup: { securityGroup }, cidrs = [] }: TargetGroupBindingProps): HelmValues[] {
  const group: HelmValues[] = securityGroup === undefined ? [] : [{ securityGroup: { groupID: securityGroup.securityGroupId } }];
  return [...group, ...cidrs.map((cidr): HelmValues => ({ ipBlock: { cidr } }))];
}
