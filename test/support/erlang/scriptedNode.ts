// What stands in for a node of Erlang's where there is none, or where a real one would behave too well: it speaks the handshake, and answers
// calls as it is told.
import { createHash } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { termCodec } from '../../../src/decode/etf/termCodec';
import { tuple, type Pid, type Term, type Tuple } from '../../../src/shared/model/beam/term';
import type { ErlangCall } from '../../../src/shared/ports/sources/erlangNode';

export interface ScriptedOptions {
  readonly name?: string;
  readonly cookie?: string;
  readonly creation?: number;
  /** Sent in place of `sok`. */
  readonly status?: (ownName: string) => string;
  readonly flags?: bigint;
  /** Takes the place of the ack. */
  readonly ack?: (right: Uint8Array) => Uint8Array | null;
  /** What a call answers: a term, or bytes of a whole message in place of an answer. Undefined: nothing at all. */
  readonly answer?: (call: ErlangCall, socket: Socket) => Term | undefined;
  /** The same, as a term that was written by somebody else. */
  readonly answerBytes?: (call: ErlangCall) => Uint8Array;
}

export interface ScriptedNode {
  readonly port: number;
  readonly address: string;
  /** Connections so far. */
  readonly visits: () => number;
}

const handshake23 = 0x1000000n;
const passThrough = 112;

export async function scriptNode(options: ScriptedOptions = {}): Promise<ScriptedNode> {
  let visits = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    visits += 1;
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    serve(socket, options);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { port, address: `beam:127.0.0.1:${port}`, visits: () => visits };
}

/** A message with its length before it. */
export function frame(payload: Uint8Array, headerBytes = 4): Uint8Array {
  const head = Buffer.alloc(headerBytes);
  head.writeUIntBE(payload.length, 0, headerBytes);
  return Buffer.concat([head, payload]);
}

/** As a node sends an answer to a process of ours. */
export function sent(to: Term, message: Term): Uint8Array {
  const control = termCodec.write(tuple(2, [], to));
  return frame(Buffer.concat([Uint8Array.of(passThrough), control, termCodec.write(message)]));
}

/** `{Reference, Result}` of a result that is bytes already. */
function sentBytes(to: Term, reference: Term, result: Uint8Array): Uint8Array {
  const control = termCodec.write(tuple(2, [], to));
  const pair = Buffer.concat([Uint8Array.of(131, 104, 2), termCodec.write(reference).subarray(1), result.subarray(1)]);
  return frame(Buffer.concat([Uint8Array.of(passThrough), control, pair]));
}

function serve(socket: Socket, options: ScriptedOptions): void {
  let step = 0;
  let held = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    held = Buffer.concat([held, chunk]);
    for (;;) {
      const headerBytes = step < 2 ? 2 : 4;
      if (held.length < headerBytes) return;
      const length = held.readUIntBE(0, headerBytes);
      if (held.length < headerBytes + length) return;
      const message = held.subarray(headerBytes, headerBytes + length);
      held = held.subarray(headerBytes + length);
      if (step === 0) introduce(socket, message, options);
      else if (step === 1) acknowledge(socket, message, options);
      else answerCall(socket, message, options);
      step += 1;
    }
  });
}

const challenge = 0x01020304;

function introduce(socket: Socket, message: Buffer, options: ScriptedOptions): void {
  const { name = 'made-up@nowhere', creation = 7, status = () => 'sok', flags = handshake23 } = options;
  const theirs = message.toString('latin1', 15);
  socket.write(frame(Buffer.from(status(theirs)), 2));
  const text = Buffer.from(name);
  const head = Buffer.alloc(19);
  head.write('N');
  head.writeBigUInt64BE(flags, 1);
  head.writeUInt32BE(challenge, 9);
  head.writeUInt32BE(creation, 13);
  head.writeUInt16BE(text.length, 17);
  socket.write(frame(Buffer.concat([head, text]), 2));
}

function acknowledge(
  socket: Socket,
  message: Buffer,
  { cookie = 'sesame', ack = (right) => right }: ScriptedOptions,
): void {
  const digest = (number: number) => createHash('md5').update(`${cookie}${number}`).digest();
  if (!message.subarray(5).equals(digest(challenge))) {
    socket.destroy();
    return;
  }
  const reply = ack(Buffer.concat([Buffer.from('a'), digest(message.readUInt32BE(1))]));
  if (reply === null) socket.destroy();
  else socket.write(frame(reply, 2));
}

function answerCall(socket: Socket, message: Buffer, { answer, answerBytes }: ScriptedOptions): void {
  if (message.length === 0) return;
  const control = termCodec.read(message, 1, 'scripted');
  const [, from, request] = itemsOf(termCodec.read(message, control.end, 'scripted').term);
  const [us, reference] = itemsOf(from);
  const [, module, name, args] = itemsOf(request);
  const call = { module: nameOf(module), name: nameOf(name), args: args as readonly Term[] };
  if (answerBytes !== undefined) socket.write(sentBytes(us as Pid, reference!, answerBytes(call)));
  const result = answer?.(call, socket);
  if (result !== undefined) socket.write(sent(us as Pid, tuple(reference!, result)));
}

function itemsOf(term: Term | undefined): Tuple['items'] {
  return (term as Tuple).items;
}

function nameOf(term: Term | undefined): string {
  return (term as { readonly name: string }).name;
}
