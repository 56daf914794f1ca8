import type { ConnectParams } from '../../shared/model/engineRequests';
import type { SourceOptions } from '../../shared/ports/sources/profileSource';

/** Whom to ask, and at which of its host's addresses. */
export interface SourceParams extends ConnectParams, Pick<SourceOptions, 'address'> {}
