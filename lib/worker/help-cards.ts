/**
 * Helplines beside a page: when somebody searches for help, or writes to an AI assistant what nobody should be alone with.
 * Once for each search; whoever closes them does not see them again for it. Nothing of it is in anybody's record.
 */
import type { FoundTheme } from '../guard/themes/themes-of.ts'
import { lifelinesAbout } from '../lists/lifelines.ts'
import type { HelpCard, HelpLine, ToldLine } from '../messages/help-card.ts'
import type { LifelineCard } from '../messages/lifeline.ts'
import type { SessionPort } from '../navigation/ports.ts'
import { SessionMap } from '../navigation/session-map.ts'
import type { Theme } from '../policy/themes.ts'
import { helpline } from '../ui/i18n/helpline.ts'
import type { Words } from '../ui/i18n/words.ts'
import { helpFor } from './about.ts'
import { card } from './lifeline-cards.ts'

/** A document, by the browser's name for it: undefined where it has told none. */
export interface DocumentAt {
  readonly tabId: number
  readonly documentId?: string | undefined
}

export interface HelpCardsParts {
  readonly session: SessionPort
  /** Brings the script that shows it, and what it is to show. */
  readonly put: (tabId: number, documentId: string | undefined, message: HelpCard | ToldLine) => Promise<void>
  readonly words: () => Promise<Words>
}

/** More would hide the page. */
const MOST = 3

export class HelpCards {
  private readonly parts: HelpCardsParts
  private readonly closedIn: SessionMap<boolean>

  constructor(parts: HelpCardsParts) {
    this.parts = parts
    this.closedIn = new SessionMap(parts.session, 'help-closed')
  }

  load(): Promise<void> {
    return this.closedIn.load()
  }

  /** @param isNew another search than the tab's last; a page of the same one may be loaded again */
  async searched(at: DocumentAt, found: readonly FoundTheme[], isNew: boolean): Promise<void> {
    if (isNew) await this.ended(at.tabId)
    if (this.closedIn.get(at.tabId) !== true) await this.show(at, found)
  }

  async show({ tabId, documentId }: DocumentAt, found: readonly FoundTheme[]): Promise<void> {
    const theme = helpFor(found)
    if (theme !== undefined)
      await this.parts.put(tabId, documentId, helpCard(theme, await this.parts.words()))
  }

  /** Says on the page that worrying words are kept. */
  async tell({ tabId, documentId }: DocumentAt): Promise<void> {
    const { t, lang, dir } = await this.parts.words()
    await this.parts.put(tabId, documentId, { kerb: 'told-line', text: t('assistant.told'), lang, dir })
  }

  async closed(tabId: number): Promise<void> {
    this.closedIn.set(tabId, true)
    await this.closedIn.save()
  }

  /** The tab shows something else. */
  async ended(tabId: number): Promise<void> {
    if (this.closedIn.delete(tabId)) await this.closedIn.save()
  }
}

function helpCard(theme: Theme, words: Words): HelpCard {
  const { t, lang, dir } = words
  return {
    kerb: 'help-card',
    title: t('lifelines.title'),
    detail: t('lifelines.intro'),
    lines: lifelinesAbout(theme, MOST).map((line) => helpLine(card(line), words)),
    close: t('help.close'),
    lang,
    dir,
  }
}

function helpLine(line: LifelineCard, words: Words): HelpLine {
  const { t } = words
  const { forWhom } = helpline(words, line)
  const { text } = line
  const message =
    text === undefined
      ? []
      : [
          text.word === ''
            ? t('lifelines.textPlain', { number: text.to })
            : t('lifelines.text', { word: text.word, number: text.to }),
        ]
  const ways = [forWhom, ...line.numbers.map((number) => t('lifelines.call', { number })), ...message]
  return { name: line.name, url: line.url, ways }
}
