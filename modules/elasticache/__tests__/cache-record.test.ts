import type { CacheRef } from "@terrace/core";
import { only, problemsOf, render, resourcesOf, synth, testStack } from "@terrace/testkit";
import { CacheRecord, type CacheRecordProps } from "../src/cache-record";

const cache: CacheRef = {
  host: "primary.cache.amazonaws.com",
  readerHost: "reader.cache.amazonaws.com",
  port: 6379,
  clusterProtocol: false,
  tls: "required",
  securityGroup: { securityGroupId: "sg-1" },
};
const props: CacheRecordProps = { zoneId: "Z1", name: "sessions.shop.internal", cache };

test("a name leads to the primary, and is remembered for a minute", () => {
  const stack = testStack();
  const record = new CacheRecord(stack, "name", props);
  expect(only(synth(stack), "aws_route53_record")).toMatchObject({
    zone_id: "Z1",
    name: "sessions.shop.internal",
    type: "CNAME",
    ttl: 60,
    records: ["primary.cache.amazonaws.com"],
  });
  expect(render(stack, record.host)).toMatch(/aws_route53_record/);
  expect(record.readerHost).toBeUndefined();
});

test("a second name leads to the replicas", () => {
  const stack = testStack();
  const record = new CacheRecord(stack, "name", { ...props, readerName: "sessions-ro.shop.internal", ttlSeconds: 5 });
  const records = Object.values(resourcesOf(synth(stack), "aws_route53_record"));
  expect(records.map(({ name, records: to, ttl }) => [name, to, ttl])).toEqual([
    ["sessions.shop.internal", ["primary.cache.amazonaws.com"], 5],
    ["sessions-ro.shop.internal", ["reader.cache.amazonaws.com"], 5],
  ]);
  expect(record.readerHost).toBeDefined();
});

test("another cache behind the name is the same record", () => {
  const address = (host: string) => {
    const stack = testStack();
    new CacheRecord(stack, "name", { ...props, cache: { ...cache, host } });
    return Object.keys(resourcesOf(synth(stack), "aws_route53_record"));
  };
  expect(address("blue")).toEqual(address("green"));
});

test.each<[string, Partial<CacheRecordProps>, string]>([
  ["a name without a domain", { name: "sessions" }, "record-name name"],
  ["a name with a space", { readerName: "my sessions.internal" }, "record-name readerName"],
  ["a reader of a cluster", { readerName: "ro.shop.internal", cache: { ...cache, readerHost: undefined } }, "record-reader readerName"],
  ["a time below zero", { ttlSeconds: -1 }, "record-ttl ttlSeconds"],
])("%s is refused", (_why, change, expected) => {
  expect(problemsOf(() => new CacheRecord(testStack(), "name", { ...props, ...change }))).toEqual([expected]);
});
