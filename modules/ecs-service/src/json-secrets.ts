import { show } from "@terrace/core";
import type { JsonReader } from "./json-reader";
import { isLater } from "./task-settings";
import type { SecretSource } from "./task-props";

const secret = /^(arn:aws[a-z-]*:secretsmanager:[^:]+:\d{12}:secret:[^:]+)(?::([^:]*):([^:]*):([^:]*))?$/;
const parameter = /^arn:aws[a-z-]*:ssm:[^:]+:\d{12}:parameter\/.+$/;

/** Reads `valueFrom`: the ARN of a parameter, or of a secret with key, stage and id of its version behind. */
export function importSecret(reader: JsonReader, value: unknown, path: string): SecretSource | undefined {
  const text = reader.text(value, path) ?? reader.report("json-type", path, "missing", "an ARN");
  if (text === undefined) return undefined;
  const expected = "the ARN of a parameter or of a secret, known now: rights depend on it";
  if (isLater(text)) return reader.report("json-secret", path, "known only after apply", `${expected}; typed containers take both`);
  if (parameter.test(text)) return { from: "parameter-store", arn: text };
  const [, arn, jsonKey, versionStage, versionId] = secret.exec(text) ?? [];
  if (arn === undefined) return reader.report("json-secret", path, show(text), expected);
  return { from: "secrets-manager", arn, ...given({ jsonKey, versionStage, versionId }) };
}

function given(parts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(parts).flatMap(([key, part]) => (part === undefined || part === "" ? [] : [[key, part]])));
}
