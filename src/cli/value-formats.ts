/** The formats for a value that is not a report. */
export const VALUE_FORMATS = {
  text: <Value>(value: Value, toText: (value: Value) => string) => toText(value),
  json: (value: unknown) => `${JSON.stringify(value, null, 2)}\n`,
} as const;
