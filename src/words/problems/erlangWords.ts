import { t } from '@vscode/l10n';
import type { Problem } from '../../shared/model/errors';

/** Why a node of Erlang's cannot be asked, in one sentence. */
export function erlangMessage({ subject, detail, limit, erlang = 'call-failed' }: Problem): string {
  switch (erlang) {
    case 'no-epmd':
      return t('Erlang’s port mapper does not answer for {0}: {1}.', subject, detail);
    case 'no-such-node':
      return t('Erlang’s port mapper knows no node as in {0}: {1}.', subject, detail);
    case 'no-cookie':
      return t('There is no cookie for {0}: {1}.', subject, detail);
    case 'wrong-cookie':
      return t('{0} does not accept the cookie: {1}.', subject, detail);
    case 'name-mismatch':
      return t('Another node listens at {0}: {1}.', subject, detail);
    case 'name-taken':
      return t('{0} is connected to as many LeakLens as it takes: {1}.', subject, detail);
    case 'not-allowed':
      return t('{0} does not let LeakLens in: {1}.', subject, detail);
    case 'wants-tls':
      return t('{0} speaks TLS: {1}.', subject, detail);
    case 'no-tls':
      return t('{0} speaks no TLS: {1}.', subject, detail);
    case 'no-handshake':
      return t('{0} does not speak as nodes of Erlang do: {1}.', subject, detail);
    case 'too-old':
      return t('The release at {0} is too old: {1}.', subject, detail);
    case 'silent':
      return t('{0} has fallen silent: {1}.', subject, detail);
    case 'busy':
      return limit === undefined
        ? t('{0} takes too long for {1}.', subject, detail)
        : t('{0} took longer than {1} s for {2}.', subject, String(Math.round(limit / 100) / 10), detail);
    case 'closed':
      return t('{0} is gone: {1}.', subject, detail);
    case 'command-ended':
      return t('The command that asks {0} has ended: {1}.', subject, detail);
    case 'other-tracer':
      return t('Nothing was traced in {0}: another tracer is at work ({1}).', subject, detail);
    case 'no-such-function':
      return t('The release at {0} has no {1}.', subject, detail);
    case 'call-failed':
      return t('A call at {0} failed: {1}.', subject, detail);
  }
}

/** What to do about it, in one sentence. */
export function erlangStep({ erlang = 'call-failed' }: Problem): string {
  switch (erlang) {
    case 'no-cookie':
      return t('Put the cookie of the node into ~/.erlang.cookie, or into RELEASE_COOKIE.');
    case 'wrong-cookie':
      return t(
        'Give the cookie of the node and connect again: by itself LeakLens does not, as the node logs each try.',
      );
    case 'no-epmd':
      return t('Start the node, or name the port of its distribution, which needs no port mapper: beam:HOST:PORT.');
    case 'no-such-node':
      return t('Use one of these names, or start the node with -sname or -name.');
    case 'name-mismatch':
      return t('Name that node, or leave the name out: beam:HOST:PORT.');
    case 'name-taken':
      return t('End another LeakLens on this machine that watches the node, and try again.');
    case 'not-allowed':
      return t('Allow its name on the node, which its log names, with net_kernel:allow/1.');
    case 'wants-tls':
      return t('Write beam+tls: in place of beam:, and give the certificates that the node asks for.');
    case 'no-tls':
      return t('Write beam: in place of beam+tls:, or start the node with -proto_dist inet_tls.');
    case 'no-handshake':
      return t('Check the host and the port: it has to be that of the distribution, of OTP 23 or newer.');
    case 'too-old':
      return t('LeakLens speaks with OTP 23 and newer.');
    case 'silent':
    case 'closed':
      return t('Check whether the node still runs; LeakLens connects again when it is asked.');
    case 'command-ended':
      return t(
        'Try the command by hand with an expression behind it; with kubectl it needs -i, so that it can be told what to ask.',
      );
    case 'busy':
      return t('Wait until the node has less to do, or allow more time.');
    case 'other-tracer':
      return t('End the other tracer, or try again when it is over: before OTP 27 a node has room for one only.');
    case 'no-such-function':
      return t('Nothing can be done about it but use another release; the rest is told without.');
    case 'call-failed':
      return t('Look into the log of the node.');
  }
}
