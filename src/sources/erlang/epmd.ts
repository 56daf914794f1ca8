import type { Socket } from 'node:net';
import { LeakLensError } from '../../shared/model/errors';
import { joinBytes } from '../base/joinBytes';
import { networkProblem } from '../net/networkProblem';
import { erlangProblem } from './erlangProblem';
import { openSocket } from './openSocket';

/** What Erlang's port mapper knows of one node. */
export interface EpmdEntry {
  readonly port: number;
  /** The newest distribution that the node speaks; 6 since OTP 23. */
  readonly highestVersion: number;
}

export interface EpmdQuestion {
  readonly host: string;
  readonly port: number;
  /** The address that a person named, for the error. */
  readonly subject: string;
  readonly signal: AbortSignal;
}

/** EPMD_PORT, unless ERL_EPMD_PORT says otherwise. */
export const defaultEpmdPort = 4369;

/** An answer holds a port and a name, or the names of one machine. */
const maxAnswerBytes = 256 * 1024;

/**
 * Asks where a node listens (PORT_PLEASE2_REQ). @throws LeakLensError `no-epmd`; `no-such-node`, with the names that are known
 * https://www.erlang.org/doc/apps/erts/erl_dist_protocol.html#epmd-protocol
 */
export async function askEpmd(question: EpmdQuestion, name: string): Promise<EpmdEntry> {
  const text = Buffer.from(name);
  const answer = await ask(question, Buffer.concat([Buffer.from([0x7a]), text]));
  const isKnown = answer.length >= 12 && answer[0] === 0x77 && answer[1] === 0;
  if (isKnown) return { port: answer.readUInt16BE(2), highestVersion: answer.readUInt16BE(6) };
  if (answer.length > 0 && answer[0] !== 0x77) {
    throw erlangProblem('no-epmd', question.subject, `what listens at port ${question.port} is no port mapper`);
  }
  const known = await epmdNames(question);
  const detail = known.length === 0 ? 'it knows no node at all' : `it knows ${known.slice(0, 12).join(', ')}`;
  throw erlangProblem('no-such-node', question.subject, detail);
}

/** The names of all nodes that run there, without the host. @throws LeakLensError `no-epmd` */
export async function epmdNames(question: EpmdQuestion): Promise<readonly string[]> {
  const answer = await ask(question, Buffer.from([0x6e]));
  return [...answer.toString('latin1', 4).matchAll(/^name (\S{1,255}) at port \d{1,5}$/gm)].map(
    ([, name = '']) => name,
  );
}

async function ask({ host, port, subject, signal }: EpmdQuestion, request: Buffer): Promise<Buffer> {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(request.length);
  let socket: Socket;
  try {
    socket = await openSocket({ host, port }, null, signal);
  } catch (error) {
    throw noEpmd(error, { host, port, subject });
  }
  return whole(socket, { subject, signal, request: Buffer.concat([head, request]) });
}

/** The mapper ends the connection when it has said all. */
function whole(
  socket: Socket,
  { subject, signal, request }: { subject: string; signal: AbortSignal; request: Buffer },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    const giveUp = () => {
      socket.destroy();
      reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
    };
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    socket.on('data', (chunk: Uint8Array) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxAnswerBytes) socket.destroy();
    });
    socket.on('error', (error) => reject(new LeakLensError(networkProblem(error, subject), error)));
    socket.on('close', () => {
      signal.removeEventListener('abort', giveUp);
      resolve(Buffer.from(joinBytes(chunks)));
    });
    socket.write(request);
  });
}

function noEpmd(
  error: unknown,
  { host, port, subject }: { host: string; port: number; subject: string },
): LeakLensError {
  if (error instanceof LeakLensError) return error;
  const problem = networkProblem(error, subject);
  if (problem.kind === 'unknown-host') return new LeakLensError(problem, error);
  return erlangProblem('no-epmd', subject, `port ${port} of ${host}: ${problem.detail}`, error);
}
