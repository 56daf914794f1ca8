import { baseName } from '../../shared/base/fileLine';
import type { Amount } from '../../shared/model/report/amount';
import type { Profile } from '../../shared/model/profile';
import type { ReportHead } from '../../shared/model/report/report';
import { terminalText } from '../../shared/base/said/terminalText';
import { formatAmount, formatPercent, inNanoseconds, ownScale, type Scale } from './measure';

/** What a machine calls its time zone at a moment, ms since 1970; null where it does not tell. */
export type ZoneName = (millis: number) => string | null;

/**
 * The lines that pprof writes above a report: binary, comments, sample type, time, duration.
 *
 * @param zoneName what the machine calls its time zone at a moment
 * @param scale The scale of the report, where it has one for all values
 */
export function profileHead(
  profile: Profile,
  head: ReportHead,
  zoneName: ZoneName = () => null,
  scale = ownScale(head.total, head.sampleType.unit),
): string[] {
  const [binary] = profile.mappings;
  const lines: string[] = [];
  if (binary !== undefined && binary.file !== '') lines.push(`File: ${baseName(binary.file)}`);
  if (binary !== undefined && binary.buildId !== '') lines.push(`Build ID: ${binary.buildId}`);
  for (const comment of profile.comments) if (!comment.startsWith('#')) lines.push(comment);
  if (head.sampleType.type !== '') lines.push(`Type: ${head.sampleType.type}`);
  if (profile.docUrl !== '') lines.push(`Doc: ${profile.docUrl}`);
  if (profile.timeNanos !== 0n) lines.push(`Time: ${localTime(Number(profile.timeNanos / 1_000_000n), zoneName)}`);
  if (profile.durationNanos !== 0n) lines.push(durationLine(profile, head, scale));
  return lines.map((line) => terminalText(line));
}

/** pprof cuts what is longer. */
const longestFilter = 80;

/** The lines under which a report names what it leaves out; none without filters. */
export function filterLines(filters: readonly (readonly [name: string, pattern: string | null])[]): string[] {
  const active = filters.flatMap(([name, pattern]) =>
    pattern === null || pattern === '' ? [] : [`${name}=${pattern}`],
  );
  if (active.length === 0) return [];
  const cut = (text: string) => (text.length > longestFilter ? `${text.slice(0, longestFilter)}…` : text);
  return ['Active filters:', ...active.map((text) => `   ${terminalText(cut(text))}`)];
}

/** “Showing nodes accounting for …”, and how many of them. */
export function showingLines(
  shown: Amount,
  head: ReportHead,
  scale: Scale,
  count: { rows: number; of: number },
): string[] {
  const share = formatPercent(shown, head.total).trim();
  const accounting = `${formatAmount(shown, scale)}, ${share} of ${formatAmount(head.total, scale)} total`;
  const lines = [`Showing nodes accounting for ${accounting}`];
  if (count.rows < count.of) lines.push(`Showing top ${String(count.rows)} nodes out of ${String(count.of)}`);
  return lines;
}

function durationLine({ durationNanos }: Profile, { sampleType: { unit }, total }: ReportHead, scale: Scale): string {
  const nanos = Number(durationNanos);
  const duration = formatAmount(nanos, ownScale(nanos, 'nanoseconds'));
  const samples = formatAmount(total, scale);
  const sampled = inNanoseconds(total, unit) ?? 0;
  const share = sampled === 0 ? ' ' : ` (${formatPercent(sampled, nanos)})`;
  return `Duration: ${duration}, Total samples = ${samples}${share}`;
}

/** `2026-11-20 13:16:17 CET` */
function localTime(millis: number, zoneName: ZoneName): string {
  const date = new Date(millis);
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const zone = zoneName(millis) ?? englishZone(date);
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())} ${zone}`.trim();
}

/** Of zones that are not American it knows the offset alone: `GMT+1`. */
function englishZone(date: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(date);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
