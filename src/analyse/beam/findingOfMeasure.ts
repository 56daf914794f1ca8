import type { Measure, MeasureVerdict } from '../../shared/model/beam/measure';
import type { Course, Finding, FindingSite, ProbeName, RelatedSite } from '../../shared/model/finding';
import type { ResolvedSite } from '../../shared/model/sourceLocation';
import type { KeeperBound } from '../../shared/model/keeperBound';
import { startedBy } from '../../shared/base/symbols/erlangFunction';
import { shapeRules } from './measureRules';
import { evidenceList, findingOf, picture, piece } from '../judge/findingOf';

/** Where a finding is in the source. */
export interface MeasurePlace {
  /** Null where the source does not tell for certain. */
  readonly site: FindingSite | null;
  /** What the line says, trimmed; empty without a site. */
  readonly operation: string;
  /** Line within the function, for an id that survives edits elsewhere. */
  readonly lineInFunction: number;
  readonly related: readonly RelatedSite[];
  /** The source takes back what the line does, by itself or when it is asked to; null where it does not. */
  readonly bound: KeeperBound | null;
  /** The known mistake that the line shows; null where it shows none. */
  readonly pattern: string | null;
  /** What grows is of a library, which the line calls. */
  readonly isOfLibrary: boolean;
  /** It is a library's, and the line names that where it is started. */
  readonly startsLibrary: boolean;
  /** Where the process is in a library's own source. */
  readonly runsIn?: ResolvedSite | null;
  /** The allocators' tags say that the function of this line made it, or one that stands beside it. */
  readonly tagged: 'here' | 'beside' | null;
}

/** A verdict with its place as a finding; null for a suspicion that the source speaks against. */
export function findingOfMeasure(verdict: MeasureVerdict, place: MeasurePlace, atMillis: number): Finding | null {
  const { measure, fixedFrom, stands } = verdict;
  const { kind, value, unit } = measure;
  const isFixed = fixedFrom !== null;
  if (!isFixed && place.bound !== null && mayBeFull(verdict)) return null;
  // A way out in the source: it may be a cache that fills, or work that is waited for.
  const confidence = isFixed ? 'info' : place.bound !== null ? 'possible' : verdict.confidence;
  return findingOf({
    id: idOf(measure, place),
    kind,
    confidence,
    status: isFixed ? 'fixed' : null,
    site: place.site,
    related: place.related,
    amount: { value, unit },
    evidence: isFixed ? fixedEvidence(verdict, fixedFrom) : growthEvidence(verdict, place),
    rate: isFixed || stands ? null : { value: verdict.perMinute, unit: `${unit}-per-minute` },
    heldBytes: unit === 'bytes' ? value : 0,
    state: measure.other === '' ? measure.name : `${measure.name} → ${measure.other}`,
    ...namesOf(measure),
    ...(place.runsIn && !isFixed && { runsIn: place.runsIn }),
    operation: place.operation,
    bound: isFixed ? null : place.bound,
    pattern: isFixed ? null : place.pattern,
    firstSeenMillis: verdict.firstSeenMillis,
    lastSeenMillis: atMillis,
    probes: isFixed ? [] : probesOf(measure),
    trend: picture(verdict.points),
    course: courseOf(verdict, place),
  });
}

/** Of what is about one process; who starts those that grow in number is told by the newest of them. */
function namesOf({ kind, process }: Measure): Pick<Finding, 'label' | 'startedBy'> {
  if (process === null || !(ofOneProcess.has(kind) || kind === 'process-growth')) return {};
  const starter = process.name === '' ? startedBy(process) : '';
  const { label } = process;
  return {
    ...(label !== undefined && ofOneProcess.has(kind) && { label }),
    ...(starter !== '' && { startedBy: starter }),
  };
}

const ofOneProcess: ReadonlySet<string> = new Set([
  ...['monitor-leak', 'mailbox-growth', 'binary-growth', 'state-growth'],
]);

/** What tells more than reads do, where a person agrees. Who monitors from another node is traced there, and not here. */
function probesOf({ kind, key }: Measure): readonly ProbeName[] {
  if (kind === 'monitor-leak') return key.endsWith(' by') ? [] : ['trace-monitors'];
  return kind === 'binary-growth' || kind === 'state-growth' ? ['collect'] : [];
}

/** What a way out makes no more than possible was never more. */
function courseOf({ standing, sinceMillis, steps }: MeasureVerdict, { bound }: MeasurePlace): Course {
  const rest = { sinceMillis, doubt: null, toldBy: null };
  if (bound === null || standing === 'fixed') return { standing, ...rest, steps };
  return { standing: 'possible', ...rest, steps: [] };
}

/** What the source also takes out of may be a cache: one that fills ever slower, or is full, is no suspicion either. */
function mayBeFull({ confidence, stands, lateShare }: MeasureVerdict): boolean {
  return confidence === 'possible' || stands || lateShare < shapeRules.leastLateShare;
}

function fixedEvidence({ measure }: MeasureVerdict, from: number) {
  return evidenceList(piece('fixed-before', from, measure.unit), piece('fixed-after', measure.value, measure.unit));
}

function growthEvidence(verdict: MeasureVerdict, { bound, tagged, isOfLibrary, startsLibrary }: MeasurePlace) {
  const { measure, before, watchedSeconds, perMinute, lateShare, rounds, stands } = verdict;
  const { unit, value, limit, isRemote, maker } = measure;
  const minutesLeft = limit === null || perMinute <= 0 ? null : (limit - value) / perMinute;
  return evidenceList(
    piece(unit === 'bytes' ? 'bytes' : 'count', value, unit),
    piece(unit === 'bytes' ? 'bytes-before' : 'count-before', before, unit),
    piece('watched', watchedSeconds, 'seconds'),
    stands ? null : piece('rate', perMinute, unit === 'bytes' ? 'bytes-per-minute' : 'per-minute'),
    stands ? null : piece('late-slope-share', lateShare, 'ratio'),
    piece('polls', rounds, 'count'),
    tagged === null ? null : piece(`tagged-${tagged}`, maker?.blocks ?? null, 'count'),
    tagged === null ? null : piece('tagged-grown', maker?.grown ?? null, 'count'),
    isOfLibrary ? piece(startsLibrary ? 'starts-library' : 'of-library', 1, 'none') : null,
    isRemote ? piece('other-node', 1, 'none') : null,
    piece('limit', limit, unit),
    piece('minutes-to-limit', minutesLeft, 'minutes'),
    bound?.kind === 'evicts' ? piece('way-out', 1, 'none') : null,
  );
}

function idOf({ kind, name }: Measure, { site, lineInFunction }: MeasurePlace): string {
  return site === null ? `${kind}:${name}` : `${kind}:${site.function}:+${lineInFunction}`;
}
