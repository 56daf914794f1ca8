import { beforeEach, describe, expect, it } from 'vitest';
import { verdicts } from '../../../src/analyse/verdicts/verdicts';
import { FindingService } from '../../../src/lsp/findings/findingService';
import { LineBook } from '../../../src/lsp/lineBook';
import { OpenDocuments } from '../../../src/lsp/openDocuments';
import { TargetLines } from '../../../src/lsp/targetLines';
import { LeakLensError } from '../../../src/shared/model/errors';
import type { Baseline, IgnoreRule } from '../../../src/shared/model/finding';
import { findingWords } from '../../../src/words/findingWords';
import { FakeClock } from '../fakeClock';
import { leak, related, site } from './builders';

const target = { id: 'shop-1', name: 'shop', url: 'http://localhost:6060/debug/pprof/' };
const uri = 'file:///ws/gateway.go';
const text = Array.from({ length: 60 }, (_, line) => `\tline ${String(line)}`).join('\n');

/** Stores in memory: what the disk does is told in test/store. */
function service() {
  const documents = new OpenDocuments();
  const kept = new Map<string, Baseline>();
  const rules: IgnoreRule[] = [];
  const logged: string[] = [];
  let isBroken = false;
  const log = (message: string) => void logged.push(message);
  const findings = new FindingService({
    verdicts,
    words: findingWords,
    documents,
    clock: new FakeClock(Date.parse('2026-11-20')),
    log: { info: log, warn: log, error: log },
    baselines: {
      load: ({ id }) => Promise.resolve(kept.get(id) ?? null),
      save: ({ id }, baseline) => Promise.resolve(void kept.set(id, baseline)),
      clear: ({ id }) => Promise.resolve(void kept.delete(id)),
    },
    ignores: {
      read: () =>
        isBroken
          ? Promise.reject(new LeakLensError({ kind: 'unreadable', subject: '/ws/.leaklens.json', detail: 'no JSON' }))
          : Promise.resolve(rules),
      add: (folder, rule) => Promise.resolve((rules.push(rule), `${folder}/.leaklens.json`)),
      remove: (folder, id) => {
        const at = rules.findIndex((rule) => rule.id === id);
        return Promise.resolve(at < 0 ? null : (rules.splice(at, 1), `${folder}/.leaklens.json`));
      },
    },
  });
  const lines = new TargetLines(new LineBook(documents));
  return { findings, documents, kept, rules, logged, judged: { target, lines }, breakIgnores: () => (isBroken = true) };
}

describe('what is found', () => {
  let given: ReturnType<typeof service>;

  beforeEach(() => {
    given = service();
  });

  it('is shown at its line, in words, with what belongs to it', () => {
    given.findings.report(given.judged, [leak()]);
    expect(given.findings.views()).toMatchObject([
      {
        targetName: 'shop',
        baselineSetAtMillis: null,
        findings: [
          {
            kind: 'goroutine-leak',
            confidence: 'probable',
            place: { uri, line: 37, label: 'gateway.go:38' },
            related: [{ place: { uri, line: 24, label: 'gateway.go:25' } }],
            ignored: null,
            status: null,
          },
        ],
      },
    ]);
  });

  it.each([
    ['proven', 1],
    ['probable', 2],
    ['possible', 3],
    ['info', 4],
  ] as const)('is a problem of its own severity when it is %s', (confidence, severity) => {
    given.findings.report(given.judged, [leak({ confidence })]);
    expect(given.findings.diagnostics('/ws/gateway.go')).toMatchObject([
      {
        severity,
        source: 'LeakLens',
        code: 'goroutine-leak',
        range: { start: { line: 37 } },
        relatedInformation: [{ location: { uri, range: { start: { line: 24 } } } }],
      },
    ]);
  });

  it('marks the code of the line, and follows edits above it', () => {
    given.documents.open(uri, 'go', 1, text);
    given.findings.report(given.judged, [leak()]);
    const rangeNow = () => given.findings.diagnostics('/ws/gateway.go')[0]?.range;
    expect(rangeNow()).toEqual({ start: { line: 37, character: 1 }, end: { line: 37, character: 8 } });
    const start = { line: 0, character: 0 };
    given.documents.change(uri, 2, [{ range: { start, end: start }, text: '\n\n' }]);
    expect(rangeNow()?.start.line).toBe(39);
  });

  it('names its target among the problems as soon as there are several, and no longer when there is one', () => {
    const other = { ...given.judged, target: { ...target, id: 'shop-2', name: 'shop 2' } };
    const messages = () => given.findings.diagnostics('/ws/gateway.go').map(({ message }) => message);
    const title = findingWords.title(leak());
    given.findings.report(given.judged, [leak()]);
    const alone = given.findings.outline();
    expect(messages()).toEqual([title]);
    given.findings.report(other, []);
    expect(messages()).toEqual([`shop: ${title}`]);
    // An editor asks again for diagnostics when this changes.
    expect(given.findings.outline()).not.toBe(alone);
    given.findings.report(other, [leak()]);
    expect(messages()).toEqual([`shop: ${title}`, `shop 2: ${title}`]);
    given.findings.remove('shop-2');
    expect(messages()).toEqual([title]);
    expect(given.findings.outline()).toBe(alone);
  });

  it('is no problem any more when it is fixed, or has no place', () => {
    given.findings.report(given.judged, [leak({ status: 'fixed' }), leak({ id: 'x', site: site({ path: null }) })]);
    expect(given.findings.diagnostics('/ws/gateway.go')).toEqual([]);
    expect(given.findings.views()[0]?.findings).toHaveLength(2);
  });

  it('can be ignored: kept in the list with the reason, gone from lines and problems', async () => {
    await given.findings.setFolders(['/other', '/ws']);
    given.findings.report(given.judged, [leak()]);
    const path = await given.findings.ignore({ id: leak().id, reason: 'by design', until: null });
    expect(path).toBe('/ws/.leaklens.json');
    expect(given.findings.views()[0]?.findings[0]?.ignored).toBe('by design');
    expect(given.findings.diagnostics('/ws/gateway.go')).toEqual([]);
    expect(given.findings.hintedOf(target.id)).toEqual([]);
  });

  it('is no longer ignored once a person says so: back on its line and among the problems at once', async () => {
    await given.findings.setFolders(['/other', '/ws']);
    given.findings.report(given.judged, [leak()]);
    await given.findings.ignore({ id: leak().id, reason: 'by design', until: null });
    let changes = 0;
    given.findings.changes.on(() => (changes += 1));
    expect(await given.findings.stopIgnoring(leak().id)).toBe('/other/.leaklens.json');
    expect(changes).toBe(1);
    expect(given.findings.views()[0]?.findings[0]?.ignored).toBeNull();
    expect(given.findings.diagnostics('/ws/gateway.go')).toHaveLength(1);
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
    given.findings.report(given.judged, [leak()]);
    expect(await given.findings.ignoredFindings()).toEqual([
      { id: leak().id, reason: 'by design', until: null, title: findingWords.title(leak()) },
      { id: 'heap-growth:main.put+9', reason: 'a cache', until: '2026-11-20', title: null },
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
    given.findings.report(given.judged, [leak()]);
    expect(given.findings.views()[0]?.findings[0]?.ignored).toBe(ignored);
  });

  it('is all shown while the ignore file cannot be read, and the log says why', async () => {
    given.breakIgnores();
    await given.findings.setFolders(['/ws']);
    given.findings.report(given.judged, [leak()]);
    expect(given.findings.views()[0]?.findings[0]?.ignored).toBeNull();
    expect(given.logged.join()).toContain('/ws/.leaklens.json: no JSON');
  });

  it('is compared with the baseline that a person sets, until it is cleared', async () => {
    given.findings.report(given.judged, [leak()]);
    await given.findings.setBaseline(target.id);
    given.findings.report(given.judged, [leak(), leak({ id: 'goroutine-leak:main.other:select+1' })]);
    const statuses = () => given.findings.views()[0]?.findings.map(({ status }) => status);
    expect(statuses()).toEqual(expect.arrayContaining(['unchanged', 'new']));
    await given.findings.clearBaseline(target.id);
    expect(statuses()).toEqual([null, null]);
    expect(given.kept.size).toBe(0);
  });

  it('is compared with a baseline of an earlier session', async () => {
    given.findings.report(given.judged, [leak()]);
    await given.findings.setBaseline(target.id);
    const next = service();
    next.kept.set(target.id, given.kept.get(target.id)!);
    await next.findings.loadBaseline(target);
    next.findings.report(next.judged, [leak()]);
    expect(next.findings.views()[0]?.findings[0]?.status).toBe('unchanged');
  });

  it('goes with its target', () => {
    given.findings.report(given.judged, [leak()]);
    given.findings.remove(target.id);
    expect(given.findings.views()).toEqual([]);
    expect([...given.findings.paths()]).toEqual([]);
  });
});

describe('what can be done about a finding', () => {
  const edit = {
    path: '/ws/gateway.go',
    start: { line: 26, column: 10 },
    end: { line: 26, column: 10 },
    text: ', 1',
  };
  const fixable = leak({ fixes: [{ kind: 'buffer-channel', operand: 'result', edits: [edit] }] });

  function titles(given: ReturnType<typeof service>, line = 37, hostCommands = true) {
    const context = { diagnostics: [], hostCommands };
    return given.findings.actions('/ws/gateway.go', { start: line, end: line }, context).map(({ title }) => title);
  }

  it('are its fixes, the way to its other ends, and to ignore it', () => {
    const given = service();
    given.findings.report(given.judged, [fixable]);
    expect(titles(given)).toEqual([
      'Give result room for what is sent',
      expect.stringMatching(/^Go to gateway\.go:25: /),
      'Ignore this finding',
    ]);
    expect(titles(given, 36)).toEqual([]);
  });

  it('changes the file where the source was read', () => {
    const given = service();
    given.documents.open(uri, 'go', 3, text);
    given.findings.report(given.judged, [fixable]);
    const context = { diagnostics: [], hostCommands: true };
    const [fix] = given.findings.actions('/ws/gateway.go', { start: 37, end: 37 }, context);
    const at = { line: 25, character: 10 };
    expect(fix?.edit).toEqual({
      documentChanges: [
        { textDocument: { uri, version: 3 }, edits: [{ range: { start: at, end: at }, newText: ', 1' }] },
      ],
    });
  });

  it('holds no fix any more once the file was edited', () => {
    const given = service();
    given.documents.open(uri, 'go', 1, text);
    given.findings.report(given.judged, [fixable]);
    const start = { line: 50, character: 0 };
    given.documents.change(uri, 2, [{ range: { start, end: start }, text: 'x' }]);
    expect(titles(given)).not.toContain('Give result room for what is sent');
    given.documents.save(uri);
    expect(titles(given)).not.toContain('Give result room for what is sent');
  });

  it('names a place once, and not the line itself', () => {
    const given = service();
    given.findings.report(given.judged, [leak({ related: [related(), related(), related({ line: 38 })] })]);
    expect(titles(given).filter((title) => title.startsWith('Go to'))).toHaveLength(1);
  });

  it('is offered once where two services run the same code', () => {
    const given = service();
    const other = { ...target, id: 'shop-2', name: 'shop 2' };
    given.findings.report(given.judged, [fixable]);
    given.findings.report({ ...given.judged, target: other }, [fixable]);
    expect(titles(given)).toEqual([
      'Give result room for what is sent',
      expect.stringMatching(/^Go to gateway\.go:25: /),
      'Ignore this finding',
    ]);
  });

  it('asks for a reason where the editor can', () => {
    const given = service();
    given.findings.report(given.judged, [leak()]);
    const ignoring = (hostCommands: boolean) =>
      given.findings.actions('/ws/gateway.go', { start: 37, end: 37 }, { diagnostics: [], hostCommands }).at(-1)
        ?.command;
    expect(ignoring(true)).toMatchObject({ command: 'leaklens.ignoreFinding', arguments: [leak().id] });
    expect(ignoring(false)).toMatchObject({ command: 'leaklens.engine.ignore', arguments: [leak().id] });
  });
});
