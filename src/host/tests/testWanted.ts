import { l10n, Uri, window } from 'vscode';
import type { TestFunction } from '../../shared/model/tests/testFunction';
import { requests } from '../../shared/wires/lspMessages';
import { showProblem } from '../base/problemMessage';
import { pickOne, tell } from '../base/prompts';
import type { EngineClient } from '../engine/engineClient';

/** A test or benchmark, and the file that declares it. */
export interface WantedTest {
  readonly uri: Uri;
  readonly test: TestFunction;
}

/** What code lenses, tests and other extensions name one by. */
interface NamedTest {
  readonly uri: string | Uri;
  readonly name: string;
}

/** The one that an argument names, else that of the cursor, else the one that a person picks of the file; null without one. */
export async function testWanted(engine: EngineClient, argument: unknown): Promise<WantedTest | null> {
  const named = isNamed(argument) ? argument : null;
  const editor = window.activeTextEditor;
  const uri = named === null ? editor?.document.uri : typeof named.uri === 'string' ? Uri.parse(named.uri) : named.uri;
  if (uri === undefined) return sayNone();
  const outcome = await engine.ask(requests.testFunctions, { uri: uri.toString() });
  if (!outcome.ok) {
    await showProblem(outcome.problem, []);
    return null;
  }
  const tests = outcome.value;
  const line = named === null ? (editor?.selection.active.line ?? -1) : -1;
  const meant = tests.find((test) =>
    named === null ? test.line <= line && line <= test.lastLine : test.name === named.name,
  );
  if (meant !== undefined) return { uri, test: meant };
  if (tests.length === 0 || named !== null) return sayNone();
  const items = tests.map((test) => ({ label: test.name, test }));
  const picked = await pickOne(items, { placeHolder: l10n.t('Profile which test or benchmark of this file?') });
  return picked === undefined ? null : { uri, test: picked.test };
}

function isNamed(argument: unknown): argument is NamedTest {
  if (typeof argument !== 'object' || argument === null || !('uri' in argument) || !('name' in argument)) return false;
  return (typeof argument.uri === 'string' || argument.uri instanceof Uri) && typeof argument.name === 'string';
}

function sayNone(): null {
  const said = l10n.t('There is no test or benchmark here: put the cursor into one, in a file named …_test.go.');
  tell(said);
  return null;
}
