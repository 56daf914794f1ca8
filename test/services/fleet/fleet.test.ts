import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { hasGo } from '../../support/go/goService';
import { startFleet } from './startFleet';

test.skipIf(!hasGo())('of five replicas with a load, of two builds, one leaks', { timeout: 120_000 }, async () => {
  const fleet = await startFleet('50');
  onTestFinished(async () => {
    await Promise.all(fleet.replicas.map(({ service }) => service.stop()));
  });
  expect(fleet.replicas.map(({ name }) => name)).toEqual([
    'gateway-a',
    'gateway-b',
    'gateway-c',
    'gateway-d',
    'gateway-e',
  ]);
  const leaked = async () => {
    const truths = await Promise.all(fleet.replicas.map(({ service }) => service.truth()));
    return truths.map(({ leakedGoroutines }) => leakedGoroutines > 0);
  };
  await expect.poll(leaked, { timeout: 20_000 }).toEqual([false, true, false, false, false]);
});

test.skipIf(!hasGo() || process.platform === 'win32')(
  'one command starts them, says where they are, and ends them with it',
  { timeout: 120_000 },
  async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'fleet.ts'), '--rate', '20'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    await expect.poll(() => out, { timeout: 60_000 }).toContain('/leak/fix\n');
    const urls = [...out.matchAll(/^gateway-[a-e] {2}(\S+)/gm)].map(([, url = '']) => url);
    expect(urls).toHaveLength(5);
    expect(out).toContain(`leaklens watch ${urls.join(' ')} --for 60s`);
    expect(out).toMatch(/^gateway-b {2}\S+ {2}leaks$/m);
    expect((await fetch(`${urls[4] ?? ''}/truth`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([143, null]);
    await expect(fetch(`${urls[4] ?? ''}/truth`)).rejects.toThrow();
  },
);
