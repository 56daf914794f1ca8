import { exportedLogs } from '../../decode/text/exportedLogs';
import type { Random } from './random';

type Envelope = (lines: readonly string[], random: Random) => string[];

const services = ['web-1', 'shop', 'api-7d9f5c-x2k8', 'Wörker', 'a b'];
const stamps = ['2024-05-02T10:11:12.000000001Z', '2024-05-02 10:11:12,123', '2024/05/02 10:11:12', 'May  2 10:11:12'];

const each =
  (wrap: (line: string, random: Random) => string): Envelope =>
  (lines, random) =>
    lines.map((line) => wrap(line, random));

/** One service in front of all lines, or one of several in front of each. */
const named =
  (wrap: (line: string, service: string) => string): Envelope =>
  (lines, random) => {
    const isMixed = random.oneIn(4);
    const service = random.pick(services);
    return lines.map((line) => wrap(line, isMixed ? random.pick(services) : service));
  };

/** What lines stand in where logs are kept or shown: one of each kind that is known, and kinds that nobody knows. */
const envelopes: readonly Envelope[] = [
  each((line, random) => `2024-05-02T10:11:12.000000001Z stderr ${random.oneIn(20) ? 'P' : 'F'} ${line}`),
  each((line) => JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: '2024-05-02T10:11:12Z' })),
  each((line) => JSON.stringify({ Action: 'output', Package: 'example.com/x', Output: `${line}\n` })),
  named((line, service) => JSON.stringify({ pod: service, level: 'error', message: line })),
  named((line, service) => `${service}  | ${line}`),
  named((line, service) => `[pod/${service}/app] ${line}`),
  named((line, service) => `May 02 10:11:12 host ${service}[812]: ${line.replaceAll('\t', '#011')}`),
  named((line, service) => `05-02 10:11:12.123  4211  4230 E ${service}: ${line}`),
  named((line, service) => `${service} app ${line}`),
  each((line, random) => `${random.pick(stamps)} ${line}`),
  each((line) => `\u001b[31m${line}\u001b[0m`),
  each((line) => `> ${line}`),
  each((line) => line.replaceAll('\t', '        ')),
  (lines) => [`time="2016-09-27T21:16:11Z" level=info msg=${JSON.stringify(lines.join('\n'))} pid=7`],
  (lines) => [JSON.stringify({ level: 'error', stack: `${lines.join('\n')}\n` })],
  (lines) => [...lines, ...lines],
  (lines) => [...lines].reverse(),
  ...exportedLogs.map(
    ([, , exported]): Envelope =>
      (lines) =>
        exported(lines).split('\n'),
  ),
];

const mostLayers = 3;

/** A text in one to three envelopes, one around the other. */
export function inEnvelopes(bytes: Uint8Array, random: Random): Uint8Array {
  let lines = Buffer.from(bytes).toString('latin1').split('\n');
  for (let left = 1 + random.skewed(mostLayers); left > 0; left -= 1) lines = random.pick(envelopes)(lines, random);
  return new Uint8Array(Buffer.from(`${lines.join('\n')}\n`, random.oneIn(20) ? 'utf16le' : 'latin1'));
}
