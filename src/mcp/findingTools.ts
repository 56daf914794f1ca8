import { z } from 'zod';
import { confidences } from '../shared/model/finding';
import { AgentMistake } from './agentMistake';
import type { AgentParts } from './agentParts';
import type { Answers } from './answers';
import { findingItem, findingPage } from './findingMarkdown';
import { targetNamed } from './sources';
import { toolOf, type Tool } from './tool';

/** Tools about what was found. */
export function findingTools(parts: AgentParts & { readonly answers: Answers }): readonly Tool[] {
  return [toolOf(listFindings(parts), parts), toolOf(explainFinding(parts), parts), toolOf(setBaseline(parts), parts)];
}

const listFindings = (parts: AgentParts) => ({
  name: 'list_findings',
  title: 'List findings',
  description:
    'What was found so far in all connected targets, or in one: worst first, with confidence (proven, probable, possible, info), line and id. With a baseline each is new, grown, unchanged or fixed. Asks the service nothing. For a verdict on a service that was just connected use watch_target.',
  input: z.object({
    target: z.string().min(1).optional().describe('name, id or address of a connected target; all when left out'),
    at_least: z.enum(confidences).default('possible').describe('the least sure that is listed'),
  }),
  readsOnly: true,
  run: ({ target, at_least: least }: { target?: string | undefined; at_least: (typeof confidences)[number] }) =>
    findingsPage(parts, { targetId: target === undefined ? null : targetNamed(target, parts).target.id, least }),
});

/** What is found, by target. @param asked.least the least sure that is listed */
export function findingsPage(
  parts: AgentParts,
  { targetId, least }: { readonly targetId: string | null; readonly least: (typeof confidences)[number] },
): string {
  const all = parts.engine.findings.all().filter((verdict) => targetId === null || verdict.targetId === targetId);
  const isShown = (confidence: (typeof confidences)[number]) =>
    confidences.indexOf(confidence) <= confidences.indexOf(least);
  const pages = all.map(({ targetName, findings }) => {
    const items = findings
      .filter(({ confidence }) => isShown(confidence))
      .map((finding) => findingItem(finding, parts));
    return [`### ${targetName}`, ...(items.length === 0 ? ['Nothing found.'] : items)].join('\n');
  });
  return pages.length === 0 ? 'Nothing is connected, or the first look is not over: watch_target.' : pages.join('\n\n');
}

const explainFinding = (parts: AgentParts) => ({
  name: 'explain_finding',
  title: 'Explain a finding',
  description:
    'All about one finding: what to do, fixes, the other ends (the go statement, where the channel is made, who is monitored), the evidence with its numbers, and the source around each line. Asks the service nothing.',
  input: z.object({ id: z.string().min(1).describe('id of a finding, from watch_target or list_findings') }),
  readsOnly: true,
  run: ({ id }: { id: string }) => {
    for (const verdict of parts.engine.findings.all()) {
      const finding = verdict.findings.find((one) => one.id === id);
      if (finding !== undefined) return findingPage(finding, verdict, parts);
    }
    throw new AgentMistake('No finding has this id now; list_findings lists those there are.');
  },
});

const setBaseline = (parts: AgentParts) => ({
  name: 'set_baseline',
  title: 'Set the baseline',
  description:
    'Takes what is found in a connected target now for normal, so that later findings say whether they are new, grown, unchanged or fixed: before a change, to see what it does. Replaces an earlier baseline of this target, which the person may have set. Asks the service nothing.',
  input: z.object({ target: z.string().min(1).describe('name, id or address of a connected target') }),
  readsOnly: false,
  run: async ({ target }: { target: string }) => {
    const { id, name } = targetNamed(target, parts).target;
    await parts.engine.findings.setBaseline(id);
    return `What is found in ${name} now is its baseline.`;
  },
});
