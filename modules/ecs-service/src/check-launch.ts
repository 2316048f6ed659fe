import { show, type Problem } from "@terrace/core";
import { pages } from "./limits";
import { isWindows, type ContainerSettings, type TaskSettings } from "./task-settings";

/** What a task uses, by the path that the caller typed. */
type Uses = Readonly<Record<string, unknown>>;

/** What a launch type, a network mode or an operating system has not. */
export function checkLaunch(task: TaskSettings): Problem[] {
  return [...checkNetworkMode(task), ...checkFargate(task), ...checkFargateOnly(task), ...checkWindows(task)];
}

function checkNetworkMode(task: TaskSettings): Problem[] {
  const { networkMode, launchType, containers } = task;
  const path = "task.networkMode";
  const see = pages.networkMode;
  const problems: Problem[] = [];
  const refuse = (at: string, got: string, expected: string) => problems.push({ code: "network-mode", path: at, got, expected, see });
  if (launchType === "FARGATE" && networkMode !== "awsvpc") refuse(path, `${show(networkMode)} on Fargate`, `"awsvpc"`);
  const isOfWindows = networkMode === "awsvpc" || networkMode === "default";
  if (isWindows(task) && !isOfWindows) refuse(path, `${show(networkMode)} on Windows`, `"default" or "awsvpc"`);
  if (!isWindows(task) && networkMode === "default") refuse(path, `"default" on Linux`, `"bridge", which is the default there`);
  for (const container of containers) {
    const at = `task.containers.${container.name}`;
    const uses = networkMode === "awsvpc" ? namesOf(container) : {};
    for (const [prop, value] of Object.entries(used(uses))) refuse(`${at}.${prop}`, `${show(value)} with "awsvpc"`, "no such prop, or another network mode");
    if (container.links.length > 0 && networkMode !== "bridge") refuse(`${at}.links`, `given with ${show(networkMode)}`, `networkMode: "bridge"`);
    if (container.ports.length > 0 && networkMode === "none") refuse(`${at}.ports`, `given with "none"`, "no ports: nothing is reached");
  }
  return problems;
}

/** Names that a task with an address of its own takes from the VPC. */
function namesOf({ hostname, dnsServers, extraHosts }: ContainerSettings): Uses {
  return { hostname, dnsServers, extraHosts };
}

function checkFargate(task: TaskSettings): Problem[] {
  if (task.launchType !== "FARGATE") return [];
  const uses: Uses = {
    "task.ipcMode": task.ipcMode,
    "task.pidMode": task.pidMode === "host" ? task.pidMode : undefined,
    "task.placementConstraints": task.placementConstraints,
    ...Object.fromEntries(task.volumes.flatMap(({ name, hostPath, docker }) => [[`task.volumes.${name}.hostPath`, hostPath], [`task.volumes.${name}.docker`, docker]])),
    ...ofContainers(task, (container) => ({
      gpus: container.gpus,
      privileged: container.privileged,
      dockerSecurityOptions: container.dockerSecurityOptions,
      "linux.devices": container.linux.devices,
      "linux.sharedMemoryMiB": container.linux.sharedMemoryMiB,
      "linux.maxSwapMiB": container.linux.maxSwapMiB,
      "linux.swappiness": container.linux.swappiness,
    })),
  };
  return Object.entries(used(uses)).map(([path, value]) => ({
    code: "ec2-only",
    path,
    got: `${show(value)} on Fargate`,
    expected: "no such prop, or Ec2Service",
    see: pages.fargateTasks,
  }));
}

function checkFargateOnly({ launchType, ephemeralStorageGiB }: TaskSettings): Problem[] {
  if (launchType !== "EC2" || ephemeralStorageGiB === undefined) return [];
  const expected = "no such prop: tasks share the instance's disk";
  return [{ code: "fargate-only", path: "task.ephemeralStorageGiB", got: `${ephemeralStorageGiB} on instances`, expected, see: pages.storage }];
}

function checkWindows(task: TaskSettings): Problem[] {
  if (!isWindows(task)) return [];
  const see = pages.windows;
  const problems: Problem[] = [];
  if (task.platform.architecture === "ARM64") {
    problems.push({ code: "windows-arm", path: "task.platform.architecture", got: `"ARM64" on Windows`, expected: `"X86_64"`, see });
  }
  const uses: Uses = {
    "task.pidMode": task.pidMode,
    "task.ipcMode": task.ipcMode,
    "task.ephemeralStorageGiB": task.ephemeralStorageGiB,
    ...Object.fromEntries(task.volumes.map(({ name, efs }) => [`task.volumes.${name}`, efs])),
    ...ofContainers(task, (container) => ({
      user: container.user,
      ulimits: container.ulimits,
      readOnlyRoot: container.readOnlyRoot,
      systemControls: container.systemControls,
      linux: { ...used({ ...container.linux }) },
      privileged: container.privileged,
      links: container.links,
      dnsServers: container.dnsServers,
      dnsSearchDomains: container.dnsSearchDomains,
      extraHosts: container.extraHosts,
      disableNetworking: container.disableNetworking,
      gpus: container.gpus,
    })),
  };
  for (const path of Object.keys(used(uses))) {
    problems.push({ code: "windows-unsupported", path, got: "given on Windows", expected: "no such prop, or Linux", see });
  }
  for (const { name, docker } of task.volumes) {
    if (docker === undefined || docker.driver === "local") continue;
    problems.push({ code: "docker-volume", path: `task.volumes.${name}.docker.driver`, got: `${show(docker.driver)} on Windows`, expected: `"local"`, see });
  }
  return problems;
}

function ofContainers({ containers }: TaskSettings, usesOf: (container: ContainerSettings) => Uses): Uses {
  return Object.fromEntries(
    containers.flatMap((container) => Object.entries(usesOf(container)).map(([prop, value]) => [`task.containers.${container.name}.${prop}`, value])),
  );
}

/** Without what is missing, off or empty. */
function used(uses: Uses): Uses {
  const isUsed = (value: unknown) => value !== undefined && value !== false && !(typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(uses).filter(([, value]) => isUsed(value)));
}
