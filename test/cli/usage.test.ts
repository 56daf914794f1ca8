import { describe, expect, it } from 'vitest';
import { paintHeadline, wantsColours } from '../../src/cli/base/colours';
import { textWidth } from '../../src/shared/base/textWidth';
import { ownText } from '../../src/shared/base/said/said';
import { fixture, leaklens } from './harness';

const commands = ['top', 'peek', 'list', 'stacks', 'goroutines', 'memory', 'gctrace', 'capture', 'watch', 'doctor'];
const heap = fixture('profiles/heap.pb.gz');

describe('help', () => {
  it.each([['--help'], ['-h'], ['help'], ['--help', '--quiet']])('%s %s lists every command', async (...argv) => {
    const { status, out, error } = await leaklens(argv);
    expect([status, error]).toEqual([0, '']);
    for (const command of commands) expect(out).toMatch(new RegExp(`^  ${command} [A-Z]`, 'm'));
  });

  it.each(commands)('%s has a page of its own, by three ways', async (command) => {
    const { status, out } = await leaklens([command, '--help']);
    expect(status).toBe(0);
    for (const option of ['--format', '--timeout', '--header', '--quiet']) expect(out).toContain(option);
    expect(out).toContain(`leaklens ${command}`);
    expect((await leaklens([command, '-h'])).out).toBe(out);
    expect((await leaklens(['help', command])).out).toBe(out);
  });

  it('fits a terminal of 120 columns', async () => {
    for (const argv of [['--help'], ...commands.map((command) => [command, '--help'])]) {
      const { out } = await leaklens(argv);
      expect(out.split('\n').filter((line) => line.length > 120)).toEqual([]);
    }
  });

  it.each(['sources', 'credentials', 'verdicts', 'output'])(
    '%s is a topic, which the page of all names',
    async (topic) => {
      const { status, out, error } = await leaklens(['help', topic]);
      expect([status, error]).toEqual([0, '']);
      expect(out).toMatch(new RegExp(`^${topic}: `));
      expect(out.split('\n').filter((line) => line.length > 120)).toEqual([]);
      expect((await leaklens(['--help'])).out).toMatch(new RegExp(`^  ${topic} +[a-z]`, 'm'));
    },
  );

  it('man is the manual page: every command and option, and nothing that man takes for a request', async () => {
    const { status, out } = await leaklens(['help', 'man']);
    expect(status).toBe(0);
    expect(out).toMatch(/^\.TH LEAKLENS 1 "" "leaklens 9\.9\.9"\n\.SH NAME\n/);
    for (const command of commands) expect(out).toMatch(new RegExp(`^\\.SS ${command}\\b`, 'm'));
    expect(out).toContain('.B \\-\\-bearer\\-token\\-file FILE');
    const requests = out.split('\n').filter((line) => /^[.']/.test(line) && !/^\.(?:TH|SH|SS|TP|B|PP|br)\b/.test(line));
    expect(requests).toEqual([]);
  });

  it('--version says the version', async () => {
    expect(await leaklens(['--version'])).toEqual({ status: 0, out: 'leaklens 9.9.9\n', error: '' });
  });
});

describe('the URL of a watch', () => {
  it('may be an option, behind the command that starts the service', async () => {
    const { error } = await leaklens(['watch', '--start', 'exit 3', '--url', 'http://127.0.0.1:9', '--for', '1s']);
    expect(error).toContain('What --start names ha');
    expect((await leaklens(['watch', '--for', '1s'])).error).toContain('URL is missing');
    expect((await leaklens(['watch', '--url'])).error).toContain('--url needs a value: URL.');
  });
});

describe('a slip of the fingers', () => {
  it.each([
    [['topp', heap], 'There is no command “topp”. Did you mean “top”?'],
    [['gorutines', heap], 'Did you mean “goroutines”?'],
    [['wathc', ':6060'], 'Did you mean “watch”?'],
    [['help', 'gorutines'], 'There is no help on “gorutines”. Did you mean “leaklens help goroutines”?'],
    [['help', 'verdict'], 'Did you mean “leaklens help verdicts”?'],
    [['--help', 'mann'], 'Did you mean “leaklens help man”?'],
    [['top', heap, '--limt', '3'], 'There is no option --limt. Did you mean --limit? “leaklens top --help” lists all.'],
    [['watch', ':6060', '--fail_on', 'probable'], 'Did you mean --fail-on?'],
  ])('%j is told what was meant', async (argv, words) => {
    const { status, error } = await leaklens(argv);
    expect(status).toBe(2);
    expect(error).toContain(words);
  });

  it.each([
    [['profile', heap], 'There is no command “profile”; “leaklens --help” lists them.'],
    [['x'.repeat(60)], '; “leaklens --help” lists them.'],
    [
      ['help', 'no such topic'],
      'There is no help on “no such topic”; “leaklens --help” lists the commands and topics that have some.',
    ],
    [['top', heap, '--vertically'], 'There is no option --vertically; “leaklens top --help” lists them.'],
  ])('another word is guessed at by nobody: %j', async (argv, words) => {
    const { status, error } = await leaklens(argv);
    expect(status).toBe(2);
    expect(error).toContain(words);
  });
});

describe('colours', () => {
  it.each([
    ['auto', true, {}, true],
    ['auto', false, {}, false],
    ['auto', true, { NO_COLOR: '1' }, false],
    ['auto', true, { NO_COLOR: '' }, true],
    ['auto', true, { TERM: 'dumb' }, false],
    ['always', false, { NO_COLOR: '1' }, true],
    ['never', true, {}, false],
  ] as const)('with --color %s, a terminal: %s, and %j: %s', (choice, outputIsTerminal, environment, coloured) => {
    expect(wantsColours(choice, { outputIsTerminal, environment })).toBe(coloured);
  });

  it('mark a headline, and what fails in red', () => {
    const [fails, stands, other] = ['✗ Goroutine leak', '• Possible leak', 'verdict ✗'].map((line) =>
      paintHeadline(ownText(line)),
    );
    expect(fails).toBe('\u001b[1;31m✗ Goroutine leak\u001b[0m');
    expect(stands).toBe('\u001b[1m• Possible leak\u001b[0m');
    expect(other).toBe('verdict ✗');
  });
});

describe('wrong use is status 2 and one line on standard error that says what to do', () => {
  it.each([
    [[], /command is missing.*--help/],
    [['watsch'], /no command “watsch”.*--help/],
    [['--verbose'], /no command “--verbose”/],
    [['top'], /SOURCE is missing: leaklens top SOURCE/],
    [['top', heap, 'more'], /“more” is one argument too many/],
    [['peek', heap], /REGEX is missing: leaklens peek SOURCE REGEX/],
    [['top', heap, '--nope'], /no option --nope.*leaklens top --help/],
    [['top', heap, '-x'], /no option -x/],
    [['top', heap, '--limit'], /--limit needs a value: N/],
    [['top', heap, '--limit', '-1'], /--limit takes a whole number of at least 0, not “-1”/],
    [['top', heap, '--limit', '1e3'], /--limit takes a whole number/],
    [['top', heap, '--quiet=yes'], /--quiet takes no value/],
    [['top', heap, '--format', 'xml'], /--format is one of text, json, not “xml”/],
    [['top', heap, '--by', 'module'], /--by is one of function, line, file, package/],
    [['top', heap, '--by', 'label:'], /--by label:KEY needs the key of a label/],
    [['top', heap, '--by', 'label:tenant'], /--by label:tenant: no sample has that label; there are bytes/],
    [['top', heap, '--by', 'label:bytes', '--turnover'], /--turnover goes by frames, and not by labels/],
    [
      ['top', heap, '--sample', 'cpu'],
      /--sample “cpu” is not in the profile; it has alloc_objects, alloc_space, inuse_/,
    ],
    [['top', heap, '--focus', 'a('], /--focus is no regular expression.*missing closing \)/],
    [['stacks', heap, '--show-from', 'a('], /--show-from is no regular expression.*missing closing \)/],
    [['peek', heap, 'main', '--tagfocus', 'key=a('], /--tagfocus is no regular expression.*missing closing \)/],
    [['top', heap, '--normalize'], /--normalize needs a profile to scale to: give --base or --diff-base/],
    [['list', heap, 'main', '--normalize=yes', '--base', heap], /--normalize takes no value/],
    [['top', heap, '--color', 'sometimes'], /--color is one of auto, always, never/],
    [['list', heap, '['], /REGEX is no regular expression.*missing closing ]/],
    [['top', heap, '--base', heap, '--diff-base', heap], /--base or --diff-base, not both/],
    [['top', '-', '--base', '-'], /Standard input can be read only once/],
    [['top', 'http://127.0.0.1:1', '--timeout', '0'], /--timeout takes a number above 0/],
    [['top', 'http://127.0.0.1:1', '--header', 'no colon'], /--header takes “Name: value”/],
    [['top', 'http://127.0.0.1:1', '--type', '../../etc'], /--type takes the name of a profile/],
    [
      ['top', heap, '--base', fixture('profiles/goroutine.pb.gz')],
      /has no inuse_space in bytes to subtract; it has gorou/,
    ],
    [['capture', 'http://127.0.0.1:1'], /--out is missing/],
    [['capture', heap, '--out', '/nowhere'], /is no URL/],
    [['watch', 'http://127.0.0.1:1'], /--for is missing/],
    [['watch', 'http://127.0.0.1:1', '--for', '60'], /--for takes a time with its unit.*not “60”/],
    [['watch', 'http://127.0.0.1:1', '--for', '0s'], /--for takes a time with its unit/],
    [['watch', 'http://127.0.0.1:1', '--for', '999h'], /--for is at most 168h/],
    [['watch', 'http://127.0.0.1:1', '--for', '1ms'], /--for is at least 100ms/],
    [['watch', 'http://127.0.0.1:1', '--for', '1ms', '--every', '1ms'], /--for is at least 100ms/],
    [['watch', 'http://127.0.0.1:1', '--for', '1m', '--every', '2m'], /--every is longer than --for/],
    [['watch', 'http://127.0.0.1:1', '--for', '1m', '--every', '1ms'], /--every is at least 100ms/],
    [
      ['watch', 'http://127.0.0.1:1', '--for', '1m', '--fail-on', 'info'],
      /--fail-on is one of proven, probable, possible/,
    ],
    [
      ['watch', 'http://127.0.0.1:1', '--for', '1m', '--format', 'xml'],
      /--format is one of text, json, markdown, sarif/,
    ],
    [['watch', heap, '--for', '1m'], /is no URL: watch asks a running service/],
    [['doctor'], /URL is missing: leaklens doctor URL/],
    [['doctor', heap], /is no URL: doctor asks a running service/],
    [['doctor', 'http://127.0.0.1:1'], /Nothing listens at http:\/\/127\.0\.0\.1:1\/.*Start the service/],
  ])('%j', async (argv, message) => {
    const { status, out, error } = await leaklens(argv);
    expect([status, out]).toEqual([2, '']);
    expect(error).toMatch(message);
    expect(error).toMatch(/^leaklens[^\n]*\n$/);
  });

  it('never repeats a header, which may be a secret', async () => {
    const { error } = await leaklens(['top', heap, '--header', 'hunter2']);
    expect(error).not.toContain('hunter2');
  });
});

describe('what cannot be read is status 2 and one line', () => {
  it.each([
    [['top', fixture('no such file.pb.gz')], /no such file.pb.gz cannot be found.*Check the path/],
    [['top', fixture('profiles')], /it is a folder/],
    [['top', fixture('profiles/README.md')], /README.md cannot be read: .*leaklens top --help/],
    [['top', fixture('profiles/index.html')], /web page/],
    [['memory', heap], /runtime\.MemStats/],
    [['goroutines', heap], /expected goroutines/],
    [['gctrace', fixture('profiles/README.md')], /gc 1/],
    [['top', 'http://127.0.0.1:1'], /Nothing listens at http:\/\/127\.0\.0\.1:1\/.*Start the service/],
    [
      ['top', 'http://user:hunter2@127.0.0.1:1/debug/pprof/heap'],
      /Nothing listens at http:\/\/127\.0\.0\.1:1\/debug\/pprof\/heap/,
    ],
    [['top', 'ftp://127.0.0.1/'], /is not an address/],
  ])('%j', async (argv, message) => {
    const { status, out, error } = await leaklens(argv);
    expect([status, out]).toEqual([2, '']);
    expect(error).toMatch(message);
    expect(error).toMatch(/^leaklens \w+: [^\n]*\n$/);
    expect(error).not.toContain('hunter2');
  });
});

describe('progress', () => {
  it('is shown on a terminal alone, and wiped away', async () => {
    const shown = await leaklens(['top', heap], { errorIsTerminal: true });
    expect(shown.error).toContain('decoding');
    expect(shown.error.endsWith('\r\u001b[K')).toBe(true);
    expect((await leaklens(['top', heap])).error).toBe('');
    expect((await leaklens(['top', heap, '--quiet'], { errorIsTerminal: true })).error).toBe('');
  });

  it.each([20, 40])('ends before a line of %i columns does: it could not be cleared', async (errorColumns) => {
    const { error } = await leaklens(['top', heap], { errorIsTerminal: true, errorColumns });
    const steps = error.split('\r\u001b[K').filter(Boolean);
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.filter((step) => textWidth(step) >= errorColumns)).toEqual([]);
  });

  it('is gone before an error is said, and shows no password', async () => {
    const { error } = await leaklens(['top', 'http://user:p/w@127.0.0.1:1'], { errorIsTerminal: true });
    expect(error.split('\r\u001b[K').at(-1)).toMatch(/^leaklens top: [^\n]*\n$/);
    expect(error).not.toContain('p/w');
  });
});
