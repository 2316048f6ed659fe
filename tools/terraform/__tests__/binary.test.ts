import { checkVersion, findVersion, TerraformNotFoundError } from "../src/binary";

test.each(["1.11.0", "1.11.4", "1.12.0-beta1", "2.0.0"])("terraform %s is new enough", (version) => {
  expect(() => checkVersion(version, "linux")).not.toThrow();
});

test.each(["1.10.5", "0.15.5"])("terraform %s is too old", (version) => {
  expect(() => checkVersion(version, "linux")).toThrow(
    `terraform is ${version}\n    expected: 1.11.0 or later, because the backends lock with use_lockfile`
  );
});

test.each([
  ["linux", "sudo snap install terraform --classic"],
  ["darwin", "brew install hashicorp/tap/terraform"],
  ["win32", "winget install HashiCorp.Terraform"],
] as const)("on %s, a missing terraform is named with %s", (platform, command) => {
  const find = (): string => findVersion("no-terraform-of-this-name", process.env, platform);
  expect(find).toThrow(TerraformNotFoundError);
  expect(find).toThrow(`install it with: ${command}`);
});

test("a program that is not terraform is refused", () => {
  expect(() => findVersion(process.execPath, process.env, "linux")).toThrow(/names no version/);
});
