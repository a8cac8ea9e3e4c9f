/** Cases: the list, and one of them with its concerns and all that was noted at them in the order of time. */
import { useState } from 'preact/hooks'
import { belongs, type Case } from '../../concern/cases.ts'
import type { OpenedConcern } from '../../concern/inbox.ts'
import type { OwnKey } from '../../concern/member-key.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import { Back } from './Back.tsx'
import { useDesk } from './desk.ts'
import { Export } from './Export.tsx'
import { Heading } from './Heading.tsx'
import { useReceipt } from './Inbox.tsx'
import { Amiss, NoteList } from './Notes.tsx'
import { openAll, useCases } from './use-cases.ts'

export function Cases({ own, read }: { own: OwnKey; read: (concern: string) => void }) {
  const { t } = useWords()
  const cases = useCases(own)
  const [open, setOpen] = useState<string>()
  const one = cases?.find(({ id }) => id === open)
  if (one) return <OneCase key={one.id} own={own} of={one} read={read} back={() => setOpen(undefined)} />
  return (
    <section class="panel" aria-labelledby="cases">
      <Heading id="cases">{t('safeguarding.case.list')}</Heading>
      <p class="small soft">{t('safeguarding.case.lead')}</p>
      {!cases?.length && (
        <p class="soft">{t(cases ? 'safeguarding.case.none' : 'safeguarding.read.opening')}</p>
      )}
      <ul class="concerns">
        {(cases ?? []).map((each) => (
          <Line key={each.id} of={each} open={() => setOpen(each.id)} />
        ))}
      </ul>
    </section>
  )
}

function Line({ of, open }: { of: Case; open: () => void }) {
  const words = useWords()
  const { t } = words
  const { team, view } = useDesk()
  const when = whenWords(words, of.at, { now: team.now(), timeZone: view.start.timeZone })
  return (
    <li>
      <button type="button" class="concern" onClick={open}>
        <span class="concern__name">
          <bdi>{of.title}</bdi>
        </span>
        <span class="concern__when small soft">{t('safeguarding.case.changed', { when, name: of.by })}</span>
        <span class="concern__tags">
          <span class="tag tag--default">{t('safeguarding.case.holds', { count: of.concerns.length })}</span>
          <span class="tag tag--default">
            {t(of.isClosed ? 'safeguarding.inbox.state.closed' : 'safeguarding.case.open')}
          </span>
        </span>
      </button>
    </li>
  )
}

interface OneProps {
  readonly own: OwnKey
  readonly of: Case
  readonly read: (concern: string) => void
  readonly back: () => void
}

function OneCase({ own, of, read, back }: OneProps) {
  const { t } = useWords()
  const desk = useDesk()
  const [all, setAll] = useState<readonly OpenedConcern[]>()
  const openThem = () =>
    desk.act(async () => {
      const client = await desk.team.client()
      const ids = of.concerns.map(({ id }) => id)
      const opened = await openAll(client, own, ids, desk)
      const checked = await Promise.all(
        opened.map(
          async (one) => one.content && (await belongs(of, { ...one, content: one.content })) && one,
        ),
      )
      setAll(checked.filter((one) => one !== null && one !== false))
    })
  return (
    <div class="reading">
      <Back to={t('safeguarding.case.back')} back={back} />
      <section class="panel" aria-labelledby="one-case">
        <div class="row__head">
          <Heading id="one-case">
            <bdi>{of.title}</bdi>
          </Heading>
          <span class="tag tag--default">
            {t(of.isClosed ? 'safeguarding.inbox.state.closed' : 'safeguarding.case.open')}
          </span>
        </div>
        <ul class="concerns">
          {of.concerns.map(({ id }) => (
            <Member key={id} id={id} read={read} opened={all?.find(({ waiting }) => waiting.id === id)} />
          ))}
        </ul>
        {all === undefined && (
          <>
            <p class="small soft">{t('safeguarding.case.openLead')}</p>
            <div class="actions">
              <button type="button" class="button button--main" onClick={() => void openThem()}>
                {t('safeguarding.case.openAll')}
              </button>
            </div>
          </>
        )}
        {all !== undefined && all.length < of.concerns.length && (
          <p class="note">{t('safeguarding.case.missing')}</p>
        )}
      </section>
      {all !== undefined && <Opened all={all} of={of} />}
    </div>
  )
}

function Member({
  id,
  opened,
  read,
}: {
  id: string
  opened: OpenedConcern | undefined
  read: (concern: string) => void
}) {
  const { t } = useWords()
  const receipt = useReceipt(id)
  return (
    <li>
      <button type="button" class="concern" onClick={() => read(id)}>
        <span class="concern__name">{t('safeguarding.inbox.concern', { receipt })}</span>
        {opened?.content && (
          <span class="concern__tags">
            <span class="tag tag--default">{t(`safeguarding.kind.${opened.content.kind}`)}</span>
            <span class="tag tag--default">{t(`safeguarding.inbox.state.${opened.waiting.state}`)}</span>
          </span>
        )}
      </button>
    </li>
  )
}

function Opened({ all, of }: { all: readonly OpenedConcern[]; of: Case }) {
  const { t } = useWords()
  const { team, act } = useDesk()
  const notes = all
    .flatMap(({ waiting, notes: at }) => at.notes.map((note) => ({ ...note, concern: waiting.id })))
    .toSorted((a, b) => (a.kind === 'note' ? a.said.at : a.at) - (b.kind === 'note' ? b.said.at : b.at))
  return (
    <>
      <section class="panel" aria-labelledby="case-notes">
        <h2 id="case-notes">{t('safeguarding.notes.title')}</h2>
        <Amiss all={all} />
        {notes.length === 0 ? <p class="soft">{t('safeguarding.notes.none')}</p> : <NoteList notes={notes} />}
      </section>
      {all.length > 0 && (
        <Export
          all={all}
          caseTitle={of.title}
          file={`kerb-case-${of.id.replaceAll(/[^a-z0-9]/gi, '').slice(0, 6)}`}
          change={(work) => act(async () => void (await work(await team.client())))}
        />
      )}
    </>
  )
}
