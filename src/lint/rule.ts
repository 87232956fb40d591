import type { Path } from '../problem/path.ts';
import type { Severity } from '../problem/problem.ts';
import type { Value, ValueMap } from '../yaml/value.ts';
import type { Fault } from './kubernetes/fault.ts';
import type { ChartReading, TemplatePlace } from './templates/reading.ts';

/** What every rule declares; its page is docs/rules/ID.md. */
export interface RuleInfo {
  /** The name for scripts and suppressions, which never changes. */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence: what is found. */
  readonly summary: string;
}

/** Looks at the nodes of an object, by their types. */
export interface ObjectRule extends RuleInfo {
  /** By the name of the type in openapi.json, such as `core.v1.Container`. */
  readonly visit: Readonly<Record<string, Visit>>;
}

/** Describes a fault of the structure: an object that does not have the form of its kind. */
export interface StructureRule<K extends Fault['kind'] = Fault['kind']> extends RuleInfo {
  readonly fault: K;
  /** @returns undefined for what the API server accepts anyway */
  explain(fault: Extract<Fault, { kind: K }>): Words | undefined;
}

/** Looks at the values. */
export interface ValuesRule extends RuleInfo {
  checkValues(values: ValuesView, report: Report): void;
}

/** The values of a release, for rules. */
export interface ValuesView {
  at(path: Path): Value | undefined;
  /** Whether a user set the value, and not the chart. */
  isUsers(path: Path): boolean;
}

/** Reads the templates of a chart, whatever the values of a release are. */
export interface TemplateRule extends RuleInfo {
  checkTemplates(chart: ChartReading, report: ReportInTemplate): void;
}

/** Compares the defaults of a chart with what its templates read. */
export interface DefaultsRule extends RuleInfo {
  checkDefaults(chart: ChartReading, report: ReportInValues): void;
}

/** Compares the values that the user set with what the templates read. */
export interface UsersValuesRule extends RuleInfo {
  checkUsersValues(chart: ChartReading, values: Iterable<UsersValue>, report: ReportInValues): void;
}

/** A value that the user set, without further values in it. */
export interface UsersValue {
  readonly path: Path;
  readonly value: Value | undefined;
  /** Whether it is from a values file, not from a flag. */
  readonly isOfFile: boolean;
}

/** @param path in the values of the chart */
export type ReportInValues = (path: Path, message: string, hint?: string) => void;

/**
 * @param place where in which file
 * @param message one sentence, without a place
 */
export type ReportInTemplate = (place: TemplatePlace, message: string, hint?: string) => void;

/** Looks at all objects of a release together. */
export interface ReleaseRule extends RuleInfo {
  checkRelease(
    objects: readonly { readonly object: ValueMap; readonly index: number }[],
    report: (index: number, path: Path, message: string, hint?: string) => void,
  ): void;
}

export interface Words {
  readonly message: string;
  readonly hint?: string;
  /** The hint where it is known how the user spelled the value: `1.10` and 1.1 are one number. */
  readonly hintFor?: (spelling: string) => string;
}

/**
 * @param node a map of the type that the rule asked for; its fields may have any type @param report reports a finding
 */
export type Visit = (node: ValueMap, report: Report, place: Place) => void;

/**
 * @param below where, counted from the node
 * @param message one sentence, without a place
 */
export type Report = (below: Path, message: string, hint?: string) => void;

/** The place of a node. */
export interface Place {
  /** The object that it is part of. */
  readonly object: ValueMap;
  /** Its path in the object. */
  readonly path: Path;
  /** The minor version of Kubernetes. */
  readonly minor: number;
}

/** Something that is wrong in an object. */
export interface Finding extends Words {
  readonly rule: RuleInfo;
  /** Its path in the object. */
  readonly path: Path;
  /** Where it is not the rule's. */
  readonly severity?: Severity;
}
