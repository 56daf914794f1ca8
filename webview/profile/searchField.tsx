import { t } from '@vscode/l10n';
import { TextField } from '../base/controls';

export interface SearchFieldProps {
  /** Null while nothing is searched. */
  readonly search: string | null;
  /** Where other things than names and files are searched. */
  readonly label?: string;
  readonly onSearch: (search: string | null) => void;
}

/** What a drawing marks: names and files by a regular expression; Escape ends the search. */
export function SearchField({ search, label, onSearch }: SearchFieldProps) {
  return (
    <TextField
      class="search"
      label={label ?? t('Search names and files by a regular expression')}
      placeholder={t('Search')}
      value={search ?? ''}
      onInput={(text) => onSearch(text === '' ? null : text)}
      onEscape={() => onSearch(null)}
    />
  );
}
