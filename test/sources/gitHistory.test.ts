import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGitHistory, parseHunks } from '../../src/sources/gitHistory';

const hasGit = spawnSync('git', ['--version']).status === 0;
const never = new AbortController().signal;

describe.skipIf(!hasGit)('the history of a file (needs git)', () => {
  let root: string;
  let revision: string;
  const history = createGitHistory();

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'leaklens-git-'));
    await mkdir(join(root, 'queue [1]'));
    await write('queue [1]/a b.go', lines(1, 10));
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'first');
    revision = git('rev-parse', 'HEAD');
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  function git(...words: string[]): string {
    const who = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com', '-c', 'commit.gpgsign=false'];
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' };
    return execFileSync('git', [...who, ...words], { cwd: root, encoding: 'utf8', env }).trim();
  }

  function write(file: string, text: string): Promise<void> {
    return writeFile(join(root, file), text);
  }

  function hunks(file = 'queue [1]/a b.go', since = revision) {
    return history.lineHunks(join(root, file), since, never);
  }

  it('is empty for a file that is as it was', async () => {
    expect(await hunks()).toEqual([]);
  });

  it('tells what came, went and changed, saved or committed', async () => {
    await write('queue [1]/a b.go', `new\n${lines(1, 3)}${lines(5, 8)}nine\n${lines(10, 10)}`);
    const changes = [
      { oldStart: 0, oldCount: 0, newStart: 1, newCount: 1 },
      { oldStart: 4, oldCount: 1, newStart: 4, newCount: 0 },
      { oldStart: 9, oldCount: 1, newStart: 9, newCount: 1 },
    ];
    expect(await hunks()).toEqual(changes);
    git('commit', '--quiet', '--all', '--message', 'second');
    expect(await hunks()).toEqual(changes);
    expect(await hunks(undefined, git('rev-parse', 'HEAD'))).toEqual([]);
  });

  it('does not count line ends', async () => {
    await write('queue [1]/a b.go', lines(1, 10).replaceAll('\n', '\r\n'));
    expect(await hunks()).toEqual([]);
  });

  it.each([
    ['a file that the revision does not know', 'new.go', undefined],
    ['a revision that is not there', undefined, '0123456789012345678901234567890123456789'],
    ['a name that moves', undefined, 'HEAD'],
    ['an option', undefined, '--output=x'],
  ])('cannot be told of %s', async (_, file, since) => {
    await write('new.go', 'package main\n');
    expect(await hunks(file, since)).toBeNull();
    expect(existsSync(join(root, 'x'))).toBe(false);
  });

  it('cannot be told where there is no git, no repository, or no time', async () => {
    expect(await createGitHistory('no-such-git').lineHunks(join(root, 'queue [1]/a b.go'), revision, never)).toBeNull();
    const outside = await mkdtemp(join(tmpdir(), 'leaklens-no-git-'));
    expect(await history.lineHunks(join(outside, 'a.go'), revision, never)).toBeNull();
    await rm(outside, { recursive: true });
    expect(await history.lineHunks(join(root, 'queue [1]/a b.go'), revision, AbortSignal.abort())).toBeNull();
  });

  it('runs no program that the repository names', async () => {
    const program = join(root, 'evil.sh');
    await write('evil.sh', `#!/bin/sh\ntouch '${join(root, 'ran')}'\ncat "$@"\n`);
    await chmod(program, 0o755);
    for (const name of ['core.fsmonitor', 'core.pager', 'diff.external', 'diff.go.textconv', 'diff.go.command'])
      git('config', name, program);
    await write('.gitattributes', '*.go diff=go\n');
    await write('queue [1]/a b.go', lines(2, 10));
    expect(await hunks()).toHaveLength(1);
    expect(existsSync(join(root, 'ran'))).toBe(false);
  });
});

describe('hunks of a diff', () => {
  it('have counts of one where none is written', () => {
    expect(parseHunks('@@ -3 +4,2 @@ func main() {\n-x\n+@@ -1 +1 @@\n')).toEqual([
      { oldStart: 3, oldCount: 1, newStart: 4, newCount: 2 },
    ]);
  });

  it('are not told of what is no text', () => {
    expect(parseHunks('diff --git a/x b/x\nBinary files a/x and b/x differ\n')).toBeNull();
  });
});

function lines(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, at) => `line ${String(from + at)}\n`).join('');
}
