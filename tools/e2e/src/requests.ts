import type { SessionKeys } from "../../local-aws/src";

/** Requests to services of which the run needs one operation, and no SDK for it. */
export interface Requests {
  /** A request of the JSON protocol. @param target service and operation, such as `CertificateManager.RequestCertificate` */
  json(service: string, target: string, body: object): Promise<unknown>;
  /** A request of an XML service. Returns the answer's text. */
  xml(service: string, path: string, body: string): Promise<string>;
}

/** The server reads from the signature's scope which service and account is meant, and does not check the signature. */
export function openRequests(endpoint: string, { accessKeyId, sessionToken }: SessionKeys, region: string): Requests {
  const send = async (service: string, path: string, headers: Readonly<Record<string, string>>, body: string): Promise<string> => {
    const scope = `${accessKeyId}/20260101/${region}/${service}/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`;
    const response = await fetch(`${endpoint}${path}`, {
      method: "POST",
      headers: { authorization, "x-amz-security-token": sessionToken, ...headers },
      body,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${service}${path}: ${response.status} ${text.slice(0, 300)}`);
    return text;
  };
  return {
    json: async (service, target, body) => {
      const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
      return JSON.parse(await send(service, "/", headers, JSON.stringify(body)));
    },
    xml: (service, path, body) => send(service, path, { "content-type": "application/xml" }, body),
  };
}
