import type { SampleFilters } from '../../../shared/model/report/report';
import { filterByLabels } from './filterByLabels';
import { filterSamples } from './filterSamples';
import { hideFrames } from './hideFrames';
import { showFrom } from './showFrom';
import type { StackView } from '../samples/stackView';

/** Applies all filters in pprof's order (driver_focus.go, applyFocus): samples by name, frames, the outermost frame, labels. */
export function refineSamples(view: StackView, filters: SampleFilters): StackView {
  const { focus, ignore, hide = null, show = null, showFrom: from = null } = filters;
  const focused = filterSamples(view, focus, ignore);
  const framed = hide === null && show === null ? focused : hideFrames(focused, hide, show);
  const begun = from === null ? framed : showFrom(framed, from);
  return filterByLabels(begun, filters.tagFocus ?? null, filters.tagIgnore ?? null);
}
