// Dumps as viewers of logs, pages, mails and terminals give them back: read as they were, and what was done to them said.
import { describe, expect, it } from 'vitest';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import { readFixture } from '../../../support/profiles/decodeFixtures';
import { dumpLines, dumpText, lines } from '../../text/dumpText';
import { exportedLogs } from '../../text/exportedLogs';

const decoder = createGoDecoder();
const read = (text: string) => decoder.goroutineText(new TextEncoder().encode(text), 'export');
const envelopesOf = (text: string) => read(text).peeled.envelopes.map(({ kind }) => kind);
const dumpsOf = (text: string) => read(text).dumps.map(({ dump }) => dump);
const recorded = new TextDecoder().decode(readFixture('profiles/goroutine.debug2.txt'));
const pieces = recorded.trimEnd().split('\n');

/** What it says of a dump that says nothing of services and places in a text. */
const plain = dumpsOf(dumpText);

describe.each(exportedLogs)('%s', (_what, envelopes, wrap) => {
  it('is read as the dump that stands in it', () => {
    const text = wrap(dumpLines);
    expect(envelopesOf(text)).toEqual(envelopes);
    expect(dumpsOf(text)).toEqual(plain);
  });

  it('is read so of a real dump', () => {
    expect(dumpsOf(wrap(pieces))).toEqual(dumpsOf(recorded));
  });
});

describe('services of an export', () => {
  it('are told apart by its columns', () => {
    const rows = dumpLines.flatMap((line) => ['web-1', 'web-2'].map((pod) => `${pod},"${line}"`));
    const { peeled, dumps } = read(lines(['pod,message', ...rows]));
    expect(peeled.services).toEqual(['web-1', 'web-2']);
    expect(dumps.map(({ dump }) => dump)).toEqual([...plain, ...plain]);
  });
});

it('names of services and examples are read as they are written', () => {
  const { peeled } = read(
    lines(['│ Wörker-1 ', '│ Wörker-2 '].flatMap((prefix) => dumpLines.map((line) => prefix + line))),
  );
  expect(peeled.services).toEqual(['│ Wörker-1', '│ Wörker-2']);
  expect(peeled.envelopes).toEqual([{ kind: 'prefix', detail: '│ Wörker-1 ' }]);
});

describe('counts and profiles as text', () => {
  const counts = [
    'goroutine profile: total 5',
    '3 @ 0x1 0x2',
    '#\t0x1\tmain.a+0x1\t/a/a.go:1',
    '#\t0x2\tmain.main+0x1\t/a/a.go:9',
    '',
    '2 @ 0x3 0x4',
    '#\t0x3\tmain.b+0x1\t/a/b.go:2',
  ];
  it.each<readonly [string, string]>([
    ...exportedLogs.map(([what, , wrap]) => [what, wrap(counts)] as const),
    ['two spaces in front', lines(counts.map((line) => `  ${line}`))],
    [
      'a list of Ansible',
      lines([
        'ok: [web1] => {',
        '    "msg": [',
        ...counts.map((line) => `        ${JSON.stringify(line)},`),
        '    ]',
        '}',
      ]),
    ],
    ['a diff', lines(counts.map((line) => `-${line}`))],
  ])('are read: %s', (_what, text) => {
    expect(dumpsOf(text)).toEqual(dumpsOf(lines(counts)));
  });

  it('end in front of a fence', () => {
    const [dump] = dumpsOf(`${lines(counts).trimEnd()}\`\`\`\n`);
    expect(dump?.groups.at(-1)?.stack).toEqual([{ function: 'main.b', file: '/a/b.go', line: 2, inlined: false }]);
  });

  it.each<readonly [string, string]>([
    ['in one line', counts.join(' ')],
    ['with ends of lines that nobody knows', counts.join('\u2028')],
    [
      'in lines with a heading each',
      counts.map((line) => `2024-05-02 10:11:12,123 DEBG 'shop' stderr output:\n${line}`).join('\n'),
    ],
  ])('are none where nothing stands behind their heading: %s', (_what, text) => {
    expect(decoder.loggedProfiles(new TextEncoder().encode(text), 'log')).toEqual([]);
  });
});

describe('lines that a terminal broke', () => {
  const paths = new TextDecoder().decode(readFixture('profiles/goroutine.paths.debug2.txt'));
  const broken = (text: string, columns: number) =>
    text
      .replaceAll('\t', '        ')
      .split('\n')
      .flatMap((line) => line.match(new RegExp(`.{1,${columns}}`, 'g')) ?? [''])
      .join('\n');

  it.each([60, 72, 80, 100])('are joined again: %i columns', (columns) => {
    const text = broken(paths, columns);
    expect(text).not.toBe(paths.replaceAll('\t', '        '));
    expect(read(text).peeled.envelopes).toEqual([{ kind: 'wrapped', detail: String(columns) }]);
    expect(dumpsOf(text)).toEqual(dumpsOf(paths));
  });

  it('are left where nothing is broken, however many are as long as the longest', () => {
    for (const name of ['goroutine.debug2.txt', 'goroutine.healthy.debug2.txt', 'goroutine.paths.debug2.txt'])
      expect(decoder.goroutineText(readFixture(`profiles/${name}`), name).peeled.envelopes).toEqual([]);
  });
});
