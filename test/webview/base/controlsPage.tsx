// Runs in a browser: the three controls of the adapter, as the panel uses them.
import { render } from 'preact';
import { Button, Dropdown, ProgressRing, registerControls } from '../../../webview/base/controls';

declare const watched: { readonly posted: unknown[] };

const options = [
  { value: 'a', text: 'First' },
  { value: 'b', text: '<b>Second</b>' },
  { value: 'c', text: 'Third' },
];

registerControls();
render(
  <main>
    <Button class="plain" label="Capture a snapshot" onPress={() => watched.posted.push('pressed')}>
      Capture
    </Button>
    <Button class="off" secondary disabled onPress={() => watched.posted.push('pressed though disabled')}>
      Disabled
    </Button>
    <Dropdown label="Service" value="b" options={options} onChoose={(value) => watched.posted.push(value)} />
    <ProgressRing />
  </main>,
  document.getElementById('root')!,
);
