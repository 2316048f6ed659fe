/** One minor version of Kubernetes in the calendar of EKS. Dates are the last days of each support. */
export interface KubernetesVersion {
  readonly standardSupportEnds: string;
  readonly extendedSupportEnds: string;
}

/**
 * The day that the calendar below was held against: a synthesis reads no clock, so that the same source gives the same
 * result on every day. Whoever looks the calendar up again moves it.
 */
export const asOf = "2026-11-24";

/** A version whose standard support ends before this day is warned of: a quarter from {@link asOf}. */
export const endingBefore = "2027-02-24";

/** Versions of EKS, oldest first. Read from AWS's release calendar, November 2026. */
export const kubernetesVersions: ReadonlyMap<string, KubernetesVersion> = new Map([
  ["1.29", { standardSupportEnds: "2025-03-23", extendedSupportEnds: "2026-03-23" }],
  ["1.30", { standardSupportEnds: "2025-07-23", extendedSupportEnds: "2026-07-23" }],
  ["1.31", { standardSupportEnds: "2025-11-26", extendedSupportEnds: "2026-11-26" }],
  ["1.32", { standardSupportEnds: "2026-03-23", extendedSupportEnds: "2027-03-23" }],
  ["1.33", { standardSupportEnds: "2026-07-29", extendedSupportEnds: "2027-07-29" }],
  ["1.34", { standardSupportEnds: "2026-12-02", extendedSupportEnds: "2027-12-02" }],
  ["1.35", { standardSupportEnds: "2027-03-27", extendedSupportEnds: "2028-03-27" }],
  ["1.36", { standardSupportEnds: "2027-08-02", extendedSupportEnds: "2028-08-02" }],
]);

/** The second number of `1.35`; undefined where the text is no minor version. */
export function minorOf(version: string): number | undefined {
  const minor = /^1\.(0|[1-9]\d*)$/.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

/** The newest version of the table. */
export function newestVersion(): string {
  return [...kubernetesVersions.keys()].at(-1) ?? "";
}
