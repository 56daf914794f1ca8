import { t } from '@vscode/l10n';
import { formatCount } from '../../../src/shared/base/units';
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { GraphWindow } from '../../../src/shared/model/views/graphView';
import { frameIn, isSameFrame } from '../frameWords';
import type { ProfileStore } from '../profileStore';
import { GraphBoard } from './graphBoard';
import { graphTone, type GraphTone } from './graphColors';
import { GraphControls } from './graphControls';
import { graphPicture, type PictureWords } from './graphPicture';

/** The call graph as pprof draws it. */
export function GraphTab({ store }: { readonly store: ProfileStore }) {
  const drawing = useSignal<SVGSVGElement | null>(null);
  const query = useComputed(() => store.state.value.graph);
  useSignalEffect(() => {
    if (store.edition.value > 0) store.ask('graph', query.value);
  });
  const window = store.answers.graph.value;
  const theme = store.theme.value;
  const tone: GraphTone = useMemo(() => graphTone(theme.color, theme), [theme]);
  const picture = useMemo(() => (window === null ? null : graphPicture(window, tone, words())), [window, tone]);
  if (window === null) return <p class="note">{t('Laying out…')}</p>;
  if (picture === null) return <p class="note">{t('Nothing is left of the profile.')}</p>;
  const selected = selectedNode(window, store);
  return (
    <div class="graph">
      <GraphControls store={store} window={window} picture={picture} tone={tone} drawing={drawing} />
      <GraphBoard store={store} window={window} picture={picture} tone={tone} drawing={drawing} selected={selected} />
      <p class="unseen" aria-live="polite">
        {selected < 0 ? '' : (picture.boxes[selected]?.title ?? '')}
      </p>
      <GraphNotes window={window} />
    </div>
  );
}

function selectedNode({ frames }: GraphWindow, store: ProfileStore): number {
  const { selected } = store.state.value;
  return frames.functions.findIndex((_, row) => isSameFrame(frameIn(frames, row), selected));
}

function words(): PictureWords {
  return {
    inlined: t('inlined'),
    residual: t('over frames that are left out'),
    itself: (amount, share) => t('itself: {0} · {1}', amount, share),
    whole: (amount, share) => t('with all that it calls: {0} · {1}', amount, share),
  };
}

function counted(count: number, one: string, many: (count: string) => string): string {
  return count === 1 ? one : many(formatCount(count));
}

/** What is drawn, and what pprof's pruning leaves out. */
function GraphNotes({ window }: { readonly window: GraphWindow }) {
  const { lightNodes, lightEdges, furtherNodes } = window.left;
  const parts = [
    t(
      'In each box: what it costs itself, then Σ with all that it calls. Dotted lines go over frames that are left out.',
    ),
    ...(furtherNodes > 0
      ? [
          counted(furtherNodes, t('1 further node is left out.'), (count) =>
            t('{0} further nodes are left out.', count),
          ),
        ]
      : []),
    ...(lightNodes > 0
      ? [
          counted(lightNodes, t('1 node costs less than 0.5% of all.'), (count) =>
            t('{0} nodes cost less than 0.5% of all.', count),
          ),
        ]
      : []),
    ...(lightEdges > 0
      ? [
          counted(lightEdges, t('1 call costs less than 0.1% of all.'), (count) =>
            t('{0} calls cost less than 0.1% of all.', count),
          ),
        ]
      : []),
  ];
  return <p class="note">{parts.join(' ')}</p>;
}
