/** What is wrong, first on the page: each bad setting with its item and the fix, then the device's own troubles. */
import type { ManagedKey, Problem } from '../../messages/device.ts'
import { useWords } from '../i18n/context.ts'
import { troubleWords } from '../parts/troubles.ts'

type KeyProblem = ManagedKey['problems'][number] & { readonly key: string; readonly kept: boolean }

export const keyProblems = (keys: readonly ManagedKey[]): KeyProblem[] =>
  keys.flatMap(({ key, state, problems }) => problems.map((p) => ({ ...p, key, kept: state === 'kept' })))

function OneKey({ problem }: { problem: KeyProblem }) {
  const { t } = useWords()
  return (
    <li class="problem">
      <h3>
        <code>{problem.key}</code>
        {problem.kept && <span class="tag tag--kept">{t('settings.state.kept')}</span>}
      </h3>
      <dl class="pairs">
        {problem.item !== undefined && (
          <>
            <dt>{t('settings.problems.item')}</dt>
            <dd>
              <code>{problem.item}</code>
            </dd>
          </>
        )}
        <dt>{t('settings.problems.wrong')}</dt>
        <dd>{problem.wrong}</dd>
        <dt>{t('settings.problems.fix')}</dt>
        <dd>{problem.fix}</dd>
      </dl>
    </li>
  )
}

export function Problems({ keys, device }: { keys: readonly ManagedKey[]; device: readonly Problem[] }) {
  const words = useWords()
  const { t } = words
  const bad = keyProblems(keys)
  return (
    <section class="panel" id="problems" aria-labelledby="problems-title">
      <h2 id="problems-title">{t('settings.problems.title')}</h2>
      {bad.length + device.length === 0 && <p>{t('settings.problems.none')}</p>}
      {bad.length > 0 && (
        <ul class="problems">
          {bad.map((problem) => (
            <OneKey key={`${problem.key} ${problem.item ?? ''} ${problem.wrong}`} problem={problem} />
          ))}
        </ul>
      )}
      {device.length > 0 && (
        <>
          <h3>{t('settings.problems.device')}</h3>
          <ul class="problems">
            {device.map((one) => (
              <li key={`${one.code} ${one.detail}`} class="problem">
                <p>{troubleWords(words, one)}</p>
                <p class="small soft">
                  <code>{one.code}</code>
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
