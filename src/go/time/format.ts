import { DAYS, isFraction, isOffset, MONTHS, piecesOf } from './layout.ts';
import { type Moment, type Wall, wallOf } from './moment.ts';

const pad = (value: number, width: number, filler = '0'): string => {
  const digits = String(Math.abs(value)).padStart(width, filler);
  return value < 0 ? `-${digits}` : digits;
};
const hour12 = ({ hour }: Wall): number => hour % 12 || 12;

const ELEMENTS: Readonly<Record<string, (wall: Wall) => string>> = {
  January: ({ month }) => MONTHS[month - 1] as string,
  Jan: ({ month }) => (MONTHS[month - 1] as string).slice(0, 3),
  Monday: ({ weekday }) => DAYS[weekday] as string,
  Mon: ({ weekday }) => (DAYS[weekday] as string).slice(0, 3),
  MST: ({ zoneName, offset }) => (zoneName === '' ? formatOffset('-0700', offset) : zoneName),
  '2006': ({ year }) => pad(year, 4),
  __2: ({ yearDay }) => pad(yearDay, 3, ' '),
  _2: ({ day }) => pad(day, 2, ' '),
  '002': ({ yearDay }) => pad(yearDay, 3),
  '01': ({ month }) => pad(month, 2),
  '02': ({ day }) => pad(day, 2),
  '03': (wall) => pad(hour12(wall), 2),
  '04': ({ minute }) => pad(minute, 2),
  '05': ({ second }) => pad(second, 2),
  '06': ({ year }) => pad(Math.abs(year) % 100, 2),
  '15': ({ hour }) => pad(hour, 2),
  '1': ({ month }) => String(month),
  '2': ({ day }) => String(day),
  '3': (wall) => String(hour12(wall)),
  '4': ({ minute }) => String(minute),
  '5': ({ second }) => String(second),
  PM: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  pm: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
};

/** Go's `Time.Format`. */
export function formatMoment(layout: string, moment: Moment): string {
  const wall = wallOf(moment);
  let text = '';
  for (const { before, element } of piecesOf(layout)) {
    text += before;
    if (element === '') break;
    if (isFraction(element)) text += formatFraction(element, wall.nanosecond);
    else if (isOffset(element)) text += formatOffset(element, wall.offset);
    else text += ELEMENTS[element]?.(wall) ?? '';
  }
  return text;
}

function formatFraction(element: string, nanosecond: number): string {
  const digits = String(nanosecond)
    .padStart(9, '0')
    .slice(0, element.length - 1)
    .padEnd(element.length - 1, '0');
  if (element[1] === '0') return element[0] + digits;
  const short = digits.replace(/(?<!0)0+$/, '');
  return short === '' ? '' : element[0] + short;
}

function formatOffset(element: string, offset: number): string {
  if (element.startsWith('Z') && offset === 0) return 'Z';
  const seconds = Math.abs(offset);
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => pad(Math.trunc(part), 2));
  const digits = element.replace(/\D/g, '').length;
  return (offset < 0 ? '-' : '+') + parts.slice(0, digits / 2).join(element.includes(':') ? ':' : '');
}
