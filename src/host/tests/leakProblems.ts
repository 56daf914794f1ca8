import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  languages,
  Location,
  Range,
  Uri,
  type DiagnosticCollection,
} from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import { longestSentence } from '../../shared/base/said/cutText';
import { plainText } from '../../shared/base/said/plainText';
import type { CheckedPackage, TestLeak, TestPlace } from '../../shared/model/tests/testProfile';

/** What tests have left behind, as problems of their lines, until their package is checked again. */
export class LeakProblems implements Disposable {
  private readonly collection: DiagnosticCollection = languages.createDiagnosticCollection('leaklens-tests');
  /** By package. */
  private readonly found = new Map<string, readonly TestLeak[]>();

  show(packages: readonly CheckedPackage[]): void {
    for (const { name, isLookedAt, leaks } of packages) if (isLookedAt) this.found.set(name, leaks);
    const byFile = new Map<string, Diagnostic[]>();
    for (const leak of [...this.found.values()].flat()) {
      if (leak.place === null) continue;
      const { path } = leak.place;
      byFile.set(path, [...(byFile.get(path) ?? []), problemOf(leak, leak.place)]);
    }
    this.collection.clear();
    for (const [path, problems] of byFile) this.collection.set(Uri.file(path), problems);
  }

  dispose(): void {
    this.collection.dispose();
  }
}

function problemOf({ kind, confidence, title, advice, related }: TestLeak, place: TestPlace): Diagnostic {
  const message = [title, advice].filter((part) => part !== '').map((part) => plainText(part, longestSentence));
  const severity = confidence === 'possible' ? DiagnosticSeverity.Information : DiagnosticSeverity.Warning;
  const problem = new Diagnostic(wholeLine(place), message.join('\n'), severity);
  problem.source = 'LeakLens';
  problem.code = kind;
  problem.relatedInformation = related.map(
    (one) =>
      new DiagnosticRelatedInformation(new Location(Uri.file(one.path), wholeLine(one)), plainText(one.function)),
  );
  return problem;
}

/** The editor draws no further than to the end of the line. */
function wholeLine({ line }: TestPlace): Range {
  return new Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
}
