import { trunc } from '../../functions/strings.ts';

/** The length that Kubernetes allows for a label's value, and for names that become a label or a part of a DNS name. */
export const MAX_LENGTH = 63;

/** Cuts a string to a valid label value of Kubernetes: at most 63 characters, the last one a letter or a digit. */
export const labelValue = (text: string): string =>
  trunc(MAX_LENGTH, text.replaceAll('+', '_')).replace(/(?<![^A-Za-z0-9])[^A-Za-z0-9]+$/, '');
