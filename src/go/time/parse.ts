import { quoteAscii } from '../durations.ts';
import { DAYS, isFraction, isOffset, MONTHS, piecesOf } from './layout.ts';
import { daysIn, type Moment, momentOf } from './moment.ts';
import { LOCAL, UTC, type Zone } from './zone.ts';

/** What has been read, and the rest of the string. */
interface State {
  rest: string;
  year: number;
  month: number;
  day: number;
  yearDay: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  isAfternoon: boolean | undefined;
  zone: Zone | undefined;
  offset: number | undefined;
  zoneName: string;
}

class Mismatch extends Error {}
class OutOfRange extends Error {}

const mismatch = (): never => {
  throw new Mismatch();
};
const within = (value: number, low: number, high: number, what: string): number => {
  if (value < low || value > high) throw new OutOfRange(what);
  return value;
};

/** Takes the match of a sticky pattern at the beginning of the rest. */
function take(state: State, pattern: RegExp): string {
  const found = pattern.exec(state.rest)?.[0];
  if (found === undefined) return mismatch();
  state.rest = state.rest.slice(found.length);
  return found;
}

/** Reads one or two digits. */
const number = (state: State, isFixed: boolean): number => Number(take(state, isFixed ? /^\d\d/ : /^\d\d?/));

/** Reads a name in upper or lower case and returns its index. */
function name(state: State, names: readonly string[]): number {
  const found = names.findIndex((one) => state.rest.slice(0, one.length).toLowerCase() === one.toLowerCase());
  if (found < 0) return mismatch();
  state.rest = state.rest.slice((names[found] as string).length);
  return found;
}

const short = (names: readonly string[]): string[] => names.map((one) => one.slice(0, 3));

const READERS: Readonly<Record<string, (state: State) => void>> = {
  January: (state) => {
    state.month = name(state, MONTHS) + 1;
  },
  Jan: (state) => {
    state.month = name(state, short(MONTHS)) + 1;
  },
  Monday: (state) => {
    name(state, DAYS);
  },
  Mon: (state) => {
    name(state, short(DAYS));
  },
  MST: readZoneName,
  '2006': (state) => {
    state.year = Number(take(state, /^\d{4}/));
  },
  '06': (state) => {
    const year = Number(take(state, /^\d\d/));
    state.year = year >= 69 ? year + 1900 : year + 2000;
  },
  '01': (state) => readMonth(state, true),
  '1': (state) => readMonth(state, false),
  '02': (state) => {
    state.day = number(state, true);
  },
  '2': (state) => {
    state.day = number(state, false);
  },
  _2: (state) => {
    if (state.rest.startsWith(' ')) state.rest = state.rest.slice(1);
    state.day = number(state, false);
  },
  '002': (state) => {
    state.yearDay = Number(take(state, /^\d{3}/));
  },
  __2: (state) => {
    state.rest = state.rest.replace(/^ {0,2}/, '');
    state.yearDay = Number(take(state, /^\d{1,3}/));
  },
  '15': (state) => {
    state.hour = within(number(state, false), 0, 23, 'hour');
  },
  '03': (state) => {
    state.hour = within(number(state, true), 0, 12, 'hour');
  },
  '3': (state) => {
    state.hour = within(number(state, false), 0, 12, 'hour');
  },
  '04': (state) => {
    state.minute = within(number(state, true), 0, 59, 'minute');
  },
  '4': (state) => {
    state.minute = within(number(state, false), 0, 59, 'minute');
  },
  '05': (state) => {
    state.second = within(number(state, true), 0, 59, 'second');
  },
  '5': (state) => {
    state.second = within(number(state, false), 0, 59, 'second');
  },
  PM: (state) => {
    state.isAfternoon = take(state, /^[AP]M/) === 'PM';
  },
  pm: (state) => {
    state.isAfternoon = take(state, /^[ap]m/) === 'pm';
  },
};

function readMonth(state: State, isFixed: boolean): void {
  state.month = within(number(state, isFixed), 1, 12, 'month');
}

function readZoneName(state: State): void {
  if (state.rest.startsWith('UTC')) {
    state.zone = UTC;
    state.rest = state.rest.slice(3);
    return;
  }
  state.zoneName = take(
    state,
    /^(?:ChST|MeST|GMT(?:[+-]\d{1,2})?|[+-]\d{1,2}|WITA|[A-Z]{4}T(?![A-Z])|[A-Z]{3}T(?![A-Z])|[A-Z]{3}(?![A-Z]))/,
  );
}

function readOffset(state: State, element: string): void {
  if (element.startsWith('Z') && state.rest.startsWith('Z')) {
    state.rest = state.rest.slice(1);
    state.zone = UTC;
    return;
  }
  const shape = element.slice(1).replace(/\d/g, '\\d');
  const text = take(state, new RegExp(`^[+-]${shape}`));
  const [hours = 0, minutes = 0, seconds = 0] = (text.match(/\d\d/g) ?? []).map(Number);
  within(hours, 0, 24, 'time zone offset hour');
  within(minutes, 0, 60, 'time zone offset minute');
  within(seconds, 0, 60, 'time zone offset second');
  state.offset = ((hours * 60 + minutes) * 60 + seconds) * (text.startsWith('-') ? -1 : 1);
}

const nanosecondsOf = (digits: string): number => Number(digits.slice(0, 9).padEnd(9, '0'));

function readFraction(state: State, element: string): void {
  if (element[1] === '0') {
    state.nanosecond = nanosecondsOf(take(state, new RegExp(`^[.,]\\d{${element.length - 1}}`)).slice(1));
    return;
  }
  const digits = /^[.,](\d{1,9})/.exec(state.rest);
  if (!digits) return;
  state.nanosecond = nanosecondsOf(digits[1] as string);
  state.rest = state.rest.slice(digits[0].length);
}

/** Skips literal text of the layout; blanks in it match any number of blanks. */
function skip(state: State, prefix: string): void {
  for (let i = 0; i < prefix.length; ) {
    if (prefix[i] === ' ') {
      if (state.rest !== '' && state.rest[0] !== ' ') mismatch();
      while (prefix[i] === ' ') i++;
      let blanks = 0;
      while (state.rest[blanks] === ' ') blanks++;
      state.rest = state.rest.slice(blanks);
      continue;
    }
    if (state.rest[0] !== prefix[i]) mismatch();
    state.rest = state.rest.slice(1);
    i++;
  }
}

/**
 * Go's `time.ParseInLocation`. Linear in the length of the string.
 *
 * @returns the moment, or the message of Go's error
 */
export function parseMoment(layout: string, text: string): Moment | string {
  const state: State = {
    rest: text,
    year: 0,
    month: -1,
    day: -1,
    yearDay: -1,
    hour: 0,
    minute: 0,
    second: 0,
    nanosecond: 0,
    isAfternoon: undefined,
    zone: undefined,
    offset: undefined,
    zoneName: '',
  };
  const failed = (message: string) => `parsing time ${quoteAscii(text)}${message}`;
  const pieces = piecesOf(layout);
  for (const [i, { before, element }] of pieces.entries()) {
    let held: string | undefined;
    let wanted = before;
    try {
      skip(state, before);
      wanted = element;
      held = state.rest;
      if (element === '') break;
      if (isFraction(element)) readFraction(state, element);
      else if (isOffset(element)) readOffset(state, element);
      else READERS[element]?.(state);
      // Go reads a fraction after the seconds although the layout has none.
      if (/^0?5$/.test(element) && !isFraction(pieces[i + 1]?.element ?? '')) readFraction(state, '.9');
    } catch (error) {
      if (error instanceof OutOfRange) return failed(`: ${error.message} out of range`);
      if (!(error instanceof Mismatch)) throw error;
      return failed(
        ` as ${quoteAscii(layout)}: cannot parse ${quoteAscii(held ?? state.rest)} as ${quoteAscii(wanted)}`,
      );
    }
  }
  if (state.rest !== '') return failed(`: extra text: ${quoteAscii(state.rest)}`);
  return finish(state) ?? failed(': day out of range');
}

/** @returns undefined where the day does not exist */
function finish(state: State): Moment | undefined {
  const { year, isAfternoon, yearDay } = state;
  let { hour, month, day } = state;
  if (isAfternoon === true && hour < 12) hour += 12;
  else if (isAfternoon === false && hour === 12) hour = 0;
  if (yearDay >= 0) {
    const isLeap = daysIn(year, 2) === 29;
    if (yearDay < 1 || yearDay > (isLeap ? 366 : 365)) return undefined;
    const date = new Date(Date.UTC(isLeap ? 2000 : 2001, 0, yearDay));
    if ((month >= 0 && month !== date.getUTCMonth() + 1) || (day >= 0 && day !== date.getUTCDate())) return undefined;
    month = date.getUTCMonth() + 1;
    day = date.getUTCDate();
  } else {
    if (month < 0) month = 1;
    if (day < 0) day = 1;
  }
  if (day < 1 || day > daysIn(year, month)) return undefined;
  const seconds = (hour * 60 + state.minute) * 60 + state.second;
  return momentOf(year, month, day, seconds, state.nanosecond, zoneIn(state));
}

function zoneIn({ zone, offset, zoneName }: State): Zone {
  if (zone) return zone;
  if (offset !== undefined)
    return offset === 0 && (zoneName === '' || zoneName === 'UTC') ? LOCAL : { name: zoneName, offset };
  if (zoneName === '') return LOCAL;
  const hours = /^GMT([+-]\d+)$/.exec(zoneName)?.[1];
  return { name: zoneName, offset: Number(hours ?? 0) * 3600 };
}
