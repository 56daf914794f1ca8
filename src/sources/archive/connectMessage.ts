/**
 * The few messages of Pyroscope's that are asked in protobuf, written by its wire format: the answer to them is a profile, which is best
 * had as it is (api/querier/v1/querier.proto, SelectMergeProfileRequest).
 */
export function selectProfileMessage(ask: {
  readonly typeId: string;
  readonly selector: string;
  readonly startMillis: number;
  readonly endMillis: number;
  readonly profileId: string | null;
}): Uint8Array {
  const parts = [
    textField(1, ask.typeId),
    textField(2, ask.selector),
    numberField(3, ask.startMillis),
    numberField(4, ask.endMillis),
    ...(ask.profileId === null ? [] : [textField(7, ask.profileId)]),
  ];
  return new Uint8Array(parts.flat());
}

function textField(field: number, text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  return [...varint(field * 8 + 2), ...varint(bytes.length), ...bytes];
}

function numberField(field: number, value: number): number[] {
  return [...varint(field * 8), ...varint(value)];
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  while (left >= 128) {
    bytes.push((left % 128) + 128);
    left = Math.floor(left / 128);
  }
  return [...bytes, left];
}
