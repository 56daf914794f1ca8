// README in Chinese says what README says: the same pictures, code and headings, and its links lead somewhere.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import titles from '../../package.nls.zh-cn.json';
import { repositoryRoot } from '../support/paths';

const text = (file: string) => readFileSync(join(repositoryRoot, file), 'utf8');

const fence = /^ *```[\s\S]*?^ *```$/gm;

const codeOf = (page: string) => [...page.matchAll(fence)].map(([block]) => block);

const proseOf = (page: string) => page.replaceAll(fence, '');

/** Where pictures and links lead; alternative texts have no brackets. */
const pathsOf = (page: string, opening: '!' | '') =>
  [...proseOf(page).matchAll(/(!?)\[[^\]]*\]\(([^)]+)\)/g)]
    .filter(([, mark]) => mark === opening)
    .map(([, , path = '']) => path);

const headingsOf = (page: string) =>
  [...proseOf(page).matchAll(/^(#+) (.+)$/gm)].map(([, marks = '', words = '']) => ({ level: marks.length, words }));

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(page: string): readonly string[] {
  const seen = new Map<string, number>();
  return headingsOf(page).map(({ words }) => {
    const anchor = words
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

const readme = text('README.md');
const chinese = text('README.zh-cn.md');

describe('README in Chinese', () => {
  it('has the pictures of README, in their order', () => {
    expect(pathsOf(readme, '!').length).toBeGreaterThan(10);
    expect(pathsOf(chinese, '!')).toEqual(pathsOf(readme, '!'));
  });

  it('has the code of README, in its order', () => {
    expect(codeOf(readme).length).toBeGreaterThan(10);
    expect(codeOf(chinese)).toEqual(codeOf(readme));
  });

  it('has headings of the same levels, in the same order', () => {
    const levels = (page: string) => headingsOf(page).map(({ level }) => level);
    expect(levels(readme).length).toBeGreaterThan(20);
    expect(levels(chinese)).toEqual(levels(readme));
  });

  it('is linked from README, links back, and comes with the extension', () => {
    expect(pathsOf(readme, '')[0]).toBe('README.zh-cn.md');
    expect(pathsOf(chinese, '')[0]).toBe('README.md');
    expect(text('.vscodeignore').split('\n')).toContain('!README.zh-cn.md');
  });

  it('names commands as the command palette does', () => {
    const commands = [...proseOf(chinese).matchAll(/\*\*LeakLens: ([^*]+)\*\*/g)].map(([, title]) => title);
    expect(commands.length).toBeGreaterThan(10);
    expect(Object.values(titles)).toEqual(expect.arrayContaining(commands));
  });

  const links = pathsOf(chinese, '').filter((path) => !/^[a-z]+:/.test(path));

  it('has as many links as README', () => {
    expect(links.length).toBeGreaterThan(8);
    expect(pathsOf(chinese, '').length).toBeGreaterThanOrEqual(pathsOf(readme, '').length);
  });

  it.each([...links, ...pathsOf(chinese, '!')])('leads somewhere with %s', (link) => {
    const [path = '', anchor] = decodeURIComponent(link).split('#');
    expect(existsSync(join(repositoryRoot, path)), path).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(path === '' ? chinese : text(path))).toContain(anchor);
  });
});
