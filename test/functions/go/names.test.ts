import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { knownNames, makeChart } from '../../../tools/record/record-go-functions.ts';
import { goFunctions } from './parts.ts';

/** What sprig's TxtFuncMap and Helm's engine define, without what Helm takes away (env, expandenv). */
const HELM = `
abbrev abbrevboth add add1 add1f addf adler32sum ago all any append atoi b32dec b32enc b64dec b64enc base bcrypt
biggest buildCustomCert camelcase cat ceil chunk clean coalesce compact concat contains date dateInZone dateModify
date_in_zone date_modify decryptAES deepCopy deepEqual default derivePassword dict dig dir div divf duration
durationRound empty encryptAES ext fail first float64 floor fromJson fromJsonArray fromToml fromYaml fromYamlArray
genCA genCAWithKey genPrivateKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey get
getHostByName has hasKey hasPrefix hasSuffix hello htmlDate htmlDateInZone htpasswd include indent initial initials
int int64 isAbs join kebabcase keys kindIs kindOf last list lookup lower max maxf merge mergeOverwrite min minf mod
mul mulf mustAppend mustChunk mustCompact mustDateModify mustDeepCopy mustFirst mustFromJson mustHas mustInitial
mustLast mustMerge mustMergeOverwrite mustPrepend mustPush mustRegexFind mustRegexFindAll mustRegexMatch
mustRegexReplaceAll mustRegexReplaceAllLiteral mustRegexSplit mustRest mustReverse mustSlice mustToDate mustToJson
mustToPrettyJson mustToRawJson mustToToml mustToYaml mustUniq mustWithout must_date_modify nindent nospace now omit
osBase osClean osDir osExt osIsAbs pick pluck plural prepend push quote randAlpha randAlphaNum randAscii randBytes
randInt randNumeric regexFind regexFindAll regexMatch regexQuoteMeta regexReplaceAll regexReplaceAllLiteral
regexSplit repeat replace required rest reverse round semver semverCompare seq set sha1sum sha256sum sha512sum
shuffle slice snakecase sortAlpha split splitList splitn squote sub subf substr swapcase ternary title toDate
toDecimal toJson toPrettyJson toRawJson toString toStrings toToml toYaml toYamlPretty tpl trim trimAll trimPrefix
trimSuffix trimall trunc tuple typeIs typeIsLike typeOf uniq unixEpoch unset until untilStep untitle upper urlJoin
urlParse uuidv4 values without wrap wrapWith`
  .trim()
  .split(/\s+/);

/** Helm's functions that need the engine: the language's own. */
const ENGINE = ['include', 'tpl'];
/** Of text/template's own functions those that sprig does not replace. */
const BUILTIN = 'and call eq ge gt html index js le len lt ne not or print printf println urlquery'.split(' ');

describe('the functions of Go templates', () => {
  it('are those of Helm, without the ones that need the engine', () => {
    expect(Object.keys(goFunctions).sort()).toEqual(HELM.filter((name) => !ENGINE.includes(name)).sort());
  });

  it('have no prototype and cannot be changed', () => {
    expect(Object.getPrototypeOf(goFunctions)).toBeNull();
    expect(Object.isFrozen(goFunctions)).toBe(true);
  });
});

describe.skipIf(!process.env.HELM)('real Helm', () => {
  const folder = makeChart();
  afterAll(() => rmSync(folder, { recursive: true }));

  it('knows these names, and no others that sprig has', { timeout: 300_000 }, () => {
    const others = ['env', 'expandenv', 'nofunction', 'mustToDecimal', 'sprig', 'fromYamlAll'];
    const all = [...HELM, ...BUILTIN];
    expect(knownNames([...all, ...others], folder).sort()).toEqual([...new Set(all)].sort());
  });
});
