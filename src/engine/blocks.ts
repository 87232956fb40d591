import { sortedKeys } from '../functions/text.ts';
import { truth } from '../functions/truth.ts';
import { isMap, type Value } from '../yaml/value.ts';
import type { Frame, HelperOptions } from './helper.ts';
import { OUTSIDE } from './names.ts';

/**
 * `if`, `unless`, `with` and `each` with Helm's idea of truth (text/template's: an empty map or list is false), and
 * with maps walked in the order of their sorted keys, as `range` does.
 */
export const blocks = {
  if(this: unknown, condition: unknown, options: HelperOptions): string {
    return truth(condition as Value) ? options.fn(this) : options.inverse(this);
  },

  unless(this: unknown, condition: unknown, options: HelperOptions): string {
    return truth(condition as Value) ? options.inverse(this) : options.fn(this);
  },

  with(this: unknown, context: unknown, options: HelperOptions): string {
    if (!truth(context as Value)) return options.inverse(this);
    return options.fn(context, { data: inside(this, options.data), blockParams: [context] });
  },

  each(this: unknown, items: unknown, options: HelperOptions): string {
    const entries = entriesOf(items as Value);
    if (entries.length === 0) return options.inverse(this);
    options.data.render.limits.countTurns(entries.length);
    const last = entries.length - 1;
    const frame = inside(this, options.data);
    let text = '';
    entries.forEach(([key, item], index) => {
      const data = { ...frame, _parent: options.data, key, index, first: index === 0, last: index === last };
      text += options.fn(item, { data, blockParams: [item, key] });
    });
    return text;
  },
};

/** The frame of a block with a context of its own: `../` finds the one around it there. */
const inside = (context: unknown, data: Frame): Frame => ({
  ...data,
  [OUTSIDE]: { context, outside: data[OUTSIDE] },
});

function entriesOf(items: Value): (readonly [string | number, Value])[] {
  if (Array.isArray(items)) return items.map((item, index) => [index, item] as const);
  if (isMap(items)) return sortedKeys(items).map((key) => [key, items[key] as Value] as const);
  return [];
}
