import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../support/paths';

const page = readFileSync(join(repositoryRoot, 'SECURITY.md'), 'utf8');
const promises = page.split('\n').filter((line) => /^\| [A-Z]/.test(line));

it('each promise of SECURITY.md names the tests that hold it', () => {
  expect(promises.length).toBeGreaterThan(8);
  for (const promise of promises) {
    const tests = [...promise.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path);
    expect(tests.length, promise).toBeGreaterThan(0);
    for (const path of tests) expect(existsSync(join(repositoryRoot, path)), path).toBe(true);
  }
});
