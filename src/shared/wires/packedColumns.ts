/** A typed array on a wire that carries JSON. */
export interface PackedColumn {
  /** Name of its constructor. */
  readonly column: string;
  readonly base64: string;
}
