import { initialOf, lifecycleOf, type Owned } from "@terrace/core";

test.each<[string, Owned<number>, number]>([
  ["a value of Terraform's own", 2, 2],
  ["a value that Terraform only sets", { initial: 3, owner: "autoscaling" }, 3],
])("initialOf: %s", (_why, owned, expected) => {
  expect(initialOf(owned)).toBe(expected);
});

describe("lifecycleOf", () => {
  test("ignores changes of what others own, and of nothing else", () => {
    const lifecycle = lifecycleOf({
      desired_count: { initial: 2, owner: "autoscaling" },
      name: "web",
      platform_version: undefined,
      task_definition: { initial: "web:1", owner: "ci" },
    });
    expect(lifecycle).toEqual({ ignoreChanges: ["desired_count", "task_definition"] });
  });

  test("is none when Terraform owns all", () => {
    expect(lifecycleOf({ desired_count: 2, name: undefined })).toBeUndefined();
  });
});
