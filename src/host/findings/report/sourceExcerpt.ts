import { l10n, Uri, workspace } from 'vscode';
import { codeSpan, markdownLink } from '../../../shared/base/said/markdownText';
import { plainText } from '../../../shared/base/said/plainText';
import type { PlaceView } from '../../../shared/wires/findingView';
import { committedLine } from './committedLine';
import { permalink } from './permalink';

const linesAround = 4;

/** The place with the lines around it, as they stand in the editor, and a link to it where git knows one. Names no folder of this machine. */
export async function sourceExcerpt(place: PlaceView, functionName: string): Promise<readonly string[]> {
  const uri = Uri.parse(place.uri);
  const file = workspace.asRelativePath(uri).split('/').slice(-4).join('/');
  const where = codeSpan(`${file}:${String(place.line + 1)}`);
  // A git that cannot say costs the link, and nothing else of the report.
  const committed = await committedLine(uri, place).catch(() => null);
  const link = committed === null ? null : permalink(committed);
  const label = link === null ? where : markdownLink(where, link);
  const head = functionName === '' ? label : l10n.t('{0}, function {1}', label, codeSpan(functionName));
  return [head, '', ...(await codeAround(uri, place.line))];
}

async function codeAround(uri: Uri, line: number): Promise<readonly string[]> {
  const document = await Promise.resolve(workspace.openTextDocument(uri)).catch(() => null);
  if (document === null || line >= document.lineCount) return [];
  const first = Math.max(0, line - linesAround);
  const last = Math.min(document.lineCount - 1, line + linesAround);
  const digits = String(last + 1).length;
  const rows = Array.from({ length: last - first + 1 }, (_, at) => {
    const text = plainText(document.lineAt(first + at).text.replaceAll('\t', '    ')).replaceAll('```', 'ʼʼʼ');
    return `${first + at === line ? '>' : ' '} ${String(first + at + 1).padStart(digits)}  ${text}`.trimEnd();
  });
  return [`\`\`\`${document.languageId}`, ...rows, '```', ''];
}
