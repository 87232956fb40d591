// Go's layouts for times: an example of the time Mon Jan 2 15:04:05 2006 in the zone -07:00, MST.

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const TOKEN =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|_2006|__2|_2|002|01|02|03|04|05|06|15|1|2|3|4|5|PM|pm|[.,]0+(?!\d)|[.,]9+(?!\d)|[-Z]07:00:00|[-Z]070000|[-Z]07:00|[-Z]0700|[-Z]07/g;

/** A moment as a wall in some zone shows it. */
interface Wall {
  readonly date: Date;
  /** The zone's distance from UTC in minutes, and its short name. */
  readonly offset: number;
  readonly zone: string;
}

const two = (value: number): string => String(value).padStart(2, '0');
const hour12 = (date: Date): number => date.getUTCHours() % 12 || 12;
const yearDay = (date: Date): number =>
  Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;

const FORMATS: Readonly<Record<string, (date: Date, wall: Wall) => string>> = {
  January: (date) => MONTHS[date.getUTCMonth()] as string,
  Jan: (date) => (MONTHS[date.getUTCMonth()] as string).slice(0, 3),
  Monday: (date) => DAYS[date.getUTCDay()] as string,
  Mon: (date) => (DAYS[date.getUTCDay()] as string).slice(0, 3),
  MST: (_, { zone }) => zone,
  '2006': (date) => String(date.getUTCFullYear()).padStart(4, '0'),
  _2006: (date) => `_${String(date.getUTCFullYear()).padStart(4, '0')}`,
  __2: (date) => String(yearDay(date)).padStart(3, ' '),
  _2: (date) => String(date.getUTCDate()).padStart(2, ' '),
  '002': (date) => String(yearDay(date)).padStart(3, '0'),
  '01': (date) => two(date.getUTCMonth() + 1),
  '02': (date) => two(date.getUTCDate()),
  '03': (date) => two(hour12(date)),
  '04': (date) => two(date.getUTCMinutes()),
  '05': (date) => two(date.getUTCSeconds()),
  '06': (date) => two(date.getUTCFullYear() % 100),
  '15': (date) => two(date.getUTCHours()),
  '1': (date) => String(date.getUTCMonth() + 1),
  '2': (date) => String(date.getUTCDate()),
  '3': (date) => String(hour12(date)),
  '4': (date) => String(date.getUTCMinutes()),
  '5': (date) => String(date.getUTCSeconds()),
  PM: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  pm: (date) => (date.getUTCHours() < 12 ? 'am' : 'pm'),
};

/** An unknown zone is UTC, as in Sprig. */
export function formatLayout(layout: string, time: number, zone: string): string {
  const wall = wallOf(time, zone);
  return layout.replace(TOKEN, (token) => FORMATS[token]?.(wall.date, wall) ?? formatRest(token, wall));
}

function formatRest(token: string, { date, offset }: Wall): string {
  if (/^[.,]/.test(token)) {
    const digits = String(date.getUTCMilliseconds())
      .padStart(3, '0')
      .padEnd(token.length - 1, '0')
      .slice(0, token.length - 1);
    if (token[1] === '0') return token[0] + digits;
    const short = digits.replace(/0+$/, '');
    return short === '' ? '' : token[0] + short;
  }
  if (token.startsWith('Z') && offset === 0) return 'Z';
  const minutes = Math.abs(offset);
  const parts = [two(Math.floor(minutes / 60)), two(minutes % 60), '00'];
  const wanted = token.includes('00:00') || token.includes('0000') ? 3 : token.length > 3 ? 2 : 1;
  return (offset < 0 ? '-' : '+') + parts.slice(0, wanted).join(token.includes(':') ? ':' : '');
}

function wallOf(time: number, zone: string): Wall {
  if (zone === 'UTC' || zone === '' || zone === 'Local') return { date: new Date(time), offset: 0, zone: 'UTC' };
  try {
    const named = (timeZoneName: 'longOffset' | 'short') =>
      new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName })
        .formatToParts(time)
        .find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign = '', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(named('longOffset')) ?? [];
    const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
    return { date: new Date(time + offset * 60_000), offset, zone: named('short').replace(/^GMT(?=[+-])/, '') };
  } catch {
    return wallOf(time, 'UTC');
  }
}

/** What a token of a layout reads, and what it sets. */
interface Fields {
  year?: number;
  month?: number;
  day?: number;
  hour?: number;
  minute?: number;
  second?: number;
  millisecond?: number;
  afternoon?: boolean;
  offset?: number;
}

type Reader = readonly [pattern: string, set: (fields: Fields, text: string) => void];

const number = (key: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', pattern: string): Reader =>
  [
    pattern,
    (fields, text) => {
      fields[key] = Number(text);
    },
  ] as const;
const names = (list: readonly string[]): string => list.join('|');
const nothing = (): void => {};

const READERS: Readonly<Record<string, Reader>> = {
  January: [
    names(MONTHS),
    (fields, text) => {
      fields.month = MONTHS.indexOf(text) + 1;
    },
  ],
  Jan: [
    names(MONTHS.map((month) => month.slice(0, 3))),
    (fields, text) => {
      fields.month = MONTHS.findIndex((month) => month.startsWith(text)) + 1;
    },
  ],
  Monday: [names(DAYS), nothing],
  Mon: [names(DAYS.map((day) => day.slice(0, 3))), nothing],
  MST: ['UTC|GMT', nothing],
  '2006': number('year', '\\d{4}'),
  '01': number('month', '\\d\\d'),
  '02': number('day', '\\d\\d'),
  '03': number('hour', '\\d\\d'),
  '04': number('minute', '\\d\\d'),
  '05': number('second', '\\d\\d'),
  '06': [
    '\\d\\d',
    (fields, text) => {
      fields.year = Number(text) + (Number(text) >= 69 ? 1900 : 2000);
    },
  ],
  '15': number('hour', '\\d\\d'),
  _2: number('day', ' ?\\d\\d?'),
  '1': number('month', '\\d\\d?'),
  '2': number('day', '\\d\\d?'),
  '3': number('hour', '\\d\\d?'),
  '4': number('minute', '\\d\\d?'),
  '5': number('second', '\\d\\d?'),
  PM: [
    'AM|PM',
    (fields, text) => {
      fields.afternoon = text === 'PM';
    },
  ],
  pm: [
    'am|pm',
    (fields, text) => {
      fields.afternoon = text === 'pm';
    },
  ],
};

function readerOf(token: string): Reader {
  const known = READERS[token];
  if (known) return known;
  if (/^[.,]/.test(token))
    return [
      '[.,]\\d+',
      (fields, text) => {
        fields.millisecond = Math.floor(Number(`0.${text.slice(1)}`) * 1000);
      },
    ];
  const digits = token.includes(':') ? '[+-]\\d\\d:\\d\\d' : token.length > 3 ? '[+-]\\d{4}' : '[+-]\\d\\d';
  return [
    token.startsWith('Z') ? `Z|${digits}` : digits,
    (fields, text) => {
      const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?/.exec(text) ?? [];
      fields.offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
    },
  ];
}

/** @returns milliseconds since 1970, undefined for what does not fit the layout */
export function parseLayout(layout: string, text: string): number | undefined {
  const readers: Reader[] = [];
  const literal = (part: string) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  let pattern = '';
  let at = 0;
  for (const match of layout.matchAll(TOKEN)) {
    const reader = readerOf(match[0]);
    readers.push(reader);
    pattern += `${literal(layout.slice(at, match.index))}(${reader[0]})`;
    at = match.index + match[0].length;
  }
  const match = new RegExp(`^${pattern}${literal(layout.slice(at))}$`).exec(text);
  if (!match) return undefined;
  const fields: Fields = {};
  readers.forEach(([, set], i) => {
    set(fields, match[i + 1] as string);
  });
  return timeOf(fields);
}

function timeOf(fields: Fields): number | undefined {
  const {
    year = 0,
    month = 1,
    day = 1,
    hour = 0,
    minute = 0,
    second = 0,
    millisecond = 0,
    afternoon,
    offset = 0,
  } = fields;
  const hours = afternoon === undefined ? hour : (hour % 12) + (afternoon ? 12 : 0);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hours, minute, second, millisecond);
  const isReal =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hours < 24 && minute < 60 && second < 60;
  return isReal ? date.getTime() - offset * 60_000 : undefined;
}
