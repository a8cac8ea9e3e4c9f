/** What the worker tells the pages of reporting and of safeguarding. */
import { toBase64url } from '../protocol/bytes.ts'
import type { Client } from '../device/client.ts'
import { COVER, coverOf, storedCover } from '../messages/cover.ts'
import type { Handlers } from '../messages/router.ts'
import type { SessionPort } from '../navigation/ports.ts'
import type { Ruling } from '../navigation/judge.ts'
import type { Concerns } from './concerns.ts'
import type { Kerb } from './kerb.ts'
import { allCards } from './lifeline-cards.ts'
import { noLongerThan } from './patience.ts'
import type { PersonKeeper } from './person.ts'
import type { SchoolMail } from './school-mail.ts'
import type { Believed, SafeguardingLedger } from './safeguarding-ledger.ts'

export type ConcernHandlers = Pick<
  Handlers,
  'concern.start' | 'concern.saved' | 'concern.send' | 'concern.refresh' | 'safeguarding.start'
>

export interface ConcernAnswersParts {
  readonly kerb: Pick<Kerb, 'ready' | 'judge' | 'clock' | 'facts'>
  readonly person: Pick<PersonKeeper, 'current'>
  readonly ledger: SafeguardingLedger
  readonly concerns: Pick<Concerns, 'send' | 'saved' | 'sendAtOnce' | 'refresh'>
  readonly session: SessionPort
  readonly mail: Pick<SchoolMail, 'works'>
  /** To ask for the keys where there are none yet. */
  readonly client: () => Promise<Pick<Client, 'ask'> | null>
}

/** Where nobody is signed in, what is reported belongs to this browser session. */
const NOBODY = 'concern-nobody'

/** The page says in eight seconds that nobody answers. */
const FETCHED_WITHIN_MS = 3_000

async function fetchKeys({ client, ledger }: Pick<ConcernAnswersParts, 'client' | 'ledger'>): Promise<void> {
  const school = await client()
  if (school) await ledger.fetch(school)
}

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

  /** Somebody in place of whoever is signed in: their own, and without a name. Undefined: nobody has said so. */
  const another = async (begunAs: string | undefined): Promise<string | undefined> => {
    const cover = storedCover(await session.get(COVER))
    return begunAs ?? (coverOf(cover)?.forgotten ? (cover?.another ?? 'another') : undefined)
  }

  const believed = async (): Promise<Believed> => {
    const found = await parts.ledger.believed()
    if (found.keys.length > 0 || parts.ledger.root() === undefined) return found
    await noLongerThan(FETCHED_WITHIN_MS, fetchKeys(parts))
    return parts.ledger.believed()
  }

  return {
    async 'concern.start'({ another: begunAs }) {
      const other = await another(begunAs)
      const { policy } = await ruling()
      const { keys, names, refused } = await believed()
      const mail = await parts.mail.works()
      return {
        setUp: keys.length > 0,
        ...(parts.ledger.root() !== undefined && { pinned: true }),
        ...(mail !== undefined && { mail }),
        ...(kerb.facts.current.managed?.values.sharedDevices === true && { forgets: true }),
        keys: keys.map(({ id, name, role, seal }) => ({ id, name, role, seal })),
        ledger: names.at(-1) ?? '',
        ...(refused !== undefined && { refusedKeys: refused }),
        sender: { ...(other === undefined && person.current), group: policy.group },
        who: other === undefined ? await who() : `session ${other}`,
        school: policy.school,
        readHours: [...policy.concerns.hours],
        openWithin: policy.concerns.openWithin,
        timeZone: policy.timeZone,
        now: kerb.clock.now().at,
        lifelines: allCards(),
        ageGroup: policy.ageGroup,
      }
    },
    'concern.saved': () => parts.concerns.saved(),
    'concern.send': async ({ concern }) => ({ sent: await parts.concerns.sendAtOnce(concern) }),
    'concern.refresh': async () => {
      await parts.concerns.send()
      return parts.concerns.refresh()
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
