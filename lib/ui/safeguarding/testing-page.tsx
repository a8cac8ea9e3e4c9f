/** For tests: the team's page of one member against a school server in memory, and what people do on it. */
import { act, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { memberKeyFrom, type OwnKey } from '../../concern/member-key.ts'
import { newSecret } from '../../concern/recovery-code.ts'
import type { Team } from '../../concern/team.ts'
import { CODE, type FakeSchool } from '../../concern/testing-team.ts'
import { WordsProvider } from '../i18n/context.ts'
import { createWords, type Words } from '../i18n/words.ts'
import { SafeguardingPage } from './SafeguardingPage.tsx'

// Keys are made and names are hashed for real: on a busy machine that takes longer than the usual second.
configure({ asyncUtilTimeout: 20_000 })

export interface Member {
  readonly team: Team
  readonly key: OwnKey
}

/** A member with a key that is kept, and asked for. */
export async function memberOf(school: FakeSchool, name: string): Promise<Member> {
  const { team } = school.member()
  const key = await memberKeyFrom(newSecret())
  await team.keep(key, name)
  await team.ask({ code: CODE, name }, school.ledger.length === 0)
  if (school.ledger.length === 1 && school.root === undefined) school.root = key.id
  return { team, key }
}

/** The first key and a second that it vouched for. */
export async function teamOfTwo(school: FakeSchool): Promise<readonly [Member, Member]> {
  const khan = await memberOf(school, 'Mrs Khan')
  const jones = await memberOf(school, 'Mr Jones')
  const { joining, ledger } = await khan.team.look()
  const [who] = joining
  if (who) await khan.team.vouch(who, ledger)
  await khan.team.look()
  return [khan, jones]
}

export function show(team: Team, words: Words = createWords()) {
  return render(
    <WordsProvider value={words}>
      <SafeguardingPage team={team} />
    </WordsProvider>,
  )
}

export const press = async (name: string | RegExp, inside?: HTMLElement): Promise<void> => {
  const from = inside ? within(inside) : screen
  const button = await from.findByRole('button', { name })
  await waitFor(() => {
    if ((button as HTMLButtonElement).disabled) throw new Error('still busy')
  })
  // Some of these scroll, print or ask twice; none of them waits for the next line.
  await act(() => void fireEvent.click(button))
}

export const write = async (label: string | RegExp, text: string): Promise<void> => {
  const field = await screen.findByLabelText(label)
  await act(() => void fireEvent.input(field, { target: { value: text } }))
}

/** The parts of a code that stand on a screen or a sheet, by their number. */
export const partsIn = (list: HTMLElement): string[] =>
  [...list.querySelectorAll('code')].map((part) => part.textContent ?? '')

/** Types into each field that asks for "part n" what stands there, or something else. */
export async function typeParts(parts: readonly string[], typed = (part: string) => part): Promise<void> {
  for (const field of await screen.findAllByLabelText(/^Part \d+( of 14)?$/)) {
    const number = Number(/\d+/.exec((field as HTMLInputElement).name)?.[0])
    await act(() => void fireEvent.input(field, { target: { value: typed(parts[number] ?? '') } }))
  }
}
