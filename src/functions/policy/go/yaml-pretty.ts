import type { GoValue } from '../../../go/value.ts';
import { toYaml } from './convert.ts';
export const toYamlPretty = (value: GoValue): string => toYaml(value);
