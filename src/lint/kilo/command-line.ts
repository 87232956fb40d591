import type { Path } from '../../problem/path.ts';
import type { ValueMap } from '../../yaml/value.ts';
import { text, texts } from '../kubernetes/read.ts';
import { KG_FLAGS } from './flags.ts';

/** One word of kg's command line. */
export interface Argument {
  /** The flag's name; absent for a word that is not a flag. */
  readonly name?: string;
  /** Absent where it is missing. */
  readonly value?: string;
  readonly word: string;
  /** The place of the word in the container. */
  readonly path: Path;
  /** The place of the value: the next word, for a flag without `=`. */
  readonly valuePath: Path;
}

/**
 * The arguments of the container that runs kg, taken apart as Go's pflag does.
 *
 * @returns undefined for a container that runs something else, a shell for example
 */
export function readCommandLine(container: ValueMap): readonly Argument[] | undefined {
  if (!known.has(container)) known.set(container, read(container));
  return known.get(container);
}

/** Several rules read each command line. */
const known = new WeakMap<ValueMap, readonly Argument[] | undefined>();

function read(container: ValueMap): Argument[] | undefined {
  const command = texts(container, 'command').map(([index, word]) => ({ word, path: ['command', index] }));
  const args = texts(container, 'args').map(([index, word]) => ({ word, path: ['args', index] }));
  const [program, ...rest] = command;
  if (program ? !/(?:^|\/)kg$/.test(program.word) : !isKiloImage(text(container, 'image') ?? '')) return undefined;
  return parse([...rest, ...args]);
}

const isKiloImage = (image: string): boolean => /(?:^|\/)squat\/kilo(?:[:@]|$)/.test(image);

/**
 * Whether what runs in a container is Kilo's own kg, whose flags are known: a fork may have others. What an image that
 * the container leaves open holds is not known either.
 */
export const isKilos = (container: ValueMap): boolean => {
  const image = text(container, 'image');
  return image === undefined || isKiloImage(image);
};

/**
 * The release of kg that a container runs, by the tag of its image.
 *
 * @returns undefined where the image is pinned by a digest, or its tag is not a release
 */
export function releaseOf(container: ValueMap): string | undefined {
  return /(?:^|\/)squat\/kilo:v?(\d+\.\d+\.\d+)$/.exec(text(container, 'image') ?? '')?.[1];
}

/** Whether one release is older than another; both are three numbers. */
export function isOlder(release: string, other: string): boolean {
  const [a, b] = [release, other].map((text) => text.split('.').map(Number));
  for (let i = 0; i < 3; i++) if (a?.[i] !== b?.[i]) return (a?.[i] ?? 0) < (b?.[i] ?? 0);
  return false;
}

function parse(words: readonly { readonly word: string; readonly path: Path }[]): Argument[] | undefined {
  const found: Argument[] = [];
  // The other program in the image: a webhook with other flags.
  if (words.find(({ word }) => !word.startsWith('-'))?.word === 'webhook') return undefined;
  for (let index = 0; index < words.length; index++) {
    const { word, path } = words[index] as (typeof words)[number];
    const match = /^--([^=]+)(?:=([\s\S]*))?$/.exec(word);
    if (word === '--') break;
    if (!match) {
      found.push({ word, path, valuePath: path });
      continue;
    }
    const [, name = '', value] = match;
    const flag = Object.hasOwn(KG_FLAGS, name) ? KG_FLAGS[name] : undefined;
    if (value !== undefined) found.push({ name, value, word, path, valuePath: path });
    else if (flag?.type === 'bool') found.push({ name, value: 'true', word, path, valuePath: path });
    else if (!flag) found.push({ name, word, path, valuePath: path });
    else {
      const next = words[++index];
      found.push({ name, word, path, ...(next ? { value: next.word, valuePath: next.path } : { valuePath: path }) });
    }
  }
  return found;
}

/** Whether a value is known only when the container starts. */
export function isDynamic(value: string): boolean {
  const open = value.indexOf('$(');
  return open >= 0 && value.indexOf(')', open) > 0;
}

/** The value that kg uses: of a flag that is given twice, the last one. */
export const lastOf = (args: readonly Argument[], name: string): Argument | undefined =>
  args.findLast((argument) => argument.name === name);

/** A list as Go's pflag reads it: items with commas between them. */
export const splitList = (value: string): string[] => value.split(',').map((item) => item.replace(/^"(.*)"$/, '$1'));
