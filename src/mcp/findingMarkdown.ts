import { fileLine } from '../shared/base/fileLine';
import { otherPlaces } from '../shared/base/otherPlaces';
import { codeSpan } from '../shared/base/said/markdownText';
import { plainText } from '../shared/base/said/plainText';
import { readableSymbol } from '../shared/base/symbols/symbolName';
import type { Finding, FindingSite } from '../shared/model/finding';
import type { StagedFinding, TargetVerdict } from '../shared/ports/engine/engineApi';
import { evidenceSentences } from '../shared/ports/words/evidenceSentences';
import type { AgentParts } from './agentParts';

/** Names of a service are data to an agent, and are kept short. */
const longestSaid = 200;

type Shown = Pick<AgentParts, 'engine' | 'words' | 'workingDirectory'>;

/** A finding in one item of a list: what, how sure, where, and its id. */
export function findingItem(finding: StagedFinding, parts: Shown): string {
  const { words, engine, workingDirectory } = parts;
  const ignored = engine.findings.ignored(finding);
  const stage = words.stage(finding.stage);
  const notes = [
    ...(stage === '' ? [] : [stage]),
    ...(finding.status === null ? [] : [words.status(finding.status)]),
    ...(ignored === null ? [] : [`ignored: ${plainText(ignored, longestSaid)}`]),
  ];
  const where = finding.site === null ? 'the whole process' : placeOf(finding.site, workingDirectory);
  const note = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  return `- **${finding.confidence}** ${plainText(words.title(finding), longestSaid)}${note}\n  at ${where} · id ${codeSpan(finding.id)}`;
}

/** All that is known of a finding, with what stands at its places. */
export async function findingPage(
  finding: Finding,
  verdict: TargetVerdict,
  parts: Shown & Pick<AgentParts, 'readSource'>,
): Promise<string> {
  const { words, workingDirectory } = parts;
  const said = (text: string) => plainText(text, 600);
  const course = words.course(finding);
  const fixes = finding.fixes.map((fix) => `- ${said(words.fix(fix, finding))}`);
  const sites = [...(finding.site === null ? [] : [finding.site]), ...otherPlaces(finding)];
  const excerpts = await Promise.all(sites.slice(0, 4).map((site) => excerpt(site, verdict, parts)));
  const related = otherPlaces(finding).map((site) => `- ${words.role(site.role)}: ${placeOf(site, workingDirectory)}`);
  return [
    `## ${said(words.title(finding))}`,
    '',
    said(words.confidence(finding)),
    ...(finding.site === null ? [] : ['', `At ${placeOf(finding.site, workingDirectory)}`]),
    ...section('What to do', [said(words.advice(finding))]),
    ...section('Fixes that the source makes certain', fixes),
    ...section('Belongs to it', related),
    ...section('Evidence', [
      ...evidenceSentences(finding, words).map((sentence) => `- ${said(sentence)}`),
      ...(course === null ? [] : [`- ${said(course)}`]),
    ]),
    ...section('Source', excerpts.flat()),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `### ${title}`, ...lines];
}

/** `internal/gateway.go:38` in `main.(*session).receive`: from the working directory where it is in it, else as the binary records it. */
function placeOf({ path, file, line, function: name }: FindingSite, workingDirectory: string): string {
  const whole = path ?? file;
  const shown = whole.startsWith(`${workingDirectory}/`) ? whole.slice(workingDirectory.length + 1) : whole;
  return `${codeSpan(`${shown}:${String(line)}`)} in ${codeSpan(readableSymbol(name))}`;
}

const linesAround = 4;

/** Lines of the source as it is on disk, numbered; nothing where it is not there. */
async function excerpt(
  site: FindingSite,
  { lines }: TargetVerdict,
  { readSource }: Pick<AgentParts, 'readSource'>,
): Promise<readonly string[]> {
  const now = lines.now(site);
  if (site.path === null || now === null) return [];
  const text = await readSource(site.path).catch(() => null);
  if (text === null) return [];
  const first = Math.max(0, now - linesAround);
  const rows = text
    .split('\n')
    .slice(first, now + linesAround + 1)
    .map(
      (row, index) =>
        `${first + index === now ? '>' : ' '} ${String(first + index + 1)} ${plainText(row.replaceAll('\t', '    '))}`,
    );
  return [`${fileLine(site.path, now + 1)}:`, '```go', ...rows.map((row) => row.replaceAll('```', 'ʼʼʼ')), '```'];
}
