// Holds what `leaklens watch` found in a field service against the truth of it.
import type { Place, WatchFinding } from '../score.ts';
import { accuses } from '../score.ts';
import { isLine } from '../truth.ts';
import type { FieldLeak, FieldTruth } from './fieldTruth.ts';
import { namesMistake } from './mistakes.ts';

/** A finding of a field service: `pattern` names the mistake, null where none is named. */
export interface FieldFinding extends WatchFinding {
  readonly pattern?: string | null;
  /** What the line opens in a library, by the table of libraries. */
  readonly opened?: { readonly resource: string } | null;
}

export interface FieldScore {
  readonly name: string;
  readonly leaks: boolean;
  /** What leaks are goroutines that a library started. */
  readonly isStartedByLibrary: boolean;
  /** A finding, proven or probable, tells of the leak. */
  readonly told: boolean;
  /** And the first line of the workspace that it names is one that is to be changed. */
  readonly ownLine: boolean;
  /** And it names the mistake. */
  readonly named: boolean;
  /** Names of mistakes that it is not. */
  readonly wrongNames: readonly string[];
  /** Whatever else is called proven or probable. */
  readonly accused: readonly string[];
  /** Whatever else is called possible: no bar, but a person reads it. */
  readonly doubted: readonly string[];
}

function isSure({ confidence }: WatchFinding): boolean {
  return confidence === 'proven' || confidence === 'probable';
}

function isOwn(name: string, leak: FieldLeak, place: Place): boolean {
  return leak.ownLines.some((line) => isLine(name, line, place));
}

/** The linker escapes dots in the last element of a package's path: `nats%2ego` (go: cmd/internal/objabi, PathToPrefix). */
function plainName(name: string): string {
  return name.replaceAll(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The places of a finding, in the order in which a person reads them. */
function placesOf({ site, related }: WatchFinding): readonly Place[] {
  return site === null ? related : [site, ...related];
}

/** Whether the finding is about the leak: on its own line, or in the library where it shows; memory and stacks go with goroutines. */
function isAbout(name: string, leak: FieldLeak, finding: WatchFinding): boolean {
  const { kind, site } = finding;
  if (site === null) return leak.kind === 'goroutine-leak' && kind === 'stack-growth';
  if (isOwn(name, leak, site)) return true;
  if (leak.showsIn.some((beginning) => plainName(site.function).startsWith(beginning))) return true;
  return finding.related.some((place) => isOwn(name, leak, place));
}

/** The name of the mistake; of a thing that is not given back, which thing. */
function nameOf({ pattern, opened }: FieldFinding): string | null {
  if (typeof pattern !== 'string') return null;
  return pattern === 'not-closed' ? `not-closed ${opened?.resource ?? ''}`.trim() : pattern;
}

function describe({ kind, confidence, site }: WatchFinding): string {
  const place = site === null ? 'the process' : `${site.function} ${site.file.split('/').at(-1) ?? ''}:${site.line}`;
  return `${kind} ${confidence} ${place}`;
}

/** @param repository the folder of the workspace: lines in it are a person's own */
export function scoreField(truth: FieldTruth, findings: readonly FieldFinding[], repository: string): FieldScore {
  const { name, leak } = truth;
  const accusing = findings.filter(accuses);
  const about = leak === null ? [] : accusing.filter((finding) => isAbout(name, leak, finding));
  const beside = accusing.filter((finding) => !about.includes(finding));
  const telling = about.filter((finding) => isSure(finding) && finding.kind === leak?.kind);
  const patterns = about.flatMap((finding) => nameOf(finding) ?? []);
  const firstOwn = (finding: FieldFinding): boolean => {
    const first = placesOf(finding).find(({ file }) => file.startsWith(`${repository}/`));
    return leak !== null && first !== undefined && isOwn(name, leak, first);
  };
  const names = (finding: FieldFinding): boolean => {
    const named = nameOf(finding);
    return leak !== null && named !== null && namesMistake(named, leak.mistake);
  };
  return {
    name,
    leaks: leak !== null,
    isStartedByLibrary: leak?.isStartedByLibrary ?? false,
    told: telling.length > 0,
    ownLine: telling.some(firstOwn),
    named: telling.some(names),
    wrongNames: leak === null ? [] : patterns.filter((pattern) => !namesMistake(pattern, leak.mistake)),
    accused: beside.filter(isSure).map(describe),
    doubted: beside.filter((finding) => !isSure(finding)).map(describe),
  };
}
