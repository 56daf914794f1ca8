import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createGitHistory } from '../../../src/sources/git/gitHistory';

const hasGit = spawnSync('git', ['--version']).status === 0;
const never = new AbortController().signal;
const file = 'queue [1]/a b.go';

describe.skipIf(!hasGit)('the history of a file (needs git)', () => {
  let root: string;
  let revision: string;
  const history = createGitHistory();

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'leaklens-git-'));
    await mkdir(join(root, 'queue [1]'));
    await write(file, lines(1, 10));
    await write('other.go', 'another');
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

  function text(of = file, since = revision) {
    return history.textAt({ path: join(root, of), revision: since, trusted: [root] }, never);
  }

  it('is its text at the revision, whatever was saved or committed since', async () => {
    expect(await text()).toBe(lines(1, 10));
    await write(file, lines(2, 9));
    expect(await text()).toBe(lines(1, 10));
    git('commit', '--quiet', '--all', '--message', 'second');
    expect(await text()).toBe(lines(1, 10));
    expect(await text(file, git('rev-parse', 'HEAD'))).toBe(lines(2, 9));
  });

  it.each([
    ['a file that the revision does not know', 'new.go', undefined],
    ['a revision that is not there', undefined, '0123456789012345678901234567890123456789'],
    ['a name that moves', undefined, 'HEAD'],
    ['an option', undefined, '--output=x'],
  ])('cannot be told of %s', async (_, of, since) => {
    await write('new.go', 'package main\n');
    expect(await text(of, since)).toBeNull();
    expect(existsSync(join(root, 'x'))).toBe(false);
  });

  it('cannot be told where there is no git, no repository, or no time', async () => {
    const question = { path: join(root, file), revision, trusted: [root] };
    expect(await createGitHistory('/nowhere').textAt(question, never)).toBeNull();
    expect(await history.textAt(question, AbortSignal.abort())).toBeNull();
    const outside = await mkdtemp(join(tmpdir(), 'leaklens-no-git-'));
    onTestFinished(() => rm(outside, { recursive: true }));
    await writeFile(join(outside, 'a.go'), 'package a\n');
    expect(await history.textAt({ path: join(outside, 'a.go'), revision, trusted: [outside] }, never)).toBeNull();
  });

  it.skipIf(process.platform === 'win32')('runs no git of the workspace, whatever the path says', async () => {
    const marked = join(root, 'ran');
    await mkdir(join(root, 'bin'));
    for (const place of ['git', 'queue [1]/git', 'bin/git']) {
      await write(place, `#!/bin/sh\ntouch '${marked}'\n`);
      await chmod(join(root, place), 0o755);
    }
    const before = process.cwd();
    onTestFinished(() => process.chdir(before));
    process.chdir(root);
    expect(spawnSync('git', { env: { PATH: `:.:bin:${process.env['PATH'] ?? ''}` } }).status).toBe(0);
    expect(existsSync(marked)).toBe(true);
    await rm(marked);
    const planted = createGitHistory(`:.:bin:./bin:${process.env['PATH'] ?? ''}`);
    expect(await planted.textAt({ path: join(root, file), revision, trusted: [root] }, never)).toBe(lines(1, 10));
    expect(existsSync(marked)).toBe(false);
  });

  it('is told of files in the folders that are trusted, and of no others', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'leaklens-other-'));
    onTestFinished(() => rm(outside, { recursive: true }));
    await symlink(join(root, 'queue [1]'), join(outside, 'link'));
    await symlink(root, join(outside, 'opened'));
    const told = (path: string, ...trusted: string[]) => history.textAt({ path, revision, trusted }, never);
    expect(await told(join(root, file), join(root, 'queue [1]'))).toBe(lines(1, 10));
    expect(await told(join(outside, 'opened', file), join(outside, 'opened'))).toBe(lines(1, 10));
    expect(await told(join(root, file), outside)).toBeNull();
    expect(await told(join(outside, 'link/a b.go'), outside)).toBeNull();
    expect(await told(join(root, file))).toBeNull();
  });

  it('is that of the submodule or work tree that the file lies in', async () => {
    git('worktree', 'add', '--quiet', '--detach', 'tree', 'HEAD');
    await writeFile(join(root, 'tree', file), 'changed\n');
    expect(await text(`tree/${file}`)).toBe(lines(1, 10));
  });

  it('is what was committed, whatever stands in its place now', async () => {
    git('replace', git('rev-parse', `HEAD:${file}`), git('hash-object', '-w', 'other.go'));
    expect(git('cat-file', 'blob', `HEAD:${file}`)).toBe('another');
    expect(await text()).toBe(lines(1, 10));
  });

  it('is not told where git keeps another form of it: encrypted, in another place, in another encoding', async () => {
    await write('.gitattributes', '*.go filter=lfs\n');
    expect(await text()).toBeNull();
    await write('.gitattributes', '*.go working-tree-encoding=UTF-16\n');
    expect(await text()).toBeNull();
    await write('.gitattributes', '*.go text eol=crlf -filter\n');
    expect(await text()).toBe(lines(1, 10));
    await write(file, 'a\0b');
    git('add', '.');
    git('commit', '--quiet', '--message', 'no text');
    expect(await text(file, git('rev-parse', 'HEAD'))).toBeNull();
  });

  it('is part of a working copy, whose top and remotes are told of any folder in it', async () => {
    git('remote', 'add', 'origin', 'https://me:secret@example.com/acme/shop.git');
    git('remote', 'add', 'fork', 'git@example.com:me/shop.git');
    const remotes = ['https://me:secret@example.com/acme/shop.git', 'git@example.com:me/shop.git'];
    for (const folder of ['', '/queue [1]'])
      expect(await history.workingCopy(`${root}${folder}`, never)).toEqual({ top: root, remotes });
    const outside = await mkdtemp(join(tmpdir(), 'leaklens-other-'));
    onTestFinished(() => rm(outside, { recursive: true }));
    await symlink(root, join(outside, 'opened'));
    const opened = join(outside, 'opened');
    expect(await history.workingCopy(`${opened}/queue [1]`, never)).toEqual({ top: opened, remotes });
    expect(await history.workingCopy(outside, never)).toBeNull();
    expect(await history.workingCopy(join(root, 'gone'), never)).toBeNull();
    expect(await history.workingCopy(root, AbortSignal.abort())).toBeNull();
  });

  it.skipIf(process.platform !== 'linux').each(['HEAD', 'packed-refs', 'commondir', 'objects/info/alternates'])(
    'is not told of a repository whose %s does not end',
    async (name) => {
      await rm(join(root, '.git', name), { force: true });
      await symlink('/dev/zero', join(root, '.git', name));
      expect(await text()).toBeNull();
    },
  );
});

function lines(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, at) => `line ${String(from + at)}\n`).join('');
}
