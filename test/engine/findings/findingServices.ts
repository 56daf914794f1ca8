import { analysis } from '../../../src/analyse/analysis';
import { FindingService } from '../../../src/engine/findings/findingService';
import { MovedLines } from '../../../src/engine/lines/movedLines';
import { TargetLines } from '../../../src/engine/lines/targetLines';
import { UnsavedEdits } from '../../../src/engine/lines/unsavedEdits';
import { OpenDocuments } from '../../../src/lsp/openDocuments';
import { LeakLensError } from '../../../src/shared/model/errors';
import type { Baseline, IgnoreRule } from '../../../src/shared/model/finding';
import { FakeClock } from '../../support/fakeClock';

export const target = { id: 'shop-1', name: 'shop', url: 'http://localhost:6060/debug/pprof/' };

/** Stores in memory: what the disk does is told in test/store. */
export function findingService() {
  const documents = new OpenDocuments();
  const kept = new Map<string, Baseline>();
  const rules: IgnoreRule[] = [];
  const logged: string[] = [];
  let isBroken = false;
  const log = (message: string) => void logged.push(message);
  const findings = new FindingService({
    analysis,
    documents,
    clock: new FakeClock(Date.parse('2026-11-20')),
    log: { info: log, warn: log, error: log },
    baselines: {
      load: ({ id }) => Promise.resolve(kept.get(id) ?? null),
      save: ({ id }, baseline) => Promise.resolve(void kept.set(id, baseline)),
      clear: ({ id }) => Promise.resolve(void kept.delete(id)),
    },
    ignores: {
      nearest: (folder) =>
        isBroken
          ? Promise.reject(new LeakLensError({ kind: 'unreadable', subject: '/ws/.leaklens.json', detail: 'no JSON' }))
          : Promise.resolve({ path: `${folder}/.leaklens.json`, rules }),
      add: (folder, rule) => Promise.resolve((rules.push(rule), `${folder}/.leaklens.json`)),
      remove: (folder, id) => {
        const at = rules.findIndex((rule) => rule.id === id);
        return Promise.resolve(at < 0 ? null : (rules.splice(at, 1), `${folder}/.leaklens.json`));
      },
    },
  });
  const lines = new TargetLines(new MovedLines(new UnsavedEdits(documents)));
  return { findings, documents, kept, rules, logged, judged: { target, lines }, breakIgnores: () => (isBroken = true) };
}
