import {
  ecsTaskNeeds,
  eksFargateNeeds,
  eksNodeNeeds,
  loadBalancerControllerNeeds,
  sessionManagerNeeds,
  type EcsTaskFacts,
  type EksNodeFacts,
  type LoadBalancerControllerFacts,
  type Need,
  type SessionManagerFacts,
  type Workload,
} from "@terrace/core";
import type { RunProps, ServiceProps } from "./container-props";
import type { Environment } from "./environment";

/** Something that will run in an environment, as its file says it: where, and what it uses. */
export type WorkloadProps = Omit<Workload, "needs"> &
  (
    | ({ readonly kind: "ecs-task" } & EcsTaskFacts)
    | ({ readonly kind: "eks-fargate" } & Pick<EksNodeFacts, "cloudWatchLogs" | "systemImages">)
    | ({ readonly kind: "eks-nodes" } & EksNodeFacts)
    | ({ readonly kind: "load-balancer-controller" } & LoadBalancerControllerFacts)
    | ({ readonly kind: "session-manager" } & SessionManagerFacts)
  );

/** What a workload can be. */
export const workloadKinds: readonly WorkloadProps["kind"][] = [
  "ecs-task",
  "eks-fargate",
  "eks-nodes",
  "load-balancer-controller",
  "session-manager",
];

/** Everything that runs in an environment: its services and tasks, and what else its file says. */
export function workloadsOf({ containers, workloads = [] }: Environment): Workload[] {
  const { services, tasks } = containers;
  const isCalled = (role: string) => Object.values(services).some(({ calls = [] }) => calls.includes(role));
  return [
    ...Object.entries(services).map(([role, service]) => serviceWorkload(role, service, isCalled(role))),
    ...Object.entries(tasks).map(([role, task]) => workloadOf(taskFacts(role, task))),
    ...workloads.map(workloadOf),
  ];
}

/** Exec sessions of a cluster that keeps a record need more, which the service itself says in its stack. */
function serviceWorkload(role: string, service: ServiceProps, isCalled: boolean): Workload {
  const { exec = false, calls = [] } = service;
  return workloadOf({ ...taskFacts(role, service), exec: exec !== false, serviceConnect: isCalled || calls.length > 0 });
}

function taskFacts(name: string, { tier, secrets = {}, files = {} }: RunProps) {
  const sources = Object.values(secrets);
  return {
    kind: "ecs-task" as const,
    name,
    tier,
    launchType: "fargate" as const,
    secrets: [...new Set(sources.map(({ from }) => from))],
    customerKey: sources.some(({ kmsKeyArn }) => kmsKeyArn !== undefined),
    efs: Object.keys(files).length > 0,
  };
}

/** The workload with all that it must reach. */
export function workloadOf(props: WorkloadProps): Workload {
  const { name, tier, availabilityZones, publicIp } = props;
  return { name, tier, availabilityZones, publicIp, needs: needsOf(props) };
}

function needsOf(props: WorkloadProps): Need[] {
  switch (props.kind) {
    case "ecs-task":
      return ecsTaskNeeds(props);
    case "eks-fargate":
      return eksFargateNeeds(props);
    case "eks-nodes":
      return eksNodeNeeds(props);
    case "load-balancer-controller":
      return loadBalancerControllerNeeds(props);
    case "session-manager":
      return sessionManagerNeeds(props);
    default:
      // Synthesis does not check types: checkEnvironments refuses a word that is no kind.
      return [];
  }
}
