import { LeakLensError } from '../../../shared/model/errors';
import type { OpenReader, ReaderCalls, TargetReader } from '../../../shared/ports/runtime/targetReader';
import { RoundReader, type ReaderParts } from './roundReader';

/** Readers that work where they are called: for a program that does one thing, and waits for it. */
export function directReaders(parts: ReaderParts): OpenReader {
  return (subject) => {
    const reader = new RoundReader(parts);
    let isDisposed = false;
    const call = <A, R>(carryOut: (argument: A) => R): ((argument: A, signal?: AbortSignal) => Promise<R>) => {
      // An async function, so that whatever is thrown arrives as a rejection.
      // eslint-disable-next-line @typescript-eslint/require-await
      return async (argument, signal) => {
        if (isDisposed || signal?.aborted === true)
          throw new LeakLensError({ kind: 'cancelled', subject, detail: 'cancelled' });
        return carryOut(argument);
      };
    };
    return {
      take: call((answer: Parameters<ReaderCalls['take']>[0]) => reader.take(answer)),
      memoryStatistics: call((answer: Parameters<ReaderCalls['memoryStatistics']>[0]) =>
        reader.memoryStatistics(answer),
      ),
      runtimeMetrics: call((answer: Parameters<ReaderCalls['runtimeMetrics']>[0]) => reader.runtimeMetrics(answer)),
      gather: call((moment: Parameters<ReaderCalls['gather']>[0]) => reader.gather(moment)),
      report: call((look: Parameters<ReaderCalls['report']>[0]) => reader.report(look)),
      judge: call((look: Parameters<ReaderCalls['judge']>[0]) => reader.judge(look)),
      verdicts: call((request: Parameters<ReaderCalls['verdicts']>[0]) => reader.verdicts(request)),
      publishedBuild: call((answer: Parameters<ReaderCalls['publishedBuild']>[0]) => reader.publishedBuild(answer)),
      redact: call((file: Parameters<ReaderCalls['redact']>[0]) => reader.redact(file)),
      remember: call(() => reader.remember()),
      recall: call((remembered: string) => reader.recall(remembered)),
      dispose: () => {
        isDisposed = true;
      },
    } satisfies TargetReader;
  };
}
