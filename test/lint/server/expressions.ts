// Expressions of CEL, right and wrong ones, one a line: what the API server's compiler says of them is recorded with the
// verdicts of the objects that they are put in.

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

/** Of admission policies, whose parameters are declared. */
export const CONDITIONS = lines(String.raw`
true
false
null
1
"a"
object.a
object.a == 1
object.spec.replicas <= 5
object.spec.replicas <= "a"
object.metadata.name.startsWith("a")
object.metadata.name.startsWith(1)
object.metadata.name.startswith("a")
objct.metadata.name == "a"
request.operation == "CREATE"
request.operatio == "CREATE"
request.userInfo.username == 'system:admin'
request.userInfo.user == 'system:admin'
request.kind.kind == "Pod"
request.kind.Kind == "Pod"
"a" in request.userInfo.groups
1 in request.userInfo.groups
request.dryRun
request.dryRun == "true"
!request.dryRun
request.options.x == 1
namespaceObject.metadata.labels["a"] == "b"
namespaceObject.metadata.labels.a == "b"
namespaceObject.metadata.labels[1] == "b"
namespaceObject.metadata.uid == "b"
namespaceObject.metadata.creationTimestamp < timestamp("2024-01-01T00:00:00Z")
namespaceObject.metadata.creationTimestamp < "2024"
authorizer.group("apps").resource("deployments").check("create").allowed()
authorizer.group("apps").resource("deployments").check("create").allow()
authorizer.requestResource.check("create").allowed()
authorizer.requestResource.name("x").namespace("y").subresource("z").check("create").reason() == ""
authorizer.path("/healthz").check("get").allowed()
authorizer.path("/healthz").allowed()
authorizer.serviceAccount("a","b").group("").resource("pods").fieldSelector("a=b").check("x").allowed()
authorizer.foo
has(object.spec.x)
has(object)
has(object.spec["x"])
has(object.a) && object.a
has(object.a) ? object.a : false
has(object.a) ? object.a == 1 : 2
object.a ? true : false
1 ? true : false
true ? 1 : "a"
true ? 1 == 1 : "a" == "a"
1 + 1 == 2
1 + 1.0 == 2.0
1 + "a" == "b"
"a" + "b" == "ab"
1 == 1.0
1 < 1.0
1u == 1
1u < 1
1.5 >= 1u
"a" < 1
[1,2] == [1,2]
[1,"a"] == []
[1, object.x] == []
[object.x, 1] == []
["a", object.x].size() == 2
[].size() == 0
size([]) == 0
size({}) == 0
size(1) == 0
size("a") == 1
size(object) == 1
size(request) == 1
{"a": 1}.a == 1
{"a": 1}["a"] == 1
{"a": 1}["a"] == "x"
{"a": 1}[1] == 1
{"a": 1, "b": "c"}.a == 1
{1: "a"}[1] == "a"
{"a": 1, 2: 3} == {}
{} == {}
{"a": object.x, "b": 1} == {}
object.spec.containers.all(c, c.image.startsWith("x"))
object.spec.containers.all(c, c.image)
object.spec.containers.all(c, "a")
object.spec.containers.all("c", true)
object.spec.containers.all(c)
object.spec.containers.all(c, true, true, true)
object.spec.containers.exists(c, c.name == "x")
object.spec.containers.exists_one(c, c.name == "x")
object.spec.containers.existsOne(c, c.name == "x")
object.spec.containers.existsOne(i, c, c.name == "x")
object.spec.containers.map(c, c.name) == ["a"]
object.spec.containers.map(c, c.name)
object.spec.containers.map(c, c.x, c.name).size() > 1
object.spec.containers.map(c, 1, c.name).size() > 1
object.spec.containers.filter(c, c.x).size() > 1
object.spec.containers.filter(c, 1).size() > 1
object.spec.containers.all(i, c, i > 1 && c.x)
object.spec.containers.all(i, c, i > "a")
[1,2].all(i, c, i > c)
[1,2].all(i, c, c > "a")
["a"].all(i, c, c > 1)
{"a":1}.all(k, k > "a")
{"a":1}.all(k, v, v > 1)
{"a":1}.all(k, v, v > "a")
"abc".all(x, true)
1.all(x, true)
request.all(x, true)
[1,2,3].map(x, x * 2) == [2]
[1,2,3].map(x, "a") == [2]
[1,2,3].map(x, string(x)).join(",") == "1"
[1,2,3].join(",") == "1"
[1,2].sum() == 3
["a"].sum() == "a"
["a"].max() == "a"
[1].max() == "a"
[[1]].max() == [1]
[1].isSorted()
[object].isSorted()
[1].indexOf(1) == 0
[1].indexOf("a") == 0
"abc".indexOf("a") == 0
"abc".indexOf("a", 1) == 0
"abc".indexOf(1) == 0
"abc".substring(1) == "bc"
"abc".substring(1,2,3) == "bc"
"abc".replace("a","b") == "b"
"abc".replace("a","b", 1) == "b"
"abc".replace("a") == "b"
"abc".split(",").size() == 1
"abc".split(",")[0] == "a"
"abc".split(",")["a"] == "a"
"abc".matches("^[a-z]+$")
"abc".matches("[")
"abc".matches("(?<x>a)")
"abc".matches("a(?!b)")
matches("a", "b")
matches("a", "[")
object.a.matches("[")
"abc".matches(r'\d+')
"abc".matches('\d+')
"abc".matches('\\d+')
"a\qb" == ""
"a\nb" == ""
"a\x41" == ""
"a\u0041" == ""
"a\u41" == ""
"a\101" == ""
"a\401" == ""
'a"b' == "a'b"
"a
b" == ""
"""a
b""" == ""
'''a'b''' == ""
r"a\" == ""
b"abc" == b"abc"
b"abc" == "abc"
"abc
'abc
a b
object.a object.b
object.a &&
&& object.a
(object.a == 1
object.a == 1)
[1,2
[1,2,]==[1,2]
[,]==[]
{,}=={}
{"a":1,}=={}
size(1,)
object.a == 1 // comment
object.a == 1 # comment
object.a = 1
object.a === 1
object.a & 1
object.a | true
object.a || true
object.a && true
!object.a
!!object.a
-1 == 1
--1 == 1
-object.a == 1
-"a" == 1
!1
!-1
-!true
object.a ?: 1
object.?a.orValue(1) == 1
object.?a.b.orValue("x") == "x"
object.?a.hasValue()
object.?a.?b.value() == 1
object[?"a"].hasValue()
[1][?0].orValue(2) == 1
[1][?0].orValue("a") == 1
optional.of(1).hasValue()
optional.none().orValue(1) == 1
optional.of(1).optMap(x, x + 1).value() == 2
optional.of(1).optMap(x, x + "a").value() == 2
optional.of(1).optFlatMap(x, optional.of("a")).value() == "a"
[?optional.of(1)] == [1]
[?1] == [1]
{?"a": optional.of(1)} == {"a": 1}
{?"a": 1} == {"a": 1}
1.optMap(x, x).value() == 2
duration("1h") > duration("1m")
duration("1x") > duration("1m")
duration("1d") > duration("1m")
duration("") > duration("1m")
duration("1.5h") > duration("-1m")
duration("h") > duration("-1m")
timestamp("2024-01-01T00:00:00Z") < timestamp("2025-01-01T00:00:00+01:00")
timestamp("2024-01-01") < timestamp("2025-01-01T00:00:00+01:00")
timestamp("2024-13-01T00:00:00Z").getFullYear() == 2024
timestamp("2024-02-30T00:00:00Z").getFullYear() == 2024
timestamp("2024-02-28T00:00:00Z") + duration("1h") > timestamp(1)
timestamp("2024-02-28T00:00:00Z") - timestamp(1) > duration("1h")
timestamp("2024-02-28T00:00:00Z") + 1 > timestamp(1)
int("1") == 1
int("a") == 1
int(true) == 1
int(1.5) == 1
double(1) == 1.0
string(1) == "1"
string(object) == "1"
string([1]) == "1"
bool("true")
bool(1)
bytes("a") == b"a"
uint(1) == 1u
dyn(1) == "a"
dyn(1) < "a"
type(1) == int
type(object.a) == string
type(object.a) == strin
type(1) == list
type(1) == map
type(1) == null_type
type(1) == dyn
type(1) == google.protobuf.Timestamp
type(1) == type
type(1) == type(2)
type(1) == 1
int == int
int == 1
object.a == null
1 == null
"a" == null
request == null
[1] == null
duration("1h") == null
null == null
object.a in ["a","b"]
object.a in [1,"b"]
"a" in object
"a" in {"a": 1}
1 in {"a": 1}
"a" in "abc"
url("https://a").getHost() == "a"
url("https://a").getHostName() == "a"
isURL("x")
isURL(1)
ip("1.2.3.4").family() == 4
ip("1.2.3.4").isLoopback()
ip.isCanonical("1.2.3.4")
isIP("x") && isCIDR("y")
cidr("10.0.0.0/8").containsIP("10.1.1.1")
cidr("10.0.0.0/8").containsIP(ip("10.1.1.1"))
cidr("10.0.0.0/8").containsIP(1)
cidr("10.0.0.0/8").ip().family() == 4
string(ip("1.2.3.4")) == ""
quantity("1Gi").isGreaterThan(quantity("1Mi"))
quantity("1Gi") > quantity("1Mi")
quantity("1Gi").add(1).asInteger() == 1
quantity("1Gi").compareTo("1Mi") == 1
isQuantity("1")
sign(quantity("1")) == 1
quantity("1").sign() == 1
semver("1.2.3").major() == 1
semver("1.2.3", true).isLessThan(semver("2.0.0"))
isSemver("1")
[1,3,2].sort() == [1]
[1,3,2].distinct() == [1]
[1,3,2].reverse() == [1]
[1,3,2].slice(0,1) == [1]
[1,3,2].slice(0) == [1]
[[1],[2]].flatten() == [1]
[[1],[2]].flatten(2) == [1]
[1].flatten() == [1]
lists.range(3) == [1]
[1].first().value() == 1
[1,2].sortBy(x, -x) == [1]
[object].sortBy(x, x.name) == [1]
[1].includes(1)
sets.contains([1],[2])
sets.contains([1],["a"])
sets.equivalent([object.x],[1])
sets.intersects(object.a, ["a"])
format.dns1123Label().validate("a").hasValue()
format.foo().validate("a").hasValue()
!format.named("dns1123Label").value().validate("a").hasValue()
"%s".format(["a"]) == "a"
"%s %d".format(["a", 1]) == "a"
"%s".format("a") == "a"
"%s %d".format([object.a, 1]) == "a"
strings.quote("a") == "a"
"a".upperAscii() == "A"
"a".toUpper() == "A"
"a".trim() == "a"
"a".charAt(0) == "a"
"a".find("b") == ""
"a".findAll("b").size() == 0
"a".findAll("b", 1).size() == 0
"a".find(1) == ""
"a".size() == 1
"a".length() == 1
object.a.size() == 1
object.size() == 1
params.x == 1
params == null
param.x == 1
variables.x == 1
self.x == 1
oldObject == null || object.a == oldObject.a
oldObject.a
oldobject == null
object.metadata.labels["app.kubernetes.io/name"] == "x"
object.metadata.labels.app.kubernetes.io/name == "x"
object.spec.template.spec.hostNetwork == true
object.namespace == "a"
namespace == "a"
object.metadata.namespace == "a"
object.in == 1
object.true == 1
object.null == 1
object.if == 1
if == 1
let x = 1; x
object.all == 1
object.map(x, x) == []
object.spec.x.map(x, x.map(y, y + 1)).size() == 1
[[1]].map(x, x.map(y, y + "a")).size() == 1
[[1]].all(x, x.all(y, y > 1))
[[1]].all(x, x > 1)
[{"a": 1}].all(x, x.a > 1)
[{"a": 1}].all(x, x.a == "b")
[].all(x, x > 1)
[].map(x, x + 1) == ["a"]
[] + [1] == ["a"]
[] + [1] == [1]
[1] + ["a"] == [1]
[1] + object.x == [1]
{"a": []}.a == [1]
{"a": []}.a + ["x"] == [1]
(true ? [] : [1]) == ["a"]
1 / 0 == 1
1 % 2 == 0
1.0 % 2.0 == 0.0
1 * 2.0 == 2.0
"a" * 2 == "aa"
9223372036854775807 == 1
9223372036854775808 == 1
-9223372036854775808 == 1
18446744073709551615u == 1u
18446744073709551616u == 1u
0x1F == 31
0x == 31
1e3 == 1000.0
1. == 1.0
.5 == 0.5
1.e3 == 1.0
1_000 == 1000
01 == 1
a.b.c
.object.a == 1
..object
object..a
object.a.
object.
object[0] == 1
object["a"][0].b == 1
object[0
object[] == 1
object['a', 'b'] == 1
f(1)
f()
object.f(1)
object.f()
Foo{} == 1
Foo{a: 1}.a == 1
google.protobuf.Duration{seconds: 1} == duration("1s")
google.protobuf.Int32Value{value: 1} == 1
cel.bind(x, 1, x == 1)
true && 1
true || 1
1 || 2
object.a || object.b
object.a && object.b
object.a == 1 && object.b
request.operation in ["CREATE", "UPDATE"] && object.spec.replicas > 1
"a" in ["a"] in [true]
1 < 2 < 3
1 == 1 == true
true == true != false
(1)
((1)) == 1
()
[] == [[]]
$x == 1
@x == 1
ä == 1
object.ä == 1
"ä" == "ü"
object.a ==
== 1
?
:
true ? false
true ? false : 
true ? true ? true : false : false
true ? true : false ? true : false
has(a.b)
has(object.a.b.c)
has(object.?a)
has(object.a, object.b)
has()
x.has(object.a)
[1,2].exists(x, x == 1) && [1].exists_one(y, y == 1)
[1].all(object, object == 1)
[1].all(x, x == 1 && y == 2)
[1].all(__result__, true)
[1].all(x.y, true)
[1].transformList(i, v, v + i) == [1]
[1].transformList(i, v, v > 1, v + i) == [1]
[1].transformList(i, v, 1, v + i) == [1]
[1].transformMap(i, v, v) == {0: 1}
[1].transformMap(i, v, string(v)) == {0: 1}
[1].transformMapEntry(i, v, {v: i}) == {0: 1}
{"a": 1}.transformList(k, v, k) == ["a"]
object.x.transformList(k, v, k) == ["a"]
"a" == 'a'
object.metadata.name == "a" // x
// only a comment
/* x */ true
object.spec.replicas == 1.0
object.spec.replicas == 1u
double(object.spec.replicas) < 1
int(object.spec.replicas) + 1.0 < 1.0
int(object.a) + object.b == 1
string(object.a) + 1 == "a"
object.a + object.b == 1
object.a + 1 == "x"
object.a + "x" == 1
(object.a + 1) == "x"
size(object.a) + "x" == 1
size(object.a) == "1"
object.metadata.annotations.exists(k, k.startsWith("a"))
object.metadata.annotations.all(k, v, v.startsWith(1))
string(object.a).matches("^(a|b)$")
string(object.a).matches("^(a|b$")
object.a.contains("x") || object.a.endsWith("y")
object.a.contains() || true
duration(object.a) < duration("1h")
duration(object.a) < 1
timestamp(object.a) < 1
timestamp(object.a).getHours() < 1
timestamp(object.a).getHours("UTC") < 1
timestamp(object.a).getHours(1) < 1
duration("1h").getHours() < 1
duration("1h").getDate() < 1
`);

/** Of the schema of a definition's spec. */
export const RULES = lines(`
self.replicas <= self.min
self.replicas <= self.ratio
self.replicas + self.ratio > 1.0
self.replicas == self.ratio
self.replicas == self.name
self.on
!self.on
self.name
self.on == "true"
self.list.all(x, x.startsWith("a"))
self.list.all(x, x > 1)
self.list.all(x, x.foo)
self.list.exists(x, x == self.name)
self.objs.all(x, x.name != "")
self.objs.all(x, x.v > 1)
self.objs.all(x, x.w > 1)
self.objs.all(x, has(x.v) && x.v > 1)
self.objs.map(x, x.name).exists(y, y == "a")
self.objs.exists(x, x == "a")
self.mapl.all(x, x.v > 1)
self.labels["a"] == "b"
self.labels.a == "b"
self.labels[1] == "b"
self.labels.all(k, k.startsWith("a"))
self.labels.all(k, self.labels[k] == "a")
"a" in self.labels
1 in self.labels
self.labels.size() < 3
self.size() < 3
size(self) < 3
self.either == 1
self.either == "a"
self.either
type(self.either) == int ? self.either > 1 : self.either.startsWith("a")
self.any == 1
has(self.any)
self.open.a == "b"
self.open.b == "b"
self.bytes == b"a"
self.bytes == "a"
self.date > timestamp("2024-01-01T00:00:00Z")
self.date == "2024"
self.time < self.date
self.dur > duration("1h")
self.dur == "1h"
self.foo__dash__bar == "a"
self.foo-bar == "a"
self["foo-bar"] == "a"
self.a__dot__b == 1
self.a__slash__b == 1
self.x__underscores__y == 1
self.x__y == 1
self.__namespace__ == "a"
self.namespace == "a"
self.__in__ == "a"
self.in == "a"
self.int == 1
self.self == 1
self.kind == "a"
self.emb.kind == "a"
self.emb.metadata.name == "a"
self.emb.spec == "a"
self.atomic.a == "b"
self.nul == null
self.nul == "a"
self.replicas == null
self.nested == null
self.nested == self.nested2
self.nested.deep == self.nested2.deep
self.nested.deep.a == self.nested2.deep.a
self.list == self.list
self.list + ["a"] == self.list
self.list == [1]
self.list in [["a"]]
self.name in self.list
self.replicas in self.list
self.name in ["a","b"]
self.name in ["a",1]
self.?name.orValue("a") == "a"
self.?name.orValue(1) == 1
self.?foo.orValue(1) == 1
oldSelf.replicas == self.replicas
self.name.matches("[")
self.name.matches("^[a-z]+$")
duration(self.name) > duration("1h")
quantity(self.name).isGreaterThan(quantity("1"))
self.name == oldSelf.name || oldSelf.name == ""
self.replicas > 1 &&
self.replicas => 1
self.replicas = 1
(self.replicas > 1
self.objs.filter(x, x.v > 1).size() < 2
self.objs.filter(x, x.v).size() < 2
self.objs[0].name == "a"
self.objs["a"].name == "a"
self.list[0].size() > 1
self.list.isSorted()
self.objs.isSorted()
self.list.join(",") == ""
self.objs.map(x, x.v).sum() > 1
self.list.sum() == ""
sets.contains(self.list, ["a"])
sets.contains(self.list, [1])
self.list.distinct().size() == self.list.size()
self.exists(x, x == "a")
self.all(k, k == "a")
self.labels.exists(k, v, v == "a")
[self.name, self.namespace].exists(x, x == "")
[self.name, self.replicas].size() == 1
self.replicas >= 1 ? self.name : true
self.replicas >= 1 ? self.on : true
has(self.name) == has(self.list)
!has(self.name) || has(self.list)
[has(self.name), has(self.list)].filter(x, x).size() == 1
self.ratio > 1
self.ratio == 1
self.ratio == 1.0
self.replicas % 2 == 0
self.ratio % 2.0 == 0.0
"%s".format([self.name]) == "a"
isIP(self.name)
ip(self.name).family() == 4
!format.dns1123Label().validate(self.name).hasValue()
self.name.lowerAscii() == self.name
self.name.split(",").all(x, x.trim() == x)
self.name.size() > 1 && size(self.list) > 1
`);

/** Of the whole schema. */
export const ROOT_RULES = lines(`
self.spec.replicas > 1
self.spec.foo > 1
self.metadata.name == "a"
self.metadata.labels == "a"
self.metadata.generateName == ""
self.kind == "Peer"
self.apiVersion == "x"
self.status.phase == "x"
has(self.spec.replicas)
has(self.spec.foo)
has(self.foo)
self.spec.name.startsWith("a")
self.spec.replicas.startsWith("a")
self
self == oldSelf
oldSelf.spec.replicas == self.spec.replicas
self.spec == self.status
true
1
object.spec.x == 1
foo == 1
authorizer.path("a").check("b").allowed()
request.x == 1
`);

/** Of the schemas of other fields, by their places. */
export const FIELD_RULES: Readonly<Record<string, readonly string[]>> = {
  'properties/spec/properties/list': ['self.all(x, x == "a")', 'self.size() < 3', 'self == oldSelf', 'self == "a"'],
  'properties/spec/properties/list/items': ['self == "a"', 'self.startsWith("a")', 'self == oldSelf', 'self > 1'],
  'properties/spec/properties/objs/items': ['self.name == "a"', 'self.v == oldSelf.v', 'self.w == 1'],
  'properties/spec/properties/objs/items/properties/v': ['self > 1', 'self == oldSelf', 'oldSelf > self'],
  'properties/spec/properties/mapl/items': ['self.v == oldSelf.v', 'self.name == oldSelf.name'],
  'properties/spec/properties/mapl/items/properties/v': ['self >= oldSelf'],
  'properties/spec/properties/labels': ['self.all(k, k == "a")', 'self["a"] == oldSelf["a"]'],
  'properties/spec/properties/labels/additionalProperties': ['self == "a"', 'self == oldSelf', 'self > 1'],
  'properties/spec/properties/either': ['self == 1', 'self == "a"', 'self == oldSelf'],
  'properties/spec/properties/any': ['self == 1', 'self.a == 1', 'true'],
  'properties/spec/properties/open': ['self.a == "b"', 'self.b == "b"'],
  'properties/spec/properties/emb': ['self.kind == "a"', 'self.metadata.name == "a"', 'self.spec == "a"'],
  'properties/spec/properties/atomic': ['self.a == oldSelf.a'],
  'properties/spec/properties/atomic/properties/a': ['self == oldSelf', 'self == "a"'],
  'properties/spec/properties/nul': ['self == "a"'],
  'properties/spec/properties/on': ['self', 'self == oldSelf', 'self || oldSelf'],
  'properties/spec/properties/dur': ['self > duration("1h")'],
  'properties/spec/properties/name': ['self == oldSelf', 'self.matches("a")'],
  'properties/spec/properties/int': ['self > 1'],
  'properties/status': ['self.phase == "a"'],
  'properties/spec/properties/foo-bar': ['self == "a"'],
  'properties/spec/properties/1a': ['self == 1'],
};

/** What a rule can have besides its expression. */
export const MORE_OF_RULES: readonly object[] = [
  { message: 'm' },
  { message: '' },
  { message: ' ' },
  { message: 'a\nb' },
  { message: 'a\n' },
  { reason: 'FieldValueInvalid' },
  { reason: 'x' },
  { reason: '' },
  { fieldPath: '.name' },
  { fieldPath: '.foo' },
  { fieldPath: 'name' },
  { fieldPath: '' },
  { fieldPath: ' ' },
  { fieldPath: '.labels.x' },
  { fieldPath: ".labels['x.y']" },
  { fieldPath: '.nested.deep.a' },
  { fieldPath: '.list[0]' },
  { fieldPath: "['foo-bar']" },
  { fieldPath: '.foo-bar' },
  { fieldPath: '.name\n' },
  { fieldPath: "['a" },
  { fieldPath: ".nested['deep'].a" },
  { fieldPath: '.objs' },
  { fieldPath: '.' },
  { fieldPath: '.name.x' },
  { messageExpression: '"a" + self.name' },
  { messageExpression: 'self.replicas' },
  { messageExpression: '"a" + self.replicas' },
  { messageExpression: 'self.foo' },
  { messageExpression: '' },
  { messageExpression: ' ' },
  { messageExpression: '"a' },
  { messageExpression: 'oldSelf.name' },
  { messageExpression: 'string(self.replicas)' },
  { messageExpression: 'self.either' },
  { optionalOldSelf: true },
  { optionalOldSelf: false },
];

/** Of selectors of devices. */
export const SELECTORS = lines(`
device.driver == "gpu.example.com"
device.driver
device.drivers == "a"
device.driver == 1
device.attributes["gpu.example.com"].model == "x"
device.attributes["gpu.example.com"].model == 1
device.attributes["a"]["b"] > 1
device.attributes.a.b
device.capacity["gpu.example.com"].memory.compareTo(quantity("1Gi")) > 0
device.capacity["gpu.example.com"].memory > 1
device.capacity["gpu.example.com"].memory.isGreaterThan(quantity("1Gi"))
cel.bind(dra, device.attributes["a"], dra.b && dra.c == 1)
cel.bind(dra, device.attributes["a"], dra.b)
"a" in device.attributes
"a" in device.attributes["x"]
device.allowMultipleAllocations
device.attributes["a"].v.isGreaterThan(semver("1.0.0"))
device.attributes["a"].exists(x, x == "a")
object.x == 1
device == 1
has(device.attributes["a"].b)
has(device.foo)
device.attributes["a"].b.exists(x, x == 1)
true
1
device.driver ==
"a" in device
device.attributes["a"].b.matches("x")
device.attributes["a"].?b.orValue("x") == "y"
device.attributes[?"a"].b.orValue(1) == 1
device.attributes["a"].version.major() == 1
device.attributes["a"].b && true
device.attributes["a"].b || device.attributes["a"].c
!device.attributes["a"].b
`);
