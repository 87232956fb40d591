import { formatDuration, NANOSECONDS, parseDuration } from '../go/durations.ts';
import { isNumber, toBigInt } from '../go/numbers.ts';
import { formatMoment } from '../go/time/format.ts';
import { type Moment, ZERO } from '../go/time/moment.ts';
import { parseMoment } from '../go/time/parse.ts';
import { zoneOf } from '../go/time/zone.ts';
import type { Value } from '../yaml/value.ts';
import { describe, refuse } from './function.ts';

// Here a time is a string in RFC 3339 or a number of seconds since 1970. Without a zone it is printed in UTC (Helm uses
// the zone of the machine): a manifest does not depend on where it is made.

const RFC3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** @returns milliseconds since 1970. @throws ProblemError `template` for what is not a time */
function toTime(name: string, value: Value): number {
  const time =
    typeof value === 'string' && RFC3339.test(value)
      ? Date.parse(value)
      : isNumber(value)
        ? Number(toBigInt(value)) * 1000
        : Number.NaN;
  if (Number.isNaN(new Date(time).getTime())) {
    refuse(
      `${name}: expected a time, got ${describe(value)}`,
      'a time is what now and toDate return, or seconds since 1970',
    );
  }
  return time;
}

function toTimeString(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime()))
    refuse('the time is out of range', 'times are between the years -271821 and 275760');
  return date.toISOString().replace(/\.000Z$/, 'Z');
}

/** sprig's `now`: the time in UTC, as a string in RFC 3339. */
export const now = (): string => toTimeString(Date.now());

/**
 * sprig's `date`: a time in Go's layout (`2006-01-02`, `Jan 2 15:04:05 MST`), in UTC.
 *
 * @throws ProblemError `template`
 */
export const date = (layout: string, time: Value): string => dateInZone(layout, time, 'UTC');

/** sprig's `dateInZone`: the same in a time zone (`Europe/Berlin`, `Local`). @throws ProblemError `template` */
export const dateInZone = (layout: string, time: Value, zone: string): string =>
  formatMoment(layout, { nanoseconds: BigInt(toTime('date', time)) * NANOSECONDS.ms, zone: zoneOf(zone) });

/** sprig's `htmlDate`: a time as `2006-01-02`, in UTC. @throws ProblemError `template` */
export const htmlDate = (time: Value): string => date('2006-01-02', time);
/** sprig's `htmlDateInZone`: a time as `2006-01-02`, in a time zone. @throws ProblemError `template` */
export const htmlDateInZone = (time: Value, zone: string): string => dateInZone('2006-01-02', time, zone);

/** sprig's `dateModify`: a time plus a duration (`-1.5h`, `2h45m`); the same time for a malformed duration. */
export const dateModify = (duration: string, time: Value): string =>
  toTimeString(toTime('dateModify', time) + Number((parseDuration(duration) ?? 0n) / NANOSECONDS.ms));

/** sprig's `mustDateModify`: the same. @throws ProblemError `template` for a malformed duration */
export const mustDateModify = (duration: string, time: Value): string =>
  parseDuration(duration) === undefined
    ? refuse(`${JSON.stringify(duration)} is not a duration`)
    : dateModify(duration, time);

const millisecondsOf = ({ nanoseconds }: Moment): number => Number(nanoseconds / NANOSECONDS.ms);

function parsed(layout: string, text: string): Moment | undefined {
  const moment = parseMoment(layout, text);
  return typeof moment === 'string' ? undefined : moment;
}

/** sprig's `toDate`: a string in some layout as a time; the year 1 for a string that does not fit, as in Go. */
export const toDate = (layout: string, text: string): string =>
  toTimeString(millisecondsOf(parsed(layout, text) ?? ZERO));

/** sprig's `mustToDate`: the same. @throws ProblemError `template` for a string that does not fit the layout */
export const mustToDate = (layout: string, text: string): string =>
  toTimeString(
    millisecondsOf(
      parsed(layout, text) ?? refuse(`${JSON.stringify(text)} is not a time in the layout ${JSON.stringify(layout)}`),
    ),
  );

/** sprig's `unixEpoch`: seconds since 1970, as a string. @throws ProblemError `template` */
export const unixEpoch = (time: Value): string => String(Math.floor(toTime('unixEpoch', time) / 1000));

/** sprig's `ago`: how long ago a time is, as a duration in seconds: `2h3m4s`. @throws ProblemError `template` */
export const ago = (time: Value): string =>
  formatDuration(BigInt(Math.round((Date.now() - toTime('ago', time)) / 1000)) * NANOSECONDS.s);

/** sprig's `duration`: a number of seconds as a duration. */
export const duration = (seconds: Value): string =>
  formatDuration((typeof seconds === 'boolean' ? 0n : toBigInt(seconds)) * NANOSECONDS.s);

const UNITS: readonly (readonly [bigint, string])[] = [
  [NANOSECONDS.h * 24n * 365n, 'y'],
  [NANOSECONDS.h * 24n * 30n, 'mo'],
  [NANOSECONDS.h * 24n, 'd'],
  [NANOSECONDS.h, 'h'],
  [NANOSECONDS.m, 'm'],
  [NANOSECONDS.s, 's'],
];

/** A time span in its largest unit, rounded to zero, without its sign, as sprig's `durationRound` prints it. */
export function largestUnit(nanoseconds: bigint): string {
  const magnitude = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const unit = UNITS.find(([size]) => magnitude > size);
  return unit ? `${magnitude / unit[0]}${unit[1]}` : '0s';
}

/** sprig's `durationRound`: a duration (`2h30m`), or a number of nanoseconds, in its largest unit. */
export function durationRound(value: Value): string {
  const nanoseconds = typeof value === 'string' ? (parseDuration(value) ?? 0n) : isNumber(value) ? toBigInt(value) : 0n;
  return largestUnit(nanoseconds);
}
