import type { IgnoreRule } from '../model/finding';

/** The file that lists findings a person does not want to see: in the workspace, or above it up to the repository's root. */
export const ignoreFileName = '.leaklens.json';

/** What an ignore file says, or why it says nothing. */
export type ParsedIgnoreRules =
  | { readonly ok: true; readonly rules: readonly IgnoreRule[] }
  /** `fault` names the place and what is wrong there, in English. */
  | { readonly ok: false; readonly fault: string };

const mostRules = 10_000;
const longestText = 2_000;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads `{"ignore":[{"id":"…","reason":"…","until":"2027-01-31"}]}`. Only `id` is required; other fields are left alone.
 * `media/ignore-file.schema.json` tells the editor the same.
 */
export function parseIgnoreRules(text: string): ParsedIgnoreRules {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return { ok: false, fault: `it is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const { ignore: list = [] } = fieldsOf(content) ?? { ignore: null };
  if (!Array.isArray(list)) return { ok: false, fault: 'it has to be {"ignore": […]}' };
  if (list.length > mostRules) return { ok: false, fault: `more than ${String(mostRules)} rules` };
  const rules: IgnoreRule[] = [];
  for (const [index, item] of list.entries()) {
    const rule = parseRule(item);
    if (typeof rule === 'string') return { ok: false, fault: `ignore[${String(index)}]: ${rule}` };
    rules.push(rule);
  }
  return { ok: true, rules };
}

/** The rule, or what is wrong with it. */
function parseRule(value: unknown): IgnoreRule | string {
  const { id, reason = '', until = null } = fieldsOf(value) ?? {};
  if (typeof id !== 'string' || id === '') return 'it needs an id';
  if (typeof reason !== 'string') return 'the reason has to be text';
  if (id.length > longestText || reason.length > longestText) return `longer than ${String(longestText)} characters`;
  if (until !== null && !(typeof until === 'string' && isDay(until)))
    return 'until has to be a date such as 2027-01-31';
  return { id, reason, until };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
}

/** A day that the calendar has: 2027-02-30 would otherwise mean some day of March. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return isoDate.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** False once the day named in `until` is over, in UTC, so that all machines agree. */
export function isInForce({ until }: IgnoreRule, nowMillis: number): boolean {
  return until === null || new Date(nowMillis).toISOString().slice(0, 10) <= until;
}
