import type { ObjectRule, StructureRule } from '../rule.ts';
import { affinity } from './kubernetes-affinity.ts';
import { annotation } from './kubernetes-annotation.ts';
import { conflict } from './kubernetes-conflict.ts';
import { definition } from './kubernetes-definition.ts';
import { duplicate } from './kubernetes-duplicate.ts';
import { duplicateEnv } from './kubernetes-duplicate-env.ts';
import { duplicatePort } from './kubernetes-duplicate-port.ts';
import { enumeration } from './kubernetes-enum.ts';
import { env } from './kubernetes-env.ts';
import { image } from './kubernetes-image.ts';
import { label } from './kubernetes-label.ts';
import { longName } from './kubernetes-long-name.ts';
import { mount } from './kubernetes-mount.ts';
import { name } from './kubernetes-name.ts';
import { oneOf } from './kubernetes-one-of.ts';
import { port } from './kubernetes-port.ts';
import { probe } from './kubernetes-probe.ts';
import { quantity } from './kubernetes-quantity.ts';
import { quota } from './kubernetes-quota.ts';
import { range } from './kubernetes-range.ts';
import { required } from './kubernetes-required.ts';
import { resources } from './kubernetes-resources.ts';
import { runAsRoot } from './kubernetes-run-as-root.ts';
import { securityContext } from './kubernetes-security-context.ts';
import { selector } from './kubernetes-selector.ts';
import { toleration } from './kubernetes-toleration.ts';
import { type } from './kubernetes-type.ts';
import { unknownField } from './kubernetes-unknown-field.ts';
import { unknownKind } from './kubernetes-unknown-kind.ts';
import { webhook } from './kubernetes-webhook.ts';

/** The rules for every Kubernetes object. */
export const kubernetesRules: readonly (ObjectRule | StructureRule)[] = [
  affinity,
  annotation,
  conflict,
  definition,
  duplicate,
  duplicateEnv,
  duplicatePort,
  enumeration,
  env,
  image,
  label,
  longName,
  mount,
  name,
  oneOf,
  port,
  probe,
  quantity,
  quota,
  range,
  required,
  resources,
  runAsRoot,
  securityContext,
  selector,
  toleration,
  type,
  unknownField,
  unknownKind,
  webhook,
] as readonly (ObjectRule | StructureRule)[];
