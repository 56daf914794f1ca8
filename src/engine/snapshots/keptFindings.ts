import { baseName } from '../../shared/base/fileLine';
import { parsedJson } from '../../shared/base/parsedJson';
import { libraryResources } from '../../shared/base/libraries/libraries';
import { confidences, isFindingKind } from '../../shared/model/finding';
import type { Course, Evidence, Finding, FindingSite, OpenedResource, Standing } from '../../shared/model/finding';
import type { KeeperBound } from '../../shared/model/keeperBound';
import type { KeptFindings } from '../../shared/model/keptFindings';

const version = 1;

/** More than a service ever had, and small enough to be read at once. */
const most = { bytes: 4 * 1024 * 1024, findings: 1_000, evidence: 60, text: 4_096 };

/** What stands in the file. Paths of this machine are none of it: where a line is, is looked up when somebody opens the snapshot. */
export function findingsText({ atMillis, findings }: KeptFindings): string {
  return JSON.stringify({ version, atMillis, findings: findings.slice(0, most.findings).map(written) }, null, 2);
}

/**
 * The same without what can be private: the folders of source files, what the source says, and the names of other nodes. What remains are names of functions, which
 * the profiles beside it hold as well.
 */
export function withoutPrivate({ atMillis, findings }: KeptFindings): KeptFindings {
  const bare = findings.map((finding): Finding => {
    const { site } = finding;
    const named = site && { ...site, file: baseName(site.file), path: null };
    return {
      ...finding,
      site: named,
      state: placeless(finding.state),
      operation: '',
      opened: null,
      bound: null,
      holders: [],
    };
  });
  return { atMillis, findings: bare };
}

/** `pool → ledger @ shop@db-1`: whom it is about, and not on which machine. */
function placeless(state: string): string {
  return state.replace(/ @ \S+/g, '');
}

/** Reads the file field by field; anybody may have edited it. @returns null when anything is not as it should be */
export function parseFindings(bytes: Uint8Array): KeptFindings | null {
  if (bytes.length > most.bytes) return null;
  const { version: of, atMillis, findings } = asFields(parsedJson(new TextDecoder().decode(bytes)));
  if (of !== version || !isNumber(atMillis) || !Array.isArray(findings) || findings.length > most.findings) return null;
  const parsed = findings.map((one: unknown) => parseFinding(asFields(one))).filter((one) => one !== null);
  return parsed.length === findings.length ? { atMillis, findings: parsed } : null;
}

/** What an editor alone needs stays away. What the source was known for has its own sentence, and no number. */
function written(finding: Finding): Fields {
  const { site, course, opened, bound, evidence } = finding;
  return {
    ...Object.fromEntries(plainFields.map((name) => [name, finding[name]])),
    site: site && { function: site.function, file: site.file, line: site.line },
    evidence: evidence.filter(({ name }) => name !== 'pattern' && name !== 'holder').slice(0, most.evidence),
    course: course && { standing: course.standing, sinceMillis: course.sinceMillis },
    opened: opened && { ...opened, waitsAt: null },
    bound: bound && { ...bound, made: null },
  };
}

/** Those that are written as they are. */
const plainFields = [
  'id',
  'kind',
  'confidence',
  'status',
  'amount',
  'rate',
  'heldBytes',
  'wait',
  'state',
  'operation',
  'firstSeenMillis',
  'lastSeenMillis',
] as const;

type Fields = Readonly<Record<string, unknown>>;

function parseFinding(fields: Fields): Finding | null {
  const { id, kind, status, wait, state, operation, heldBytes, firstSeenMillis, lastSeenMillis } = fields;
  const confidence = confidences.find((known) => known === fields['confidence']);
  const standing = statuses.find((known) => known === status);
  const [site, amount] = [parseSite(fields['site']), parseAmount(fields['amount'])];
  if (!isText(id) || !isText(kind) || !isFindingKind(kind) || confidence === undefined || standing === undefined)
    return null;
  if (!isText(state) || !isText(operation) || (wait !== null && !isText(wait)) || site === undefined || amount === null)
    return null;
  if (!isNumber(heldBytes) || !isNumber(firstSeenMillis) || !isNumber(lastSeenMillis)) return null;
  return {
    ...{ id, kind, confidence, status: standing, site, amount, heldBytes, wait, state, operation },
    ...{ firstSeenMillis, lastSeenMillis, related: [], fixes: [], trend: [], pattern: null, holders: [] },
    rate: parseRate(fields['rate']),
    evidence: parseEvidence(fields['evidence']),
    course: parseCourse(fields['course']),
    opened: parseOpened(fields['opened']),
    bound: parseBound(fields['bound']),
  };
}

const statuses = [null, 'new', 'grown', 'growing', 'unchanged', 'fixed'] as const;
const standings: readonly Standing[] = [
  'possible',
  'growing',
  'stands',
  'withdrawn',
  'merged',
  'moved',
  'fixed',
  'again',
  'earlier',
];
const fates = ['never', 'path', 'unknown', 'closed'] as const;
const bounds: readonly KeeperBound['kind'][] = ['cache', 'fixed', 'evicts'];

/** @returns undefined when it is none; null is that of a finding about the whole process */
function parseSite(value: unknown): FindingSite | null | undefined {
  if (value === null) return null;
  const { function: name, file, line } = asFields(value);
  if (!isText(name) || !isText(file) || !isNumber(line) || line < 0) return undefined;
  return { function: name, file, line, path: null };
}

function parseAmount(value: unknown): Finding['amount'] | null {
  const { value: number, unit } = asFields(value);
  return isNumber(number) && isText(unit) && isFindingKind(unit) ? { value: number, unit } : null;
}

/** What follows only adds to what is said: what is not as it should be is left out. */
function parseRate(value: unknown): Finding['rate'] {
  const amount = parseAmount(value);
  const per = /^(.+)-per-minute$/.exec(amount?.unit ?? '')?.[1];
  return amount === null || per === undefined ? null : { value: amount.value, unit: `${per}-per-minute` };
}

function parseEvidence(value: unknown): readonly Evidence[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, most.evidence).flatMap((one: unknown) => {
    const { name, value: number, unit } = asFields(one);
    const isNamed = isText(name) && isFindingKind(name) && isText(unit) && isFindingKind(unit);
    return isNamed && isNumber(number) ? [{ name, value: number, unit }] : [];
  });
}

function parseCourse(value: unknown): Course | null {
  const { standing: given, sinceMillis } = asFields(value);
  const standing = standings.find((known) => known === given);
  if (standing === undefined || !isNumber(sinceMillis)) return null;
  return { standing, sinceMillis, doubt: null, toldBy: null, steps: [] };
}

function parseOpened(value: unknown): OpenedResource | null {
  const { resource, noun: givenNoun, call, closer, release, fate: givenFate, missingLine } = asFields(value);
  const { byContext, lasting } = asFields(value);
  const noun = libraryResources.find((one) => one.noun === givenNoun)?.noun;
  const fate = fates.find((known) => known === givenFate);
  if (noun === undefined || fate === undefined || typeof lasting !== 'boolean') return null;
  if (!isText(resource) || !isText(call) || !isText(closer) || !isText(release)) return null;
  const line = isNumber(missingLine) ? missingLine : null;
  // Snapshots of 0.2.0 and before do not say it, and called all that nothing closes ended by its context.
  const ends = typeof byContext === 'boolean' ? byContext : closer === '';
  return { resource, noun, call, closer, byContext: ends, release, fate, missingLine: line, lasting, waitsAt: null };
}

function parseBound(value: unknown): KeeperBound | null {
  const { kind: given, keeper, limit } = asFields(value);
  const kind = bounds.find((known) => known === given);
  return kind !== undefined && isText(keeper) && isText(limit) ? { kind, keeper, limit, made: null } : null;
}

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= most.text;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
