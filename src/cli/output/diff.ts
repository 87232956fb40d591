import type { FieldChange, ObjectChange } from '../../manifests/diff.ts';
import type { Path } from '../../problem/path.ts';
import { inert, printable } from '../../problem/printable.ts';
import { HIDDEN } from '../../problem/redact.ts';
import { isMap, newMap, type Value, type ValueMap, valueAt } from '../../yaml/value.ts';
import { toYaml } from '../../yaml/write.ts';

const COLORS = { removed: '31', added: '32', title: '1' } as const;

/**
 * The differences between two releases as text: each object, below it its fields, below them the old and the new value.
 *
 * ```text
 * ~ DaemonSet kube-system/kilo
 *   spec.template.spec.containers[name=kilo].image
 *   - docker.io/squat/kilo:0.6.0
 *   + docker.io/squat/kilo:0.7.0
 * ```
 *
 * @returns the text, with a line end after each line; empty for no changes
 */
export function renderDiff(changes: readonly ObjectChange[], color: boolean): string {
  const paint = (style: keyof typeof COLORS, text: string): string =>
    color ? `\x1b[${COLORS[style]}m${text}\x1b[0m` : text;
  const line = (sign: '-' | '+', text: string): string =>
    `  ${paint(sign === '-' ? 'removed' : 'added', `${sign} ${printable(text)}`.trimEnd())}\n`;
  const field = (one: ObjectChange, { path, before, after, change }: FieldChange): string => {
    const object = (change === 'removed' ? one.before : one.after) ?? newMap();
    const [old, fresh] = isInSecret(object, path)
      ? [hiddenLines(before), hiddenLines(after)]
      : changedLines(before, after);
    const lines = [...old.map((text) => line('-', text)), ...fresh.map((text) => line('+', text))];
    return `  ${printable(nameField(object, path))}\n${lines.join('')}`;
  };
  return changes
    .map((one) => {
      const title = printable(nameObject(one));
      if (one.change !== 'changed') return `${paint(one.change, `${one.change === 'added' ? '+' : '-'} ${title}`)}\n`;
      return `${paint('title', `~ ${title}`)}\n${one.fields.map((change) => field(one, change)).join('')}`;
    })
    .join('\n')
    .split('\n')
    .map(inert)
    .join('\n');
}

const nameObject = ({ object: { kind, namespace, name } }: ObjectChange): string =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

/**
 * `spec.containers[name=kilo].image`: an item by its name, where no other one of the list has it, else by its position.
 */
function nameField(object: ValueMap, path: Path): string {
  let text = '';
  for (const [depth, step] of path.entries()) {
    if (typeof step === 'string')
      text += /^[\w-]+$/.test(step) ? `${text === '' ? '' : '.'}${step}` : `[${JSON.stringify(step)}]`;
    else {
      const list = valueAt(object, path.slice(0, depth));
      const names = Array.isArray(list) ? list.map((item) => (isMap(item) ? item.name : undefined)) : [];
      const name = names[step];
      const isNamed = typeof name === 'string' && names.filter((other) => other === name).length === 1;
      text += `[${isNamed ? `name=${name}` : step}]`;
    }
  }
  return text;
}

/** `1 object added, 2 changed` */
export function summarizeDiff(changes: readonly ObjectChange[]): string {
  const kinds = (['added', 'removed', 'changed'] as const).flatMap((kind) => {
    const number = changes.filter(({ change }) => change === kind).length;
    return number === 0 ? [] : [`${number} ${kind}`];
  });
  return kinds.join(', ');
}

/** Whether a path is in the `data` or the `stringData` of a Secret, which may be an item of a list. */
const isInSecret = (object: ValueMap, path: Path): boolean =>
  path.some((step, depth) => {
    if (step !== 'data' && step !== 'stringData') return false;
    const holder = valueAt(object, path.slice(0, depth));
    return isMap(holder) && holder.kind === 'Secret';
  });

/** Of a map its keys, and of another value that there is one. */
const hiddenLines = (value: Value | undefined): string[] =>
  value === undefined ? [] : isMap(value) ? Object.keys(value).map((key) => `${key}: ${HIDDEN}`) : [HIDDEN];

/** The lines of two values, without the lines at both ends that are equal. */
function changedLines(before: Value | undefined, after: Value | undefined): [string[], string[]] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  if (typeof before !== 'string' || typeof after !== 'string') return [old, fresh];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old.at(-1 - end) === fresh.at(-1 - end)) end++;
  // Strings that differ only in their line breaks at the end.
  if (old.length === fresh.length && start === old.length) return [[JSON.stringify(before)], [JSON.stringify(after)]];
  return [old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)];
}

function linesOf(value: Value | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value !== 'string' || !value.includes('\n')) return toYaml(value).split('\n');
  return value.replace(/\n$/, '').split('\n');
}
