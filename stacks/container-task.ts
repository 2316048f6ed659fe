import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { nameOf, regionFacts, type CacheRef, type RoleRef, type SecurityGroupRef } from "@terrace/core";
import type { ContainerProps, SecretSource, TaskProps } from "@terrace/ecs-service";
import { Fn, type ITerraformDependable } from "cdktf";
import type { CacheStack } from "./cache";
import type { FilesProps, RunProps, SecretProps } from "./container-props";
import type { Environment } from "./environment";
import type { EnvironmentStack } from "./environment-stack";
import type { RegistryStack } from "./registry";
import type { AccessPointRef, StorageStack } from "./storage";

/** The stacks that tasks take images, caches and file systems from. */
export interface TaskSources {
  readonly registry: RegistryStack;
  readonly cache: CacheStack;
  readonly storage: StorageStack;
}

/** Who uses caches and file systems. */
export interface TaskUser {
  readonly securityGroup: SecurityGroupRef;
  readonly taskRole: RoleRef;
}

const nfs = 2049;

/** Makes tasks of what the environment's file says, and opens the ways and gives the rights that they need. */
export class TaskMaker {
  public constructor(
    private readonly stack: EnvironmentStack,
    private readonly sources: TaskSources,
  ) {}

  /**
   * A task of one container, which is called like the service or the task.
   *
   * @param role such as `web`
   * @param more what only a service has
   */
  public taskOf(role: string, props: RunProps, more: Pick<ContainerProps, "environment" | "ports"> = {}): TaskProps {
    const { image, secrets = {}, files = {} } = props;
    const { cpu, memoryMiB, ephemeralStorageGiB, logs, platform } = props;
    const { command, healthCheck, readOnlyRoot, stopTimeoutSeconds, user } = props;
    const { tags } = this.stack.environment.containers;
    const container: ContainerProps = {
      ...{ command, healthCheck, readOnlyRoot, stopTimeoutSeconds, user },
      ...more,
      image: { repository: this.sources.registry.repositoryFor(this.stack, image), tag: tags[image] ?? "" },
      environment: { ...this.cacheUrls(props), ...more.environment, ...props.environment },
      secrets: Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, secretOf(secret, this.stack.environment)])),
      mounts: Object.fromEntries(Object.entries(files).map(([path, part]) => [path, { volume: volumeName(part) }])),
    };
    return { cpu, memoryMiB, ephemeralStorageGiB, logs, platform, containers: { [role]: container }, volumes: this.volumesOf(files) };
  }

  /**
   * Lets a user of caches and file systems in, and lets it mount.
   *
   * @returns what must be there before its tasks start
   */
  public openWays(role: string, { caches = [], files = {} }: RunProps, { securityGroup, taskRole }: TaskUser): ITerraformDependable[] {
    const parts = uniqueParts(files).map((part) => [part.fileSystem, this.accessPointOf(part)] as const);
    return [
      ...[...new Set(caches)].flatMap((cache) => {
        const used = this.cacheOf(cache);
        return used === undefined ? [] : [this.open(`${role}-to-${cache}`, role, used.port, securityGroup, used.securityGroup)];
      }),
      // Access points of one file system are behind one door.
      ...[...new Map(parts)].map(([fileSystem, used]) => this.open(`${role}-to-${fileSystem}`, role, nfs, securityGroup, used.securityGroup)),
      ...(parts.length === 0 ? [] : [this.allowMounts(role, taskRole, parts.map(([, accessPoint]) => accessPoint))]),
    ];
  }

  private open(id: string, role: string, port: number, from: SecurityGroupRef, to: SecurityGroupRef): ITerraformDependable {
    return new VpcSecurityGroupIngressRule(this.stack, id, {
      securityGroupId: to.securityGroupId,
      referencedSecurityGroupId: from.securityGroupId,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description: `Tasks of ${role}`,
    });
  }

  private allowMounts(role: string, { roleName }: RoleRef, accessPoints: readonly AccessPointRef[]): ITerraformDependable {
    const { name: environment, project } = this.stack.environment;
    return new IamRolePolicy(this.stack, `${role}-files`, {
      name: nameOf({ environment, project }, `${role}-files`),
      role: roleName,
      policy: Fn.jsonencode({
        Version: "2012-10-17",
        Statement: accessPoints.map(({ fileSystemArn, accessPointArn }) => ({
          Effect: "Allow",
          Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
          Resource: fileSystemArn,
          Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": accessPointArn } },
        })),
      }),
    });
  }

  private volumesOf(files: Readonly<Record<string, FilesProps>>): TaskProps["volumes"] {
    return uniqueParts(files).map((part) => {
      const { fileSystemId, accessPointId } = this.accessPointOf(part);
      return { name: volumeName(part), fileSystemId, accessPointId, transitEncryption: "ENABLED", iam: "ENABLED" };
    });
  }

  private cacheUrls({ caches = [] }: RunProps): Record<string, string> {
    const urls = caches.flatMap((role) => {
      const cache = this.cacheOf(role);
      if (cache === undefined) return [];
      const writing = [variableOf(role, "URL"), urlOf(cache, cache.host)] as const;
      return cache.readerHost === undefined ? [writing] : [writing, [variableOf(role, "READER_URL"), urlOf(cache, cache.readerHost)] as const];
    });
    return Object.fromEntries(urls);
  }

  private cacheOf(role: string): CacheRef | undefined {
    return this.sources.cache.cacheFor(this.stack, role);
  }

  private accessPointOf({ fileSystem, accessPoint }: FilesProps): AccessPointRef {
    return this.sources.storage.accessPointFor(this.stack, fileSystem, accessPoint);
  }
}

/** Name of an environment variable, such as `SESSIONS_URL`. */
export function variableOf(role: string, what: string): string {
  return `${role}-${what}`.toUpperCase().replace(/\W/g, "_");
}

/** As clients of Redis and Valkey take it. */
function urlOf({ tls, port }: CacheRef, host: string): string {
  return `${tls === "off" ? "redis" : "rediss"}://${host}:${port}`;
}

function secretOf(secret: SecretProps, { region, account }: Environment): SecretSource {
  if (secret.from === "secrets-manager") return secret;
  const { from, name, kmsKeyArn } = secret;
  const partition = regionFacts(region)?.partition ?? "aws";
  return { from, kmsKeyArn, arn: `arn:${partition}:ssm:${region}:${account}:parameter/${name.replace(/^\//, "")}` };
}

function volumeName({ fileSystem, accessPoint }: FilesProps): string {
  return `${fileSystem}-${accessPoint}`;
}

/** A part that is seen at two paths is one volume. */
function uniqueParts(files: Readonly<Record<string, FilesProps>>): FilesProps[] {
  return [...new Map(Object.values(files).map((part) => [volumeName(part), part])).values()];
}
