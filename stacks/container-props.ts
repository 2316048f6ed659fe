import type { ApplicationHealthCheck, ApplicationLoadBalancerProps, RuleProps } from "@terrace/alb";
import type { ClusterProps } from "@terrace/ecs-cluster";
import type { ContainerProps, FargateServiceProps, SecretsManagerSource, TaskProps } from "@terrace/ecs-service";

/** What runs in containers in an environment, as its file says it. */
export interface ContainersProps {
  /** Tags of the images, by image: a release changes one of these lines, and nothing else. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * What the cluster is like.
   *
   * @default - Fargate and Fargate Spot, enhanced Container Insights
   */
  readonly cluster?: Omit<ClusterProps, "name" | "namespace" | "network">;
  /** The load balancer that all services share. */
  readonly loadBalancer: SharedLoadBalancerProps;
  /** Services by role, such as `web`. */
  readonly services: Readonly<Record<string, ServiceProps>>;
  /** Tasks that run when somebody says so, by role, such as `migrate`. */
  readonly tasks: Readonly<Record<string, OneOffProps>>;
}

/** The load balancer that all services of an environment share. */
export interface SharedLoadBalancerProps extends Omit<ApplicationLoadBalancerProps, "listeners" | "name" | "network" | "targetGroups"> {
  /**
   * ARN of the certificate: services are behind HTTPS, and plain text only leads there.
   *
   * @default - none: services are behind plain text, which is for a network of one's own only
   */
  readonly certificateArn?: string;
}

/** What services and tasks have in common: one container, called like them. */
export interface RunProps
  extends Pick<TaskProps, "cpu" | "ephemeralStorageGiB" | "logs" | "memoryMiB" | "platform">,
    Pick<ContainerProps, "command" | "environment" | "healthCheck" | "readOnlyRoot" | "stopTimeoutSeconds" | "user"> {
  /** The tier whose subnets it runs in. */
  readonly tier: string;
  /**
   * One of the environment's images.
   *
   * @throws InvalidPropsError [container-image] [container-image-tag]
   */
  readonly image: string;
  /**
   * Values that ECS reads before it starts, by variable.
   *
   * @default - none
   */
  readonly secrets?: Readonly<Record<string, SecretProps>>;
  /**
   * Caches that it uses, by role. It is let in, and finds `<ROLE>_URL` in its environment; `<ROLE>_READER_URL` too where
   * there are replicas.
   *
   * @default - none
   * @throws InvalidPropsError [container-cache]
   */
  readonly caches?: readonly string[];
  /**
   * File systems that it uses, by the path that it sees them at. It is let in, and may mount and write.
   *
   * @default - none
   * @throws InvalidPropsError [container-files]
   */
  readonly files?: Readonly<Record<string, FilesProps>>;
}

/** A service: what keeps running. */
export interface ServiceProps
  extends RunProps,
    Pick<
      FargateServiceProps,
      "availabilityZoneRebalancing" | "capacity" | "deployment" | "desiredCount" | "exec" | "gracePeriodSeconds" | "scaling" | "taskDefinitionOwner"
    > {
  /**
   * The port that it listens on.
   *
   * @default - none: nobody calls it
   */
  readonly port?: number;
  /**
   * Which requests to the load balancer are its own.
   *
   * @default - none: it is not behind the load balancer
   * @throws InvalidPropsError [service-without-port]
   */
  readonly route?: RouteProps;
  /**
   * Services that it calls by Service Connect: it reaches them, and finds `<ROLE>_URL` in its environment.
   *
   * @default - none
   * @throws InvalidPropsError [service-call] [service-call-cycle] [service-without-port]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html
   */
  readonly calls?: readonly string[];
  /**
   * Alarms of the load balancer that fail a deployment and roll it back, by the ends of their names, such as
   * `target-errors`.
   *
   * @default - none
   * @throws InvalidPropsError [service-alarm]
   */
  readonly rollbackOn?: readonly string[];
}

/** A task that runs when somebody says so. */
export type OneOffProps = RunProps;

/** Which requests are a service's own, and when its tasks are healthy. */
export interface RouteProps extends Pick<RuleProps, "conditions" | "priority"> {
  /**
   * When a task is healthy.
   *
   * @default - it answers `/` with 200
   */
  readonly healthCheck?: ApplicationHealthCheck;
}

/** Where the value of a secret lies. */
export type SecretProps = ParameterName | SecretsManagerSource;

/** A parameter of Parameter Store, in the account and region of the environment. */
export interface ParameterName {
  readonly from: "parameter-store";
  /** With its path, such as `/dev/terrace/features`. */
  readonly name: string;
  /**
   * ARN of the customer's key that encrypts it.
   *
   * @default - AWS's own key
   */
  readonly kmsKeyArn?: string;
}

/** A part of a file system. */
export interface FilesProps {
  /** Role of the file system, such as `uploads`. */
  readonly fileSystem: string;
  /** Name of its access point. */
  readonly accessPoint: string;
}
