/** A time zone: a place by its IANA name, or a fixed offset from UTC in seconds. */
export type Zone = { readonly place: string } | { readonly name: string; readonly offset: number };

/** UTC. */
export const UTC: Zone = { name: 'UTC', offset: 0 };
/** The machine's zone is UTC here: a manifest does not depend on where it is made. */
export const LOCAL: Zone = UTC;

/** Short names that Go prints and JavaScript does not have. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  'Asia/Tokyo': 'JST',
  'Asia/Seoul': 'KST',
  'Asia/Kolkata': 'IST',
  'Asia/Calcutta': 'IST',
  'Asia/Shanghai': 'CST',
  'Asia/Taipei': 'CST',
  'Asia/Hong_Kong': 'HKT',
  'Asia/Karachi': 'PKT',
  'Asia/Jakarta': 'WIB',
  'Asia/Manila': 'PST',
  'Europe/Moscow': 'MSK',
  'Africa/Johannesburg': 'SAST',
  'Africa/Nairobi': 'EAT',
  'Africa/Lagos': 'WAT',
};

/** A zone by its name; UTC for an unknown one, as in sprig. */
export function zoneOf(name: string): Zone {
  if (name === '' || name === 'UTC') return UTC;
  if (name === 'Local') return LOCAL;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    // JavaScript also accepts `+02:00`, and names in any case.
    return /^[+-]/.test(name) ? UTC : { place: name };
  } catch {
    return UTC;
  }
}

/** The offset of a zone from UTC at a moment, in seconds, and the zone's short name. */
export function offsetAt(zone: Zone, milliseconds: number): { readonly offset: number; readonly name: string } {
  if ('offset' in zone) return zone;
  const [, sign = '', hours = '0', minutes = '0', seconds = '0'] =
    /GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?/.exec(shown(zone.place, 'longOffset', 'en-US', milliseconds)) ?? [];
  const offset = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * (sign === '-' ? -1 : 1);
  return { offset, name: shortName(zone.place, milliseconds, offset) };
}

function shortName(place: string, milliseconds: number, offset: number): string {
  if (offset === 0 && /^(?:Etc\/)?(?:UTC|UCT|Universal|Zulu)$/.test(place)) return 'UTC';
  for (const locale of ['en-US', 'en-GB', 'en-AU']) {
    const name = shown(place, 'short', locale, milliseconds);
    if (!/^(?:GMT|UTC)[+-]/.test(name)) return name;
  }
  const known = SHORT_NAMES[place];
  if (known !== undefined) return known;
  const minutes = Math.abs(Math.trunc(offset / 60));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${minutes % 60 === 0 ? '' : two(minutes % 60)}`;
}

const shown = (timeZone: string, timeZoneName: 'longOffset' | 'short', locale: string, time: number): string =>
  new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })
    .formatToParts(time)
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';
