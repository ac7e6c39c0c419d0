/** How a command shows a value that is no report. */
export const VALUE_FORMATS = {
  text: <Value>(value: Value, toText: (value: Value) => string) => toText(value),
  json: (value: unknown) => `${JSON.stringify(value, null, 2)}\n`,
} as const;
