import type { ReleaseConfig } from "@cdktf/provider-helm/lib/release";
import type { ClusterRef, NetworkRef, Tags } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import type { AddonIdentityProps, ChartIdentity, HelmAddonProps, HelmChart, Installed } from "./helm-props";
import { mergeValues, type HelmValues } from "./values-text";
import { resolve as resolveIdentity, type WorkloadIdentitySettings } from "./workload-identity-settings";
import type { WorkloadIdentityProps } from "./workload-identity-props";

/** What a chart may leave unsaid for good. */
type OptionalFact = "addon" | "kubernetes" | "minimumVersion";

/** HelmAddonProps with every default filled in. */
export interface HelmAddonSettings {
  readonly cluster: ClusterRef;
  readonly network: NetworkRef;
  readonly chart: Required<Omit<HelmChart, "identity" | OptionalFact>> & Pick<HelmChart, OptionalFact>;
  readonly rights: ChartIdentity | undefined;
  readonly identity: AddonIdentityProps | undefined;
  /** Those that the caller laid over the chart's. */
  readonly over: HelmValues;
  /** The chart's, with the caller's over them. The service account is written when its role is there. */
  readonly values: HelmValues;
  readonly atomic: boolean;
  readonly wait: boolean;
  readonly timeoutSeconds: number;
  readonly skipCrds: boolean;
  readonly after: readonly Installed[];
  readonly dependsOn: readonly ITerraformDependable[];
  readonly tags: Tags;
  readonly override: { readonly release: Partial<ReleaseConfig> };
}

/** Namespaces that every cluster has. */
const alwaysThere: readonly string[] = ["default", "kube-system"];

/** Fills every default. Pure; checks nothing. */
export function resolve(props: HelmAddonProps): HelmAddonSettings {
  const { cluster, network, chart, identity } = props;
  const over = props.values ?? {};
  return {
    cluster,
    network,
    chart: resolveChart(chart),
    rights: chart.identity,
    identity,
    over,
    values: mergeValues(chart.values ?? {}, over),
    atomic: props.atomic ?? true,
    wait: props.wait ?? true,
    timeoutSeconds: props.timeoutSeconds ?? 600,
    skipCrds: props.skipCrds ?? false,
    after: props.after ?? [],
    dependsOn: props.dependsOn ?? [],
    tags: props.tags ?? {},
    override: { release: props.override?.release ?? {} },
  };
}

function resolveChart(chart: HelmChart): HelmAddonSettings["chart"] {
  const { chart: name, repository, version, namespace, addon, kubernetes, minimumVersion } = chart;
  return {
    chart: name,
    repository,
    version,
    releaseName: chart.releaseName ?? name,
    namespace,
    createNamespace: chart.createNamespace ?? !alwaysThere.includes(namespace),
    values: chart.values ?? {},
    registries: chart.registries ?? [],
    needs: chart.needs ?? [],
    addon,
    kubernetes,
    minimumVersion,
    internet: chart.internet ?? [],
    servesNodes: chart.servesNodes ?? false,
    inAutoMode: chart.inAutoMode ?? false,
    ports: chart.ports ?? [],
    requires: chart.requires ?? [],
  };
}

/** The identity of the chart's pods; undefined where they have none. */
export function identityProps({ cluster, chart, rights, identity, tags }: HelmAddonSettings): WorkloadIdentityProps | undefined {
  if (rights === undefined || identity === undefined) return undefined;
  const { serviceAccount, policies } = rights;
  return { ...identity, cluster, namespace: chart.namespace, serviceAccount, policies, tags };
}

/** The same with its defaults, for checks. */
export function identitySettings(settings: HelmAddonSettings): WorkloadIdentitySettings | undefined {
  const props = identityProps(settings);
  return props === undefined ? undefined : resolveIdentity(props);
}
