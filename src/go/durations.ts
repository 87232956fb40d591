export const NANOSECONDS = {
  ns: 1n,
  us: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
} as const;

/** Go's `time.ParseDuration`: `-1.5h`, `2h45m`, `300ms`. Undefined for what is none. */
export function parseDuration(text: string): bigint | undefined {
  const match = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(text);
  if (!match) return undefined;
  let total = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of (match[2] as string).matchAll(
    /(\d*)\.?(\d*)(ns|[uµμ]s|ms|s|m|h)/g,
  )) {
    const size = NANOSECONDS[unit.replace(/[µμ]/, 'u') as keyof typeof NANOSECONDS];
    total +=
      BigInt(whole || '0') * size + (fraction === '' ? 0n : (BigInt(fraction) * size) / 10n ** BigInt(fraction.length));
  }
  return match[1] === '-' ? -total : total;
}

/** Go's spelling of a duration: `1h2m3.5s`, `0s`, `1.5ms`. */
export function formatDuration(nanoseconds: bigint): string {
  const magnitude = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const sign = nanoseconds < 0n ? '-' : '';
  if (magnitude === 0n) return '0s';
  if (magnitude < NANOSECONDS.s) {
    const unit = magnitude < NANOSECONDS.us ? 'ns' : magnitude < NANOSECONDS.ms ? 'us' : 'ms';
    return `${sign}${decimal(magnitude, NANOSECONDS[unit])}${unit === 'us' ? 'µs' : unit}`;
  }
  const hours = magnitude / NANOSECONDS.h;
  const minutes = (magnitude % NANOSECONDS.h) / NANOSECONDS.m;
  const seconds = decimal(magnitude % NANOSECONDS.m, NANOSECONDS.s);
  return `${sign}${hours > 0n ? `${hours}h` : ''}${hours > 0n || minutes > 0n ? `${minutes}m` : ''}${seconds}s`;
}

function decimal(value: bigint, unit: bigint): string {
  const places = unit.toString().length - 1;
  const fraction = (value % unit).toString().padStart(places, '0').replace(/0+$/, '');
  return `${value / unit}${unit === 1n || fraction === '' ? '' : `.${fraction}`}`;
}
