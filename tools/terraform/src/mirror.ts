/** A provider of one version, as `required_providers` names it. */
export interface Provider {
  /** Namespace and name. A bare name, as cdktf writes it, belongs to HashiCorp. */
  readonly source: string;
  readonly version: string;
}

/** A folder of provider plugins in Terraform's own layout. */
export interface Mirror {
  /** The folder that holds `registry.terraform.io`. */
  readonly path: string;
  /** What this machine's platform can install from it: versions by `namespace/name`. */
  readonly holds: Readonly<Record<string, readonly string[]>>;
}

/** The folder of a mirror under which the providers of the public registry lie. */
export const registryFolder = "registry.terraform.io";

/** `namespace/name` of a source: `aws`, `hashicorp/aws` and the name with the public registry are the same provider. */
export function providerKey(source: string): string {
  const parts = source.split("/").filter((part) => part !== registryFolder);
  return parts.length === 1 ? `hashicorp/${parts.join("")}` : parts.join("/");
}

/** Terraform's name of a platform, such as `linux_amd64`. */
export function platformName(os: string, arch: string): string {
  const osName = os === "win32" ? "windows" : os;
  const archName = { x64: "amd64", ia32: "386" }[arch] ?? arch;
  return `${osName}_${archName}`;
}

/**
 * The version that one entry of a provider's folder offers to a platform, if it offers any.
 *
 * A mirror has two layouts, and may mix them: `5.100.0/linux_amd64/` with the plugin in it, and
 * `terraform-provider-aws_5.100.0_linux_amd64.zip`.
 *
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror
 */
export function parseMirrorVersion(
  entry: string,
  platformsInside: readonly string[],
  platform: string
): string | undefined {
  const packed = /^terraform-provider-[\w-]+?_(\d[\w.+-]*?)_([a-z0-9]+_[a-z0-9]+)\.zip$/.exec(entry);
  if (packed) return packed[2] === platform ? packed[1] : undefined;
  return /^\d+\.\d+\.\d+/.test(entry) && platformsInside.includes(platform) ? entry : undefined;
}
