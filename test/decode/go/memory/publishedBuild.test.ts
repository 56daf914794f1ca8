import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import { problemOf } from '../../../sources/problemOf';

const decoder = createGoDecoder();
const revision = '0123456789abcdef0123456789abcdef01234567';
const other = 'fedcba9876543210fedcba9876543210fedcba98';
const sha256 = 'ab'.repeat(32);

function read(variables: unknown) {
  return decoder.publishedBuild(Buffer.from(JSON.stringify(variables)), 'http://h/debug/vars');
}

function commit(modified: boolean | null, name = revision) {
  return { goVersion: null, mainPackage: null, revision: name, modified };
}

/** As encoding/json writes what debug.ReadBuildInfo returns. */
function buildInfo(settings: Readonly<Record<string, string>>) {
  return {
    GoVersion: 'go1.26.8',
    Path: 'example.com/shop/cmd/shop',
    Main: { Path: 'example.com/shop', Version: '(devel)', Sum: '', Replace: null },
    Deps: [{ Path: 'example.com/lib', Version: 'v1.0.0', Sum: 'h1:x=', Replace: { Path: '../lib', Version: '' } }],
    Settings: Object.entries(settings).map(([Key, Value]) => ({ Key, Value })),
  };
}

const noise = { cmdline: ['/bin/shop', 'commit'], memstats: { Alloc: 1, BySize: [{ Size: 8 }] }, requests: 12 };

describe('the build that a service publishes', () => {
  it('is its debug.BuildInfo, under any name', () => {
    const info = buildInfo({ '-trimpath': 'true', vcs: 'git', 'vcs.revision': revision, 'vcs.modified': 'false' });
    expect(read({ ...noise, anything: info })).toEqual({
      goVersion: 'go1.26.8',
      mainPackage: 'example.com/shop/cmd/shop',
      revision,
      modified: false,
    });
    const dirty = buildInfo({ 'vcs.revision': sha256, 'vcs.modified': 'true' });
    expect(read({ info: dirty })).toMatchObject({ revision: sha256, modified: true });
    expect(read({ info: buildInfo({}) })).toMatchObject({ goVersion: 'go1.26.8', revision: null, modified: null });
    expect(read({ info: { ...buildInfo({}), Settings: null } })).toBeNull();
  });

  it('is the text that go version -m prints', () => {
    const text = [
      'go\tgo1.26.8',
      'path\texample.com/shop',
      'mod\texample.com/shop\t(devel)\t',
      'dep\texample.com/lib\tv1.0.0\th1:x=',
      'build\t-ldflags="-X main.commit=abc"',
      `build\tvcs.revision=${revision}`,
      'build\tvcs.modified=true',
      '',
    ].join('\n');
    const told = { goVersion: 'go1.26.8', mainPackage: 'example.com/shop', revision, modified: true };
    expect(read({ ...noise, build: text })).toEqual(told);
    expect(read({ build: text.slice(text.indexOf('path')) })).toEqual({ ...told, goVersion: null });
  });

  it.each<readonly [string, unknown, unknown]>([
    ['a commit alone', { commit: revision }, commit(null)],
    ['a long one', { git_sha: sha256 }, commit(null, sha256)],
    ['one with a mark', { gitCommit: `${revision}-dirty` }, commit(true)],
    ['one with another mark', { git_commit: `${revision}+modified` }, commit(true)],
    ['an object', { version: { revision, modified: false } }, commit(false)],
    ['settings by name', { build: { 'vcs.revision': revision, 'vcs.modified': 'true' } }, commit(true)],
    ['a flag that is no flag', { revision, dirty: 0 }, commit(null)],
    ['two flags that differ', { revision, dirty: false, modified: true }, commit(true)],
    ['the same commit twice', { commit: revision, app: { revision } }, commit(null)],
    ['two commits', { commit: revision, driver: { commit: other } }, null],
    ['a short one', { commit: revision.slice(0, 12) }, null],
    ['capitals', { commit: revision.toUpperCase() }, null],
    ['a name that moves', { commit: 'main', revision: 'HEAD' }, null],
    ['an option of git', { commit: `--output=${revision}` }, null],
    ['an option behind a line break', { commit: `${revision}\n--output=x` }, null],
    ['a number', { commit: 12, revision: null }, null],
    ['a commit too deep to be of the program', { a: { b: { commit: revision } } }, null],
    ['a list', { commit: [revision] }, null],
    ['nothing', {}, null],
  ])('of %s', (_, variables, told) => {
    expect(read(variables)).toEqual(told);
  });

  it.each([
    '../../etc',
    'example.com/../../etc',
    'example.com/.git',
    '/etc',
    'example.com//x',
    'a\u0000b',
    '-x',
    'x'.repeat(501),
  ])('has no main package that could lead out of a module: %j', (Path) => {
    expect(read({ b: { ...buildInfo({}), Path } })?.mainPackage).toBeNull();
  });

  it.each(['go1.26\u001b[2J', 'go', '1.26', `go1${'x'.repeat(200)}`])('has no version like %j', (GoVersion) => {
    expect(read({ b: { ...buildInfo({}), GoVersion } })?.goVersion).toBeNull();
  });

  it.each<readonly [string, string, string]>([
    ['html-instead-of-profile', 'a page', '<!DOCTYPE html><html>/debug/pprof/</html>'],
    ['unreadable', 'another text', 'commit: x'],
    ['unreadable', 'half an object', `{"commit":"${revision}"`],
    ['unreadable', 'a list', `["${revision}"]`],
    ['unreadable', 'half a setting', '{"b":{"GoVersion":"go1.26","Settings":[1,[],{"Key":1},{"Key":"vcs.revision"}'],
  ])('is %s in %s', async (kind, _, text) => {
    const reading = Promise.resolve().then(() => decoder.publishedBuild(Buffer.from(text), 'x'));
    expect(await problemOf(reading)).toMatchObject({ kind });
  });

  it('is found beyond brackets a hundred thousand deep, and settings that are no pairs', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const settings = `[1,[],null,{"Key":1},{"Key":"vcs.revision","Value":"${revision}"},{"Value":{}}]`;
    const text = `{"deep":${deep},"b":{"x":${deep},"GoVersion":"go1.26","Settings":${settings}}}`;
    expect(decoder.publishedBuild(Buffer.from(text), 'x')).toMatchObject({ goVersion: 'go1.26', revision });
  });

  it('is not looked for in what unpacks to more than a page', async () => {
    const bomb = gzipSync(Buffer.from(`{"x":"${'x'.repeat(20_000_000)}"}`));
    const reading = Promise.resolve().then(() => decoder.publishedBuild(bomb, 'x'));
    expect(await problemOf(reading)).toMatchObject({ kind: 'too-large' });
  });
});
