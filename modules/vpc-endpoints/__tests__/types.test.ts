import type { GatewayEndpointProps, InterfaceEndpointProps, VpcEndpointsProps } from "../src/props";
import { endpointsOf } from "../src/presets";

/**
 * What the compiler refuses. `npm run typecheck` fails on a line below that compiles; running it only shows that the
 * names in question are there.
 */
test("a name outside the catalogue is a compile error, and what is in it is not", () => {
  const right: VpcEndpointsProps["interfaces"] = { logs: {}, "ecr.api": {} };
  // @ts-expect-error: the service is named logs.
  const wrong: VpcEndpointsProps["interfaces"] = { log: {} };
  expect(Object.keys({ ...right, ...wrong })).toEqual(["logs", "ecr.api", "log"]);
});

test("a gateway of a service that has none is a compile error", () => {
  const right: VpcEndpointsProps["gateways"] = { s3: {}, dynamodb: {} };
  // @ts-expect-error: CloudWatch Logs has an interface only.
  const wrong: VpcEndpointsProps["gateways"] = { logs: {} };
  expect(Object.keys({ ...right, ...wrong })).toEqual(["s3", "dynamodb", "logs"]);
});

test("a service outside the catalogue needs its whole name", () => {
  // @ts-expect-error: serviceName is missing.
  const wrong: VpcEndpointsProps["others"] = { payments: {} };
  expect(wrong).toEqual({ payments: {} });
});

test("what only one kind of endpoint has is a compile error on the other", () => {
  // @ts-expect-error: a gateway has no private DNS.
  const gateway: GatewayEndpointProps = { privateDns: true };
  // @ts-expect-error: an interface lies in the tier of all of them.
  const endpoint: InterfaceEndpointProps = { tiers: ["isolated"] };
  expect([gateway, endpoint]).toHaveLength(2);
});

test("a preset that is not there is a compile error", () => {
  // @ts-expect-error: the preset is named eks.
  expect(() => endpointsOf("kubernetes")).toThrow();
});
