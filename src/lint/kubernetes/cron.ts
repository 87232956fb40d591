import { memoize } from '../../yaml/memo.ts';
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
/** What Go's time.ParseDuration takes. */
const DURATION = /^[+-]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

const scheduleFault = memoize((text: string): string | null => {
  if (text.includes('TZ')) return 'takes no time zone: spec.timeZone does';
  if (text.startsWith('@'))
    return WORDS.includes(text) || (text.startsWith('@every ') && DURATION.test(text.slice('@every '.length)))
      ? null
      : `takes ${WORDS.join(', ')} or @every with a duration such as 1h30m`;
  const fields = text.split(/\s+/).filter((field) => field !== '');
  if (fields.length !== 5) return `needs five fields (minute, hour, day, month, weekday), and has ${fields.length}`;
  // Leading, trailing and repeated commas have no meaning.
  const isRight = (field: string, index: number): boolean =>
    field.split(',').every((part) => part === '' || isRange(part, index));
  const wrong = fields.find((field, index) => !isRight(field, index));
  return wrong === undefined ? null : `has a field that cannot be read: ${JSON.stringify(wrong)}`;
});

/** A CronJob's schedule, as robfig/cron's standard parser reads it. */
export const cronSchedule: Format = (text) => scheduleFault(text) ?? undefined;

function isRange(part: string, index: number): boolean {
  const [least, most, names = []] = FIELDS[index] as (typeof FIELDS)[number];
  const [range = '', step, ...more] = part.split('/');
  if (more.length > 0 || (step !== undefined && !(readInt(step) > 0))) return false;
  const [first = '', last, ...others] = range.split('-');
  // What follows a star is not read.
  if (first === '*' || first === '?') return true;
  const place = (word: string): number => {
    const name = names.indexOf(word.toLowerCase());
    return name >= 0 ? name + least : readInt(word);
  };
  if (others.length > 0) return false;
  const from = place(first);
  const to = last === undefined ? (step === undefined ? from : most) : place(last);
  return from >= least && to <= most && from <= to;
}

/** Go's strconv.Atoi, for what is not below 0. */
const readInt = (word: string): number => (/^\+?\d+$/.test(word) ? Number(word) : Number.NaN);
