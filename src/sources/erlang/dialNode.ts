import { randomInt } from 'node:crypto';
import { hostname } from 'node:os';
import { LeakLensError, type Problem } from '../../shared/model/errors';
import type { BeamAddress } from '../../shared/base/addresses/beamAddress';
import type { TermCodec } from '../../shared/ports/termCodec';
import { networkProblem } from '../net/networkProblem';
import type { TlsMaterial } from '../net/tlsMaterial';
import { askEpmd, defaultEpmdPort } from './epmd';
import { erlangProblem } from './erlangProblem';
import type { Cookie } from './findCookie';
import { FrameReader } from './frameReader';
import { FrameSocket } from './frameSocket';
import { NodeConnection } from './nodeConnection';
import { openSocket } from './openSocket';
import { nameInUse, shakeHands, type OwnIdentity } from './shakeHands';

/** All that it takes to reach a node. */
export interface Dial {
  readonly address: BeamAddress;
  readonly cookie: Cookie;
  /** Null: without TLS. */
  readonly tls: TlsMaterial | null;
  /** Cap on a message. Read before each. */
  readonly maxBytes: () => number;
  readonly codec: TermCodec;
  /** Where the port mapper listens. */
  readonly epmdPort: number;
}

/** The least that a handshake and an answer about the node itself need. */
const leastBytes = 64 * 1024;

/**
 * A node keeps each name that it ever heard for as long as it runs (atoms are never freed), so we have few: one for each LeakLens that
 * asks it at the same time from this machine.
 */
const ownNames = 16;

const oldestDistribution = 6;

/** ERL_EPMD_PORT, as Erlang itself takes it. */
export function epmdPortOf(environment: Readonly<Record<string, string | undefined>>): number {
  const port = Number(environment['ERL_EPMD_PORT']);
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : defaultEpmdPort;
}

/** Opens a connection. @throws LeakLensError */
export async function dialNode(dial: Dial, signal: AbortSignal): Promise<NodeConnection> {
  const port = dial.address.port ?? (await mappedPort(dial, signal));
  const first = randomInt(ownNames);
  for (let tried = 0; tried < ownNames; tried += 1) {
    const own = ownIdentity((first + tried) % ownNames);
    const connection = await introduce(dial, { port, own }, signal);
    if (connection !== nameInUse) return connection;
  }
  const detail = `${ownNames} of our names are connected already`;
  throw erlangProblem('name-taken', dial.address.text, detail);
}

async function mappedPort({ address, epmdPort }: Dial, signal: AbortSignal): Promise<number> {
  const question = { host: address.host, port: epmdPort, subject: address.text, signal };
  const { port, highestVersion } = await askEpmd(question, address.name ?? '');
  if (highestVersion >= oldestDistribution) return port;
  throw erlangProblem('too-old', address.text, `its distribution is version ${highestVersion}; OTP 23 brought 6`);
}

function ownIdentity(number: number): OwnIdentity {
  const host = hostname().replaceAll(/[^A-Za-z0-9.-]/g, '') || 'localhost';
  // Tells our lives apart; 0 to 3 are those of old nodes.
  return { name: `leaklens-${number + 1}@${host}`.slice(0, 255), creation: randomInt(4, 2 ** 32 - 1) };
}

async function introduce(
  dial: Dial,
  { port, own }: { port: number; own: OwnIdentity },
  signal: AbortSignal,
): Promise<NodeConnection | typeof nameInUse> {
  const { address, cookie, codec } = dial;
  const socket = await framed(dial, port, signal);
  const giveUp = () => socket.end(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    const intro = { own, cookie, expectedName: address.name, subject: address.text };
    const peer = await shakeHands(socket, intro);
    if (peer === nameInUse) {
      socket.dispose();
      return nameInUse;
    }
    socket.lengthen();
    return new NodeConnection({ socket, own, peer, codec, subject: address.text });
  } catch (error) {
    socket.dispose();
    throw error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

async function framed({ address, tls, maxBytes }: Dial, port: number, signal: AbortSignal): Promise<FrameSocket> {
  const { host, text } = address;
  try {
    const socket = await openSocket({ host, port }, tls, signal);
    const reader = new FrameReader(text, tls === null ? 2 : 4, () => Math.max(leastBytes, maxBytes()));
    return new FrameSocket(socket, text, reader);
  } catch (error) {
    if (error instanceof LeakLensError) throw error;
    throw tlsProblem(networkProblem(error, text, tls?.hasClientCertificate ?? false), tls, error);
  }
}

/**
 * A node without TLS says nothing in it. One that wants a certificate and gets none ends the handshake of TLS 1.2 with an alert that only
 * says that it failed (ssl, tls_handshake_1_3.erl has one of its own).
 */
function tlsProblem(problem: Problem, tls: TlsMaterial | null, cause: unknown): LeakLensError {
  if (problem.kind !== 'tls' || problem.tls !== 'handshake') return new LeakLensError(problem, cause);
  if (!/alert/i.test(problem.detail)) return erlangProblem('no-tls', problem.subject, problem.detail, cause);
  const fault = tls?.hasClientCertificate === true ? 'client-certificate-rejected' : 'client-certificate-required';
  return new LeakLensError({ ...problem, tls: fault }, cause);
}
