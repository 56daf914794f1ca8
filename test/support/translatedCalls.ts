// Finds the words for people in the source: the first arguments of `t(…)` and `l10n.t(…)`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from './paths.ts';

export interface TranslatedCall {
  /** `src/words/lines/costHover.ts:31` */
  readonly place: string;
  /** The English words; null when they are not one plain string, which no bundle could have as a key. */
  readonly words: string | null;
  /** How many values are handed over for the placeholders. */
  readonly values: number;
}

export interface SourceFile {
  /** Relative to the repository, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** All TypeScript files below a folder of the repository. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .map((path) => ({ path, text: readFileSync(join(repositoryRoot, path), 'utf8') }));
}

export function translatedCalls({ path, text }: SourceFile): TranslatedCall[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: TranslatedCall[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(l10n\.)?t$/.test(node.expression.getText(source))) {
      const [words, ...values] = node.arguments;
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      found.push({
        place: `${path}:${String(line)}`,
        words: words !== undefined && ts.isStringLiteral(words) ? words.text : null,
        values: values.length,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The numbers of a text's placeholders, each once, in order. */
export function placeholders(text: string): number[] {
  return [...new Set([...text.matchAll(/\{(\d+)\}/g)].map(([, number]) => Number(number)))].sort((a, b) => a - b);
}
