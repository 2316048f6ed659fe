import { checkCidr, cidrContains, cidrsOverlap, formatCidr, parseCidr, show, type Cidr, type Problem } from "@terrace/core";
import { benchmarkCidr, conflictingCidr, pages, prefixes, privateCidrs, quotas, reservedCidrs } from "./limits";
import type { VpcSettings } from "./settings";

/** The primary block and the secondary ones. */
export function checkRanges(settings: VpcSettings): Problem[] {
  return [...checkPrimary(settings), ...checkSecondaries(settings)];
}

function checkPrimary({ cidr }: VpcSettings): Problem[] {
  if (typeof cidr !== "string") {
    const { netmaskLength } = cidr;
    const fits = Number.isInteger(netmaskLength) && netmaskLength >= prefixes.shortest && netmaskLength <= prefixes.longest;
    const expected = `an integer from ${prefixes.shortest} to ${prefixes.longest}`;
    const path = "cidr.netmaskLength";
    return fits ? [] : [{ code: "ipam-netmask", path, got: show(netmaskLength), expected, see: pages.cidr }];
  }
  return checkRange("cidr", cidr);
}

function checkRange(path: string, text: string): Problem[] {
  const problems = checkCidr(path, text, { ...prefixes, see: pages.cidr });
  const range = parseCidr(text);
  if (range === undefined) return problems;
  for (const reserved of reservedCidrs) {
    if (cidrsOverlap(range, block(reserved))) {
      const expected = `a block outside ${reservedCidrs.join(", ")}`;
      problems.push({ code: "cidr-reserved", path, got: `${show(text)}, in ${reserved}`, expected, see: pages.cidr });
    }
  }
  if (cidrsOverlap(range, block(conflictingCidr))) {
    problems.push({
      code: "cidr-conflict",
      path,
      got: `${show(text)}, which Cloud9, SageMaker AI and Docker use themselves`,
      expected: `a block outside ${conflictingCidr}`,
      see: pages.cidr,
      severity: "warning",
    });
  }
  return problems;
}

function checkSecondaries({ cidr, secondaryCidrs }: VpcSettings): Problem[] {
  const problems: Problem[] = [];
  const count = 1 + Object.keys(secondaryCidrs).length;
  const { byDefault, most } = quotas.cidrsPerVpc;
  if (count > byDefault) {
    problems.push({
      code: "secondary-count",
      path: "secondaryCidrs",
      got: `${count - 1} blocks, ${count} with the primary one`,
      expected: count > most ? `at most ${most} in all` : `at most ${byDefault} in all, or a raised quota (up to ${most})`,
      see: pages.quotas,
      ...(count > most ? {} : { severity: "dated" as const }),
    });
  }
  const known = new Map<string, Cidr>();
  const primary = typeof cidr === "string" ? parseCidr(cidr) : undefined;
  if (primary !== undefined) known.set("cidr", primary);
  for (const [name, text] of Object.entries(secondaryCidrs)) {
    const path = `secondaryCidrs.${name}`;
    problems.push(...checkRange(path, text));
    const range = parseCidr(text);
    if (range === undefined) continue;
    for (const [other, taken] of known) {
      if (cidrsOverlap(range, taken)) {
        const got = `${show(text)}, which overlaps ${other} (${formatCidr(taken)})`;
        problems.push({ code: "secondary-overlap", path, got, expected: "a block of its own", see: pages.cidr });
      }
    }
    known.set(path, range);
  }
  if (primary === undefined) return problems;
  for (const [path, range] of known) {
    if (path === "cidr") continue;
    const others = [...known].flatMap(([other, taken]) => (other === path ? [] : [taken]));
    problems.push(...checkAssociation(path, range, primary, others));
  }
  return problems;
}

/** AWS's table of ranges that cannot be added to a VPC, by the range of its primary block. */
function checkAssociation(path: string, range: Cidr, primary: Cidr, others: readonly Cidr[]): Problem[] {
  const privateRange = (cidr: Cidr) => privateCidrs.find((outer) => cidrContains(block(outer), cidr));
  const isBenchmark = (cidr: Cidr) => cidrContains(block(benchmarkCidr), cidr);
  const ofPrimary = privateRange(primary);
  const ofSecondary = privateRange(range);
  const refuse = (why: string, expected: string): Problem[] => [
    { code: "secondary-restricted", path, got: `${show(formatCidr(range))}, ${why}`, expected, see: pages.cidr },
  ];
  if (isBenchmark(range) && !isBenchmark(primary)) {
    return refuse(`which cannot be added to another range`, `a block outside ${benchmarkCidr}, or that range as cidr too`);
  }
  if (ofSecondary === undefined) return [];
  if (ofPrimary === undefined) {
    return refuse(`private, in a VPC whose primary range is not`, "the private range as cidr, and the other one here");
  }
  if (ofPrimary !== ofSecondary) {
    return refuse(`in another private range than the primary block`, `a block in ${ofPrimary} or in 100.64.0.0/10`);
  }
  if (cidrsOverlap(range, block("172.31.0.0/16"))) {
    return refuse("which AWS keeps from VPCs of 172.16.0.0/12", "a block outside 172.31.0.0/16");
  }
  // Terraform adds the secondary blocks in no order, so any other block may be there first.
  const isNear = others.some((other) => cidrContains(block("10.0.0.0/15"), other));
  if (isNear && cidrContains(block("10.0.0.0/16"), range)) {
    return refuse("which AWS keeps from VPCs with another block in 10.0.0.0/15", "a block outside 10.0.0.0/16");
  }
  return [];
}

/** A block that is known to be well-formed. */
function block(text: string): Cidr {
  return parseCidr(text) ?? { base: 0, prefix: 0 };
}
