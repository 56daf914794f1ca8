import { beforeEach, describe, expect, it } from 'vitest';
import { findingActions } from '../../../src/lsp/findings/findingActions';
import { findingDiagnostics } from '../../../src/lsp/findings/findingDiagnostics';
import { findingOutline } from '../../../src/lsp/findings/findingOutline';
import { ignoredViews, targetFindings } from '../../../src/lsp/findings/targetFindings';
import { goRuntime } from '../../../src/runtimes/go';
import { runtimesOf } from '../../../src/shared/ports/runtime/runtime';
import { serviceWords } from '../../../src/words/services/serviceWords';
import { goWords } from '../../support/go/goWords';
import { leak, related, site } from '../../engine/findings/builders';
import { found } from '../../engine/findings/found';
import { findingService, target } from '../../engine/findings/findingServices';

const uri = 'file:///ws/gateway.go';
const path = '/ws/gateway.go';
const text = Array.from({ length: 60 }, (_, line) => `\tline ${String(line)}`).join('\n');

type Given = ReturnType<typeof findingService>;

const words = goWords;
const runtimes = runtimesOf([goRuntime]);
const views = ({ findings, documents }: Given) =>
  targetFindings(findings, { words, documents, serviceWords, runtimes });
const diagnostics = ({ findings, documents }: Given, hostCommands = false) =>
  findingDiagnostics(path, findings, { words, documents, hostCommands });

function actions({ findings, documents }: Given, line: number, hostCommands: boolean) {
  const context = { path, lines: { start: line, end: line }, diagnostics: [] };
  return findingActions(context, findings, { words, documents, hostCommands });
}

describe('what is found', () => {
  let given: ReturnType<typeof findingService>;

  beforeEach(() => {
    given = findingService();
  });

  it('is shown at its line, in words, with what belongs to it', () => {
    given.findings.report(given.judged, found(leak()));
    expect(views(given)).toMatchObject([
      {
        targetName: 'shop',
        baselineSetAtMillis: null,
        findings: [
          {
            kind: 'goroutine-leak',
            confidence: 'probable',
            place: { uri, line: 37, label: 'gateway.go:38' },
            row: goWords.row(leak()),
            cure: goWords.cure(leak()),
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
    given.findings.report(given.judged, found(leak({ confidence })));
    expect(diagnostics(given)).toMatchObject([
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
    given.findings.report(given.judged, found(leak()));
    const rangeNow = () => diagnostics(given)[0]?.range;
    expect(rangeNow()).toEqual({ start: { line: 37, character: 1 }, end: { line: 37, character: 8 } });
    const start = { line: 0, character: 0 };
    given.documents.change(uri, 2, [{ range: { start, end: start }, text: '\n\n' }]);
    expect(rangeNow()?.start.line).toBe(39);
  });

  it('is no warning while its code is another one in the editor: problem, row and hint say that it has to be built', async () => {
    given.documents.open(uri, 'go', 1, text);
    given.findings.report(given.judged, found(leak(), leak({ id: 'over', status: 'fixed', confidence: 'info' })));
    const warned = diagnostics(given);
    const stages = () => views(given)[0]?.findings.map(({ stage }) => stage.stage);
    const changes: (string | null)[] = [];
    given.findings.changes.on((targetId) => void changes.push(targetId));
    const edit = async (written: string, version: number) => {
      const start = { line: 24, character: 1 };
      const end = { line: 24, character: 1 + (version === 2 ? 'line 24' : 'mended').length };
      given.documents.change(uri, version, [{ range: { start, end }, text: written }]);
      await Promise.resolve();
    };
    await edit('mended', 2);
    expect(changes).toEqual([target.id]);
    const changed = 'changed in the editor: rebuild and restart to check';
    expect(diagnostics(given)).toMatchObject([{ severity: 3, message: `${goWords.title(leak())} (${changed})` }]);
    expect(views(given)[0]?.findings.map(({ statusText }) => statusText)).toEqual([changed, 'fixed']);
    given.findings.report(given.judged, found(leak()));
    expect(stages()).toEqual(['edited']);
    await edit('line 24', 3);
    expect(stages()).toEqual(['growing']);
    expect(diagnostics(given)).toEqual(warned);
  });

  it('names its target among the problems as soon as there are several, and no longer when there is one', () => {
    const other = { ...given.judged, target: { ...target, id: 'shop-2', name: 'shop 2' } };
    const messages = () => diagnostics(given).map(({ message }) => message);
    const title = goWords.title(leak());
    given.findings.report(given.judged, found(leak()));
    const alone = findingOutline(given.findings);
    expect(messages()).toEqual([title]);
    given.findings.report(other, found());
    expect(messages()).toEqual([`shop: ${title}`]);
    // An editor asks again for diagnostics when this changes.
    expect(findingOutline(given.findings)).not.toBe(alone);
    given.findings.report(other, found(leak()));
    expect(messages()).toEqual([`shop: ${title}`, `shop 2: ${title}`]);
    given.findings.remove('shop-2');
    expect(messages()).toEqual([title]);
    expect(findingOutline(given.findings)).toBe(alone);
  });

  it('is no problem any more when it is fixed, or has no place', () => {
    given.findings.report(
      given.judged,
      found(leak({ status: 'fixed' }), leak({ id: 'x', site: site({ path: null }) })),
    );
    expect(diagnostics(given)).toEqual([]);
    expect(views(given)[0]?.findings).toHaveLength(2);
  });

  it('that a rule ignores is listed with its title, while a service has it', async () => {
    given.rules.push({ id: leak().id, reason: 'by design', until: null }, { id: 'x', reason: 'gone', until: null });
    await given.findings.setFolders(['/ws']);
    given.findings.report(given.judged, found(leak()));
    expect(ignoredViews(await given.findings.ignoredFindings(), { words })).toEqual([
      { id: leak().id, reason: 'by design', until: null, title: goWords.title(leak()) },
      { id: 'x', reason: 'gone', until: null, title: null },
    ]);
    expect(views(given)[0]?.findings[0]?.ignored).toBe('by design');
  });

  it.each([
    ['2026-12-30', null, 'ignored until 2026-12-30'],
    [null, null, 'ignored'],
    ['2026-12-30', 'new', 'ignored until 2026-12-30 · new'],
  ] as const)('that a rule ignores until %s says so in its row', async (until, status, words) => {
    given.rules.push({ id: leak().id, reason: 'by design', until });
    await given.findings.setFolders(['/ws']);
    given.findings.report(given.judged, found(leak({ status })));
    expect(views(given)[0]?.findings[0]?.statusText).toBe(words);
  });
});

describe('what can be done about a finding', () => {
  const edit = {
    path: '/ws/gateway.go',
    start: { line: 26, column: 10 },
    end: { line: 26, column: 10 },
    text: ', 1',
  };
  const fixable = leak({ fixes: [{ kind: 'buffer-channel', writes: 'make(chan quote, 1)', edits: [edit] }] });

  function titles(given: Given, line = 37, hostCommands = true) {
    return actions(given, line, hostCommands).map(({ title }) => title);
  }

  it('are its fixes, the way to its other ends, and to ignore it', () => {
    const given = findingService();
    given.findings.report(given.judged, found(fixable));
    expect(titles(given)).toEqual([
      'Make the channel buffered: make(chan quote, 1)',
      'Show Other Ends…',
      'Ignore This Finding…',
    ]);
    expect(titles(given, 36)).toEqual([]);
  });

  it('changes the file where the source was read', () => {
    const given = findingService();
    given.documents.open(uri, 'go', 3, text);
    given.findings.report(given.judged, found(fixable));
    const [fix] = actions(given, 37, true);
    const at = { line: 25, character: 10 };
    expect(fix?.edit).toEqual({
      documentChanges: [
        { textDocument: { uri, version: 3 }, edits: [{ range: { start: at, end: at }, newText: ', 1' }] },
      ],
    });
  });

  it('holds no fix any more once the file was edited', () => {
    const given = findingService();
    given.documents.open(uri, 'go', 1, text);
    given.findings.report(given.judged, found(fixable));
    const start = { line: 50, character: 0 };
    given.documents.change(uri, 2, [{ range: { start, end: start }, text: 'x' }]);
    expect(titles(given)).not.toContain('Make the channel buffered: make(chan quote, 1)');
    given.documents.save(uri);
    expect(titles(given)).not.toContain('Make the channel buffered: make(chan quote, 1)');
  });

  it('that changes no source is no quick fix', () => {
    const given = findingService();
    given.findings.report(given.judged, found(fixable));
    expect(actions(given, 37, true).map(({ kind }) => kind)).toEqual(['quickfix', 'leaklens', 'leaklens']);
  });

  it('goes to each other place by itself in an editor that cannot ask, to each once and not to the line itself', () => {
    const given = findingService();
    given.findings.report(given.judged, found(leak({ related: [related(), related(), related({ line: 38 })] })));
    expect(titles(given, 37, false)).toEqual([expect.stringMatching(/^Go to gateway\.go:25: /), 'Ignore This Finding']);
  });

  it('goes to what keeps the memory, where the source leaves no choice', () => {
    const place = { path: '/ws/gateway.go', line: 25 };
    const unknown = { removal: 'unknown', removed: [], unused: null } as const;
    const holder = { kind: 'map', name: 'g.open', stored: place, declared: null, ...unknown, certain: true } as const;
    const given = findingService();
    given.findings.report(given.judged, found(leak({ holders: [holder] })));
    expect(titles(given)).toContain('Go to Holder: g.open (gateway.go:25)');
    given.findings.report(given.judged, found(leak({ holders: [{ ...holder, certain: false }] })));
    expect(titles(given)).not.toContain('Go to Holder: g.open (gateway.go:25)');
  });

  it('is offered once where two services run the same code', () => {
    const given = findingService();
    const other = { ...target, id: 'shop-2', name: 'shop 2' };
    given.findings.report(given.judged, found(fixable));
    given.findings.report({ ...given.judged, target: other }, found(fixable));
    expect(titles(given)).toEqual([
      'Make the channel buffered: make(chan quote, 1)',
      'Show Other Ends…',
      'Ignore This Finding…',
    ]);
  });

  it('asks for a reason where the editor can', () => {
    const given = findingService();
    given.findings.report(given.judged, found(leak()));
    const ignoring = (hostCommands: boolean) => actions(given, 37, hostCommands).at(-1)?.command;
    expect(ignoring(true)).toMatchObject({ command: 'leaklens.ignoreFinding', arguments: [leak().id] });
    expect(ignoring(false)).toMatchObject({ command: 'leaklens.engine.ignore', arguments: [leak().id] });
  });
});
