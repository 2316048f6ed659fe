import { nameOf, type NetworkRef, type SecurityGroupRef } from "@terrace/core";
import { FileSystem, type FileSystemProps } from "@terrace/efs";
import { defineContract, OutputReader, publishOutputs } from "@terrace/remote-state";
import type { Construct } from "constructs";
import type { Environment } from "./environment";
import { EnvironmentStack, type StackOptions } from "./environment-stack";
import type { NetworkStack } from "./network";
import { cidrsOfTiers } from "./tiers";

/** One file system of an environment, as its file says it. */
export interface StorageProps extends Omit<FileSystemProps, "allowFromCidrs" | "name" | "network"> {
  /**
   * Tiers all of whose addresses may mount it, beside the services that say that they use it.
   *
   * @default - none
   */
  readonly openToTiers?: readonly string[];
}

/** What the storage stack promises. Keys of maps are the file systems' roles, and `<role>-<access point>`. */
export const storageContract = defineContract("storage", {
  file_system_ids: { type: "map(string)", description: "Ids of the file systems by role" },
  file_system_arns: { type: "map(string)", description: "ARNs of the file systems by role" },
  access_point_ids: { type: "map(string)", description: "Ids of the access points by role and name" },
  access_point_arns: { type: "map(string)", description: "ARNs of the access points by role and name" },
  security_group_ids: { type: "map(string)", description: "Security groups by role" },
});

/** A file system as tasks use it, through one of its access points. */
export interface AccessPointRef {
  readonly fileSystemId: string;
  readonly fileSystemArn: string;
  readonly accessPointId: string;
  readonly accessPointArn: string;
  /** The group that decides who reaches the mount targets. */
  readonly securityGroup: SecurityGroupRef;
}

/** The file systems of an environment. */
export class StorageStack extends EnvironmentStack {
  public constructor(scope: Construct, environment: Environment, options: StackOptions, networkStack: NetworkStack) {
    super(scope, "storage", environment, options);
    const network = networkStack.networkFor(this);
    const made = Object.entries(environment.fileSystems).map(([role, props]) => [role, this.createFileSystem(role, props, network)] as const);
    const byAccessPoint = (values: (fileSystem: FileSystem) => Readonly<Record<string, string>>) =>
      Object.fromEntries(made.flatMap(([role, one]) => Object.entries(values(one)).map(([name, value]) => [keyOf(role, name), value])));
    publishOutputs(this, storageContract, {
      file_system_ids: Object.fromEntries(made.map(([role, { fileSystemId }]) => [role, fileSystemId])),
      file_system_arns: Object.fromEntries(made.map(([role, { fileSystemArn }]) => [role, fileSystemArn])),
      access_point_ids: byAccessPoint(({ accessPointIds }) => accessPointIds),
      access_point_arns: byAccessPoint(({ accessPointArns }) => accessPointArns),
      security_group_ids: Object.fromEntries(made.map(([role, { securityGroup }]) => [role, securityGroup.securityGroupId])),
    });
  }

  /**
   * An access point as another stack of the same app may use it.
   *
   * @param reader a construct of the other stack, which is then deployed after this one
   * @param role of the file system, such as `uploads`
   * @param name of the access point
   */
  public accessPointFor(reader: Construct, role: string, name: string): AccessPointRef {
    const outputs = new OutputReader(reader, storageContract, { location: this.location, stack: this });
    return {
      fileSystemId: outputs.getMapValue("file_system_ids", role),
      fileSystemArn: outputs.getMapValue("file_system_arns", role),
      accessPointId: outputs.getMapValue("access_point_ids", keyOf(role, name)),
      accessPointArn: outputs.getMapValue("access_point_arns", keyOf(role, name)),
      securityGroup: { securityGroupId: outputs.getMapValue("security_group_ids", role) },
    };
  }

  private createFileSystem(role: string, { openToTiers = [], ...props }: StorageProps, network: NetworkRef): FileSystem {
    return new FileSystem(this, role, {
      ...props,
      name: nameOf(this.names, role),
      network,
      allowFromCidrs: cidrsOfTiers(this, `fileSystems.${role}.openToTiers`, network, openToTiers),
    });
  }
}

function keyOf(role: string, accessPoint: string): string {
  return `${role}-${accessPoint}`;
}
