// Completions, asked of the shells that complete: each is skipped where it is not installed, but for bash.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaklens } from './harness';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-completions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const script = (shell: string) => join(folder, `leaklens.${shell}`);
const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { status, out } = await leaklens(['completions', shell]);
    expect(status).toBe(0);
    writeFileSync(script(shell), out);
  }
});

/** What is typed, its last word being completed, and what is offered. */
const cases: readonly (readonly [words: readonly string[], offered: readonly string[]])[] = [
  [['wat'], ['watch']],
  [['me'], ['memory']],
  [
    ['watch', '--fail-on', 'pro'],
    ['proven', 'probable'],
  ],
  [
    ['top', '--format', ''],
    ['text', 'json'],
  ],
  [['watch', ':6060', '--writ'], ['--write']],
  [['completions', 'fi'], ['fish']],
  [['help', 'doc'], ['doctor']],
];

describe.skipIf(!has('bash'))('bash', () => {
  it.each(cases)('completes leaklens %j', (words, offered) => {
    const typed = ['leaklens', ...words].map((word) => `'${word}'`).join(' ');
    const ask = `source "$0"; COMP_WORDS=(${typed}); COMP_CWORD=${String(words.length)}; _leaklens; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const said = execFileSync('bash', ['--norc', '-c', ask, script('bash')], { encoding: 'utf8' });
    expect(said.split('\n').filter(Boolean).sort()).toEqual([...offered].sort());
  });

  it('leaves files to the shell', () => {
    const ask =
      'source "$0"; COMP_WORDS=(leaklens top ""); COMP_CWORD=2; _leaklens; echo "${#COMPREPLY[@]}"; complete -p leaklens';
    const said = execFileSync('bash', ['--norc', '-c', ask, script('bash')], { encoding: 'utf8' });
    expect(said).toMatch(/^0\ncomplete .*-o default .*leaklens\n$/);
  });
});

describe.skipIf(!has('fish'))('fish (skipped where it is not installed)', () => {
  it.each(cases)('completes leaklens %j', (words, offered) => {
    const typed = ['leaklens', ...words.map((word) => (word === '' ? '' : word))].join(' ');
    const ask = `source ${script('fish')}; complete -C '${typed}'`;
    const said = execFileSync('fish', ['--no-config', '-c', ask], {
      encoding: 'utf8',
      env: { ...process.env, HOME: folder },
    });
    const names = said
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\t')[0]);
    expect(names).toEqual(expect.arrayContaining([...offered]));
  });
});

describe.skipIf(!has('zsh'))('zsh (skipped where it is not installed)', () => {
  it('takes the script, and asks it for leaklens', () => {
    const ask = `autoload -Uz compinit; compinit -u -D; source ${script('zsh')}; print -r -- $_comps[leaklens] $+functions[_leaklens]`;
    expect(execFileSync('zsh', ['-f', '-c', ask], { encoding: 'utf8' })).toBe('_leaklens 1\n');
  });
});

it('says which shells there are', async () => {
  expect(await leaklens(['completions', 'tcsh'])).toEqual({
    status: 2,
    out: '',
    error: 'leaklens completions: There are completions for bash, zsh, fish, not for “tcsh”.\n',
  });
});
