/** A stopped page, in full: what, why, for how long, and what can be done. */
import { isSafeguarding } from '../../policy/categories.ts'
import type { Explanation } from '../../messages/protocol.ts'
import { Asking } from '../asking/Asking.tsx'
import type { AskingParts } from '../asking/use-asking.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import { AskSomebody } from '../parts/AskSomebody.tsx'
import { Lifelines } from '../parts/Lifelines.tsx'
import { Picto } from '../parts/Picto.tsx'
import { Quote } from '../parts/Quote.tsx'
import { Sites } from '../parts/Sites.tsx'
import { Tell, TellActions } from '../parts/Tell.tsx'
import { Paused } from './Paused.tsx'
import { canAskFor, leadOf, offers, ruleWords, titleWords, variantOf } from './view.ts'
import type { Variant } from './view.ts'

export interface StoppedActions {
  readonly goBack: () => void
  readonly tell: () => void
  readonly retry: () => void
  readonly goOn: () => void
}

interface Props extends StoppedActions {
  readonly explanation: Explanation
  /** With what a page is asked for; undefined where there is no address. */
  readonly asking: AskingParts | undefined
  readonly online: boolean
  /** The worker said no to `continue`. */
  readonly refused: boolean
  readonly busy: boolean
}

function Why({ x }: { x: Explanation }) {
  const words = useWords()
  const { t } = words
  const rule = ruleWords(words, x)
  const parts = [rule, x.entryNote, x.clause, x.periodName, x.lesson?.message, x.carried]
  if (!parts.some(Boolean)) return null
  return (
    <section class="part">
      <h2>
        <Picto name="why" />
        {t('blocked.section.why')}
      </h2>
      {x.carried && variantOf(x) !== 'illegal' && (
        <p>
          {t('blocked.carried')} <bdi dir="ltr">{x.carried}</bdi>
        </p>
      )}
      {rule !== undefined && <p>{rule}</p>}
      {x.found && variantOf(x) !== 'illegal' && <p>{t('blocked.foundNote')}</p>}
      {x.periodName && <p>{t('blocked.period', { period: x.periodName })}</p>}
      {x.lesson?.message && <Quote intro={t('blocked.teacherSays')}>{x.lesson.message}</Quote>}
      {x.entryNote && <Quote intro={t('blocked.schoolSays')}>{x.entryNote}</Quote>}
      {x.clause && <Quote intro={t('blocked.agreement')}>{x.clause}</Quote>}
    </section>
  )
}

const untilWords = (variant: Variant): 'block' | 'lesson' | 'eyesUp' =>
  variant === 'lesson' || variant === 'eyesUp' ? variant : 'block'

/** What is open instead. */
function OpenSites({ x: { lesson } }: { x: Explanation }) {
  const { t } = useWords()
  if (lesson?.mode !== 'only' || lesson.sites.length === 0) return null
  return (
    <section class="part">
      <h2>{t('lesson.sites')}</h2>
      <Sites sites={lesson.sites} label={t('lesson.sites')} />
    </section>
  )
}

function HowLong({ x }: { x: Explanation }) {
  const words = useWords()
  const variant = variantOf(x)
  if (x.until === undefined || variant === 'illegal' || variant === 'warn') return null
  const when = whenWords(words, x.until, x)
  return (
    <section class="part">
      <h2>
        <Picto name="clock" />
        {words.t('blocked.section.when')}
      </h2>
      <p>{words.t(`blocked.until.${untilWords(variant)}`, { when })}</p>
    </section>
  )
}

function WhatNow({ x, asking }: { x: Explanation; asking: AskingParts | undefined }) {
  const { t } = useWords()
  const can = offers(x)
  const askFor = canAskFor(x) ? asking : undefined
  if (!can.ask && !can.tell && !askFor) return null
  return (
    <section class="part">
      <h2>
        <Picto name="idea" />
        {t('blocked.section.what')}
      </h2>
      {can.tell && <p>{t('blocked.tell')}</p>}
      {askFor && (
        <Asking explanation={x} {...askFor}>
          <WhomToAsk x={x} />
        </Asking>
      )}
      {can.ask && !askFor && <WhomToAsk x={x} />}
    </section>
  )
}

/** Where nobody can be asked from here. */
function WhomToAsk({ x }: { x: Explanation }) {
  const { t } = useWords()
  // Of a lesson its teacher, who is in the room.
  const contact = variantOf(x) === 'lesson' ? '' : x.school.contact
  return <AskSomebody contact={contact} named={t('blocked.ask')} anybody={t('blocked.askAdult')} />
}

interface ActionsProps extends Omit<Props, 'explanation' | 'asking' | 'online' | 'refused'> {
  readonly x: Explanation
  readonly covered: boolean
  readonly address: string | undefined
}

/** In this tab, and from there on to the address. */
function ReadAndAgree({ address }: Pick<ActionsProps, 'address'>) {
  const { t } = useWords()
  const to = address === undefined ? '' : `?u=${encodeURIComponent(address)}`
  return (
    <a class="button button--main button--link" href={`/agreement.html${to}`}>
      {t('blocked.readAndAgree')}
      <Picto name="on" />
    </a>
  )
}

function Actions({ x, covered, address, ...props }: ActionsProps) {
  const { t } = useWords()
  const can = offers(x)
  if (covered) return <TellActions tell={props.tell} />
  const isAgreement = variantOf(x) === 'agreement'
  return (
    <div class="actions">
      {isAgreement && <ReadAndAgree address={address} />}
      <button type="button" class={isAgreement ? 'button' : 'button button--main'} onClick={props.goBack}>
        <Picto name="back" />
        {t('action.goBack')}
      </button>
      {can.continue && (
        <button type="button" class="button" disabled={props.busy} onClick={props.goOn}>
          <Picto name="on" />
          {t('action.continue')}
        </button>
      )}
      {can.retry && (
        <button type="button" class="button" disabled={props.busy} onClick={props.retry}>
          <Picto name="again" />
          {t('action.tryAgain')}
        </button>
      )}
      <Tell tell={props.tell} />
    </div>
  )
}

export function Stopped({ explanation: x, asking, online, refused, ...actions }: Props) {
  const words = useWords()
  const { t } = words
  const variant = variantOf(x)
  if (variant === 'suspension' && x.suspension)
    return <Paused x={x} suspension={x.suspension} online={online} {...actions} />
  // The page was only covered: there is nothing to go back from, and nothing about it is kept.
  const covered = variant === 'eyesUp'
  const upsetting = variant === 'illegal' || (x.categoryId !== undefined && isSafeguarding(x.categoryId))
  return (
    <>
      <h1>{titleWords(words, x)}</h1>
      {x.host && variant !== 'illegal' && !covered && (
        <p class="host">
          <span class="visually-hidden">{t('blocked.host')}</span> <bdi dir="ltr">{x.host}</bdi>
        </p>
      )}
      <p class="lead">
        {t(`blocked.lead.${leadOf(x)}`, {
          lesson: x.lesson?.name,
          teacher: x.lesson?.teacher || t('blocked.yourTeacher'),
        })}
      </p>
      <Why x={x} />
      <OpenSites x={x} />
      <HowLong x={x} />
      {!online && (
        <p class="note">{t(x.lifelines.length > 0 ? 'blocked.offline' : 'blocked.offlinePlain')}</p>
      )}
      {refused && (
        <p class="note" role="alert">
          {t('blocked.continueRefused')}
        </p>
      )}
      <Actions x={x} covered={covered} address={asking?.address} {...actions} />
      {upsetting && <Lifelines lines={x.lifelines} />}
      <WhatNow x={x} asking={asking} />
      {!upsetting && <Lifelines lines={x.lifelines} />}
      {!covered && (
        <p class="small soft noted">{t(variant === 'warn' ? 'blocked.noted.warn' : 'blocked.noted.block')}</p>
      )}
    </>
  )
}
