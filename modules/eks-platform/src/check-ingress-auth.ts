import { oneOf, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkRange, checkRegion, isArn } from "./check-ingress-values";
import { ingressPages as pages, ingressRanges as ranges } from "./ingress-limits";
import { hasHttps, type IngressSettings } from "./ingress-settings";
import type { CognitoAuth, IngressAuth, JwtValidation, OidcAuth } from "./ingress-target-props";

/** Sign-in and tokens. */
export function checkIngressAuth({ auth, jwt, listeners, cluster }: IngressSettings): Problem[] {
  const problems: Problem[] = [];
  for (const path of [...(auth === undefined ? [] : ["auth"]), ...(jwt === undefined ? [] : ["jwt"])]) {
    if (!hasHttps(listeners)) problems.push({ code: "auth-listener", path, got: "given without an HTTPS port", expected: "an HTTPS port: HTTP listeners would let everybody pass", see: pages.annotations });
  }
  if (auth !== undefined && jwt !== undefined) problems.push({ code: "auth-both", path: "jwt", got: "given with auth", expected: "one of the two", see: pages.annotations });
  return [...problems, ...(auth === undefined ? [] : checkAuth(auth, cluster.region)), ...(jwt === undefined ? [] : checkJwt(jwt))];
}

function checkAuth(auth: IngressAuth, region: string): Problem[] {
  const { onUnauthenticated, sessionTimeoutSeconds, extraParameters = {} } = auth;
  const see = auth.type === "cognito" ? pages.cognito : pages.oidc;
  const problems = [
    ...oneOf("auth.type", auth.type, ["cognito", "oidc"]),
    ...(onUnauthenticated === undefined ? [] : oneOf("auth.onUnauthenticated", onUnauthenticated, ["allow", "authenticate", "deny"])),
    ...checkRange("auth-session", "auth.sessionTimeoutSeconds", sessionTimeoutSeconds, ranges.sessionTimeoutSeconds, see),
    ...(auth.type === "cognito" ? checkCognito(auth, region) : checkOidc(auth)),
  ];
  if (Object.keys(extraParameters).length > 10) {
    problems.push({ code: "auth-parameters", path: "auth.extraParameters", got: `${Object.keys(extraParameters).length} parameters`, expected: "at most 10", see });
  }
  return problems;
}

function checkCognito({ userPoolArn }: CognitoAuth, region: string): Problem[] {
  const path = "auth.userPoolArn";
  if (isArn(userPoolArn, /^cognito-idp:[a-z0-9-]+:\d{12}:userpool\/[\w-]+$/)) return checkRegion("user-pool", path, userPoolArn, region, pages.cognito);
  return [{ code: "user-pool", path, got: show(userPoolArn), expected: "the ARN of a user pool", see: pages.cognito }];
}

function checkOidc({ issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, secretName }: OidcAuth): Problem[] {
  const problems = Object.entries({ issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint }).flatMap(([key, url]) => checkUrl(`auth.${key}`, url, pages.oidc));
  if (secretName.length > 253 || !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(secretName)) {
    problems.push({ code: "auth-secret", path: "auth.secretName", got: show(secretName), expected: "the name of a Secret of the namespace", see: pages.annotations });
  }
  return problems;
}

function checkUrl(path: string, url: string, see: string): Problem[] {
  if (Token.isUnresolved(url) || /^https:\/\/[^\s/]+(\/\S*)?$/.test(url)) return [];
  return [{ code: "auth-endpoint", path, got: show(url), expected: "a URL that begins with https://", see }];
}

function checkJwt({ jwksEndpoint, issuer, claims = [] }: JwtValidation): Problem[] {
  const problems = checkUrl("jwt.jwksEndpoint", jwksEndpoint, pages.annotations);
  if (issuer === "") problems.push({ code: "auth-endpoint", path: "jwt.issuer", got: show(issuer), expected: "the issuer that tokens name", see: pages.annotations });
  for (const [index, { name, format, values }] of claims.entries()) {
    const path = `jwt.claims[${index}]`;
    problems.push(...oneOf(`${path}.format`, format, ["single-string", "space-separated-values", "string-array"]));
    if (name === "" || values.length === 0 || (format === "single-string" && values.length > 1)) {
      problems.push({ code: "jwt-claim", path, got: show({ name, format, values }), expected: "a name and values: one for single-string, at least one for the others", see: pages.annotations });
    }
  }
  return problems;
}
