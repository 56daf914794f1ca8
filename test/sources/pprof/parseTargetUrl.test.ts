import { describe, expect, it } from 'vitest';
import { LeakLensError } from '../../../src/shared/model/errors';
import { createTarget } from '../../../src/sources/pprof/createTarget';
import { parseTargetUrl } from '../../../src/sources/pprof/parseTargetUrl';

describe('parseTargetUrl', () => {
  const standard = 'http://localhost:6060/debug/pprof/';
  it.each([
    ['6060', standard],
    [':6060', standard],
    [' localhost:6060 ', standard],
    ['LOCALHOST:6060', standard],
    ['6060/debug/pprof', standard],
    ['http://localhost:6060', standard],
    ['http://localhost:6060/', standard],
    ['http://localhost:6060/debug/pprof', standard],
    ['http://localhost:6060/debug/pprof/', standard],
    ['http://localhost:6060//debug//pprof//', standard],
    ['http://localhost:6060/debug/pprof/heap', standard],
    ['http://localhost:6060/debug/pprof/heap?debug=1', standard],
    ['http://localhost:6060/debug/pprof/goroutine?debug=2#top', standard],
    ['http://localhost:6060/debug/pprof/example.com/shop/openconns?debug=1', standard],
    ['h:8080/admin/debug/pprof', 'http://h:8080/admin/debug/pprof/'],
    ['h:8080/admin', 'http://h:8080/admin/debug/pprof/'],
    ['h:8080/pprof', 'http://h:8080/pprof/'],
    ['h:8080/ops/pprof/heap/', 'http://h:8080/ops/pprof/'],
    ['h:8080/admin/prof/heap', 'http://h:8080/admin/prof/'],
    ['https://h', 'https://h/debug/pprof/'],
    ['https://h:443', 'https://h/debug/pprof/'],
    ['http://[::1]:6060', 'http://[::1]:6060/debug/pprof/'],
    ['[::1]:6060', 'http://[::1]:6060/debug/pprof/'],
    ['::1', 'http://[::1]/debug/pprof/'],
    ['unix:/run/app.sock', 'unix:/run/app.sock:/debug/pprof/'],
    ['UNIX:///run/app.sock', 'unix:/run/app.sock:/debug/pprof/'],
    ['unix:/run/app.sock:', 'unix:/run/app.sock:/debug/pprof/'],
    ['unix:/run/app.sock:/debug/pprof/heap?debug=1', 'unix:/run/app.sock:/debug/pprof/'],
    ['unix:///run/app.sock:/admin', 'unix:/run/app.sock:/admin/debug/pprof/'],
    ['unix:/run/my app:1.sock', 'unix:/run/my%20app:1.sock:/debug/pprof/'],
    ['unix:/run/x%3A/y.sock', 'unix:/run/x%3A/y.sock:/debug/pprof/'],
  ])('asks %s first at %s', (text, base) => {
    expect(parseTargetUrl(text).candidates[0]).toBe(base);
  });

  it('tries a path it cannot place with both usual endings, and then as it is', () => {
    expect(parseTargetUrl('http://h/admin').candidates).toEqual([
      'http://h/admin/debug/pprof/',
      'http://h/admin/pprof/',
      'http://h/admin/',
    ]);
  });

  it('does not leave the given prefix: the root behind a gateway is another process', () => {
    const { candidates } = parseTargetUrl('http://gateway/shop/debug/pprof/');
    expect(candidates).toEqual(['http://gateway/shop/debug/pprof/']);
  });

  it('takes a prefix that is called like a profile for a prefix, too', () => {
    expect(parseTargetUrl('http://h/profile').candidates).toContain('http://h/profile/debug/pprof/');
  });

  it.each(['unix:/run/my app.sock:/admin', 'unix:/a@b.sock', 'http://[::1]:6060/x'])(
    'understands the base of %s as itself again',
    (text) => {
      const [base] = parseTargetUrl(text).candidates;
      expect(parseTargetUrl(base).candidates).toEqual([base]);
    },
  );

  it('moves credentials into a header and forgets them otherwise', () => {
    const address = parseTargetUrl('http://ann:s%40cret@localhost:6060/debug/pprof/heap');
    expect(address).toMatchObject({
      candidates: [standard],
      headers: { authorization: `Basic ${Buffer.from('ann:s@cret').toString('base64')}` },
    });
  });

  it('takes a password with a stray percent sign as it is', () => {
    const { headers } = parseTargetUrl('http://ann:100%@h');
    expect(headers).toEqual({ authorization: `Basic ${Buffer.from('ann:100%').toString('base64')}` });
  });

  it.each([
    ['', 'nothing'],
    ['   ', 'nothing'],
    ['my service', 'spaces'],
    ['ftp://h/x', 'http, https and unix'],
    ['unix://run/pprof.sock', 'whole path'],
    ['unix:run/pprof.sock', 'whole path'],
    ['unix:', 'whole path'],
    ['unix:/', 'whole path'],
    ['unix:////', 'whole path'],
    ['unix:/run/%00app.sock', 'NUL'],
    [`unix:/${'a'.repeat(107)}`, '107 bytes'],
    ['http://', 'not a URL'],
    ['http://h:99999', 'not a URL'],
    ['http://h:0', 'port 0'],
    ['/debug/pprof', 'not a URL'],
    ['http:///debug/pprof', 'not a URL'],
  ])('refuses %s', (text, reason) => {
    expect(problemOfParsing(text)).toMatchObject({
      kind: 'bad-url',
      detail: expect.stringContaining(reason) as string,
    });
  });

  it('refuses what is endless', () => {
    expect(problemOfParsing(`http://h/${'a'.repeat(2_000)}`)).toMatchObject({ kind: 'bad-url' });
  });

  it.each(['http://ann:secret@h:99999/', 'http://ann:sec/ret@h:x', 'ann:secret@h: 1', 'ftp://ann:secret@h'])(
    'keeps the credentials of %s out of the error',
    (text) => {
      expect(JSON.stringify(problemOfParsing(text))).not.toMatch(/ann|sec|ret/);
    },
  );

  function problemOfParsing(text: string) {
    try {
      parseTargetUrl(text);
    } catch (error) {
      if (error instanceof LeakLensError) return error.problem;
    }
    throw new Error('it was accepted');
  }
});

describe('createTarget', () => {
  it('has an id that stays the same and tells the place', () => {
    const { id } = createTarget('http://localhost:6060/debug/pprof/');
    expect(id).toBe(createTarget('http://localhost:6060/debug/pprof/', 'gateway').id);
    expect(id).toMatch(/^localhost-6060-[0-9a-f]{10}$/);
  });

  it('tells apart what only a folder name cannot hold', () => {
    const urls = [
      'http://h/a/debug/pprof/',
      'https://h/a/debug/pprof/',
      'http://h/A/debug/pprof/',
      'http://h/-a/debug/pprof/',
    ];
    expect(new Set(urls.map((url) => createTarget(url).id)).size).toBe(urls.length);
  });

  it.each([
    'http://[::1]:6060/debug/pprof/',
    'http://con/',
    `http://h/${'very/'.repeat(20)}debug/pprof/`,
    'http://h/%2e%2e%2f%5c/pprof/',
    'http://bücher.example/debug/pprof/',
    'unix:/run/app.sock:/debug/pprof/',
    `unix:/${'very/'.repeat(20)}app.sock:/debug/pprof/`,
  ])('has an id for %s that can name a folder on every system', (url) => {
    expect(createTarget(url).id).toMatch(/^[a-z0-9][a-z0-9-]{9,50}$/);
  });

  it('of a unix socket is named after the socket, and its id by the end of its path', () => {
    const target = createTarget('unix:/run/user/1000/my%20shop/api.sock:/debug/pprof/');
    expect(target).toMatchObject({ name: 'unix:/run/user/1000/my shop/api.sock' });
    expect(target.url).toBe('unix:/run/user/1000/my%20shop/api.sock:/debug/pprof/');
    expect(target.id).toMatch(/^unix-.*shop-api-sock-[0-9a-f]{10}$/);
    expect(createTarget('unix:/run/b.sock:/').id).not.toBe(createTarget('unix:/run/a.sock:/').id);
  });

  it('is called after its host and port unless it was given a name', () => {
    const url = 'http://localhost:6060/debug/pprof/';
    expect(createTarget(url).name).toBe('localhost:6060');
    expect(createTarget(url, '  ').name).toBe('localhost:6060');
    expect(createTarget(url, 'gateway').name).toBe('gateway');
  });
});
