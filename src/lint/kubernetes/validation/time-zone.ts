import { memoize } from '../../../yaml/memo.ts';

/** What keeps a string from being a time zone of the IANA's data base, by which CronJobs are scheduled. */
export function timeZoneFault(zone: string): string | undefined {
  if (zone === '') return 'it is empty';
  if (zone.toLowerCase() === 'local') return 'name one such as Europe/Berlin';
  return isKnown(zone) ? undefined : 'they are called Europe/Berlin, Etc/UTC and the like';
}

/** Of the three-letter names that the runtime knows, those that are files. */
const ABBREVIATIONS: ReadonlySet<string> = new Set([
  'CET',
  'EET',
  'EST',
  'GMT',
  'HST',
  'MET',
  'MST',
  'PRC',
  'ROC',
  'ROK',
  'UCT',
  'UTC',
  'WET',
]);

/** Names are those of files, so upper and lower case differ; the runtime knows the names, but not their case. */
const isKnown: (zone: string) => boolean = memoize((zone: string): boolean => {
  // Go looks at the directories posix and right, too.
  if (/^(?:posix|right)\//.test(zone)) return isKnown(zone.slice(zone.indexOf('/') + 1));
  if (!/^[A-Z][A-Za-z0-9+_-]*(?:\/[A-Z][A-Za-z0-9+_-]*)*$/.test(zone)) return zone === 'posixrules';
  if (zone === 'Factory') return true;
  try {
    if (/^[A-Z]{3}$/.test(zone) && !ABBREVIATIONS.has(zone)) return false;
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions();
    return timeZone.toLowerCase() !== zone.toLowerCase() || timeZone === zone;
  } catch {
    return false;
  }
});
