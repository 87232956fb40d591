import type { Path } from './path.ts';
import type { Problem, RenderedPlace, Where } from './problem.ts';

/** What is printed for a secret. */
export const HIDDEN = '***';

/**
 * A problem as it may be printed: without the values of keys that look like secrets, without what is below `data` and
 * `stringData` of a Secret, without values of environment variables, and without user names and passwords of URLs.
 * Everything that prints or serializes problems calls it.
 */
export function redactProblem<T extends Problem>(problem: T): T {
  const { where, rendered } = problem;
  const message = clip(problem.message);
  const hint = problem.hint === undefined ? undefined : clip(problem.hint);
  const isInSecret = rendered?.secret?.[rendered.line - rendered.first] ?? false;
  const isSecret = hidesPath(where?.path) || hidesObject(problem) || isInSecret;
  return {
    ...problem,
    message: isSecret ? hideValues(hideSentence(message)) : hideSentence(message),
    ...(hint === undefined ? {} : { hint: isSecret ? hideAdvice(hideSentence(hint)) : hideSentence(hint) }),
    ...(where === undefined ? {} : { where: redactPlace(where, isSecret) }),
    ...(rendered === undefined ? {} : { rendered: redactRendered(rendered) }),
  };
}

/** The most characters of a message, of a hint, and of a key in a path. */
const LONGEST = 10_000;

const clip = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** Words of keys whose values are secrets, in the spelling of {@link normalize}. */
const SECRET_WORDS =
  /passw|passphrase|passwd|pwd$|secret|token|credential|privatekey|presharedkey|apikey|accesskey|signingkey|encryptionkey|psk$|salt$/;
/** Keys that name or describe a secret, but do not hold one. */
const NO_SECRET =
  /(?:names?|refs?|existingsecrets?|pullsecrets?|keyref|path|file|enabled|type|mode|expiration|length|passwordkey|tokenkey|accounttoken|secrets|secretannotations|secretlabels|createsecret)$/;

const normalize = (key: string): string => key.replace(/[-_.\s]/g, '').toLowerCase();

/** Whether the value of a key is likely a secret. */
export function looksSecret(key: string): boolean {
  const word = normalize(key);
  return SECRET_WORDS.test(word) && !NO_SECRET.test(word);
}

/** Whether a key holds a secret, or the values of a Secret: its data cannot always be told from that of a ConfigMap. */
export const holdsSecrets = (key: string): boolean => key === 'stringData' || looksSecret(key);
const isEnvironment = (step: string | number): boolean => typeof step === 'string' && /env(?:vars?)?$/i.test(step);

function hidesPath(path: Path | undefined): boolean {
  if (!path) return false;
  if (path.some((step) => typeof step === 'string' && holdsSecrets(step))) return true;
  return (path.at(-1) === 'value' && path.some(isEnvironment)) || isInEnvironment(path);
}

/** Whether a path is in an entry of a list of environment variables, and not that of its name or its source. */
function isInEnvironment(path: Path): boolean {
  const list = path.findIndex((step, index) => isEnvironment(step) && typeof path[index + 1] === 'number');
  const field = list < 0 ? undefined : path[list + 2];
  return field !== undefined && field !== 'name' && field !== 'valueFrom';
}

/** What lint knows about the object of a problem. */
function hidesObject(problem: Problem): boolean {
  const { object } = problem as { readonly object?: { readonly kind?: string; readonly path?: Path } };
  const { kind, path = [] } = object ?? {};
  return (kind === 'Secret' && (path[0] === 'data' || path[0] === 'stringData')) || isInEnvironment(path);
}

function redactPlace(where: Where, isSecret: boolean): Where {
  const { source, flag, file, path } = where;
  const cut =
    source === undefined
      ? undefined
      : isSecret
        ? hideLine(source)
        : source.includes('{{')
          ? hideSentence(source)
          : hideText(source);
  return {
    ...where,
    ...(path?.some((step) => typeof step === 'string' && step.length > LONGEST) && {
      path: path.map((step) => (typeof step === 'string' ? clip(step) : step)),
    }),
    ...(file === undefined ? {} : { file: redact(file) }),
    ...(cut === undefined ? {} : { source: cut }),
    ...(flag === undefined ? {} : { flag: redactFlag(flag, isSecret) }),
  };
}

function redactFlag(flag: NonNullable<Where['flag']>, isSecret: boolean): NonNullable<Where['flag']> {
  const text = hideFlag(flag.name, flag.text);
  const end = flag.text.indexOf('=') + 1;
  const shown = isSecret && text === flag.text && end > 0 ? flag.text.slice(0, end) + HIDDEN : text;
  if (shown === flag.text) return flag;
  const { offset, ...rest } = flag;
  // What is hidden before the place may be shorter or longer than its replacement.
  const moved = offset === undefined ? undefined : hideFlag(flag.name, flag.text.slice(0, offset)).length;
  return { ...rest, text: shown, ...(moved === undefined || moved > shown.length ? {} : { offset: moved }) };
}

const TO_NEXT_KEY = /(?:\\[\s\S]|[^\\,]|,(?![\w.\\[\]-]{1,200}=))*/y;
const TO_END = /[\s\S]*/y;

/** Where a value of a flag ends. Any other value ends at a blank, too. */
const FLAG_VALUES: Readonly<Record<string, RegExp>> = {
  '--set': TO_NEXT_KEY,
  '--set-string': TO_NEXT_KEY,
  '--set-json': TO_END,
  '--set-literal': TO_END,
};

/** The text of a flag, as it may be printed. */
const hideFlag = (name: string, text: string): string => redact(hidePairs(text, undefined, FLAG_VALUES[name]));

/** The text of a `--set`, as it may be printed. */
export const redactSet = (text: string): string => hideFlag('--set', text);

/** Lines below the data of a Secret are left out. */
const redactRendered = (rendered: RenderedPlace): RenderedPlace => ({
  ...rendered,
  lines: rendered.lines.map((line, index) => (rendered.secret?.[index] ? hideLine(line) : hideText(line))),
});

/**
 * Which lines of a manifest are below the `data` or `stringData` of a Secret.
 *
 * @returns undefined where there is no Secret
 */
export function findSecretLines(lines: readonly string[]): boolean[] | undefined {
  if (!lines.some((line) => SECRET.test(line))) return undefined;
  let within: number | undefined;
  return lines.map((line) => {
    const indent = indentOf(line);
    if (within !== undefined && indent <= within && line.trim() !== '') within = undefined;
    if (within !== undefined) return true;
    if (!DATA.test(line)) return FLOW_DATA.test(line);
    within = indent;
    return !/:\s*$/.test(line);
  });
}

/** The number of blanks that a line begins with. */
export const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;

/** What templates print, without the data of Secrets, for a message. */
export const redactOutput = (text: string): string[] =>
  text.split(/\r?\n(?=---)/).flatMap((document) => {
    const lines = document.split(/\r?\n/);
    const secret = findSecretLines(lines);
    return secret ? lines.map((line, index) => (secret[index] ? hideLine(line) : line)) : lines;
  });

const SECRET = /(?:^[ -]*|[{,] *)["']?kind["']? *: *["']?Secret\b/;

/** Whether a text may have such lines; asked first, since splitting it takes memory. */
export const holdsSecret = (text: string): boolean => text.includes('Secret');
const DATA = /^ *(?:- +)*["']?(?:data|stringData)["']? *:/;
/** The same within a map in braces, whose line shows other keys, too. */
const FLOW_DATA = /[{,] *["']?(?:data|stringData)["']? *:/;

/** `key: value` with the value hidden; what has no key is hidden as a whole. */
function hideLine(line: string): string {
  const [lead] = /^[ \t]*(?:- +)*(?:"(?:[^"\\]|\\.)*"|'[^']*'|(?!- )[^\s:'"][^:]*):(?:[ \t]+|$)/.exec(line) ?? [];
  if (lead !== undefined) return lead.length === line.trimEnd().length ? line : lead + HIDDEN;
  const blanks = /^[ \t]*(?:- +)*/.exec(line)?.[0] ?? '';
  return blanks.length === line.length ? line : blanks + HIDDEN;
}

/** What is hidden in any text. */
const hideText = (text: string): string => redact(hidePairs(text));

/**
 * What is hidden in a sentence, in which a colon may be followed by further words: `set auth.password: it is empty`.
 */
const hideSentence = (text: string): string => redact(hidePairs(text, PROSE));

/** A text without the user names and passwords of its URLs: no message, file name or cache may show them. */
export const redact = (text: string): string =>
  text.includes('://')
    ? text.replace(/(:\/\/)[^\s/?#@"'`]*@/g, `$1${HIDDEN}@`).replace(QUERY, (_, url: string, query: string) => {
        return url + query.replace(/=[^&#]+/g, `=${HIDDEN}`);
      })
    : text;

/** A URL, and its query: its values may be tokens and signatures. */
const QUERY = /(:\/\/(?:[^\s"'`?:]|:(?!\/\/))*)(\?[^\s"'`]*)/g;

/** A key of one word with its sign: `key: `, `key=`, `"key": `. */
const KEY = /(?:(["'])|(?<![\w.\\-]))([\w.\\-]+(?:\[\d{1,6}\])?)\1(?:: *|=)(?=\S)/g;
const VALUE = /"(?:[^"\\]|\\.)*"?|'[^']*'?|(?:[^\s,}\]\\&]|\\.)+/y;
/** What follows such a key without being its value. */
const HARMLESS =
  /^(?:true|false|null|~|\{\}?|\[\]?|[|>][-+0-9]*|\{\{.*|"?\$.*|""|''|\*\*\*|expected|cannot|is|got|a|an|the|must)$/;

/** A word that another one follows. */
const PROSE = /[a-z]+,? [a-z]/y;

/**
 * @param harmless what is not a value where it follows a key and a colon
 * @param shape what a value is
 */
function hidePairs(text: string, harmless?: RegExp, shape = VALUE): string {
  const isInEnv = ENV_LIST.test(text);
  if (!isInEnv && !MENTIONED.test(text)) return text;
  let out = '';
  let from = 0;
  for (const { 0: lead, 2: key = '', index } of text.matchAll(KEY)) {
    const at = index + lead.length;
    if (index < from || !(looksSecret(key.split('.').at(-1) ?? key) || (isInEnv && key === 'value'))) continue;
    const value = valueAt(text, at, shape);
    if (value === '' || HARMLESS.test(value)) continue;
    if (harmless && lead.endsWith(': ') && startsAt(harmless, text, at)) continue;
    out += text.slice(from, at) + HIDDEN;
    from = at + value.length;
  }
  return out + text.slice(from);
}

/** A map or a list in braces is a value up to the brace that closes it, or to the end. */
function valueAt(text: string, at: number, shape: RegExp): string {
  const isOpen = /[[{]/.test(text[at] ?? '') && !text.startsWith('{{', at);
  if (!isOpen || shape !== VALUE) {
    shape.lastIndex = at;
    return shape.exec(text)?.[0] ?? '';
  }
  let depth = 0;
  for (let end = at; end < text.length; end++) {
    if (text[end] === '{' || text[end] === '[') depth++;
    else if ((text[end] === '}' || text[end] === ']') && --depth === 0) return text.slice(at, end + 1);
  }
  return text.slice(at).trimEnd();
}

/** The beginning of a list of environment variables in one line. */
const ENV_LIST = /env(?:vars)?["']? *: *\[/i;

function startsAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** Most texts have no such word. */
const MENTIONED = /passw|passphrase|pwd|secret|token|credential|key|psk|salt/i;

/** Values in the words that messages and hints use for them. */
const hideValues = (text: string): string =>
  text
    .replace(/the string "(?:[^"\\]|\\[\s\S])*(?:"|\\?$)/g, 'a string')
    .replace(/the number [-+.\w]+/g, 'a number')
    .replace(/"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)/g, `"${HIDDEN}"`)
    .replace(/(=)[^\s'"]+/g, `$1${HIDDEN}`);

/** Advice for a hidden value: nobody is to write what stands for it. */
const hideAdvice = (hint: string): string => hideValues(hint).replace(/: "\*\*\*"$/, '');
