import { describe, expect, it } from 'vitest';
import { isLoopbackHost, isPlainAndRemote } from '../../../../src/shared/base/addresses/loopback';

describe('a host', () => {
  it.each(['localhost', 'LOCALHOST.', '127.0.0.1', '127.9.8.7', '[::1]', '::1', '0.0.0.0', '[::ffff:7f00:1]'])(
    '%s is this machine',
    (host) => expect(isLoopbackHost(host)).toBe(true),
  );

  it.each(['localhost.example', '128.0.0.1', '127.0.0.1.example', 'x.localhost', '[fe80::1]', '10.0.0.1', ''])(
    '%j is not this machine',
    (host) => expect(isLoopbackHost(host)).toBe(false),
  );
});

describe('an address', () => {
  it.each(['http://h:6060', 'h:6060', '10.0.0.5:6060/debug/pprof', 'http://ann:x@h', 'fe80::1', 'localhost@h:80'])(
    '%s is asked without encryption on a network',
    (address) => expect(isPlainAndRemote(address)).toBe(true),
  );

  it.each([
    ['beam:shop@db.example', true],
    ['beam:10.0.0.7:9100', true],
    ['beam+tls:shop@db.example', false],
    ['beam:shop', false],
    ['beam:shop@localhost', false],
    ['beam:[::1]:9100', false],
  ])('of a node, %s: %s', (address, isAsked) => expect(isPlainAndRemote(address)).toBe(isAsked));

  it.each([
    '6060',
    ':6060',
    'localhost',
    'localhost:6060',
    '127.1:80',
    '::1',
    '[::1]:6060',
    'https://h',
    'unix:/run/app.sock',
    'http://h:99999',
    '',
  ])('%j is not', (address) => expect(isPlainAndRemote(address)).toBe(false));
});
