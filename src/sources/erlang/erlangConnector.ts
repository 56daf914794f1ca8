import { homedir } from 'node:os';
import process from 'node:process';
import { readBeamAddress, type BeamAddress } from '../../shared/base/addresses/beamAddress';
import { LeakLensError } from '../../shared/model/errors';
import type {
  ErlangAnswer,
  ErlangCall,
  ErlangConnector,
  ErlangNode,
  ErlangOptions,
} from '../../shared/ports/sources/erlangNode';
import type { SourceLimits } from '../../shared/model/target/sourceLimits';
import type { TermCodec } from '../../shared/ports/termCodec';
import { startDeadline } from '../base/deadline';
import { RequestQueue } from '../base/requestQueue';
import { readTlsMaterial } from '../net/tlsMaterial';
import { callName } from './callProblem';
import { CommandNode, type CommandParts } from './commandNode';
import { dialNode, epmdPortOf, type Dial } from './dialNode';
import { erlangProblem } from './erlangProblem';
import { findCookie, type CookiePlaces } from './findCookie';
import type { NodeConnection } from './nodeConnection';

/** Where a cookie is looked for is this machine, unless a test has one of its own. */
export interface ErlangParts extends Partial<CookiePlaces> {
  readonly codec: TermCodec;
}

/** Connects to nodes of Erlang by their distribution, as a hidden node that nothing connects to. */
export function createErlangConnector(parts: ErlangParts): ErlangConnector {
  const { codec, environment = process.env, homeDirectory = homedir() } = parts;
  return {
    async connect(text, options, signal) {
      const address = readBeamAddress(text);
      if (options.rpc !== undefined) {
        return byCommand(
          { command: options.rpc, codec, subject: address.text, limits: limitsOf(options) },
          address,
          signal,
        );
      }
      const cookie = await findCookie(options, { environment, homeDirectory }, address.text);
      const tls = address.isTls ? await readTlsMaterial(options.tls ?? {}) : null;
      const limits = limitsOf(options);
      const maxBytes = () => limits().maxBodyBytes;
      const dial = { address, cookie, tls, codec, maxBytes, epmdPort: epmdPortOf(environment) };
      return new ReachedNode(dial, limits, await dialInTime(dial, limits(), signal));
    },
  };
}

/** The name in the address is whom a person expects to answer. */
async function byCommand(parts: CommandParts, { name }: BeamAddress, signal: AbortSignal): Promise<ErlangNode> {
  const node = new CommandNode(parts);
  try {
    await node.introduce(signal);
    if (name !== null && node.name.split('@')[0] !== name)
      throw erlangProblem('name-mismatch', parts.subject, node.name);
    return node;
  } catch (error) {
    node.dispose();
    throw error;
  }
}

function limitsOf({ currentLimits, timeoutMillis, maxBodyBytes }: ErlangOptions): () => SourceLimits {
  return currentLimits ?? (() => ({ timeoutMillis, maxBodyBytes }));
}

async function dialInTime(dial: Dial, { timeoutMillis }: SourceLimits, signal: AbortSignal): Promise<NodeConnection> {
  const deadline = startDeadline({ subject: dial.address.text, timeoutMillis, signal });
  try {
    return await dialNode(dial, deadline.signal);
  } finally {
    deadline.dispose();
  }
}

class ReachedNode implements ErlangNode {
  private readonly dial: Dial;
  private readonly limits: () => SourceLimits;
  private readonly queue = new RequestQueue();
  private readonly life = new AbortController();
  private connection: NodeConnection;
  /** Final: it is not tried again, because the node writes each try into its log. */
  private refusal: LeakLensError | null = null;

  constructor(dial: Dial, limits: () => SourceLimits, connection: NodeConnection) {
    this.dial = dial;
    this.limits = limits;
    this.connection = connection;
  }

  get name(): string {
    return this.connection.peer.name;
  }

  get creation(): number {
    return this.connection.peer.creation;
  }

  async call(call: ErlangCall, signal: AbortSignal): Promise<ErlangAnswer> {
    const { text: subject } = this.dial.address;
    const { timeoutMillis } = this.limits();
    const both = AbortSignal.any([signal, this.life.signal]);
    return this.queue.run(both, async () => {
      const startedAt = performance.now();
      const connection = await this.connected(both);
      const timedOut = () => busy(subject, call, timeoutMillis);
      const deadline = startDeadline({ subject, timeoutMillis, signal: both, timedOut });
      try {
        const answer = await connection.call(call, deadline.signal);
        return { ...answer, elapsedMillis: performance.now() - startedAt };
      } finally {
        deadline.dispose();
      }
    });
  }

  dispose(): void {
    const reason = new LeakLensError({ kind: 'cancelled', subject: this.dial.address.text, detail: 'disconnected' });
    this.life.abort(reason);
    this.connection.dispose();
  }

  private async connected(signal: AbortSignal): Promise<NodeConnection> {
    if (this.refusal !== null) throw this.refusal;
    if (this.connection.isOpen) return this.connection;
    try {
      this.connection = await dialInTime(this.dial, this.limits(), signal);
    } catch (error) {
      if (error instanceof LeakLensError && error.problem.erlang === 'wrong-cookie') this.refusal = error;
      throw error;
    }
    // Given up while the hands were shaken.
    if (this.life.signal.aborted) this.connection.dispose();
    return this.connection;
  }
}

function busy(subject: string, call: ErlangCall, limitMillis: number): LeakLensError {
  const { problem } = erlangProblem('busy', subject, callName(call));
  return new LeakLensError({ ...problem, limit: limitMillis });
}
