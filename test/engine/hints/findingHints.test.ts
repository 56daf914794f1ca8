import { describe, expect, it } from 'vitest';
import { withFindings } from '../../../src/engine/hints/findingHints';
import type { SiteHint } from '../../../src/engine/hints/siteHint';
import { TargetLines } from '../../../src/engine/lines/targetLines';
import { MovedLines } from '../../../src/engine/lines/movedLines';
import { findingStage } from '../../../src/engine/states/findingStage';
import { plainHover } from '../../../src/shared/ports/words/lineWords';
import type { HintedFinding } from '../../../src/shared/ports/engine/engineApi';
import type { ResolvedSite } from '../../../src/shared/model/sourceLocation';
import type { Finding, IgnoreRule } from '../../../src/shared/model/finding';
import { goLineWords } from '../../support/go/goWords';
import { leak, related } from '../findings/builders';
import { textOf, Typist } from '../typist';

const cost: SiteHint = {
  path: '/ws/gateway.go',
  buildLine: 37,
  kind: 'blocked',
  text: '412 waiting ↑118/min',
  growing: true,
  confidence: null,
  isUnsure: false,
  isIgnored: false,
  restsOn: [],
  hover: () => 'what it costs',
};

function rule(about: Partial<IgnoreRule> = {}): IgnoreRule {
  return { id: leak().id, reason: 'by design', until: '2026-12-30', ...about };
}

function hinted(finding: Finding, ignoredBy: IgnoreRule | null = null): HintedFinding {
  return { ...finding, stage: findingStage(finding, { asOfMillis: null, isEdited: false }), ignoredBy };
}

function hintsOf(finding: HintedFinding): readonly SiteHint[] {
  const lines = new TargetLines(new MovedLines(new Typist(textOf('')).unsaved));
  const link = ({ path }: ResolvedSite) => path;
  return withFindings([cost], [finding], { words: goLineWords, lines, link, readingLink: link, textAt: () => null });
}

describe('the hint of a finding', () => {
  it('stands in the place of what the line costs, and rests on its line and those that belong to it', () => {
    const outside = related({ path: null, role: 'origin' });
    const [hint, ...others] = hintsOf(hinted(leak({ related: [related(), outside] })));
    expect(others).toEqual([]);
    expect(hint).toMatchObject({ confidence: 'probable', growing: true, isUnsure: false, isIgnored: false });
    expect(hint?.restsOn).toEqual([
      { path: '/ws/gateway.go', buildLine: 37 },
      { path: '/ws/gateway.go', buildLine: 24 },
    ]);
  });

  it('rests on no line when it is fixed or explains: nothing is to be checked', () => {
    for (const finding of [leak({ status: 'fixed' }), leak({ confidence: 'info' })])
      expect(hintsOf(hinted(finding))[0]?.restsOn).toEqual([]);
  });
});

describe('the hint of a finding that a rule ignores', () => {
  it.each([
    ['2026-12-30', 'ignored until 2026-12-30'],
    [null, 'ignored'],
  ])('until %s: is grey, warns of nothing and says so: %s', (until, words) => {
    const [hint, ...others] = hintsOf(hinted(leak(), rule({ until })));
    expect(others).toEqual([]);
    expect(hint).toMatchObject({ confidence: null, growing: false, isUnsure: true, isIgnored: true, restsOn: [] });
    expect(hint?.text).toBe(`${goLineWords.findingText(leak())} · ${words}`);
    expect(hint?.shortText).toBe(`${goLineWords.findingText(leak(), 'scarce')} · ${words}`);
  });

  it.each([
    [rule(), 'Ignored until 2026-12-30 by a rule in .leaklens.json: by design'],
    [rule({ until: null }), 'Ignored by a rule in .leaklens.json: by design'],
    [rule({ reason: '' }), 'Ignored until 2026-12-30 by a rule in .leaklens.json.'],
    [rule({ reason: '', until: null }), 'Ignored by a rule in .leaklens.json.'],
    [rule({ until: null, reason: '[a](b)' }), 'Ignored by a rule in .leaklens.json: [a](b)'],
  ])('tells in the hover by what and why, before the verdict, which no problem on the line says', (by, words) => {
    const [hint] = hintsOf(hinted(leak(), by));
    const paragraphs = hint?.hover({ ...plainHover, showsProblem: true }).split('\n\n') ?? [];
    const read = paragraphs.map((text) =>
      text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
    );
    expect(read[0]).toBe(words);
    expect(paragraphs[0]).not.toContain('](');
    expect(read[1]).toMatch(/^\*\*Probable goroutine leak/);
    expect(read.at(-1)).toBe('what it costs');
  });
});
