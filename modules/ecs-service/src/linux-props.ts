/** What Linux lets a container do. */
export interface LinuxProps {
  /**
   * An init process reaps what the container's own process leaves behind. ECS Exec switches it on.
   *
   * @default false
   */
  readonly init?: boolean;
  /**
   * File systems in memory, by the path that the container sees them at.
   *
   * @default - none
   * @throws InvalidPropsError [tmpfs]
   */
  readonly tmpfs?: Readonly<Record<string, TmpfsProps>>;
  /**
   * Capabilities that it gets beyond Docker's. Fargate takes `SYS_PTRACE` only.
   *
   * @default - none
   */
  readonly addCapabilities?: readonly string[];
  /**
   * Capabilities of Docker's that it loses; `ALL` takes every one.
   *
   * @default - none
   */
  readonly dropCapabilities?: readonly string[];
}

/** A file system in memory. */
export interface TmpfsProps {
  /** Most that it holds, in MiB: 1 or more, of the container's memory. */
  readonly sizeMiB: number;
  /**
   * Options of mount, such as `noexec`.
   *
   * @default - none
   */
  readonly options?: readonly string[];
}

/** Limits of the operating system: the soft one can be raised up to the hard one. */
export interface UlimitProps {
  readonly soft: number;
  readonly hard: number;
}
