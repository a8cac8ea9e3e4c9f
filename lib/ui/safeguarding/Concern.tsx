/** One concern, read: what it is, who sent it, the pupil's own words, the page, the picture, the talk. */
import type { ComponentChildren } from 'preact'
import type { OpenedConcern } from '../../concern/inbox.ts'
import type { OwnKey } from '../../concern/member-key.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import { Back } from './Back.tsx'
import { Content } from './Content.tsx'
import { useDesk } from './desk.ts'
import { Export } from './Export.tsx'
import { Hand } from './Hand.tsx'
import { Heading } from './Heading.tsx'
import { HiddenName } from './HiddenName.tsx'
import { useReceipt } from './Inbox.tsx'
import { InCase } from './InCase.tsx'
import { Notes } from './Notes.tsx'
import { Onward } from './Onward.tsx'
import { Talk } from './Talk.tsx'
import { type Change, useConcern } from './use-concern.ts'

export function Concern({ own, id, back }: { own: OwnKey; id: string; back: () => void }) {
  const { t } = useWords()
  const { opened, change } = useConcern(own, id)
  return (
    <div class="reading">
      <Back to={t('safeguarding.read.back')} back={back} />
      {opened ? (
        <Opened own={own} opened={opened} change={change} />
      ) : (
        <NotYet again={() => void change(async () => undefined)} />
      )}
    </div>
  )
}

function NotYet({ again }: { again: () => void }) {
  const { t } = useWords()
  const { problem } = useDesk()
  if (!problem) return <p class="soft">{t('safeguarding.read.opening')}</p>
  return (
    <div class="actions">
      <button type="button" class="button button--main" onClick={again}>
        {t('safeguarding.read.again')}
      </button>
    </div>
  )
}

function Opened({ own, opened, change }: { own: OwnKey; opened: OpenedConcern; change: Change }) {
  const { t } = useWords()
  const { waiting, content } = opened
  return (
    <>
      <section class="panel" aria-labelledby="concern">
        <div class="row__head">
          <Heading id="concern">
            {content ? t(`safeguarding.kind.${content.kind}`) : t('safeguarding.read.shut')}
          </Heading>
          {waiting.today && <span class="tag tag--problem">{t('safeguarding.inbox.today')}</span>}
          <span class="tag tag--default">{t(`safeguarding.inbox.state.${waiting.state}`)}</span>
        </div>
        <Facts opened={opened} />
        {content ? (
          <Content content={content} to={waiting.content.to} />
        ) : (
          <p class="note">{t('safeguarding.read.shutLead')}</p>
        )}
      </section>
      <Hand own={own} opened={opened} change={change} />
      <Onward own={own} opened={opened} change={change} />
      {waiting.identity && <HiddenName own={own} opened={opened} change={change} />}
      {content && <Talk opened={opened} change={change} />}
      {content && <Notes own={own} opened={opened} change={change} />}
      {content && <InCase own={own} opened={opened} change={change} />}
      {content && <TakeOut opened={opened} change={change} />}
      <section class="panel" aria-label={t('safeguarding.inbox.state.closed')}>
        <p class="small soft">{t('safeguarding.read.closedNote')}</p>
        <div class="actions">
          <Close isClosed={waiting.state === 'closed'} id={waiting.id} change={change} />
        </div>
      </section>
    </>
  )
}

function TakeOut({ opened, change }: { opened: OpenedConcern; change: Change }) {
  const receipt = useReceipt(opened.waiting.id).replace(' ', '')
  return <Export all={[opened]} file={`kerb-concern-${receipt}`} change={change} />
}

function Close({ isClosed, id, change }: { isClosed: boolean; id: string; change: Change }) {
  const { t } = useWords()
  return (
    <button
      type="button"
      class="button"
      onClick={() => void change((client) => client.setState(id, isClosed ? 'seen' : 'closed'))}
    >
      {t(isClosed ? 'safeguarding.read.reopen' : 'safeguarding.read.close')}
    </button>
  )
}

function Facts({ opened: { waiting, content } }: { opened: OpenedConcern }) {
  const words = useWords()
  const { t } = words
  const { team, view } = useDesk()
  const receipt = useReceipt(waiting.id)
  const clock = { now: team.now(), timeZone: view.start.timeZone }
  const nameOf = (key: string) => view.ledger.who.get(key)?.name ?? t('safeguarding.read.someone')
  return (
    <dl class="pairs facts">
      {content && (
        <Pair label={t('safeguarding.read.from')}>
          <From content={content} />
        </Pair>
      )}
      {content?.sender && <Pair label={t('safeguarding.read.group')}>{content.sender.group}</Pair>}
      <Pair label={t('safeguarding.read.received')}>{whenWords(words, waiting.received, clock)}</Pair>
      <Pair label={t('safeguarding.read.receipt')}>{receipt}</Pair>
      {content && content.notFor.length > 0 && (
        <Pair label={t('safeguarding.read.notFor')}>
          <bdi>{content.notFor.join(', ')}</bdi>
        </Pair>
      )}
      <Pair label={t('safeguarding.read.seenBy')}>
        <ul>
          {waiting.opened.map(({ by, at }) => (
            <li key={by}>
              {t('safeguarding.read.seenAt', { name: nameOf(by), when: whenWords(words, at, clock) })}
            </li>
          ))}
        </ul>
      </Pair>
      {(
        [
          ['closedBy', waiting.closed],
          ['exportedBy', waiting.exported ?? []],
        ] as const
      ).map(
        ([label, noted]) =>
          noted.length > 0 && (
            <Pair key={label} label={t(`safeguarding.read.${label}`)}>
              <ul>
                {noted.map(({ by, at }) => (
                  <li key={`${by} ${at}`}>
                    {t('safeguarding.read.seenAt', { name: nameOf(by), when: whenWords(words, at, clock) })}
                  </li>
                ))}
              </ul>
            </Pair>
          ),
      )}
    </dl>
  )
}

function From({ content: { sender } }: { content: NonNullable<OpenedConcern['content']> }) {
  const { t } = useWords()
  if (!sender) return <>{t('safeguarding.read.hidden')}</>
  if (sender.name === undefined) return <>{t('safeguarding.read.known.device')}</>
  return (
    <>
      <bdi>{sender.name}</bdi>{' '}
      {sender.from && <span class="small soft">({t(`safeguarding.read.known.${sender.from}`)})</span>}
    </>
  )
}

const Pair = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)
