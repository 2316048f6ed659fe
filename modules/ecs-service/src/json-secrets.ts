import { show } from "@terrace/core";
import type { JsonReader } from "./json-reader";
import type { SecretSource } from "./secret-props";

const secret = /^(arn:aws[a-z-]*:secretsmanager:[^:]+:\d{12}:secret:[^:]+)(?::([^:]*):([^:]*):([^:]*))?$/;
const parameter = /^arn:aws[a-z-]*:ssm:[^:]+:\d{12}:parameter\/.+$/;

/** Reads a list of secrets, by the name of the variable or option that each is for. */
export function importSecrets(reader: JsonReader, value: unknown, path: string): Record<string, SecretSource> {
  const pairs = reader.list(value, path, (item, at) => {
    const json = reader.object(item, at, ["name", "valueFrom"]);
    const name = reader.text(json?.name, `${at}.name`);
    const source = importSecret(reader, json?.valueFrom, `${at}.valueFrom`);
    return name === undefined || source === undefined ? undefined : ([name, source] as const);
  });
  return reader.record(pairs, path);
}

/** Reads `valueFrom`: the ARN of a parameter, or of a secret with key, stage and id of its version behind. */
function importSecret(reader: JsonReader, value: unknown, path: string): SecretSource | undefined {
  const text = reader.text(value, path) ?? reader.refuse({ code: "json-type", path, got: "missing", expected: "an ARN" });
  if (text === undefined) return undefined;
  if (parameter.test(text)) return { from: "parameter-store", arn: text };
  const [, arn, jsonKey, versionStage, versionId] = secret.exec(text) ?? [];
  if (arn === undefined) {
    const expected = "the ARN of a parameter or of a secret, known now: rights depend on it; typed containers take it later too";
    return reader.refuse({ code: "json-secret", path, got: show(text), expected });
  }
  return { from: "secrets-manager", arn, ...given({ jsonKey, versionStage, versionId }) };
}

function given(parts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(parts).flatMap(([key, part]) => (part === undefined || part === "" ? [] : [[key, part]])));
}
