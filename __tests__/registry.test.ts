import { only, problemsOf, render, resourcesOf, synth, testApp, testStack } from "@terrace/testkit";
import { buildStacks } from "../stacks";
import type { Environment } from "../stacks/environment";
import { dev } from "../stacks/environments/dev";
import { prd } from "../stacks/environments/prd";
import { RegistryStack } from "../stacks/registry";

function registryOf(environment: Environment) {
  return synth(new RegistryStack(testApp(), environment, {}));
}

test("each image has a repository of its own, whose tags cannot be pushed again", () => {
  const repositories = Object.values(resourcesOf(registryOf(prd), "aws_ecr_repository"));
  expect(repositories.map(({ name }) => name)).toEqual(["prd-terrace/api", "prd-terrace/web", "prd-terrace/worker"]);
  for (const repository of repositories) expect(repository).toMatchObject({ image_tag_mutability: "IMMUTABLE", force_delete: false });
});

test("what is old goes, in every repository alike; dev's repositories go with what is in them", () => {
  const made = registryOf(dev);
  const policies = Object.values(resourcesOf(made, "aws_ecr_lifecycle_policy")).map(({ policy }) => policy);
  expect(policies).toHaveLength(3);
  expect(policies[0]).toContain("imageCountMoreThan");
  expect(new Set(policies).size).toBe(1);
  expect(Object.values(resourcesOf(made, "aws_ecr_repository")).map((one) => one.force_delete)).toEqual([true, true, true]);
});

test("the account's registry is set once, as the file says", () => {
  expect(only(registryOf(dev), "aws_ecr_registry_scanning_configuration")).toMatchObject({ scan_type: "BASIC" });
  const enhanced = { ...dev, registry: { ...dev.registry, registry: { scanning: { type: "ENHANCED" as const } } } };
  expect(only(registryOf(enhanced), "aws_ecr_registry_scanning_configuration")).toMatchObject({ scan_type: "ENHANCED" });
});

test("addresses and commands are published by image", () => {
  const { output } = registryOf(dev);
  expect(Object.keys(output ?? {}).toSorted()).toEqual(["push_commands", "repository_arns", "repository_urls"]);
  expect(output?.repository_urls).toMatchObject({ value: { web: "${aws_ecr_repository.web.repository_url}" } });
  expect(output?.push_commands).toMatchObject({ value: { web: expect.stringMatching(/docker login .* && docker build .* && docker push .*:\$\(git rev-parse HEAD\)$/) } });
});

test("an image that is listed twice has one repository", () => {
  const twice = { ...dev, registry: { ...dev.registry, images: ["web", "web"] } };
  expect(Object.keys(resourcesOf(registryOf(twice), "aws_ecr_repository"))).toEqual(["web"]);
});

test("a repository is read by another stack, which is deployed later", () => {
  const app = testApp();
  const writer = new RegistryStack(app, dev, {});
  const reader = testStack(app, "reader");
  const state = "data.terraform_remote_state.state-of-terrace-dev-registry.outputs";
  expect(render(reader, writer.repositoryFor(reader, "web"))).toEqual({
    repositoryUrl: `\${${state}.repository_urls.web}`,
    repositoryArn: `\${${state}.repository_arns.web}`,
  });
  expect(reader.dependencies).toEqual([writer]);
});

test("what its modules find is told, and what needs the registry waits", () => {
  const broken = { ...dev, registry: { ...dev.registry, images: ["Web"] } };
  expect(problemsOf(() => buildStacks(testApp(), [broken]))).toEqual(["repository-name name"]);
});
