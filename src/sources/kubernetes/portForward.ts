import { createInterface } from 'node:readline';
import type { Disposable } from '../../shared/base/disposable';
import { LeakLensError, type Problem } from '../../shared/model/errors';
import type { Log } from '../../shared/ports/log';
import { printable } from '../base/printable';
import type { Command } from '../processes/endWithParent';
import { startChild } from '../processes/ownedChild';
import type { OwnedChild } from '../processes/ownedChild';
import { ForwardComplaints } from './forwardComplaints';

/** A running `kubectl port-forward`. Disposing ends it. */
export interface PortForward extends Disposable {
  /** At 127.0.0.1. */
  readonly port: number;
  /** Whether it still runs. */
  readonly isOpen: boolean;
  /**
   * Resolves when it has ended, whoever ended it: with what kubectl complained about last since the newest connection began,
   * null when it did not. Never rejects.
   */
  readonly ended: Promise<Problem | null>;
}

export interface ForwardStart extends Command {
  /** The command in short, for messages. */
  readonly subject: string;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const startMillis = 30_000;
/** What a kubelet says of a port where nothing listens names the sandbox twice, and is longer than 500. */
const maxLineCharacters = 1000;

/**
 * Starts a forward and waits for the line `Forwarding from 127.0.0.1:38311 -> 6060`, which kubectl prints once it listens
 * (k8s.io/client-go: tools/portforward/portforward.go, listenOnPortAndAddress). What it says goes to the log.
 * @throws LeakLensError `kubectl`, `cancelled`; nothing runs on then
 */
export async function startForward(start: ForwardStart): Promise<PortForward> {
  const { subject, signal, log } = start;
  if (signal.aborted) throw new LeakLensError({ kind: 'cancelled', subject, detail: 'cancelled' });
  const child = startChild(start.program, start.args);
  const complaints = new ForwardComplaints();
  let isOpen = true;
  const ended = child.ended.then(({ failure }): Problem | null => {
    isOpen = false;
    log.info(`${subject}: ended`);
    return failure === null ? complaints.problem(subject) : { kind: 'kubectl', subject, detail: failure };
  });
  try {
    const port = await localPort(child, complaints, { ...start, ended });
    return {
      port,
      get isOpen() {
        return isOpen;
      },
      ended,
      dispose() {
        isOpen = false;
        child.dispose();
      },
    };
  } catch (error) {
    child.dispose();
    await ended;
    throw error;
  }
}

interface Waiting extends ForwardStart {
  readonly ended: Promise<Problem | null>;
}

function localPort(child: OwnedChild, complaints: ForwardComplaints, waiting: Waiting): Promise<number> {
  const { subject, signal, ended } = waiting;
  return new Promise<number>((resolve, reject) => {
    const fail = (problem: Problem) => {
      done();
      reject(new LeakLensError(problem));
    };
    const cancel = () => fail({ kind: 'cancelled', subject, detail: 'cancelled' });
    const late = () => fail({ kind: 'kubectl', subject, detail: `no forward after ${startMillis / 1000} s` });
    const timer = setTimeout(late, startMillis);
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    };
    signal.addEventListener('abort', cancel, { once: true });
    listen(child, complaints, waiting, (port) => {
      done();
      resolve(port);
    });
    void ended.then((problem) => fail(problem ?? { kind: 'kubectl', subject, detail: 'it ended without a word' }));
  });
}

/** To all that it says, as long as it runs. */
function listen(
  child: OwnedChild,
  complaints: ForwardComplaints,
  { subject, log }: ForwardStart,
  opened: (port: number) => void,
): void {
  const heard = (line: string) => {
    const words = printable(line, maxLineCharacters);
    log.info(`${subject}: ${words}`);
    return words;
  };
  createInterface({ input: child.process.stderr }).on('line', (line) => complaints.hear(heard(line)));
  createInterface({ input: child.process.stdout }).on('line', (line) => {
    const words = heard(line);
    if (words.startsWith('Handling connection')) complaints.connectionBegins();
    const port = /^Forwarding from 127\.0\.0\.1:(\d{1,5}) -> /.exec(words)?.[1];
    if (port !== undefined) opened(Number(port));
  });
}
