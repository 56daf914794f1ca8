import type { Ancestor, NodeProcess } from '../../../shared/model/beam/nodeProcess';
import type { WorkspaceCode } from './workspaceCode';

/** The modules of the workspace that started a process, or started who did, nearest first. */
export function ancestorModules({ ancestors = [] }: NodeProcess, code: WorkspaceCode): readonly string[] {
  const modules = ancestors.flatMap((one) => moduleOf(one).find((module) => code.has(module)) ?? []);
  return [...new Set(modules)];
}

/** A supervisor is started for its callback module (`supervisor:Module/1`); who is named as its module is that. */
function moduleOf({ name, call }: Ancestor): readonly string[] {
  if (call === null) return [name];
  const isSupervisor = /(?:^|\.)(?:supervisor|Supervisor|DynamicSupervisor)$/.test(call.module);
  return [isSupervisor ? call.name : call.module, name];
}
