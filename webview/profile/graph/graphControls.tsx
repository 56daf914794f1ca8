import { t } from '@vscode/l10n';
import type { Signal } from '@preact/signals';
import { graphNodeCounts, type GraphWindow } from '../../../src/shared/model/views/graphView';
import { Button, Dropdown } from '../../base/controls';
import type { ProfileStore } from '../profileStore';
import { SearchField } from '../searchField';
import type { GraphTone } from './graphColors';
import type { GraphPicture } from './graphPicture';
import { pngFile, svgFile } from './saveGraph';

export interface GraphControlsProps {
  readonly store: ProfileStore;
  readonly window: GraphWindow;
  readonly picture: GraphPicture;
  readonly tone: GraphTone;
  readonly drawing: Signal<SVGSVGElement | null>;
}

/** How much is drawn, what is searched, and the graph as a file. */
export function GraphControls({ store, window, picture, tone, drawing }: GraphControlsProps) {
  const { nodeCount, search } = store.state.value.graph;
  const found = window.found?.reduce((sum, one) => sum + one, 0) ?? 0;
  return (
    <div class="controls">
      <SearchField search={search} onSearch={(search) => store.setGraph({ search })} />
      {window.found !== null && (
        <span class="found" role="status">
          {t('{0} of {1} nodes', found, window.found.length)}
        </span>
      )}
      <span class="spring" />
      <Dropdown
        label={t('Most nodes')}
        value={String(nodeCount)}
        options={graphNodeCounts.map((count) => ({ value: String(count), text: t('{0} nodes', count) }))}
        onChoose={(value) => {
          const chosen = graphNodeCounts.find((count) => String(count) === value);
          if (chosen !== undefined && chosen !== nodeCount) store.setGraph({ nodeCount: chosen });
        }}
      />
      <Button
        secondary
        label={t('Save the whole graph as a file of SVG')}
        onPress={() => {
          if (drawing.value !== null) store.save('svg', svgFile(drawing.value, picture, tone));
        }}
      >
        {t('Save SVG')}
      </Button>
      <Button
        secondary
        label={t('Save the whole graph as a file of PNG')}
        onPress={() => store.save('png', pngFile(picture, tone))}
      >
        {t('Save PNG')}
      </Button>
    </div>
  );
}
