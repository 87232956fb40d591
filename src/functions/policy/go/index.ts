import { trimSpace } from '../../../go/decode.ts';
import * as paths from '../../../go/paths.ts';
import { deepEqual } from '../../../go/reflect.ts';
import { kindName, newGoMap, typeName } from '../../../go/value.ts';
import * as cases from '../../cases.ts';
import * as crypto from '../../crypto.ts';
import * as plain from '../../strings.ts';
import * as convert from './convert.ts';
import { charged } from './costs.ts';
import { type GoFunction, takes, takesMore, unstable } from './define.ts';
import * as dicts from './dicts.ts';
import * as encoding from './encoding.ts';
import * as keys from './keys.ts';
import * as lists from './lists.ts';
import * as numbers from './numbers.ts';
import * as random from './random.ts';
import * as regex from './regex.ts';
import * as strings from './strings.ts';
import * as times from './times.ts';
import * as toml from './toml.ts';
import * as types from './types.ts';
import * as urls from './urls.ts';
import * as versions from './versions.ts';
import * as yamlPretty from './yaml-pretty.ts';

export type { GoFunction } from './define.ts';

const ANY = 'interface {}';
const MAP = 'map[string]interface {}';
const LIST = '[]interface {}';
const CERTIFICATE = 'sprig.certificate';

/**
 * All functions by topic. Those with `must` return an error where the others panic: the language reports both alike.
 */
const table = {
  hello: takes([], () => 'Hello!'),

  // Conditions and types
  all: takesMore([], ANY, types.all),
  any: takesMore([], ANY, types.any),
  coalesce: takesMore([], ANY, types.coalesce),
  deepEqual: takes([ANY, ANY], (a, b) => deepEqual(a, b)),
  default: takesMore([ANY], ANY, types.defaultTo),
  empty: takes([ANY], (value) => !types.all(value)),
  fail: takes(['string'], types.failWith),
  kindIs: takes(['string', ANY], types.kindIs),
  kindOf: takes([ANY], kindName),
  required: takes(['string', ANY], types.required),
  ternary: takes([ANY, ANY, 'bool'], types.ternary),
  typeIs: takes(['string', ANY], types.typeIs),
  typeIsLike: takes(['string', ANY], types.typeIsLike),
  typeOf: takes([ANY], typeName),

  // Strings
  abbrev: takes(['int', 'string'], strings.abbrev),
  abbrevboth: takes(['int', 'int', 'string'], strings.abbrevboth),
  camelcase: takes(['string'], strings.ofRunes('camelcase', cases.pascalcase)),
  cat: takesMore([], ANY, strings.cat),
  contains: takes(['string', 'string'], plain.contains),
  hasPrefix: takes(['string', 'string'], plain.hasPrefix),
  hasSuffix: takes(['string', 'string'], plain.hasSuffix),
  indent: takes(['int', 'string'], strings.indent),
  initials: takes(['string'], strings.counted('initials', strings.initials)),
  join: takes(['string', ANY], strings.join),
  kebabcase: takes(['string'], strings.counted('kebabcase', cases.kebabcase)),
  lower: takes(['string'], strings.ofRunes('lower', cases.lower)),
  nindent: takes(['int', 'string'], strings.nindent),
  nospace: takes(['string'], strings.counted('nospace', strings.nospace)),
  plural: takes(['string', 'string', 'int'], (one, many, count) => (count.value === 1n ? one : many)),
  quote: takesMore([], ANY, strings.quote),
  repeat: takes(['int', 'string'], strings.repeat),
  replace: takes(['string', 'string', 'string'], strings.replace),
  snakecase: takes(['string'], strings.counted('snakecase', cases.snakecase)),
  split: takes(['string', 'string'], strings.splitToMap),
  splitList: takes(['string', 'string'], strings.splitList),
  splitn: takes(['string', 'int', 'string'], strings.splitn),
  squote: takesMore([], ANY, strings.squote),
  substr: takes(['int', 'int', 'string'], strings.substr),
  swapcase: takes(['string'], strings.ofRunes('swapcase', cases.swapcase)),
  title: takes(['string'], strings.ofRunes('title', cases.title)),
  toString: takes([ANY], strings.strval),
  toStrings: takes([ANY], strings.strslice),
  trim: takes(['string'], trimSpace),
  trimAll: takes(['string', 'string'], plain.trimAll),
  trimPrefix: takes(['string', 'string'], plain.trimPrefix),
  trimSuffix: takes(['string', 'string'], plain.trimSuffix),
  trimall: takes(['string', 'string'], plain.trimAll),
  trunc: takes(['int', 'string'], strings.trunc),
  untitle: takes(['string'], strings.ofRunes('untitle', cases.untitle)),
  upper: takes(['string'], strings.ofRunes('upper', cases.upper)),
  wrap: takes(['int', 'string'], strings.wrap),
  wrapWith: takes(['int', 'string', 'string'], strings.wrapWith),

  // Lists
  append: takes([ANY, ANY], lists.append),
  chunk: takes(['int', ANY], lists.chunk),
  compact: takes([ANY], lists.compact),
  concat: takesMore([], ANY, lists.concat),
  first: takes([ANY], lists.first),
  has: takes([ANY, ANY], lists.has),
  initial: takes([ANY], lists.initial),
  last: takes([ANY], lists.last),
  list: takesMore([], ANY, lists.list),
  prepend: takes([ANY, ANY], lists.prepend),
  push: takes([ANY, ANY], lists.append),
  rest: takes([ANY], lists.rest),
  reverse: takes([ANY], lists.reverse),
  seq: takesMore([], 'int', lists.seq),
  slice: takesMore([ANY], ANY, lists.slice),
  sortAlpha: takes([ANY], lists.sortAlpha),
  tuple: takesMore([], ANY, lists.list),
  uniq: takes([ANY], lists.uniq),
  until: takes(['int'], lists.until),
  untilStep: takes(['int', 'int', 'int'], lists.untilStep),
  without: takesMore([ANY], ANY, lists.without),

  // Maps
  deepCopy: takes([ANY], dicts.deepCopy),
  dict: takesMore([], ANY, dicts.dict),
  dig: takesMore([], ANY, dicts.dig),
  get: takes([MAP, 'string'], dicts.get),
  hasKey: takes([MAP, 'string'], dicts.hasKey),
  keys: takesMore([], MAP, dicts.keys),
  merge: takesMore([MAP], MAP, dicts.merge),
  mergeOverwrite: takesMore([MAP], MAP, dicts.mergeOverwrite),
  omit: takesMore([MAP], 'string', dicts.omit),
  pick: takesMore([MAP], 'string', dicts.pick),
  pluck: takesMore(['string'], MAP, dicts.pluck),
  set: takes([MAP, 'string', ANY], dicts.set),
  unset: takes([MAP, 'string'], dicts.unset),
  values: takes([MAP], dicts.values),

  // YAML, JSON and TOML
  fromJson: takes(['string'], convert.fromJson),
  fromJsonArray: takes(['string'], convert.fromJsonArray),
  fromToml: takes(['string'], toml.fromToml),
  fromYaml: takes(['string'], convert.fromYaml),
  fromYamlArray: takes(['string'], convert.fromYamlArray),
  mustFromJson: takes(['string'], convert.mustFromJson),
  mustToJson: takes([ANY], convert.mustToJson),
  mustToPrettyJson: takes([ANY], convert.mustToPrettyJson),
  mustToToml: takes([ANY], toml.mustToToml),
  mustToYaml: takes([ANY], convert.mustToYaml),
  toJson: takes([ANY], convert.toJson),
  toPrettyJson: takes([ANY], convert.toPrettyJson),
  toRawJson: takes([ANY], convert.toRawJson),
  toToml: takes([ANY], toml.toToml),
  toYaml: takes([ANY], convert.toYaml),
  toYamlPretty: takes([ANY], yamlPretty.toYamlPretty),

  // Numbers
  add: takesMore([], ANY, numbers.add),
  add1: takes([ANY], numbers.add1),
  add1f: takes([ANY], numbers.add1f),
  addf: takesMore([], ANY, numbers.addf),
  atoi: takes(['string'], numbers.atoi),
  biggest: takesMore([ANY], ANY, numbers.max),
  ceil: takes([ANY], numbers.ceil),
  div: takes([ANY, ANY], numbers.div),
  divf: takesMore([ANY], ANY, numbers.divf),
  float64: takes([ANY], numbers.toFloat),
  floor: takes([ANY], numbers.floor),
  int: takes([ANY], numbers.toIntValue),
  int64: takes([ANY], numbers.toInt64Value),
  max: takesMore([ANY], ANY, numbers.max),
  maxf: takesMore([ANY], ANY, numbers.maxf),
  min: takesMore([ANY], ANY, numbers.min),
  minf: takesMore([ANY], ANY, numbers.minf),
  mod: takes([ANY, ANY], numbers.mod),
  mul: takesMore([ANY], ANY, numbers.mul),
  mulf: takesMore([ANY], ANY, numbers.mulf),
  round: takesMore([ANY, 'int'], 'float64', numbers.round),
  sub: takes([ANY, ANY], numbers.sub),
  subf: takesMore([ANY], ANY, numbers.subf),
  toDecimal: takes([ANY], numbers.toDecimal),

  // Versions
  semver: takes(['string'], versions.semver),
  semverCompare: takes(['string', 'string'], versions.semverCompare),

  // Regular expressions
  mustRegexFind: takes(['string', 'string'], regex.must.find),
  mustRegexFindAll: takes(['string', 'string', 'int'], regex.must.findAll),
  mustRegexMatch: takes(['string', 'string'], regex.mustMatch),
  mustRegexReplaceAll: takes(['string', 'string', 'string'], regex.must.replaceAll),
  mustRegexReplaceAllLiteral: takes(['string', 'string', 'string'], regex.must.replaceAllLiteral),
  mustRegexSplit: takes(['string', 'string', 'int'], regex.must.split),
  regexFind: takes(['string', 'string'], regex.plain.find),
  regexFindAll: takes(['string', 'string', 'int'], regex.plain.findAll),
  regexMatch: takes(['string', 'string'], regex.match),
  regexQuoteMeta: takes(['string'], regex.quoteMeta),
  regexReplaceAll: takes(['string', 'string', 'string'], regex.plain.replaceAll),
  regexReplaceAllLiteral: takes(['string', 'string', 'string'], regex.plain.replaceAllLiteral),
  regexSplit: takes(['string', 'string', 'int'], regex.plain.split),

  // Encodings and checksums
  adler32sum: takes(['string'], strings.counted('adler32sum', crypto.adler32sum)),
  b32dec: takes(['string'], encoding.b32dec),
  b32enc: takes(['string'], encoding.b32enc),
  b64dec: takes(['string'], encoding.b64dec),
  b64enc: takes(['string'], encoding.b64enc),
  sha1sum: takes(['string'], strings.counted('sha1sum', crypto.sha1sum)),
  sha256sum: takes(['string'], strings.counted('sha256sum', crypto.sha256sum)),
  sha512sum: takes(['string'], strings.counted('sha512sum', crypto.sha512sum)),

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
  bcrypt: unstable('random', takes(['string'], keys.bcrypt)),
  buildCustomCert: takes(['string', 'string'], keys.buildCustomCert),
  decryptAES: takes(['string', 'string'], keys.decryptAES),
  derivePassword: takes(['uint32', 'string', 'string', 'string', 'string'], keys.derivePassword),
  encryptAES: unstable('random', takes(['string', 'string'], keys.encryptAES)),
  genCA: unstable('random', takes(['string', 'int'], keys.genCA)),
  genCAWithKey: unstable('random', takes(['string', 'int', 'string'], keys.genCAWithKey)),
  genPrivateKey: unstable('random', takes(['string'], keys.genPrivateKey)),
  genSelfSignedCert: unstable('random', takes(['string', LIST, LIST, 'int'], keys.genSelfSignedCert)),
  genSelfSignedCertWithKey: unstable(
    'random',
    takes(['string', LIST, LIST, 'int', 'string'], keys.genSelfSignedCertWithKey),
  ),
  genSignedCert: unstable('random', takes(['string', LIST, LIST, 'int', CERTIFICATE], keys.genSignedCert)),
  genSignedCertWithKey: unstable(
    'random',
    takes(['string', LIST, LIST, 'int', CERTIFICATE, 'string'], keys.genSignedCertWithKey),
  ),
  htpasswd: unstable('random', takes(['string', 'string'], keys.htpasswd)),

  // Times
  ago: unstable('time', takes([ANY], times.ago)),
  date: takes(['string', ANY], times.date),
  dateInZone: takes(['string', ANY, 'string'], times.dateInZone),
  dateModify: takes(['string', 'time.Time'], times.dateModify),
  date_in_zone: takes(['string', ANY, 'string'], times.dateInZone),
  date_modify: takes(['string', 'time.Time'], times.dateModify),
  duration: takes([ANY], times.duration),
  durationRound: takes([ANY], times.durationRound),
  htmlDate: takes([ANY], times.htmlDate),
  htmlDateInZone: takes([ANY, 'string'], times.htmlDateInZone),
  mustDateModify: takes(['string', 'time.Time'], times.mustDateModify),
  mustToDate: takes(['string', 'string'], times.mustToDate),
  must_date_modify: takes(['string', 'time.Time'], times.mustDateModify),
  now: unstable('time', takes([], times.now)),
  toDate: takes(['string', 'string'], times.toDate),
  unixEpoch: takes(['time.Time'], times.unixEpoch),

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
  urlJoin: takes([MAP], urls.urlJoin),
  urlParse: takes(['string'], urls.urlParse),

  // Functions that ask a cluster or the network, which do not exist here
  getHostByName: takes(['string'], () => ''),
  lookup: takes(['string', 'string', 'string', 'string'], () => newGoMap()),
} satisfies Record<string, GoFunction>;

/** Functions with `must` whose error is the one with which the variant without it panics. */
const ALIASES =
  'append chunk compact deepCopy first has initial last merge mergeOverwrite prepend push rest reverse slice toRawJson uniq without';

for (const name of ALIASES.split(' ') as (keyof typeof table)[])
  Object.assign(table, { [`must${name.charAt(0).toUpperCase()}${name.slice(1)}`]: table[name] });

for (const [name, definition] of Object.entries<GoFunction>(table))
  Object.assign(table, { [name]: charged(name, definition) });

/**
 * The functions that Helm 4 offers to Go templates: sprig's without `env` and `expandenv`, and Helm's own. `include`,
 * `tpl` and text/template's own functions belong to the language. Arguments must be checked against `parameters` first.
 * The table has no prototype, so that only these names are found.
 */
export const goFunctions: Readonly<Record<string, GoFunction>> = Object.freeze(Object.setPrototypeOf(table, null));
