import { check, type Report } from '../../../src/index.js';
import { startLab } from '../../../src/lab/lab.js';
import type { Scenario } from '../../../src/lab/scenario.js';
import type { Recording } from './recording.js';

/** Checks the engine's input on the embedded lab. */
export async function checkOnLab({
  scenario,
  delegated,
}: Pick<Recording, 'scenario' | 'delegated'>): Promise<Report> {
  const lab = await startLab(scenario);
  try {
    return await check({
      targets: [scenario.zone],
      nservers: delegated ? [] : nserverArguments(scenario),
      resolvers: [`${lab.resolver.host}:${lab.resolver.port}`],
      routes: lab.routes,
      profile: 'engine',
      timeoutMs: 500,
      retries: 1,
    });
  } finally {
    await lab.close();
  }
}

/** The delegation that a scenario asks for, in the form of `--ns`. */
export function nserverArguments({ delegation }: Scenario): string[] {
  return [...delegation].map(([name, glue]) =>
    [name, glue.join(',')].filter((part) => part !== '').join('/'),
  );
}
