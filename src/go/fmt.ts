// Go's package fmt over Go's values, with exact kinds: `%d` of a float64 is `%!d(float64=80)`.
export { sprint, sprintf, sprintln } from './fmt/format.ts';
export { formatGo } from './fmt/print-value.ts';
export { GoFormatter, type Verb } from './fmt/spec.ts';
