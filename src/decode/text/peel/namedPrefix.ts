import type { EnvelopeKind } from '../../../shared/model/peeled';

/** What stands in front of a line, where it is of a kind that is known. */
export interface LinePrefix {
  /** Characters (which are bytes: the head is Latin-1) in front of the text. */
  readonly length: number;
  /** Empty where the prefix names none. */
  readonly service: string;
  /** Whether the text goes on in the next line with the same prefix: container runtimes cut long lines. */
  readonly isPartial: boolean;
}

/** Longest prefix that is looked for. */
export const longestPrefix = 800;

const iso = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?`;
const dated = String.raw`[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})?`;
const clock = String.raw`\d\d:\d\d:\d\d(?:[.,]\d{1,9})?`;
const end = '(?: |$)';

type Naming = (groups: readonly string[]) => string;
const unnamed: Naming = () => '';
const all: Naming = (groups) => groups.filter(Boolean).join(' ');

/** Every part is bounded and none repeats another, so that a line costs what its head is long. The most particular come first. */
const prefixes: readonly (readonly [kind: EnvelopeKind, pattern: RegExp, service: Naming])[] = [
  ['cri', new RegExp(`^${iso} (?:stdout|stderr) [FP]${end}`), unnamed],
  ['journal-fields', /^ {0,4}MESSAGE=/, unnamed],
  [
    'kubectl',
    new RegExp(String.raw`^\[((?:pod|pods|job|deployment|service|statefulset|daemonset)/[^\]\s]{1,300})\]${end}`),
    all,
  ],
  ['compose', /^([\w.-]{1,100}) {1,60}\|(?: |$)/, all],
  [
    'syslog',
    new RegExp(
      String.raw`^<\d{1,3}>1 (?:${iso}|-) (\S{1,255}) (\S{1,48}) (\S{1,128}) \S{1,32} (?:-|\[[^\]]{1,300}\])${end}`,
    ),
    all,
  ],
  [
    'syslog',
    new RegExp(
      String.raw`^(?:<\d{1,3}>)?(?:${dated}|${iso}) ([^\s:[\]]{1,255}) ([^\s:[\]()]{1,128}(?:\[\d{1,10}\])?):${end}`,
    ),
    all,
  ],
  ['logcat', new RegExp(String.raw`^(?:\d\d-\d\d ${clock} )?[VDIWEFA]/([^(\n]{1,100}?) *\( *(\d{1,10})\):${end}`), all],
  [
    'logcat',
    new RegExp(String.raw`^(?:\d{4}-)?\d\d-\d\d ${clock} +(\d{1,10}) +\d{1,10} [VDIWEFA] ([^:\n]{1,100}?) *:${end}`),
    ([pid = '', tag = '']) => `${tag} ${pid}`,
  ],
  [
    'timestamps',
    new RegExp(String.raw`^[[(]?(?:${iso}|\d{4}/\d\d/\d\d ${clock}|${dated}|${clock})[\])]?${end}`),
    unnamed,
  ],
];

/** What else the journal says of a line: its other fields, and where it stands. */
export function isJournalField(head: string): boolean {
  return /^(?: {0,4}_{0,2}[A-Z][A-Z0-9_]{0,63}=|[A-Z][a-z]{2} \d{4}-\d\d-\d\d .{1,60} \[s=[0-9a-f]|\s*$)/.test(head);
}

/** The kinds that a head has, the most particular first. */
export function namedPrefixes(head: string): EnvelopeKind[] {
  return prefixes.filter(([, pattern]) => pattern.test(head)).map(([kind]) => kind);
}

/** The prefix of a kind that a head begins with; null when it has none. */
export function prefixOf(kind: EnvelopeKind, head: string): LinePrefix | null {
  for (const [known, pattern, service] of prefixes) {
    if (known !== kind) continue;
    const match = pattern.exec(head);
    if (match === null) continue;
    const [whole, ...groups] = match;
    return { length: whole.length, service: service(groups), isPartial: kind === 'cri' && / P ?$/.test(whole) };
  }
  return null;
}
