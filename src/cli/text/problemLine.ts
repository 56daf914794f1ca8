import { t } from '@vscode/l10n';
import type { Problem } from '../../shared/model/errors';
import type { ProblemWords } from '../../shared/ports/words/problemWords';
import { longestSentence } from '../../shared/base/said/cutText';
import type { Said } from '../../shared/base/said/said';
import { terminalLine, terminalText } from '../../shared/base/said/terminalText';

/** A failure of a command in one line: what, where and what to try. */
export function problemLine(problem: Problem, command: string, words: ProblemWords): Said {
  const step = stepInTerminal(problem, command, words);
  // The step stands at the end, and a cut must not take it.
  const message = terminalText(words.message(problem), longestSentence);
  return terminalLine(t('{0} {1}', message, step).trim());
}

/** What to do about a failure of a command, in one sentence; empty where its message says that. */
export function stepInTerminal(problem: Problem, command: string, words: ProblemWords): string {
  return terminalStep(problem, command) ?? words.nextStep(problem) ?? '';
}

/** What to do next in a terminal, with the names of options and variables; null where an editor would say the same. */
function terminalStep(problem: Problem, command: string): string | null {
  switch (problem.kind) {
    case 'erlang':
      return cookieStep(problem);
    case 'bad-url':
      // What a node is named as stands in the message.
      if (problem.subject.startsWith('beam')) return '';
      return takesUrlOnly.has(command)
        ? t('Give a URL such as http://localhost:6060.')
        : t('Give a URL such as http://localhost:6060, the URL of one profile, or a file.');
    case 'timeout':
      return problem.limit === undefined
        ? null
        : t('Check that the service is not stopped in a debugger, or raise --timeout.');
    case 'tls':
      return tlsStep(problem);
    case 'unauthorized':
    case 'forbidden':
      return t("Give what may read pprof: --bearer-token-file FILE, --user NAME, or --header 'Name: value'.");
    case 'proxy':
      return problem.status === 407
        ? t('Give the credentials in HTTP_PROXY or HTTPS_PROXY, as in http://user:password@host:port.')
        : t('Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY.');
    case 'several-processes':
      return command === 'watch'
        ? t(
            'Give the address of one of them (of a pod by kubectl port-forward), or of all; where the name has an address for each, add --each-address.',
          )
        : null;
    case 'certificate-file':
      return problem.passphrase === undefined
        ? t('Check the path and whether the file can be read.')
        : t('Give its passphrase in LEAKLENS_PASSPHRASE.');
    case 'unreadable':
      return t('Check that it is what the command expects: “leaklens {0} --help” says what.', command);
    case 'store':
      return folderStep(problem.subject, command);
    case 'not-found':
      return t('Check the path; a URL begins with http:// or has a port.');
    default:
      return null;
  }
}

const takesUrlOnly: ReadonlySet<string> = new Set(['capture', 'watch', 'doctor']);

function tlsStep({ tls }: Problem): string | null {
  switch (tls) {
    case 'unknown-authority':
    case 'self-signed':
      return t('Name the file of its authority with --ca.');
    case 'hostname-mismatch':
      return t('Use a host name that the certificate names.');
    case 'client-certificate-required':
      return t('Name your certificate with --cert and --key.');
    default:
      return null;
  }
}

function cookieStep({ erlang }: Problem): string | null {
  switch (erlang) {
    case 'no-cookie':
      return t('Give it with --cookie-file FILE, in RELEASE_COOKIE, or in ~/.erlang.cookie.');
    case 'wrong-cookie':
      return t(
        'Give the cookie of the node with --cookie-file FILE or in RELEASE_COOKIE; the node has logged this try.',
      );
    default:
      return null;
  }
}

/** The option that names the folder. */
function folderOption(path: string, command: string): string | undefined {
  if (command === 'watch') return path.endsWith('leaklens-baseline.json') ? '--baseline' : '--write';
  return command === 'capture' ? '--out' : undefined;
}

function folderStep(path: string, command: string): string {
  const option = folderOption(path, command);
  return option === undefined
    ? t('Check the permissions of the folder.')
    : t('Check the disk space and the permissions of the folder, or name another one with {0}.', option);
}
