import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../support/paths';

const page = readFileSync(join(repositoryRoot, 'ARCHITECTURE.md'), 'utf8');

/** The points of a list below a heading, each as one line. */
function pointsOf(heading: string): readonly string[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [list = ''] = section.split('\n## ');
  return list
    .split('\n- ')
    .slice(1)
    .map((point) => point.replaceAll(/\s+/g, ' '));
}

describe('ARCHITECTURE.md', () => {
  const invariants = pointsOf('Invariants');

  it('has invariants', () => {
    expect(invariants.length).toBeGreaterThan(12);
  });

  it.each(invariants)('names the tests that hold it: %s', (invariant) => {
    const [, heldBy = ''] = invariant.split('Held by ');
    const tests = [...heldBy.matchAll(/`(test\/[^`]+\.test\.tsx?)`/g)].map(([, path = '']) => path);
    expect(tests).not.toEqual([]);
    expect(tests.filter((path) => !existsSync(join(repositoryRoot, path)))).toEqual([]);
  });

  it('names no file that is not there', () => {
    const named = [...page.matchAll(/`((?:src\/|webview\/|test\/)[\w./]*\w)`/g)].map(([, path = '']) => path);
    // In prose, the rooms of src are named without it.
    const inRooms = [...page.matchAll(/`([a-z]+\/[\w/]+\.tsx?)`/g)]
      .map(([, path = '']) => path)
      .filter((path) => !/^(?:src|test|webview)\//.test(path))
      .map((path) => `src/${path}`);
    expect(named.length).toBeGreaterThan(20);
    expect(inRooms.length).toBeGreaterThan(20);
    expect([...named, ...inRooms].filter((path) => !existsSync(join(repositoryRoot, path)))).toEqual([]);
  });
});
