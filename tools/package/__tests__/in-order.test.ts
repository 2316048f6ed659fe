import { inOrder, type Manifest } from "../src/in-order";

test("a package comes after those that it depends on", () => {
  const manifests: Manifest[] = [
    { name: "app", dependencies: { vpc: "1", jest: "30" } },
    { name: "vpc", dependencies: { core: "1" } },
    { name: "core" },
  ];
  expect(inOrder(manifests).map(({ name }) => name)).toEqual(["core", "vpc", "app"]);
});

test("packages that depend on each other are named", () => {
  const manifests: Manifest[] = [{ name: "a", dependencies: { b: "1" } }, { name: "b", dependencies: { a: "1" } }, { name: "c" }];
  expect(() => inOrder(manifests)).toThrow("a, b depend on each other");
});
