import { createRequire } from 'node:module';

export interface Tool {
  readonly name: string;
  readonly version: string;
}

const { name, version }: Tool = createRequire(import.meta.url)('../package.json');

export const TOOL: Tool = { name, version };
