/** Why a site is closed, to a teacher. (What pupils read is in assets/locales, for the extension's pages.) */
import { CATEGORIES } from '../../lib/policy/categories.ts'
import type { Verdict } from '../../lib/verdict/verdict.ts'

/** One sentence. */
export function closedWords({ reason }: Pick<Verdict, 'reason'>): string {
  switch (reason.kind) {
    case 'illegal':
      return 'The law forbids it. Nobody can open it.'
    case 'own-entry':
      return reason.note
        ? `The school has closed it: ${reason.note}`
        : `The school has closed ${reason.entry}.`
    case 'category': {
      const name = CATEGORIES.find(({ id }) => id === reason.category)?.name ?? reason.category
      return `The school closes “${name}”${during(reason.period)}.`
    }
    case 'carried':
      return `It leads to ${reason.host}. ${closedWords({ reason: reason.inner })}`
    case 'unknown-host':
      return `It is in no list, and the school closes such sites${during(reason.period)}.`
    default:
      return 'The school’s policy closes it.'
  }
}

const during = (period: string | undefined): string => (period === undefined ? '' : ` during “${period}”`)
