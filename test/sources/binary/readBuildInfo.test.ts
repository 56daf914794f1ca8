import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBuildInfo } from '../../../src/sources/binary/readBuildInfo';
import { parseModuleText } from '../../../src/sources/binary/parseModuleText';
import { hasGo } from '../../support/go/goService';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-build-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);

describe.skipIf(!hasGo())('the build info of a program that Go builds', () => {
  const isolated = { ...process.env, GOFLAGS: '', GOWORK: 'off', GOTOOLCHAIN: 'local', CGO_ENABLED: '0' };
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'commit.gpgsign=false', ...args], {
      cwd: path('shop'),
      env: { ...isolated, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    })
      .toString()
      .trim();

  function build(name: string, environment: Record<string, string> = {}, ...flags: string[]): string {
    const env = { ...isolated, ...environment };
    execFileSync('go', ['build', ...flags, '-o', path(name), './cmd/shop'], { cwd: path('shop'), env });
    return path(name);
  }

  let revision = '';
  beforeAll(() => {
    mkdirSync(path('shop/cmd/shop'), { recursive: true });
    mkdirSync(path('queue'));
    writeFileSync(path('queue/go.mod'), 'module shop.example/queue\n\ngo 1.20\n');
    writeFileSync(path('queue/queue.go'), 'package queue\n\nvar Length int\n');
    const replace = 'require shop.example/queue v1.2.3\n\nreplace shop.example/queue => ../queue\n';
    writeFileSync(path('shop/go.mod'), `module shop.example/shop\n\ngo 1.20\n\n${replace}`);
    const main = 'package main\n\nimport "shop.example/queue"\n\nfunc main() { println(queue.Length) }\n';
    writeFileSync(path('shop/cmd/shop/main.go'), main);
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    revision = git('rev-parse', 'HEAD');
  });

  it('names the modules, the commit and the build id', async () => {
    const id = 'a1'.repeat(20);
    const program = build('plain', {}, '-buildvcs=true', `-ldflags=-B 0x${id}`);
    const told = execFileSync('go', ['version', '-m', program]).toString();
    const info = await readBuildInfo(program);
    expect(info).toMatchObject({
      goVersion: /: (\S+)/.exec(told)?.[1],
      mainPackage: 'shop.example/shop/cmd/shop',
      mainModule: { path: 'shop.example/shop', replacement: null },
      dependencies: [{ path: 'shop.example/queue', version: 'v1.2.3', replacement: { path: '../queue' } }],
      trimpath: false,
      revision,
      modified: false,
      gnuBuildId: id,
    });
    expect(told).toContain(`vcs.time=${info?.revisionTime ?? 'null'}`);
  });

  it('says when the working copy differed from the commit, and when paths are trimmed', async () => {
    writeFileSync(path('shop/cmd/shop/extra.go'), 'package main\n');
    const program = build('modified', {}, '-buildvcs=true', '-trimpath', '-ldflags=-s -w');
    expect(await readBuildInfo(program)).toMatchObject({ revision, modified: true, trimpath: true });
  });

  it('says nothing of a commit it was not told', async () => {
    const program = build('unversioned', {}, '-buildvcs=false');
    expect(await readBuildInfo(program)).toMatchObject({ revision: null, modified: null, revisionTime: null });
  });

  it.each([
    ['windows', 'amd64'],
    ['darwin', 'arm64'],
    ['linux', '386'],
    ['linux', 's390x'],
  ])('is read on any machine, for %s on %s', async (GOOS, GOARCH) => {
    const program = build(`${GOOS}-${GOARCH}`, { GOOS, GOARCH }, '-buildvcs=true');
    expect(await readBuildInfo(program)).toMatchObject({
      mainPackage: 'shop.example/shop/cmd/shop',
      revision,
    });
  });

  it('is not read from a program that was cut or whose headers lie, and never fails', async () => {
    const whole = readFileSync(build('whole', {}, '-buildvcs=false'));
    const damaged = path('damaged');
    for (let at = 0; at < 64; at += 1) {
      writeFileSync(damaged, whole);
      const file = openSync(damaged, 'r+');
      writeSync(file, Buffer.from([0xff]), 0, 1, at);
      closeSync(file);
      await expect(readBuildInfo(damaged)).resolves.toSatisfy((info) => info === null || typeof info === 'object');
    }
    for (const length of [0, 4, 16, 63, 64, 1000, 100_000]) {
      writeFileSync(damaged, whole.subarray(0, length));
      expect(await readBuildInfo(damaged)).toBeNull();
    }
  });
});

describe('readBuildInfo', () => {
  it.each([
    ['is not there', () => path('absent')],
    ['is a folder', () => folder],
    ['was not built by Go', () => process.execPath],
    [
      'is a text',
      () => {
        writeFileSync(path('text'), '#!/bin/sh\n');
        return path('text');
      },
    ],
  ])('is null for what %s', async (_, file) => {
    expect(await readBuildInfo(file())).toBeNull();
  });
});

describe('parseModuleText', () => {
  it('reads what go version -m prints, and leaves out what it does not know', () => {
    const text = [
      'path\tcommand-line-arguments',
      'dep\tgolang.org/x/net\tv0.1.0\th1:abc=',
      '=>\texample.com/net\tv0.2.0\th1:def=',
      'build\t-ldflags="-X main.v=1"',
      'build\tvcs.revision=abc',
      'news\tx',
      '',
    ].join('\n');
    expect(parseModuleText(text)).toEqual({
      mainPackage: 'command-line-arguments',
      mainModule: null,
      dependencies: [
        { path: 'golang.org/x/net', version: 'v0.1.0', replacement: { path: 'example.com/net', version: 'v0.2.0' } },
      ],
      trimpath: false,
      revision: 'abc',
      modified: null,
      revisionTime: null,
    });
  });

  it('of nothing knows nothing', () => {
    expect(parseModuleText('')).toMatchObject({
      mainPackage: null,
      mainModule: null,
      dependencies: [],
      revision: null,
    });
  });
});
