import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { show, throwIfAny, type CacheRef, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { Construct } from "constructs";

/** What the name of a cache is made from. */
export interface CacheRecordProps {
  /** Id of the hosted zone, usually a private one of the same VPC. */
  readonly zoneId: string;
  /** The whole name, such as `sessions.shop.internal`. A change replaces the record. */
  readonly name: string;
  /** The cache that the name leads to. A change is in place: this is the switch of a blue-green upgrade. */
  readonly cache: CacheRef;
  /**
   * A second name, that leads to the replicas. Only for a cache without the cluster protocol.
   *
   * @default - none
   */
  readonly readerName?: string;
  /**
   * Seconds that clients may remember the name, and so the length of a switch. 0 to 86400.
   *
   * @default 60
   */
  readonly ttlSeconds?: number;
}

const see = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-basic.html";

/**
 * A name of your own for a cache, so that applications outlive it: another cache is one changed record.
 *
 * Creates one CNAME, or two. Certificates of ElastiCache hold ElastiCache's own names: a client that speaks TLS and
 * checks the name must be told `cache.host` as the server's name, or look the record up and connect to what it says.
 *
 * Queries of a private zone cost by the million.
 *
 * @example
 * new CacheRecord(stack, "name", { zoneId, name: "sessions.shop.internal", cache: sessions.cache });
 */
export class CacheRecord extends Construct {
  /** The name that applications use. */
  public readonly host: string;
  /** The name that leads to the replicas; undefined without one. */
  public readonly readerHost: string | undefined;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: CacheRecordProps) {
    super(scope, id);
    throwIfAny(this, "CacheRecord", checkRecord(props));

    this.host = this.createRecord("Resource", props, props.name, props.cache.host);
    const { readerName, cache } = props;
    this.readerHost =
      readerName === undefined || cache.readerHost === undefined ? undefined : this.createRecord("reader", props, readerName, cache.readerHost);
  }

  private createRecord(id: string, { zoneId, ttlSeconds }: CacheRecordProps, name: string, host: string): string {
    return new Route53Record(this, id, { zoneId, name, type: "CNAME", ttl: ttlSeconds ?? 60, records: [host] }).name;
  }
}

function checkRecord({ name, readerName, cache, ttlSeconds = 60 }: CacheRecordProps): Problem[] {
  const problems = checkRecordName("name", name);
  if (readerName !== undefined) problems.push(...checkRecordName("readerName", readerName));
  if (readerName !== undefined && cache.readerHost === undefined) {
    const got = `${show(readerName)}, for a cache without a name of its replicas`;
    problems.push({ code: "record-reader", path: "readerName", got, expected: "no such prop: clients of the cluster protocol find replicas", see });
  }
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 0 || ttlSeconds > 86400) {
    problems.push({ code: "record-ttl", path: "ttlSeconds", got: show(ttlSeconds), expected: "an integer from 0 to 86400", see });
  }
  return problems;
}

function checkRecordName(path: string, name: string): Problem[] {
  if (Token.isUnresolved(name) || /^([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}\.?$/.test(name)) return [];
  return [{ code: "record-name", path, got: show(name), expected: "a whole name, such as sessions.shop.internal", see }];
}
