import { describe, expect, it } from 'vitest';
import { kiloChart, makeDirectory } from '../cli/program.ts';

const definition = (spec: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: foos.example.com
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Foo, plural: foos, singular: foo, listKind: FooList}
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
${spec}`;

const lint = async (spec: string) => {
  const cwd = makeDirectory({
    'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'crds/foo.yaml': definition(spec),
  });
  const { stdout } = await kiloChart(cwd, ['lint', '--chart', '.', '--format', 'json']);
  const { problems } = JSON.parse(stdout);
  return problems.map(
    ({ file, line, message }: { file: string; line: number; message: string }) => `${file}:${line} ${message}`,
  );
};

describe('a definition in crds/, which is sent to the server as it is written', () => {
  it('when it is right, then nothing is found', async () => {
    expect(await lint('              properties: {size: {type: integer}}\n')).toEqual([]);
  });

  it.each<[what: string, spec: string, expected: string]>([
    [
      'a rule names no field',
      '              properties: {size: {type: integer}}\n              x-kubernetes-validations:\n                - rule: self.siz > 1\n',
      'crds/foo.yaml:21 the rule reads the field "siz" of an object: did you mean "size"?',
    ],
    [
      'a rule compares other types',
      '              properties: {size: {type: integer}}\n              x-kubernetes-validations:\n                - rule: self.size > "1"\n',
      'crds/foo.yaml:21 the rule applies > to int, string',
    ],
    [
      'a field has no type',
      '              properties:\n                size: {}\n',
      'crds/foo.yaml:20 each field of a schema needs a type',
    ],
  ])('when %s, then it is reported at its line', async (_, spec, expected) => {
    expect(await lint(spec)).toEqual([expected]);
  });

  it('when a comment suppresses the rule, then nothing is reported', async () => {
    const spec =
      '              properties:\n                # kilo-chart-disable-next-line kubernetes-definition -- old\n                size: {}\n';
    expect(await lint(spec)).toEqual([]);
  });
});
