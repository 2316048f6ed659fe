import { spawnSync } from "node:child_process";

/** Terraform cannot be run here. The message says why, and how to install it. */
export class TerraformNotFoundError extends Error {}

/** S3 locking without a table (`use_lockfile`) is final since this version. */
export const oldestTerraform = "1.11.0";

/** The command that installs terraform on a platform, and the page for all others. */
export function installHint(platform: NodeJS.Platform): string {
  const command = {
    darwin: "brew install hashicorp/tap/terraform",
    win32: "winget install HashiCorp.Terraform",
    other: "sudo snap install terraform --classic",
  };
  const own = platform === "darwin" || platform === "win32" ? command[platform] : command.other;
  return `install it with: ${own}\n    see: https://developer.hashicorp.com/terraform/install`;
}

/** @throws TerraformNotFoundError when the version is older than the backends of this repository need. */
export function checkVersion(version: string, platform: NodeJS.Platform): void {
  const numbers = (text: string): number[] => text.split(/[.-]/).slice(0, 3).map(Number);
  const [major = 0, minor = 0] = numbers(version);
  const [leastMajor = 0, leastMinor = 0] = numbers(oldestTerraform);
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  throw new TerraformNotFoundError(
    `terraform is ${version}\n    expected: ${oldestTerraform} or later, because the backends lock with use_lockfile\n    ${installHint(
      platform
    )}`
  );
}

/**
 * The version of the terraform on this machine.
 *
 * @throws TerraformNotFoundError when there is none, or when it is too old
 */
export function findVersion(binary: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const { error, stdout, stderr } = spawnSync(binary, ["version", "-json"], { encoding: "utf8", env });
  if (error) throw new TerraformNotFoundError(`cannot run "${binary}": ${error.message}\n    ${installHint(platform)}`);
  const version = /"terraform_version":\s*"([^"]+)"/.exec(stdout)?.[1];
  if (version === undefined) {
    throw new TerraformNotFoundError(
      `"${binary} version -json" names no version\n    got: ${(stdout + stderr).trim()}\n    ${installHint(platform)}`
    );
  }
  checkVersion(version, platform);
  return version;
}
