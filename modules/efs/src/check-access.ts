import { show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { pages } from "./limits";
import type { AccessSettings, FileSystemSettings, MountSettings } from "./settings";

/** What the file system's policy allows, by name. */
export function checkAccess({ access, accessPoints }: FileSystemSettings): Problem[] {
  return [...checkPlainText(access), ...checkGrants(access, Object.keys(accessPoints))];
}

/** Credentials travel over TLS only, so who mounts without it is anonymous. */
function checkPlainText({ plainText, anonymous }: AccessSettings): Problem[] {
  if (!plainText || anonymous) return [];
  const expected = "anonymous: true too, because clients send credentials over TLS only; or plainText: false";
  return [{ code: "plain-text-anonymous", path: "access.plainText", got: "true without anonymous", expected, see: pages.mountIam }];
}

function checkGrants({ allow }: AccessSettings, accessPoints: readonly string[]): Problem[] {
  const see = pages.policy;
  return Object.entries(allow).flatMap(([key, grant]) => {
    const path = `access.allow.${key}`;
    const problems: Problem[] = [];
    if (!/^[A-Za-z0-9]+$/.test(key)) {
      problems.push({ code: "access-name", path, got: `named ${show(key)}`, expected: "letters and digits: it is a statement's id" });
    }
    const at = `${path}.principals`;
    const wrong = grant.principals.find((principal) => !Token.isUnresolved(principal) && !/^arn:aws[a-z-]*:(iam|sts)::\d{12}:.+$/.test(principal));
    if (grant.principals.length === 0) {
      problems.push({ code: "access-principal", path: at, got: "empty", expected: "at least one ARN", see });
    }
    if (wrong !== undefined) {
      const expected = wrong === "*" ? "access.anonymous: true, which says what it does" : "ARNs of roles, users or accounts' roots";
      problems.push({ code: "access-principal", path: at, got: show(wrong), expected, see });
    }
    return [...problems, ...checkAccessPointOf(`${path}.accessPoint`, grant, accessPoints)];
  });
}

/** An access point that is named must be there. */
export function checkAccessPointOf(path: string, { accessPoint }: Pick<MountSettings, "accessPoint">, known: readonly string[]): Problem[] {
  if (accessPoint === undefined || known.includes(accessPoint)) return [];
  const expected = known.length === 0 ? "a name in accessPoints, which is empty" : `one of ${known.join(", ")}`;
  return [{ code: "access-point-unknown", path, got: show(accessPoint), expected, see: pages.accessPoint }];
}
