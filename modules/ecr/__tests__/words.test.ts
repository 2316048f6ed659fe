import { problemsOf, testStack } from "@terrace/testkit";
import { Registry } from "../src/registry";
import { Repository } from "../src/repository";

/** Members that TypeScript would refuse, as they come from a program without its types. */
function untyped(text: string) {
  return new Function(`return (${text})`)();
}

const rule = "priority: 1, images: { tagStatus: 'any' }, when: { countType: 'imageCountMoreThan', count: 9 }";

test.each<[string, string[]]>([
  ["{ imageTagMutability: 'immutable' }", ["not-one-of imageTagMutability"]],
  ["{ encryption: 'SSE' }", ["not-one-of encryption"]],
  [`{ lifecycle: [{ ${rule}, action: 'delete' }] }`, ["not-one-of lifecycle[0].action"]],
  [`{ lifecycle: [{ ${rule}, images: { tagStatus: 'all' } }] }`, ["not-one-of lifecycle[0].images.tagStatus"]],
  [`{ lifecycle: [{ ${rule}, when: { countType: 'older' } }] }`, ["not-one-of lifecycle[0].when.countType"]],
])("a repository with %s", (change, expected) => {
  expect(problemsOf(() => new Repository(testStack(), "web", { name: "shop/web", ...untyped(change) }))).toEqual(expected);
});

test.each<[string, string[]]>([
  ["{ scanning: { type: 'BEST' } }", ["not-one-of scanning.type"]],
  ["{ pullThroughCache: { quay: { upstream: 'quai' } } }", ["not-one-of pullThroughCache.quay.upstream"]],
  ["{ creationTemplates: { quay: { appliedFor: ['PUSH'] } } }", ["not-one-of creationTemplates.quay.appliedFor[0]"]],
  ["{ creationTemplates: { quay: { imageTagMutability: 'immutable' } } }", ["not-one-of creationTemplates.quay.imageTagMutability"]],
])("a registry with %s", (change, expected) => {
  expect(problemsOf(() => new Registry(testStack(), "registry", untyped(change)))).toEqual(expected);
});
