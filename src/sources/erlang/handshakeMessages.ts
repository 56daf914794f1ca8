// Messages of the handshake, version 6: https://www.erlang.org/doc/apps/erts/erl_dist_protocol.html#distribution-handshake
import { createHash, timingSafeEqual } from 'node:crypto';
import { unreadableAnswer } from './unreadableAnswer';

/** What a node that speaks to us must understand, and what we take (erts: dist.hrl). */
const flags = {
  extendedReferences: 0x4n,
  distMonitor: 0x8n,
  funTags: 0x10n,
  newFunTags: 0x80n,
  extendedPidsPorts: 0x100n,
  exportPtrTag: 0x200n,
  bitBinaries: 0x400n,
  newFloats: 0x800n,
  utf8Atoms: 0x1_0000n,
  mapTag: 0x2_0000n,
  bigCreation: 0x4_0000n,
  handshake23: 0x100_0000n,
  unlinkId: 0x200_0000n,
  mandatory25Digest: 0x400_0000n,
  v4NetworkContainers: 1n << 34n,
} as const;

/**
 * Without DFLAG_PUBLISHED we are a hidden node: no other node of a cluster hears of us. Without DFLAG_DIST_HDR_ATOM_CACHE and
 * DFLAG_FRAGMENTS each message is whole in itself.
 */
export const ourFlags = Object.values(flags).reduce((all, flag) => all | flag, 0n);

export function nameMessage(name: string, creation: number): Uint8Array {
  const text = Buffer.from(name);
  const head = Buffer.alloc(15);
  head.write('N');
  head.writeBigUInt64BE(ourFlags, 1);
  head.writeUInt32BE(creation, 9);
  head.writeUInt16BE(text.length, 13);
  return Buffer.concat([head, text]);
}

/** What the node says of itself. */
export interface Challenge {
  readonly isTooOld: boolean;
  readonly challenge: number;
  readonly creation: number;
  readonly name: string;
}

/** @throws LeakLensError `unreadable` */
export function readChallenge(message: Uint8Array, subject: string): Challenge {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  // An `n` is the challenge of version 5.
  if (bytes[0] === 0x6e) return { isTooOld: true, challenge: 0, creation: 0, name: '' };
  if (bytes[0] !== 0x4e || bytes.length < 19) throw unreadableAnswer(subject, 'no challenge where one should be');
  const length = bytes.readUInt16BE(17);
  const isNamed = length > 0 && length <= 1020 && bytes.length >= 19 + length;
  if (!isNamed) throw unreadableAnswer(subject, 'a challenge without a name');
  return {
    isTooOld: (bytes.readBigUInt64BE(1) & flags.handshake23) === 0n,
    challenge: bytes.readUInt32BE(9),
    creation: bytes.readUInt32BE(13),
    name: bytes.toString('utf8', 19, 19 + length),
  };
}

export function replyMessage(cookie: string, { challenge }: Pick<Challenge, 'challenge'>, ours: number): Uint8Array {
  const head = Buffer.alloc(5);
  head.write('r');
  head.writeUInt32BE(ours, 1);
  return Buffer.concat([head, digest(cookie, challenge)]);
}

/** Whether the node knows the cookie, too. */
export function isRightAck(message: Uint8Array, cookie: string, ours: number): boolean {
  return message.length === 17 && message[0] === 0x61 && timingSafeEqual(message.subarray(1), digest(cookie, ours));
}

function digest(cookie: string, challenge: number): Buffer {
  return createHash('md5')
    .update(Buffer.from(`${cookie}${challenge}`, 'latin1'))
    .digest();
}
