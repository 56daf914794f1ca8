import {
  confidences,
  isFindingKind,
  type Baseline,
  type BaselineEntry,
  type FindingSite,
} from '../../shared/model/finding';
import { parsedJson } from '../../shared/base/parsedJson';

const maxEntries = 10_000;
const maxText = 4_096;

/** Reads the text of a baseline field by field; anybody may have edited it. @returns null when anything is not as it should be */
export function parseBaseline(text: string): Baseline | null {
  const { version, setAtMillis, targetUrl, entries } = asFields(parsedJson(text));
  if (version !== 1 || !isNumber(setAtMillis) || !isText(targetUrl)) return null;
  if (!Array.isArray(entries) || entries.length > maxEntries) return null;
  const parsed = entries.map(parseEntry).filter((entry) => entry !== null);
  return parsed.length === entries.length ? { setAtMillis, targetUrl, entries: parsed } : null;
}

export function baselineText(baseline: Baseline): string {
  return `${JSON.stringify({ version: 1, ...baseline }, undefined, 2)}\n`;
}

function parseEntry(value: unknown): BaselineEntry | null {
  const { id, kind, confidence: givenConfidence, amount, ratePerMinute, site, unit } = asFields(value);
  const confidence = confidences.find((known) => known === givenConfidence);
  if (!isText(id) || !isText(kind) || !isFindingKind(kind) || confidence === undefined || !isNumber(amount))
    return null;
  if (ratePerMinute !== null && !isNumber(ratePerMinute)) return null;
  const known = { id, kind, confidence, amount, ratePerMinute, site: parseSite(site) };
  return isText(unit) && isFindingKind(unit) ? { ...known, unit } : known;
}

/** Only for showing where something was that is gone: what is not as it should be is left out. */
function parseSite(value: unknown): FindingSite | null {
  const { function: name, file, line, path } = asFields(value);
  if (!isText(name) || !isText(file) || !isNumber(line) || line < 0) return null;
  return { function: name, file, line, path: isText(path) ? path : null };
}

function asFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxText;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
