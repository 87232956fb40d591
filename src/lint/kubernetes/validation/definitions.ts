import { newMap, type ValueMap } from '../../../yaml/value.ts';
import type { Report, Visit } from '../../rule.ts';
import { quote } from '../../words.ts';
import { merge } from '../fields.ts';
import { dnsLabelOfServices, dnsName } from '../names.ts';
import { has, list, map, maps, number, text, texts } from '../read.ts';
import { urlFault } from './admission.ts';
import { isTrue, reportRepeats, requireOne, visitConstraints } from './constraint.ts';
import { checkRootSchema } from './structural.ts';

const COLUMN_TYPES = ['boolean', 'date', 'integer', 'number', 'string'];
const COLUMN_FORMATS = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password'];

const isSimplePath = (path: string): boolean => /^\.[^.\s]/.test(path) && !/\.$|\.\./.test(path);

const constraints = visitConstraints({
  'apiextensions.v1.CustomResourceDefinitionSpec': [
    {
      field: 'preserveUnknownFields',
      when: (spec) => isTrue(spec, 'preserveUnknownFields'),
      message: 'preserveUnknownFields is no longer supported',
      hint: 'set x-kubernetes-preserve-unknown-fields in the schema',
    },
    {
      field: 'scope',
      when: (spec) => !['Cluster', 'Namespaced'].includes(text(spec, 'scope') ?? ''),
      message: 'scope must be Namespaced or Cluster',
    },
    {
      field: 'group',
      when: (spec) => dnsName(text(spec, 'group') ?? '') !== undefined || !(text(spec, 'group') ?? '').includes('.'),
      message: 'a group must be a DNS name of at least two parts, such as example.com',
    },
  ],
  'apiextensions.v1.CustomResourceDefinitionVersion': [
    {
      field: 'name',
      when: (version) => dnsLabelOfServices(text(version, 'name') ?? '') !== undefined,
      message:
        'this cannot be the name of a version: it must consist of lower-case letters, digits and "-", with a letter first',
    },
    {
      when: (version) => !map(map(version, 'schema'), 'openAPIV3Schema'),
      message: 'a version needs a schema',
      hint: 'write schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}} to take anything',
    },
    {
      when: (version) => has(version, 'deprecationWarning') && !isTrue(version, 'deprecated'),
      message: 'deprecationWarning is allowed only with deprecated: true',
    },
    {
      when: (version) => version.deprecationWarning === '' || /[\n\r]/.test(text(version, 'deprecationWarning') ?? ''),
      message: 'deprecationWarning must be one line that is not empty',
    },
    {
      field: 'deprecationWarning',
      when: (version) => (text(version, 'deprecationWarning') ?? '').length > 256,
      message: 'deprecationWarning must have at most 256 characters',
    },
  ],
  'apiextensions.v1.CustomResourceColumnDefinition': [
    {
      field: 'type',
      when: (column) => !COLUMN_TYPES.includes(text(column, 'type') ?? ''),
      message: `the type of a column must be one of ${COLUMN_TYPES.join(', ')}`,
    },
    {
      field: 'format',
      when: (column) => !COLUMN_FORMATS.includes(text(column, 'format') ?? ''),
      message: `the format of a column must be one of ${COLUMN_FORMATS.join(', ')}`,
    },
    {
      field: 'jsonPath',
      when: (column) => !/^[.{]/.test(text(column, 'jsonPath') ?? ''),
      message: 'a JSON path must begin with "."',
    },
  ],
  'apiextensions.v1.CustomResourceSubresourceScale': [
    {
      field: 'specReplicasPath',
      when: (scale) =>
        !isSimplePath(text(scale, 'specReplicasPath') ?? '') ||
        !/^\.spec\./.test(text(scale, 'specReplicasPath') ?? ''),
      message: 'specReplicasPath must be a path below .spec',
    },
    {
      field: 'statusReplicasPath',
      when: (scale) =>
        !isSimplePath(text(scale, 'statusReplicasPath') ?? '') ||
        !/^\.status\./.test(text(scale, 'statusReplicasPath') ?? ''),
      message: 'statusReplicasPath must be a path below .status',
    },
    {
      field: 'labelSelectorPath',
      when: (scale) =>
        !isSimplePath(text(scale, 'labelSelectorPath') ?? '') ||
        !/^\.(?:status|spec)\./.test(text(scale, 'labelSelectorPath') ?? ''),
      message: 'labelSelectorPath must be a path below .spec or .status',
    },
  ],
  'apiextensions.v1.CustomResourceConversion': [
    {
      field: 'strategy',
      when: (conversion) => !['None', 'Webhook'].includes(text(conversion, 'strategy') ?? ''),
      message: 'the strategy of a conversion must be None or Webhook',
    },
    {
      field: 'webhook',
      when: (conversion) =>
        text(conversion, 'strategy') === 'None' && Object.keys(map(conversion, 'webhook') ?? {}).length > 0,
      message: 'a webhook is allowed only with strategy: Webhook',
    },
    {
      when: (conversion) =>
        text(conversion, 'strategy') === 'Webhook' && !map(map(conversion, 'webhook'), 'clientConfig'),
      message: 'strategy: Webhook needs webhook.clientConfig',
    },
  ],
});

const checkConversion: Visit = (conversion, report) => {
  const webhook = map(conversion, 'webhook');
  const client = map(webhook, 'clientConfig');
  if (text(conversion, 'strategy') !== 'Webhook' || !webhook) return;
  const versions = texts(webhook, 'conversionReviewVersions').map(([, version]) => version);
  if (!versions.includes('v1') && !versions.includes('v1beta1'))
    report(
      ['webhook', 'conversionReviewVersions'],
      'the API server supports v1 and v1beta1, and the list must contain one of them',
    );
  const seen = new Set<string>();
  for (const [index, version] of texts(webhook, 'conversionReviewVersions')) {
    if (seen.has(version)) report(['webhook', 'conversionReviewVersions', index], `${version} is given twice`);
    if (dnsLabelOfServices(version))
      report(
        ['webhook', 'conversionReviewVersions', index],
        `${quote(version)} is not a version: it ${dnsLabelOfServices(version)}`,
      );
    seen.add(version);
  }
  if (!client) return;
  const inside: Report = (below, message, hint) => report(['webhook', 'clientConfig', ...below], message, hint);
  requireOne(client, ['url', 'service'], 'the client of a webhook', inside);
  const url = text(client, 'url');
  if (url && urlFault(url)) inside(['url'], `${quote(url)} cannot be the URL of a webhook: it ${urlFault(url)}`);
  const service = map(client, 'service');
  if (!service) return;
  const port = number(service, 'port') ?? 443;
  if (port < 1 || port > 65535) inside(['service', 'port'], `${port} is not a port: ports are 1 to 65535`);
  const path = text(service, 'path');
  if (path && !path.startsWith('/')) inside(['service', 'path'], 'a path must begin with "/"');
};

const APPROVED = 'api-approved.kubernetes.io';

const checkDefinition: Visit = (definition, report, { minor }) => {
  const spec = map(definition, 'spec') ?? newMap();
  const names = map(spec, 'names') ?? newMap();
  const group = text(spec, 'group') ?? '';
  const name = text(map(definition, 'metadata'), 'name');
  const wanted = `${text(names, 'plural') ?? ''}.${group}`;
  if (name !== undefined && name !== wanted)
    report(['metadata', 'name'], `the definition must be named after its plural and its group: ${wanted}`);
  if (/(?:^|\.)(?:k8s|kubernetes)\.io$/.test(group)) {
    const approval = text(map(map(definition, 'metadata'), 'annotations'), APPROVED);
    if (!approval || !(/^unapproved/.test(approval) || isUrl(approval)))
      report(
        ['spec', 'group'],
        `the group ${group} is Kubernetes' own, and needs the annotation ${APPROVED} with a URL, or "unapproved"`,
      );
  }
  checkNames(names, report);
  const versions = maps(spec, 'versions');
  reportRepeats(
    spec,
    'versions',
    (version) => text(version, 'name'),
    (version) => `two versions are called ${quote(version)}`,
    report,
    ['spec'],
  );
  const stored = versions.filter(([, version]) => isTrue(version, 'storage'));
  if (stored.length !== 1)
    report(['spec', 'versions'], `exactly one version must be stored (storage: true), not ${stored.length}`);
  for (const [index, version] of versions) {
    const below: Report = (path, message, hint) => report(['spec', 'versions', index, ...path], message, hint);
    const schema = map(map(version, 'schema'), 'openAPIV3Schema');
    if (schema)
      checkRootSchema(schema, minor, (path, message, hint) =>
        below(['schema', 'openAPIV3Schema', ...path], message, hint),
      );
    if (schema) checkSubresources(version, schema, below);
    for (const [position, one] of maps(version, 'selectableFields')) {
      const path = text(one, 'jsonPath') ?? '';
      const target = schema && schemaAt(schema, path);
      if (
        schema &&
        (!target ||
          !['string', 'boolean', 'integer'].includes(text(target, 'type') ?? '') ||
          /^\.metadata\b/.test(path))
      )
        below(
          ['selectableFields', position, 'jsonPath'],
          `${quote(path)} names no string, boolean or integer of the schema`,
        );
    }
    if (list(version, 'selectableFields').length > 8)
      below(['selectableFields'], 'at most 8 selectableFields are allowed');
  }
};

function checkSubresources(version: ValueMap, schema: ValueMap, report: Report): void {
  const subresources = map(version, 'subresources');
  if (!subresources) return;
  const allowed = [
    'description',
    'type',
    'format',
    'title',
    'maximum',
    'exclusiveMaximum',
    'minimum',
    'exclusiveMinimum',
    'maxLength',
    'minLength',
    'pattern',
    'maxItems',
    'minItems',
    'uniqueItems',
    'multipleOf',
    'required',
    'items',
    'properties',
    'externalDocs',
    'example',
    'x-kubernetes-preserve-unknown-fields',
    'x-kubernetes-validations',
  ];
  for (const field of Object.keys(schema))
    if (!allowed.includes(field) && has(schema, field) && schema[field] !== false && schema[field] !== '')
      report(['schema', 'openAPIV3Schema', field], `with subresources, the schema as a whole has no ${field}`);
}

function schemaAt(schema: ValueMap, path: string): ValueMap | undefined {
  let current: ValueMap | undefined = schema;
  for (const step of path.split('.').slice(1)) current = map(map(current, 'properties'), step);
  return path.startsWith('.') ? current : undefined;
}

const isUrl = (value: string): boolean => {
  try {
    return new URL(value).host !== '';
  } catch {
    return false;
  }
};

function checkNames(names: ValueMap, report: Report): void {
  const check = (value: string | undefined, below: (string | number)[], mayBeMixed = false): void => {
    const fault = value === undefined ? undefined : dnsLabelOfServices(mayBeMixed ? value.toLowerCase() : value);
    if (fault) report(['spec', 'names', ...below], `${quote(value ?? '')} cannot be a name of the kind: it ${fault}`);
  };
  check(text(names, 'plural') || undefined, ['plural']);
  check(text(names, 'singular') || undefined, ['singular']);
  check(text(names, 'kind') || undefined, ['kind'], true);
  check(text(names, 'listKind') || undefined, ['listKind'], true);
  for (const field of ['shortNames', 'categories'])
    list(names, field).forEach((item, index) => {
      check(item === null ? '' : typeof item === 'string' ? item : undefined, [field, index]);
    });
  const kind = text(names, 'kind');
  if (kind && kind === text(names, 'listKind'))
    report(['spec', 'names', 'listKind'], 'the listKind must differ from the kind', `write ${kind}List`);
}

export const definitionVisits = merge(constraints, {
  'apiextensions.v1.CustomResourceConversion': checkConversion,
  'apiextensions.v1.CustomResourceDefinition': checkDefinition,
});
