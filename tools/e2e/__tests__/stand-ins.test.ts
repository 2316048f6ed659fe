import path from "node:path";
import { standInsOf, underStandIns } from "../src/stand-ins";

const stackOf = (providers: object): string => JSON.stringify({ terraform: { required_providers: providers } });
const { version } = standIn("hashicorp/helm");

/** The installed binding says which version it is for. */
function standIn(source: string): { version: string } {
  const message = catchMessage(() => standInsOf(stackOf({ helm: { source, version: "0.0.0" } })));
  return { version: /installed: (\S+)/.exec(message)?.[1] ?? "" };
}

function catchMessage(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  return "";
}

test("providers that talk to a cluster are stood in for, others are real", () => {
  const text = stackOf({ aws: { source: "aws", version: "5.100.0" }, helm: { source: "hashicorp/helm", version } });
  expect(standInsOf(text)).toEqual([{ provider: "hashicorp/helm", version, packageFolder: "node_modules/@cdktf/provider-helm" }]);
});

test("a schema of another version does not stand in", () => {
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(() => standInsOf(stackOf({ helm: { source: "helm", version: "1.0.0" } }))).toThrow("no stand-in for hashicorp/helm 1.0.0");
});

test("a command without stand-ins is run as it is", () => {
  const options = { folder: "f", logFile: "l" };
  expect(underStandIns([], options, "terraform", ["plan"])).toEqual({ program: "terraform", args: ["plan"] });
  const standIns = [{ provider: "hashicorp/helm", version, packageFolder: "p" }];
  const { program, args } = underStandIns(standIns, options, "terraform", ["plan"]);
  expect(program).toBe(process.execPath);
  expect(args.slice(1)).toEqual(["--dir", "f", "--log", "l", `hashicorp/helm=${path.resolve("p")}`, "--", "terraform", "plan"]);
});
