/**
 * What is written to AI assistants: looked at here, in memory, when it is sent. The row holds theme, severity and the
 * service; the words only where the school keeps them and the page has said so.
 */
import type { Ruling } from '../navigation/judge.ts'
import type { Handlers } from '../messages/router.ts'
import type { Trust } from '../messages/trust.ts'
import type { CategoryId } from '../policy/categories.ts'
import { canonical } from '../verdict/address.ts'
import type { Target } from '../verdict/verdict.ts'
import { aboutOf } from './about.ts'
import type { HelpCards } from './help-cards.ts'
import type { Kerb } from './kerb.ts'

export type PromptHandlers = Pick<Handlers, 'prompt.said' | 'help.closed'>

const ASSISTANTS: readonly CategoryId[] = ['ai-assistant', 'ai-companion']

/** Whether what is written there is looked at: the host is an assistant's. */
export function isAssistant({ lists }: Pick<Ruling, 'lists'>, place: string): boolean {
  const address = canonical(place)
  if (address === null) return false
  const categories = lists.categoriesOf(address.host)
  return ASSISTANTS.some((id) => categories.has(id))
}

type Content = Extract<Trust, { kind: 'content' }>

const targetOf = ({ frameId }: Content): Target => (frameId === 0 ? 'page' : 'frame')

export function createPrompts(
  kerb: Pick<Kerb, 'judge' | 'recorder'>,
  help: Pick<HelpCards, 'show' | 'closed'>,
): PromptHandlers {
  const said = async (text: string, told: boolean, from: Content): Promise<void> => {
    const ruling = kerb.judge.ruling()
    const verdict = kerb.judge.verdict(from.origin, targetOf(from))
    if (!ruling || !verdict) throw new Error('no policy is in memory')
    const { found, noted } = aboutOf(text, ruling)
    const words = told && ruling.policy.themes.assistantWords ? { words: text } : {}
    await Promise.all([
      noted && kerb.recorder.sighting({ kind: 'prompt', ...noted, ...words }, from.origin, verdict),
      help.show(from, found),
    ])
  }
  return {
    'prompt.said': async ({ text, told }, from) => {
      if (from.kind !== 'content') return {}
      await kerb.judge.readyFor(from.origin, targetOf(from))
      const ruling = kerb.judge.ruling()
      if (ruling && isAssistant(ruling, from.origin)) await said(text, told, from)
      return {}
    },
    'help.closed': async (_, from) => {
      if (from.kind === 'content') await help.closed(from.tabId)
      return {}
    },
  }
}
