import { t } from '@vscode/l10n';
import type { Problem } from '../../shared/model/errors';

/** Why goref does not say who holds the memory, in one sentence. */
export function gorefMessage({ subject, detail, goref = 'failed' }: Problem): string {
  switch (goref) {
    case 'not-installed':
      return t('There is no goref: no grf on the PATH, in GOBIN or in the bin folder of GOPATH.');
    case 'no-symbols':
      return t('The program of {0} was built without names (-ldflags -s or -w), so goref cannot read it.', subject);
    case 'no-rights':
      return t('The system does not let goref look into {0}: {1}.', subject, detail);
    case 'not-there':
      return t('There is no {0} for goref to read: {1}.', subject, detail);
    case 'elsewhere':
      return t('{0} does not run on this machine ({1}), so goref cannot read it from here.', subject, detail);
    case 'hidden':
      return t(
        'Which process answers for {0} ({1}) cannot be seen: it is in a container, belongs to another user, or is reached through a tunnel.',
        subject,
        detail,
      );
    case 'unsupported':
      return t('This goref does not know the Go that {0} was built with: {1}.', subject, detail);
    case 'failed':
      return t('What {0} holds was not read by goref: {1}.', subject, detail);
  }
}

/** What to do about it, in one sentence. */
export function gorefStep({ goref = 'failed' }: Problem): string {
  switch (goref) {
    case 'not-installed':
      return t('Install it: go install github.com/cloudwego/goref/cmd/grf@latest (Linux, amd64 or arm64).');
    case 'no-symbols':
      return t('Build it without -s and -w, start it again, and ask when it has grown; -trimpath does no harm.');
    case 'no-rights':
      return t(
        'Run LeakLens as the user of the process or with CAP_SYS_PTRACE, and set kernel.yama.ptrace_scope to 0; in Kubernetes use kubectl debug --target --profile=sysadmin.',
      );
    case 'not-there':
      return t('Check the number of the process, or the paths of the core file and its program.');
    case 'elsewhere':
      return t('Ask on the machine that it runs on: leaklens holders PID --yes.');
    case 'hidden':
      return t(
        'Ask beside it, as its user or root: leaklens holders PID --yes; in Kubernetes from kubectl debug --target --profile=sysadmin.',
      );
    case 'unsupported':
      return t('Install the newest goref; it follows new releases of Go some weeks later.');
    case 'failed':
      return t('Try it by hand to see all that it says: grf attach PID.');
  }
}
