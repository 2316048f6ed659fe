import type { Problem } from "@terrace/core";
import { Token } from "cdktf";
import type { Environment } from "./environment";

const accessPage = "https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html";
const certificatePage = "https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html";

/** Who enters the cluster: a file that was copied from another environment's still lets in that one's roles. Pure. */
export function checkAccess({ account, kubernetes: { accessEntries = {} } }: Environment): Problem[] {
  return Object.entries(accessEntries).flatMap(([key, { principalArn }]) =>
    checkAccount("access-entry-account", `kubernetes.accessEntries.${key}.principalArn`, principalArn, account, accessPage),
  );
}

/** What lives inside of the cluster: whom Terraform enters as, and which certificates load balancers show. Pure. */
export function checkPlatform({ account, platform: { roleArn, ingresses = {} } }: Environment): Problem[] {
  return [
    ...(roleArn === undefined ? [] : checkAccount("platform-role-account", "platform.roleArn", roleArn, account, accessPage)),
    ...Object.entries(ingresses).flatMap(([name, { listeners }]) =>
      (listeners?.certificateArns ?? []).flatMap((arn, index) =>
        checkAccount("certificate-account", `platform.ingresses.${name}.listeners.certificateArns[${index}]`, arn, account, certificatePage),
      ),
    ),
  ];
}

function checkAccount(code: string, path: string, arn: string, account: string, see: string): Problem[] {
  if (Token.isUnresolved(arn)) return [];
  const itsAccount = arn.split(":")[4];
  if (itsAccount === undefined || itsAccount === account) return [];
  return [{ code, path, got: `one of the account ${itsAccount}`, expected: `one of ${account}, unless you mean it`, see, severity: "warning" }];
}
