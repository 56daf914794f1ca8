import { fileLine } from '../shared/base/fileLine';
import { otherPlaces } from '../shared/base/otherPlaces';
import { codeSpan } from '../shared/base/said/markdownText';
import { plainText } from '../shared/base/said/plainText';
import { readableSymbol } from '../shared/base/symbols/symbolName';
import { toProblem } from '../shared/model/errors';
import type { Finding, FindingSite } from '../shared/model/finding';
import type { StagedFinding, TargetVerdict } from '../shared/ports/engine/engineApi';
import { evidenceSentences } from '../shared/ports/words/evidenceSentences';
import type { AgentParts } from './agentParts';

/** Names of a service are data to an agent, and are kept short. */
const longestSaid = 200;

type Shown = Pick<AgentParts, 'engine' | 'words'>;

/** A finding in one item of a list: what, how sure, where, and its id. */
export function findingItem(finding: StagedFinding, parts: Shown): string {
  const { words, engine } = parts;
  const ignored = engine.findings.ignored(finding);
  const stage = words.stage(finding.stage);
  const notes = [
    ...(stage === '' ? [] : [stage]),
    ...(finding.status === null ? [] : [words.status(finding.status)]),
    ...(ignored === null ? [] : [`ignored: ${plainText(ignored, longestSaid)}`]),
  ];
  const where = finding.site === null ? 'the whole process' : placeOf(finding.site, parts);
  const note = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  return `- **${finding.confidence}** ${plainText(words.title(finding), longestSaid)}${note}\n  at ${where} · id ${codeSpan(finding.id)}`;
}

/** All that is known of a finding, with what stands at its places. */
export async function findingPage(
  finding: Finding,
  verdict: TargetVerdict,
  parts: Shown & Pick<AgentParts, 'readSource'>,
): Promise<string> {
  const { words } = parts;
  const said = (text: string) => plainText(text, 600);
  const course = words.course(finding);
  const fixes = finding.fixes.map((fix) => `- ${said(words.fix(fix, finding))}`);
  const sites = [...(finding.site === null ? [] : [finding.site]), ...otherPlaces(finding)];
  const excerpts = await Promise.all(sites.slice(0, 4).map((site) => excerpt(site, verdict, parts)));
  const related = otherPlaces(finding).map((site) => `- ${words.role(site.role)}: ${placeOf(site, parts)}`);
  return [
    `## ${said(words.title(finding))}`,
    '',
    said(words.confidence(finding)),
    ...(finding.site === null ? [] : ['', `At ${placeOf(finding.site, parts)}`]),
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

/** `internal/gateway.go:38` in `main.(*session).receive`: from the folder that it is in, else as the binary records it. */
function placeOf({ path, file, line, function: name }: FindingSite, { engine }: Pick<Shown, 'engine'>): string {
  const whole = path ?? file;
  const folder = engine.folders().find((one) => whole.startsWith(`${one}/`));
  const shown = folder === undefined ? whole : whole.slice(folder.length + 1);
  return `${codeSpan(`${shown}:${String(line)}`)} in ${codeSpan(readableSymbol(name))}`;
}

const linesAround = 4;

/** Lines of the source as it is on disk, numbered; where they cannot be had, why. */
async function excerpt(
  site: FindingSite,
  { lines }: TargetVerdict,
  { readSource }: Pick<AgentParts, 'readSource'>,
): Promise<readonly string[]> {
  const without = (why: string) => [`- ${codeSpan(`${site.path ?? site.file}:${String(site.line)}`)}: ${why}`];
  if (site.path === null) return without('its file is not among those here, so there is no source to show.');
  const now = lines.now(site);
  if (now === null)
    return without('the file here has changed since the build, and the line is not found in it any more.');
  const text = await readSource(site.path).catch((error: unknown) => toProblem(error, site.path ?? ''));
  if (typeof text !== 'string') return without(`its file cannot be read (${plainText(text.detail, longestSaid)}).`);
  const first = Math.max(0, now - linesAround);
  const rows = text
    .split('\n')
    .slice(first, now + linesAround + 1)
    .map(
      (row, index) =>
        `${first + index === now ? '>' : ' '} ${String(first + index + 1)} ${plainText(row.replaceAll('\t', '    '))}`,
    );
  return [
    `${fileLine(site.path, now + 1)}:`,
    `\`\`\`${languageOf(site.path)}`,
    ...rows.map((row) => row.replaceAll('```', 'ʼʼʼ')),
    '```',
  ];
}

/** For whoever colours it. */
function languageOf(path: string): string {
  if (path.endsWith('.erl')) return 'erlang';
  return /\.exs?$/.test(path) ? 'elixir' : 'go';
}
