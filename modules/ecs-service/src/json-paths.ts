import type { Problem } from "@terrace/core";
import type { TaskSettings } from "./task-settings";

/** Props of typed containers, and where JSON has them. */
const renamed: readonly (readonly [RegExp, string])[] = [
  [/^\.memoryReservationMiB/, ".memoryReservation"],
  [/^\.memoryMiB/, ".memory"],
  [/^\.ports(\[\d+\])\.port$/, ".portMappings$1.containerPort"],
  [/^\.ports/, ".portMappings"],
  [/^\.mounts(.*)\.volume$/, ".mountPoints$1.sourceVolume"],
  [/^\.mounts/, ".mountPoints"],
  [/^\.readOnlyRoot/, ".readonlyRootFilesystem"],
  [/^\.restart\.attemptPeriodSeconds/, ".restartPolicy.restartAttemptPeriod"],
  [/^\.restart/, ".restartPolicy"],
  [/^\.log\.driver/, ".logConfiguration.logDriver"],
  [/^\.log\.bufferMiB/, '.logConfiguration.options["max-buffer-size"]'],
  [/^\.log\.multilinePattern/, '.logConfiguration.options["awslogs-multiline-pattern"]'],
  [/^\.log\.(group|region)/, '.logConfiguration.options["awslogs-$1"]'],
  [/^\.log\.mode/, ".logConfiguration.options.mode"],
  [/^\.log\.url/, '.logConfiguration.options["splunk-url"]'],
  [/^\.log\.token.*/, ".logConfiguration.secretOptions"],
  [/^\.log\b/, ".logConfiguration"],
  [/^\.logRouter/, ".firelensConfiguration"],
  [/^\.linux\.(add|drop)Capabilities/, ".linuxParameters.capabilities.$1"],
  [/^\.linux\.sharedMemoryMiB/, ".linuxParameters.sharedMemorySize"],
  [/^\.linux\.maxSwapMiB/, ".linuxParameters.maxSwap"],
  [/^\.linux/, ".linuxParameters"],
  [/^\.gpus/, ".resourceRequirements"],
  [/^\.registrySecretArn(\.arn)?/, ".repositoryCredentials.credentialsParameter"],
  [/^\.credentialSpec/, ".credentialSpecs"],
  [/^\.secrets\.(.*)\.arn$/, ".secrets.$1.valueFrom"],
  [/^(.*)Seconds$/, "$1"],
];

/** The problems of containers that were JSON, with their paths in the JSON; of others as they are. */
export function atTypedPaths({ json }: TaskSettings, problems: readonly Problem[]): Problem[] {
  if (json === undefined) return [...problems];
  return problems.map((problem) => ({ ...problem, path: jsonPath(problem.path, json.names) }));
}

function jsonPath(path: string, names: readonly string[]): string {
  const prefix = "task.containers.";
  const name = names.filter((one) => path === `${prefix}${one}` || path.startsWith(`${prefix}${one}.`)).toSorted((a, b) => b.length - a.length)[0];
  if (name === undefined) return path;
  const rest = path.slice(prefix.length + name.length);
  const [pattern, replacement] = renamed.find(([one]) => one.test(rest)) ?? [];
  const told = pattern === undefined || replacement === undefined ? rest : rest.replace(pattern, replacement);
  return `task.containers[${names.indexOf(name)}]${told}`;
}
