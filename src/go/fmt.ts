// Go's package fmt for Go's values with their exact kinds: `%d` of a float64 prints `%!d(float64=80)`.
export { sprint, sprintf, sprintln } from './fmt/format.ts';
export { formatGo } from './fmt/print-value.ts';
export { GoFormatter, type Verb } from './fmt/spec.ts';
