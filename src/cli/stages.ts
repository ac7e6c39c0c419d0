/** What a command may do with the events of a run before they are judged. Each passes them on. */
import type { Run, RunEvent } from '../record/events.js';
import { RunWriter } from '../record/save.js';
import type { Standings } from './database.js';
import type { ProgressDisplay } from './progress.js';
import type { Sink } from './terminal.js';

type Events = AsyncIterable<RunEvent>;

/** Takes the display away before the report is written, and when the run fails. */
export async function* watched(events: Events, progress: ProgressDisplay): Events {
  try {
    for await (const event of events) {
      if (event.kind === 'end') progress.end();
      yield event;
    }
  } finally {
    progress.end();
  }
}

/** With what the database has about each zone. */
export async function* withStandings(events: Events, standings: Standings): Events {
  for await (const event of events) {
    const standing = event.kind === 'zone' ? await standings.get(event.observation.target) : undefined;
    if (event.kind !== 'zone' || standing === undefined) yield event;
    else yield { ...event, observation: { ...event.observation, standing } };
  }
}

/** Keeps a record of the run, which is complete when the end is passed on. */
export async function* saved({ start, events }: Run, sink: Sink): Events {
  const writer = new RunWriter();
  await sink.write(writer.start(start));
  for await (const event of events) {
    await sink.write(writer.event(event));
    if (event.kind === 'end') await sink.end();
    yield event;
  }
}
