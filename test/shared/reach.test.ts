// What the host knows of addresses, certificates and debuggers before anything is asked.
import { describe, expect, it } from 'vitest';
import { isDebugged } from '../../src/host/reach/debuggedProgram';
import { launchAddresses } from '../../src/host/reach/launchAddresses';
import { targetTls, withPassphrase } from '../../src/host/reach/targetTls';
import { splitCredentials } from '../../src/host/reach/urlCredentials';
import { addressKey, addressLabel, addressOrigin } from '../../src/host/serviceAddress';
import type { LocalTarget } from '../../src/shared/localTargets';

describe('credentials in an address', () => {
  it.each([
    ['http://ann:pw@host:6060/debug/pprof/', 'http://host:6060/debug/pprof/', 'ann', 'pw'],
    ['ann:pw@host:6060', 'host:6060', 'ann', 'pw'],
    ['https://ann@host', 'https://host', 'ann', ''],
    ['http://ann:p%40w@host', 'http://host', 'ann', 'p@w'],
    ['http://ann:100%@host', 'http://host', 'ann', '100%'],
    ['http://ann:p@w@host/a@b', 'http://host/a@b', 'ann', 'p@w'],
  ])('are taken out of %s', (address, url, user, password) => {
    expect(splitCredentials(address)).toEqual({ url, credentials: { kind: 'basic', user, password } });
  });

  it.each(['http://host/a@b', '6060', 'unix:/run/a@b.sock', 'not an address', ''])('are not seen in %j', (address) => {
    expect(splitCredentials(address)).toEqual({ url: address, credentials: null });
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
    [{ program: '/src/shop', output: '/tmp/shop' }, { commandLine: '/tmp/shop' }],
    [{ program: '/bin/shop', mode: 'exec' }, { commandLine: '/bin/shop --serve' }],
    [{ processId: 7 }, {}],
  ])('of %j is %j', (configuration, about) => {
    expect(isDebugged(target(about), { name: 'Serve', configuration, processId: null })).toBe(true);
  });

  it('is the process that the debugger names, and no other', () => {
    const program = { name: 'Serve', configuration: { program: '/src/shop' }, processId: 9 };
    expect(isDebugged(target({ pid: 9 }), program)).toBe(true);
    expect(isDebugged(target({ commandLine: '/src/shopping/__debug_bin1' }), program)).toBe(false);
  });
});
