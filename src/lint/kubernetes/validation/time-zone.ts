import { memoize } from '../../../yaml/memo.ts';

/** What keeps a string from being a time zone of the IANA's data base, by which CronJobs are scheduled. */
export function timeZoneFault(zone: string): string | undefined {
  if (zone === '') return 'it is empty';
  if (zone.toLowerCase() === 'local') return 'name one such as Europe/Berlin';
  return isKnown(zone) ? undefined : 'they are called Europe/Berlin, Etc/UTC and the like';
}

/** Names are those of files, so that upper and lower case tell apart; the runtime knows the names, not their case. */
const isKnown = memoize((zone: string): boolean => {
  if (!/^[A-Z][A-Za-z0-9+_-]*(?:\/[A-Z][A-Za-z0-9+_-]*)*$/.test(zone)) return zone === 'posixrules';
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
    return timeZone.toLowerCase() !== zone.toLowerCase() || timeZone === zone;
  } catch {
    return false;
  }
});
