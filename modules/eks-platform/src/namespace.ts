import { NamespaceV1, type NamespaceV1Config } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { mustBeKnown, oneOf, throwIfAny, type ClusterRef, type Problem } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { checkClusterSource } from "./cluster-source";
import { checkCompute } from "./compute";
import { checkKubernetesName } from "./names";

/** What pods of a namespace may ask of their node, as Kubernetes' own standards call it. */
const podSecurityLevels = ["privileged", "baseline", "restricted"] as const;

/** What a Namespace is made from. */
export interface NamespaceProps {
  /** The cluster. It is another stack's. */
  readonly cluster: ClusterRef;

  /**
   * Name of the namespace: 1 to 63 lower-case letters, digits and hyphens. Known at synth. A change replaces the namespace
   * and everything in it.
   *
   * @throws InvalidPropsError [kubernetes-name] [namespace-without-profile] [compute-missing] [compute-os]
   */
  readonly name: string;

  /**
   * Pods that ask for more are refused:
   *
   * - `restricted`: no root, no capabilities, nothing of the node
   * - `baseline`: nothing by which a container gets out
   * - `privileged`: everything is allowed
   *
   * @default "baseline"
   * @throws InvalidPropsError [not-one-of]
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
   */
  readonly podSecurity?: "baseline" | "privileged" | "restricted";

  /**
   * Labels of the namespace besides.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Arguments of the provider's own resources, applied last: for what this module has no prop for.
   *
   * @default - none
   */
  readonly override?: NamespaceOverrides;
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface NamespaceOverrides {
  /**
   * For the namespace.
   *
   * @default - nothing is overridden
   */
  readonly namespace?: Partial<NamespaceV1Config>;
}

/**
 * A namespace whose pods find something to run on, and may not take over their node.
 *
 * @example
 * const shop = new Namespace(stack, "shop", { cluster, name: "shop", podSecurity: "restricted" });
 */
export class Namespace extends Construct {
  /** Name of the namespace, known at synth. */
  public readonly namespaceName: string;
  /** The namespace, for what has to come later. */
  public readonly ready: ITerraformDependable;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    throwIfAny(this, "Namespace", [...check(props), ...checkClusterSource(this, "cluster", props.cluster)]);

    this.namespaceName = props.name;
    this.ready = this.createNamespace(props);
  }

  private createNamespace({ name, podSecurity = "baseline", labels, override = {} }: NamespaceProps): NamespaceV1 {
    return new NamespaceV1(this, "Resource", {
      metadata: { name, labels: { "pod-security.kubernetes.io/enforce": podSecurity, ...labels } },
      ...override.namespace,
    });
  }
}

function check({ cluster, name, podSecurity = "baseline" }: NamespaceProps): Problem[] {
  const unknown = mustBeKnown({ name, podSecurity });
  if (unknown.length > 0) return unknown;
  return [
    ...checkKubernetesName("name", name, "namespace"),
    ...oneOf("podSecurity", podSecurity, podSecurityLevels),
    ...checkCompute("name", cluster, name),
  ];
}
