import { affinities } from './affinities.ts';
import { capabilities } from './capabilities.ts';
import { errors } from './errors.ts';
import { images } from './images.ts';
import { labels } from './labels.ts';
import type { NamedTemplate } from './named-template.ts';
import { names } from './names.ts';
import { secrets } from './secrets.ts';
import { storage } from './storage.ts';
import { tplvalues } from './tplvalues.ts';
import { utils } from './utils.ts';
import { validations } from './validations.ts';
import { warnings } from './warnings.ts';
import { workloads } from './workloads.ts';

export type { NamedTemplate, Scope } from './named-template.ts';

/** The templates of bitnami's common library under their own names, for `include`. */
export const namedTemplates: Readonly<Record<string, NamedTemplate>> = Object.freeze(
  Object.assign(
    Object.create(null) as Record<string, NamedTemplate>,
    affinities,
    capabilities,
    errors,
    images,
    labels,
    names,
    secrets,
    storage,
    tplvalues,
    utils,
    validations,
    warnings,
    workloads,
  ),
);
