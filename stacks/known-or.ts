import { Token } from "cdktf";

/** What is known at synth stays as it is; what only Terraform knows is read from the state of the stack that made it. */
export function knownOr(value: string, read: () => string): string {
  return Token.isUnresolved(value) ? read() : value;
}
