import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, it } from 'vitest';
import { readNow } from '../../src/disk/readNow';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-now-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('a file that is read at once', () => {
  it('is read to its end, or to the limit', () => {
    const path = written('small', 'goroutine');
    expect(readNow(path, 100)?.toString()).toBe('goroutine');
    expect(readNow(path, 2)?.toString()).toBe('go');
  });

  it('is left to those who can wait where it is empty or no regular file', () => {
    expect(readNow(written('empty', ''), 100)).toBeNull();
    expect(readNow(folder, 100)).toBeNull();
  });

  it('is told to be missing by the file system', () => {
    expect(() => readNow(join(folder, 'missing'), 100)).toThrow(/ENOENT/);
  });

  it.skipIf(process.platform === 'win32')('is no pipe, of which nothing may be taken', () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    expect(readNow(path, 100)).toBeNull();
  });

  it.runIf(process.platform === 'linux')('is none of the kernel’s, which may go on for ever', () => {
    expect(readNow('/proc/self/pagemap', 100)).toBeNull();
  });
});
