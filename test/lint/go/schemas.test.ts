import { describe, expect, it } from 'vitest';
import { describeFinding, type Files, lintChart } from './chart.ts';

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: shops.example.org}
spec:
  group: example.org
  names: {kind: Shop, plural: shops}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [size, tier]
              properties:
                size: {type: integer}
                tier: {type: string, default: small}
                kind: {type: string, enum: [open, closed]}
                port: {x-kubernetes-int-or-string: true}
                tags: {type: array, items: {type: string}}
                labels: {type: object, additionalProperties: {type: string}}
                free: {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: string}}}
`;

const shop = (spec: string): string =>
  `apiVersion: example.org/v1\nkind: Shop\nmetadata: {name: a}\nspec:\n  ${spec}\n`;

/** What is wrong with a custom resource; nothing where it is as it should be. */
const RESOURCES: readonly (readonly [spec: string, findings: readonly string[]])[] = [
  ['size: 1', []],
  ['{size: 1, tier: "", kind: open, port: web, tags: [a], labels: {a: b}, free: {a: b, c: 1}}', []],
  ['size: big', ['kubernetes-type']],
  ['tier: big', ['kubernetes-required']],
  ['{size: 1, sise: 2}', ['kubernetes-unknown-field']],
  ['{size: 1, kind: ajar}', ['kubernetes-enum']],
  ['{size: 1, tags: a}', ['kubernetes-type']],
  ['{size: 1, tags: [1]}', ['kubernetes-type']],
  ['{size: 1, labels: {a: 1}}', ['kubernetes-type']],
  ['{size: 1, free: {a: 1}}', ['kubernetes-type']],
];

const rules = async (...given: Parameters<typeof lintChart>): Promise<string[]> =>
  (await lintChart(...given)).map(({ rule }) => rule);

describe('a custom resource', () => {
  it.each(RESOURCES)('is checked by the definition in crds/: %s', async (spec, findings) => {
    expect(await rules({ 'templates/a.yaml': shop(spec), 'crds/shops.yaml': DEFINITION })).toEqual(findings);
  });

  it.each([
    ['in crds/ of a chart in the chart', { 'charts/db/crds/shops.yaml': DEFINITION }],
    ['in one file with others', { 'crds/all.yaml': `kind: List\n---\n${DEFINITION}` }],
  ])('is checked by the definition %s', async (_, more: Files) => {
    const db = { 'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n' };
    expect(await rules({ ...db, 'templates/a.yaml': shop('size: big'), ...more })).toEqual(['kubernetes-type']);
  });

  it.each([
    ['a definition', { path: 'shops.yaml', text: DEFINITION }],
    [
      'a JSON schema that names its kind',
      {
        path: 'shop.json',
        text: '{"x-kubernetes-group-version-kind":[{"group":"example.org","version":"v1","kind":"Shop"}],"type":"object","properties":{"spec":{"type":"object","properties":{"size":{"type":"integer"}}}}}',
      },
    ],
    [
      'a JSON schema whose path names its kind',
      {
        path: 'schemas/example.org/shop_v1.json',
        text: '{"type":"object","properties":{"spec":{"type":"object","properties":{"size":{"type":"integer"}}}}}',
      },
    ],
  ])('is checked by %s that is given', async (_, file) => {
    const files = { 'templates/a.yaml': shop('size: big') };
    expect(await rules(files, undefined, { schemas: [file] })).toEqual(['kubernetes-type']);
    expect(await rules({ 'templates/a.yaml': shop('size: 1') }, undefined, { schemas: [file] })).toEqual([]);
  });

  it('when nothing describes it, then nothing is said', async () => {
    expect(await rules({ 'templates/a.yaml': shop('size: big') })).toEqual([]);
  });
});

describe('the version of Kubernetes', () => {
  const files = { 'templates/a.yaml': 'apiVersion: networking.k8s.io/v1\nkind: ServiceCIDR\nmetadata: {name: a}\n' };

  it.each([
    [undefined, []],
    ['1.37', []],
    ['1.33', []],
    ['1.32', ['shop/templates/a.yaml:2:1 kubernetes-unknown-kind']],
  ])('%s decides what there is', async (kubeVersion, findings) => {
    const found = await lintChart(files, undefined, kubeVersion === undefined ? {} : { kubeVersion });
    expect(found.map(describeFinding)).toEqual(findings);
  });
});

describe('a value that has another one each time', () => {
  it('when a template writes it, then no value is called its cause', async () => {
    const template = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: {{ randInt 1 1000000 }}\n';
    const found = await lintChart(
      { 'templates/a.yaml': `${template}  b: {{ .Values.b | quote }}\n`, 'values.yaml': 'b: "1"\n' },
      'b: "2"\n',
    );
    expect(found.map(describeFinding)).toContain('shop/templates/a.yaml:5:3 kubernetes-type');
  });
});

describe('a value that one template changes for another', () => {
  it('when it is wrong, then it is found at its place all the same', async () => {
    const files = {
      'values.yaml': 'a: {}\nport: 80\n',
      'templates/z.yaml': '{{- $_ := set .Values.a "port" .Values.port }}\n',
      'templates/a.yaml':
        'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ports:\n    - port: {{ .Values.a.port }}\n',
    };
    const found = await lintChart(files, 'port: 70000\n');
    expect(found.map(describeFinding)).toEqual(['my.yaml:1:1 kubernetes-port']);
  });
});
