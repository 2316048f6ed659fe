import {
  cidrContains,
  cidrSize,
  cidrSubnet,
  cidrsOverlap,
  checkCidr,
  formatCidr,
  parseCidr,
  show,
  zonesPage,
  type Cidr,
  type Problem,
} from "@terrace/core";
import { conflictingCidr, ipv6SubnetCount, pages, prefixes, privateCidrs, quotas, reservedCidrs } from "./limits";
import { prefixOf, type TierSettings, type VpcSettings } from "./settings";
import { firstFreeSlot, planSubnets, rangeOf, slotCount, type PlannedSubnet } from "./subnet-plan";
import { isListed, parseZone, zoneIdsOf, type Zone } from "./zones";

/** Zones, ranges, tiers and the subnets that follow from them. */
export function checkAddresses(settings: VpcSettings): Problem[] {
  const ofZones = checkZones(settings);
  const ofRanges = [...checkPrimary(settings), ...checkSecondaries(settings)];
  const ofTiers = Object.entries(settings.tiers).flatMap(([name, tier]) => checkTier(settings, name, tier));
  const found = [...ofZones, ...ofRanges, ...checkTierNames(settings), ...ofTiers];
  // A plan made of broken parts would only repeat their problems in other words.
  return found.some((problem) => problem.severity === undefined) ? found : [...found, ...checkPlan(settings)];
}

function checkZones({ availabilityZones, zoneSlots, tiers }: VpcSettings): Problem[] {
  const problems: Problem[] = [];
  if (availabilityZones.length === 0) {
    problems.push({ code: "zone-count", path: "availabilityZones", got: "empty", expected: "at least one zone id" });
  }
  const zones: Zone[] = [];
  availabilityZones.forEach((key, index) => {
    const path = `availabilityZones[${index}]`;
    const zone = parseZone(key);
    if (zone === undefined) {
      const expected = "a zone id such as apne1-az1, or a zone name such as ap-northeast-1a";
      problems.push({ code: "zone-syntax", path, got: show(key), expected, see: zonesPage });
      return;
    }
    if (availabilityZones.indexOf(key) < index) {
      problems.push({ code: "zone-duplicate", path, got: `${show(key)}, listed before`, expected: "each zone once" });
    }
    if (zone.slot >= zoneSlots) {
      const expected = `zoneSlots: ${2 ** Math.ceil(Math.log2(zone.slot + 1))} or more, chosen before the first apply`;
      problems.push({ code: "zone-slot", path, got: `${show(key)}, beyond the ${zoneSlots} zone slots`, expected });
    }
    zones.push(zone);
  });
  return [...problems, ...checkZonesTogether(zones), ...checkTierZones(availabilityZones, tiers)];
}

function checkZonesTogether(zones: readonly Zone[]): Problem[] {
  const [first] = zones;
  if (first === undefined) return [];
  const path = "availabilityZones";
  if (zones.some((zone) => zone.kind !== first.kind)) {
    const got = `${show(zones.map((zone) => zone.key))}, ids and names`;
    return [{ code: "zone-mixed", path, got, expected: "ids only or names only: both can mean one zone", see: zonesPage }];
  }
  if (zones.some((zone) => zone.region !== first.region)) {
    const got = `${show(zones.map((zone) => zone.key))}, of several regions`;
    return [{ code: "zone-region", path, got, expected: "zones of one region", see: zonesPage }];
  }
  return zones
    .filter((zone) => !isListed(zone))
    .map((zone) => ({
      code: "unknown-zone",
      path,
      got: `${show(zone.key)}, which no table of zones lists`,
      expected: zone.region === undefined ? "a zone of a region of AWS" : zoneIdsOf(zone.region).join(", "),
      see: zonesPage,
      severity: "dated" as const,
    }));
}

function checkTierZones(availabilityZones: readonly string[], tiers: VpcSettings["tiers"]): Problem[] {
  return Object.entries(tiers).flatMap(([name, tier]) => {
    const path = `tiers.${name}.availabilityZones`;
    if (tier.availabilityZones.length === 0 && availabilityZones.length > 0) {
      return [{ code: "zone-count", path, got: "empty", expected: "at least one zone of the VPC, or no such prop" }];
    }
    return tier.availabilityZones
      .filter((zone) => !availabilityZones.includes(zone))
      .map((zone) => ({ code: "tier-zone", path, got: show(zone), expected: `one of ${availabilityZones.join(", ")}` }));
  });
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
    if (primary !== undefined) problems.push(...checkAssociation(path, range, primary));
  }
  return problems;
}

/** AWS's table of ranges that cannot be in one VPC. */
function checkAssociation(path: string, range: Cidr, primary: Cidr): Problem[] {
  const privateRange = (cidr: Cidr) => privateCidrs.find((outer) => cidrContains(block(outer), cidr));
  const isBenchmark = (cidr: Cidr) => cidrContains(block("198.19.0.0/16"), cidr);
  const ofPrimary = privateRange(primary);
  const ofSecondary = privateRange(range);
  const refuse = (why: string, expected: string): Problem[] => [
    { code: "secondary-restricted", path, got: `${show(formatCidr(range))}, ${why}`, expected, see: pages.cidr },
  ];
  if (isBenchmark(primary) !== isBenchmark(range)) {
    return refuse("which cannot stand with the primary range", "198.19.0.0/16 for both ranges or for none");
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
  if (cidrContains(block("10.0.0.0/15"), primary) && cidrContains(block("10.0.0.0/16"), range)) {
    return refuse("which AWS keeps from VPCs of 10.0.0.0/15", "a block outside 10.0.0.0/16");
  }
  return [];
}

function checkTierNames({ tiers }: VpcSettings): Problem[] {
  const names = Object.keys(tiers);
  if (names.length === 0) {
    return [{ code: "tier-count", path: "tiers", got: "empty", expected: "at least one tier" }];
  }
  return names
    .filter((name) => !/^[a-z][a-z0-9-]*$/.test(name))
    .map((name) => ({
      code: "tier-name",
      path: `tiers[${show(name)}]`,
      got: show(name),
      expected: "lower-case letters, digits and hyphens, starting with a letter",
    }));
}

function checkTier(settings: VpcSettings, name: string, tier: TierSettings): Problem[] {
  const path = `tiers.${name}`;
  const problems: Problem[] = [];
  if (tier.mapPublicIp && tier.type !== "public") {
    const expected = `false, or type: "public"`;
    problems.push({ code: "map-public-ip", path: `${path}.mapPublicIp`, got: `true in a tier that is ${tier.type}`, expected });
  }
  if (tier.within !== undefined && !(tier.within in settings.secondaryCidrs)) {
    const names = Object.keys(settings.secondaryCidrs);
    const expected = names.length === 0 ? "a name in secondaryCidrs, which is empty" : `one of ${names.join(", ")}`;
    return [...problems, { code: "tier-range", path: `${path}.within`, got: show(tier.within), expected }];
  }
  for (const [zone, cidr] of Object.entries(tier.cidrs)) {
    if (!tier.availabilityZones.includes(zone)) {
      const expected = `a zone of the tier: ${tier.availabilityZones.join(", ")}`;
      problems.push({ code: "subnet-zone", path: `${path}.cidrs`, got: `given for ${show(zone)}`, expected });
    }
    problems.push(...checkCidr(`${path}.cidrs.${zone}`, cidr, { ...prefixes, see: pages.subnet }));
  }
  const isComputed = tier.availabilityZones.some((zone) => !(zone in tier.cidrs));
  return isComputed ? [...problems, ...checkComputedTier(settings, path, tier)] : problems;
}

function checkComputedTier(settings: VpcSettings, path: string, tier: TierSettings): Problem[] {
  const rangePrefix = prefixOf(rangeOf(settings, tier));
  if (rangePrefix === undefined || rangePrefix > prefixes.longest || tier.subnetPrefix === undefined) return [];
  const shortest = rangePrefix + Math.log2(settings.zoneSlots);
  const { subnetPrefix } = tier;
  if (!Number.isInteger(subnetPrefix) || subnetPrefix < shortest || subnetPrefix > prefixes.longest) {
    const roomy = shortest <= prefixes.longest;
    return [
      {
        code: "subnet-prefix",
        path: `${path}.subnetPrefix`,
        got: `${subnetPrefix} in a range of /${rangePrefix} with ${settings.zoneSlots} zone slots`,
        expected: roomy ? `an integer from ${shortest} to ${prefixes.longest}` : "a larger range, or fewer zone slots",
        see: pages.subnet,
      },
    ];
  }
  if (tier.slot === undefined) {
    const expected = `slot: ${freeSlot(settings, tier) ?? "none is free"}, written down so that no tier ever moves another`;
    return [{ code: "tier-slot", path: `${path}.slot`, got: "missing", expected, see: pages.plan }];
  }
  const count = slotCount(rangePrefix, subnetPrefix, settings.zoneSlots);
  if (!Number.isInteger(tier.slot) || tier.slot < 0 || tier.slot >= count) {
    const expected = `an integer from 0 to ${count - 1}; ${freeSlot(settings, tier) ?? "none"} is the first free one`;
    return [{ code: "tier-slot-range", path: `${path}.slot`, got: show(tier.slot), expected, see: pages.plan }];
  }
  return [];
}

/** The first slot that the tier could take beside all others. */
function freeSlot(settings: VpcSettings, tier: TierSettings): number | undefined {
  const range = parsedRange(settings, tier);
  if (range === undefined || tier.subnetPrefix === undefined) return undefined;
  const others = Object.values(settings.tiers).filter((other) => other !== tier && other.within === tier.within);
  const taken = others.flatMap((other) => [
    ...Object.values(other.cidrs).flatMap((text) => parseCidr(text) ?? []),
    ...tierBlock(settings, other),
  ]);
  return firstFreeSlot(range, tier.subnetPrefix, settings.zoneSlots, taken);
}

/** A range as a block; where IPAM chooses it, any block of its size shows which slots are free. */
function parsedRange(settings: VpcSettings, tier: TierSettings): Cidr | undefined {
  const range = rangeOf(settings, tier);
  if (typeof range === "object") return { base: 0, prefix: range.netmaskLength };
  return range === undefined ? undefined : parseCidr(range);
}

/** The whole block of a tier, its reserved room for zones included. */
function tierBlock(settings: VpcSettings, tier: TierSettings): Cidr[] {
  const range = parsedRange(settings, tier);
  if (range === undefined || tier.slot === undefined || tier.subnetPrefix === undefined) return [];
  const prefix = tier.subnetPrefix - Math.log2(settings.zoneSlots);
  return [{ base: range.base + tier.slot * cidrSize(prefix), prefix }];
}

function checkPlan(settings: VpcSettings): Problem[] {
  const plan = planSubnets(settings);
  const problems = [...checkOverlaps(settings, plan), ...checkInside(settings, plan)];
  if (settings.dualStack) problems.push(...checkIpv6(settings, plan));
  const { byDefault } = quotas.subnetsPerVpc;
  if (plan.length > byDefault) {
    const expected = `at most ${byDefault}, or a raised quota`;
    const got = `${plan.length} subnets in all`;
    problems.push({ code: "subnet-count", path: "tiers", got, expected, see: pages.quotas, severity: "dated" });
  }
  return problems;
}

function checkOverlaps(settings: VpcSettings, plan: readonly PlannedSubnet[]): Problem[] {
  const blocks = plan.flatMap((subnet) => {
    const block = subnet.block ?? relativeBlock(settings, subnet);
    return block === undefined ? [] : [{ subnet, block }];
  });
  const sorted = blocks.toSorted((a, b) => a.block.base - b.block.base || a.block.prefix - b.block.prefix);
  return sorted.flatMap((later, index) => {
    const earlier = sorted[index - 1];
    if (earlier === undefined || !cidrsOverlap(earlier.block, later.block)) return [];
    const [mine, other] = later.subnet.place === undefined ? [earlier, later] : [later, earlier];
    const tier = settings.tiers[mine.subnet.tier];
    const free = tier === undefined || mine.subnet.place === undefined ? undefined : freeSlot(settings, tier);
    return [
      {
        code: "subnet-overlap",
        path: `tiers.${mine.subnet.tier}.${mine.subnet.place === undefined ? "cidrs" : "slot"}`,
        got: `such that ${mine.subnet.availabilityZone} (${formatCidr(mine.block)}) overlaps ${other.subnet.tier} in ${other.subnet.availabilityZone} (${formatCidr(other.block)})`,
        expected: free === undefined ? "a block of its own" : `slot: ${free}, the first free one`,
        see: pages.plan,
      },
    ];
  });
}

/** Where IPAM chooses the range, subnets can still be held against each other by their places. */
function relativeBlock({ cidr }: VpcSettings, { place }: PlannedSubnet): Cidr | undefined {
  if (typeof cidr === "string" || place === undefined) return undefined;
  return cidrSubnet({ base: 0, prefix: cidr.netmaskLength }, place.newBits, place.number);
}

function checkInside(settings: VpcSettings, plan: readonly PlannedSubnet[]): Problem[] {
  if (typeof settings.cidr !== "string") return [];
  const ranges = [settings.cidr, ...Object.values(settings.secondaryCidrs)];
  return plan.flatMap(({ tier, availabilityZone, block: subnet }) => {
    if (subnet === undefined || ranges.some((range) => cidrContains(block(range), subnet))) return [];
    return [
      {
        code: "subnet-outside",
        path: `tiers.${tier}.cidrs.${availabilityZone}`,
        got: `${show(formatCidr(subnet))}, outside the VPC`,
        expected: `a block in ${ranges.join(" or ")}`,
        see: pages.subnet,
      },
    ];
  });
}

function checkIpv6(settings: VpcSettings, plan: readonly PlannedSubnet[]): Problem[] {
  const problems: Problem[] = [];
  const taken = new Map<number, PlannedSubnet>();
  for (const subnet of plan) {
    const { tier, availabilityZone, ipv6Number } = subnet;
    const path = `tiers.${tier}.ipv6Slot`;
    const last = ipv6SubnetCount / settings.zoneSlots - 1;
    const expected = `an integer from 0 to ${last} that no other tier's /64s take`;
    if (ipv6Number === undefined) {
      const got = "missing, and the tier's place in the primary range gives none";
      problems.push({ code: "ipv6-slot", path, got, expected, see: pages.cidr });
      continue;
    }
    if (!Number.isInteger(ipv6Number) || ipv6Number < 0 || ipv6Number >= ipv6SubnetCount) {
      const got = show(settings.tiers[tier]?.ipv6Slot);
      problems.push({ code: "ipv6-slot", path, got, expected, see: pages.cidr });
      continue;
    }
    const other = taken.get(ipv6Number);
    if (other === undefined) taken.set(ipv6Number, subnet);
    else {
      const got = `such that ${availabilityZone} has the /64 of ${other.tier} in ${other.availabilityZone}`;
      problems.push({ code: "ipv6-overlap", path, got, expected, see: pages.cidr });
    }
  }
  return uniqueByPath(problems);
}

/** Every zone of a tier repeats the tier's problem; the caller mends it once. */
function uniqueByPath(problems: readonly Problem[]): Problem[] {
  return problems.filter(({ code, path }, index) => {
    return index === problems.findIndex((other) => other.code === code && other.path === path);
  });
}

/** A block that is known to be well-formed. */
function block(text: string): Cidr {
  return parseCidr(text) ?? { base: 0, prefix: 0 };
}
