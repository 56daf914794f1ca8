import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import type { HoverEnds, HoverView } from '../../../src/shared/ports/words/lineWords';
import { plainHover } from '../../../src/shared/ports/words/lineWords';
import { goLineWords as lineWords } from '../../support/go/goWords';
import { goroutineLeak } from '../go/findings/findings';

const trend = Array.from({ length: 12 }, (_, minute) => [minute * 60_000, minute * 10] as const);
const leak = goroutineLeak({ pattern: 'premature-return', trend });

const ends: HoverEnds = {
  link: ({ path, line }) => lineWords.siteLink(`file://${path}#L${String(line)}`, path, line),
  readingLink: ({ path, line }) => lineWords.siteLink(`reading:${path}#L${String(line)}`, path, line),
  textAt: () => '\t\tgo ag.run()\n',
};

/** Blocks of the hover, entities read back. */
function blocks(view: HoverView, given: Partial<HoverEnds> = {}, more: readonly string[] = []): string[] {
  const markdown = lineWords.findingHover(leak, { ...ends, ...given }, view, more);
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))).split('\n\n');
}

const rich: HoverView = { isRich: true, showsProblem: true };

describe('the hover of a finding', () => {
  it('says the verdict, cause and remedy, the other ends, the trend, and last what it rests on', () => {
    expect(blocks(plainHover)).toEqual([
      expect.stringMatching(/^\*\*Probable goroutine leak: 120 goroutines stuck on .*\*\*$/),
      expect.stringMatching(/^The function that should receive returns first.*Give the channel room/),
      '- started at [agent.go:40](file:///work/sentinel/agent.go#L40) `main.(*agent).round`: `go ag.run()`',
      expect.stringMatching(/^`[▁▂▃▄▅▆▇█]+`$/),
      '**Evidence**',
      expect.stringMatching(/^- Waiting there now: 120 goroutines\./),
    ]);
  });

  it('does not repeat the problem that the editor shows above it, has a picture, and folds the evidence with what belongs to it', () => {
    const [advice, end, picture, ...folded] = blocks(rich, {}, ['Stack of 300:']);
    expect(advice).toMatch(/^The function that should receive/);
    expect(end).toMatch(/^- started at/);
    expect(picture).toMatch(/^!\[0 → 110 in 11 min\]\(data:image\/svg\+xml;base64,\S+\) {2}\n0 → 110 in 11 min$/);
    expect(folded).toEqual([
      '<details><summary>Evidence</summary>',
      expect.stringMatching(/^- Waiting there now/),
      'Stack of 300:',
      '</details>',
    ]);
  });

  it('names another end without its text where the file is not open', () => {
    expect(blocks(plainHover, { textAt: () => null })[2]).toMatch(/`main\.\(\*agent\)\.round`$/);
  });

  it('leads to where a process is in a library’s own source, as what nobody edits, after all other ends', () => {
    const path = '/usr/lib/erlang/lib/stdlib-4.2/src/gen_server.erl';
    const runsIn = { function: 'gen_server:loop/7', file: path, path, line: 1120 };
    const markdown = lineWords.findingHover({ ...leak, runsIn }, ends, plainHover);
    const [, , rows = ''] = markdown
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
      .split('\n\n');
    const last = rows.split('\n').at(-1);
    expect(last).toBe(`- is in [gen_server.erl:1120](reading:${path}#L1120) \`gen_server:loop/7\``);
  });

  it('shows no more other ends than leave the rest in sight', () => {
    const [site] = leak.related;
    const related = Array.from({ length: 6 }, (_, line) => ({ ...site!, line: 100 + line }));
    const markdown = lineWords.findingHover({ ...leak, related }, ends, plainHover);
    expect(markdown.match(/^- started at/gm)).toHaveLength(3);
    expect(markdown).toContain('- … and 3 more');
  });

  it('makes no HTML of what a service names', () => {
    const named = { ...leak, operation: '<img src=x onerror=y>', related: [{ ...leak.related[0]!, function: '<b>' }] };
    const html = new MarkdownIt({ html: true }).render(
      lineWords.findingHover(named, { ...ends, textAt: () => '<script>' }, { ...rich, showsProblem: false }),
    );
    expect(html.match(/<(img|b|script)\b/g)).toBeNull();
  });
});
