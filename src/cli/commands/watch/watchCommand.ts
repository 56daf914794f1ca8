import { t } from '@vscode/l10n';
import { LeakLensError } from '../../../shared/model/errors';
import type { Baseline } from '../../../shared/model/finding';
import { refusalsOf } from '../../../shared/model/target/capabilities';
import { isInForce } from '../../../shared/base/ignoreRules';
import type { EngineApi } from '../../../shared/ports/engine/engineApi';
import type { Watched, WatchNews } from '../../../shared/ports/engine/timedWatch';
import type { IgnoreFile } from '../../../shared/ports/watchFiles';
import type { CliParts } from '../../base/cliParts';
import type { Command, Run } from '../../arguments/command';
import { looksLikeArchive } from '../../../shared/base/addresses/archiveAddress';
import { nodeOptions } from '../../arguments/nodeOptions';
import { coloursOf } from '../../arguments/commonOptions';
import { engineRequest } from '../../arguments/engineRequest';
import { judgeFindings } from '../../findings/judgeFindings';
import { endsTooSoon, type WatchBaseline, type WatchReport } from '../../findings/watchReport';
import { reportText, type WatchFormat } from '../../findings/writeReport';
import { ownText, type Said } from '../../../shared/base/said/said';
import { watchHtml } from './watchHtml';
import { writeAll } from '../../base/writeAll';
import { withStarted } from '../withStarted';
import { asksEachAddress, eachAddress } from './eachAddress';
import { eachUrl, watchedUrls, watchReplicas } from './watchedUrls';
import { watchProgress } from './watchProgress';
import { readWatchOptions, watchOptionSpecs, type WatchOptions } from './watchOptions';

export function watchCommand(): Command {
  return {
    name: 'watch',
    summary: t('polls a service for a time, then says what leaks'),
    args: [
      {
        name: 'URL',
        summary: t('pprof base URL of the service, a node (beam:NAME@HOST), or an archive (parca:URL, pyroscope:URL)'),
        repeats: true,
      },
    ],
    options: [...watchOptionSpecs(), ...nodeOptions()],
    examples: [
      ['leaklens watch http://localhost:6060 --for 60s', t('what leaks, with its evidence and what to do')],
      ['leaklens watch :6060 --for 5m --fail-on probable', t('for a soak test: status 1 when something leaks')],
      [
        'leaklens watch :6060 --for 5m --baseline soak',
        t('the first time keeps the findings, later compares with them'),
      ],
      [
        "leaklens watch :6060 --for 1m --start 'go run ./cmd/app'",
        t('starts the service, waits for its pprof, and ends it'),
      ],
      [
        'leaklens watch :6060 --for 15m --fail-on-oom-within 24h',
        t('status 1 when its memory is at the limit within a day'),
      ],
      ['leaklens watch :6060 --for 5m --write sarif=leaks.sarif', t('for a person, and for code scanning')],
      [
        'leaklens watch :6060 --for 5m --write html=leaks.html',
        t('findings, trends, and the flame graph of what grew'),
      ],
      [
        'leaklens watch http://shop-a:6060 http://shop-b:6060 http://shop-c:6060 --for 5m',
        t('the replicas of one service, each judged alone, and which of them is the exception'),
      ],
      [
        'leaklens watch http://shop:6060 --each-address --for 5m',
        t('the same, where the name of the service has an address for each of them'),
      ],
      [
        'leaklens watch kubernetes://shop/deployment/web:6060 --for 5m',
        t('all pods of a workload, through kubectl, as they come and go (or one: kubernetes://shop/POD:6060)'),
      ],
      [
        "leaklens watch --since 24h 'parca:http://parca:7070?service=shop' --fail-on probable",
        t('what a continuous profiler kept of all replicas, for a job of the night'),
      ],
      [
        'leaklens watch beam:shop@localhost --for 60s',
        t('a node of Erlang’s or Elixir’s, in the folder of its source'),
      ],
    ],
    notes: watchNotes(),
    run,
  };
}

function watchNotes(): readonly string[] {
  return [
    t('Verdicts: proven (the Go runtime’s leak detector says so), probable (grows steadily, not with the load),'),
    t('possible (watch longer), explanation (looks big and is no leak). Ctrl+C ends early and reports what there is.'),
    t('Under load, a minute is enough for most goroutine leaks; a slow heap leak needs several garbage collections.'),
    t('With --each-address every address is asked under the name (Host, TLS, credentials), as they come and go.'),
    t('Findings with an id that .leaklens.json names, here or up to the repository’s root, do not fail:'),
    '{"ignore": [{"id": "…", "reason": "…", "until": "2027-01-31"}]}',
    t('--baseline keeps the findings in DIR/leaklens-baseline.json: commit it, or cache it between jobs.'),
    t('Where DIR holds a capture instead (“leaklens capture --out DIR”), a crowd that waits in it is not new.'),
    t('In JSON, series are [seconds since startedAt, value]; bytes, but for goroutines and gcCycles.'),
    t('Exit status: 0 done; 1 a finding at or above --fail-on, or a limit within --fail-on-oom-within;'),
    t('2 wrong use, or a service that does not answer (any more).'),
  ];
}

async function run(run: Run): Promise<void> {
  const { line, parts, terminal, progress, signal } = run;
  const options = readWatchOptions(line);
  const urls = watchedUrls(run);
  const byAddress = asksEachAddress(run);
  const { settings, target } = await engineRequest(run);
  const isHistory = looksLikeArchive(target.url);
  const engine = await parts.openEngine(settings);
  try {
    await engine.setFolders([terminal.workingDirectory]);
    // Whatever is wrong with the files is said before the long wait.
    const [ignoreFile = null] = await engine.findings.ignoreFiles();
    const baseline = await readBaseline(parts, engine, options.baselineDirectory);
    for (const { path } of options.files) await parts.reportFiles.check(path);
    progress.show(t('connecting'));
    const { durationMillis, intervalMillis } = options;
    const tell = (news: WatchNews) => progress.show(watchProgress(news, durationMillis));
    const keepsHeaps = [options.format, ...options.files.map(({ format }) => format)].includes('html');
    const request = { target, durationMillis, intervalMillis, baseline, progress: tell, keepsHeaps };
    const timeoutMillis = settings.requestTimeoutSeconds * 1000;
    // What --start starts may be what gives the name its addresses.
    const fleet = async () =>
      byAddress
        ? {
            service: null,
            replicas: [{ ...request, target: await eachAddress({ engine, timeoutMillis }, target, signal) }],
          }
        : eachUrl(urls, request);
    const watched = isHistory
      ? await engine.watchHistory({ target, sinceMillis: durationMillis, baseline, progress: tell }, signal)
      : await withStarted(run, target.url, async () => watchReplicas(engine, await fleet(), signal));
    progress.clear();
    await answer(run, { options, watched, ignoreFile, baseline });
  } finally {
    engine.dispose();
  }
}

/** Endings of a service that answers no more, or that are no one's alone. */
const isOver: ReadonlySet<Watched['ending']> = new Set(['lost', 'mixed']);

async function answer(run: Run, seen: Seen): Promise<void> {
  const { parts, terminal } = run;
  const { options, watched } = seen;
  const kept = await keepBaseline(parts, seen);
  const report = reportOf(parts, seen, kept.baseline);
  const { words, runtimes, version } = parts;
  const surroundings = { words, runtimes, version, workingDirectory: terminal.workingDirectory };
  const written = async (format: WatchFormat, colours = false): Promise<Iterable<Said>> =>
    format === 'html'
      ? // A page of our own making, in which all that others say is data.
        [ownText(await watchHtml(parts, { report, surroundings, heaps: watched.heaps }))]
      : reportText(report, format, { ...surroundings, colours });
  for (const { format, path } of options.files) {
    await parts.reportFiles.write(path, [...(await written(format))].join(''));
  }
  await writeAll(terminal, await written(options.format, coloursOf(run)));
  const isMissing =
    watched.fleet?.replicas.some(({ problem }) => problem !== null) === true && watched.failure !== null;
  if (isMissing || isOver.has(watched.ending)) throw watched.failure;
  if (kept.failure !== null) throw kept.failure;
  if (report.findings.some(({ fails }) => fails) || endsTooSoon(report).length > 0) run.finish(1);
}

/** What an earlier watch left in the folder, or else what a capture in it shows. Without either, this watch has to be able to write there. */
async function readBaseline(parts: CliParts, engine: EngineApi, directory: string | null): Promise<Baseline | null> {
  if (directory === null) return null;
  const kept = (await parts.baselines.read(directory)) ?? (await engine.snapshots.baselineOf(directory));
  if (kept === null) await parts.baselines.check(directory);
  return kept;
}

interface Seen {
  readonly options: WatchOptions;
  readonly watched: Watched;
  readonly ignoreFile: IgnoreFile | null;
  readonly baseline: Baseline | null;
}

function reportOf(
  parts: CliParts,
  { options, watched, ignoreFile, baseline }: Seen,
  kept: WatchBaseline | null,
): WatchReport {
  const { failOn, oomWithinMillis } = options;
  const rules = ignoreFile?.rules ?? [];
  const runtime = parts.runtimes.of(watched.runtime);
  return {
    ...watched,
    runtime,
    missing: refusalsOf(watched.capabilities).map(({ kind, problem }) =>
      runtime.words.capability(kind).refused(problem.detail),
    ),
    findings: judgeFindings(watched.findings, { failOn, isCompared: baseline !== null }),
    failOn,
    oomWithinMillis,
    baseline: kept,
    ignoreFile: ignoreFile?.path ?? null,
    expiredRules: rules.filter((rule) => !isInForce(rule, watched.endedAtMillis)),
  };
}

/**
 * What was compared with; where there was nothing, this watch becomes it, if it saw all that it should. A folder that cannot
 * be written is for later: what the watch took so long to find is reported first.
 */
async function keepBaseline(
  parts: CliParts,
  { options, watched, baseline }: Seen,
): Promise<{ baseline: WatchBaseline | null; failure: LeakLensError | null }> {
  const directory = options.baselineDirectory;
  if (directory === null) return { baseline: null, failure: null };
  if (baseline !== null) {
    return { baseline: { directory, setAtMillis: baseline.setAtMillis, isNew: false }, failure: null };
  }
  if (watched.ending !== 'complete') return { baseline: null, failure: null };
  try {
    await parts.baselines.write(directory, watched.asBaseline);
    return { baseline: { directory, setAtMillis: watched.endedAtMillis, isNew: true }, failure: null };
  } catch (error) {
    if (error instanceof LeakLensError) return { baseline: null, failure: error };
    throw error;
  }
}
