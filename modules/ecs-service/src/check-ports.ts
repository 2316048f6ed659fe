import { show, type Problem } from "@terrace/core";
import { checkRange, repeated } from "./check-range";
import { pages, ranges, reservedHostPorts } from "./limits";
import type { PortSettings, TaskSettings } from "./task-settings";

type PlacedPort = PortSettings & { readonly path: string; readonly container: string };

/** Ports of a task's containers: none twice where they share an address, and none of the instance's own. */
export function checkPorts(task: TaskSettings): Problem[] {
  const ports = task.containers.flatMap(({ name, ports: own }) =>
    own.map((port, index) => ({ ...port, container: name, path: `task.containers.${name}.ports[${index}]` })),
  );
  return [...checkShared(task, ports), ...checkNames(ports), ...ports.flatMap((port) => checkHostPort(task, port)), ...checkFixed(task, ports)];
}

/** Containers with Docker's bridge have addresses of their own behind the ports of the instance. */
function checkShared({ networkMode }: TaskSettings, ports: readonly PlacedPort[]): Problem[] {
  const isBehind = networkMode === "bridge" || networkMode === "default";
  return repeated(ports.map(({ port, protocol, container }) => `${isBehind ? container : ""} ${port}/${protocol}`)).map((index) => {
    const { path, port, protocol } = ports[index] ?? { path: "", port: 0, protocol: "tcp" };
    const expected = isBehind ? "each port of a container once" : "another port: containers of a task share one address";
    return { code: "port-duplicate", path: `${path}.port`, got: `${port}/${protocol} again`, expected, see: pages.awsvpc };
  });
}

function checkNames(ports: readonly PlacedPort[]): Problem[] {
  const named = ports.filter(({ name }) => name !== undefined);
  return repeated(named.map(({ name }) => name)).map((index) => {
    const { path, name } = named[index] ?? { path: "", name: "" };
    return { code: "port-name-duplicate", path: `${path}.name`, got: `${show(name)} again`, expected: "a name of its own", see: pages.portMapping };
  });
}

function checkHostPort({ networkMode }: TaskSettings, { path, port, hostPort, protocol }: PlacedPort): Problem[] {
  const at = `${path}.hostPort`;
  const see = pages.portMapping;
  if ((networkMode === "awsvpc" || networkMode === "host") && hostPort !== port) {
    return [{ code: "host-port", path: at, got: `${hostPort} with ${show(networkMode)}`, expected: `${port}, or no such prop`, see }];
  }
  if (networkMode === "awsvpc") return [];
  const problems = checkRange("host-port", at, hostPort, { least: 0, most: ranges.port.most }, see);
  if (protocol === "tcp" && reservedHostPorts.some((one) => one === hostPort)) {
    problems.push({ code: "host-port-reserved", path: at, got: show(hostPort), expected: `none of the instance's own: ${reservedHostPorts.join(", ")}`, see });
  }
  return problems;
}

/** With Docker's bridge, containers of a task share the ports of the instance. */
function checkFixed({ networkMode }: TaskSettings, ports: readonly PlacedPort[]): Problem[] {
  if (networkMode !== "bridge" && networkMode !== "default") return [];
  const fixed = ports.filter(({ hostPort }) => hostPort !== 0);
  return repeated(fixed.map(({ hostPort, protocol }) => `${hostPort}/${protocol}`)).map((index) => {
    const { path, hostPort } = fixed[index] ?? { path: "", hostPort: 0 };
    return { code: "host-port", path: `${path}.hostPort`, got: `${hostPort} again`, expected: "another port of the instance, or 0", see: pages.portMapping };
  });
}
