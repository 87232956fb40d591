import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'rolldown/utils';

/** A regular expression as it is written in the source. */
export interface Literal {
  /** `FILE:LINE`, from the root of the project. */
  readonly place: string;
  readonly pattern: string;
  readonly flags: string;
}

/** As it is written: `/a+/g`. */
export const spell = ({ pattern, flags }: Pick<Literal, 'pattern' | 'flags'>): string => `/${pattern}/${flags}`;

/** The literals of all modules below a directory of the project. */
export function findLiterals(root: string, directory: string): Literal[] {
  return readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => {
      const path = join(directory, name);
      const text = readFileSync(join(root, path), 'utf8');
      // Most of the time is parsing.
      return text.includes('/') ? literalsOf(path, text) : [];
    });
}

function literalsOf(path: string, text: string): Literal[] {
  const found: Literal[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (isLiteral(node)) {
      const line = text.slice(0, node.start).split('\n').length;
      found.push({ place: `${path}:${line}`, pattern: node.regex.pattern, flags: node.regex.flags });
    } else for (const part of Object.values(node)) visit(part);
  };
  visit(parseSync(path, text).program);
  return found;
}

interface RegExpNode {
  readonly start: number;
  readonly regex: { readonly pattern: string; readonly flags: string };
}

const isLiteral = (node: object): node is RegExpNode => 'regex' in node && 'type' in node && node.type === 'Literal';
