import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { throwIfAny, type Workload } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { checkFargateLogging } from "./check-fargate-logging";
import { observability } from "./fargate-logging-limits";
import { loggingPolicy, type OutputTarget } from "./fargate-logging-policy";
import type { FargateLoggingProps, LogOutput, NewLogGroup } from "./fargate-logging-props";
import {
  configMapData,
  isNewLogGroup,
  loggingWorkloads,
  podExecutionRoles,
  resolveFargateLogging,
  routerLogGroupName,
  type FargateLoggingSettings,
} from "./fargate-logging-settings";
import { policyText } from "./iam";

/**
 * The logs of pods on Fargate, which have no nodes that an agent could run on: a log router of AWS's own reads its
 * configuration from one ConfigMap.
 *
 * Creates the namespace and the ConfigMap with the names that AWS fixed, log groups, and the rights of each pod execution
 * role. It makes neither streams nor domains. Costs what the outputs take; plan 50 to 100 MB of each pod's memory for the
 * router. New pods follow it, running ones after a restart: let workloads depend on `ready`.
 *
 * @example
 * new FargateLogging(stack, "logging", { cluster });
 */
export class FargateLogging extends Construct {
  /** What the pods must reach, for the network of another app: see `requireReachability` of core. */
  public readonly workloads: readonly Workload[];
  private readonly logGroups: Readonly<Record<string, CloudwatchLogGroup>>;
  private readonly configMap: ConfigMapV1;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: FargateLoggingProps) {
    super(scope, id);
    const settings = resolveFargateLogging(props);
    throwIfAny(this, "FargateLogging", checkFargateLogging(settings));

    this.workloads = loggingWorkloads(settings);
    this.logGroups = this.createLogGroups(settings);
    const policies = this.createPolicies(settings);
    const namespace = this.createNamespace(settings);
    this.configMap = this.createConfigMap(settings, [namespace, ...Object.values(this.logGroups), ...policies]);
  }

  /** What pods that shall be logged from their start depend on. */
  public get ready(): ITerraformDependable {
    return this.configMap;
  }

  /** ARNs of the log groups that are made here, by the name of their output. */
  public get logGroupArns(): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(this.logGroups).map(([key, group]) => [key, group.arn]));
  }

  private createLogGroups({ cluster, outputs, routerLogs, tags, override }: FargateLoggingSettings): Record<string, CloudwatchLogGroup> {
    const made = Object.entries(outputs).flatMap(([key, output]): [string, NewLogGroup][] =>
      output.to === "cloudwatch" && isNewLogGroup(output.logGroup) ? [[key, output.logGroup]] : [],
    );
    const router: [string, NewLogGroup][] = routerLogs ? [[ROUTER, { name: routerLogGroupName(cluster.clusterName) }]] : [];
    const groups = [...made, ...router].map(([key, { name, retentionDays = 90, kmsKeyArn }]): [string, CloudwatchLogGroup] => [
      key,
      new CloudwatchLogGroup(this, key === ROUTER ? "router-log-group" : `log-group-${key}`, { name, retentionInDays: retentionDays, kmsKeyId: kmsKeyArn, tags, ...override.logGroup }),
    ]);
    return Object.fromEntries(groups);
  }

  private createPolicies({ cluster, outputs, raw, override }: FargateLoggingSettings): IamRolePolicy[] {
    const targets = Object.entries(outputs).map(([key, output]): OutputTarget => ({ to: output.to, arn: this.arnOf(key, output) }));
    const policy = policyText(loggingPolicy(targets, this.logGroups[ROUTER]?.arn, raw.rights ?? []));
    return podExecutionRoles(cluster).map(
      ([profile, role]) => new IamRolePolicy(this, `rights-${profile}`, { name: "fargate-logging", role: role.roleName, policy, ...override.rolePolicy }),
    );
  }

  private arnOf(key: string, output: LogOutput): string {
    switch (output.to) {
      case "cloudwatch":
        return isNewLogGroup(output.logGroup) ? (this.logGroups[key]?.arn ?? "") : output.logGroup.arn;
      case "firehose":
      case "kinesis":
        return output.streamArn;
      case "opensearch":
        return output.domainArn;
    }
  }

  private createNamespace({ override }: FargateLoggingSettings): NamespaceV1 {
    return new NamespaceV1(this, "namespace", {
      metadata: { name: observability.namespace, labels: observability.label },
      ...override.namespace,
    });
  }

  private createConfigMap(settings: FargateLoggingSettings, dependsOn: ITerraformDependable[]): ConfigMapV1 {
    return new ConfigMapV1(this, "Resource", {
      metadata: { name: observability.configMap, namespace: observability.namespace },
      data: configMapData(settings),
      dependsOn,
      ...settings.override.configMap,
    });
  }
}

/** Beside the outputs' names, which have no capitals. */
const ROUTER = "routerLogs";
