import os from "node:os";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";

/** The account and the region to act in. */
export interface AccountPlace {
  readonly account: string;
  readonly region: string;
}

/** Keys of a session. */
export interface SessionKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

// The SDK, whose version is pinned, announces on every start that a later one will want a later Node.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/**
 * Keys that the server takes for those of an account: whoever assumes a role of an account is in it, and the role need
 * not exist.
 */
export async function keysFor(endpoint: string, { account, region }: AccountPlace): Promise<SessionKeys> {
  const sts = new STSClient({ endpoint, region, credentials: { accessKeyId: "local", secretAccessKey: "local" } });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/local`, RoleSessionName: "terrace-local" }),
  );
  sts.destroy();
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = Credentials ?? {};
  if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined) {
    throw new Error(`the local AWS server gave no keys for account "${account}"`);
  }
  return { accessKeyId, secretAccessKey, sessionToken };
}

/**
 * Variables that turn a command to the server and to nothing else. `undefined` takes a variable away.
 *
 * The provider block of a stack stays as it is for AWS: the endpoint reaches every service, STS and the S3 backend too.
 */
export function awsEnv(endpoint: string, keys: SessionKeys, region: string): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PROFILE: undefined,
    AWS_CA_BUNDLE: undefined,
    AWS_CONFIG_FILE: os.devNull,
    AWS_SHARED_CREDENTIALS_FILE: os.devNull,
    NO_PROXY: "127.0.0.1",
    no_proxy: "127.0.0.1",
  };
}
