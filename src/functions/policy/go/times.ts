import { faultOfDuration, formatDuration, NANOSECONDS, parseDuration } from '../../../go/durations.ts';
import { formatMoment } from '../../../go/time/format.ts';
import { DAYS, MONTHS } from '../../../go/time/layout.ts';
import { floorDiv, type Moment, momentOf, type Wall, wallOf, ZERO } from '../../../go/time/moment.ts';
import { parseMoment } from '../../../go/time/parse.ts';
import { LOCAL, UTC, zoneOf } from '../../../go/time/zone.ts';
import {
  GoError,
  GoInt,
  type GoMethod,
  GoObject,
  type GoType,
  type GoValue,
  int,
  int64,
  wrapInt,
} from '../../../go/value.ts';
import { spend } from '../../../problem/budget.ts';
import { largestUnit } from '../../dates.ts';

const STRING = '2006-01-02 15:04:05.999999999 -0700 MST';
const RFC3339_NANO = '2006-01-02T15:04:05.999999999Z07:00';

interface Method<T> {
  readonly parameters: readonly GoType[];
  readonly run: (self: T, ...args: never[]) => GoValue;
}

const table = <T>(entries: Record<string, Method<T>>): Readonly<Record<string, Method<T>>> =>
  Object.setPrototypeOf(entries, null);

const bind = <T>(definition: Method<T> | undefined, self: T): GoMethod | undefined =>
  definition && { ...definition, run: (...args: never[]) => definition.run(self, ...args) };

const plain = <T>(run: (self: T) => GoValue): Method<T> => ({ parameters: [], run });

/** Go's `time.Duration`. */
class Duration extends GoObject {
  readonly type = 'time.Duration';
  readonly kind = 'int64';
  readonly nanoseconds: bigint;

  constructor(nanoseconds: bigint) {
    super();
    this.nanoseconds = nanoseconds;
  }

  override get underlying(): GoValue {
    return int64(this.nanoseconds);
  }

  override format(): string {
    return formatDuration(this.nanoseconds);
  }

  toPlain(): GoValue {
    return int64(this.nanoseconds);
  }

  override method(name: string): GoMethod | undefined {
    return bind(DURATION[name], this);
  }
}

/** The nanoseconds of a duration: a number that a template wrote, or the result of a method. */
const nanosecondsOf = (value: GoValue): bigint =>
  value instanceof Duration ? value.nanoseconds : value instanceof GoInt ? value.value : 0n;

/** The multiple of a unit, rounded to zero. */
const truncated = (value: bigint, unit: bigint): bigint => (unit <= 0n ? value : value - (value % unit));

function rounded(value: bigint, unit: bigint): bigint {
  if (unit <= 0n) return value;
  const rest = value % unit;
  const isUp = (rest < 0n ? -rest : rest) * 2n >= unit;
  return value - rest + (isUp ? (value < 0n ? -unit : unit) : 0n);
}

const DURATION = table<Duration>({
  String: plain((self) => self.format()),
  Hours: plain(({ nanoseconds }) => Number(nanoseconds) / 3.6e12),
  Minutes: plain(({ nanoseconds }) => Number(nanoseconds) / 6e10),
  Seconds: plain(({ nanoseconds }) => Number(nanoseconds) / 1e9),
  Milliseconds: plain(({ nanoseconds }) => int64(nanoseconds / NANOSECONDS.ms)),
  Microseconds: plain(({ nanoseconds }) => int64(nanoseconds / NANOSECONDS.us)),
  Nanoseconds: plain(({ nanoseconds }) => int64(nanoseconds)),
  Abs: plain(({ nanoseconds }) => new Duration(nanoseconds < 0n ? -nanoseconds : nanoseconds)),
  Round: {
    parameters: ['time.Duration'],
    run: ({ nanoseconds }, unit: GoValue) => new Duration(rounded(nanoseconds, nanosecondsOf(unit))),
  },
  Truncate: {
    parameters: ['time.Duration'],
    run: ({ nanoseconds }, unit: GoValue) => new Duration(truncated(nanoseconds, nanosecondsOf(unit))),
  },
});

/** `time.Month` and `time.Weekday`: integers that are printed as names. */
class NamedInt extends GoObject {
  readonly type: string;
  readonly kind = 'int';
  readonly value: number;
  readonly name: string;

  constructor(type: string, value: number, name: string) {
    super();
    this.type = type;
    this.value = value;
    this.name = name;
  }

  override get underlying(): GoValue {
    return int(this.value);
  }

  override format(): string {
    return this.name;
  }

  toPlain(): GoValue {
    return int(this.value);
  }

  override method(name: string): GoMethod | undefined {
    return name === 'String' ? { parameters: [], run: () => this.name } : undefined;
  }
}

/** Go's `time.Time`. */
class Time extends GoObject {
  readonly type = 'time.Time';
  readonly kind = 'struct';
  readonly moment: Moment;
  readonly #monotonic: string;

  /** @param monotonic is printed after a time that was read from the clock */
  constructor(moment: Moment, monotonic = '') {
    super();
    this.moment = moment;
    this.#monotonic = monotonic;
  }

  override format(): string {
    return formatMoment(STRING, this.moment) + this.#monotonic;
  }

  toPlain(): GoValue {
    return formatMoment(RFC3339_NANO, this.moment);
  }

  override method(name: string): GoMethod | undefined {
    return bind(TIME[name], this);
  }
}

const wall = (read: (wall: Wall) => GoValue): Method<Time> => plain(({ moment }) => read(wallOf(moment)));
const since1970 = (unit: bigint): Method<Time> => plain(({ moment }) => int64(floorDiv(moment.nanoseconds, unit)));

const momentIn = (value: GoObject): Moment => (value instanceof Time ? value.moment : ZERO);

const comparison = (holds: (difference: bigint) => boolean): Method<Time> => ({
  parameters: ['time.Time'],
  run: ({ moment }, other: GoObject) => holds(moment.nanoseconds - momentIn(other).nanoseconds),
});

const later = ({ nanoseconds, zone }: Moment, by: bigint): Time => new Time({ nanoseconds: nanoseconds + by, zone });

/** The nanoseconds since Go's zero time, from which rounding counts. */
const sinceZero = ({ nanoseconds }: Moment): bigint => nanoseconds - ZERO.nanoseconds;

const TIME = table<Time>({
  Year: wall(({ year }) => int(year)),
  Month: wall(({ month }) => new NamedInt('time.Month', month, MONTHS[month - 1] as string)),
  Day: wall(({ day }) => int(day)),
  Hour: wall(({ hour }) => int(hour)),
  Minute: wall(({ minute }) => int(minute)),
  Second: wall(({ second }) => int(second)),
  Nanosecond: wall(({ nanosecond }) => int(nanosecond)),
  Weekday: wall(({ weekday }) => new NamedInt('time.Weekday', weekday, DAYS[weekday] as string)),
  YearDay: wall(({ yearDay }) => int(yearDay)),
  Unix: since1970(NANOSECONDS.s),
  UnixMilli: since1970(NANOSECONDS.ms),
  UnixMicro: since1970(NANOSECONDS.us),
  UnixNano: plain(({ moment }) => int64(wrapInt('int64', moment.nanoseconds))),
  String: plain((self) => self.format()),
  Format: { parameters: ['string'], run: ({ moment }, layout: string) => formatMoment(layout, moment) },
  UTC: plain(({ moment }) => new Time({ ...moment, zone: UTC })),
  Local: plain(({ moment }) => new Time({ ...moment, zone: LOCAL })),
  IsZero: plain(({ moment }) => moment.nanoseconds === ZERO.nanoseconds),
  After: comparison((difference) => difference > 0n),
  Before: comparison((difference) => difference < 0n),
  Equal: comparison((difference) => difference === 0n),
  Compare: {
    parameters: ['time.Time'],
    run: ({ moment }, other: GoObject) => {
      const difference = moment.nanoseconds - momentIn(other).nanoseconds;
      return int(difference < 0n ? -1 : difference > 0n ? 1 : 0);
    },
  },
  Sub: {
    parameters: ['time.Time'],
    run: ({ moment }, other: GoObject) => new Duration(saturated(moment.nanoseconds - momentIn(other).nanoseconds)),
  },
  Add: { parameters: ['time.Duration'], run: ({ moment }, by: GoValue) => later(moment, nanosecondsOf(by)) },
  AddDate: {
    parameters: ['int', 'int', 'int'],
    run: ({ moment }, years: GoInt, months: GoInt, days: GoInt) => {
      const { year, month, day, hour, minute, second, nanosecond } = wallOf(moment);
      const seconds = (hour * 60 + minute) * 60 + second;
      const [y, m, d] = [year + Number(years.value), month + Number(months.value), day + Number(days.value)];
      return new Time(momentOf(y, m, d, seconds, nanosecond, moment.zone));
    },
  },
  Truncate: {
    parameters: ['time.Duration'],
    run: ({ moment }, unit: GoValue) => {
      const size = nanosecondsOf(unit);
      return later(moment, size <= 0n ? 0n : -(sinceZero(moment) - floorDiv(sinceZero(moment), size) * size));
    },
  },
  Round: {
    parameters: ['time.Duration'],
    run: ({ moment }, unit: GoValue) => {
      const size = nanosecondsOf(unit);
      if (size <= 0n) return later(moment, 0n);
      const rest = sinceZero(moment) - floorDiv(sinceZero(moment), size) * size;
      return later(moment, rest * 2n < size ? -rest : size - rest);
    },
  },
});

const MAX = 2n ** 63n - 1n;
const saturated = (value: bigint): bigint => (value > MAX ? MAX : value < -MAX - 1n ? -MAX - 1n : value);

/** The time of the clock, exact to the millisecond. */
const clock = (): Moment => ({ nanoseconds: BigInt(Date.now()) * NANOSECONDS.ms, zone: LOCAL });

/** sprig's `now`: a `time.Time`. */
export const now = (): GoObject => new Time(clock(), ` m=+${(performance.now() / 1000).toFixed(9)}`);

/**
 * The argument of `date` and the like: a time, or seconds since 1970 as int or int64; the present for anything else.
 */
function momentFor(value: GoValue): Moment {
  if (value instanceof Time) return value.moment;
  if (value instanceof GoInt && ['int', 'int32', 'int64'].includes(value.kind))
    return { nanoseconds: value.value * NANOSECONDS.s, zone: LOCAL };
  return clock();
}

/** sprig's `dateInZone`: UTC for an unknown zone. */
export function dateInZone(layout: string, value: GoValue, zone: string): string {
  spend(5 + layout.length * 0.2, 'date');
  return formatMoment(layout, { nanoseconds: momentFor(value).nanoseconds, zone: zoneOf(zone) });
}

/** sprig's `date`, in UTC (Go uses the zone of the machine). */
export const date = (layout: string, value: GoValue): string => dateInZone(layout, value, 'Local');
/** sprig's `htmlDate`: a time as `2006-01-02`, in UTC. */
export const htmlDate = (value: GoValue): string => date('2006-01-02', value);
/** sprig's `htmlDateInZone`: a time as `2006-01-02`, in a time zone. */
export const htmlDateInZone = (value: GoValue, zone: string): string => dateInZone('2006-01-02', value, zone);

/** sprig's `dateModify`: a time plus a duration; the same time for what is not a duration. */
export const dateModify = (duration: string, time: GoObject): GoObject => {
  const by = parseDuration(duration);
  return by === undefined ? time : later(momentIn(time), by);
};

/** sprig's `mustDateModify`. @throws GoError for what is not a duration */
export function mustDateModify(duration: string, time: GoObject): GoObject {
  if (parseDuration(duration) === undefined) throw new GoError(faultOfDuration(duration));
  return dateModify(duration, time);
}

/** sprig's `toDate`: Go's zero time for a string that does not fit the layout. */
export function toDate(layout: string, text: string): GoObject {
  spend(5 + text.length * 0.05, 'toDate');
  const moment = parseMoment(layout, text);
  return new Time(typeof moment === 'string' ? ZERO : moment);
}

/** sprig's `mustToDate`. @throws GoError for a string that does not fit the layout */
export function mustToDate(layout: string, text: string): GoObject {
  spend(5 + text.length * 0.05, 'mustToDate');
  const moment = parseMoment(layout, text);
  if (typeof moment === 'string') throw new GoError(moment);
  return new Time(moment);
}

/** sprig's `unixEpoch`: seconds since 1970, as a string. */
export const unixEpoch = (time: GoObject): string => floorDiv(momentIn(time).nanoseconds, NANOSECONDS.s).toString();

/** sprig's `ago`: how long ago a time is, rounded to seconds. */
export function ago(value: GoValue): string {
  // sprig does not handle int32.
  const then = value instanceof GoInt && value.kind === 'int32' ? clock() : momentFor(value);
  return formatDuration(rounded(saturated(clock().nanoseconds - then.nanoseconds), NANOSECONDS.s));
}

/** sprig's `duration`: seconds as a string or an int64; anything else is 0. */
export function duration(seconds: GoValue): string {
  const count =
    typeof seconds === 'string'
      ? parseSeconds(seconds)
      : seconds instanceof GoInt && seconds.kind === 'int64'
        ? seconds.value
        : 0n;
  return formatDuration(wrapInt('int64', count * NANOSECONDS.s));
}

/** `strconv.ParseInt` without its error: the nearest int64 for one out of range. */
function parseSeconds(text: string): bigint {
  if (!/^[+-]?[0-9]+$/.test(text)) return 0n;
  return saturated(text.length > 30 ? (text.startsWith('-') ? -MAX - 1n : MAX) : BigInt(text.replace(/^\+/, '')));
}

/** sprig's `durationRound`: a duration, nanoseconds as int64, or the time since a time, in its largest unit. */
export function durationRound(value: GoValue): string {
  let nanoseconds = 0n;
  if (typeof value === 'string') nanoseconds = parseDuration(value) ?? 0n;
  else if (value instanceof Time) nanoseconds = saturated(clock().nanoseconds - value.moment.nanoseconds);
  else if (value instanceof GoInt && value.kind === 'int64') nanoseconds = value.value;
  return largestUnit(nanoseconds);
}

/** A `time.Time`, for other functions that read times. */
export const timeOf = (moment: Moment): GoObject => new Time(moment);
