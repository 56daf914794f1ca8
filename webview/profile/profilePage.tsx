import { t } from '@vscode/l10n';
import { plainText } from '../../src/shared/base/said/plainText';
import { Button, Dropdown, ProgressRing } from '../base/controls';
import { LinesToggle } from './linesToggle';
import { LiveBar } from './live/liveBar';
import { RecordForm } from './live/recordForm';
import { StopForm } from './live/stopForm';
import { Recording } from './live/recording';
import { RefineBar } from './refineBar';
import type { Phase, ProfileStore } from './profileStore';
import { SelectedFrame } from './selectedFrame';
import { Tabs } from './tabs';

/** A longer problem pushes the view out of sight. */
const longestProblem = 500;

/** The whole view: nothing until the host has spoken, then what is opened, or why it is not. */
export function ProfilePage({ store }: { readonly store: ProfileStore }) {
  const phase = store.phase.value;
  if (store.title.value === null) return null;
  return (
    <main class="profile">
      <Head store={store} />
      {phase.name === 'opened' ? <Opened store={store} /> : <NotOpened store={store} phase={phase} />}
    </main>
  );
}

function Head({ store }: { readonly store: ProfileStore }) {
  const title = store.title.value;
  if (title === null) return null;
  const name = plainText(title.name);
  return (
    <header class="head">
      <h1 title={name}>{name}</h1>
      <span class="detail">{plainText(title.detail)}</span>
      {title.base !== null && <span class="detail">{t('compared with {0}', plainText(title.base))}</span>}
      {title.choices.length > 1 && (
        <Dropdown
          label={t('Which profile')}
          value={title.chosen}
          options={title.choices.map(({ id, name: text }) => ({ value: id, text: plainText(text) }))}
          onChoose={(id) => {
            if (id !== title.chosen) store.choose(id);
          }}
        />
      )}
      {title.live !== null && <LiveBar store={store} live={title.live} />}
      {store.hasEditor && store.about !== null && (
        <>
          <LinesToggle store={store} />
          <CompareButton store={store} />
        </>
      )}
      {store.isOutdated.value && (
        <span class="outdated" role="status">
          {t('The file has changed on disk.')} <Button onPress={() => store.reload()}>{t('Reload')}</Button>
        </span>
      )}
    </header>
  );
}

function CompareButton({ store }: { readonly store: ProfileStore }) {
  const label = t('Show what has changed since another profile: what is open, runs or is kept, or a file');
  return (
    <Button secondary label={label} onPress={() => store.compare()}>
      {t('Compare…')}
    </Button>
  );
}

function Opened({ store }: { readonly store: ProfileStore }) {
  return (
    <>
      <RefineBar store={store} />
      {store.problem.value !== '' && (
        <p class="problem" role="alert">
          {plainText(store.problem.value, longestProblem)}
        </p>
      )}
      <Tabs store={store} />
      <SelectedFrame store={store} />
    </>
  );
}

function NotOpened({ store, phase }: { readonly store: ProfileStore; readonly phase: Phase }) {
  if (phase.name === 'toRecord') return <RecordForm store={store} seconds={phase.seconds} />;
  if (phase.name === 'toStop') return <StopForm store={store} goroutines={phase.goroutines} />;
  if (phase.name === 'opening' && phase.seconds !== null) return <Recording store={store} seconds={phase.seconds} />;
  if (phase.name !== 'failed') {
    return (
      <p class="opening" role="status">
        <ProgressRing /> {t('Opening…')}
      </p>
    );
  }
  return (
    <div class="failed" role="alert">
      <p>{plainText(phase.message, longestProblem)}</p>
      <p>{plainText(phase.nextStep, longestProblem)}</p>
      <Button onPress={() => store.reload()}>{t('Try Again')}</Button>
    </div>
  );
}
