/** Minutes of one day and of one week. */
const day = 24 * 60;
const week = 7 * day;

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** A span of minutes. It may run over the end of its day or week. */
export interface Window {
  readonly start: number;
  readonly minutes: number;
}

/** `ddd:hh24:mi-ddd:hh24:mi` as minutes since Monday; undefined for any other text. */
export function parseWeekly(text: string): Window | undefined {
  const parts = /^([a-z]{3}):(\d\d):(\d\d)-([a-z]{3}):(\d\d):(\d\d)$/.exec(text);
  if (parts === null) return undefined;
  const [, fromDay = "", fromHour = "", fromMinute = "", toDay = "", toHour = "", toMinute = ""] = parts;
  const start = minuteOfDay(fromHour, fromMinute);
  const end = minuteOfDay(toHour, toMinute);
  const [first, last] = [days.indexOf(fromDay), days.indexOf(toDay)];
  if (start === undefined || end === undefined || first < 0 || last < 0) return undefined;
  return span(first * day + start, last * day + end, week);
}

/** `hh24:mi-hh24:mi` as minutes of the day; undefined for any other text. */
export function parseDaily(text: string): Window | undefined {
  const parts = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text);
  if (parts === null) return undefined;
  const [, fromHour = "", fromMinute = "", toHour = "", toMinute = ""] = parts;
  const start = minuteOfDay(fromHour, fromMinute);
  const end = minuteOfDay(toHour, toMinute);
  return start === undefined || end === undefined ? undefined : span(start, end, day);
}

function minuteOfDay(hour: string, minute: string): number | undefined {
  return Number(hour) < 24 && Number(minute) < 60 ? Number(hour) * 60 + Number(minute) : undefined;
}

function span(start: number, end: number, length: number): Window {
  return { start, minutes: (end - start + length) % length };
}

/** True if a weekly window shares a minute with a daily one. A window that ends when the other starts does not. */
export function overlaps(weekly: Window, daily: Window): boolean {
  // Seen from the start of the weekly window, one daily window starts within the next day, and one may still run.
  const next = (daily.start - (weekly.start % day) + day) % day;
  return next < weekly.minutes || next + daily.minutes > day;
}
