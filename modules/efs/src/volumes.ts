/** An EFS volume of an ECS task definition, with nothing left to the defaults of ECS. */
export interface EcsVolume {
  /** What container definitions mount it by. */
  readonly name: string;
  readonly fileSystemId: string;
  readonly transitEncryption: "DISABLED" | "ENABLED";
  /**
   * The access point that the task comes through.
   *
   * @default - none: the task sees the whole file system
   */
  readonly accessPointId?: string;
  /** Whether the task role's credentials are used: the file system refuses who has none, unless it allows `anonymous`. */
  readonly iam: "DISABLED" | "ENABLED";
}

/** A Kubernetes manifest of a volume that the EFS CSI driver mounts, as any tool takes it. */
export interface PersistentVolume {
  readonly apiVersion: "v1";
  readonly kind: "PersistentVolume";
  readonly metadata: { readonly name: string };
  readonly spec: {
    /** Kubernetes wants a size; EFS has none. */
    readonly capacity: { readonly storage: string };
    readonly volumeMode: "Filesystem";
    readonly accessModes: readonly "ReadWriteMany"[];
    /** The data stay when the claim goes. */
    readonly persistentVolumeReclaimPolicy: "Retain";
    readonly storageClassName: "";
    readonly mountOptions: readonly string[];
    readonly csi: { readonly driver: "efs.csi.aws.com"; readonly volumeHandle: string };
  };
}

/** How clients have to mount a file system. */
export interface MountMode {
  readonly tls: boolean;
  readonly iam: boolean;
}

/** The volume of an ECS task definition. */
export function ecsVolume(name: string, fileSystemId: string, accessPointId: string | undefined, { tls, iam }: MountMode): EcsVolume {
  return {
    name,
    fileSystemId,
    // An access point is reached over TLS only.
    transitEncryption: tls || accessPointId !== undefined ? "ENABLED" : "DISABLED",
    ...(accessPointId === undefined ? {} : { accessPointId }),
    iam: iam ? "ENABLED" : "DISABLED",
  };
}

/** What the EFS CSI driver knows a volume by. */
export function volumeHandle(fileSystemId: string, accessPointId: string | undefined): string {
  return accessPointId === undefined ? fileSystemId : `${fileSystemId}::${accessPointId}`;
}

/** The manifest of a persistent volume. */
export function persistentVolume(name: string, handle: string, { iam }: MountMode): PersistentVolume {
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name },
    spec: {
      capacity: { storage: "1Gi" },
      volumeMode: "Filesystem",
      accessModes: ["ReadWriteMany"],
      persistentVolumeReclaimPolicy: "Retain",
      storageClassName: "",
      // The driver mounts over TLS by itself, but uses its credentials only when it is told to.
      mountOptions: iam ? ["iam"] : [],
      csi: { driver: "efs.csi.aws.com", volumeHandle: handle },
    },
  };
}
