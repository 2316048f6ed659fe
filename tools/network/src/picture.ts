import { parseCidr } from "@terrace/core";
import { addressesOf } from "./addresses";
import { flow, textShape, widthOf, type BoxShape, type Drawing, type LineShape, type Shape } from "./drawing";
import type { NetworkFacts } from "./facts";
import { layOut, sizes, subnetAt, type Column, type Layout, type Row } from "./layout";
import { egressWords, formatCount } from "./words";

/**
 * Draws a network: zones side by side, tiers one below the other, and the ways out of each subnet as lines.
 *
 * Pure. Lines run beside subnets and never behind a text; texts are cut to their place.
 */
export function drawNetwork(facts: NetworkFacts): Drawing {
  const layout = layOut(facts);
  const width = layout.vpc.width + 2 * sizes.margin;
  const services = drawServices(facts, layout);
  const legend = drawLegend(facts, layout, services.bottom + 34);
  const height = legend.bottom + sizes.margin;
  return {
    title: `The network of ${facts.environment}`,
    width,
    height,
    shapes: [
      box("card", 0.5, 0.5, width - 1, height - 1, 14),
      ...drawTitle(facts, layout),
      ...drawVpc(facts, layout),
      ...layout.rows.flatMap((row) => drawRow(facts, layout, row)),
      ...drawInternetLines(facts, layout),
      ...drawNatLines(facts, layout),
      ...drawEndpointLines(facts, layout, services.top),
      ...drawGateways(facts, layout),
      ...services.shapes,
      ...legend.shapes,
    ],
  };
}

/** Base line of a text of 11 to 14 pixels that stands in the middle of a box. */
const toBaseLine = 4;

/** Where a line leaves or enters a subnet, from its top; chips stand at its bottom. */
const portY = { internet: 16, nat: 32, chip: 61 } as const;

function box(look: BoxShape["look"], x: number, y: number, width: number, height: number, radius = 6): BoxShape {
  return { kind: "box", look, x, y, width, height, radius };
}

function line(look: LineShape["look"], arrow: LineShape["arrow"], ...points: LineShape["points"]): LineShape {
  return { kind: "line", look, points, arrow };
}

/** A small labelled box around the height `middle`. */
function chip(look: BoxShape["look"], text: string, x: number, middle: number, width = chipWidth(text)): Shape[] {
  const isOnColor = look === "nat-gateway" || look === "interface-endpoint";
  return [
    box(look, x, middle - sizes.chip / 2, width, sizes.chip, sizes.chip / 2),
    textShape(isOnColor ? "chip-on-color" : "chip", x + width / 2, middle + toBaseLine, text, width - 10, "middle"),
  ];
}

function chipWidth(text: string): number {
  return Math.ceil(Math.max(widthOf(text, "chip"), widthOf(text, "chip-on-color"))) + 16;
}

function drawTitle({ environment, region, network, workloads }: NetworkFacts, { vpc }: Layout): Shape[] {
  const [, ...secondaries] = blocksOf(network);
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const facts = [
    region,
    count(network.subnets.length, "subnet"),
    count(workloads.length, "workload"),
    ...(network.dualStack ? ["dual stack"] : []),
    ...(network.dns.support && network.dns.hostnames ? [] : ["DNS switched off"]),
    ...secondaries.map((block) => `also ${block}`),
  ].join(", ");
  return [
    textShape("title", vpc.x, 42, `The network of ${environment}`, vpc.width),
    textShape("note", vpc.x, 64, facts, vpc.width),
  ];
}

function blocksOf({ cidrBlocks }: NetworkFacts["network"]): string[] {
  return cidrBlocks.map((text) => (parseCidr(text) === undefined ? "a block by IPAM" : text));
}

function drawVpc(facts: NetworkFacts, layout: Layout): Shape[] {
  const { vpc, columns, rows, zonesY, hasInternet, internetY } = layout;
  const middle = vpc.x + vpc.width / 2;
  const [primary = ""] = blocksOf(facts.network);
  const labelWidth = hasInternet ? vpc.width / 2 - 90 : vpc.width - 32;
  const shapes: Shape[] = [
    box("vpc", vpc.x, vpc.y, vpc.width, vpc.bottom - vpc.y, 12),
    textShape("heading", vpc.x + 16, vpc.y + 28, `VPC ${primary}`, labelWidth),
    ...rows.map(({ y }) => box("band", vpc.x + 8, y - 5, vpc.width - 16, sizes.cell.height + 10, 8)),
    ...columns.flatMap(({ x, width, availabilityZone, cellX }) => [
      box("zone", x, zonesY, width, vpc.bottom - zonesY - 12, 10),
      textShape("heading", cellX + layout.cellWidth / 2, zonesY + 24, availabilityZone, layout.cellWidth, "middle"),
    ]),
  ];
  if (!hasInternet) return shapes;
  const [pill, height] = [150, 30];
  shapes.push(
    line("internet", "both", [middle, vpc.y - height / 2], [middle, internetY + height]),
    box("internet", middle - pill / 2, internetY, pill, height, height / 2),
    textShape("heading", middle, internetY + 20, "Internet", pill - 16, "middle"),
    box("internet-gateway", middle - pill / 2, vpc.y - height / 2, pill, height, height / 2),
    textShape("note", middle, vpc.y + toBaseLine, "internet gateway", pill - 16, "middle"),
  );
  if (facts.network.dualStack && layout.rows.some(({ egress }) => egress === "nat")) {
    const [x, width] = [middle + pill / 2 + 20, 206];
    shapes.push(
      line("internet", "end", [x + width / 2, vpc.y - height / 2], [x + width / 2, internetY + height / 2], [middle + pill / 2, internetY + height / 2]),
      box("internet-gateway", x, vpc.y - height / 2, width, height, height / 2),
      textShape("note", x + width / 2, vpc.y + toBaseLine, "egress-only gateway, IPv6", width - 16, "middle"),
    );
  }
  return shapes;
}

function drawRow(facts: NetworkFacts, layout: Layout, row: Row): Shape[] {
  const { vpc, columns, cellWidth } = layout;
  const labelWidth = sizes.labels - 28;
  const runs = facts.workloads.filter(({ tier }) => tier === row.tier).map(({ name }) => name);
  const label = [
    textShape("heading", vpc.x + 18, row.y + 24, row.tier, labelWidth),
    textShape("note", vpc.x + 18, row.y + 43, row.egress === "none" ? "no way out" : `by ${egressWords[row.egress]}`, labelWidth),
    ...(runs.length > 0 ? [textShape("note", vpc.x + 18, row.y + 61, `runs ${runs.join(", ")}`, labelWidth)] : []),
  ];
  return [
    ...label,
    ...columns.flatMap((column) => drawCell(facts, row, column, cellWidth)),
  ];
}

function drawCell(facts: NetworkFacts, row: Row, column: Column, width: number): Shape[] {
  const subnet = subnetAt(facts, row, column);
  if (subnet === undefined) return [];
  const { cellX: x } = column;
  const addresses = addressesOf(facts).find(({ tier, availabilityZone }) => tier === row.tier && availabilityZone === column.availabilityZone);
  const usable = addresses?.usableAddresses ?? null;
  const count = endpointCount(facts, row, column);
  const nat = natIn(facts, row, column);
  return [
    box(row.egress, x, row.y, width, sizes.cell.height),
    textShape("cidr", x + 10, row.y + 22, subnet.ipv6Only === true ? "IPv6 only" : (addresses?.cidrBlock ?? "CIDR by IPAM"), width - 20),
    textShape("note", x + 10, row.y + 41, usable === null ? "size known after apply" : `${formatCount(usable)} usable addresses`, width - 20),
    ...(count > 0 ? chip("interface-endpoint", endpointWords(count), x + 5, row.y + portY.chip) : []),
    ...(nat ? chip("nat-gateway", natWords, natChipX(column, width), row.y + portY.chip) : []),
  ];
}

const natWords = "NAT gateway";

function endpointWords(count: number): string {
  return `${count} endpoint${count === 1 ? "" : "s"}`;
}

function natChipX({ cellX }: Column, cellWidth: number): number {
  return cellX + cellWidth - 5 - chipWidth(natWords);
}

function natIn({ natGateways }: NetworkFacts, { tier }: Row, { availabilityZone }: Column): boolean {
  return natGateways.some(({ subnet }) => subnet?.tier === tier && subnet.availabilityZone === availabilityZone);
}

/** Interface endpoints that have an address in a subnet. */
function endpointCount({ network, endpointTier }: NetworkFacts, { tier }: Row, { availabilityZone }: Column): number {
  if (tier !== endpointTier) return 0;
  return network.endpoints.filter(({ kind, availabilityZones }) => kind === "interface" && availabilityZones.includes(availabilityZone)).length;
}

function drawInternetLines(facts: NetworkFacts, { columns, rows, cellWidth, vpc, busY }: Layout): Shape[] {
  const open = rows.filter(({ egress }) => egress === "internet-gateway");
  const middle = vpc.x + vpc.width / 2;
  // The regional NAT gateway stands in the first column, and its line joins that of the column.
  const lanes = isRegional(facts) ? columns.slice(0, 1).map(({ internetX }) => internetX) : [];
  const shapes = columns.flatMap((column) => {
    const here = open.filter((row) => subnetAt(facts, row, column) !== undefined);
    const ports = here.map(({ y }) => y + portY.internet);
    if (ports.length === 0) return [];
    lanes.push(column.internetX);
    return [
      ...ports.map((y) => line("internet", "none", [column.cellX + cellWidth, y], [column.internetX, y])),
      line("internet", "none", [column.internetX, Math.max(...ports)], [column.internetX, busY]),
    ];
  });
  if (lanes.length === 0) return shapes;
  return [
    ...shapes,
    line("internet", "none", [Math.min(...lanes, middle), busY], [Math.max(...lanes, middle), busY]),
    line("internet", "end", [middle, busY], [middle, vpc.y + 15]),
  ];
}

function drawNatLines(facts: NetworkFacts, layout: Layout): Shape[] {
  const { columns, rows, cellWidth, natBusY } = layout;
  const gateways = columns.flatMap((column) => {
    const row = rows.find((one) => natIn(facts, one, column));
    return row === undefined ? [] : [{ column, y: row.y + portY.chip }];
  });
  const [first] = gateways;
  if (first === undefined && !isRegional(facts)) return [];

  const shapes: Shape[] = [];
  const lowest = new Map<Column, number>();
  const elsewhere: Column[] = [];
  for (const column of columns) {
    const ports = rows
      .filter((row) => row.egress === "nat" && subnetAt(facts, row, column) !== undefined)
      .map(({ y }) => y + portY.nat);
    if (ports.length === 0) continue;
    shapes.push(...ports.map((y) => line("nat", "none", [column.cellX + cellWidth, y], [column.natX, y])));
    lowest.set(column, Math.max(...ports));
    if (isRegional(facts) || !gateways.some((gateway) => gateway.column === column)) elsewhere.push(column);
  }
  for (const column of elsewhere) {
    shapes.push(line("nat", "none", [column.natX, lowest.get(column) ?? natBusY], [column.natX, natBusY]));
  }
  if (isRegional(facts)) return [...shapes, ...drawRegionalNat(layout, elsewhere)];

  if (first !== undefined && elsewhere.length > 0) {
    const ends = [first.column, ...elsewhere].map(({ natX }) => natX);
    shapes.push(line("nat", "none", [Math.min(...ends), natBusY], [Math.max(...ends), natBusY]));
  }
  for (const gateway of gateways) {
    const { column, y } = gateway;
    const isShared = gateway === first && elsewhere.length > 0;
    const from = lowest.get(column) ?? (isShared ? natBusY : undefined);
    if (from === undefined) continue;
    const chipRight = natChipX(column, cellWidth) + chipWidth(natWords);
    shapes.push(line("nat", "end", [column.natX, from], [column.natX, y], [chipRight, y]));
  }
  return shapes;
}

function isRegional({ natGateways }: NetworkFacts): boolean {
  return natGateways.some(({ subnet }) => subnet === null);
}

/** A regional gateway stands in no subnet: it is drawn between the public rows and the private ones. */
function drawRegionalNat({ columns, cellWidth, natBusY, busY }: Layout, users: readonly Column[]): Shape[] {
  const [first] = columns;
  if (first === undefined) return [];
  const text = "NAT gateway, regional";
  const width = chipWidth(text);
  const x = first.cellX + cellWidth - width;
  const [inY, outY] = [natBusY, natBusY - 6];
  return [
    ...(users.length > 0 ? [line("nat", "end", [Math.max(...users.map(({ natX }) => natX)), inY], [x + width, inY])] : []),
    line("internet", "none", [x + width - 3, outY], [first.internetX, outY], [first.internetX, busY]),
    ...chip("nat-gateway", text, x, natBusY, width),
  ];
}

function drawEndpointLines(facts: NetworkFacts, { columns, rows }: Layout, servicesTop: number): Shape[] {
  return columns.flatMap((column) => {
    const row = rows.find((one) => endpointCount(facts, one, column) > 0 && subnetAt(facts, one, column) !== undefined);
    if (row === undefined) return [];
    const y = row.y + portY.chip;
    return [line("endpoint", "end", [column.cellX + 5, y], [column.endpointX, y], [column.endpointX, servicesTop])];
  });
}

/** Gateway endpoints at the right of the tiers whose routes lead to them. */
function drawGateways({ network }: NetworkFacts, { rows, gatewaysX, zonesY }: Layout): Shape[] {
  const gateways = network.endpoints.filter(({ kind }) => kind === "gateway");
  if (gateways.length === 0) return [];
  const width = sizes.gateways - 28;
  const mostChips = 3;
  return [
    textShape("note", gatewaysX + 6 + width / 2, zonesY + 24, "gateway endpoints", width + 8, "middle"),
    ...rows.flatMap(({ tier, y }) => {
      const services = [...new Set(gateways.filter(({ tiers }) => tiers.includes(tier)).map(({ service }) => service))];
      const shown = services.length > mostChips ? [...services.slice(0, mostChips - 1), `${services.length - mostChips + 1} more`] : services;
      const top = y + sizes.cell.height / 2 - (shown.length * (sizes.chip + 4) - 4) / 2 + sizes.chip / 2;
      return shown.flatMap((service, index) => chip("gateway-endpoint", service, gatewaysX + 6, top + index * (sizes.chip + 4), width));
    }),
  ];
}

/** What the interface endpoints lead to, below the VPC. */
function drawServices(facts: NetworkFacts, { vpc, columns }: Layout): { shapes: Shape[]; top: number; bottom: number } {
  const interfaces = facts.network.endpoints.filter(({ kind }) => kind === "interface");
  if (interfaces.length === 0) return { shapes: [], top: vpc.bottom, bottom: vpc.bottom };
  const top = vpc.bottom + 40;
  const inner = vpc.width - 32;
  const labels = interfaces.map(({ service, availabilityZones, privateDns }) => {
    const without = columns.map((column) => column.availabilityZone).filter((zone) => !availabilityZones.includes(zone));
    const notes = [...(without.length > 0 ? [`not in ${without.join(", ")}`] : []), ...(privateDns ? [] : ["no private DNS"])];
    return notes.length > 0 ? `${service}: ${notes.join("; ")}` : service;
  });
  const widths = labels.map((label) => Math.min(chipWidth(label), inner));
  const places = flow(widths, inner, 8);
  const firstY = top + 50;
  const step = sizes.chip + 8;
  const chips = places.flatMap(({ x, line: index }, at) =>
    chip("service", labels[at] ?? "", vpc.x + 16 + x, firstY + index * step, widths[at] ?? 0),
  );
  const bottom = firstY + (places.at(-1)?.line ?? 0) * step + sizes.chip / 2 + 14;
  const where = facts.endpointTier === undefined ? "" : `, with addresses in the tier ${facts.endpointTier}`;
  return {
    top,
    bottom,
    shapes: [
      box("panel", vpc.x, top, vpc.width, bottom - top, 10),
      textShape("note", vpc.x + 16, top + 26, `AWS services behind interface endpoints${where}`, inner),
      ...chips,
    ],
  };
}

function drawLegend(facts: NetworkFacts, { vpc, rows }: Layout, top: number): { shapes: Shape[]; bottom: number } {
  const has = (egress: Row["egress"]) => rows.some((row) => row.egress === egress);
  const hasEndpoint = (kind: "gateway" | "interface") => facts.network.endpoints.some((endpoint) => endpoint.kind === kind);
  const items = [
    has("internet-gateway") ? (["internet-gateway", "internet", "subnet with an internet gateway"] as const) : undefined,
    has("nat") ? (["nat", "nat", "subnet that gets out by NAT"] as const) : undefined,
    has("none") ? (["none", undefined, "subnet without a way out"] as const) : undefined,
    hasEndpoint("gateway") ? (["gateway-endpoint", undefined, "gateway endpoint: by the tier's routes, free of charge"] as const) : undefined,
    hasEndpoint("interface") ? (["interface-endpoint", "endpoint", "interface endpoint: by its private name, charged by the hour"] as const) : undefined,
  ].filter((item) => item !== undefined);
  const swatch = 56;
  const widths = items.map(([, , text]) => swatch + Math.ceil(widthOf(text, "note")));
  const places = flow(widths, vpc.width, 24);
  const step = 24;
  const shapes = items.flatMap(([look, lineLook, text], index): Shape[] => {
    const place = places[index];
    if (place === undefined) return [];
    const [x, y] = [vpc.x + place.x, top + place.line * step];
    return [
      box(look, x, y - 7, 20, 14, 3),
      ...(lineLook === undefined ? [] : [line(lineLook, "end", [x + 20, y], [x + 46, y])]),
      textShape("note", x + (lineLook === undefined ? 28 : swatch - 4), y + toBaseLine, text, vpc.width - swatch),
    ];
  });
  return { shapes, bottom: top + (places.at(-1)?.line ?? 0) * step + 10 };
}
