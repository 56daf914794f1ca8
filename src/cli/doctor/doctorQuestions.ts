import { t } from '@vscode/l10n';
import type { GoDecoder } from '../../shared/ports/decoder';
import { LeakLensError } from '../../shared/model/errors';
import type { OpenInput } from '../../shared/ports/sources/inputOpener';
import type { Profile } from '../../shared/model/profile';
import type { SourceAnswer } from '../../shared/ports/sources/profileSource';

/** What a service may be asked, by the name that the JSON has. */
export type QuestionKind =
  | 'goroutine'
  | 'threadcreate'
  | 'variables'
  | 'metrics'
  | 'mutex'
  | 'block'
  | 'heap'
  | 'allocs'
  | 'heap-text'
  | 'goroutine-dump'
  | 'goroutine-leak';

export interface Question {
  readonly kind: QuestionKind;
  /** Below the pprof base, or below the host where it begins with a slash. */
  readonly path: string;
  /** What its answer tells. */
  readonly tells: string;
  /** What the service's runtime calls it (`Runtime.capabilities`), for the words of a refusal. */
  readonly capability: string;
  /** Null where it cannot be asked: nobody knows where the page would be. @throws LeakLensError */
  ask(input: OpenInput, signal: AbortSignal): Promise<SourceAnswer | null>;
  /** Reads the answer, which proves that it is one; null where it is no profile. @throws LeakLensError */
  read(answer: SourceAnswer): Profile | null;
}

/**
 * Each question once, the cheapest for the service first. A dump stops the world, the leak detector costs a collection. What records for
 * a time, a CPU profile or a trace, is never asked.
 */
export function doctorQuestions(decoder: GoDecoder): readonly Question[] {
  const profile = ({ bytes, url }: SourceAnswer) => decoder.profile(bytes, url);
  const counted = (answer: SourceAnswer) => (isDump(answer) ? listed(answer) : profile(answer));
  const listed = ({ bytes, url }: SourceAnswer) => {
    decoder.goroutineDump(bytes, url);
    return null;
  };
  const statistics = (answer: SourceAnswer) => {
    requireStatistics(decoder, answer);
    return null;
  };
  return [
    below('goroutine', 'goroutine', { tells: t('goroutines, counted by stack'), read: counted, as: 'goroutines' }),
    below('threadcreate', 'threadcreate', { tells: t('threads, by what started them'), read: profile }),
    beside('variables', '/debug/vars', { tells: t('memory statistics, by expvar'), read: statistics }),
    beside('metrics', '/metrics', { tells: t('memory statistics, for Prometheus'), read: statistics }),
    below('mutex', 'mutex', { tells: t('who holds locks that others wait for'), read: profile }),
    below('block', 'block', { tells: t('what goroutines have waited for'), read: profile }),
    below('heap', 'heap', { tells: t('memory in use, by line'), read: profile }),
    below('allocs', 'allocs', { tells: t('all that was ever allocated, by line'), read: profile }),
    below('heap-text', 'heap?debug=1', { tells: t('memory statistics, by pprof'), read: statistics, as: 'memory' }),
    below('goroutine-dump', 'goroutine?debug=2', {
      tells: t('goroutines with states, ages and creators'),
      read: listed,
      as: 'stacks',
    }),
    below('goroutine-leak', 'goroutineleak', { tells: t('goroutines that are proven to be stuck'), read: profile }),
  ];
}

interface Reading {
  readonly tells: string;
  readonly read: Question['read'];
  /** The capability; the path where the runtime has no word for it. */
  readonly as?: string;
}

function below(kind: QuestionKind, path: string, { tells, read, as = path }: Reading): Question {
  return { kind, path, tells, capability: as, ask: (input, signal) => input.read(path, signal), read };
}

function beside(kind: 'variables' | 'metrics', path: string, { tells, read }: Reading): Question {
  return { kind, path, tells, capability: path, ask: (input, signal) => input.readBeside(kind, signal), read };
}

/** Some handlers write their dump whatever they are asked for. */
function isDump({ bytes }: SourceAnswer): boolean {
  return /^goroutine \d+ /.test(Buffer.from(bytes.subarray(0, 40)).toString('latin1'));
}

function requireStatistics(decoder: GoDecoder, { bytes, url }: SourceAnswer): void {
  const { memory } = decoder.runtimeMetrics(bytes, url);
  if (Object.values(memory).some((value) => value !== null)) return;
  throw new LeakLensError({ kind: 'unreadable', subject: url, detail: 'there are no memory statistics in it' });
}
