import { t } from '@vscode/l10n';
import { codeSpan } from '../../shared/base/said/markdownText';
import type { LineDoubt, MappedBy, ResolvedSource } from '../../shared/model/sourcePaths';

/** How the file was found, and why its line may be another one, as Markdown paragraphs; none where nothing needs a word. */
export function sourceHover(doubt: LineDoubt | null, found: ResolvedSource | null): string[] {
  const paragraphs = doubt === null ? [] : [doubtWords(doubt)];
  if (found === null || found.mappedBy === 'exact') return paragraphs;
  const rule = mappedByWords(found.mappedBy);
  const mapped =
    found.from === ''
      ? t('Mapped by {0}.', rule)
      : t('Mapped by {0}: {1} stands for {2}.', rule, codeSpan(found.from), codeSpan(found.to));
  return [...paragraphs, mapped];
}

/** In a sentence: `Mapped by …`. */
export function mappedByWords(rule: MappedBy): string {
  switch (rule) {
    case 'exact':
      return t('its own path');
    case 'module':
      return t('the module that is open here');
    case 'replace':
      return t('a replace directive');
    case 'workspace-module':
      return t('another module that is open here');
    case 'vendor':
      return t('the vendor folder');
    case 'module-cache':
      return t('the module cache');
    case 'goroot':
      return t("Go's own sources");
    case 'repository':
      return t('the repository that the profile names');
    case 'prefix-votes':
      return t('what the other functions of the build agree on');
    case 'user-mapping':
      return t('your setting leaklens.pathMappings');
    case 'suffix':
      return t('the only file here whose path ends alike');
  }
}

/** What is said of a line whose statement somebody has replaced in the editor. */
export function replacedWords(): string {
  return t('Unsure: another statement stands here now. The program that runs was built from the one before.');
}

export function changedHover(): string {
  return t(
    'Changed in the editor since the program was built: rebuild and restart it to check. What follows is of the program that runs.',
  );
}

/** Why a line is shown as unsure, one sentence. */
export function doubtWords(doubt: LineDoubt): string {
  switch (doubt) {
    case 'not-declared':
      return t('Unsure: the file does not declare the function that runs.');
    case 'several':
      return t('Unsure: several files fit as well as this one.');
    case 'another-version':
      return t('Unsure: the service was built with another version of this code.');
    case 'edited':
      return t('Unsure: the function has changed since the service was built.');
    case 'saved-after-build':
      return t(
        'Unsure: the file was saved after the program was built, and nothing behind this line shows that it has not moved.',
      );
    case 'function-gone':
      return t('The function is not in this file any more.');
    case 'outside-function':
      return t('The line would lie outside its function: the file has changed since the service was built.');
    case 'line-changed':
      return t('The line has changed since the service was built.');
    case 'unread':
      return t('Unsure: the file cannot be read as Go source.');
    case 'same-start':
    case 'no-start-line':
    case 'revision':
    case 'moved':
      return t('Unsure: the source may have changed since the service was built.');
  }
}
