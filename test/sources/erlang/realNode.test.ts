// Against real nodes: what a person meets when a node is named, and what a node answers.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { termCodec } from '../../../src/decode/etf/termCodec';
import { atom, fun, tuple, type Term } from '../../../src/shared/model/beam/term';
import type { TlsOptions } from '../../../src/shared/model/target/tlsOptions';
import type { ErlangCall, ErlangNode, ErlangOptions } from '../../../src/shared/ports/sources/erlangNode';
import { createErlangConnector } from '../../../src/sources/erlang/erlangConnector';
import { hasErlang, startErlangMachine, until, type ErlangMachine, type RealNode } from '../../support/erlang/realNode';
import { freePort } from '../localServer';
import { hasOpenssl, makeCertificates, type Certificates } from '../net/certificates';
import { problemOf } from '../problemOf';

const signal = new AbortController().signal;
const limits = { timeoutMillis: 10_000, maxBodyBytes: 2 ** 20 };

const call = (module: string, name: string, ...args: readonly Term[]): ErlangCall => ({ module, name, args });
const release = call('erlang', 'system_info', atom('otp_release'));

describe.skipIf(!hasErlang())('a node', () => {
  let machine: ErlangMachine;
  let node: RealNode;

  beforeAll(async () => {
    machine = await startErlangMachine();
    node = await machine.start({ name: 'shop', cookie: 'sesame' });
  }, 60_000);
  afterAll(() => machine.dispose());

  async function connect(address: string, options: Partial<ErlangOptions> = {}): Promise<ErlangNode> {
    const { environment, homeDirectory } = node;
    const connector = createErlangConnector({ codec: termCodec, environment, homeDirectory });
    const reached = await connector.connect(address, { ...limits, cookie: node.cookie, ...options }, signal);
    onTestFinished(() => reached.dispose());
    return reached;
  }

  const problem = (address: string, options: Partial<ErlangOptions> = {}) => problemOf(connect(address, options));

  it('is reached by its name, and says its own', async () => {
    const reached = await connect('beam:shop@localhost');
    expect(reached.name).toMatch(/^shop@\S+$/);
    const { term, bytes } = await reached.call(release, signal);
    expect(String.fromCharCode(...(term as number[]))).toMatch(/^\d\d$/);
    expect(bytes).toBeGreaterThan(20);
  });

  it('is reached by its port, where no port mapper is asked, and by its name alone on this machine', async () => {
    expect((await connect(`beam:127.0.0.1:${node.port}`)).name).toMatch(/^shop@/);
    expect((await connect('beam:shop')).name).toMatch(/^shop@/);
    expect((await connect(`beam:shop@127.0.0.1:${node.port}`)).name).toMatch(/^shop@/);
  });

  it('hears of us as of a hidden node, and of few names however often we come', async () => {
    for (let visit = 0; visit < 20; visit += 1) (await connect('beam:shop@localhost')).dispose();
    const reached = await connect('beam:shop@localhost');
    const visible = await reached.call(call('erlang', 'nodes', atom('visible')), signal);
    const hidden = await reached.call(call('erlang', 'nodes', atom('hidden')), signal);
    expect(visible.term).toEqual([]);
    expect(hidden.term).toContainEqual({ kind: 'atom', name: expect.stringMatching(/^leaklens-\d{1,2}@/) as string });
  });

  it('lets several of us in at a time', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => connect('beam:shop@localhost')));
    for (const reached of all) await reached.call(release, signal);
    const names = await all[0]!.call(call('erlang', 'nodes', atom('hidden')), signal);
    expect(names.term).toHaveLength(6);
  });

  it('calls functions for many things at once without a module of ours', async () => {
    const reached = await connect('beam:shop@localhost');
    const { term: pids } = await reached.call(call('erlang', 'processes'), signal);
    const items = (pids as readonly Term[]).map(() => [atom('memory'), atom('message_queue_len')]);
    const { term } = await reached.call(
      call('lists', 'zipwith', fun('erlang', 'process_info', 2), pids, items),
      signal,
    );
    const row = tuple(atom('memory'), expect.any(Number) as number);
    expect((term as readonly Term[])[0]).toEqual([row, tuple(atom('message_queue_len'), 0)]);
  });

  it('answers each kind of term as it is', async () => {
    const reached = await connect('beam:shop@localhost');
    const sent = tuple(
      ...[0, 255, 256, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, atom('grün'), [], [1, 2, 300], [1, 2, 3]],
      ...[2n ** 64n, -(2n ** 70n), new Uint8Array([1, 2, 3]), tuple(), fun('erlang', 'self', 0)],
      ...[tuple(...Array.from({ length: 300 }, (_, row) => row)), Array.from({ length: 70_000 }, () => 7)],
    );
    const { term } = await reached.call(call('lists', 'last', [sent]), signal);
    const items = (sent as { items: readonly Term[] }).items.map((item) => (item === 2 ** 53 ? 2n ** 53n : item));
    expect(term).toEqual({ ...sent, items });
  });

  it('refuses what is no function, and what fails, by a name and nothing of the service', async () => {
    const reached = await connect('beam:shop@localhost');
    expect(await problemOf(reached.call(call('no_such', 'thing', 1), signal))).toMatchObject({
      erlang: 'no-such-function',
      detail: 'no_such:thing/1',
    });
    const failing = call('erlang', 'binary_to_atom', new TextEncoder().encode('secret'), atom('klingon'));
    expect(await problemOf(reached.call(failing, signal))).toMatchObject({
      erlang: 'call-failed',
      detail: 'erlang:binary_to_atom/2: badarg',
    });
    await reached.call(release, signal);
  });

  it('that takes too long is said to be busy, and answers the next call', async () => {
    const reached = await connect('beam:shop@localhost', { timeoutMillis: 400 });
    const slow = reached.call(call('timer', 'sleep', 1200), signal);
    expect(await problemOf(slow)).toMatchObject({ erlang: 'busy', detail: 'timer:sleep/1', limit: 400 });
    await reached.call(release, signal);
  });

  it('that stands still is said to be busy, keeps its connection, and answers when it goes on', async () => {
    const frozen = await machine.start({ name: 'frozen', cookie: node.cookie });
    const reached = await connect('beam:frozen@localhost', { timeoutMillis: 1000 });
    const { creation } = reached;
    frozen.freeze();
    expect(await problemOf(reached.call(release, signal))).toMatchObject({ erlang: 'busy', limit: 1000 });
    expect(await problemOf(reached.call(release, signal))).toMatchObject({ erlang: 'busy' });
    frozen.thaw();
    await reached.call(release, signal);
    expect(reached.creation).toBe(creation);
    // One connection all the time: each is written into the log of a node that looks for it.
    const { term } = await reached.call(call('erlang', 'nodes', atom('hidden')), signal);
    expect(term).toHaveLength(1);
    await frozen.kill();
  }, 60_000);

  it('that answers more than is allowed is not read', async () => {
    const reached = await connect('beam:shop@localhost', { maxBodyBytes: 100_000 });
    const large = call('lists', 'duplicate', 300_000, 1);
    expect(await problemOf(reached.call(large, signal))).toMatchObject({ kind: 'too-large' });
    await reached.call(release, signal);
  });

  it('keeps its cookie to itself: a wrong one is tried once, and said by where it is from', async () => {
    const before = node.output().length;
    const said = await problem('beam:shop@localhost', { cookie: 'tellmenothing' });
    expect(said).toMatchObject({ erlang: 'wrong-cookie', detail: 'the cookie is from what was given' });
    expect(JSON.stringify(said)).not.toContain('tellmenothing');
    await until(
      () => node.output().length > before,
      () => 'the node wrote nothing into its log',
    );
    expect(node.output().slice(before)).toMatch(/leaklens-\d+@/);
  });

  it.each([
    ['sesame\n', true],
    ['## Cookie\n-name shop@h\n-setcookie sesame\n+P 1000\n', true],
    ["-setcookie 'sesame'", true],
    ['# -setcookie sesame\n-setcookie other\n', false],
  ])('is opened by the cookie in a file with %j: %s', async (text, isRight) => {
    const file = join(node.homeDirectory, 'vm.args');
    await writeFile(file, text);
    const { environment, homeDirectory } = node;
    const connector = createErlangConnector({ codec: termCodec, environment, homeDirectory });
    const connecting = connector.connect('beam:shop@localhost', { ...limits, cookieFile: file }, signal);
    if (isRight) (await connecting).dispose();
    else expect(await problemOf(connecting)).toMatchObject({ erlang: 'wrong-cookie' });
  });

  it.each([
    ['that is not there', null, 'no such file'],
    ['that leaves it to the environment', '-setcookie ${RELEASE_COOKIE}', 'variable'],
  ])('is not opened by a file %s', async (_what, text, detail) => {
    const file = join(node.homeDirectory, `${detail}.args`);
    if (text !== null) await writeFile(file, text);
    const connector = createErlangConnector({ codec: termCodec });
    const said = await problemOf(connector.connect('beam:shop@localhost', { ...limits, cookieFile: file }, signal));
    expect(said).toMatchObject({ erlang: 'no-cookie', detail: expect.stringContaining(detail) as string });
  });

  it('is not found where no cookie is', async () => {
    const { environment, homeDirectory } = node;
    const connector = createErlangConnector({ codec: termCodec, environment, homeDirectory });
    const said = await problemOf(connector.connect('beam:shop@localhost', limits, signal));
    expect(said).toMatchObject({ erlang: 'no-cookie' });
    expect(said.detail).toContain('.erlang.cookie');
  });

  it('of another name is no answer for the one that was named', async () => {
    expect(await problem('beam:till@localhost')).toMatchObject({ erlang: 'no-such-node', detail: 'it knows shop' });
    const said = await problem(`beam:till@localhost:${node.port}`);
    expect(said).toMatchObject({ erlang: 'name-mismatch', detail: expect.stringMatching(/^shop@/) as string });
  });

  it('without TLS is none that speaks it', async () => {
    const said = await problem('beam+tls:shop@localhost', { timeoutMillis: 20_000 });
    expect(said).toMatchObject({ erlang: 'no-tls' });
  }, 30_000);

  it('that is not there is said to be so', async () => {
    expect(await problem(`beam:localhost:${await freePort()}`)).toMatchObject({ kind: 'refused' });
    expect(await problem('beam:shop@no-such-host.invalid')).toMatchObject({ kind: 'unknown-host' });
  });

  it('that was started anew is another life, and is found again by the next call', async () => {
    const first = await machine.start({ name: 'till', cookie: node.cookie });
    const reached = await connect('beam:till@localhost');
    const { creation } = reached;
    await first.kill();
    expect((await problemOf(reached.call(release, signal))).kind).toMatch(/^(erlang|refused|network)$/);
    await machine.start({ name: 'till', cookie: node.cookie });
    await reached.call(release, signal);
    expect(reached.creation).not.toBe(creation);
  }, 60_000);

  it('that changed its cookie is asked once and never again', async () => {
    const first = await machine.start({ name: 'vault', cookie: node.cookie });
    const reached = await connect('beam:vault@localhost');
    await first.kill();
    const second = await machine.start({ name: 'vault', cookie: 'other' });
    await problemOf(reached.call(release, signal));
    const said = await problemOf(reached.call(release, signal));
    expect(said).toMatchObject({ erlang: 'wrong-cookie' });
    await until(
      () => second.output().includes('leaklens'),
      () => 'the node wrote nothing into its log',
    );
    const written = second.output();
    expect(await problemOf(reached.call(release, signal))).toEqual(said);
    expect(second.output()).toBe(written);
  }, 60_000);

  it('that asks whether we are there is answered', async () => {
    await machine.start({ name: 'tick', cookie: node.cookie, args: ['-kernel', 'net_ticktime', '4'] });
    const reached = await connect('beam:tick@localhost');
    const { creation } = reached;
    await new Promise((resolve) => setTimeout(resolve, 7000));
    const { term } = await reached.call(call('erlang', 'nodes', atom('hidden')), signal);
    expect(term).toHaveLength(1);
    expect(reached.creation).toBe(creation);
  }, 60_000);
});

describe.skipIf(!hasErlang() || !hasOpenssl)('a node that speaks TLS', () => {
  let machine: ErlangMachine;
  let node: RealNode;
  let certificates: Certificates;

  beforeAll(async () => {
    certificates = makeCertificates();
    const file = (name: string) => certificates.path(name);
    const server = ['server_certfile', file('server.pem'), 'server_keyfile', file('server.key')];
    const authority = ['server_cacertfile', file('ca.pem'), 'server_verify', 'verify_peer'];
    const secure = [...server, ...authority, 'server_fail_if_no_peer_cert', 'true', 'client_verify', 'verify_none'];
    machine = await startErlangMachine();
    node = await machine.start({ args: ['-proto_dist', 'inet_tls', '-ssl_dist_opt', ...secure] });
  }, 60_000);
  afterAll(async () => {
    await machine.dispose();
    certificates.remove();
  });

  async function connect(scheme: string, tls?: TlsOptions): Promise<ErlangNode> {
    const { environment, homeDirectory, cookie, port } = node;
    const connector = createErlangConnector({ codec: termCodec, environment, homeDirectory });
    const options = { ...limits, timeoutMillis: 20_000, cookie, ...(tls !== undefined && { tls }) };
    const reached = await connector.connect(`${scheme}:localhost:${port}`, options, signal);
    onTestFinished(() => reached.dispose());
    return reached;
  }

  it('lets in who has a certificate that it trusts', async () => {
    const [certificateFile, keyFile] = [certificates.path('client.pem'), certificates.path('client.key')];
    const certificateAuthorityFile = certificates.path('ca.pem');
    const clientCertificate = { kind: 'pem', certificateFile, keyFile } as const;
    const reached = await connect('beam+tls', { certificateAuthorityFile, clientCertificate });
    const { term } = await reached.call(call('lists', 'seq', 1, 150_000), signal);
    expect(term).toHaveLength(150_000);
  }, 60_000);

  it('says so to who asks without TLS', async () => {
    expect(await problemOf(connect('beam'))).toMatchObject({ erlang: 'wants-tls' });
  }, 60_000);

  it('asks who brings no certificate for one, and is not trusted by who does not know its authority', async () => {
    const certificateAuthorityFile = certificates.path('ca.pem');
    const missing = await problemOf(connect('beam+tls', { certificateAuthorityFile }));
    expect(missing).toMatchObject({ kind: 'tls', tls: 'client-certificate-required' });
    const [certificateFile, keyFile] = [certificates.path('client.pem'), certificates.path('client.key')];
    const clientCertificate = { kind: 'pem', certificateFile, keyFile } as const;
    const stranger = await problemOf(connect('beam+tls', { clientCertificate }));
    expect(stranger).toMatchObject({ kind: 'tls', tls: 'unknown-authority' });
  }, 60_000);
});
