/** A question that is half written on a stopped page: in memory only, and gone with its tab or its writer. */
import type { KeptWords } from '../ui/asking/use-kept.ts'
import { api } from './api.ts'
import { keepWords, wordsOf } from './report-session.ts'

/** Of the page in this tab for this address; kept beside what is written in reports, and forgotten with it. */
export function askWords(address: string | undefined): KeptWords {
  const place = api.tabs.getCurrent().then((tab) => ({ tab: tab?.id, name: `ask ${tab?.id} ${address}` }))
  return {
    async read() {
      return wordsOf((await place).name)
    },
    async keep(words) {
      const { tab, name } = await place
      await keepWords(name, words, tab).catch(() => undefined) // No room: a reload would lose it, and nothing else would.
    },
  }
}
