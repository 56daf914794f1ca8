// What the code says in English is there in Chinese too, says the same, and reads like Chinese.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../support/paths';
import { placeholders, sourceFiles, translatedCalls } from '../support/translatedCalls';

type Words = Readonly<Record<string, string>>;

function readWords(file: string): Words {
  return JSON.parse(readFileSync(join(repositoryRoot, file), 'utf8')) as Words;
}

const chinese = readWords('src/l10n/bundle.l10n.zh-cn.json');

const files = [...sourceFiles('src'), ...sourceFiles('webview')];
const ofCommandLine = files.filter(({ path }) => path.startsWith('src/cli'));
// Whatever the command line says stays English for as long as it loads no translation.
const isTranslated = ofCommandLine.some(({ text }) => /\bconfig\b.*@vscode\/l10n|\bl10n\.config\b/.test(text));
const calls = files.filter((file) => isTranslated || !ofCommandLine.includes(file)).flatMap(translatedCalls);

describe('the words for people in the code', () => {
  it('are plain strings, because a bundle finds nothing else', () => {
    expect(calls.filter(({ words }) => words === null).map(({ place }) => place)).toEqual([]);
    expect(calls.length).toBeGreaterThan(100);
  });

  it('have a value for every placeholder, and no other', () => {
    const wrong = calls.filter(({ words, values }) => {
      const numbers = placeholders(words ?? '');
      return numbers.length !== values || numbers.some((number, index) => number !== index);
    });
    expect(wrong).toEqual([]);
  });

  it('are all in the Chinese bundle, which has nothing else', () => {
    const used = new Set(calls.flatMap(({ words }) => words ?? []));
    expect(Object.keys(chinese).sort()).toEqual([...used].sort());
  });
});

/** Both tables of words: what the code says, and what package.json says. */
const translations: readonly (readonly [english: string, chinese: string])[] = [
  ...Object.entries(chinese),
  ...Object.entries(readWords('package.nls.json')).map(
    ([key, english]) => [english, readWords('package.nls.zh-cn.json')[key] ?? ''] as const,
  ),
];

/** Those translations of which something is wrong. */
function withFault(fault: (chinese: string, english: string) => boolean): string[] {
  return translations.filter(([from, to]) => fault(to, from)).map(([from, to]) => `${from} → ${to}`);
}

describe('a Chinese text', () => {
  it('has the placeholders of the English one', () => {
    expect(withFault((to, from) => placeholders(to).join() !== placeholders(from).join())).toEqual([]);
  });

  it('is Chinese, unless there are only names and placeholders to say', () => {
    const same = [
      'gc',
      'select',
      'context',
      'WaitGroup',
      'goroutine profile',
      '{0} {1}',
      '{0}, {1}',
      '{0} ({1})',
      '{0} ({1}, {2})',
      '{0}.',
      '{0}: {1}',
    ];
    const left = withFault((to) => !/\p{Script=Han}/u.test(to)).map((line) => line.replace(/ → .*/, ''));
    expect(left.sort()).toEqual(same.sort());
  });

  it.each([
    ['goroutine', 'goroutine'],
    ['channel', 'channel'],
    ['pprof', 'pprof'],
    ['profiles?', 'profile'],
    ['snapshots?', '快照'],
    ['captur(e|ing|ed)', '采集'],
    ['live heap', '存活堆'],
    ['garbage collect\\w+', '垃圾回收'],
    ['trends', '趋势'],
    ['workspace', '工作区'],
    ['operating system', '操作系统'],
    ['findings?', '结果'],
    ['verdicts?', '结论'],
    ['agents?', '智能体'],
    ['baselines?', '基线'],
    ['evidence', '证据'],
    ['credentials', '凭据'],
    ['source files?', '源文件'],
  ])('calls a thing by one name: %s', (english, name) => {
    const term = new RegExp(`\\b${english}\\b`, 'i');
    expect(withFault((to, from) => term.test(from) && !to.includes(name))).toEqual([]);
  });

  it('has one word for a thing, and not another beside it', () => {
    // What has the word that stands behind it: 响应, 源代码, 发送方 and 接收方, 编辑地址, Pod.
    const others = /应答|源码|发送者|接收者|修改地址|目标与快照|\bpods?\b|编码代理/;
    expect(withFault((to) => others.test(to))).toEqual([]);
  });

  it('keeps the names of Go, of settings and of addresses', () => {
    const names = /https?:\/\/[\w./:-]*\w|\bleaklens(\.\w+)+|\b[A-Z][a-z]+[A-Z]\w+|\bnet\/http\/pprof|\bpprof\.Index/g;
    expect(withFault((to, from) => (from.match(names) ?? []).some((name) => !to.includes(name)))).toEqual([]);
  });

  it('ends as the English one ends', () => {
    const ends: Words = { '.': '。', '?': '？', ':': '：', '…': '…' };
    const wanted = (from: string) => ends[from.slice(-1)] ?? '';
    const ending = /[。？：…]?$/;
    expect(withFault((to, from) => ending.exec(to)?.[0] !== wanted(from))).toEqual([]);
  });

  it('has a space between Chinese and Latin, and full-width punctuation without one', () => {
    const tight = /\p{Script=Han}[\w{`]|[\w}`%]\p{Script=Han}/u;
    const halfWidth = /[\p{Script=Han}）”][,.:;!?()]|[,.:;!?()]\p{Script=Han}|\.\.\./u;
    const loose = / [，。：；？（）“”、]|[，。：；？（）“”、] /;
    expect(withFault((to) => tight.test(to) || halfWidth.test(to) || loose.test(to))).toEqual([]);
  });
});
