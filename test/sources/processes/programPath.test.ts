import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findProgram } from '../../../src/sources/processes/findProgram';
import { withAbsolutePath } from '../../../src/sources/processes/programPath';
import { runProgram } from '../../../src/sources/processes/runProgram';
import { temporaryFolder } from '../../store/temporaryFolder';

const limits = { maxOutputBytes: 1024, timeoutMillis: 10_000, signal: new AbortController().signal };

describe.skipIf(process.platform === 'win32')('a program', () => {
  /** A workspace with a program in it and in `bin`, which is where this process stands. */
  async function workspace(): Promise<string> {
    const folder = await temporaryFolder();
    mkdirSync(join(folder, 'bin'));
    for (const path of ['planted', 'bin/planted']) {
      writeFileSync(join(folder, path), '#!/bin/sh\necho planted\n');
      chmodSync(join(folder, path), 0o755);
    }
    const before = process.cwd();
    process.chdir(folder);
    onTestFinished(() => process.chdir(before));
    return folder;
  }

  it.each(['', '.', './', 'bin', './bin', '../x/../bin'])('is not found by the relative entry %j', async (entry) => {
    const folder = await workspace();
    expect(await findProgram('planted', entry)).toBeNull();
    expect(await findProgram('planted', relative('/', folder))).toBeNull();
    const path = [entry, join(folder, 'bin')].join(delimiter);
    expect(await findProgram('planted', path)).toBe(join(folder, 'bin/planted'));
  });

  it('hands no relative entry on to those that it starts', async () => {
    await workspace();
    const environment = { ...process.env, PATH: ['.', '', '/usr/bin', 'bin', '/bin'].join(delimiter) };
    const { stdout } = await runProgram('/bin/sh', ['-c', 'echo "$PATH"; planted'], { ...limits, environment });
    expect(stdout).toBe('/usr/bin:/bin\n');
    expect(withAbsolutePath({ Path: `.${delimiter}/usr/bin`, HOME: '/home/me' })).toEqual({
      Path: '/usr/bin',
      HOME: '/home/me',
    });
  });
});
