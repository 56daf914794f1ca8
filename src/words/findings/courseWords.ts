import { t } from '@vscode/l10n';
import type { Course, Finding } from '../../shared/model/finding';
import type { KindWords } from '../../shared/ports/words/findingWords';
import { momentWords } from '../base/momentWords';
import { tierNames } from './confidenceWords';

/** What became of a verdict that was surer once; null where nothing did. */
export function courseWords(
  { course, lastSeenMillis }: Pick<Finding, 'course' | 'lastSeenMillis'>,
  doubtWords: KindWords['doubt'],
): string | null {
  if (course === null) return null;
  switch (course.standing) {
    case 'withdrawn': {
      const why = (course.doubt && doubtWords(course.doubt)) ?? '';
      return t('{0} {1}', beforeWords(course, lastSeenMillis), why).trim();
    }
    case 'merged':
      return t('{0} It is told as part of {1}.', beforeWords(course, lastSeenMillis), course.toldBy ?? '');
    case 'moved':
      return t(
        '{0} Its goroutines wait on another line now: {1}.',
        beforeWords(course, lastSeenMillis),
        course.toldBy ?? '',
      );
    case 'possible':
      return surest(course) === null ? null : beforeWords(course, lastSeenMillis);
    default:
      return null;
  }
}

function beforeWords(course: Course, seenMillis: number): string {
  const sure = surest(course);
  const until = momentWords(course.sinceMillis, seenMillis);
  if (sure === null) return t('Until {0} it was more.', until);
  return t(
    'It was {0} from {1} until {2}.',
    tierNames[sure.confidence](),
    momentWords(sure.atMillis, seenMillis),
    until,
  );
}

/** The first step at which it was probable or proven. */
function surest({ steps }: Course): Course['steps'][number] | null {
  const of = (confidence: string) => steps.find((one) => one.confidence === confidence);
  return of('proven') ?? of('probable') ?? null;
}
