import type { ValueMap } from '../../yaml/value.ts';
import { dnsLabelOfServices } from '../kubernetes/names.ts';
import { list, texts } from '../kubernetes/read.ts';
import type { ObjectRule, Report } from '../rule.ts';
import { quote } from '../words.ts';

const checkVersions = (node: ValueMap, report: Report): void => {
  const versions = texts(node, 'admissionReviewVersions');
  const seen = new Set<string>();
  for (const [index, version] of versions) {
    const fault = dnsLabelOfServices(version);
    if (fault) report(['admissionReviewVersions', index], `${quote(version)} is not a version: it ${fault}`);
    if (seen.has(version)) report(['admissionReviewVersions', index], `${version} is given twice`);
    seen.add(version);
  }
  if (Array.isArray(node.admissionReviewVersions) && !seen.has('v1') && !seen.has('v1beta1'))
    report(
      ['admissionReviewVersions'],
      'the API server supports v1 and v1beta1, and the list must contain one of them',
    );
};

const checkItems = (node: ValueMap, report: Report): void => {
  for (const field of ['apiVersions', 'resources'])
    list(node, field).forEach((item, index) => {
      if (item === '' || item === null) report([field, index], `an item of ${field} is empty`);
    });
};

export const webhook: ObjectRule = {
  id: 'kubernetes-webhook',
  severity: 'error',
  summary: 'A webhook that the API server could not call',
  visit: {
    'admissionregistration.v1.ValidatingWebhook': checkVersions,
    'admissionregistration.v1.MutatingWebhook': checkVersions,
    'admissionregistration.v1.NamedRuleWithOperations': checkItems,
    'admissionregistration.v1.RuleWithOperations': checkItems,
  },
};
