import { describe, expect, it } from 'vitest';
import { sameRepository } from '../../../../src/shared/base/addresses/sameRepository';

const shop = 'https://github.com/acme/shop';

describe('two addresses of a repository', () => {
  it.each([
    'https://github.com/acme/shop.git',
    'https://github.com/acme/shop/',
    'https://me:token@github.com/acme/shop',
    'git@github.com:acme/shop.git',
    'github.com:acme/shop',
    'ssh://git@github.com:22/acme/shop.git',
    'git://GitHub.com/Acme/Shop',
    'github.com/acme/shop',
  ])('mean the same: %s', (other) => {
    expect(sameRepository(shop, other)).toBe(true);
  });

  it.each([
    'https://github.com/acme/shop-api',
    'https://gitlab.com/acme/shop',
    'https://github.com/shop',
    'https://github.com',
    '',
    '/srv/git/acme/shop',
    'file:///github.com/acme/shop',
    '../github.com/acme/shop',
    'C:/github.com/acme/shop',
  ])('do not: %j', (other) => {
    expect(sameRepository(shop, other)).toBe(false);
    expect(sameRepository(other, shop)).toBe(false);
  });

  it('do not where neither names one', () => {
    expect(sameRepository('', '')).toBe(false);
    expect(sameRepository('/srv/shop', '/srv/shop')).toBe(false);
  });
});
