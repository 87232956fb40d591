import { createPrivateKey, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bcryptWithSalt } from '../../src/functions/bcrypt.ts';
import { callFunction, functions } from '../../src/functions/policy/handlebars.ts';

// What returns another result each time cannot be recorded: its properties are checked.

function call<T>(name: string, ...args: unknown[]): T {
  const definition = functions[name];
  if (!definition) throw new Error(`no function ${name}`);
  return callFunction(name, definition, args) as T;
}

interface Pair {
  readonly Cert: string;
  readonly Key: string;
}

describe('random strings', () => {
  it.each([
    ['randAlphaNum', /^[A-Za-z0-9]{40}$/],
    ['randAlpha', /^[A-Za-z]{40}$/],
    ['randNumeric', /^\d{40}$/],
    ['randAscii', /^[ -~]{40}$/],
    ['randBytes', /^[A-Za-z0-9+/]{54}==$/],
  ])('when %s makes 40 then they look like %s and differ each time', (name, pattern) => {
    const text = call<string>(name, 40);
    expect(text).toMatch(pattern);
    expect(call(name, 40)).not.toBe(text);
    expect(functions[name]?.unstable).toBe('random');
  });

  it('when uuidv4, randInt and shuffle are called then they keep to their ranges', () => {
    expect(call('uuidv4')).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect([5, 6]).toContain(call('randInt', 5, 7));
    expect([...call<string>('shuffle', 'abc日')].sort()).toEqual(['a', 'b', 'c', '日']);
    expect(() => call('randInt', 5, 5)).toThrow('there is no number from 5 to below 5');
  });
});

describe('bcrypt', () => {
  // Known answers of the algorithm: the salts are bytes here, in bcrypt's own base64 in the result.
  it.each([
    ['U*U', '10410410410410410410410410410410', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
    ['', '10410410410410410410410410410410', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy'],
  ])('when %j is hashed with a known salt then the hash is known', (password, salt, hash) => {
    expect(bcryptWithSalt(password, Buffer.from(salt, 'hex'), 5)).toBe(hash);
  });

  it('when a line of a password file is made then it has the user, a new salt and cost 10', () => {
    const line = call<string>('htpasswd', 'me', 'secret');
    expect(line).toMatch(/^me:\$2a\$10\$[./A-Za-z0-9]{53}$/);
    expect(call('htpasswd', 'me', 'secret')).not.toBe(line);
    expect(() => call('htpasswd', 'a:b', 'x')).toThrow('cannot contain a colon');
    expect(() => call('bcrypt', 'x'.repeat(73))).toThrow('72 bytes');
  });
});

describe('certificates', () => {
  const authority = call<Pair>('genCA', 'my-ca', 10);
  const root = new X509Certificate(authority.Cert);

  it('when an authority is made then it is one, for the given days', () => {
    expect(root.ca).toBe(true);
    expect(root.subject).toBe('CN=my-ca');
    expect(root.verify(root.publicKey)).toBe(true);
    expect(root.checkPrivateKey(createPrivateKey(authority.Key))).toBe(true);
    expect(new Date(root.validTo).getTime() - new Date(root.validFrom).getTime()).toBe(10 * 86_400_000);
    expect(authority.Key).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
  });

  it('when it signs a certificate then that verifies and carries its names', () => {
    const signed = call<Pair>(
      'genSignedCert',
      'häst',
      ['10.0.0.1', '::1', 'fe80::1:2', '::ffff:1.2.3.4'],
      ['a.b', '*.c.d'],
      5,
      authority,
    );
    const leaf = new X509Certificate(signed.Cert);
    expect(leaf.checkIssued(root)).toBe(true);
    expect(leaf.verify(root.publicKey)).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkHost('x.c.d')).toBe('*.c.d');
    expect(leaf.checkIP('::1')).toBe('::1');
    expect(leaf.subjectAltName).toBe(
      'DNS:a.b, DNS:*.c.d, IP Address:10.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:FE80:0:0:0:0:0:1:2, IP Address:0:0:0:0:0:FFFF:102:304',
    );
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
    expect(leaf.checkPrivateKey(createPrivateKey(signed.Key))).toBe(true);
  });

  it.each(['ecdsa', 'ed25519'])('when the key is %s then it signs its own certificate', (kind) => {
    const key = call<string>('genPrivateKey', kind);
    const own = call<Pair>('genSelfSignedCertWithKey', 'me', null, ['me.local'], 400_000, key);
    const certificate = new X509Certificate(own.Cert);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(own.Key).toBe(key);
    const ca = call<Pair>('genCAWithKey', 'ca', 1, key);
    const leaf = call<Pair>('genSignedCertWithKey', 'leaf', [], [], 1, ca, key);
    expect(new X509Certificate(leaf.Cert).checkIssued(new X509Certificate(ca.Cert))).toBe(true);
  });

  it('when a pair is given in base64 then it is checked and comes back', () => {
    const given = [authority.Cert, authority.Key].map((text) => Buffer.from(text).toString('base64'));
    expect(call('buildCustomCert', ...given)).toEqual(Object.assign(Object.create(null), authority));
    expect(() => call('buildCustomCert', given[0], 'eA==')).toThrow('not a private key');
    expect(() => call('buildCustomCert', 'eA==', given[1])).toThrow('not a certificate');
  });

  it.each([
    [['genSignedCert', 'a', ['x'], null, 1, authority], '"x" is not an IP address'],
    [['genSignedCert', 'a', null, [1], 1, authority], 'are strings'],
    [['genSignedCert', 'a', null, null, 1, {}], 'an authority is a map'],
    [['genPrivateKey', 'dsa'], 'genPrivateKey: unknown kind of key dsa'],
    [['genCA', 'a', 1e9], 'a certificate cannot be valid for 1000000000 days'],
  ])('when the arguments are wrong then the message explains it (%#)', ([name, ...args], message) => {
    expect(() => call(name as string, ...args)).toThrow(message);
  });
});

describe('AES', () => {
  it('when a string is encrypted then only the password decrypts it', () => {
    const encrypted = call<string>('encryptAES', 'password', 'größe');
    expect(call('decryptAES', 'password', encrypted)).toBe('größe');
    expect(() => call('decryptAES', 'password', 'AAAA')).toThrow('not encrypted');
    expect(call('encryptAES', 'p', '')).toBe('');
  });
});

describe('now', () => {
  it('when the time is asked then it is a time that date takes, in UTC', () => {
    const now = call<string>('now');
    expect(now).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    expect(call('date', '2006-01-02', now)).toBe(now.slice(0, 10));
    expect(call('ago', now)).toMatch(/^\d+s$/);
    expect(functions.now?.unstable).toBe('time');
  });
});
