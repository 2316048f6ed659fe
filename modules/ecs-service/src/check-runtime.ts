import { show, type Problem } from "@terrace/core";
import { checkRange } from "./check-range";
import { most, pages, ranges } from "./limits";
import { isLater, type ContainerSettings, type TaskSettings } from "./task-settings";

/** How a container is run: files of variables, restarts, other containers' mounts, GPUs, links, memory of Linux. */
export function checkRuntime(path: string, container: ContainerSettings, task: TaskSettings): Problem[] {
  return [
    ...checkFiles(path, container),
    ...checkRestart(path, container),
    ...checkRegistry(path, container),
    ...checkCredentialSpec(path, container),
    ...checkOthers(path, container, task),
    ...checkMemory(path, container),
    ...checkGpus(path, container),
  ];
}

function checkFiles(path: string, { environmentFiles }: ContainerSettings): Problem[] {
  const see = pages.environmentFile;
  const problems: Problem[] = [];
  if (environmentFiles.length > most.environmentFiles) {
    problems.push({ code: "environment-file-count", path: `${path}.environmentFiles`, got: `${environmentFiles.length} files`, expected: `at most ${most.environmentFiles}`, see });
  }
  environmentFiles.forEach((file, index) => {
    if (isLater(file) || /^arn:aws[a-z-]*:s3:::[a-z0-9][a-z0-9.-]+\/.*\.env$/.test(file)) return;
    problems.push({ code: "environment-file", path: `${path}.environmentFiles[${index}]`, got: show(file), expected: "arn:<partition>:s3:::<bucket>/<key>.env", see });
  });
  return problems;
}

function checkRestart(path: string, { restart }: ContainerSettings): Problem[] {
  if (restart === undefined) return [];
  const see = pages.restart;
  const problems = checkRange("restart-period", `${path}.restart.attemptPeriodSeconds`, restart.attemptPeriodSeconds, ranges.restartPeriod, see);
  if (restart.ignoredExitCodes.length > most.ignoredExitCodes) {
    const got = `${restart.ignoredExitCodes.length} exit codes`;
    problems.push({ code: "restart-exit-codes", path: `${path}.restart.ignoredExitCodes`, got, expected: `at most ${most.ignoredExitCodes}`, see });
  }
  return problems;
}

function checkRegistry(path: string, { registrySecretArn, image }: ContainerSettings): Problem[] {
  const at = `${path}.registrySecretArn`;
  if (registrySecretArn === undefined) return [];
  if (!isLater(registrySecretArn) && !/^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^:]+$/.test(registrySecretArn)) {
    const expected = "arn:<partition>:secretsmanager:<region>:<account>:secret:<name>-<6 characters>";
    return [{ code: "secret-arn", path: at, got: show(registrySecretArn), expected, see: pages.secrets }];
  }
  if (image.repositoryArn === undefined) return [];
  return [{ code: "registry-secret-ecr", path: at, got: "given with an image of ECR", expected: "no such prop: the execution role pulls it", see: pages.secrets, severity: "warning" }];
}

function checkCredentialSpec(path: string, { credentialSpec }: ContainerSettings): Problem[] {
  if (credentialSpec === undefined || isLater(credentialSpec) || /^credentialspec(domainless)?:arn:aws[a-z-]*:(ssm|s3):/.test(credentialSpec)) return [];
  const expected = "credentialspec:<ARN> or credentialspecdomainless:<ARN>, of a parameter or of an object in S3";
  return [{ code: "credential-spec", path: `${path}.credentialSpec`, got: show(credentialSpec), expected, see: pages.credentialSpec }];
}

function checkOthers(path: string, { name, volumesFrom, links }: ContainerSettings, { containers }: TaskSettings): Problem[] {
  const others = containers.map((one) => one.name).filter((one) => one !== name);
  const expected = others.length === 0 ? "another container of the task" : `one of ${others.join(", ")}`;
  const see = pages.container;
  return [
    ...Object.keys(volumesFrom)
      .filter((from) => !others.includes(from))
      .map((from) => ({ code: "volumes-from", path: `${path}.volumesFrom.${from}`, got: "no other container of the task", expected, see })),
    ...links.flatMap((link, index) =>
      others.includes(link.split(":")[0] ?? "") ? [] : [{ code: "link-unknown", path: `${path}.links[${index}]`, got: show(link), expected, see }],
    ),
  ];
}

function checkMemory(path: string, { linux }: ContainerSettings): Problem[] {
  const see = pages.linux;
  const { sharedMemoryMiB, maxSwapMiB, swappiness, tmpfs } = linux;
  const most31 = 2147483647;
  const problems = [
    ...checkRange("linux-memory", `${path}.linux.sharedMemoryMiB`, sharedMemoryMiB, { least: 1, most: most31 }, see),
    ...checkRange("linux-memory", `${path}.linux.maxSwapMiB`, maxSwapMiB, { least: 0, most: most31 }, see),
    ...checkRange("linux-memory", `${path}.linux.swappiness`, swappiness, ranges.swappiness, see),
    ...Object.entries(tmpfs).flatMap(([at, { sizeMiB }]) => checkRange("tmpfs", `${path}.linux.tmpfs["${at}"].sizeMiB`, sizeMiB, { least: 1, most: most31 }, see)),
  ];
  if (swappiness !== undefined && maxSwapMiB === undefined) {
    problems.push({ code: "linux-memory", path: `${path}.linux.swappiness`, got: "given without maxSwapMiB", expected: "maxSwapMiB: it is ignored otherwise", see });
  }
  return problems;
}

function checkGpus(path: string, { gpus }: ContainerSettings): Problem[] {
  if (gpus === undefined || (Number.isInteger(gpus) && gpus >= 1)) return [];
  return [{ code: "gpu-count", path: `${path}.gpus`, got: show(gpus), expected: "a whole number, 1 or more", see: pages.gpu }];
}
