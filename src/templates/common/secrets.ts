import { b64enc } from '../../functions/encoding.ts';
import { randAlpha, randAlphaNum, randAscii, randNumeric, shuffle } from '../../functions/random.ts';
import { truth } from '../../functions/truth.ts';
import { quoteText } from '../../go/text.ts';
import { newMap, type Value } from '../../yaml/value.ts';
import { contextOf, keywordsOf, lookUp, type NamedTemplate, refuse, type Scope, textOf } from './named-template.ts';
import { cutName, fullnameOf } from './names.ts';
import { firstKeyWithValue, textAt } from './utils.ts';
import { describeEmpty } from './validations.ts';

// No cluster is asked here: an existing secret is never found, as with `helm template`.

/** The name of an existing secret, or one derived from the release's name. */
const secretName: NamedTemplate = (arg, scope) => {
  const { existingSecret = null, defaultNameSuffix = null } = keywordsOf(arg);
  const given = typeof existingSecret === 'string' ? existingSecret : textOf(lookUp(existingSecret, 'name'));
  if (given !== '') return given;
  const name = fullnameOf(contextOf(arg, scope));
  return truth(defaultNameSuffix) ? cutName(`${name}-${textOf(defaultNameSuffix)}`) : name;
};

/** The key in a secret; an existing secret may have it under another name (`keyMapping`). */
const secretKey: NamedTemplate = (arg) => {
  const { existingSecret = null, key = null } = keywordsOf(arg);
  return textOf(lookUp(existingSecret, 'keyMapping', textOf(key))) || textOf(key);
};

/** A password. A strong one has at least one small letter, capital letter, digit and sign each. */
function makePassword(length: number, strong: boolean): string {
  if (!strong) return randAlphaNum(length);
  const each = [randAlpha(1).toLowerCase(), randNumeric(1), randAlpha(1).toUpperCase(), '_'];
  const rest = randAscii(Math.max(0, length - each.length)).replace(/\W/g, '@');
  return shuffle(each.join('') + rest);
}

/** The password in the values, rendered; else a random one with a warning, because each render creates another one. */
function choosePassword(arg: unknown, scope: Scope): string {
  const context = contextOf(arg, scope);
  const {
    secret = null,
    key = null,
    providedValues = null,
    length = null,
    strong = null,
    chartName = null,
    failOnNew,
  } = keywordsOf(arg);
  const path = firstKeyWithValue(providedValues, context);
  const given = path === '' ? '' : textAt(path, context);
  if (given !== '') return scope.tpl(given);
  if (failOnNew !== false && context.Release.IsUpgrade) {
    const subchart = truth(lookUp(context.Values, 'enabled')) ? chartName : null;
    const about: [string, Value][] = [
      ['valueKey', path],
      ['secret', secret],
      ['field', key],
      ['subchart', subchart],
    ];
    const error = describeEmpty(newMap([...about, ['context', keywordsOf(arg).context ?? null]]), scope);
    refuse(`an upgrade needs the password that is in use:${error}`);
  }
  scope.warn({
    message: `the password ${textOf(key)} of the secret ${textOf(secret)} is random: each rendering makes another one`,
    ...(path === '' ? {} : { hint: `set ${path}`, where: { path: path.split('.') } }),
  });
  return makePassword(truth(length) ? Number(length) : 10, truth(strong));
}

const managePassword: NamedTemplate = (arg, scope) => {
  const { skipB64enc = null, skipQuote = null } = keywordsOf(arg);
  const password = choosePassword(arg, scope);
  const encoded = truth(skipB64enc) ? password : b64enc(password);
  return truth(skipQuote) ? encoded : quoteText(encoded);
};

/** The templates `common.secrets.*`. */
export const secrets: Readonly<Record<string, NamedTemplate>> = {
  'common.secrets.name': secretName,
  'common.secrets.key': secretKey,
  'common.secrets.passwords.manage': managePassword,
  'common.secrets.lookup': (arg) => b64enc(textOf(keywordsOf(arg).defaultValue ?? null)),
  'common.secrets.exists': () => '',
};
