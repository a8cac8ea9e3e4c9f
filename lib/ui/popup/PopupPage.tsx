/** The toolbar's popup: which lesson runs, whether the browser is protected, by which school, and whether it is being recorded. */
import { useCallback, useEffect } from 'preact/hooks'
import type { Problem, Status } from '../../messages/device.ts'
import type { Ask } from '../../messages/send.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import { Picto } from '../parts/Picto.tsx'
import { Contact } from '../parts/Contact.tsx'
import { Lifelines } from '../parts/Lifelines.tsx'
import { Mark } from '../parts/Mark.tsx'
import { type TeamHere, TeamLinkWhere } from '../parts/TeamLink.tsx'
import { nextChange } from '../parts/next-end.ts'
import { troublesOf } from '../parts/troubles.ts'
import { useAnswer } from '../use-answer.ts'
import type { Answer, News } from '../use-answer.ts'
import { InLesson } from './InLesson.tsx'
import type { Open } from './InLesson.tsx'
import { Pause } from './Pause.tsx'
import { Sign } from './Sign.tsx'

/** Where the settings page opens; `#problems` is its list of what is wrong. */
const SETTINGS = '/settings.html'
/** Those for everything and at any hour come first; the popup is small. */
const FIRST_LIFELINES = 4

function State({ state, under }: { state: Status['state']; under: boolean }) {
  const { t } = useWords()
  const Heading = under ? 'h2' : 'h1'
  return (
    <header class="state">
      <Mark attention={state !== 'protected'} />
      <div>
        <Heading>{t(`popup.state.${state}`)}</Heading>
        <p class="small soft">{t(`popup.lead.${state}`)}</p>
      </div>
    </header>
  )
}

function Who({ person }: Pick<Status, 'person'>) {
  const { t } = useWords()
  if (!person) return <dd>{t('popup.deviceAlone')}</dd>
  return (
    <dd>
      <bdi>{person.name}</bdi> <span class="small soft">({t(`popup.personFrom.${person.from}`)})</span>
    </dd>
  )
}

function Facts({ status }: { status: Status }) {
  const words = useWords()
  const { t } = words
  return (
    <dl class="facts">
      {status.school.name && (
        <>
          <dt>{t('popup.school')}</dt>
          <dd>{status.school.name}</dd>
        </>
      )}
      {status.group && (
        <>
          <dt>{t('popup.group')}</dt>
          <dd>{status.group}</dd>
        </>
      )}
      <dt>{t('popup.since')}</dt>
      <dd>{whenWords(words, status.since, status)}</dd>
      <dt>{t('popup.person')}</dt>
      <Who person={status.person} />
    </dl>
  )
}

/** Keys that were refused are never behind “and more”: nothing else says it where the team looks. */
const keysFirst = (a: Problem, b: Problem): number => Number(isOfKeys(b)) - Number(isOfKeys(a))
const isOfKeys = ({ code }: Problem): boolean => code === 'safeguarding-keys'

/** The settings page has them all. */
const MOST_SHOWN = 3

function Wrong({ status }: { status: Status }) {
  const words = useWords()
  const { t } = words
  const troubles = troublesOf(words, [...status.problems].sort(keysFirst))
  if (troubles.length === 0) return null
  const more = troubles.length - MOST_SHOWN
  return (
    <section class="note" aria-labelledby="wrong">
      <h2 id="wrong">{t('popup.wrong')}</h2>
      <ul class="wrong">
        {troubles.slice(0, MOST_SHOWN).map((trouble) => (
          <li key={trouble} class="small">
            {trouble}
          </li>
        ))}
      </ul>
      {more > 0 && <p class="small">{t('popup.more', { count: more })}</p>}
      {status.school.contact && (
        <p class="small">
          {t('popup.contact')} <Contact contact={status.school.contact} />
        </p>
      )}
    </section>
  )
}

/** What is missing of the school's agreement; and where it can be read at any time. */
function Agreement({ missing }: { missing: NonNullable<Status['agreement']> }) {
  const { t } = useWords()
  const link = (
    <a href="/agreement.html" target="_blank">
      {t(missing === 'reading' ? 'agreement.popup.reading' : 'agreement.popup.nothing')}
    </a>
  )
  if (missing === 'nothing') return <p>{link}</p>
  return (
    <section class="note">
      <p>
        <strong>{link}</strong>
      </p>
      <p class="small">{t(`agreement.popup.${missing === 'reading' ? 'lead' : missing}`)}</p>
    </section>
  )
}

function Answered({ status, open }: { status: Status; open: Open }) {
  const { t } = useWords()
  const isTaught = status.lessons.length > 0
  const wrong = status.problems.length > 0
  return (
    <>
      {isTaught && <InLesson status={status} open={open} />}
      <State state={status.state} under={isTaught} />
      <Pause status={status} open={open} />
      {status.unread && (
        <p>
          <a href="/welcome.html" target="_blank">
            {t('notice.popup')}
          </a>
        </p>
      )}
      <Wrong status={status} />
      {status.agreement && <Agreement missing={status.agreement} />}
      <Facts status={status} />
      <Sign status={status} />
      <p>
        <a href="/record.html" target="_blank">
          {t('record.open')}
        </a>
      </p>
      <p>
        <a href={wrong ? `${SETTINGS}#problems` : SETTINGS} target="_blank">
          {t(wrong ? 'popup.wrong' : 'popup.settings')}
        </a>
      </p>
      <Lifelines lines={status.lifelines} first={FIRST_LIFELINES} />
    </>
  )
}

const next = (answer: Answer<Status>): number | undefined =>
  answer.kind === 'answered' ? nextChange(answer.value) : undefined

interface Props {
  readonly ask: Ask
  readonly isTeam?: TeamHere['isTeam']
  /** Hears that lessons have changed. */
  readonly news: News
  readonly open: Open
  /** Opens the report's page. */
  readonly tell: () => void
}

/** First of all, and whether or not the worker answers. */
function Tell({ tell }: Pick<Props, 'tell'>) {
  const { t } = useWords()
  return (
    <div class="tell">
      <button type="button" class="button button--main" onClick={tell}>
        <Picto name="tell" />
        {t('report.tell')}
      </button>
      <a class="small" href="/report.html?mine" target="_blank">
        {t('report.mine')}
      </a>
    </div>
  )
}

export function PopupPage({ ask, news, open, tell, isTeam }: Props) {
  const { t } = useWords()
  const answer = useAnswer(
    useCallback(() => ask('status', {}), [ask]),
    { news, next },
  )
  useEffect(() => {
    document.title = t('popup.documentTitle')
  }, [t])
  return (
    <main class="popup" aria-busy={answer.kind === 'asking'}>
      <Tell tell={tell} />
      {answer.kind === 'answered' && <Answered status={answer.value} open={open} />}
      {answer.kind === 'unanswered' && (
        <header class="state">
          <Mark attention />
          <div>
            <h1>{t('popup.unanswered.title')}</h1>
            <p class="small soft">{t('popup.unanswered.lead')}</p>
          </div>
        </header>
      )}
      {answer.kind === 'asking' && <h1 class="visually-hidden">{t('app.name')}</h1>}
      {isTeam && <TeamLinkWhere isTeam={isTeam} ask={ask} />}
    </main>
  )
}
