import type { LogProps } from "./log-props";
import type { ContainerSharedProps } from "./container-props";
import type { LinuxProps } from "./linux-props";
import type { PortProps } from "./port-props";
import type { RawContainers, TaskSharedProps } from "./task-props";
import type { VolumeProps } from "./volume-props";
import type { DockerVolume, HostVolume } from "./volume-props";

/** What one task on instances is made from. */
export interface Ec2TaskProps extends TaskSharedProps {
  /**
   * How containers are reached. `awsvpc`: each task has an address and security groups of its own. `bridge`: by ports of
   * the instance, of its choosing unless `hostPort` is given. `host`: by their own ports on the instance. `none`: not at
   * all. `default` is Windows' own. A change makes a new revision, and needs other target groups.
   *
   * @default "awsvpc"
   * @throws InvalidPropsError [network-mode]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html
   */
  readonly networkMode?: NetworkMode;

  /**
   * Most CPU that the task's containers get together, in units of 1/1024 vCPU: 128 to 196608.
   *
   * @default - what the instance has left
   * @throws InvalidPropsError [ec2-cpu] [container-cpu-sum]
   */
  readonly cpu?: number;

  /**
   * Most memory that the task's containers get together, in MiB.
   *
   * @default - each container has its own
   * @throws InvalidPropsError [ec2-memory] [container-memory-sum]
   */
  readonly memoryMiB?: number;

  /**
   * The containers, by name: 1 to 10. Names are letters, digits, `_` and `-`. Or the JSON that ECS takes.
   *
   * @throws InvalidPropsError [container-count] [container-name] [no-essential-container] [depends-on-cycle] [json-key]
   */
  readonly containers: RawContainers | Readonly<Record<string, Ec2ContainerProps>>;

  /**
   * What containers can mount.
   *
   * @default - none
   * @throws InvalidPropsError [volume-name] [volume-duplicate] [efs-encryption] [efs-root] [ebs-count]
   */
  readonly volumes?: readonly Ec2VolumeProps[];

  /**
   * Whose processes containers see: those of the task, or all of the instance.
   *
   * @default - each sees its own
   * @throws InvalidPropsError [windows-unsupported]
   */
  readonly pidMode?: "host" | "task";

  /**
   * Whose shared memory and queues containers use.
   *
   * @default - as Docker on the instance is set
   * @throws InvalidPropsError [windows-unsupported] [ipc-system-control]
   */
  readonly ipcMode?: "host" | "none" | "task";

  /**
   * Instances that tasks of this definition may run on, as expressions of the cluster query language, such as
   * `attribute:ecs.instance-type =~ g5.*`: up to 10 with those of the service.
   *
   * @default - any
   * @throws InvalidPropsError [placement-constraint] [placement-constraint-count]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html
   */
  readonly placementConstraints?: readonly string[];
}

/** How the containers of a task are reached. */
export type NetworkMode = "awsvpc" | "bridge" | "default" | "host" | "none";

/** What containers on instances can mount. */
export type Ec2VolumeProps = DockerVolume | HostVolume | VolumeProps;

/** One container of a task on instances. */
export interface Ec2ContainerProps extends ContainerSharedProps {
  /**
   * Ports that it listens on.
   *
   * @default - none
   * @throws InvalidPropsError [port-range] [port-duplicate] [port-name] [port-name-duplicate] [host-port]
   */
  readonly ports?: readonly Ec2PortProps[];

  /**
   * Where its output goes.
   *
   * @default - to the log group of the task, by the driver `awslogs`, dropping lines rather than blocking
   * @throws InvalidPropsError [log-driver]
   */
  readonly log?: Ec2LogProps;

  /**
   * What Linux lets it do.
   *
   * @default - what Docker lets it do
   * @throws InvalidPropsError [linux-capability] [windows-unsupported]
   */
  readonly linux?: Ec2LinuxProps;

  /**
   * GPUs that are kept for it: 1 or more.
   *
   * @default - none
   * @throws InvalidPropsError [gpu-count]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-gpu.html
   */
  readonly gpus?: number;

  /**
   * It can do what root on the instance can.
   *
   * @default false
   * @throws InvalidPropsError [windows-unsupported]
   */
  readonly privileged?: boolean;

  /**
   * Its host name, not with `awsvpc`.
   *
   * @default - Docker's choice
   * @throws InvalidPropsError [network-mode]
   */
  readonly hostname?: string;

  /**
   * Other DNS servers, not with `awsvpc`.
   *
   * @default - the instance's
   * @throws InvalidPropsError [network-mode]
   */
  readonly dnsServers?: readonly string[];

  /**
   * Domains that are tried with names without a dot.
   *
   * @default - the instance's
   */
  readonly dnsSearchDomains?: readonly string[];

  /**
   * Lines of its `/etc/hosts`: addresses by name, not with `awsvpc`.
   *
   * @default - none
   * @throws InvalidPropsError [network-mode]
   */
  readonly extraHosts?: Readonly<Record<string, string>>;

  /**
   * Containers of the task that it reaches by name, as `name` or `name:alias`, with `bridge` only.
   *
   * @default - none
   * @throws InvalidPropsError [network-mode] [link-unknown]
   */
  readonly links?: readonly string[];

  /**
   * Labels of SELinux or AppArmor, which the agent must be set up for.
   *
   * @default - none
   */
  readonly dockerSecurityOptions?: readonly string[];

  /**
   * It has no network at all.
   *
   * @default false
   * @throws InvalidPropsError [windows-unsupported]
   */
  readonly disableNetworking?: boolean;
}

/** A port that a container on an instance listens on. */
export interface Ec2PortProps extends PortProps {
  /**
   * The port of the instance, with `bridge`: 1 to 65535, or 0 for one of its choosing. One task at a time can have a
   * port of an instance.
   *
   * @default - one of the instance's choosing with `bridge`; else `port` itself
   * @throws InvalidPropsError [host-port] [host-port-reserved]
   */
  readonly hostPort?: number;
}

/** What Linux lets a container on an instance do. */
export interface Ec2LinuxProps extends LinuxProps {
  /**
   * Devices of the instance, by the path that it sees them at.
   *
   * @default - none
   */
  readonly devices?: Readonly<Record<string, DeviceProps>>;
  /**
   * Size of `/dev/shm`, in MiB: 1 or more.
   *
   * @default - 64, Docker's
   * @throws InvalidPropsError [linux-memory]
   */
  readonly sharedMemoryMiB?: number;
  /**
   * Swap that it may use, in MiB: 0 for none. The instance must have some.
   *
   * @default - the instance's
   * @throws InvalidPropsError [linux-memory]
   */
  readonly maxSwapMiB?: number;
  /**
   * How readily it is swapped: 0 to 100, with `maxSwapMiB`.
   *
   * @default - 60
   * @throws InvalidPropsError [linux-memory]
   */
  readonly swappiness?: number;
}

/** A device of the instance. */
export interface DeviceProps {
  /** Path on the instance. */
  readonly hostPath: string;
  /**
   * @default - all three
   */
  readonly permissions?: readonly ("mknod" | "read" | "write")[];
}

/** Where the output of a container on an instance goes. */
export type Ec2LogProps = HostLogs | LogProps;

/** To a driver of Docker's own, which the agent must be set up for. */
export interface HostLogs {
  readonly driver: "fluentd" | "gelf" | "journald" | "json-file" | "syslog";
  /**
   * What the driver takes.
   *
   * @default - none
   * @see https://docs.docker.com/engine/logging/configure/
   */
  readonly options?: Readonly<Record<string, string>>;
}
