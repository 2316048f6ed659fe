import { show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkKey, isArn } from "./check-range";
import { pages, quotas, recommendedTlsPolicy, tlsPolicies } from "./limits";
import type { TlsSettings } from "./settings";

/** Certificates of a listener, and which TLS it speaks. */
export function checkTls(path: string, { certificateArn, moreCertificateArns, policy }: TlsSettings): Problem[] {
  const more = Object.entries(moreCertificateArns);
  const problems = [
    ...checkCertificate(`${path}.certificateArn`, certificateArn),
    ...more.flatMap(([key, arn]) => [
      ...checkKey(`${path}.moreCertificateArns.${key}`, key),
      ...checkCertificate(`${path}.moreCertificateArns.${key}`, arn),
    ]),
    ...checkPolicy(`${path}.tlsPolicy`, policy),
  ];
  if (more.length > quotas.moreCertificates) {
    const expected = `at most ${quotas.moreCertificates}, or a raised quota`;
    problems.push({ code: "certificate-quota", path: `${path}.moreCertificateArns`, got: `${more.length} certificates`, expected, see: pages.quotas, severity: "dated" });
  }
  return problems;
}

function checkCertificate(path: string, arn: string): Problem[] {
  if (Token.isUnresolved(arn) || isArn(arn, /^(acm:[a-z0-9-]+:\d{12}:certificate|iam::\d{12}:server-certificate)\/.+$/)) return [];
  const expected = "the ARN of a certificate of ACM in the load balancer's region, or of IAM";
  return [{ code: "certificate-arn", path, got: show(arn), expected, see: pages.listener }];
}

function checkPolicy(path: string, policy: string): Problem[] {
  if (Token.isUnresolved(policy)) return [];
  const oldest = tlsPolicies[policy];
  const see = pages.tlsPolicies;
  if (oldest === undefined) {
    const expected = `a policy of AWS, such as ${recommendedTlsPolicy}`;
    return [{ code: "tls-policy-unknown", path, got: show(policy), expected, see, severity: "dated" }];
  }
  if (oldest === "1.2" || oldest === "1.3") return [];
  const got = `${show(policy)}, which lets clients speak TLS ${oldest}`;
  return [{ code: "tls-policy-old", path, got, expected: `${recommendedTlsPolicy}, or another one from TLS 1.2`, see, severity: "warning" }];
}
