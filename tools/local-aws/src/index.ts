export { awsEnv, keysFor, type AccountPlace, type SessionKeys } from "./account";
export { awsProvider } from "./aws-provider";
export { LocalAwsMissingError } from "./python";
export { startLocalAws, type LocalAws, type ServedOperation } from "./server";
