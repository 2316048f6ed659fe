import { Token } from "cdktf";
import { show, type Problem } from "./problems";

/** An IPv4 block: its first address as an unsigned 32-bit number, and the length of its prefix, 0 to 32. */
export interface Cidr {
  readonly base: number;
  readonly prefix: number;
}

/** Number of addresses in a block of this prefix length. */
export function cidrSize(prefix: number): number {
  return 2 ** (32 - prefix);
}

/**
 * Reads `a.b.c.d/n`, or gives undefined where the text is no IPv4 block. Bits after the prefix are kept. A number with
 * a leading zero is refused, because some programs read it as octal.
 */
export function parseCidr(text: string): Cidr | undefined {
  if (!/^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}\/(0|[1-9]\d?)$/.test(text)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = text.split(/[./]/).map(Number);
  if (Math.max(a, b, c, d) > 255 || prefix > 32) return undefined;
  return { base: ((a * 256 + b) * 256 + c) * 256 + d, prefix };
}

/** True for an IPv4 address such as `10.0.0.2`. */
export function isIpv4Address(text: string): boolean {
  return parseCidr(`${text}/32`) !== undefined;
}

/**
 * True for an IPv6 address such as `2001:db8::1`, without a zone.
 *
 * node:net knows it too, but loading it is a twentieth of what a synthesis costs.
 */
export function isIpv6Address(text: string): boolean {
  const halves = text.split("::");
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const [last = "", ...others] = groups.toReversed();
  const isMapped = text.endsWith(last) && isIpv4Address(last);
  const hex = isMapped ? others : groups;
  const count = hex.length + (isMapped ? 2 : 0);
  if (!hex.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 1 ? count === 8 : halves.length === 2 && count <= 7;
}

/** True for an IPv6 block such as `::/0`. */
export function isIpv6Block(text: string): boolean {
  const [address = "", prefix = "", ...rest] = text.split("/");
  return rest.length === 0 && isIpv6Address(address) && /^\d{1,3}$/.test(prefix) && Number(prefix) <= 128;
}

/** Writes `a.b.c.d/n`. */
export function formatCidr({ base, prefix }: Cidr): string {
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256);
  return `${bytes.join(".")}/${prefix}`;
}

/** The block that contains the address, with no bits set after the prefix. */
export function maskCidr({ base, prefix }: Cidr): Cidr {
  return { base: base - (base % cidrSize(prefix)), prefix };
}

/** True if the two blocks share an address. */
export function cidrsOverlap(a: Cidr, b: Cidr): boolean {
  return a.base < b.base + cidrSize(b.prefix) && b.base < a.base + cidrSize(a.prefix);
}

/** True if every address of `inner` is in `outer`. */
export function cidrContains(outer: Cidr, inner: Cidr): boolean {
  return inner.prefix >= outer.prefix && cidrsOverlap(outer, inner);
}

/**
 * The n-th block of a size inside another one, as Terraform's `cidrsubnet` counts.
 *
 * @param newBits how much longer the prefix becomes
 * @param number from 0 to 2^newBits - 1
 */
export function cidrSubnet(outer: Cidr, newBits: number, number: number): Cidr {
  const prefix = outer.prefix + newBits;
  return { base: outer.base + number * cidrSize(prefix), prefix };
}

/**
 * Holds a text against the form of an IPv4 block. What is known only after apply passes.
 *
 * @param sizes shortest and longest prefix that the service takes
 * @returns problems with the codes `cidr-syntax`, `cidr-host-bits` (with the block that was probably meant) and
 * `cidr-size`
 */
export function checkCidr(
  path: string,
  text: string,
  sizes: { readonly shortest: number; readonly longest: number; readonly see: string },
): Problem[] {
  if (Token.isUnresolved(text)) return [];
  const cidr = parseCidr(text);
  if (cidr === undefined) {
    return [{ code: "cidr-syntax", path, got: show(text), expected: "an IPv4 block such as 10.0.0.0/16", see: sizes.see }];
  }
  const problems: Problem[] = [];
  const masked = maskCidr(cidr);
  if (masked.base !== cidr.base) {
    problems.push({
      code: "cidr-host-bits",
      path,
      got: `${show(text)}, which has bits set after the prefix`,
      expected: `${formatCidr(masked)}, the block that contains this address`,
      see: sizes.see,
    });
  }
  if (cidr.prefix < sizes.shortest || cidr.prefix > sizes.longest) {
    problems.push({
      code: "cidr-size",
      path,
      got: show(text),
      expected: `a prefix from /${sizes.shortest} to /${sizes.longest}`,
      see: sizes.see,
    });
  }
  return problems;
}
