/** The worker's answers to the script that pauses before personal details leave. It hears of no text and keeps nothing. */
import { bring } from '../browser/bring.ts'
import { openReport, tabOf } from '../browser/report.ts'
import { PAUSE_KEPT, type PauseKept } from '../messages/pause-kept.ts'
import type { PauseHere, PauseWords } from '../messages/personal.ts'
import type { Handlers } from '../messages/router.ts'
import { PERSONAL_KINDS } from '../policy/personal.ts'
import type { Words } from '../ui/i18n/words.ts'
import { bounded } from './floods.ts'
import type { Kerb } from './kerb.ts'
import type { HelpCards } from './help-cards.ts'
import { kindsHere, openHosts } from './pause-here.ts'
import { isAssistant } from './prompts.ts'
import { words } from './words.ts'

export type PauseHandlers = Pick<Handlers, 'personal.here' | 'personal.bring' | 'personal.ask'>

export function createPausing(
  kerb: Pick<Kerb, 'ready' | 'judge' | 'storage' | 'faults'>,
  help: Pick<HelpCards, 'tell'>,
): PauseHandlers {
  const { local } = kerb.storage
  const at = () => performance.now()
  /** Of the school's policy, not of this page: another one may go by it. */
  const keep = async (last: PauseKept): Promise<void> => {
    try {
      const kept = (await local.get([PAUSE_KEPT]))[PAUSE_KEPT]
      if (JSON.stringify(kept) !== JSON.stringify(last)) await local.set({ [PAUSE_KEPT]: last })
    } catch {
      // A full disk: this page is answered all the same.
    }
  }
  const here: Handlers['personal.here'] = async (_, from): Promise<PauseHere> => {
    await kerb.ready
    const ruling = kerb.judge.ruling()
    if (!ruling || from.kind !== 'content') throw new Error('no policy is in memory')
    const page = from.frameId === 0 ? undefined : (await tabOf(from.tabId))?.url
    const said = pauseWords(await words())
    const { pause } = ruling.policy.personalDetails
    await keep({ here: { kinds: [...pause], words: said }, open: openHosts(ruling) })
    const kinds = kindsHere(ruling, [from.origin, page ?? ''])
    const assistant = isAssistant(ruling, from.origin) ? { assistant: true as const } : {}
    // Before the first word is sent: what is kept without being told would not be kept.
    if (assistant.assistant && ruling.policy.themes.assistantWords)
      void kerb.faults.run('told-line', () => help.tell(from))
    return kinds.length === 0 ? { kinds: [], ...assistant } : { kinds: [...kinds], words: said, ...assistant }
  }
  const brought: Handlers['personal.bring'] = async (_, from) => {
    if (from.kind === 'content') await bring('personal', from.tabId, from.documentId)
    return {}
  }
  return {
    'personal.here': bounded<'personal.here'>(here, at),
    'personal.bring': bounded<'personal.bring'>(brought, at),
    // Neither address nor picture goes along: they could hold what is to be kept private.
    'personal.ask': async (_, from) => {
      const tab = from.kind === 'content' ? await tabOf(from.tabId) : undefined
      if (tab?.active) await openReport(tab, () => Promise.resolve({ attach: false, categories: [] }))
      return {}
    },
  }
}

function pauseWords({ t, lang, dir }: Words): PauseWords {
  return {
    title: t('personal.title'),
    detail: t('personal.detail'),
    kinds: Object.fromEntries(
      PERSONAL_KINDS.map((kind) => [kind, t(`personal.kind.${kind}`)]),
    ) as PauseWords['kinds'],
    keep: t('personal.keep'),
    goOn: t('personal.goOn'),
    ask: t('personal.ask'),
    unkind: {
      title: t('personal.unkind.title'),
      detail: t('personal.unkind.detail'),
      change: t('personal.unkind.change'),
      send: t('personal.unkind.send'),
    },
    unanswered: t('personal.unanswered'),
    lang,
    dir,
  }
}
