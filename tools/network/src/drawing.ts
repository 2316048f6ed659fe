/** A picture as data: what a layout makes, what SVG is written from, and what a test can measure. */
export interface Drawing {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** Those that come later lie on top. */
  readonly shapes: readonly Shape[];
}

export type Shape = BoxShape | LineShape | TextShape;

export interface BoxShape {
  readonly kind: "box";
  readonly look: keyof typeof boxLooks;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly radius: number;
}

export interface LineShape {
  readonly kind: "line";
  readonly look: keyof typeof lineColors;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly arrow: "both" | "end" | "none";
}

export interface TextShape {
  readonly kind: "text";
  readonly look: keyof typeof textLooks;
  /** Where it begins, or its middle. */
  readonly x: number;
  /** Its base line. */
  readonly y: number;
  readonly anchor: "middle" | "start";
  readonly text: string;
  /** The whole text, where `text` was cut to its place. */
  readonly whole: string | undefined;
}

/** Fill and stroke. The card is white, so that the picture reads the same on a dark page. */
export const boxLooks = {
  card: ["#ffffff", "#cbd5e1"],
  vpc: ["#f8fafc", "#475569"],
  band: ["#eef2f7", "none"],
  zone: ["none", "#94a3b8"],
  panel: ["#faf5ff", "#a855f7"],
  internet: ["#ffffff", "#15803d"],
  "internet-gateway": ["#dcfce7", "#15803d"],
  nat: ["#dbeafe", "#1d4ed8"],
  none: ["#ffffff", "#64748b"],
  "nat-gateway": ["#1d4ed8", "#1d4ed8"],
  "interface-endpoint": ["#7e22ce", "#7e22ce"],
  service: ["#ffffff", "#7e22ce"],
  "gateway-endpoint": ["#ffedd5", "#c2410c"],
} as const satisfies Record<string, readonly [fill: string, stroke: string]>;

/** The colour of a way out. */
export const lineColors = { internet: "#15803d", nat: "#1d4ed8", endpoint: "#7e22ce" } as const;

/** Size, weight and colour of text. */
export const textLooks = {
  title: { size: 20, bold: true, color: "#0f172a" },
  heading: { size: 14, bold: true, color: "#0f172a" },
  cidr: { size: 14, bold: true, color: "#0f172a" },
  note: { size: 12, bold: false, color: "#334155" },
  chip: { size: 11, bold: false, color: "#0f172a" },
  "chip-on-color": { size: 11, bold: true, color: "#ffffff" },
} as const satisfies Record<string, { size: number; bold: boolean; color: string }>;

/** Shares of the font's size in DejaVu Sans, the widest of the fonts that the picture may be shown in. */
const shares = { narrow: 0.4, wide: 1, capital: 0.78, other: 0.65, bold: 1.1 } as const;

/** About how wide a text will be: never less than it is in the fonts that the picture asks for. */
export function widthOf(text: string, look: keyof typeof textLooks): number {
  const { size, bold } = textLooks[look];
  const ofCharacter = (character: string) => {
    if (/[ijltfr.,:;|!'()[\]\s/-]/.test(character)) return shares.narrow;
    if (/[mwMW@%]/.test(character) || character > "\u2fff") return shares.wide;
    return /[A-Z&]/.test(character) ? shares.capital : shares.other;
  };
  const sum = [...text].reduce((total, character) => total + ofCharacter(character), 0);
  return sum * size * (bold ? shares.bold : 1);
}

/** The text, cut with an ellipsis where it is wider than its place. */
export function cutToWidth(text: string, look: keyof typeof textLooks, width: number): string {
  if (widthOf(text, look) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && widthOf(`${characters.join("")}…`, look) > width) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}

/** A text in a place of some width. */
export function textShape(
  look: keyof typeof textLooks,
  x: number,
  y: number,
  text: string,
  width: number,
  anchor: TextShape["anchor"] = "start",
): TextShape {
  const cut = cutToWidth(text, look, width);
  return { kind: "text", look, x, y, anchor, text: cut, whole: cut === text ? undefined : text };
}

/** Where each of several things of some width stands, in lines that are not wider than `width`. */
export function flow(widths: readonly number[], width: number, gap: number): { x: number; line: number }[] {
  let [x, line] = [0, 0];
  return widths.map((one) => {
    if (x > 0 && x + one > width) [x, line] = [0, line + 1];
    const place = { x, line };
    x += one + gap;
    return place;
  });
}
