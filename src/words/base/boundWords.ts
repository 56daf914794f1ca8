import { t } from '@vscode/l10n';
import type { KeeperBound } from '../../shared/model/keeperBound';

/** What grows until it is full is no leak; whether it is meant to be so large, only a person knows. */
export function boundWords({ kind, keeper, limit }: KeeperBound): string {
  switch (kind) {
    case 'cache':
      return limit === ''
        ? t('A cache that fills: {0} throws away what it has no room for. It grows until then.', keeper)
        : t(
            'A cache that fills: {0} is bounded by {1}. It grows until then; if that is too much, lower the bound.',
            keeper,
            limit,
          );
    case 'fixed':
      return t('Filled up to its length: {0} has room for {1} and never for more. It grows until then.', keeper, limit);
    case 'evicts':
      return t(
        'What is kept in {0} is taken out again elsewhere. It is a leak only if that does not keep up: watch longer, under steady load.',
        keeper,
      );
  }
}
