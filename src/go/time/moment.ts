import { offsetAt, UTC, type Zone } from './zone.ts';

/** Go's `time.Time`: a moment, and the zone in which it is printed. */
export interface Moment {
  /** Nanoseconds since 1970. */
  readonly nanoseconds: bigint;
  readonly zone: Zone;
}

/** A second in nanoseconds. */
const SECOND = 1_000_000_000n;
const MILLISECOND = 1_000_000n;
/** January 1 of the year 1, Go's zero time. */
export const ZERO: Moment = { nanoseconds: -62_135_596_800n * SECOND, zone: UTC };
/** The largest time of a JavaScript date, in milliseconds. */
const MAX_DATE = 8.64e15;

/** Division that rounds down. */
export const floorDiv = (a: bigint, b: bigint): bigint => a / b - (a % b < 0n ? 1n : 0n);

/** A moment as a clock shows it. */
export interface Wall {
  readonly year: number;
  /** From 1 on. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** From 1 on. */
  readonly yearDay: number;
  /** Seconds from UTC. */
  readonly offset: number;
  readonly zoneName: string;
}

const DAY = 86_400_000;

/** The calendar repeats itself after so many years. */
const CYCLE_YEARS = 400n;
const CYCLE = 146_097n * 86_400n * SECOND;
/** What is further away is taken as many cycles nearer. */
const FAR = BigInt(MAX_DATE) * MILLISECOND - CYCLE;

/** Go counts the seconds of a calendar from March 1 of this year on in 64 bits, so that what is earlier wraps around. */
const FIRST_YEAR = -292_277_022_400n;
const FIRST_SECOND = FIRST_YEAR * (146_097n * 216n) - 306n * 86_400n - 62_135_596_800n;

export function wallOf(moment: Moment): Wall {
  const { nanoseconds } = moment;
  if (nanoseconds > -FAR && nanoseconds < FAR) return nearWallOf(moment);
  const wrapped = nanoseconds < FIRST_SECOND * SECOND ? nanoseconds + (SECOND << 64n) : nanoseconds;
  const cycles = floorDiv(wrapped, CYCLE);
  const near = nearWallOf({ ...moment, nanoseconds: wrapped - cycles * CYCLE });
  return { ...near, year: near.year + Number(cycles * CYCLE_YEARS) };
}

function nearWallOf({ nanoseconds, zone }: Moment): Wall {
  const milliseconds = clamp(Number(floorDiv(nanoseconds, MILLISECOND)));
  const { offset, name } = offsetAt(zone, milliseconds);
  const date = new Date(clamp(milliseconds + offset * 1000));
  const year = date.getUTCFullYear();
  return {
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    nanosecond: Number(nanoseconds - floorDiv(nanoseconds, SECOND) * SECOND),
    weekday: date.getUTCDay(),
    yearDay: Math.floor((date.getTime() - utc(year, 1, 1)) / DAY) + 1,
    offset,
    zoneName: name,
  };
}

const clamp = (milliseconds: number): number => Math.max(-MAX_DATE, Math.min(MAX_DATE, milliseconds));

/** Milliseconds since 1970; unlike `Date.UTC` it takes the years 0 to 99 as they are. */
function utc(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

/** The number of days in a month. */
export const daysIn = (year: number, month: number): number => new Date(utc(year, month + 1, 0)).getUTCDate();

/** Go's `time.Date`: a value out of its range (the 32nd of a month) carries over. */
export function momentOf(
  year: number,
  month: number,
  day: number,
  secondOfDay: number,
  nanosecond: number,
  zone: Zone,
): Moment {
  const days = utc(year, month, day);
  if (Number.isNaN(days)) return { ...ZERO, zone };
  const seconds = BigInt(days / 1000 + secondOfDay);
  const wall = seconds * SECOND + BigInt(nanosecond);
  // The offset at the moment itself is needed: guess it, then correct it once.
  const guess = BigInt(offsetAt(zone, clamp(Number(seconds) * 1000)).offset);
  const offset = offsetAt(zone, clamp(Number(seconds - guess) * 1000)).offset;
  return { nanoseconds: wall - BigInt(offset) * SECOND, zone };
}
