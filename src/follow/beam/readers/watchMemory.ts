import { parsedJson } from '../../../shared/base/parsedJson';
import type { RememberedMeasure } from '../../../shared/model/beam/measure';
import type { BirthMemory } from '../measures/birthMemory';

/** What one watch of a life of a node leaves to the next. */
export interface WatchMemory {
  /** Of the life. */
  readonly creation: number;
  readonly told: readonly RememberedMeasure[];
  readonly births: BirthMemory;
}

const version = 1;

/** More were never told at a time. */
const mostTold = 200;

export function watchText(memory: WatchMemory): string {
  // What processes call themselves may be anything, and goes into no file.
  return JSON.stringify({ version, ...memory }, (key, value: unknown) => (key === 'label' ? undefined : value));
}

/** What `watchText` wrote; null where it is of another version, or no such text: anybody may have edited it. */
export function parseWatch(text: string): WatchMemory | null {
  const parsed = parsedJson(text);
  if (!isRecord(parsed) || parsed['version'] !== version || !isNumber(parsed['creation'])) return null;
  const { creation, told, births } = parsed;
  if (!Array.isArray(told) || !told.every(isTold) || !isBirths(births)) return null;
  return { creation, told: told.slice(0, mostTold), births };
}

function isTold(value: unknown): value is RememberedMeasure {
  if (!isRecord(value)) return false;
  const { told, points, measure } = value;
  if (!isRecord(told) || !isMeasure(measure)) return false;
  const { before, peak, grewAtMillis, goneAtMillis, steps } = told;
  return (
    [before, peak, grewAtMillis].every(isNumber) &&
    (goneAtMillis === null || isNumber(goneAtMillis)) &&
    isListOf(steps, (step) => isRecord(step) && isNumber(step['atMillis']) && isText(step['standing'])) &&
    isListOf(points, isPair)
  );
}

function isMeasure(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { kind, key, unit, name, other, process, otherProcess, limit } = value;
  return (
    [kind, key, unit, name, other].every(isText) &&
    isNumber(value['value']) &&
    typeof value['isRemote'] === 'boolean' &&
    [process, otherProcess].every((one) => one === null || isProcess(one)) &&
    (limit === null || isNumber(limit))
  );
}

/** As much of it as leads to a line. */
function isProcess(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { pid, name, initialCall, stack, label = '', ancestors = [] } = value;
  return (
    [pid, name, label].every(isText) &&
    (initialCall === null || isFunction(initialCall)) &&
    isListOf(stack, isFrame) &&
    isListOf(ancestors, isAncestor)
  );
}

function isAncestor(value: unknown): boolean {
  return isRecord(value) && isText(value['name']) && (value['call'] === null || isFunction(value['call']));
}

function isFrame(value: unknown): boolean {
  return isFunction(value) && isText(value['file']) && isNumber(value['line']);
}

function isFunction(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && isText(value['module']) && isText(value['name']) && isNumber(value['arity']);
}

function isBirths(value: unknown): value is BirthMemory {
  if (!isRecord(value)) return false;
  const isRange = (range: unknown) => isListOf(range, isNumber) && range.length === 3;
  return (
    isPair(value['newest']) &&
    isListOf(
      value['groups'],
      (group) => isRecord(group) && isFunction(group['call']) && isListOf(group['pids'], isRange),
    )
  );
}

function isPair(value: unknown): boolean {
  return isListOf(value, isNumber) && value.length === 2;
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): value is readonly unknown[] {
  return Array.isArray(value) && value.every(isItem);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
