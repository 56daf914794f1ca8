import { t } from '@vscode/l10n';
import { fileLine } from '../../../shared/base/fileLine';
import { keptAt } from '../../../shared/base/keptAt';
import type { Finding } from '../../../shared/model/finding';
import type { Holder, HolderKind } from '../../../shared/model/holder';

type About = Pick<Finding, 'site' | 'holders'>;

/** Who keeps the memory, as the source tells: one sentence. Null where it does not tell. */
export function holderSentence(finding: About): string | null {
  const [first, ...others] = finding.holders;
  if (first === undefined) return null;
  if (first.certain) return certainSentence(first, finding);
  const names = [first, ...others].map((holder) => namedPlace(holder, finding));
  const last = names.pop() ?? '';
  return names.length === 0
    ? t('It may be kept by {0}.', last)
    : t('It may be kept by {0}, or by {1}.', names.join(', '), last);
}

function certainSentence(holder: Holder, finding: About): string {
  const { kind, name } = holder;
  const place = placeText(holder, finding);
  switch (kind) {
    case 'goroutine':
      return name === 'func'
        ? t('Kept by a goroutine that is started at {0}, for as long as it runs.', place)
        : t('Kept by the goroutine of {0} ({1}), for as long as it runs.', name, place);
    case 'timer':
      return t('Kept by the timer of {0} ({1}) until it fires or is stopped.', name, place);
    case 'context':
      return t('Kept by the context that carries it ({0}).', place);
    case 'deferred':
      return t('Kept by calls that are deferred in a loop ({0}): they run when the function ends.', place);
    case 'finalizer':
      return t('Kept until its finalizer has run ({0}).', place);
    case 'pool':
      return t('Kept by the pool {0} ({1}), which lets go of it at the second collection.', name, place);
    case 'library':
      return t('Kept by {0}, which was given it for good ({1}).', name, place);
    case 'stack':
      return t('Kept by {0}, a variable of a function that waits at {1}.', name, placeOf(holder.stored));
    case 'variable':
      return t('Kept by {0} ({1}) until it is given another value.', name, place);
    default:
      return t('{0} {1}', t('Kept by {0} ({1}).', name, place), takenOut(holder)).trim();
  }
}

/** What the source says of taking out again; empty where it says nothing. */
function takenOut({ removal, removed, unused }: Holder): string {
  if (removal === 'some') return t('It is taken out at {0}.', removed.map(placeOf).join(', '));
  if (unused !== null) return t('{0} ({1}) would take it out, and nothing calls it.', unused.function, placeOf(unused));
  return removal === 'none' ? t('No place in this workspace takes it out again.') : '';
}

/** What to do about it, where that follows from what keeps it; empty where it does not. */
export function holderCure({ holders: [first] }: About): string {
  if (first?.certain !== true) return '';
  const cures: Readonly<Partial<Record<HolderKind, string>>> = {
    goroutine: t('End the goroutine, and the memory goes with it.'),
    timer: t('Stop the timer when what it is for is over.'),
    deferred: t('Make the body of the loop a function of its own.'),
    stack: t('Find out what should end the wait.'),
  };
  if (first.kind in cures) return cures[first.kind] ?? '';
  return first.removal === 'none' ? t('Take out what is no longer needed, or give it a bound.') : '';
}

function namedPlace(holder: Holder, finding: About): string {
  const name = holder.name === 'func' ? t('a goroutine') : holder.name;
  return t('{0} ({1})', name, placeText(holder, finding));
}

function placeText(holder: Holder, { site }: About): string {
  return placeOf(keptAt(holder, site));
}

function placeOf({ path, line }: Holder['stored']): string {
  return fileLine(path, line);
}
