import type { hbs } from '../parse/syntax.ts';

/**
 * Checks the positions of escaped mustaches. `{{x}}` writes a whole YAML node, so it must begin where a node may begin,
 * and nothing may follow that YAML would read as a part of it. A small state machine reads the text around the
 * mustaches once; it knows the part of YAML's lexical structure that this needs: lines, indentation, indicators,
 * quotes, comments, flow brackets and block scalars. Branches run the machine in parallel; their states are merged
 * afterwards.
 */

type Kind =
  | 'node' // a node may begin
  | 'colon' // after a `:`, which is an indicator only if a space follows
  | 'dash' // after a `-` or `?` that may be an indicator
  | 'text' // inside a plain scalar, or after a closed quote or bracket
  | 'raw' // after text that only the rendering knows
  | 'double'
  | 'double-escape'
  | 'single'
  | 'property' // inside an anchor, a tag or an alias
  | 'header' // after `|` or `>`, up to the end of the line
  | 'block' // inside a block scalar
  | 'comment'
  | 'value' // directly after an escaped mustache
  | 'value-colon' // after an escaped mustache and a colon
  | 'value-space'; // after an escaped mustache and a space

interface State {
  readonly kind: Kind;
  /** Depth of flow brackets. */
  readonly flow: number;
  /** The column in the current line. */
  readonly column: number;
  /** Only spaces (and indicators) so far on this line. */
  readonly leading: boolean;
  /** The column that the content of a block scalar must exceed. */
  readonly parent: number;
  /** The block scalar that the current line may belong to: its parent's column (-1 for the document); {@link NONE} outside. */
  readonly block: number;
  /** The last character was white space (a `#` begins a comment only there). */
  readonly spaced: boolean;
  /** What the lines above left open, which a further indented line continues. */
  readonly above: 'text' | 'value' | undefined;
  /** The column that such a line must exceed; infinite where that is not known. */
  readonly floor: number;
}

const NONE = -2;

const START: State = {
  kind: 'node',
  flow: 0,
  column: 0,
  leading: true,
  parent: -1,
  block: NONE,
  spaced: true,
  above: undefined,
  floor: -1,
};

export type SlotFault = 'quotes' | 'text' | 'comment' | 'block' | 'adjacent' | 'followed' | 'continued' | 'branches';

/** The most states that one place may have, each from other branches and turns of loops above it. */
const MAX_STATES = 200;

/**
 * @param body the statements of a template, white space control applied
 * @param printsNothing whether a mustache is a statement such as `warn`, which prints nothing
 * @param report called with each escaped mustache that is not a whole key or value, and why
 * @returns the mustaches that are keys
 */
export function checkSlots(
  body: readonly hbs.Statement[],
  printsNothing: (mustache: hbs.MustacheStatement) => boolean,
  report: (node: hbs.MustacheStatement, fault: SlotFault) => void,
): ReadonlySet<hbs.MustacheStatement> {
  const faulty = new Set<hbs.MustacheStatement>();
  const keys = new Set<hbs.MustacheStatement>();
  let last: hbs.MustacheStatement | undefined;
  const blame = (node: hbs.MustacheStatement | undefined, fault: SlotFault) => {
    if (!node || faulty.has(node)) return;
    faulty.add(node);
    report(node, fault);
  };

  const learn: Learn = {
    key: () => last && keys.add(last),
    followed: () => blame(last, 'followed'),
    continued: () => blame(last, 'continued'),
  };

  const walk = (statements: readonly hbs.Statement[], from: State[]): State[] => {
    let states = from;
    for (const statement of statements) {
      if (states.length > MAX_STATES) {
        blame(statement as hbs.MustacheStatement, 'branches');
        return states.slice(0, 1);
      }
      if (statement.type === 'ContentStatement') {
        const { value } = statement as hbs.ContentStatement;
        states = merge(states.map((state) => scan(state, value, learn)));
      } else if (statement.type === 'MustacheStatement') {
        const mustache = statement as hbs.MustacheStatement;
        if (printsNothing(mustache)) continue;
        states = merge(states.map((state) => place(state, mustache)));
        if (mustache.escaped) last = mustache;
      } else if (statement.type === 'BlockStatement') {
        states = walkBlock(statement as hbs.BlockStatement, states);
      } else if (statement.type === 'PartialStatement') {
        states = merge(states.map(placeRaw));
      }
    }
    return states;
  };

  const place = (state: State, mustache: hbs.MustacheStatement): State => {
    if (!mustache.escaped) {
      if (state.kind === 'value' || state.kind === 'value-colon') blame(last, 'adjacent');
      return placeRaw(state);
    }
    const fault = faultAt(state);
    if (fault) blame(mustache, fault);
    const parent = state.leading ? state.column : state.parent;
    return { ...state, kind: 'value', leading: false, parent, spaced: false, above: undefined, floor: state.parent };
  };

  /** What became of each state before a block: blocks within loops are walked again and again. */
  const walked = new Map<hbs.BlockStatement, Map<string, readonly State[]>>();

  const walkBlock = (block: hbs.BlockStatement, states: State[]): State[] => {
    const known = walked.get(block) ?? new Map<string, readonly State[]>();
    walked.set(block, known);
    const fresh = states.filter((state) => !known.has(keyOf(state)));
    // Each by itself, so that it can be found again; most often there is only one.
    for (const state of fresh) known.set(keyOf(state), walkOnce(block, [state]));
    return merge(states.flatMap((state) => known.get(keyOf(state)) ?? []));
  };

  const walkOnce = (block: hbs.BlockStatement, states: State[]): State[] => {
    const loops = block.path.type === 'PathExpression' && (block.path as hbs.PathExpression).original === 'each';
    let inside = block.program ? walk(block.program.body, states) : states;
    // The second iteration of a loop begins where the first one ended.
    if (loops && block.program) inside = merge([...inside, ...walk(block.program.body, merge([...states, ...inside]))]);
    const otherwise = block.inverse ? walk(block.inverse.body, states) : states;
    return merge([...inside, ...otherwise]);
  };

  if (walk(body, [START]).some(({ kind }) => kind === 'value-colon')) learn.key();
  return keys;
}

/** Receives what the text after an escaped mustache shows about it. */
interface Learn {
  readonly key: () => void;
  readonly followed: () => void;
  /** By a line below it that is indented further than its key. */
  readonly continued: () => void;
}

const QUOTED: ReadonlySet<Kind> = new Set(['double', 'double-escape', 'single']);

function placeRaw(state: State): State {
  if (QUOTED.has(state.kind) || state.kind === 'block' || state.kind === 'comment') return state;
  return { ...state, kind: 'raw', leading: false, spaced: false, above: undefined };
}

/** Whether the first token of a line still belongs to the value above it. */
const isContinued = ({ above, leading, column, floor, flow }: State): boolean =>
  above !== undefined && leading && (flow > 0 || column > floor);

function faultAt(state: State): SlotFault | undefined {
  if (isContinued(state)) return state.above === 'value' ? 'adjacent' : 'text';
  if (state.kind === 'node')
    return state.block > NONE && state.leading && state.column > state.block ? 'block' : undefined;
  if (QUOTED.has(state.kind)) return 'quotes';
  if (state.kind === 'comment' || state.kind === 'block') return state.kind;
  return state.kind.startsWith('value') ? 'adjacent' : 'text';
}

function merge(states: readonly State[]): State[] {
  const seen = new Map<string, State>();
  if (states.length < 2) return [...states];
  for (const state of states) seen.set(keyOf(state), state);
  return [...seen.values()];
}

const keyOf = (state: State): string => Object.values(state).join();

function scan(from: State, text: string, learn: Learn): State {
  let state = from;
  for (let at = 0; at < text.length; ) {
    const marked = state.column === 0 && !QUOTED.has(state.kind) ? endOfMark(text, at) : 0;
    if (marked > 0) {
      // What follows a mark at the end of a piece of text is not known: it begins no node, and the next line is a new one.
      const isOpen = marked === text.length;
      state = { ...START, column: 3, ...(isOpen && { kind: 'text', leading: false, floor: Number.POSITIVE_INFINITY }) };
      at = marked;
      continue;
    }
    const char = String.fromCodePoint(text.codePointAt(at) as number);
    state = step(state, char, learn);
    at += char.length;
    const same = lengthOfSame(state, text, at);
    if (same > 0) {
      state = { ...state, column: state.column + same };
      at += same;
    }
  }
  return state;
}

/** The end of the mark of a document at a place, if there is one; 0 else. */
function endOfMark(text: string, at: number): number {
  if (!text.startsWith('---', at) && !text.startsWith('...', at)) return 0;
  return /^(?:[ \t\r\n]|$)/.test(text.slice(at + 3, at + 4)) ? at + 3 : 0;
}

/** How many characters from a place on change nothing but the column. */
function lengthOfSame(state: State, text: string, at: number): number {
  if (state.kind === 'comment' || state.kind === 'block') {
    const end = text.indexOf('\n', at);
    return (end < 0 ? text.length : end) - at;
  }
  const same = state.spaced && text[at - 1] === ' ' && text[at - 2] === ' ' ? SPACES : WORD;
  if (same === WORD && (state.kind !== 'text' || state.leading || state.above !== undefined || state.spaced)) return 0;
  same.lastIndex = at;
  return same.exec(text)?.[0].length ?? 0;
}

const SPACES = / +/y;
const WORD = /[\w./-]+/y;

function step(state: State, char: string, learn: Learn): State {
  const blank = char === ' ' || char === '\t';
  if (state.kind === 'value-colon' && (blank || char === '\n' || char === '\r')) learn.key();
  if (char === '\n') return nextLine(state);
  if (char === '\r') return state;
  const next = { ...state, column: state.column + 1, spaced: blank };
  if (blank) return { ...next, kind: afterBlank(state) };
  // The first character of a line decides whether the line still belongs to the block scalar above it.
  if (state.block > NONE && state.leading) {
    if (state.column > state.block) return { ...next, kind: 'block', leading: false };
    next.block = NONE;
  }
  if (char === '#' && state.spaced && COMMENTABLE.has(state.kind))
    return { ...next, kind: 'comment', leading: false, above: undefined };
  if (isContinued(state)) return goOn(state, next, char, learn);
  next.above = undefined;
  switch (state.kind) {
    case 'node':
      return beginNode(state, next, char);
    case 'dash':
      return { ...next, kind: 'text', leading: false };
    case 'value-colon':
      learn.followed();
      return { ...next, kind: 'text' };
    case 'colon':
      return { ...next, kind: 'text' };
    case 'text':
    case 'raw':
      return inText(state, next, char);
    case 'value':
    case 'value-space':
      if (char === ':' && state.kind === 'value') return { ...next, kind: 'value-colon' };
      if (state.flow > 0 && ',]}'.includes(char)) return inText(state, next, char);
      learn.followed();
      return { ...next, kind: 'text' };
    case 'double':
      return { ...next, kind: char === '"' ? 'text' : char === '\\' ? 'double-escape' : 'double' };
    case 'double-escape':
      return { ...next, kind: 'double' };
    case 'single':
      return { ...next, kind: char === "'" ? 'text' : 'single' };
    default:
      return next;
  }
}

const COMMENTABLE: ReadonlySet<Kind> = new Set(['node', 'text', 'raw', 'value-space', 'header', 'dash', 'colon']);

/** The first character of a line that continues the value above it. */
function goOn(state: State, next: State, char: string, learn: Learn): State {
  const isEnd = state.flow > 0 && ',]}:'.includes(char);
  if (state.above === 'value' && !isEnd) learn.continued();
  return inText(state, { ...next, leading: false, above: undefined }, char);
}

function nextLine(state: State): State {
  const quoted = QUOTED.has(state.kind);
  const block = state.kind === 'header' ? state.parent : state.block;
  const above = leftOpen(state);
  const kind = quoted ? state.kind : 'node';
  const next = { kind, column: 0, leading: !quoted, spaced: true, block, above, floor: above ? state.floor : -1 };
  // An empty line changes nothing, and a text may consist of them.
  return isPartOf(next, state) ? state : { ...state, ...next };
}

const isPartOf = (some: Partial<State>, state: State): boolean =>
  (Object.keys(some) as (keyof State)[]).every((key) => some[key] === state[key]);

/** What stays open at the end of a line. */
function leftOpen({ kind, above }: State): State['above'] {
  if (kind === 'text') return 'text';
  if (kind === 'value' || kind === 'value-space') return 'value';
  return kind === 'node' ? above : undefined;
}

function afterBlank(state: State): Kind {
  switch (state.kind) {
    case 'value-colon':
    case 'colon':
    case 'dash':
    case 'property':
      return 'node';
    case 'value':
      return 'value-space';
    case 'double-escape':
      return 'double';
    default:
      return state.kind;
  }
}

function beginNode(state: State, next: State, char: string): State {
  const parent = state.leading ? state.column : state.parent;
  const begun = { ...next, leading: false, parent, floor: state.parent };
  switch (char) {
    case '-':
    case '?':
      return { ...next, kind: 'dash', parent, floor: state.parent };
    case ':':
      return { ...begun, kind: 'colon' };
    case '"':
      return { ...begun, kind: 'double' };
    case "'":
      return { ...begun, kind: 'single' };
    case '[':
    case '{':
      return { ...begun, kind: 'node', flow: state.flow + 1 };
    case '&':
    case '!':
    case '*':
      return { ...begun, kind: 'property' };
    case '|':
    case '>':
      return { ...next, leading: false, kind: state.flow > 0 ? 'text' : 'header' };
    case '%':
      // A directive, at the beginning of a line.
      return state.column === 0 ? { ...next, kind: 'comment', leading: false } : { ...begun, kind: 'text' };
    default:
      return state.flow > 0 && ',]}'.includes(char) ? inText(state, begun, char) : { ...begun, kind: 'text' };
  }
}

function inText(state: State, next: State, char: string): State {
  if (char === ':') return { ...next, kind: 'colon' };
  if (state.flow > 0 && char === ',') return { ...next, kind: 'node' };
  if (state.flow > 0 && (char === ']' || char === '}')) return { ...next, kind: 'text', flow: state.flow - 1 };
  return { ...next, kind: 'text' };
}
