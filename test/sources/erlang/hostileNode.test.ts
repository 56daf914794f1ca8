// What no real node does: each ends in words, and never in a crash, a hang or a lot of memory.
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { termCodec } from '../../../src/decode/etf/termCodec';
import { atom, tuple, type Term } from '../../../src/shared/model/beam/term';
import type { ErlangCall, ErlangNode, ErlangOptions } from '../../../src/shared/ports/sources/erlangNode';
import { createErlangConnector } from '../../../src/sources/erlang/erlangConnector';
import { frame, scriptNode, sent, type ScriptedOptions } from '../../support/erlang/scriptedNode';
import { freePort, serveTcp } from '../localServer';
import { problemOf } from '../problemOf';

const signal = new AbortController().signal;
const limits = { timeoutMillis: 3000, maxBodyBytes: 2 ** 20, cookie: 'sesame' };
const call: ErlangCall = { module: 'erlang', name: 'memory', args: [] };

async function connect(address: string, options: Partial<ErlangOptions> = {}, epmdPort = 1): Promise<ErlangNode> {
  const environment = { ERL_EPMD_PORT: String(epmdPort) };
  const connector = createErlangConnector({ codec: termCodec, environment, homeDirectory: '/nowhere' });
  const node = await connector.connect(address, { ...limits, ...options }, signal);
  onTestFinished(() => node.dispose());
  return node;
}

const refusal = async (options: ScriptedOptions) => problemOf(connect((await scriptNode(options)).address));

describe('a handshake', () => {
  it('with a node that is as it should be leads to answers', async () => {
    const { address } = await scriptNode({ answer: ({ name }) => tuple(atom(name), 42) });
    const node = await connect(address);
    expect([node.name, node.creation]).toEqual(['made-up@nowhere', 7]);
    expect((await node.call(call, signal)).term).toEqual(tuple(atom('memory'), 42));
  });

  it.each<[string, ScriptedOptions, object]>([
    ['that wants another cookie', { cookie: 'other' }, { erlang: 'wrong-cookie' }],
    [
      'whose other end does not know the cookie',
      { ack: (right) => right.map((byte) => byte ^ 1) },
      { erlang: 'wrong-cookie' },
    ],
    ['whose ack is short', { ack: () => Uint8Array.of(0x61) }, { erlang: 'wrong-cookie' }],
    ['that lets in others', { status: () => 'snot_allowed' }, { erlang: 'not-allowed' }],
    ['of a node that calls us just now', { status: () => 'snok' }, { erlang: 'name-taken' }],
    ['of OTP 22', { flags: 0x7ffn }, { erlang: 'too-old' }],
    ['that says what none does', { status: () => 'hello' }, { kind: 'unreadable' }],
    ['with a node without a name', { name: '' }, { kind: 'unreadable' }],
  ])('%s', async (_what, options, problem) => {
    expect(await refusal(options)).toMatchObject(problem);
  });

  it('tries another of its names where one is taken, and gives up when all are', async () => {
    let asked = 0;
    const once = await scriptNode({ status: () => ((asked += 1) === 1 ? 'salive' : 'sok') });
    await connect(once.address);
    expect(once.visits()).toBe(2);
    const names = new Set<string>();
    const always = await scriptNode({
      status: (name) => {
        names.add(name);
        return 'salive';
      },
    });
    expect(await problemOf(connect(always.address))).toMatchObject({ erlang: 'name-taken' });
    expect(names.size).toBe(16);
  });

  it.each<[string, string, object]>([
    ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n', { erlang: 'no-handshake' }],
    ['nothing', '', { erlang: 'no-handshake' }],
    ['TLS', '\x15\x03\x03\x00\x02\x02\x28', { erlang: 'wants-tls' }],
    ['the challenge of OTP 22', '\x00\x03sok\x00\x0bn\x00\x05\x00\x00\x00\x01\x00\x00\x00\x01', { erlang: 'too-old' }],
  ])('with what speaks %s', async (_what, bytes, problem) => {
    const { port } = await serveTcp((socket) => socket.end(Buffer.from(bytes, 'latin1')));
    expect(await problemOf(connect(`beam:127.0.0.1:${port}`))).toMatchObject(problem);
  });

  it('that never ends is given up', async () => {
    const { port } = await serveTcp(() => undefined);
    const said = await problemOf(connect(`beam:127.0.0.1:${port}`, { timeoutMillis: 300 }));
    expect(said).toMatchObject({ kind: 'timeout', limit: 300 });
  });
});

describe('a port mapper', () => {
  const named = (port: number) => problemOf(connect('beam:shop@127.0.0.1', {}, port));

  it('that is none is said to be none', async () => {
    const { port } = await serveTcp((socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
    expect(await named(port)).toMatchObject({ erlang: 'no-epmd' });
  });

  it('that is not there is said to be missing', async () => {
    expect(await named(await freePort())).toMatchObject({ erlang: 'no-epmd' });
  });

  it('that knows an older distribution says so before the node is asked', async () => {
    const entry = Buffer.from('77001f4a4d00000500050004', 'hex');
    const { port } = await serveTcp((socket) => socket.end(entry));
    expect(await named(port)).toMatchObject({ erlang: 'too-old' });
  });

  it('that never stops talking is cut off', async () => {
    const { port } = await serveTcp((socket) => {
      const talk = () => socket.write(Buffer.alloc(65_536, 'name a at port 1\n'), () => setImmediate(talk));
      talk();
    });
    expect(await named(port)).toMatchObject({ erlang: expect.stringMatching(/no-epmd|no-such-node/) as string });
  });
});

it('a connection on which nothing is heard for longer than a node keeps still is lost, and the next call opens another', async () => {
  let calls = 0;
  const { address, visits } = await scriptNode({ answer: () => ((calls += 1) === 1 ? undefined : calls) });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const node = await connect(address, { timeoutMillis: 600_000 });
  const waiting = problemOf(node.call(call, signal));
  await vi.waitUntil(() => calls === 1);
  // A minute is what nodes allow each other (net_ticktime), and a quarter more.
  vi.advanceTimersByTime(74_000);
  expect(visits()).toBe(1);
  vi.advanceTimersByTime(2000);
  expect(await waiting).toMatchObject({ erlang: 'silent' });
  expect((await node.call(call, signal)).term).toBe(2);
  expect(visits()).toBe(2);
});

describe('an answer', () => {
  async function asked(answer: ScriptedOptions['answer'], options: Partial<ErlangOptions> = {}) {
    const { address } = await scriptNode({ ...(answer !== undefined && { answer }) });
    const node = await connect(address, { timeoutMillis: 500, ...options });
    return problemOf(node.call(call, signal));
  }

  it('that is announced with a gigabyte is refused before anything is kept', async () => {
    const said = await asked((_call, socket) => void socket.write(Buffer.from([0x40, 0, 0, 0])));
    expect(said).toMatchObject({ kind: 'too-large', limit: 2 ** 20 });
  });

  it('that is no message ends the connection', async () => {
    expect(await asked((_call, socket) => void socket.write(frame(Buffer.from('131'))))).toMatchObject({
      kind: 'unreadable',
    });
    const garbage = Buffer.from([112, 131, 255]);
    expect(await asked((_call, socket) => void socket.write(frame(garbage)))).toMatchObject({ kind: 'unreadable' });
  });

  it('that breaks off because the node dies says that it is gone', async () => {
    const half = frame(Buffer.alloc(1000)).subarray(0, 500);
    expect(await asked((_call, socket) => void socket.end(half))).toMatchObject({ erlang: 'closed' });
    expect(await asked((_call, socket) => void socket.resetAndDestroy())).toMatchObject({ kind: 'network' });
  });

  it('that never comes is waited for no longer than is allowed', async () => {
    expect(await asked(undefined)).toMatchObject({ erlang: 'busy', detail: 'erlang:memory/0' });
  });

  it('to nothing that was asked is passed over, and a flood of it is not', async () => {
    const stray = sent(atom('x'), tuple(atom('hello'), new Uint8Array(500_000)));
    const some = await scriptNode({ answer: (_call, socket) => (socket.write(stray), 1) });
    const node = await connect(some.address);
    expect((await node.call(call, signal)).term).toBe(1);
    const flood = (_call: ErlangCall, socket: { write(bytes: Uint8Array): boolean }): undefined => {
      for (let count = 0; count < 60; count += 1) socket.write(stray);
    };
    expect(await asked(flood, { timeoutMillis: 3000 })).toMatchObject({ kind: 'unreadable' });
  });

  it('may be cancelled, and the next question has its own', async () => {
    let count = 0;
    const { address } = await scriptNode({ answer: () => ((count += 1) === 1 ? undefined : count) });
    const node = await connect(address);
    const control = new AbortController();
    const first = problemOf(node.call(call, control.signal));
    setTimeout(() => control.abort(), 50);
    expect(await first).toMatchObject({ kind: 'cancelled' });
    expect((await node.call(call, signal)).term).toBe(2 satisfies Term);
  });
});
