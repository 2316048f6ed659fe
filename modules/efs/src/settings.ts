import { regionOfZonePrefix, subnetsOf, type NetworkRef, type Owned, type SubnetRef, type Tags } from "@terrace/core";
import type {
  AccessPointProps,
  AlarmProps,
  DirectoryOwner,
  FileSystemOverrides,
  FileSystemProps,
  LifecycleProps,
  MountOptions,
  PosixUser,
  ReplicationProps,
  ThroughputProps,
} from "./props";

/** FileSystemProps with every default filled in. */
export interface FileSystemSettings {
  readonly name: string;
  readonly network: NetworkRef;
  readonly tier: string;
  /** The zone of a One Zone file system; undefined for a regional one. */
  readonly availabilityZone: string | undefined;
  readonly performanceMode: "generalPurpose" | "maxIO";
  readonly throughput: ThroughputProps;
  readonly lifecycle: LifecycleProps;
  readonly encrypted: boolean;
  readonly kmsKeyArn: string | undefined;
  readonly access: AccessSettings;
  readonly backup: boolean;
  readonly replication: ReplicationProps | undefined;
  readonly overwriteProtection: Owned<boolean>;
  readonly accessPoints: Readonly<Record<string, AccessPointSettings>>;
  readonly allowFromCidrs: readonly string[];
  readonly ipAddressType: "dualstack" | "ipv4" | "ipv6";
  readonly alarms: AlarmProps | undefined;
  readonly protect: boolean;
  readonly tags: Tags;
  readonly override: FileSystemOverrides;
}

export interface AccessSettings {
  readonly plainText: boolean;
  readonly anonymous: boolean;
  readonly allow: Readonly<Record<string, GrantSettings>>;
}

export interface GrantSettings extends MountSettings {
  readonly principals: readonly string[];
}

export interface MountSettings {
  readonly write: boolean;
  readonly root: boolean;
  readonly accessPoint: string | undefined;
}

export interface AccessPointSettings {
  readonly path: string;
  readonly user: PosixUser | undefined;
  /** Undefined where EFS makes no directory. */
  readonly owner: DirectoryOwner | undefined;
  /** True if the caller knows that the directory is there. */
  readonly exists: boolean;
}

/** Fills every default. Pure; checks nothing. */
export function resolve(props: FileSystemProps): FileSystemSettings {
  const { access = {} } = props;
  return {
    name: props.name,
    network: props.network,
    tier: props.tier,
    availabilityZone: props.availabilityZone,
    performanceMode: props.performanceMode ?? "generalPurpose",
    throughput: props.throughput ?? { mode: "elastic" },
    lifecycle: props.lifecycle ?? {},
    encrypted: props.encrypted ?? true,
    kmsKeyArn: props.kmsKeyArn,
    access: {
      plainText: access.plainText ?? false,
      anonymous: access.anonymous ?? false,
      allow: mapValues(access.allow ?? {}, (grant) => ({ ...resolveMount(grant), principals: grant.principals })),
    },
    backup: props.backup ?? true,
    replication: props.replication,
    overwriteProtection: props.overwriteProtection ?? true,
    accessPoints: mapValues(props.accessPoints ?? {}, resolveAccessPoint),
    allowFromCidrs: props.allowFromCidrs ?? [],
    ipAddressType: props.ipAddressType ?? "ipv4",
    alarms: props.alarms,
    protect: props.protect ?? true,
    tags: props.tags ?? {},
    override: props.override ?? {},
  };
}

/** What a client may do, with its defaults. */
export function resolveMount({ write, root, accessPoint }: MountOptions): MountSettings {
  return { write: write ?? true, root: root ?? false, accessPoint };
}

function resolveAccessPoint({ path = "/", user, directory }: AccessPointProps): AccessPointSettings {
  const exists = directory === "existing" || path === "/";
  const ofUser = user === undefined || exists ? undefined : { uid: user.uid, gid: user.gid, permissions: "0755" };
  return { path, user, exists, owner: directory === "existing" ? undefined : (directory ?? ofUser) };
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** The subnets that get a mount target: one in each zone of the tier, or in the one zone. */
export function mountSubnets({ network, tier, availabilityZone }: FileSystemSettings): SubnetRef[] {
  const subnets = subnetsOf(network, tier);
  return availabilityZone === undefined ? subnets : subnets.filter((subnet) => subnet.availabilityZone === availabilityZone);
}

/** True for an id such as `apne1-az1`, false for a name such as `ap-northeast-1a`. */
export function isZoneId(zone: string): boolean {
  return /^[a-z]{2,5}\d-az\d$/.test(zone);
}

/** The region that the zones of the network say, or undefined where they say none. */
export function regionOf({ network }: FileSystemSettings): string | undefined {
  const [zone = ""] = network.subnets.map(({ availabilityZone }) => availabilityZone);
  return isZoneId(zone) ? regionOfZonePrefix(zone.split("-")[0] ?? "") : regionOfZoneName(zone);
}

/** The region in a zone's name, or undefined for anything else. */
export function regionOfZoneName(zone: string): string | undefined {
  return /^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$/.exec(zone)?.[1];
}
