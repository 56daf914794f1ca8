import { t } from '@vscode/l10n';
import type { Confidence } from '../../../shared/model/finding';
import { shortWatchMillis } from '../../../shared/model/target/pollPace';
import type { OptionSpec } from '../../arguments/command';
import type { CommandLine } from '../../arguments/commandLine';
import { failingTiers, failOnOption } from '../../findings/failOnOption';
import { watchFormats, type WatchFormat } from '../../findings/writeReport';
import { looksLikeArchive } from '../../../shared/base/addresses/archiveAddress';
import { parseDuration } from '../../arguments/parseDuration';
import { UsageError } from '../../base/usageError';

/** What a person asked `watch` for. */
export interface WatchOptions {
  readonly durationMillis: number;
  readonly intervalMillis: number;
  readonly failOn: Confidence | null;
  /** Reaching a limit that ends the process within so long fails, ms; null where it does not. */
  readonly oomWithinMillis: number | null;
  readonly baselineDirectory: string | null;
  readonly format: WatchFormat;
  /** The same report again, in files. */
  readonly files: readonly ReportFile[];
}

/** A file that the report is written to, and how. */
export interface ReportFile {
  readonly format: WatchFormat;
  readonly path: string;
}

/** Longer soaks are several. */
const longestWatchMillis = 7 * 24 * 3_600_000;
const shortestMillis = 100;

/** Nobody foresees more. */
const farthestMillis = 365 * 24 * 3_600_000;

const shortWatchIntervalMillis = 2000;
const usualIntervalMillis = 5000;

export function watchOptionSpecs(): readonly OptionSpec[] {
  return [
    { name: 'for', value: 'DURATION', summary: t('how long to watch: 60s, 5m, 1h30m') },
    { name: 'since', value: 'DURATION', summary: t('how far back to look in an archive: 1h, 24h') },
    { name: 'every', value: 'DURATION', summary: t('pause between polls (5s; 2s when watching for 2m or less)') },
    failOnOption(),
    {
      name: 'fail-on-oom-within',
      value: 'DURATION',
      summary: t('exit status 1 when the memory is likely at its limit so soon: 24h'),
    },
    {
      name: 'memory-limit',
      value: 'SIZE',
      summary: t('limit of the memory, such as 512MB (that of its cgroup, pod or machine)'),
    },
    {
      name: 'baseline',
      value: 'DIR',
      summary: t('fail only for what is new or has grown since the first watch with this folder'),
    },
    {
      name: 'start',
      value: 'COMMAND',
      summary: t('starts the service and its load by the shell, and ends them with the watch'),
    },
    {
      name: 'each-address',
      value: null,
      summary: t('the name in the URL has an address for each replica: asks them one by one'),
    },
    { name: 'url', value: 'URL', isArgument: true, summary: t('the URL, where it reads better behind --start') },
    { name: 'format', value: watchFormats.join('|'), summary: t('how the answer is written (text)') },
    { name: 'write', value: 'FORMAT=FILE', summary: t('the same report in a file, too; can be repeated') },
  ];
}

/** An archive has history and is never polled; a service is polled and has none. @throws UsageError */
function requireOptions(line: CommandLine, isHistory: boolean): void {
  const strangers = isHistory ? (['for', 'every', 'start', 'each-address'] as const) : (['since'] as const);
  const stranger = strangers.find((name) => line.has(name));
  if (stranger === undefined) return;
  throw new UsageError(
    isHistory
      ? t('--{0} is for a service that is polled: of an archive give --since, such as 24h.', stranger)
      : t('--since is for an archive, parca:URL or pyroscope:URL: a running service has no history, give --for.'),
  );
}

/** @throws UsageError */
export function readWatchOptions(line: CommandLine): WatchOptions {
  const isHistory = looksLikeArchive(line.argument(0));
  requireOptions(line, isHistory);
  const durationMillis = duration(line, isHistory ? 'since' : 'for', null, longestWatchMillis);
  const usual = durationMillis <= shortWatchMillis ? shortWatchIntervalMillis : usualIntervalMillis;
  const intervalMillis = duration(line, 'every', Math.min(usual, durationMillis), durationMillis);
  const failOn = line.option('fail-on') === null ? null : line.choice('fail-on', failingTiers, 'probable');
  return {
    durationMillis,
    intervalMillis,
    failOn,
    oomWithinMillis:
      line.option('fail-on-oom-within') === null ? null : duration(line, 'fail-on-oom-within', null, farthestMillis),
    baselineDirectory: line.option('baseline'),
    format: line.choice('format', watchFormats, 'text'),
    files: line.all('write').map(reportFile),
  };
}

function reportFile(text: string): ReportFile {
  const split = text.indexOf('=');
  const format = watchFormats.find((one) => one === text.slice(0, split));
  const path = text.slice(split + 1);
  if (split > 0 && format !== undefined && path !== '') return { format, path };
  throw new UsageError(
    t(
      '--write takes a format and a file, such as sarif=leaks.sarif, with one of {0}; not “{1}”.',
      watchFormats.join(', '),
      text,
    ),
  );
}

function duration(line: CommandLine, name: string, fallback: number | null, longest: number): number {
  const text = line.option(name);
  if (text === null) {
    if (fallback !== null) return fallback;
    throw new UsageError(
      name === 'since'
        ? t('--since is missing: how far back to look, such as 24h.')
        : t('--{0} is missing: how long to watch, such as 60s or 5m.', name),
    );
  }
  const millis = parseDuration(text);
  if (millis === null || millis <= 0) {
    throw new UsageError(t('--{0} takes a time with its unit, such as 60s, 5m or 1h30m, not “{1}”.', name, text));
  }
  if (millis < shortestMillis) throw new UsageError(t('--{0} is at least 100ms.', name));
  if (millis > longest) {
    throw new UsageError(tooLong(name));
  }
  return millis;
}

function tooLong(name: string): string {
  if (name === 'every') return t('--every is longer than --for.');
  if (name === 'since') return t('--since is at most 168h: archives answer no further back.');
  if (name === 'for') return t('--for is at most 168h; start a new watch after that.');
  return t('--{0} is at most a year.', name);
}
