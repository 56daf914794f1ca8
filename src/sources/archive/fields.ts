import type { ArchivedPoint } from '../../shared/model/archive/archive';

/** Reading JSON that somebody else wrote: what is not as it should be is nothing. */

export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

export function listOf(value: unknown, name: string): readonly unknown[] {
  const found = fieldOf(value, name);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}

export function textOf(value: unknown, name: string): string {
  const found = fieldOf(value, name);
  return typeof found === 'string' ? found : '';
}

/** Of a number, or of text as JSON has 64-bit numbers; NaN for anything else. */
export function numberOf(value: unknown, name: string): number {
  const found = fieldOf(value, name);
  if (typeof found === 'number') return found;
  return typeof found === 'string' && found.trim() !== '' ? Number(found) : Number.NaN;
}

const longestLabel = 1000;

/** Names; what is too long for one is none. */
export function textsOf(value: unknown, name: string): readonly string[] {
  return listOf(value, name).filter(
    (one) => typeof one === 'string' && one !== '' && one.length <= longestLabel,
  ) as readonly string[];
}

/** By time, one of each moment: so whoever reads numbers may rely on it. */
export function inOrder(points: readonly ArchivedPoint[]): ArchivedPoint[] {
  const sorted = [...points].sort((a, b) => a.atMillis - b.atMillis);
  return sorted.filter(({ atMillis }, at) => atMillis !== sorted[at - 1]?.atMillis);
}

/** `[{name, value}]` as one object. Labels that begin with two underscores are the archive's own. */
export function labelsOf(value: unknown, name: string): Record<string, string> {
  const pairs = listOf(value, name).map((one) => [textOf(one, 'name'), textOf(one, 'value')] as const);
  const known = pairs.filter(([label, text]) => label !== '' && !label.startsWith('__') && text.length <= longestLabel);
  return Object.fromEntries(known);
}
