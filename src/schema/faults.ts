import type { Path } from '../problem/path.ts';
import { isNode, own, type SchemaLookup, type SchemaNode } from './lookup.ts';
import type { SchemaError } from './validator.ts';

/** One mistake in the values, as a person would count. */
export interface Fault {
  readonly keyword: string;
  /** The place of the value; for a key that must not be there, or must, the place of that key. */
  readonly path: Path;
  readonly params: Readonly<Record<string, unknown>>;
  /** The violated part of the schema, where it was found. */
  readonly node?: SchemaNode | undefined;
  /** Set where the key itself is wrong, not its value. */
  readonly key?: string | undefined;
  /** The alternatives, where any of several would be valid. */
  readonly parts?: readonly Fault[];
}

/** A validator's error with its place as a path. */
export interface PlacedError extends SchemaError {
  readonly path: Path;
}

/**
 * A validator's errors, in its own order, without its noise: of `anyOf` and `oneOf` only the branch that was meant, no
 * error that only reports that there were others, and for each value only the most specific kind of error.
 */
export function findFaults(errors: readonly PlacedError[], lookup: SchemaLookup): Fault[] {
  return explain(errors, lookup.root, [], lookup);
}

/** @param base the place of `schema`: the errors are those of the values there and below */
function explain(errors: readonly PlacedError[], schema: unknown, base: Path, lookup: SchemaLookup): Fault[] {
  const rest = [...errors];
  const faults: Fault[] = [];
  const nodesAt = (path: Path) => lookup.at(schema, path.slice(base.length));
  for (let error = rest.pop(); error !== undefined; error = rest.pop()) {
    const { keyword, path, params } = error;
    if (keyword === 'if' && [...rest, ...faults].some((other) => startsWith(other.path, path))) continue;
    if (keyword === 'propertyNames' && rest.some(({ propertyName }) => propertyName === params.propertyName)) continue;
    const nodes = nodesAt(path).filter((node) => own(node, keyword) !== undefined);
    if (isCombinator(error) && !params.passingSchemas) {
      const alternatives = takeBranches(rest, error, nodes, lookup);
      faults.push(...choose(alternatives, { keyword, path, params, node: nodes[0] }));
    } else {
      if (keyword === 'contains') takeBelow(rest, error, nodes, lookup);
      faults.push(...toFaults(error, nodesAt(path), lookup));
    }
  }
  return keepMostSpecific(faults.reverse());
}

const isCombinator = ({ keyword }: SchemaError): boolean => keyword === 'anyOf' || keyword === 'oneOf';

function toFaults(error: PlacedError, nodes: readonly SchemaNode[], lookup: SchemaLookup): Fault[] {
  const { keyword, params, path, propertyName } = error;
  const key = keyword === 'propertyNames' ? params.propertyName : propertyName;
  const candidates =
    propertyName === undefined ? nodes : nodes.flatMap((node) => lookup.inPlace(own(node, 'propertyNames')));
  const node = candidates.find((candidate) => violates(candidate, error));
  const child = params.additionalProperty ?? params.unevaluatedProperty ?? params.missingProperty ?? key;
  const fault: Fault = { keyword, params, node, path: typeof child === 'string' ? [...path, child] : path };
  return [typeof key === 'string' ? { ...fault, key } : fault];
}

/** One list of faults for each branch of the combinator of `error`; removes their errors from `rest`. */
function takeBranches(
  rest: PlacedError[],
  { keyword, path }: PlacedError,
  nodes: readonly SchemaNode[],
  lookup: SchemaLookup,
): Fault[][] {
  // The errors of a branch come directly before, contiguously.
  const start = rest.findLastIndex((other) => !startsWith(other.path, path)) + 1;
  const near = rest.slice(start);
  let best: { branches: unknown[]; owned: PlacedError[][]; last: number } | undefined;
  for (const node of nodes) {
    const branches = node[keyword];
    if (!Array.isArray(branches)) continue;
    const owned = branches.map((branch) => near.filter((other) => speaksOf(branch, other, path, lookup)));
    if (owned.some((list) => list.length === 0)) continue;
    // Of several combinators for one value, the errors of the last one come last; an outer one comes first.
    const last = near.findLastIndex((other) => owned.some((list) => list.includes(other)));
    if (best === undefined || last > best.last) best = { branches, owned, last };
  }
  if (best === undefined) {
    // The lookup does not find the place of the combinator (below a nested `$id`): each fault is a branch.
    rest.splice(start);
    return near.filter((other) => !isCombinator(other)).map((other) => toFaults(other, [], lookup));
  }
  const taken = new Set(best.owned.flat());
  rest.splice(start, near.length, ...near.filter((other) => !taken.has(other)));
  const { branches } = best;
  return best.owned.map((list, index) => explain(list, branches[index], path, lookup));
}

/** Removes the errors of the items that `contains` has tried. */
function takeBelow(rest: PlacedError[], error: PlacedError, nodes: readonly SchemaNode[], lookup: SchemaLookup): void {
  const tried = nodes.flatMap((node) => lookup.inPlace(node.contains));
  for (let other = rest.at(-1); other && startsWith(other.path, error.path); other = rest.at(-1)) {
    const below = other.path.slice(error.path.length + 1);
    if (other.path.length === error.path.length) return;
    if (!tried.some((node) => lookup.at(node, below).some((part) => other && violates(part, other)))) return;
    rest.pop();
  }
}

/** Whether an error may come from this branch. */
function speaksOf(branch: unknown, error: PlacedError, base: Path, lookup: SchemaLookup): boolean {
  if (error.keyword === 'false schema') return true;
  const nodes = lookup.at(branch, error.path.slice(base.length));
  const parts =
    error.propertyName === undefined ? nodes : nodes.flatMap((node) => lookup.inPlace(own(node, 'propertyNames')));
  return parts.some((node) => violates(node, error));
}

/** Whether this part of a schema can have caused the error. */
function violates(node: SchemaNode, { keyword, params }: SchemaError): boolean {
  const wanted = own(node, keyword);
  if (wanted === undefined) return false;
  switch (keyword) {
    case 'required':
      return Array.isArray(wanted) && wanted.includes(params.missingProperty);
    case 'additionalProperties':
      return !Object.hasOwn(isNode(node.properties) ? node.properties : {}, String(params.additionalProperty));
    default: {
      const said = REPEATED[keyword];
      return said === undefined || JSON.stringify(params[said]) === JSON.stringify(wanted);
    }
  }
}

/** The parameter in which an error repeats the schema, by keyword. */
const REPEATED: Readonly<Record<string, string>> = {
  type: 'type',
  enum: 'allowedValues',
  const: 'allowedValue',
  pattern: 'pattern',
  format: 'format',
  multipleOf: 'multipleOf',
  minimum: 'limit',
  maximum: 'limit',
  exclusiveMinimum: 'limit',
  exclusiveMaximum: 'limit',
  minLength: 'limit',
  maxLength: 'limit',
  minItems: 'limit',
  maxItems: 'limit',
  minProperties: 'limit',
  maxProperties: 'limit',
};

/** Of the branches of a combinator, the one whose shape the value has; where that is unclear, all of them in one. */
function choose(alternatives: readonly Fault[][], combinator: Fault): Fault[] {
  const { path } = combinator;
  const here = (fault: Fault) => fault.path.length === path.length && fault.key === undefined;
  const found = alternatives.filter((faults) => faults.length > 0);
  const shaped = found.filter((faults) => !faults.some((fault) => here(fault) && isOfType(fault)));
  const sound =
    shaped.length > 0 ? shaped : found.map((faults) => faults.filter((fault) => here(fault) && isOfType(fault)));
  const [first, ...others] = sound;
  if (first === undefined) return [combinator];
  if (others.length === 0) return first;
  if (sound.every((faults) => faults.length === 1 && faults.every(here))) {
    const parts = sound.flat().flatMap((fault) => fault.parts ?? [fault]);
    return [{ ...combinator, parts }];
  }
  const score = (faults: readonly Fault[]) =>
    faults.length + 1000 * faults.filter((fault) => isChoice(fault) && fault.path.length <= path.length + 1).length;
  return sound.reduce((best, faults) => (score(faults) < score(best) ? faults : best));
}

const isOfType = (fault: Fault): boolean => fault.keyword === 'type' || (fault.parts?.every(isOfType) ?? false);

/** Whether a value selects one of several shapes: `kind: {const: …}`. */
const isChoice = ({ keyword }: Fault): boolean => keyword === 'const' || keyword === 'enum';

/** The more specific, the lower. Keywords that are missing here are the least specific. */
const RANKS: Readonly<Record<string, number>> = {
  'false schema': 0,
  type: 0,
  enum: 1,
  const: 1,
  format: 2,
  pattern: 2,
  not: 2,
};

const rank = (fault: Fault): number => (isOfType(fault) ? 0 : (RANKS[fault.keyword] ?? 3));

/** A string that is too short and has the wrong form has one fault; a value of the wrong type has no other. */
function keepMostSpecific(faults: readonly Fault[]): Fault[] {
  const best = new Map<string, number>();
  const place = (fault: Fault) => JSON.stringify([fault.path, fault.key]);
  for (const fault of faults) best.set(place(fault), Math.min(rank(fault), best.get(place(fault)) ?? 9));
  return faults.filter((fault) => rank(fault) === best.get(place(fault)));
}

const startsWith = (path: Path, start: Path): boolean => start.every((step, index) => path[index] === step);
