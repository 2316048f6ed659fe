import type { Ec2VolumeProps } from "./ec2-task-props";
import type { DockerProps, EbsProps } from "./volume-props";

/** A volume with every default filled in: of one of the kinds, or empty at first. */
export interface VolumeSettings {
  readonly name: string;
  readonly efs:
    | {
        readonly fileSystemId: string;
        readonly transitEncryption: "DISABLED" | "ENABLED";
        readonly accessPointId: string | undefined;
        readonly iam: "DISABLED" | "ENABLED";
        readonly rootDirectory: string | undefined;
      }
    | undefined;
  readonly ebs: EbsSettings | undefined;
  readonly hostPath: string | undefined;
  readonly docker: (DockerProps & Required<Pick<DockerProps, "driver" | "scope">>) | undefined;
  /** Keys that its kind does not have: those of a second kind, and mistyped ones. */
  readonly unread: readonly string[];
}

/** EbsProps with the defaults that ECS has none of its own for. */
export type EbsSettings = EbsProps & Required<Pick<EbsProps, "encrypted" | "type">>;

/** What each kind of volume has beside its name; the kind is told by the first of them. */
const kinds = [["fileSystemId", "transitEncryption", "accessPointId", "iam", "rootDirectory"], ["ebs"], ["hostPath"], ["docker"]] as const;

/** Fills every default. */
export function resolveVolume(volume: Ec2VolumeProps): VolumeSettings {
  const { name } = volume;
  const read: readonly string[] = kinds.find(([first]) => first in volume) ?? [];
  const unread = Object.keys(volume).filter((key) => key !== "name" && !read.includes(key));
  const none = { name, efs: undefined, ebs: undefined, hostPath: undefined, docker: undefined, unread };
  if ("fileSystemId" in volume) {
    const { fileSystemId, transitEncryption = "ENABLED", accessPointId, iam = "ENABLED", rootDirectory } = volume;
    return { ...none, efs: { fileSystemId, transitEncryption, accessPointId, iam, rootDirectory } };
  }
  if ("ebs" in volume) {
    const { type = "gp3", encrypted = true } = volume.ebs;
    return { ...none, ebs: { ...volume.ebs, type, encrypted } };
  }
  if ("hostPath" in volume) return { ...none, hostPath: volume.hostPath };
  if ("docker" in volume) {
    const { scope = "task", driver = "local", autoprovision } = volume.docker;
    return { ...none, docker: { ...volume.docker, scope, driver, autoprovision: autoprovision ?? (scope === "shared" ? true : undefined) } };
  }
  return none;
}

/** The volume of EBS, of which a task has one. */
export function ebsOf({ volumes }: { readonly volumes: readonly VolumeSettings[] }): (VolumeSettings & { readonly ebs: EbsSettings }) | undefined {
  return volumes.flatMap((volume) => (volume.ebs === undefined ? [] : [{ ...volume, ebs: volume.ebs }]))[0];
}
