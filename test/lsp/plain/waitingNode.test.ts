// A client that is not ours names a node in its configuration, and the file of its cookie: it is waited for, and nobody else is asked.
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requests, type TargetState } from '../../../src/shared/wires/lspMessages';
import { cookieFile, hasErlang, startErlangMachine, type ErlangMachine } from '../../support/erlang/realNode';
import { bundleServer, startServer } from '../serverProcess';

describe.skipIf(!hasErlang())('a node in the configuration of any editor', () => {
  let bundle: Awaited<ReturnType<typeof bundleServer>>;
  let machine: ErlangMachine;
  beforeAll(async () => {
    bundle = await bundleServer();
    machine = await startErlangMachine();
  }, 60_000);
  afterAll(async () => {
    await machine.dispose();
    await rm(bundle.folder, { recursive: true, force: true });
  });

  it('is connected once it runs', async () => {
    const other = await machine.start({ name: 'other' });
    const named = { name: 'late', cookie: 'late-cookie', homeDirectory: other.homeDirectory };
    const targets = [{ url: 'beam:late@localhost', name: 'late', cookieFile: cookieFile(named) }];
    const { client } = await startServer(bundle.file, other.environment);
    const initializationOptions = { trusted: true, targets, settings: { poll: { intervalSeconds: 1 } } };
    const opening = { processId: null, rootUri: null, capabilities: {}, initializationOptions };
    await client.sendRequest('initialize', opening);
    const said: string[] = [];
    client.onNotification('window/showMessage', ({ message }: { message: string }) => void said.push(message));
    await client.sendNotification('initialized', {});
    await expect.poll(() => said.join('\n'), { timeout: 20_000 }).toContain('it knows other');
    expect(said.join('\n')).toContain('LeakLens connects as soon as it answers.');

    await machine.start(named);
    const states = () => client.sendRequest<readonly TargetState[]>(requests.targets.method, null);
    const phases = async () => (await states()).map(({ target, phase }) => [target.name, phase]);
    await expect.poll(phases, { timeout: 30_000, interval: 500 }).toEqual([['late', 'connected']]);
  }, 90_000);
});
