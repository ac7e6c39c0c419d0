import { defineConfig } from 'vitest/config';
import { PART, PARTS } from './parts.js';

export default defineConfig({ test: { include: PARTS[PART]?.tests, testTimeout: 30_000 } });
