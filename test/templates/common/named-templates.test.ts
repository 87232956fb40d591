import { describe, expect, it } from 'vitest';
import { namedTemplates } from '../../../src/templates/common/index.ts';
import type { Value } from '../../../src/yaml/value.ts';
import { type CallContext, scopeFor, toValue } from './scope.ts';

const CONTEXT: CallContext = {
  release: 'my-release',
  namespace: 'kube-system',
  chart: { name: 'kilo', version: '0.1.0', appVersion: '0.7.0' },
  values: {},
  flags: [],
};

function call(name: string, arg: unknown, context: Partial<CallContext> = {}) {
  const scope = scopeFor({ ...CONTEXT, ...context });
  const result = namedTemplates[`common.${name}`]?.(arg === undefined ? scope.root : toValue(arg), scope);
  return { result: JSON.parse(JSON.stringify(result ?? null)), warnings: scope.warnings };
}

describe('arguments', () => {
  it('when a map has no context then the render’s own root is taken', () => {
    expect(call('names.dependency.fullname', { chartName: 'db' }).result).toBe('my-release-db');
    expect(call('labels.matchLabels', { customLabels: { a: 'b' } }).result).toEqual(
      call('labels.matchLabels', undefined).result,
    );
  });

  it('when a map has a context then that one counts', () => {
    const other = scopeFor({ ...CONTEXT, release: 'other' });
    const arg = Object.assign(Object.create(null), { chartName: 'db', context: other.root });
    expect(namedTemplates['common.names.dependency.fullname']?.(arg, scopeFor(CONTEXT))).toBe('other-db');
  });

  it('when the context is something else then it is refused', () => {
    expect(() => call('names.dependency.fullname', { context: { Values: {} } })).toThrow(
      'context is not the root context',
    );
  });

  it.each(['__proto__', 'constructor', 'toString'])('when a key is %s then it is looked up as a key', (key) => {
    expect(call('secrets.key', { existingSecret: { keyMapping: {} }, key }).result).toBe(key);
    expect(() => call('resources.preset', { type: key })).toThrow('there is no resources preset');
    expect(call('utils.getValueFromKey', { key }, { values: { a: 1 } }).result).toBe('');
  });
});

describe('what bitnami’s older charts pass', () => {
  const values = { global: { imageRegistry: 'g.io', imagePullSecrets: ['s'], storageClass: 'fast' } };
  const withRoot = (name: string, more: Record<string, Value>) => {
    const scope = scopeFor({ ...CONTEXT, values });
    const arg = Object.assign(Object.create(null), toValue(more), { global: scope.root });
    return JSON.parse(JSON.stringify(namedTemplates[`common.${name}`]?.(arg, scope)));
  };

  it('when global is the root context then its values’ global counts', () => {
    expect(withRoot('images.image', { imageRoot: { repository: 'a', tag: '1' } as never })).toBe('g.io/a:1');
    expect(withRoot('images.pullSecrets', { images: [] })).toEqual({ imagePullSecrets: [{ name: 's' }] });
    expect(withRoot('storage.class', {})).toEqual({ storageClassName: 'fast' });
  });

  it('when labels and names are asked for the root itself then it is the context', () => {
    for (const name of ['names.fullname', 'labels.standard', 'labels.matchLabels', 'capabilities.kubeVersion']) {
      expect(call(name, undefined).result).toEqual(call(name, {}).result);
    }
  });
});

describe('images', () => {
  it.each([
    [{ repository: 'a/b', tag: '1', registry: null }, {}, 'a/b:1'],
    [{ repository: 'a/b' }, {}, 'a/b'],
    [{ repository: 'a/b', tag: 1.5 }, { global: null }, 'a/b:1.5'],
    [{ repository: 'a/b', tag: 't', digest: 'sha256:d' }, { global: { imageRegistry: 'g' } }, 'g/a/b@sha256:d'],
  ])('when the image is %j with %j then it is named %s', (imageRoot, more, image) => {
    expect(call('images.image', { imageRoot, ...more }).result).toBe(image);
  });

  it('when a pull secret has no name then it is left out', () => {
    expect(call('images.pullSecrets', { images: [{ pullSecrets: ['', null, {}, 'a'] }] }).result).toEqual({
      imagePullSecrets: [{ name: 'a' }],
    });
  });
});

describe('rolling tags', () => {
  it.each([
    ['squat/kilo', '0.7.0', false],
    ['squat/kilo', 'v0.7.0', false],
    ['squat/kilo', '0.7.0-alpine', false],
    ['squat/kilo', '0.7', true],
    ['squat/kilo', 'v1-alpine', true],
    ['squat/kilo', 'edge', true],
    ['squat/kilo', '20240101', false],
    ['squat/kilo', 'c0ffee1', false],
    ['bitnami/nginx', '1.27.0', true],
    ['bitnami/nginx', '1.27.0-debian-12-r3', false],
  ])('when the image is %s:%s then rolling is %s', (repository, tag, rolling) => {
    expect(call('warnings.rollingTag', { repository, tag }).result !== '').toBe(rolling);
    expect(call('warnings.rollingTag', { repository, tag, digest: 'sha256:a' }).result).toBe('');
  });
});

describe('checksums', () => {
  const checksum = (data: string, labels = '') => {
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a${labels}\ndata:\n  key: ${data}\n`;
    const scope = { ...scopeFor(CONTEXT), include: (name: string) => (name === 'kilo/templates/cm.yaml' ? text : '') };
    return namedTemplates['common.utils.checksumTemplate']?.(toValue({ path: '/cm.yaml' }), scope);
  };

  it('when the content of a template changes then its checksum does, and not for its metadata', () => {
    expect(checksum('1')).toMatch(/^[\da-f]{64}$/);
    expect(checksum('1', '\n  labels: {b: c}')).toBe(checksum('1'));
    expect(checksum('2')).not.toBe(checksum('1'));
  });
});

describe('passwords', () => {
  const manage = (more: Record<string, Value>, context = {}) =>
    call(
      'secrets.passwords.manage',
      { secret: 's', key: 'k', providedValues: ['auth.password'], skipB64enc: true, skipQuote: true, ...more },
      { values: { auth: { password: '' } }, ...context },
    );

  it('when the values have none then a random one is made, with a warning that names the value to set', () => {
    const { result, warnings } = manage({ length: 20 });
    expect(result).toMatch(/^[A-Za-z0-9]{20}$/);
    expect(warnings).toEqual([expect.objectContaining({ hint: 'set auth.password' })]);
    expect(manage({ length: 20 }).result).not.toBe(result);
  });

  it('when it is to be strong then it has small and capital letters, digits and signs', () => {
    const { result } = manage({ strong: true, length: 12 });
    expect(result).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[_@]).{12}$/);
  });

  it('when an upgrade would make a new one then it is refused, unless failOnNew is false', () => {
    const flags = ['--is-upgrade'];
    expect(() => manage({}, { flags })).toThrow('an upgrade needs the password that is in use');
    expect(manage({ failOnNew: false }, { flags }).result).toHaveLength(10);
  });
});
