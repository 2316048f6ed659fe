import type { TypeOf } from "./placeholder";
import { findBinding, type AwsLine } from "./suppliers";

/** Looks attributes up in the schema of the installed AWS binding, which reads one file for each type that is asked for. */
export async function attributeTypes(line: AwsLine): Promise<TypeOf> {
  const installed = findBinding({ source: "aws", version: "" }, line);
  if (installed === undefined) return () => undefined;
  const { openBinding } = await import("@terrace/standin/binding-schema");
  const binding = openBinding(installed.folder);
  return (kind, type, attribute) => {
    if (!type.startsWith("aws_")) return undefined;
    const block = kind === "resource" ? binding.resource(type) : binding.dataSource(type);
    return block?.attributes.find(({ name }) => name === attribute)?.type;
  };
}
