import type { Message, QuestionSection, Section } from '../dns/message.js';
import type { ZoneRecord } from '../zone-file/record.js';

/** The UDP payload size that servers of the lab offer and never exceed. */
export const UDP_PAYLOAD = 1232;

/** The parts of a query that the lab reads. */
export interface Query extends Pick<Message, 'id' | 'opcode' | 'rd' | 'edns'> {
  /** As asked, in its letter case. */
  readonly question: QuestionSection;
}

export interface Response
  extends Query,
    Pick<Message, 'rcode' | 'aa' | 'tc' | 'ra'>,
    Readonly<Record<Section, readonly ZoneRecord[]>> {}

/** A response from the query alone: no data, no flags, no EDNS. */
export function emptyResponse(query: Query): Response {
  return {
    ...query,
    edns: null,
    rcode: 'NOERROR',
    aa: false,
    tc: false,
    ra: false,
    answer: [],
    authority: [],
    additional: [],
  };
}

/** Only the header, the question and EDNS, with TC set. */
export function truncated(response: Response): Response {
  return { ...response, tc: true, answer: [], authority: [], additional: [] };
}
