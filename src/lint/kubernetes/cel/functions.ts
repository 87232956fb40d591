import { readType, type Type } from './types.ts';

/** One form of a function. */
export interface Overload {
  readonly isMember: boolean;
  /** Of a member, its target comes first. */
  readonly args: readonly Type[];
  readonly result: Type;
}

/**
 * The functions of the API server's CEL: `TARGET:name;name(ARGUMENTS) RESULT`, where = is the name, with the first minor version of the server whose
 * new expressions may use it. C stands for each type that has an order, S for each that can be summed up.
 */
const SIGNATURES = `
_+_(C3, C3) C3
_+_(bytes, bytes) bytes
_+_(string, string) string
_+_(list(A), list(A)) list(A)
_+_(Timestamp, Duration) Timestamp
_+_(Duration, Timestamp) Timestamp
_+_;_-_(Duration, Duration) Duration
_-_(Timestamp, Timestamp) Duration
_-_(Timestamp, Duration) Timestamp
_-_;_*_;_/_(C3, C3) C3
_%_(int, int) int
_%_(uint, uint) uint
_<_;_<=_;_>_;_>=_(C, C) bool
_<_;_<=_;_>_;_>=_(int, uint) bool
_<_;_<=_;_>_;_>=_(int, double) bool
_<_;_<=_;_>_;_>=_(uint, int) bool
_<_;_<=_;_>_;_>=_(uint, double) bool
_<_;_<=_;_>_;_>=_(double, int) bool
_<_;_<=_;_>_;_>=_(double, uint) bool
_==_;_!=_(A, A) bool
_&&_;_||_(bool, bool) bool
_?_(bool, A, A) A
!_(bool) bool
-_(double) double
-_(int) int
_in_(A, list(A)) bool
_in_(A, map(A, B)) bool
_[_](list(A), int) A
_[_](map(A, B), A) B
_[_];_[?_](optional(list(V)), int) optional(V)
_[_];_[?_](optional(map(K, V)), K) optional(V)
_[?_](list(V), int) optional(V)
_[?_](map(K, V), K) optional(V)
bool(bool) bool
bool(string) bool
bytes(bytes) bytes
bytes(string) bytes
double;int;uint;string(S3) =
double;int;uint(string) =
int(Duration) int
int(Timestamp) int
string(string) string
string(bool) string
string(bytes) string
string(Duration) string
string(Timestamp) string
string(CIDR) string
string(IP) string
duration(Duration) Duration
duration(string) Duration
timestamp(Timestamp) Timestamp
timestamp(int) Timestamp
timestamp(string) Timestamp
dyn(A) dyn
type(A) type(A)
size(bytes) int
size(string) int
size(list(A)) int
size(map(A, B)) int
bytes:size() int
string:size() int
list(A):size() int
map(A, B):size() int
string:contains;endsWith;startsWith;matches(string) bool
matches(string, string) bool
string:charAt;substring(int) string
string:substring(int, int) string
string:find(string) string
string:findAll;split(string) list(string)
string:findAll;split(string, int) list(string)
string:format(list(dyn)) string
string:indexOf;lastIndexOf(string) int
string:indexOf;lastIndexOf(string, int) int
string:lowerAscii;upperAscii;trim() string
string:replace(string, string) string
string:replace(string, string, int) string
strings.quote(string) string
list(string):join() string
list(string):join(string) string
list(A):indexOf;lastIndexOf(A) int
list(C):isSorted() bool
list(C):max;min() C
list(S):sum() S
35 list(C):sort() list(C)
35 list(T):distinct;reverse() list(T)
35 list(T):slice(int, int) list(T)
35 list(list(T)):flatten() list(T)
35 list(dyn):flatten(int) list(dyn)
35 lists.range(int) list(int)
33 list(V):first;last() optional(V)
sets.contains;sets.equivalent;sets.intersects(list(T), list(T)) bool
optional.none() optional(V)
optional.of;optional.ofNonZeroValue(V) optional(V)
optional.unwrap(list(optional(V))) list(V)
list(optional(V)):unwrapOpt() list(V)
optional(V):hasValue() bool
optional(V):or(optional(V)) optional(V)
optional(V):orValue(V) V
optional(V):value() V
Timestamp:getDate;getDayOfMonth;getDayOfWeek;getDayOfYear;getFullYear;getHours;getMilliseconds;getMinutes;getMonth;getSeconds() int
Timestamp:getDate;getDayOfMonth;getDayOfWeek;getDayOfYear;getFullYear;getHours;getMilliseconds;getMinutes;getMonth;getSeconds(string) int
Duration:getHours;getMilliseconds;getMinutes;getSeconds() int
isURL;isIP;isCIDR;ip.isCanonical;isQuantity(string) bool
url(string) URL
URL:getEscapedPath;getHost;getHostname;getPort;getScheme() string
URL:getQuery() map(string, list(string))
ip(string) IP
IP:family() int
IP:isGlobalUnicast;isLinkLocalMulticast;isLinkLocalUnicast;isLoopback;isUnspecified() bool
cidr(string) CIDR
CIDR:ip() IP
CIDR:masked() CIDR
CIDR:prefixLength() int
CIDR:containsCIDR(CIDR) bool
CIDR:containsIP(IP) bool
CIDR:containsCIDR;containsIP(string) bool
quantity(string) Quantity
sign(Quantity) int
Quantity:add;sub(Quantity) Quantity
Quantity:add;sub(int) Quantity
Quantity:asApproximateFloat() double
Quantity:asInteger() int
Quantity:isInteger() bool
Quantity:compareTo(Quantity) int
Quantity:isGreaterThan;isLessThan(Quantity) bool
34 semver(string) Semver
34 semver(string, bool) Semver
34 isSemver(string) bool
34 isSemver(string, bool) bool
34 Semver:compareTo(Semver) int
34 Semver:isGreaterThan;isLessThan(Semver) bool
34 Semver:major;minor;patch() int
format.byte;format.date;format.datetime;format.uri;format.uuid;format.labelValue;format.qualifiedName() NamedFormat
format.dns1123Label;format.dns1123LabelPrefix;format.dns1123Subdomain;format.dns1123SubdomainPrefix() NamedFormat
format.dns1035Label;format.dns1035LabelPrefix() NamedFormat
format.named(string) optional(NamedFormat)
NamedFormat:validate(string) optional(list(string))
Authorizer:group(string) GroupCheck
Authorizer:path(string) PathCheck
Authorizer:serviceAccount(string, string) Authorizer
GroupCheck:resource(string) ResourceCheck
ResourceCheck:name;namespace;subresource(string) ResourceCheck
ResourceCheck:fieldSelector;labelSelector(string) ResourceCheck
PathCheck:check(string) Decision
ResourceCheck:check(string) Decision
Decision:allowed;errored() bool
Decision:error;reason() string
jsonpatch.escapeKey(string) string
`;

/** The types that a letter in a signature stands for, one after another. */
const EACH: Readonly<Record<string, readonly string[]>> = {
  C: ['bool', 'bytes', 'double', 'Duration', 'Timestamp', 'int', 'string', 'uint'],
  C3: ['double', 'int', 'uint'],
  S: ['double', 'Duration', 'int', 'uint'],
  S3: ['double', 'int', 'uint'],
};

const tables = new Map<number, ReadonlyMap<string, readonly Overload[]>>();

/** The functions that an API server of a minor version takes in new expressions, by name. */
export function functionsOf(minor: number): ReadonlyMap<string, readonly Overload[]> {
  const known = tables.get(minor);
  if (known) return known;
  const table = new Map<string, Overload[]>();
  for (const line of SIGNATURES.trim().split('\n')) {
    const [, since = '0', signature = ''] = /^(\d+ )?(.*)$/.exec(line) ?? [];
    if (minor < Number(since)) continue;
    const [, letter] = /\b(C3|S3|[CS])\b/.exec(signature) ?? [];
    for (const type of letter === undefined ? [''] : (EACH[letter] ?? []))
      add(table, letter === undefined ? signature : signature.replaceAll(new RegExp(`\\b${letter}\\b`, 'g'), type));
  }
  tables.set(minor, table);
  return table;
}

function add(table: Map<string, Overload[]>, signature: string): void {
  const [, target, names = '', args = '', result = ''] = /^(?:([^:]+):)?([^(]+)\((.*)\) (\S.*)$/s.exec(signature) ?? [];
  const types = [target ?? '', args].filter((one) => one !== '').join(', ');
  for (const name of names.split(';')) {
    const overload: Overload = {
      isMember: target !== undefined,
      args: types === '' ? [] : readType(`args(${types})`).of,
      result: readType(result === '=' ? name : result),
    };
    table.set(name, [...(table.get(name) ?? []), overload]);
  }
}
