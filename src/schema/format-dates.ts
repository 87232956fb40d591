/** Dates, times and durations as Helm's library checks them: RFC 3339, with Go's integers. */

/** The format `date`. */
export function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

/** Two characters that Go's `Atoi` reads as a number that is not negative. */
const TWO = '(\\d\\d|\\+\\d|-0)';
const TIME = new RegExp(`^${TWO}:${TWO}:${TWO}(?:\\.\\d+)?(?:[zZ]|([+-])${TWO}:${TWO})$`);
const MINUTES_OF_DAY = 24 * 60;

/** The format `time`. */
export function isTime(text: string): boolean {
  const match = TIME.exec(text);
  if (!match) return false;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (hour > 23 || minute > 59 || second > 60) return false;
  let minutes = hour * 60 + minute;
  if (match[4] !== undefined) {
    const [hours, more] = [Number(match[5]), Number(match[6])];
    if (hours > 23 || more > 59) return false;
    minutes += (match[4] === '+' ? -1 : 1) * (hours * 60 + more);
    if (minutes < 0) minutes += MINUTES_OF_DAY;
  }
  // A leap second is the last of its day, in UTC.
  return second < 60 || minutes === MINUTES_OF_DAY - 1;
}

/** The format `date-time`. */
export const isDateTime = (text: string): boolean =>
  /^.{10}[tT]/s.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11));

const DATE_UNITS = /^(?:\d+Y)?(?:\d+M)?(?:\d+D)?$/;
const TIME_UNITS = /^(?:\d+H)?(?:\d+M)?(?:\d+S)?$/;

/** The format `duration`. */
export function isDuration(text: string): boolean {
  if (!text.startsWith('P') || text === 'P') return false;
  if (text.endsWith('W')) return /^P\d+W$/.test(text);
  const [date = '', time, ...more] = text.slice(1).split('T');
  return more.length === 0 && time !== '' && DATE_UNITS.test(date) && (time === undefined || TIME_UNITS.test(time));
}

/** The format `period`: two times, or a time and a duration, separated by a slash. */
export function isPeriod(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash === -1) return false;
  const [start, end] = [text.slice(0, slash), text.slice(slash + 1)];
  if (start.startsWith('P')) return isDuration(start) && isDateTime(end);
  return isDateTime(start) && (end.startsWith('P') ? isDuration(end) : isDateTime(end));
}
