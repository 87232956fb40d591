/** A user name, and a password, before the host of a URL. */
const USERINFO = /\b((?:https?|oci):\/\/)[^\s/?#@"'`]*@/gi;

/** The string with the credentials of its URLs hidden: no message, file name or cache may show them. */
export const redact = (text: string): string => text.replace(USERINFO, '$1***@');
