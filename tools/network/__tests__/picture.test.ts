import { awsServiceIds } from "@terrace/core";
import { cutToWidth, widthOf, type BoxShape, type Drawing, type TextShape } from "../src/drawing";
import type { NetworkFacts } from "../src/facts";
import { drawNetwork } from "../src/picture";
import { toSvg } from "../src/svg";
import { gatewayEndpoint, interfaceEndpoint, networkOf, withEndpoints, workloadIn } from "./networks";

interface Area {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function textsOf({ shapes }: Drawing): TextShape[] {
  return shapes.flatMap((shape) => (shape.kind === "text" ? [shape] : []));
}

function areaOfText(text: TextShape): Area {
  const width = widthOf(text.text, text.look);
  const left = text.anchor === "middle" ? text.x - width / 2 : text.x;
  return { name: text.text, left, right: left + width, top: text.y - 11, bottom: text.y + 3 };
}

function areaOfBox({ look, x, y, width, height }: BoxShape): Area {
  return { name: `${look} at ${x},${y}`, left: x, right: x + width, top: y, bottom: y + height };
}

/** Parts of every line, as areas without width. */
function areasOfLines({ shapes }: Drawing): Area[] {
  return shapes.flatMap((shape) => {
    if (shape.kind !== "line") return [];
    return shape.points.slice(1).map(([x, y], index) => {
      const [fromX, fromY] = shape.points[index] ?? [x, y];
      const name = `${shape.look} line at ${x},${y}`;
      return { name, left: Math.min(x, fromX), right: Math.max(x, fromX), top: Math.min(y, fromY), bottom: Math.max(y, fromY) };
    });
  });
}

function meet(a: Area, b: Area): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function overlaps(areas: readonly Area[], others?: readonly Area[]): string[] {
  return areas.flatMap((a, index) =>
    (others ?? areas.slice(index + 1)).filter((b) => meet(a, b)).map((b) => `${a.name} / ${b.name}`),
  );
}

/** As full as a network can be: every service, zones without endpoints, long names, NAT beside endpoints. */
function full(zones: number, tiers: number, change: Partial<NetworkFacts> = {}): NetworkFacts {
  const nameOf = (tier: number) => `a-tier-with-a-long-name-${tier}`;
  const facts = networkOf({ zones, tiers, nameOf }, change);
  const endpoints = awsServiceIds.map((service, index) => interfaceEndpoint(service, facts.availabilityZones.slice(index % 3), { privateDns: index % 5 !== 0 }));
  const names = [...Array(tiers).keys()].map(nameOf);
  const workloads = names.map((tier) => ({ ...workloadIn(tier, "logs"), name: "a-workload-with-a-long-name" }));
  const natGateways = facts.availabilityZones.slice(0, 2).map((availabilityZone) => ({ subnet: { tier: nameOf(0), availabilityZone } }));
  const network = { ...facts.network, dualStack: true, cidrBlocks: ["10.100.0.0/16", "100.64.0.0/16", "100.65.0.0/16", "100.66.0.0/16", "100.67.0.0/16"] };
  return withEndpoints({ ...facts, network, workloads, natGateways, ...change }, nameOf(0), ...endpoints, gatewayEndpoint("s3", names), gatewayEndpoint("dynamodb", names), gatewayEndpoint("other", names), gatewayEndpoint("more", names));
}

const counts = [1, 2, 3, 4, 5, 6];
const layouts = counts.flatMap((zones) => counts.map((tiers) => [zones, tiers] as const));

describe.each(layouts)("%i zones and %i tiers", (zones, tiers) => {
  const drawings = [full(zones, tiers), full(zones, tiers, { natGateways: [{ subnet: null }] })].map(drawNetwork);

  test("no text overlaps another one, no chip another one, and no line a text", () => {
    for (const drawing of drawings) {
      const texts = textsOf(drawing).map(areaOfText);
      const solid = drawing.shapes.flatMap((shape) =>
        shape.kind === "box" && ["gateway-endpoint", "interface-endpoint", "internet", "nat-gateway", "service"].includes(shape.look) ? [areaOfBox(shape)] : [],
      );
      expect(overlaps(texts)).toEqual([]);
      expect(overlaps(solid)).toEqual([]);
      expect(overlaps(areasOfLines(drawing), texts)).toEqual([]);
    }
  });

  test("everything is inside the card", () => {
    for (const drawing of drawings) {
      const boxes = drawing.shapes.flatMap((shape) => (shape.kind === "box" ? [areaOfBox(shape)] : []));
      const outside = [...boxes, ...textsOf(drawing).map(areaOfText), ...areasOfLines(drawing)].filter(
        ({ left, right, top, bottom }) => left < 0 || top < 0 || right > drawing.width || bottom > drawing.height,
      );
      expect(outside).toEqual([]);
    }
  });
});

/** Where each line of a colour begins and ends. */
function ends({ shapes }: Drawing, look: string) {
  return shapes.flatMap((shape) => (shape.kind === "line" && shape.look === look ? [[shape.points.at(0), shape.points.at(-1)]] : []));
}

function boxesOf({ shapes }: Drawing, look: string): BoxShape[] {
  return shapes.flatMap((shape) => (shape.kind === "box" && shape.look === look ? [shape] : []));
}

describe("what is drawn", () => {
  const facts = networkOf({ zones: 2, tiers: 3 });
  const wordsOf = (drawing: Drawing) => textsOf(drawing).map(({ text }) => text);

  test("each subnet with its block and its size, in the colour of its way out", () => {
    const drawing = drawNetwork(facts);
    expect(wordsOf(drawing)).toEqual(expect.arrayContaining(["VPC 10.100.0.0/16", "use1-az1", "10.100.16.0/24", "251 usable addresses"]));
    // One more of each in the legend; green is the gateway's colour too.
    expect(["nat", "none", "internet-gateway"].map((look) => boxesOf(drawing, look).length)).toEqual([3, 3, 4]);
  });

  test("both zones get out by the one NAT gateway, and by a line of their own where each has one", () => {
    const [chip] = boxesOf(drawNetwork(facts), "nat-gateway");
    const toChips = (drawing: Drawing) => ends(drawing, "nat").filter(([, end]) => boxesOf(drawing, "nat-gateway").some(({ x, width }) => end?.[0] === x + width));
    expect(chip).toBeDefined();
    expect(toChips(drawNetwork(facts))).toHaveLength(1);
    const perZone = facts.availabilityZones.map((availabilityZone) => ({ subnet: { tier: "tier-0", availabilityZone } }));
    expect(toChips(drawNetwork({ ...facts, natGateways: perZone }))).toHaveLength(2);
    // The line between the zones is there only where a zone has no gateway of its own.
    const bus = (drawing: Drawing) => ends(drawing, "nat").filter(([start, end]) => start?.[1] === end?.[1] && Math.abs((start?.[0] ?? 0) - (end?.[0] ?? 0)) > 200);
    expect([bus(drawNetwork(facts)).length, bus(drawNetwork({ ...facts, natGateways: perZone })).length]).toEqual([1, 0]);
  });

  test("a network without a way out shows no internet", () => {
    const subnets = facts.network.subnets.map((subnet) => ({ ...subnet, egress: "none" as const }));
    const drawing = drawNetwork({ ...facts, natGateways: [], network: { ...facts.network, subnets } });
    expect(wordsOf(drawing)).not.toContain("Internet");
    expect(drawing.shapes.filter(({ kind }) => kind === "line")).toEqual([]);
  });

  test("a tier that is in some zones has subnets there only", () => {
    const subnets = facts.network.subnets.filter(({ tier, availabilityZone }) => tier !== "tier-2" || availabilityZone === "use1-az2");
    expect(boxesOf(drawNetwork({ ...facts, network: { ...facts.network, subnets } }), "none")).toHaveLength(2);
  });

  test("endpoints stand in the subnets of their tier, and say where they are missing", () => {
    const drawing = drawNetwork(withEndpoints(facts, "tier-2", interfaceEndpoint("logs", ["use1-az1"]), interfaceEndpoint("sts", facts.availabilityZones, { privateDns: false }), gatewayEndpoint("s3", ["tier-1"])));
    expect(wordsOf(drawing)).toEqual(expect.arrayContaining(["2 endpoints", "1 endpoint", "logs: not in use1-az2", "sts: no private DNS", "s3"]));
    // In white, since the chip is dark.
    expect(textsOf(drawing).find(({ text }) => text === "2 endpoints")?.look).toBe("chip-on-color");
    // One for each zone, and one in the legend.
    expect(ends(drawing, "endpoint")).toHaveLength(3);
  });

  test("public tiers come first, and isolated ones last", () => {
    const turned = { ...facts.network, subnets: facts.network.subnets.toReversed() };
    const yOf = (name: string) => textsOf(drawNetwork({ ...facts, network: turned })).find(({ text }) => text === name)?.y ?? 0;
    expect(yOf("tier-0")).toBeLessThan(yOf("tier-1"));
    expect(yOf("tier-1")).toBeLessThan(yOf("tier-2"));
  });

  test("IPv6 of private tiers leaves by the egress-only gateway", () => {
    expect(wordsOf(drawNetwork({ ...facts, network: { ...facts.network, dualStack: true } }))).toContain("egress-only gateway, IPv6");
  });
});

describe("SVG", () => {
  test("names are text, whatever they hold", () => {
    const svg = toSvg(drawNetwork(networkOf({ zones: 1, tiers: 1, nameOf: () => `<a>&"b'` })));
    expect(svg).toContain("&lt;a&gt;&amp;&quot;b&#39;");
    expect(svg).not.toContain("<a>");
  });

  test("a text that was cut keeps the whole in its tooltip", () => {
    const name = "a-tier-with-a-name-that-no-label-holds";
    expect(toSvg(drawNetwork(networkOf({ zones: 1, tiers: 1, nameOf: () => name })))).toContain(`<title>${name}</title>a-tier-`);
  });

  test("the same network gives the same text, and nothing of elsewhere", () => {
    const svg = toSvg(drawNetwork(full(3, 3)));
    expect(toSvg(drawNetwork(full(3, 3)))).toBe(svg);
    expect(svg.match(/(href|url)\b[^#\s]*#?/g)?.every((link) => link === "url(#")).toBe(true);
    expect(svg).not.toContain("NaN");
  });
});

test("a text is cut to its place, and left alone where it fits", () => {
  expect(cutToWidth("private", "note", 200)).toBe("private");
  const cut = cutToWidth("a-tier-with-a-long-name", "note", 80);
  expect(cut).toMatch(/^a-tier.*…$/);
  expect(widthOf(cut, "note")).toBeLessThanOrEqual(80);
});
