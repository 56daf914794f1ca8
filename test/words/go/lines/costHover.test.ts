import { describe, expect, it } from 'vitest';
import { blockedHover, heapHover, spawnHover } from '../../../../src/words/go/lines/costHover';
import { siteLink } from '../../../../src/words/lines/siteLink';
import type { ResolvedSite } from '../../../../src/shared/model/sourceLocation';
import { blockedSite, frameAt, heapSite, resolved, spawnSite } from './sites';

const link = ({ path, line }: ResolvedSite) => siteLink(`file://${path}#L${String(line)}`, path, line);
const megabyte = 1024 * 1024;

/** Entities read back, so that the expectations can be read. */
function readable(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

describe('the hover of a line that waits', () => {
  it('has all that is known, links and stacks', () => {
    const site = blockedSite({
      minutes: { min: 1, max: 7 },
      growth: 118,
      spawns: [{ site: resolved({ line: 25 }), count: 400 }],
      stacks: [
        {
          count: 300,
          frames: [
            frameAt('runtime.gopark'),
            frameAt('runtime.chansend'),
            frameAt('main.(*session).receive', '/ws/gateway.go', 38),
          ],
        },
      ],
    });
    expect(readable(blockedHover(site, link))).toBe(
      [
        '**Waiting goroutines** `main.(*session).receive`',
        '',
        '| | |',
        '|:--|:--|',
        '| Goroutines waiting here | 412 |',
        '| Waiting for | channel send |',
        '| Waiting | up to 7 min (as the garbage collector saw them) |',
        '| Growth | ↑118/min |',
        '| Started by | [gateway.go:25](file:///ws/gateway.go#L25) (400) |',
        '',
        'Stack of 300:',
        '',
        '- `main.(*session).receive` gateway.go:38',
      ].join('\n'),
    );
  });

  it('links the frames of its stacks to where they are, libraries included', () => {
    const frames = [
      frameAt('net/http.(*conn).serve', '/go/src/net/http/server.go', 12),
      frameAt('lib.gone', '/x/lib.go', 3),
    ];
    const frameUri = ({ file, line }: { file: string; line: number }) =>
      file.startsWith('/go/') ? `file://${file}#L${String(line)}` : null;
    const markdown = readable(blockedHover(blockedSite({ stacks: [{ count: 1, frames }] }), link, frameUri));
    expect(markdown).toContain('- `net/http.(*conn).serve` [server.go:12](file:///go/src/net/http/server.go#L12)');
    expect(markdown).toContain('- `lib.gone` lib.go:3');
  });

  it('leaves out what is not known', () => {
    const markdown = blockedHover(blockedSite(), link);
    for (const word of ['Growth', 'Started', 'garbage', 'Stack']) expect(markdown).not.toContain(word);
  });

  it('shows two stacks and says that there are more', () => {
    const stack = { count: 5, frames: [frameAt('main.a')] };
    expect(blockedHover(blockedSite({ stacks: [stack, stack] }), link)).not.toContain('more stacks');
    const three = blockedHover(blockedSite({ stacks: [stack, stack, stack] }), link);
    expect(three.match(/Stack of/g)).toHaveLength(2);
    expect(three.endsWith('… and more stacks')).toBe(true);
  });

  it.each([
    [12, 12, null],
    [13, 13, null],
    [14, 12, '- … 2 more frames'],
    [128, 12, '- … 116 more frames'],
  ])('of a stack of %d frames shows %d', (depth, shown, rest) => {
    const frames = Array.from({ length: depth }, (_, level) => frameAt(`main.f${String(level)}`));
    const lines = blockedHover(blockedSite({ stacks: [{ count: 1, frames }] }), link).split('\n');
    expect(lines.filter((line) => line.startsWith('- `'))).toHaveLength(shown);
    expect(lines.find((line) => line.includes('more frames')) ?? null).toBe(rest);
  });

  it('shows a stack of the runtime alone as it is', () => {
    const frames = [frameAt('runtime.gopark'), frameAt('runtime.main')];
    expect(blockedHover(blockedSite({ stacks: [{ count: 1, frames }] }), link)).toContain('- `runtime.gopark`');
  });
});

it('the hover of a line that starts goroutines names where they wait', () => {
  const waits = [
    { site: resolved(), kind: 'chan-send', count: 400 },
    { site: resolved({ line: 51 }), kind: 'select', count: 12 },
  ] as const;
  expect(readable(spawnHover(spawnSite({ growth: 118, waits }), link))).toBe(
    [
      '**Where they start** `main.(*gateway).serve`',
      '',
      '| | |',
      '|:--|:--|',
      '| Goroutines started here that wait | 412 |',
      '| Growth | ↑118/min |',
      '| Wait at | [gateway.go:38](file:///ws/gateway.go#L38) (400, channel send) |',
      '| Wait at | [gateway.go:51](file:///ws/gateway.go#L51) (12, select) |',
    ].join('\n'),
  );
});

describe('the hover of a line that allocates', () => {
  it('has bytes, objects, share, growth, the library and the stacks', () => {
    const site = heapSite({
      growth: 9.1 * megabyte,
      via: 'reflect.MakeSlice',
      stacks: [{ bytes: 30 * megabyte, frames: [frameAt('reflect.MakeSlice', 'reflect/value.go', 3061)] }],
    });
    expect(readable(heapHover(site, 37.1 * megabyte))).toBe(
      [
        '**Memory allocated here** `main.(*session).receive`',
        '',
        '| | |',
        '|:--|:--|',
        '| In use | 31.2 MB in 412 objects |',
        '| Share of the live heap | 84% of 37.1 MB |',
        '| Growth | ↑9.10 MB/min |',
        '| Allocated in | `reflect.MakeSlice` |',
        '',
        'Sampled, as of the last garbage collection. The line is where the memory was allocated, not who still holds it.',
        '',
        'Stack of 30.0 MB:',
        '',
        '- `reflect.MakeSlice` value.go:3061',
      ].join('\n'),
    );
  });

  it.each([
    ['a leak', { freedBytes: 0, livesMillis: null }, ['| Allocated | 60.0 MB in 5 min, nothing freed |']],
    [
      'a busy line',
      { freedBytes: 58.8 * megabyte, livesMillis: 2600 },
      ['| Allocated | 60.0 MB in 5 min, 98% of it freed |', '| Kept | 2.6 s on average |'],
    ],
    [
      'a queue that drains',
      { freedBytes: 90 * megabyte, livesMillis: 120_000 },
      ['| Allocated | 60.0 MB in 5 min, 90.0 MB freed |', '| Kept | 2 min on average |'],
    ],
  ])('says of %s what came and went', (_what, went, rows) => {
    const turnover = { windowMillis: 300_000, allocatedBytes: 60 * megabyte, ...went };
    const hover = readable(heapHover(heapSite({ turnover }), 0));
    expect(hover.split('\n').filter((line) => /Allocated \||Kept/.test(line))).toEqual(rows);
  });

  it('of one object has one object', () => {
    expect(heapHover(heapSite({ objects: 1 }), 0)).toContain('31.2 MB in 1 object |');
  });
});

describe('a hostile service', () => {
  const name = '`</code><img src=x onerror=alert(1)>|[x](javascript:alert(1))\n\n# x';
  const frames = [frameAt(name, `/x/${name}`, 3), frameAt('', '', 0)];

  it.each([
    [
      'blocked',
      blockedHover(
        blockedSite({ site: { function: name }, kind: 'other', state: name, stacks: [{ count: 1, frames }] }),
        link,
      ),
    ],
    ['spawn', spawnHover(spawnSite({ site: { function: name } }), link)],
    ['heap', heapHover(heapSite({ site: { function: name }, via: name, stacks: [{ bytes: 1, frames }] }), 5)],
  ])('cannot put anything but text into the hover: %s', (_kind, markdown) => {
    const outsideCode = markdown.replace(/`[^`\n]*`/g, '');
    expect(outsideCode).not.toMatch(/<img|javascript:|\]\((?!file:)|^# /m);
    for (const row of markdown.split('\n').filter((line) => line.startsWith('| '))) {
      expect(row.replace(/[^|]/g, '')).toBe('|||');
    }
  });
});

describe('the link of a site', () => {
  it('goes to its line', () => {
    expect(readable(siteLink('file:///ws/a.go#L12', '/ws/a.go', 12))).toBe('[a.go:12](file:///ws/a.go#L12)');
  });

  it('is text where the line is not there any more', () => {
    expect(readable(siteLink(null, '/ws/a.go', 12))).toBe('a.go:12');
  });

  it('has a label that cannot end it', () => {
    expect(siteLink('file:///ws/x', '/ws/a](b).go', 1)).not.toMatch(/\]\(b/);
  });
});
