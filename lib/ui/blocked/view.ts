/** Which words a blocked page uses for an explanation: pure, so that every case can be read and tested. */
import { isLocked } from '../../policy/categories.ts'
import { takesNewTabs } from '../../policy/lesson.ts'
import type { Explanation } from '../../messages/protocol.ts'
import type { Words } from '../i18n/words.ts'

export const VARIANTS = [
  'block',
  'warn',
  'illegal',
  'suspension',
  'agreement',
  'agreementParent',
  'agreementDevice',
  'lesson',
  'eyesUp',
  'unknown',
  'search',
  'baseline',
] as const
export type Variant = (typeof VARIANTS)[number]

/** What kind of page this is. The illegal slot comes first: no setting and no missing policy softens it. */
export function variantOf(x: Explanation): Variant {
  if (x.reasonKind === 'illegal' || (x.categoryId !== undefined && isLocked(x.categoryId))) return 'illegal'
  if (x.reasonKind === 'suspension') return 'suspension'
  if (x.reasonKind === 'agreement') return agreementVariant(x)
  if (x.lesson !== undefined) return x.lesson.mode === 'eyes-up' ? 'eyesUp' : 'lesson'
  if (x.action === 'warn') return 'warn'
  if (x.reasonKind === 'search') return 'search'
  if (x.source === 'baseline') return 'baseline'
  return x.reasonKind === 'unknown-host' ? 'unknown' : 'block'
}

function agreementVariant({ remedy, missing }: Explanation): Variant {
  if (remedy === 'agree') return 'agreement'
  return missing === 'device' ? 'agreementDevice' : 'agreementParent'
}

/** Whether it was closed by a lesson that lists what is open. */
export const isListed = ({ lesson }: Explanation): boolean => lesson !== undefined && takesNewTabs(lesson)

/** Categories whose warning says more than "it may not be for school". */
const WARNINGS = ['misinformation', 'translation-proxy', 'url-shortener', 'cloud-storage'] as const
type WithWarning = (typeof WARNINGS)[number]
const hasWarning = (id: string | undefined): id is WithWarning => WARNINGS.some((one) => one === id)

function warningWords({ t }: Words, x: Explanation): string {
  if (hasWarning(x.categoryId)) return t(`warning.${x.categoryId}`)
  return t(x.reasonKind === 'unknown-host' ? 'warning.unknown' : 'warning.title')
}

/** The page's first sentence says why. */
const SAID_ALREADY: ReadonlySet<Variant> = new Set([
  'illegal',
  'suspension',
  'agreement',
  'agreementParent',
  'agreementDevice',
  'lesson',
  'eyesUp',
  'unknown',
])

/** The rule in a child's words; undefined where the page's first sentence has said it already. */
export function ruleWords(words: Words, x: Explanation): string | undefined {
  const { t } = words
  const variant = variantOf(x)
  if (x.theme !== undefined) return t(`theme.${x.theme}`)
  if (x.found !== undefined && !SAID_ALREADY.has(variant)) return t(`blocked.found.${x.found}`)
  if (variant === 'warn') return warningWords(words, x)
  if (SAID_ALREADY.has(variant)) return undefined
  if (x.categoryId) return t(`category.${x.categoryId}`)
  if (variant === 'baseline') return undefined
  return t(x.reasonKind === 'own-entry' ? 'blocked.reason.ownEntry' : 'blocked.reason.other')
}

export function titleWords({ t }: Words, x: Explanation): string {
  const variant = variantOf(x)
  return t(
    variant === 'block' && x.until !== undefined ? 'blocked.title.blockUntil' : `blocked.title.${variant}`,
  )
}

/** The page's first sentence. What stays open is promised only where it is. */
export const leadOf = (x: Explanation): Variant | 'agreementParentHelp' => {
  const variant = variantOf(x)
  return variant === 'agreementParent' && x.work !== true ? 'agreementParentHelp' : variant
}

/** The tab's title. An illegal address is named nowhere. */
export function documentTitle({ t }: Words, x: Explanation | undefined): string {
  if (!x || !x.host || variantOf(x) === 'illegal') return t('blocked.documentTitlePlain')
  return t('blocked.documentTitle', { host: x.host })
}

/** Whether somebody at school can be asked for it from here; the worker says whether there is anybody. */
export function canAskFor(x: Explanation): boolean {
  const variant = variantOf(x)
  const isStopped = variant === 'block' || variant === 'unknown' || variant === 'lesson'
  return isStopped && x.action === 'block' && x.remedy === 'ask'
}

/** What the pupil can do beyond going back. */
export function offers(x: Explanation): { ask: boolean; tell: boolean; continue: boolean; retry: boolean } {
  const variant = variantOf(x)
  const illegal = variant === 'illegal'
  return {
    // Of a lesson its teacher is asked, who is in the room.
    ask:
      !illegal &&
      variant !== 'baseline' &&
      x.lesson === undefined &&
      x.remedy !== 'agree' &&
      x.remedy !== 'none' &&
      x.remedy !== 'tell',
    tell: illegal || x.remedy === 'tell',
    continue: variant === 'warn' && x.remedy === 'continue',
    retry: !illegal && variant !== 'warn',
  }
}
