import { HandedOver, type CallArgument, type ServedCalls, type ThreadCalls } from '../../../shared/ports/threadCalls';
import type { OpenReader, ReaderCalls, TargetReader } from '../../../shared/ports/runtime/targetReader';
import { RoundReader, type ReaderParts } from './roundReader';

/** Readers that each have a thread: what a service sends is worked through there, and a thread that has too much of it is the target's alone. */
export function threadReaders(startThread: () => ThreadCalls<ReaderCalls>): OpenReader {
  return (subject) => {
    const thread = startThread();
    const about = (signal: AbortSignal | undefined) => ({ subject, ...(signal !== undefined && { signal }) });
    /** A call whose bytes move. */
    const read = <K extends 'take' | 'memoryStatistics' | 'runtimeMetrics' | 'publishedBuild'>(
      method: K,
      answer: CallArgument<ReaderCalls, K>,
      signal: AbortSignal | undefined,
    ) => {
      const bytes = movable(answer.bytes);
      const options = { ...about(signal), subject: answer.subject, transfer: [bytes.buffer] };
      return thread.call(method, { ...answer, bytes }, options);
    };
    return {
      take: (answer, signal) => read('take', answer, signal),
      memoryStatistics: (answer, signal) => read('memoryStatistics', answer, signal),
      runtimeMetrics: (answer, signal) => read('runtimeMetrics', answer, signal),
      publishedBuild: (answer, signal) => read('publishedBuild', answer, signal),
      redact: (file, signal) => {
        const bytes = movable(file.bytes);
        const options = { ...about(signal), subject: file.name, transfer: [bytes.buffer] };
        return thread.call('redact', { ...file, bytes }, options);
      },
      gather: (moment, signal) => thread.call('gather', moment, about(signal)),
      report: (look, signal) => thread.call('report', look, about(signal)),
      judge: (look, signal) => thread.call('judge', look, about(signal)),
      verdicts: (request, signal) => thread.call('verdicts', request, about(signal)),
      remember: (nothing, signal) => thread.call('remember', nothing, about(signal)),
      recall: (remembered, signal) => thread.call('recall', remembered, about(signal)),
      dispose: () => thread.dispose(),
    } satisfies TargetReader;
  };
}

/** What such a thread serves. */
export function readerCalls(parts: ReaderParts): ServedCalls<ReaderCalls> {
  const reader = new RoundReader(parts);
  return {
    take: (answer) => reader.take(answer),
    memoryStatistics: (answer) => reader.memoryStatistics(answer),
    runtimeMetrics: (answer) => reader.runtimeMetrics(answer),
    gather: (moment) => reader.gather(moment),
    report: (look) => reader.report(look),
    judge: (look) => reader.judge(look),
    verdicts: (request) => reader.verdicts(request),
    remember: () => reader.remember(),
    recall: (remembered) => reader.recall(remembered),
    publishedBuild: (answer) => reader.publishedBuild(answer),
    redact: (file) => {
      const redacted = reader.redact(file);
      const bytes = movable(redacted.bytes);
      return new HandedOver({ ...redacted, bytes }, [bytes.buffer]);
    },
  };
}

/** Bytes that have their buffer for themselves: Node puts small ones together into one that others go on using. */
function movable(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  const isAlone = buffer instanceof ArrayBuffer && bytes.byteLength === buffer.byteLength;
  return isAlone ? new Uint8Array(buffer) : new Uint8Array(bytes);
}
