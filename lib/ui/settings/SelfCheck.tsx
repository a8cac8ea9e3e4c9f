/** Whether the filter works here, tried for real: for staff, and for whoever wonders. */
import { useState } from 'preact/hooks'
import type { Ask } from '../../messages/send.ts'
import type { Response } from '../../messages/protocol.ts'
import { useWords } from '../i18n/context.ts'

type Answer = Response<'self-check'>
type Row = Extract<Answer, { state: 'done' }>['rows'][number]

export function SelfCheck({ ask }: { ask: Ask }) {
  const { t } = useWords()
  const [state, setState] = useState<'idle' | 'running' | 'failed' | Answer>('idle')
  const run = async () => {
    setState('running')
    try {
      setState(await ask('self-check', {}))
    } catch {
      setState('failed') // The page says so; the button is there to press again.
    }
  }
  return (
    <section class="panel" aria-labelledby="self-check-title" aria-busy={state === 'running'}>
      <h2 id="self-check-title">{t('settings.selfCheck.title')}</h2>
      <p>{t('settings.selfCheck.lead')}</p>
      <div role="status">
        {state === 'running' && <p>{t('settings.selfCheck.running')}</p>}
        {state === 'failed' && <p>{t('settings.selfCheck.broken')}</p>}
        {typeof state === 'object' && <Answered answer={state} />}
      </div>
      <button type="button" class="button" disabled={state === 'running'} onClick={() => void run()}>
        {t('settings.selfCheck.start')}
      </button>
      {typeof state === 'object' && state.state === 'done' && <Rows rows={state.rows} />}
    </section>
  )
}

function Answered({ answer }: { answer: Answer }) {
  const { t } = useWords()
  if (answer.state === 'not-now') return <p>{t('settings.selfCheck.notNow')}</p>
  if (answer.state === 'running') return <p>{t('settings.selfCheck.twice')}</p>
  const number = (result: Row['result']) => answer.rows.filter((row) => row.result === result).length
  const [failed, unsure] = [number('failed'), number('unsure')]
  return (
    <>
      {failed > 0 && (
        <p>
          <strong>{t('settings.selfCheck.failed', { number: failed })}</strong>
        </p>
      )}
      {unsure > 0 && <p>{t('settings.selfCheck.unsure', { number: unsure })}</p>}
      {failed + unsure === 0 && <p>{t('settings.selfCheck.held')}</p>}
      <p>{t(answer.isFiled ? 'settings.selfCheck.filed' : 'settings.selfCheck.notFiled')}</p>
    </>
  )
}

const WORST_FIRST: readonly Row['result'][] = ['failed', 'unsure', 'opened', 'held']

const Rows = ({ rows }: { rows: readonly Row[] }) => (
  <ul class="problems">
    {WORST_FIRST.flatMap((result) => rows.filter((row) => row.result === result)).map((row) => (
      <One key={row.host} row={row} />
    ))}
  </ul>
)

function One({ row: { host, result, outcome } }: { row: Row }) {
  const { t } = useWords()
  return (
    <li class={result === 'failed' ? 'problem' : 'problem problem--calm'}>
      <p>
        <bdi>
          <code>{host}</code>
        </bdi>{' '}
        <span class={`tag tag--${TAGS[result]}`}>{t(`settings.selfCheck.result.${result}`)}</span>{' '}
        <span class="soft">{t(`settings.selfCheck.outcome.${outcome}`)}</span>
      </p>
    </li>
  )
}

const TAGS = { failed: 'open', unsure: 'untried', opened: 'unseen', held: 'holds' } as const
