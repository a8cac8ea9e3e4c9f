/** For tests: a team whose ledger is read as members read it, and a concern that was opened by one of them. */
import { endOf, firstJoin, joinOf } from './statements.ts'
import type { WaitingConcern } from '../protocol/concerns.ts'
import type { Ledger } from '../protocol/safeguarding-keys.ts'
import { type OpenedConcern, openConcern } from './inbox.ts'
import { memberKeyFrom, type OwnKey } from './member-key.ts'
import { newSecret } from './recovery-code.ts'
import { readTeam, type TeamLedger } from './team-ledger.ts'
import { T0, type Written, writtenConcern } from './testing-team.ts'

export interface TestTeam {
  readonly keys: readonly OwnKey[]
  readonly ledger: TeamLedger
  /** The ledger in which the key of this member has ended. */
  ended(who: number, at: number): Promise<TeamLedger>
}

/** Members by their names, the first of whom has vouched for the rest. */
export async function teamNamed(...names: readonly string[]): Promise<TestTeam> {
  const keys = await Promise.all(names.map(() => memberKeyFrom(newSecret())))
  const [first, ...others] = keys as [OwnKey, ...OwnKey[]]
  let statements: Ledger = [await firstJoin(first, names[0] ?? '', T0)]
  const read = () => readTeam(statements, { root: first.id, seen: [] })
  for (const [i, { keys: points }] of others.entries()) {
    const { last } = await read()
    const who = { keys: points, name: names[i + 1] ?? '', role: 'team' as const }
    statements = [...statements, await joinOf(first, who, { last, at: T0 })]
  }
  const ledger = await read()
  return {
    keys,
    ledger,
    async ended(who, at) {
      const key = keys[who]?.id ?? ''
      const by = keys.find(({ id }) => id !== key) ?? first
      return readTeam([...statements, await endOf(by, key, { last: ledger.last, at })], {
        root: first.id,
        seen: [],
      })
    },
  }
}

/** A concern to these keys, as the server hands it to whoever opens it. */
export async function waitingFor(
  { ledger }: TestTeam,
  readers: readonly OwnKey[],
  written: Written = {},
): Promise<WaitingConcern> {
  const keys = ledger.keys.filter(({ id }) => readers.some((key) => key.id === id))
  const { request } = await writtenConcern(keys, written)
  const nothing = { handed: [], messages: [], opened: [], closed: [], asked: [], identityOpened: [] }
  const { id, today, content, identity } = request
  return {
    id,
    received: T0,
    today,
    state: 'seen',
    content,
    unnamed: false,
    ...(identity && { identity }),
    ...nothing,
  }
}

/** Opened, and it does open. */
export async function readable(me: OwnKey, waiting: WaitingConcern, ledger: TeamLedger) {
  const opened = await openConcern(me, waiting, ledger)
  if (!opened.content) throw new Error('it does not open')
  return opened as OpenedConcern & { readonly content: NonNullable<OpenedConcern['content']> }
}
