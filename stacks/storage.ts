import { nameOf, type NetworkRef } from "@terrace/core";
import { FileSystem, type FileSystemProps } from "@terrace/efs";
import { defineContract, publishOutputs } from "@terrace/remote-state";
import type { Construct } from "constructs";
import type { Environment } from "./environment";
import { EnvironmentStack, type StackOptions } from "./environment-stack";
import type { NetworkStack } from "./network";
import { cidrsOfTiers } from "./tiers";

/** One file system of an environment, as its file says it. */
export interface StorageProps extends Omit<FileSystemProps, "allowFromCidrs" | "name" | "network"> {
  /** Tiers whose addresses may mount it. */
  readonly openToTiers: readonly string[];
}

/** What the storage stack promises. Keys of maps are the file systems' roles, and `<role>-<access point>`. */
export const storageContract = defineContract("storage", {
  file_system_ids: { type: "map(string)", description: "Ids of the file systems by role" },
  access_point_ids: { type: "map(string)", description: "Ids of the access points by role and name" },
  security_group_ids: { type: "map(string)", description: "Security groups by role" },
});

/** The file systems of an environment. */
export class StorageStack extends EnvironmentStack {
  public constructor(scope: Construct, environment: Environment, options: StackOptions, networkStack: NetworkStack) {
    super(scope, "storage", environment, options);
    const network = networkStack.networkFor(this);
    const made = Object.entries(environment.fileSystems).map(([role, props]) => [role, this.createFileSystem(role, props, network)] as const);
    publishOutputs(this, storageContract, {
      file_system_ids: Object.fromEntries(made.map(([role, { fileSystemId }]) => [role, fileSystemId])),
      access_point_ids: Object.fromEntries(
        made.flatMap(([role, { accessPointIds }]) => Object.entries(accessPointIds).map(([name, id]) => [`${role}-${name}`, id])),
      ),
      security_group_ids: Object.fromEntries(made.map(([role, { securityGroup }]) => [role, securityGroup.securityGroupId])),
    });
  }

  private createFileSystem(role: string, { openToTiers, ...props }: StorageProps, network: NetworkRef): FileSystem {
    return new FileSystem(this, role, {
      ...props,
      name: nameOf(this.names, role),
      network,
      allowFromCidrs: cidrsOfTiers(this, `fileSystems.${role}.openToTiers`, network, openToTiers),
    });
  }
}
