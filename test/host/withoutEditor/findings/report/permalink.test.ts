import { describe, expect, it } from 'vitest';
import { permalink } from '../../../../../src/host/findings/report/permalink';

const commit = '0123456789abcdef0123456789abcdef01234567';

function linkOf(remote: string, path = 'cmd/shop/main.go'): string | null {
  return permalink({ remote, commit, path, line: 38 });
}

describe('the address of a line on the web', () => {
  it.each([
    ['git@github.com:acme/shop.git', `https://github.com/acme/shop/blob/${commit}/cmd/shop/main.go#L38`],
    ['https://github.com/acme/shop', `https://github.com/acme/shop/blob/${commit}/cmd/shop/main.go#L38`],
    [
      'ssh://git@github.acme.org:22/acme/shop.git',
      `https://github.acme.org/acme/shop/blob/${commit}/cmd/shop/main.go#L38`,
    ],
    [
      'https://gitlab.com/acme/back/shop.git',
      `https://gitlab.com/acme/back/shop/-/blob/${commit}/cmd/shop/main.go#L38`,
    ],
    ['https://codeberg.org/acme/shop.git', `https://codeberg.org/acme/shop/src/commit/${commit}/cmd/shop/main.go#L38`],
    ['git@bitbucket.org:acme/shop.git', `https://bitbucket.org/acme/shop/src/${commit}/cmd/shop/main.go#lines-38`],
  ])('of %s', (remote, expected) => {
    expect(linkOf(remote)).toBe(expected);
  });

  it('leaves out who may read the remote, and with which secret', () => {
    const link = linkOf('https://ci-bot:ghp_secret@github.com/acme/shop.git');
    expect(link).toBe(`https://github.com/acme/shop/blob/${commit}/cmd/shop/main.go#L38`);
  });

  it('escapes what a path may hold', () => {
    expect(linkOf('git@github.com:acme/shop.git', 'a b/x#y?.go')).toContain('/a%20b/x%23y%3F.go#L38');
  });

  it.each([
    'git@git.acme.org:shop.git',
    '/srv/git/shop.git',
    'file:///srv/git/shop.git',
    '',
    'https://notgithub.com/a/b',
  ])('is not made up for %j', (remote) => {
    expect(linkOf(remote)).toBeNull();
  });

  it('is not made of what is no commit', () => {
    expect(permalink({ remote: 'git@github.com:a/b', commit: 'main', path: 'x.go', line: 1 })).toBeNull();
  });
});
