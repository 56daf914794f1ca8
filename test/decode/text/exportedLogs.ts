import { lines } from './dumpText';

/** Text as people copy it out of what shows logs: each from the lines of a dump to the whole text. */
type Export = (dump: readonly string[]) => string;

const json = (value: unknown, indent: string | number = 0) => JSON.stringify(value, null, indent);
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const stamp = (at: number) => `2024-05-02T10:11:12.${String(100 + at)}Z`;
const each =
  (wrap: (line: string, at: number) => string): Export =>
  (dump) =>
    lines(dump.map(wrap));
const below =
  (heading: string, wrap: (line: string, at: number) => string): Export =>
  (dump) =>
    lines([heading, ...dump.map(wrap)]);
const html = (text: string) =>
  text.replace(/[&<>+"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '+': '&#43;' })[sign] ?? '&#34;');

/** With the envelopes that are said. */
export const exportedLogs: readonly (readonly [what: string, envelopes: readonly string[], text: Export])[] = [
  ['a table of Grafana', ['csv'], below('"Time","Line"', (line, at) => `"17146446721${at}",${cell(line)}`)],
  [
    'a table of Grafana with labels',
    ['csv'],
    below(
      '"labels","Time","Line","id"',
      (line, at) => `${cell(json({ app: 'web', pod: 'web-1' }))},"17146446721${at}",${cell(line)},"17_${at}"`,
    ),
  ],
  ['one cell of a table', ['csv'], (dump) => `Time,Line\n2024-05-02,${cell(lines(dump))}\n`],
  ['CloudWatch Insights', ['csv'], below('@timestamp,@message', (line, at) => `${stamp(at)},${cell(line)}`)],
  [
    'Datadog',
    ['csv'],
    below('"Date","Host","Service","Message"', (line, at) => `"${stamp(at)}","web-1","shop",${cell(line)}`),
  ],
  [
    'Kibana',
    ['csv'],
    below(
      '"@timestamp","kubernetes.pod.name",message',
      (line, at) => `"May 2, 2024 @ 10:11:12.${100 + at}","web-1",${cell(line)}`,
    ),
  ],
  ['a table with semicolons', ['csv'], below('time;line', (line, at) => `${stamp(at)};${cell(line)}`)],
  [
    'Grafana, newest first',
    ['timestamps', 'newest-first'],
    (dump) => lines(dump.map((line, at) => `${stamp(at)} ${line}`).reverse()),
  ],
  [
    'a table, newest first',
    ['csv', 'newest-first'],
    (dump) => lines(['"Time","Line"', ...dump.map((line, at) => `"${stamp(at)}",${cell(line)}`).reverse()]),
  ],
  [
    'gcloud logging read',
    ['json'],
    (dump) =>
      json(
        dump.map((textPayload, at) => ({ insertId: String(at), severity: 'ERROR', textPayload, timestamp: stamp(at) })),
        2,
      ),
  ],
  ['one entry of Cloud Logging', ['json'], (dump) => json([{ insertId: 'x', textPayload: lines(dump) }], 2)],
  [
    'aws logs get-log-events',
    ['json'],
    (dump) => json({ events: dump.map((message, at) => ({ timestamp: at, message })), nextForwardToken: 'f/1' }, 4),
  ],
  [
    'the API of Loki',
    ['json'],
    (dump) =>
      json({ data: { result: [{ stream: { app: 'a' }, values: dump.map((line) => ['17146446721000000', line]) }] } }),
  ],
  [
    'Elasticsearch',
    ['json'],
    (dump) => json({ hits: { hits: dump.map((message, at) => ({ _id: String(at), _source: { message } })) } }, 2),
  ],
  ['journalctl -o json-pretty', ['json'], each((line) => json({ _PID: '812', MESSAGE: line, PRIORITY: '3' }, '\t'))],
  [
    'journalctl -o verbose',
    ['journal-fields'],
    each(
      (line, at) =>
        `Thu 2024-05-02 10:11:12.${100 + at} CEST [s=1;i=${at};b=2]\n    _PID=812\n    MESSAGE=${line}\n    _HOSTNAME=a`,
    ),
  ],
  ['journalctl -o export', ['journal-fields'], each((line, at) => `__CURSOR=s=1;i=${at}\n_PID=812\nMESSAGE=${line}\n`)],
  [
    'supervisord',
    ['headings'],
    each((line, at) => `2024-05-02 10:11:12,${100 + at} DEBG 'shop' stderr output:\n${line}`),
  ],
  [
    'logcat -v long',
    ['headings'],
    each((line, at) => `[ 05-02 10:11:12.${100 + at}  1234: 1250 E/GoLog    ]\n${line}\n`),
  ],
  ['text of a page', ['html'], each(html)],
  ['a page', ['html'], (dump) => `<!DOCTYPE html>\n<html><body><pre>${html(lines(dump))}</pre></body></html>\n`],
  [
    'a page with breaks',
    ['html'],
    (dump) => `<p>${dump.map(html).join('<br/>\n').replaceAll('\t', '&nbsp;&nbsp;')}</p>\n`,
  ],
  ['a page of lines', ['html'], each((line) => `<div class="line">${html(line)}</div>`)],
  [
    'JUnit',
    ['html'],
    (dump) => `<failure message="x">${lines(dump).replaceAll('\t', '&#x9;').replaceAll('\n', '&#xA;')}</failure>\n`,
  ],
  ['CDATA', ['html'], (dump) => `<system-err><![CDATA[${lines(dump)}]]></system-err>\n`],
  ['a mail', ['quoted-printable'], each((line) => line.replaceAll('=', '=3D').replaceAll('\t', '=09'))],
  ['a table of Markdown', ['prefix'], each((line) => `| ${line} |`)],
  ['a pane of tmux', ['prefix'], each((line) => `│${line.replaceAll('\t', '        ').padEnd(70)}│`)],
  ['a border on the right', ['ending'], each((line) => `${line.replaceAll('\t', '        ').padEnd(70)}│`)],
  ['fields behind the text', ['prefix'], each((line, at) => `EVENTS\t17146446721${at}\t${line}\t1714644673${at}`)],
  [
    'grep with its neighbours',
    ['prefix'],
    each((line, at) => (/^gor/.test(line) ? `a.log:${at + 1}:${line}` : `a.log-${at + 1}-${line}`)),
  ],
  ['colours of less', ['colours'], each((line) => `^[[31m${line}^[[0m`)],
  ['colours that lost their escape', ['colours'], each((line) => `[31m${line}[0m`)],
  [
    'colours in JSON',
    ['colours', 'json'],
    each((line) => json({ level: 'error', message: `\u001b[31m${line}\u001b[0m` })),
  ],
  ['links of a terminal', ['colours'], each((line) => `\u001b]8;;http://x\u0007${line}\u001b]8;;\u0007`)],
  ['Buildkite', ['colours'], each((line) => `\u001b_bk;t=1714644672123\u0007${line}`)],
  ['spaces of a page', [], each((line) => line.replaceAll('\t', '\u00a0\u00a0\u00a0\u00a0').replaceAll(' ', '\u00a0'))],
];
