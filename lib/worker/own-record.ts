/** Asks the school server what it has about whoever uses this device, for the page that shows it to them. */
import type { Outbox } from '../activity/outbox.ts'
import { recordingTime } from '../activity/recording-time.ts'
import type { ActivityStore } from '../activity/store.ts'
import type { Client } from '../device/client.ts'
import type { RecordAnswer } from '../messages/record.ts'
import type { Handlers } from '../messages/router.ts'
import { ownRecordSchema } from '../protocol/own-record.ts'
import { themesKept } from '../policy/themes.ts'
import { WireError } from '../protocol/wire-error.ts'
import type { Kerb } from './kerb.ts'
import type { PersonKeeper } from './person.ts'

export interface OwnRecordParts {
  readonly kerb: Pick<Kerb, 'ready' | 'judge' | 'clock'>
  readonly person: Pick<PersonKeeper, 'current'>
  readonly client: () => Promise<Client | null>
  readonly store: Promise<ActivityStore>
  readonly outbox: Promise<Outbox>
}

export function createOwnRecord({
  kerb,
  person,
  client,
  store,
  outbox,
}: OwnRecordParts): Pick<Handlers, 'record'> {
  return {
    async record() {
      await kerb.ready
      const ruling = kerb.judge.ruling()
      if (!ruling) throw new Error('no policy is in memory')
      const { school, recording, timeZone } = ruling.policy
      const [written, acknowledged] = await Promise.all([
        store.then((made) => made.highest()),
        outbox.then((made) => made.acknowledged()),
      ])
      const now = kerb.clock.now()
      const { on, ...times } = recordingTime(ruling.policy, now)
      return {
        school,
        ...(person.current === undefined ? {} : { person: person.current.name }),
        recording: on,
        times,
        hours: [...recording.hours],
        kept: {
          detail: recording.detail,
          searches: recording.searchTerms,
          ...themesKept(ruling.policy),
          ...(recording.reason === undefined ? {} : { reason: recording.reason }),
        },
        waiting: Math.max(0, written - acknowledged),
        timeZone,
        now: now.at,
        answer: await asked(await client()),
      }
    },
  }
}

async function asked(client: Client | null): Promise<RecordAnswer['answer']> {
  if (client === null) return { kind: 'no-server' }
  try {
    const record = await client.ask({ method: 'GET', path: '/v1/record' }, ownRecordSchema)
    return { kind: 'told', record }
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    // An installation that the server does not know, or has not confirmed, is told nothing about anybody.
    return { kind: error.status === 403 || error.status === 401 ? 'not-confirmed' : 'unreached' }
  }
}
