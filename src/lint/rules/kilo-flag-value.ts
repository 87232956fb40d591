import { parseBool } from '../../go/parse-bool.ts';
import { suggest } from '../../problem/suggest.ts';
import { isDynamic, isKilos, isOlder, readCommandLine, releaseOf } from '../kilo/command-line.ts';
import { type Flag, KG_FLAGS } from '../kilo/flags.ts';
import type { ObjectRule, Words } from '../rule.ts';
import { enumerate, quote } from '../words.ts';

export const flagValue: ObjectRule = {
  id: 'kilo-flag-value',
  severity: 'error',
  summary: 'A value that a flag of kg cannot take',
  visit: {
    'core.v1.Container': (node, report) => {
      if (!isKilos(node)) return;
      const release = releaseOf(node);
      for (const { name = '', value, path, valuePath } of readCommandLine(node) ?? []) {
        const flag = Object.hasOwn(KG_FLAGS, name) ? KG_FLAGS[name] : undefined;
        if (!flag) continue;
        if (value === undefined) {
          report(path, `--${name} needs a value`, `write --${name}=…`);
          continue;
        }
        const fault = isDynamic(value) ? undefined : (checkAge(flag, name, value, release) ?? check(flag, name, value));
        if (fault) report(valuePath, fault.message, fault.hint);
      }
    },
  },
};

/** What an older release does not take yet. */
function checkAge({ wordsSince }: Flag, name: string, value: string, release: string | undefined): Words | undefined {
  if (wordsSince === undefined || release === undefined || !isOlder(release, wordsSince)) return undefined;
  if (/^\d+$/.test(value)) return undefined;
  return {
    message: `--${name} takes a number in kg ${release}: words came with ${wordsSince}`,
    hint: `write --${name}=1420, or set image.tag to ${wordsSince} or later`,
  };
}

const DURATION =
  /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h)(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))*$|^[+-]?0$/;

function check({ type, values, unchecked, format }: Flag, name: string, value: string): Words | undefined {
  const given = `--${name}=${value}`;
  if (values && !values.includes(value) && !(unchecked && value === '')) {
    const near = suggest(value, values) ?? values.find((word) => word.toLowerCase() === value.toLowerCase());
    const effect = unchecked ? 'kg silently ignores it: ' : '';
    return {
      message: `${given} is not one of the values that it takes: ${effect}${enumerate(values, 'or')}`,
      ...(near === undefined ? {} : { hint: `did you mean ${near}?` }),
    };
  }
  if (type === 'bool' && parseBool(value) === undefined)
    return { message: `--${name} must be true or false, not ${quote(value)}` };
  if (type === 'duration' && !DURATION.test(value))
    return { message: `--${name} takes a time such as 30s, not ${quote(value)}`, hint: 'write a unit: s, m or h' };
  if (type === 'int' && !/^[+-]?(?:0[xX][\da-fA-F]+|0[oO]?[0-7]*|0[bB][01]+|[1-9]\d*)$/.test(value))
    return { message: `--${name} takes a whole number, not ${quote(value)}` };
  if (format === 'port' && !(Number(value) >= 1 && Number(value) <= 65535))
    return { message: `${given} is not a port: ports are 1 to 65535` };
  if (format === 'mtu' && value !== 'auto' && !(/^\d+$/.test(value) && Number(value) < 2 ** 32))
    return { message: `--${name} takes a number of bytes, or auto, not ${quote(value)}` };
  return undefined;
}
