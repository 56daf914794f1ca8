import { parentPort } from 'node:worker_threads';
import type { CallTable, ServedCalls } from '../shared/ports/threadCalls';
import { answerCall } from './answerCall';

/**
 * Answers the calls of whoever has started this thread, for as long as that lives.
 *
 * @throws Error when this is no thread
 */
export function serveCalls<T extends CallTable<T>>(calls: ServedCalls<T>): void {
  const port = parentPort;
  if (port === null) throw new Error('serveCalls: not in a worker thread');
  // A message that is no call ends the thread: whoever started it is told.
  port.on('message', (message: unknown) => void answerCall(port, calls, message));
}
