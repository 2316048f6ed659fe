/** Numbers of a version such as `v2.13.1` or `1.34`; undefined for what is none. */
export function versionParts(version: string): readonly number[] | undefined {
  return /^v?\d+(\.\d+){1,2}$/.test(version) ? version.replace("v", "").split(".").map(Number) : undefined;
}

/** True if a version is `wanted` or newer, by numbers: 2.9.2 is older than 2.13.0. */
export function isAtLeast(version: string, wanted: string): boolean {
  const have = versionParts(version) ?? [];
  const need = versionParts(wanted) ?? [];
  const differing = need.findIndex((part, index) => part !== (have[index] ?? 0));
  return differing < 0 || (have[differing] ?? 0) > (need[differing] ?? 0);
}

/** True for a version that names one release: no range, no `latest`, no `v` where the chart has none. */
export function isExactVersion(version: string): boolean {
  return /^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.test(version);
}
