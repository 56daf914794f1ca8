import { createInterface } from 'node:readline';
import { LeakLensError } from '../../shared/errors';
import type { PortForward } from '../../shared/kubernetes';
import type { Log } from '../../shared/ports';
import { printable } from '../printable';
import { startChild } from '../processes/ownedChild';
import type { OwnedChild } from '../processes/ownedChild';

export interface ForwardStart {
  /** Absolute path of kubectl. */
  readonly program: string;
  readonly args: readonly string[];
  /** The command, for messages. */
  readonly subject: string;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const startMillis = 30_000;
const maxLineCharacters = 500;

/**
 * Starts a forward and waits for the line `Forwarding from 127.0.0.1:38311 -> 6060`, which kubectl prints once it listens
 * (k8s.io/client-go: tools/portforward/portforward.go, listenOnPortAndAddress). What it says goes to the log.
 * @throws LeakLensError `kubectl`, `cancelled`; nothing runs on then
 */
export async function startForward(start: ForwardStart): Promise<PortForward> {
  const { subject, signal, log } = start;
  if (signal.aborted) throw new LeakLensError({ kind: 'cancelled', subject, detail: 'cancelled' });
  const child = startChild(start.program, start.args);
  let lastWords = '';
  const hear = (line: string) => {
    lastWords = printable(line, maxLineCharacters);
    log.info(`${subject}: ${lastWords}`);
  };
  const ended = child.ended.then(({ failure, code }) => {
    const end = failure ?? (lastWords === '' ? `ended with ${code ?? 'a signal'}` : lastWords);
    log.info(`${subject}: ended`);
    return end;
  });
  try {
    const port = await localPort(child, hear, { subject, signal, ended });
    return { url: `http://127.0.0.1:${port}`, ended, dispose: () => child.dispose() };
  } catch (error) {
    child.dispose();
    await ended;
    throw error;
  }
}

interface Waiting {
  readonly subject: string;
  readonly signal: AbortSignal;
  readonly ended: Promise<string>;
}

function localPort(child: OwnedChild, hear: (line: string) => void, waiting: Waiting): Promise<number> {
  const { subject, signal, ended } = waiting;
  return new Promise<number>((resolve, reject) => {
    const fail = (kind: 'kubectl' | 'cancelled', detail: string) => {
      done();
      reject(new LeakLensError({ kind, subject, detail }));
    };
    const cancel = () => fail('cancelled', 'cancelled');
    const timer = setTimeout(() => fail('kubectl', `no forward after ${startMillis / 1000} s`), startMillis);
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    };
    signal.addEventListener('abort', cancel, { once: true });
    createInterface({ input: child.process.stderr }).on('line', hear);
    createInterface({ input: child.process.stdout }).on('line', (line) => {
      hear(line);
      const port = /^Forwarding from 127\.0\.0\.1:(\d{1,5}) -> /.exec(line)?.[1];
      if (port === undefined) return;
      done();
      resolve(Number(port));
    });
    void ended.then((end) => fail('kubectl', end));
  });
}
