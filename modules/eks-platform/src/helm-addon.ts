import { Release } from "@cdktf/provider-helm/lib/release";
import { throwIfAny, type RoleRef } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { checkHelmAddon } from "./check-helm-addon";
import { checkClusterSource } from "./cluster-source";
import type { HelmAddonProps, Installed } from "./helm-props";
import { identityProps, resolve, type HelmAddonSettings } from "./helm-settings";
import { mergeValues, valuesAt, valuesText, type HelmValues } from "./values-text";
import { WorkloadIdentity } from "./workload-identity";

/**
 * A chart that is installed by Helm, one release of it, with the rights of its pods, and only where they can start.
 *
 * Creates the release, and a role with an exact trust policy where the chart calls AWS. It does not make the cluster, nor
 * mirror images. Free of charge but for what its pods run on.
 *
 * @example
 * new HelmAddon(stack, "metrics-server", { cluster, network, chart: metricsServer(cluster, { version: "3.13.1" }) });
 */
export class HelmAddon extends Construct implements Installed {
  /** Name of the chart. */
  public readonly chartName: string;
  /** The release, for what has to come later. */
  public readonly release: ITerraformDependable;
  /** Namespace of the release. */
  public readonly namespace: string;
  /** The role of its pods; undefined where they have none. */
  public readonly role: RoleRef | undefined;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: HelmAddonProps) {
    super(scope, id);
    const settings = resolve(props);
    throwIfAny(this, "HelmAddon", [...checkHelmAddon(settings), ...checkClusterSource(this, "cluster", settings.cluster)]);

    this.chartName = settings.chart.chart;
    this.namespace = settings.chart.namespace;
    const identity = this.createIdentity(settings);
    this.role = identity?.role;
    this.release = this.createRelease(settings, identity);
  }

  private createIdentity(settings: HelmAddonSettings): WorkloadIdentity | undefined {
    const props = identityProps(settings);
    return props === undefined ? undefined : new WorkloadIdentity(this, "identity", props);
  }

  private createRelease(settings: HelmAddonSettings, identity: WorkloadIdentity | undefined): Release {
    const { chart, atomic, wait, timeoutSeconds, skipCrds, after, dependsOn, override } = settings;
    return new Release(this, "Resource", {
      name: chart.releaseName,
      chart: chart.chart,
      repository: chart.repository,
      version: chart.version,
      namespace: chart.namespace,
      createNamespace: chart.createNamespace,
      values: [valuesText(this.valuesOf(settings, identity))],
      atomic,
      wait,
      timeout: timeoutSeconds,
      skipCrds,
      dependsOn: [...(identity?.ready ?? []), ...after.map(({ release }) => release), ...dependsOn],
      ...override.release,
    });
  }

  private valuesOf({ values, rights }: HelmAddonSettings, identity: WorkloadIdentity | undefined): HelmValues {
    if (rights === undefined || identity === undefined) return values;
    const account = { create: true, name: rights.serviceAccount, annotations: identity.annotations };
    return mergeValues(values, valuesAt(rights.accountPath, account));
  }
}
