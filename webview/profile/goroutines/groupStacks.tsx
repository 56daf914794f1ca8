import { t } from '@vscode/l10n';
import type { GoroutineFrame, GoroutineStack, OpenedGroup } from '../../../src/shared/model/views/goroutinesView';
import { plainText } from '../../../src/shared/base/said/plainText';
import { formatCount } from '../../../src/shared/base/units';
import { frameName, placeText } from '../frameWords';
import type { ProfileStore } from '../profileStore';
import { minutesText } from './groupWords';

interface GroupStacksProps {
  readonly store: ProfileStore;
  readonly opened: OpenedGroup;
}

/** The stacks of a group from where they wait to what started them. */
export function GroupStacks({ store, opened }: GroupStacksProps) {
  const more = opened.stackCount - opened.stacks.length;
  return (
    <div role="row" aria-level={2} class="group-stacks">
      <div role="gridcell">
        {opened.stacks.map((stack, at) => (
          <Stack key={at} store={store} stack={stack} />
        ))}
        {more > 0 && <p class="note">{t('{0} more stacks are not shown.', formatCount(more))}</p>}
      </div>
    </div>
  );
}

function Stack({ store, stack }: { readonly store: ProfileStore; readonly stack: GoroutineStack }) {
  const { frames, createdBy, isCut } = stack;
  return (
    <section class={stack.isGone ? 'stack gone' : 'stack'}>
      <h3>{stackHeading(stack)}</h3>
      <ol>
        {frames.map((frame, at) => (
          <FrameLine key={at} store={store} frame={frame} />
        ))}
        {isCut && <li class="note">{t('… further frames')}</li>}
        {createdBy !== null && <FrameLine store={store} frame={createdBy} before={t('started by')} />}
      </ol>
    </section>
  );
}

function stackHeading({ count, state, isGone, oldestMinutes, ids, labels }: GoroutineStack): string {
  const goroutines = count === 1 ? t('1 goroutine') : t('{0} goroutines', formatCount(count));
  const age = minutesText(oldestMinutes);
  return [
    isGone ? t('{0}, gone', goroutines) : goroutines,
    ...(state === '' ? [] : [plainText(state)]),
    ...(age === '' ? [] : [count === 1 ? age : t('oldest {0}', age)]),
    ...(labels === '' ? [] : [plainText(labels)]),
    ...(ids.length === 0 ? [] : [numbersText(ids, count)]),
  ].join(' · ');
}

function numbersText(ids: readonly number[], count: number): string {
  const numbers = ids.join(', ');
  if (count === 1) return t('number {0}', numbers);
  return ids.length < count ? t('numbers {0} …', numbers) : t('numbers {0}', numbers);
}

interface FrameLineProps {
  readonly store: ProfileStore;
  readonly frame: GoroutineFrame;
  readonly before?: string;
}

function FrameLine({ store, frame, before }: FrameLineProps) {
  const { function: name, file, line } = frame;
  const key = { function: name, file, line };
  return (
    <li class={`owner-${frame.owner}`}>
      {before !== undefined && <span class="count">{before} </span>}
      <button type="button" class="link" onClick={() => store.select(key)} onDblClick={() => store.goTo(key)}>
        {frameName(frame)}
      </button>{' '}
      <span class="place">{placeText(frame)}</span>
    </li>
  );
}
