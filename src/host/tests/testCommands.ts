import { l10n, window, workspace, type Memento, type Uri } from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import type { CheckedTests, TestProfileKind, TestProfileRun, TestSetup } from '../../shared/model/tests/testProfile';
import { requests, type Outcome, type ProblemReport } from '../../shared/wires/lspMessages';
import type { CommandHandlers } from '../base/commandRegistry';
import { commands } from '../base/contributionNames';
import { showProblem } from '../base/problemMessage';
import { showInformation, tell, withProgress } from '../base/prompts';
import type { EngineClient } from '../engine/engineClient';
import { BenchmarkHints } from './benchmarkHints';
import { benchmarkHint, benchmarkWords } from './benchmarkWords';
import { goSetup } from './goSetup';
import { LeakProblems } from './leakProblems';
import { askChoice, givenChoice, type ProfileChoice } from './profileChoice';
import type { TestCommandName } from './testCommandNames';
import { TestOutput } from './testOutput';
import { testWanted, type WantedTest } from './testWanted';

export interface TestCommandsParts {
  readonly engine: EngineClient;
  /** Remembers how often and how long a person wants tests to be run. */
  readonly memento: Pick<Memento, 'get' | 'update'>;
  readonly profiles: TestProfileViews;
  readonly report: (thrown: unknown) => void;
}

/** Where profiles are looked at. */
export interface TestProfileViews {
  /** Opens one and shows it on source lines. @param sample what is counted at first; empty for the profile's own */
  showOnLines(path: string, sample: string): Promise<void>;
  compare(path: string, before: string): Promise<void>;
  /** Closes the tabs of a profile that is not there any more. */
  close(path: string): Promise<void>;
}

/** Commands that run tests of the workspace. */
export class TestCommands implements Disposable {
  readonly commands: Pick<CommandHandlers, TestCommandName>;
  private readonly parts: TestCommandsParts;
  private readonly owned = new DisposableStore();
  private readonly output: TestOutput;
  private readonly hints: BenchmarkHints;
  private readonly problems: LeakProblems;

  constructor(parts: TestCommandsParts) {
    this.parts = parts;
    this.output = this.owned.add(new TestOutput(parts.engine));
    this.hints = this.owned.add(new BenchmarkHints(parts.engine));
    this.problems = this.owned.add(new LeakProblems());
    this.commands = {
      /** Takes `{ uri, name, profile?, count?, time? }`, or means the test at the cursor, and asks. Answers an Outcome, null when nothing was run. */
      [commands.profileTest]: async (argument) => {
        if (!mayRun()) return null;
        const wanted = await testWanted(parts.engine, argument);
        const choice = wanted && (givenChoice(argument) ?? (await askChoice(wanted, parts.memento)));
        return wanted && choice && this.profile(wanted, choice);
      },
      /** Takes `{ uri, name? }`, or means the package of the file in front. Answers an Outcome, null when nothing was run. */
      [commands.checkTests]: async (argument) => {
        if (!mayRun()) return null;
        const named = isNamed(argument) ? await testWanted(parts.engine, argument) : null;
        const uri = named?.uri ?? window.activeTextEditor?.document.uri;
        if (uri === undefined || (isNamed(argument) && named === null)) return null;
        return this.check(uri, named?.test.name ?? null);
      },
    };
  }

  dispose(): void {
    this.owned.dispose();
  }

  private async profile({ uri, test }: WantedTest, choice: ProfileChoice): Promise<Outcome<TestProfileRun>> {
    await saveAll();
    this.output.begin(`${test.name} (${choice.profile})`);
    const { name, kind } = test;
    const asked = { uri: uri.toString(), test: { name, kind }, ...choice, setup: await this.setupFor(uri) };
    const outcome = await withProgress(l10n.t('Profiling {0}', name), (_progress, token) =>
      this.parts.engine.ask(requests.profileTest, asked, token),
    );
    if (outcome.ok) await this.showRun({ uri, test }, choice.profile, outcome.value);
    else this.sayFailure(outcome.problem);
    return outcome;
  }

  /** What is missing stands above what the tests write: they run without it, and may fail for that. */
  private async setupFor(uri: Uri): Promise<TestSetup> {
    const { setup, unreadFile } = await goSetup(uri);
    if (unreadFile !== '')
      this.output.say(l10n.t('{0} (go.testEnvFile) cannot be read: the tests run without its variables.', unreadFile));
    return setup;
  }

  private async showRun({ uri, test }: WantedTest, kind: TestProfileKind, run: TestProfileRun): Promise<void> {
    const { profiles, report } = this.parts;
    if (run.gone !== null) await profiles.close(run.gone);
    const words = benchmarkWords(run);
    this.hints.show(uri, test.name, { hint: benchmarkHint(run), whole: words });
    await profiles.showOnLines(run.path, firstSample(kind));
    this.sayRun(test.name, words, run).catch(report);
  }

  /** Whoever has run it before wants to know what has changed. */
  private async sayRun(name: string, words: string, { path, before }: TestProfileRun): Promise<void> {
    if (before === null) return;
    const compare = l10n.t('Compare with the Last Run');
    const said = words === '' ? l10n.t('{0} has run again.', name) : l10n.t('{0}: {1}', name, words);
    if ((await showInformation(said, compare)) === compare) await this.parts.profiles.compare(path, before);
  }

  private async check(uri: Uri, test: string | null): Promise<Outcome<CheckedTests>> {
    await saveAll();
    const title = test === null ? l10n.t('Checking tests for leaks') : l10n.t('Checking {0} for leaks', test);
    this.output.begin(title);
    const asked = { uri: uri.toString(), test, setup: await this.setupFor(uri) };
    const outcome = await withProgress(title, (_progress, token) =>
      this.parts.engine.ask(requests.checkTests, asked, token),
    );
    if (!outcome.ok) this.sayFailure(outcome.problem);
    else {
      this.problems.show(outcome.value.packages);
      tell(checkedWords(outcome.value));
    }
    return outcome;
  }

  private sayFailure(problem: ProblemReport): void {
    const showOutput = l10n.t('Show Output');
    showProblem(problem, [showOutput]).then((choice) => choice === showOutput && this.output.show(), this.parts.report);
  }
}

/** Tests are programs of the workspace. */
function mayRun(): boolean {
  if (workspace.isTrusted) return true;
  const said = l10n.t('This workspace is not trusted, so LeakLens runs none of its tests.');
  tell(said);
  return false;
}

/** What is tested is what is on disk. */
async function saveAll(): Promise<void> {
  const unsaved = workspace.textDocuments.filter(({ isDirty, languageId, isUntitled }) => {
    return isDirty && !isUntitled && languageId === 'go';
  });
  await Promise.all(unsaved.map((document) => document.save()));
}

/** Heap and allocations are one file, which counts allocations first. */
function firstSample(kind: TestProfileKind): string {
  return { cpu: '', heap: 'inuse_space', allocs: 'alloc_space', block: '', mutex: '' }[kind];
}

function isNamed(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'uri' in argument && 'name' in argument;
}

function checkedWords({ packages, hasFailed }: CheckedTests): string {
  const count = packages.reduce((sum, { leaks }) => sum + leaks.length, 0);
  const found =
    count === 0
      ? l10n.t('The tests have left nothing behind.')
      : count === 1
        ? l10n.t('The tests have left one thing behind: see Problems.')
        : l10n.t('The tests have left {0} things behind: see Problems.', count);
  return hasFailed ? l10n.t('{0} Some of them fail.', found) : found;
}
