// The page that walks one leak through all of it, in both languages: the same pictures and code, and whatever it leads to is there.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import titles from '../../package.nls.json';
import chineseTitles from '../../package.nls.zh-cn.json';
import { repositoryRoot } from '../support/paths';

const pages = [
  ['from-number-to-cause.md', titles],
  ['from-number-to-cause.zh-cn.md', chineseTitles],
] as const;

const textOf = (page: string) => readFileSync(join(repositoryRoot, 'docs', page), 'utf8');
const picturesOf = (page: string) => [...textOf(page).matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path]) => path);
const codeOf = (page: string) => [...textOf(page).matchAll(/^```[\s\S]*?^```$/gm)].map(([block]) => block);

describe.each(pages)('%s', (page, named) => {
  it('leads to what is there', () => {
    const paths = [...textOf(page).matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(8);
    expect(paths.filter((path) => !existsSync(join(repositoryRoot, 'docs', path)))).toEqual([]);
  });

  it('names commands as the command palette does', () => {
    const commands = [...textOf(page).matchAll(/\*\*LeakLens: ([^*]+)\*\*/g)].map(([, title]) => title);
    expect(commands.length).toBeGreaterThan(4);
    expect(Object.values(named)).toEqual(expect.arrayContaining(commands));
  });

  it('has the pictures and the code of the other', () => {
    const [english] = pages[0];
    expect([picturesOf(page), codeOf(page)]).toEqual([picturesOf(english), codeOf(english)]);
  });
});
