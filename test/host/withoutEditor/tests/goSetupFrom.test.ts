// How `go test` is run for a person who has the Go extension: by its settings, as it reads them itself.
import { expect, it } from 'vitest';
import { environmentFile, goSetupFrom } from '../../../../src/host/tests/goSetupFrom';

type Settings = Readonly<Record<string, unknown>>;

/** @param chosen what of the settings somebody has set; all of them where it is not said */
function parts(settings: Settings, chosen: Settings = settings, isWindows = false) {
  const environment = { HOME: '/home/anna', TOKEN: 'abc' };
  return {
    read: (name: string) => settings[name],
    chosen: (name: string) => chosen[name],
    folder: '/src/shop',
    environment,
    isWindows,
  };
}

function setup(settings: Settings, isWindows = false) {
  return goSetupFrom(parts(settings, settings, isWindows));
}

it('without any it is as in a terminal', () => {
  expect(setup({})).toEqual({ go: '', flags: [], timeout: '', environment: {} });
});

it.each([
  ['tags of tests', { testTags: 'slow,db', buildTags: 'linux' }, ['-tags=slow,db']],
  ['tags of builds, where there are none of tests', { testTags: null, buildTags: 'linux' }, ['-tags=linux']],
  ['flags of tests', { testFlags: ['-race', '-short'], buildFlags: ['-v'] }, ['-race', '-short']],
  ['no flags at all, which is a choice', { testFlags: [], buildFlags: ['-v'] }, []],
  ['flags of builds', { testFlags: null, buildFlags: ['-mod=mod'] }, ['-mod=mod']],
  ['places in flags', { testFlags: ['-coverprofile=${workspaceFolder}/out'] }, ['-coverprofile=/src/shop/out']],
  ['what is no flag', { testFlags: ['-race', 3, null] }, ['-race']],
])('takes %s', (_what, settings, flags) => {
  expect(setup(settings).flags).toEqual(flags);
});

it('takes variables of tools, and those of tests before them', () => {
  const settings = {
    toolsEnvVars: { GOFLAGS: '-mod=vendor', CGO_ENABLED: 0, SHOP: 'tools' },
    testEnvVars: { SHOP: '${env:TOKEN}', LIST: ['no', 'text'] },
  };
  expect(setup(settings).environment).toEqual({ GOFLAGS: '-mod=vendor', CGO_ENABLED: '0', SHOP: 'abc' });
});

it.each([
  [{ alternateTools: { go: '~/sdk/go1.27/bin/go' }, goroot: '/opt/go' }, '/home/anna/sdk/go1.27/bin/go'],
  [{ alternateTools: { go: 'gotip' }, goroot: '/opt/go/' }, '/opt/go/bin/go'],
  [{ alternateTools: { gopls: '/opt/gopls' } }, ''],
  [{ goroot: null }, ''],
])('finds Go by %j', (settings, go) => {
  expect(setup(settings).go).toBe(go);
});

it('finds Go on Windows', () => {
  expect(setup({ goroot: 'C:\\Go\\' }, true).go).toBe('C:\\Go/bin/go.exe');
});

it.each([
  [{ testEnvFile: '${workspaceFolder}/test.env' }, '/src/shop/test.env'],
  [{ testEnvFile: '~/test.env' }, '/home/anna/test.env'],
  [{ testEnvFile: null }, ''],
  [{ testEnvFile: ['a', 'b'] }, ''],
])('finds the file with variables by %j', (settings, path) => {
  expect(environmentFile(parts(settings))).toBe(path);
});

it('takes variables of the file after those of tools, and those of tests after both', () => {
  const settings = {
    toolsEnvVars: { GOFLAGS: '-mod=vendor', SHOP: 'tools', ROOT: '/opt' },
    testEnvVars: { DEPOT: 'tests' },
  };
  const file = 'SHOP=file\nDEPOT=file\nDATA=~/data\nBIN=${ROOT}/bin:${TOKEN}\n';
  expect(goSetupFrom(parts(settings), file).environment).toEqual({
    GOFLAGS: '-mod=vendor',
    SHOP: 'file',
    ROOT: '/opt',
    DEPOT: 'tests',
    DATA: '/home/anna/data',
    BIN: '/opt/bin:abc',
  });
});

it('takes the time for tests that somebody has set, not that of the Go extension', () => {
  expect(goSetupFrom(parts({ testTimeout: '30s' }, {})).timeout).toBe('');
  expect(goSetupFrom(parts({ testTimeout: '5m' }, { testTimeout: '5m' })).timeout).toBe('5m');
});
