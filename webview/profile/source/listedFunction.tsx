import { t } from '@vscode/l10n';
import { saidAmount, shareText } from '../../../src/shared/base/profileAmounts';
import { plainText } from '../../../src/shared/base/said/plainText';
import { sourceStates, type SourceWindow } from '../../../src/shared/model/views/sourceView';
import type { FrameKey } from '../../../src/shared/model/views/viewFrames';
import { frameIn, frameName, ownerIn, placeText } from '../frameWords';
import type { ProfileStore } from '../profileStore';

export interface ListedFunctionProps {
  readonly store: ProfileStore;
  readonly window: SourceWindow;
  /** Row of the function. */
  readonly at: number;
}

/** One function, line by line. */
export function ListedFunction({ store, window, at }: ListedFunctionProps) {
  const { function: name, file, line } = frameIn(window.functions, at);
  const [first = 0, end = 0] = [window.offsets[at], window.offsets[at + 1]];
  const [flat = 0, cum = 0] = [window.flat[at], window.cum[at]];
  return (
    <section
      class={`listed owner-${ownerIn(window.functions, at)}`}
      role="rowgroup"
      aria-label={frameName({ function: name, file, line: 0 })}
    >
      <header>
        <h2>{frameName({ function: name, file, line: 0 })}</h2>
        <span class="place">{placeText({ function: name, file, line })}</span>
        <span class="count">
          {`flat ${saidAmount(window, flat)} · cum ${saidAmount(window, cum)} · ${shareText(cum, window.total)}`}
        </span>
        <span class="note">{stateWords(window, at)}</span>
      </header>
      {Array.from({ length: end - first }, (_, row) => (
        <SourceLine
          key={first + row}
          store={store}
          window={window}
          row={first + row}
          frame={{ function: name, file, line: window.line[first + row] ?? 0 }}
          shift={window.shifts[at] ?? 0}
        />
      ))}
    </section>
  );
}

interface SourceLineProps {
  readonly store: ProfileStore;
  readonly window: SourceWindow;
  readonly row: number;
  /** Of the line in the build, which leads to where that is now. */
  readonly frame: FrameKey;
  readonly shift: number;
}

/** A line; it leads to itself in the editor. */
function SourceLine({ store, window, row, frame, shift }: SourceLineProps) {
  const [flat = 0, cum = 0] = [window.lineFlat[row], window.lineCum[row]];
  const costs = flat !== 0 || cum !== 0;
  const { selected } = store.state.value;
  const isSelected =
    selected !== null && selected.line > 0 && selected.line === frame.line && selected.file === frame.file;
  const go = () => {
    if (store.hasEditor && frame.line > 0) store.goTo(frame);
  };
  return (
    <div
      class={`source-line${costs ? ' costs' : ''}${isSelected ? ' selected' : ''}`}
      role="row"
      tabIndex={-1}
      data-line={frame.line}
      onClick={go}
      onKeyDown={(event) => {
        if (event.key === 'Enter') go();
      }}
    >
      <span class="number" role="gridcell">
        {flat === 0 ? '' : saidAmount(window, flat)}
      </span>
      <span class="number" role="gridcell">
        {cum === 0 ? '' : saidAmount(window, cum)}
      </span>
      <span class="number line-number" role="rowheader">
        {frame.line > 0 ? String(frame.line + shift) : '?'}
      </span>
      <code role="gridcell">{codeText(window.texts[row] ?? '')}</code>
    </div>
  );
}

/** A line as the engine cuts it. */
const longestLine = 600;

/** As wide as an editor shows it; nothing in it can turn or hide the rest. */
function codeText(text: string): string {
  return plainText(text.replaceAll('\t', '    '), longestLine);
}

function stateWords({ states, shifts }: SourceWindow, at: number): string {
  const shift = shifts[at] ?? 0;
  switch (sourceStates[states[at] ?? 0]) {
    case 'here':
      if (shift === 0) return '';
      return shift === 1 ? t('moved by 1 line since the build') : t('moved by {0} lines since the build', shift);
    case 'other':
      return t('the source here is not that of the build: its lines are left out');
    default:
      return t('the source is not on this machine');
  }
}
