import type { Disposable } from '../../shared/base/disposable';
import { atom, tuple, type Pid, type Reference, type Term } from '../../shared/model/beam/term';
import { isReference, itemsOf } from '../../shared/base/symbols/erlangTerms';
import type { ErlangCall } from '../../shared/ports/sources/erlangNode';
import type { TermCodec } from '../../shared/ports/termCodec';
import { joinBytes } from '../base/joinBytes';
import { callProblem, reasonOf } from './callProblem';
import { erlangProblem } from './erlangProblem';
import type { FrameSocket } from './frameSocket';
import type { OwnIdentity, Peer } from './shakeHands';
import { unreadableAnswer } from './unreadableAnswer';

export interface ConnectionParts {
  readonly socket: FrameSocket;
  readonly own: OwnIdentity;
  readonly peer: Peer;
  readonly codec: TermCodec;
  /** The address that a person named, for errors. */
  readonly subject: string;
}

/** What a call answered, as it came. */
export interface Answered {
  readonly term: Term;
  readonly bytes: number;
}

/** Before each message: whole, no header of atoms (erts: dist.c, PASS_THROUGH). */
const passThrough = 112;

/** Operations of the distribution: https://www.erlang.org/doc/apps/erts/erl_dist_protocol.html#protocol-between-connected-nodes */
const operation = { send: 2, registeredSend: 6, senderSend: 22 } as const;

/** A node is heard of every quarter of its net_ticktime, which is a minute unless somebody changed it (kernel, net_kernel.erl). */
const longestSilenceMillis = 75_000;

/** A node that sends more than this without being asked is not listened to. */
const mostUnaskedBytes = 16 * 2 ** 20;

interface Pending {
  readonly call: ErlangCall;
  resolve(answer: Answered): void;
  reject(error: Error): void;
}

/** A node that has let us in: answers its ticks, and calls functions by its `rex` server. */
export class NodeConnection implements Disposable {
  readonly peer: Peer;
  private readonly parts: ConnectionParts;
  private readonly us: Pid;
  private readonly pending = new Map<string, Pending>();
  private readonly silence: NodeJS.Timeout;
  private calls = 0;
  private unaskedBytes = 0;
  private failure: Error | null = null;

  constructor(parts: ConnectionParts) {
    this.parts = parts;
    this.peer = parts.peer;
    const { name: node, creation } = parts.own;
    this.us = { kind: 'pid', node, id: 1, serial: 0, creation };
    this.silence = setTimeout(() => this.fallSilent(), longestSilenceMillis);
    this.silence.unref();
    void this.listen();
  }

  /** False once the connection has ended: another has to be opened. */
  get isOpen(): boolean {
    return this.failure === null;
  }

  /** @throws LeakLensError; the reason of the signal, and then a late answer is passed over */
  call(call: ErlangCall, signal: AbortSignal): Promise<Answered> {
    return new Promise((resolve, reject) => {
      if (this.failure !== null || signal.aborted) {
        reject(this.failure ?? asError(signal.reason));
        return;
      }
      const reference = this.nextReference();
      const key = keyOf(reference);
      const settle = (then: () => void) => {
        this.pending.delete(key);
        signal.removeEventListener('abort', giveUp);
        then();
      };
      const giveUp = () => settle(() => reject(asError(signal.reason)));
      signal.addEventListener('abort', giveUp, { once: true });
      this.pending.set(key, {
        call,
        resolve: (answer) => settle(() => resolve(answer)),
        reject: (error) => settle(() => reject(error)),
      });
      this.ask(reference, call);
    });
  }

  dispose(): void {
    clearTimeout(this.silence);
    this.parts.socket.dispose();
  }

  /** What erpc's predecessor asks (rpc.erl, `rex`). We are the group leader, so that nothing is printed where the service prints. */
  private ask(reference: Reference, { module, name, args }: ErlangCall): void {
    const { codec, socket } = this.parts;
    const control = tuple(operation.registeredSend, this.us, atom(''), atom('rex'));
    const request = tuple(atom('call'), atom(module), atom(name), args, this.us);
    const message = tuple(atom('$gen_call'), tuple(this.us, reference), request);
    socket.send(joinBytes([Uint8Array.of(passThrough), codec.write(control), codec.write(message)]));
  }

  private nextReference(): Reference {
    this.calls += 1;
    const { name: node, creation } = this.parts.own;
    return { kind: 'reference', node, creation, ids: [this.calls & 0x3_ffff, Math.floor(this.calls / 0x4_0000), 1] };
  }

  private async listen(): Promise<void> {
    try {
      for (;;) this.hear(await this.parts.socket.receive());
    } catch (error) {
      this.end(asError(error));
    }
  }

  private hear(frame: Uint8Array): void {
    this.silence.refresh();
    if (frame.length === 0) {
      // A tick. A node to which nothing is answered gives us up, and writes so into its log.
      this.parts.socket.send(new Uint8Array());
      return;
    }
    if (this.isAnswer(frame)) this.unaskedBytes = 0;
    else this.passOver(frame);
  }

  private passOver({ length }: Uint8Array): void {
    this.unaskedBytes += length;
    if (this.unaskedBytes <= mostUnaskedBytes) return;
    throw unreadableAnswer(this.parts.subject, `it sent ${this.unaskedBytes} bytes that nobody asked for`);
  }

  /** Whatever is not an answer is not read. @throws LeakLensError for what no node sends */
  private isAnswer(frame: Uint8Array): boolean {
    const { codec, subject } = this.parts;
    if (frame[0] !== passThrough) throw unreadableAnswer(subject, 'a message of a kind that was not agreed on');
    const control = codec.read(frame, 1, subject);
    const [op] = itemsOf(control.term);
    const isMessage = op === operation.send || op === operation.senderSend;
    if (!isMessage || this.pending.size === 0) return false;
    const [reference, result] = itemsOf(codec.read(frame, control.end, subject).term);
    const pending = isReference(reference) ? this.pending.get(keyOf(reference)) : undefined;
    if (pending === undefined || result === undefined) return false;
    this.settle(pending, { term: result, bytes: frame.length });
    return true;
  }

  private settle(pending: Pending, answer: Answered): void {
    const failed = reasonOf(answer.term);
    if (failed === null) pending.resolve(answer);
    else pending.reject(callProblem(this.parts.subject, pending.call, failed));
  }

  private fallSilent(): void {
    const seconds = longestSilenceMillis / 1000;
    this.end(erlangProblem('silent', this.parts.subject, `nothing was heard of it for ${seconds} s`));
  }

  private end(reason: Error): void {
    this.failure ??= reason;
    clearTimeout(this.silence);
    this.parts.socket.end(reason);
    for (const pending of [...this.pending.values()]) pending.reject(reason);
  }
}

function keyOf({ ids }: Reference): string {
  return ids.join('.');
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
