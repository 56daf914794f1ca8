import { atomName, numberOf } from '../../shared/base/symbols/erlangTerms';
import { LeakLensError } from '../../shared/model/errors';
import { atom, tuple, type Term } from '../../shared/model/beam/term';
import type { RpcCommand } from '../../shared/model/target/rpcCommand';
import type { SourceLimits } from '../../shared/model/target/sourceLimits';
import type { ErlangAnswer, ErlangCall, ErlangNode } from '../../shared/ports/sources/erlangNode';
import type { TermCodec } from '../../shared/ports/termCodec';
import { startDeadline } from '../base/deadline';
import { RequestQueue } from '../base/requestQueue';
import { talkToCommand, type TalkedTo } from '../processes/talkToCommand';
import { callProblem, reasonOf } from './callProblem';
import { commandWords } from './commandWords';
import { erlangProblem } from './erlangProblem';
import { answerMark, nodeLoop } from './nodeLoop';

export interface CommandParts {
  readonly command: RpcCommand;
  readonly codec: TermCodec;
  /** The address that a person named, for errors. */
  readonly subject: string;
  readonly limits: () => SourceLimits;
}

interface Waiting {
  readonly number: number;
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

/**
 * A node whose ports are closed, asked by a command that evaluates its last argument in the node (`kubectl exec -i POD -- bin/APP rpc`). It
 * evaluates one loop for as long as the node is asked. It is started anew by the next call once it has ended.
 */
export class CommandNode implements ErlangNode {
  name = '';
  creation = 0;
  private readonly parts: CommandParts;
  private readonly queue = new RequestQueue();
  private readonly life = new AbortController();
  private talk: TalkedTo | null = null;
  private waiting: Waiting | null = null;
  private calls = 0;

  constructor(parts: CommandParts) {
    this.parts = parts;
  }

  /** Finds out whom it asks. @throws LeakLensError */
  async introduce(signal: AbortSignal): Promise<void> {
    const ask = async (name: string, ...args: readonly Term[]) =>
      (await this.call({ module: 'erlang', name, args }, signal)).term;
    this.name = atomName(await ask('node')) ?? '';
    this.creation = numberOf(await ask('system_info', atom('creation'))) ?? 0;
  }

  async call(call: ErlangCall, signal: AbortSignal): Promise<ErlangAnswer> {
    const { subject, codec, limits } = this.parts;
    const both = AbortSignal.any([signal, this.life.signal]);
    return this.queue.run(both, async () => {
      const startedAt = performance.now();
      const { timeoutMillis } = limits();
      const timedOut = () => erlangProblem('busy', subject, `${call.module}:${call.name}/${call.args.length}`);
      const deadline = startDeadline({ subject, timeoutMillis, signal: both, timedOut });
      try {
        const bytes = await this.answer(call, deadline.signal);
        const { term } = codec.read(bytes, 0, subject);
        const reason = reasonOf(term);
        if (reason !== null) throw callProblem(subject, call, reason);
        return { term, bytes: bytes.length, elapsedMillis: performance.now() - startedAt };
      } finally {
        deadline.dispose();
      }
    });
  }

  dispose(): void {
    this.life.abort(new LeakLensError({ kind: 'cancelled', subject: this.parts.subject, detail: 'disconnected' }));
    this.talk?.dispose();
    this.talk = null;
  }

  private answer({ module, name, args }: ErlangCall, signal: AbortSignal): Promise<Uint8Array> {
    const asked = this.parts.codec.write(tuple(atom(module), atom(name), args));
    this.calls += 1;
    const number = this.calls;
    return new Promise((resolve, reject) => {
      const settle = (then: () => void) => {
        this.waiting = null;
        signal.removeEventListener('abort', giveUp);
        then();
      };
      const giveUp = () => settle(() => reject(asError(signal.reason)));
      if (signal.aborted) {
        reject(asError(signal.reason));
        return;
      }
      signal.addEventListener('abort', giveUp, { once: true });
      this.waiting = {
        number,
        resolve: (bytes) => settle(() => resolve(bytes)),
        reject: (error) => settle(() => reject(error)),
      };
      this.talk ??= this.start();
      this.talk.send(`${number} ${Buffer.from(asked).toString('base64')}`);
    });
  }

  private start(): TalkedTo {
    const { command, subject, limits } = this.parts;
    const [program = '', ...args] = commandWords(command.command);
    const talk = talkToCommand(program, [...args, nodeLoop(command.language)], {
      // Three bytes are four characters.
      longestLine: () => Math.ceil((limits().maxBodyBytes * 4) / 3) + 100,
      line: (text) => this.hear(text),
      ended: (complaint) => {
        if (this.talk !== talk) return;
        this.talk = null;
        const why = complaint === '' ? 'it ended without a word' : complaint;
        this.waiting?.reject(erlangProblem('command-ended', subject, why));
      },
    });
    return talk;
  }

  private hear(line: string): void {
    const [mark, number, base64 = ''] = line.trim().split(' ');
    const { waiting } = this;
    // What the service or the command prints besides, and answers that come too late.
    if (mark !== answerMark || waiting === null || Number(number) !== waiting.number) return;
    waiting.resolve(Uint8Array.from(Buffer.from(base64, 'base64')));
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
