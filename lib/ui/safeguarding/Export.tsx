/** A file for the case log, made in this browser of what is open in it. That it is made is on record before it is there. */
import { useMemo, useState } from 'preact/hooks'
import { logged, type LogWords, mayTakePicture } from '../../concern/case-log.ts'
import { csvOf, jsonOf } from '../../concern/case-log-files.ts'
import { holderOf } from '../../concern/hands.ts'
import type { OpenedConcern } from '../../concern/inbox.ts'
import type { ConcernKind } from '../../concern/kinds.ts'
import type { MemberClient } from '../../concern/member-client.ts'
import type { Outcome } from '../../concern/outcomes.ts'
import type { ConcernState } from '../../protocol/concern-state.ts'
import { useWords } from '../i18n/context.ts'
import { createWords } from '../i18n/words.ts'
import { saveFile } from '../parts/save-file.ts'
import { type Desk, useDesk } from './desk.ts'

interface Props {
  /** Opened concerns: one, or those of a case. */
  readonly all: readonly OpenedConcern[]
  readonly caseTitle?: string
  /** What the file is called by: a receipt number. Never a name. */
  readonly file: string
  readonly change: (work: (client: MemberClient) => Promise<unknown>) => Promise<boolean>
}

export function Export({ all, caseTitle, file, change }: Props) {
  const { t } = useWords()
  const desk = useDesk()
  const [withPicture, setPicture] = useState(false)
  const [state, setState] = useState<'idle' | 'busy' | 'made'>('idle')
  const words = useMemo(() => english(), [])
  const make = async (kind: 'csv' | 'json') => {
    setState('busy')
    const done = await change(async (client) => {
      const how = { withPicture: withPicture && kind === 'json', words, caseTitle }
      const entries = await entriesOf(all, desk, how)
      for (const { waiting } of all) await client.exported(waiting.id)
      const { me, start } = desk.view
      if (kind === 'csv') saveFile(`${file}.csv`, csvOf(entries), 'text/csv')
      else {
        const about = { school: start.school.name, by: me?.name ?? '', at: desk.team.now() }
        saveFile(`${file}.json`, jsonOf(entries, about), 'application/json')
      }
    })
    setState(done ? 'made' : 'idle')
  }
  return (
    <section class="panel" aria-labelledby="export">
      <h2 id="export">{t('safeguarding.export.title')}</h2>
      <p class="small soft">{t('safeguarding.export.lead')}</p>
      {all.some(mayTakePicture) && (
        <label class="check">
          <input
            type="checkbox"
            name="with-picture"
            checked={withPicture}
            onChange={({ currentTarget }) => setPicture(currentTarget.checked)}
          />
          <span>{t('safeguarding.export.picture')}</span>
        </label>
      )}
      <div class="actions">
        {(['csv', 'json'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            class="button"
            disabled={state === 'busy'}
            onClick={() => void make(kind)}
          >
            {t(`safeguarding.export.${kind}`)}
          </button>
        ))}
        <span role="status" class="small">
          {state === 'made' && t('safeguarding.export.made')}
        </span>
      </div>
    </section>
  )
}

interface How {
  readonly withPicture: boolean
  readonly words: LogWords
  readonly caseTitle?: string | undefined
}

const entriesOf = (all: readonly OpenedConcern[], { view }: Desk, how: How) =>
  Promise.all(
    all.map(async (opened) => {
      const { waiting, content } = opened
      const holder = content && (await holderOf({ waiting, content }, view.ledger))
      return logged(opened, {
        ...how,
        ledger: view.ledger,
        timeZone: view.start.timeZone,
        inHand: holder?.kind === 'held' ? holder.name : undefined,
      })
    }),
  )

/** The case log speaks English, whatever this page speaks. */
function english(): LogWords {
  const { t } = createWords()
  return {
    kind: (kind: ConcernKind) => t(`safeguarding.kind.${kind}`),
    outcome: (outcome: Outcome) => t(`safeguarding.notes.outcomes.${outcome}`),
    state: (state: ConcernState) => t(`safeguarding.inbox.state.${state}`),
  }
}
