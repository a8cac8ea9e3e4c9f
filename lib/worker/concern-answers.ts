/** What the worker tells the pages of reporting and of safeguarding. */
import { toBase64url } from '../protocol/bytes.ts'
import type { Handlers } from '../messages/router.ts'
import type { SessionPort } from '../navigation/ports.ts'
import type { Ruling } from '../navigation/judge.ts'
import type { Concerns } from './concerns.ts'
import type { Kerb } from './kerb.ts'
import { allCards } from './lifeline-cards.ts'
import type { PersonKeeper } from './person.ts'
import type { SafeguardingLedger } from './safeguarding-ledger.ts'

export type ConcernHandlers = Pick<
  Handlers,
  'concern.start' | 'concern.saved' | 'concern.refresh' | 'safeguarding.start'
>

export interface ConcernAnswersParts {
  readonly kerb: Pick<Kerb, 'ready' | 'judge' | 'clock' | 'facts'>
  readonly person: Pick<PersonKeeper, 'current'>
  readonly ledger: SafeguardingLedger
  readonly concerns: Pick<Concerns, 'send' | 'refresh'>
  readonly session: SessionPort
}

/** Where nobody is signed in, what is reported belongs to this browser session. */
const NOBODY = 'concern-nobody'

export function createConcernAnswers(parts: ConcernAnswersParts): ConcernHandlers {
  const { kerb, person, session } = parts
  const ruling = async (): Promise<Ruling> => {
    await kerb.ready
    const found = kerb.judge.ruling()
    if (!found) throw new Error('no policy is in memory')
    return found
  }

  const who = async (): Promise<string> => {
    if (person.current) return `person ${person.current.name}`
    const known = await session.get<string>(NOBODY)
    if (known !== undefined) return known
    const fresh = `session ${toBase64url(crypto.getRandomValues(new Uint8Array(16)))}`
    await session.set(NOBODY, fresh)
    return fresh
  }

  return {
    async 'concern.start'() {
      const { policy } = await ruling()
      const { keys, names, refused } = await parts.ledger.believed()
      return {
        setUp: keys.length > 0,
        keys: keys.map(({ id, name, role, seal }) => ({ id, name, role, seal })),
        ledger: names.at(-1) ?? '',
        ...(refused !== undefined && { refusedKeys: refused }),
        sender: { ...person.current, group: policy.group },
        who: await who(),
        school: policy.school,
        readHours: [...policy.concerns.hours],
        openWithin: policy.concerns.openWithin,
        timeZone: policy.timeZone,
        now: kerb.clock.now().at,
        lifelines: allCards(),
        ageGroup: policy.ageGroup,
      }
    },
    'concern.saved': async () => ({ sent: await parts.concerns.send() }),
    'concern.refresh': async () => {
      await parts.concerns.send()
      return { reached: await parts.concerns.refresh() }
    },
    async 'safeguarding.start'() {
      const { policy } = await ruling()
      const values = kerb.facts.current.managed?.values
      const { ledger, refused } = await parts.ledger.believed()
      return {
        ...(values?.serverAddress !== undefined && { server: values.serverAddress }),
        ...(values?.safeguardingKey !== undefined && { root: values.safeguardingKey }),
        ledger: [...ledger],
        ...(refused !== undefined && { problem: refused }),
        ...(person.current && { person: person.current.name }),
        school: policy.school,
        timeZone: policy.timeZone,
        now: kerb.clock.now().at,
      }
    },
  }
}
