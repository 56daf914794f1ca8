// The cases that LeakLens was made for, with the services of test/services that play them: exactly these verdicts.
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { serviceSource, startService } from '../go/goService.ts';
import type { RunningService, ServiceName, TruthSite } from '../serving/runningService.ts';
import { buildService } from './buildPrograms.ts';
import { keepReport } from './keepReport.ts';
import { hasReferee, type EvaluateOptions } from './options.ts';
import type { WatchFinding } from './score.ts';
import { accuses } from './score.ts';
import { isLine } from './truth.ts';
import { watchUrl } from './watchUrl.ts';

export interface CaseResult {
  readonly name: string;
  /** What differs from the verdict that is wanted; empty when nothing does. */
  readonly problems: readonly string[];
  readonly findings: readonly WatchFinding[];
}

interface Played {
  readonly service: RunningService;
  readonly sites: readonly TruthSite[];
  readonly options: EvaluateOptions;
  watch(seconds?: number): Promise<readonly WatchFinding[]>;
}

interface Case {
  /** Names the reports that are kept. */
  readonly id: string;
  readonly name: string;
  readonly service: ServiceName;
  readonly args: readonly string[];
  play(played: Played): Promise<{ problems: string[]; findings: readonly WatchFinding[] }>;
}

const afterFixSeconds = 6;
const shareBeforeFix = 0.7;
const worthTellingBytes = 48 * 2 ** 20;
const fillPauseMillis = 6_000;

function isAt(played: Played, role: TruthSite['role'], place: { file: string; line: number } | null): boolean {
  const site = played.sites.find((one) => one.role === role);
  return site !== undefined && place !== null && isLine(played.service.name, site, place);
}

function isSure({ confidence }: WatchFinding): boolean {
  return confidence === 'proven' || confidence === 'probable';
}

function describe({ kind, confidence, site }: WatchFinding): string {
  return `${kind} ${confidence} at ${site === null ? 'the process' : `${site.file.split('/').at(-1) ?? ''}:${site.line}`}`;
}

/** Accusations beside the wanted one. */
function others(findings: readonly WatchFinding[], wanted: WatchFinding | undefined): string[] {
  return findings.filter((one) => accuses(one) && one !== wanted).map((one) => `also says ${describe(one)}`);
}

function leakAt(
  played: Played,
  findings: readonly WatchFinding[],
  role: TruthSite['role'],
  kind: string,
): WatchFinding | undefined {
  return findings.find((one) => one.kind === kind && isSure(one) && isAt(played, role, one.site));
}

function relatedTo(played: Played, finding: WatchFinding, role: TruthSite['role']): boolean {
  return finding.related.some((place) => isAt(played, role, place));
}

const sentinel: Case = {
  id: 'case-1',
  name: 'case 1: the sentinel blocks at ag.w <- 1, and its go statement is named',
  service: 'sentinel',
  args: ['-leak'],
  async play(played) {
    const findings = await played.watch();
    const found = leakAt(played, findings, 'blocked', 'goroutine-leak');
    const problems = others(findings, found);
    if (found === undefined) problems.push('no leak, proven or probable, on the blocked line');
    else if (!relatedTo(played, found, 'spawn')) problems.push('the go statement is not named');
    return { problems, findings };
  },
};

const channel: Case = {
  id: 'case-2-channel',
  name: 'case 2: a channel filled and dropped is retained by the runtime, not leaked',
  service: 'channelmap',
  args: [],
  async play(played) {
    const over = new AbortController();
    const watching = played.watch().finally(() => over.abort());
    // Idle memory does not stay for ever: the last fill has to be a recent one when the watch ends.
    while (!over.signal.aborted) {
      await played.service.post('/channel/fill?mb=400');
      await delay(fillPauseMillis, undefined, { signal: over.signal }).catch(() => undefined);
    }
    const findings = await watching;
    const problems = others(findings, undefined);
    if (!findings.some(({ kind }) => kind === 'retained-by-runtime')) problems.push('retained-by-runtime is not told');
    return { problems, findings };
  },
};

const map: Case = {
  id: 'case-2-map',
  name: 'case 2: the map keeps its capacity at the line where it grows',
  service: 'channelmap',
  args: ['-leak'],
  async play(played) {
    const findings = await played.watch();
    const site = played.sites.find(({ kind }) => kind === 'map-capacity');
    const found = findings.find(
      (one) =>
        one.kind === 'map-capacity' &&
        isSure(one) &&
        one.site !== null &&
        site !== undefined &&
        isLine(played.service.name, site, one.site),
    );
    const problems = others(findings, found);
    if (found === undefined) problems.push('no map-capacity, proven or probable, on the line where the map grows');
    return { problems, findings };
  },
};

/** One finding on the blocked line, which tells the bytes that each goroutine keeps alive. */
function gatewayProblems(played: Played, findings: readonly WatchFinding[], provable: boolean): string[] {
  const found = leakAt(played, findings, 'blocked', 'goroutine-leak');
  const problems = others(findings, found);
  if (found === undefined) return [...problems, 'no leak, proven or probable, on the blocked line'];
  if (provable && found.confidence !== 'proven')
    problems.push(`only ${found.confidence}, although the runtime proves it`);
  if (!relatedTo(played, found, 'allocation')) problems.push('the allocation is not named');
  if (found.evidence?.some(({ name }) => name === 'bytes-per-goroutine') !== true) {
    problems.push('the bytes that a goroutine keeps alive are not told');
  }
  return problems;
}

const gateway: Case = {
  id: 'case-4',
  name: 'case 4: the gateway blocks on its channel and keeps memory alive; after the fix it is idle memory',
  service: 'gateway',
  args: ['-leak'],
  async play(played) {
    const leaking = await played.watch();
    const problems = gatewayProblems(played, leaking, false);
    await played.service.post('/leak/fix');
    const fixed = await played.watch(afterFixSeconds);
    problems.push(...others(fixed, undefined).map((problem) => `after the fix: ${problem}`));
    // The next collection gives the memory back, and any request may bring it about.
    const idle = await idleBytes(played.service);
    if (idle > worthTellingBytes && !fixed.some(({ kind }) => kind === 'retained-by-runtime')) {
      problems.push(`after the fix: retained-by-runtime is not told of ${Math.round(idle / 2 ** 20)} MB`);
    }
    return { problems, findings: [...leaking, ...fixed] };
  },
};

const repaired: Case = {
  id: 'case-4-repaired',
  name: 'case 4: the finding is fixed when the gateway is fixed while it is watched',
  service: 'gateway',
  args: ['-leak'],
  async play(played) {
    const watching = played.watch();
    await delay(played.options.seconds * 1000 * shareBeforeFix);
    await played.service.post('/leak/fix');
    const findings = await watching;
    const problems = others(findings, undefined);
    const fixed = findings.filter(({ status }) => status === 'fixed');
    if (!fixed.some(({ site }) => isAt(played, 'blocked', site))) {
      problems.push('no finding on the blocked line is called fixed');
    }
    if (fixed.some(({ site }) => isAt(played, 'allocation', site)))
      problems.push('the same memory is called fixed again');
    return { problems, findings };
  },
};

/** What is free in the runtime and not given back. */
async function idleBytes(service: RunningService): Promise<number> {
  const text = await (await fetch(`${service.url}/debug/pprof/heap?debug=1`)).text();
  const of = (name: string): number => Number(new RegExp(`^# ${name} = (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return of('HeapIdle') - of('HeapReleased');
}

const forgetful: Case = {
  id: 'case-4-forget',
  name: 'case 4: the gateway that forgets its sessions',
  service: 'gateway',
  args: ['-leak', '-forget'],
  async play(played) {
    const findings = await played.watch();
    return { problems: gatewayProblems(played, findings, hasReferee(played.options)), findings };
  },
};

async function playCase(one: Case, binary: string, options: EvaluateOptions): Promise<CaseResult> {
  try {
    const service = await startService(one.service, { binary, args: one.args });
    try {
      const { sites } = await service.truth();
      let watches = 0;
      const watch = async (seconds = options.seconds): Promise<readonly WatchFinding[]> => {
        const { findings, report } = await watchUrl(service.url, { seconds, folder: dirname(service.sourceDirectory) });
        watches += 1;
        keepReport(options, `${one.id}-${watches}`, report);
        return findings;
      };
      const { problems, findings } = await one.play({ service, sites, options, watch });
      return { name: one.name, problems, findings };
    } finally {
      await service.stop();
    }
  } catch (error) {
    return { name: one.name, problems: [String(error)], findings: [] };
  }
}

/** Plays all cases at once, and tells each as soon as it is over. */
export async function checkCases(options: EvaluateOptions, tell: (result: CaseResult) => void): Promise<CaseResult[]> {
  const wanted = [sentinel, channel, map, gateway, repaired, forgetful].filter(({ name }) => options.only.test(name));
  const binaries = new Map<ServiceName, string>();
  for (const { service } of wanted) {
    if (!binaries.has(service)) binaries.set(service, await buildService(serviceSource(service), options));
  }
  return Promise.all(
    wanted.map(async (one) => {
      const result = await playCase(one, binaries.get(one.service) ?? '', options);
      tell(result);
      return result;
    }),
  );
}
