import { workspace } from 'vscode';
import type { ConnectParams } from '../../shared/model/engineRequests';
import { settingIds } from '../base/contributionNames';
import { parseConnectArguments } from './connectArguments';

/** The services in the settings; entries of another shape are left out. */
export function configuredTargets(): readonly ConnectParams[] {
  const configured = workspace.getConfiguration().get<unknown>(settingIds.targets);
  if (!Array.isArray(configured)) return [];
  return configured.map(parseConnectArguments).filter((params) => params !== null);
}
