import { type Problem, type ProblemCode, type Severity, sourceOf } from '../problem/problem.ts';
import { HIDDEN, holdsSecrets, indentOf } from '../problem/redact.ts';
import type { SyntaxFault } from './fault.ts';
import type { LineMap } from './lines.ts';
import { SLIPS, STRUCTURE, WORDS, type Words } from './words.ts';

/** The origin of a text: its name, and its lines. */
export interface Origin {
  readonly name: string;
  readonly lines: LineMap;
}

/** The problem of a fault, with its place and, for a common cause, a hint. */
export function explainFault(fault: SyntaxFault, offset: number, origin: Origin): Problem {
  const { line, column } = origin.lines.locate(offset);
  return problemAt('yaml-syntax', 'error', findWords(fault, origin.lines.line(line), column), offset, origin);
}

/** A key occurs twice. Helm silently uses the last one, so this is a warning. */
export function explainDuplicate(key: string, offset: number, first: number, origin: Origin): Problem {
  const words = {
    message: `the key ${JSON.stringify(key)} occurs twice in this map, and the last one wins`,
    hint: `line ${origin.lines.locate(first).line} has it before`,
  };
  return problemAt('yaml-duplicate-key', 'warning', words, offset, origin);
}

/** Helm ignores what follows `...`. */
export function explainRest(offset: number, origin: Origin): Problem {
  const words = {
    message: 'the document ends here, and what follows is not read',
    hint: 'begin another document with `---`',
  };
  return problemAt('yaml-syntax', 'warning', words, offset, origin);
}

function problemAt(code: ProblemCode, severity: Severity, words: Words, offset: number, origin: Origin): Problem {
  const { line, column } = origin.lines.locate(offset);
  const text = origin.lines.line(line);
  // What is a key here may be a part of a secret: the line cannot be read.
  const shown = isBelowSecret(origin.lines, line)
    ? { source: ' '.repeat(indentOf(text)) + HIDDEN }
    : sourceOf(text, column);
  return { code, severity, ...words, where: { file: origin.name, line, column, ...shown } };
}

/** How many lines above a place are searched for the key that holds it. */
const MOST_ABOVE = 1000;

/** Whether a line is a part of the value of a key that looks like a secret, as far as indentation shows that. */
function isBelowSecret(lines: LineMap, line: number): boolean {
  let indent = indentOf(lines.line(line));
  for (let above = line - 1; above > Math.max(0, line - MOST_ABOVE) && indent > 0; above--) {
    const text = lines.line(above);
    if (text.trim() === '' || indentOf(text) >= indent) continue;
    indent = indentOf(text);
    const [, key] = /^\s*(?:- +)*["']?([\w.-]+)["']?\s*:/.exec(text) ?? [];
    if (key !== undefined && holdsSecrets(key)) return true;
  }
  return false;
}

function findWords(fault: SyntaxFault, source: string, column: number): Words {
  const { reason, detail } = fault;
  const slip = SLIPS.find(([pattern, reasons]) => reasons.includes(reason) && pattern.test(source));
  if (slip) return slip[2];
  const words = WORDS[reason];
  if (reason === 'character') {
    const character = String.fromCodePoint(source.codePointAt(column - 1) ?? 32);
    return { ...words, message: `a value cannot begin with ${character === '`' ? 'a backquote' : `\`${character}\``}` };
  }
  if (reason !== 'structure') return detail === '' ? words : { ...words, message: `${words.message}: ${detail}` };
  const found = STRUCTURE.find(([pattern]) => pattern.test(detail))?.[1] ?? words;
  // Only a whole line has an indentation.
  const isLineStart = source.slice(0, column - 1).trim() === '';
  return isLineStart || !found.message.startsWith('this line') ? found : words;
}
