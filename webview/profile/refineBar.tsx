import { t } from '@vscode/l10n';
import { useSignal } from '@preact/signals';
import {
  granularities,
  refinementKinds,
  type Refinement,
  type RefinementKind,
} from '../../src/shared/model/views/viewScope';
import { oneForAll, unitsOf } from '../../src/shared/base/shownUnits';
import { plainText } from '../../src/shared/base/said/plainText';
import { Button, Dropdown, TextField } from '../base/controls';
import { CopyCommand } from './copyCommand';
import { granularityName } from './granularityName';
import type { ProfileStore } from './profileStore';
import { SavedViews } from './savedViews';

/** What is counted, by what, and which samples count: the same for every tab. */
export function RefineBar({ store }: { readonly store: ProfileStore }) {
  const { about } = store;
  if (about === null) return null;
  const scope = store.scope.value;
  return (
    <div class="refine">
      <Button secondary disabled={!store.history.canGoBack.value} label={t('Back ([)')} onPress={() => store.back()}>
        ←
      </Button>
      <Button
        secondary
        disabled={!store.history.canGoForward.value}
        label={t('Forward (])')}
        onPress={() => store.forward()}
      >
        →
      </Button>
      <Dropdown
        label={t('What is counted')}
        value={store.sampleType.value.type}
        options={about.sampleTypes.map(({ type }) => ({ value: type, text: plainText(type) }))}
        onChoose={(sample) => {
          if (sample !== store.sampleType.value.type) store.setScope({ sample });
        }}
      />
      <Dropdown
        label={t('By what')}
        value={scope.granularity}
        options={granularities.map((value) => ({ value, text: granularityName(value) }))}
        onChoose={(value) => {
          const granularity = granularities.find((name) => name === value);
          if (granularity !== undefined && granularity !== scope.granularity) store.setScope({ granularity });
        }}
      />
      <Units store={store} />
      {about.labelKeys.length > 0 && <LabelLevel store={store} keys={about.labelKeys} />}
      {about.hasBase && (
        <Button
          secondary
          label={t('Scale the profile to the sums of what it is compared with, so that only shifts are left')}
          onPress={() => store.setScope({ normalize: !scope.normalize })}
        >
          {scope.normalize ? t('Scaled') : t('Not scaled')}
        </Button>
      )}
      <ul class="chips" aria-label={t('Filters')}>
        {scope.refinements.map((one) => (
          <Chip key={`${one.kind} ${one.pattern}`} store={store} refinement={one} />
        ))}
      </ul>
      <AddRefinement store={store} />
      <SavedViews store={store} />
      <CopyCommand store={store} />
    </div>
  );
}

/** In which unit amounts are said; counts have none. */
function Units({ store }: { readonly store: ProfileStore }) {
  const units = unitsOf(store.sampleType.value.unit);
  if (units.length === 0) return null;
  const { unit } = store.scope.value;
  const shown = unit === oneForAll || units.some(({ name }) => name === unit) ? unit : '';
  return (
    <Dropdown
      label={t('Unit of amounts')}
      value={shown}
      options={[
        { value: '', text: t('auto unit') },
        { value: oneForAll, text: t('one unit for all') },
        ...units.map(({ name, text }) => ({ value: name, text })),
      ]}
      onChoose={(chosen) => {
        if (chosen !== shown) store.setUnit(chosen);
      }}
    />
  );
}

/** Which label's values stand above the stacks. */
function LabelLevel({ store, keys }: { readonly store: ProfileStore; readonly keys: readonly string[] }) {
  const { labelLevel } = store.scope.value;
  return (
    <Dropdown
      label={t('Label whose values stand above the stacks')}
      value={labelLevel}
      options={[
        { value: '', text: t('no label') },
        ...keys.map((key) => ({ value: key, text: plainText(key, longestChip) })),
      ]}
      onChoose={(key) => {
        if (key !== labelLevel) store.setScope({ labelLevel: key });
      }}
    />
  );
}

function Chip({ store, refinement }: { readonly store: ProfileStore; readonly refinement: Refinement }) {
  const { kind, pattern } = refinement;
  const shown = plainText(pattern, longestChip);
  return (
    <li class="chip">
      <span class="chip-kind">{kindName(kind)}</span>
      <code title={plainText(pattern)}>{shown}</code>
      <button
        type="button"
        aria-label={t('Remove the filter {0} {1}', kindName(kind), shown)}
        onClick={() => store.unrefine(refinement)}
      >
        ×
      </button>
    </li>
  );
}

const longestChip = 60;

function AddRefinement({ store }: { readonly store: ProfileStore }) {
  const kind = useSignal<RefinementKind>('focus');
  const text = useSignal('');
  return (
    <div class="add">
      <Dropdown
        label={t('Kind of filter')}
        value={kind.value}
        options={refinementKinds.map((value) => ({ value, text: kindName(value) }))}
        onChoose={(value) => {
          kind.value = refinementKinds.find((name) => name === value) ?? 'focus';
        }}
      />
      <TextField
        label={kindExplained(kind.value)}
        placeholder={t('Add a filter')}
        value={text.value}
        onInput={(value) => {
          text.value = value;
        }}
        onEnter={(pattern) => {
          store.refine({ kind: kind.value, pattern });
          text.value = '';
        }}
      />
    </div>
  );
}

/** pprof's own words, which people look for. */
function kindName(kind: RefinementKind): string {
  return kind === 'show_from' ? 'show from' : kind;
}

function kindExplained(kind: RefinementKind): string {
  switch (kind) {
    case 'focus':
      return t('Only stacks with a frame that matches');
    case 'ignore':
      return t('No stacks with a frame that matches');
    case 'hide':
      return t('Leave out frames that match');
    case 'show':
      return t('Leave out frames that do not match');
    case 'show_from':
      return t('Begin stacks at the outermost frame that matches');
    case 'tagfocus':
      return t('Only samples with a label that matches: key=regex, or key=32kb:64kb');
    case 'tagignore':
      return t('No samples with a label that matches: key=regex, or key=32kb:64kb');
  }
}
