// What Node compiles of the command line is kept for the next start, for nobody else.
import { execFile } from 'node:child_process';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import esbuild from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../support/paths';

const run = promisify(execFile);

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'leaklens-compiled-'));
  await esbuild.build({
    stdin: {
      contents: `import { keepCompiled } from './src/store/compiledScripts'; keepCompiled(); require(${JSON.stringify(join(home, 'other.cjs'))});`,
      resolveDir: repositoryRoot,
    },
    outfile: join(home, 'program.cjs'),
    bundle: true,
    platform: 'node',
    external: [join(home, 'other.cjs')],
  });
  await esbuild.build({
    stdin: { contents: 'module.exports = () => "something to compile";' },
    outfile: join(home, 'other.cjs'),
  });
});

afterEach(() => rm(home, { recursive: true, force: true }));

async function start(environment: Readonly<Record<string, string>> = {}): Promise<void> {
  const others = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'XDG_CACHE_HOME'));
  await run(process.execPath, [join(home, 'program.cjs')], { env: { ...others, HOME: home, ...environment } });
}

const kept = (folder: string) => readdir(folder).catch(() => []);

describe('what is compiled', () => {
  it('is kept in the folder for what can be made again', async () => {
    await start();
    expect(await kept(join(home, '.cache/leaklens'))).toHaveLength(1);
    await start({ XDG_CACHE_HOME: join(home, 'elsewhere') });
    expect(await kept(join(home, 'elsewhere/leaklens'))).toHaveLength(1);
  });

  it('is not kept where Node is told not to', async () => {
    await start({ NODE_DISABLE_COMPILE_CACHE: '1' });
    expect(await kept(join(home, '.cache'))).toEqual([]);
  });

  it('does no harm where nothing can be written', async () => {
    await expect(start({ XDG_CACHE_HOME: '/dev/null/no-folder' })).resolves.toBeUndefined();
  });

  it.skipIf(process.getuid?.() !== 0)('is neither kept nor read in the home of another person', async () => {
    await chown(home, 12_345, 12_345);
    await start();
    expect(await kept(join(home, '.cache'))).toEqual([]);
  });
});
