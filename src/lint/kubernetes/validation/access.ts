import type { ValueMap } from '../../../yaml/value.ts';
import type { Visit } from '../../rule.ts';
import { merge } from '../fields.ts';
import { list, map, maps, text } from '../read.ts';
import { visitConstraints } from './constraint.ts';

const ofResources = (rule: ValueMap): boolean =>
  ['apiGroups', 'resources', 'resourceNames'].some((field) => list(rule, field).length > 0);
const ofUrls = (rule: ValueMap): boolean => list(rule, 'nonResourceURLs').length > 0;

const constraints = visitConstraints({
  'rbac.v1.PolicyRule': [
    {
      field: 'nonResourceURLs',
      when: ofResources,
      message: 'a rule is about resources or about nonResourceURLs, not both',
      hint: 'make two rules of it',
    },
  ],
  'rbac.v1.AggregationRule': [
    {
      when: (rule) => list(rule, 'clusterRoleSelectors').length === 0,
      message: 'an aggregationRule needs clusterRoleSelectors',
    },
  ],
});

/** Roles of a namespace cannot grant access to what is outside of namespaces. */
const checkRole: Visit = (role, report) => {
  for (const [index, rule] of maps(role, 'rules'))
    if (ofUrls(rule))
      report(
        ['rules', index, 'nonResourceURLs'],
        'nonResourceURLs are for a ClusterRole: a Role is limited to its namespace',
      );
};

const checkClusterBinding: Visit = (binding, report) => {
  const reference = map(binding, 'roleRef');
  if (text(reference, 'kind') === 'Role')
    report(['roleRef', 'kind'], 'a ClusterRoleBinding is to a ClusterRole', 'use a RoleBinding, or a ClusterRole');
  for (const [index, subject] of maps(binding, 'subjects'))
    if (text(subject, 'kind') === 'ServiceAccount' && !text(subject, 'namespace'))
      report(['subjects', index], 'a ServiceAccount needs its namespace here', 'add namespace');
};

export const accessVisits = merge(constraints, {
  'rbac.v1.Role': checkRole,
  'rbac.v1.ClusterRoleBinding': checkClusterBinding,
});
