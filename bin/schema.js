/** Writes the JSON Schema of the report to dist/report, for others to read, in `npm run build`. */
import { writeFileSync } from 'node:fs';
import { reportSchema } from '../dist/report/schema.js';

const FILE = new URL('../dist/report/report.schema.json', import.meta.url);
writeFileSync(FILE, `${JSON.stringify(reportSchema(), null, 2)}\n`);
