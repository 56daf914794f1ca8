import type { CommonLineWords } from '../../shared/ports/words/lineWords';
import type { SeriesNameOf } from '../../shared/model/series/seriesSpec';
import type { FindingWords } from '../../shared/ports/words/findingWords';
import { asOfWords, changedText, pastWords } from '../base/momentWords';
import { findingHover } from './findingHover';
import { ignoredHover } from './ignoredHover';
import { profileHover, profileText } from './profileWords';
import { siteLink } from './siteLink';
import { changedHover, replacedWords, sourceHover } from './sourceWords';

/** @param findings of all runtimes whose findings stand on lines @param nameOf of their numbers */
export function createLineWords(findings: FindingWords, nameOf: SeriesNameOf): CommonLineWords {
  return {
    findingText: (finding, room) => findings.hint(finding, room),
    findingHover: (finding, ends, view, more = []) =>
      findingHover({ finding, more, words: findings, nameOf }, ends, view),
    sourceHover,
    profileText,
    profileHover,
    asOf: asOfWords,
    past: pastWords,
    replaced: replacedWords,
    changedText,
    changedHover,
    ignored: (until) => findings.ignored(until),
    ignoredHover,
    siteLink,
  };
}
