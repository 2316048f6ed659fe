import type { AccessSettings, GrantSettings, MountSettings } from "./settings";

/** What an NFS client may be allowed: to mount and read, to write, to keep the rights of root. */
const clientActions = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite", "elasticfilesystem:ClientRootAccess"] as const;

/** What stands in a policy where it names an access point or the file system. */
export interface PolicyTargets {
  readonly fileSystemArn: string;
  readonly accessPointArns: Readonly<Record<string, string>>;
}

/**
 * The file system's own policy, or undefined where AWS does without one, which lets everybody do everything.
 *
 * With a policy of its own, a file system takes nobody without credentials unless a statement allows it: leaving the
 * statement out is the refusal. Credentials are held against the roles' own policies too, so no statement is needed
 * for those of the account.
 */
export function fileSystemPolicy({ plainText, anonymous, allow }: AccessSettings, targets: PolicyTargets) {
  const grants = Object.entries(allow).map(([sid, grant]) => ({ Sid: sid, ...grantTo(grant, targets) }));
  if (plainText && grants.length === 0) return undefined;
  const everybody = { Principal: { AWS: "*" }, Action: clientActions, Resource: targets.fileSystemArn };
  const denyPlainText = { Sid: "DenyPlainText", Effect: "Deny", ...everybody, Condition: { Bool: { "aws:SecureTransport": "false" } } };
  const viaMountTarget = { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } };
  const allowAnonymous = { Sid: "AllowAnonymous", Effect: "Allow", ...everybody, Condition: viaMountTarget };
  return {
    Version: "2012-10-17",
    Statement: [...(plainText ? [] : [denyPlainText]), ...(anonymous ? [allowAnonymous] : []), ...grants],
  };
}

function grantTo(grant: GrantSettings, targets: PolicyTargets) {
  return { ...mountStatement(grant, targets), Principal: { AWS: grant.principals } };
}

/** Policy of a role that may mount the file system. */
export function mountPolicy(mount: MountSettings, targets: PolicyTargets) {
  return { Version: "2012-10-17", Statement: [mountStatement(mount, targets)] };
}

function mountStatement({ write, root, accessPoint }: MountSettings, { fileSystemArn, accessPointArns }: PolicyTargets) {
  const [mountAndRead, writeToo, asRoot] = clientActions;
  const only = accessPoint === undefined ? {} : { Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": accessPointArns[accessPoint] } } };
  return {
    Effect: "Allow",
    Action: [mountAndRead, ...(write ? [writeToo] : []), ...(root ? [asRoot] : [])],
    Resource: fileSystemArn,
    ...only,
  };
}
