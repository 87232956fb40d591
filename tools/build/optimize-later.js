/**
 * The code of a function that has V8 optimize only what is called much more often than usual, which is made where code is
 * written for it: `(budget) => void`. Most runs end before optimized code has saved what making it takes. The flag is in
 * V8 11 to 14; of an unknown one V8 would complain.
 */
export const OPTIMIZE_LATER = `(budget) => {
  const version = Number(process.versions.v8.split('.')[0]);
  if (version >= 11 && version <= 14) require('node:v8').setFlagsFromString('--interrupt-budget=' + budget);
}`;
