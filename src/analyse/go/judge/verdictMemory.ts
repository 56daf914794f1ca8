import { confidences, type Course, type Finding } from '../../../shared/model/finding';
import type { VerdictLife } from '../../judge/verdictLife';
import type { Counted } from '../history/counted';
import { parsedJson } from '../../../shared/base/parsedJson';

/** A verdict as it is remembered from one watch to the next: all of it that does not hang on the polls. */
export interface RememberedVerdict {
  readonly finding: Finding;
  readonly counted: Counted;
  readonly life: VerdictLife;
  readonly steps: Course['steps'];
  readonly toldBy: string | null;
  readonly amount: number;
  readonly firstSeenMillis: number;
  readonly lastSeenMillis: number;
  readonly sureAfterMillis: number;
  readonly process: number;
}

const version = 1;

/** More were never told at a time. */
const mostRemembered = 200;

/** Those that were told, newest first, as text. */
export function verdictText(verdicts: Iterable<RememberedVerdict>): string {
  const told = [...verdicts].filter(({ life }) => life.standing !== 'watching');
  told.sort((a, b) => b.lastSeenMillis - a.lastSeenMillis);
  return JSON.stringify({ version, verdicts: told.slice(0, mostRemembered).map(withoutPolls) });
}

/** What `verdictText` wrote; nothing where it is of another version, or no such text. */
export function parseVerdicts(text: string): readonly RememberedVerdict[] {
  const parsed = parsedJson(text);
  if (!isRecord(parsed) || parsed['version'] !== version || !Array.isArray(parsed['verdicts'])) return [];
  const listed: readonly unknown[] = parsed['verdicts'];
  return listed.slice(0, mostRemembered).filter(isVerdict);
}

function withoutPolls(remembered: RememberedVerdict): RememberedVerdict {
  const { finding, counted, life, steps, toldBy, amount } = remembered;
  const { firstSeenMillis, lastSeenMillis, sureAfterMillis, process } = remembered;
  // A fix is offered for the source as it is read: it is read anew.
  const kept = { ...finding, fixes: [] };
  const told = { finding: kept, counted, life, steps, toldBy, amount };
  return { ...told, firstSeenMillis, lastSeenMillis, sureAfterMillis, process };
}

function isVerdict(value: unknown): value is RememberedVerdict {
  if (!isRecord(value)) return false;
  const { finding, counted, life, steps } = value;
  const numbers = ['amount', 'firstSeenMillis', 'lastSeenMillis', 'sureAfterMillis', 'process'];
  return isFinding(finding) && isCounted(counted) && isLife(life) && Array.isArray(steps) && hasNumbers(value, numbers);
}

function isFinding(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { id, kind, confidence, site, amount } = value;
  const lists = [value['evidence'], value['related'], value['trend']];
  return (
    typeof id === 'string' &&
    typeof kind === 'string' &&
    confidences.some((known) => known === confidence) &&
    (site === null || isRecord(site)) &&
    isRecord(amount) &&
    lists.every((list) => Array.isArray(list))
  );
}

function isCounted(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return value['of'] === 'process' || ((value['of'] === 'wait' || value['of'] === 'line') && isText(value['key']));
}

function isLife(value: unknown): boolean {
  if (!isRecord(value) || !isText(value['standing']) || !Object.hasOwn(standings, value['standing'])) return false;
  return hasNumbers(value, ['sinceMillis', 'peak', 'before', 'kept']);
}

/** All there are; a record, so that none is forgotten. */
const standings: Readonly<Record<VerdictLife['standing'], true>> = {
  watching: true,
  possible: true,
  growing: true,
  stands: true,
  withdrawn: true,
  merged: true,
  moved: true,
  fixed: true,
  again: true,
  earlier: true,
  left: true,
};

function hasNumbers(value: Record<string, unknown>, names: readonly string[]): boolean {
  return names.every((name) => Number.isFinite(value[name]));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
