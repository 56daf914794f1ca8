import { EventEmitter, InlayHint, languages, Position, type Disposable, type TextDocument, type Uri } from 'vscode';
import { labelText } from '../../shared/base/said/plainText';
import { requests } from '../../shared/wires/lspMessages';
import type { EngineClient } from '../engine/engineClient';

/** What is said of a benchmark: on its line, and to whoever points there. */
export interface BenchmarkSaid {
  /** Empty for nothing. */
  readonly hint: string;
  readonly whole: string;
}

/** What benchmarks cost in their last run, behind the line of each: where that stands the engine's parser says anew for each text. */
export class BenchmarkHints implements Disposable {
  private readonly engine: Pick<EngineClient, 'ask'>;
  private readonly changed = new EventEmitter<void>();
  /** By file, and in it by benchmark. */
  private readonly said = new Map<string, Map<string, BenchmarkSaid>>();
  /** Made with the first result: a window in which nobody runs a benchmark needs none. */
  private registered: Disposable | null = null;

  constructor(engine: Pick<EngineClient, 'ask'>) {
    this.engine = engine;
  }

  /** Shows nothing where there is nothing to say. */
  show(uri: Uri, benchmark: string, words: BenchmarkSaid): void {
    if (words.hint === '') return;
    const key = uri.toString();
    const ofFile = this.said.get(key) ?? new Map<string, BenchmarkSaid>();
    this.said.set(key, ofFile.set(benchmark, words));
    this.registered ??= languages.registerInlayHintsProvider(
      { language: 'go', pattern: '**/*_test.go' },
      { onDidChangeInlayHints: this.changed.event, provideInlayHints: (document) => this.hintsIn(document) },
    );
    this.changed.fire();
  }

  dispose(): void {
    this.registered?.dispose();
    this.changed.dispose();
  }

  private async hintsIn(document: TextDocument): Promise<InlayHint[]> {
    const key = document.uri.toString();
    const said = this.said.get(key);
    if (said === undefined) return [];
    const { version } = document;
    const outcome = await this.engine.ask(requests.testFunctions, { uri: key });
    // The editor asks again for the newer text.
    if (!outcome.ok || document.version !== version) return [];
    return outcome.value.flatMap(({ name, line }) => {
      const words = said.get(name);
      if (words === undefined || line >= document.lineCount) return [];
      const hint = new InlayHint(new Position(line, document.lineAt(line).text.length), labelText(words.hint));
      hint.paddingLeft = true;
      hint.tooltip = labelText(words.whole);
      return [hint];
    });
  }
}
