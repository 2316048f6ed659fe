import { isKmsKeyArn, show, type Problem } from "@terrace/core";
import { checkRange, repeated } from "./check-range";
import { ebsSizes, namePattern, pages, type EbsLimits } from "./limits";
import { isLater, isWindows, type TaskSettings } from "./task-settings";
import type { EbsSettings, VolumeSettings } from "./volume-settings";

/** Volumes: their names, what each is made of, and that somebody mounts them. */
export function checkVolumes(task: TaskSettings): Problem[] {
  const { volumes, containers } = task;
  const problems: Problem[] = [];
  for (const index of repeated(volumes.map(({ name }) => name))) {
    const { name } = volumes[index] ?? { name: "" };
    problems.push({ code: "volume-duplicate", path: "task.volumes", got: `${show(name)} twice`, expected: "a name of its own for each volume" });
  }
  problems.push(...volumes.flatMap((volume) => checkVolume(task, volume)));
  const [, second] = volumes.filter(({ ebs }) => ebs !== undefined);
  if (second !== undefined) {
    problems.push({ code: "ebs-count", path: `task.volumes.${second.name}.ebs`, got: "a second volume of EBS", expected: "one for each task", see: pages.ebs });
  }
  const mounted = containers.flatMap(({ mounts }) => Object.values(mounts).map(({ volume }) => volume));
  const idle = volumes.find(({ name }) => !mounted.includes(name));
  if (idle !== undefined) {
    const expected = "a container that mounts it, or no volume";
    problems.push({ code: "volume-unused", path: `task.volumes.${idle.name}`, got: "mounted by no container", expected, severity: "warning" });
  }
  return problems;
}

function checkVolume(task: TaskSettings, volume: VolumeSettings): Problem[] {
  const { name, ebs, hostPath, unread } = volume;
  const path = `task.volumes.${name}`;
  const problems: Problem[] = unread.map((key) => ({
    code: "volume-key",
    path: `${path}.${key}`,
    got: "a key that nobody reads",
    expected: "fileSystemId and what goes with it, ebs, hostPath or docker: one of them, or none for an empty volume",
    see: pages.taskDefinition,
  }));
  if (!namePattern.test(name)) {
    problems.push({ code: "volume-name", path, got: `named ${show(name)}`, expected: "up to 255 letters, digits, _ and -", see: pages.taskDefinition });
  }
  if (hostPath !== undefined && !isLater(hostPath) && !/^(\/|[A-Za-z]:\\)/.test(hostPath)) {
    problems.push({ code: "absolute-path", path: `${path}.hostPath`, got: show(hostPath), expected: `an absolute path such as /${hostPath}`, see: pages.taskDefinition });
  }
  return [...problems, ...checkEfs(path, volume), ...checkDocker(path, volume), ...(ebs === undefined ? [] : checkEbs(`${path}.ebs`, ebs, task))];
}

function checkEfs(path: string, { efs }: VolumeSettings): Problem[] {
  if (efs === undefined) return [];
  const see = pages.efs;
  const problems: Problem[] = [];
  if (!isLater(efs.fileSystemId) && !/^fs-[0-9a-f]{8,40}$/.test(efs.fileSystemId)) {
    const expected = "an id such as fs-0123456789abcdef0";
    problems.push({ code: "efs-id", path: `${path}.fileSystemId`, got: show(efs.fileSystemId), expected, see });
  }
  const encrypted = efs.accessPointId !== undefined ? "accessPointId" : efs.iam === "ENABLED" ? `iam "ENABLED"` : undefined;
  if (efs.transitEncryption === "DISABLED" && encrypted !== undefined) {
    const got = `"DISABLED" with ${encrypted}`;
    problems.push({ code: "efs-encryption", path: `${path}.transitEncryption`, got, expected: `"ENABLED"`, see });
  }
  if (efs.accessPointId !== undefined && efs.rootDirectory !== undefined && efs.rootDirectory !== "/") {
    const got = `${show(efs.rootDirectory)} with accessPointId`;
    problems.push({ code: "efs-root", path: `${path}.rootDirectory`, got, expected: "no such prop: the access point has its own", see });
  }
  return problems;
}

function checkDocker(path: string, { docker }: VolumeSettings): Problem[] {
  if (docker?.scope !== "task" || docker.autoprovision === undefined) return [];
  const got = `${docker.autoprovision} with scope "task"`;
  return [{ code: "docker-volume", path: `${path}.docker.autoprovision`, got, expected: `no such prop, or scope: "shared"`, see: pages.dockerVolume }];
}

/** A volume of EBS for each task: its size and speed by its type. */
function checkEbs(path: string, ebs: EbsSettings, task: TaskSettings): Problem[] {
  const see = pages.ebs;
  const { type, sizeGiB, snapshotId, iops, throughputMiBps, kmsKeyArn, encrypted, fileSystem, initializationRateMiBps } = ebs;
  const limits: EbsLimits = ebsSizes[type];
  const problems: Problem[] = [];
  if (sizeGiB === undefined && snapshotId === undefined) {
    problems.push({ code: "ebs-size", path: `${path}.sizeGiB`, got: "missing, and no snapshot", expected: `${limits.size.least} to ${limits.size.most}, or snapshotId`, see });
  }
  problems.push(...checkRange("ebs-size", `${path}.sizeGiB`, sizeGiB, limits.size, see));
  if (type === "standard" && task.launchType === "FARGATE") {
    problems.push({ code: "ebs-type", path: `${path}.type`, got: `"standard" on Fargate`, expected: `"gp3"`, see });
  }
  problems.push(...checkSpeed("ebs-iops", `${path}.iops`, type, iops, limits.iops), ...checkSpeed("ebs-throughput", `${path}.throughputMiBps`, type, throughputMiBps, limits.throughput));
  if (iops === undefined && (type === "io1" || type === "io2")) {
    problems.push({ code: "ebs-iops", path: `${path}.iops`, got: `missing with ${show(type)}`, expected: `${limits.iops?.least} to ${limits.iops?.most}`, see });
  }
  if (initializationRateMiBps !== undefined && snapshotId === undefined) {
    problems.push({ code: "ebs-snapshot", path: `${path}.initializationRateMiBps`, got: "given without a snapshot", expected: "snapshotId", see });
  }
  if (snapshotId !== undefined && !isLater(snapshotId) && !/^snap-[0-9a-f]{8,17}$/.test(snapshotId)) {
    problems.push({ code: "ebs-snapshot", path: `${path}.snapshotId`, got: show(snapshotId), expected: "an id such as snap-0123456789abcdef0", see });
  }
  if (kmsKeyArn !== undefined && !isKmsKeyArn(kmsKeyArn)) {
    problems.push({ code: "ebs-key", path: `${path}.kmsKeyArn`, got: show(kmsKeyArn), expected: "the ARN of a key", see });
  }
  if (kmsKeyArn !== undefined && !encrypted) {
    problems.push({ code: "ebs-key", path: `${path}.kmsKeyArn`, got: "given with encrypted: false", expected: "encrypted: true, or no key", see });
  }
  if (fileSystem !== undefined && (fileSystem === "ntfs") !== isWindows(task)) {
    const expected = isWindows(task) ? `"ntfs" on Windows` : `"xfs", "ext4" or "ext3" on Linux`;
    problems.push({ code: "ebs-file-system", path: `${path}.fileSystem`, got: show(fileSystem), expected, see });
  }
  return problems;
}

function checkSpeed(code: string, path: string, type: string, value: number | undefined, range: { readonly least: number; readonly most: number } | undefined): Problem[] {
  if (value === undefined) return [];
  if (range !== undefined) return checkRange(code, path, value, range, pages.ebs);
  return [{ code, path, got: `${show(value)} with ${show(type)}`, expected: "no such prop: it follows the size", see: pages.ebs }];
}
