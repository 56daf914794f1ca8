import { beforeEach, describe, expect, it } from 'vitest';
import { leak } from './builders';
import { found } from './found';
import { findingService, target } from './findingServices';

describe('what is found', () => {
  let given: ReturnType<typeof findingService>;

  beforeEach(() => {
    given = findingService();
  });

  it('can be ignored: kept in the list with the reason, gone from lines and problems', async () => {
    await given.findings.setFolders(['/other', '/ws']);
    given.findings.report(given.judged, found(leak()));
    const path = await given.findings.ignore({ id: leak().id, reason: 'by design', until: null });
    expect(path).toBe('/ws/.leaklens.json');
    expect(given.findings.ignored(leak())).toBe('by design');
    expect(given.findings.openIn('/ws/gateway.go')).toEqual([]);
    expect(given.findings.hintedOf(target.id)).toEqual([]);
    expect(given.findings.onLinesOf(target.id)).toMatchObject([
      { id: leak().id, ignoredBy: { reason: 'by design', until: null } },
    ]);
  });

  it('is on no line when it is ignored and fixed', async () => {
    given.rules.push({ id: leak().id, reason: 'by design', until: null });
    await given.findings.setFolders(['/ws']);
    given.findings.report(given.judged, found(leak({ status: 'fixed' }), leak({ id: 'x', status: 'fixed' })));
    expect(given.findings.onLinesOf(target.id)).toMatchObject([{ id: 'x', ignoredBy: null }]);
  });

  it('is no longer ignored once a person says so: back on its line and among the problems at once', async () => {
    await given.findings.setFolders(['/other', '/ws']);
    given.findings.report(given.judged, found(leak()));
    await given.findings.ignore({ id: leak().id, reason: 'by design', until: null });
    let changes = 0;
    given.findings.changes.on(() => (changes += 1));
    expect(await given.findings.stopIgnoring(leak().id)).toBe('/other/.leaklens.json');
    expect(changes).toBe(1);
    expect(given.findings.ignored(leak())).toBeNull();
    expect(given.findings.openIn('/ws/gateway.go')).toHaveLength(1);
    expect(given.findings.hintedOf(target.id)).toHaveLength(1);
  });

  it('is listed while it is ignored, with reason and last day, also when no service has it now', async () => {
    given.rules.push(
      { id: leak().id, reason: 'by design', until: null },
      { id: 'heap-growth:main.put+9', reason: 'a cache', until: '2026-11-20' },
      { id: 'heap-growth:main.old+1', reason: 'over', until: '2026-11-19' },
      { id: leak().id, reason: 'a second rule', until: null },
    );
    await given.findings.setFolders(['/ws', '/other']);
    given.findings.report(given.judged, found(leak()));
    expect(await given.findings.ignoredFindings()).toMatchObject([
      { rule: { id: leak().id, reason: 'by design', until: null }, finding: leak() },
      { rule: { id: 'heap-growth:main.put+9', reason: 'a cache', until: '2026-11-20' }, finding: null },
    ]);
  });

  it('that nobody ignores cannot be taken back, and a file with a mistake says so', async () => {
    await given.findings.setFolders(['/ws']);
    await expect(given.findings.stopIgnoring('x')).rejects.toMatchObject({ problem: { kind: 'not-found' } });
    given.breakIgnores();
    await expect(given.findings.ignoredFindings()).rejects.toMatchObject({ problem: { kind: 'unreadable' } });
  });

  it('is not ignored by a rule that nobody could read again', async () => {
    await given.findings.setFolders(['/ws']);
    const nothing = {} as { id: string; reason: string; until: null };
    await expect(given.findings.ignore(nothing)).rejects.toMatchObject({ problem: { kind: 'unreadable' } });
    expect(given.rules).toEqual([]);
  });

  it.each([
    ['2026-11-19', null],
    ['2026-11-20', 'soon'],
  ])('is ignored until %s inclusive', async (until, ignored) => {
    given.rules.push({ id: leak().id, reason: 'soon', until });
    await given.findings.setFolders(['/ws']);
    given.findings.report(given.judged, found(leak()));
    expect(given.findings.ignored(leak())).toBe(ignored);
  });

  it('is told at the end of a watch with the rule that ignores it then, and what became of it', async () => {
    given.rules.push(
      { id: leak().id, reason: 'over', until: '2026-11-19' },
      { id: leak().id, reason: 'by design', until: '2026-11-20' },
      { id: leak().id, reason: 'a second rule', until: null },
    );
    await given.findings.setFolders(['/ws']);
    given.findings.report(given.judged, found(leak()));
    await given.findings.setBaseline(target.id);
    const other = leak({ id: 'goroutine-leak:main.other:select+1' });
    const told = given.findings.watched([leak(), other], given.kept.get(target.id)!);
    expect(told.map(({ finding, ignoredBy }) => [finding.status, ignoredBy?.reason])).toEqual(
      expect.arrayContaining([
        ['growing', 'by design'],
        ['new', undefined],
      ]),
    );
    expect(given.findings.watched([other], null)).toEqual([{ finding: other, ignoredBy: null }]);
    expect((await given.findings.ignoreFiles()).map(({ rules }) => rules.length)).toEqual([3]);
  });

  it('is all shown while the ignore file cannot be read, and the log says why', async () => {
    given.breakIgnores();
    await given.findings.setFolders(['/ws']);
    given.findings.report(given.judged, found(leak()));
    expect(given.findings.ignored(leak())).toBeNull();
    expect(given.logged.join()).toContain('/ws/.leaklens.json: no JSON');
  });

  it('is compared with the baseline that a person sets, until it is cleared', async () => {
    given.findings.report(given.judged, found(leak()));
    await given.findings.setBaseline(target.id);
    given.findings.report(given.judged, found(leak(), leak({ id: 'goroutine-leak:main.other:select+1' })));
    const statuses = () => given.findings.all()[0]?.findings.map(({ status }) => status);
    expect(statuses()).toEqual(expect.arrayContaining(['growing', 'new']));
    await given.findings.clearBaseline(target.id);
    expect(statuses()).toEqual([null, null]);
    expect(given.kept.size).toBe(0);
  });

  it('is compared with a baseline of an earlier session', async () => {
    given.findings.report(given.judged, found(leak()));
    await given.findings.setBaseline(target.id);
    const next = findingService();
    next.kept.set(target.id, given.kept.get(target.id)!);
    await next.findings.loadBaseline(target);
    next.findings.report(next.judged, found(leak()));
    expect(next.findings.all()[0]?.findings[0]?.status).toBe('growing');
  });

  it('goes with its target', () => {
    given.findings.report(given.judged, found(leak()));
    given.findings.remove(target.id);
    expect(given.findings.all()).toEqual([]);
    expect([...given.findings.paths()]).toEqual([]);
  });
});
