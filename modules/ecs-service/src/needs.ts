import { checkReachability, ecsTaskNeeds, regionOfZonePrefix, show, subnetsOf, type Need, type NetworkRef, type Problem, type Workload } from "@terrace/core";
import { pages } from "./limits";
import type { PlacementSettings } from "./service-settings";
import { outputOf } from "./log-outputs";
import { outputsOf, secretsOf, usesCloudWatchLogs, type TaskSettings } from "./task-settings";

/** What the tasks must reach before they can start, from what they use. */
export function workloadOf({ name, tier, publicIp, task, exec, cluster }: PlacementSettings, serviceConnect: boolean): Workload {
  const secrets = secretsOf(task).map(({ source }) => source);
  return {
    name,
    tier,
    publicIp,
    needs: [...ecsTaskNeeds({
      launchType: task.launchType === "EC2" ? "ec2" : "fargate",
      ecrImages: task.containers.some(({ image }) => image.repositoryArn !== undefined),
      cloudWatchLogs: usesCloudWatchLogs(task) || outputsOf(task).includes("cloudwatch-logs"),
      secrets: [...new Set(secrets.map(({ from }) => from))],
      customerKey: secrets.some(({ kmsKeyArn }) => kmsKeyArn !== undefined),
      exec: exec !== undefined && { kms: cluster.exec?.kmsKeyArn !== undefined, logs: cluster.exec?.logs },
      serviceConnect,
      efs: task.volumes.some(({ efs }) => efs !== undefined),
    }), ...logNeeds(task), ...fileNeeds(task)],
  };
}

/** Objects of buckets that ECS reads before the containers start. */
function fileNeeds({ containers }: TaskSettings): Need[] {
  const isUsed = containers.some(({ environmentFiles, credentialSpec }) => environmentFiles.length > 0 || credentialSpec?.includes(":s3:") === true);
  return isUsed ? [{ service: "s3", why: "files are read before the containers start", see: pages.environmentFile }] : [];
}

/** Where routers send lines; a log group is told by what every task needs. */
function logNeeds(task: TaskSettings): Need[] {
  const ways = { firehose: "kinesis-firehose", kinesis: "kinesis-streams", s3: "s3" } as const;
  const used = outputsOf(task);
  return Object.entries(ways).flatMap(([to, service]) => (used.includes(to) ? [{ service, why: "the log router sends lines", see: pages.firelens }] : []));
}

/** Whether the tasks can start where they are put: "Will it start?". */
export function checkStart(placement: PlacementSettings, serviceConnect: boolean): Problem[] {
  const { network, tier } = placement;
  const tiers = [...new Set(network.subnets.map((subnet) => subnet.tier))];
  if (!tiers.includes(tier)) {
    return [{ code: "service-tier", path: "tier", got: show(tier), expected: `one of ${tiers.join(", ")}`, see: pages.networkConfiguration }];
  }
  return [...checkPublicIp(placement), ...checkPublicImages(placement), ...checkLogRoute(placement), ...checkReachability(workloadOf(placement, serviceConnect), network)];
}

function checkPublicIp({ network, tier, publicIp }: PlacementSettings): Problem[] {
  if (!publicIp || subnetsOf(network, tier).some(({ egress }) => egress === "internet-gateway")) return [];
  const got = `true in the tier ${tier}, which has no internet gateway`;
  return [{ code: "public-ip-useless", path: "publicIp", got, expected: "false: it is paid for, and leads nowhere", see: pages.networkConfiguration, severity: "warning" }];
}

/** Services that are not AWS's lie on the internet, unless a private link of theirs leads there. */
function checkLogRoute({ network, tier, publicIp, task }: PlacementSettings): Problem[] {
  if (isOpen(network, tier, publicIp)) return [];
  const outside = ["datadog", "http", "newrelic", "splunk"];
  return task.containers.flatMap(({ name, log }) => {
    const output = outputOf(log);
    if (output === undefined || !outside.includes(output.to)) return [];
    const got = `${output.to}, which the tier ${tier} has no way to`;
    const expected = "NAT for the tier, or a private link of the service's own";
    return [{ code: "log-output-internet", path: `task.containers.${name}.log.output`, got, expected, see: pages.firelens, severity: "warning" }];
  });
}

/** True if everything in the tier reaches the internet. */
function isOpen(network: NetworkRef, tier: string, publicIp: boolean): boolean {
  return subnetsOf(network, tier).every(({ egress }) => egress === "nat" || (publicIp && egress === "internet-gateway"));
}

/** Images from elsewhere than ECR lie on the internet, and no endpoint leads there. */
function checkPublicImages({ network, tier, publicIp, task }: PlacementSettings): Problem[] {
  if (isOpen(network, tier, publicIp)) return [];
  return task.containers
    .filter(({ image }) => image.repositoryArn === undefined)
    .map(({ name, image }) => ({
      code: "image-needs-internet",
      path: `task.containers.${name}.image`,
      got: `${show(image.reference)}, which the tier ${tier} has no way to`,
      expected: "an image of ECR, such as by a pull-through cache, or NAT for the tier, or a public address in a public tier",
      see: pages.fargateTasks,
    }));
}

/** The region that the zones of the network say, or undefined where they say none. */
export function regionOf({ subnets }: NetworkRef): string | undefined {
  const [zone = ""] = subnets.map(({ availabilityZone }) => availabilityZone);
  const prefix = /^([a-z]{2,5}\d)-az\d$/.exec(zone)?.[1];
  return prefix === undefined ? /^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$/.exec(zone)?.[1] : regionOfZonePrefix(prefix);
}
