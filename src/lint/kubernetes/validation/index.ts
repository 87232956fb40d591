import type { ObjectRule } from '../../rule.ts';
import { merge } from '../fields.ts';
import { accessVisits } from './access.ts';
import { admissionVisits } from './admission.ts';
import { autoscalingVisits } from './autoscaling.ts';
import { configVisits } from './config.ts';
import { deviceVisits } from './devices.ts';
import { flowControlVisits } from './flow-control.ts';
import { networkVisits } from './network.ts';
import { podVisits } from './pod.ts';
import { podFeatureVisits } from './pod-features.ts';
import { policyVisits } from './policies.ts';
import { recordVisits } from './records.ts';
import { serviceVisits } from './service.ts';
import { storageVisits } from './storage.ts';
import { workloadVisits } from './workloads.ts';

export { definitionVisits } from './definitions.ts';

/** The checks of the API server's validation besides the format of single fields, by type. */
export const validationVisits: ObjectRule['visit'] = merge(
  accessVisits,
  admissionVisits,
  autoscalingVisits,
  configVisits,
  deviceVisits,
  flowControlVisits,
  networkVisits,
  podFeatureVisits,
  podVisits,
  policyVisits,
  recordVisits,
  serviceVisits,
  storageVisits,
  workloadVisits,
);
