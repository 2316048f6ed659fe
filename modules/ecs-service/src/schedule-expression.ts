/** Numbers that a field of a cron expression takes, with the words for some of them. */
const fields = [
  { name: "minute", least: 0, most: 59, words: [] },
  { name: "hour", least: 0, most: 23, words: [] },
  { name: "day", least: 1, most: 31, words: [] },
  { name: "month", least: 1, most: 12, words: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"] },
  { name: "weekday", least: 1, most: 7, words: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] },
  { name: "year", least: 1970, most: 2199, words: [] },
] as const;

type Field = (typeof fields)[number];

/**
 * What is wrong with an expression of EventBridge Scheduler; undefined where nothing is.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function wrongSchedule(expression: string): string | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression);
  if (rate !== null) {
    const [, count, unit, plural] = rate;
    if (Number(count) < 1) return "a rate of nothing";
    return (Number(count) === 1) === (plural === "") ? undefined : `${count} with "${unit}${plural}"`;
  }
  if (/^at\(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\)$/.test(expression)) return undefined;
  const cron = /^cron\((.*)\)$/.exec(expression)?.[1];
  return cron === undefined ? "no cron, rate or at" : wrongCron(cron.split(" "));
}

function wrongCron(parts: readonly string[]): string | undefined {
  if (parts.length !== fields.length) return `${parts.length} fields, not ${fields.length}`;
  const [, , day, , weekday] = parts;
  if ((day === "?") === (weekday === "?")) return "day and weekday, of which exactly one is ?";
  const wrong = fields.findIndex((field, index) => !isField(parts[index] ?? "", field));
  return wrong < 0 ? undefined : `${fields[wrong]?.name} "${parts[wrong]}"`;
}

function isField(text: string, field: Field): boolean {
  if (text === "?") return field.name === "day" || field.name === "weekday";
  if (field.name === "day" && /^(L|LW|([1-9]|[12]\d|3[01])W)$/.test(text)) return true;
  if (field.name === "weekday" && (/^L$/.test(text) || /^([1-7]|[A-Z]{3})(L|#[1-5])$/.test(text))) return isValue(text.replace(/(L|#[1-5])$/, "") || "1", field);
  return text.split(",").every((item) => isItem(item, field));
}

function isItem(item: string, field: Field): boolean {
  const [range = "", step, ...more] = item.split("/");
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === "*") return true;
  const [from = "", to, ...rest] = range.split("-");
  return rest.length === 0 && isValue(from, field) && (to === undefined || isValue(to, field));
}

function isValue(text: string, { least, most, words }: Field): boolean {
  if (words.some((word) => word === text.toUpperCase())) return true;
  return /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
}
