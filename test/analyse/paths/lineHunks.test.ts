import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lineHunks } from '../../../src/analyse/paths/lineHunks';
import type { LineHunk } from '../../../src/shared/model/sourcePaths';

const hasGit = spawnSync('git', ['--version']).status === 0;

/** As `git diff -U0` heads them: `1,0 2`. */
function told(before: string, after: string): string[] | null {
  const range = (start: number, count: number) => (count === 1 ? String(start) : `${String(start)},${String(count)}`);
  return (
    lineHunks(before, after)?.map(
      ({ oldStart, oldCount, newStart, newCount }) => `-${range(oldStart, oldCount)} +${range(newStart, newCount)}`,
    ) ?? null
  );
}

describe('what has changed between two texts', () => {
  it.each([
    ['', '', []],
    ['a\nb\n', 'a\nb\n', []],
    ['a\nb\n', 'a\r\nb\r\n', []],
    ['a\nb', 'a\nb\n', []],
    ['a\nb\n', 'new\na\nb\n', ['-0,0 +1']],
    ['a\nb\n', 'a\nb\nnew\n', ['-2,0 +3']],
    ['a\nb\nc\n', 'a\nc\n', ['-2 +1,0']],
    ['a\nb\nc\n', 'a\nB\nc\n', ['-2 +2']],
    ['', 'a\nb\n', ['-0,0 +1,2']],
    ['a\nb\n', '', ['-1,2 +0,0']],
    ['a\nb\nc\nd\ne\n', 'x\na\nc\nd\ny\nz\ne\n', ['-0,0 +1', '-2 +2,0', '-4,0 +5,2']],
    ['}\n}\n}\n', '}\n}\n}\n}\n', ['-3,0 +4']],
  ])('%j to %j is %j', (before, after, hunks) => {
    expect(told(before, after)).toEqual(hunks);
  });

  it('leads from one to the other, and takes as few lines as git’s, for texts of all kinds', () => {
    const folder = mkdtempSync(join(tmpdir(), 'leaklens-hunks-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = numbers(seed);
      const before = Array.from({ length: random(40) }, () => `line ${String(random(12))}`);
      const after = before.flatMap(
        (line) => [[], [line], [line], [line], [line, `new ${String(random(3))}`]][random(5)] ?? [],
      );
      const hunks = lineHunks(text(before), text(after)) ?? [];
      expect(patched(before, after, hunks)).toEqual(after);
      if (!hasGit || seed > 40) continue;
      writeFileSync(join(folder, 'a'), text(before));
      writeFileSync(join(folder, 'b'), text(after));
      const diff = spawnSync('git', ['diff', '--no-index', '--minimal', '--numstat', 'a', 'b'], {
        cwd: folder,
        encoding: 'utf8',
      });
      const [came = '0', went = '0'] = diff.stdout.split('\t');
      const sum = (of: (hunk: LineHunk) => number) => hunks.reduce((total, hunk) => total + of(hunk), 0);
      expect([sum(({ newCount }) => newCount), sum(({ oldCount }) => oldCount)]).toEqual([Number(came), Number(went)]);
    }
  });

  it('is not told where the texts have nothing in common, or too many lines', () => {
    const many = (prefix: string, count: number) => text(Array.from({ length: count }, (_, at) => prefix + String(at)));
    expect(told(many('a', 500), many('b', 500))).toEqual(['-1,500 +1,500']);
    expect(told(many('a', 5_000), many('b', 5_000))).toBeNull();
    expect(told('\n'.repeat(200_001), '')).toBeNull();
    expect(told(many('a', 100_000), `new\n${many('a', 100_000)}`)).toEqual(['-0,0 +1']);
  });
});

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** The old lines with the hunks put in, whose new lines are taken from `after`. */
function patched(before: readonly string[], after: readonly string[], hunks: readonly LineHunk[]): string[] {
  const out: string[] = [];
  let old = 0;
  for (const { oldStart, oldCount, newStart, newCount } of hunks) {
    const until = oldCount > 0 ? oldStart - 1 : oldStart;
    out.push(...before.slice(old, until), ...after.slice(newStart - 1, newStart - 1 + newCount));
    old = until + oldCount;
  }
  return [...out, ...before.slice(old)];
}

/** Numbers below a bound, the same for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
