/** Stages between a run and its judgement. Each passes the events on. */
import type { Run, RunEvent } from '../record/events.js';
import { RunWriter } from '../record/save.js';
import type { Standings } from './database.js';
import type { ProgressDisplay } from './progress.js';
import type { Sink } from './terminal.js';

type Events = AsyncIterable<RunEvent>;

/** Removes the display before the report is written, and if the run fails. */
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

/** Adds the standing of each zone in the database. */
export async function* withStandings(events: Events, standings: Standings): Events {
  for await (const event of events) {
    const standing = event.kind === 'zone' ? await standings.get(event.observation.target) : undefined;
    if (event.kind !== 'zone' || standing === undefined) yield event;
    else yield { ...event, observation: { ...event.observation, standing } };
  }
}

/** Saves the run. The record is complete before the end is passed on. */
export async function* saved({ start, events }: Run, sink: Sink): Events {
  const writer = new RunWriter();
  await sink.write(writer.start(start));
  for await (const event of events) {
    await sink.write(writer.event(event));
    if (event.kind === 'end') await sink.end();
    yield event;
  }
}
