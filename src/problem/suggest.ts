/** A chart may have thousands of long names, and thousands of problems with them: no more than this is compared. */
const LONGEST = 100;
const MOST_COMPARED = 500;

/**
 * The candidate that was probably meant by a mistyped word: a flag, a key, a value, a function's name.
 *
 * A candidate is near with up to one typing error for every three characters, and at most three, where a typing error
 * is a missing, added, changed or swapped character; case is ignored. Without one, a word with which only one candidate
 * begins counts as its abbreviation, and then the only candidate that shares most of the word: `replicaCount` for
 * `replicas`.
 *
 * @returns the candidate, or `undefined` where none is near enough
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const lower = word.toLowerCase();
  let compared = 0;
  let best: string | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  let longer: string | undefined;
  let longerCount = 0;
  let alike: string | undefined;
  let alikeCount = 0;
  for (const candidate of candidates) {
    if (candidate === word || candidate.length > LONGEST) continue;
    if (++compared > MOST_COMPARED) break;
    const limit = Math.min(3, Math.floor(Math.max(word.length, candidate.length) / 3));
    const score = distance(lower, candidate.toLowerCase(), limit);
    if (score <= limit && score < bestScore) {
      best = candidate;
      bestScore = score;
    }
    if (word.length >= 3 && candidate.startsWith(word)) {
      longer = candidate;
      longerCount++;
    }
    if (sharesMost(word, candidate)) {
      alike = candidate;
      alikeCount++;
    }
  }
  return best ?? (longerCount === 1 ? longer : alikeCount === 1 ? alike : undefined);
}

/** Whether two words begin with the same characters: at least five, and three quarters of the first word. */
function sharesMost(word: string, candidate: string): boolean {
  let shared = 0;
  while (shared < word.length && word[shared] === candidate[shared]) shared++;
  return shared >= 5 && shared >= word.length * 0.75;
}

/**
 * The Damerau-Levenshtein distance (optimal string alignment) of two words.
 *
 * @returns the distance, or any number above `limit` once it is certain that it exceeds the limit
 */
export function distance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  // What both begin or end with costs nothing.
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let [aEnd, bEnd] = [a.length, b.length];
  while (aEnd > start && bEnd > start && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  return differ(a.slice(start, aEnd), b.slice(start, bEnd), limit);
}

function differ(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    // Further from the diagonal, the lengths alone differ by more than the limit.
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    for (let j = from; j <= to; j++) {
      const changed = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(changed, at(last, j) + 1, at(row, j - 1) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      }
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
