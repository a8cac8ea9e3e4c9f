/**
 * The ways to the report's page that go through the worker: the button on web pages, the context menu, the keyboard. And
 * what the popup must know of a page before it takes a picture of it.
 */
import { recordedHost } from '../activity/lifeline-hosts.ts'
import { openReport, tabInFront, tabOf, unsilence } from '../browser/report.ts'
import { endReportsOf } from '../browser/report-session.ts'
import { suffixesOf } from '../lists/host.ts'
import type { Handlers } from '../messages/router.ts'
import { type Corner, cornerSchema, type ReportButton, type ReportPage } from '../messages/report.ts'
import type { CategoryId } from '../policy/categories.ts'
import { canonical } from '../verdict/address.ts'
import { judgedAs } from '../verdict/judged-as.ts'
import type { Kerb } from './kerb.ts'
import { words } from './words.ts'

const CORNER = 'report-corner'
const FIRST_CORNER: Corner = 'bottom-end'
const NOTHING: ReportPage = { attach: false, categories: [] }

export type ReportHandlers = Pick<
  Handlers,
  'report.page' | 'report.button' | 'report.moved' | 'report.pressed'
>
type Parts = Pick<Kerb, 'ready' | 'judge' | 'storage'>

export class ReportWays {
  private readonly parts: Parts

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** From the keyboard or a menu: from the tab in front, whatever it shows. */
  async open(): Promise<void> {
    await openReport(await tabInFront(), (url) => this.about(url))
  }

  /** A tab has been closed. A report in it is over, and what was silenced for it is heard again. */
  async closed(tabId: number): Promise<void> {
    await Promise.all((await endReportsOf(tabId)).map(unsilence))
  }

  answers(): ReportHandlers {
    return {
      'report.page': ({ url }) => this.about(url),
      'report.button': async (_, from) => {
        const button = from.kind === 'content' && from.frameId === 0 ? await this.button(from.tabId) : null
        return button === null ? {} : { button }
      },
      'report.moved': async ({ corner }) => {
        await this.parts.storage.local.set({ [CORNER]: corner })
        return {}
      },
      // Only for the page that the pupil looks at: another one has no button that could have been pressed.
      'report.pressed': async (_, from) => {
        const tab = from.kind === 'content' && from.frameId === 0 ? await tabOf(from.tabId) : undefined
        if (tab?.active) await openReport(tab, (url) => this.about(url))
        return {}
      },
    }
  }

  /** What may go with a concern about this address. Lifelines leave no trace, whoever asks for one. */
  private async about(url: string): Promise<ReportPage> {
    await this.parts.judge.readyFor(url, 'page')
    const ruling = this.parts.judge.ruling()
    const verdict = this.parts.judge.verdict(url, 'page')
    const host = canonical(url)?.host
    if (!ruling || !verdict || host === undefined) return NOTHING
    const { reason } = verdict
    if (reason.kind === 'lifeline' || reason.kind === 'not-web') return NOTHING
    const { lists, policy } = ruling
    const listed: CategoryId[] = [...lists.categoriesOf(host)]
    const lifelines = [...lists.lifelineHosts(), ...policy.lifelines]
    if (recordedHost(host, lifelines, listed.length > 0) === null) return NOTHING
    const judged = judgedAs(reason, [...suffixesOf(host)], policy.quarantine)
    const categories = [...new Set([...listed, ...judged])]
    // Such an address goes nowhere, with a concern neither.
    if (reason.kind === 'illegal') return { attach: false, categories: ['illegal-csam', ...categories] }
    return { attach: true, categories }
  }

  private async button(tabId: number): Promise<ReportButton | null> {
    await this.parts.ready
    const policy = this.parts.judge.ruling()?.policy
    const tab = policy?.concerns.button ? await tabOf(tabId) : undefined
    if (tab?.url === undefined || !(await this.about(tab.url)).attach) return null
    const stored = (await this.parts.storage.local.get([CORNER]))[CORNER]
    const { t, lang, dir } = await words()
    return {
      corner: cornerSchema.safeParse(stored).data ?? FIRST_CORNER,
      tell: t('report.tell'),
      move: t('report.button.move'),
      unanswered: t('report.button.unanswered'),
      lang,
      dir,
    }
  }
}
