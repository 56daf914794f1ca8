// What `watch` writes of verdicts that changed meanwhile.
import { describe, expect, it } from 'vitest';
import { judgedUnder } from '../judgedUnder';
import { goroutineLeak, heapGrowth, megabyte } from '../../words/go/findings/findings';
import { startedAtMillis, written } from '../writtenReport';

describe('what became of verdicts', () => {
  const at = (seconds: number) => startedAtMillis + seconds * 1000;
  /** As this machine names the time. */
  const clock = (millis: number) => new Date(millis).toTimeString().slice(0, 8);
  const steps = [
    { atMillis: at(14), standing: 'growing', confidence: 'probable' },
    { atMillis: at(40), standing: 'withdrawn', confidence: 'info' },
  ] as const;
  const course = { standing: 'withdrawn', sinceMillis: at(40), doubt: 'filled', toldBy: null, steps } as const;
  const takenBack = [heapGrowth({ confidence: 'info', rate: null, course })];
  const standing = goroutineLeak({
    rate: null,
    lastSeenMillis: at(60),
    evidence: [{ name: 'stands', value: at(20), unit: 'millis' }],
    course: { ...course, standing: 'stands', sinceMillis: at(20), doubt: null, steps: steps.slice(0, 1) },
  });
  const rules = { failOn: 'probable', isCompared: false } as const;
  const findings = judgedUnder([standing], rules);

  it('a leak that stands says since when, and fails', () => {
    const text = written('text', { findings, takenBack });
    expect(text).toContain('“ag.w <- 1” (chan send) · not growing for 40 s');
    expect(text).toContain('probable: all of it is still there, though it grows no more');
    expect(text).toContain(`It has not grown since ${clock(at(20))}; all of it is still there.`);
    expect(text).toContain('Failed: 1 at or above “probable” (--fail-on).');
  });

  it.each(['text', 'markdown'] as const)('what was taken back is told in %s, with the reason', (format) => {
    const text = written(format, { findings, takenBack })
      .replaceAll(/\n {2}(?=\S)/g, ' ')
      .replaceAll('&#58;', ':');
    expect(text).toContain('Probable for a time, and not any more:');
    expect(text).toContain(`It was probable from ${clock(at(14))} until ${clock(at(40))}.`);
    expect(text).toContain('it is full, like a cache that has its size.');
  });

  it('is data in JSON and SARIF', () => {
    const json = JSON.parse(written('json', { findings, takenBack })) as Record<string, object[]>;
    expect(json['findings']).toMatchObject([{ standing: 'stands', since: '2026-01-02T03:04:25.000Z', fails: true }]);
    expect(json['takenBack']).toMatchObject([
      { standing: 'withdrawn', doubt: 'filled', fails: false, history: [{ confidence: 'probable' }, {}] },
    ]);
    const sarif = JSON.parse(written('sarif', { findings, takenBack })) as { runs: { results: object[] }[] };
    expect(sarif.runs[0]?.results).toMatchObject([{ kind: 'fail' }, { kind: 'informational', level: 'none' }]);
  });
});

describe('what grew and is no finding', () => {
  const grown = [
    {
      what: 'live-heap',
      site: null,
      unit: 'bytes',
      before: 14.7 * megabyte,
      now: 39.2 * megabyte,
      doubt: 'few',
      needsSeconds: 180,
    },
    { what: 'goroutines', site: null, unit: 'goroutines', before: 12, now: 40, doubt: null, needsSeconds: null },
  ] as const;

  it('is told in text, with the reason and how long to watch', () => {
    const text = written('text', { findings: [], grown }).replaceAll(/\n {2}(?=\S)/g, ' ');
    expect(text).toContain(
      '• live heap grew by 24.5 MB: 14.7 MB → 39.2 MB. There were too few garbage collections to tell.',
    );
    expect(text).toContain('Watch for 3 min in all to tell.');
    expect(text).toContain('• the number of goroutines grew by 28: 12 → 40. It is too slow for a watch of a day.');
    expect(text).toContain('There is no verdict on what grew: watch longer.');
    expect(text).not.toContain('no number that was watched grows');
  });

  it('is told in Markdown and JSON', () => {
    expect(written('markdown', { findings: [], grown })).toContain('24.5 MB');
    const json = JSON.parse(written('json', { findings: [], grown })) as { grown: object[] };
    expect(json.grown).toMatchObject([{ what: 'live-heap', needsSeconds: 180 }, { what: 'goroutines' }]);
  });
});
