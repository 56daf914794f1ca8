import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAhead } from '../../src/disk/readAhead';
import { temporaryFolder } from '../store/temporaryFolder';

const never = new AbortController().signal;

async function written(bytes: Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), 'file');
  writeFileSync(path, bytes);
  return path;
}

describe('a file in parts', () => {
  it.each([0, 1, 256 * 1024, 1_000_000])('is what the file holds: %i bytes', async (length) => {
    const bytes = randomBytes(length);
    const parts: Buffer[] = [];
    for await (const part of readAhead(await written(bytes), 2 ** 30, never)) parts.push(Buffer.from(part));
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  });

  it('has no more than it may have', async () => {
    const bytes = randomBytes(1_000_000);
    const parts: Buffer[] = [];
    for await (const part of readAhead(await written(bytes), 600_000, never)) parts.push(Buffer.from(part));
    expect(Buffer.concat(parts).equals(bytes.subarray(0, 600_000))).toBe(true);
  });

  it('keeps a part as it is until the next is asked for', async () => {
    const bytes = randomBytes(1_000_000);
    const parts = readAhead(await written(bytes), 2 ** 30, never);
    const part = (await parts.next()).value as Uint8Array;
    const before = Buffer.from(part);
    // Long enough for the next to be read meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(before.equals(part)).toBe(true);
    await parts.return(undefined);
  });

  it('ends where nobody wants more', async () => {
    const stop = new AbortController();
    const parts = readAhead(await written(randomBytes(1_000_000)), 2 ** 30, stop.signal);
    await parts.next();
    stop.abort(new Error('enough'));
    await expect(parts.next()).rejects.toThrow('enough');
    await expect(parts.next()).resolves.toMatchObject({ done: true });
  });

  it('that is missing is told', async () => {
    await expect(readAhead('/no/such/file', 2 ** 30, never).next()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
