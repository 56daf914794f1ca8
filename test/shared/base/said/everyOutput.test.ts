// A hostile text in every field of every format, through every output: one rule for each place where it may end up.
import { createServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import { reportProblem } from '../../../../src/lsp/reportProblem';
import { toProblem } from '../../../../src/shared/model/errors';
import type { Finding } from '../../../../src/shared/model/finding';
import { createInputOpener } from '../../../../src/sources/inputs/inputOpener';
import { inputParts } from '../../../support/profiles/inputParts';
import { problemWords } from '../../../../src/words/problems/problemWords';
import { leaklens } from '../../../cli/harness';
import { goroutineLeak, heapGrowth, retained } from '../../../words/go/findings/findings';
import { isOfNode, readCorpus } from '../../../support/fuzz/corpus';
import { commandFault } from '../../../support/outputs/commandOutputs';
import { editorFault, type Shown } from '../../../support/outputs/editorOutputs';
import { hostileProfiles, hostileText, hostileTexts } from '../../../support/outputs/hostileInputs';
import { faultOf } from '../../../support/outputs/placeRules';
import { readingFault, viewFault } from '../../../support/outputs/readingFault';
import { profileBytesFromText } from '../../../support/profiles/profileText';
import { repositoryRoot } from '../../../support/paths';

const decoder = createGoDecoder();
const texts = readCorpus(`${repositoryRoot}/test/fixtures`).flatMap((file) => {
  const { name, bytes, reading } = file;
  const isText = !name.endsWith('.gz') && !/\d bit|signal|a single|no samples|no end/.test(name);
  return isText && bytes.length < 200_000 && !isOfNode(reading) ? [{ ...file, reading }] : [];
});

describe('the rules themselves notice', () => {
  it.each([
    ['terminal', 'a\u001b[2J'],
    ['terminal', 'a\u009b'],
    ['terminal', 'a\tb'],
    ['json', '{"a":"\u202e"}'],
    ['json', JSON.stringify({ ['x'.repeat(20_000)]: 1 })],
    ['sarif', '{"text":"[a](command:x)"}'],
    ['markdown', '- <img src=x>'],
    ['hover', '[a](command:x)'],
    ['hover', 'https://e.example'],
    ['plain', 'a\nb'],
    ['plain', 'x'.repeat(3_000)],
    ['page', 'a\u{e0041}'],
    ['page', 'a\ud800'],
  ] as const)('%s: %j', (place, text) => {
    expect(faultOf(place, text)).not.toBeNull();
  });
});

describe('every string of a profile', () => {
  it.each([...hostileProfiles(hostileText)])('%s', async (_what, bytes) => {
    expect(await readingFault({ reading: 'profile', bytes, decoder, subject: hostileText })).toBeNull();
  });

  it('is cut, however long', async () => {
    for (const [what, bytes] of hostileProfiles('x'.repeat(30_000))) {
      const fault = await readingFault({ reading: 'profile', bytes, decoder, subject: 'long' });
      expect(fault === null ? '' : `${what}: ${fault}`).toBe('');
    }
  });

  it('of 52 MB is cut', async () => {
    const bytes = profileBytesFromText(`${'x'.repeat(52 * 2 ** 20)}@/ws/a.go:1;main.main 3`);
    const input = { reading: 'profile', bytes, decoder, subject: 'long' } as const;
    expect(
      await commandFault(input, (lines) => lines.filter((line) => ['top x', 'stacks x'].includes(line.join(' ')))),
    ).toBeNull();
    expect(viewFault(input)).toBeNull();
  });
});

describe('every word of a text', () => {
  it.each(texts.map((file) => [`${file.name} as ${file.reading}`, file] as const))('%s', async (_name, file) => {
    for (const [what, bytes] of hostileTexts(file, hostileText)) {
      const fault = await readingFault({ reading: file.reading, bytes, decoder, subject: hostileText });
      expect(fault === null ? '' : `${what}: ${fault}`).toBe('');
    }
  });
});

const nowhere = { heap: [], blocked: [], spawns: [], heapTotalBytes: 0 } as unknown as Shown['report'];

/** The finding with the text in each place where a service, a file or a source has a say. */
function* hostileFindings(finding: Finding, text: string): Generator<readonly [what: string, finding: Finding]> {
  const { site, related } = finding;
  yield ['id', { ...finding, id: text }];
  yield ['state', { ...finding, operation: '', state: text }];
  yield ['operation', { ...finding, operation: text }];
  for (const field of ['function', 'file', 'path'] as const) {
    if (site !== null) yield [`site.${field}`, { ...finding, site: { ...site, [field]: text } }];
    yield [`related.${field}`, { ...finding, related: related.map((one) => ({ ...one, [field]: text })) }];
  }
}

describe('every string of a finding', () => {
  const findings = [goroutineLeak(), heapGrowth(), retained()];
  // Names in memory may hold half of a pair, which no file can.
  for (const text of [`${hostileText}\ud800`, `/${hostileText}/\udc00.go`, hostileText.repeat(5_000)]) {
    it.each(findings.flatMap((finding) => [...hostileFindings(finding, text)]))('%s', (_what, finding) => {
      expect(editorFault({ report: nowhere, findings: [finding], targetName: text })).toBeNull();
    });
  }
});

/** Answers every connection with these bytes. */
async function answering(bytes: Buffer): Promise<string> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`;
}

describe('what a server answers in place of a profile', () => {
  // HTTP allows C1 and whatever else is beyond ASCII in a reason and in headers; the rest in a body.
  const inHeader = hostileText.replace(/[^\P{Cc}\u0080-\u009f]/gu, '');
  it.each([
    ['a reason', `HTTP/1.1 503 ${inHeader}\r\nContent-Length: 0\r\n\r\n`],
    ['a realm', `HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm="${inHeader}"\r\nContent-Length: 0\r\n\r\n`],
    ['a way elsewhere', `HTTP/1.1 302 Found\r\nLocation: http://e.example/${inHeader}\r\nContent-Length: 0\r\n\r\n`],
    ['a kind of content', `HTTP/1.1 200 OK\r\nContent-Type: text/html; ${inHeader}\r\n\r\n<html>${hostileText}`],
    ['a body of an error', `HTTP/1.1 500 No\r\n\r\n${hostileText}`],
    ['a body of pprof', `HTTP/1.1 404 No\r\nX-Go-Pprof: 1\r\n\r\nUnknown profile ${hostileText}`],
    ['a body', `HTTP/1.1 200 OK\r\n\r\n${hostileText}`],
    ['no HTTP', hostileText],
  ])('%s', async (_what, answer) => {
    for (const encoding of ['utf8', 'latin1'] as const) {
      const url = `${await answering(Buffer.from(answer, encoding))}/debug/pprof/heap`;
      const { status, out, error } = await leaklens(['top', url]);
      expect([status, out]).toEqual([2, '']);
      expect(faultOf('terminal', error)).toBeNull();
      expect(error.split('\n')).toHaveLength(2);
      const doctor = await leaklens(['doctor', url]);
      for (const line of [...doctor.out.split('\n'), doctor.error.trimEnd()])
        expect(faultOf('terminal', line)).toBeNull();
      const thrown = await createInputOpener(inputParts)
        .open(url, { timeoutMillis: 5_000, maxBodyBytes: 2 ** 20 }, new AbortController().signal)
        .then((input) => input.read('heap', new AbortController().signal))
        .then((read) => decoder.profile(read.bytes, read.url))
        .catch((problem: unknown) => problem);
      const report = reportProblem(toProblem(thrown, url), problemWords);
      for (const text of [report.message, report.nextStep, report.realm, report.location]) {
        expect(faultOf('plain', text ?? '')).toBeNull();
      }
      expect(report.message).not.toContain('](');
    }
  });
});

it('what a person types is escaped, too', async () => {
  for (const argv of [
    ['top', `/nowhere/${hostileText}`],
    ['top', '--by', hostileText, 'x'],
    ['peek', 'x', `(${hostileText}`],
    [hostileText],
    ['watch', hostileText],
    ['capture', hostileText, '--out', hostileText],
    ['doctor', hostileText],
    ['doctor', `http://127.0.0.1:1/${hostileText}`],
    ['top', `http://127.0.0.1:1/${hostileText}`],
  ]) {
    const { error } = await leaklens(argv);
    expect(faultOf('terminal', error)).toBeNull();
    expect(error).not.toContain('defect');
  }
});
