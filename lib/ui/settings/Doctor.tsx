/** The browser's own settings, as far as they can be seen from here: what is open first, what nobody can see last. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Ask } from '../../messages/send.ts'
import type { Response } from '../../messages/protocol.ts'
import { useWords } from '../i18n/context.ts'

type Check = Response<'doctor'>['checks'][number]

function One({ check: { name, state, why, fix, seen } }: { check: Check }) {
  const { t } = useWords()
  return (
    <li class={state === 'open' ? 'problem' : 'problem problem--calm'}>
      <h3>
        <code>{name}</code> <span class={`tag tag--${state}`}>{t(`settings.doctor.state.${state}`)}</span>
      </h3>
      {/* For network managers, as the table of these policies is written. */}
      <p lang="en-GB" dir="ltr">
        {why}
      </p>
      <dl class="pairs">
        {seen.length > 0 && (
          <>
            <dt>{t('settings.doctor.seen')}</dt>
            <dd>
              {seen.map((text) => (
                <div key={text}>
                  <bdi>{text}</bdi>
                </div>
              ))}
            </dd>
          </>
        )}
        {state !== 'holds' && (
          <>
            <dt>{t('settings.doctor.fix')}</dt>
            <dd>
              <code class="value">{fix}</code>
            </dd>
          </>
        )}
      </dl>
    </li>
  )
}

export function Doctor({ ask }: { ask: Ask }) {
  const { t } = useWords()
  const [checks, setChecks] = useState<readonly Check[]>()
  const [state, setState] = useState<'looking' | 'trying' | 'done' | 'failed'>('looking')
  const look = useCallback(
    async (isTry: boolean) => {
      setState(isTry ? 'trying' : 'looking')
      try {
        setChecks((await ask('doctor', { try: isTry })).checks)
        setState('done')
      } catch {
        setState('failed') // The page says so; the button is there to press again.
      }
    },
    [ask],
  )
  useEffect(() => void look(false), [look])
  const open = checks?.filter((one) => one.state === 'open').length ?? 0
  return (
    <section
      class="panel"
      aria-labelledby="doctor-title"
      aria-busy={state === 'looking' || state === 'trying'}
    >
      <h2 id="doctor-title">{t('settings.doctor.title')}</h2>
      <p>{t('settings.doctor.lead')}</p>
      <p role="status">
        {state === 'trying'
          ? t('settings.doctor.trying')
          : state === 'failed'
            ? t('settings.doctor.failed')
            : checks && t('settings.doctor.open', { number: open })}
      </p>
      <button type="button" class="button" disabled={state === 'trying'} onClick={() => void look(true)}>
        {t('settings.doctor.try')}
      </button>
      {checks && (
        <ul class="problems">
          {checks.map((check) => (
            <One key={check.name} check={check} />
          ))}
        </ul>
      )}
    </section>
  )
}
