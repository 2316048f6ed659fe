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
