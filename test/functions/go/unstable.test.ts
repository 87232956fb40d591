import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { type GoObject, type GoValue, goFunctions, typeName } from './parts.ts';

const text = (value: GoValue): string => value as string;
const certificate = (value: GoValue): X509Certificate =>
  new X509Certificate(text((value as GoObject).field('Cert') ?? ''));

describe('functions that return something else each time', () => {
  it.each([
    ['randAlpha 12', /^[A-Za-z]{12}$/],
    ['randAlphaNum 300', /^[A-Za-z0-9]{300}$/],
    ['randNumeric 5', /^\d{5}$/],
    ['randAscii 40', /^[ -~]{40}$/],
    ['randAlpha 0', /^$/],
    ['randAlpha -1', /^$/],
    ['randBytes 6', /^[A-Za-z0-9+/]{8}$/],
    ['uuidv4', /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/],
    ['shuffle "aaaa"', /^aaaa$/],
    ['toString (randInt 3 4)', /^3$/],
    ['toString (randInt 0 281474976710657)', /^\d+$/],
    ['toString (randInt -5 -4)', /^-5$/],
    ['htpasswd "me" "secret"', /^me:\$2a\$10\$[./A-Za-z0-9]{53}$/],
    ['decryptAES "key" (encryptAES "key" "text é")', /^text é$/],
    ['encryptAES "key" ""', /^$/],
    ['genPrivateKey "ecdsa"', /^-----BEGIN EC PRIVATE KEY-----\n[\s\S]*-----END EC PRIVATE KEY-----\n$/],
    ['genPrivateKey "ed25519"', /^-----BEGIN PRIVATE KEY-----\n/],
    ['typeOf (now)', /^time\.Time$/],
    ['ago (now)', /^0s$/],
    ['duration "95"', /^1m35s$/],
  ])('when %s is called then its result has the right form', (call, form) => {
    expect(text(evaluate(call))).toMatch(form);
  });

  it('when an authority signs a certificate then it verifies', () => {
    const authority = evaluate('genCAWithKey "ca" 10 (genPrivateKey "ecdsa")') as GoObject;
    expect(typeName(authority)).toBe('sprig.certificate');
    const key = text(evaluate('genPrivateKey "ecdsa"'));
    const run = goFunctions.genSignedCertWithKey?.run as unknown as (...args: unknown[]) => GoValue;
    const signed = certificate(run('host', ['10.0.0.1'], ['a.b'], { value: 3n }, authority, key));
    expect(signed.checkIssued(certificate(authority))).toBe(true);
    expect(signed.verify(certificate(authority).publicKey)).toBe(true);
    expect(signed.subjectAltName).toBe('DNS:a.b, IP Address:10.0.0.1');
  });

  it('marks them', () => {
    const marked = Object.keys(goFunctions).filter((name) => goFunctions[name]?.unstable !== undefined);
    expect(marked.sort().join(' ')).toBe(
      'ago bcrypt encryptAES genCA genCAWithKey genPrivateKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey htpasswd now randAlpha randAlphaNum randAscii randBytes randInt randNumeric shuffle uuidv4',
    );
  });
});
