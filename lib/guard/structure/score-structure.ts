/** What a document is by how it is made. Pure; the words of a page only support. */
import type { CategoryId } from '../../policy/categories.ts'
import type { Finding } from '../../policy/finding.ts'
import type { Score } from '../score.ts'
import type { Signals } from '../signals.ts'
import { factsOf } from './facts.ts'
import type { Facts } from './facts.ts'
import { gameSigns } from './game-signs.ts'
import { impersonationSigns } from './impersonation-signs.ts'
import { judge } from './judge.ts'
import { listSigns } from './list-signs.ts'
import * as table from './table.ts'
import { chatSigns, strangerSigns } from './talk-signs.ts'
import { asksForAddress } from './unblocker-look.ts'
import { unblockerSigns } from './unblocker-signs.ts'

/** Services that show others' pages in the open: what they carry is judged by its address. */
const CARRIERS: readonly CategoryId[] = ['translation-proxy']

export const scoreStructure: Score = (signals, around) => {
  const facts = factsOf(signals, around)
  return [
    ...(around.listed.some((category) => CARRIERS.includes(category)) ? [] : [unblocker(facts)]),
    judge('unblocker-list', table.LIST, table.LIST_BARS, listSigns(facts)),
    judge('game', table.GAME, table.GAME_BARS, gameSigns(facts)),
    judge('stranger-chat', table.STRANGERS, table.STRANGERS_BARS, strangerSigns(facts)),
    judge('chat', table.CHAT, table.CHAT_BARS, chatSigns(facts)),
    judge('impersonation', table.IMPERSONATION, table.IMPERSONATION_BARS, impersonationSigns(facts)),
  ]
    .filter((finding): finding is Finding => finding !== null)
    .map((finding) => (isEarly(finding, signals.when) ? { ...finding, sureness: 'hint' } : finding))
}

/** Whether a page asks for an address to go to: what it shows next may be that. */
export const isAddressBox: (...seen: Parameters<Score>) => boolean = (signals, around) =>
  signals.inputs.lonelyBox && asksForAddress(factsOf(signals, around))

/**
 * Before anything has run a page has shown too little for a suspicion, and a game before it has begun to move: a warning
 * would take it away before it can be told for sure. It is looked at again.
 */
const isEarly = ({ kind, sureness }: Finding, when: Signals['when']): boolean =>
  sureness === 'suspected' && (when === 'start' || (kind === 'game' && when === 'loaded'))

const unblocker = (facts: Facts): Finding | null =>
  judge('unblocker', table.UNBLOCKER, table.UNBLOCKER_BARS, unblockerSigns(facts))
