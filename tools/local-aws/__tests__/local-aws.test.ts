import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { awsEnv } from "../src/account";
import { awsProvider } from "../src/aws-provider";
import { chooseEnvironment } from "../src/choose-environment";
import { choosePython, motoMissing, pythonMissing, venv } from "../src/python";
import { parseReady } from "../src/server";

describe("the environment of a command", () => {
  const names = ["dev", "stg", "prd"];

  test.each([
    ["the first that is wanted", ["cdktf", "deploy", "prd-network"], "stg, dev", "stg"],
    ["the one whose stack is named", ["cdktf", "deploy", "prd-network"], undefined, "prd"],
    ["dev, where nothing tells", ["bash"], undefined, "dev"],
    ["dev, where the choice is empty", ["bash"], " ", "dev"],
  ])("is %s", (_why, command, wanted, expected) => {
    expect(chooseEnvironment(command, wanted, names)).toBe(expected);
  });

  test("must exist", () => {
    expect(() => chooseEnvironment([], "qa", names)).toThrow('unknown environment "qa"\n    expected: one of dev, stg, prd');
  });
});

describe("the server's first line", () => {
  test("tells the port, the version and the operations", () => {
    const operations = [{ operation: "x", kind: "added", page: "https://docs.aws.amazon.com/x" }];
    expect(parseReady(JSON.stringify({ port: 4000, moto: "5.2.1", operations }))).toEqual({ port: 4000, moto: "5.2.1", operations });
  });

  test("or what is missing", () => {
    expect(parseReady('{"missing":"No module named moto"}')).toEqual({ missing: "No module named moto" });
  });

  test.each(["Traceback (most recent call last):", "[]", "null", '{"port":"4000","moto":"5.2.1"}'])("is nothing else: %s", (line) => {
    expect(parseReady(line)).toBeUndefined();
  });
});

describe("python", () => {
  test("is the repository's own where there is one", () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), "terrace-test-"));
    expect(choosePython(root, "linux")).toBe("python3");
    fs.mkdirSync(path.join(root, venv, "bin"), { recursive: true });
    fs.writeFileSync(path.join(root, venv, "bin/python"), "");
    expect(choosePython(root, "linux")).toBe(path.join(root, venv, "bin/python"));
    fs.rmSync(root, { recursive: true });
  });

  test("that is missing is named with the command that installs it", () => {
    expect(pythonMissing("python3", "ENOENT", "linux").message).toContain("sudo apt-get install python3 python3-venv");
    expect(pythonMissing("python3", "ENOENT", "darwin").message).toContain("brew install python");
    expect(motoMissing("python3", "No module named moto").message).toContain("pip install -r tools/local-aws/requirements.txt");
  });
});

describe("a command's environment", () => {
  const env = awsEnv("http://127.0.0.1:4000", { accessKeyId: "a", secretAccessKey: "b", sessionToken: "c" }, "ap-northeast-1");

  test("reaches the server for every service", () => {
    expect(env).toMatchObject({ AWS_ENDPOINT_URL: "http://127.0.0.1:4000", AWS_SESSION_TOKEN: "c", AWS_REGION: "ap-northeast-1" });
  });

  test("leaves nothing of a real account", () => {
    expect(env).toMatchObject({ AWS_PROFILE: undefined, AWS_CONFIG_FILE: os.devNull, AWS_SHARED_CREDENTIALS_FILE: os.devNull });
    expect(Object.keys(env)).toEqual(expect.arrayContaining(["AWS_PROFILE", "AWS_CA_BUNDLE"]));
  });
});

test("the provider is that of the installed binding", () => {
  expect(awsProvider()).toEqual({ source: "registry.terraform.io/hashicorp/aws", version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
});
