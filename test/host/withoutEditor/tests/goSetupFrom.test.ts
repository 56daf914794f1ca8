// How `go test` is run for a person who has the Go extension: by its settings, as it reads them itself.
import { expect, it } from 'vitest';
import { goSetupFrom } from '../../../../src/host/tests/goSetupFrom';

function setup(settings: Readonly<Record<string, unknown>>, isWindows = false) {
  const environment = { HOME: '/home/anna', TOKEN: 'abc' };
  return goSetupFrom({ read: (name) => settings[name], folder: '/src/shop', environment, isWindows });
}

it('without any it is as in a terminal', () => {
  expect(setup({})).toEqual({ go: '', flags: [], environment: {} });
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
