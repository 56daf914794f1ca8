import { t } from '@vscode/l10n';
import { saidAmount, shareText } from '../../shared/base/profileAmounts';
import { cutText } from '../../shared/base/said/cutText';
import { codeSpan, markdownText } from '../../shared/base/said/markdownText';
import { readableSymbol } from '../../shared/base/symbols/symbolName';
import type { HintRoom } from '../../shared/model/hint';
import type { ProfileCost } from '../../shared/ports/words/lineWords';

/** The end of a line has no room for more of a file's name. */
const longestName = 40;

/** More functions than these share a line only where a generic one is made for many types. */
const mostFunctions = 8;

/** `flat 75.4 MB · cum 75.4 MB · 82.02% of heap.pb.gz (inuse_space)`: pprof's own words, and where it is from. */
export function profileText(cost: ProfileCost, room: HintRoom = 'ample'): string {
  const { flat, cum } = sums(cost);
  const say = amounts(cost);
  const numbers = [...(flat === 0 ? [] : [`flat ${say(flat)}`]), `cum ${say(cum)}`].join(' · ');
  if (room === 'scarce') return numbers;
  const name = cutText(cost.profile, longestName);
  if (room === 'narrow' || cost.total === 0) return `${numbers} · ${name}`;
  return `${numbers} · ${t('{0} of {1} ({2})', shareText(cum, cost.total), name, cost.sampleType.type)}`;
}

/** What each function of the line costs, and of what. */
export function profileHover(cost: ProfileCost): string {
  const say = amounts(cost);
  const share = (value: number) => (cost.total === 0 ? '' : ` (${shareText(value, cost.total)})`);
  const rows = cost.functions
    .slice(0, mostFunctions)
    .map(
      ({ function: name, flat, cum }) =>
        `| ${codeSpan(readableSymbol(name))} | ${say(flat)}${share(flat)} | ${say(cum)}${share(cum)} |`,
    );
  return [
    `**${markdownText(cost.profile)}** ${codeSpan(cost.sampleType.type)}`,
    [`| | flat | cum |`, '|:--|--:|--:|', ...rows].join('\n'),
    t('Shares are of {0}. Shown until the profile is closed, or taken off the lines.', say(cost.total)),
  ].join('\n\n');
}

/** As a listing adds up: a function that is on a stack through two lines counts on both. */
function sums({ functions }: ProfileCost): { readonly flat: number; readonly cum: number } {
  let [flat, cum] = [0, 0];
  for (const one of functions) {
    flat += one.flat;
    cum += one.cum;
  }
  return { flat, cum };
}

function amounts(cost: ProfileCost): (value: number) => string {
  return (value) => saidAmount(cost, value);
}
