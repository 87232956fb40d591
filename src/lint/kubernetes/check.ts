import type { Path } from '../../problem/path.ts';
import { toInteger } from '../../yaml/integer.ts';
import { ExactNumber, isMap, newMap, type Value, type ValueMap } from '../../yaml/value.ts';
import type { Finding, ObjectRule, Place, StructureRule, Visit } from '../rule.ts';
import type { Fault } from './fault.ts';
import { GATED, withoutDropped } from './gated.ts';
import { minorOf, type ObjectType, type Schemas, type Shape } from './openapi.ts';
import { parseQuantity } from './quantity.ts';
import { list, text } from './read.ts';

type Visits = ReadonlyMap<string, readonly { readonly rule: ObjectRule; readonly visit: Visit }[]>;

/** The types as which a map or a list was found to be valid. */
type Clean = WeakMap<object, ObjectType | Shape>;

/** Rules, by type and by fault. */
export class Checker {
  readonly #schemas: Schemas;
  /** Nodes and lists in which nothing was found. Equal documents are read as the same objects. */
  readonly #clean: Clean = new WeakMap();
  readonly #visits = new Map<string, { readonly rule: ObjectRule; readonly visit: Visit }[]>();
  readonly #structure: ReadonlyMap<Fault['kind'], StructureRule>;
  readonly #minor: number;

  constructor(schemas: Schemas, rules: readonly (ObjectRule | StructureRule)[]) {
    this.#schemas = schemas;
    this.#minor = minorOf(schemas.version);
    this.#structure = new Map(rules.flatMap((rule) => ('fault' in rule ? [[rule.fault, rule] as const] : [])));
    for (const rule of rules) {
      if (!('visit' in rule)) continue;
      for (const [type, visit] of Object.entries(rule.visit)) {
        const known = this.#visits.get(type);
        if (known) known.push({ rule, visit });
        else this.#visits.set(type, [{ rule, visit }]);
      }
    }
  }

  /** What is wrong in an object. Of kinds without a schema, and of a document with only comments, nothing is known. */
  check(object: ValueMap): Finding[] {
    const findings: Finding[] = [];
    this.#object(object, [], findings);
    return withoutConsequences(findings);
  }

  #object(object: ValueMap, path: Path, findings: Finding[]): void {
    const apiVersion = text(object, 'apiVersion') ?? '';
    const kind = text(object, 'kind') ?? '';
    // What has no kind is not an object: reading the documents reports it, unless it has only comments.
    if (apiVersion === '' || kind === '') return;
    const known = this.#schemas.kind(apiVersion, kind);
    if (known) {
      if (this.#clean.get(object) === known.type) return;
      const explain = (fault: Fault) => this.#explain(fault, findings);
      const before = findings.length;
      const walk = (root: ValueMap) =>
        new Walk(root, path, this.#minor, this.#visits, findings, explain, this.#clean).walk(known.type);
      const dropped = walk(object);
      if (dropped) {
        // The rules see what the server keeps; of the rest, only the form counts.
        findings.splice(before, findings.length, ...dropped);
        walk(withoutDropped(object, known.type, this.#minor));
      }
      if (findings.length === before && !dropped) this.#clean.set(object, known.type);
      return;
    }
    if (kind.endsWith('List') && Array.isArray(object.items)) {
      list(object, 'items').forEach((item, index) => {
        if (isMap(item)) this.#object(item, [...path, 'items', index], findings);
      });
    } else if (this.#schemas.isOwnGroup(apiVersion)) {
      const known = this.#schemas.kinds;
      const field = known.some((key) => key.endsWith(`/${kind}`)) ? 'apiVersion' : 'kind';
      const fault: Fault = { kind: 'unknown-kind', path: [...path, field], apiVersion, name: kind, known };
      this.#explain(fault, findings);
    }
  }

  #explain(fault: Fault, findings: Finding[]): void {
    const rule = this.#structure.get(fault.kind);
    const words = rule?.explain(fault);
    if (rule && words) findings.push({ rule, path: fault.path, ...words });
  }
}

/** Rules whose findings can be about a key, whatever its value is. */
const ABOUT_KEYS = /^kubernetes-(?:annotation|label|name|resources|selector)$/;

/**
 * Of a value of a wrong type, and of a word that its field does not take, nothing else is said: most of it would follow
 * from that.
 */
function withoutConsequences(findings: Finding[]): Finding[] {
  if (findings.length < 2) return findings;
  const causes = new Map<string, Finding>();
  for (const fault of ['type', 'enum'])
    for (const finding of findings) {
      const { rule, severity = rule.severity } = finding;
      const place = JSON.stringify(finding.path);
      if ('fault' in rule && rule.fault === fault && severity === 'error' && !causes.has(place))
        causes.set(place, finding);
    }
  if (causes.size === 0) return findings;
  return findings.filter((finding) => {
    const cause = causes.get(JSON.stringify(finding.path));
    return !cause || cause === finding || ABOUT_KEYS.test(finding.rule.id);
  });
}

/** Kinds in which pods and Jobs have more, or fewer, restrictions than elsewhere. */
const CONTEXTUAL_KINDS: ReadonlySet<string> = new Set(['StatefulSet', 'Job', 'CronJob']);
const CONTEXTUAL_TYPES: ReadonlySet<string> = new Set([
  'batch.v1.JobSpec',
  'core.v1.PodSpec',
  'core.v1.PodTemplateSpec',
]);

/** The walk through one object. */
class Walk implements Place {
  readonly object: ValueMap;
  readonly #visits: Visits;
  readonly #findings: Finding[];
  readonly #fault: (fault: Fault) => void;
  readonly #clean: Clean;
  /** The current path: copied only for findings. */
  readonly #at: (string | number)[];
  readonly #depth: number;
  #isQuiet = false;
  readonly minor: number;
  /** What is wrong with the form of fields that the server drops; undefined where there are none. */
  #dropped: Finding[] | undefined;
  /** Whether the result for a part depends on the object around it, so that it cannot be reused elsewhere. */
  readonly #isContextual: boolean;
  /** Before version 1.34, the server takes the pods and the claims of a StatefulSet as they are. */
  readonly #isLenient: boolean;
  /** The current rule. */
  #rule: ObjectRule | undefined;

  constructor(
    object: ValueMap,
    path: Path,
    minor: number,
    visits: Visits,
    findings: Finding[],
    fault: (fault: Fault) => void,
    clean: Clean,
  ) {
    this.#clean = clean;
    this.minor = minor;
    this.object = object;
    this.#isLenient = minor < 34 && text(object, 'kind') === 'StatefulSet';
    this.#isContextual = CONTEXTUAL_KINDS.has(text(object, 'kind') ?? '');
    this.#at = [...path];
    this.#depth = path.length;
    this.#visits = visits;
    this.#findings = findings;
    this.#fault = fault;
  }

  get path(): Path {
    return this.#at.slice(this.#depth);
  }

  /** @returns what is wrong with the form of fields that the server drops; undefined where there are none */
  walk(type: ObjectType): readonly Finding[] | undefined {
    this.node(this.object, type);
    return this.#dropped;
  }

  node(node: ValueMap, type: ObjectType): void {
    const gated = GATED[type.name];
    for (const field in node) {
      // The observation is reset when an object is created.
      if (field === 'status' && this.#at.length === this.#depth) continue;
      const shape = type.fields.get(field);
      if (shape && gated && this.minor < (gated[field] ?? 0)) this.#quietly(field, node[field] as Value, shape);
      else if (shape) this.#below(field, node[field] as Value, shape);
      else if (!type.isOpen)
        this.#fault({
          kind: 'unknown-field',
          path: [...this.#at, field],
          field,
          type: type.name,
          known: [...type.fields.keys()],
        });
    }
    if (this.#isQuiet) return;
    for (const field of type.required) {
      const value = node[field];
      if (value === undefined || value === null || (value === '' && !type.takesEmpty))
        this.#explain({ kind: 'required', path: [...this.#at], field, type: type.name }, [...this.#at, field]);
    }
    const visits = this.#visits.get(type.name);
    if (!visits) return;
    for (const { rule, visit } of visits) {
      this.#rule = rule;
      visit(node, this.#report, this);
    }
  }

  /** Reports a fault that the server's validation finds, and not its decoder. */
  #explain(fault: Fault, path: Path): void {
    const before = this.#findings.length;
    this.#fault(fault);
    const found = this.#findings[before];
    if (found && this.#isUnvalidated(path)) this.#findings[before] = { ...found, severity: 'warning' };
  }

  /** Whether the server takes what is wrong at a path. It refuses the pods and the claims that are made of it. */
  #isUnvalidated(path: Path): boolean {
    if (!this.#isLenient) return false;
    const [spec, field, inner] = path.slice(this.#depth);
    if (spec !== 'spec') return false;
    if (field === 'serviceName') return this.minor < 33;
    if (field === 'volumeClaimTemplates') return true;
    // What the StatefulSet itself says of its pods is checked.
    return field === 'template' && (inner === 'spec' || inner === undefined) && this.#at.length >= this.#depth + 2;
  }

  /** Only the form is checked of what the server reads and then drops. */
  #quietly(field: string, value: Value, shape: Shape): void {
    const before = this.#isQuiet;
    const found = this.#findings.length;
    this.#isQuiet = true;
    this.#below(field, value, shape);
    this.#isQuiet = before;
    if (!before) this.#dropped = [...(this.#dropped ?? []), ...this.#findings.slice(found)];
  }

  /** A finding of a rule at a node: it belongs to that rule, and its path begins at that node. */
  readonly #report = (below: Path, message: string, hint?: string): void => {
    const rule = this.#rule as ObjectRule;
    const path = [...this.#at, ...below];
    const severity = this.#isUnvalidated(path) ? { severity: 'warning' as const } : undefined;
    this.#findings.push({ rule, path, message, ...(hint === undefined ? {} : { hint }), ...severity });
  };

  /** Objects that were checked before are known, except for metadata, whose check depends on the object's kind. */
  #inner(node: ValueMap, type: ObjectType): void {
    const isKept = this.#isKept(type);
    if (isKept && this.#clean.get(node) === type) return;
    const before = this.#findings.length;
    this.node(node, type);
    if (isKept && !this.#dropped && this.#findings.length === before) this.#clean.set(node, type);
  }

  #isKept(type: ObjectType): boolean {
    if (this.#isQuiet || this.#at.length - this.#depth <= 1 || type.name === 'meta.v1.ObjectMeta') return false;
    return !this.#isContextual || !CONTEXTUAL_TYPES.has(type.name);
  }

  #list(items: readonly Value[], shape: Shape, of: Shape): void {
    if (this.#clean.get(items) === shape) return;
    const before = this.#findings.length;
    for (let index = 0; index < items.length; index++) this.#below(index, orEmpty(items[index], of), of);
    if (this.#findings.length === before && !this.#dropped && !this.#isQuiet && this.#at.length - this.#depth > 1)
      this.#clean.set(items, shape);
  }

  #below(step: string | number, value: Value, shape: Shape): void {
    // Go reads null as a missing value of any type.
    if (value === null) return;
    this.#at.push(step);
    const expected = this.#value(value, shape);
    if (expected !== undefined) this.#fault({ kind: 'type', path: [...this.#at], value, expected });
    this.#at.pop();
  }

  /** @returns what is expected, where the value is something else */
  #value(value: Value, shape: Shape): string | undefined {
    switch (shape.is) {
      case 'list':
        if (!Array.isArray(value)) return 'list';
        this.#list(value, shape, shape.of);
        return undefined;
      case 'map':
        if (!isMap(value)) return 'map';
        for (const key in value) this.#below(key, orEmpty(value[key], shape.of), shape.of);
        return undefined;
      case 'object':
        if (!isMap(value)) return 'map';
        this.#inner(value, shape.type);
        return undefined;
      case 'enum':
        if (typeof value !== 'string') return 'string';
        // To Go, a field with an empty string is one that is not set; an item is an item.
        if ((value !== '' || typeof this.#at.at(-1) === 'number') && !this.#isQuiet && !shape.words.includes(value))
          this.#explain({ kind: 'enum', path: [...this.#at], value, words: shape.words }, this.#at);
        return undefined;
      case 'scalar':
        if (!SCALARS[shape.word]?.(value)) return shape.word;
        if (shape.word === 'quantity' && parseQuantity(value) === undefined)
          this.#fault({ kind: 'quantity', path: [...this.#at], text: String(value) });
        return undefined;
    }
  }
}

/** To Go, an item that is null is an empty one. */
const orEmpty = (value: Value | undefined, shape: Shape): Value =>
  (value ?? null) !== null ? (value as Value) : shape.is === 'object' ? newMap() : shape.is === 'enum' ? '' : null;

const whole = (value: Value, most: bigint): boolean => {
  if (typeof value === 'number') return Number.isInteger(value) && value >= -Number(most) - 1 && value <= Number(most);
  if (!(value instanceof ExactNumber) || !/^-?\d+$/.test(value.text)) return false;
  const exact = toInteger(value.text);
  return exact <= most && exact >= -most - 1n;
};

const isNumber = (value: Value): boolean => typeof value === 'number' || value instanceof ExactNumber;

/** What Go's decoder accepts for each scalar. */
const SCALARS: Readonly<Record<string, (value: Value) => boolean>> = {
  any: () => true,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  int32: (value) => whole(value, 2n ** 31n - 1n),
  int64: (value) => whole(value, 2n ** 63n - 1n),
  number: isNumber,
  bytes: (value) => (Array.isArray(value) ? value.length === 0 : typeof value === 'string' && isBase64(value)),
  time: (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(value),
  quantity: (value) => typeof value === 'string' || isNumber(value),
  'int-or-string': (value) => typeof value === 'string' || whole(value, 2n ** 31n - 1n),
};

/** Go's standard encoding: padded, with line breaks anywhere. */
function isBase64(value: string): boolean {
  const text = value.replace(/[\r\n]/g, '');
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
