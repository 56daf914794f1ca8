import { t } from '@vscode/l10n';
import type { Problem } from '../../shared/model/errors';

/** Why a run of `go test` says nothing, in one sentence. */
export function goTestMessage({ subject, detail, goTest = 'not-run' }: Problem): string {
  switch (goTest) {
    case 'no-go':
      return t('There is no Go to run tests with: {0}.', detail);
    case 'build':
      return t('{0} does not compile: {1}.', subject, detail);
    case 'failed':
      return detail === '' ? t('{0} fails.', subject) : t('{0} fails: {1}.', subject, detail);
    case 'no-tests':
      return t('go test found no {0} to run.', subject);
    case 'not-run':
      return detail === ''
        ? t('go test could not run {0}.', subject)
        : t('go test could not run {0}: {1}.', subject, detail);
    case 'no-profile':
      return t('{0} ran, and go test wrote no profile of it.', subject);
  }
}

/** What to do about it, in one sentence. */
export function goTestStep({ goTest = 'not-run' }: Problem): string {
  switch (goTest) {
    case 'no-go':
      return t('Put go on the PATH, or name it in the setting go.goroot or go.alternateTools.');
    case 'build':
    case 'not-run':
      return t('The output has all that go says.');
    case 'failed':
      return t('Have it pass first: what a run that fails costs says little. The output has the rest.');
    case 'no-tests':
      return t('Save its file; a build tag may leave it out, too: name it in the setting go.testTags or go.buildTags.');
    case 'no-profile':
      return t('A TestMain has to call m.Run, and may leave the process only behind it.');
  }
}
