import { describe, expect, it } from 'vitest';
import { parseConnectArguments } from '../../../../src/host/targets/connectArguments';
import { printedAddress } from '../../../../src/shared/base/addresses/printedUrl';
import { splitCredentials } from '../../../../src/host/reach/credentials/urlCredentials';
import { isPlainAndRemote } from '../../../../src/shared/base/addresses/loopback';
import { addressKey, addressLabel, addressOrigin, hasCredentials } from '../../../../src/host/base/serviceAddress';

describe('the key of an address', () => {
  it.each([
    '6060',
    ':6060',
    'localhost:6060',
    ' http://localhost:6060 ',
    'http://LOCALHOST:6060/',
    'http://localhost:6060/debug/pprof',
    'http://localhost:6060/debug/pprof/',
    'http://localhost:6060/debug/pprof/heap',
    'http://user:secret@localhost:6060/',
  ])('is the same for %s', (spelling) => {
    expect(addressKey(spelling)).toBe('http://localhost:6060');
  });

  it.each(['https://localhost:6060', 'http://localhost:6061', 'http://localhost:6060/admin/debug/pprof/'])(
    'is another for %s',
    (other) => {
      expect(addressKey(other)).not.toBe('http://localhost:6060');
    },
  );

  it('is the text itself when that is no address', () => {
    expect(addressKey(' not an address ')).toBe('not an address');
  });
});

describe('an address', () => {
  it('is shown without scheme and without the path that all have', () => {
    expect(addressLabel('http://localhost:6060/debug/pprof/')).toBe('localhost:6060');
    expect(addressLabel('https://host/admin/debug/pprof/')).toBe('host/admin');
  });

  it('has credentials when it names a user or a password', () => {
    expect(['http://u@h', 'http://u:p@h', 'u:p@h:1', 'http://h/u@p', 'h:1'].map(hasCredentials)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('the address of a node', () => {
  it('is one in all its spellings, and has no credentials', () => {
    const spellings = ['beam:shop', 'beam:shop@localhost', ' beam:shop@LOCALHOST '];
    expect(spellings.map(addressKey)).toEqual(Array(3).fill('beam:shop@localhost'));
    expect(addressKey('beam+tls:shop@h:9100')).toBe('beam+tls:shop@h:9100');
    expect(addressLabel('beam:shop@h')).toBe('shop@h');
    expect(['beam:shop@h', 'beam:h:9100'].map(hasCredentials)).toEqual([false, false]);
  });

  it('is printed whole, and what is none is printed as any text', () => {
    expect(printedAddress('beam:shop@db.example')).toBe('beam:shop@db.example');
    expect(printedAddress('beam:shop:s3cret@h')).not.toContain('s3cret');
  });
});

describe('arguments of the connect command', () => {
  it.each([
    ['an address', ' localhost:6060 ', { url: 'localhost:6060' }],
    [
      'an object',
      { url: 'h:1', name: ' n ', headers: { a: 'b', c: 1 } },
      { url: 'h:1', name: 'n', headers: { a: 'b' } },
    ],
    ['an empty name', { url: 'h:1', name: '' }, { url: 'h:1' }],
  ])('can be %s', (_what, argument, params) => {
    expect(parseConnectArguments(argument)).toEqual(params);
  });

  it.each([[undefined], [null], [''], [7], [[]], [{}], [{ url: ' ' }], [{ url: 5 }], [['http://h']]])(
    'cannot be %j',
    (argument) => {
      expect(parseConnectArguments(argument)).toBeNull();
    },
  );
});

describe('the address of an archive', () => {
  const address = 'parca:http://user:secret@Parca.example.com:7070/base/?service=shop&pod=shop-a';

  it('is one for all orders of its labels, and never has credentials', () => {
    const key = 'parca:http://parca.example.com:7070/base?pod=shop-a&service=shop';
    expect(addressKey(address)).toBe(key);
    expect(addressKey('parca:http://parca.example.com:7070/base?pod=shop-a&service=shop')).toBe(key);
    expect(addressKey('pyroscope:http://parca.example.com:7070/base?pod=shop-a&service=shop')).not.toBe(key);
  });

  it('has the secrets of its server, which are split off and leave the labels', () => {
    expect(addressOrigin(address)).toBe('http://parca.example.com:7070');
    expect(hasCredentials(address)).toBe(true);
    expect(splitCredentials(address)).toEqual({
      url: 'parca:http://Parca.example.com:7070/base/?service=shop&pod=shop-a',
      credentials: { kind: 'basic', user: 'user', password: 'secret' },
    });
  });

  it('is asked for plainly only where that was allowed', () => {
    expect(isPlainAndRemote('parca:http://parca.example.com?service=a')).toBe(true);
    expect(isPlainAndRemote('parca:https://parca.example.com?service=a')).toBe(false);
    expect(isPlainAndRemote('pyroscope:http://localhost:4040?service=a')).toBe(false);
  });
});
