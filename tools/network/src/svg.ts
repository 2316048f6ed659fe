import { boxLooks, lineColors, textLooks, type Drawing, type Shape } from "./drawing";

/** Writes a drawing as SVG: no script, no font and no image of elsewhere, so that any page can show it. */
export function toSvg({ title, width, height, shapes }: Drawing): string {
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif" role="img">`,
    `  <title>${escape(title)}</title>`,
    "  <defs>",
    ...Object.entries(lineColors).map(([look, color]) => arrowHead(look, color)),
    "    <style>",
    ...styles().map((line) => `      ${line}`),
    "    </style>",
    "  </defs>",
    ...shapes.map((shape) => `  ${element(shape)}`),
    "</svg>",
  ];
  return `${lines.join("\n")}\n`;
}

function arrowHead(look: string, color: string): string {
  const box = `viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse"`;
  return `    <marker id="${look}-arrow" ${box}><path d="M0 0 L10 5 L0 10 z" fill="${color}"/></marker>`;
}

function styles(): string[] {
  const dashed = (look: string) => (look === "zone" ? "; stroke-dasharray: 5 4" : "");
  return [
    ...Object.entries(boxLooks).map(([look, [fill, stroke]]) => `.${look}-box { fill: ${fill}; stroke: ${stroke}${dashed(look)} }`),
    ...Object.entries(lineColors).map(([look, color]) => `.${look}-line { fill: none; stroke: ${color}; stroke-width: 1.6; stroke-linecap: square }`),
    ...Object.entries(textLooks).map(
      ([look, { size, bold, color }]) => `.${look}-text { font-size: ${size}px; fill: ${color}${bold ? "; font-weight: bold" : ""} }`,
    ),
  ];
}

function element(shape: Shape): string {
  switch (shape.kind) {
    case "box": {
      const { look, x, y, width, height, radius } = shape;
      return `<rect class="${look}-box" x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${radius}"/>`;
    }
    case "line": {
      const { look, points, arrow } = shape;
      const path = points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${n(x)} ${n(y)}`).join(" ");
      const start = arrow === "both" ? ` marker-start="url(#${look}-arrow)"` : "";
      const end = arrow === "none" ? "" : ` marker-end="url(#${look}-arrow)"`;
      return `<path class="${look}-line" d="${path}"${start}${end}/>`;
    }
    case "text": {
      const { look, x, y, anchor, text, whole } = shape;
      const middle = anchor === "middle" ? ` text-anchor="middle"` : "";
      const tooltip = whole === undefined ? "" : `<title>${escape(whole)}</title>`;
      return `<text class="${look}-text" x="${n(x)}" y="${n(y)}"${middle}>${tooltip}${escape(text)}</text>`;
    }
  }
}

/** At most two decimals, so that no rounding of a machine shows. */
function n(value: number): string {
  return `${Math.round(value * 100) / 100}`;
}

/** Text that is read as text, whatever a name holds. */
export function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
