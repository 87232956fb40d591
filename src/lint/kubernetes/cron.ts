import type { Format } from './names.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Of each field of a schedule: the least, the most, and the names of its numbers from the least on. */
const FIELDS: readonly (readonly [least: number, most: number, names?: readonly string[]])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12, MONTHS],
  [0, 6, DAYS],
];

const WORDS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** A CronJob's schedule, as robfig/cron's standard parser reads it. */
export const cronSchedule: Format = (text) => {
  if (/^(?:CRON_)?TZ=/.test(text)) return 'takes no time zone: spec.timeZone does';
  if (text.startsWith('@'))
    return WORDS.includes(text) || /^@every (?:\d+(?:\.\d+)?(?:ns|us|ms|s|m|h))+$/.test(text)
      ? undefined
      : `takes ${WORDS.join(', ')} or @every`;
  const fields = text.split(/\s+/).filter((field) => field !== '');
  if (fields.length !== 5) return `needs five fields (minute, hour, day, month, weekday), and has ${fields.length}`;
  const wrong = fields.find((field, index) => !field.split(',').every((part) => isRange(part, index)));
  return wrong === undefined ? undefined : `has a field that cannot be read: ${JSON.stringify(wrong)}`;
};

function isRange(part: string, index: number): boolean {
  const [least, most, names = []] = FIELDS[index] as (typeof FIELDS)[number];
  const match = /^(?:([*?])|([A-Za-z]+|\d+)(?:-([A-Za-z]+|\d+))?)(?:\/(\d+))?$/.exec(part);
  if (!match) return false;
  const [, all, first, last, step] = match;
  if (step !== undefined && Number(step) === 0) return false;
  if (all) return true;
  const place = (word: string): number => {
    const name = names.indexOf(word.toLowerCase());
    return name >= 0 ? name + least : /^\d+$/.test(word) ? Number(word) : Number.NaN;
  };
  const from = place(first as string);
  const to = last === undefined ? from : place(last);
  return from >= least && to <= most && from <= to;
}
