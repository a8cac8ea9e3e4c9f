/**
 * The safeguarding team's own page. Everything that is locked to a member's key is opened here and nowhere else, and is
 * gone when the page is. Which part of it is in sight is in no address and no history.
 */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Team } from '../../concern/team.ts'
import type { MemberKey } from '../../protocol/safeguarding-keys.ts'
import { useWords } from '../i18n/context.ts'
import { ManagedBy } from '../parts/Brand.tsx'
import { Mark } from '../parts/Mark.tsx'
import { Begin } from './Begin.tsx'
import { Cases } from './Cases.tsx'
import { Concern } from './Concern.tsx'
import { Cover } from './Cover.tsx'
import { type Desk, DeskProvider, useDesk, useTeam } from './desk.ts'
import { Inbox } from './Inbox.tsx'
import { Keys } from './Keys.tsx'
import { AskIn, Ended, Waiting } from './Outside.tsx'
import { Alone, Pin } from './Pin.tsx'
import { RefusedKeys, ServerProblem } from './Problem.tsx'
import { useCover } from '../parts/use-cover.ts'

export function SafeguardingPage({ team }: { team: Team }) {
  const { t } = useWords()
  const looked = useTeam(team)
  const { covered, setCovered } = useCover()
  useEffect(() => {
    document.title = t('safeguarding.documentTitle')
  }, [t])
  const view = looked.kind === 'ready' ? looked.desk.view : undefined
  return (
    <div class="settings safeguarding">
      <header class="settings__header">
        <Mark attention={looked.kind === 'unanswered' || view?.ledger.refused !== undefined} />
        <div class="safeguarding__who">
          <h1>{t('safeguarding.title')}</h1>
          <p class="soft">
            <ManagedBy school={view?.start.school.name} />
            {view?.me && !covered && (
              <>
                {' · '}
                <bdi>{view.me.name}</bdi>
              </>
            )}
          </p>
        </div>
        {view?.own && !covered && (
          <button type="button" class="button" onClick={() => setCovered(true)}>
            {t('safeguarding.cover.now')}
          </button>
        )}
      </header>
      <main aria-busy={looked.kind === 'asking'}>
        {covered && <Cover show={() => setCovered(false)} />}
        <div class="under" hidden={covered}>
          {looked.kind === 'ready' ? <Ready desk={looked.desk} /> : <NotReady kind={looked.kind} />}
        </div>
      </main>
    </div>
  )
}

function NotReady({ kind }: { kind: 'asking' | 'unanswered' }) {
  const { t } = useWords()
  if (kind === 'asking') return <p class="soft">{t('safeguarding.asking')}</p>
  return (
    <section class="note stack">
      <h2>{t('safeguarding.unanswered.title')}</h2>
      <p>{t('safeguarding.unanswered.lead')}</p>
    </section>
  )
}

function Ready({ desk }: { desk: Desk }) {
  const { t } = useWords()
  if (desk.view.start.server === undefined)
    return (
      <section class="note stack">
        <h2>{t('safeguarding.unmanaged.title')}</h2>
        <p>{t('safeguarding.unmanaged.lead')}</p>
      </section>
    )
  return (
    <DeskProvider value={desk}>
      <ServerProblem />
      <RefusedKeys view={desk.view} />
      <Part />
    </DeskProvider>
  )
}

/** What this browser's key, or the lack of one, lets its owner do. */
function Part() {
  const { view } = useDesk()
  const { own, me, standing, ledger } = view
  // By a list of keys that is not to be believed, nobody is let in and nobody waits: what is wrong stands above.
  if (!me && ledger.refused !== undefined && ledger.refused !== 'unpinned') return null
  if (!own || standing === 'none') return <Begin />
  if (me) return <Member me={me} />
  if (standing === 'ended') return <Ended at={ledger.ended.get(own.key.id) ?? 0} />
  return standing === 'waiting' ? <Waiting id={own.key.id} /> : <AskIn />
}

const PARTS = ['inbox', 'cases', 'keys'] as const

function Member({ me }: { me: MemberKey }) {
  const { t } = useWords()
  const { view } = useDesk()
  const [part, setPart] = useState<(typeof PARTS)[number]>('inbox')
  const [reading, setReading] = useState<string>()
  const back = useCallback(() => setReading(undefined), [])
  const read = (concern: string) => {
    setPart('inbox')
    setReading(concern)
  }
  const go = (to: (typeof PARTS)[number]) => {
    setReading(undefined)
    setPart(to)
  }
  return (
    <>
      {view.start.root === undefined && <Pin id={me.id} />}
      {view.ledger.keys.length === 1 && view.start.root !== undefined && <Alone />}
      <nav class="tabs" aria-label={t('safeguarding.nav.label')}>
        {PARTS.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={part === one ? 'page' : undefined}
            onClick={() => go(one)}
          >
            {t(`safeguarding.nav.${one}`)}
            {one === 'keys' && view.joining.length > 0 && <span class="tag">{view.joining.length}</span>}
          </button>
        ))}
      </nav>
      {part === 'keys' && <Keys me={me} />}
      {part === 'cases' && view.own && <Cases own={view.own.key} read={read} />}
      {part === 'inbox' && !reading && <Inbox open={setReading} />}
      {part === 'inbox' && reading && view.own && <Concern own={view.own.key} id={reading} back={back} />}
    </>
  )
}
