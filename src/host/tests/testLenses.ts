import { CodeLens, l10n, languages, Range, workspace, type TextDocument } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import { requests } from '../../shared/wires/lspMessages';
import { commands, settingIds } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';

/** Lenses above tests and benchmarks, for those who have switched them on in a workspace that they trust. */
export class TestLenses implements Disposable {
  private readonly engine: Pick<EngineClient, 'ask'>;
  private readonly followed: readonly Disposable[];
  private registered: Disposable | null = null;

  constructor(engine: Pick<EngineClient, 'ask'>) {
    this.engine = engine;
    this.followed = [
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(settingIds.testsCodeLens)) this.follow();
      }),
      workspace.onDidGrantWorkspaceTrust(() => this.follow()),
    ];
    this.follow();
  }

  dispose(): void {
    for (const one of this.followed) one.dispose();
    this.registered?.dispose();
  }

  private follow(): void {
    const isWanted = workspace.isTrusted && workspace.getConfiguration().get(settingIds.testsCodeLens) === true;
    if (isWanted === (this.registered !== null)) return;
    this.registered?.dispose();
    this.registered = isWanted
      ? languages.registerCodeLensProvider(
          { language: 'go', pattern: '**/*_test.go' },
          { provideCodeLenses: (document) => this.lensesIn(document) },
        )
      : null;
  }

  private async lensesIn(document: TextDocument): Promise<CodeLens[]> {
    const uri = document.uri.toString();
    const outcome = await this.engine.ask(requests.testFunctions, { uri });
    if (!outcome.ok) return [];
    return outcome.value.flatMap(({ name, line }) => {
      const range = new Range(line, 0, line, 0);
      const given = [{ uri, name }];
      return [
        new CodeLens(range, { title: l10n.t('profile'), command: commands.profileTest, arguments: given }),
        new CodeLens(range, { title: l10n.t('check for leaks'), command: commands.checkTests, arguments: given }),
      ];
    });
  }
}
