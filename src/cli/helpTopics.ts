import { t } from '@vscode/l10n';

/** What is true of several commands, under a name that `leaklens help` takes. */
export interface HelpTopic {
  readonly name: string;
  readonly summary: string;
  /** Lines of at most 118 columns. */
  readonly lines: readonly string[];
}

/** All topics. Made when asked for, once the language is known. */
export function helpTopics(): readonly HelpTopic[] {
  return [
    { name: 'sources', summary: t('what a SOURCE may be'), lines: sourceLines() },
    { name: 'credentials', summary: t('how secrets, certificates and proxies are given'), lines: credentialLines() },
    { name: 'verdicts', summary: t('how sure a finding is, and how one is ignored'), lines: verdictLines() },
    { name: 'output', summary: t('formats, colours, progress and exit statuses'), lines: outputLines() },
  ];
}

export function sourceLines(): readonly string[] {
  return [
    t(
      'A SOURCE is a pprof base URL (http://host:6060, with or without /debug/pprof), a unix socket (unix:/run/app.sock),',
    ),
    t('the URL of one profile, a file, - for standard input, or what a continuous profiler keeps of a service:'),
    t(
      '{0} or {1}, with {2}, and {3} for another than the newest.',
      'parca:URL?service=NAME',
      'pyroscope:URL?service=NAME',
      '&pod=NAME',
      '&at=TIME',
    ),
    t('A proxy is taken from HTTP_PROXY, HTTPS_PROXY and NO_PROXY.'),
  ];
}

function credentialLines(): readonly string[] {
  return [
    t('Secrets come from files and variables, never from the command line, which others on this machine can read.'),
    t('Bearer: --bearer-token-file FILE, or LEAKLENS_TOKEN. Basic: --user NAME with LEAKLENS_PASSWORD.'),
    t(
      'TLS: --ca FILE; --cert FILE (PEM or PKCS#12) and --key FILE, with LEAKLENS_PASSPHRASE; --insecure checks nothing.',
    ),
    t('Nodes of Erlang: --cookie-file FILE, RELEASE_COOKIE or ~/.erlang.cookie.'),
    t('They go to the service that is named and to no other: a redirect to another place is not followed.'),
  ];
}

function verdictLines(): readonly string[] {
  return [
    t(
      'proven: the Go runtime’s own leak detector says so. probable: it grows steadily, not with the load; in “leaklens test”,',
    ),
    t('tests are over and it is still there. possible: it may leak. explanation: it looks big and is no leak.'),
    t(
      '--fail-on TIER makes the exit status 1 for findings at least as sure. Findings with an id that .leaklens.json names',
    ),
    t('do not fail; the file is looked for here and up to the repository’s root:'),
    '{"ignore": [{"id": "…", "reason": "…", "until": "2027-01-31"}]}',
  ];
}

function outputLines(): readonly string[] {
  return [
    t('--format json is a stable interface: fields are added and never renamed; a number beyond 2^53 is a string.'),
    t('--color always or never decides; auto colours on a terminal, unless NO_COLOR is set or TERM is dumb.'),
    t('Progress stands on standard error while that is a terminal; --quiet leaves it out.'),
    t('What a service says is never a command to your terminal: control characters are shown as escapes.'),
    t(
      'Exit status: 0 done; 1 watch or test found what --fail-on names; 2 wrong use, unreachable service or unreadable input.',
    ),
  ];
}
