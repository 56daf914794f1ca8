import { randomBytes } from 'node:crypto';
import { LeakLensError } from '../../shared/model/errors';
import { erlangProblem } from './erlangProblem';
import type { Cookie } from './findCookie';
import type { FrameSocket } from './frameSocket';
import { isRightAck, nameMessage, readChallenge, replyMessage, type Challenge } from './handshakeMessages';
import { unreadableAnswer } from './unreadableAnswer';

/** Who we are to the node. */
export interface OwnIdentity {
  readonly name: string;
  readonly creation: number;
}

export interface Introduction {
  readonly own: OwnIdentity;
  readonly cookie: Cookie;
  /** What must stand before the @ in the node's name; null: whoever it is. */
  readonly expectedName: string | null;
  /** The address that a person named, for errors. */
  readonly subject: string;
}

/** Whom we are connected with. */
export type Peer = Pick<Challenge, 'name' | 'creation'>;

/** Somebody is connected by the name that we gave: another may do. */
export const nameInUse = Symbol('name in use');

/** First byte of a TLS record with an alert: what a node that speaks TLS answers to bytes that are none. */
const tlsAlert = 0x15;

/** @throws LeakLensError */
export async function shakeHands(socket: FrameSocket, intro: Introduction): Promise<Peer | typeof nameInUse> {
  const { own, cookie, subject } = intro;
  socket.send(nameMessage(own.name, own.creation));
  const status = await firstWord(socket, subject);
  // `nok`: another of us is in the middle of a handshake by the same name.
  if (status === 'salive' || status === 'snok') return nameInUse;
  checkStatus(status, subject);
  const challenge = readChallenge(await socket.receive(), subject);
  checkPeer(challenge, intro);
  const ours = randomBytes(4).readUInt32BE(0);
  socket.send(replyMessage(cookie.value, challenge, ours));
  const ack = await afterCookie(socket, intro);
  if (!isRightAck(ack, cookie.value, ours)) {
    throw erlangProblem('wrong-cookie', subject, `${challenge.name} does not know the cookie from ${cookie.from}`);
  }
  return { name: challenge.name, creation: challenge.creation };
}

async function firstWord(socket: FrameSocket, subject: string): Promise<string> {
  try {
    return Buffer.from(await socket.receive())
      .toString('latin1')
      .slice(0, 40);
  } catch (error) {
    if (socket.begin === tlsAlert) throw erlangProblem('wants-tls', subject, 'it answers with an alert of TLS', error);
    const isSilentEnd = error instanceof LeakLensError && ['erlang', 'network'].includes(error.problem.kind);
    if (!isSilentEnd) throw error;
    throw erlangProblem('no-handshake', subject, 'it closed the connection before it said who it is', error);
  }
}

function checkStatus(status: string, subject: string): void {
  switch (status) {
    case 'sok':
    case 'sok_simultaneous':
      return;
    case 'snot_allowed':
      throw erlangProblem('not-allowed', subject, 'it lets in only the nodes that it was told to');
    default:
      throw unreadableAnswer(subject, 'its first word is none of the handshake of Erlang’s nodes');
  }
}

function checkPeer({ isTooOld, name }: Challenge, { expectedName, subject }: Introduction): void {
  if (isTooOld) throw erlangProblem('too-old', subject, 'its handshake is that of OTP 22 or earlier');
  if (expectedName === null || name.split('@')[0] === expectedName) return;
  throw erlangProblem('name-mismatch', subject, name);
}

/** A node that does not like the cookie closes without a word (dist_util.erl, recv_challenge_reply). */
async function afterCookie(socket: FrameSocket, { cookie, subject }: Introduction): Promise<Uint8Array> {
  try {
    return await socket.receive();
  } catch (error) {
    const isEnd = error instanceof LeakLensError && ['erlang', 'network'].includes(error.problem.kind);
    if (!isEnd) throw error;
    throw erlangProblem('wrong-cookie', subject, `the cookie is from ${cookie.from}`, error);
  }
}
