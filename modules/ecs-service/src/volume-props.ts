/** What containers can mount. */
export type VolumeProps = EbsVolume | EfsVolume | EmptyVolume;

/** A volume that is empty at first, and goes with the task. */
export interface EmptyVolume {
  readonly name: string;
}

/** A volume on EFS, as `ecsVolume` of `@terrace/efs` gives it. Every other client must be allowed there as well. */
export interface EfsVolume {
  readonly name: string;
  readonly fileSystemId: string;
  /**
   * Needed with an access point and with IAM.
   *
   * @default "ENABLED"
   */
  readonly transitEncryption?: "DISABLED" | "ENABLED";
  /**
   * The access point that the task comes through.
   *
   * @default - none: it sees the whole file system
   */
  readonly accessPointId?: string;
  /**
   * The task role's credentials are used.
   *
   * @default "ENABLED"
   */
  readonly iam?: "DISABLED" | "ENABLED";
  /**
   * The directory that is mounted, without an access point.
   *
   * @default - the root
   */
  readonly rootDirectory?: string;
}

/** What a container sees at a path. */
export interface MountProps {
  /** Name of a volume of the task. */
  readonly volume: string;
  /**
   * @default false
   */
  readonly readOnly?: boolean;
}

/** A volume of EBS that ECS makes for each task, and deletes with it. One of them in a task; services only. */
export interface EbsVolume {
  readonly name: string;
  /** What is made for each task. */
  readonly ebs: EbsProps;
}

/** What EBS volume each task gets. A change starts a deployment. */
export interface EbsProps {
  /**
   * Unit: GiB. gp3, gp2: 1 to 16384. io1, io2: 4 to 16384. st1, sc1: 125 to 16384. standard: 1 to 1024.
   *
   * @default - the snapshot's
   * @throws InvalidPropsError [ebs-size]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceManagedEBSVolumeConfiguration.html
   */
  readonly sizeGiB?: number;
  /**
   * The snapshot that it starts from.
   *
   * @default - it is empty
   * @throws InvalidPropsError [ebs-snapshot]
   */
  readonly snapshotId?: string;
  /**
   * Rate at which a snapshot is fetched, in MiB/s, for a charge.
   *
   * @default - as its blocks are read
   * @throws InvalidPropsError [ebs-snapshot]
   */
  readonly initializationRateMiBps?: number;
  /**
   * `standard` is not for Fargate.
   *
   * @default "gp3"
   * @throws InvalidPropsError [ebs-type]
   */
  readonly type?: "gp2" | "gp3" | "io1" | "io2" | "sc1" | "st1" | "standard";
  /**
   * gp3: 3000 to 16000. io1: 100 to 64000. io2: 100 to 256000. Required for io1 and io2; no others take it.
   *
   * @default - 3000 with gp3
   * @throws InvalidPropsError [ebs-iops]
   */
  readonly iops?: number;
  /**
   * gp3 only. Unit: MiB/s. Range: 125 to 1000.
   *
   * @default - 125 with gp3
   * @throws InvalidPropsError [ebs-throughput]
   */
  readonly throughputMiBps?: number;
  /**
   * @default true
   */
  readonly encrypted?: boolean;
  /**
   * ARN of the customer's key that encrypts it. Its policy must let the infrastructure role use it.
   *
   * @default - the account's key for EBS
   * @throws InvalidPropsError [ebs-key]
   */
  readonly kmsKeyArn?: string;
  /**
   * A snapshot's must be the one it was made with.
   *
   * @default - `xfs`; `ntfs` on Windows
   * @throws InvalidPropsError [ebs-file-system]
   */
  readonly fileSystem?: "ext3" | "ext4" | "ntfs" | "xfs";
}

/** A directory of the instance: it is there for every task on it, and gone with it. */
export interface HostVolume {
  readonly name: string;
  /**
   * An absolute path on the instance.
   *
   * @throws InvalidPropsError [absolute-path] [ec2-only]
   */
  readonly hostPath: string;
}

/** A volume that Docker makes on the instance. */
export interface DockerVolume {
  readonly name: string;
  /** How it is made. */
  readonly docker: DockerProps;
}

/** How Docker makes a volume. */
export interface DockerProps {
  /**
   * `task` goes with the task; `shared` stays on the instance.
   *
   * @default "task"
   */
  readonly scope?: "shared" | "task";
  /**
   * A shared volume is made where it is not there yet.
   *
   * @default - true with `shared`
   * @throws InvalidPropsError [docker-volume]
   */
  readonly autoprovision?: boolean;
  /**
   * Name of the volume driver, as Docker knows it.
   *
   * @default "local"
   * @throws InvalidPropsError [docker-volume]
   */
  readonly driver?: string;
  /**
   * Options of the driver.
   *
   * @default - none
   */
  readonly options?: Readonly<Record<string, string>>;
  /**
   * Labels of the volume.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}
