import { functions } from '../../src/functions/policy/handlebars.ts';
import { namedTemplates } from '../../src/templates/common/index.ts';

const list = (names: readonly string[]): string =>
  [...names]
    .sort()
    .map((name) => `\`${name}\``)
    .join(', ');

/** The functions that Handlebars templates can call. */
export const printFunctions = (): string => list(Object.keys(functions));

/** The named templates of bitnami's common library. */
export const printCommonTemplates = (): string => list(Object.keys(namedTemplates));
