/** @returns the median and the quartiles of some numbers */
export function summarize(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (part) => sorted[Math.floor((sorted.length - 1) * part)];
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/**
 * Runs things in turn, round after round, so that other work on the machine affects all of them equally.
 *
 * @param things functions by their names, each giving the milliseconds that it took
 * @returns by name, the median and the quartiles
 */
export async function interleave(things, rounds) {
  const times = new Map(Object.keys(things).map((name) => [name, []]));
  // The first round warms the caches of the disk.
  for (let round = -1; round < rounds; round++) {
    for (const [name, run] of Object.entries(things)) {
      const time = await run();
      if (round >= 0) times.get(name).push(time);
    }
  }
  return Object.fromEntries(Array.from(times, ([name, numbers]) => [name, summarize(numbers)]));
}
