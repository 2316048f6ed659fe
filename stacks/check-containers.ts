import { show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import type { RunProps, ServiceProps } from "./container-props";
import type { Environment } from "./environment";

const crossAccountPage = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html";
const certificatePage = "https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html";
const connectPage = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html";

/**
 * What no module sees alone: the services of an environment among themselves, and against its images, caches and file
 * systems. Pure.
 */
export function checkContainers(environment: Environment): Problem[] {
  const { services, tasks } = environment.containers;
  return [
    ...Object.entries(services).flatMap(([role, service]) => [
      ...checkRun(`containers.services.${role}`, service, environment),
      ...checkService(`containers.services.${role}`, service, services),
    ]),
    ...Object.entries(tasks).flatMap(([role, task]) => checkRun(`containers.tasks.${role}`, task, environment)),
    ...checkNames(Object.keys(services), Object.keys(tasks)),
    ...checkCycle(services),
    ...checkCertificate(environment),
  ];
}

function checkRun(path: string, { image, caches = [], files = {}, secrets = {} }: RunProps, environment: Environment): Problem[] {
  const { registry, containers } = environment;
  const problems: Problem[] = [];
  if (!registry.images.includes(image)) {
    problems.push({ code: "container-image", path: `${path}.image`, got: show(image), expected: `one of the images: ${listOf(registry.images)}` });
  } else if (containers.tags[image] === undefined) {
    problems.push({ code: "container-image-tag", path: `containers.tags.${image}`, got: "missing", expected: `the tag of ${image}` });
  }
  for (const [variable, secret] of Object.entries(secrets)) {
    if (secret.from !== "secrets-manager" || secret.kmsKeyArn !== undefined || Token.isUnresolved(secret.arn)) continue;
    const account = secret.arn.split(":")[4];
    if (account === undefined || account === environment.account) continue;
    const got = `a secret of the account ${account}, by AWS's own key, which no other account may use`;
    const expected = `a secret of ${environment.account}, or the kmsKeyArn of a key that both may use`;
    problems.push({ code: "container-secret-account", path: `${path}.secrets.${variable}.arn`, got, expected, see: crossAccountPage });
  }
  caches.forEach((cache, index) => {
    if (cache in environment.caches) return;
    const expected = `one of the caches: ${listOf(Object.keys(environment.caches))}`;
    problems.push({ code: "container-cache", path: `${path}.caches[${index}]`, got: show(cache), expected });
  });
  for (const [place, { fileSystem, accessPoint }] of Object.entries(files)) {
    const there = Object.entries(environment.fileSystems).flatMap(([role, { accessPoints = {} }]) =>
      Object.keys(accessPoints).map((name) => ({ role, name })),
    );
    if (there.some(({ role, name }) => role === fileSystem && name === accessPoint)) continue;
    const expected = `one of the access points: ${listOf(there.map(({ role, name }) => `${name} of ${role}`))}`;
    problems.push({ code: "container-files", path: `${path}.files.${place}`, got: `${accessPoint} of ${fileSystem}`, expected });
  }
  return problems;
}

function checkService(path: string, { port, route, calls = [] }: ServiceProps, services: Readonly<Record<string, ServiceProps>>): Problem[] {
  const problems: Problem[] = [];
  if (route !== undefined && port === undefined) {
    problems.push({ code: "service-without-port", path: `${path}.port`, got: "missing, and behind the load balancer", expected: "the port that it listens on" });
  }
  calls.forEach((callee, index) => {
    const at = `${path}.calls[${index}]`;
    const called = services[callee];
    if (called === undefined) {
      problems.push({ code: "service-call", path: at, got: show(callee), expected: `one of the services: ${listOf(Object.keys(services))}` });
    } else if (called.port === undefined) {
      problems.push({ code: "service-without-port", path: at, got: `${callee}, which listens on no port`, expected: `a port of ${callee}` });
    }
  });
  return problems;
}

/** A file that was copied from another environment's still names that one's certificate. */
function checkCertificate({ region, account, containers: { loadBalancer } }: Environment): Problem[] {
  const { certificateArn } = loadBalancer;
  if (certificateArn === undefined || Token.isUnresolved(certificateArn)) return [];
  const path = "containers.loadBalancer.certificateArn";
  const [, , , itsRegion, itsAccount] = certificateArn.split(":");
  if (itsRegion !== undefined && itsRegion !== region) {
    return [{ code: "certificate-region", path, got: `a certificate of ${itsRegion}`, expected: `one of ${region}`, see: certificatePage }];
  }
  if (itsAccount === undefined || itsAccount === account) return [];
  const got = `a certificate of the account ${itsAccount}`;
  return [{ code: "certificate-account", path, got, expected: `one of ${account}`, see: certificatePage, severity: "warning" }];
}

/** Services and tasks share the names of roles and log groups. */
function checkNames(services: readonly string[], tasks: readonly string[]): Problem[] {
  return tasks
    .filter((role) => services.includes(role))
    .map((role) => ({ code: "container-name-clash", path: `containers.tasks.${role}`, got: "the name of a service too", expected: "a name of its own" }));
}

/** Tasks see only names that were there when they started, so services start in the order of their calls. */
function checkCycle(services: Readonly<Record<string, ServiceProps>>): Problem[] {
  const circle = Object.keys(services).filter((role) => reachedFrom(role, services).has(role));
  if (circle.length === 0) return [];
  const expected = "calls without a circle: tasks see only names that were there when they started";
  return [
    { code: "service-call-cycle", path: `containers.services.${circle[0]}.calls`, got: `in a circle: ${circle.join(", ")}`, expected, see: connectPage },
  ];
}

/** All that a service calls, and what those call. */
function reachedFrom(role: string, services: Readonly<Record<string, ServiceProps>>): Set<string> {
  const reached = new Set<string>();
  const visit = (from: string): void => {
    for (const callee of services[from]?.calls ?? []) {
      if (reached.has(callee)) continue;
      reached.add(callee);
      visit(callee);
    }
  };
  visit(role);
  return reached;
}

/** The services with their roles, each after those that it calls. Without a circle, these are all. */
export function inOrderOfCalls(services: Readonly<Record<string, ServiceProps>>): [string, ServiceProps][] {
  const ordered = new Map<string, ServiceProps>();
  for (;;) {
    const ready = Object.entries(services).filter(([role, { calls = [] }]) => !ordered.has(role) && calls.every((callee) => ordered.has(callee)));
    if (ready.length === 0) return [...ordered];
    for (const [role, service] of ready) ordered.set(role, service);
  }
}

function listOf(names: readonly string[]): string {
  return names.join(", ") || "there is none";
}
