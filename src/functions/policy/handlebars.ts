import * as paths from '../../go/paths.ts';
import { newMap } from '../../yaml/value.ts';
import * as bcrypt from '../bcrypt.ts';
import * as cases from '../cases.ts';
import * as certificates from '../certificates.ts';
import * as ciphers from '../ciphers.ts';
import * as convert from '../convert.ts';
import * as crypto from '../crypto.ts';
import * as dates from '../dates.ts';
import * as dicts from '../dicts.ts';
import * as encoding from '../encoding.ts';
import { printf } from '../format.ts';
import { type TemplateFunction, takes, takesMore, unstable } from '../function.ts';
import * as lists from '../lists.ts';
import * as logic from '../logic.ts';
import * as math from '../math.ts';
import { matches } from '../quick-match.ts';
import * as random from '../random.ts';
import * as regex from '../regex.ts';
import * as semver from '../semver.ts';
import * as strings from '../strings.ts';
import * as types from '../types.ts';
import * as urls from '../urls.ts';
import * as wrapping from '../wrapping.ts';

export { callFunction, type TemplateFunction } from '../function.ts';
export { truth } from '../truth.ts';

const table = {
  // Logic
  all: takesMore([], 'any', logic.all),
  and: takesMore(['any'], 'any', logic.and),
  any: takesMore([], 'any', logic.any),
  coalesce: takesMore([], 'any', logic.coalesce),
  deepEqual: takes(['any', 'any'], logic.deepEqual),
  default: takesMore(['any'], 'any', logic.defaultTo),
  empty: takes(['any'], logic.empty),
  eq: takesMore(['any', 'any'], 'any', logic.eq),
  fail: takes(['string'], logic.failWith),
  ge: takes(['any', 'any'], logic.ge),
  gt: takes(['any', 'any'], logic.gt),
  le: takes(['any', 'any'], logic.le),
  lt: takes(['any', 'any'], logic.lt),
  ne: takes(['any', 'any'], logic.ne),
  not: takes(['any'], logic.not),
  or: takesMore(['any'], 'any', logic.or),
  required: takes(['string', 'any'], logic.required),
  ternary: takes(['any', 'any', 'bool'], logic.ternary),

  // Strings
  cat: takesMore([], 'any', strings.cat),
  contains: takes(['string', 'string'], strings.contains),
  hasPrefix: takes(['string', 'string'], strings.hasPrefix),
  hasSuffix: takes(['string', 'string'], strings.hasSuffix),
  indent: takes(['int', 'string'], strings.indent),
  join: takes(['string', 'any'], strings.join),
  len: takes(['any'], strings.len),
  nindent: takes(['int', 'string'], strings.nindent),
  nospace: takes(['string'], strings.nospace),
  plural: takes(['string', 'string', 'int'], strings.plural),
  print: takesMore([], 'any', strings.print),
  println: takesMore([], 'any', strings.println),
  quote: takesMore([], 'any', strings.quote),
  repeat: takes(['int', 'string'], strings.repeat),
  replace: takes(['string', 'string', 'string'], strings.replace),
  split: takes(['string', 'string'], strings.split),
  splitList: takes(['string', 'string'], strings.splitList),
  splitn: takes(['string', 'int', 'string'], strings.splitn),
  squote: takesMore([], 'any', strings.squote),
  substr: takes(['int', 'int', 'string'], strings.substr),
  toString: takes(['any'], strings.toText),
  toStrings: takes(['any'], strings.toStrings),
  trim: takes(['string'], strings.trim),
  trimAll: takes(['string', 'string'], strings.trimAll),
  trimPrefix: takes(['string', 'string'], strings.trimPrefix),
  trimSuffix: takes(['string', 'string'], strings.trimSuffix),
  trimall: takes(['string', 'string'], strings.trimAll),
  trunc: takes(['int', 'string'], strings.trunc),
  abbrev: takes(['int', 'string'], wrapping.abbrev),
  abbrevboth: takes(['int', 'int', 'string'], wrapping.abbrevboth),
  camelcase: takes(['string'], cases.camelcase),
  initials: takes(['string'], cases.initials),
  kebabcase: takes(['string'], cases.kebabcase),
  lower: takes(['string'], cases.lower),
  printf: takesMore(['string'], 'any', printf),
  snakecase: takes(['string'], cases.snakecase),
  swapcase: takes(['string'], cases.swapcase),
  title: takes(['string'], cases.title),
  untitle: takes(['string'], cases.untitle),
  upper: takes(['string'], cases.upper),
  wrap: takes(['int', 'string'], wrapping.wrap),
  wrapWith: takes(['int', 'string', 'string'], wrapping.wrapWith),

  // Lists
  append: takes(['list', 'any'], lists.append),
  chunk: takes(['int', 'list'], lists.chunk),
  compact: takes(['list'], lists.compact),
  concat: takesMore([], 'list', lists.concat),
  first: takes(['list'], lists.first),
  has: takes(['any', 'any'], lists.has),
  initial: takes(['list'], lists.initial),
  last: takes(['list'], lists.last),
  list: takesMore([], 'any', lists.list),
  prepend: takes(['list', 'any'], lists.prepend),
  push: takes(['list', 'any'], lists.append),
  rest: takes(['list'], lists.rest),
  reverse: takes(['list'], lists.reverse),
  seq: takesMore([], 'int', lists.seq),
  slice: takesMore(['list'], 'any', lists.slice),
  sortAlpha: takes(['any'], lists.sortAlpha),
  tuple: takesMore([], 'any', lists.list),
  uniq: takes(['list'], lists.uniq),
  until: takes(['int'], lists.until),
  untilStep: takes(['int', 'int', 'int'], lists.untilStep),
  without: takesMore(['list'], 'any', lists.without),

  // Maps
  deepCopy: takes(['any'], (value) => value),
  dict: takesMore([], 'any', dicts.dict),
  dig: takesMore(['any', 'any', 'any'], 'any', dicts.dig),
  get: takes(['map', 'string'], dicts.get),
  hasKey: takes(['map', 'string'], dicts.hasKey),
  index: takesMore(['any'], 'any', dicts.index),
  keys: takesMore([], 'map', dicts.keys),
  merge: takesMore(['map'], 'map', dicts.merge),
  mergeOverwrite: takesMore(['map'], 'map', dicts.mergeOverwrite),
  omit: takesMore(['map'], 'string', dicts.omit),
  pick: takesMore(['map'], 'string', dicts.pick),
  pluck: takesMore(['string'], 'map', dicts.pluck),
  set: takes(['map', 'string', 'any'], dicts.set),
  unset: takes(['map', 'string'], dicts.unset),
  values: takes(['map'], dicts.values),

  // YAML and JSON
  fromJson: takes(['string'], convert.fromJson),
  fromJsonArray: takes(['string'], convert.fromJsonArray),
  fromYaml: takes(['string'], convert.fromYaml),
  fromYamlArray: takes(['string'], convert.fromYamlArray),
  mustFromJson: takes(['string'], convert.mustFromJson),
  toJson: takes(['any'], convert.toJson),
  toPrettyJson: takes(['any'], convert.toPrettyJson),
  toRawJson: takes(['any'], convert.toRawJson),
  toYaml: takes(['any'], convert.toYaml),

  // Numbers
  add: takesMore([], 'any', math.add),
  add1: takes(['any'], math.add1),
  add1f: takes(['any'], math.add1f),
  addf: takesMore([], 'any', math.addf),
  biggest: takesMore(['any'], 'any', math.max),
  ceil: takes(['any'], math.ceil),
  div: takes(['any', 'any'], math.div),
  divf: takesMore(['any'], 'any', math.divf),
  floor: takes(['any'], math.floor),
  max: takesMore(['any'], 'any', math.max),
  maxf: takesMore(['any'], 'any', math.maxf),
  min: takesMore(['any'], 'any', math.min),
  minf: takesMore(['any'], 'any', math.minf),
  mod: takes(['any', 'any'], math.mod),
  mul: takesMore(['any'], 'any', math.mul),
  mulf: takesMore(['any'], 'any', math.mulf),
  round: takesMore(['any', 'int'], 'any', math.round),
  sub: takes(['any', 'any'], math.sub),
  subf: takesMore(['any'], 'any', math.subf),

  // Versions
  semver: takes(['string'], semver.semver),
  semverCompare: takes(['string', 'string'], semver.semverCompare),

  // Regular expressions
  mustRegexFind: takes(['string', 'string'], regex.regexFind),
  mustRegexFindAll: takes(['string', 'string', 'int'], regex.regexFindAll),
  mustRegexMatch: takes(['string', 'string'], regex.mustRegexMatch),
  mustRegexReplaceAll: takes(['string', 'string', 'string'], regex.regexReplaceAll),
  mustRegexReplaceAllLiteral: takes(['string', 'string', 'string'], regex.regexReplaceAllLiteral),
  mustRegexSplit: takes(['string', 'string', 'int'], regex.regexSplit),
  regexFind: takes(['string', 'string'], regex.regexFind),
  regexFindAll: takes(['string', 'string', 'int'], regex.regexFindAll),
  regexMatch: takes(['string', 'string'], matches),
  regexQuoteMeta: takes(['string'], regex.regexQuoteMeta),
  regexReplaceAll: takes(['string', 'string', 'string'], regex.regexReplaceAll),
  regexReplaceAllLiteral: takes(['string', 'string', 'string'], regex.regexReplaceAllLiteral),
  regexSplit: takes(['string', 'string', 'int'], regex.regexSplit),

  // Encodings and checksums
  adler32sum: takes(['string'], crypto.adler32sum),
  b32dec: takes(['string'], encoding.b32dec),
  b32enc: takes(['string'], encoding.b32enc),
  b64dec: takes(['string'], encoding.b64dec),
  b64enc: takes(['string'], encoding.b64enc),
  sha1sum: takes(['string'], crypto.sha1sum),
  sha256sum: takes(['string'], crypto.sha256sum),
  sha512sum: takes(['string'], crypto.sha512sum),

  // Random
  randAlpha: unstable('random', takes(['int'], random.randAlpha)),
  randAlphaNum: unstable('random', takes(['int'], random.randAlphaNum)),
  randAscii: unstable('random', takes(['int'], random.randAscii)),
  randBytes: unstable('random', takes(['int'], random.randBytes)),
  randInt: unstable('random', takes(['int', 'int'], random.randInt)),
  randNumeric: unstable('random', takes(['int'], random.randNumeric)),
  shuffle: unstable('random', takes(['string'], random.shuffle)),
  uuidv4: unstable('random', takes([], random.uuidv4)),

  // Keys, certificates and passwords
  bcrypt: unstable('random', takes(['string'], bcrypt.bcrypt)),
  buildCustomCert: takes(['string', 'string'], certificates.buildCustomCert),
  decryptAES: takes(['string', 'string'], ciphers.decryptAES),
  encryptAES: unstable('random', takes(['string', 'string'], ciphers.encryptAES)),
  genCA: unstable('random', takes(['string', 'int'], certificates.genCA)),
  genCAWithKey: unstable('random', takes(['string', 'int', 'string'], certificates.genCAWithKey)),
  genPrivateKey: unstable('random', takes(['string'], certificates.genPrivateKey)),
  genSelfSignedCert: unstable('random', takes(['string', 'any', 'any', 'int'], certificates.genSelfSignedCert)),
  genSelfSignedCertWithKey: unstable(
    'random',
    takes(['string', 'any', 'any', 'int', 'string'], certificates.genSelfSignedCertWithKey),
  ),
  genSignedCert: unstable('random', takes(['string', 'any', 'any', 'int', 'map'], certificates.genSignedCert)),
  genSignedCertWithKey: unstable(
    'random',
    takes(['string', 'any', 'any', 'int', 'map', 'string'], certificates.genSignedCertWithKey),
  ),
  htpasswd: unstable('random', takes(['string', 'string'], bcrypt.htpasswd)),

  // Times
  ago: unstable('time', takes(['any'], dates.ago)),
  date: takes(['string', 'any'], dates.date),
  dateInZone: takes(['string', 'any', 'string'], dates.dateInZone),
  dateModify: takes(['string', 'any'], dates.dateModify),
  date_in_zone: takes(['string', 'any', 'string'], dates.dateInZone),
  date_modify: takes(['string', 'any'], dates.dateModify),
  duration: takes(['any'], dates.duration),
  durationRound: takes(['any'], dates.durationRound),
  htmlDate: takes(['any'], dates.htmlDate),
  htmlDateInZone: takes(['any', 'string'], dates.htmlDateInZone),
  mustDateModify: takes(['string', 'any'], dates.mustDateModify),
  mustToDate: takes(['string', 'string'], dates.mustToDate),
  must_date_modify: takes(['string', 'any'], dates.mustDateModify),
  now: unstable('time', takes([], dates.now)),
  toDate: takes(['string', 'string'], dates.toDate),
  unixEpoch: takes(['any'], dates.unixEpoch),

  // Paths and URLs
  base: takes(['string'], paths.base),
  clean: takes(['string'], paths.clean),
  dir: takes(['string'], paths.dir),
  ext: takes(['string'], paths.ext),
  isAbs: takes(['string'], paths.isAbs),
  osBase: takes(['string'], paths.base),
  osClean: takes(['string'], paths.clean),
  osDir: takes(['string'], paths.dir),
  osExt: takes(['string'], paths.ext),
  osIsAbs: takes(['string'], paths.isAbs),
  urlJoin: takes(['map'], urls.urlJoin),
  urlParse: takes(['string'], urls.urlParse),
  urlquery: takesMore([], 'any', urls.urlquery),

  // Functions that ask a cluster or the network, which do not exist here
  getHostByName: takes(['string'], () => ''),
  lookup: takes(['string', 'string', 'string', 'string'], () => newMap()),

  // Types
  atoi: takes(['string'], types.atoi),
  float64: takes(['any'], types.toFloat),
  int: takes(['any'], types.toInt),
  int64: takes(['any'], types.toInt),
  kindIs: takes(['string', 'any'], types.kindIs),
  kindOf: takes(['any'], types.kindOf),
  toDecimal: takes(['any'], types.toDecimal),
  typeIs: takes(['string', 'any'], types.typeIs),
  typeIsLike: takes(['string', 'any'], types.typeIs),
  typeOf: takes(['any'], types.typeOf),
} satisfies Record<string, TemplateFunction>;

/** Functions that stop at an error with and without `must`: where sprig's variants without it do not, they panic. */
const ALIASES =
  'append chunk compact deepCopy first has initial last merge mergeOverwrite prepend push rest reverse slice toJson toPrettyJson toRawJson toYaml uniq without';

for (const name of ALIASES.split(' ') as (keyof typeof table)[])
  Object.assign(table, { [`must${name.charAt(0).toUpperCase()}${name.slice(1)}`]: table[name] });

/**
 * Helm's template functions by their names, each with its parameters: the table from which the Handlebars language
 * registers its helpers. They are called through {@link callFunction}. `include` and `tpl` belong to the engine. The
 * table has no prototype, so that only these names are found.
 */
export const functions: Readonly<Record<string, TemplateFunction>> = Object.freeze(Object.setPrototypeOf(table, null));
