import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readlinkSync, statSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readBuildInfo } from '../../../src/sources/binary/readBuildInfo';
import { listeningSockets } from '../../../src/sources/processes/listeningSocket';
import { createPprofConnector } from '../../../src/sources/pprof/pprofConnector';
import { executableOf } from '../../../src/sources/processes/executableOf';
import { findProgram } from '../../../src/sources/processes/findProgram';
import { createLocalTargetFinder } from '../../../src/sources/processes/localTargetFinder';
import { lsofListeners, parseLsof } from '../../../src/sources/processes/lsofListeners';
import { hasGo, startService } from '../../support/go/goService';
import { problemOf } from '../problemOf';

const never = new AbortController().signal;
const onLinux = process.platform === 'linux';

/** A process of Node that listens at the host and prints its port. */
async function listener(host: string): Promise<{ pid: number; port: number }> {
  const program = `const s = require('node:net').createServer().listen(0, process.argv[1], () => console.log(s.address().port))`;
  const child = spawn(process.execPath, ['-e', program, host], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [text] = (await once(child.stdout, 'data')) as [Buffer];
  return { pid: child.pid ?? 0, port: Number(text) };
}

describe.skipIf(!onLinux)('the processes that listen on this machine', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1', 'localhost'],
    ['0.0.0.0', '0.0.0.0', 'localhost'],
    ['127.0.0.2', '127.0.0.2', '127.0.0.2'],
  ])('are found, at %s', async (host, named, asked) => {
    const { pid, port } = await listener(host);
    const targets = await createLocalTargetFinder().find(never);
    const own = targets.filter((target) => target.pid === pid);
    expect(own).toMatchObject([{ host: named, port, url: `http://${asked}:${port}`, program: 'other' }]);
    expect(own[0]?.commandLine).toMatch(new RegExp(`-e const s = .* ${host}$`));
  });

  it.skipIf(!hasGo())('are told from those that Go built, which come first', async () => {
    const service = await startService('healthy');
    onTestFinished(() => service.stop());
    const other = await listener('127.0.0.1');
    const targets = await createLocalTargetFinder().find(never);
    const url = service.url.replace('127.0.0.1', 'localhost');
    expect(targets.find((target) => target.url === url)).toMatchObject({ program: 'go', pid: service.pid });
    const order = [service.pid, other.pid].map((pid) => targets.findIndex((target) => target.pid === pid));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('are given up when cancelled', async () => {
    expect(await problemOf(createLocalTargetFinder().find(AbortSignal.abort()))).toMatchObject({ kind: 'cancelled' });
  });
});

describe('lsof', () => {
  it('names processes, addresses and ports in its fields', () => {
    const text = 'p101\ncgateway\nf3\nn127.0.0.1:6060\nf4\nn[::1]:6060\np102\ncnginx\nf8\nn*:8080\nnodd\n';
    expect(parseLsof(text)).toEqual([
      { pid: 101, host: '127.0.0.1', port: 6060, commandLine: 'gateway' },
      { pid: 101, host: '::1', port: 6060, commandLine: 'gateway' },
      { pid: 102, host: '*', port: 8080, commandLine: 'nginx' },
    ]);
    expect(parseLsof('lsof: no such thing\n')).toEqual([]);
  });

  it('finds what /proc tells, where it is installed', async ({ skip }) => {
    if ((await findProgram('lsof', process.env['PATH'] ?? '')) === null) skip('lsof is not installed');
    const { pid, port } = await listener('127.0.0.1');
    const found = (await lsofListeners(never)).find((each) => each.pid === pid);
    expect(found).toMatchObject({ host: '127.0.0.1', port });
    expect(found?.commandLine).toContain('127.0.0.1');
  });
});

describe('the tables of sockets', () => {
  it('list addresses of both families, and only those that listen', () => {
    const row = (local: string, state: string, inode: number) =>
      `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  1000        0 ${inode} 1 0 100 0 0 10 0`;
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      row('0100007F:17AC', '0A', 1),
      row('00000000:0050', '0A', 2),
      row('0100007F:17AC', '01', 3),
      row('00000000000000000000000001000000:17AC', '0A', 4),
      row('0000000000000000FFFF00000100007F:17AC', '0A', 5),
      row('B80D0120000000000000000001000000:17AC', '0A', 6),
      'nonsense',
    ].join('\n');
    expect(listeningSockets(table)).toEqual([
      { host: '127.0.0.1', port: 6060, inode: '1' },
      { host: '0.0.0.0', port: 80, inode: '2' },
      { host: '::1', port: 6060, inode: '4' },
      { host: '127.0.0.1', port: 6060, inode: '5' },
      { host: '2001:db8::1', port: 6060, inode: '6' },
    ]);
  });
});

describe('a program', () => {
  it('is never looked for in a relative folder', async () => {
    expect(await findProgram('nothing-of-this-name', '.:bin:/usr/bin')).toBeNull();
    expect(await findProgram('sh', '.:/bin')).toMatch(/^\/.*\/sh$/);
  });

  it.skipIf(!onLinux)('that runs is found by its process', async () => {
    const found = await executableOf(process.pid);
    expect(found).toMatchObject({ path: readlinkSync('/proc/self/exe'), replaced: false });
    expect(await executableOf(2 ** 30)).toBeNull();
  });

  it.skipIf(!onLinux || !hasGo())('behind a target tells how it was built', async () => {
    const service = await startService('healthy', { trimpath: true });
    onTestFinished(() => service.stop());
    const options = { timeoutMillis: 20_000, maxBodyBytes: 1_000_000 };
    const source = await createPprofConnector().connect(service.url, options, never);
    onTestFinished(() => source.dispose());
    const info = await source.buildInfo?.();
    expect(info).toMatchObject({ mainModule: { path: 'leaklens.example/healthy' }, trimpath: true });
    expect(info).toEqual(await readBuildInfo(`/proc/${service.pid}/exe`));
    expect(await source.builtAtMillis?.()).toBe(statSync(`/proc/${service.pid}/exe`).mtimeMs);
  });
});
