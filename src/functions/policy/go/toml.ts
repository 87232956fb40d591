import { type GoMap, type GoValue, newGoMap } from '../../../go/value.ts';
export const mustToToml = (_value: GoValue): string => '';
export const toToml = (_value: GoValue): string => '';
export const fromToml = (_text: string): GoMap => newGoMap();
