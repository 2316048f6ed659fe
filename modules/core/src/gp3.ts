import { show, type Problem } from "./problems";

/** A gp3 volume of EBS. */
export interface Gp3Volume {
  readonly sizeGiB: number;
  /**
   * @default - 3000
   */
  readonly iops?: number | undefined;
  /**
   * @default - 125
   */
  readonly throughputMibps?: number | undefined;
}

/** Bounds of a volume that are not gp3's own: the smallest is that of an image, and not every provider takes all throughput. */
export interface Gp3Bounds {
  readonly smallestGiB: number;
  readonly mostMibps: number;
  /** The page to read. */
  readonly see: string;
}

/** What EBS takes, as read in November 2026. See https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html */
const largestGiB = 65_536;
const rate = { least: 3000, most: 80_000, perGiB: 500 } as const;
const throughput = { leastMibps: 125, perIops: 0.25 } as const;

/**
 * Holds a gp3 volume against what EBS takes: its size, and what it can do for its size.
 *
 * @param path of the volume's props
 * @returns problems with the codes `volume-size`, `volume-iops` and `volume-throughput`
 */
export function checkGp3(path: string, { sizeGiB, iops, throughputMibps }: Gp3Volume, { smallestGiB, mostMibps, see }: Gp3Bounds): Problem[] {
  const problems: Problem[] = [];
  if (!isWithin(sizeGiB, smallestGiB, largestGiB)) {
    const expected = `an integer from ${smallestGiB} to ${largestGiB}`;
    problems.push({ code: "volume-size", path: `${path}.sizeGiB`, got: show(sizeGiB), expected, see, severity: "dated" });
  }
  const most = Math.min(rate.most, Math.max(rate.least, sizeGiB * rate.perGiB));
  if (iops !== undefined && !isWithin(iops, rate.least, most)) {
    const expected = `an integer from ${rate.least} to ${most} at ${sizeGiB} GiB`;
    problems.push({ code: "volume-iops", path: `${path}.iops`, got: show(iops), expected, see, severity: "dated" });
  }
  const fastest = Math.min(mostMibps, (iops ?? rate.least) * throughput.perIops);
  if (throughputMibps !== undefined && !isWithin(throughputMibps, throughput.leastMibps, fastest)) {
    const expected = `an integer from ${throughput.leastMibps} to ${fastest} with ${iops ?? rate.least} iops`;
    problems.push({ code: "volume-throughput", path: `${path}.throughputMibps`, got: show(throughputMibps), expected, see, severity: "dated" });
  }
  return problems;
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
