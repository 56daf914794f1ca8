import type { WaitSubject } from './waitSubject';
import type { LibraryFacts, WaitFacts } from '../../../../shared/model/go/goSource';
import type { WaitCount } from '../../history/goroutineReading';
import type { ProcessHistory } from '../../history/history';
import { asWaitFacts, blamedLine, libraryQuestion } from './openedBy';
import type { WaitKey } from '../../history/seriesKeys';
import type { DraftRequest } from '../base/draftRequest';

/** What the source says of who opened what these goroutines belong to; null where they are the program's own. */
export function libraryFacts(
  { history, knowledge }: Pick<DraftRequest, 'history' | 'knowledge'>,
  wait: WaitCount,
): LibraryFacts | null {
  const question = libraryQuestion(history, wait);
  return question === null ? null : knowledge.library(question);
}

/** What the source says of the line that waits; for a library's, of the line of the workspace that opened what waits there. */
export function factsOf(
  { history, knowledge }: DraftRequest,
  { key, wait }: Pick<WaitSubject, 'key' | 'wait'>,
): WaitFacts | null {
  const question = waitQuestion(history, key, wait);
  if (question !== null) return knowledge.wait(question);
  const blamed = blamedLine(libraryFacts({ history, knowledge }, wait));
  return blamed === null ? null : asWaitFacts(blamed);
}

/** Null outside the workspace. */
export function waitQuestion(history: ProcessHistory, key: WaitKey, { ref, kind }: WaitCount) {
  const { path, line, function: name } = ref.site;
  if (path === null) return null;
  const creator = history.detailsOf(key)?.creators.find(({ site }) => site.path !== null)?.site;
  const spawn = creator === undefined || creator.path === null ? null : { path: creator.path, line: creator.line };
  return { path, line, kind, function: name, spawn };
}
