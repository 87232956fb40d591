import type { ValueMap } from '../../../yaml/value.ts';
import type { Report, Visit } from '../../rule.ts';
import { quote } from '../../words.ts';
import { merge } from '../fields.ts';
import { dnsLabel, dnsName, qualifiedName } from '../names.ts';
import { has, list, map, maps, number, text } from '../read.ts';
import { isFilled, reportRepeatedTexts, reportRepeats, visitConstraints } from './constraint.ts';
import { driverFault } from './devices.ts';

/** The longest strings of an event. */
const LONGEST = { reportingInstance: 128, action: 128, reason: 128 } as const;
const LONGEST_NOTE = 1024;

/** What both APIs check of an event that has an eventTime. */
function checkEvent(
  event: ValueMap,
  names: { readonly controller: string; readonly note: string },
  report: Report,
): void {
  const controller = text(event, names.controller);
  if (controller && qualifiedName(controller))
    report([names.controller], `${quote(controller)} cannot be a controller: it ${qualifiedName(controller)}`);
  for (const field of [names.controller, ...Object.keys(LONGEST)])
    if (!isFilled(event, field)) report([], `an event with an eventTime needs the field "${field}"`);
  for (const [field, most] of [...Object.entries(LONGEST), [names.note, LONGEST_NOTE] as const])
    if (Buffer.byteLength(text(event, field) ?? '') > most) report([field], `${field} has more than ${most} bytes`);
}

/** A record of its time is an event of the newer API, also where it is written by the older one. */
const checkCoreEvent: Visit = (event, report) => {
  const [own, other] = [text(map(event, 'metadata'), 'namespace'), text(map(event, 'involvedObject'), 'namespace')];
  if (other && (own ? own !== other : dnsLabel(other) !== undefined))
    report(['involvedObject', 'namespace'], 'the object of an event is in the namespace of the event');
  if (has(event, 'eventTime')) checkEvent(event, { controller: 'reportingComponent', note: 'message' }, report);
};

const checkNewEvent: Visit = (event, report) => {
  if (has(event, 'eventTime')) checkEvent(event, { controller: 'reportingController', note: 'note' }, report);
  if (!['Normal', 'Warning'].includes(text(event, 'type') ?? ''))
    report(has(event, 'type') ? ['type'] : [], 'the type of an event must be Normal or Warning');
  for (const field of ['deprecatedFirstTimestamp', 'deprecatedLastTimestamp', 'deprecatedCount'])
    if (isFilled(event, field)) report([field], `${field} is not for events of this API`);
  const source = map(event, 'deprecatedSource');
  if (isFilled(source, 'component') || isFilled(source, 'host'))
    report(['deprecatedSource'], 'deprecatedSource is not for events of this API');
  const series = map(event, 'series');
  if (series && (number(series, 'count') ?? 0) < 2) report(['series'], 'the count of a series must be 2 or more');
};

/** A time as the newer API of events and leases write it. */
const hasMicroseconds = (time: string): boolean => /\.\d{6}(?:Z|[+-]\d\d:\d\d)$/.test(time);

const signerFault = (name: string): string | undefined => {
  const [domain = '', path, more] = name.split('/');
  if (path === undefined || more !== undefined) return 'must be a domain, "/" and a name, such as example.com/signer';
  const labels = domain.split('.');
  if (labels.length < 2 || domain.length > 253 || labels.some((label) => dnsLabel(label)))
    return 'must begin with a domain of two parts or more';
  return path.split('.').some((part) => dnsName(part)) ? 'has a name that is not a DNS name' : undefined;
};

/** The server reads the request itself, too: here, only that it is one. */
const isRequest = (encoded: string): boolean =>
  /-----BEGIN CERTIFICATE REQUEST-----/.test(Buffer.from(encoded, 'base64').toString('latin1'));

const constraints = visitConstraints({
  ...Object.fromEntries(
    ['core.v1.Event', 'events.v1.Event'].map((type) => [
      type,
      [
        {
          field: 'eventTime',
          when: (event: ValueMap) => !hasMicroseconds(text(event, 'eventTime') ?? ''),
          message: 'eventTime has six digits after its seconds, as in 2006-01-02T15:04:05.000000Z',
        },
      ],
    ]),
  ),
  'certificates.v1.CertificateSigningRequestSpec': [
    {
      field: 'request',
      when: (spec) => !isRequest(text(spec, 'request') ?? ''),
      message: 'the request must be a CERTIFICATE REQUEST in PEM, in base64',
    },
    { when: (spec) => !isFilled(spec, 'usages'), message: 'a CertificateSigningRequestSpec needs usages' },
    {
      field: 'expirationSeconds',
      when: (spec) => (number(spec, 'expirationSeconds') ?? 600) < 600,
      message: 'expirationSeconds must be 600 or more',
    },
    {
      when: (spec) => spec.expirationSeconds === 0,
      message: 'expirationSeconds must be 600 or more',
    },
    {
      field: 'signerName',
      when: (spec) =>
        text(spec, 'signerName') === 'kubernetes.io/legacy-unknown' ||
        signerFault(text(spec, 'signerName') ?? '') !== undefined,
      message: 'signerName must be a domain, "/" and a name, such as example.com/signer',
    },
  ],
  'storage.v1.CSINodeDriver': [
    {
      field: 'name',
      when: (driver) => driverFault(text(driver, 'name') ?? '') !== undefined,
      message: 'this cannot be the name of a CSI driver',
    },
    {
      field: 'nodeID',
      when: (driver) => Buffer.byteLength(text(driver, 'nodeID') ?? '') > 256,
      message: 'a nodeID has at most 256 bytes',
    },
    {
      field: 'allocatable',
      when: (driver) => (number(map(driver, 'allocatable'), 'count') ?? 0) < 0,
      message: 'count must be 0 or more',
    },
  ],
});

/** Objects that programs write, and charts rarely. */
export const recordVisits = merge(constraints, {
  'core.v1.Event': checkCoreEvent,
  'events.v1.Event': checkNewEvent,
  'certificates.v1.CertificateSigningRequestSpec': (spec, report) => {
    reportRepeatedTexts(spec, 'usages', 'the usage', report);
    list(spec, 'usages').forEach((usage, index) => {
      if (usage === '' || usage === null) report(['usages', index], 'a usage is empty');
    });
  },
  'storage.v1.CSINodeSpec': (spec, report) => {
    const words = (name: string): string => `the driver ${quote(name)} is given twice`;
    reportRepeats(spec, 'drivers', (driver) => text(driver, 'name'), words, report);
    for (const [index, driver] of maps(spec, 'drivers')) {
      const inside: Report = (path, message) => report(['drivers', index, ...path], message);
      reportRepeatedTexts(driver, 'topologyKeys', 'the key', inside);
      list(driver, 'topologyKeys').forEach((item, position) => {
        const key = String(item ?? '');
        const fault = key === '' ? 'is empty' : qualifiedName(key);
        if (fault) inside(['topologyKeys', position], `the key ${quote(key)} ${fault}`);
      });
    }
  },
});
