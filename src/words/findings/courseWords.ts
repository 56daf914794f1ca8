import { t } from '@vscode/l10n';
import type { Course, Finding } from '../../shared/model/finding';
import { amountWords } from '../base/amountWords';
import { tierNames } from './confidenceWords';
import { doubtWords } from './doubtWords';

/** What became of a verdict that was surer once; null where nothing did. */
export function courseWords({ course }: Pick<Finding, 'course'>): string | null {
  if (course === null) return null;
  switch (course.standing) {
    case 'withdrawn':
      return t('{0} {1}', beforeWords(course), course.doubt === null ? '' : doubtWords[course.doubt]()).trim();
    case 'merged':
      return t('{0} It is told as part of {1}.', beforeWords(course), course.toldBy ?? '');
    case 'moved':
      return t('{0} Its goroutines wait on another line now: {1}.', beforeWords(course), course.toldBy ?? '');
    case 'possible':
      return surest(course) === null ? null : beforeWords(course);
    default:
      return null;
  }
}

function beforeWords(course: Course): string {
  const sure = surest(course);
  const until = amountWords(course.sinceMillis, 'millis');
  if (sure === null) return t('Until {0} it was more.', until);
  return t('It was {0} from {1} until {2}.', tierNames[sure.confidence](), amountWords(sure.atMillis, 'millis'), until);
}

/** The first step at which it was probable or proven. */
function surest({ steps }: Course): Course['steps'][number] | null {
  const of = (confidence: string) => steps.find((one) => one.confidence === confidence);
  return of('proven') ?? of('probable') ?? null;
}
