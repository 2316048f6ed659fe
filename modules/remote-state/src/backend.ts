import { throwIfAny } from "@terrace/core";
import { LocalBackend, S3Backend, type TerraformStack } from "cdktf";
import { checkLocation, placeOf, type S3State, type StateLocation } from "./location";

const LOCATION = "terrace:state-location";

/**
 * Keeps the state of a stack at a location. Once for each stack.
 *
 * In S3 the state is encrypted, and locked by a file beside it (`use_lockfile`, Terraform 1.10 or later).
 *
 * @throws InvalidPropsError [not-known-at-synth] [name-length] [name-characters] [state-key] [state-key-clash]
 * [unknown-region] [kms-key-arn] [state-path]
 * @see https://developer.hashicorp.com/terraform/language/backend/s3
 */
export function keepStateIn(stack: TerraformStack, location: StateLocation): void {
  const place = placeOf(location);
  const root = stack.node.root.node;
  const other = root.metadata.find((entry) => entry.type === LOCATION && entry.data.place === place);
  throwIfAny(stack, "state location", [
    ...checkLocation(location),
    ...(other === undefined ? [] : [
      {
        code: "state-key-clash",
        path: location.kind === "s3" ? "key" : "path",
        got: `"${place}", where the state of ${other.data.stack} is kept`,
        expected: "a key of its own for each environment and stack",
      },
    ]),
  ]);
  root.addMetadata(LOCATION, { place, stack: stack.node.path });
  if (location.kind === "local") {
    new LocalBackend(stack, { path: location.path });
    return;
  }
  const backend = new S3Backend(stack, s3Config(location));
  // cdktf 0.21 has no property for it.
  backend.addOverride("use_lockfile", true);
}

/** The backend's arguments, for the stack that writes and for those that read. */
export function s3Config({ bucket, key, region, kmsKeyArn, dynamodbTable }: S3State) {
  return { bucket, key, region, encrypt: true, kmsKeyId: kmsKeyArn, dynamodbTable };
}
