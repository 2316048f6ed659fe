import { problemsOf, testStack } from "@terrace/testkit";
import { Cluster } from "../src/cluster";

test.each<[string, string[]]>([
  ["{ containerInsights: 'on' }", ["not-one-of containerInsights"]],
  ["{ fargate: ['fargate'] }", ["not-one-of fargate[0]"]],
  ["{ exec: { logs: { to: 'kafka' } } }", ["not-one-of exec.logs.to"]],
  ["{ namespace: { type: 'dns', name: 'shop.internal' } }", ["not-one-of namespace.type"]],
  ["{ instances: { general: { tier: 'private', instanceTypes: ['m7i.large'], maxSize: 2, image: 'al2' } } }", ["not-one-of instances.general.image"]],
  ["{ instances: { general: { tier: 'private', instanceTypes: ['m7i.large'], maxSize: 2, purchase: 'reserved' } } }", ["not-one-of instances.general.purchase"]],
])("a word that is none, from a program without types: %s", (change, expected) => {
  const props = { name: "dev-shop", ...new Function(`return (${change})`)() };
  expect(problemsOf(() => new Cluster(testStack(), "cluster", props))).toEqual(expected);
});
