import type { Egress, SubnetRef } from "@terrace/core";
import type { NetworkFacts } from "./facts";
import { tiersOf } from "./report";

/** Sizes of the picture, in pixels. */
export const sizes = {
  margin: 20,
  /** Names of tiers, at the left of the VPC. */
  labels: 160,
  /** Gateway endpoints, at its right. */
  gateways: 150,
  /** Left of a subnet: the line from its endpoints to AWS. */
  leftLane: 22,
  /** Right of a subnet: the lines to NAT and to the internet. */
  rightLane: 36,
  columnGap: 8,
  cell: { width: 226, height: 74 },
  rowGap: 18,
  /** Below the public rows: the line between zones to a NAT gateway. */
  natGap: { zonal: 24, regional: 44 },
  chip: 20,
  smallestWidth: 740,
} as const;

/** One zone. */
export interface Column {
  readonly availabilityZone: string;
  readonly x: number;
  readonly width: number;
  readonly cellX: number;
  /** Where the lines of the zone run up and down. */
  readonly endpointX: number;
  readonly natX: number;
  readonly internetX: number;
}

/** One tier. */
export interface Row {
  readonly tier: string;
  readonly egress: Egress;
  readonly y: number;
}

/** Where everything stands. */
export interface Layout {
  readonly columns: readonly Column[];
  /** Tiers from the nearest to the internet to the farthest. */
  readonly rows: readonly Row[];
  readonly cellWidth: number;
  readonly vpc: { readonly x: number; readonly y: number; readonly width: number; readonly bottom: number };
  readonly gatewaysX: number;
  readonly internetY: number;
  /** The horizontal line to the internet gateway. */
  readonly busY: number;
  readonly zonesY: number;
  /** The horizontal line to a NAT gateway in another zone, or to the regional one. */
  readonly natBusY: number;
  readonly hasInternet: boolean;
}

const nearness: readonly Egress[] = ["internet-gateway", "nat", "none"];

/** Places zones side by side and tiers one below the other. */
export function layOut(facts: NetworkFacts): Layout {
  const { margin, labels, gateways, leftLane, rightLane, columnGap, cell, rowGap, natGap, smallestWidth } = sizes;
  const zones = facts.availabilityZones;
  const tiers = tiersOf(facts.network).toSorted(([, a], [, b]) => nearness.indexOf(a) - nearness.indexOf(b));
  const hasInternet = tiers.some(([, egress]) => egress === "internet-gateway") || facts.natGateways.length > 0;

  const lanes = leftLane + rightLane + columnGap;
  const room = Math.floor((smallestWidth - labels - gateways) / zones.length) - lanes;
  const cellWidth = Math.max(cell.width, room);
  const columnWidth = cellWidth + lanes;
  const columns = zones.map((availabilityZone, index): Column => {
    const x = margin + labels + index * columnWidth;
    const cellX = x + leftLane;
    const right = cellX + cellWidth;
    return { availabilityZone, x, width: columnWidth - columnGap, cellX, endpointX: x + 11, natX: right + 13, internetX: right + 25 };
  });
  const gatewaysX = margin + labels + zones.length * columnWidth;

  const internetY = 88;
  const vpcY = hasInternet ? 160 : 92;
  const busY = vpcY + 46;
  const zonesY = busY + 12;
  const isRegional = facts.natGateways.some(({ subnet }) => subnet === null);
  const natGapHeight = isRegional ? natGap.regional : tiers.some(([, egress]) => egress === "nat") ? natGap.zonal : 0;
  const publicCount = tiers.filter(([, egress]) => egress === "internet-gateway").length;
  const firstY = zonesY + 42;
  const yOf = (index: number) => firstY + index * (cell.height + rowGap) + (index >= publicCount ? natGapHeight : 0);
  const rows = tiers.map(([tier, egress], index): Row => ({ tier, egress, y: yOf(index) }));
  const bottom = yOf(tiers.length) - rowGap + 26;
  return {
    columns,
    rows,
    cellWidth,
    vpc: { x: margin, y: vpcY, width: gatewaysX + gateways - margin, bottom },
    gatewaysX,
    internetY,
    busY,
    zonesY,
    natBusY: yOf(publicCount) - rowGap / 2 - natGapHeight / 2,
    hasInternet,
  };
}

/** The subnet of a row and a column, if the tier is in this zone. */
export function subnetAt({ network }: NetworkFacts, { tier }: Row, { availabilityZone }: Column): SubnetRef | undefined {
  return network.subnets.find((subnet) => subnet.tier === tier && subnet.availabilityZone === availabilityZone);
}
