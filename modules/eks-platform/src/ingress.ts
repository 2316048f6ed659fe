import { IngressV1, type IngressV1SpecRuleHttpPathBackend } from "@cdktf/provider-kubernetes/lib/ingress-v1";
import { throwIfAny } from "@terrace/core";
import { TerraformStack, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { checkIngress } from "./check-ingress";
import { checkIngressGroups, type IngressMember } from "./check-ingress-groups";
import { annotationMap } from "./ingress-annotations";
import type { IngressProps } from "./ingress-props";
import type { IngressBackend } from "./ingress-rule-props";
import { isAction, resolveIngress, type IngressSettings } from "./ingress-settings";
import { LoadBalancerController } from "./load-balancer-controller";

const INGRESS = Symbol.for("terrace/Ingress");

/**
 * An Ingress of the AWS Load Balancer Controller: an Application Load Balancer, alone or shared with the Ingresses of a
 * group, that leads to Services.
 *
 * Creates the Ingress; the controller makes the load balancer, its target groups and its security group, and Terraform does
 * not know them. It makes neither Services nor namespaces. Costs what the load balancer does. Every annotation is written
 * from a prop that is checked, because the controller refuses most of them only after apply, as an event that nobody reads.
 *
 * @example
 * new Ingress(stack, "web", { cluster, name: "web", namespace: "shop", rules: [{ paths: [{ path: "/", backend: { service: "web", port: 80 } }] }] });
 */
export class Ingress extends Construct {
  /** True for an Ingress of this package, also of another copy of it. */
  public static isIngress(construct: unknown): construct is Ingress {
    return typeof construct === "object" && construct !== null && INGRESS in construct;
  }

  /** What other Ingresses are held against: see {@link checkIngressGroups}. */
  public readonly member: IngressMember;
  private readonly ingress: IngressV1;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: IngressProps) {
    super(scope, id);
    Object.defineProperty(this, INGRESS, { value: true });
    const settings = resolveIngress(props);
    throwIfAny(this, "Ingress", checkIngress(settings));

    this.member = { settings };
    this.ingress = this.createIngress(settings);
    this.node.addValidation({ validate: () => this.validateTogether() });
  }

  /** DNS name of the load balancer; empty where nobody waited for it. */
  public get loadBalancerHostname(): string {
    return this.ingress.status.get(0).loadBalancer.get(0).ingress.get(0).hostname;
  }

  /** What waits for it. */
  public get ready(): ITerraformDependable {
    return this.ingress;
  }

  private createIngress(settings: IngressSettings): IngressV1 {
    const { name, namespace, ingressClass, rules, defaultBackend, listeners, dependsOn, waitForLoadBalancer, override } = settings;
    return new IngressV1(this, "Resource", {
      metadata: { name, namespace, annotations: annotationMap(settings) },
      spec: {
        ingressClassName: ingressClass,
        defaultBackend: defaultBackend === undefined ? undefined : backendOf(defaultBackend),
        rule: rules.map(({ host, paths }) => ({
          host,
          http: { path: paths.map(({ path, type, backend }) => ({ path, pathType: type ?? "Prefix", backend: backendOf(backend) })) },
        })),
        tls: listeners.tlsHosts.length === 0 ? undefined : [{ hosts: [...listeners.tlsHosts] }],
      },
      waitForLoadBalancer,
      dependsOn: dependsOn.length === 0 ? undefined : [...dependsOn],
      ...override.ingress,
    });
  }

  /** The first Ingress of a stack speaks for all of them, when all are there. */
  private validateTogether(): string[] {
    const inStack = TerraformStack.of(this).node.findAll().filter(Ingress.isIngress);
    if (inStack[0] !== this) return [];
    const classes = TerraformStack.of(this).node.findAll().filter(LoadBalancerController.isLoadBalancerController).map(({ ingressClass }) => ingressClass);
    throwIfAny(this, "Ingress group", checkIngressGroups(inStack.map(({ member }) => member), classes));
    return [];
  }
}

/** An action is a Service that does not exist, at a port that says where to look. */
function backendOf(backend: IngressBackend): { service: NonNullable<IngressV1SpecRuleHttpPathBackend["service"]> } {
  if (isAction(backend)) return { service: { name: backend.action, port: { name: "use-annotation" } } };
  const { service, port } = backend;
  return { service: { name: service, port: typeof port === "number" ? { number: port } : { name: port } } };
}
