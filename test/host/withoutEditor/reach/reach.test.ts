// What the host knows of addresses, certificates and debuggers before anything is asked.
import { describe, expect, it } from 'vitest';
import { readDebugMessage } from '../../../../src/host/reach/debugging/debugMessage';
import { isDebugged } from '../../../../src/host/reach/debugging/debuggedProgram';
import { launchAddresses } from '../../../../src/host/reach/debugging/launchAddresses';
import manifest from '../../../../package.json' with { type: 'json' };
import { targetRpc } from '../../../../src/host/reach/credentials/targetRpc';
import { targetCookieFile } from '../../../../src/host/reach/credentials/targetCookieFile';
import { targetTls, withPassphrase } from '../../../../src/host/reach/credentials/targetTls';
import { splitCredentials } from '../../../../src/host/reach/credentials/urlCredentials';
import { addressKey, addressLabel, addressOrigin } from '../../../../src/host/base/serviceAddress';
import type { LocalTarget } from '../../../../src/shared/model/target/localTarget';

describe('credentials in an address', () => {
  it.each([
    ['http://ann:pw@host:6060/debug/pprof/', 'http://host:6060/debug/pprof/', 'ann', 'pw'],
    ['ann:pw@host:6060', 'host:6060', 'ann', 'pw'],
    ['https://ann@host', 'https://host', 'ann', ''],
    ['http://ann:p%40w@host', 'http://host', 'ann', 'p@w'],
    ['http://ann:100%@host', 'http://host', 'ann', '100%'],
    ['http://ann:p@w@host/a@b', 'http://host/a@b', 'ann', 'p@w'],
    ['http://ann:pw@host/x?token=s3cret#top', 'http://host/x', 'ann', 'pw'],
    ['ann:pw@host:6060\\@other/x', 'host:6060\\@other/x', 'ann', 'pw'],
  ])('are taken out of %s', (address, url, user, password) => {
    expect(splitCredentials(address)).toEqual({ url, credentials: { kind: 'basic', user, password } });
  });

  it.each(['http://host/a@b', '6060', 'unix:/run/a@b.sock', 'not an address', ''])('are not seen in %j', (address) => {
    expect(splitCredentials(address)).toEqual({ url: address, credentials: null });
  });
});

it('the name of a node is no user', () => {
  expect(splitCredentials('beam:shop@db.example')).toEqual({ url: 'beam:shop@db.example', credentials: null });
});

it('the settings name the file of a cookie for a node', () => {
  const settings = [
    { url: 'beam:shop@h', cookieFile: '~/rel/vm.args' },
    { url: 'beam:till@h', cookieFile: 7 },
  ];
  expect(targetCookieFile(settings, 'beam:shop@H', '/home/ann')).toBe('/home/ann/rel/vm.args');
  expect(targetCookieFile(settings, 'beam:till@h', '/home/ann')).toBeNull();
  expect(targetCookieFile(settings, 'beam+tls:shop@h', '/home/ann')).toBeNull();
});

it('the settings name the command by which a node is asked; they are of the machine, so that no workspace can', () => {
  const settings = [
    { url: 'beam:shop@pod', rpc: ' kubectl exec -i shop-0 -- bin/shop rpc ' },
    { url: 'beam:till@pod', rpc: 'bin/till eval', rpcLanguage: 'erlang' },
    { url: 'beam:desk@pod', rpc: ['rm'], rpcLanguage: 'sh' },
  ];
  const command = 'kubectl exec -i shop-0 -- bin/shop rpc';
  expect(targetRpc(settings, 'beam:shop@pod')).toEqual({ command, language: 'elixir' });
  expect(targetRpc(settings, 'beam:till@pod')).toEqual({ command: 'bin/till eval', language: 'erlang' });
  expect(targetRpc(settings, 'beam:desk@pod')).toBeNull();
  expect(targetRpc(settings, 'beam:other@pod')).toBeNull();
  expect(manifest.contributes.configuration.properties['leaklens.targets'].scope).toBe('machine');
});

describe('the query of an address', () => {
  it.each([
    ['http://host:6060/debug/pprof/?token=s3cret', 'http://host:6060/debug/pprof/'],
    ['host:6060?token=s3cret', 'host:6060'],
    ['6060#s3cret', '6060'],
    ['unix:/run/app.sock:/admin?token=s3cret', 'unix:/run/app.sock:/admin'],
  ])('is not shown and not kept: %s', (address, url) => {
    expect(splitCredentials(address)).toEqual({ url, credentials: null });
    expect(addressKey(address) + addressLabel(address)).not.toContain('s3cret');
  });
});

describe('unix sockets and pods', () => {
  it.each([
    'unix:/run/app.sock',
    'unix:///run/app.sock',
    'UNIX:/run/app.sock:',
    'unix:/run/app.sock:/',
    'unix:/run/app.sock:/debug/pprof/',
    'unix:/run/app.sock:/debug/pprof/heap',
  ])('%s is one service', (address) => {
    expect(addressKey(address)).toBe('unix:/run/app.sock');
    expect(addressOrigin(address)).toBe('unix:/run/app.sock');
  });

  it('a path behind the socket is another service of the same origin', () => {
    expect(addressKey('unix:/run/my app:1.sock:/admin/debug/pprof/')).toBe('unix:/run/my%20app:1.sock:/admin');
    expect(addressOrigin('unix:/run/my app:1.sock:/admin')).toBe('unix:/run/my%20app:1.sock');
  });

  it('a pod is named as it is', () => {
    const url = 'kubernetes://shop/shop-0:6060/prod';
    expect([addressKey(url), addressLabel(url), addressOrigin(url)]).toEqual([url, 'shop/shop-0:6060/prod', url]);
  });
});

describe('TLS in the settings', () => {
  const settings = [
    { url: 'http://host:6060', tls: { insecure: true } },
    {
      url: 'https://host/',
      name: 'shop',
      tls: { certificateAuthorityFile: '~/ca.pem', serverName: ' shop.internal ' },
    },
    { url: 'https://mtls:8443', tls: { clientCertificateFile: '/c.pem', clientKeyFile: '/k.pem', insecure: 'yes' } },
    { url: 'https://pfx', tls: { pfxFile: '/me.p12' } },
    { url: 'https://odd', tls: 'insecure' },
    7,
  ];

  it('holds for the same scheme, host and port, whatever the path', () => {
    expect(targetTls(settings, 'https://host/admin/debug/pprof/', '/home/ann')?.options).toEqual({
      certificateAuthorityFile: '/home/ann/ca.pem',
      serverName: 'shop.internal',
    });
    expect(targetTls(settings, 'https://host:444', '/home/ann')).toBeNull();
    expect(targetTls(settings, 'https://odd', '/home/ann')).toBeNull();
    expect(targetTls('nonsense', 'https://host', '/home/ann')).toBeNull();
  });

  it('names the file that a passphrase would be for, and takes nothing but true for insecure', () => {
    const mtls = targetTls(settings, 'https://mtls:8443', '');
    expect(mtls?.keyFile).toBe('/k.pem');
    expect(mtls?.options).toEqual({
      clientCertificate: { kind: 'pem', certificateFile: '/c.pem', keyFile: '/k.pem' },
    });
    expect(targetTls(settings, 'https://pfx', '')?.keyFile).toBe('/me.p12');
    expect(withPassphrase(targetTls(settings, 'https://pfx', '')?.options ?? {}, 'horse').clientCertificate).toEqual({
      kind: 'pfx',
      file: '/me.p12',
      passphrase: 'horse',
    });
  });
});

describe('addresses in a launch configuration', () => {
  const ports = (configuration: object) =>
    launchAddresses({ type: 'go', name: 'Serve', ...configuration }).map(({ url }) => url);

  it.each([
    [{ args: ['-debug', ':6060'] }, ['http://localhost:6060']],
    [{ args: '--pprof=localhost:6061 --port 8080' }, ['http://localhost:6061']],
    [{ env: { PPROF: '0.0.0.0:6062', HOME: '/home/ann' } }, ['http://localhost:6062']],
    [{ env: { URL: 'http://127.0.0.1:6063/debug' }, args: ['[::]:6063'] }, ['http://localhost:6063']],
    [{ args: ['10.0.0.1:6060', 'db.example:5432', '12:30', 'a:99999', ':99999'] }, []],
    [{ args: 5, env: null }, []],
  ])('%j', (configuration, expected) => {
    expect(ports(configuration)).toEqual(expected);
  });

  it('are not read for other languages', () => {
    expect(launchAddresses({ type: 'node', args: [':6060'] })).toEqual([]);
    expect(launchAddresses(null)).toEqual([]);
  });
});

describe('the debugged program', () => {
  const target = (about: Partial<LocalTarget>): LocalTarget => ({
    pid: 7,
    host: '127.0.0.1',
    port: 6060,
    url: 'http://localhost:6060',
    commandLine: '/usr/bin/other',
    program: 'go',
    ...about,
  });

  it.each([
    [{ program: '/src/shop' }, { commandLine: '/src/shop/__debug_bin12 -v' }],
    [{ program: '/src/shop/main.go' }, { commandLine: '/src/shop/__debug_bin12' }],
    // What the Go extension makes of the two above: Delve runs in the folder, and the program is relative to it.
    [{ program: '.', __buildDir: '/src/shop' }, { commandLine: '/src/shop/__debug_bin12 -v' }],
    [{ program: './main.go', __buildDir: '/src/shop' }, { commandLine: '/src/shop/__debug_bin12' }],
    [{ program: '.', __buildDir: 'C:\\shop' }, { commandLine: 'C:\\shop\\__debug_bin12.exe' }],
    [{ program: '/src/shop', output: '/tmp/shop' }, { commandLine: '/tmp/shop' }],
    [{ program: '/src/shop', output: 'C:\\shop' }, { commandLine: 'C:\\shop.exe -v' }],
    [{ program: '/bin/shop', mode: 'exec' }, { commandLine: '/bin/shop --serve' }],
    [{ processId: 7 }, {}],
  ])('of %j is %j', (configuration, about) => {
    expect(isDebugged(target(about), { name: 'Serve', configuration, processIds: [] })).toBe(true);
  });

  it.each([
    [{ program: '/src/shop' }, { commandLine: '/src/shopping/__debug_bin1' }],
    [{ program: '.' }, { commandLine: './__debug_bin1' }],
    [{ program: '/src/shop', output: '/tmp/shop' }, { commandLine: '/tmp/shopping' }],
    [{ program: '/bin/shop', mode: 'exec' }, { commandLine: '/bin/shop2' }],
    [{ request: 'attach', mode: 'remote' }, {}],
  ])('of %j is not %j', (configuration, about) => {
    expect(isDebugged(target(about), { name: 'Serve', configuration, processIds: [] })).toBe(false);
  });

  it('is every process that the debugger names', () => {
    const program = { name: 'Serve', configuration: {}, processIds: [9, 11] };
    expect([9, 10, 11].map((pid) => isDebugged(target({ pid }), program))).toEqual([true, false, true]);
  });
});

// As Delve 1.27 sends them.
describe('a message of the debugger', () => {
  const process = { systemProcessId: 42, isLocalProcess: true, startMethod: 'launch', name: '/src/shop/__debug_bin12' };
  const event = (name: string, body?: object) => ({ seq: 3, type: 'event', event: name, body });
  const response = (command: string, success = true) => ({
    seq: 9,
    type: 'response',
    request_seq: 8,
    success,
    command,
  });

  it.each([
    [event('process', process), { says: 'started', processId: 42 }],
    [event('stopped', { reason: 'breakpoint', threadId: 1, allThreadsStopped: true }), { says: 'paused' }],
    [event('continued', { threadId: 1 }), { says: 'running', isStep: false }],
    [response('continue'), { says: 'running', isStep: false }],
    [response('restart'), { says: 'running', isStep: false }],
    [response('next'), { says: 'running', isStep: true }],
  ])('%j', (message, said) => {
    expect(readDebugMessage(message)).toEqual(said);
  });

  it.each([
    [event('process', { ...process, isLocalProcess: false })],
    [event('process', { name: 'no pid' })],
    [event('process')],
    [event('output', { output: 'stopped' })],
    [response('continue', false)],
    [response('threads')],
    [null],
    ['stopped'],
  ])('%j says nothing of the program', (message) => {
    expect(readDebugMessage(message)).toBeNull();
  });
});
