/** Reporting a concern, put together: the box, the keys that this device believes, and the answers to our pages. */
import { ConcernBox } from '../concern/box.ts'
import type { Client } from '../device/client.ts'
import { type ConcernHandlers, createConcernAnswers } from './concern-answers.ts'
import { Concerns } from './concerns.ts'
import type { Kerb } from './kerb.ts'
import type { PersonKeeper } from './person.ts'
import { type ReportHandlers, ReportWays } from './report-ways.ts'
import { SafeguardingLedger } from './safeguarding-ledger.ts'
import { SchoolMail } from './school-mail.ts'

/** What a heartbeat's answer says for reporting. */
export interface Heard {
  readonly safeguarding?: string | undefined
  readonly mail?: boolean | undefined
}

export interface Reporting {
  readonly answers: ConcernHandlers & ReportHandlers
  readonly ways: ReportWays
  readonly concerns: Concerns
  readonly heard: (said: Heard, client: Client) => Promise<void>
}

export function createReporting(parts: {
  readonly kerb: Kerb
  readonly person: PersonKeeper
  readonly client: () => Promise<Client | null>
}): Reporting {
  const { kerb, person, client } = parts
  const { local, session } = kerb.storage
  const now = () => kerb.clock.now().at
  const root = () => kerb.facts.current.managed?.values.safeguardingKey
  const ledger = new SafeguardingLedger({ local, root, now, problems: kerb.problems })
  const concerns = new Concerns({
    box: new ConcernBox(),
    client,
    faults: kerb.faults,
    now,
    asked: { get: () => session.get<number>('concern-news'), set: (at) => session.set('concern-news', at) },
  })
  const mail = new SchoolMail(session, now)
  const heard = async (said: Heard, from: Client): Promise<void> => {
    await mail.heard(said.mail)
    await ledger.offered(said.safeguarding, from)
  }
  const answers = createConcernAnswers({ kerb, person, ledger, concerns, session, mail, client })
  const ways = new ReportWays(kerb)
  return { answers: { ...answers, ...ways.answers() }, ways, concerns, heard }
}
