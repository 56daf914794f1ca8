import { t } from '@vscode/l10n';
import { panelWindows, type PanelTarget, type PanelWindow } from '../../src/shared/wires/panelMessages';
import { plainText } from '../../src/shared/base/said/plainText';
import { Button, Dropdown, ProgressRing } from '../base/controls';
import { joinSentences } from './listWords';
import { Exceptions } from './service/exceptionNotes';
import type { PanelStore } from './panelStore';

/** A longer problem pushes the charts out of sight. */
const longestProblem = 500;

/** Which service, how it is doing, and what can be done with it. */
export function PanelHeader({ store }: { readonly store: PanelStore }) {
  const target = store.target.value;
  if (target === null) return null;
  return (
    <header class="head">
      <div class="head-target">
        <TargetName store={store} target={target} />
        {target.service === undefined && (
          <Button
            secondary
            class="capture"
            disabled={target.phase !== 'connected'}
            label={t('Capture a snapshot of {0}', plainText(target.name))}
            onPress={() => store.capture()}
          >
            {t('Capture')}
          </Button>
        )}
      </div>
      <div class="head-state">
        <StatusLine target={target} />
        <WindowPicker store={store} />
      </div>
      <Problem store={store} target={target} />
      <Exceptions store={store} />
    </header>
  );
}

function TargetName({ store, target }: { readonly store: PanelStore; readonly target: PanelTarget }) {
  const targets = store.targets.value;
  if (targets.length === 1) {
    const name = plainText(target.name);
    return (
      <h1 class="target-name" title={name}>
        {name}
      </h1>
    );
  }
  const isUnique = (name: string) => targets.filter((other) => other.name === name).length === 1;
  return (
    <Dropdown
      label={t('Service')}
      value={target.id}
      options={targets.map(({ id, name, url }) => ({
        value: id,
        text: isUnique(name) ? plainText(name) : `${plainText(name)} (${plainText(url)})`,
      }))}
      onChoose={(id) => store.chooseTarget(id)}
    />
  );
}

/** How it stands with the service; where it is and what asking it costs in the tooltip. */
function StatusLine({ target }: { readonly target: PanelTarget }) {
  const isBusy = target.phase === 'connecting' || target.phase === 'reconnecting';
  const more = [target.url, target.cost].filter((part) => part !== '').map((part) => plainText(part));
  return (
    <p class="status-line" title={more.join('\n')}>
      {isBusy && <ProgressRing />}
      <span class={`dot dot-${target.phase}`} aria-hidden="true" />
      <span class="phase">{plainText(target.condition)}</span>
    </p>
  );
}

function Problem({ store, target }: { readonly store: PanelStore; readonly target: PanelTarget }) {
  return (
    <div class="status">
      <div role="status" class="status-problem">
        {target.problem !== '' && (
          <p class="problem" tabIndex={0}>
            {joinSentences([plainText(target.asOf, longestProblem), plainText(target.problem, longestProblem)])}
          </p>
        )}
      </div>
      {target.phase === 'reconnecting' && target.service === undefined && (
        <div class="status-actions">
          <Button secondary label={t('Try {0} now', plainText(target.name))} onPress={() => store.tryNow()}>
            {t('Try Now')}
          </Button>
          <Button
            secondary
            label={t('Edit the address of {0}', plainText(target.name))}
            onPress={() => store.editAddress()}
          >
            {t('Edit Address')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Native radio buttons under the segments: arrow keys and grouping come with them. */
function WindowPicker({ store }: { readonly store: PanelStore }) {
  return (
    <fieldset class="segments">
      <legend class="unseen">{t('Time window')}</legend>
      {panelWindows.map((window) => (
        <label key={window}>
          <input
            class="unseen"
            type="radio"
            name="window"
            value={window}
            checked={store.choice.value.window === window}
            onChange={() => store.chooseWindow(window)}
          />
          <span>{windowWords(window)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function windowWords(window: PanelWindow): string {
  switch (window) {
    case '5m':
      return t('5 min');
    case '1h':
      return t('1 h');
    case 'all':
      return t('All');
  }
}
