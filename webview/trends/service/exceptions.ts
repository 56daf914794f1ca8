import type { PanelReplica, PanelService } from '../../../src/shared/wires/panelMessages';

/** The processes of a service that do what their peers do not. */
export function exceptionsOf(service: PanelService | null): readonly PanelReplica[] {
  return service === null ? [] : service.replicas.filter(({ exception }) => exception !== '');
}
